"""What the services offer: actions and grants, processes, kinds of files, menu entries."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from akun import kewenangan
from akun.kewenangan import Konteks, aksi, allow
from akun.models import KelompokData
from akun.peran import PEMILIK_DATA, Peran
from akun.perlindungan import lindungi
from alur import proses
from dokumen.models import Dokumen
from dokumen.pemilik import register_pemilik
from impor import koreksi
from inti import menu
from layanan.perubahan_data import kabar  # noqa: F401  # the kinds of messages
from layanan.perubahan_data.models import UsulPerubahan
from layanan.perubahan_data.proses import PERUBAHAN_DATA
from layanan.perubahan_data.selectors import list_koreksi
from pegawai.cakupan import bukan_diri, diri, opd


def opd_lain(k: Konteks) -> Q:
    """People of an officer's units, never the officer."""
    return opd("pegawai__unit")(k) & bukan_diri("pegawai")(k)


# --- rights ------------------------------------------------------------------------------------
aksi("perubahan.ajukan", _("Mengusulkan perbaikan data sendiri"), ubah=True)
allow(PEMILIK_DATA, "perubahan.ajukan")

aksi("perubahan.milik", _("Melengkapi atau menarik usul sendiri"), model="layanan.UsulPerubahan", ubah=True)
allow(PEMILIK_DATA, "perubahan.milik", rows=diri("pegawai"))

aksi("perubahan.lihat", _("Melihat usul perbaikan data"), model="layanan.UsulPerubahan")
allow((Peran.ADMIN_BKPSDM, Peran.AUDITOR), "perubahan.lihat")
allow(PEMILIK_DATA, "perubahan.lihat", rows=diri("pegawai"))
allow(Peran.PENGELOLA_OPD, "perubahan.lihat", rows=opd("pegawai__unit"))

aksi("perubahan.periksa", _("Memeriksa usul perbaikan data"), model="layanan.UsulPerubahan", ubah=True)
allow(Peran.ADMIN_BKPSDM, "perubahan.periksa", rows=bukan_diri("pegawai"))
allow(Peran.PENGELOLA_OPD, "perubahan.periksa", rows=opd_lain)

# A proposal holds whatever it corrects, up to family, religion and address, and words of its sender about it.
lindungi(UsulPerubahan, KelompokData.PRIBADI, "sebelum", "usulan", "keterangan", subjek="pegawai", aksi="perubahan.lihat")

# --- what lists may not know yet ---------------------------------------------------------------
koreksi.register("perubahan_data", list_koreksi)

# --- processes and files -----------------------------------------------------------------------
proses.register(PERUBAHAN_DATA)


def may_open(konteks: Konteks, dokumen: Dokumen) -> bool:
    """Whoever may see the proposal may see its proof."""
    return kewenangan.scope(konteks, "perubahan.lihat", UsulPerubahan.objects.filter(bukti=dokumen)).exists()


register_pemilik(
    "layanan.perubahan",
    may_open=may_open,
    kelompok=KelompokData.PRIBADI,
    tujuan=gettext_noop("membuka bukti usul perbaikan data"),
    awalan="bukti",
)

# --- menu --------------------------------------------------------------------------------------
menu.register(
    menu.Butir(
        "data-salah",
        _("Data saya salah"),
        "layanan:perubahan",
        "pena",
        aksi="perubahan.ajukan",
        urutan=61,
        kelompok=_("Milik saya"),
    ),
    menu.Butir("usul-data", _("Usul perbaikan data"), "layanan:perubahan-daftar", "pena", aksi="perubahan.periksa", urutan=45),
)
