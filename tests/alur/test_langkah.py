"""The engine on a real process, the SKP: right, state, version, reason, trail, holder; and who stands in for whom."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import InternalError, transaction

from alur import kabar, selectors, services
from alur.butir import with_ringkas
from alur.hak import BukanPemegangError
from alur.models import Jejak, Pemegang
from inti.errors import VersiBerbedaError
from kabar.models import Kabar, Penerimaan
from kinerja.models import SKP
from kinerja.proses import SKP_TAHUNAN
from kinerja.services import skp as layanan
from pegawai.models import Delegasi, Kedudukan, Pegawai
from pegawai.services import IsiDelegasi, cancel_delegasi, create_delegasi
from pegawai.services.delegasi import DelegasiDitolakError, SudahBerakhirError
from tests.kinerja.factories import HARI, Kantor, ajukan, buat_kantor, buat_skp, sepakati


@pytest.fixture
def kantor(db: None) -> Iterator[Kantor]:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield buat_kantor()


def pemegang(skp: SKP) -> Pemegang:
    return Pemegang.objects.get(proses="skp", kode=skp.kode)


def titipkan(kantor: Kantor, *, dari: Pegawai, kepada: Pegawai, mulai: date = HARI, hari: int = 5, **lain: Any) -> Delegasi:
    isi = IsiDelegasi(kepada, mulai, mulai + timedelta(days=hari - 1), "800/12/2026", mulai, "cuti tahunan")
    return create_delegasi(konteks=kantor.konteks(dari), dari=dari, isi=replace(isi, **lain))


# --- the trail and the holder -----------------------------------------------------------------------------


def test_a_case_lies_with_its_owner_until_it_is_submitted_and_then_with_the_superior(kantor: Kantor) -> None:
    skp = buat_skp(kantor, kantor.pegawai)
    di_pemilik = pemegang(skp)

    layanan.submit_skp(konteks=kantor.konteks(kantor.pegawai), skp=skp, versi=skp.versi)

    assert (di_pemilik.jenis, di_pemilik.orang_kode) == ("pemilik", kantor.pegawai.kode)
    assert (pemegang(skp).jenis, pemegang(skp).tenggat) == ("atasan", date(2026, 12, 1))


def test_nobody_holds_what_is_finished(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)

    assert not Pemegang.objects.filter(kode=skp.kode).exists()


def test_the_trail_names_step_person_post_and_reason(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    layanan.reject_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi, catatan="Tambah satu hasil")

    titik = selectors.list_jejak(SKP_TAHUNAN, skp.kode)

    assert [t.judul for t in titik] == ["Mulai disusun", "Diajukan ke atasan", "Dikembalikan dengan catatan"]
    assert titik[-1].siapa == "Kabid Uji (Kepala Bidang Uji)"
    assert (titik[-1].jejak.alasan, titik[-1].jejak.sebagai) == ("Tambah satu hasil", "atasan")


def test_the_trail_is_written_once(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    with pytest.raises(InternalError, match="sekali_tulis"), transaction.atomic():
        Jejak.objects.filter(kode=skp.kode).update(alasan="lain")


def test_a_returned_case_keeps_what_was_typed_and_goes_back_to_its_owner(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    layanan.reject_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi, catatan="Tambah satu hasil")

    assert pemegang(skp).jenis == "pemilik"
    assert SKP.objects.get(pk=skp.pk).rencana.count() == 1


def test_its_owner_takes_it_back_until_the_first_decision(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    kembali = layanan.withdraw_skp(konteks=kantor.konteks(kantor.pegawai), skp=skp, versi=skp.versi)

    assert (kembali.status, pemegang(skp).jenis) == ("draf", "pemilik")


def test_after_the_decision_there_is_nothing_to_take_back(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)

    with pytest.raises(services.LangkahTidakAdaError, match="disepakati"):
        layanan.withdraw_skp(konteks=kantor.konteks(kantor.pegawai), skp=skp, versi=skp.versi)


# --- twice, stale, by the wrong one -----------------------------------------------------------------------


def test_the_same_step_twice_leaves_one_line(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    k = kantor.konteks(kantor.atasan)

    for _klik in range(2):
        layanan.approve_skp(konteks=k, skp=skp, versi=skp.versi)

    assert Jejak.objects.filter(kode=skp.kode, aksi="sepakati").count() == 1


def test_a_stale_page_decides_nothing(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    pemilik = kantor.konteks(kantor.pegawai)
    ditarik = layanan.withdraw_skp(konteks=pemilik, skp=skp, versi=skp.versi)
    layanan.submit_skp(konteks=pemilik, skp=ditarik, versi=ditarik.versi)

    with pytest.raises(VersiBerbedaError, match="Baca versi terbarunya"):
        layanan.approve_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi)


def test_a_step_that_does_not_follow_names_the_present_state(kantor: Kantor) -> None:
    skp = buat_skp(kantor, kantor.pegawai)

    with pytest.raises(services.LangkahTidakAdaError, match="sedang disusun"):
        layanan.approve_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi)


def test_who_was_the_superior_yesterday_decides_nothing_today(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    Pegawai.objects.filter(pk=kantor.pegawai.pk).update(atasan=kantor.kadis)

    with pytest.raises(BukanPemegangError, match="Kadis Uji"):
        layanan.approve_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi)


def test_a_reason_that_is_due_is_asked_for_with_words(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    with pytest.raises(services.AlasanKosongError, match="harus mulai dari mana") as error:
        layanan.reject_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi, catatan=" ")

    assert error.value.field == "catatan"


# --- what waits for me ------------------------------------------------------------------------------------


def test_what_waits_follows_the_superior_of_today(kantor: Kantor) -> None:
    ajukan(kantor, kantor.pegawai)
    di_kabid = selectors.list_menunggu(kantor.konteks(kantor.atasan)).count()

    Pegawai.objects.filter(pk=kantor.pegawai.pk).update(atasan=kantor.kadis)

    assert di_kabid == 1
    assert selectors.list_menunggu(kantor.konteks(kantor.atasan)).count() == 0
    assert selectors.list_menunggu(kantor.konteks(kantor.kadis)).count() == 1


def test_a_line_says_what_since_when_and_how_late(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    butir = with_ringkas(selectors.list_menunggu(kantor.konteks(kantor.atasan)), date(2026, 12, 4))[0]

    assert (butir.ringkas.judul, butir.umur, butir.lewat) == ("SKP 2026 Pegawai Uji", 10, 3)
    assert butir.ringkas.url.endswith(f"{skp.kode}/")


def test_the_list_costs_the_same_for_one_and_for_many(kantor: Kantor, django_assert_num_queries: Any) -> None:
    for siapa in (kantor.pegawai, kantor.rekan):
        ajukan(kantor, siapa)
    k = kantor.konteks(kantor.atasan)

    with django_assert_num_queries(2):
        assert len(with_ringkas(selectors.list_menunggu(k), HARI)) == 2


def test_buttons_are_the_steps_that_would_be_allowed(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    def tombol(siapa: Pegawai) -> list[str]:
        return [langkah.aksi for langkah in selectors.list_langkah(kantor.konteks(siapa), SKP_TAHUNAN, skp)]

    assert (tombol(kantor.atasan), tombol(kantor.pegawai), tombol(kantor.rekan)) == (["sepakati", "kembalikan"], ["tarik"], [])


def test_holders_and_states_agree(kantor: Kantor) -> None:
    ajukan(kantor, kantor.pegawai)
    sepakati(kantor, kantor.rekan)

    assert selectors.list_menyimpang(SKP_TAHUNAN) == []


def test_a_holder_that_was_lost_is_named(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    Pemegang.objects.filter(kode=skp.kode).delete()

    assert selectors.list_menyimpang(SKP_TAHUNAN) == [(skp.kode, "diajukan", "")]


def test_the_command_tells_a_machine_and_fails_where_a_holder_was_lost(
    kantor: Kantor, capsys: pytest.CaptureFixture[str]
) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    call_command("periksa_alur")
    Pemegang.objects.filter(kode=skp.kode).delete()
    with pytest.raises(SystemExit) as keluar:
        call_command("periksa_alur")

    baik, buruk = (json.loads(baris) for baris in capsys.readouterr().out.splitlines())
    assert baik == {"menyimpang": 0, "contoh": []}
    assert buruk == {"menyimpang": 1, "contoh": [{"proses": "skp", "kode": skp.kode, "keadaan": "diajukan", "dipegang": ""}]}
    assert keluar.value.code == 1


# --- in somebody's stead ----------------------------------------------------------------------------------


def test_a_substitute_decides_and_the_trail_says_for_whom_and_by_which_letter(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    titipkan(kantor, dari=kantor.atasan, kepada=kantor.rekan)

    layanan.approve_skp(konteks=kantor.konteks(kantor.rekan), skp=skp, versi=skp.versi)

    jejak = Jejak.objects.get(kode=skp.kode, aksi="sepakati")
    assert (jejak.oleh_nama, jejak.untuk_nama, jejak.surat) == ("Rekan Uji", "Kabid Uji (Kepala Bidang Uji)", "800/12/2026")
    assert SKP.objects.get(pk=skp.pk).penilai == kantor.atasan


def test_the_page_names_the_substitute_first(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    titipkan(kantor, dari=kantor.atasan, kepada=kantor.rekan)

    siapa = selectors.get_posisi(kantor.konteks(kantor.pegawai), SKP_TAHUNAN, skp).siapa

    assert siapa[0].startswith("Rekan Uji")
    assert "mewakili Kabid Uji (800/12/2026)" in siapa[0]


def test_a_substitute_never_decides_about_themselves(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.rekan)
    titipkan(kantor, dari=kantor.atasan, kepada=kantor.rekan)

    with pytest.raises(BukanPemegangError, match="perkaranya sendiri"):
        layanan.approve_skp(konteks=kantor.konteks(kantor.rekan), skp=skp, versi=skp.versi)


def test_a_substitute_whose_term_ended_decides_nothing(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    titipkan(kantor, dari=kantor.atasan, kepada=kantor.rekan, hari=5)

    with pytest.raises(BukanPemegangError, match="Kabid Uji"):
        layanan.approve_skp(konteks=kantor.konteks(kantor.rekan, HARI + timedelta(days=5)), skp=skp, versi=skp.versi)


def test_the_last_day_still_counts(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    titipkan(kantor, dari=kantor.atasan, kepada=kantor.rekan, hari=5)

    setuju = layanan.approve_skp(konteks=kantor.konteks(kantor.rekan, HARI + timedelta(days=4)), skp=skp, versi=skp.versi)

    assert setuju.status == "disepakati"


def test_whoever_is_stood_in_for_keeps_every_right(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    titipkan(kantor, dari=kantor.atasan, kepada=kantor.rekan)

    assert layanan.approve_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi).status == "disepakati"
    assert Jejak.objects.get(kode=skp.kode, aksi="sepakati").untuk_nama == ""


def test_a_revoked_mandate_ends_at_once(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    delegasi = titipkan(kantor, dari=kantor.atasan, kepada=kantor.rekan)
    for _klik in range(2):
        cancel_delegasi(konteks=kantor.konteks(kantor.atasan), delegasi=delegasi, alasan="sudah kembali")

    with pytest.raises(BukanPemegangError):
        layanan.approve_skp(konteks=kantor.konteks(kantor.rekan), skp=skp, versi=skp.versi)


def test_a_mandate_that_has_ended_needs_no_revoking(kantor: Kantor) -> None:
    delegasi = titipkan(kantor, dari=kantor.atasan, kepada=kantor.rekan)

    with pytest.raises(SudahBerakhirError, match="berakhir dengan sendirinya"):
        cancel_delegasi(konteks=kantor.konteks(kantor.atasan, HARI + timedelta(days=30)), delegasi=delegasi, alasan="x")


@pytest.mark.parametrize(
    ("ubah", "bidang"),
    [
        ({"akhir": HARI - timedelta(days=1)}, "akhir"),
        ({"akhir": HARI + timedelta(days=400)}, "akhir"),
        ({"tanggal_surat": HARI + timedelta(days=30)}, "tanggal_surat"),
    ],
)
def test_a_letter_that_makes_no_sense_is_refused_at_its_field(kantor: Kantor, ubah: dict[str, Any], bidang: str) -> None:
    with pytest.raises(DelegasiDitolakError) as error:
        titipkan(kantor, dari=kantor.atasan, kepada=kantor.rekan, **ubah)

    assert error.value.field == bidang


def test_nobody_who_is_away_stands_in(kantor: Kantor) -> None:
    Pegawai.objects.filter(pk=kantor.rekan.pk).update(kedudukan=Kedudukan.CLTN)

    with pytest.raises(DelegasiDitolakError, match="sedang bertugas"):
        titipkan(kantor, dari=kantor.atasan, kepada=kantor.rekan)


def test_nobody_stands_in_for_themselves(kantor: Kantor) -> None:
    with pytest.raises(DelegasiDitolakError, match="orang lain"):
        titipkan(kantor, dari=kantor.atasan, kepada=kantor.atasan)


def test_there_is_one_substitute_at_a_time(kantor: Kantor) -> None:
    titipkan(kantor, dari=kantor.atasan, kepada=kantor.rekan)

    with pytest.raises(ValidationError, match="sudah ada wakilnya"):
        titipkan(kantor, dari=kantor.atasan, kepada=kantor.kadis, surat="800/13/2026")


def test_the_same_letter_again_is_the_one_that_stands(kantor: Kantor) -> None:
    pertama, kedua = (titipkan(kantor, dari=kantor.atasan, kepada=kantor.rekan) for _n in range(2))

    assert pertama.pk == kedua.pk


def test_a_mandate_is_given_by_its_owner_or_the_personnel_officers(kantor: Kantor) -> None:
    isi = IsiDelegasi(kantor.rekan, HARI, HARI, "800/14/2026", HARI, "sakit")

    with pytest.raises(PermissionDenied, match="di luar kewenangan"):
        create_delegasi(konteks=kantor.konteks(kantor.rekan), dari=kantor.atasan, isi=isi)

    assert create_delegasi(konteks=kantor.konteks(kantor.admin), dari=kantor.atasan, isi=isi).dibuat_oleh == kantor.admin


# --- reminders --------------------------------------------------------------------------------------------


def test_holders_are_reminded_the_working_day_before_and_once_after_the_last_day(kantor: Kantor) -> None:
    ajukan(kantor, kantor.pegawai)  # due on Tuesday, 1 December

    hitung = [kabar.remind(date(2026, 11, 27)), kabar.remind(date(2026, 11, 30)), kabar.remind(date(2026, 12, 2))]

    assert hitung == [0, 1, 1]
    assert sorted(Kabar.objects.filter(jenis__startswith="alur.").values_list("jenis", flat=True)) == [
        "alur.lewat",
        "alur.segera",
    ]
    assert Penerimaan.objects.filter(kabar__jenis="alur.lewat", pengguna=kantor.atasan.akun).count() == 1


def test_a_reminder_is_given_once_however_often_the_clock_strikes(kantor: Kantor) -> None:
    ajukan(kantor, kantor.pegawai)

    for _jam in range(3):
        kabar.remind(date(2026, 12, 2))

    assert Penerimaan.objects.filter(kabar__jenis="alur.lewat").count() == 1


def test_the_substitute_is_reminded_too(kantor: Kantor) -> None:
    ajukan(kantor, kantor.pegawai)
    titipkan(kantor, dari=kantor.atasan, kepada=kantor.rekan, hari=20)

    kabar.remind(date(2026, 12, 2))

    assert Penerimaan.objects.filter(kabar__jenis="alur.lewat", pengguna=kantor.rekan.akun).exists()
