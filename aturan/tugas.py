"""What waits for whoever looks after the rules, for the home page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from aturan import daftar_parameter
from aturan.models import StatusUsulan
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
    rows = list_usulan(konteks).filter(status=StatusUsulan.MENUNGGU).exclude(pengusul=konteks.pengguna.pk)
    tampil = list(rows.order_by("pk")[: TAMPIL + 1])
    hasil = [
        Tugas(
            _("Periksa usulan: %(judul)s") % {"judul": tulis_nilai(daftar_parameter.judul(u.nama))},
            reverse("aturan:usulan", args=[u.kode]),
            _("Diusulkan %(oleh)s pada %(hari)s, menyentuh %(n)s orang.")
            % {"oleh": u.pengusul.nama, "hari": tanggal(u.disusun_at), "n": tulis_nilai(u.tersentuh or 0)},
            None,
            _("Menunggu Anda"),
        )
        for u in tampil[:TAMPIL]
    ]
    if len(tampil) > TAMPIL:
        hasil.append(Tugas(_("Usulan nilai aturan lain menunggu Anda"), reverse("aturan:daftar")))
    return hasil
