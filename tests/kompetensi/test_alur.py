"""The whole path through the roles, enrolment and catalogue, and every refusal on it."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from alur.selectors import list_jejak
from alur.services import AlasanKosongError, LangkahTidakAdaError
from inti.errors import UseCaseError
from kompetensi import selectors
from kompetensi.models import Angkatan, Pendaftaran
from kompetensi.proses import PENDAFTARAN, SudahMulaiError
from kompetensi.services import katalog, pendaftaran, sertifikat
from kompetensi.services.dasar import AngkatanTidakBerjalanError
from tests.akun.factories import konteks_of
from tests.kompetensi.factories import (
    HARI,
    SESUDAH,
    buat_angkatan,
    buat_pelatihan,
    daftarkan,
    konteks_pegawai,
    luluskan,
    pada,
    sistem,
)
from tests.pegawai.factories import buat_pegawai


def test_from_enrolment_to_the_hours_of_the_year(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan(penyelenggara=kota.mitra)
    diri = konteks_pegawai(kota.pegawai)
    mitra = konteks_of(kota.akun_mitra, SESUDAH)

    baru = pendaftaran.create_pendaftaran(konteks=diri, angkatan=angkatan, tujuan="Loket")
    setuju = pendaftaran.decide_pendaftaran(konteks=konteks_pegawai(kota.atasan), pendaftaran=baru, setuju=True)
    hadir = sertifikat.record_kehadiran(konteks=mitra, angkatan=angkatan, hadir={baru.kode})
    terbit = sertifikat.issue_sertifikat(konteks=mitra, angkatan=angkatan)

    assert (baru.status, setuju.status, hadir) == ("diusulkan", "disetujui", (1, 0))
    assert [s.nama for s in terbit] == [kota.pegawai.nama_lengkap]
    assert selectors.get_jp_tahun([kota.pegawai.pk], 2026) == {kota.pegawai.pk: 8}
    catatan = selectors.list_catatan_jp(kota.pegawai.pk, 2026)
    keputusan = selectors.decide_jp(catatan, kota.pegawai.jenis, 2026, SESUDAH)
    assert (keputusan.hasil.target, keputusan.hasil.kurang, keputusan.hasil.tercapai) == (20, 12, False)
    angkatan.refresh_from_db()
    assert angkatan.status == "selesai"


def test_the_trail_tells_who_when_and_why(kota: SimpleNamespace) -> None:
    baru = daftarkan(kota.pegawai, buat_angkatan())
    pendaftaran.decide_pendaftaran(konteks=konteks_pegawai(kota.atasan), pendaftaran=baru, setuju=False, alasan="Musim laporan.")

    jejak = list_jejak(PENDAFTARAN, baru.kode)

    assert [(t.judul, t.jejak.oleh_nama) for t in jejak] == [("Mendaftar", "Pegawai Satu"), ("Tidak disetujui", "Atasan Tim")]
    assert jejak[1].jejak.alasan == "Musim laporan."


def test_a_closed_run_takes_nobody(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan()
    katalog.set_pendaftaran_terbuka(konteks=sistem(), angkatan=angkatan, buka=False)

    with pytest.raises(pendaftaran.PendaftaranTutupError, match="Pilih angkatan lain"):
        daftarkan(kota.pegawai, angkatan)


def test_after_the_deadline_nobody_gets_in(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan()

    with pytest.raises(pendaftaran.PendaftaranTutupError, match="5 Juni 2026"):
        pendaftaran.create_pendaftaran(konteks=konteks_pegawai(kota.pegawai, date(2026, 6, 6)), angkatan=angkatan)


def test_enrolling_twice_is_refused_by_service_and_database(kota: SimpleNamespace) -> None:
    baru = daftarkan(kota.pegawai, buat_angkatan())

    with pytest.raises(pendaftaran.SudahTerdaftarError, match="sudah terdaftar"):
        daftarkan(kota.pegawai, baru.angkatan)
    with pytest.raises(IntegrityError, match="pendaftaran_satu_yang_aktif"), transaction.atomic():
        Pendaftaran.objects.create(pegawai=kota.pegawai, angkatan=baru.angkatan, status="menunggu")


def test_a_full_run_has_a_waiting_list_that_moves_up(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan(kuota=1)
    pertama = daftarkan(kota.pegawai, angkatan)
    kedua, ketiga = daftarkan(kota.rekan, angkatan), daftarkan(kota.asing, angkatan)
    assert (kedua.status, ketiga.status) == ("menunggu", "menunggu")

    pendaftaran.cancel_pendaftaran(konteks=konteks_pegawai(kota.pegawai), pendaftaran=pertama)

    kedua.refresh_from_db()
    ketiga.refresh_from_db()
    angkatan.refresh_from_db()
    assert (kedua.status, ketiga.status, angkatan.terisi) == ("diusulkan", "menunggu", 1)


def test_a_refusal_gives_the_seat_to_the_next(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan(kuota=1)
    pertama, kedua = daftarkan(kota.pegawai, angkatan), daftarkan(kota.asing, angkatan)

    pendaftaran.decide_pendaftaran(
        konteks=konteks_pegawai(kota.atasan), pendaftaran=pertama, setuju=False, alasan="Belum gilirannya."
    )

    kedua.refresh_from_db()
    assert kedua.status == "diusulkan"


def test_more_seats_let_the_waiting_list_in(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan(kuota=1)
    daftarkan(kota.pegawai, angkatan)
    kedua = daftarkan(kota.rekan, angkatan)
    isi = {
        n: getattr(angkatan, n) for n in ("nama", "tanggal_mulai", "tanggal_selesai", "batas_daftar", "tempat", "penyelenggara")
    }

    katalog.save_angkatan(konteks=sistem(), pelatihan=angkatan.pelatihan, angkatan=angkatan, kuota=2, **isi)

    kedua.refresh_from_db()
    assert kedua.status == "diusulkan"


def test_fewer_seats_than_taken_are_refused_in_words(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan(kuota=2)
    daftarkan(kota.pegawai, angkatan)
    daftarkan(kota.rekan, angkatan)
    isi = {
        n: getattr(angkatan, n) for n in ("nama", "tanggal_mulai", "tanggal_selesai", "batas_daftar", "tempat", "penyelenggara")
    }

    with pytest.raises(ValidationError, match="Naikkan kuotanya"):
        katalog.save_angkatan(konteks=sistem(), pelatihan=angkatan.pelatihan, angkatan=angkatan, kuota=1, **isi)


def test_the_database_refuses_more_people_than_seats(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan(kuota=1)

    with pytest.raises(IntegrityError, match="angkatan_tidak_melebihi_kuota"), transaction.atomic():
        Angkatan.objects.filter(pk=angkatan.pk).update(terisi=2)


def test_only_the_own_superior_decides(kota: SimpleNamespace) -> None:
    baru = daftarkan(kota.asing, buat_angkatan())

    with pytest.raises(PermissionDenied):
        pendaftaran.decide_pendaftaran(konteks=konteks_pegawai(kota.atasan), pendaftaran=baru, setuju=True)


def test_an_admin_does_not_decide_about_themselves(kota: SimpleNamespace) -> None:
    orang = buat_pegawai("Admin Belajar", unit=kota.dinas, akun=kota.admin)
    baru = daftarkan(orang, buat_angkatan())

    with pytest.raises(PermissionDenied):
        pendaftaran.decide_pendaftaran(konteks=konteks_of(kota.admin, HARI), pendaftaran=baru, setuju=True)


def test_a_refusal_needs_a_reason(kota: SimpleNamespace) -> None:
    baru = daftarkan(kota.pegawai, buat_angkatan())

    with pytest.raises(AlasanKosongError, match="Satu kalimat cukup"):
        pendaftaran.decide_pendaftaran(konteks=konteks_pegawai(kota.atasan), pendaftaran=baru, setuju=False, alasan="  ")


def test_a_second_decision_finds_the_first(kota: SimpleNamespace) -> None:
    baru = daftarkan(kota.pegawai, buat_angkatan(), setuju=True)

    with pytest.raises(LangkahTidakAdaError, match="disetujui"):
        pendaftaran.decide_pendaftaran(konteks=konteks_pegawai(kota.atasan), pendaftaran=baru, setuju=False, alasan="Terlambat.")


def test_after_the_first_day_nobody_withdraws(kota: SimpleNamespace) -> None:
    baru = daftarkan(kota.pegawai, buat_angkatan(), setuju=True)

    with pytest.raises(SudahMulaiError, match="Beri tahu penyelenggara"):
        pendaftaran.cancel_pendaftaran(konteks=konteks_pegawai(kota.pegawai, date(2026, 6, 10)), pendaftaran=baru)


def test_somebody_elses_enrolment_can_not_be_withdrawn(kota: SimpleNamespace) -> None:
    baru = daftarkan(kota.pegawai, buat_angkatan())

    with pytest.raises(PermissionDenied):
        pendaftaran.cancel_pendaftaran(konteks=konteks_pegawai(kota.rekan), pendaftaran=baru)


def test_a_partner_touches_only_its_own_runs(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan()
    mitra = konteks_of(kota.akun_mitra, SESUDAH)

    with pytest.raises(PermissionDenied):
        sertifikat.record_kehadiran(konteks=mitra, angkatan=angkatan, hadir=set())
    with pytest.raises(PermissionDenied):
        sertifikat.issue_sertifikat(konteks=mitra, angkatan=angkatan)


def test_a_partner_can_not_hand_its_run_to_another(kota: SimpleNamespace) -> None:
    angkatan, lain = buat_angkatan(penyelenggara=kota.mitra), buat_angkatan().penyelenggara
    isi = {n: getattr(angkatan, n) for n in ("nama", "tanggal_mulai", "tanggal_selesai", "batas_daftar", "kuota")}

    tersimpan = katalog.save_angkatan(
        konteks=konteks_of(kota.akun_mitra, HARI),
        pelatihan=angkatan.pelatihan,
        angkatan=angkatan,
        penyelenggara=lain,
        tempat="Baru",
        **isi,
    )

    assert (tersimpan.penyelenggara, tersimpan.tempat) == (kota.mitra, "Baru")


def test_a_cancelled_run_ends_every_enrolment_with_the_reason(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan(kuota=1)
    daftar = [daftarkan(kota.pegawai, angkatan), daftarkan(kota.rekan, angkatan)]

    katalog.cancel_angkatan(konteks=sistem(), angkatan=angkatan, alasan="Narasumber berhalangan.")

    assert {(p.status, p.alasan) for p in Pendaftaran.objects.filter(pk__in=[d.pk for d in daftar])} == {
        ("batal", "Narasumber berhalangan.")
    }
    with pytest.raises(AngkatanTidakBerjalanError):
        sertifikat.record_kehadiran(konteks=sistem(SESUDAH), angkatan=angkatan, hadir=set())


def test_assigning_more_than_the_seats_is_refused_whole(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan(kuota=1)

    with pytest.raises(pendaftaran.KuotaKurangError, match="tempat tersisa 1"):
        pendaftaran.assign_peserta(konteks=sistem(), angkatan=angkatan, pegawai_ids=[kota.pegawai.pk, kota.rekan.pk], alasan="ST")
    assert not angkatan.pendaftaran.exists()


def test_the_auditor_writes_nothing(kota: SimpleNamespace) -> None:
    auditor = konteks_of(kota.auditor, SESUDAH)
    terbit = luluskan(kota.pegawai)

    for panggil in (
        lambda: katalog.set_pendaftaran_terbuka(konteks=auditor, angkatan=terbit.pendaftaran.angkatan, buka=True),
        lambda: sertifikat.revoke_sertifikat(konteks=auditor, sertifikat=terbit, alasan="Coba."),
        lambda: pendaftaran.create_pendaftaran(konteks=auditor, angkatan=terbit.pendaftaran.angkatan),
    ):
        with pytest.raises(PermissionDenied):
            panggil()


def test_every_refusal_says_what_to_do(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan()
    daftarkan(kota.pegawai, angkatan)

    with pytest.raises(UseCaseError) as galat:
        daftarkan(kota.pegawai, angkatan)
    assert galat.value.fix


def test_the_catalogue_forgives_a_typing_error(kota: SimpleNamespace) -> None:
    buat_pelatihan("Pelayanan prima di loket")
    buat_pelatihan("Arsip digital")

    rows = selectors.list_katalog(pada(konteks_pegawai(kota.pegawai), HARI), q="pelayanna")

    assert [p.judul for p in rows] == ["Pelayanan prima di loket"]


def test_what_was_taken_out_of_the_catalogue_is_for_its_keeper_only(kota: SimpleNamespace) -> None:
    buat_pelatihan("Lama", terbit=False)

    assert not selectors.list_katalog(konteks_pegawai(kota.pegawai)).exists()
    assert selectors.list_katalog(konteks_of(kota.admin)).exists()


def test_the_report_lists_everybody_with_hours_and_target(kota: SimpleNamespace) -> None:
    luluskan(kota.pegawai)

    baris = {p.nama: (jp, k.hasil.kurang) for p, jp, k in selectors.iter_rekap_jp(konteks_of(kota.pengelola, SESUDAH), 2026)}

    assert baris["Pegawai Satu"] == (8, 12)
    assert baris["Pegawai Dua"] == (0, 20)
    assert "Pegawai Asing" not in baris
