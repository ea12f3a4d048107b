"""Whose rows a grant reaches: one's own, one's team's, an office's. One home for the words 'my team'.

    allow(Peran.PEGAWAI, "skp.lihat", rows=diri("pegawai"))
    allow_tim("skp.sepakati", "pegawai")

`kolom` leads from the rows to the person ('' where the rows are persons), in `opd` to the unit.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q

from akun.kewenangan import UMUM, Konteks, Rows, allow
from akun.peran import Peran
from alur.models import Jejak, JenisPemegang, Pemegang
from inti.letak import letak
from organisasi.models import UnitKerja
from pegawai.models import BERLAKU, Pegawai, RiwayatJabatan
from pegawai.susunan import dipimpin, diwakili


def jalan(kolom: str, ujung: str) -> str:
    """The lookup of `ujung` behind `kolom`: ('pegawai', 'atasan') → 'pegawai__atasan'."""
    return f"{kolom}__{ujung}" if kolom else ujung


def diri(kolom: str = "") -> Rows:
    """Rows of the person themselves."""
    return lambda k: Q(**{kolom or "pk": k.pegawai_id})


def bukan_diri(kolom: str = "") -> Rows:
    """Rows of everybody else: nobody decides about themselves."""
    return lambda k: ~Q(**{kolom or "pk": k.pegawai_id}) if k.pegawai_id else Q()


def tim(kolom: str = "") -> Rows:
    """Rows of people whom this person leads, also in somebody's stead."""
    return lambda k: dipimpin(k, jalan(kolom, ""))


def tim_sendiri(kolom: str = "") -> Rows:
    """Rows of people whom this person leads in their own post alone: for what can't be left to a substitute."""
    return lambda k: dipimpin(k.sendiri, jalan(kolom, ""))


def tim_berperkara(kolom: str = "", *, perkara: str = "") -> Rows:
    """Rows of one's own team; of people whom one leads in somebody's stead, only what a decision needs.

    That is, by UU 27/2022 no more than the purpose of the letter asks for: those of whom something waits for a superior at
    this moment. Or, with `perkara` (a process whose subjects the rows are), the very cases that wait, and those in which one
    took a step as a substitute: whoever decided reads what they decided, as long as the mandate counts.
    """

    def rows(k: Konteks) -> Q:
        sendiri = dipimpin(k.sendiri, jalan(kolom, ""))
        if not k.mewakili:
            return sendiri
        menunggu = Pemegang.objects.filter(jenis=JenisPemegang.ATASAN)
        if not perkara:
            return sendiri | diwakili(k, jalan(kolom, "")) & Q(**{jalan(kolom, "kode__in"): menunggu.values("orang_kode")})
        diputus = Jejak.objects.filter(proses=perkara, oleh=k.pengguna.pk).exclude(untuk_nama="")
        berkas = Q(kode__in=menunggu.filter(proses=perkara).values("kode")) | Q(kode__in=diputus.values("kode"))
        return sendiri | diwakili(k, jalan(kolom, "")) & berkas

    return rows


def pejabat(kolom: str = "") -> Rows:
    """Rows of people whose superior is an official who is no employee, the Wali Kota for one, and signed in with this account."""
    return lambda k: Q(**{jalan(kolom, "atasan_pejabat__akun"): k.pengguna.pk})


def unit_dipimpin() -> Rows:
    """Units in and below those that this person leads by a post of their own or by acting in one: not the unit of their own desk.

    They lead it when somebody there has them as superior: a Plh beside a holder leads nobody.
    """

    def rows(k: Konteks) -> Q:
        bawahan = Pegawai.objects.filter(atasan=k.pegawai_id, unit__jalur__startswith=OuterRef("jabatan__unit__jalur"))
        jabatan = RiwayatJabatan.objects.filter(
            BERLAKU, Exists(bawahan), pegawai=k.pegawai_id, masa__contains=k.per, jabatan__memimpin=True
        )
        jalur = ExpressionWrapper(OuterRef("jalur"), CharField())
        di_atas = jabatan.annotate(_jalur=jalur).filter(_jalur__startswith=F("jabatan__unit__jalur"))
        return Q(pk__in=UnitKerja.objects.filter(Exists(di_atas)).values("pk"))

    return rows


def opd(kolom: str) -> Rows:
    """Rows below the unit that a personnel officer was given; `kolom` leads to the unit, '' where the rows are units."""
    return lambda k: k.subtree(Peran.PENGELOLA_OPD, jalan(kolom, "jalur"))


def gabung(*rows: Rows) -> Rows:
    """Rows of any of these."""
    return lambda k: reduce(or_, (satu(k) for satu in rows))


def allow_tim(nama: str, kolom: str = "", kelompok: str = UMUM, *, wakil: bool = True) -> None:
    """Grant an action on one's team to whoever leads one: a superior, and the official above the heads of offices.

    wakil   whether whoever stands in for a superior may do it as well
    """
    di = letak()
    allow(Peran.ATASAN, nama, kelompok, rows=tim(kolom) if wakil else tim_sendiri(kolom), di=di)
    allow(Peran.PIMPINAN, nama, kelompok, rows=pejabat(kolom), di=di)
