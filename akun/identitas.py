"""Who asks, from one statement: session, account, roles, second step and the person behind the account.

Written by hand: four queries built by the ORM cost a page more than everything else its frame does.
Whatever stands here is true at that moment and lives as long as the request that asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from akun import faktor
from akun.kewenangan import Mewakili, PeranAktif
from akun.models import Pengguna


@dataclass(frozen=True)
class Orang:
    """What the personnel app knows about the person behind an account."""

    pegawai_id: int
    kode: str
    unit_id: int | None
    jalur: str
    atasan: bool
    mewakili: tuple[Mewakili, ...] = ()
    bertugas: bool = True


@dataclass(frozen=True)
class Hak:
    """What an account may rely on, as of a day: granted roles (none of a closed unit), whether a second step is set up, and the person."""

    pengguna_id: int
    per: date
    peran: tuple[PeranAktif, ...]
    punya_faktor: bool
    orang: Orang | None


@dataclass(frozen=True)
class BarisSesi:
    """A session that has not expired, with the account it belongs to (None for a visitor's)."""

    isi: str
    berakhir: datetime
    pengguna: Pengguna | None = None
    hak: Hak | None = None


# `pegawai` registers how an account leads to a person (akun knows no persons).
_orang: list[str] = []


def register_orang(sql: str) -> None:
    """Register a SELECT of at most one row about the account `p` on the day %(per)s: pegawai_id, kode, unit_id, jalur,
    atasan, `bertugas` (in service), and `mewakili`, a JSON array of
    [name, letter, last day, pegawai_id, pejabat_id, first day], or NULL."""
    _orang[:] = [sql]


_BIDANG = Pengguna._meta.concrete_fields
_AKUN = ", ".join(f"p.{k.column}" for k in _BIDANG)
_HAK = """
(SELECT json_agg(json_build_array(t.peran, t.unit_id, coalesce(u.jalur, '')) ORDER BY t.id)
 FROM akun_penugasanperan t LEFT JOIN organisasi_unitkerja u ON u.id = t.unit_id
 WHERE t.pengguna_id = p.id AND t.masa @> %(per)s::date AND NOT t.menunggu AND (t.unit_id IS NULL OR u.aktif)),
EXISTS (SELECT FROM mfa_authenticator a WHERE a.user_id = p.id AND a.type = ANY (%(faktor)s)),
(SELECT json_build_array(o.pegawai_id, o.kode, o.unit_id, coalesce(o.jalur, ''), o.atasan, o.bertugas, o.mewakili) FROM ({orang}) o)
"""
_TANPA_ORANG = (
    "SELECT NULL::bigint AS pegawai_id, NULL AS kode, NULL::bigint AS unit_id, NULL AS jalur, NULL AS atasan, "
    "NULL AS bertugas, NULL::json AS mewakili WHERE false"
)


def read_hak(pengguna_id: int, per: date) -> Hak:
    """Roles, second step and person of an account on a day. One query."""
    sql = f"SELECT {_kolom_hak()} FROM akun_pengguna p WHERE p.id = %(id)s"  # noqa: S608  # names of models and of the registered SELECT
    baris = _ambil(sql, {"id": pengguna_id, "per": per}) or (None, False, None)
    return _hak(pengguna_id, per, *baris)


def read_sesi(kunci: str, kini: datetime, per: date) -> BarisSesi | None:
    """The session of this key, with who it belongs to; None when there is none or it has expired. One query."""
    sql = (
        f"SELECT s.session_data, s.expire_date, {_kolom_hak()}, {_AKUN} "  # noqa: S608  # as above
        "FROM akun_sesi s LEFT JOIN akun_pengguna p ON p.id = s.pengguna_id "
        "WHERE s.session_key = %(kunci)s AND s.expire_date > %(kini)s"
    )
    baris = _ambil(sql, {"kunci": kunci, "kini": kini, "per": per})
    if baris is None:
        return None
    isi, berakhir, peran, punya_faktor, orang, *akun = baris
    if akun[0] is None:
        return BarisSesi(isi, berakhir)
    pengguna = Pengguna.from_db(connection.alias, [k.attname for k in _BIDANG], akun)
    return BarisSesi(isi, berakhir, pengguna, _hak(pengguna.pk, per, peran, punya_faktor, orang))


def _kolom_hak() -> str:
    return _HAK.format(orang=_orang[0] if _orang else _TANPA_ORANG)


def _ambil(sql: str, nilai: dict[str, Any]) -> Any:
    with connection.cursor() as kursor:
        kursor.execute(sql, nilai | {"faktor": list(faktor.JENIS)})
        return kursor.fetchone()


def _hak(pengguna_id: int, per: date, peran: list[list[Any]] | None, punya_faktor: bool, orang: list[Any] | None) -> Hak:
    return Hak(pengguna_id, per, tuple(PeranAktif(*p) for p in peran or ()), punya_faktor, _baca_orang(orang) if orang else None)


def _baca_orang(isi: list[Any]) -> Orang:
    pegawai_id, kode, unit_id, jalur, atasan, bertugas, mewakili = isi
    hari = date.fromisoformat
    wakil = (Mewakili(n, surat, hari(akhir), peg, pej, hari(mulai)) for n, surat, akhir, peg, pej, mulai in mewakili or ())
    return Orang(pegawai_id, kode, unit_id, jalur, bool(atasan), tuple(wakil), bool(bertugas))
