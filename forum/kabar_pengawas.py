"""Who is told that another unit shall examine complaints about people, and that it does."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from akun import kait
from akun.kewenangan import Konteks
from forum.kabar import MEJA
from forum.models import UsulanPengawas
from forum.selectors.pengawas import list_dikabari, list_pengesah
from kabar import jenis
from kabar.jenis import JenisKabar, Nilai
from kabar.penerima import Akun
from kabar.services import kirim

HALAMAN: dict[str, Any] = {"tujuan": "forum:pengawas", "argumen": False, "kelompok": MEJA, "wajib": True}
jenis.register(
    JenisKabar(
        nama="suara.pengawas_menunggu",
        untuk="suara.atur",
        judul=_("Usulan unit pengawas menunggu disahkan"),
        subjek=_("Ada usulan unit pengawas yang menunggu"),
        kata=_("%(siapa)s mengusulkan %(unit)s sebagai unit pengawas, semula %(lama)s."),
        rincian=_("Unit itu memeriksa pengaduan tentang pegawai. Berlaku setelah petugas lain mengesahkannya."),
        **HALAMAN,
    ),
    JenisKabar(
        nama="suara.pengawas_ditolak",
        untuk="suara.atur",
        judul=_("Usulan unit pengawas saya ditolak"),
        subjek=_("Usulan unit pengawas Anda ditolak"),
        kata=_("%(siapa)s menolak usulan Anda: %(unit)s sebagai unit pengawas."),
        rincian=_("Alasannya ada di halamannya."),
        **HALAMAN,
    ),
    JenisKabar(
        nama="suara.pengawas_berganti",
        untuk="suara.pengawas",
        judul=_("Unit pengawas berganti"),
        subjek=_("Unit pengawas berganti"),
        kata=_("Pengaduan tentang pegawai sekarang diperiksa %(unit)s, semula %(lama)s."),
        rincian=_("Diusulkan %(pengusul)s, disahkan %(siapa)s."),
        **HALAMAN,
    ),
    JenisKabar(
        nama="suara.pengawas_sendiri",
        untuk="suara.pengawas",
        judul=_("Unit pengawas ditetapkan satu petugas"),
        subjek=_("Unit pengawas berganti"),
        kata=_("Pengaduan tentang pegawai sekarang diperiksa %(unit)s, semula %(lama)s."),
        rincian=_("Ditetapkan %(siapa)s sendiri: tidak ada petugas kedua yang dapat mengesahkannya."),
        **HALAMAN,
    ),
)


def tell_menunggu(konteks: Konteks, usulan: UsulanPengawas) -> None:
    """It waits: ask those who may confirm it, which whoever is one pair of hands with the proposer may not."""
    akun = list_pengesah(konteks.pengguna, konteks.per)
    _kirim("suara.pengawas_menunggu", usulan, akun, siapa=konteks.pengguna.nama, lama=_lama(usulan))


def tell_ditolak(konteks: Konteks, usulan: UsulanPengawas) -> None:
    """Somebody refused it: its proposer reads why."""
    _kirim("suara.pengawas_ditolak", usulan, {usulan.pengusul_id} - {None}, siapa=konteks.pengguna.nama)


def tell_berganti(konteks: Konteks, usulan: UsulanPengawas) -> None:
    """It counts: everybody must know who supervises it, routes by it, or answers for the old unit or the new one."""
    isi: dict[str, Nilai] = {"siapa": konteks.pengguna.nama, "lama": _lama(usulan)}
    if not usulan.sendiri and usulan.pengusul:
        isi["pengusul"] = usulan.pengusul.nama
    akun = list_dikabari(konteks.per, usulan.lama, usulan.unit) - {konteks.pengguna.pk}
    nama = "suara.pengawas_sendiri" if usulan.sendiri else "suara.pengawas_berganti"
    _kirim(nama, usulan, akun, **isi)


def usaikan(usulan: UsulanPengawas) -> None:
    """It was decided or taken back: what was asked stays new for nobody."""
    kait.usaikan("suara.pengawas_menunggu", subjek=_subjek(usulan))


def _kirim(nama: str, usulan: UsulanPengawas, akun: set[Any], **isi: Nilai) -> None:
    isi["unit"] = usulan.unit.nama
    kirim(nama, kepada=[Akun(pk) for pk in sorted(akun)], subjek=_subjek(usulan), kunci=usulan.kode, isi=isi)


def _subjek(usulan: UsulanPengawas) -> tuple[str, str]:
    return "usulan_pengawas", usulan.kode


def _lama(usulan: UsulanPengawas) -> Nilai:
    return usulan.lama.nama if usulan.lama else _("belum ditetapkan")
