"""How a process is declared: its states, its steps, and who holds it in which state.

An app writes one frozen table and registers it in its `daftar.py`. Everything else follows from that table: which
buttons stand on a page, which steps a case takes, who finds it under 'Menunggu saya', and what the trail says.

    SKP_TAHUNAN = Proses(
        nama="skp", judul=_("SKP"), model="kinerja.SKP", lihat="skp.lihat",
        keadaan=(Keadaan("draf", _("Sedang disusun"), pemegang=PEMILIK), …),
        langkah=(Langkah("ajukan", dari=("draf",), ke="diajukan", izin="skp.susun", teks=_("Ajukan ke atasan"), …), …),
        …
    )
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from akun.kewenangan import AKSI
from alur.models import JenisPemegang
from inti import peta
from inti.letak import Letak, letak
from inti.ungkapan import Ungkapan


@dataclass(frozen=True)
class Kolam:
    """Everybody who may do `izin` for the unit of the case; where a unit has nobody, the office above it.

    tanpa_unit   the right of those who hold it instead while the case has no unit; '' where it always has one
    """

    izin: str
    tanpa_unit: str = ""

    def untuk(self, unit: Any) -> str:
        """The right by which a case of this unit is held."""
        return self.izin if unit is not None or not self.tanpa_unit else self.tanpa_unit

    @property
    def semua_izin(self) -> set[str]:
        """Every right by which it can be held."""
        return {self.izin, self.tanpa_unit or self.izin}


Pemegang = JenisPemegang | Kolam
PEMILIK, ATASAN, LUAR = JenisPemegang.PEMILIK, JenisPemegang.ATASAN, JenisPemegang.LUAR


class Beralasan(StrEnum):
    """Whether a step says why."""

    TIDAK = "tidak"
    BOLEH = "boleh"
    WAJIB = "wajib"


TETAP = "="  # a step that leaves the case in the state in which it found it


@dataclass(frozen=True)
class Keadaan:
    """A state of a case.

    teks      the state in one to three words; `jenis` its colour (awas, buruk, baik, laut)
    nanti     what comes next, in one sentence
    pemegang  who holds a case in this state, None where nothing more is expected of anybody
    kabar     the kind of message by which whoever holds it now is told; '' where a use case of its own app tells them
    hari      entry of the parameter 'tenggat_alur': working days within which it should be decided
    tenggat   `(subject) -> last day`, where the subject knows one itself; the earlier of the two counts
    """

    kode: str
    teks: Any
    nanti: Any = ""
    pemegang: Pemegang | None = None
    kabar: str = ""
    hari: str = ""
    tenggat: Callable[[Any], date | None] | None = None
    jenis: str = ""

    def get_batas(self, objek: Any, umum: date | None) -> date | None:
        """The last day of a case: the earlier of the declared one (`umum`) and the subject's own, None where there is none."""
        sendiri = self.tenggat(objek) if self.tenggat else None
        return min((hari for hari in (umum, sendiri) if hari), default=None)


@dataclass(frozen=True)
class Langkah:
    """A step from one of `dari` to `ke`, for whoever may do `izin` on the subject.

    teks    the words of its button; `sudah` the words of the trail ('Diajukan ke atasan'), with %(names)s of the
            data that are kept with the step, where they belong to what was done ('Diteruskan ke %(ke_unit)s')
    wakil   whether a substitute may take it; what the law gives to one person alone says no
    sistem  taken by the clock, or as a consequence of another case; never a button
    petunjuk  what the reason should say, `alasan_min` in how many letters at least; `jenis` the look of the button
    bila    `(subject) -> whether there is such a step for it`; asked of the locked subject, and for its button
    butuh   `(subject, konteks)`, which raises UseCaseError where something is missing; asked before the first write
    bukan   four eyes: whoever took one of these steps of the case may not take this one
    latar   done by a job for whoever set it going: the trail says that the system acted for them
    """

    aksi: str
    dari: tuple[str, ...]
    ke: str
    izin: str
    teks: Any
    sudah: Any
    alasan: Beralasan = Beralasan.TIDAK
    wakil: bool = True
    sistem: bool = False
    bila: Callable[[Any], bool] | None = None
    butuh: Callable[[Any, Any], None] | None = None
    bukan: tuple[str, ...] = ()
    latar: bool = False
    petunjuk: Any = gettext_lazy("Satu kalimat cukup, supaya jelas apa yang bisa dilakukan berikutnya.")
    alasan_min: int = 3
    jenis: str = "biasa"
    letak: Letak = field(default_factory=letak, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True)
class Ringkas:
    """A case in one line, for lists over all processes."""

    judul: str
    ket: str = ""
    url: str = ""


def _unit_objek(objek: Any) -> Any:
    return getattr(objek, "unit", None)


def _tidak_ada(objek: Any) -> Any:
    return None


def _tanpa_isi(objek: Any) -> Mapping[str, str | int | date | Promise | Ungkapan]:
    return {}


@dataclass(frozen=True)
class Proses:
    """A process: its table of states and steps, and how its subjects are named.

    model    label of the subject's model; it has `kode`, the column `kolom`, and `versi`
    lihat    the action that lets somebody open the case and read its trail
    orang    `(subject) -> public code of the employee who owns it`, '' for nobody
    unit     `(subject) -> the unit whose officers are meant by Kolam`, None for the whole city
    kecuali  `(subject) -> a unit that is a party to the case`: its officers, and those above it, never hold it; None for none
    ringkas  `(codes) -> {code: Ringkas}`; at most two queries
    muat     relations that the functions above read (select_related)
    umumkan  `(subjects)`, which tells open pages; called in the transaction
    ambil_alih  the right of the officers who may take a case over from a superior, '' where the law lets nobody
    isi      `(subject) -> values` for the words of its messages; the engine adds `siapa` (whoever acted) and `langkah`
    meminta  kinds of messages by which use cases of its own app ask its holder for a step: read by themselves once it is taken
    kelompok  the protected data group of what its steps give as reasons, or `(subject) -> group`; '' where they are open
    """

    nama: str
    judul: Any
    model: str
    lihat: str
    keadaan: tuple[Keadaan, ...]
    langkah: tuple[Langkah, ...]
    orang: Callable[[Any], str]
    ringkas: Callable[[Iterable[str]], Mapping[str, Ringkas]]
    unit: Callable[[Any], Any] = _unit_objek
    kecuali: Callable[[Any], Any] = _tidak_ada
    umumkan: Callable[[list[Any]], None] | None = None
    muat: tuple[str, ...] = ()
    ambil_alih: str = ""
    isi: Callable[[Any], Mapping[str, str | int | date | Promise | Ungkapan]] = _tanpa_isi
    meminta: tuple[str, ...] = ()
    kelompok: str | Callable[[Any], str] = ""
    kolom: str = "status"
    letak: Letak = field(default_factory=letak, compare=False, repr=False, kw_only=True)
    _keadaan: dict[str, Keadaan] = field(default_factory=dict, compare=False, repr=False)

    def get_keadaan(self, kode: str) -> Keadaan:
        """The state with this code. Raises KeyError for one that the table doesn't know."""
        if not self._keadaan:
            self._keadaan.update({k.kode: k for k in self.keadaan})
        return self._keadaan[kode]

    def get_kelompok(self, objek: Any) -> str:
        """The data group by which the reasons in the trail of a case are protected, '' for none."""
        return str(self.kelompok(objek) if callable(self.kelompok) else self.kelompok)

    def list_kabar(self) -> set[str]:
        """The kinds of messages that ask somebody for a step."""
        return {k.kabar for k in self.keadaan if k.kabar} | set(self.meminta)

    def list_langkah(self, keadaan: str) -> list[Langkah]:
        """The steps that lead on from a state, in the order of the table."""
        return [langkah for langkah in self.langkah if keadaan in langkah.dari]

    def cari_langkah(self, aksi: str, keadaan: str) -> Langkah | None:
        """The step `aksi` from a state; None where the table has none."""
        return next((langkah for langkah in self.list_langkah(keadaan) if langkah.aksi == aksi), None)

    def langkah_untuk(self, objek: Any) -> list[Langkah]:
        """The steps that there are for a subject where it stands now."""
        return [la for la in self.list_langkah(getattr(objek, self.kolom)) if la.bila is None or la.bila(objek)]

    def get_langkah(self, aksi: str) -> Langkah:
        """A step by its name, from whatever state. Raises KeyError."""
        for langkah in self.langkah:
            if langkah.aksi == aksi:
                return langkah
        raise KeyError(aksi)

    def list_bukan(self, keadaan: str, izin: str) -> tuple[str, ...]:
        """Four eyes in a state: whoever took one of these steps can't take any that `izin` allows there; () where some step is open."""
        syarat = [set(langkah.bukan) for langkah in self.list_langkah(keadaan) if langkah.izin == izin and not langkah.sistem]
        return tuple(sorted(set.intersection(*syarat))) if syarat else ()

    def get_model(self) -> type[Model]:
        """The subject's model."""
        return apps.get_model(self.model)


_proses: dict[str, Proses] = {}
peta.register("proses", lambda: ((p.nama, p.letak) for p in daftar()))
peta.register("langkah", lambda: ((f"{p.nama} {langkah.aksi}", langkah.letak) for p in daftar() for langkah in p.langkah))


def register(*daftar: Proses) -> None:
    """Offer processes. Twice is the same as once. Raises ValueError for a table that contradicts itself."""
    for proses in daftar:
        periksa(proses)
        _proses[proses.nama] = proses


def get(nama: str) -> Proses:
    """A process by its name. Raises KeyError."""
    return _proses[nama]


def daftar() -> list[Proses]:
    """All processes, by name."""
    return [_proses[nama] for nama in sorted(_proses)]


def periksa(proses: Proses) -> None:
    """Raise ValueError unless the table is sound: known states and rights, one way for each step, nobody left behind."""
    dikenal = [k.kode for k in proses.keadaan]
    if len(dikenal) != len(set(dikenal)):
        raise ValueError(f"{proses.nama}: keadaan berulang")
    pasangan = [(langkah.aksi, dari) for langkah in proses.langkah for dari in langkah.dari]
    if len(pasangan) != len(set(pasangan)):
        raise ValueError(f"{proses.nama}: langkah bercabang dari satu keadaan")
    for langkah in proses.langkah:
        asing = {*langkah.dari, langkah.ke} - {*dikenal, TETAP, ""}
        if asing:
            raise ValueError(f"{proses.nama}.{langkah.aksi}: keadaan {', '.join(sorted(asing))} tidak dikenal")
        if langkah.izin not in AKSI:
            raise ValueError(f"{proses.nama}.{langkah.aksi}: izin {langkah.izin} belum dinyatakan")
        if asing := set(langkah.bukan) - {item.aksi for item in proses.langkah}:
            raise ValueError(f"{proses.nama}.{langkah.aksi}: langkah {', '.join(sorted(asing))} tidak dikenal")
    buntu = [k.kode for k in proses.keadaan if k.pemegang and not proses.list_langkah(k.kode)]
    if buntu:
        raise ValueError(f"{proses.nama}: tidak ada jalan keluar dari {', '.join(buntu)}")
    kolam = {izin for k in proses.keadaan if isinstance(k.pemegang, Kolam) for izin in k.pemegang.semua_izin}
    if asing := {proses.lihat, *kolam, proses.ambil_alih or proses.lihat} - set(AKSI):
        raise ValueError(f"{proses.nama}: izin {', '.join(sorted(asing))} belum dinyatakan")
