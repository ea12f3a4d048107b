"""What performance offers: actions and grants, menu entries, tasks on the home page."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from akun import aliran
from akun.kewenangan import KLIEN_API, Rows, aksi, allow, scope
from alur import proses
from dokumen.pemilik import register_pemilik
from inti import beranda as kartu
from inti import menu, tugas
from kinerja import beranda
from kinerja.models import BuktiDukung
from kinerja.proses import SKP_TAHUNAN
from pegawai import profil
from pegawai.susunan import dipimpin

PEMBACA_SEMUA = ("admin_bkpsdm", "pimpinan", "auditor", "tim_penilai")


def diri(kolom: str) -> Rows:
    """Rows of the person themselves; `kolom` leads to the person."""
    return lambda k: Q(**{kolom: k.pegawai_id})


def tim(kolom: str) -> Rows:
    """Rows of people whom this person leads, also in somebody's stead."""
    return lambda k: dipimpin(k, f"{kolom}__")


def pejabat(kolom: str) -> Rows:
    """Rows of people whose superior is an official who is no employee, such as the Wali Kota."""
    return lambda k: Q(**{f"{kolom}__atasan_pejabat__akun": k.pengguna.pk})


def opd(kolom: str) -> Rows:
    """Rows below the unit that a personnel officer was given."""
    return lambda k: k.subtree("pengelola_opd", kolom)


def _diri_atau_tim(kolom: str) -> Rows:
    return lambda k: diri(kolom)(k) | tim(kolom)(k)


aksi("kinerja.saya", _("Membuka kinerja sendiri"))
allow("pegawai", "kinerja.saya")

aksi("skp.lihat", _("Melihat SKP"), model="kinerja.SKP", cakupan="kinerja.baca")
allow((*PEMBACA_SEMUA, KLIEN_API), "skp.lihat")
allow("pegawai", "skp.lihat", rows=diri("pegawai"))
allow("atasan", "skp.lihat", rows=_diri_atau_tim("pegawai"))
allow("pengelola_opd", "skp.lihat", rows=opd("unit__jalur"))

aksi("skp.susun", _("Menyusun SKP sendiri"), model="kinerja.SKP", ubah=True)
allow("pegawai", "skp.susun", rows=diri("pegawai"))

aksi("skp.sepakati", _("Menyepakati SKP bawahan"), model="kinerja.SKP", ubah=True)
allow("atasan", "skp.sepakati", rows=tim("pegawai"))
allow("pimpinan", "skp.sepakati", rows=pejabat("pegawai"))

aksi("kemajuan.catat", _("Mencatat kemajuan sendiri"), model="kinerja.SKP", ubah=True)
allow("pegawai", "kemajuan.catat", rows=diri("pegawai"))

aksi("bukti.lihat", _("Membuka bukti dukung"), model="kinerja.BuktiDukung")
allow((*PEMBACA_SEMUA,), "bukti.lihat")
allow("pegawai", "bukti.lihat", rows=diri("pegawai"))
allow("atasan", "bukti.lihat", rows=_diri_atau_tim("pegawai"))
allow("pengelola_opd", "bukti.lihat", rows=opd("pegawai__unit__jalur"))

register_pemilik(
    "kinerja.bukti",
    may_open=lambda konteks, dokumen: scope(konteks, "bukti.lihat", BuktiDukung.objects.filter(dokumen=dokumen)).exists(),
    kelompok="kinerja",
    tujuan=gettext_noop("membuka bukti dukung"),
    awalan="bukti",
)

aksi("evaluasi.lihat", _("Melihat hasil evaluasi"), model="kinerja.EvaluasiPeriodik", cakupan="kinerja.baca")
allow((*PEMBACA_SEMUA, KLIEN_API), "evaluasi.lihat")
allow("pegawai", "evaluasi.lihat", rows=diri("pegawai"))
allow("atasan", "evaluasi.lihat", rows=_diri_atau_tim("pegawai"))
allow("pengelola_opd", "evaluasi.lihat", rows=opd("skp__unit__jalur"))

aksi("evaluasi.tetapkan", _("Menetapkan evaluasi bawahan"), model="kinerja.SKP", ubah=True)
allow("atasan", "evaluasi.tetapkan", rows=tim("pegawai"))
allow("pimpinan", "evaluasi.tetapkan", rows=pejabat("pegawai"))

aksi("evaluasi.terima", _("Menerima hasil evaluasi sendiri"), model="kinerja.EvaluasiPeriodik", ubah=True)
allow("pegawai", "evaluasi.terima", rows=diri("pegawai"))

aksi("kinerja.tim", _("Membuka papan tim"), model="pegawai.Pegawai")
allow("atasan", "kinerja.tim", rows=lambda k: Q(atasan=k.pegawai_id))
allow("pimpinan", "kinerja.tim", rows=lambda k: Q(atasan_pejabat__akun=k.pengguna.pk))

aksi("kinerja.dasbor", _("Membuka dasbor kinerja"), model="organisasi.UnitKerja")
allow(PEMBACA_SEMUA, "kinerja.dasbor")
allow("atasan", "kinerja.dasbor", rows=lambda k: k.subtree("atasan", "jalur"))
allow("pengelola_opd", "kinerja.dasbor", rows=opd("jalur"))

aksi("sasaran.lihat", _("Melihat sasaran unit"), model="kinerja.SasaranUnit", cakupan="kinerja.baca")
allow((*PEMBACA_SEMUA, "pegawai", "atasan", "pengelola_opd", KLIEN_API), "sasaran.lihat")

aksi("kinerja.kelola_sasaran", _("Mengelola sasaran unit"), model="organisasi.UnitKerja", ubah=True)
allow("admin_bkpsdm", "kinerja.kelola_sasaran")
allow("pengelola_opd", "kinerja.kelola_sasaran", rows=opd("jalur"))

aksi("kinerja.kelola_periode", _("Membuka dan menutup periode kinerja"), ubah=True)
allow("admin_bkpsdm", "kinerja.kelola_periode")


menu.register(
    menu.Butir(
        "kinerja-kota",
        _("Kinerja kota"),
        "kinerja:dasbor",
        "grafik",
        aksi="kinerja.dasbor",
        peran=PEMBACA_SEMUA,
        urutan=20,
        inti=True,
    ),
    menu.Butir("kinerja", _("Kinerja"), "kinerja:saya", "target", aksi="kinerja.saya", urutan=21, inti=True),
    menu.Butir(
        "kinerja-tim",
        _("Kinerja tim"),
        "kinerja:tim",
        "orang2",
        aksi="kinerja.tim",
        peran=("atasan", "pimpinan"),
        urutan=22,
        inti=True,
        juga=("/kinerja/nilai/", "/kinerja/dasbor/"),
    ),
    menu.Butir(
        "kinerja-unit", _("Kinerja unit"), "kinerja:dasbor", "grafik", aksi="kinerja.dasbor", peran=("pengelola_opd",), urutan=23
    ),
)
proses.register(SKP_TAHUNAN)
tugas.register(beranda.list_tugas)
kartu.register(kartu.KartuBeranda("kinerja-saya", 20, "kinerja/kartu_saya.html", beranda.isi_kartu_saya))
kartu.register(kartu.KartuBeranda("kinerja-kota", 10, "kinerja/kartu_kota.html", beranda.isi_kartu_kota))
aliran.register("kinerja", "kinerja.dasbor")
profil.register(profil.Panel("kinerja", 10, "kinerja/panel_profil.html", beranda.isi_panel_profil))
