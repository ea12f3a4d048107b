"""Whether a step is somebody's to take now, and why it isn't: the right, who holds the case, four eyes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from alur import kait, sebab, selectors
from alur.models import JenisPemegang
from alur.proses import Kolam, Langkah, Proses

PENGIRIM = "pengirim"  # a sender outside, by the code of what they sent


class BukanPemegangError(PermissionDenied):
    """The case lies with somebody else; the message says with whom."""


def periksa_hak(konteks: Konteks, proses: Proses, langkah: Langkah, objek: Any, sebagai: str) -> None:
    """Raise BukanPemegangError unless whoever asks may take this step now; a substitute only where the step lets them."""
    if langkah.sistem or sebagai == PENGIRIM:
        return  # the caller has shown that the sender holds the code, or it is no person's act
    diri = konteks if langkah.wakil else konteks.sendiri
    diambil = bool(_list_diambil(proses, [objek]))
    if not kewenangan.allows(selectors.sebagai_pemegang(diri, proses, langkah.izin, diambil=diambil), langkah.izin, objek):
        raise BukanPemegangError(_kata_pemegang(konteks, proses, langkah, objek, diambil=diambil))
    if selectors.list_terlibat(konteks, proses, [objek.kode], langkah.bukan):
        raise BukanPemegangError(
            _(
                "Anda ikut menyiapkan perkara ini, atau jalan masuk ke salah satu akun, Anda atau yang menyiapkannya, baru saja dibuat "
                "yang lain, jadi petugas lain yang memutuskannya. Halamannya menyebut siapa."
            )
        )


def periksa_hak_banyak(konteks: Konteks, proses: Proses, langkah: Langkah, objek: list[Any]) -> None:
    """The same for many cases in one state, and what the step asks of each. Raises BukanPemegangError, and what `butuh` raises."""
    if langkah.sistem:
        return
    diri = konteks if langkah.wakil else konteks.sendiri
    diambil = _list_diambil(proses, objek)
    boleh = 0
    for ya in (False, True):
        siapa = selectors.sebagai_pemegang(diri, proses, langkah.izin, diambil=ya)
        if punya := [o.pk for o in objek if (o.kode in diambil) is ya]:
            boleh += kewenangan.scope(siapa, langkah.izin, proses.get_model()._base_manager.filter(pk__in=punya)).count()
    if boleh != len(objek) or selectors.list_terlibat(konteks, proses, [o.kode for o in objek], langkah.bukan):
        raise BukanPemegangError(_("Sebagian bukan kewenangan Anda, jadi belum ada yang diubah."))
    for o in objek if langkah.butuh else []:
        assert langkah.butuh is not None  # the list is empty otherwise
        langkah.butuh(o, konteks)


def _list_diambil(proses: Proses, objek: list[Any]) -> set[str]:
    """Codes of those cases that officers have taken from the superior. One query, none where the process knows no taking over."""
    if not proses.ambil_alih:
        return set()
    rows = selectors.list_diambil_alih(proses.nama).filter(kode__in=[o.kode for o in objek])
    return set(rows.values_list("kode", flat=True))


def _kata_pemegang(konteks: Konteks, proses: Proses, langkah: Langkah, objek: Any, *, diambil: bool) -> str:
    """Why not, as far as whoever asks may know: who holds it now, or that nobody may decide about themselves."""
    if diambil and kewenangan.allows(konteks, langkah.izin, objek):
        return _("Perkara ini sudah diambil alih petugas, jadi petugas yang memutuskannya. Jejaknya menyebut mengapa.")
    if langkah.izin == proses.ambil_alih and kewenangan.allows(konteks.petugas, langkah.izin, objek):
        return _("Perkara ini di meja atasannya. Bila ia tidak dapat memutuskan, ambil alih dulu dengan alasannya.")
    if not langkah.wakil and konteks.mewakili and kewenangan.allows(konteks, langkah.izin, objek):
        return _("Langkah ini tidak dapat diwakilkan. Yang memutuskan pejabatnya sendiri setelah kembali.")
    if mengapa := sebab.cari_sebab(konteks, proses, objek):
        return mengapa
    kode = proses.orang(objek)
    if kode and kode == konteks.pegawai_kode:
        return _("Tidak ada yang memutuskan perkaranya sendiri. Langkah ini milik atasan atau petugas Anda.")
    pemegang = proses.get_keadaan(getattr(objek, proses.kolom)).pemegang
    if isinstance(pemegang, Kolam):  # with whom it lies is not for everybody to know
        return _("Ini tidak sedang di meja Anda, jadi belum ada yang diubah. Yang menunggu Anda ada di halaman Menunggu saya.")
    if pemegang != JenisPemegang.ATASAN:
        return _("Langkah ini di luar kewenangan Anda. Hubungi pengelola kepegawaian unit Anda.")
    pimpinan = kait.susunan().list_atasan([kode], konteks.per).get(kode)
    if pimpinan is None:
        return _("Atasannya belum ditetapkan. Minta pengelola kepegawaian menetapkannya lebih dulu.")
    return _("Yang memutuskan di sini %(siapa)s. Hubungi beliau, atau minta pengelola kepegawaian memeriksa susunan atasan.") % {
        "siapa": pimpinan.orang
    }
