"""Seats of a run, and its participants as a whole: what happens to the run happens to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from akun import kewenangan
from akun.kewenangan import Konteks
from akun.konteks import sistem
from alur import services as alur
from inti import audit
from kompetensi import kabar
from kompetensi.models import Angkatan, Pendaftaran, StatusPendaftaran
from kompetensi.models.pendaftaran import MEMEGANG_TEMPAT
from kompetensi.proses import PENDAFTARAN
from kompetensi.services.dasar import BERJALAN, pelaku


def atur_tempat(angkatan: Angkatan, konteks: Konteks) -> int:
    """Count the seats of a locked run anew and hand free ones to the waiting list, oldest first.

    Who moves up does so by nobody's hand: the trail names the system, not whoever made room. Call it outside of
    audit.explain, which would name one for the other.
    Returns how many people moved up; the number of queries doesn't depend on it.
    """
    pegang = angkatan.pendaftaran.filter(status__in=MEMEGANG_TEMPAT).count()
    bebas = max(0, angkatan.kuota - pegang) if angkatan.status in BERJALAN else 0
    naik: list[int] = []
    if bebas:
        antre = angkatan.pendaftaran.filter(status=StatusPendaftaran.MENUNGGU).order_by("id")
        naik = list(antre.values_list("id", flat=True)[:bebas])
    if naik:
        rows = angkatan.pendaftaran.filter(id__in=naik)
        pindah = alur.move_many(konteks=sistem(konteks.per), proses=PENDAFTARAN, rows=rows, aksi="naik")
        kabar.tell_peserta("pendaftaran.naik", angkatan, pindah)
    if angkatan.terisi != pegang + len(naik):
        angkatan.terisi = pegang + len(naik)
        with audit.explain(actor=pelaku(konteks), why="Tempat dihitung ulang"):
            angkatan.save(update_fields=["terisi"])
    return len(naik)


def move_peserta(
    konteks: Konteks, rows: QuerySet[Pendaftaran], aksi: str, *, alasan: str = "", ubah: Mapping[str, Any] | None = None
) -> list[Pendaftaran]:
    """Take participants along with their run. The caller has asked for the right on the run; the trail names who acted, as what.

    Whoever looks after a run does so in a role of their own, in nobody's stead. Set-based. Returns who moved.
    """
    petugas = konteks.petugas
    sebagai = next(iter(kewenangan.list_peran(petugas, "kompetensi.angkatan_kelola")), "")
    return alur.move_many(konteks=petugas, proses=PENDAFTARAN, rows=rows, aksi=aksi, alasan=alasan, ubah=ubah, sebagai=sebagai)
