"""What this app offers: actions and who may do them. Each app adds its own reports and grants."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akun.kewenangan import Konteks, aksi, allow
from akun.peran import PEMBACA_KOTA, Peran
from inti import menu

PEMBUAT = (Peran.PENGELOLA_OPD, *PEMBACA_KOTA, Peran.TIM_PENILAI)


def milik_sendiri(k: Konteks) -> Q:
    """Jobs that this very person asked for: nobody else sees them, no admin either."""
    return Q(peminta=k.pengguna.pk)


# Reading, not writing: the auditor makes reports too.
aksi("laporan.buka", _("Membuka pusat laporan"))
allow(PEMBUAT, "laporan.buka")

aksi("laporan.pekerjaan", _("Melihat, membatalkan, dan mengunduh pekerjaan sendiri"), model="laporan.Pekerjaan")
allow(PEMBUAT, "laporan.pekerjaan", rows=milik_sendiri)

menu.register(menu.Butir("laporan", _("Laporan"), "laporan:pusat", "daftar", aksi="laporan.buka", urutan=60))
