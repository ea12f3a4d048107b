"""Actions of accounts, units and the admin, and who may do them. Units know no roles, so theirs are here."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akun.kewenangan import ANONIM, KLIEN_API, aksi, allow, require
from organisasi import kait

kait.register_izin(require)

SEMUA_PERAN = (
    "pegawai", "atasan", "pengelola_opd", "admin_bkpsdm", "pimpinan", "tim_penilai", "moderator", "auditor", "mitra",
)  # fmt: skip

aksi("beranda.buka", _("Membuka beranda"))
allow((ANONIM, "warga", *SEMUA_PERAN), "beranda.buka")

aksi("admin.buka", _("Membuka meja kerja kepegawaian"))
allow(("admin_bkpsdm", "auditor"), "admin.buka")

aksi("organisasi.lihat", _("Melihat unit kerja dan jabatan"), model="organisasi.UnitKerja", cakupan="organisasi.baca")
allow((*SEMUA_PERAN, KLIEN_API), "organisasi.lihat")

aksi("jabatan.lihat", _("Melihat jabatan"), model="organisasi.Jabatan", cakupan="organisasi.baca")
allow((*SEMUA_PERAN, KLIEN_API), "jabatan.lihat")

aksi("organisasi.kelola", _("Mengelola unit kerja, jabatan, dan penilai"), model="organisasi.UnitKerja", ubah=True)
allow("admin_bkpsdm", "organisasi.kelola")

aksi("akun.kelola", _("Mengelola akun dan peran"), model="akun.Pengguna", ubah=True)
allow("admin_bkpsdm", "akun.kelola")

aksi("akun.lihat", _("Melihat akun dan peran"), model="akun.Pengguna")
allow(("admin_bkpsdm", "auditor"), "akun.lihat")

aksi("akses.lihat", _("Melihat catatan akses data"), model="akun.CatatanAkses")
allow("auditor", "akses.lihat")
allow("pegawai", "akses.lihat", rows=lambda k: Q(subjek_kode=k.pegawai_kode))

aksi("pengawasan.buka", _("Membuka ruang pengawasan"))
allow("auditor", "pengawasan.buka")
