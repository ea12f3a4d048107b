"""What waits for whoever confirms the examining unit, for the home page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from forum.selectors.pengawas import get_menunggu
from inti.tugas import Tugas
from inti.tulisan import tanggal


def pengesahan(konteks: Konteks) -> list[Tugas]:
    """The proposal of another officer that waits. One query, none for whoever confirms nothing."""
    if not kewenangan.boleh(konteks, "suara.atur"):
        return []
    usulan = get_menunggu()
    if usulan is None or usulan.pengusul is None or usulan.pengusul_id == konteks.pengguna.pk:
        return []
    ket = _("Diusulkan %(oleh)s pada %(hari)s.") % {"oleh": usulan.pengusul.nama, "hari": tanggal(usulan.diusulkan_at)}
    judul = _("Sahkan unit pengawas: %(unit)s") % {"unit": usulan.unit.nama}
    return [Tugas(judul, reverse("forum:pengawas"), ket, None, _("Menunggu Anda"))]
