"""Enrolment and evidence on the engine: who may take which step from which state, what is refused, who holds it, its trail."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akun.kewenangan import Konteks, allows
from alur import selectors, services
from alur.alih import take_over
from alur.hak import BukanPemegangError
from alur.models import Jejak, Pemegang
from inti.errors import VersiBerbedaError
from kompetensi.models import Angkatan, BelajarLuar, Pendaftaran, StatusBelajarLuar, StatusPendaftaran
from kompetensi.proses import BELAJAR_LUAR, PENDAFTARAN
from kompetensi.services import katalog, luar, pendaftaran, sertifikat
from kompetensi.services.dasar import AngkatanTidakBerjalanError
from kompetensi.services.pendaftaran import DiriSendiriError
from kompetensi.services.sertifikat import KehadiranBelumLengkapError
from pegawai.models import Pegawai
from pegawai.services import IsiDelegasi, create_delegasi
from tests.akun.factories import konteks_of
from tests.kompetensi.factories import (
    HARI,
    HARI_SEMINAR,
    SESUDAH,
    ajukan_luar,
    buat_angkatan,
    bukti,
    daftarkan,
    luluskan,
    sistem,
)
from tests.pegawai.factories import buat_pegawai

PERAN = ("pegawai", "atasan", "rekan", "pengelola", "admin", "auditor", "akun_mitra")
LANGKAH_PENDAFTARAN: dict[str, dict[str, list[str]]] = {
    "menunggu": {"pegawai": ["batalkan"], "admin": ["batalkan"]},
    "diusulkan": {
        "pegawai": ["batalkan"],
        "atasan": ["setujui", "tolak"],
        "admin": ["batalkan"],  # decides once it has taken the case over: test_ambil_alih.py
    },
    "disetujui": {"pegawai": ["batalkan"], "admin": ["batalkan"]},
}
LANGKAH_LUAR: dict[str, dict[str, list[str]]] = {
    "diajukan": {
        "pegawai": ["tarik"],
        "pengelola": ["terima", "kembalikan", "tolak"],
        "admin": ["terima", "kembalikan", "tolak"],
    },
    "dikembalikan": {"pegawai": ["ajukan_lagi", "tarik"]},
}


def siapa(kota: SimpleNamespace, peran: str, per: date = HARI) -> Konteks:
    orang = getattr(kota, peran)
    return konteks_of(getattr(orang, "akun", orang), per)


def pemegang(objek: Any) -> Pemegang | None:
    return Pemegang.objects.filter(kode=objek.kode).first()


def langkah(objek: Any) -> list[str]:
    return list(Jejak.objects.filter(kode=objek.kode).order_by("pk").values_list("aksi", flat=True))


# --- the tables ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("keadaan", StatusPendaftaran.values)
def test_steps_of_an_enrolment_by_state_and_role(kota: SimpleNamespace, keadaan: str) -> None:
    p = daftarkan(kota.pegawai, buat_angkatan())
    Pendaftaran.objects.filter(pk=p.pk).update(status=keadaan, alasan="Supaya tabelnya terbaca.")
    p.refresh_from_db()

    for peran in PERAN:
        boleh = [item.aksi for item in selectors.list_langkah(siapa(kota, peran), PENDAFTARAN, p)]
        assert boleh == LANGKAH_PENDAFTARAN.get(keadaan, {}).get(peran, []), peran


@pytest.mark.parametrize("keadaan", StatusBelajarLuar.values)
def test_steps_of_evidence_by_state_and_role(kota: SimpleNamespace, keadaan: str) -> None:
    b = ajukan_luar(kota.pegawai)
    BelajarLuar.objects.filter(pk=b.pk).update(status=keadaan, alasan="Supaya tabelnya terbaca.")
    b.refresh_from_db()

    for peran in PERAN:
        boleh = [item.aksi for item in selectors.list_langkah(siapa(kota, peran), BELAJAR_LUAR, b)]
        assert boleh == LANGKAH_LUAR.get(keadaan, {}).get(peran, []), peran


# --- holder and trail ----------------------------------------------------------------------------------


def test_an_enrolment_lies_with_the_superior_until_it_is_decided(kota: SimpleNamespace) -> None:
    p = daftarkan(kota.pegawai, buat_angkatan())
    baris = pemegang(p)
    assert baris
    assert (baris.jenis, baris.orang_kode, baris.tenggat is not None) == ("atasan", kota.pegawai.kode, True)

    pendaftaran.decide_pendaftaran(konteks=siapa(kota, "atasan"), pendaftaran=p, setuju=True)

    assert pemegang(p) is None


def test_nobody_holds_the_waiting_list_and_who_moves_up_does_so_by_nobodys_hand(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan(kuota=1)
    pertama, kedua = daftarkan(kota.pegawai, angkatan), daftarkan(kota.rekan, angkatan)
    assert pemegang(kedua) is None

    pendaftaran.cancel_pendaftaran(konteks=siapa(kota, "pegawai"), pendaftaran=pertama)

    naik = Jejak.objects.get(kode=kedua.kode, aksi="naik")
    baris = pemegang(kedua)
    assert baris
    assert (naik.oleh, naik.sebagai, baris.jenis) == (None, "sistem", "atasan")
    assert langkah(kedua) == ["antre", "naik"]


def test_evidence_lies_with_the_officers_and_returned_with_its_sender(kota: SimpleNamespace) -> None:
    b = ajukan_luar(kota.pegawai)
    di_petugas = pemegang(b)

    kembali = luar.return_belajar_luar(konteks=siapa(kota, "pengelola"), belajar=b, alasan="JP-nya 4, bukan 6.")

    di_pengirim = pemegang(b)
    assert di_petugas
    assert di_pengirim
    assert (di_petugas.izin, di_petugas.unit, di_pengirim.jenis) == ("kompetensi.luar_periksa", kota.dinas, "pemilik")
    assert (kembali.judul, kembali.alasan) == ("Seminar layanan publik", "JP-nya 4, bukan 6.")


def test_returned_evidence_is_corrected_and_keeps_its_file(kota: SimpleNamespace) -> None:
    b = ajukan_luar(kota.pegawai)
    b = luar.return_belajar_luar(konteks=siapa(kota, "pengelola"), belajar=b, alasan="JP-nya 4, bukan 6.")
    isi = {"jenis": b.jenis, "judul": b.judul, "penyelenggara": b.penyelenggara, "tanggal_selesai": HARI_SEMINAR, "jp": 4}

    for _klik in range(2):
        lagi = luar.resubmit_belajar_luar(konteks=siapa(kota, "pegawai"), belajar=b, versi=b.versi, **isi)

    assert (lagi.status, lagi.jp, lagi.dokumen_id, lagi.alasan) == ("diajukan", 4, b.dokumen_id, "")
    assert langkah(b) == ["ajukan", "kembalikan", "ajukan_lagi"]


def test_a_new_file_takes_the_place_of_the_old_one(kota: SimpleNamespace) -> None:
    b = ajukan_luar(kota.pegawai)
    b = luar.return_belajar_luar(konteks=siapa(kota, "pengelola"), belajar=b, alasan="Fotonya buram.")
    isi = {"jenis": b.jenis, "judul": b.judul, "penyelenggara": b.penyelenggara, "tanggal_selesai": HARI_SEMINAR, "jp": 6}

    lagi = luar.resubmit_belajar_luar(konteks=siapa(kota, "pegawai"), belajar=b, versi=b.versi, bukti=bukti(), **isi)

    assert lagi.dokumen_id != b.dokumen_id


def test_its_sender_takes_evidence_back_and_may_hand_it_in_anew(kota: SimpleNamespace) -> None:
    b = ajukan_luar(kota.pegawai)

    ditarik = luar.withdraw_belajar_luar(konteks=siapa(kota, "pegawai"), belajar=b, versi=b.versi)

    assert (ditarik.status, pemegang(b)) == ("ditarik", None)
    assert ajukan_luar(kota.pegawai).pk != b.pk


def test_the_attendance_sheet_names_who_kept_it_as_what(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan(penyelenggara=kota.mitra)
    p = daftarkan(kota.pegawai, angkatan, setuju=True)

    sertifikat.record_kehadiran(konteks=siapa(kota, "akun_mitra", SESUDAH), angkatan=angkatan, hadir={p.kode})

    jejak = Jejak.objects.get(kode=p.kode, aksi="hadir")
    assert (jejak.oleh, jejak.sebagai) == (kota.akun_mitra, "mitra")


def test_holders_and_states_agree(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan(kuota=2)
    daftarkan(kota.pegawai, angkatan, setuju=True)
    for orang in (kota.rekan, kota.asing):
        daftarkan(orang, angkatan)
    ajukan_luar(kota.pegawai)

    assert [selectors.list_menyimpang(proses) for proses in (PENDAFTARAN, BELAJAR_LUAR)] == [[], []]


# --- refusals ------------------------------------------------------------------------------------------


def test_a_page_that_was_read_before_a_step_decides_nothing(kota: SimpleNamespace) -> None:
    p, b = daftarkan(kota.pegawai, buat_angkatan()), ajukan_luar(kota.pegawai)
    Pendaftaran.objects.filter(pk=p.pk).update(versi=3)
    BelajarLuar.objects.filter(pk=b.pk).update(versi=3)

    with pytest.raises(VersiBerbedaError, match="Baca versi terbarunya"):
        pendaftaran.decide_pendaftaran(konteks=siapa(kota, "atasan"), pendaftaran=p, setuju=True, versi=p.versi)
    with pytest.raises(VersiBerbedaError, match="Baca versi terbarunya"):
        luar.decide_belajar_luar(konteks=siapa(kota, "pengelola"), belajar=b, terima=True, versi=b.versi)


def test_who_was_the_superior_yesterday_decides_nothing_today(kota: SimpleNamespace) -> None:
    p = daftarkan(kota.pegawai, buat_angkatan())
    Pegawai.objects.filter(pk=kota.pegawai.pk).update(atasan=kota.asing)

    with pytest.raises(BukanPemegangError, match="Pegawai Asing"):
        pendaftaran.decide_pendaftaran(konteks=siapa(kota, "atasan"), pendaftaran=p, setuju=True)


def test_nobody_decides_about_themselves(kota: SimpleNamespace) -> None:
    p = daftarkan(kota.pegawai, buat_angkatan())

    with pytest.raises(BukanPemegangError, match="perkaranya sendiri"):
        pendaftaran.decide_pendaftaran(konteks=siapa(kota, "pegawai"), pendaftaran=p, setuju=True)


def test_evidence_that_was_decided_is_not_taken_back(kota: SimpleNamespace) -> None:
    b = ajukan_luar(kota.pegawai)
    luar.decide_belajar_luar(konteks=siapa(kota, "pengelola"), belajar=b, terima=True)

    with pytest.raises(services.LangkahTidakAdaError, match="diterima"):
        luar.withdraw_belajar_luar(konteks=siapa(kota, "pegawai"), belajar=b)


@pytest.mark.parametrize("lakukan", [luar.return_belajar_luar, luar.decide_belajar_luar])
def test_sending_back_and_refusing_ask_for_words(kota: SimpleNamespace, lakukan: Any) -> None:
    b = ajukan_luar(kota.pegawai)
    isi = {"terima": False} if lakukan is luar.decide_belajar_luar else {}

    with pytest.raises(services.AlasanKosongError, match="Tulis"):
        lakukan(konteks=siapa(kota, "pengelola"), belajar=b, alasan=" ", **isi)


def test_a_run_that_is_over_takes_no_decision(kota: SimpleNamespace) -> None:
    p = daftarkan(kota.pegawai, buat_angkatan())
    Angkatan.objects.filter(pk=p.angkatan_id).update(status="selesai")

    with pytest.raises(AngkatanTidakBerjalanError, match="selesai"):
        pendaftaran.decide_pendaftaran(konteks=siapa(kota, "atasan"), pendaftaran=p, setuju=True)


# --- in somebody's stead -------------------------------------------------------------------------------


def test_a_substitute_decides_and_the_trail_says_for_whom_and_by_which_letter(kota: SimpleNamespace) -> None:
    p = daftarkan(kota.pegawai, buat_angkatan())
    isi = IsiDelegasi(kota.rekan, HARI, HARI + timedelta(days=4), "800/12/2026", HARI, "cuti tahunan")
    create_delegasi(konteks=siapa(kota, "atasan"), dari=kota.atasan, isi=isi)

    pendaftaran.decide_pendaftaran(konteks=siapa(kota, "rekan"), pendaftaran=p, setuju=True)

    jejak = Jejak.objects.get(kode=p.kode, aksi="setujui")
    assert (jejak.oleh_nama, jejak.surat) == ("Pegawai Dua", "800/12/2026")
    assert jejak.untuk_nama.startswith("Atasan Tim")


def test_a_substitute_decides_on_training_and_reads_nobodys_certificates(kota: SimpleNamespace) -> None:
    terbit = luluskan(kota.pegawai)
    isi = IsiDelegasi(kota.rekan, HARI, HARI + timedelta(days=4), "800/12/2026", HARI, "cuti tahunan")
    create_delegasi(konteks=siapa(kota, "atasan"), dari=kota.atasan, isi=isi)

    boleh = {k: allows(siapa(kota, k), "kompetensi.sertifikat_lihat", terbit) for k in ("atasan", "rekan")}

    assert boleh == {"atasan": True, "rekan": False}
    assert allows(siapa(kota, "rekan"), "kompetensi.lihat", terbit.pendaftaran)


# --- many at once --------------------------------------------------------------------------------------


def hitung(lakukan: Any) -> int:
    with CaptureQueriesContext(connection) as tertangkap:
        lakukan()
    return len(tertangkap)


def test_what_happens_to_a_run_costs_the_same_for_three_and_for_thirty(kota: SimpleNamespace) -> None:
    def jalan(banyak: int) -> list[int]:
        angkatan = buat_angkatan(kuota=banyak)
        orang = [buat_pegawai(unit=kota.dinas).pk for _n in range(banyak)]
        k, sesudah = konteks_of(kota.admin, HARI), konteks_of(kota.admin, SESUDAH)
        tugaskan = {"konteks": k, "angkatan": angkatan, "pegawai_ids": orang, "alasan": "ST 1"}
        biaya = [hitung(lambda: pendaftaran.assign_peserta(**tugaskan))]
        hadir = set(angkatan.pendaftaran.values_list("kode", flat=True)[1:])
        biaya.append(hitung(lambda: sertifikat.record_kehadiran(konteks=sesudah, angkatan=angkatan, hadir=hadir)))
        biaya.append(hitung(lambda: katalog.cancel_angkatan(konteks=sesudah, angkatan=angkatan, alasan="Batal semua.")))
        assert set(angkatan.pendaftaran.values_list("status", flat=True)) == {"batal", "tidak_hadir"}
        return biaya

    assert jalan(3) == jalan(30)


def test_a_waiting_list_of_thirty_moves_up_at_the_price_of_three(kota: SimpleNamespace) -> None:
    def naik(banyak: int) -> int:
        angkatan = buat_angkatan(kuota=1)
        for _n in range(banyak + 1):
            daftarkan(buat_pegawai(unit=kota.dinas), angkatan)
        isi = {n: getattr(angkatan, n) for n in ("nama", "tanggal_mulai", "tanggal_selesai", "batas_daftar", "tempat")}
        lebih = {"penyelenggara": angkatan.penyelenggara, "kuota": 100, **isi}
        biaya = hitung(lambda: katalog.save_angkatan(konteks=sistem(), pelatihan=angkatan.pelatihan, angkatan=angkatan, **lebih))
        assert Jejak.objects.filter(aksi="naik", kode__in=angkatan.pendaftaran.values("kode")).count() == banyak
        return biaya

    assert naik(3) == naik(12)


def test_the_history_of_who_acted_is_not_overwritten_by_who_moved_up(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan(kuota=1)
    pertama = daftarkan(kota.pegawai, angkatan)
    daftarkan(kota.rekan, angkatan)

    pendaftaran.cancel_pendaftaran(konteks=siapa(kota, "pegawai"), pendaftaran=pertama, alasan="Cuti")

    batal = pertama.events.select_related("pgh_context").order_by("-pgh_id").first()  # type: ignore[attr-defined]  # pghistory
    assert batal.pgh_context.metadata["pengguna"] == kota.pegawai.akun.pk


def test_taking_over_is_for_the_personnel_office(kota: SimpleNamespace) -> None:
    p = daftarkan(kota.pegawai, buat_angkatan())

    with pytest.raises(BukanPemegangError):
        take_over(konteks=siapa(kota, "pengelola"), proses=PENDAFTARAN, objek=p, alasan="Atasannya kosong.")
    take_over(konteks=siapa(kota, "admin"), proses=PENDAFTARAN, objek=p, alasan="Atasannya kosong.")

    assert selectors.list_menunggu(siapa(kota, "admin")).filter(kode=p.kode).exists()


# --- about oneself -------------------------------------------------------------------------------------


def test_an_officer_assigns_others_and_never_themselves(kota: SimpleNamespace) -> None:
    sendiri = buat_pegawai("Admin Belajar", unit=kota.dinas, akun=kota.admin)
    angkatan = buat_angkatan()

    with pytest.raises(DiriSendiriError):
        pendaftaran.assign_peserta(
            konteks=konteks_of(kota.admin, HARI), angkatan=angkatan, pegawai_ids=[sendiri.pk, kota.pegawai.pk], alasan="Perlu"
        )

    assert not Pendaftaran.objects.exists()


def test_whoever_keeps_the_sheet_is_marked_by_another(kota: SimpleNamespace) -> None:
    sendiri = buat_pegawai("Admin Belajar", unit=kota.dinas, akun=kota.admin)
    angkatan = buat_angkatan()
    milik, lain = (daftarkan(o, angkatan, setuju=True) for o in (sendiri, kota.pegawai))
    konteks = konteks_of(kota.admin, angkatan.tanggal_selesai)

    hasil = sertifikat.record_kehadiran(konteks=konteks, angkatan=angkatan, hadir={milik.kode, lain.kode})

    assert hasil == (1, 0)
    milik.refresh_from_db()
    assert milik.status == "disetujui"
    with pytest.raises(KehadiranBelumLengkapError):
        sertifikat.issue_sertifikat(konteks=konteks, angkatan=angkatan)
