"""What performance offers: actions and grants, menu entries, tasks on the home page."""

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from akun import aliran
from akun.kewenangan import Konteks, aksi, allow, scope
from akun.models import KelompokData
from akun.peran import KLIEN_API, PEMBACA_KOTA, PEMILIK_DATA, Peran
from akun.perlindungan import lindungi
from alur import proses
from alur import tertahan as meja_atasan
from aturan import daftar_aturan, daftar_parameter, dampak
from dokumen.pemilik import register_pemilik
from inti import beranda as kartu
from inti import menu, tugas
from kinerja import beranda, dampak_aturan, kabar, perpindahan, rules, tertahan  # noqa: F401  # kabar: the kinds of messages
from kinerja.models import (
    SKP,
    BuktiDukung,
    CatatanDialog,
    EkspektasiPerilaku,
    EvaluasiPeriodik,
    IndikatorKinerja,
    KemajuanKerja,
    RencanaHasilKerja,
)
from kinerja.proses import SKP_TAHUNAN
from pegawai import kait, profil
from pegawai.cakupan import allow_tim, diri, gabung, opd, tim_berperkara, tim_sendiri, unit_dipimpin

daftar_aturan.register(rules.ATURAN_PREDIKAT, rules.ATURAN_KEBERATAN)
daftar_parameter.register(*rules.PARAMETER)
dampak.register(dampak_aturan.KEBERATAN)

PEMBACA_SEMUA = (*PEMBACA_KOTA, Peran.TIM_PENILAI)


aksi("kinerja.saya", _("Membuka kinerja sendiri"))
allow(Peran.PEGAWAI, "kinerja.saya")

aksi("skp.lihat", _("Melihat SKP"), model="kinerja.SKP", cakupan="kinerja.baca")
allow((*PEMBACA_SEMUA, KLIEN_API), "skp.lihat")
allow(PEMILIK_DATA, "skp.lihat", rows=diri("pegawai"))
allow(Peran.ATASAN, "skp.lihat", rows=gabung(diri("pegawai"), tim_berperkara("pegawai", perkara=SKP_TAHUNAN.nama)))
allow(Peran.PENGELOLA_OPD, "skp.lihat", rows=opd("unit"))

aksi("skp.susun", _("Menyusun SKP sendiri"), model="kinerja.SKP", ubah=True)
allow(Peran.PEGAWAI, "skp.susun", rows=diri("pegawai"))

aksi("skp.sepakati", _("Menyepakati SKP bawahan"), model="kinerja.SKP", ubah=True)
allow_tim("skp.sepakati", "pegawai")

aksi("kemajuan.catat", _("Mencatat kemajuan sendiri"), model="kinerja.SKP", ubah=True)
allow(Peran.PEGAWAI, "kemajuan.catat", rows=diri("pegawai"))

# A substitute agrees to plans; how the work went and how it was judged stays with the superior whom they stand in for.
aksi("kemajuan.lihat", _("Melihat catatan kemajuan"), model="kinerja.SKP")
allow(PEMBACA_SEMUA, "kemajuan.lihat")
allow(PEMILIK_DATA, "kemajuan.lihat", rows=diri("pegawai"))
allow(Peran.ATASAN, "kemajuan.lihat", rows=gabung(diri("pegawai"), tim_sendiri("pegawai")))
allow(Peran.PENGELOLA_OPD, "kemajuan.lihat", rows=opd("unit"))

aksi("bukti.lihat", _("Membuka bukti dukung"), model="kinerja.BuktiDukung")
allow(PEMBACA_SEMUA, "bukti.lihat")
allow(PEMILIK_DATA, "bukti.lihat", rows=diri("pegawai"))
allow(Peran.ATASAN, "bukti.lihat", rows=gabung(diri("pegawai"), tim_sendiri("pegawai")))
allow(Peran.PENGELOLA_OPD, "bukti.lihat", rows=opd("pegawai__unit"))

register_pemilik(
    "kinerja.bukti",
    may_open=lambda konteks, dokumen: scope(konteks, "bukti.lihat", BuktiDukung.objects.filter(dokumen=dokumen)).exists(),
    kelompok="kinerja",
    tujuan=gettext_noop("membuka bukti dukung"),
    awalan="bukti",
)


def _dinilai_sendiri(konteks: Konteks) -> Q:
    """Judgements that this person set: whoever answers for one may read it, wherever the two work now.

    An official who is no employee sets them as Pimpinan, who reads them all.
    """
    return Q(penilai=konteks.pegawai_id, penilai__isnull=False)


aksi("evaluasi.lihat", _("Melihat hasil evaluasi"), model="kinerja.EvaluasiPeriodik", cakupan="kinerja.baca")
allow((*PEMBACA_SEMUA, KLIEN_API), "evaluasi.lihat")
allow(PEMILIK_DATA, "evaluasi.lihat", rows=gabung(diri("pegawai"), _dinilai_sendiri))
allow(Peran.ATASAN, "evaluasi.lihat", rows=gabung(diri("pegawai"), tim_sendiri("pegawai")))
allow(Peran.PENGELOLA_OPD, "evaluasi.lihat", rows=opd("skp__unit"))

aksi("evaluasi.tetapkan", _("Menetapkan evaluasi bawahan"), model="kinerja.SKP", ubah=True)
allow_tim("evaluasi.tetapkan", "pegawai", wakil=False)  # require_penilai: nobody rates in somebody's stead

aksi("evaluasi.terima", _("Menerima hasil evaluasi sendiri"), model="kinerja.EvaluasiPeriodik", ubah=True)
allow(Peran.PEGAWAI, "evaluasi.terima", rows=diri("pegawai"))

KINERJA: tuple[tuple[type[Model], tuple[str, ...], str, str], ...] = (
    (SKP, ("status",), "pegawai", "skp.lihat"),
    (RencanaHasilKerja, ("uraian",), "skp__pegawai", "skp.lihat"),
    (IndikatorKinerja, ("uraian",), "rencana__skp__pegawai", "skp.lihat"),
    (CatatanDialog, ("isi",), "rencana__skp__pegawai", "skp.lihat"),
    (EkspektasiPerilaku, ("ekspektasi",), "skp__pegawai", "skp.lihat"),
    (KemajuanKerja, ("uraian", "nilai"), "skp__pegawai", "kemajuan.lihat"),
    (BuktiDukung, ("judul", "tautan"), "pegawai", "bukti.lihat"),
    (EvaluasiPeriodik, ("predikat", "umpan_balik", "alasan_tanpa_bukti"), "pegawai", "evaluasi.lihat"),
)
for model, kolom, subjek, izin in KINERJA:
    lindungi(model, KelompokData.KINERJA, *kolom, subjek=subjek, aksi=izin)

aksi("kinerja.tim", _("Membuka papan tim"), model="pegawai.Pegawai")
allow_tim("kinerja.tim", wakil=False)

aksi("kinerja.dasbor", _("Membuka dasbor kinerja"), model="organisasi.UnitKerja")
allow(PEMBACA_SEMUA, "kinerja.dasbor")
allow(Peran.ATASAN, "kinerja.dasbor", rows=unit_dipimpin())
allow(Peran.PENGELOLA_OPD, "kinerja.dasbor", rows=opd(""))

aksi("kinerja.kota", _("Membaca kinerja seluruh kota"))
allow(PEMBACA_SEMUA, "kinerja.kota")

aksi("kinerja.unit", _("Membaca kinerja perangkat daerah yang diurus"))
allow(Peran.PENGELOLA_OPD, "kinerja.unit")

aksi("sasaran.lihat", _("Melihat sasaran unit"), model="kinerja.SasaranUnit", cakupan="kinerja.baca")
allow((*PEMBACA_SEMUA, Peran.PEGAWAI, Peran.ATASAN, Peran.PENGELOLA_OPD, KLIEN_API), "sasaran.lihat")

aksi("kinerja.kelola_sasaran", _("Mengelola sasaran unit"), model="organisasi.UnitKerja", ubah=True)
allow(Peran.ADMIN_BKPSDM, "kinerja.kelola_sasaran")
allow(Peran.PENGELOLA_OPD, "kinerja.kelola_sasaran", rows=opd(""))

aksi("kinerja.kelola_periode", _("Membuka dan menutup periode kinerja"), ubah=True)
allow(Peran.ADMIN_BKPSDM, "kinerja.kelola_periode")


menu.register(
    menu.Butir(
        "kinerja-kota",
        _("Kinerja kota"),
        "kinerja:dasbor",
        "grafik",
        aksi="kinerja.kota",
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
        urutan=22,
        inti=True,
        juga=("/kinerja/nilai/", "/kinerja/dasbor/"),
    ),
    menu.Butir("kinerja-unit", _("Kinerja unit"), "kinerja:dasbor", "grafik", aksi="kinerja.unit", urutan=23),
)
proses.register(SKP_TAHUNAN)
tugas.register(beranda.list_tugas)
meja_atasan.register(tertahan.list_penilaian, tertahan.ada_penilaian)
kartu.register(kartu.KartuBeranda("kinerja-saya", 20, "kinerja/kartu_saya.html", beranda.isi_kartu_saya))
kartu.register(kartu.KartuBeranda("kinerja-kota", 10, "kinerja/kartu_kota.html", beranda.isi_kartu_kota))
aliran.register("kinerja", "kinerja.dasbor")
kait.register_pindah("kinerja", perpindahan.ikuti_nanti)
profil.register(profil.Panel("kinerja", 10, "kinerja/panel_profil.html", beranda.isi_panel_profil, KelompokData.KINERJA))
