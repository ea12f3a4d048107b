"""What training offers: actions and who may do them, entries of the menu, tasks of the home page."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from akun.kewenangan import KLIEN_API, Konteks, aksi, allow, scope
from dokumen.pemilik import register_pemilik
from inti import beranda, menu, tugas
from kompetensi import kartu, reports
from kompetensi import tugas as tugas_pelatihan
from kompetensi.models import BelajarLuar
from pegawai import profil

PEMBACA_SEMUA = ("admin_bkpsdm", "pimpinan", "auditor")
SEMUA_PERAN = (
    "pegawai", "atasan", "pengelola_opd", "admin_bkpsdm", "pimpinan", "tim_penilai", "moderator", "auditor", "mitra",
)  # fmt: skip


def diri(k: Konteks) -> Q:
    """Rows of the person themselves."""
    return Q(pegawai=k.pegawai_id)


def tim(k: Konteks) -> Q:
    """Rows of people who have this person as superior."""
    return Q(pegawai__atasan=k.pegawai_id)


def opd(k: Konteks) -> Q:
    """Rows of people in the subtree that a unit's personnel officer was given."""
    return k.subtree("pengelola_opd", "pegawai__unit__jalur")


def bukan_diri(k: Konteks) -> Q:
    """Nobody decides about themselves."""
    return ~Q(pegawai=k.pegawai_id) if k.pegawai_id else Q()


def angkatan_mitra(k: Konteks) -> Q:
    """Runs of the partner behind this account."""
    return Q(penyelenggara__akun=k.pengguna.pk)


def peserta_mitra(k: Konteks) -> Q:
    """Participants of the partner's runs."""
    return Q(angkatan__penyelenggara__akun=k.pengguna.pk)


# --- catalogue ---------------------------------------------------------------------------------
aksi("kompetensi.katalog", _("Melihat katalog pelatihan"), model="kompetensi.Pelatihan", cakupan="pelatihan.baca")
allow((*SEMUA_PERAN, KLIEN_API), "kompetensi.katalog", rows=lambda k: Q(terbit=True))
allow("admin_bkpsdm", "kompetensi.katalog")

aksi("kompetensi.kelola", _("Mengelola katalog pelatihan"), model="kompetensi.Pelatihan", ubah=True)
allow("admin_bkpsdm", "kompetensi.kelola")

aksi("kompetensi.angkatan_lihat", _("Melihat angkatan pelatihan"), model="kompetensi.Angkatan")
allow(PEMBACA_SEMUA, "kompetensi.angkatan_lihat")
allow("mitra", "kompetensi.angkatan_lihat", rows=angkatan_mitra)

aksi("kompetensi.angkatan_kelola", _("Mengelola angkatan, kehadiran, dan sertifikat"), model="kompetensi.Angkatan", ubah=True)
allow("admin_bkpsdm", "kompetensi.angkatan_kelola")
allow("mitra", "kompetensi.angkatan_kelola", rows=angkatan_mitra)

aksi("kompetensi.tugaskan", _("Menugaskan pegawai mengikuti pelatihan"), model="kompetensi.Angkatan", ubah=True)
allow("admin_bkpsdm", "kompetensi.tugaskan")

# --- enrolment ---------------------------------------------------------------------------------
aksi("kompetensi.daftar", _("Mendaftar pelatihan"), ubah=True)
allow("pegawai", "kompetensi.daftar")

aksi("kompetensi.lihat", _("Melihat pendaftaran pelatihan"), model="kompetensi.Pendaftaran", cakupan="pelatihan.baca")
allow((*PEMBACA_SEMUA, KLIEN_API), "kompetensi.lihat")
allow("pegawai", "kompetensi.lihat", rows=diri)
allow("atasan", "kompetensi.lihat", rows=tim)
allow("pengelola_opd", "kompetensi.lihat", rows=opd)
allow("mitra", "kompetensi.lihat", rows=peserta_mitra)

aksi("kompetensi.putuskan", _("Memutuskan pendaftaran pelatihan"), model="kompetensi.Pendaftaran", ubah=True)
allow("atasan", "kompetensi.putuskan", rows=tim)
allow("admin_bkpsdm", "kompetensi.putuskan", rows=bukan_diri)

aksi("kompetensi.batalkan", _("Membatalkan pendaftaran pelatihan"), model="kompetensi.Pendaftaran", ubah=True)
allow("pegawai", "kompetensi.batalkan", rows=diri)
allow("admin_bkpsdm", "kompetensi.batalkan")

# --- certificates and hours --------------------------------------------------------------------
aksi("kompetensi.sertifikat_lihat", _("Melihat sertifikat"), model="kompetensi.Sertifikat", cakupan="pelatihan.baca")
allow((*PEMBACA_SEMUA, KLIEN_API), "kompetensi.sertifikat_lihat")
allow("pegawai", "kompetensi.sertifikat_lihat", rows=lambda k: Q(pendaftaran__pegawai=k.pegawai_id))
allow("atasan", "kompetensi.sertifikat_lihat", rows=lambda k: Q(pendaftaran__pegawai__atasan=k.pegawai_id))
allow(
    "pengelola_opd", "kompetensi.sertifikat_lihat", rows=lambda k: k.subtree("pengelola_opd", "pendaftaran__pegawai__unit__jalur")
)
allow("mitra", "kompetensi.sertifikat_lihat", rows=lambda k: Q(pendaftaran__angkatan__penyelenggara__akun=k.pengguna.pk))

aksi("kompetensi.sertifikat_cabut", _("Mencabut sertifikat"), model="kompetensi.Sertifikat", ubah=True)
allow("admin_bkpsdm", "kompetensi.sertifikat_cabut")

aksi("kompetensi.belajar", _("Membuka ruang belajar sendiri"))
allow("pegawai", "kompetensi.belajar")

aksi("kompetensi.jp_lihat", _("Melihat jam pelajaran pegawai"), model="pegawai.Pegawai", cakupan="pelatihan.baca")
allow((*PEMBACA_SEMUA, KLIEN_API), "kompetensi.jp_lihat")
allow("pegawai", "kompetensi.jp_lihat", rows=lambda k: Q(pk=k.pegawai_id))
allow("atasan", "kompetensi.jp_lihat", rows=lambda k: Q(atasan=k.pegawai_id))
allow("pengelola_opd", "kompetensi.jp_lihat", rows=lambda k: k.subtree("pengelola_opd", "unit__jalur"))

aksi("kompetensi.rekap", _("Membuat rekap jam pelajaran"), model="pegawai.Pegawai")
allow(PEMBACA_SEMUA, "kompetensi.rekap")
allow("pengelola_opd", "kompetensi.rekap", rows=lambda k: k.subtree("pengelola_opd", "unit__jalur"))
reports.daftarkan()

# --- learning outside the catalogue ------------------------------------------------------------
aksi("kompetensi.luar_ajukan", _("Mengajukan belajar di luar katalog"), ubah=True)
allow("pegawai", "kompetensi.luar_ajukan")

aksi("kompetensi.luar_lihat", _("Melihat belajar di luar katalog"), model="kompetensi.BelajarLuar")
allow(("admin_bkpsdm", "auditor"), "kompetensi.luar_lihat")
allow("pegawai", "kompetensi.luar_lihat", rows=diri)
allow("pengelola_opd", "kompetensi.luar_lihat", rows=opd)

register_pemilik(
    "kompetensi.bukti_belajar",
    may_open=lambda konteks, dokumen: scope(
        konteks, "kompetensi.luar_lihat", BelajarLuar.objects.filter(dokumen=dokumen)
    ).exists(),
    kelompok="kompetensi",
    tujuan=gettext_noop("membuka bukti belajar"),
    awalan="bukti",
)

aksi("kompetensi.luar_periksa", _("Memeriksa bukti belajar di luar katalog"), model="kompetensi.BelajarLuar", ubah=True)
allow("admin_bkpsdm", "kompetensi.luar_periksa", rows=bukan_diri)
allow("pengelola_opd", "kompetensi.luar_periksa", rows=lambda k: opd(k) & bukan_diri(k))

menu.register(
    menu.Butir("belajar", _("Belajar"), "kompetensi:belajar", "buku", aksi="kompetensi.belajar", urutan=30, inti=True),
    menu.Butir(
        "pelatihan",
        _("Pelatihan"),
        "kompetensi:kelola",
        "cap",
        aksi="kompetensi.angkatan_lihat",
        kelompok=_("Pengelolaan"),
        urutan=230,
    ),
    menu.Butir(
        "pelatihan-mitra",
        _("Pelatihan"),
        "kompetensi:kelola",
        "cap",
        aksi="kompetensi.angkatan_lihat",
        tempat="warga",
        peran=("mitra",),
        urutan=15,
    ),
    menu.Butir("sertifikat-periksa", _("Periksa sertifikat"), "kompetensi:periksa", tempat="kaki", urutan=60),
)
tugas.register(tugas_pelatihan.putusan, tugas_pelatihan.bukti, tugas_pelatihan.kehadiran, tugas_pelatihan.jadwal)

beranda.register(beranda.KartuBeranda("jam-pelajaran", 30, "kompetensi/kartu_jp.html", kartu.isi_beranda))
profil.register(profil.Panel("kompetensi", 20, "kompetensi/panel_profil.html", kartu.isi_profil))
