"""What is said to whoever proposed the examining unit where nobody can confirm it now."""

from __future__ import annotations

from django.utils.translation import gettext as _

from akun.kewenangan import Konteks
from akun.rekan import ada_petugas_lain, ada_rekan, sampai_kapan
from forum.selectors.pengawas import list_pengesah
from inti.tulisan import tanggal


def kata_tanpa_pengesah(konteks: Konteks) -> str:
    """That nobody can confirm what this officer proposes, until when it waits, and what to do then; empty where somebody can.

    One sentence for the message, the page and the refusal: nobody is sent to a colleague who isn't there.
    """
    if list_pengesah(konteks.pengguna, konteks.per):
        return ""
    if ada_rekan(konteks):
        return _(
            "Sekarang belum ada yang dapat mengesahkannya: jalan masuk ke akun Anda atau akun rekan Anda baru saja dibuat yang lain. "
            "Usulan ini menunggu petugas lain, atau rekan itu dua minggu sesudahnya."
        )
    if not ada_petugas_lain(konteks):
        return _(
            "Tidak ada lagi petugas kedua yang perlu ditunggu. Tarik usulan ini, lalu usulkan lagi: saat itu langsung berlaku."
        )
    if akhir := sampai_kapan(konteks, konteks.pengguna):
        return _(
            "Sekarang tidak ada Admin kepegawaian lain yang dapat mengesahkannya. Usulan ini menunggu petugas kedua sampai "
            "%(hari)s. Bila sampai hari itu belum ada, tarik usulan ini lalu usulkan lagi: sesudah hari itu langsung berlaku."
        ) % {"hari": tanggal(akhir)}
    return _(
        "Sekarang tidak ada Admin kepegawaian lain yang dapat mengesahkannya: akun rekan Anda ditutup, tetapi perannya belum "
        "berakhir. Akhiri peran itu; dua minggu sesudahnya, tarik usulan ini lalu usulkan lagi: saat itu langsung berlaku."
    )
