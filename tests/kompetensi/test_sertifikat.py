"""Attendance, certificates, their revocation, and what shows that one is genuine."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from kompetensi import selectors, sidik
from kompetensi.models import CatatanJP, Pelatihan, Sertifikat
from kompetensi.services import katalog, pendaftaran, sertifikat
from kompetensi.services.dasar import BelumWaktunyaError
from tests.akun.factories import konteks_of
from tests.kompetensi.factories import (
    SESUDAH,
    buat_angkatan,
    daftarkan,
    luluskan,
    sistem,
)
from tests.pegawai.factories import buat_pegawai


def test_attendance_waits_for_the_first_day(kota: SimpleNamespace) -> None:
    with pytest.raises(BelumWaktunyaError, match="10 Juni 2026"):
        sertifikat.record_kehadiran(konteks=sistem(), angkatan=buat_angkatan(), hadir=set())


def test_certificates_wait_for_the_attendance_of_everybody(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan()
    daftarkan(kota.pegawai, angkatan, setuju=True)

    with pytest.raises(sertifikat.KehadiranBelumLengkapError, match="daftar hadir"):
        sertifikat.issue_sertifikat(konteks=sistem(SESUDAH), angkatan=angkatan)


def test_who_was_absent_gets_no_certificate(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan()
    ada, absen = (daftarkan(o, angkatan, setuju=True) for o in (kota.pegawai, kota.rekan))

    hasil = sertifikat.record_kehadiran(konteks=sistem(SESUDAH), angkatan=angkatan, hadir={ada.kode})
    terbit = sertifikat.issue_sertifikat(konteks=sistem(SESUDAH), angkatan=angkatan)

    absen.refresh_from_db()
    assert (hasil, len(terbit), absen.status) == ((1, 1), 1, "tidak_hadir")


def test_certificates_are_issued_once(kota: SimpleNamespace) -> None:
    terbit = luluskan(kota.pegawai)

    with pytest.raises(sertifikat.BelumAdaHadirError):
        sertifikat.issue_sertifikat(konteks=sistem(SESUDAH), angkatan=terbit.pendaftaran.angkatan)
    assert Sertifikat.objects.count() == CatatanJP.objects.count() == 1


@pytest.mark.parametrize("banyak", [1, 12])
def test_issuing_costs_the_same_for_any_number(banyak: int, kota: SimpleNamespace, django_assert_max_num_queries: object) -> None:
    angkatan = buat_angkatan(kuota=20)
    orang = [buat_pegawai(unit=kota.dinas) for _ in range(banyak)]
    pendaftaran.assign_peserta(konteks=sistem(), angkatan=angkatan, pegawai_ids=[o.pk for o in orang], alasan="ST 1/2026")
    kode = set(angkatan.pendaftaran.values_list("kode", flat=True))
    sertifikat.record_kehadiran(konteks=sistem(SESUDAH), angkatan=angkatan, hadir=kode)

    with django_assert_max_num_queries(22):  # type: ignore[operator]
        assert len(sertifikat.issue_sertifikat(konteks=sistem(SESUDAH), angkatan=angkatan)) == banyak


def test_revocation_is_a_counter_entry_and_nothing_is_deleted(kota: SimpleNamespace) -> None:
    terbit = luluskan(kota.pegawai)

    sertifikat.revoke_sertifikat(konteks=konteks_of(kota.admin), sertifikat=terbit, alasan="Salah orang.")

    assert list(CatatanJP.objects.order_by("id").values_list("jp", flat=True)) == [8, -8]
    assert selectors.get_jp_tahun([kota.pegawai.pk], 2026) == {kota.pegawai.pk: 0}
    assert selectors.check_sertifikat(terbit.kode).hasil == "dicabut"
    keputusan = selectors.decide_jp(selectors.list_catatan_jp(kota.pegawai.pk, 2026), "pns", 2026, SESUDAH)
    assert keputusan.hasil.jp == 0


def test_revoking_twice_is_refused(kota: SimpleNamespace) -> None:
    terbit = luluskan(kota.pegawai)
    sertifikat.revoke_sertifikat(konteks=sistem(), sertifikat=terbit, alasan="Salah orang.")

    with pytest.raises(sertifikat.SudahDicabutError):
        sertifikat.revoke_sertifikat(konteks=sistem(), sertifikat=terbit, alasan="Lagi.")


def test_a_replacement_carries_the_present_name_and_the_same_hours(kota: SimpleNamespace) -> None:
    terbit = luluskan(kota.pegawai)
    kota.pegawai.gelar_belakang = "S.Kom."
    kota.pegawai.save(update_fields=["gelar_belakang"])

    baru = sertifikat.revoke_sertifikat(konteks=sistem(SESUDAH), sertifikat=terbit, alasan="Gelar kurang.", ganti=True)

    assert baru is not None
    assert (baru.nama, baru.nomor != terbit.nomor) == ("Pegawai Satu, S.Kom.", True)
    assert selectors.get_jp_tahun([kota.pegawai.pk], 2026) == {kota.pegawai.pk: 8}
    assert selectors.check_sertifikat(baru.kode).hasil == "asli"


def test_a_row_changed_past_the_program_gives_itself_away(kota: SimpleNamespace) -> None:
    terbit = luluskan(kota.pegawai)
    Sertifikat.objects.filter(pk=terbit.pk).update(jp=80)

    assert selectors.check_sertifikat(terbit.kode).hasil == "berubah"


def test_certificates_outlive_a_change_of_the_key(kota: SimpleNamespace, settings: object) -> None:
    terbit = luluskan(kota.pegawai)
    settings.SECRET_KEY_FALLBACKS = [settings.KUNCI_SERTIFIKAT]  # type: ignore[attr-defined]
    settings.KUNCI_SERTIFIKAT = settings.SECRET_KEY = "kunci-baru"  # type: ignore[attr-defined]

    assert sidik.cocok(terbit)


def test_the_code_is_understood_as_people_type_it(kota: SimpleNamespace) -> None:
    terbit = luluskan(kota.pegawai)
    salah_baca = terbit.kode_baca.replace("1", "I").replace("0", "o")

    for teks in (terbit.kode_baca, f" {terbit.kode_baca.lower()} ", salah_baca, f"https://asn.example/sertifikat/{terbit.kode}/"):
        assert selectors.bersihkan_kode(teks) == terbit.kode


def test_a_replacement_keeps_the_hours_and_words_of_the_training_as_they_were(kota: SimpleNamespace) -> None:
    terbit = luluskan(kota.pegawai)
    pelatihan = terbit.pendaftaran.angkatan.pelatihan
    isi = {n: getattr(pelatihan, n) for n in ("uraian", "jenis", "cara")}
    katalog.save_pelatihan(konteks=sistem(), pelatihan=pelatihan, judul="Judul baru", jp=40, kompetensi="Lain", **isi)

    baru = sertifikat.revoke_sertifikat(konteks=sistem(SESUDAH), sertifikat=terbit, alasan="Gelar kurang.", ganti=True)

    assert baru is not None
    assert (baru.jp, baru.judul, baru.kompetensi) == (8, terbit.judul, "")
    assert (baru.tanggal_selesai, baru.tanggal_terbit) == (terbit.tanggal_selesai, SESUDAH)
    assert selectors.get_jp_tahun([kota.pegawai.pk], 2026) == {kota.pegawai.pk: 8}
    assert selectors.check_sertifikat(baru.kode).hasil == "asli"


def test_each_day_of_a_certificate_says_what_it_is_and_the_profile_speaks_its_words(kota: SimpleNamespace) -> None:
    terbit = luluskan(kota.pegawai)
    Pelatihan.objects.update(judul="Judul baru")  # nobody waits for a certificate any more
    klien = Client()
    klien.force_login(kota.pegawai.akun, backend="akun.backends.NomorAtauEmailBackend")

    with time_machine.travel(f"{SESUDAH.isoformat()} 09:00+07:00", tick=False):
        halaman = [
            klien.get(reverse("kompetensi:belajar")).content.decode(),
            klien.get(reverse("pegawai:profil", args=[kota.pegawai.kode])).content.decode(),
        ]

    for satu in halaman:
        assert "selesai 12 Juni 2026 · sertifikat terbit 15 Juni 2026" in satu
        assert terbit.judul in satu
