"""What is refused leaves nothing behind: not the half that was right, not a figure, not a line of history, not a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from inti.errors import UseCaseError
from inti.versi import BerubahError
from kinerja.models import SKP, KemajuanKerja, PeriodeKinerja, RencanaHasilKerja
from kinerja.services import kemajuan, rencana
from kinerja.services import koreksi as perbaikan
from kinerja.services import skp as layanan
from kinerja.services.evaluasi import (
    EvaluasiSudahAdaError,
    IsianEvaluasi,
    TanpaBuktiError,
    UmpanBalikKosongError,
    create_evaluasi,
    receive_evaluasi,
)
from kinerja.services.kemajuan import Catatan, CatatanKosongError, TanggalKemajuanError
from kinerja.services.koreksi import KoreksiError
from kinerja.services.periode import IsianSasaran, SasaranTidakSejalanError, end_periode, open_tahun, save_sasaran
from kinerja.services.rencana import IsianIndikator, SandaranTidakBerlakuError, UkuranKosongError
from kinerja.services.skp import BukanPenilaiError, KeadaanSkpError
from tests.berkas_uji import aman
from tests.kinerja.factories import HARI, TAHUN, Kantor, ajukan, baris, buat_sasaran, buat_skp, catat, isian, nilai, sepakati
from tests.potret import tidak_berubah

TABEL = ("kinerja", "alur", "kabar", "inti", "dokumen")
BESOK = HARI + timedelta(days=1)


@dataclass
class Panggung:
    """The office with an agreed SKP that was recorded and judged, and another one in draft."""

    kantor: Kantor
    skp: SKP
    draf: SKP
    catatan: KemajuanKerja

    @property
    def pemilik(self) -> Any:
        return self.kantor.konteks(self.kantor.pegawai)

    @property
    def atasan(self) -> Any:
        return self.kantor.konteks(self.kantor.atasan)

    def isi(self, **lain: Any) -> Catatan:
        """A telling that would be accepted."""
        hasil = baris(self.skp)
        return Catatan(**({"rencana": hasil, "tanggal": HARI, "nilai": {i: Decimal(9) for i in hasil.indikator.all()}} | lain))

    def catat(self, *catatan: Catatan) -> Any:
        return kemajuan.record_kemajuan(konteks=self.pemilik, skp=self.skp, catatan=[*catatan])

    def koreksi(self, **lain: Any) -> Any:
        isi = {"nilai": Decimal(3), "tanggal": HARI, "uraian": "", "alasan": "salah ketik"} | lain
        return perbaikan.update_kemajuan(**{"konteks": self.pemilik, "kemajuan": self.catatan} | isi)

    def nilai(self, tw: int, *, oleh: Any = None, **isi: Any) -> Any:
        lengkap = {"rating_hasil": "sesuai", "rating_perilaku": "sesuai", "umpan_balik": "Baik."} | isi
        periode = PeriodeKinerja.objects.get(tahun=TAHUN, triwulan=tw)
        return create_evaluasi(konteks=oleh or self.atasan, skp=self.skp, periode=periode, isian=IsianEvaluasi(**lengkap))


@pytest.fixture
def panggung(kantor: Kantor, settings: Any, tmp_path: Path) -> Panggung:
    settings.MEDIA_ROOT = tmp_path / "berkas"
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)
    nilai(kantor, skp)
    catat(kantor, skp, hari=date(TAHUN, 8, 20), bukti=False)
    return Panggung(kantor, skp, buat_skp(kantor, kantor.rekan), KemajuanKerja.objects.earliest("pk"))


def bukti_orang(p: Panggung) -> Any:
    return kemajuan.create_bukti(konteks=p.kantor.konteks(p.kantor.rekan), judul="Foto", tautan="https://contoh.invalid/x")


def hasil_draf(p: Panggung) -> RencanaHasilKerja:
    return baris(p.draf)


def tutup(p: Panggung, tw: int) -> None:
    end_periode(konteks=p.kantor.konteks(p.kantor.admin), periode=PeriodeKinerja.objects.get(tahun=TAHUN, triwulan=tw))


Kasus = dict[str, tuple[Callable[[Panggung], Any], type[Exception]]]
CATATAN: Kasus = {
    "the second of two days lies ahead": (lambda p: p.catat(p.isi(), p.isi(tanggal=BESOK)), TanggalKemajuanError),
    "the second of two says nothing": (lambda p: p.catat(p.isi(), p.isi(nilai={}, uraian=" ")), CatatanKosongError),
    "the second of two is of another SKP": (lambda p: p.catat(p.isi(), p.isi(rencana=hasil_draf(p))), KeadaanSkpError),
    "the photo is good and the day is not": (
        lambda p: kemajuan.record_berbukti(
            konteks=p.pemilik, skp=p.skp, catatan=p.isi(tanggal=BESOK), bukti=kemajuan.IsianBukti("Foto", berkas=aman())
        ),
        TanggalKemajuanError,
    ),
    "the photo is good and the SKP is somebody else's": (
        lambda p: kemajuan.record_berbukti(
            konteks=p.atasan, skp=p.skp, catatan=p.isi(), bukti=kemajuan.IsianBukti("Foto", berkas=aman())
        ),
        PermissionDenied,
    ),
    "a number below nothing": (lambda p: p.catat(p.isi(nilai={baris(p.skp).indikator.get(): Decimal(-1)})), IntegrityError),
    "a correction without a reason": (lambda p: p.koreksi(alasan="  "), KoreksiError),
    "a correction to nothing": (lambda p: p.koreksi(nilai=None), CatatanKosongError),
    "a correction to a day that lies ahead": (lambda p: p.koreksi(tanggal=BESOK), TanggalKemajuanError),
    "a correction to another year": (lambda p: p.koreksi(tanggal=date(TAHUN - 1, 12, 31)), TanggalKemajuanError),
    "a correction by the superior": (lambda p: p.koreksi(konteks=p.atasan), PermissionDenied),
    "taking back what a colleague wrote": (
        lambda p: perbaikan.withdraw_kemajuan(konteks=p.kantor.konteks(p.kantor.rekan), kemajuan=p.catatan),
        PermissionDenied,
    ),
}
PENILAIAN: Kasus = {
    "a second judgement that says otherwise": (lambda p: p.nilai(4, rating_hasil="di_atas"), EvaluasiSudahAdaError),
    "a second judgement with other words": (lambda p: p.nilai(4), EvaluasiSudahAdaError),
    "a judgement without a word": (lambda p: p.nilai(3, umpan_balik="\n"), UmpanBalikKosongError),
    "a judgement without evidence and reason": (lambda p: p.nilai(3), TanpaBuktiError),
    "a reason for it that is one letter short": (lambda p: p.nilai(3, alasan_tanpa_bukti="x" * 14 + " "), TanpaBuktiError),
    "a judgement by the superior's superior": (lambda p: p.nilai(3, oleh=p.kantor.konteks(p.kantor.kadis)), BukanPenilaiError),
    "a judgement by oneself": (lambda p: p.nilai(3, oleh=p.pemilik), BukanPenilaiError),
    "a judgement by the personnel office": (lambda p: p.nilai(3, oleh=p.kantor.konteks(p.kantor.admin)), BukanPenilaiError),
    "note taken by the superior": (
        lambda p: receive_evaluasi(konteks=p.atasan, evaluasi=p.skp.evaluasi.get()),
        PermissionDenied,
    ),
}
SUSUNAN: Kasus = {
    "a line without measure": (
        lambda p: rencana.create_rencana(konteks=rekan(p), skp=p.draf, isian=isian("Baru", indikator=())),
        UkuranKosongError,
    ),
    "a line that hangs on a colleague's": (
        lambda p: rencana.create_rencana(konteks=rekan(p), skp=p.draf, isian=isian("Baru", intervensi=baris(p.skp))),
        SandaranTidakBerlakuError,
    ),
    "a line with the wording of another": (
        lambda p: rencana.create_rencana(konteks=rekan(p), skp=p.draf, isian=isian(hasil_draf(p).uraian)),
        ValidationError,
    ),
    "a measure without its unit, the line itself being right": (
        lambda p: rencana.create_rencana(
            konteks=rekan(p), skp=p.draf, isian=isian("Baru", indikator=(IsianIndikator("kuantitas", "Berkas", Decimal(9)),))
        ),
        ValidationError,
    ),
    "a line opened before it was changed": (
        lambda p: rencana.save_rencana(konteks=rekan(p), rencana=hasil_draf(p), versi=7, isian=isian("Lain")),
        BerubahError,
    ),
    "a line of an SKP that was agreed": (
        lambda p: rencana.save_rencana(konteks=p.pemilik, rencana=baris(p.skp), versi=1, isian=isian("Lain")),
        KeadaanSkpError,
    ),
    "a line taken out of an SKP that was agreed": (
        lambda p: rencana.delete_rencana(konteks=p.pemilik, rencana=baris(p.skp)),
        KeadaanSkpError,
    ),
    "a line taken out by the superior": (
        lambda p: rencana.delete_rencana(konteks=p.atasan, rencana=hasil_draf(p)),
        PermissionDenied,
    ),
    "talk about an SKP that was agreed": (
        lambda p: rencana.create_dialog(konteks=p.pemilik, rencana=baris(p.skp), isi="Boleh diubah?"),
        KeadaanSkpError,
    ),
    "talk by somebody who is neither of the two": (
        lambda p: rencana.create_dialog(konteks=p.kantor.konteks(p.kantor.kadis), rencana=hasil_draf(p), isi="Halo"),
        BukanPenilaiError,
    ),
    "expectations by the superior before it was submitted": (
        lambda p: rencana.save_perilaku(konteks=p.atasan, skp=p.draf, ekspektasi={"loyal": "Hadir"}),
        PermissionDenied,
    ),
    "a year that was not opened": (lambda p: layanan.create_skp(konteks=rekan(p), tahun=2043), KeadaanSkpError),
    "a year opened by an employee": (lambda p: open_tahun(konteks=p.pemilik, tahun=2043), PermissionDenied),
    "a quarter closed by the superior": (
        lambda p: end_periode(konteks=p.atasan, periode=PeriodeKinerja.objects.get(tahun=TAHUN, triwulan=1)),
        PermissionDenied,
    ),
}


def rekan(p: Panggung) -> Any:
    return p.kantor.konteks(p.kantor.rekan)


def daftar_berkas(tempat: Path) -> list[Path]:
    return sorted(b for b in tempat.rglob("*") if b.is_file())


def tolak(panggung: Panggung, tempat: Path, langkah: Callable[[Panggung], Any], sebab: type[Exception]) -> None:
    """The step is refused in words, and nothing of it stays in any table or on the disk."""
    berkas = daftar_berkas(tempat)

    with tidak_berubah(*TABEL), pytest.raises(sebab) as penolakan:
        langkah(panggung)

    assert daftar_berkas(tempat) == berkas
    if issubclass(sebab, UseCaseError):
        assert penolakan.value.fix


@pytest.mark.parametrize("kasus", [CATATAN, PENILAIAN, SUSUNAN], ids=["progress", "judgement", "plan"])
def test_what_is_refused_leaves_nothing(panggung: Panggung, tmp_path: Path, subtests: pytest.Subtests, kasus: Kasus) -> None:
    for nama, (langkah, sebab) in kasus.items():
        with subtests.test(nama):
            tolak(panggung, tmp_path, langkah, sebab)


def test_evidence_of_somebody_else_takes_the_whole_telling_with_it(panggung: Panggung, tmp_path: Path) -> None:
    asing = bukti_orang(panggung)

    tolak(panggung, tmp_path, lambda p: p.catat(p.isi(uraian="Dua"), p.isi(bukti=[asing])), KeadaanSkpError)


def test_a_target_under_the_target_of_another_office_leaves_nothing(panggung: Panggung, tmp_path: Path) -> None:
    kantor = panggung.kantor
    induk = buat_sasaran(kantor.bidang, kantor.konteks(kantor.admin))
    isi = IsianSasaran("Layanan dinas", "Selesai sehari", Decimal(97), "%", "pk", induk)

    tolak(
        panggung,
        tmp_path,
        lambda p: save_sasaran(konteks=kantor.konteks(kantor.admin), unit=kantor.dinas, tahun=TAHUN, isian=isi),
        SasaranTidakSejalanError,
    )


# --- the same again ------------------------------------------------------------------------------------


def sesudah(p: Panggung) -> KemajuanKerja:
    """An entry that no judgement has counted: recorded after it."""
    p.catat(p.isi(kunci="sesudahdinilai", uraian="Sesudah"))
    return KemajuanKerja.objects.filter(uraian="Sesudah").earliest("pk")


LAGI: dict[str, Callable[[Panggung], Any]] = {
    "note taken": lambda p: receive_evaluasi(konteks=p.pemilik, evaluasi=p.skp.evaluasi.get()),
    "a judgement": lambda p: p.nilai(4, umpan_balik=p.skp.evaluasi.get().umpan_balik),
    "a correction": lambda p: p.koreksi(kemajuan=sesudah(p)),
    "taking an entry back": lambda p: perbaikan.withdraw_kemajuan(konteks=p.pemilik, kemajuan=sesudah(p)),
    "a telling with its key": lambda p: p.catat(p.isi(kunci="abcdefghjkmn", uraian="Dua")),
    "a talk with its key": lambda p: rencana.create_dialog(
        konteks=rekan(p), rencana=hasil_draf(p), isi="Cukup?", kunci="abcdefghjkmn"
    ),
    "a line with its key": lambda p: rencana.create_rencana(konteks=rekan(p), skp=p.draf, isian=isian("B"), kunci="abcdefghjkmn"),
    "a closed quarter": lambda p: tutup(p, 1),
    "a year that is open": lambda p: open_tahun(konteks=p.kantor.konteks(p.kantor.admin), tahun=TAHUN),
    "an SKP that was begun": lambda p: layanan.create_skp(konteks=p.pemilik, tahun=TAHUN),
    "a target": lambda p: buat_sasaran(p.kantor.bidang, p.kantor.konteks(p.kantor.admin)),
}


def test_the_second_time_changes_nothing(panggung: Panggung, subtests: pytest.Subtests) -> None:
    for nama, langkah in LAGI.items():
        with subtests.test(nama), transaction.atomic():
            langkah(panggung)
            with tidak_berubah(*TABEL):
                langkah(panggung)
            transaction.set_rollback(True)


def test_a_plan_sent_by_its_owner_is_closed_to_both_until_it_moves(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    pemilik = kantor.konteks(kantor.pegawai)

    for langkah in (
        lambda: rencana.create_rencana(konteks=pemilik, skp=skp, isian=isian("Baru")),
        lambda: rencana.save_rencana(konteks=pemilik, rencana=baris(skp), versi=1, isian=isian("Baru")),
        lambda: rencana.delete_rencana(konteks=pemilik, rencana=baris(skp)),
        lambda: rencana.save_perilaku(konteks=pemilik, skp=skp, ekspektasi={"loyal": "Hadir"}),
    ):
        with tidak_berubah(*TABEL), pytest.raises(KeadaanSkpError, match="sedang dibaca atasan"):
            langkah()
