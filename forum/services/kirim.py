"""A citizen sends something, or supports what was sent before."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from alur import services as alur
from alur.hak import PENGIRIM
from forum import kabar, lacak
from forum.models import Aspirasi, Dukungan, Jenis, PengirimAspirasi, Status
from forum.models.aspirasi import ISI_MAKS, ISI_MIN, JUDUL_MAKS
from forum.proses import ASPIRASI
from forum.selectors.aspirasi import find_utama, list_milik, list_publik
from forum.services.langkah import hari, hitung_tenggat, tolak_pengawas
from inti import waktu
from inti.errors import UseCaseError
from inti.kendala import sekali
from inti.teks import rapikan, rapikan_baris


class IsiTidakWajarError(UseCaseError):
    """Too short to act on, or longer than anybody can answer."""


class SuaraSendiriError(UseCaseError):
    """Whoever sent an input speaks for it already."""


class SudahDigabungError(UseCaseError):
    """The input was merged: its voices count where it was merged into."""


def create_aspirasi(
    *,
    konteks: Konteks,
    lembar: str,
    jenis: str,
    judul: str,
    isi: str,
    lokasi: str = "",
    nama: str = "",
    kontak: str = "",
    anonim: bool = False,
    rahasia: bool = False,
    menyangkut_pegawai: bool = False,
    pada: datetime | None = None,
) -> tuple[Aspirasi, str]:
    """Receive an input and return it with its tracking code. The same form sent twice is one input, with the same code.

    lembar   the form's name (jaga.baca_lembar)
    anonim   no account is kept; name and contact, if given, are for moderators alone
    pada     when it was received, for inputs that come from another channel; now by default

    Raises IsiTidakWajarError.
    """
    tolak_pengawas(konteks)
    kewenangan.require(konteks, "suara.kirim")
    kode_lacak, sidik = lacak.buat_kode_lacak(lembar), lacak.sidik(f"lembar {lembar}")
    aspirasi = Aspirasi(
        sidik_lacak=lacak.sidik(kode_lacak),
        sidik_kirim=sidik,
        jenis=Jenis(jenis),
        judul=_judul(judul),
        isi=_isi(isi),
        lokasi=rapikan_baris(lokasi)[:200],
        anonim=anonim,
        rahasia=rahasia,
        menyangkut_pegawai=menyangkut_pegawai,
        diterima_at=pada or waktu.now(),
    )
    pengirim = PengirimAspirasi(
        nama=rapikan_baris(nama)[:120],
        kontak=rapikan_baris(kontak)[:120],
        akun=konteks.pengguna if konteks.masuk and not anonim else None,
    )
    hasil = sekali(lambda: Aspirasi.objects.filter(sidik_kirim=sidik).first(), lambda: _simpan(konteks, aspirasi, pengirim))
    return hasil, kode_lacak


def _judul(judul: str) -> str:
    judul = rapikan_baris(judul)
    if not 5 <= len(judul) <= JUDUL_MAKS:
        raise IsiTidakWajarError(
            _("Judul terdiri atas %(ada)s huruf.") % {"ada": len(judul)},
            fix=_("Ringkas dalam 5 sampai %(maks)s huruf, misalnya: lampu jalan di depan masjid mati.") % {"maks": JUDUL_MAKS},
            field="judul",
        )
    return judul


def _isi(isi: str) -> str:
    isi = rapikan(isi)
    if not ISI_MIN <= len(isi) <= ISI_MAKS:
        raise IsiTidakWajarError(
            _("Ceritanya terdiri atas %(ada)s huruf.") % {"ada": len(isi)},
            fix=_("Tulis antara %(min)s dan %(maks)s huruf.") % {"min": ISI_MIN, "maks": ISI_MAKS},
            field="isi",
        )
    return isi


def _simpan(konteks: Konteks, aspirasi: Aspirasi, pengirim: PengirimAspirasi) -> Aspirasi:
    for kolom, nilai in hitung_tenggat(aspirasi.jenis_aturan, hari(aspirasi.diterima_at)).items():
        setattr(aspirasi, kolom, nilai)
    aspirasi.status, aspirasi.status_at = Status.TERKIRIM, aspirasi.diterima_at
    aspirasi.save()
    if pengirim.nama or pengirim.kontak or pengirim.akun_id:
        pengirim.aspirasi = aspirasi
        pengirim.save()
    # SECURITY: what senders do is never tied to an account in the trail, or it would name the anonymous.
    alur.begin(konteks=konteks, proses=ASPIRASI, objek=[aspirasi], aksi="kirim", pada=aspirasi.diterima_at, sebagai=PENGIRIM)
    kabar.tell_diterima(aspirasi)
    return aspirasi


@transaction.atomic
def support_aspirasi(*, konteks: Konteks, kode: str, siapa: str, dipegang: Collection[str] = ()) -> Aspirasi:
    """Add one voice to a public input; the same person's second voice changes nothing, and the sender's own counts already.

    siapa     account or session, kept only as a fingerprint for this one input
    dipegang  codes of the inputs that this session has shown to hold

    Raises Http404 for an input that strangers may not see, SuaraSendiriError, SudahDigabungError.
    """
    tolak_pengawas(konteks)
    kewenangan.require(konteks, "suara.kirim")
    Aspirasi.objects.select_for_update(no_key=True).filter(kode=kode).first()  # a merge at this moment comes before or after
    aspirasi: Aspirasi | None = list_publik().filter(kode=kode).first()
    if aspirasi is None:
        _tolak_tergabung(kode, siapa)
        raise Http404(_("Suara ini tidak ada atau tidak terbuka untuk umum."))
    if list_milik(konteks, dipegang).filter(Q(pk=aspirasi.pk) | Q(gabung_ke=aspirasi)).exists():
        raise SuaraSendiriError(
            _("Ini suara Anda sendiri; sudah terhitung."), fix=_("Ajak tetangga yang mengalami hal yang sama.")
        )
    if _sudah_mendukung(Aspirasi.objects.filter(gabung_ke=aspirasi).values_list("kode", flat=True), siapa):
        return aspirasi
    Dukungan.objects.get_or_create(aspirasi=aspirasi, jejak=lacak.jejak(siapa, aspirasi.kode))
    hasil: Aspirasi = list_publik().get(pk=aspirasi.pk)
    return hasil


def _sudah_mendukung(kode: Iterable[str], siapa: str) -> bool:
    """Whether somebody supports one of these inputs. At most two queries."""
    sidik = {satu: lacak.jejak(siapa, satu) for satu in kode}
    milik = Dukungan.objects.filter(aspirasi__kode__in=sidik, jejak__in=sidik.values())
    return bool(sidik) and milik.exists()


def _tolak_tergabung(kode: str, siapa: str) -> None:
    """Raise SudahDigabungError where the input of this code was merged into a public one, saying whether the vote counts there."""
    if find_utama(kode) is None:
        return
    if _sudah_mendukung([kode], siapa):
        raise SudahDigabungError(_("Dukungan Anda sudah terhitung di sini: suara itu digabung ke suara ini."))
    raise SudahDigabungError(
        _("Dukungan Anda belum terhitung: suara itu sudah digabung ke suara ini."), fix=_("Tekan sekali lagi di sini.")
    )
