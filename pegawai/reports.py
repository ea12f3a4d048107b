"""Reports on employees as of any day: the rank list (DUK) and the nominative list.

Both read the histories, never today's projection: what held on the day, as known now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    DateField,
    F,
    FilteredRelation,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from akun import kewenangan
from akun.kewenangan import Konteks
from inti import nomor
from inti.pilihan import kamus, kata
from inti.teks import nama_bergelar
from laporan.daftar_laporan import ANGKA, TANGGAL, Kolom, Laporan, Subjek, register
from laporan.forms import ParameterForm
from laporan.penulis.kop import cetak
from organisasi.pohon import UnitPer, pohon_per, turunan
from pegawai.masa_kerja import bulan_pada
from pegawai.models import (
    BERLAKU,
    JenisPegawai,
    Kedudukan,
    NomorPegawai,
    Pegawai,
    Penugasan,
    RiwayatPendidikan,
    TingkatPendidikan,
)
from pegawai.rules import duk, masa_kerja

AKSI, KELOMPOK = "pegawai.laporan", "kepegawaian"
SEKALI_AMBIL = 1000  # rows fetched at a time from the server-side cursor
DI_LUAR = (Kedudukan.PENSIUN, Kedudukan.BERHENTI, Kedudukan.TIDAK_AKTIF)
DALAM_DINAS = [k for k in Kedudukan.values if k not in DI_LUAR]


class DukForm(ParameterForm):
    """Who stands in the list. PNS and PPPK never share one: their ranks can't be compared."""

    JENIS = {
        "pns": (_("PNS"), ["pns"]),
        "pns_cpns": (_("PNS dan CPNS"), ["pns", "cpns"]),
        "pppk": (_("PPPK, daftar tersendiri"), ["pppk"]),
    }
    jenis = forms.ChoiceField(label=_("Pegawai"), choices=[(k, v[0]) for k, v in JENIS.items()], initial="pns")
    cltn = forms.BooleanField(label=_("Sertakan yang sedang cuti di luar tanggungan negara"), required=False)


class NominatifForm(ParameterForm):
    """Who stands in the list."""

    JENIS = {
        "semua": (_("Semua pegawai"), JenisPegawai.values),
        "pns": (_("PNS dan CPNS"), ["pns", "cpns"]),
        "pppk": (_("PPPK"), ["pppk"]),
    }
    jenis = forms.ChoiceField(label=_("Pegawai"), choices=[(k, v[0]) for k, v in JENIS.items()], initial="semua")


# --- rows -----------------------------------------------------------------------------------

NILAI = (
    "nama", "gelar_depan", "gelar_belakang", "nomor_per", "s__jenis", "jenis_kelamin", "tempat_lahir", "tanggal_lahir",
    "g__golongan_id", "g__golongan__pangkat", "tmt_gol", "j__jabatan__nama", "j__tmt_jabatan", "j__jabatan__unit_id",
    "mk", "d__tingkat", "d__nama", "d__tahun_lulus",
)  # fmt: skip


def _list_orang(konteks: Konteks, per: date) -> QuerySet[Any]:
    """People whom `konteks` may report on, with names for what held on `per`; only what is used is joined. No order.

    Aliases: s status, g golongan, j definitive post, d highest education completed by then, n number.
    """

    def pada(riwayat: str, **lebih: Any) -> FilteredRelation:
        syarat = {f"{riwayat}__diganti_at__isnull": True, f"{riwayat}__masa__contains": per}
        return FilteredRelation(riwayat, condition=Q(**syarat, **{f"{riwayat}__{k}": v for k, v in lebih.items()}))

    rows = kewenangan.scope(konteks, AKSI, Pegawai.objects.all(), KELOMPOK)
    return rows.alias(
        s=pada("riwayat_status"),
        g=pada("riwayat_golongan"),
        j=pada("riwayat_jabatan", penugasan=Penugasan.DEFINITIF),
        d=FilteredRelation("riwayat_pendidikan", condition=Q(riwayat_pendidikan__pk__in=Subquery(_pendidikan_tertinggi(per)))),
        n=FilteredRelation("riwayat_nomor", condition=Q(riwayat_nomor__pk__in=Subquery(_nomor_terakhir(per)))),
    )


def _with_keadaan(rows: QuerySet[Pegawai], per: date) -> QuerySet[Pegawai]:
    """The rows of _list_orang with what a report says of each: number, rank, and `mk`, the months of service on `per`."""
    return rows.annotate(
        nomor_per=Coalesce(F("n__nomor"), Value("")),
        tmt_gol=F("g__masa__startswith"),
        mk_sejak=Coalesce(F("g__mk_per"), F("g__masa__startswith"), output_field=DateField()),
        mk_bulan_sejak=Coalesce(F("g__mk_tahun"), 0) * 12 + Coalesce(F("g__mk_bulan"), 0),
    ).annotate(mk=bulan_pada(F("mk_bulan_sejak"), "mk_sejak", per))


def _pendidikan_tertinggi(per: date) -> QuerySet[Any, Any]:
    """The highest education of each person by then: one row a person, found for all of them at once."""
    rows = RiwayatPendidikan.objects.filter(BERLAKU).filter(Q(tahun_lulus__isnull=True) | Q(tahun_lulus__lte=per.year))
    urut = ("pegawai_id", _urutan("tingkat").desc(), F("tahun_lulus").desc(nulls_last=True), "-id")
    return rows.order_by(*urut).distinct("pegawai_id").values("pk")


def _nomor_terakhir(per: date) -> QuerySet[Any, Any]:
    """The number that each person held that day, the latest where there were two."""
    rows = NomorPegawai.objects.filter(masa__contains=per)
    return rows.order_by("pegawai_id", "-masa__startswith", "-id").distinct("pegawai_id").values("pk")


def _urutan(kolom: str) -> Case:
    """Position of an education level among TingkatPendidikan."""
    return Case(
        *(When(**{kolom: t}, then=Value(n)) for n, t in enumerate(TingkatPendidikan.values, 1)),
        default=Value(0),
        output_field=IntegerField(),
    )


def _rows(
    konteks: Konteks, isian: dict[str, Any], jenis: list[str], kedudukan: list[str], pohon: dict[int, UnitPer] | None
) -> QuerySet[Pegawai]:
    rows = _list_orang(konteks, isian["per"]).filter(s__jenis__in=jenis, s__kedudukan__in=kedudukan)
    if isian.get("unit"):
        unit = (pohon or pohon_per(isian["per"])).values()
        rows = rows.filter(j__jabatan__unit_id__in=turunan(unit, isian["unit"].pk))
    return rows


def _tingkat_jabatan() -> Case:
    """Level of the post, as pegawai.rules.duk ranks it: by the functional level, else by the kind."""
    ada = [When(j__jabatan__jenjang=kode, then=Value(n)) for kode, n in duk.TINGKAT_JABATAN.items()]
    jenis = [When(j__jabatan__jenjang="", j__jabatan__jenis=kode, then=Value(n)) for kode, n in duk.TINGKAT_JABATAN.items()]
    return Case(*ada, *jenis, default=Value(0), output_field=IntegerField())


def _tingkat_pendidikan() -> Case:
    return Case(
        *(When(d__tingkat=kode, then=Value(n)) for kode, n in duk.TINGKAT_PENDIDIKAN.items()),
        default=Value(0),
        output_field=IntegerField(),
    )


def urut_duk() -> list[Combinable]:
    """The order of `pegawai.rules.duk.kunci_duk`, said in SQL; a test compares the two. No training data yet."""
    return [
        Coalesce(F("g__golongan__urutan"), 0).desc(),
        F("tmt_gol").asc(nulls_last=True),
        _tingkat_jabatan().desc(),
        F("j__tmt_jabatan").asc(nulls_last=True),
        F("mk").desc(),
        _tingkat_pendidikan().desc(),
        F("d__tahun_lulus").asc(nulls_last=True),
        F("tanggal_lahir").asc(),
        F("pk").asc(),
    ]


def list_duk(konteks: Konteks, isian: dict[str, Any], pohon: dict[int, UnitPer]) -> QuerySet[Pegawai]:
    """The rank list, highest first."""
    return _with_keadaan(rows_duk(konteks, isian, pohon), isian["per"]).order_by(*urut_duk())


def list_nominatif(konteks: Konteks, isian: dict[str, Any], pohon: dict[int, UnitPer]) -> QuerySet[Pegawai]:
    """The nominative list: units from top to bottom, in each the higher posts and ranks first."""
    urutan = Value([u.id for u in sorted(pohon.values(), key=lambda u: u.urutan)], output_field=ArrayField(BigIntegerField()))
    tempat = Func(urutan, F("j__jabatan__unit_id"), function="array_position", output_field=IntegerField())
    return _with_keadaan(rows_nominatif(konteks, isian, pohon), isian["per"]).order_by(
        tempat.asc(nulls_last=True), _tingkat_jabatan().desc(), Coalesce(F("g__golongan__urutan"), 0).desc(), "nama_urut", "pk"
    )


# --- the two reports ------------------------------------------------------------------------

KOLOM_DUK = (
    Kolom(_("No."), 5, ANGKA),
    Kolom(_("Nama"), 33),
    Kolom(_("NIP"), 21, gabung=True),
    Kolom(_("Pangkat, gol. ruang"), 27),
    Kolom(_("TMT pangkat"), 12, TANGGAL, gabung=True),
    Kolom(_("Jabatan"), 33),
    Kolom(_("TMT jabatan"), 12, TANGGAL, gabung=True),
    Kolom(_("Masa kerja, tahun"), 9, ANGKA),
    Kolom(_("Masa kerja, bulan"), 9, ANGKA),
    Kolom(_("Latihan jabatan"), 10),
    Kolom(_("Pendidikan"), 24),
    Kolom(_("Tahun lulus"), 8, ANGKA, gabung=True),
    Kolom(_("Tanggal lahir"), 12, TANGGAL),
    Kolom(_("Usia, tahun"), 7, ANGKA, gabung=True),
    Kolom(_("Unit kerja"), 38),
    Kolom(_("Perangkat daerah"), 36, gabung=True),
)
KOLOM_NOMINATIF = (
    Kolom(_("No."), 5, ANGKA),
    Kolom(_("Nama"), 33),
    Kolom(_("NIP atau NI PPPK"), 21, gabung=True),
    Kolom(_("Jenis"), 7),
    Kolom(_("L/P"), 5, gabung=True),
    Kolom(_("Tempat lahir"), 16),
    Kolom(_("Tanggal lahir"), 12, TANGGAL, gabung=True),
    Kolom(_("Pangkat, gol. ruang"), 27),
    Kolom(_("TMT pangkat"), 12, TANGGAL, gabung=True),
    Kolom(_("Jabatan"), 33),
    Kolom(_("TMT jabatan"), 12, TANGGAL, gabung=True),
    Kolom(_("Masa kerja, tahun"), 9, ANGKA),
    Kolom(_("Masa kerja, bulan"), 9, ANGKA),
    Kolom(_("Pendidikan"), 24),
    Kolom(_("Tahun lulus"), 8, ANGKA, gabung=True),
    Kolom(_("Unit kerja"), 38),
    Kolom(_("Perangkat daerah"), 36, gabung=True),
)
CATATAN_MK = _(
    "Masa kerja golongan dihitung sampai tanggal laporan ini, dalam bulan penuh; cuti di luar tanggungan negara tidak dihitung."
)


CATATAN_KOSONG = _("Sel kosong berarti riwayatnya pada tanggal itu belum dicatat, bukan bahwa tidak ada.")
TANPA = {
    "jabatan": _("%(n)s orang tanpa jabatan tercatat pada hari itu."),
    "pangkat": _("%(n)s orang tanpa pangkat tercatat pada hari itu."),
}
RowsLaporan = Callable[[Konteks, dict[str, Any]], QuerySet[Pegawai]]


def list_catatan(rows: RowsLaporan) -> Callable[[Konteks, dict[str, Any]], list[Any]]:
    """What the reader of such a list must know; of how many people post or rank isn't recorded on that day. One query."""

    def catatan(konteks: Konteks, isian: dict[str, Any]) -> list[Any]:
        n = rows(konteks, isian).aggregate(
            jabatan=Count("pk", filter=Q(j__jabatan__isnull=True)),
            pangkat=Count("pk", filter=Q(g__golongan__isnull=True)),
        )
        kurang = [teks % {"n": cetak(n[apa])} for apa, teks in TANPA.items() if n[apa]]
        return [CATATAN_MK, CATATAN_KOSONG, *kurang]

    return catatan


def iter_duk(konteks: Konteks, isian: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Rows of the rank list, streamed. Three queries whatever the size."""
    pohon = pohon_per(isian["per"])
    for no, o in enumerate(_alirkan(list_duk(konteks, isian, pohon)), 1):
        yield (
            no, _nama(o), nomor.kelompokkan(o["nomor_per"]), _pangkat(o), o["tmt_gol"], o["j__jabatan__nama"], o["j__tmt_jabatan"],
            *_masa_kerja(o), "", _pendidikan(o), o["d__tahun_lulus"], o["tanggal_lahir"], masa_kerja.usia(o["tanggal_lahir"], isian["per"]),
            *_unit(o, pohon),
        )  # fmt: skip


def iter_nominatif(konteks: Konteks, isian: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Rows of the nominative list, streamed. Three queries whatever the size."""
    pohon, jenis = pohon_per(isian["per"]), kamus(JenisPegawai)
    for no, o in enumerate(_alirkan(list_nominatif(konteks, isian, pohon)), 1):
        yield (
            no, _nama(o), nomor.kelompokkan(o["nomor_per"]), jenis[o["s__jenis"]], "P" if o["jenis_kelamin"] == "wanita" else "L",
            o["tempat_lahir"], o["tanggal_lahir"], _pangkat(o), o["tmt_gol"], o["j__jabatan__nama"], o["j__tmt_jabatan"],
            *_masa_kerja(o), _pendidikan(o), o["d__tahun_lulus"], *_unit(o, pohon),
        )  # fmt: skip


def rows_duk(konteks: Konteks, isian: dict[str, Any], pohon: dict[int, UnitPer] | None = None) -> QuerySet[Pegawai]:
    """The people in the rank list. No order. `pohon` is the tree of that day, where it is known already."""
    kedudukan = [k for k in DALAM_DINAS if k != Kedudukan.CLTN or isian.get("cltn")]
    return _rows(konteks, isian, DukForm.JENIS[isian["jenis"]][1], kedudukan, pohon)


def rows_nominatif(konteks: Konteks, isian: dict[str, Any], pohon: dict[int, UnitPer] | None = None) -> QuerySet[Pegawai]:
    """The people in the nominative list. No order. `pohon` as above."""
    return _rows(konteks, isian, NominatifForm.JENIS[isian["jenis"]][1], DALAM_DINAS, pohon)


def _alirkan(rows: QuerySet[Any]) -> Iterator[dict[str, Any]]:
    hasil: Iterator[dict[str, Any]] = rows.values(*NILAI).iterator(chunk_size=SEKALI_AMBIL)
    return hasil


def _nama(o: dict[str, Any]) -> str:
    return nama_bergelar(o["gelar_depan"], o["nama"], o["gelar_belakang"])


def _pangkat(o: dict[str, Any]) -> str:
    kode, pangkat = o["g__golongan_id"] or "", o["g__golongan__pangkat"]
    return f"{pangkat}, {kode}" if pangkat else kode


def _masa_kerja(o: dict[str, Any]) -> tuple[int, int] | tuple[None, None]:
    """Years and months; nothing, rather than none, for whom no rank is known on that day."""
    return divmod(o["mk"], 12) if o["g__golongan_id"] else (None, None)


def _pendidikan(o: dict[str, Any]) -> str:
    return o["d__nama"] or kata(TingkatPendidikan, o["d__tingkat"])


def _unit(o: dict[str, Any], pohon: dict[int, UnitPer]) -> tuple[str, str]:
    unit = pohon.get(o["j__jabatan__unit_id"])
    return (unit.nama, unit.opd) if unit else ("", "")


def daftarkan() -> None:
    """Put both into the catalogue."""
    register(
        Laporan(
            "duk",
            _("Daftar urut kepangkatan"),
            _("Urutan pegawai dari pangkat tertinggi, per tanggal yang Anda pilih."),
            aksi=AKSI,
            kelompok=KELOMPOK,
            kolom=KOLOM_DUK,
            baris=iter_duk,
            subjek=Subjek(KELOMPOK, rows_duk),
            isian=DukForm,
            catatan=list_catatan(rows_duk),
            bertanda_tangan=True,
            dasar=_(
                "Disusun menurut PP 15/1979: pangkat, TMT pangkat, jabatan, TMT jabatan, masa kerja, latihan jabatan, pendidikan, usia."
            ),
        )
    )
    register(
        Laporan(
            "nominatif",
            _("Daftar nominatif"),
            _("Semua pegawai per unit kerja, per tanggal yang Anda pilih."),
            aksi=AKSI,
            kelompok=KELOMPOK,
            kolom=KOLOM_NOMINATIF,
            baris=iter_nominatif,
            subjek=Subjek(KELOMPOK, rows_nominatif),
            isian=NominatifForm,
            catatan=list_catatan(rows_nominatif),
            bertanda_tangan=True,
        )
    )
