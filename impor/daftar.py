"""What the import offers: a right, its place in the menu, the steps that a worker does."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akun.kewenangan import aksi, allow
from akun.peran import Peran
from alur import proses
from impor import tasks
from impor.proses import IMPOR
from inti import menu

# --- rights ---

aksi("pegawai.impor", _("Mengimpor daftar pegawai"), model="impor.Impor", ubah=True)
aksi("impor.milik", _("Menarik kembali impor yang disiapkan sendiri"), model="impor.Impor", ubah=True)
aksi("impor.setujui", _("Menyetujui impor yang disiapkan petugas lain"), model="impor.Impor", ubah=True)
allow(Peran.ADMIN_BKPSDM, "pegawai.impor")
allow(Peran.ADMIN_BKPSDM, "impor.milik", rows=lambda konteks: Q(pembuat=konteks.pengguna.pk))
allow(Peran.ADMIN_BKPSDM, "impor.setujui")

# --- menu ---

menu.register(menu.Butir("impor", _("Impor"), "impor:daftar", "unggah", aksi="pegawai.impor", urutan=40))

# --- jobs ---

tasks.daftarkan()

# --- steps ---

proses.register(IMPOR)
