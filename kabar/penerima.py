"""Who gets a message: accounts, persons whose account a higher app knows, and addresses of people without one.

kirim("skp.diajukan", kepada=[Orang("pegawai", skp.penilai_id)], …)
kirim("suara.dijawab", kepada=[Alamat(pengirim.kontak)], …)
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac

from inti import peta
from inti.letak import Letak, letak

log = logging.getLogger(__name__)

SALURAN_SIDIK = "kabar.alamat"


@dataclass(frozen=True)
class Akun:
    """An account, by its key."""

    id: int


@dataclass(frozen=True)
class Orang:
    """A person of another app: `jenis` is what that app registered, e.g. 'pegawai'."""

    jenis: str
    id: int


@dataclass(frozen=True)
class Alamat:
    """The mail address that somebody without an account left."""

    surat: str
    bahasa: str = "id"


Penerima = Akun | Orang | Alamat


@dataclass
class Terurai:
    """Recipients, each once: keys of accounts, addresses by fingerprint, and how many persons have no account."""

    akun: set[int] = field(default_factory=set)
    alamat: dict[str, Alamat] = field(default_factory=dict)
    tanpa_akun: int = 0


PencariAkun = Callable[[list[int]], Mapping[int, int | None]]
_pencari: dict[str, tuple[PencariAkun, Letak]] = {}
peta.register("penerima", lambda: ((jenis, di) for jenis, (_fungsi, di) in _pencari.items()))


def register(jenis: str, fungsi: PencariAkun) -> None:
    """Offer `(ids of persons) -> {id: key of the account}`; one query however many they are."""
    _pencari[jenis] = (fungsi, letak())


def resolve(*daftar: Iterable[Penerima]) -> list[Terurai]:
    """Sort the recipients of each list by kind, in the same order.

    One query for each kind of person, however many lists there are. Raises ValueError for a kind nobody registered.
    """
    semua = [list(kepada) for kepada in daftar]
    akun = _cari_akun({satu for kepada in semua for satu in kepada if isinstance(satu, Orang)})
    return [_urai(kepada, akun) for kepada in semua]


def _cari_akun(orang: set[Orang]) -> Mapping[Orang, int | None]:
    """Keys of the accounts of persons, None for one without."""
    ids = defaultdict[str, list[int]](list)
    for satu in orang:
        ids[satu.jenis].append(satu.id)
    if asing := sorted(ids.keys() - _pencari.keys()):
        raise ValueError(f"jenis orang {asing[0]} belum didaftarkan pada kabar.penerima")
    return {Orang(jenis, pk): akun for jenis, isi in ids.items() for pk, akun in _pencari[jenis][0](sorted(isi)).items()}


def _urai(kepada: Iterable[Penerima], akun: Mapping[Orang, int | None]) -> Terurai:
    hasil, tanpa = Terurai(), set[Orang]()
    for satu in kepada:
        match satu:
            case Akun(id=pk):
                hasil.akun.add(pk)
            case Orang():
                pk_akun = akun.get(satu)
                if pk_akun is None:
                    tanpa.add(satu)
                else:
                    hasil.akun.add(pk_akun)
            case Alamat(surat=surat):
                if surat.strip():
                    hasil.alamat.setdefault(sidik(surat), satu)
    hasil.tanpa_akun = len(tanpa)
    return hasil


def sidik(alamat: str) -> str:
    """A keyed fingerprint of an address, the same however it is written."""
    return salted_hmac(SALURAN_SIDIK, alamat.strip().lower(), algorithm="sha256").hexdigest()


def is_alamat(teks: str) -> bool:
    """Whether a text is one mail address and nothing else: no line break, no name, no list."""
    try:
        validate_email(teks)
    except ValidationError:
        return False
    return len(teks) <= 320 and teks.isprintable()
