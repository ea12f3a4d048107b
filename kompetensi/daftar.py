"""What training offers: actions and who may do them, entries of the menu, tasks of the home page."""

from __future__ import annotations

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from akun.kewenangan import Konteks, aksi, allow, scope
from akun.models import KelompokData
from akun.peran import KLIEN_API, PEMBACA_KOTA, PEMILIK_DATA, STAF, Peran
from akun.perlindungan import lindungi
from alur import proses
from aturan import daftar_aturan, daftar_parameter, dampak
from dokumen.pemilik import register_pemilik
from inti import acuan, beranda, menu, tugas
from kompetensi import dampak_aturan, jenis, kabar, kartu, reports, rules  # noqa: F401  # kabar: the kinds of messages
from kompetensi import tugas as tugas_pelatihan
from kompetensi.models import BelajarLuar, CatatanJP, Pendaftaran, Sertifikat
from kompetensi.proses import BELAJAR_LUAR, PENDAFTARAN
from pegawai import profil
from pegawai.cakupan import allow_tim, bukan_diri, diri, opd, tim, tim_sendiri

daftar_aturan.register(rules.ATURAN_JP_TAHUNAN)
daftar_parameter.register(*rules.PARAMETER, jenis.KONVERSI)
dampak.register(dampak_aturan.WAJIB, dampak_aturan.DIBIAYAI)
acuan.register("jenis pelatihan", jenis.muat)


def angkatan_mitra(k: Konteks) -> Q:
    """Runs of the partner behind this account."""
    return Q(penyelenggara__akun=k.pengguna.pk)


def peserta_mitra(k: Konteks) -> Q:
    """Participants of the partner's runs."""
    return Q(angkatan__penyelenggara__akun=k.pengguna.pk)


# --- catalogue ---------------------------------------------------------------------------------
aksi("kompetensi.katalog", _("Melihat katalog pelatihan"), model="kompetensi.Pelatihan", cakupan="pelatihan.baca")
allow((*STAF, Peran.MITRA, KLIEN_API), "kompetensi.katalog", rows=lambda k: Q(terbit=True))
allow(Peran.ADMIN_BKPSDM, "kompetensi.katalog")

aksi("kompetensi.kelola", _("Mengelola katalog pelatihan"), model="kompetensi.Pelatihan", ubah=True)
allow(Peran.ADMIN_BKPSDM, "kompetensi.kelola")

aksi("kompetensi.angkatan_lihat", _("Melihat angkatan pelatihan"), model="kompetensi.Angkatan")
allow(PEMBACA_KOTA, "kompetensi.angkatan_lihat")
allow(Peran.MITRA, "kompetensi.angkatan_lihat", rows=angkatan_mitra)

aksi("kompetensi.angkatan_kelola", _("Mengelola angkatan, kehadiran, dan sertifikat"), model="kompetensi.Angkatan", ubah=True)
allow(Peran.ADMIN_BKPSDM, "kompetensi.angkatan_kelola")
allow(Peran.MITRA, "kompetensi.angkatan_kelola", rows=angkatan_mitra)

aksi("kompetensi.mitra", _("Membuka pelatihan sendiri sebagai mitra"))
allow(Peran.MITRA, "kompetensi.mitra")

aksi("kompetensi.tugaskan", _("Menugaskan pegawai mengikuti pelatihan"), model="kompetensi.Angkatan", ubah=True)
allow(Peran.ADMIN_BKPSDM, "kompetensi.tugaskan")

# --- enrolment ---------------------------------------------------------------------------------
aksi("kompetensi.daftar", _("Mendaftar pelatihan"), ubah=True)
allow(Peran.PEGAWAI, "kompetensi.daftar")

aksi("kompetensi.lihat", _("Melihat pendaftaran pelatihan"), model="kompetensi.Pendaftaran", cakupan="pelatihan.baca")
allow((*PEMBACA_KOTA, KLIEN_API), "kompetensi.lihat")
allow(PEMILIK_DATA, "kompetensi.lihat", rows=diri("pegawai"))
allow(Peran.ATASAN, "kompetensi.lihat", rows=tim("pegawai"))
allow(Peran.PENGELOLA_OPD, "kompetensi.lihat", rows=opd("pegawai__unit"))
allow(Peran.MITRA, "kompetensi.lihat", rows=peserta_mitra)

aksi("kompetensi.putuskan", _("Memutuskan pendaftaran pelatihan"), model="kompetensi.Pendaftaran", ubah=True)
allow_tim("kompetensi.putuskan", "pegawai")
allow(Peran.ADMIN_BKPSDM, "kompetensi.putuskan", rows=bukan_diri("pegawai"))

aksi("kompetensi.batalkan", _("Membatalkan pendaftaran pelatihan"), model="kompetensi.Pendaftaran", ubah=True)
allow(Peran.PEGAWAI, "kompetensi.batalkan", rows=diri("pegawai"))
allow(Peran.ADMIN_BKPSDM, "kompetensi.batalkan")

# --- certificates and hours --------------------------------------------------------------------
aksi("kompetensi.sertifikat_lihat", _("Melihat sertifikat"), model="kompetensi.Sertifikat", cakupan="pelatihan.baca")
allow((*PEMBACA_KOTA, KLIEN_API), "kompetensi.sertifikat_lihat")
allow(PEMILIK_DATA, "kompetensi.sertifikat_lihat", rows=diri("pendaftaran__pegawai"))
allow(Peran.ATASAN, "kompetensi.sertifikat_lihat", rows=tim_sendiri("pendaftaran__pegawai"))
allow(Peran.PENGELOLA_OPD, "kompetensi.sertifikat_lihat", rows=opd("pendaftaran__pegawai__unit"))
allow(Peran.MITRA, "kompetensi.sertifikat_lihat", rows=lambda k: Q(pendaftaran__angkatan__penyelenggara__akun=k.pengguna.pk))

aksi("kompetensi.sertifikat_cabut", _("Mencabut sertifikat"), model="kompetensi.Sertifikat", ubah=True)
allow(Peran.ADMIN_BKPSDM, "kompetensi.sertifikat_cabut", rows=bukan_diri("pendaftaran__pegawai"))

aksi("kompetensi.belajar", _("Membuka ruang belajar sendiri"))
allow(Peran.PEGAWAI, "kompetensi.belajar")

aksi("kompetensi.jp_lihat", _("Melihat jam pelajaran pegawai"), model="pegawai.Pegawai", cakupan="pelatihan.baca")
allow((*PEMBACA_KOTA, KLIEN_API), "kompetensi.jp_lihat")
allow(PEMILIK_DATA, "kompetensi.jp_lihat", rows=diri())
allow(Peran.ATASAN, "kompetensi.jp_lihat", rows=tim())
allow(Peran.PENGELOLA_OPD, "kompetensi.jp_lihat", rows=opd("unit"))

aksi("kompetensi.rekap", _("Membuat rekap jam pelajaran"), model="pegawai.Pegawai")
allow(PEMBACA_KOTA, "kompetensi.rekap")
allow(Peran.PENGELOLA_OPD, "kompetensi.rekap", rows=opd("unit"))
reports.daftarkan()

# --- learning outside the catalogue ------------------------------------------------------------
aksi("kompetensi.luar_ajukan", _("Mengajukan belajar di luar katalog"), ubah=True)
allow(Peran.PEGAWAI, "kompetensi.luar_ajukan")

aksi("kompetensi.luar_milik", _("Memperbaiki dan menarik bukti belajar sendiri"), model="kompetensi.BelajarLuar", ubah=True)
allow(Peran.PEGAWAI, "kompetensi.luar_milik", rows=diri("pegawai"))

aksi("kompetensi.luar_lihat", _("Melihat belajar di luar katalog"), model="kompetensi.BelajarLuar")
allow((Peran.ADMIN_BKPSDM, Peran.AUDITOR), "kompetensi.luar_lihat")
allow(PEMILIK_DATA, "kompetensi.luar_lihat", rows=diri("pegawai"))
allow(Peran.PENGELOLA_OPD, "kompetensi.luar_lihat", rows=opd("pegawai__unit"))

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
allow(Peran.ADMIN_BKPSDM, "kompetensi.luar_periksa", rows=bukan_diri("pegawai"))
allow(Peran.PENGELOLA_OPD, "kompetensi.luar_periksa", rows=lambda k: opd("pegawai__unit")(k) & bukan_diri("pegawai")(k))

proses.register(PENDAFTARAN, BELAJAR_LUAR)

KOMPETENSI: tuple[tuple[type[Model], tuple[str, ...], str, str], ...] = (
    (CatatanJP, ("jp", "keterangan"), "pegawai", "kompetensi.jp_lihat"),
    (Pendaftaran, ("tujuan", "alasan"), "pegawai", "kompetensi.lihat"),
    (Sertifikat, ("nomor",), "pendaftaran__pegawai", "kompetensi.sertifikat_lihat"),
    (BelajarLuar, ("judul", "penyelenggara", "alasan"), "pegawai", "kompetensi.luar_lihat"),
)
for model, kolom, subjek, izin in KOMPETENSI:
    lindungi(model, KelompokData.KOMPETENSI, *kolom, subjek=subjek, aksi=izin)

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
        aksi="kompetensi.mitra",
        tempat="warga",
        urutan=15,
    ),
    menu.Butir("sertifikat-periksa", _("Periksa sertifikat"), "kompetensi:periksa", tempat="kaki", urutan=60),
)
tugas.register(tugas_pelatihan.kehadiran, tugas_pelatihan.jadwal)

beranda.register(beranda.KartuBeranda("jam-pelajaran", 30, "kompetensi/kartu_jp.html", kartu.isi_beranda))
profil.register(profil.Panel("kompetensi", 20, "kompetensi/panel_profil.html", kartu.isi_profil, KelompokData.KOMPETENSI))
