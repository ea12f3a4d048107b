"""Four eyes on a list: who prepared it does not approve it, and the trail tells who did what, the system's part included."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from akun.kewenangan import AKSI, Konteks
from akun.models import Pengguna, PenugasanPeran
from alur import selectors
from alur.butir import with_ringkas
from alur.hak import BukanPemegangError
from alur.models import Jejak, Pemegang
from alur.services import AlasanKosongError, LangkahTidakAdaError
from impor import services
from impor.models import BarisImpor, Impor, StatusImpor
from impor.proses import IMPOR, MENYIAPKAN, PenyiapPergiError
from impor.tasks import bersihkan
from inti import waktu
from inti.errors import VersiBerbedaError
from kabar.models import Penerimaan
from laporan import mesin
from laporan.models import Pekerjaan, StatusPekerjaan
from organisasi.services import import_unit
from pegawai.models import Pegawai
from tests.akun.factories import buat_pengguna, konteks_of
from tests.impor.buku import baris, orang_ke, tulis_csv
from tests.impor.dua_petugas import kerjakan, kirim, segar, simpan
from tests.impor.test_terapkan import UNIT

pytestmark = pytest.mark.django_db
HARI = date(2026, 11, 24)  # a Tuesday


@pytest.fixture(autouse=True)
def kota(settings: Any, tmp_path: Path) -> Any:
    settings.MEDIA_ROOT = tmp_path / "berkas"
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        import_unit(actor=None, baris=[{"id": i, "nama": n, "induk": k} for i, n, k in UNIT])
        yield


@pytest.fixture
def penyiap() -> Pengguna:
    return buat_pengguna("admin_bkpsdm", nama="Dewi Penyiap")


@pytest.fixture
def lain() -> Pengguna:
    return buat_pengguna("admin_bkpsdm", nama="Horas Kedua")


@pytest.fixture
def siapkan(penyiap: Pengguna, tmp_path: Path) -> Callable[..., Impor]:
    """A list of these rows, read and judged."""

    def jalan(*daftar: dict[str, Any]) -> Impor:
        isi = tulis_csv(tmp_path / "daftar.csv", daftar or [baris()]).read_bytes()
        berkas = SimpleUploadedFile("daftar.csv", isi)
        batch = services.create_impor(konteks=konteks_of(penyiap, HARI), berkas=berkas, per=HARI)
        kerjakan(batch)
        return segar(batch)

    return jalan


def setujui(batch: Impor, siapa: Pengguna, versi: int | None = None) -> Impor:
    return services.approve_impor(konteks=konteks_of(siapa, HARI), impor=batch, versi=versi or segar(batch).versi)


def jejak(batch: Impor) -> list[tuple[str, str]]:
    return [(t.jejak.aksi, t.siapa) for t in selectors.list_jejak(IMPOR, batch.kode)]


def tombol(batch: Impor, siapa: Pengguna) -> list[str]:
    return [langkah.aksi for langkah in selectors.list_langkah(konteks_of(siapa, HARI), IMPOR, segar(batch))]


def menunggu(siapa: Pengguna) -> list[str]:
    return list(selectors.list_menunggu(konteks_of(siapa, HARI)).values_list("kode", flat=True))


# --- the table --------------------------------------------------------------------------------------------


def test_every_state_of_a_list_stands_in_the_table_of_steps() -> None:
    assert {k.kode for k in IMPOR.keadaan} == set(StatusImpor.values)


def test_no_step_of_a_person_is_open_to_those_who_may_not_import() -> None:
    assert {AKSI[langkah.izin].model for langkah in IMPOR.langkah} == {"impor.Impor"}


def test_whatever_decides_about_a_list_leaves_out_those_who_prepared_it() -> None:
    putusan = [langkah for langkah in IMPOR.langkah if langkah.izin == "impor.setujui" and not langkah.sistem]

    assert {langkah.bukan for langkah in putusan} == {MENYIAPKAN}


# --- four eyes --------------------------------------------------------------------------------------------


def test_whoever_prepared_it_does_not_approve_it(siapkan: Any, penyiap: Pengguna) -> None:
    batch = kirim(siapkan(), penyiap)

    with pytest.raises(BukanPemegangError, match="ikut menyiapkan"):
        setujui(batch, penyiap)

    assert segar(batch).status == "menunggu"
    assert tombol(batch, penyiap) == ["tarik"]


def test_whoever_helped_to_mend_it_does_not_approve_it_either(siapkan: Any, penyiap: Pengguna, lain: Pengguna) -> None:
    batch = siapkan(baris(EMAIL="rusak@@contoh.go.id"))
    baris_rusak = BarisImpor.objects.get(impor=batch)
    for email in ("benar@contoh.go.id", "lain@contoh.go.id"):
        services.update_baris(konteks=konteks_of(lain, HARI), baris=baris_rusak, isian={"email": email})
    kirim(batch, penyiap)

    with pytest.raises(BukanPemegangError, match="ikut menyiapkan"):
        setujui(batch, lain)

    assert [aksi for aksi, siapa in jejak(batch) if siapa == "Horas Kedua"] == ["bantu"]


def test_whoever_left_a_row_out_helped_to_prepare_it(siapkan: Any, penyiap: Pengguna, lain: Pengguna) -> None:
    batch = siapkan(baris(), orang_ke(7))
    services.pilih_baris(konteks=konteks_of(lain, HARI), baris=BarisImpor.objects.filter(impor=batch)[0], ikut=False)
    kirim(batch, penyiap)

    with pytest.raises(BukanPemegangError, match="ikut menyiapkan"):
        setujui(batch, lain)


@pytest.mark.parametrize("sebab", ["peran berakhir", "peran dibatalkan", "akun ditutup"])
def test_a_list_is_not_approved_when_its_sender_may_not_prepare_one_any_more(
    siapkan: Any, penyiap: Pengguna, lain: Pengguna, client: Client, sebab: str
) -> None:
    batch = kirim(siapkan(), penyiap)
    peran = PenugasanPeran.objects.filter(pengguna=penyiap)
    if sebab == "peran berakhir":
        peran.update(masa=DateRange(date(2020, 1, 1), HARI))
    elif sebab == "peran dibatalkan":
        peran.delete()
    else:
        Pengguna.objects.filter(pk=penyiap.pk).update(is_active=False)

    client.force_login(lain)
    halaman = client.get(reverse("impor:rinci", kwargs={"kode": batch.kode})).content.decode()
    with pytest.raises(PenyiapPergiError, match=r"tidak lagi bertugas.*mengirimnya lagi"):
        setujui(batch, lain)

    assert "Belum dapat disetujui" in halaman
    assert 'value="setujui"' not in halaman
    assert 'value="kembalikan"' in halaman
    assert (segar(batch).status, Pegawai.objects.count()) == ("menunggu", 0)


def test_whoever_sends_it_again_stands_behind_a_list_whose_sender_is_gone(
    siapkan: Any, penyiap: Pengguna, lain: Pengguna
) -> None:
    batch = kirim(siapkan(), penyiap)
    PenugasanPeran.objects.filter(pengguna=penyiap).delete()
    ketiga = buat_pengguna("admin_bkpsdm", nama="Tiur Ketiga")
    services.return_impor(
        konteks=konteks_of(lain, HARI), impor=batch, versi=segar(batch).versi, alasan="Pengirimnya sudah pindah."
    )
    kirim(batch, ketiga)

    assert setujui(batch, lain).status == "menerapkan"


def test_another_officer_approves_and_the_system_stores_for_them(siapkan: Any, penyiap: Pengguna, lain: Pengguna) -> None:
    batch = kirim(siapkan(), penyiap)
    setujui(batch, lain)
    kerjakan(batch)

    assert Pegawai.objects.count() == 1
    assert jejak(batch) == [
        ("unggah", "Dewi Penyiap"),
        ("periksa", "sistem, untuk Dewi Penyiap"),
        ("ajukan", "Dewi Penyiap"),
        ("setujui", "Horas Kedua"),
        ("simpan", "sistem, untuk Horas Kedua"),
    ]
    assert Jejak.objects.get(kode=batch.kode, aksi="simpan").sebagai == "sistem"


def test_a_list_that_nobody_approved_is_not_stored(siapkan: Any, penyiap: Pengguna, lain: Pengguna) -> None:
    batch = kirim(siapkan(), penyiap)

    with pytest.raises(services.ImporTidakSiapError, match="menunggu persetujuan"):
        services.apply_impor(konteks=konteks_of(lain, HARI), impor=batch)

    assert not Pegawai.objects.exists()


def test_the_command_line_stores_at_once_and_the_trail_says_so(tmp_path: Path, penyiap: Pengguna) -> None:
    berkas = tulis_csv(tmp_path / "daftar.csv", [baris()])
    services.import_berkas(konteks=konteks_of(penyiap, HARI), berkas=berkas, per=HARI)

    batch = Impor.objects.get()

    assert (batch.status, jejak(batch)) == ("diterapkan", [("langsung", "Dewi Penyiap")])
    assert not Pemegang.objects.filter(kode=batch.kode).exists()


# --- returned, taken back, given up -----------------------------------------------------------------------


def test_a_returned_list_keeps_its_rows_and_can_be_sent_again(siapkan: Any, penyiap: Pengguna, lain: Pengguna) -> None:
    batch = kirim(siapkan(baris(), orang_ke(7)), penyiap)
    services.return_impor(konteks=konteks_of(lain, HARI), impor=batch, versi=batch.versi, alasan="Baris 3 belum naik")
    assert BarisImpor.objects.filter(impor=batch).count() == 2

    setujui(kirim(batch, penyiap), lain)

    assert segar(batch).status == "menerapkan"


def test_returning_says_why(siapkan: Any, penyiap: Pengguna, lain: Pengguna) -> None:
    batch = kirim(siapkan(), penyiap)

    with pytest.raises(AlasanKosongError, match="baris 12 sampai 20"):
        services.return_impor(konteks=konteks_of(lain, HARI), impor=batch, versi=batch.versi, alasan=" ")


def test_a_list_is_taken_back_until_the_decision(siapkan: Any, penyiap: Pengguna, lain: Pengguna) -> None:
    batch = kirim(siapkan(), penyiap)
    ditarik = services.withdraw_impor(konteks=konteks_of(penyiap, HARI), impor=batch, versi=batch.versi)
    setujui(kirim(ditarik, penyiap), lain)

    with pytest.raises(LangkahTidakAdaError, match="sedang disimpan"):
        services.withdraw_impor(konteks=konteks_of(penyiap, HARI), impor=batch, versi=segar(batch).versi)


def test_another_officer_returns_it_instead_of_taking_it_back(siapkan: Any, penyiap: Pengguna, lain: Pengguna) -> None:
    batch = kirim(siapkan(), penyiap)

    with pytest.raises(BukanPemegangError):
        services.withdraw_impor(konteks=konteks_of(lain, HARI), impor=batch, versi=batch.versi)

    assert tombol(batch, lain) == ["setujui", "kembalikan"]


def test_rows_of_a_list_that_was_sent_stay_as_they_are(siapkan: Any, penyiap: Pengguna) -> None:
    batch = kirim(siapkan(), penyiap)

    with pytest.raises(services.ImporTidakSiapError, match="menunggu persetujuan"):
        services.pilih_baris(konteks=konteks_of(penyiap, HARI), baris=BarisImpor.objects.get(), ikut=False)

    assert BarisImpor.objects.get(impor=batch).ikut


def test_a_list_of_which_nothing_would_be_stored_is_not_sent(siapkan: Any, penyiap: Pengguna) -> None:
    batch = siapkan(baris(EMAIL="rusak@@contoh"))

    with pytest.raises(services.TidakAdaYangDisimpanError, match="Ikutkan atau perbaiki"):
        kirim(batch, penyiap)


def test_a_list_can_be_given_up_and_then_waits_for_nobody(siapkan: Any, penyiap: Pengguna) -> None:
    batch = siapkan()

    services.discard_impor(konteks=konteks_of(penyiap, HARI), impor=batch, versi=batch.versi)

    assert (segar(batch).status, menunggu(penyiap)) == ("dihentikan", [])


def test_what_nobody_sent_for_thirty_days_is_given_up_by_the_clock(siapkan: Any, penyiap: Pengguna) -> None:
    batch = siapkan()
    Impor.objects.update(dibuat_at=waktu.now() - timedelta(days=31))

    for _kali in range(2):
        bersihkan()

    assert (segar(batch).status, jejak(batch)[-1]) == ("dihentikan", ("kedaluwarsa", "sistem"))


# --- stale, twice, yesterday's officer --------------------------------------------------------------------


def test_a_stale_page_approves_nothing(siapkan: Any, penyiap: Pengguna, lain: Pengguna) -> None:
    batch = kirim(siapkan(), penyiap)
    lama = batch.versi
    kirim(services.withdraw_impor(konteks=konteks_of(penyiap, HARI), impor=batch, versi=lama), penyiap)

    with pytest.raises(VersiBerbedaError, match="Baca versi terbarunya"):
        setujui(batch, lain, versi=lama)


def test_a_preview_that_was_mended_elsewhere_is_not_sent_from_an_old_page(siapkan: Any, penyiap: Pengguna) -> None:
    batch = siapkan(baris(), orang_ke(7))
    services.pilih_baris(konteks=konteks_of(penyiap, HARI), baris=BarisImpor.objects.filter(impor=batch)[0], ikut=False)

    with pytest.raises(VersiBerbedaError, match="Baca versi terbarunya"):
        services.submit_impor(konteks=konteks_of(penyiap, HARI), impor=batch, versi=batch.versi)


def test_approving_twice_queues_one_job_and_leaves_one_line(siapkan: Any, penyiap: Pengguna, lain: Pengguna) -> None:
    batch = kirim(siapkan(), penyiap)

    for _klik in range(2):
        setujui(batch, lain, versi=batch.versi)

    assert Pekerjaan.objects.filter(jenis=services.TERAPKAN).count() == 1
    assert Jejak.objects.filter(kode=batch.kode, aksi="setujui").count() == 1


def test_a_second_officers_approval_finds_the_first(siapkan: Any, penyiap: Pengguna, lain: Pengguna) -> None:
    batch = kirim(siapkan(), penyiap)
    setujui(batch, lain)

    with pytest.raises(LangkahTidakAdaError, match="sedang disimpan"):
        setujui(batch, buat_pengguna("admin_bkpsdm"), versi=batch.versi)


def test_who_was_an_officer_yesterday_approves_nothing_today(siapkan: Any, penyiap: Pengguna, lain: Pengguna) -> None:
    batch = kirim(siapkan(), penyiap)
    PenugasanPeran.objects.filter(pengguna=lain).update(masa=f"[2020-01-01,{HARI})")

    with pytest.raises(BukanPemegangError, match="berakhir pada 23 November 2026"):
        setujui(batch, lain)


def test_the_job_of_an_approver_who_lost_the_role_stores_nothing_and_others_go_on(
    siapkan: Any, penyiap: Pengguna, lain: Pengguna
) -> None:
    batch = kirim(siapkan(), penyiap)
    setujui(batch, lain)
    PenugasanPeran.objects.filter(pengguna=lain).update(masa=f"[2020-01-01,{HARI})")
    kerjakan(batch)
    ketiga = buat_pengguna("admin_bkpsdm")
    assert not Pegawai.objects.exists()

    dibuka = services.reopen_impor(konteks=konteks_of(ketiga, HARI), impor=batch, versi=segar(batch).versi)
    setujui(dibuka, ketiga)
    kerjakan(batch)

    assert (segar(batch).status, Pegawai.objects.count()) == ("diterapkan", 1)


def test_what_a_job_is_at_work_with_is_left_alone(siapkan: Any, penyiap: Pengguna, lain: Pengguna) -> None:
    batch = kirim(siapkan(), penyiap)
    kini = setujui(batch, lain)

    with pytest.raises(services.MasihBerjalanError, match="Tunggu sebentar"):
        services.reopen_impor(konteks=konteks_of(lain, HARI), impor=kini, versi=kini.versi)


# --- who holds it -----------------------------------------------------------------------------------------


def test_it_waits_for_those_who_may_approve_and_not_for_those_who_prepared_it(
    siapkan: Any, penyiap: Pengguna, lain: Pengguna
) -> None:
    batch = siapkan()
    sebelum = (menunggu(penyiap), menunggu(lain))

    kirim(batch, penyiap)

    assert sebelum == ([batch.kode], [batch.kode])
    assert (menunggu(penyiap), menunggu(lain)) == ([], [batch.kode])


def test_it_is_due_in_working_days_and_a_line_tells_its_age(siapkan: Any, penyiap: Pengguna, lain: Pengguna) -> None:
    kirim(siapkan(), penyiap)

    rows = selectors.list_menunggu(konteks_of(lain, HARI))
    butir = with_ringkas(rows, date(2026, 11, 30))[0]

    assert (butir.pemegang.tenggat, butir.umur, butir.lewat) == (date(2026, 11, 26), 6, 4)
    assert (butir.ringkas.judul, butir.ringkas.ket) == ("Impor daftar.csv", "per 24 November 2026, diunggah Dewi Penyiap")


def test_the_page_names_the_officers_who_may_approve(siapkan: Any, penyiap: Pengguna, lain: Pengguna) -> None:
    batch = kirim(siapkan(), penyiap)

    assert selectors.get_posisi(konteks_of(penyiap, HARI), IMPOR, batch).siapa == ["Horas Kedua"]


def test_where_there_is_no_other_officer_the_page_says_so(siapkan: Any, penyiap: Pengguna) -> None:
    batch = kirim(siapkan(), penyiap)

    assert selectors.get_posisi(konteks_of(penyiap, HARI), IMPOR, batch).siapa == ["belum ada petugas yang ditunjuk untuk ini"]


def test_the_others_are_told_that_it_waits_and_the_preparer_what_became_of_it(
    siapkan: Any, penyiap: Pengguna, lain: Pengguna
) -> None:
    batch = kirim(siapkan(), penyiap)
    services.return_impor(konteks=konteks_of(lain, HARI), impor=batch, versi=batch.versi, alasan="Baris 2 keliru")
    simpan(batch, penyiap)

    def dapat(siapa: Pengguna) -> set[str]:
        return set(
            Penerimaan.objects.filter(pengguna=siapa, kabar__jenis__startswith="impor.").values_list("kabar__jenis", flat=True)
        )

    assert dapat(penyiap) == {"impor.selesai", "impor.dikembalikan", "impor.disimpan"}
    assert dapat(lain) == {"impor.diajukan"}


@pytest.mark.parametrize("status", ["menunggu", "diterapkan"])
def test_holders_and_states_agree(siapkan: Any, penyiap: Pengguna, status: str) -> None:
    batch = siapkan()
    kirim(batch, penyiap) if status == "menunggu" else simpan(batch, penyiap)

    assert segar(batch).status == status
    assert selectors.list_menyimpang(IMPOR) == []


def test_the_page_of_the_case_tells_where_a_list_stands(siapkan: Any, penyiap: Pengguna, lain: Pengguna) -> None:
    batch = kirim(siapkan(), penyiap)
    klien, tamu = Client(), Client()
    klien.force_login(lain)
    tamu.force_login(buat_pengguna("moderator"))

    isi = klien.get(f"/perkara/impor/{batch.kode}/").content.decode()

    assert "Impor daftar.csv" in isi
    assert "Menunggu persetujuan" in isi
    assert "Dikirim untuk disetujui" in isi
    assert tamu.get(f"/perkara/impor/{batch.kode}/").status_code == 404


# --- undoing ----------------------------------------------------------------------------------------------


def test_undoing_is_asked_for_by_an_officer_and_done_by_the_system(siapkan: Any, penyiap: Pengguna) -> None:
    batch = simpan(siapkan(), penyiap)
    services.undo_impor(konteks=konteks_of(penyiap, HARI), impor=batch, versi=batch.versi, alasan="Salah berkas")
    kerjakan(batch)

    assert (segar(batch).status, Pegawai.objects.count()) == ("dibatalkan", 0)
    assert jejak(batch)[-2:] == [("batalkan", "Dewi Penyiap"), ("pulihkan", "sistem, untuk Dewi Penyiap")]


def test_what_stands_in_the_way_of_undoing_is_in_the_trail_and_the_list_stays_stored(siapkan: Any, penyiap: Pengguna) -> None:
    batch = simpan(siapkan(), penyiap)
    Pegawai.objects.update(akun=buat_pengguna())
    services.undo_impor(konteks=konteks_of(penyiap, HARI), impor=batch, versi=batch.versi)
    kerjakan(batch)

    assert (segar(batch).status, Pekerjaan.objects.get(kode=segar(batch).pekerjaan_kode).status) == ("diterapkan", "gagal")
    assert "Masdelima Manalu" in Jejak.objects.get(kode=batch.kode, aksi="tak_jadi").alasan


def test_an_undoing_that_broke_off_can_be_left(siapkan: Any, penyiap: Pengguna) -> None:
    batch = simpan(siapkan(), penyiap)
    diminta = services.undo_impor(konteks=konteks_of(penyiap, HARI), impor=batch, versi=batch.versi)
    Pekerjaan.objects.filter(kode=diminta.pekerjaan_kode).update(status=StatusPekerjaan.GAGAL)

    services.keep_impor(konteks=konteks_of(penyiap, HARI), impor=diminta, versi=diminta.versi)

    assert segar(batch).status == "diterapkan"


def test_a_list_that_was_given_up_is_not_undone(siapkan: Any, penyiap: Pengguna) -> None:
    batch = siapkan()

    with pytest.raises(LangkahTidakAdaError, match="sedang disiapkan"):
        services.undo_impor(konteks=konteks_of(penyiap, HARI), impor=batch, versi=batch.versi)


def test_a_job_that_undoes_what_nobody_asked_for_is_refused(siapkan: Any, penyiap: Pengguna) -> None:
    batch = simpan(siapkan(), penyiap)

    with pytest.raises(services.ImporTidakSiapError, match="tersimpan"):
        services.cancel_impor(konteks=konteks_of(penyiap, HARI), impor=batch)


def test_a_list_that_can_not_be_read_says_why_in_its_trail(penyiap: Pengguna) -> None:
    konteks: Konteks = konteks_of(penyiap, HARI)
    berkas = SimpleUploadedFile("foto.xlsx", b"\x89PNG\r\n\x1a\n")
    batch = services.create_impor(konteks=konteks, berkas=berkas, per=HARI)
    for _kali in range(2):
        mesin.jalankan(segar(batch).pekerjaan_kode)

    assert [aksi for aksi, _siapa in jejak(batch)] == ["unggah", "tak_terbaca"]
    assert "Excel" in Jejak.objects.get(kode=batch.kode, aksi="tak_terbaca").alasan
