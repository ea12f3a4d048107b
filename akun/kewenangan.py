"""The one place that answers: who may do what, with which rows, in which data group.

Nothing is allowed until a role says so. An app declares its actions and grants in its
own `daftar.py` (imported from apps.py); pages, admin, API, reports, files and streams ask here.

    aksi("pegawai.lihat", _("Melihat daftar pegawai"), model="pegawai.Pegawai")
    allow(Peran.ATASAN, "pegawai.lihat", rows=tim())

"May I?" and "which rows?" are one rule, so a list, a page and a file can't disagree.
Reading what one may not see gives 404, doing what one may not do gives 403.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce, wraps
from operator import or_
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Case, Model, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.generic import RedirectView

from akun.peran import ANONIM, DIBERIKAN, DIKENAL, KLIEN_API, MEMIMPIN, PURNATUGAS, STAF, TURUNAN, Peran
from inti import peta
from inti.letak import Letak, letak

M = TypeVar("M", bound=Model)
View = TypeVar("View", bound=Callable[..., HttpResponse])

UMUM = "umum"
SEMUA: Callable[[Konteks], Q] = lambda konteks: Q()  # noqa: E731  # a grant without limits


@dataclass(frozen=True)
class PeranAktif:
    """A role held on the day of the question, with the unit it is limited to."""

    kode: str
    unit_id: int | None = None
    jalur: str = ""


@dataclass(frozen=True)
class Mewakili:
    """For whom somebody stands in today, by which letter, from `mulai` to `akhir`: an employee or an official who is none."""

    nama: str
    surat: str
    akhir: date
    pegawai_id: int | None = None
    pejabat_id: int | None = None
    mulai: date = date.min


@dataclass(frozen=True)
class Konteks:
    """Who asks, on which day. Built once a request, from one query."""

    pengguna: Any
    peran: tuple[PeranAktif, ...] = ()
    pegawai_id: int | None = None
    pegawai_kode: str = ""
    unit_id: int | None = None
    cakupan: frozenset[str] = frozenset()
    mewakili: tuple[Mewakili, ...] = ()
    klien_id: int | None = None  # the machine client whose token asks
    punya_faktor: bool = False  # a second step of signing in is set up
    perlu_faktor: bool = False  # signed in, but without the second step that the roles demand: no role counts
    per: date = field(default_factory=date.today)  # builders always pass the day

    @property
    def kode_peran(self) -> tuple[str, ...]:
        """Codes of the roles held, in the order in which they were found."""
        return tuple(dict.fromkeys(p.kode for p in self.peran))

    @property
    def kunci_izin(self) -> Hashable:
        """What boleh() and roles decide by: two people of the same key may open the same pages, with rows of their own."""
        return self.kode_peran, self.cakupan

    @property
    def masuk(self) -> bool:
        """Whether somebody signed in asks."""
        return bool(self.pengguna and self.pengguna.is_authenticated)

    @property
    def sebagai(self) -> str:
        """The role under which acts and readings are written down, of several the one that opens more than one's own data; ''."""
        return next((p for p in self.kode_peran if p != Peran.PEGAWAI), next(iter(self.kode_peran), ""))

    @property
    def sendiri(self) -> Konteks:
        """The same person, acting for nobody else."""
        return replace(self, mewakili=())

    @property
    def petugas(self) -> Konteks:
        """The same person with the roles that somebody granted, without those that follow from the organisation."""
        return replace(self, peran=tuple(p for p in self.peran if p.kode not in TURUNAN), mewakili=())

    @property
    def bukan_atasan(self) -> Konteks:
        """The same person without what follows from leading others, where officers have taken a case from their superior."""
        return replace(self, peran=tuple(p for p in self.peran if p.kode not in MEMIMPIN), mewakili=())

    @property
    def hanya_atasan(self) -> Konteks:
        """The same person with nothing but what follows from leading others, where officers first take a case over."""
        return replace(self, peran=tuple(p for p in self.peran if p.kode in MEMIMPIN))

    @property
    def atasan(self) -> bool:
        """Whether an employee is somebody's superior today."""
        return Peran.ATASAN in self.kode_peran

    @property
    def staf(self) -> bool:
        """Whether the person works for the city, or did and keeps their records here: the inside of the house."""
        return any(kode in STAF or kode == PURNATUGAS for kode in self.kode_peran)

    @property
    def hanya_membaca(self) -> bool:
        """Whether the account supervises: it reads, and writes nothing, not even as a citizen."""
        return Peran.AUDITOR in self.kode_peran

    @property
    def jalur_unit(self) -> frozenset[str]:
        """Paths of the units in which the person works or for which a role was given; not the root, below which everything lies."""
        return frozenset(p.jalur for p in self.peran if p.jalur.strip("/").count("/"))

    def subtree(self, peran: str, kolom: str) -> Q:
        """Rows whose unit path `kolom` lies below a unit that this role was given."""
        jalur = [p.jalur for p in self.peran if p.kode == peran and p.jalur]
        return reduce(or_, (Q(**{f"{kolom}__startswith": j}) for j in jalur), Q(pk__in=[]))


Rows = Callable[[Konteks], Q]


@dataclass(frozen=True)
class Aksi:
    """Something that can be allowed. `model` is the label of the rows it is about; `ubah` marks writing."""

    nama: str
    teks: str
    model: str = ""
    ubah: bool = False
    cakupan: str = ""
    letak: Letak = field(default_factory=letak, compare=False, repr=False, kw_only=True)


AKSI: dict[str, Aksi] = {}
_aturan: dict[tuple[str, str], dict[str, Rows]] = {}
_letak_hak: dict[tuple[str, str, str], Letak] = {}  # role, action, data group → where it was granted
peta.register("aksi", lambda: ((a.nama, a.letak) for a in AKSI.values()))
peta.register("hak", lambda: ((" ".join(hak), di) for hak, di in _letak_hak.items()))


def aksi(nama: str, teks: Any, *, model: str = "", ubah: bool = False, cakupan: str = "") -> None:
    """Declare an action. `cakupan` is the OAuth2 scope that lets a machine client do it."""
    AKSI[nama] = Aksi(nama, teks, model, ubah, cakupan, letak=letak())


def allow(peran: str | Iterable[str], nama: str, kelompok: str = UMUM, *, rows: Rows = SEMUA, di: Letak | None = None) -> None:
    """Grant `nama` in the data group `kelompok` to one or more roles, on the rows that `rows` selects.

    di   where it was granted, when a helper passes it on

    Raises ValueError for an action nobody declared, a role that doesn't exist, and a grant of writing to the auditor.
    """
    if nama not in AKSI:
        raise ValueError(f"aksi {nama} belum dinyatakan")
    for kode in [peran] if isinstance(peran, str) else peran:
        if kode not in DIKENAL:
            raise ValueError(f"peran {kode} tidak dikenal")
        if kode == Peran.AUDITOR and AKSI[nama].ubah:
            raise ValueError(f"auditor tidak boleh menulis: {nama}")
        _aturan.setdefault((nama, kelompok), {})[kode] = rows
        _letak_hak[kode, nama, kelompok] = di or letak()


def boleh(konteks: Konteks, nama: str, kelompok: str = UMUM) -> bool:
    """Whether some role of `konteks` may do `nama` on some rows. Costs no query."""
    return any(p in _aturan.get((nama, kelompok), {}) for p in _peran(konteks, nama))


def syarat(konteks: Konteks, nama: str, kelompok: str = UMUM) -> Q | None:
    """The condition on rows, or None when nothing is allowed."""
    aturan = _aturan.get((nama, kelompok), {})
    granted = [aturan[p](konteks) for p in _peran(konteks, nama) if p in aturan]
    if not granted:
        return None
    # An empty Q means 'all rows': OR-ing it with others would lose that.
    return Q() if any(not q for q in granted) else reduce(or_, granted)


def scope(konteks: Konteks, nama: str, rows: QuerySet[M], kelompok: str = UMUM) -> QuerySet[M]:
    """The rows on which `konteks` may do `nama`."""
    return saring(rows, syarat(konteks, nama, kelompok))


def allows(konteks: Konteks, nama: str, obj: Model, kelompok: str = UMUM) -> bool:
    """Whether `konteks` may do `nama` on `obj`. Costs one query, or none where nothing or all is allowed."""
    q = syarat(konteks, nama, kelompok)
    if q is None or not q:
        return q is not None
    return type(obj)._default_manager.filter(q, pk=obj.pk).exists()


def require(konteks: Konteks, nama: str, obj: Model | None = None, kelompok: str = UMUM) -> None:
    """Raise PermissionDenied unless `nama` is allowed (on `obj`, where one is given)."""
    izin = boleh(konteks, nama, kelompok) if obj is None else allows(konteks, nama, obj, kelompok)
    if not izin:
        raise PermissionDenied(_("Ini di luar kewenangan Anda. Hubungi pengelola kepegawaian unit Anda."))


def may(konteks: Konteks, obj: Model, kelompok: str = UMUM) -> set[str]:
    """Every action that `konteks` may do on `obj` now. One query for all of them."""
    label = obj._meta.label
    tanya = {n: syarat(konteks, n, kelompok) for n, a in AKSI.items() if a.model == label}
    izin = {n for n, q in tanya.items() if q is not None and not q}
    perlu = {n: q for n, q in tanya.items() if q}
    if not perlu:
        return izin
    kolom = {
        f"izin_{i}": Case(When(q, then=Value(True)), default=Value(False), output_field=BooleanField())
        for i, q in enumerate(perlu.values())
    }
    baris = type(obj)._default_manager.filter(pk=obj.pk).annotate(**kolom).values(*kolom).first() or {}
    return izin | {n for i, n in enumerate(perlu) if baris.get(f"izin_{i}")}


def kolom_izin(q: Q | None) -> Case | Value:
    """A condition of `syarat` as a column that says yes or no."""
    if q is None or not q:
        return Value(q is not None, output_field=BooleanField())
    return Case(When(q, then=Value(True)), default=Value(False), output_field=BooleanField())


def saring(rows: QuerySet[M], q: Q | None) -> QuerySet[M]:
    """The rows that meet a condition of `syarat`."""
    return rows.none() if q is None else rows.filter(q)


def list_peran(konteks: Konteks, nama: str, kelompok: str = UMUM) -> tuple[str, ...]:
    """The roles of `konteks` by which it may do `nama`: as what somebody acts. Costs no query."""
    return tuple(p for p in _peran(konteks, nama) if p in _aturan.get((nama, kelompok), {}))


def list_peran_petugas(nama: str) -> tuple[str, ...]:
    """Every granted role by which an officer may do `nama`: without what follows from leading people. Costs no query."""
    return tuple(p for p in _aturan.get((nama, UMUM), {}) if p in DIBERIKAN and p not in MEMIMPIN)


def hanya_memimpin(nama: str) -> bool:
    """Whether nothing but leading people opens what asks for `nama`. Costs no query."""
    return memimpin_cukup(nama) and set(_aturan[nama, UMUM]) <= set(MEMIMPIN)


def memimpin_cukup(nama: str) -> bool:
    """Whether leading people opens what asks for `nama`, beside other roles or alone. Costs no query."""
    return any(p in MEMIMPIN for p in _aturan.get((nama, UMUM), {}))


def list_jalur(konteks: Konteks, nama: str, kelompok: str = UMUM) -> list[str]:
    """The unit path of each role by which `konteks` may do `nama`, '' for one without a unit. Costs no query."""
    peran = list_peran(konteks, nama, kelompok)
    return [p.jalur for p in konteks.peran if p.kode in peran]


def jalur_izin(konteks: Konteks, nama: str, kelompok: str = UMUM) -> list[str] | None:
    """Paths of the units within which `konteks` may do `nama`; None where no role limits it to units. Costs no query."""
    q = syarat(konteks, nama, kelompok)
    if q is not None and not q:
        return None
    return [j for j in list_jalur(konteks, nama, kelompok) if j]


def _peran(konteks: Konteks, nama: str) -> tuple[str, ...]:
    """Roles that count for this action. A machine client has exactly the scopes of its token."""
    if konteks.cakupan or konteks.kode_peran == (KLIEN_API,):
        perlu = AKSI[nama].cakupan if nama in AKSI else ""
        # What is open to everybody is open to a machine too.
        return (KLIEN_API, ANONIM) if perlu and perlu in konteks.cakupan else (ANONIM,)
    return (*konteks.kode_peran, ANONIM)


# --- rules of views -------------------------------------------------------------------------

PUBLIK = "publik"
MASUK = "masuk"


def akses(nama: str) -> Callable[[View], View]:
    """Declare that a view is for people who may do `nama` somewhere; others get 403, strangers the sign-in page."""

    def hias(view: View) -> View:
        @wraps(view)
        def dalam(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return view(request, *args, **kwargs)

        dalam.akses = nama  # type: ignore[attr-defined]  # read by KewenanganMiddleware
        return dalam  # type: ignore[return-value]

    return hias


def publik(view: View) -> View:
    """Declare that everybody may open a view."""
    return akses(PUBLIK)(view)


def masuk(view: View) -> View:
    """Declare that everybody who signed in may open a view."""
    return akses(MASUK)(view)


# Views that are not ours declare their rule here, by URL name (or namespace and a star).
AKSES_LUAR: dict[str, str] = {
    "sehat-hidup": PUBLIK,
    "sehat-siap": PUBLIK,
    "security-txt": PUBLIK,
    "bahasa": PUBLIK,
    "gaya": PUBLIK,
    "luring": PUBLIK,
    "pekerja": PUBLIK,
    "account_login": PUBLIK,
    "account_logout": PUBLIK,
    "account_signup": PUBLIK,
    "account_inactive": PUBLIK,
    "account_reset_password": PUBLIK,
    "account_reset_password_done": PUBLIK,
    "account_reset_password_from_key": PUBLIK,
    "account_reset_password_from_key_done": PUBLIK,
    "account_confirm_email": PUBLIK,
    "account_email_verification_sent": PUBLIK,
    "account_confirm_login_code": PUBLIK,
    "account_request_login_code": PUBLIK,
    "account_reauthenticate": MASUK,
    "account_change_password": MASUK,
    "account_set_password": MASUK,
    "account_email": MASUK,
    "mfa_authenticate": PUBLIK,
    "mfa_trust": PUBLIK,
    "mfa_login_webauthn": PUBLIK,
    "mfa_signup_webauthn": PUBLIK,
    "mfa_*": MASUK,
    "socialaccount_login_cancelled": PUBLIK,
    "socialaccount_login_error": PUBLIK,
    "socialaccount_signup": PUBLIK,
    "socialaccount_connections": MASUK,
    "openid_connect_login": PUBLIK,
    "openid_connect_callback": PUBLIK,
    "oauth2_provider:token": PUBLIK,
    "oauth2_provider:revoke-token": PUBLIK,
    "admin:login": PUBLIK,
    "admin:*": "admin.buka",
}


def aturan_view(view: Callable[..., Any], nama_url: str) -> str | None:
    """The rule of a view: its own, that of its class, or the one in AKSES_LUAR; None means undeclared."""
    for calon in (view, getattr(view, "cls", None), getattr(view, "view_class", None)):
        if sendiri := getattr(calon, "akses", None):
            return str(sendiri)
    if nama_url in AKSES_LUAR:
        return AKSES_LUAR[nama_url]
    if not nama_url and getattr(view, "view_class", None) is RedirectView:
        return PUBLIK  # an old address of a library: it only leads to one that has its own rule
    ruang, pisah, _sisa = nama_url.partition(":")
    if pisah:
        return AKSES_LUAR.get(f"{ruang}:*")
    return AKSES_LUAR.get(f"{nama_url.partition('_')[0]}_*")
