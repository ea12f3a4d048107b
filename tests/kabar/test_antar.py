"""The delivery: sent once, tried again, given up with a reason; a sick mail server stops nothing."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client

from akun.models import Pengguna
from inti import waktu
from inti.waktu import zona
from kabar import akun, antar, rules, services, tasks
from kabar import jenis as daftar_jenis
from kabar.berhenti import Permintaan
from kabar.models import (
    AlamatBerhenti,
    Antaran,
    CaraSurat,
    Pilihan,
    Saluran,
    Sebab,
    Setelan,
    StatusAntaran,
)  # fmt: skip
from kabar.penerima import Alamat, sidik
from tests.akun.factories import buat_pengguna, konteks_of
from tests.kabar.conftest import SIANG, kabari
from tests.kabar.server_surat import ServerSurat


def satu() -> Antaran:
    return Antaran.objects.get()


def test_a_mail_arrives_as_text_and_html_with_the_words_of_its_kind(orang: Pengguna, server_surat: ServerSurat) -> None:
    kabari(orang, siapa="Rekan <b>Uji</b>", hari=SIANG.date())

    assert antar.antar() == {"terkirim": 1}
    (surat,) = server_surat.surat
    assert surat["To"] == orang.email
    assert surat["Subject"] == "Ada kabar untuk Anda"
    teks, html = (surat.get_body((bagian,)).get_content() for bagian in ("plain", "html"))
    assert "Rekan <b>Uji</b> menyampaikan sesuatu pada 24 November 2026." in teks
    assert "Rekan &lt;b&gt;Uji&lt;/b&gt; menyampaikan" in html
    assert '<html lang="id">' in html


def test_what_was_sent_is_not_sent_again_and_keeps_no_address(db: None, server_surat: ServerSurat) -> None:
    kabari(Alamat("warga@contoh.go.id"))

    assert antar.antar() == {"terkirim": 1}
    assert antar.antar() == {}
    assert len(server_surat.surat) == 1
    assert (satu().status, satu().alamat, satu().percobaan) == (StatusAntaran.TERKIRIM, "", 1)


def test_a_mail_speaks_the_language_that_its_reader_chose(orang: Pengguna, server_surat: ServerSurat) -> None:
    Setelan.objects.create(pengguna=orang, bahasa="en")
    kabari(orang)
    antar.antar()

    assert '<html lang="en">' in server_surat.surat[0].get_body(("html",)).get_content()


def test_a_mail_can_be_stopped_by_one_click_and_a_duty_can_not(orang: Pengguna, server_surat: ServerSurat, settings: Any) -> None:
    settings.ALAMAT = "https://asn.contoh.go.id"
    kabari(orang)
    kabari(orang, jenis="uji.wajib")
    antar.antar()

    biasa, wajib = server_surat.surat
    assert biasa["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    alamat = "".join(biasa["List-Unsubscribe"].split()).strip("<>")
    assert alamat.startswith("https://asn.contoh.go.id/kabar/berhenti/")
    assert wajib["List-Unsubscribe"] is None
    assert Client().post(alamat.removeprefix(settings.ALAMAT), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert list(Pilihan.objects.values_list("pengguna", "jenis", "saluran", "nyala")) == [(orang.pk, "uji.biasa", "surat", False)]


def test_an_address_stops_all_our_mail_by_one_click(db: None, server_surat: ServerSurat, settings: Any) -> None:
    settings.ALAMAT = "https://asn.contoh.go.id"
    kabari(Alamat("warga@contoh.go.id"))
    antar.antar()
    alamat = "".join(server_surat.surat[0]["List-Unsubscribe"].split()).strip("<>")

    assert "warga" not in alamat
    Client(enforce_csrf_checks=True).post(alamat.removeprefix(settings.ALAMAT))

    assert AlamatBerhenti.objects.get().sidik == sidik("warga@contoh.go.id")


@pytest.mark.parametrize("tanda", ["rusak", "WyIiLCIiLCIiXQ:1abc:xyz"])
def test_a_forged_link_stops_nothing(db: None, client: Client, tanda: str) -> None:
    assert client.post(f"/kabar/berhenti/{tanda}/").status_code == 404
    assert not AlamatBerhenti.objects.exists()


@pytest.mark.parametrize(
    ("kode", "status", "sebab"), [("550 tidak dikenal", "mati", "ditolak"), ("450 penuh", "menunggu", "sementara")]
)
def test_a_refused_address_is_given_up_and_a_full_box_is_tried_again(
    orang: Pengguna, server_surat: ServerSurat, kode: str, status: str, sebab: str
) -> None:
    server_surat.tolak[str(orang.email)] = kode
    lain = buat_pengguna("moderator", sandi=None)
    kabari(orang, lain)

    antar.antar()

    ditolak, sampai = Antaran.objects.order_by("pk")
    assert (ditolak.status, ditolak.sebab) == (status, sebab)
    assert sampai.status == StatusAntaran.TERKIRIM


def test_a_text_that_the_server_refuses_for_good_is_given_up(orang: Pengguna, server_surat: ServerSurat) -> None:
    server_surat.jawab_isi = "554 tidak mau"
    kabari(orang)
    antar.antar()

    assert (satu().status, satu().sebab) == (StatusAntaran.MATI, Sebab.DITOLAK)


def test_a_silent_mail_server_costs_one_try_a_turn_and_everything_waits(orang: Pengguna, server_mati: ServerSurat) -> None:
    kabari(orang)
    kabari(orang)

    assert antar.antar() == {"menunggu": 1}
    pertama, kedua = Antaran.objects.order_by("pk")
    assert (pertama.status, pertama.sebab, pertama.percobaan) == (StatusAntaran.MENUNGGU, Sebab.SERVER_DIAM, 1)
    assert pertama.coba_at > waktu.now() + timedelta(seconds=25)
    assert (kedua.status, kedua.percobaan) == (StatusAntaran.MENUNGGU, 0)


def test_after_the_last_try_it_is_given_up_and_the_administrator_sends_it_again(
    orang: Pengguna, server_mati: ServerSurat, settings: Any
) -> None:
    kabari(orang)
    Antaran.objects.update(percobaan=rules.PERCOBAAN_MAKS - 1)
    antar.antar()
    assert (satu().status, satu().sebab) == (StatusAntaran.MATI, Sebab.SERVER_DIAM)

    admin = konteks_of(buat_pengguna("admin_bkpsdm", sandi=None))
    assert services.retry_antaran(konteks=admin, rows=Antaran.objects.all()) == 1
    settings.PENGANTAR_SURAT = "kabar.pos.BukuContoh"

    assert antar.antar() == {"terkirim": 1}


def test_a_summary_holds_the_day_in_one_mail_without_names_in_its_subject(
    orang: Pengguna, server_surat: ServerSurat, siang: Any
) -> None:
    Setelan.objects.create(pengguna=orang, surat=CaraSurat.HARIAN, jam_ringkasan=16)
    kabari(orang, siapa="Masdelima", hari=SIANG.date())
    kabari(orang, jenis="uji.wajib")
    assert antar.antar() == {}
    siang.move_to(datetime(2026, 11, 24, 16, 1, tzinfo=zona()))

    assert antar.antar() == {"terkirim": 2}
    (surat,) = server_surat.surat
    assert surat["Subject"] == "2 kabar untuk Anda hari ini"
    assert {"Masdelima menyampaikan" in surat.get_body(("plain",)).get_content(), "Masdelima" in surat["Subject"]} == {
        True,
        False,
    }


@pytest.mark.parametrize(
    ("ubah", "sebab"),
    [
        (lambda p: Pengguna.objects.filter(pk=p.pk).update(is_active=False), Sebab.AKUN_TUTUP),
        (lambda p: Pengguna.objects.filter(pk=p.pk).update(email=None), Sebab.TANPA_ALAMAT),
        (lambda p: Pilihan.objects.create(pengguna=p, jenis="uji.biasa", saluran=Saluran.SURAT, nyala=False), Sebab.DIMATIKAN),
    ],
)
def test_what_changed_while_it_waited_counts(orang: Pengguna, server_surat: ServerSurat, ubah: Any, sebab: str) -> None:
    kabari(orang)
    ubah(orang)

    assert antar.antar() == {"dilewati": 1}
    assert satu().sebab == sebab
    assert server_surat.surat == []


def test_an_address_that_stops_while_its_mail_waits_gets_none(db: None, server_surat: ServerSurat) -> None:
    kabari(Alamat("warga@contoh.go.id"))
    services.end_surat(permintaan=Permintaan(sidik=sidik("warga@contoh.go.id")))

    assert antar.antar() == {"dilewati": 1}
    assert (satu().alamat, server_surat.surat) == ("", [])


@pytest.mark.parametrize("kapan", ["sebelum", "sesudah"])
def test_a_warning_about_an_account_reaches_an_address_that_wants_no_more_mail(
    orang: Pengguna, server_surat: ServerSurat, kapan: str
) -> None:
    """Whoever takes over a mailbox for a minute must not silence the warning that the account moved on."""

    def berhenti() -> None:
        services.end_surat(permintaan=Permintaan(sidik=sidik("lama@contoh.go.id")))

    if kapan == "sebelum":
        berhenti()
    akun.kabarkan(
        "akun.email_berubah", pengguna_id=orang.pk, alamat=["lama@contoh.go.id"], subjek=("akun", orang.kode), kunci=1, isi={}
    )
    if kapan == "sesudah":
        berhenti()
    antar.antar()

    (surat,) = [s for s in server_surat.surat if s["To"] == "lama@contoh.go.id"]
    assert surat["List-Unsubscribe"] is None


def test_a_mail_that_fell_due_in_quiet_hours_waits_without_losing_a_try(
    orang: Pengguna, server_surat: ServerSurat, siang: Any
) -> None:
    kabari(orang)
    Setelan.objects.create(pengguna=orang, senyap_mulai=time(11), senyap_sampai=time(14))

    assert antar.antar() == {"menunggu": 1}
    assert (satu().percobaan, satu().coba_at) == (0, datetime(2026, 11, 24, 14, tzinfo=zona()))


def test_a_changed_address_gets_the_mail(orang: Pengguna, server_surat: ServerSurat) -> None:
    kabari(orang)
    Pengguna.objects.filter(pk=orang.pk).update(email="baru@contoh.invalid")
    antar.antar()

    assert server_surat.surat[0]["To"] == "baru@contoh.invalid"


def test_a_bug_in_one_message_does_not_keep_the_others_back(
    orang: Pengguna, server_surat: ServerSurat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    kabari(orang, jenis="uji.wajib")
    kabari(orang)

    def rusak(nama: str) -> Any:
        if nama == "uji.wajib":
            raise KeyError(nama)
        return daftar_jenis.get(nama)

    monkeypatch.setattr(daftar_jenis, "find", rusak)
    antar.antar()

    gagal, sampai = Antaran.objects.order_by("pk")
    assert (gagal.status, gagal.sebab) == (StatusAntaran.MENUNGGU, Sebab.GANGGUAN)
    assert sampai.status == StatusAntaran.TERKIRIM
    assert "gagal" in caplog.text


def test_a_sender_that_died_is_followed_once_with_the_same_message_id(
    orang: Pengguna, server_surat: ServerSurat, siang: Any
) -> None:
    kabari(orang)
    antar.antar()
    Antaran.objects.update(status=StatusAntaran.DIKIRIM, mulai_at=waktu.now(), selesai_at=None)  # sent, but never written down
    assert antar.sapu_terhenti() == 0
    siang.shift(timedelta(minutes=11))

    assert antar.sapu_terhenti() == 1
    antar.antar()

    pertama, kedua = server_surat.surat
    assert pertama["Message-ID"] == kedua["Message-ID"]
    assert (satu().status, satu().ragu) == (StatusAntaran.TERKIRIM, True)


def test_a_sender_that_died_twice_is_not_followed(orang: Pengguna, siang: Any) -> None:
    kabari(orang)
    Antaran.objects.update(status=StatusAntaran.DIKIRIM, mulai_at=waktu.now() - timedelta(hours=1), ragu=True)

    assert antar.sapu_terhenti() == 1
    assert (satu().status, satu().sebab) == (StatusAntaran.MATI, Sebab.TERHENTI)


def test_who_was_thought_dead_but_sent_it_says_so(orang: Pengguna, siang: Any) -> None:
    kabari(orang)
    bundel = antar.claim_antaran()
    siang.shift(timedelta(minutes=11))
    antar.sapu_terhenti()

    antar._catat(bundel, antar.TERKIRIM)

    assert satu().status == StatusAntaran.TERKIRIM


def test_the_task_delivers_and_asks_for_another_turn_only_while_there_is_more(
    orang: Pengguna, server_surat: ServerSurat, monkeypatch: pytest.MonkeyPatch
) -> None:
    panggilan: list[int] = []
    monkeypatch.setattr("kabar.antrean.panggil", lambda: panggilan.append(1))
    monkeypatch.setattr(antar.antar, "__defaults__", (1, antar.LAMA))
    kabari(orang)
    kabari(orang)

    tasks.antar()
    tasks.antar()

    assert len(panggilan) == 1
    assert len(server_surat.surat) == 2
