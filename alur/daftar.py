"""What the engine offers: the list of what waits, over all processes, its task on the home page and its menu entry."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from akun import kewenangan
from akun.kewenangan import Konteks
from alur import kabar, selectors, tenggat  # noqa: F401  # kabar: the kinds of messages
from alur.butir import Butir, with_ringkas, with_sebab
from alur.models import JenisPemegang, Pemegang
from alur.pemegang import kata_meja
from aturan import daftar_parameter
from inti import menu, tugas, waktu
from inti.kueri import Kueri
from inti.tugas import Tugas

LANGSUNG = 4  # cases that the home page names one by one
URUTAN = 50  # of cases among what is due on the same day: before other tasks
_AWAL = Kueri(
    "alur.menunggu", lambda _isi, hak: kewenangan.saring(Pemegang.objects.all(), hak), urut=("tenggat", "pk"), batas=LANGSUNG + 1
)


_DI_PETUGAS = Kueri(
    "alur.di_petugas",
    lambda isi: Pemegang.objects.filter(orang_kode=isi.kode, jenis=JenisPemegang.KOLAM, diambil_alih_at=None),
    urut=("sejak_at", "pk"),
    batas=LANGSUNG,
)


def gabung(butir: list[Butir], lain: list[Tugas]) -> list[Butir | Tugas]:
    """A page of cases and other tasks in the order in which the home page names them."""
    berkunci: list[tuple[tuple[date, int], Butir | Tugas]] = [((b.pemegang.tenggat or date.max, URUTAN), b) for b in butir]
    berkunci += [(t.urut, t) for t in lain]
    return [satu for _kunci, satu in sorted(berkunci, key=lambda k: k[0])]


def cari_tugas(konteks: Konteks) -> list[Tugas]:
    """What waits for `konteks`, the nearest day first; beyond a few, one line that leads to all; and what of their own lies with
    officers. Constant queries."""
    rows = _AWAL.baca(selectors.milik(konteks))
    hasil = [
        Tugas(
            b.ringkas.judul,
            b.ringkas.url,
            ket=_ket(b),
            tenggat=b.pemegang.tenggat,
            lencana=str(b.keadaan.teks),
            jenis=b.keadaan.jenis,
            urutan=URUTAN,
        )
        for b in with_sebab(konteks, with_ringkas(rows[:LANGSUNG], konteks.per, konteks))
    ]
    if len(rows) > LANGSUNG:
        lain = selectors.list_menunggu(konteks).count() - LANGSUNG
        judul = ngettext("%(n)s perkara lain menunggu Anda", "%(n)s perkara lain menunggu Anda", lain) % {"n": lain}
        ket = _("Semuanya, dari semua proses, dengan umur dan tenggatnya.")
        hasil.append(Tugas(judul, reverse("alur:menunggu"), ket=ket, urutan=URUTAN))
    return hasil + _di_petugas(konteks)


def _di_petugas(konteks: Konteks) -> list[Tugas]:
    """Cases of one's own that lie with officers, the oldest first; one query, two more a process that occurs."""
    rows = _DI_PETUGAS.baca(kode=konteks.pegawai_kode) if konteks.pegawai_kode else []
    return [
        Tugas(
            b.ringkas.judul,
            b.ringkas.url,
            ket=kata_meja(_("petugas"), waktu.hari(b.pemegang.dipegang_at), b.pemegang.tenggat, konteks.per),
            lencana=str(b.keadaan.teks),
            jenis=b.keadaan.jenis,
            tahu=True,
        )
        for b in with_ringkas(rows, konteks.per)
    ]


def _ket(b: Butir) -> str:
    """One line below: why it came back, or what it is about; and for whom the reader decides where it isn't their own matter."""
    wakil = _("mewakili %(nama)s") % {"nama": b.mewakili} if b.mewakili else ""
    return " · ".join(kata for kata in (b.sebab or str(b.ringkas.ket), wakil) if kata)


daftar_parameter.register(tenggat.DEFINISI)
menu.register(menu.Butir("menunggu", gettext_lazy("Menunggu saya"), "alur:menunggu", "jam", urutan=5))
tugas.register(cari_tugas)
