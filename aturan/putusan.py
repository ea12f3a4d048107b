"""What a proposal says before and after its decision, in words that stay true: nothing reads as if it counts when it doesn't."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from aturan import daftar_parameter
from aturan.dampak import list_dampak
from aturan.models import JenisUsulan, ParameterAturan, StatusUsulan, UsulanParameter
from aturan.selectors import Perbandingan
from aturan.skema import Perubahan
from inti import waktu
from inti.penjelasan import kalimat, tulis_nilai
from inti.tulisan import tanggal
from inti.tulisan import waktu as tulis_waktu


def tulis_perubahan(p: Perubahan) -> dict[str, str]:
    """One part of a value, before and after; '' where it wasn't, or won't be, there: `kata` then says that it comes or goes."""
    sebelum, sesudah = kalimat(p.sebelum), kalimat(p.sesudah)
    satu_sisi = "" if sebelum and sesudah else _("%(nilai)s, ditambahkan") if sesudah else _("%(nilai)s, dihapus")
    return {
        "label": " · ".join(tulis_nilai(s) for s in p.label),
        "sebelum": sebelum,
        "sesudah": sesudah,
        "kata": satu_sisi and satu_sisi % {"nilai": sesudah or sebelum},
    }


def list_perubahan(usulan: UsulanParameter, perubahan: list[Perubahan]) -> list[dict[str, str]]:
    """What a proposal changes, part by part; `kata` says what became of it where before → after would mislead."""
    hasil = [tulis_perubahan(p) for p in perubahan]
    return [p | {"kata": _kata(usulan, p["sebelum"], p["sesudah"]) or p["kata"]} for p in hasil]


def list_kelak(perbandingan: Perbandingan) -> list[tuple[str, list[dict[str, str]]]]:
    """What a proposal changes only on later days, by the words for the day from which it does."""
    return [(_judul_kelak(hari), list_perubahan(perbandingan.usulan, p)) for hari, p in perbandingan.perubahan_kelak]


def _judul_kelak(hari: date) -> str:
    return _("Mulai %(hari)s juga berbeda") % {"hari": tanggal(hari)}


def judul_isi(usulan: UsulanParameter) -> str:
    """Above what it says: from when, and whether that counts."""
    return _judul(usulan) % {"hari": tanggal(usulan.mulai)}


def keterangan(usulan: UsulanParameter) -> str:
    """What became of the value after the decision, or what a withdrawal would do; '' where there is no more to say."""
    if usulan.jenis == JenisUsulan.TARIK:
        return _keterangan_tarik(usulan)
    if ditarik(usulan):
        return _("Nilai ini disahkan, lalu ditarik: tidak berlaku lagi.")
    return ""


def list_bunyi(usulan: UsulanParameter) -> list[tuple[str, str]]:
    """All that its proposer wrote beside the value itself; of a withdrawal, also what the withdrawn row says."""
    if usulan.sasaran is not None:
        baris = usulan.sasaran
        return [
            (_("Alasan penarikan"), usulan.alasan),
            (_("Dasar hukum nilai itu"), baris.dasar),
            (_("Kepastian sumbernya"), baris.get_tanda_display()),
            *_catatan(_("Catatan nilai itu"), baris.catatan),
        ]
    tidak_jadi = usulan.status in (StatusUsulan.DITOLAK, StatusUsulan.DIBATALKAN)
    sampai = usulan.berlaku.upper if usulan.berlaku else None
    return [
        (_("Hari terakhir"), tanggal(sampai - timedelta(days=1)) if sampai else _("tidak disebut dalam usulan")),
        (_("Dasar yang diusulkan") if tidak_jadi else _("Dasar hukum"), usulan.dasar),
        (_("Kepastian sumber"), usulan.get_tanda_display()),
        *_catatan(_("Catatan"), usulan.catatan),
    ]


def ringkas(usulan: UsulanParameter) -> str:
    """A proposal in a list: what it does, from when, and by what."""
    if usulan.jenis == JenisUsulan.TARIK:
        return _("Menarik nilai yang mulai %(hari)s · %(alasan)s") % {"hari": tanggal(usulan.mulai), "alasan": usulan.alasan}
    return _("Nilai baru mulai %(hari)s · %(dasar)s") % {"hari": tanggal(usulan.mulai), "dasar": usulan.dasar}


def siapa(usulan: UsulanParameter) -> str:
    """Who proposed it and who decided it, in sentences: a name beside a status reads as if that person had given it."""
    isi = {"oleh": usulan.pengusul.nama, "hari": tulis_waktu(usulan.disusun_at)}
    diusulkan = _("Diusulkan %(oleh)s pada %(hari)s.") % isi
    if usulan.pemutus is None or usulan.diputus_at is None:
        return diusulkan
    return f"{diusulkan} {_siapa_memutus(usulan) % {'oleh': usulan.pemutus.nama, 'hari': tulis_waktu(usulan.diputus_at)}}"


def _siapa_memutus(usulan: UsulanParameter) -> str:
    if usulan.status == StatusUsulan.DITOLAK:
        return _("Ditolak %(oleh)s pada %(hari)s.")
    if usulan.status == StatusUsulan.DIBATALKAN:
        return _("Dibatalkan pengusulnya pada %(hari)s.")
    if usulan.pemutus_id == usulan.pengusul_id:
        return _("Diberlakukan pada %(hari)s tanpa petugas lain, sebab tidak ada orang yang tersentuh.")
    return _("Disahkan %(oleh)s pada %(hari)s.")


def sentuhan(usulan: UsulanParameter) -> str:
    """How many people a proposal that waits touches, inside a sentence: nobody counts to nought, nor a value that follows nobody."""
    if not list_dampak(usulan.nama):
        return _("yang sudah berjalan tidak berubah")
    if not usulan.tersentuh:
        return _("saat ini tidak ada orang yang tersentuh")
    return _("%(n)s orang tersentuh") % {"n": tulis_nilai(usulan.tersentuh)}


def dipakai(usulan: UsulanParameter) -> str:
    """When the value is used (Definisi.dipakai), in the reader's language; '' for one that follows people."""
    definisi = daftar_parameter.get_definisi(usulan.nama)
    return _(definisi.dipakai) if definisi and definisi.dipakai else ""


def aksi_kirim(usulan: UsulanParameter, per: date) -> str:
    """The button of a draft that touches nobody, so that it counts as soon as it is pressed, or on its day."""
    if usulan.jenis == JenisUsulan.TARIK:
        return _("Tarik nilai ini")
    if usulan.mulai > per:
        return _("Simpan, berlaku mulai %(hari)s") % {"hari": tanggal(usulan.mulai)}
    return _("Simpan dan berlakukan")


def _catatan(istilah: str, teks: str) -> list[tuple[str, str]]:
    return [(istilah, teks)] if teks else []


def sebut_baris(baris: ParameterAturan, kini: ParameterAturan | None) -> str:
    """A row as it is named in a sentence."""
    if baris == kini:
        return _("nilai yang berlaku hari ini")
    return (
        _("nilai yang mulai %(hari)s") % {"hari": tanggal(baris.sejak)} if baris.sejak else _("nilai yang berlaku sejak semula")
    )


def sebut_diganti(perbandingan: Perbandingan) -> str:
    """The row that a new value takes over from on its first day; '' where none counts then, or for a withdrawal."""
    baris = perbandingan.diganti
    if perbandingan.calon is None or baris is None:
        return ""
    return f"{sebut_baris(baris, None)} ({baris.dasar})"


def masa(perbandingan: Perbandingan) -> str:
    """From when to when, where an end is known and the value counts or would; '' else."""
    usulan, akhir = perbandingan.usulan, perbandingan.akhir
    if akhir is None or ditarik(usulan) or usulan.status in (StatusUsulan.DITOLAK, StatusUsulan.DIBATALKAN):
        return ""
    hari, ada_berikut = akhir
    if perbandingan.kembali:
        teks = _("%(mulai)s sampai %(akhir)s, lalu lagi mulai %(kembali)s")
        return teks % {"mulai": tanggal(usulan.mulai), "akhir": tanggal(hari), "kembali": tanggal(perbandingan.kembali)}
    teks = _("%(mulai)s sampai %(akhir)s")
    if ada_berikut:
        teks = _("%(mulai)s sampai %(akhir)s, sebab sesudah itu ada nilai berikutnya")
    return teks % {"mulai": tanggal(usulan.mulai), "akhir": tanggal(hari)}


def ditarik(usulan: UsulanParameter) -> bool:
    """Whether its value counted and was withdrawn since."""
    baris: Any = getattr(usulan, "parameter", None)
    return baris is not None and baris.ditarik_at is not None


def _judul(usulan: UsulanParameter) -> str:
    tarik = usulan.jenis == JenisUsulan.TARIK
    if usulan.terbuka:
        return _("Menarik nilai yang mulai %(hari)s") if tarik else _("Mulai %(hari)s")
    if usulan.status == StatusUsulan.BERLAKU:
        if tarik:
            return _("Ditarik: nilai yang mulai %(hari)s")
        return _("Sudah ditarik: nilai yang mulai %(hari)s") if ditarik(usulan) else _("Mulai %(hari)s")
    return _("Tidak jadi ditarik: nilai yang mulai %(hari)s") if tarik else _("Tidak jadi: nilai mulai %(hari)s")


def _keterangan_tarik(usulan: UsulanParameter) -> str:
    if usulan.terbuka:
        return _("Bila disahkan, nilai ini ditarik; yang berlaku tanpa nilai ini tetap atau kembali berlaku.")
    if usulan.status == StatusUsulan.BERLAKU:
        return _("Nilai ini ditarik dan tidak dipakai lagi.")
    if usulan.sasaran is not None and usulan.sasaran.ditarik_at is not None:
        return _("Nilai ini kemudian ditarik lewat usulan lain.")
    return ""


def _kata(usulan: UsulanParameter, lama: str, baru: str) -> str:
    """The change as its decision left it; '' where before → after is true as it stands."""
    if usulan.terbuka or (usulan.status == StatusUsulan.BERLAKU and usulan.jenis == JenisUsulan.NILAI):
        return ""
    if usulan.jenis == JenisUsulan.NILAI:
        return _tidak_jadi(lama, baru)
    return _tertarik(usulan, lama, baru) if usulan.status == StatusUsulan.BERLAKU else _tidak_ditarik(usulan, lama, baru)


def _tidak_jadi(lama: str, baru: str) -> str:
    """A new value that was refused or taken back."""
    isi = {"lama": lama, "baru": baru}
    if lama and baru:
        return _("Tetap %(lama)s; %(baru)s tidak jadi berlaku") % isi
    return (_("%(baru)s tidak jadi berlaku") if baru else _("%(lama)s tidak jadi dihapus")) % isi


def _tertarik(usulan: UsulanParameter, lama: str, baru: str) -> str:
    """A withdrawal that was confirmed: before its day the other value went on, after it that one came back."""
    isi = {"lama": lama, "baru": baru}
    if not baru:
        return _("%(lama)s ditarik") % isi
    assert usulan.diputus_at is not None  # a constraint of the table: whoever decided did so at a moment
    belum_mulai = usulan.mulai > waktu.hari(usulan.diputus_at)
    if lama:
        return (
            _("%(lama)s ditarik; %(baru)s tetap berlaku") if belum_mulai else _("%(lama)s ditarik; %(baru)s berlaku lagi")
        ) % isi
    return (_("%(baru)s tetap berlaku") if belum_mulai else _("%(baru)s berlaku lagi")) % isi


def _tidak_ditarik(usulan: UsulanParameter, lama: str, baru: str) -> str:
    """A withdrawal that was refused or taken back; what another one withdrew later isn't said to count."""
    if usulan.sasaran is not None and usulan.sasaran.ditarik_at is not None:
        return _("Tidak jadi ditarik lewat usulan ini: %(nilai)s") % {"nilai": lama or baru}
    if lama:
        return _("Tidak jadi ditarik: %(lama)s tetap berlaku") % {"lama": lama}
    return _("Tidak jadi kembali: %(baru)s") % {"baru": baru}
