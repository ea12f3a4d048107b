"""Nobody decides who their own superior is, or whom they lead, by whichever road; others' superiors change with word of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from inti import waktu
from organisasi import kait, services
from organisasi.models import Jabatan, PenetapanPenilai
from pegawai import proyeksi
from pegawai.models import Pegawai
from pegawai.services import IsiDelegasi, create_delegasi
from pegawai.services.delegasi import DelegasiDitolakError
from pegawai.services.mutasi import create_mutasi, preview_mutasi
from pegawai.services.syarat_mutasi import IsiMutasi
from tests.akun.factories import buat_pengguna, konteks_of
from tests.kabar.kata import kotak
from tests.organisasi.factories import buat_jabatan, buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
MASA = DateRange(date(2026, 1, 1), None)


# --- one's own superior and team -------------------------------------------------------------------------


@pytest.fixture
def petugas(client: Client) -> Pegawai:
    """An officer of the personnel office who is an employee of a unit and leads it."""
    unit = buat_unit("Badan Kepegawaian Uji")
    orang = buat_pegawai("Yusnita", unit=unit, memimpin=True, akun=buat_pengguna("admin_bkpsdm", nama="Yusnita"))
    buat_pegawai("Anggota Tim", unit=unit)
    proyeksi.segarkan()
    client.force_login(orang.akun)
    return orang


def penetapan(**isi: object) -> dict[str, object]:
    return {"masa_0": "1-1-2026", "masa_1": "", "dasar": "SK 1/2026"} | isi


def test_nobody_chooses_who_appraises_them(client: Client, petugas: Pegawai) -> None:
    lain = buat_pegawai("Penilai Lain")

    jawab = client.post(
        "/admin/organisasi/penetapanpenilai/add/", penetapan(jabatan=petugas.jabatan_id, penilai_jabatan=lain.jabatan_id)
    )

    assert jawab.status_code == 200
    assert "atasan Anda sendiri" in jawab.content.decode()
    assert not PenetapanPenilai.objects.exists()


def test_nobody_gives_themselves_a_team(client: Client, petugas: Pegawai) -> None:
    dinas = buat_unit("Dinas Perikanan")
    buat_pegawai("Staf Dinas", unit=dinas)

    jawab = client.post("/admin/organisasi/penetapanpenilai/add/", penetapan(unit=dinas.pk, penilai_jabatan=petugas.jabatan_id))

    assert "siapa yang Anda pimpin" in jawab.content.decode()
    with pytest.raises(kait.SusunanSendiriError):
        services.create_penetapan_penilai(
            konteks=konteks_of(petugas.akun), dasar="SK 1", masa=MASA, unit=dinas, penilai_jabatan=petugas.jabatan
        )
    assert not PenetapanPenilai.objects.exists()


@pytest.mark.parametrize("milik", ["penilai_jabatan", "jabatan", "unit"])
def test_nor_by_a_decree_from_a_day_to_come(client: Client, petugas: Pegawai, milik: str) -> None:
    lain = buat_pegawai("Orang Lain")
    isi = {
        "penilai_jabatan": {"unit": buat_unit("Dinas Perikanan"), "penilai_jabatan": petugas.jabatan},
        "jabatan": {"jabatan": petugas.jabatan, "penilai_jabatan": lain.jabatan},
        "unit": {"unit": petugas.unit, "penilai_jabatan": lain.jabatan},
    }
    besok = DateRange(waktu.today() + timedelta(days=1), None)

    with pytest.raises(kait.SusunanSendiriError):
        services.create_penetapan_penilai(konteks=konteks_of(petugas.akun), dasar="SK 1", masa=besok, **isi[milik])
    assert not PenetapanPenilai.objects.exists()


def test_a_decree_about_others_goes_through_and_tells_whom_it_concerns(client: Client, petugas: Pegawai) -> None:
    dinas = buat_unit("Dinas Perikanan")
    kepala = buat_pegawai("Kepala Lama", unit=dinas, memimpin=True, akun=True)
    staf, lain = buat_pegawai("Staf Dinas", unit=dinas, akun=True), buat_pegawai("Kepala Baru", akun=True)
    proyeksi.segarkan()

    jawab = client.post("/admin/organisasi/penetapanpenilai/add/", penetapan(unit=dinas.pk, penilai_jabatan=lain.jabatan_id))

    assert jawab.status_code == 302
    assert kotak(staf.akun) == ["Atasan Anda sekarang Kepala Baru, sebelumnya Kepala Lama."]
    assert "orang di tim Anda sekarang dipimpin dan dinilai Kepala Baru: " in kotak(kepala.akun)[0]
    assert "sekarang Anda pimpin dan nilai, sebelumnya dipimpin Kepala Lama: " in kotak(lain.akun)[0]


def test_a_decree_that_changes_no_superior_tells_nobody(client: Client, petugas: Pegawai) -> None:
    staf = buat_pegawai("Staf Dinas", unit=buat_unit("Dinas Perikanan"), akun=True)
    lain = buat_pegawai("Kepala Baru", akun=True)

    client.post("/admin/organisasi/penetapanpenilai/add/", penetapan(unit=staf.unit_id, penilai_jabatan=lain.jabatan_id))

    assert PenetapanPenilai.objects.count() == 1
    assert (kotak(staf.akun), kotak(lain.akun)) == ([], [])


# --- the same by other roads --------------------------------------------------------------------------


def pindah(petugas: Pegawai, orang: Pegawai, jabatan: Jabatan, tmt: date) -> object:
    isi = IsiMutasi(jabatan=jabatan, tmt=tmt, nomor_sk="800/7", alasan="Mengisi jabatan kosong")
    return create_mutasi(konteks=konteks_of(petugas.akun), pegawai=orang, isi=isi)


@pytest.mark.parametrize("nanti", [0, 30], ids=["hari-ini", "kelak"])
def test_nobody_moves_people_into_their_own_team_today_or_on_a_coming_day(petugas: Pegawai, nanti: int) -> None:
    orang = buat_pegawai("Staf Dinas", unit=buat_unit("Dinas Perikanan"))
    tmt = waktu.today() + timedelta(days=nanti)

    with pytest.raises(kait.SusunanSendiriError, match="siapa yang Anda pimpin"):
        pindah(petugas, orang, buat_jabatan(petugas.unit, "Analis Baru"), tmt)

    assert orang.riwayat_jabatan.count() == 1


def test_the_preview_of_such_a_move_says_it_before_anything_is_typed_further(petugas: Pegawai) -> None:
    orang = buat_pegawai("Staf Dinas", unit=buat_unit("Dinas Perikanan"))
    isi = IsiMutasi(jabatan=buat_jabatan(petugas.unit, "Analis Baru"), tmt=waktu.today(), nomor_sk="800/7", alasan="")

    with pytest.raises(kait.SusunanSendiriError):
        preview_mutasi(konteks=konteks_of(petugas.akun), pegawai=orang, isi=isi)


def test_a_move_that_concerns_others_goes_through(petugas: Pegawai) -> None:
    orang = buat_pegawai("Staf Dinas", unit=buat_unit("Dinas Perikanan"))

    pindah(petugas, orang, buat_jabatan(buat_unit("Dinas Lain"), "Analis Baru"), waktu.today())

    assert orang.riwayat_jabatan.count() > 1


def test_an_officer_does_not_choose_who_stands_in_for_their_own_superior(petugas: Pegawai) -> None:
    staf = buat_pegawai("Staf Kepegawaian", unit=petugas.unit, akun=buat_pengguna("admin_bkpsdm"))
    proyeksi.segarkan()
    isi = IsiDelegasi(buat_pegawai("Rekan Pilihan"), waktu.today(), waktu.today(), "800/12", waktu.today(), "dinas luar")

    with pytest.raises(DelegasiDitolakError, match="atasan Anda sendiri"):
        create_delegasi(konteks=konteks_of(staf.akun), dari=petugas, isi=isi)


def test_confirming_ones_own_leader_in_the_list_of_the_import_is_refused_in_words(client: Client, petugas: Pegawai) -> None:
    unit = buat_unit("Bidang Uji", petugas.unit)
    staf = buat_pegawai("Staf Kepegawaian", unit=unit, akun=buat_pengguna("admin_bkpsdm"))
    calon = buat_jabatan(unit, "Kepala Bidang", jenis="administrator", usul_memimpin=True)
    buat_pegawai("Calon Kepala", jabatan=calon)
    proyeksi.segarkan()
    client.force_login(staf.akun)

    jawab = client.post("/pegawai/impor/pemimpin/", {"semua": "1"}, follow=True)

    assert "atasan Anda sendiri" in jawab.content.decode()
    calon.refresh_from_db()
    assert not calon.memimpin
