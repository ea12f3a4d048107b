"""What messages offer: the right to look after deliveries, the bell, a task for the administrator, kinds of the apps below."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akun import kait, kewenangan
from akun.kewenangan import Konteks, aksi, allow
from inti import menu, sehat, tugas
from inti.tugas import Tugas
from kabar import akun as kabar_akun
from kabar import aturan as kabar_aturan  # noqa: F401  # the kinds of messages
from kabar import selectors

# --- rights

aksi("kabar.antar", _("Mengurus kabar yang tidak terkirim"), model="kabar.Antaran", ubah=True)
allow("admin_bkpsdm", "kabar.antar")

aksi("kabar.lihat", _("Melihat antaran kabar"), model="kabar.Antaran")
allow(("admin_bkpsdm", "auditor"), "kabar.lihat")

# --- menu

menu.register(
    menu.Butir("kabar", _("Kabar"), "kabar:kotak", "lonceng", tempat="kepala", jumlah=selectors.count_belum_dibaca, urutan=10),
    menu.Butir("kabar-kotak", _("Kabar"), "kabar:kotak", "lonceng", tempat="akun", urutan=20),
    menu.Butir("kabar-atur", _("Atur kabar"), "kabar:atur", "gir", tempat="akun", urutan=21),
)

if selectors.is_ada_contoh():
    menu.register(menu.Butir("surat-contoh", _("Surat kota contoh"), "kabar:surat-contoh", tempat="kaki", urutan=90))

# --- tasks


def cari_tugas(konteks: Konteks) -> list[Tugas]:
    """Mail that was given up, or waits because the mail server is silent. One query for administrators, none for others."""
    if not kewenangan.boleh(konteks, "kabar.antar"):
        return []
    angka = selectors.hitung_antaran()
    macet = angka["tertua_detik"] > selectors.LAMA_MENUNGGU.total_seconds()
    if not angka["mati"] and not macet:
        return []
    return [
        Tugas(
            judul=gettext("%(mati)s kabar tidak terkirim, %(menunggu)s menunggu")
            % {"mati": angka["mati"], "menunggu": angka["menunggu"]},
            url=f"{reverse('admin:kabar_antaran_changelist')}?status__exact={'mati' if angka['mati'] else 'menunggu'}",
            ket=gettext("Periksa server surat, lalu pilih 'Kirim lagi'."),
            lencana=gettext("server surat diam") if macet else "",
            jenis="awas",
        )
    ]


tugas.register(cari_tugas)

# --- health

sehat.register("kabar", selectors.hitung_antaran)

# --- messages of accounts, which stand below

kait.register_pengabar(kabar_akun.kabarkan)
kait.register_pengusai(kabar_akun.usaikan)
