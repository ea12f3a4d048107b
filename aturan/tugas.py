"""What waits for whoever looks after the rules, for the home page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from aturan import daftar_parameter
from aturan.models import StatusUsulan, UsulanParameter
from aturan.putusan import sentuhan
from aturan.selectors import list_usulan
from inti.penjelasan import tulis_nilai
from inti.tugas import Tugas
from inti.tulisan import tanggal

TAMPIL = 5


def pengesahan(konteks: Konteks) -> list[Tugas]:
    """Proposals of others that wait to be confirmed, the oldest first; beyond a few, one line that leads to all.

    One query, none for whoever confirms nothing.
    """
    if not kewenangan.boleh(konteks, "aturan.sahkan"):
        return []
    menunggu = list_usulan(konteks).filter(status=StatusUsulan.MENUNGGU).exclude(pengusul=konteks.pengguna.pk)
    rows = list(menunggu.order_by("pk")[: TAMPIL + 1])
    hasil = [
        Tugas(
            _("Periksa usulan: %(judul)s") % {"judul": tulis_nilai(daftar_parameter.judul(u.nama))},
            reverse("aturan:usulan", args=[u.kode]),
            _rincian(u),
            None,
            _("Menunggu Anda"),
        )
        for u in rows[:TAMPIL]
    ]
    if len(rows) > TAMPIL:
        hasil.append(Tugas(_("Usulan nilai aturan lain menunggu Anda"), reverse("aturan:daftar")))
    return hasil


def _rincian(usulan: UsulanParameter) -> str:
    """Who proposed it and when, and how many people it touches where that can be told."""
    isi = {"oleh": usulan.pengusul.nama, "hari": tanggal(usulan.disusun_at), "sentuhan": sentuhan(usulan)}
    return _("Diusulkan %(oleh)s pada %(hari)s; %(sentuhan)s.") % isi
