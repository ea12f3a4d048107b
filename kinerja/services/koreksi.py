"""Changing one's mind about what was recorded: correcting, taking back, and undoing that. Nothing recorded is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from akun import kewenangan
from akun.kewenangan import Konteks
from dokumen.services import menyimpan
from inti import audit, waktu
from inti.errors import UseCaseError
from inti.kode import buat_kode
from kinerja import rekap
from kinerja.models import SKP, IndikatorKinerja, KemajuanKerja, PeriodeKinerja
from kinerja.models.kemajuan import BUKTI_MENYUSUL, PENARIKAN_BATAL
from kinerja.selectors.kemajuan import find_penghitung, list_penghitung, list_secatatan
from kinerja.services.kemajuan import (
    Catatan,
    CatatanKosongError,
    IsianBukti,
    buat_penolakan_tutup,
    is_tersimpan,
    list_periode_terbuka,
    segarkan,
    tanya_jauh,
    tulis_bukti,
)

BATAS_TARIK = timedelta(minutes=30)  # how long an entry can be taken back without a reason, and that be undone


class KoreksiError(UseCaseError):
    """A correction of what was corrected or taken back already, or without a reason."""


class SudahDikoreksiError(KoreksiError):
    """Another entry took the place of this one meanwhile (kinerja.selectors.kemajuan.list_rantai)."""


class SudahDihitungError(UseCaseError):
    """A judgement in force counted this entry: what it rests on doesn't change behind its back."""


def update_kemajuan(
    *,
    konteks: Konteks,
    kemajuan: KemajuanKerja,
    nilai: Decimal | None,
    tanggal: date,
    uraian: str,
    alasan: str,
    bukti: IsianBukti | None = None,
    yakin: Mapping[IndikatorKinerja, Decimal] | None = None,
) -> KemajuanKerja:
    """Correct an entry, or add evidence to it: a new row with the reason takes its place, the old one stays readable.

    Evidence is for all that was told at once: the other numbers of the same telling that have none get it, too.

    The same correction again returns the one of the first time, and keeps no second file. One transaction, the file included.

    alasan  why; may be empty where evidence is added
    yakin   said deliberately on a form: this number is right, however far off what was usual; None where a program writes

    Raises PermissionDenied, KoreksiError (SudahDikoreksiError among them), TanggalKemajuanError, SudahDihitungError,
    CatatanKosongError, AngkaJauhError, and what create_bukti raises.
    """
    kewenangan.require(konteks, "kemajuan.catat", kemajuan.skp)
    alasan, kunci = alasan.strip() or (BUKTI_MENYUSUL if bukti else ""), buat_kode()
    with menyimpan(konteks) as penyimpan:
        kini = _kunci(kemajuan)
        lama = KemajuanKerja.objects.select_related("rencana", "indikator", "koreksi").get(pk=kemajuan.pk)
        isi = (nilai if lama.indikator_id else None, tanggal, uraian.strip(), alasan)
        ada = lama.pengganti
        if ada and (ada.nilai, ada.tanggal, ada.uraian, ada.alasan_koreksi) == isi and (not bukti or is_tersimpan(ada, bukti)):
            return ada
        _periksa_berlaku(lama)
        _periksa_isi(lama, nilai, uraian, alasan)
        periode = list_periode_terbuka(kini, konteks.per, {tanggal, lama.tanggal})
        _periksa_dihitung(kini, [lama])
        if yakin is not None and lama.indikator and isi[0] is not None and isi[0] != lama.nilai:
            tanya_jauh([Catatan(lama.rencana, tanggal, {lama.indikator: isi[0]}, yakin=yakin)], lama)
        lain = [b for b in list_secatatan(lama) if b.pk != lama.pk and not b.berbukti] if bukti else []
        with audit.explain(actor=konteks.pengguna, why=alasan):
            KemajuanKerja.objects.filter(pk__in=[b.pk for b in (lama, *lain)]).update(diganti_at=waktu.now())
            ubah = {"nilai": isi[0], "tanggal": tanggal, "uraian": isi[2]}
            baru = _pengganti(konteks, lama, alasan, bukti is not None, kunci=kunci, **ubah)
            tetap = [_pengganti(konteks, b, BUKTI_MENYUSUL, True, kunci=kunci, **_isi(b)) for b in lain]
        if bukti:
            satu = tulis_bukti(konteks, bukti, penyimpan)
            for b in (baru, *tetap):
                b.bukti.add(satu)
        pekan = Counter({rekap.pekan_of(tanggal): 1})
        pekan.subtract([rekap.pekan_of(lama.tanggal)])
        segarkan(kini, periode, {lama.rencana_id}, pekan)
        return baru


def _periksa_isi(lama: KemajuanKerja, nilai: Decimal | None, uraian: str, alasan: str) -> None:
    if not alasan:
        raise KoreksiError(_("Alasan koreksi belum diisi."), fix=_("Tulis singkat, misalnya: salah ketik angka."), field="alasan")
    if (nilai is None or lama.indikator_id is None) and not uraian.strip():
        raise CatatanKosongError(_("Angka dan cerita sama-sama kosong."), fix=_("Isi salah satunya."), field="nilai")


@transaction.atomic
def withdraw_kemajuan(*, konteks: Konteks, kemajuan: KemajuanKerja, alasan: str = "") -> int:
    """Take back one's own telling with all its numbers; it stays in the list, struck through. Twice is the same as once.

    alasan  why; may be empty within BATAS_TARIK after it was recorded

    Returns how many entries count no longer.
    Raises PermissionDenied, KoreksiError (SudahDikoreksiError among them), TanggalKemajuanError, SudahDihitungError.
    """
    kewenangan.require(konteks, "kemajuan.catat", kemajuan.skp)
    kini = _kunci(kemajuan)
    lama = KemajuanKerja.objects.select_related("koreksi").get(pk=kemajuan.pk)
    if lama.diganti_at and not lama.pengganti and alasan.strip() in ("", lama.alasan_tarik):
        return 0
    _periksa_berlaku(lama)
    baris = list(list_secatatan(lama))
    periode = list_periode_terbuka(kini, konteks.per, {b.tanggal for b in baris})
    _periksa_dihitung(kini, baris)
    if not alasan.strip() and not bisa_langsung(baris):
        diganti = any(b.menggantikan_id for b in baris)
        lama_sekali = _("Catatan ini sudah lebih dari %(menit)s menit.") % {"menit": BATAS_TARIK.seconds // 60}
        raise KoreksiError(
            _("Catatan ini menggantikan catatan lain, jadi penarikannya perlu alasan.") if diganti else lama_sekali,
            fix=_("Tulis mengapa catatan ini ditarik; atasan dan Inspektorat dapat membacanya."),
            field="alasan",
        )
    with audit.explain(actor=konteks.pengguna, why=alasan.strip() or gettext_noop("catatan kemajuan ditarik kembali")):
        KemajuanKerja.objects.filter(pk__in=[b.pk for b in baris]).update(
            diganti_at=waktu.now(), ditarik_oleh=konteks.pengguna.pk, alasan_tarik=alasan.strip()
        )
    pekan: Counter[date] = Counter()
    pekan.subtract(rekap.pekan_of(b.tanggal) for b in baris)
    segarkan(kini, periode, {b.rencana_id for b in baris}, pekan)
    return len(baris)


@transaction.atomic
def restore_kemajuan(*, konteks: Konteks, kemajuan: KemajuanKerja) -> list[KemajuanKerja]:
    """Undo a withdrawal of a moment ago: new rows take the place of those that were taken back. Twice is the same as once.

    Raises PermissionDenied, KoreksiError, TanggalKemajuanError.
    """
    kewenangan.require(konteks, "kemajuan.catat", kemajuan.skp)
    kini = _kunci(kemajuan)
    satu = KemajuanKerja.objects.select_related("koreksi").get(pk=kemajuan.pk)
    if satu.pengganti:
        _periksa_dipulihkan(satu.pengganti)
        return []
    bersama = Q(diganti_at=satu.diganti_at, diganti_at__isnull=False, ditarik_oleh__isnull=False)  # taken back in one go
    rows = KemajuanKerja.objects.filter(bersama, skp=kini, rencana_id=kemajuan.rencana_id)
    lama = list(rows.filter(koreksi__isnull=True).order_by("pk"))
    if not lama:
        return []
    if any(b.diganti_at is None or b.diganti_at < waktu.now() - BATAS_TARIK for b in lama):
        raise KoreksiError(
            _("Penarikan ini sudah lebih dari %(menit)s menit.") % {"menit": BATAS_TARIK.seconds // 60},
            fix=_("Catat lagi bila memang perlu dihitung; catatan yang ditarik tetap terbaca."),
        )
    periode = list_periode_terbuka(kini, konteks.per, {b.tanggal for b in lama})
    alasan, kunci = PENARIKAN_BATAL, buat_kode()
    with audit.explain(actor=konteks.pengguna, why=alasan):
        baru = [_pengganti(konteks, b, alasan, kunci=kunci, **_isi(b)) for b in lama]
    segarkan(kini, periode, {b.rencana_id for b in lama}, Counter(rekap.pekan_of(b.tanggal) for b in lama))
    return baru


def _periksa_dipulihkan(kini: KemajuanKerja) -> None:
    """Raise KoreksiError where what took the place of a withdrawn entry was taken back again. One query for each correction since."""
    while kini.pengganti:
        kini = kini.pengganti
    if kini.ditarik_oleh_id:
        raise KoreksiError(
            _("Penarikan ini sudah dibatalkan, lalu catatannya ditarik lagi; jadi tidak dihitung."),
            fix=_("Lihat yang paling atas di daftar kemajuan."),
        )


def cari_halangan(kemajuan: KemajuanKerja, periode: Iterable[PeriodeKinerja]) -> UseCaseError | None:
    """Why an entry can't be corrected or taken back now, for a page that says so before anything is typed; None while it can.

    periode  the quarters of its year. A judgement that counted it is found by find_penghitung. No query.
    """
    try:
        _periksa_berlaku(kemajuan)
    except KoreksiError as error:
        return error
    tutup = next((p for p in periode if p.terkunci_at and p.mulai <= kemajuan.tanggal <= p.akhir), None)
    return buat_penolakan_tutup(tutup) if tutup else None


def bisa_langsung(baris: Sequence[KemajuanKerja]) -> bool:
    """Whether these entries were recorded a moment ago, as they are: they can be taken back without a reason."""
    return all(b.menggantikan_id is None and b.dicatat_at >= waktu.now() - BATAS_TARIK for b in baris)


def _kunci(kemajuan: KemajuanKerja) -> SKP:
    return SKP.objects.select_for_update(of=("self",)).select_related("unit", "pegawai__unit").get(pk=kemajuan.skp_id)


def _periksa_berlaku(lama: KemajuanKerja) -> None:
    if lama.diganti_at is None:
        return
    if lama.pengganti:
        raise SudahDikoreksiError(_("Catatan ini sudah dikoreksi."), fix=_("Buka catatan penggantinya di daftar kemajuan."))
    raise KoreksiError(_("Catatan ini sudah ditarik kembali."), fix=_("Catat lagi bila memang perlu dihitung."))


def _periksa_dihitung(skp: SKP, baris: Sequence[KemajuanKerja]) -> None:
    """Raise SudahDihitungError where a judgement in force counted one of the entries. One query."""
    evaluasi = list_penghitung(skp)
    satu = next((e for b in baris if (e := find_penghitung(b, evaluasi))), None)
    if satu is None:
        return
    raise SudahDihitungError(
        _("Penilaian %(periode)s sudah menghitung catatan ini, jadi tidak bisa ditarik atau dikoreksi.")
        % {"periode": satu.periode.nama},
        fix=_(
            "Sampaikan kepada %(penilai)s yang menilai. Bila hasilnya perlu diubah, ajukan keberatan "
            "tertulis; caranya ada di lembar 'Mengapa?' penilaian itu."
        )
        % {"penilai": satu.nama_penilai},
    )


def _isi(lama: KemajuanKerja) -> dict[str, Any]:
    """What an entry says, to be said again."""
    return {"nilai": lama.nilai, "tanggal": lama.tanggal, "uraian": lama.uraian}


def _pengganti(konteks: Konteks, lama: KemajuanKerja, alasan: str, berbukti: bool = False, **isi: object) -> KemajuanKerja:
    """Insert the row that takes the place of `lama`, with its evidence; `berbukti`: more is added. Call it inside audit.explain."""
    baru = KemajuanKerja.objects.create(
        skp_id=lama.skp_id,
        rencana_id=lama.rencana_id,
        indikator_id=lama.indikator_id,
        berbukti=lama.berbukti or berbukti,
        pencatat=konteks.pengguna,
        menggantikan=lama,
        alasan_koreksi=alasan,
        **isi,
    )
    baru.bukti.set(lama.bukti.all())
    return baru
