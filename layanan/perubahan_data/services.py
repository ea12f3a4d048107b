"""Proposing a correction, and deciding about it: the fact is written in the transaction of the decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from akun import kewenangan
from akun.kewenangan import Konteks
from alur import services as alur
from dokumen.services import Kiriman, Subjek, menyimpan
from inti import audit
from inti.errors import UseCaseError, VersiBerbedaError
from inti.kendala import terucap
from layanan.perubahan_data import jenis, kabar, selectors
from layanan.perubahan_data.jenis import JenisPerubahan
from layanan.perubahan_data.models import TERBUKA, StatusUsul, UsulPerubahan
from layanan.perubahan_data.proses import PERUBAHAN_DATA
from pegawai.models import Pegawai

DOKUMEN = "layanan.perubahan"


class TidakBerubahError(UseCaseError):
    """What is proposed is what stands there already."""


class BelumDilengkapiError(UseCaseError):
    """What was returned comes again as it was, without a word to the officer who asked for more."""


class SedangDiperiksaError(VersiBerbedaError):
    """What was returned was handed in otherwise meanwhile, and waits for the officer."""


class BuktiKosongError(UseCaseError):
    """A kind of fact that needs proof came without."""


class DataPegawaiBelumAdaError(UseCaseError):
    """An account without a person has no data to correct."""


class JenisAsingError(UseCaseError):
    """A kind of data that can't be corrected this way."""


def create_usul(
    *,
    konteks: Konteks,
    macam: JenisPerubahan,
    nilai: Mapping[str, Any],
    keterangan: str = "",
    bukti: Kiriman | None = None,
    contoh: str = "",
) -> UsulPerubahan:
    """Propose what one's own data should say. The same proposal again, while it waits, is the one that stands.

    nilai  checked values by field of the kind
    bukti  a checked file, or one that waited for this form
    contoh code of a proposal of one's own that came to nothing: its proof counts where no other one is sent

    Raises PermissionDenied, DataPegawaiBelumAdaError, TidakBerubahError, BuktiKosongError, ValidationError (one is open).
    """
    kewenangan.require(konteks, "perubahan.ajukan")
    usulan = _teks(macam, nilai)
    with menyimpan(konteks) as penyimpan:
        pegawai = _kunci_pegawai(konteks.pegawai_id)
        terbuka = UsulPerubahan.objects.filter(pegawai=pegawai, jenis=macam.kode, status__in=TERBUKA).first()
        if terbuka and terbuka.status == StatusUsul.DIAJUKAN and _sama(terbuka, usulan, keterangan, bukti):
            return terbuka
        sebelum = dict(selectors.baca_kini(pegawai, macam))
        dulu = selectors.get_contoh(konteks, macam, contoh) if contoh and bukti is None else None
        _periksa(macam, sebelum, usulan, bukti is not None or bool(dulu and dulu.bukti_id))
        with audit.explain(actor=konteks.pengguna, why=gettext_noop("usul perbaikan data")), terucap(UsulPerubahan):
            usul = UsulPerubahan(pegawai=pegawai, jenis=macam.kode, sebelum=sebelum, usulan=usulan, keterangan=keterangan.strip())
            if dulu is not None:
                usul.bukti = dulu.bukti  # a file never changes: two proposals may rest on it
            if bukti is not None:
                usul.bukti = penyimpan.simpan(DOKUMEN, bukti, Subjek("pegawai", pegawai.kode), bidang="bukti")
            usul.save(force_insert=True)
        alur.begin(konteks=konteks, proses=PERUBAHAN_DATA, objek=[usul], aksi="ajukan")
    return usul


def resubmit_usul(
    *,
    konteks: Konteks,
    usul: UsulPerubahan,
    nilai: Mapping[str, Any],
    versi: int,
    keterangan: str = "",
    bukti: Kiriman | None = None,
    jawaban: str = "",
) -> UsulPerubahan:
    """Complete a returned proposal and hand it in again; without a new file the one before stays.

    jawaban  a word to the officer, who reads it in the trail: due where nothing was changed

    The same again is the one that stands. Raises BelumDilengkapiError, BukanPemegangError, VersiBerbedaError (also where another one was handed in
    meanwhile), LangkahTidakAdaError, TidakBerubahError, BuktiKosongError.
    """
    macam = _jenis(usul)
    usulan = _teks(macam, nilai)

    def isi(kini: UsulPerubahan) -> dict[str, Any]:
        sebelum = dict(selectors.baca_kini(kini.pegawai, macam))
        _periksa(macam, sebelum, usulan, bukti is not None or kini.bukti_id is not None)
        if not jawaban.strip() and _sama(kini, usulan, keterangan, bukti):
            raise BelumDilengkapiError(
                _("Isian dan buktinya masih sama seperti waktu dikembalikan."),
                fix=_("Perbaiki menurut catatan petugas; bila memang sudah benar, tulis jawaban singkat lalu kirim lagi."),
                field="jawaban",
            )
        ubah: dict[str, Any] = {"sebelum": sebelum, "usulan": usulan, "keterangan": keterangan.strip()}
        if bukti is not None:
            ubah["bukti_id"] = penyimpan.simpan(DOKUMEN, bukti, Subjek("pegawai", kini.pegawai.kode), bidang="bukti").pk
        return ubah

    with menyimpan(konteks) as penyimpan:
        kini = alur.lock(PERUBAHAN_DATA, usul)
        alur.require(konteks, PERUBAHAN_DATA, kini, "ajukan_lagi")
        if kini.status == StatusUsul.DIAJUKAN and not _sama(kini, usulan, keterangan, bukti):
            raise SedangDiperiksaError(
                _("Usul ini sedang diperiksa dengan isian lain."),
                fix=_("Baca yang sudah diajukan; bila perlu diganti, tarik dulu lalu usulkan lagi."),
            )
        gerak = alur.move(
            konteks=konteks, proses=PERUBAHAN_DATA, objek=kini, aksi="ajukan_lagi", versi=versi, alasan=jawaban, ubah=isi
        )
        return gerak.objek


def withdraw_usul(*, konteks: Konteks, usul: UsulPerubahan, versi: int, alasan: str = "") -> UsulPerubahan:
    """Its owner takes it back before the decision. Raises BukanPemegangError, VersiBerbedaError, LangkahTidakAdaError."""
    return alur.move(konteks=konteks, proses=PERUBAHAN_DATA, objek=usul, aksi="tarik", versi=versi, alasan=alasan).objek


def return_usul(*, konteks: Konteks, usul: UsulPerubahan, versi: int, alasan: str) -> UsulPerubahan:
    """Ask for what is missing; everything typed stays. Raises as approve_usul, and AlasanKosongError."""
    return alur.move(konteks=konteks, proses=PERUBAHAN_DATA, objek=usul, aksi="kembalikan", versi=versi, alasan=alasan).objek


@transaction.atomic
def reject_usul(*, konteks: Konteks, usul: UsulPerubahan, versi: int, alasan: str) -> UsulPerubahan:
    """Refuse with a reason that says what can be done. Raises as approve_usul, and AlasanKosongError."""
    gerak = alur.move(konteks=konteks, proses=PERUBAHAN_DATA, objek=usul, aksi="tolak", versi=versi, alasan=alasan)
    if gerak.baru:
        kabar.tell_diputus(gerak.objek, "tolak")
    return gerak.objek


@transaction.atomic
def approve_usul(*, konteks: Konteks, usul: UsulPerubahan, versi: int, sidik: str, alasan: str = "") -> UsulPerubahan:
    """Accept, and write the fact by its event: both, or neither.

    sidik  fingerprint of the recorded values that the officer compared with (selectors.Isi)

    Raises BukanPemegangError, LangkahTidakAdaError, VersiBerbedaError (the proposal or the record changed meanwhile),
    ValidationError where the fact contradicts another one (e.g. a NIK that somebody else has).
    """
    macam = _jenis(usul)
    pegawai = _kunci_pegawai(usul.pegawai_id)
    kini = alur.lock(PERUBAHAN_DATA, usul)
    if kini.status == StatusUsul.DIAJUKAN:
        alur.require(konteks, PERUBAHAN_DATA, kini, "terima")
        if selectors.sidik(selectors.baca_kini(pegawai, macam)) != sidik:
            raise VersiBerbedaError(
                _("Data yang tercatat berubah sejak Anda membuka halaman ini."),
                fix=_("Bandingkan sekali lagi di bawah, lalu putuskan."),
            )
    gerak = alur.move(konteks=konteks, proses=PERUBAHAN_DATA, objek=kini, aksi="terima", versi=versi, alasan=alasan)
    if gerak.baru:
        why = gettext_noop("usul perbaikan data diterima")  # read by people in the history of changes: no code
        macam.tulis(actor=konteks.pengguna, pegawai=pegawai, nilai=kini.usulan, alasan=why)
        kabar.tell_diputus(gerak.objek, "terima")
    return gerak.objek


def _kunci_pegawai(pk: int | None) -> Pegawai:
    pegawai = Pegawai.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=pk or 0).first()
    if pegawai is None:
        raise DataPegawaiBelumAdaError(
            _("Akun ini belum tersambung dengan data pegawai."), fix=_("Hubungi pengelola kepegawaian unit Anda.")
        )
    return pegawai


def _jenis(usul: UsulPerubahan) -> JenisPerubahan:
    macam = jenis.get(usul.jenis)
    if macam is None:
        raise JenisAsingError(
            _("Jenis data ini tidak lagi diperbaiki lewat usul."), fix=_("Hubungi pengelola kepegawaian unit Anda.")
        )
    return macam


def _teks(macam: JenisPerubahan, nilai: Mapping[str, Any]) -> dict[str, str]:
    """The values as they are kept: in the one spelling by which they are compared."""
    return {nama: "" if isi is None else macam.padan(str(isi)) for nama, isi in nilai.items()}


def _sama(usul: UsulPerubahan, usulan: Mapping[str, str], keterangan: str, bukti: Kiriman | None) -> bool:
    """Whether what is sent is what a proposal says already: a second click. A new word or proof is no second click."""
    sidik = usul.bukti.sidik if usul.bukti else ""
    return usul.usulan == usulan and usul.keterangan == keterangan.strip() and (bukti is None or bukti.sidik == sidik)


def _periksa(macam: JenisPerubahan, sebelum: Mapping[str, str], usulan: Mapping[str, str], ada_bukti: bool) -> None:
    """Raise TidakBerubahError or BuktiKosongError."""
    if all(macam.padan(sebelum.get(nama, "")) == macam.padan(isi) for nama, isi in usulan.items()):
        raise TidakBerubahError(
            _("Isian ini sama dengan yang sudah tercatat."),
            fix=_("Ubah bagian yang keliru, atau tutup halaman ini bila datanya sudah benar."),
            field=next(iter(usulan)),
        )
    if macam.bukti_wajib and not ada_bukti:
        raise BuktiKosongError(
            _("Buktinya belum dilampirkan."), fix=_("Yang diperlukan: %(bukti)s") % {"bukti": macam.bukti}, field="bukti"
        )
