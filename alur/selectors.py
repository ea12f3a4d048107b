"""Reading cases: what waits for whom, where a case stands, who holds it, and its trail in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.db.models import DateField, Exists, F, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from akun import kewenangan, pembacaan
from akun.kewenangan import Konteks, Mewakili
from akun.peran import Peran
from akun.petugas import list_satu_tangan
from alur import kait, pemegang, proses
from alur.models import Jejak, JenisPemegang, Pemegang
from alur.proses import Keadaan, Kolam, Langkah, Proses
from inti import tulisan
from inti.teks import awal_kecil
from inti.tugas import hitung_lewat

M = TypeVar("M", bound=Model)
AMBIL_ALIH, KEMBALI = "ambil_alih", "kembali_ke_atasan"  # steps of every process that names who may take over
PINDAH_MEJA = "pindah_meja"  # no step: its owner has another superior (alur.alih.follow_superiors)
TUJUAN_JEJAK = gettext_noop("Membaca perjalanan perkara")


# --- what waits for me -----------------------------------------------------------------------------------


def milik(konteks: Konteks) -> Q:
    """The condition on Pemegang that a case lies with `konteks` now: as owner, as superior (or in their stead), as officer."""
    if not konteks.masuk:
        return Q(pk__in=[])
    q = _kolam(konteks)
    if konteks.pegawai_kode:
        q |= Q(jenis=JenisPemegang.PEMILIK.value, orang_kode=konteks.pegawai_kode)
    bawahan = kait.susunan().list_bawahan(konteks)
    return q if bawahan is None else q | Q(jenis=JenisPemegang.ATASAN, orang_kode__in=bawahan)


def _kolam(konteks: Konteks) -> Q:
    """Cases of the pools to which a role belongs; never one's own."""
    petugas = konteks.petugas.bukan_atasan  # a superior holds by being the superior
    bagian = []
    for izin in list_izin_kolam():
        for jalur in kewenangan.list_jalur(petugas, izin):
            di_bawah = Q(izin=izin, unit__jalur__startswith=jalur) & ~Q(kecuali__jalur__startswith=jalur)
            bagian.append(di_bawah if jalur else Q(izin=izin))
    if not bagian:
        return Q(pk__in=[])
    sendiri = Q(orang_kode=konteks.pegawai_kode) if konteks.pegawai_kode else Q(pk__in=[])
    return Q(jenis=JenisPemegang.KOLAM) & reduce(or_, bagian) & ~(sendiri | _terlibat(konteks))


def _terlibat(konteks: Konteks) -> Q:
    """Cases of which `konteks` took a step after which another pair of eyes is asked for."""
    milik = Jejak.objects.filter(proses=OuterRef("proses"), kode=OuterRef("kode"), oleh=konteks.pengguna)
    bagian = [
        Q(Exists(milik.filter(aksi__in=bukan)), proses=p.nama, keadaan=k.kode)
        for p in proses.daftar()
        for k in p.keadaan
        if isinstance(k.pemegang, Kolam) and (bukan := p.list_bukan(k.kode, k.pemegang.izin))
    ]
    return reduce(or_, bagian, Q(pk__in=[]))


def list_izin_kolam() -> list[str]:
    """The rights by which officers hold cases, over all processes, taking over included."""
    kolam = {i for p in proses.daftar() for k in p.keadaan if isinstance(k.pemegang, Kolam) for i in k.pemegang.semua_izin}
    return sorted(kolam | {p.ambil_alih for p in proses.daftar() if p.ambil_alih})


def list_menunggu(konteks: Konteks) -> QuerySet[Pemegang]:
    """Everything that waits for `konteks`, over all processes; no order. `batas`: the last day, far away where there is none."""
    batas = Coalesce("tenggat", Value(date.max), output_field=DateField())
    return Pemegang.objects.filter(milik(konteks)).annotate(batas=batas)


# --- one case --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Posisi:
    """Where a case stands: its state, who holds it since when, until when, what comes next, and what the reader may do.

    alih   the reader may take it over from its superior, or give it back: on the page of the case
    wakil  the mandate by which the reader holds it
    """

    proses: Proses
    keadaan: Keadaan
    pemegang: Pemegang | None
    siapa: list[str]
    langkah: list[Langkah]
    lewat: int
    alih: bool = False
    wakil: Mewakili | None = None

    @property
    def sejak(self) -> datetime | None:
        """Since when it lies there."""
        return pemegang.sejak(self.pemegang, self.wakil) if self.pemegang else None

    @property
    def diajukan(self) -> datetime | None:
        """When it was handed in, where it lay at another desk since then."""
        return self.pemegang.sejak_at if self.pemegang and self.pemegang.sejak_at != self.sejak else None

    @property
    def nanti(self) -> str:
        """What comes next; who does it, where officers have taken it from the superior whom the state names."""
        if self.pemegang and self.pemegang.diambil_alih_at:
            return _("Petugas yang memegangnya memutuskan sebagai ganti atasan, lalu pemiliknya diberi tahu.")
        return str(self.keadaan.nanti)

    @property
    def tenggat(self) -> date | None:
        """The last day, where one is set."""
        return self.pemegang.tenggat if self.pemegang else None


def get_posisi(konteks: Konteks, jenis: Proses, objek: Any) -> Posisi:
    """Where a case stands, for somebody who may see it. Constant queries."""
    keadaan = jenis.get_keadaan(getattr(objek, jenis.kolom))
    baris = Pemegang.objects.select_related("unit", "kecuali").filter(proses=jenis.nama, kode=objek.kode).first()
    return Posisi(
        proses=jenis,
        keadaan=keadaan,
        pemegang=baris,
        siapa=pemegang.list_pemegang(baris, konteks.per) if baris else [],
        langkah=list_langkah(konteks, jenis, objek, diambil=bool(baris and baris.diambil_alih_at)),
        lewat=hitung_lewat(baris.tenggat, konteks.per) if baris else 0,
        alih=bisa_ambil_alih(konteks, jenis, objek, baris) or bisa_kembalikan(konteks, jenis, objek, baris),
        wakil=pemegang.list_mandat([baris], konteks).get(baris.orang_kode) if baris else None,
    )


def list_diambil_alih(nama: str) -> QuerySet[Pemegang]:
    """Cases that officers have taken from a superior: whoever leads their owner decides them no more."""
    return Pemegang.objects.filter(proses=nama, diambil_alih_at__isnull=False)


def list_bisa(konteks: Konteks, nama: str, izin: str, rows: QuerySet[M]) -> QuerySet[M]:
    """Those subjects of a process on which `konteks` may do `izin` now: see `sebagai_pemegang`."""
    diambil = Q(kode__in=list_diambil_alih(nama).values("kode"))
    siapa = {ya: sebagai_pemegang(konteks, proses.get(nama), izin, diambil=ya) for ya in (False, True)}
    bagian = [(kewenangan.syarat(siapa[False], izin), ~diambil), (kewenangan.syarat(siapa[True], izin), diambil)]
    return rows.filter(reduce(or_, [q & batas for q, batas in bagian if q is not None], Q(pk__in=[])))


def sebagai_pemegang(konteks: Konteks, jenis: Proses, izin: str, *, diambil: bool) -> Konteks:
    """As whom `konteks` acts on a case that lies with a superior, or that officers have taken from one (`diambil`).

    As officer only where they took it, so with a reason in the trail; what a superior decides, only as one who leads.
    """
    if diambil or not konteks.masuk:  # the system itself leads nobody
        return konteks.bukan_atasan
    return konteks.hanya_atasan if izin == jenis.ambil_alih != "" else konteks


def bisa_ambil_alih(konteks: Konteks, jenis: Proses, objek: Any, baris: Pemegang | None) -> bool:
    """Whether `konteks` may take a case over from the superior who holds it. At most two queries."""
    if baris is None or baris.jenis != JenisPemegang.ATASAN or not jenis.ambil_alih:
        return False
    if jenis.orang(objek) == konteks.pegawai_kode != "" or is_pemegang(konteks, jenis, objek.kode):
        return False
    return kewenangan.allows(konteks.petugas, jenis.ambil_alih, objek)


def bisa_kembalikan(konteks: Konteks, jenis: Proses, objek: Any, baris: Pemegang | None) -> bool:
    """Whether `konteks` may give a case back to the superior from whom it was taken. At most one query."""
    if baris is None or not baris.diambil_alih_at or jenis.orang(objek) == konteks.pegawai_kode != "":
        return False
    return kewenangan.allows(konteks.petugas, jenis.ambil_alih, objek)


def list_langkah(
    konteks: Konteks, jenis: Proses, objek: Any, izin: set[str] | None = None, *, diambil: bool = False
) -> list[Langkah]:
    """The steps that `konteks` may take now: what draws the buttons is what the step itself asks. One query, two with four eyes.

    izin     what kewenangan.may answered, where the page has asked that already: then one query less
    diambil  whether officers have taken the case from the superior
    """
    calon = [langkah for langkah in jenis.langkah_untuk(objek) if not langkah.sistem]
    if not calon:
        return []
    bukan = tuple(dict.fromkeys(aksi for langkah in calon for aksi in langkah.bukan))
    if ikut := list_terlibat(konteks, jenis, [objek.kode], bukan):
        calon = [langkah for langkah in calon if not ikut.intersection(langkah.bukan)]
    izin = _izin(konteks, jenis, objek, diambil=diambil) if izin is None else izin
    if konteks.mewakili and not all(langkah.wakil for langkah in calon):
        sendiri = _izin(konteks.sendiri, jenis, objek, diambil=diambil)
        return [langkah for langkah in calon if langkah.izin in (izin if langkah.wakil else sendiri)]
    return [langkah for langkah in calon if langkah.izin in izin]


def _izin(konteks: Konteks, jenis: Proses, objek: Any, *, diambil: bool) -> set[str]:
    izin = kewenangan.may(sebagai_pemegang(konteks, jenis, "", diambil=diambil), objek)
    if diambil or jenis.ambil_alih not in izin:
        return izin
    siapa = sebagai_pemegang(konteks, jenis, jenis.ambil_alih, diambil=False)
    return izin if kewenangan.allows(siapa, jenis.ambil_alih, objek) else izin - {jenis.ambil_alih}


def list_terlibat(konteks: Konteks, jenis: Proses, kode: Iterable[str], aksi: tuple[str, ...]) -> set[str]:
    """Those of these steps that `konteks` took with one of these cases, or an account that is no second pair of eyes beside theirs.

    Three queries, none where nothing is asked.
    """
    if not aksi or not konteks.masuk:
        return set()
    tangan = {konteks.pengguna.pk, *list_satu_tangan(konteks.pengguna)}
    rows = Jejak.objects.filter(proses=jenis.nama, kode__in=list(kode), aksi__in=aksi, oleh__in=tangan)
    return set(rows.values_list("aksi", flat=True))


# --- the trail -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Titik:
    """One line of the trail in words."""

    jejak: Jejak
    judul: str
    keadaan: Keadaan | None
    latar: bool = False

    @property
    def siapa(self) -> str:
        """Who, as what, in whose stead; '' for somebody who left no name."""
        jejak = self.jejak
        if not jejak.oleh_nama:
            return _("sistem") if jejak.sebagai == "sistem" else ""
        siapa = f"{jejak.oleh_nama} ({jejak.jabatan})" if jejak.jabatan else jejak.oleh_nama
        if self.latar:
            return _("sistem, untuk %(siapa)s") % {"siapa": siapa}
        if not jejak.untuk_nama:
            return siapa
        return _("%(siapa)s, atas nama %(untuk)s menurut %(surat)s") % {
            "siapa": siapa, "untuk": jejak.untuk_nama, "surat": jejak.surat,
        }  # fmt: skip


def list_jejak(jenis: Proses, kode: str) -> list[Titik]:
    """The trail of a case, oldest first. One query."""
    baris = Jejak.objects.select_related("unit").filter(proses=jenis.nama, kode=kode).order_by("pk")
    return [_titik(jenis, b) for b in baris]


def buka_jejak(konteks: Konteks, jenis: Proses, objek: Any) -> list[Titik]:
    """The trail of a case, for somebody who may see it, with a receipt to whom it is about before its reasons are read.

    Its owner and whoever holds it need none, nor does a trail that gives no reasons. At most three queries.
    """
    jejak = list_jejak(jenis, objek.kode)
    kelompok = jenis.get_kelompok(objek)
    if kelompok and any(t.jejak.alasan for t in jejak) and not is_pemegang(konteks, jenis, objek.kode):
        pembacaan.buka_daftar(konteks, [objek], kelompok, TUJUAN_JEJAK, kode=jenis.orang)
    return jejak


def is_pemegang(konteks: Konteks, jenis: Proses, kode: str) -> bool:
    """Whether a case lies with `konteks` now. One query."""
    return Pemegang.objects.filter(milik(konteks), proses=jenis.nama, kode=kode).exists()


def kata_keadaan(jenis: Proses, objek: Any) -> str:
    """Where a case stands, in a sentence that names nobody. No query."""
    return _("Keadaannya sekarang: %(keadaan)s.") % {"keadaan": _nama_keadaan(jenis, objek)}


def _nama_keadaan(jenis: Proses, objek: Any) -> str:
    return awal_kecil(str(jenis.get_keadaan(getattr(objek, jenis.kolom)).teks))


def kata_kini(jenis: Proses, objek: Any, konteks: Konteks | None = None) -> str:
    """Where a case stands since when and by whose step, in a sentence, for somebody who may read its trail. One query.

    konteks   who reads it, where that is known: their own step is told as theirs
    """
    terakhir = get_langkah_akhir(jenis, objek.kode)
    if terakhir is None:
        return kata_keadaan(jenis, objek)
    isi = {
        "keadaan": _nama_keadaan(jenis, objek),
        "saat": tulisan.waktu(terakhir.pada_at),
        "siapa": _titik(jenis, terakhir).siapa,
    }
    if konteks and konteks.masuk and terakhir.oleh_id == konteks.pengguna.pk:
        return _("Keadaannya sekarang: %(keadaan)s, oleh Anda sendiri pada %(saat)s.") % isi
    if not isi["siapa"]:
        return _("Keadaannya sekarang: %(keadaan)s, sejak %(saat)s.") % isi
    return _("Keadaannya sekarang: %(keadaan)s, oleh %(siapa)s pada %(saat)s.") % isi


def get_langkah_akhir(jenis: Proses, kode: str) -> Jejak | None:
    """The last step that was taken with a case. One query."""
    rows = Jejak.objects.filter(proses=jenis.nama, kode=kode).exclude(aksi=PINDAH_MEJA)
    return rows.order_by("-pk").first()


def _titik(jenis: Proses, jejak: Jejak) -> Titik:
    langkah = _langkah_jejak(jenis, jejak)
    return Titik(jejak, kata_langkah(jenis, jejak), _keadaan(jenis, jejak.ke), latar=bool(langkah and langkah.latar))


def kata_langkah(jenis: Proses, jejak: Jejak) -> str:
    """What was done, in the words of the step itself: never guessed from the states before and after."""
    if jejak.aksi == AMBIL_ALIH:
        return _("Diambil alih petugas (%(peran)s)") % {"peran": dict(Peran.choices).get(jejak.sebagai, jejak.sebagai)}
    if jejak.aksi == KEMBALI:
        return _("Dikembalikan kepada atasan (%(peran)s)") % {"peran": dict(Peran.choices).get(jejak.sebagai, jejak.sebagai)}
    if jejak.aksi == PINDAH_MEJA:
        atasan = jejak.data.get("atasan") or _("belum ada")
        return _("Berpindah meja: atasannya sekarang %(atasan)s") % {"atasan": atasan}
    langkah = _langkah_jejak(jenis, jejak)
    # Words for data that an older line doesn't have stay empty: a trail is always readable.
    return str(langkah.sudah) % defaultdict(str, jejak.data) if langkah else jejak.aksi


def _langkah_jejak(jenis: Proses, jejak: Jejak) -> Langkah | None:
    """The step of a line; where the table has changed since, the same step from elsewhere still has its words."""
    return jenis.cari_langkah(jejak.aksi, jejak.dari) or next((item for item in jenis.langkah if item.aksi == jejak.aksi), None)


def _keadaan(jenis: Proses, kode: str) -> Keadaan | None:
    return next((k for k in jenis.keadaan if k.kode == kode), None)


def get_objek(konteks: Konteks, jenis: Proses, kode: str) -> Model | None:
    """The subject of a case, for somebody who may see it. One query."""
    rows = kewenangan.scope(konteks, jenis.lihat, jenis.get_model()._default_manager.select_related(*jenis.muat))
    return rows.filter(kode=kode).first()


def list_menyimpang(jenis: Proses) -> list[tuple[str, str, str]]:
    """Cases whose holder doesn't fit the subject's state: (code, state, held state), '' for none. Two queries; empty when all is well."""
    dipegang: Mapping[str, str] = dict(Pemegang.objects.filter(proses=jenis.nama).values_list("kode", "keadaan"))
    harus = [k.kode for k in jenis.keadaan if k.pemegang]
    kini = dict(jenis.get_model()._default_manager.annotate(_k=F(jenis.kolom)).filter(_k__in=harus).values_list("kode", "_k"))
    semua = sorted(set(dipegang) | set(kini))
    return [(k, kini.get(k, ""), dipegang.get(k, "")) for k in semua if kini.get(k) != dipegang.get(k)]
