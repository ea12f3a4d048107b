"""Actions of accounts, units and the admin, and who may do them. Units know no roles, so theirs are here."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akun.kewenangan import aksi, allow, require
from akun.pejabat import PenjagaAkunPejabat
from akun.peran import ANONIM, KLIEN_API, PEMILIK_DATA, PURNATUGAS, STAF, Peran
from akun.tugas import tugas_peran
from inti import menu, tugas
from organisasi import kait

kait.register_izin(require)
kait.register_akun_pejabat(PenjagaAkunPejabat())

SEMUA_PERAN = (*STAF, PURNATUGAS, Peran.MITRA)

aksi("beranda.buka", _("Membuka beranda"))
allow((ANONIM, Peran.WARGA, *SEMUA_PERAN), "beranda.buka")

aksi("admin.buka", _("Membuka meja kerja kepegawaian"))
allow((Peran.ADMIN_BKPSDM, Peran.AUDITOR), "admin.buka")

aksi("organisasi.lihat", _("Melihat unit kerja dan jabatan"), model="organisasi.UnitKerja", cakupan="organisasi.baca")
allow((*SEMUA_PERAN, KLIEN_API), "organisasi.lihat")

aksi("jabatan.lihat", _("Melihat jabatan"), model="organisasi.Jabatan", cakupan="organisasi.baca")
allow((*SEMUA_PERAN, KLIEN_API), "jabatan.lihat")

aksi("organisasi.kelola", _("Mengelola unit kerja, jabatan, dan penilai"), model="organisasi.UnitKerja", ubah=True)
allow(Peran.ADMIN_BKPSDM, "organisasi.kelola")

aksi("akun.kelola", _("Mengelola akun dan peran"), model="akun.Pengguna", ubah=True)
allow(Peran.ADMIN_BKPSDM, "akun.kelola")

aksi("akun.lihat", _("Melihat akun dan peran"), model="akun.Pengguna")
allow((Peran.ADMIN_BKPSDM, Peran.AUDITOR), "akun.lihat")

aksi("akses.lihat", _("Melihat catatan akses data"), model="akun.CatatanAkses")
allow(Peran.AUDITOR, "akses.lihat")
allow(PEMILIK_DATA, "akses.lihat", rows=lambda k: Q(subjek_kode=k.pegawai_kode))

aksi("pengawasan.buka", _("Membuka ruang pengawasan"))
allow(Peran.AUDITOR, "pengawasan.buka")

tugas.register(tugas_peran)
menu.register(
    menu.Butir("akun-keamanan", _("Akun dan keamanan"), "mfa_index", "perisai", tempat="akun", urutan=30, juga=("/akun/",)),
    menu.Butir("riwayat-peran", _("Riwayat peran"), "akun:peran-riwayat", "perisai", aksi="akun.lihat", tempat="akun", urutan=35),
)
