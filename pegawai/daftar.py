"""What employees' records offer: actions and grants, and how an account leads to a person."""

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from akun import identitas, kewenangan, konteks
from akun import kait as kait_akun
from akun.kewenangan import Konteks, aksi, allow
from akun.models import KelompokData
from akun.peran import KLIEN_API, PEMBACA_KOTA, PEMILIK_DATA, PURNATUGAS, Peran
from akun.perlindungan import lindungi
from alur import kait as kait_alur
from inti import acuan, beranda, menu
from organisasi import kait
from pegawai import (
    atasan,
    golongan,
    hukum,
    jalan_masuk,
    kartu,
    reports,
    reports_daftar,
    reports_tersentuh,
    selectors,
    susunan,
    tasks,
)
from pegawai.cakupan import bukan_diri, diri, gabung, opd, tim_berperkara
from pegawai.models import DataPribadi, Pegawai, RiwayatGolongan, RiwayatJabatan, RiwayatStatus
from pegawai.services import delegasi

identitas.register_orang(susunan.SQL_ORANG)
kait_akun.register_penyebut(susunan.list_sebutan)
kait_akun.register_penjaga(delegasi.jaga_jalan_masuk)
kait_akun.register_penjaga(jalan_masuk.jaga_pemimpin)
konteks.register_nomor(selectors.get_pengguna_of_nomor)
kait.register_pengikut(atasan.ikuti)
kait.register_sendiri(atasan.susunan_sendiri)
kait.register_terjangkau(atasan.susunan_terjangkau)
kait_alur.register(susunan.Susunan())


aksi("pegawai.lihat", _("Melihat pegawai"), model="pegawai.Pegawai", cakupan="pegawai.baca")
for kelompok in ("umum", "kepegawaian"):
    allow((*PEMBACA_KOTA, Peran.TIM_PENILAI), "pegawai.lihat", kelompok)
    allow(PEMILIK_DATA, "pegawai.lihat", kelompok, rows=diri())
    allow(Peran.ATASAN, "pegawai.lihat", kelompok, rows=gabung(tim_berperkara(), diri()))
    allow(Peran.PENGELOLA_OPD, "pegawai.lihat", kelompok, rows=opd("unit"))
    allow(KLIEN_API, "pegawai.lihat", kelompok)
# Private data: the person, their personnel officers, and the auditor; leaders and machines don't need it.
allow((Peran.ADMIN_BKPSDM, Peran.AUDITOR), "pegawai.lihat", "pribadi")
allow(PEMILIK_DATA, "pegawai.lihat", "pribadi", rows=diri())
allow(Peran.PENGELOLA_OPD, "pegawai.lihat", "pribadi", rows=opd("unit"))

KEPEGAWAIAN: tuple[tuple[type[Model], tuple[str, ...], str], ...] = (
    (Pegawai, ("tempat_lahir", "tanggal_lahir", "tmt_cpns", "id_asing"), ""),
    (RiwayatStatus, ("nomor_sk",), "pegawai"),
    (RiwayatGolongan, ("nomor_sk",), "pegawai"),
    (RiwayatJabatan, ("nomor_sk",), "pegawai"),
)
for model, kolom, subjek in KEPEGAWAIAN:
    lindungi(model, KelompokData.KEPEGAWAIAN, *kolom, subjek=subjek, aksi="pegawai.lihat", izin="kepegawaian")
lindungi(
    DataPribadi, KelompokData.PRIBADI, "nik", "npwp", "bpjs", "alamat", "nomor_hp", "email", "email_dinas", "agama", "status_kawin",
    subjek="pegawai", aksi="pegawai.lihat", izin="pribadi",
)  # fmt: skip

aksi("pegawai.saya", _("Membuka data sendiri"))
allow(PEMILIK_DATA, "pegawai.saya")

aksi("pegawai.purnatugas", _("Membaca data sendiri sesudah purnatugas"))
allow(PURNATUGAS, "pegawai.purnatugas")

aksi("pegawai.daftar", _("Membuka daftar pegawai"))
allow((*PEMBACA_KOTA, Peran.TIM_PENILAI, Peran.ATASAN, Peran.PENGELOLA_OPD), "pegawai.daftar")

aksi("pegawai.riwayat_perubahan", _("Melihat riwayat perubahan data"), model="pegawai.Pegawai")
allow((Peran.ADMIN_BKPSDM, Peran.AUDITOR), "pegawai.riwayat_perubahan")
allow(PEMILIK_DATA, "pegawai.riwayat_perubahan", rows=diri())
allow(Peran.PENGELOLA_OPD, "pegawai.riwayat_perubahan", rows=opd("unit"))

aksi("pegawai.akses_lihat", _("Melihat siapa membuka data seorang pegawai"), model="pegawai.Pegawai")
allow(Peran.AUDITOR, "pegawai.akses_lihat")
allow(PEMILIK_DATA, "pegawai.akses_lihat", rows=diri())

aksi("pegawai.ubah", _("Mengubah data pegawai"), model="pegawai.Pegawai", ubah=True)
allow(Peran.ADMIN_BKPSDM, "pegawai.ubah", rows=bukan_diri())

aksi("delegasi.atur", _("Menitipkan tugas kepada wakil"), model="pegawai.Pegawai", ubah=True)
allow(Peran.PEGAWAI, "delegasi.atur", rows=diri())
allow(Peran.ADMIN_BKPSDM, "delegasi.atur")
allow(Peran.PENGELOLA_OPD, "delegasi.atur", rows=opd("unit"))

aksi("delegasi.atur_pejabat", _("Menitipkan tugas pejabat bukan ASN"), model="organisasi.PejabatNonAsn", ubah=True)
allow(Peran.ADMIN_BKPSDM, "delegasi.atur_pejabat")
allow(Peran.PIMPINAN, "delegasi.atur_pejabat", rows=lambda k: Q(akun=k.pengguna.pk))

aksi("pegawai.buka_akun", _("Membuka akun pegawai"), model="pegawai.Pegawai", ubah=True)
allow(Peran.ADMIN_BKPSDM, "pegawai.buka_akun")

aksi("pegawai.laporan", _("Membuat laporan kepegawaian"), model="pegawai.Pegawai")
allow((*PEMBACA_KOTA, Peran.TIM_PENILAI), "pegawai.laporan", "kepegawaian")
allow(Peran.PENGELOLA_OPD, "pegawai.laporan", "kepegawaian", rows=opd("unit"))

aksi("pegawai.tersentuh", _("Mengunduh orang yang tersentuh perubahan aturan"), model="pegawai.Pegawai")
allow((Peran.ADMIN_BKPSDM, Peran.AUDITOR), "pegawai.tersentuh", "kepegawaian")

hukum.daftarkan()
acuan.register("golongan", golongan.muat)
reports.daftarkan()
reports_daftar.daftarkan()
reports_tersentuh.daftarkan()
tasks.daftarkan()


def _punya_orang(konteks: Konteks) -> dict[str, str] | None:
    """An officer's account without a person has no tasks of its own to hand over."""
    return {} if konteks.pegawai_id else None


def _tanpa_orang(konteks: Konteks) -> dict[str, str] | None:
    """An official who is no employee, the Wali Kota for one, hands over their own."""
    return None if konteks.pegawai_id or kewenangan.boleh(konteks, "delegasi.atur") else {}


def _pejabat_lain(konteks: Konteks) -> dict[str, str] | None:
    """An officer's account without a person finds here whom those officials left their work to."""
    return None if konteks.pegawai_id or not kewenangan.boleh(konteks, "delegasi.atur") else {}


menu.register(
    menu.Butir("pegawai", _("Pegawai"), "pegawai:daftar", "orang2", aksi="pegawai.daftar", urutan=10, inti=True),
    menu.Butir("cari", _("Cari"), "pegawai:cari", aksi="pegawai.daftar", tempat="cari"),
    menu.Butir("data-saya", _("Data saya"), "pegawai:saya", "orang", aksi="pegawai.saya", urutan=60, kelompok=_("Milik saya")),
    menu.Butir(
        "wakil",
        _("Titipkan tugas"),
        "pegawai:wakil-saya",
        "orang2",
        aksi="delegasi.atur",
        urutan=62,
        kelompok=_("Milik saya"),
        argumen=_punya_orang,
    ),
    menu.Butir(
        "wakil-pejabat",
        _("Titipkan tugas"),
        "pegawai:wakil-pejabat-saya",
        "orang2",
        aksi="delegasi.atur_pejabat",
        urutan=62,
        kelompok=_("Milik saya"),
        argumen=_tanpa_orang,
    ),
    menu.Butir(
        "wakil-pejabat-lain",
        _("Wakil pejabat"),
        "pegawai:wakil-pejabat-saya",
        "orang2",
        aksi="delegasi.atur_pejabat",
        urutan=235,
        kelompok=_("Pengelolaan"),
        argumen=_pejabat_lain,
    ),
    menu.Butir("pengawasan", _("Pengawasan"), "pegawai:pengawasan", "mata", aksi="pengawasan.buka", urutan=15, inti=True),
    menu.Butir("meja-kerja", _("Meja kerja data"), "admin:index", "data", aksi="admin.buka", urutan=50),
    menu.Butir("beranda", _("Beranda"), "beranda", "rumah", urutan=1, inti=True),
    menu.Butir("kalkulator", _("Coba aturannya"), "kalkulator", "timbang", urutan=90, kelompok=_("Untuk kita semua")),
)
beranda.register(
    beranda.KartuBeranda("atasan-kosong", 10, "pegawai/kartu_atasan_kosong.html", kartu.isi_atasan_kosong),
)
beranda.register(beranda.KartuBeranda("purnatugas", 5, "pegawai/kartu_purnatugas.html", kartu.isi_purnatugas))
beranda.register(beranda.KartuBeranda("titipan", 5, "pegawai/kartu_titipan.html", kartu.isi_titipan))
beranda.register(beranda.KartuBeranda("akses-saya", 50, "pegawai/kartu_akses.html", kartu.isi_akses))
