"""A follow-up on the engine: who may take which step, who owes what until when, what its trail says, what is refused."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import Any

import pgtrigger
import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from akun.konteks import build
from akun.models import PenugasanPeran
from alur import kabar, selectors, services
from alur.hak import BukanPemegangError
from alur.models import Jejak, Pemegang
from forum.models import StatusTindakLanjut, TindakLanjut
from forum.proses_tindak_lanjut import TINDAK_LANJUT
from forum.services.tindak_lanjut import add_kabar, publish_tindak_lanjut
from inti.errors import VersiBerbedaError
from kabar.models import Kabar, Penerimaan
from tests.akun.factories import buat_pengguna
from tests.forum.factories import Kota, pukul
from tests.forum.test_tindak_lanjut import usul

PERAN = ("moderator", "pengelola", "pengelola_lain", "pimpinan", "auditor", "admin", "warga", "mitra")
JANJI, BARU = date(2026, 1, 9), date(2026, 2, 2)
KABAR = ["kabarkan", "geser_janji", "berubah", "tidak_bisa"]
LANGKAH: dict[str, dict[str, list[str]]] = {
    "diusulkan": {"moderator": ["terbitkan"]},
    "diusulkan_selesai": {"moderator": ["terbitkan_tuntas"]},
    "berjalan": {"pengelola": KABAR},
    "tuntas": {"pengelola": ["kabarkan", "berubah", "tidak_bisa", "kerjakan_lagi"]},
}


def berjanji(kota: Kota, **lain: Any) -> TindakLanjut:
    return usul(kota, hasil="dikerjakan", dijanjikan=JANJI, **lain)


def terbit(kota: Kota, baris: TindakLanjut) -> TindakLanjut:
    return publish_tindak_lanjut(konteks=kota.konteks("moderator"), tindak_lanjut=baris)


def kabari(
    kota: Kota, baris: TindakLanjut, hasil: str, dijanjikan: date | None = None, isi: str = "Kabar dari lapangan."
) -> None:
    add_kabar(konteks=kota.konteks("pengelola"), tindak_lanjut=baris, isi=isi, hasil=hasil, dijanjikan=dijanjikan)


def dalam_keadaan(kota: Kota, status: str) -> TindakLanjut:
    match status:
        case "diusulkan":
            return berjanji(kota)
        case "diusulkan_selesai":
            return usul(kota)
        case "berjalan":
            return terbit(kota, berjanji(kota))
        case _:
            return terbit(kota, usul(kota))


def pemegang(baris: TindakLanjut) -> Pemegang:
    return Pemegang.objects.get(proses="tindak_lanjut", kode=baris.kode)


def kata(baris: TindakLanjut) -> list[str]:
    return [t.judul for t in selectors.list_jejak(TINDAK_LANJUT, baris.kode)]


def test_every_state_is_in_the_table() -> None:
    assert [k.kode for k in TINDAK_LANJUT.keadaan] == list(StatusTindakLanjut)


@pytest.mark.parametrize("status", list(LANGKAH))
def test_buttons_follow_state_role_and_result_and_what_has_no_button_is_refused(kota: Kota, status: str) -> None:
    baris = dalam_keadaan(kota, status)

    for peran in PERAN:
        konteks = kota.konteks(peran)
        tombol = [langkah.aksi for langkah in selectors.list_langkah(konteks, TINDAK_LANJUT, baris)]
        assert tombol == LANGKAH[status].get(peran, []), peran
        for langkah in TINDAK_LANJUT.list_langkah(baris.status):
            if langkah.aksi not in tombol:
                with pytest.raises((BukanPemegangError, services.LangkahTidakAdaError)):
                    services.move(konteks=konteks, proses=TINDAK_LANJUT, objek=baris, aksi=langkah.aksi)


def test_what_was_done_is_not_published_as_a_promise(kota: Kota) -> None:
    with pytest.raises(services.LangkahTidakAdaError, match="menunggu diterbitkan"):
        services.move(konteks=kota.konteks("moderator"), proses=TINDAK_LANJUT, objek=usul(kota), aksi="terbitkan")


def test_the_database_keeps_state_and_result_together(kota: Kota) -> None:
    baris = terbit(kota, usul(kota))

    with pytest.raises(IntegrityError, match="tindak_lanjut_status_sesuai"), transaction.atomic():
        TindakLanjut.objects.filter(pk=baris.pk).update(status="berjalan")


def test_a_proposal_lies_with_the_moderators_as_long_as_the_check_of_a_voice(kota: Kota) -> None:
    baris = usul(kota, pada=pukul(2026, 1, 5))

    dipegang = pemegang(baris)
    assert (dipegang.izin, dipegang.tenggat) == ("tindak_lanjut.terbit", date(2026, 1, 8))
    assert selectors.list_menunggu(kota.konteks("moderator")).count() == 1


def test_a_promise_lies_with_the_office_until_its_day(kota: Kota) -> None:
    dipegang = pemegang(dalam_keadaan(kota, "berjalan"))

    assert (dipegang.izin, dipegang.unit, dipegang.tenggat) == ("tindak_lanjut.kabar", kota.dinas, JANJI)
    assert [p for p in PERAN if selectors.list_menunggu(kota.konteks(p)).exists()] == ["pengelola"]


def test_nobody_owes_what_is_settled(kota: Kota) -> None:
    assert not Pemegang.objects.filter(kode=dalam_keadaan(kota, "tuntas").kode).exists()


def test_a_promise_that_moves_leaves_its_trace_and_a_new_last_day(kota: Kota) -> None:
    baris = dalam_keadaan(kota, "berjalan")
    sejak = pemegang(baris).sejak_at

    kabari(kota, baris, "dikerjakan", BARU)

    assert kata(baris)[-1] == "Janji digeser dari 9 Januari 2026 ke 2 Februari 2026"
    assert (pemegang(baris).tenggat, pemegang(baris).sejak_at) == (BARU, sejak)


def test_each_kind_of_news_is_a_step_of_its_own(kota: Kota) -> None:
    baris = dalam_keadaan(kota, "berjalan")
    for hasil, janji in (("dikerjakan", JANJI), ("berubah", None), ("berubah", None), ("dikerjakan", BARU), ("tidak_bisa", None)):
        kabari(kota, baris, hasil, janji, isi=f"Kabar ke-{baris.kabar.count() + 1} dari lapangan.")

    assert kata(baris) == [
        "Diusulkan dinas",
        "Diterbitkan, dengan janji selesai 9 Januari 2026",
        "Dikabarkan perkembangannya",
        "Dikabarkan sudah berubah",
        "Dikabarkan perkembangannya",
        "Dikerjakan lagi, dengan janji selesai 2 Februari 2026",
        "Dikabarkan tidak bisa, dengan sebabnya",
    ]
    assert selectors.list_menyimpang(TINDAK_LANJUT) == []


def test_the_same_news_twice_is_one_line(kota: Kota) -> None:
    baris = dalam_keadaan(kota, "berjalan")
    for _klik in range(2):
        kabari(kota, baris, "dikerjakan", BARU)

    assert len(kata(baris)) == 3
    assert baris.kabar.count() == 1


def test_the_office_is_reminded_of_its_promise(kota: Kota) -> None:
    baris = dalam_keadaan(kota, "berjalan")

    for per in (date(2026, 1, 8), date(2026, 1, 12)):
        kabar.remind(per)

    assert sorted(Kabar.objects.filter(subjek_kode=baris.kode, jenis__startswith="alur.").values_list("jenis", flat=True)) == [
        "alur.lewat",
        "alur.segera",
    ]
    assert set(Penerimaan.objects.filter(kabar__jenis="alur.lewat").values_list("pengguna", flat=True)) == {kota.pengelola.pk}


def test_a_stale_page_publishes_nothing(client: Client, kota: Kota) -> None:
    baris = usul(kota)
    client.force_login(kota.moderator)
    TindakLanjut.objects.filter(pk=baris.pk).update(judul="Judul yang baru dari dinas")

    jawaban = client.post(reverse("forum:terbit", args=[baris.kode]), {"versi": baris.versi}, follow=True)

    assert "berubah sejak Anda membukanya" in jawaban.content.decode()
    with pytest.raises(VersiBerbedaError):
        publish_tindak_lanjut(konteks=kota.konteks("moderator"), tindak_lanjut=baris, versi=baris.versi)


def test_an_officer_whose_term_ended_reports_nothing(kota: Kota) -> None:
    baris = dalam_keadaan(kota, "berjalan")
    wakil = buat_pengguna("pengelola_opd", unit=kota.dinas, sandi=None)
    PenugasanPeran.objects.filter(pengguna=wakil).update(masa=DateRange(date(2026, 11, 1), date(2026, 11, 16)))

    with pytest.raises(BukanPemegangError, match="berakhir pada 15 November 2026"):
        add_kabar(
            konteks=build(wakil, date(2026, 11, 16)), tindak_lanjut=baris, isi="Semua titik sudah menyala.", hasil="berubah"
        )


@pytest.mark.parametrize(("siapa", "status"), [("moderator", 200), ("pengelola", 200), ("pengelola_lain", 404), ("warga", 404)])
def test_the_page_of_the_case_is_for_those_who_read_drafts(client: Client, kota: Kota, siapa: str, status: int) -> None:
    baris = dalam_keadaan(kota, "berjalan")
    client.force_login(getattr(kota, siapa))

    assert client.get(reverse("alur:perkara", args=["tindak_lanjut", baris.kode])).status_code == status


@pytest.mark.parametrize(
    ("siapa", "keadaan", "tombol"),
    [
        ("moderator", "diusulkan", "Terbitkan"),
        ("moderator", "diusulkan_selesai", "Terbitkan"),
        ("pengelola", "tuntas", "Tulis kabar"),
    ],
)
def test_the_page_draws_the_buttons_of_the_table(client: Client, kota: Kota, siapa: str, keadaan: str, tombol: str) -> None:
    baris = dalam_keadaan(kota, keadaan)
    client.force_login(getattr(kota, siapa))

    assert tombol in client.get(reverse("forum:jejak", args=[baris.kode])).content.decode()


# --- from before the engine ------------------------------------------------------------------------------


def baca() -> list[tuple[Any, ...]]:
    kolom = ("kode", "aksi", "dari", "ke", "oleh_id", "oleh_nama", "sebagai", "unit_id", "pada_at", "data__dari", "data__ke")
    return list(Jejak.objects.filter(proses="tindak_lanjut").order_by("kode", "pk").values_list(*kolom))


def baca_pemegang() -> list[tuple[Any, ...]]:
    rows = Pemegang.objects.filter(proses="tindak_lanjut").order_by("kode")
    return list(rows.values_list("kode", "keadaan", "jenis", "unit_id", "izin", "sejak_at"))


def test_proposals_publications_and_news_from_before_become_the_trail(kota: Kota) -> None:
    baris = dalam_keadaan(kota, "berjalan")
    for hasil, janji in (("dikerjakan", BARU), ("dikerjakan", BARU), ("berubah", None), ("dikerjakan", JANJI)):
        kabari(kota, baris, hasil, janji, isi=f"Kabar ke-{baris.kabar.count() + 1} dari lapangan.")
    kabari(kota, terbit(kota, usul(kota, judul="Pohon tumbang diangkat")), "tidak_bisa")
    usul(kota, judul="Selokan dibersihkan")
    langkah, dipegang, migrasi = baca(), baca_pemegang(), import_module("forum.migrations.0007_tindak_lanjut_ke_alur")
    with pgtrigger.ignore("alur.Jejak:sekali_tulis"):
        Jejak.objects.filter(proses="tindak_lanjut").delete()
    Pemegang.objects.all().delete()

    with connection.cursor() as kursor:
        for sql in (
            migrasi.KEADAAN % {"tabel": "tindaklanjut"},
            migrasi.JEJAK,
            migrasi.PEMEGANG,
            migrasi.JEJAK,
            migrasi.PEMEGANG,
        ):
            kursor.execute(sql)

    assert [j[:9] for j in baca()] == [j[:9] for j in langkah]
    assert [j for j in baca() if j[1] == "geser_janji"] == [j for j in langkah if j[1] == "geser_janji"]
    assert baca_pemegang() == dipegang
    assert selectors.list_menyimpang(TINDAK_LANJUT) == []
