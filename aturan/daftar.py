"""What the rules offer: actions and grants, the source of their values, the parameter they share, reference data."""

from django.utils.translation import gettext_lazy as _

from akun.kewenangan import aksi, allow
from akun.peran import Peran
from aturan import daftar_parameter, hari_libur, parameter
from aturan import tugas as tugas_aturan
from aturan.aturan import register_sumber
from inti import acuan, menu, penjelasan, tugas

# --- rights
aksi("aturan.usulan_lihat", _("Membaca usulan nilai aturan"), model="aturan.UsulanParameter")
allow((Peran.ADMIN_BKPSDM, Peran.AUDITOR), "aturan.usulan_lihat")

aksi("aturan.ubah", _("Mengusulkan perubahan nilai aturan"), model="aturan.UsulanParameter", ubah=True)
allow(Peran.ADMIN_BKPSDM, "aturan.ubah")

aksi("aturan.sahkan", _("Mengesahkan perubahan nilai aturan"), model="aturan.UsulanParameter", ubah=True)
allow(Peran.ADMIN_BKPSDM, "aturan.sahkan")

# --- menu and tasks
menu.register(
    menu.Butir("aturan", _("Nilai aturan"), "aturan:daftar", "timbang", aksi="aturan.usulan_lihat", urutan=45),
    menu.Butir("aturan-terbuka", _("Nilai aturan"), "aturan:daftar", tempat="kaki", urutan=70),
)
tugas.register(tugas_aturan.pengesahan)

# --- rules
register_sumber(parameter.ambil)
penjelasan.register_judul(daftar_parameter.judul)
daftar_parameter.register(hari_libur.DEFINISI)
acuan.register("parameter aturan", parameter.muat)
