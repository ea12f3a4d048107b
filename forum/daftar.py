"""What the citizens' room offers: actions and who may do them, menu entries, kinds of links, processes."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akun.kewenangan import Konteks, aksi, allow
from akun.models import KelompokData
from akun.peran import ANONIM, KLIEN_API, PURNATUGAS, STAF, Peran
from akun.perlindungan import lindungi
from alur import proses
from aturan import daftar_aturan, daftar_parameter
from forum import kabar, kabar_pengawas, rules, tautan  # noqa: F401  # kabar: the kinds of messages
from forum.models import PengirimAspirasi
from forum.proses import ASPIRASI
from forum.proses_tindak_lanjut import TINDAK_LANJUT
from forum.selectors.aspirasi import cari_aspirasi
from forum.selectors.tindak_lanjut import cari_sasaran, cari_tindak_lanjut
from forum.selectors.topik import cari_topik
from forum.tugas import pengesahan
from inti import menu, tugas
from organisasi.jalur import list_leluhur
from pegawai.cakupan import opd

daftar_aturan.register(rules.ATURAN_TENGGAT)
daftar_parameter.register(rules.PARAMETER)

PEMBACA = (Peran.MODERATOR, Peran.PIMPINAN, Peran.AUDITOR)
PEGAWAI_KOTA = tuple(p for p in STAF if p != Peran.AUDITOR)
BERBICARA = (Peran.WARGA, Peran.MITRA, PURNATUGAS, *PEGAWAI_KOTA)

unit_sendiri = opd("unit")  # rows of an office's officer: what was routed to its subtree


def bukan_terlapor(k: Konteks) -> Q:
    """SECURITY: inputs but those about one of this office's own people, wherever they were routed."""
    return Q(unit_terlapor__isnull=True) | ~opd("unit_terlapor")(k)


def aspirasi_sendiri(k: Konteks) -> Q:
    """Inputs that an office handles."""
    return unit_sendiri(k) & bukan_terlapor(k)


def bukan_unitnya(k: Konteks) -> Q:
    """SECURITY: who complained about somebody is not told to whoever works in that person's unit, or above or below it."""
    dekat = reduce(or_, (Q(unit_terlapor__jalur__startswith=j) for j in k.jalur_unit), Q(pk__in=[]))
    di_atas = {leluhur for j in k.jalur_unit for leluhur in list_leluhur(j)}
    return Q(unit_terlapor__isnull=True) | ~(dekat | Q(unit_terlapor__jalur__in=di_atas))


aksi("suara.kirim", _("Menyampaikan aspirasi, pengaduan, atau pertanyaan"), ubah=True)
allow((ANONIM, *BERBICARA), "suara.kirim")

aksi("suara.meja", _("Membuka meja suara warga"))
allow((*PEMBACA, Peran.PENGELOLA_OPD, Peran.ADMIN_BKPSDM), "suara.meja")

aksi("suara.pengawas", _("Membaca unit pengawas dan riwayatnya"))
allow((*PEMBACA, Peran.PENGELOLA_OPD, Peran.ADMIN_BKPSDM), "suara.pengawas")

aksi("suara.atur", _("Mengusulkan dan mengesahkan unit pengawas"), ubah=True)
allow(Peran.ADMIN_BKPSDM, "suara.atur")

aksi("aspirasi.lihat", _("Membaca suara warga beserta jejaknya"), model="forum.Aspirasi")
allow(PEMBACA, "aspirasi.lihat")
allow(Peran.PENGELOLA_OPD, "aspirasi.lihat", rows=aspirasi_sendiri)

aksi("aspirasi.moderasi", _("Memeriksa, meneruskan, dan menutup suara warga"), model="forum.Aspirasi", ubah=True)
allow(Peran.MODERATOR, "aspirasi.moderasi")

aksi("aspirasi.jawab", _("Menjawab suara warga atas nama dinas"), model="forum.Aspirasi", ubah=True)
allow(Peran.PENGELOLA_OPD, "aspirasi.jawab", rows=aspirasi_sendiri)

# SECURITY: an anonymous sender is hidden from the office, whatever its officers may otherwise read.
aksi("aspirasi.pengirim", _("Membaca nama dan kontak pengirim"), model="forum.Aspirasi")
allow(Peran.AUDITOR, "aspirasi.pengirim")
allow(Peran.MODERATOR, "aspirasi.pengirim", rows=bukan_unitnya)
allow(Peran.PENGELOLA_OPD, "aspirasi.pengirim", rows=lambda k: aspirasi_sendiri(k) & Q(anonim=False))

lindungi(PengirimAspirasi, KelompokData.PENGIRIM, "nama", "kontak", "akun", subjek="aspirasi", aksi="aspirasi.pengirim")

aksi("aspirasi.asli", _("Membaca naskah sebelum disunting"), model="forum.Aspirasi")
allow((Peran.MODERATOR, Peran.AUDITOR), "aspirasi.asli")

aksi("tindak_lanjut.lihat", _("Membaca tindak lanjut yang terbit"), model="forum.TindakLanjut", cakupan="forum.baca")
allow((ANONIM, KLIEN_API), "tindak_lanjut.lihat", rows=lambda k: Q(terbit_at__isnull=False))

aksi("tindak_lanjut.naskah", _("Membaca usul tindak lanjut"), model="forum.TindakLanjut")
allow(PEMBACA, "tindak_lanjut.naskah")
allow(Peran.PENGELOLA_OPD, "tindak_lanjut.naskah", rows=unit_sendiri)

aksi("tindak_lanjut.usul", _("Mengusulkan tindak lanjut"), model="organisasi.UnitKerja", ubah=True)
allow(Peran.PENGELOLA_OPD, "tindak_lanjut.usul", rows=opd(""))

aksi("tindak_lanjut.kabar", _("Mengabarkan perkembangan tindak lanjut"), model="forum.TindakLanjut", ubah=True)
allow(Peran.PENGELOLA_OPD, "tindak_lanjut.kabar", rows=lambda k: unit_sendiri(k) & Q(terbit_at__isnull=False))

aksi("tindak_lanjut.terbit", _("Menerbitkan tindak lanjut"), model="forum.TindakLanjut", ubah=True)
allow(Peran.MODERATOR, "tindak_lanjut.terbit")

aksi("topik.lihat", _("Membaca forum"), model="forum.Topik", cakupan="forum.baca")
allow((ANONIM, KLIEN_API), "topik.lihat")

aksi("topik.tulis", _("Berbicara di forum"), ubah=True)
allow(BERBICARA, "topik.tulis")

# As what somebody speaks in public: a partner as one, a civil servant as one, everybody else as a citizen.
aksi("topik.sebagai_mitra", _("Berbicara di forum sebagai mitra"))
allow(Peran.MITRA, "topik.sebagai_mitra")
aksi("topik.sebagai_pegawai", _("Berbicara di forum sebagai pegawai"))
allow(STAF, "topik.sebagai_pegawai")

aksi("topik.buka", _("Membuka topik atas nama dinas"), model="organisasi.UnitKerja", ubah=True)
allow(Peran.MODERATOR, "topik.buka")
allow(Peran.PENGELOLA_OPD, "topik.buka", rows=opd(""))

aksi("topik.jawab", _("Menjawab topik atas nama dinas"), model="forum.Topik", ubah=True)
allow(Peran.PENGELOLA_OPD, "topik.jawab", rows=unit_sendiri)

aksi("topik.moderasi", _("Mengawasi topik"), model="forum.Topik", ubah=True)
allow(Peran.MODERATOR, "topik.moderasi")

aksi("kiriman.moderasi", _("Mengawasi tanggapan"), model="forum.Kiriman", ubah=True)
allow(Peran.MODERATOR, "kiriman.moderasi")

menu.register(
    menu.Butir("warga-beranda", _("Beranda"), "beranda", tempat="warga", urutan=10),
    menu.Butir("warga-sampaikan", _("Sampaikan"), "forum:kirim", tempat="warga", urutan=20),
    menu.Butir("warga-lacak", _("Lacak"), "forum:lacak", tempat="warga", urutan=30),
    menu.Butir("warga-forum", _("Forum"), "forum:daftar-topik", tempat="warga", urutan=40),
    menu.Butir("warga-berubah", _("Yang berubah"), "forum:berubah", tempat="warga", urutan=50),
    menu.Butir("warga-aturan", _("Coba aturannya"), "kalkulator", tempat="warga", urutan=60),
    menu.Butir("suara", _("Suara warga"), "forum:meja", "obrolan", aksi="suara.meja", kelompok=_("Warga"), urutan=70, inti=True),
    menu.Butir("forum", _("Forum"), "forum:daftar-topik", "surat", kelompok=_("Warga"), urutan=71),
    menu.Butir("berubah", _("Yang berubah"), "forum:berubah", "ombak", kelompok=_("Warga"), urutan=72),
)

tugas.register(pengesahan)

tautan.register(
    tautan.JenisObjek("aspirasi", _("Suara warga"), cari_aspirasi),
    tautan.JenisObjek("tindak_lanjut", _("Tindak lanjut"), cari_tindak_lanjut),
    tautan.JenisObjek("topik", _("Topik forum"), cari_topik),
    tautan.JenisObjek("sasaran_unit", _("Sasaran unit"), cari_sasaran),
)

proses.register(ASPIRASI, TINDAK_LANJUT)
