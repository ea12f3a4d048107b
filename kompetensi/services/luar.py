"""Learning outside the catalogue: handing in evidence, completing or taking it back, and looking at it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from akun import kewenangan
from akun.antre import antre
from akun.kewenangan import Konteks
from alur import services as alur
from dokumen.models import Dokumen
from dokumen.services import Kiriman, Subjek, menyimpan
from inti import audit
from inti.errors import UseCaseError, VersiBerbedaError
from inti.teks import awal_kecil
from kompetensi import kabar, selectors
from kompetensi.kewajaran import GUGUR, USIA_TERMUDA, is_terlalu_muda, list_janggal, list_sekegiatan
from kompetensi.models import BelajarLuar, CatatanJP, JenisPelatihan, StatusBelajarLuar
from kompetensi.proses import BELAJAR_LUAR
from kompetensi.services.dasar import pelaku
from pegawai.models import Pegawai

TAHUN_AWAL_JP = 1970  # the same as the constraint catatan_jp_tahun_wajar


class JpKosongError(UseCaseError):
    """No hours given, and the law has no conversion for this kind."""


class TanggalNantiError(UseCaseError):
    """Learning that is not finished yet."""


class TanggalLampauError(UseCaseError):
    """Learning from before the ledger of hours begins, or before its owner could have learned for a post."""


class SedangDiperiksaError(VersiBerbedaError):
    """What came back was handed in otherwise meanwhile, and waits for the officer."""


class JanggalError(UseCaseError):
    """Improbable, so asked: it is said deliberately or put right.

    soal  the marks of all that was asked: an answer is for these alone
    """

    def __init__(self, message: str, *, fix: str, soal: Iterable[str]) -> None:
        super().__init__(message, fix=fix, field="yakin")
        self.soal = frozenset(soal)


def create_belajar_luar(
    *,
    konteks: Konteks,
    jenis: JenisPelatihan,
    judul: str,
    penyelenggara: str,
    tanggal_selesai: date,
    bukti: Kiriman,
    jp: int | None = None,
    yakin: Collection[str] | None = (),
) -> BelajarLuar:
    """Hand in evidence of learning; it counts once it was looked at. The same evidence again is the one that stands.

    jp     hours of the programme; None takes what the law gives this kind, each time
    bukti  a checked file, or one that waited for this form
    yakin  said deliberately: what these marks asked about is right, however improbable; None where a program writes

    Raises PermissionDenied, TanggalNantiError, TanggalLampauError, JpKosongError, JanggalError, BerkasTungguHilangError.
    """
    kewenangan.require(konteks, "kompetensi.luar_ajukan")
    check_tanggal_selesai(konteks, tanggal_selesai)
    jp = get_jp_terhitung(jenis, tanggal_selesai, jp)
    assert konteks.pegawai_id is not None  # the role 'pegawai' follows from the person
    pegawai = Pegawai.objects.select_related("unit").get(pk=konteks.pegawai_id)
    isi = _isi(jenis, judul, penyelenggara, tanggal_selesai, jp)
    baru = BelajarLuar(pegawai=pegawai, **isi)
    with menyimpan(konteks) as penyimpan:
        antre(konteks)
        lama = BelajarLuar.objects.filter(pegawai=pegawai, **isi).exclude(status__in=GUGUR).select_related("dokumen")
        ada = next((b for b in lama if _sama(b.dokumen, bukti)), None)
        if ada:
            return ada
        _tanya(_soal_janggal(baru) | _soal_kembar(baru), yakin)
        with audit.explain(actor=pelaku(konteks), why=gettext_noop("Mengajukan bukti belajar")):
            subjek = Subjek("pegawai", konteks.pegawai_kode)
            baru.dokumen = penyimpan.simpan("kompetensi.bukti_belajar", bukti, subjek, bidang="bukti")
            baru.save()
            alur.begin(konteks=konteks, proses=BELAJAR_LUAR, objek=[baru], aksi="ajukan")
    return baru


def resubmit_belajar_luar(
    *,
    konteks: Konteks,
    belajar: BelajarLuar,
    versi: int,
    jenis: JenisPelatihan,
    judul: str,
    penyelenggara: str,
    tanggal_selesai: date,
    bukti: Kiriman | None = None,
    jp: int | None = None,
    yakin: Collection[str] | None = (),
) -> BelajarLuar:
    """Correct evidence that came back and hand it in again; without a new file the one before stays.

    Raises PermissionDenied, LangkahTidakAdaError, VersiBerbedaError, and what create_belajar_luar raises.
    """
    kewenangan.require(konteks, "kompetensi.luar_milik", belajar)
    check_tanggal_selesai(konteks, tanggal_selesai)
    jp = get_jp_terhitung(jenis, tanggal_selesai, jp)
    isi = _isi(jenis, judul, penyelenggara, tanggal_selesai, jp)
    _tanya(_soal_janggal(BelajarLuar(pegawai=belajar.pegawai, **isi)), yakin)
    with menyimpan(konteks) as penyimpan:
        kini = alur.lock(BELAJAR_LUAR, belajar)
        if kini.status == StatusBelajarLuar.DIAJUKAN and not _terkirim(kini, isi, bukti):
            raise SedangDiperiksaError(
                _("Bukti ini sedang diperiksa dengan isian lain."),
                fix=_("Baca yang sudah diajukan; bila perlu diganti, tarik dulu lalu ajukan lagi."),
            )
        ubah = {**isi, "alasan": ""}
        if bukti is not None and (kini.status, kini.versi) == (StatusBelajarLuar.DIKEMBALIKAN, versi):
            subjek = Subjek("pegawai", kini.pegawai.kode)
            ubah["dokumen"] = penyimpan.simpan("kompetensi.bukti_belajar", bukti, subjek, bidang="bukti")
        return alur.move(konteks=konteks, proses=BELAJAR_LUAR, objek=kini, aksi="ajukan_lagi", versi=versi, ubah=ubah).objek


def _terkirim(belajar: BelajarLuar, isi: dict[str, Any], bukti: Kiriman | None) -> bool:
    """Whether what is sent is what stands there already: a second click."""
    return all(getattr(belajar, n) == v for n, v in isi.items()) and (bukti is None or _sama(belajar.dokumen, bukti))


def _isi(jenis: JenisPelatihan, judul: str, penyelenggara: str, tanggal_selesai: date, jp: int) -> dict[str, Any]:
    teks = {"judul": judul.strip(), "penyelenggara": penyelenggara.strip()}
    return {"jenis": jenis, "tanggal_selesai": tanggal_selesai, "jp": jp, **teks}


def check_tanggal_selesai(konteks: Konteks, tanggal_selesai: date) -> None:
    """Raise TanggalNantiError or TanggalLampauError for a day on which the asker can't have ended it. One query."""
    if tanggal_selesai > konteks.per:
        raise TanggalNantiError(
            _("Tanggal selesainya belum tiba."), fix=_("Ajukan setelah kegiatannya selesai."), field="tanggal_selesai"
        )
    if kata := _terlalu_lampau(konteks, tanggal_selesai):
        raise TanggalLampauError(kata, fix=_("Periksa tahun pada tanggal selesainya."), field="tanggal_selesai")


def _terlalu_lampau(konteks: Konteks, hari: date) -> str:
    """Why nothing of that day counts for the asker, '' where it may."""
    if hari.year < TAHUN_AWAL_JP:
        return _("Jam pelajaran dicatat mulai tahun %(tahun)s.") % {"tahun": TAHUN_AWAL_JP}
    lahir = Pegawai.objects.values_list("tanggal_lahir", flat=True).get(pk=konteks.pegawai_id or 0)
    if hari < lahir:
        return _("Pada hari itu Anda belum lahir.")
    if is_terlalu_muda(lahir, hari):
        return _("Pada hari itu usia Anda belum %(usia)s tahun.") % {"usia": USIA_TERMUDA}
    return ""


def _tanya(soal: Mapping[str, tuple[str, str]], yakin: Collection[str] | None) -> None:
    """Raise JanggalError with every question, unless all of them were answered. `soal`: words and way on by mark."""
    if yakin is None or soal.keys() <= set(yakin):
        return
    cara = {cara for _kata, cara in soal.values()}
    satu = _("Bila semuanya benar, centang di sini lalu kirim; bila tidak, perbaiki isiannya.")
    raise JanggalError(" ".join(kata for kata, _cara in soal.values()), fix=cara.pop() if len(cara) == 1 else satu, soal=soal)


def _soal_janggal(belajar: BelajarLuar) -> dict[str, tuple[str, str]]:
    """What is improbable about it, as one question."""
    janggal = " ".join(list_janggal(belajar))
    cara = _("Bila benar, centang di sini lalu kirim; bila salah tulis, perbaiki isiannya.")
    return {_tanda(janggal): (_("%(janggal)s Benar begitu?") % {"janggal": janggal}, cara)} if janggal else {}


def _soal_kembar(baru: BelajarLuar) -> dict[str, tuple[str, str]]:
    """Whether learning of the same title and day, handed in before with another file, kind or hours, is another one. One query."""
    lama = list_sekegiatan(baru).first()
    if lama is None:
        return {}
    kata = _("Kegiatan dengan judul dan hari yang sama sudah Anda kirim (%(keadaan)s). Benar ada dua kegiatan?")
    cara = _("Bila memang dua, centang di sini lalu kirim. Bila satu, cukup yang sudah terkirim: ada di daftar bukti Anda.")
    return {_tanda(lama.kode): (kata % {"keadaan": awal_kecil(lama.get_status_display())}, cara)}


def _tanda(bahan: str) -> str:
    """A question as the form carries it."""
    return hashlib.blake2b(bahan.encode(), digest_size=6).hexdigest()


def get_jp_terhitung(jenis: JenisPelatihan, per: date, jp: int | None, *, saran: str = "") -> int:
    """The hours that count: those of the programme, else what the law gives this kind on `per`.

    saran  where to find the hours that neither tells; '' for those on a certificate

    Raises JpKosongError.
    """
    jp = jp or selectors.get_jp_konversi(jenis.pk, per)
    if jp is None:
        raise JpKosongError(
            _("Jenis %(jenis)s tidak punya JP baku.") % {"jenis": jenis.nama},
            fix=saran or _("Isi JP yang tertulis pada sertifikatnya."),
            field="jp",
        )
    return jp


def _sama(tersimpan: Dokumen, kiriman: Kiriman) -> bool:
    """Whether a kept file holds the very bytes that would be kept now; one that is lost holds none."""
    return tersimpan.sidik == kiriman.sidik and tersimpan.berkas.storage.exists(str(tersimpan.berkas.name))


def withdraw_belajar_luar(*, konteks: Konteks, belajar: BelajarLuar, versi: int | None = None, alasan: str = "") -> BelajarLuar:
    """Its sender takes it back before the decision. Raises BukanPemegangError, VersiBerbedaError, LangkahTidakAdaError."""
    return alur.move(konteks=konteks, proses=BELAJAR_LUAR, objek=belajar, aksi="tarik", versi=versi, alasan=alasan).objek


@transaction.atomic
def decide_belajar_luar(
    *, konteks: Konteks, belajar: BelajarLuar, terima: bool, alasan: str = "", versi: int | None = None
) -> BelajarLuar:
    """Accept evidence, so that its hours count, or refuse it with the reason. The same decision again changes nothing.

    Raises BukanPemegangError, LangkahTidakAdaError, VersiBerbedaError, AlasanKosongError.
    """
    gerak = _langkah(konteks, belajar, "terima" if terima else "tolak", alasan, versi)
    kini = gerak.objek
    if gerak.baru:
        kabar.tell_belajar_luar(kini)
    if gerak.baru and terima:
        with audit.explain(actor=pelaku(konteks), why=alasan.strip() or gettext_noop("Bukti diterima")):
            CatatanJP.objects.create(
                pegawai_id=kini.pegawai_id, tahun=kini.tanggal_selesai.year, jp=kini.jp, belajar_luar=kini, keterangan=kini.judul
            )
    return kini


@transaction.atomic
def return_belajar_luar(*, konteks: Konteks, belajar: BelajarLuar, alasan: str, versi: int | None = None) -> BelajarLuar:
    """Ask its sender for a correction; everything typed stays. Raises as decide_belajar_luar."""
    return _langkah(konteks, belajar, "kembalikan", alasan, versi).objek


def _langkah(konteks: Konteks, belajar: BelajarLuar, aksi: str, alasan: str, versi: int | None) -> alur.Gerak[BelajarLuar]:
    ubah = {"alasan": alasan.strip()}
    return alur.move(konteks=konteks, proses=BELAJAR_LUAR, objek=belajar, aksi=aksi, alasan=alasan, versi=versi, ubah=ubah)
