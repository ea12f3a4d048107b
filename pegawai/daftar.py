"""What employees' records offer: actions and grants, and how an account leads to a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akun import identitas, konteks
from akun.kewenangan import KLIEN_API, Konteks, aksi, allow
from alur import kait as kait_alur
from inti import beranda, menu
from organisasi import kait
from pegawai import kartu, proyeksi, reports, reports_daftar, selectors, susunan

identitas.register_orang(susunan.SQL_ORANG)
konteks.register_nomor(selectors.get_pengguna_of_nomor)
kait.register_pengikut(proyeksi.segarkan)
kait_alur.register(susunan.Susunan())

PEMBACA_SEMUA = ("admin_bkpsdm", "pimpinan", "auditor")


def diri(k: Konteks) -> Q:
    """The person themselves."""
    return Q(pk=k.pegawai_id)


def tim(k: Konteks) -> Q:
    """People whom this person leads, also in somebody's stead."""
    return susunan.dipimpin(k)


def opd(k: Konteks) -> Q:
    """People in the subtree that a unit's personnel officer was given."""
    return k.subtree("pengelola_opd", "unit__jalur")


aksi("pegawai.lihat", _("Melihat pegawai"), model="pegawai.Pegawai", cakupan="pegawai.baca")
for kelompok in ("umum", "kepegawaian"):
    allow((*PEMBACA_SEMUA, "tim_penilai"), "pegawai.lihat", kelompok)
    allow("pegawai", "pegawai.lihat", kelompok, rows=diri)
    allow("atasan", "pegawai.lihat", kelompok, rows=lambda k: tim(k) | diri(k))
    allow("pengelola_opd", "pegawai.lihat", kelompok, rows=opd)
    allow(KLIEN_API, "pegawai.lihat", kelompok)
# Private data: the person, their personnel officers, and the auditor; leaders and machines don't need it.
allow(("admin_bkpsdm", "auditor"), "pegawai.lihat", "pribadi")
allow("pegawai", "pegawai.lihat", "pribadi", rows=diri)
allow("pengelola_opd", "pegawai.lihat", "pribadi", rows=opd)

aksi("pegawai.daftar", _("Membuka daftar pegawai"))
allow((*PEMBACA_SEMUA, "tim_penilai", "atasan", "pengelola_opd"), "pegawai.daftar")

aksi("pegawai.riwayat_perubahan", _("Melihat riwayat perubahan data"), model="pegawai.Pegawai")
allow(("admin_bkpsdm", "auditor"), "pegawai.riwayat_perubahan")
allow("pegawai", "pegawai.riwayat_perubahan", rows=diri)
allow("pengelola_opd", "pegawai.riwayat_perubahan", rows=opd)

aksi("pegawai.ubah", _("Mengubah data pegawai"), model="pegawai.Pegawai", ubah=True)
allow("admin_bkpsdm", "pegawai.ubah")

aksi("delegasi.atur", _("Menitipkan tugas kepada wakil"), model="pegawai.Pegawai", ubah=True)
allow("pegawai", "delegasi.atur", rows=diri)
allow("admin_bkpsdm", "delegasi.atur")
allow("pengelola_opd", "delegasi.atur", rows=opd)

aksi("delegasi.atur_semua", _("Menitipkan tugas pejabat bukan ASN"), ubah=True)
allow("admin_bkpsdm", "delegasi.atur_semua")

aksi("pegawai.buka_akun", _("Membuka akun pegawai"), model="pegawai.Pegawai", ubah=True)
allow("admin_bkpsdm", "pegawai.buka_akun")

aksi("pegawai.laporan", _("Membuat laporan kepegawaian"), model="pegawai.Pegawai")
allow((*PEMBACA_SEMUA, "tim_penilai"), "pegawai.laporan", "kepegawaian")
allow("pengelola_opd", "pegawai.laporan", "kepegawaian", rows=opd)
reports.daftarkan()
reports_daftar.daftarkan()

menu.register(
    menu.Butir("pegawai", _("Pegawai"), "pegawai:daftar", "orang2", aksi="pegawai.daftar", urutan=10, inti=True),
    menu.Butir("cari", _("Cari"), "pegawai:cari", aksi="pegawai.daftar", tempat="cari"),
    menu.Butir("data-saya", _("Data saya"), "pegawai:saya", "orang", peran=("pegawai",), urutan=60, kelompok=_("Milik saya")),
    menu.Butir("pengawasan", _("Pengawasan"), "pegawai:pengawasan", "mata", aksi="pengawasan.buka", urutan=15, inti=True),
    menu.Butir("meja-kerja", _("Meja kerja data"), "admin:index", "data", aksi="admin.buka", urutan=50),
    menu.Butir("beranda", _("Beranda"), "beranda", "rumah", urutan=1, inti=True),
    menu.Butir("kalkulator", _("Coba aturannya"), "kalkulator", "timbang", urutan=90, kelompok=_("Untuk kita semua")),
)
beranda.register(
    beranda.KartuBeranda("atasan-kosong", 10, "pegawai/kartu_atasan_kosong.html", kartu.isi_atasan_kosong),
)
beranda.register(beranda.KartuBeranda("akses-saya", 50, "pegawai/kartu_akses.html", kartu.isi_akses))
