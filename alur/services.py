"""Taking a case from one state to the next: the only place that writes states, holders and the trail."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Generic, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import F, Model, QuerySet
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from alur import kabar, kait, pegangan, selectors
from alur.hak import PENGIRIM, periksa_hak, periksa_hak_banyak
from alur.models import Jejak
from alur.proses import TETAP, Beralasan, Langkah, Proses
from inti import audit, waktu
from inti.errors import UseCaseError, VersiBerbedaError
from inti.ungkapan import Ungkapan

M = TypeVar("M", bound=Model)
SISTEM = "sistem"
ALASAN_MAKS = 2000
JAM_LANGKAH = time(9)  # of a step that is recorded for another day
LEWAT_MALAM = timedelta(hours=1)
Ubah = Mapping[str, Any]


class LangkahTidakAdaError(UseCaseError):
    """This step doesn't follow from where the case stands, mostly because somebody took another one meanwhile."""


class AlasanKosongError(UseCaseError):
    """A step that others will want explained."""


@dataclass(frozen=True)
class Gerak(Generic[M]):
    """The subject after a step, and whether the step was taken now (False: it had been, by the same person)."""

    objek: M
    baru: bool


@dataclass(frozen=True)
class Pelaku:
    """Who acts, as what, for whom, why and when: the same for all cases of one step."""

    konteks: Konteks
    alasan: str
    pada: datetime
    sebagai: str
    diam: bool = False  # a sender outside: no account and no name in the trail


@transaction.atomic
def begin(
    *,
    konteks: Konteks,
    proses: Proses,
    objek: Iterable[Model],
    aksi: str,
    alasan: str = "",
    data: Mapping[str, Any] | None = None,
    pada: datetime | None = None,
    sebagai: str = "",
) -> None:
    """Put subjects that were just created on their way: first line of the trail, first holder. Set-based.

    The caller has asked for the right to create them. `aksi` is a step from '' to the state in which they are.

    Raises KeyError for a step that the table doesn't have from '': a bug.
    """
    baru = list(objek)
    langkah = proses.cari_langkah(aksi, "")
    if langkah is None:
        raise KeyError(f"{proses.nama}: {aksi} tidak memulai apa pun")
    pelaku = buat_pelaku(konteks, langkah, alasan, pada, sebagai)
    wakil = catat(proses, langkah, [(o, "") for o in baru], pelaku, data)
    _pegang(proses, langkah, baru, pelaku, wakil)
    if proses.umumkan and baru:
        proses.umumkan(baru)


@transaction.atomic
def move(
    *,
    konteks: Konteks,
    proses: Proses,
    objek: M,
    aksi: str,
    alasan: str = "",
    versi: int | None = None,
    ubah: Ubah | Callable[[M], Ubah] | None = None,
    data: Mapping[str, Any] | None = None,
    pada: datetime | None = None,
    sebagai: str = "",
    bidang: str = "alasan",
) -> Gerak[M]:
    """Take one step with one case: lock, right, state, version, reason, condition; then row, trail, holder and event.

    versi    the version that the person read; None where they can't have read a stale one
    ubah     what else the step writes on the subject, by column; or `(locked subject) -> that`, asked when right, state
             and version are settled, which may still refuse
    data     what it was decided on, kept with the trail
    sebagai  overrides the role in the trail ('pengirim': a sender outside, who has no name there)
    bidang   the field of the form at which a missing reason stands

    The same step again by the same person with the same words and data changes nothing.

    Raises BukanPemegangError, LangkahTidakAdaError, VersiBerbedaError, AlasanKosongError, and what `butuh` and `ubah` raise.
    """
    kini = lock(proses, objek)
    langkah = _langkah(proses, kini, aksi)
    acuan = langkah or proses.get_langkah(aksi)
    periksa_hak(konteks, proses, acuan, kini, sebagai)
    pelaku = buat_pelaku(konteks, acuan, alasan, pada, sebagai, bidang)
    if _sudah(proses, kini, acuan, pelaku, versi, data):
        return Gerak(kini, baru=False)
    if langkah is None:
        raise _tidak_ada(konteks, proses, kini, sebagai)
    if versi is not None and versi != _versi(kini):
        raise VersiBerbedaError(
            _("%(judul)s ini berubah sejak Anda membukanya.") % {"judul": proses.judul},
            fix=_("Baca versi terbarunya di bawah, lalu ulangi bila masih perlu."),
        )
    if langkah.butuh:
        langkah.butuh(kini, konteks)
    _jalankan(proses, langkah, [kini], pelaku, (ubah(kini) if callable(ubah) else ubah) or {}, data)
    return Gerak(lock(proses, kini), baru=True)


@transaction.atomic
def move_many(
    *,
    konteks: Konteks,
    proses: Proses,
    rows: QuerySet[M],
    aksi: str,
    alasan: str = "",
    ubah: Mapping[str, Any] | None = None,
    data: Mapping[str, Any] | None = None,
    pada: datetime | None = None,
    sebagai: str = "",
) -> list[M]:
    """Take the same step with all of `rows` that stand where it begins; the others stay. Set-based. Returns who moved.

    A step that a person takes is asked of every one of them as `move` asks it; a consequence (`sistem`) of none.

    Raises BukanPemegangError, AlasanKosongError, and what `butuh` raises.
    """
    acuan = proses.get_langkah(aksi)
    dari = [d for langkah in proses.langkah if langkah.aksi == aksi for d in langkah.dari]
    terkunci = rows.filter(**{f"{proses.kolom}__in": dari}).select_for_update(of=("self",)).select_related(*proses.muat)
    kelompok: dict[str, list[M]] = {}
    for o in terkunci.order_by("pk"):
        if _langkah(proses, o, aksi):
            kelompok.setdefault(getattr(o, proses.kolom), []).append(o)
    bagian = [(proses.cari_langkah(aksi, keadaan) or acuan, objek) for keadaan, objek in kelompok.items()]
    for langkah, objek in bagian:
        periksa_hak_banyak(konteks, proses, langkah, objek)
    pelaku = [buat_pelaku(konteks, langkah, alasan, pada, sebagai) for langkah, _objek in bagian]
    for (langkah, objek), siapa in zip(bagian, pelaku, strict=True):
        _jalankan(proses, langkah, objek, siapa, ubah or {}, data)
    return sorted((o for _bagian, objek in bagian for o in objek), key=lambda o: o.pk)


def lock(proses: Proses, objek: M) -> M:
    """The subject as it is now, locked until the transaction ends, with what the process reads of it. One query."""
    rows = type(objek)._base_manager.select_for_update(of=("self",)).select_related(*proses.muat)
    hasil: M = rows.get(pk=objek.pk)
    return hasil


def require(konteks: Konteks, proses: Proses, objek: Model, aksi: str) -> None:
    """Raise BukanPemegangError unless whoever asks may take this step; for use cases that must know before they look further."""
    periksa_hak(konteks, proses, _langkah(proses, objek, aksi) or proses.get_langkah(aksi), objek, "")


# --- what a step consists of ---------------------------------------------------------------------------


def _versi(objek: Any) -> int:
    versi: int = objek.versi
    return versi


def _langkah(proses: Proses, objek: Any, aksi: str) -> Langkah | None:
    return next((langkah for langkah in proses.langkah_untuk(objek) if langkah.aksi == aksi), None)


def buat_pelaku(
    konteks: Konteks, langkah: Langkah, alasan: str, pada: datetime | None, sebagai: str, bidang: str = "alasan"
) -> Pelaku:
    """Who takes a step. Raises AlasanKosongError."""
    return Pelaku(
        konteks=konteks,
        alasan=_alasan(langkah, alasan, bidang),
        pada=pada or saat_langkah(konteks),
        sebagai=sebagai or (SISTEM if langkah.sistem else next(iter(kewenangan.list_peran(konteks, langkah.izin)), "")),
        diam=sebagai == PENGIRIM,
    )


def saat_langkah(konteks: Konteks) -> datetime:
    """The instant of a step: now, or in the morning of the day for which it is recorded, where that is another one.

    What begins before midnight and ends after it is of now.
    """
    kini = waktu.now()
    if konteks.per in (waktu.hari(kini), waktu.hari(kini - LEWAT_MALAM)):
        return kini
    return datetime.combine(konteks.per, JAM_LANGKAH, waktu.zona())


def _alasan(langkah: Langkah, alasan: str, bidang: str) -> str:
    """The reason, tidied. Raises AlasanKosongError where one is due and says nothing."""
    alasan = alasan.strip()[:ALASAN_MAKS]
    if langkah.alasan == Beralasan.WAJIB and len(alasan) < langkah.alasan_min:
        raise AlasanKosongError(
            _("Alasannya belum jelas.") if alasan else _("Alasannya belum ditulis."),
            fix=str(langkah.petunjuk),
            field=bidang,
        )
    return alasan


def _sudah(
    proses: Proses, objek: Any, langkah: Langkah, pelaku: Pelaku, versi: int | None, data: Mapping[str, Any] | None
) -> bool:
    """Whether the last step of a locked case is this very one: same person, same words and data, from the version they read."""
    if langkah.ke != TETAP and getattr(objek, proses.kolom) != langkah.ke:
        return False
    if versi is not None and versi not in (objek.versi, objek.versi - 1):
        return False
    terakhir = selectors.get_langkah_akhir(proses, objek.kode)
    if terakhir is None or terakhir.aksi != langkah.aksi or terakhir.alasan != pelaku.alasan:
        return False
    if data is not None and terakhir.data != json.loads(json.dumps(data, cls=DjangoJSONEncoder)):
        return False
    akun = None if pelaku.diam else _akun(pelaku.konteks)
    return terakhir.oleh_id == (akun.pk if akun else None) and terakhir.sebagai == pelaku.sebagai


def _tidak_ada(konteks: Konteks, proses: Proses, objek: Any, sebagai: str) -> LangkahTidakAdaError:
    """Why there is no such step now; a sender outside isn't told who took the last one."""
    kata = selectors.kata_keadaan(proses, objek) if sebagai == PENGIRIM else selectors.kata_kini(proses, objek, konteks)
    return LangkahTidakAdaError(kata, fix=_("Buka perkaranya untuk melihat langkah yang tersedia."))


def _jalankan(
    proses: Proses, langkah: Langkah, objek: list[Any], pelaku: Pelaku, ubah: Mapping[str, Any], data: Mapping[str, Any] | None
) -> None:
    """Write a step for locked subjects in the same state: rows, trail, holders, event. Set-based."""
    dari = getattr(objek[0], proses.kolom)
    ke = dari if langkah.ke == TETAP else langkah.ke
    keadaan = proses.get_keadaan(ke)
    with audit.explain(actor=_akun(pelaku.konteks), why=pelaku.alasan or langkah.sudah):
        isi = {proses.kolom: ke, "versi": F("versi") + 1, **ubah}
        type(objek[0])._base_manager.filter(pk__in=[o.pk for o in objek]).update(**isi)
        for o in objek:
            for kolom, nilai in {proses.kolom: ke, "versi": o.versi + 1, **ubah}.items():
                setattr(o, kolom, nilai)
        wakil = catat(proses, langkah, [(o, dari) for o in objek], pelaku, data)
        kabar.tell_diwakili(proses, wakil, sudah=str(langkah.sudah), data=data or {}, oleh=_akun(pelaku.konteks))
        if langkah.ke != TETAP:
            _pegang(proses, langkah, objek, pelaku, wakil)
        elif ubah:
            pegangan.pindahkan(proses, keadaan, objek)
    if proses.umumkan:
        proses.umumkan(objek)


def _pegang(proses: Proses, langkah: Langkah, objek: list[Any], pelaku: Pelaku, wakil: list[tuple[Any, kait.AtasNama]]) -> None:
    """Hand the cases on, and tell whom they come to and whom somebody else takes them from."""
    lama, baru = pegangan.pegang(proses, langkah, objek, pelaku.pada)
    oleh, kata = None if pelaku.diam else _akun(pelaku.konteks), Ungkapan(langkah.sudah, kecil=True)
    kabar.tell_pindah(proses, objek, lama, baru, sebab=kata, oleh=oleh, per=pelaku.konteks.per, wakil=wakil)


def catat(
    proses: Proses, langkah: Langkah, objek: Iterable[tuple[Any, str]], pelaku: Pelaku, data: Mapping[str, Any] | None
) -> list[tuple[Any, kait.AtasNama]]:
    """Add a line to the trail of each case. Returns those in which somebody acted for another, and for whom."""
    akun = None if pelaku.diam else _akun(pelaku.konteks)
    jabatan = kait.susunan().get_jabatan(pelaku.konteks) if akun else ""
    baris, wakil = [], []
    for o, dari in objek:
        atas_nama = kait.susunan().get_atas_nama(pelaku.konteks, proses.orang(o)) if pelaku.konteks.mewakili and akun else None
        unit = proses.unit(o)
        wakil += [(o, atas_nama)] if atas_nama else []
        baris.append(
            Jejak(
                proses=proses.nama,
                kode=o.kode,
                aksi=langkah.aksi,
                dari=dari,
                ke=dari if langkah.ke == TETAP else langkah.ke,
                oleh=akun,
                oleh_nama=akun.nama if akun else "",
                sebagai=pelaku.sebagai,
                jabatan=jabatan,
                untuk_nama=str(atas_nama.orang) if atas_nama else "",
                surat=atas_nama.surat if atas_nama else "",
                unit_id=unit.pk if unit else None,
                alasan=pelaku.alasan,
                data=dict(data or {}),
                versi=o.versi,
                pada_at=pelaku.pada,
            )
        )
    Jejak.objects.bulk_create(baris, batch_size=1000)
    return wakil


def _akun(konteks: Konteks) -> Any:
    return konteks.pengguna if konteks.masuk else None
