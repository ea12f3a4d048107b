"""What applying one row would write: a plan, made without touching anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple


class RencanaStatus(NamedTuple):
    """A row of the status history to insert; `selesai` None: it runs on."""

    mulai: date
    selesai: date | None
    jenis: str
    kedudukan: str
    nomor_sk: str
    tanggal_sk: date | None


class RencanaGolongan(NamedTuple):
    """A rank to insert from its TMT, with the years of service as they were on `mk_per` (None: on the TMT)."""

    mulai: date
    golongan: str
    mk_tahun: int
    mk_bulan: int
    mk_per: date | None


class RencanaJabatan(NamedTuple):
    """A post to insert; `mulai` lies after `tmt` when only the unit changed under the same decree. An acting one ends none."""

    mulai: date
    tmt: date
    unit_id: int
    nama: str
    penugasan: str = "definitif"


class RencanaNomor(NamedTuple):
    """A number that the person holds from `mulai`."""

    nomor: str
    jenis: str
    mulai: date


class RencanaPendidikan(NamedTuple):
    """An education to insert, in place of row `ganti` where it corrects one."""

    ganti: int | None
    tingkat: str
    nama: str
    tahun: int | None


@dataclass(slots=True)
class Rencana:
    """All that one row would write. Each history is cut at the start of its first new row.

    skalar   final value of every column of Pegawai and DataPribadi that an import knows
    """

    baru: bool = True
    skalar: dict[str, Any] = field(default_factory=dict)
    ubah_orang: bool = False
    ubah_pribadi: bool = False
    id_asing: str | None = None
    nomor: RencanaNomor | None = None
    status: list[RencanaStatus] = field(default_factory=list)
    sejak_status: date | None = None
    golongan: RencanaGolongan | None = None
    jabatan: RencanaJabatan | None = None
    pendidikan: RencanaPendidikan | None = None
