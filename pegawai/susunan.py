"""The organisation as the process engine asks for it: who leads whom, who stands in for whom, on the day of the question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Case, DateField, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat
from django.urls import reverse

from akun import kewenangan
from akun.kait import Sebutan
from akun.kewenangan import Konteks, Mewakili
from alur import proses
from alur.kait import AtasNama, Orang, Pemimpin, TitipanUsai, UsaiMemimpin, Wakil
from alur.models import Jejak
from alur.selectors import kata_langkah
from inti import waktu
from inti.kueri import Kueri
from inti.nomor import kelompokkan
from kabar.models import Penerimaan
from organisasi.models import PejabatNonAsn, UnitKerja
from pegawai import riwayat
from pegawai.kabar import sebut_seorang
from pegawai.models import Delegasi, Kedudukan, Pegawai
from pegawai.models.delegasi import BERLAKU_DELEGASI
from pegawai.models.pegawai import TIDAK_BERTUGAS
from pegawai.models.riwayat import SEMENTARA, RiwayatJabatan

REKAN_MAKS = 200  # what a list on a phone still bears

# The person behind the account `p`, whether somebody has them as superior, and for whom they stand in on %(per)s:
# akun.identitas joins it to the session. Only an active person is anybody's superior: study, unpaid leave, suspension,
# MPP and retirement take the post away (see proyeksi). The rights end with the status, not with the next refresh of
# everybody's superior.
SQL_ORANG = f"""
SELECT o.id AS pegawai_id, o.kode, o.unit_id, u.jalur,
       o.kedudukan NOT IN ({", ".join(f"'{k.value}'" for k in TIDAK_BERTUGAS)}) AS bertugas,
       o.kedudukan = 'aktif' AND EXISTS (SELECT FROM pegawai_pegawai b WHERE b.atasan_id = o.id) AS atasan,
       CASE WHEN o.kedudukan = 'aktif' THEN (
           SELECT json_agg(json_build_array(coalesce(a.nama, j.sebutan, ''), d.surat, upper(d.masa) - 1, d.dari_id, d.dari_pejabat_id,
                                            lower(d.masa)) ORDER BY d.id)
           FROM pegawai_delegasi d LEFT JOIN pegawai_pegawai a ON a.id = d.dari_id
           LEFT JOIN organisasi_pejabatnonasn j ON j.id = d.dari_pejabat_id
           WHERE d.kepada_id = o.id AND d.dicabut_at IS NULL AND d.masa @> %(per)s::date) END AS mewakili
FROM pegawai_pegawai o LEFT JOIN organisasi_unitkerja u ON u.id = o.unit_id WHERE o.akun_id = p.id
"""  # noqa: S608  # made of the codes of our own model


def berlaku_pada(per: date) -> Q:
    """Mandates that count on a day."""
    return BERLAKU_DELEGASI & Q(masa__contains=per)


def dipimpin(konteks: Konteks, kolom: str = "") -> Q:
    """People whom `konteks` leads: as their superior, as an official who is no employee, or in the stead of one of these.

    kolom   the way to the person, e.g. 'pegawai__'; '' on Pegawai itself. Never oneself.
    """
    if not konteks.pegawai_id:
        return Q(**{f"{kolom}atasan_pejabat__akun": konteks.pengguna.pk}) if konteks.masuk else Q(pk__in=[])
    sendiri = Q(**{f"{kolom}atasan": konteks.pegawai_id})
    return sendiri | diwakili(konteks, kolom) if konteks.mewakili else sendiri


def diwakili(konteks: Konteks, kolom: str = "") -> Q:
    """Of these the people whom `konteks` leads in somebody else's stead. Never oneself."""
    orang = Q(**{f"{kolom}atasan__in": [m.pegawai_id for m in konteks.mewakili if m.pegawai_id]})
    pejabat = Q(**{f"{kolom}atasan_pejabat__in": [m.pejabat_id for m in konteks.mewakili if m.pejabat_id]})
    return (orang | pejabat) & ~Q(**{f"{kolom}pk": konteks.pegawai_id})


def wakil_dari(konteks: Konteks, orang: Pegawai) -> Mewakili | None:
    """By which mandate `konteks` decides about a person; None for one's own team, oneself, and strangers. No query."""
    if konteks.pegawai_id in (orang.pk, orang.atasan_id):
        return None
    return next(
        (
            m
            for m in konteks.mewakili
            if (m.pegawai_id and m.pegawai_id == orang.atasan_id) or (m.pejabat_id and m.pejabat_id == orang.atasan_pejabat_id)
        ),
        None,
    )


class Susunan:
    """Answers of alur.kait."""

    def list_orang(self, kode: Iterable[str]) -> Mapping[str, Orang]:
        """The people behind these codes. One query."""
        rows = Pegawai.objects.select_related("jabatan", "unit").filter(kode__in=list(kode))
        orang: Iterable[Any] = rows.annotate(sementara=sementara("pk", waktu.today()))
        return {p.kode: _orang(p, p.sementara) for p in orang}

    def list_atasan(self, kode: Iterable[str], per: date) -> Mapping[str, Pemimpin]:
        """Their superiors by today's projection, with who stands in for them on `per`. Two queries."""
        rows = Pegawai.objects.select_related("atasan__jabatan", "atasan__unit", "atasan_pejabat").filter(kode__in=list(kode))
        orang: list[Any] = list(rows.annotate(sementara=sementara("atasan", per)))
        wakil = _list_wakil([p.atasan_id for p in orang], [p.atasan_pejabat_id for p in orang], per)
        return {p.kode: pimpinan for p in orang if (pimpinan := _pimpinan(p, wakil))}

    def list_bawahan(self, konteks: Konteks) -> QuerySet[Any, str] | None:
        """Codes of the people whom `konteks` leads, also in somebody's stead: a subquery; None for an employee who leads nobody."""
        if konteks.pegawai_id and not (konteks.atasan or konteks.mewakili):
            return None
        return Pegawai.objects.filter(dipimpin(konteks)).values_list("kode", flat=True)

    def list_mewakili(self, konteks: Konteks, kode: Iterable[str]) -> Mapping[str, Mewakili]:
        """By which mandate `konteks` would decide about these people. One query, none where they stand in for nobody."""
        if not konteks.mewakili:
            return {}
        rows = Pegawai.objects.only("pk", "kode", "atasan", "atasan_pejabat").filter(kode__in=list(kode))
        return {p.kode: m for p in rows if (m := wakil_dari(konteks, p))}

    def list_wakil(self, konteks: Konteks) -> Sequence[Wakil]:
        """Who stands in for `konteks` today, by which letter. One query, none for whoever leads nobody."""
        pejabat = not konteks.pegawai_id
        if not konteks.masuk or not (konteks.atasan or pejabat):
            return []
        dari = Q(dari_pejabat__akun=konteks.pengguna.pk) if pejabat else Q(dari=konteks.pegawai_id)
        rows = Delegasi.objects.select_related("kepada__jabatan").filter(dari, berlaku_pada(konteks.per))
        return [Wakil(_orang(d.kepada), d.akhir, d.surat, bawahan=d.kepada_bawahan) for d in rows.order_by("pk")]

    def get_atas_nama(self, konteks: Konteks, kode: str) -> AtasNama | None:
        """For whom `konteks` decides about this person; None where it is their own matter. One query."""
        if not konteks.mewakili:
            return None
        rows = Pegawai.objects.filter(kode=kode).select_related("atasan__jabatan", "atasan__unit", "atasan_pejabat")
        orang: Any = rows.annotate(sementara=sementara("atasan", konteks.per)).first()
        m = wakil_dari(konteks, orang) if orang else None
        if orang is None or m is None:
            return None
        return AtasNama(_orang(orang.atasan, orang.sementara) if m.pegawai_id else _pejabat(orang.atasan_pejabat), m.surat)

    def get_titipan_usai(self, konteks: Konteks, kode: str, ingat: timedelta) -> TitipanUsai | None:
        """The mandate from this person's superior, or from who led them until it ended by itself, that was over last. Two queries."""
        orang = Pegawai.objects.only("atasan", "atasan_pejabat").filter(kode=kode).first() if kode else None
        if orang is None or not konteks.pegawai_id or orang.pk == konteks.pegawai_id:
            return None
        dari = Q(dari=orang.atasan_id) if orang.atasan_id else Q(dari_pejabat=orang.atasan_pejabat_id or 0)
        return _titipan_usai(Delegasi.objects.filter(dari | Q(dipimpin_dulu__contains=[orang.pk])), konteks, ingat)

    def get_titipan_terakhir(self, konteks: Konteks, ingat: timedelta) -> TitipanUsai | None:
        """The mandate of `konteks` that ended last, whoever gave it. At most one query."""
        return _titipan_usai(Delegasi.objects.all(), konteks, ingat) if konteks.pegawai_id else None

    def get_usai_memimpin(self, konteks: Konteks, ingat: timedelta) -> UsaiMemimpin | None:
        """When people of one's own team went to another superior: as one was told. At most two queries."""
        pada = _pergi(konteks, ingat).values_list("kabar__dibuat_at", flat=True).first()
        return UsaiMemimpin(pada, riwayat.get_usai_jabatan(konteks.pegawai_id, pada)) if pada else None

    def get_usai_memimpin_orang(self, konteks: Konteks, kode: str, ingat: timedelta) -> datetime | None:
        """The same for one person: the message names them, or they read the same change in theirs. At most two queries.

        SECURITY: a message that is about others of the team says nothing of this one.
        """
        orang = Pegawai.objects.filter(kode=kode).first() if kode and konteks.masuk else None
        if orang is None:
            return None
        sama = Penerimaan.objects.filter(
            pengguna=orang.akun_id, kabar__jenis="atasan.berganti", kabar__kunci=OuterRef("kabar__kunci")
        )
        rows = _pergi(konteks, ingat).select_related("kabar").annotate(ikut=Exists(sama))[:50]
        tentang = (k for k in rows if k.ikut or sebut_seorang(orang.nama_lengkap, str(k.kabar.isi["siapa"])))
        return next((k.kabar.dibuat_at for k in tentang), None)

    def list_alamat_titip(self, konteks: Konteks, kode: Iterable[str]) -> Mapping[str, str]:
        """The pages of the substitutes of these people's superiors, as far as one may name one. At most three queries."""
        rows = list(Pegawai.objects.select_related("atasan", "atasan_pejabat").filter(kode__in=list(kode)))
        orang = _boleh(konteks, "delegasi.atur", Pegawai.objects.filter(pk__in={p.atasan_id for p in rows if p.atasan_id}))
        pejabat = PejabatNonAsn.objects.filter(pk__in={p.atasan_pejabat_id for p in rows if p.atasan_pejabat_id})
        boleh_pejabat = _boleh(konteks, "delegasi.atur_pejabat", pejabat)
        hasil = {p.kode: reverse("pegawai:wakil", args=[p.atasan.kode]) for p in rows if p.atasan and p.atasan_id in orang}
        return hasil | {
            p.kode: reverse("pegawai:wakil-pejabat", args=[p.atasan_pejabat.kode])
            for p in rows
            if p.atasan_pejabat and p.atasan_pejabat_id in boleh_pejabat
        }

    def list_jalur_titip(self, konteks: Konteks) -> Sequence[str]:
        """Where an officer hands over the work of superiors. No query."""
        return kewenangan.list_jalur(konteks.petugas, "delegasi.atur")

    def get_jabatan(self, konteks: Konteks) -> str:
        """The post of whoever acts, in words; '' for somebody without one. One query."""
        if konteks.pegawai_id:
            rows = Pegawai.objects.select_related("jabatan").filter(pk=konteks.pegawai_id)
            orang: Any = rows.annotate(sementara=sementara("pk", konteks.per)).first()
            return _orang(orang, orang.sementara).jabatan if orang else ""
        pejabat = PejabatNonAsn.objects.filter(akun=konteks.pengguna.pk, masa__contains=konteks.per).first()
        return pejabat.sebutan if pejabat else ""


def _boleh(konteks: Konteks, aksi: str, rows: QuerySet[Any]) -> set[int]:
    """Ids of those on whom `konteks` may do `aksi`. One query."""
    return set(kewenangan.scope(konteks, aksi, rows).values_list("pk", flat=True))


def _pergi(konteks: Konteks, ingat: timedelta) -> QuerySet[Penerimaan]:
    """What `konteks` was told of people who left their team, the newest first."""
    rows = Penerimaan.objects.filter(pengguna=konteks.pengguna.pk, kabar__jenis="tim.pergi")
    return rows.filter(kabar__dibuat_at__gt=waktu.now() - ingat).order_by("-pk")


def _titipan_usai(rows: QuerySet[Delegasi], konteks: Konteks, ingat: timedelta) -> TitipanUsai | None:
    """Of these mandates the one to `konteks` that was over last. One query."""
    rows = rows.filter(kepada=konteks.pegawai_id, masa__startswith__lte=konteks.per).exclude(berlaku_pada(konteks.per))
    for d in rows.select_related("dari__jabatan", "dari_pejabat").order_by("-pk")[:5]:
        usai = waktu.hari(d.dicabut_at) if d.dicabut_at else d.akhir
        if usai > konteks.per - ingat:
            asal = _orang(d.dari) if d.dari else _pejabat(d.dari_pejabat)
            dicabut = bool(d.dicabut_oleh_id) and usai <= d.akhir
            sejak = min(d.dicabut_at or waktu.awal(d.masa.upper), waktu.awal(d.masa.upper))
            akhir, sendiri = d.akhir if dicabut else min(usai, d.akhir), bool(d.dicabut_at and not d.dicabut_oleh_id)
            return TitipanUsai(
                asal, akhir, sejak, d.dicabut_at if dicabut else None,
                mengapa=d.kata_berakhir if sendiri else "", beralih=bool(d.dipimpin_dulu and not d.pulih_at),
            )  # fmt: skip
    return None


def sementara(kolom: str, per: date) -> Subquery:
    """The leading posts in which the person behind `kolom` acts on a day: 'Plt. Kepala Dinas Kesehatan'; NULL where in none.

    Who leads a unit as acting head is not known there by the post they hold elsewhere.
    """
    rows = RiwayatJabatan.objects.per(per).filter(pegawai=OuterRef(kolom), jabatan__memimpin=True, penugasan__in=SEMENTARA)
    singkat = Case(*(When(penugasan=kode, then=Value(kata)) for kode, kata in SEMENTARA.items()))
    kata = StringAgg(Concat(singkat, Value(" "), "jabatan__nama"), Value(", "), order_by="pk")
    return Subquery(rows.order_by().values("pegawai").annotate(kata=kata).values("kata"))


def _orang(orang: Any, sementara: str | None = None) -> Orang:
    jabatan = [orang.jabatan.nama if orang.jabatan else "", sementara or ""]
    return Orang(orang.nama_lengkap, ", ".join(filter(None, jabatan)), orang.akun_id)


def _pejabat(pejabat: Any) -> Orang:
    return Orang(pejabat.nama, pejabat.sebutan, pejabat.akun_id)


def _list_wakil(orang: list[int | None], pejabat: list[int | None], per: date) -> dict[tuple[str, int], tuple[int, Wakil]]:
    """Who stands in for each superior, with the id of the one who does; only somebody in service does (SQL_ORANG)."""
    rows = Delegasi.objects.filter(berlaku_pada(per), kepada__kedudukan=Kedudukan.AKTIF).filter(
        Q(dari__in=[i for i in orang if i]) | Q(dari_pejabat__in=[i for i in pejabat if i])
    )
    return {
        (("orang", d.dari_id) if d.dari_id else ("pejabat", d.dari_pejabat_id or 0)): (
            d.kepada_id,
            Wakil(_orang(d.kepada), d.akhir, d.surat),
        )
        for d in rows.select_related("kepada__jabatan", "kepada__unit")
    }


def _pimpinan(orang: Any, wakil: Mapping[tuple[str, int], tuple[int, Wakil]]) -> Pemimpin | None:
    if orang.atasan_id:
        atasan, kunci = _orang(orang.atasan, orang.sementara), ("orang", orang.atasan_id)
    elif orang.atasan_pejabat_id:
        atasan, kunci = _pejabat(orang.atasan_pejabat), ("pejabat", orang.atasan_pejabat_id)
    else:
        return None
    siapa, ganti = wakil.get(kunci, (None, None))
    return Pemimpin(atasan, ganti if siapa != orang.pk else None)  # nobody stands in where it is about themselves


def list_delegasi(*, dari: Pegawai | PejabatNonAsn | None = None, kepada: Pegawai | None = None) -> list[Delegasi]:
    """Mandates that a person gave or received: what counts today, what is to come, then the newest of the others; thirty. One query."""
    hari = waktu.today()
    usai = Q(dicabut_at__isnull=False) | Q(masa__endswith__lte=hari)
    urut = Case(When(usai, then=2), When(masa__startswith__gt=hari, then=1), default=0)
    rows = Delegasi.objects.select_related("dari", "dari_pejabat", "kepada__jabatan", "dibuat_oleh", "dicabut_oleh")
    rows = rows.order_by(urut, "-masa", "-pk")
    sisi = Q(kepada=kepada) if dari is None else Q(dari=dari) if isinstance(dari, Pegawai) else Q(dari_pejabat=dari)
    return list(rows.filter(sisi)[:30])


def _bangun_titipan(isi: Any, dari: Q | None) -> QuerySet[Delegasi]:
    rows = kewenangan.saring(Delegasi.objects.select_related("kepada__jabatan", "dari", "dari_pejabat"), dari)
    rows = rows.filter(masa__startswith__lte=isi("per", DateField()), masa__endswith__gt=isi("awal", DateField()))
    rows = rows.filter(Q(dicabut_at=None) | Q(dicabut_at__gt=isi("sejak", DateTimeField())))
    return rows.order_by(F("dicabut_at").desc(nulls_first=True), "-masa", "-pk")[:5]


_TITIPAN = Kueri("pegawai.titipan_saya", _bangun_titipan)


def list_titipan_saya(konteks: Konteks, sesudah: timedelta) -> list[Delegasi]:
    """Mandates that `konteks` gave: what counts today, then those that ended within `sesudah`; at most five. One query."""
    dari = Q(dari=konteks.pegawai_id) if konteks.pegawai_id else Q(dari_pejabat__akun=konteks.pengguna.pk)
    hasil: list[Delegasi] = _TITIPAN.baca(dari, per=konteks.per, awal=konteks.per - sesudah, sejak=waktu.now() - sesudah)
    return hasil


@dataclass(frozen=True)
class PutusanWakil:
    """A step that a substitute took: which case, what was done, when, for whom, by whom and by which letter, and where the case is."""

    judul: str
    langkah: str
    pada: datetime
    untuk: str
    url: str
    oleh: str = ""
    surat: str = ""


def list_putusan_wakil(titipan: Sequence[Delegasi]) -> list[PutusanWakil]:
    """What was done under these letters, newest first, at most ten. One query, and at most two a process that occurs."""
    surat = (  # one letter may hand over the work of several
        Q(oleh=d.kepada.akun_id or 0, surat=d.surat, untuk_nama__startswith=d.nama_asal, pada_at__gte=waktu.awal(d.masa.lower))
        for d in titipan
    )
    return [p for p, _jejak in _list_putusan(reduce(or_, surat, Q(pk__in=[])))]


def list_putusan_saya(konteks: Konteks) -> list[PutusanWakil]:
    """What `konteks` decided in somebody's stead, also after the mandate is over, newest first, at most ten. Queries as above.

    SECURITY: the line of their own step. It leads to the page of the case, which says no more to whoever may not read it any more
    (alur.penolakan), not to the file.
    """
    semua = _list_putusan(Q(oleh=konteks.pengguna.pk)) if konteks.masuk else []
    return [replace(p, url=reverse("alur:perkara", args=[j.proses, j.kode])) for p, j in semua]


def _list_putusan(syarat: Q) -> list[tuple[PutusanWakil, Jejak]]:
    """The newest steps in somebody's stead, in words."""
    semua = list(Jejak.objects.filter(syarat).exclude(untuk_nama="").order_by("-pk")[:10])
    ringkas = {
        (nama, kode): isi
        for nama in sorted({j.proses for j in semua})
        for kode, isi in proses.get(nama).ringkas([j.kode for j in semua if j.proses == nama]).items()
    }
    return [
        (PutusanWakil(r.judul, kata_langkah(proses.get(j.proses), j), j.pada_at, j.untuk_nama, r.url, j.oleh_nama, j.surat), j)
        for j in semua
        if (r := ringkas.get((j.proses, j.kode)))
    ]


def list_pejabat(konteks: Konteks, aksi: str) -> QuerySet[PejabatNonAsn]:
    """Officials who are no employees, in office on the day, on whom `konteks` may act so."""
    return kewenangan.scope(konteks, aksi, PejabatNonAsn.objects.filter(masa__contains=konteks.per)).order_by("sebutan", "pk")


def list_rekan(dari: Pegawai | PejabatNonAsn) -> list[Pegawai]:
    """Who may be offered as a substitute, in service: one's own unit and team by name, then those who lead in the same office.

    For an official who is no employee those right below, then the heads below them. At most REKAN_MAKS; everybody else is named
    by number, so nobody is missed among many. One query.
    """
    rows = Pegawai.objects.select_related("jabatan").filter(kedudukan=Kedudukan.AKTIF)
    if isinstance(dari, PejabatNonAsn):
        rows = rows.filter(Q(atasan_pejabat=dari) | Q(atasan__atasan_pejabat=dari, jabatan__memimpin=True))
        return list(rows.order_by(F("atasan_pejabat").asc(nulls_last=True), "nama_urut", "pk")[:REKAN_MAKS])
    if dari.unit is None:
        return []
    dekat = Q(unit=dari.unit) | Q(atasan=dari)
    rows = rows.filter(dekat | Q(unit__jalur__startswith=_kantor(dari.unit), jabatan__memimpin=True)).exclude(pk=dari.pk)
    jauh = Case(When(dekat, then=0), default=1)
    return list(rows.order_by(jauh, "nama_urut", "pk")[:REKAN_MAKS])


def find_rekan(dari: Pegawai | PejabatNonAsn, nomor: str) -> Pegawai | None:
    """Whoever bears this number and may be named as a substitute: somebody in service in the same office, or of the own team.

    For an official who is no employee everybody below them. One query.

    SECURITY: whoever hands over their work sees few people's pages (pegawai.lihat), but may name a colleague: by the whole
    number, and nobody outside their office.
    """
    rows = Pegawai.objects.filter(kedudukan=Kedudukan.AKTIF, nomor=nomor)
    if isinstance(dari, PejabatNonAsn):
        return rows.filter(Q(atasan_pejabat=dari) | Q(atasan__atasan_pejabat=dari)).first()
    sekantor = Q(unit__jalur__startswith=_kantor(dari.unit)) if dari.unit else Q(pk__in=[])
    return rows.filter(sekantor | Q(atasan=dari)).first()


def _kantor(unit: UnitKerja) -> str:
    """The path of the office that a unit belongs to."""
    return "/".join(unit.jalur.split("/")[:3]) + "/"


def list_sebutan(akun: Iterable[int]) -> dict[int, Sebutan]:
    """The people behind these accounts, by number, post and unit. One query."""
    rows = Pegawai.objects.select_related("jabatan", "unit").filter(akun__in=list(akun))
    return {p.akun_id: Sebutan(kelompokkan(p.nomor), _tugas(p)) for p in rows if p.akun_id}


def _tugas(orang: Pegawai) -> str:
    return ", ".join(bagian.nama for bagian in (orang.jabatan, orang.unit) if bagian)
