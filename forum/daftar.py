"""What the citizens' room offers: actions and who may do them, menu entries, tasks, kinds of links."""

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akun import kewenangan
from akun.kewenangan import ANONIM, KLIEN_API, Konteks, aksi, allow
from forum import kabar, tautan  # noqa: F401  # kabar: the kinds of messages
from forum.models import Aspirasi
from forum.selectors.aspirasi import ANTREAN, cari_aspirasi
from forum.selectors.tindak_lanjut import cari_sasaran, cari_tindak_lanjut
from forum.selectors.topik import cari_topik
from inti import menu, tugas
from inti.tugas import Tugas

PEMBACA = ("moderator", "pimpinan", "auditor")
BERBICARA = ("warga", "mitra", "pegawai", "atasan", "pengelola_opd", "admin_bkpsdm", "pimpinan", "tim_penilai", "moderator")


def unit_sendiri(k: Konteks) -> Q:
    """Inputs routed to the subtree of an office's officer."""
    return k.subtree("pengelola_opd", "unit__jalur")


def unit_di_bawah(k: Konteks) -> Q:
    """Units of that subtree."""
    return k.subtree("pengelola_opd", "jalur")


aksi("suara.kirim", _("Menyampaikan aspirasi, pengaduan, atau pertanyaan"), ubah=True)
allow((ANONIM, *BERBICARA), "suara.kirim")

aksi("suara.meja", _("Membuka meja suara warga"))
allow((*PEMBACA, "pengelola_opd", "admin_bkpsdm"), "suara.meja")

aksi("suara.atur", _("Menetapkan unit pengawas"), ubah=True)
allow("admin_bkpsdm", "suara.atur")

aksi("aspirasi.lihat", _("Membaca suara warga beserta jejaknya"), model="forum.Aspirasi")
allow(PEMBACA, "aspirasi.lihat")
allow("pengelola_opd", "aspirasi.lihat", rows=unit_sendiri)

aksi("aspirasi.moderasi", _("Memeriksa, meneruskan, dan menutup suara warga"), model="forum.Aspirasi", ubah=True)
allow("moderator", "aspirasi.moderasi")

aksi("aspirasi.jawab", _("Menjawab suara warga atas nama dinas"), model="forum.Aspirasi", ubah=True)
allow("pengelola_opd", "aspirasi.jawab", rows=unit_sendiri)

# SECURITY: an anonymous sender is hidden from the office, whatever its officers may otherwise read.
aksi("aspirasi.pengirim", _("Membaca nama dan kontak pengirim"), model="forum.Aspirasi")
allow(("moderator", "auditor"), "aspirasi.pengirim")
allow("pengelola_opd", "aspirasi.pengirim", rows=lambda k: unit_sendiri(k) & Q(anonim=False))

aksi("aspirasi.asli", _("Membaca naskah sebelum disunting"), model="forum.Aspirasi")
allow(("moderator", "auditor"), "aspirasi.asli")

aksi("tindak_lanjut.lihat", _("Membaca tindak lanjut yang terbit"), model="forum.TindakLanjut", cakupan="forum.baca")
allow((ANONIM, KLIEN_API), "tindak_lanjut.lihat", rows=lambda k: Q(terbit_at__isnull=False))

aksi("tindak_lanjut.naskah", _("Membaca usul tindak lanjut"), model="forum.TindakLanjut")
allow(PEMBACA, "tindak_lanjut.naskah")
allow("pengelola_opd", "tindak_lanjut.naskah", rows=unit_sendiri)

aksi("tindak_lanjut.usul", _("Mengusulkan tindak lanjut"), model="organisasi.UnitKerja", ubah=True)
allow("pengelola_opd", "tindak_lanjut.usul", rows=unit_di_bawah)

aksi("tindak_lanjut.kabar", _("Mengabarkan perkembangan tindak lanjut"), model="forum.TindakLanjut", ubah=True)
allow("pengelola_opd", "tindak_lanjut.kabar", rows=lambda k: unit_sendiri(k) & Q(terbit_at__isnull=False))

aksi("tindak_lanjut.terbit", _("Menerbitkan tindak lanjut"), model="forum.TindakLanjut", ubah=True)
allow("moderator", "tindak_lanjut.terbit")

aksi("topik.lihat", _("Membaca forum"), model="forum.Topik", cakupan="forum.baca")
allow((ANONIM, KLIEN_API), "topik.lihat")

aksi("topik.tulis", _("Berbicara di forum"), ubah=True)
allow(BERBICARA, "topik.tulis")

aksi("topik.buka", _("Membuka topik atas nama dinas"), model="organisasi.UnitKerja", ubah=True)
allow("moderator", "topik.buka")
allow("pengelola_opd", "topik.buka", rows=unit_di_bawah)

aksi("topik.jawab", _("Menjawab topik atas nama dinas"), model="forum.Topik", ubah=True)
allow("pengelola_opd", "topik.jawab", rows=unit_sendiri)

aksi("topik.moderasi", _("Mengawasi topik"), model="forum.Topik", ubah=True)
allow("moderator", "topik.moderasi")

aksi("kiriman.moderasi", _("Mengawasi tanggapan"), model="forum.Kiriman", ubah=True)
allow("moderator", "kiriman.moderasi")

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

tautan.register(
    tautan.JenisObjek("aspirasi", _("Suara warga"), cari_aspirasi),
    tautan.JenisObjek("tindak_lanjut", _("Tindak lanjut"), cari_tindak_lanjut),
    tautan.JenisObjek("topik", _("Topik forum"), cari_topik),
    tautan.JenisObjek("sasaran_unit", _("Sasaran unit"), cari_sasaran),
)


def cari_tugas(konteks: Konteks) -> list[Tugas]:
    """What waits at the desk of a moderator or an office: one line with the nearest deadline. One query, none for others."""
    if kewenangan.boleh(konteks, "aspirasi.moderasi"):
        antrean, teks = "baru", gettext("%(n)s suara warga menunggu diperiksa")
        rows = kewenangan.scope(konteks, "aspirasi.moderasi", Aspirasi.objects.filter(ANTREAN["baru"]))
    elif kewenangan.boleh(konteks, "aspirasi.jawab"):
        antrean, teks = "dinas", gettext("%(n)s suara warga menunggu jawaban dinas")
        rows = kewenangan.scope(konteks, "aspirasi.jawab", Aspirasi.objects.filter(ANTREAN["dinas"]))
    else:
        return []
    ringkas = rows.aggregate(n=Count("pk"), tenggat=Min("tenggat_kini"))
    if not ringkas["n"]:
        return []
    lewat = ringkas["tenggat"] is not None and ringkas["tenggat"] < konteks.per
    return [
        Tugas(
            judul=teks % {"n": ringkas["n"]},
            url=f"{reverse('forum:meja')}?antrean={antrean}",
            tenggat=ringkas["tenggat"],
            lencana=gettext("lewat tenggat") if lewat else "",
        )
    ]


tugas.register(cari_tugas)
