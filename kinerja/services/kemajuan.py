"""Recording what was done, with evidence. Correcting and taking back: kinerja.services.koreksi."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

from django.db import transaction
from django.db.models import Count, QuerySet
from django.db.models.functions import TruncWeek
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from dokumen.services import Kiriman, Penyimpan, Subjek, menyimpan
from inti import audit, instansi, waktu
from inti.errors import UseCaseError
from inti.kode import buat_kode
from inti.tulisan import angka, jam
from kinerja import capaian, rekap
from kinerja.models import (
    SKP,
    BuktiDukung,
    IndikatorKinerja,
    JenisBukti,
    KemajuanKerja,
    PeriodeKinerja,
    RencanaHasilKerja,
    StatusSKP,
)
from kinerja.rules import compute_lazim
from kinerja.services.angka import umumkan_angka
from kinerja.services.periode import jaga_periode
from kinerja.services.skp import DataPegawaiBelumLengkapError, KeadaanSkpError

BATAS_KEMBAR = timedelta(minutes=30)  # how long the same content from another form is asked about, not counted


class CatatanKosongError(UseCaseError):
    """Neither a number nor a story."""


class CatatanKembarError(UseCaseError):
    """The same numbers, or the same story, for the same day came a moment ago from another form: Back, and saved again."""


class AngkaJauhError(UseCaseError):
    """Numbers far off what their measures have been: slips of the finger, or meant. All of them are asked at once, each with its usual.

    jauh  measure, number and usual value of each; what is confirmed are these numbers and no others
    """

    def __init__(self, jauh: Sequence[tuple[IndikatorKinerja, Decimal, Decimal]]) -> None:
        self.jauh = {i: n for i, n, _lazim in jauh}
        tanya = [
            _("%(ukuran)s: biasanya sekitar %(lazim)s %(satuan)s. Benar %(baru)s?")
            % {"ukuran": i.uraian, "satuan": i.satuan, "lazim": angka(lazim), "baru": angka(n)}
            for i, n, lazim in jauh
        ]
        satu = _("Bila benar, centang di sini lalu simpan; bila salah ketik, ubah angkanya.")
        banyak = _("Bila semuanya benar, centang di sini lalu simpan; bila ada yang salah ketik, ubah angkanya.")
        super().__init__(" ".join(tanya), fix=satu if len(tanya) == 1 else banyak, field="yakin")


class TanggalKemajuanError(UseCaseError):
    """The day lies outside of the year, in the future, or in a closed quarter."""


@dataclass(frozen=True)
class Catatan:
    """One telling of progress on a result: numbers by indicator, a story, evidence.

    kunci       made with the form; the same key again is the same telling
    lagi        said deliberately: it happens to equal what was recorded a moment ago and counts as well
    yakin       said deliberately: these numbers are right, however far off what was usual
    dicatat_at  when it was written down, where that lies back: a year that is brought in at once
    """

    rencana: RencanaHasilKerja
    tanggal: date
    nilai: Mapping[IndikatorKinerja, Decimal] = field(default_factory=dict)
    uraian: str = ""
    bukti: Sequence[BuktiDukung] = ()
    kunci: str = ""
    lagi: bool = False
    yakin: Mapping[IndikatorKinerja, Decimal] = field(default_factory=dict)
    dicatat_at: datetime | None = None


@dataclass(frozen=True)
class IsianBukti:
    """Evidence as somebody sends it: a link, or a file."""

    judul: str
    tautan: str = ""
    berkas: Kiriman | None = None


def create_bukti(*, konteks: Konteks, judul: str, tautan: str = "", berkas: Kiriman | None = None) -> BuktiDukung:
    """Keep a link or a checked file as evidence of one's own work, to be used by many entries.

    Raises PermissionDenied, DataPegawaiBelumLengkapError, BerkasTungguHilangError.
    """
    with menyimpan(konteks) as penyimpan:
        return tulis_bukti(konteks, IsianBukti(judul, tautan, berkas), penyimpan)


def tulis_bukti(konteks: Konteks, isian: IsianBukti, penyimpan: Penyimpan) -> BuktiDukung:
    """The same inside a transaction that keeps more than the evidence."""
    kewenangan.require(konteks, "kinerja.saya")
    if konteks.pegawai_id is None:
        raise DataPegawaiBelumLengkapError(
            _("Akun ini belum terhubung dengan data pegawai."), fix=_("Minta %(badan)s menghubungkannya.") % instansi.kata()
        )
    bukti = BuktiDukung(pegawai_id=konteks.pegawai_id, judul=isian.judul or isian.tautan[:200], tautan=isian.tautan)
    bukti.jenis = JenisBukti.TAUTAN if isian.berkas is None else JenisBukti.BERKAS
    with audit.explain(actor=konteks.pengguna, why="menambah bukti dukung"):
        if isian.berkas is not None:
            bukti.judul = isian.judul or isian.berkas.nama
            bukti.dokumen = penyimpan.simpan("kinerja.bukti", isian.berkas, Subjek("pegawai", konteks.pegawai_kode))
        bukti.save()
    return bukti


def record_berbukti(*, konteks: Konteks, skp: SKP, catatan: Catatan, bukti: IsianBukti) -> list[KemajuanKerja]:
    """Record one telling together with its evidence: all of it, or nothing, the file included.

    A telling whose `kunci` was recorded already changes nothing and keeps no second file; with other contents or evidence it is
    asked about. Raises what create_bukti and record_kemajuan raise.
    """
    with menyimpan(konteks) as penyimpan:
        SKP.objects.select_for_update(of=("self",)).only("pk").get(pk=skp.pk)
        baru = _yang_baru(skp, [catatan], bukti)
        if not baru:
            return []
        lengkap = [replace(c, bukti=[*c.bukti, tulis_bukti(konteks, bukti, penyimpan)]) for c in baru]
        return _rekam(konteks, skp, lengkap, baru=True)


@transaction.atomic
def record_kemajuan(*, konteks: Konteks, skp: SKP, catatan: Sequence[Catatan]) -> list[KemajuanKerja]:
    """Record progress on one's own agreed SKP, one or several tellings at once.

    A telling whose `kunci` was recorded already is left out: a second click changes
    nothing. About ten queries, however many tellings.

    Raises PermissionDenied, KeadaanSkpError, TanggalKemajuanError, CatatanKosongError, CatatanKembarError, AngkaJauhError.
    """
    return _rekam(konteks, skp, catatan)


def _rekam(konteks: Konteks, skp: SKP, catatan: Sequence[Catatan], *, baru: bool = False) -> list[KemajuanKerja]:
    """Record them inside a transaction; `baru`: it was asked already which of them are new."""
    kewenangan.require(konteks, "kemajuan.catat", skp)
    kini = SKP.objects.select_for_update(of=("self",)).select_related("unit", "pegawai__unit").get(pk=skp.pk)
    if kini.status != StatusSKP.DISEPAKATI:
        raise KeadaanSkpError(_("SKP ini belum disepakati."), fix=_("Catat kemajuan sesudah atasan menyepakatinya."))
    periode = list_periode_terbuka(kini, konteks.per, {c.tanggal for c in catatan})
    catatan = catatan if baru else _yang_baru(kini, catatan)
    baris = [b for c in catatan for b in _baris(konteks, kini, c)]
    if not baris:
        return []
    with audit.explain(actor=konteks.pengguna, why="catatan kemajuan"):
        KemajuanKerja.objects.bulk_create(baris)
        _sambung_bukti(konteks, catatan, baris)
    segarkan(kini, periode, {b.rencana_id for b in baris}, Counter(rekap.pekan_of(b.tanggal) for b in baris))
    return baris


def list_periode_terbuka(skp: SKP, per: date, tanggal: Iterable[date]) -> list[PeriodeKinerja]:
    """The quarters of the year, provided that every day lies in an open one and not in the future. One query.

    None of them is closed before the transaction ends. Raises TanggalKemajuanError.
    """
    periode = jaga_periode(skp.tahun)
    for hari in tanggal:
        if hari > per:
            raise TanggalKemajuanError(
                _("Tanggal itu belum tiba."), fix=_("Isi tanggal hari ini atau sebelumnya."), field="tanggal"
            )
        cocok = next((p for p in periode if p.mulai <= hari <= p.akhir), None)
        if cocok is None:
            raise TanggalKemajuanError(
                _("Tanggal itu di luar tahun SKP %(tahun)s.") % {"tahun": skp.tahun},
                fix=_("Pilih tanggal di tahun itu."),
                field="tanggal",
            )
        if cocok.terkunci_at:
            raise buat_penolakan_tutup(cocok)
    return periode


def buat_penolakan_tutup(periode: PeriodeKinerja) -> TanggalKemajuanError:
    """What is said about a day in a quarter that is closed."""
    return TanggalKemajuanError(
        _("%(periode)s sudah ditutup.") % {"periode": periode.nama},
        fix=_("Catat di triwulan yang berjalan, dan ceritakan kapan sebenarnya dikerjakan."),
        field="tanggal",
    )


def _yang_baru(skp: SKP, catatan: Sequence[Catatan], bukti: IsianBukti | None = None) -> list[Catatan]:
    """Tellings that were not recorded before, each with a key of its own. Raises CatatanKembarError, AngkaJauhError.

    bukti  evidence that comes along and is not kept yet
    """
    kunci = [c.kunci for c in catatan if c.kunci]
    tersimpan = _list_tersimpan(KemajuanKerja.objects.filter(skp=skp, kunci__in=kunci)) if kunci else {}
    baru = [_beri_kunci(c, tersimpan.get(c.kunci, []), bukti) for c in catatan]
    berkunci = [c for c in baru if c and c.kunci]
    _tanya_kembar(skp, [c for c in berkunci if not c.lagi])
    tanya_jauh(berkunci)
    return [c if c.kunci else replace(c, kunci=buat_kode()) for c in baru if c]


def _beri_kunci(catatan: Catatan, tersimpan: list[KemajuanKerja], bukti: IsianBukti | None) -> Catatan | None:
    """None for a second click. A copied tab sends other words under the same key: they are another telling, if one says so."""
    if not tersimpan:
        return catatan
    dulu = _baca(tersimpan)
    if (_isi(dulu), dulu.uraian) == (_isi(catatan), catatan.uraian.strip()) and (
        bukti is None or is_tersimpan(tersimpan[0], bukti)
    ):
        return None
    if not catatan.lagi:
        raise CatatanKembarError(
            _("Dari halaman ini sudah tersimpan catatan lain pukul %(jam)s.") % {"jam": jam(tersimpan[0].dicatat_at)},
            fix=_("Bila yang ini juga perlu dicatat, centang di sini lalu simpan."),
            field="lagi",
        )
    lain = f"{catatan.kunci}-{sha256(repr((_isi(catatan), catatan.uraian.strip())).encode()).hexdigest()[:7]}"
    return None if KemajuanKerja.objects.filter(skp=tersimpan[0].skp_id, kunci=lain).exists() else replace(catatan, kunci=lain)


def is_tersimpan(kemajuan: KemajuanKerja, bukti: IsianBukti) -> bool:
    """Whether an entry holds this very evidence already: the same link, or the same bytes. One query."""
    ada = kemajuan.bukti.select_related("dokumen")
    if bukti.berkas is None:
        return any(b.tautan == bukti.tautan for b in ada)
    return any(b.dokumen is not None and b.dokumen.sidik == bukti.berkas.sidik for b in ada)


def _list_tersimpan(rows: QuerySet[KemajuanKerja]) -> dict[str, list[KemajuanKerja]]:
    """These entries by the telling to which they belong. One query."""
    satu: dict[str, list[KemajuanKerja]] = {}
    for k in rows.select_related("rencana", "indikator").order_by("pk"):
        satu.setdefault(k.kunci, []).append(k)
    return satu


def _baca(baris: list[KemajuanKerja]) -> Catatan:
    """The telling that these entries were."""
    nilai = {b.indikator: b.nilai for b in baris if b.indikator is not None and b.nilai is not None}
    return Catatan(baris[0].rencana, baris[0].tanggal, nilai, baris[0].uraian)


Isi = tuple[int, date, frozenset[tuple[int, Decimal]] | str]


def _isi(catatan: Catatan) -> Isi:
    """What makes two tellings the same: result, day and numbers; the story only where there is no number."""
    nilai = frozenset((i.pk, n) for i, n in catatan.nilai.items())
    return catatan.rencana.pk, catatan.tanggal, nilai or catatan.uraian.strip()


def _tanya_kembar(skp: SKP, catatan: Sequence[Catatan]) -> None:
    """Ask about what a form sent and another form sent a moment ago. One query. Raises CatatanKembarError."""
    if not catatan:
        return
    rows = KemajuanKerja.objects.filter(skp=skp, diganti_at__isnull=True, dicatat_at__gte=waktu.now() - BATAS_KEMBAR)
    tadi = {_isi(_baca(daftar)): daftar[0] for daftar in _list_tersimpan(rows).values()}
    kembar = next((tadi[isi] for c in catatan if (isi := _isi(c)) in tadi), None)
    if kembar is not None:
        raise CatatanKembarError(
            _("Catatan yang sama sudah tersimpan pukul %(jam)s.") % {"jam": jam(kembar.dicatat_at)},
            fix=_(
                "Tidak perlu disimpan lagi; bukti yang menyusul ditambahkan lewat 'Koreksi atau tambah bukti' pada catatan itu. "
                "Bila ini pekerjaan lain yang angkanya kebetulan sama, centang di sini lalu simpan."
            ),
            field="lagi",
        )


def tanya_jauh(catatan: Sequence[Catatan], lama: KemajuanKerja | None = None) -> None:
    """Ask about numbers from a form that lie far off what their measures have been, unless these very ones were confirmed.

    lama  the entry that they take the place of: it says nothing of what is usual

    One query. Raises AngkaJauhError.
    """
    ukuran = {i.pk: i for c in catatan for i in c.nilai}
    if not ukuran:
        return
    rows = KemajuanKerja.objects.filter(indikator__in=list(ukuran), nilai__isnull=False, diganti_at__isnull=True)
    rows = rows.exclude(pk=lama.pk) if lama else rows
    sebelumnya: dict[int, list[Decimal]] = {}
    for i, n in rows.order_by("-tanggal", "-pk").values_list("indikator", "nilai"):
        sebelumnya.setdefault(i or 0, []).append(n or Decimal(0))
    semua = ((c, i, n, compute_lazim(n, sebelumnya.get(i.pk, []))) for c in catatan for i, n in c.nilai.items())
    jauh = [(c, i, n, lazim) for c, i, n, lazim in semua if lazim is not None]
    if any(c.yakin.get(i) != n for c, i, n, _lazim in jauh):
        raise AngkaJauhError([(i, n, lazim) for _c, i, n, lazim in jauh])


def _baris(konteks: Konteks, skp: SKP, catatan: Catatan) -> list[KemajuanKerja]:
    if catatan.rencana.skp_id != skp.pk:
        raise KeadaanSkpError(
            _("Hasil kerja itu bukan bagian dari SKP ini."), fix=_("Pilih hasil kerja dari daftar."), field="hasil"
        )
    if not catatan.nilai and not catatan.uraian.strip():
        raise CatatanKosongError(
            _("Belum ada yang dicatat."), fix=_("Isi angkanya, atau ceritakan singkat apa yang dikerjakan."), field="uraian"
        )
    isi: list[tuple[IndikatorKinerja | None, Decimal | None]] = list(catatan.nilai.items()) or [(None, None)]
    return [
        KemajuanKerja(
            skp=skp,
            rencana=catatan.rencana,
            indikator=indikator,
            nilai=nilai,
            tanggal=catatan.tanggal,
            uraian=catatan.uraian.strip(),
            berbukti=bool(catatan.bukti),
            pencatat=konteks.pengguna,
            kunci=catatan.kunci,
            **({"dicatat_at": catatan.dicatat_at} if catatan.dicatat_at else {}),
        )
        for indikator, nilai in isi
    ]


def _sambung_bukti(konteks: Konteks, catatan: Sequence[Catatan], baris: Sequence[KemajuanKerja]) -> None:
    bukti = {c.kunci: c.bukti for c in catatan}
    asing = any(b.pegawai_id != konteks.pegawai_id for daftar in bukti.values() for b in daftar)
    if asing:
        raise KeadaanSkpError(_("Bukti itu milik orang lain."), fix=_("Unggah bukti Anda sendiri."), field="bukti")
    hubungan = KemajuanKerja.bukti.through
    hubungan.objects.bulk_create([hubungan(kemajuankerja_id=b.pk, buktidukung_id=d.pk) for b in baris for d in bukti[b.kunci]])


def segarkan(skp: SKP, periode: Sequence[PeriodeKinerja], rencana: set[int], tambahan: Mapping[date, int]) -> None:
    """Bring attainment and figures up to what was just written, and tell those who watch."""
    beda = capaian.segarkan(rencana, skp.tahun)
    pekan = {h: (n, _beda_orang(kini, n)) for h, n, kini in _jumlah_pekan(skp, tambahan)}
    tersentuh = {p for p in periode for h in tambahan if p.mulai <= h + timedelta(days=6) and h <= p.akhir}
    terakhir = max(tersentuh, key=lambda p: p.kode, default=None)
    umumkan_angka(skp, terakhir, {**{p.pk: dict[str, int]() for p in tersentuh}, **beda}, pekan)


def _jumlah_pekan(skp: SKP, tambahan: Mapping[date, int]) -> list[tuple[date, int, int]]:
    """For each week that changed: its Monday, how many entries more, how many there are now."""
    rows = KemajuanKerja.objects.filter(
        skp=skp, diganti_at__isnull=True, tanggal__gte=min(tambahan), tanggal__lt=max(tambahan) + timedelta(days=7)
    )
    kini = dict(rows.annotate(pekan=TruncWeek("tanggal")).values_list("pekan").annotate(n=Count("pk")))
    return [(hari, n, kini.get(hari, 0)) for hari, n in tambahan.items() if n]


def _beda_orang(kini: int, tambahan: int) -> int:
    """Whether the person now counts among those who recorded in that week, and did not before (or the other way)."""
    return int(kini > 0) - int(kini - tambahan > 0)
