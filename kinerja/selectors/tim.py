"""The board of a superior: their people, who may need help first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Avg, Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from akun import kewenangan
from akun.kewenangan import Konteks
from kinerja.models import SKP, CapaianRHK, EvaluasiPeriodik, KemajuanKerja, PeriodeKinerja, RencanaHasilKerja, StatusSKP
from pegawai.models import Pegawai

# Without an entry for this many days somebody is asked kindly whether something stands in the way.
SEPI_HARI = 14


# How somebody stands, whoever may need help first. A judgement is no state: it stands beside it, and the order stays.
KEADAAN = (
    "perlu_bantuan", "tertinggal", "menunggu", "belum_mencatat", "dikembalikan", "belum_skp", "belum_lengkap", "sesuai",
)  # fmt: skip


@dataclass(frozen=True)
class BarisTim:
    """One person on the board.

    keadaan     a code of KEADAAN, the worst of their results first; `urutan` puts who needs help first
    tertinggal  results recorded in the quarter that are behind; `tanpa` those on which nothing was recorded
    mutakhir    recorded within the last two weeks
    """

    pegawai: Any
    keadaan: str
    urutan: int
    persen: float
    tertinggal: int
    tanpa: int
    sepakat: bool
    mutakhir: bool

    @property
    def dinilai(self) -> bool:
        """Whether this quarter was judged. Everybody is either this, or `belum_dinilai`, or `tanpa_skp`."""
        return bool(self.pegawai.predikat)

    @property
    def belum_dinilai(self) -> bool:
        """Whether the reader has yet to judge this quarter; `list_belum_dinilai` asks the same of the database."""
        return self.sepakat and not self.dinilai

    @property
    def tanpa_skp(self) -> bool:
        """Whether there is nothing to judge in this quarter: no SKP was agreed."""
        return not self.sepakat and not self.dinilai


# Behind which figure of the board somebody stands; the words follow 'orang yang'.
SARINGAN: dict[str, tuple[Callable[[BarisTim], bool], Any]] = {
    "disepakati": (lambda b: b.sepakat, _("SKP-nya disepakati")),
    "tercatat": (lambda b: b.sepakat and b.pegawai.bercatatan > 0, _("hasil kerjanya sudah dicatat")),
    "mencatat": (lambda b: b.sepakat and b.mutakhir, _("mencatat dua pekan ini")),
    "dinilai": (lambda b: b.dinilai, _("sudah dinilai")),
    "belum": (lambda b: b.belum_dinilai, _("belum dinilai")),
    "tanpa_skp": (lambda b: b.tanpa_skp, _("belum punya SKP yang disepakati")),
}
# The same of a quarter that is over, where today's words would lie: the SKP may have been agreed since.
KATA_LAMPAU = {"tanpa_skp": _("tidak punya SKP yang disepakati pada triwulan itu")}


def kata_saringan(hanya: str, *, lampau: bool) -> str:
    """Behind which figure these people stand, after 'orang yang'; '' for everybody."""
    kata = {k: kata for k, (_uji, kata) in SARINGAN.items()} | (KATA_LAMPAU if lampau else {})
    return str(kata[hanya]) if hanya else ""


@dataclass(frozen=True)
class Papan:
    """The people of one superior, ordered for talking: who may need help first, then who waits, then who is on the way."""

    baris: list[BarisTim]

    @property
    def jumlah(self) -> dict[str, int]:
        """Figures above the list. Results count where something was recorded on them in the quarter."""
        aktif = [b for b in self.baris if b.sepakat]
        return {
            "orang": len(self.baris),
            "disepakati": len(aktif),
            "hasil": sum(b.pegawai.bercatatan for b in aktif),
            "sesuai": sum(b.pegawai.sesuai for b in aktif),
            "tanpa": sum(b.tanpa for b in aktif),
            "mencatat": sum(b.mutakhir for b in aktif),
            "dinilai": sum(b.dinilai for b in self.baris),
            "belum_dinilai": len(self.belum_dinilai),
            "tanpa_skp": sum(b.tanpa_skp for b in self.baris),
        }

    def saring(self, hanya: str) -> list[BarisTim]:
        """Who stands behind this figure; everybody without one."""
        return [b for b in self.baris if SARINGAN[hanya][0](b)] if hanya else self.baris

    @property
    def belum_dinilai(self) -> list[BarisTim]:
        """Who has yet to be judged, whoever may need help first: `list_belum_dinilai` in the order of the board."""
        return [b for b in self.baris if b.belum_dinilai]

    @property
    def menunggu(self) -> list[BarisTim]:
        """Whose SKP waits for a decision."""
        return [b for b in self.baris if b.keadaan == "menunggu"]


def list_tim(konteks: Konteks, periode: PeriodeKinerja) -> QuerySet[Pegawai]:
    """People whom `konteks` leads, with how they stood by the end of the quarter, or today. One query.

    Whoever stands in for a superior doesn't read how these people do: the right `kinerja.tim` is not delegated.
    """
    skp = SKP.objects.filter(pegawai=OuterRef("pk"), tahun=periode.tahun)
    hasil = RencanaHasilKerja.objects.filter(skp__pegawai=OuterRef("pk"), skp__tahun=periode.tahun)
    capaian = CapaianRHK.objects.filter(rencana__skp__pegawai=OuterRef("pk"), periode=periode)
    catatan = KemajuanKerja.objects.filter(
        skp__pegawai=OuterRef("pk"), tanggal__gte=date(periode.tahun, 1, 1), diganti_at__isnull=True
    )
    catatan = catatan.filter(skp__tahun=periode.tahun, tanggal__lt=periode.masa.upper)
    evaluasi = EvaluasiPeriodik.objects.filter(pegawai=OuterRef("pk"), periode=periode, diganti_at__isnull=True)
    rows = kewenangan.scope(konteks, "kinerja.tim", Pegawai.objects.select_related("jabatan", "unit").bertugas())
    return rows.annotate(
        skp_kode=Subquery(skp.values("kode")[:1]),
        skp_status=Subquery(skp.values("status")[:1]),
        skp_versi=Subquery(skp.values("versi")[:1]),
        skp_disepakati=Subquery(skp.values("disepakati")[:1]),
        skp_diajukan=Subquery(skp.values("diajukan")[:1]),
        hasil=_jumlah(hasil, Count("pk")),
        sesuai=_jumlah(capaian, Count("pk", filter=Q(sesuai=True))),
        bercatatan=_jumlah(capaian, Count("pk")),
        persen=Subquery(capaian.order_by().values("periode").annotate(n=Avg("persen")).values("n")[:1]),
        terakhir=Subquery(catatan.order_by().values("skp__tahun").annotate(n=Max("tanggal")).values("n")[:1]),
        predikat=Subquery(evaluasi.values("predikat")[:1]),
        evaluasi_kode=Subquery(evaluasi.values("kode")[:1]),
    ).order_by("nama_urut", "pk")


def _jumlah(rows: QuerySet[Any], hitung: Count) -> Coalesce:
    """A count per person; rows are grouped by nothing but the outer reference."""
    return Coalesce(Subquery(rows.order_by().annotate(satu=F("pk") * 0).values("satu").annotate(n=hitung).values("n")[:1]), 0)


def susun_papan(tim: list[Any], periode: PeriodeKinerja, per: date) -> Papan:
    """The board of the rows of `list_tim`, on the day `per`."""
    baris = (_baris(p, periode, per) for p in tim)
    return Papan(sorted(baris, key=lambda b: (b.urutan, -b.tertinggal, b.persen, b.pegawai.nama_urut)))


def _baris(p: Any, periode: PeriodeKinerja, per: date) -> BarisTim:
    lampau = periode.akhir < per
    sepakat = p.skp_status == StatusSKP.DISEPAKATI and (p.skp_disepakati <= periode.akhir or p.bercatatan > 0)
    mutakhir = p.terakhir is not None and p.terakhir >= per - timedelta(days=SEPI_HARI)
    keadaan = _keadaan_lalu(p, sepakat=sepakat) if lampau else _keadaan(p, mutakhir=mutakhir)
    return BarisTim(
        pegawai=p,
        keadaan=keadaan,
        urutan=KEADAAN.index(keadaan),
        persen=float(p.persen or 0),
        tertinggal=p.bercatatan - p.sesuai,
        tanpa=max(p.hasil - p.bercatatan, 0) if sepakat else 0,
        sepakat=sepakat,
        mutakhir=mutakhir,
    )


def _keadaan(p: Any, *, mutakhir: bool) -> str:
    """How somebody stands today: by the worst of their results, judged or not."""
    if p.skp_status == StatusSKP.DIAJUKAN:
        return "menunggu"
    if p.skp_status == StatusSKP.DIKEMBALIKAN:
        return "dikembalikan"
    if p.skp_status != StatusSKP.DISEPAKATI:
        return "belum_skp"
    if p.bercatatan and p.sesuai * 2 < p.bercatatan:
        return "perlu_bantuan"
    if p.sesuai < p.bercatatan:
        return "tertinggal"
    if not mutakhir:
        return "belum_mencatat"
    return "belum_lengkap" if p.bercatatan < p.hasil else "sesuai"


def _keadaan_lalu(p: Any, *, sepakat: bool) -> str:
    """How somebody stood at the end of a quarter that is over: nothing of it waits, and nobody is asked for help."""
    if not sepakat:
        return "belum_skp"
    if p.sesuai < p.bercatatan:
        return "tertinggal"
    if not p.bercatatan:
        return "belum_mencatat"
    return "belum_lengkap" if p.bercatatan < p.hasil else "sesuai"
