"""Reading proposals; their values only through the protected reader."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from akun import kewenangan, pembacaan
from akun.kewenangan import Konteks
from akun.models import KelompokData
from alur.models import Jejak
from impor.koreksi import Koreksi
from inti import waktu
from layanan.perubahan_data import jenis
from layanan.perubahan_data.jenis import JenisPerubahan
from layanan.perubahan_data.models import GAGAL, TERBUKA, StatusUsul, UsulPerubahan
from layanan.perubahan_data.proses import PERUBAHAN_DATA
from pegawai.models import DataPribadi, Pegawai

TERTUTUP = ("sebelum", "usulan", "keterangan")  # values that only the reader of protected data hands out
TUJUAN = gettext_noop("Memeriksa usul perbaikan data")


@dataclass(frozen=True)
class Isi:
    """The values of a proposal in words: (label, as recorded then, as recorded now, as proposed), without what stays as it is.

    keterangan  what its sender wrote beside it
    sidik       fingerprint of what is recorded now: a decision names what it was made on
    berubah     whether the record has changed since it was proposed
    """

    baris: list[tuple[Any, str, str, str]]
    keterangan: str
    sidik: str
    berubah: bool


def list_usul(konteks: Konteks) -> QuerySet[UsulPerubahan]:
    """Proposals that `konteks` may see, newest first; without their values."""
    rows = UsulPerubahan.objects.select_related("pegawai__unit", "pegawai__jabatan", "bukti").defer(*TERTUTUP)
    return kewenangan.scope(konteks, "perubahan.lihat", rows).order_by("-pk")


def get_berjalan(konteks: Konteks, macam: JenisPerubahan) -> UsulPerubahan | None:
    """One's own proposal of a kind that isn't decided yet. One query."""
    return list_usul(konteks).filter(pegawai=konteks.pegawai_id, jenis=macam.kode, status__in=TERBUKA).first()


def get_contoh(konteks: Konteks, macam: JenisPerubahan, kode: str) -> UsulPerubahan | None:
    """One's own proposal of a kind that came to nothing, with its values and proof, to propose it once more. One query, none without a code."""
    if not kode:
        return None
    rows = kewenangan.scope(konteks, "perubahan.milik", UsulPerubahan.objects.select_related("bukti"))
    return rows.filter(jenis=macam.kode, kode=kode, status__in=GAGAL).first()


def list_label(usul: UsulPerubahan) -> list[Any]:
    """What a proposal is about, as long as its values are masked."""
    macam = jenis.get(usul.jenis)
    return [bidang.label for bidang in macam.bidang().values()] if macam else []


def baca_kini(pegawai: Pegawai, macam: JenisPerubahan) -> Mapping[str, str]:
    """What is recorded now, by field. One query."""
    return macam.baca(pegawai, DataPribadi.objects.filter(pegawai=pegawai).first())


def sidik(nilai: Mapping[str, str]) -> str:
    """A short fingerprint of values."""
    return hashlib.sha256(json.dumps(dict(nilai), sort_keys=True).encode()).hexdigest()[:16]


def list_koreksi(sejak: date) -> list[Koreksi]:
    """Which facts of whom were put right on a day or later; no value is read here. Two queries."""
    terima = Jejak.objects.filter(proses=PERUBAHAN_DATA.nama, aksi="terima", pada_at__gte=waktu.awal(sejak))
    saat = dict(terima.order_by("pk").values_list("kode", "pada_at"))
    rows = UsulPerubahan.objects.filter(kode__in=saat, status=StatusUsul.DITERIMA).values_list("kode", "jenis", "pegawai_id")
    return [
        Koreksi(pegawai_id, macam.list_fakta(), waktu.hari(saat[kode]))
        for kode, nama, pegawai_id in rows
        if (macam := jenis.get(nama))
    ]


def buka_isi(konteks: Konteks, usul: UsulPerubahan, tujuan: str = "") -> Isi | None:
    """The values, with a receipt to the person when somebody else reads them; None for a kind that is no longer offered.

    tujuan   what they are opened for; one's own need none

    Raises PermissionDenied, TujuanKosongError.
    """
    macam = jenis.get(usul.jenis)
    if macam is None:
        return None
    kewenangan.require(konteks, "pegawai.lihat", usul.pegawai, macam.kelompok)
    rows = UsulPerubahan.objects.select_related("pegawai").filter(pk=usul.pk)
    untuk = TUJUAN if usul.pegawai_id == konteks.pegawai_id else tujuan  # one's own leave no receipt
    terbuka = pembacaan.buka_baris(konteks, rows, KelompokData.PRIBADI, untuk).get()
    kini = baca_kini(terbuka.pegawai, macam)
    kolom = (jenis.kata(macam, isi) for isi in (terbuka.sebelum, kini, terbuka.usulan))
    baris = [(label, lama, sekarang, baru) for (label, lama), (_l, sekarang), (_m, baru) in zip(*kolom, strict=True)]
    baris = [b for b in baris if not b[1] == b[2] == b[3]]
    return Isi(baris, terbuka.keterangan, sidik(kini), dict(kini) != terbuka.sebelum)
