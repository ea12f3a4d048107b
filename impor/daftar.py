"""What the import offers: a right, its place in the menu, the steps that a worker does."""

from django.utils.translation import gettext_lazy as _

from akun.kewenangan import aksi, allow
from akun.peran import Peran
from impor import tasks
from inti import menu

# --- rights ---

aksi("pegawai.impor", _("Mengimpor daftar pegawai"), ubah=True)
allow(Peran.ADMIN_BKPSDM, "pegawai.impor")

# --- menu ---

menu.register(menu.Butir("impor", _("Impor"), "impor:daftar", "unggah", aksi="pegawai.impor", urutan=40))

# --- jobs ---

tasks.daftarkan()
