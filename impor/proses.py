"""The way of a list: read, prepared, sent, looked at by a second officer, stored by a job, undone as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.kewenangan import Konteks
from alur.proses import TETAP, Beralasan, Keadaan, Kolam, Langkah, Proses, Ringkas
from impor import selectors
from impor.models import Impor, StatusImpor
from inti import waktu
from inti.errors import UseCaseError

S = StatusImpor
SIAPKAN, MILIK, SETUJUI = "pegawai.impor", "impor.milik", "impor.setujui"
MENYIAPKAN = ("unggah", "bantu", "ajukan")  # whoever took one of these doesn't approve
BATAS_BATAL = timedelta(days=30)


class TidakAdaYangDisimpanError(UseCaseError):
    """Sending a list of which nothing would be stored."""


class MasihBerjalanError(UseCaseError):
    """A job is at work with the list."""


class TidakBisaDibatalkanError(UseCaseError):
    """Undoing would lose what somebody did since, or comes too late."""


class PenyiapPergiError(UseCaseError):
    """Whoever sent the list may not prepare one any more: only one officer would stand behind it."""


def periksa_berisi(impor: Impor, konteks: Konteks) -> None:
    """Raise TidakAdaYangDisimpanError unless some row would be stored."""
    if not selectors.count_ikut(impor):
        raise TidakAdaYangDisimpanError(
            _("Tidak ada baris yang akan disimpan."), fix=_("Ikutkan atau perbaiki paling sedikit satu baris, lalu kirim lagi.")
        )


def periksa_terhenti(impor: Impor, konteks: Konteks) -> None:
    """Raise MasihBerjalanError while a job is at work with the list."""
    pekerjaan = selectors.get_pekerjaan(impor)
    if pekerjaan is not None and pekerjaan.hidup:
        raise MasihBerjalanError(
            _("Daftar ini sedang dikerjakan sistem."), fix=_("Tunggu sebentar; halaman ini berpindah sendiri begitu selesai.")
        )


def periksa_penyiap(impor: Impor, konteks: Konteks) -> None:
    """Raise PenyiapPergiError where whoever sent the list may not prepare one on the day of the decision."""
    if selectors.is_penyiap_pergi(impor, konteks.per):
        raise PenyiapPergiError(
            _(
                "Yang mengirim daftar ini tidak lagi bertugas menyiapkan impor, jadi belum ada dua petugas yang bertanggung jawab."
            ),
            fix=_("Kembalikan dengan catatan itu. Petugas lain dapat memeriksa lalu mengirimnya lagi; isiannya tetap ada."),
        )


def periksa_batas_batal(impor: Impor, konteks: Konteks) -> None:
    """Raise TidakBisaDibatalkanError later than 30 days after storing."""
    if impor.diterapkan_at is None or waktu.now() - impor.diterapkan_at > BATAS_BATAL:
        raise TidakBisaDibatalkanError(
            _("Impor hanya dapat dibatalkan dalam 30 hari."),
            fix=_("Perbaiki orangnya satu per satu, atau impor daftar yang benar."),
        )


def _ringkas(kode: Iterable[str]) -> Mapping[str, Ringkas]:
    rows = Impor.objects.select_related("pembuat").filter(kode__in=list(kode)).defer("kolom")
    return {
        i.kode: Ringkas(
            judul=_("Impor %(berkas)s") % {"berkas": i.nama_berkas},
            ket=_("per %(per)s, diunggah %(siapa)s")
            % {"per": date_format(i.per, "j F Y"), "siapa": i.pembuat.nama if i.pembuat else _("lewat perintah")},
            url=reverse("impor:rinci", kwargs={"kode": i.kode}),
        )
        for i in rows
    }


def _tanpa_pemilik(impor: Any) -> str:
    return ""  # a list speaks of many people and belongs to none of them


def _seluruh_kota(impor: Any) -> None:
    return None


KEADAAN = (
    Keadaan(S.DIBACA, S.DIBACA.label, nanti=gettext_lazy("Sistem membaca berkasnya dan memeriksa tiap baris.")),
    Keadaan(
        S.GAGAL,
        S.GAGAL.label,
        nanti=gettext_lazy("Unggah berkas lain; tidak ada data pegawai yang berubah."),
        jenis="buruk",
    ),
    Keadaan(
        S.DIPERIKSA,
        S.DIPERIKSA.label,
        nanti=gettext_lazy("Petugas memeriksa tiap baris, lalu mengirimnya untuk disetujui petugas lain."),
        pemegang=Kolam(SIAPKAN),
        jenis="laut",
    ),
    Keadaan(
        S.DIKEMBALIKAN,
        S.DIKEMBALIKAN.label,
        nanti=gettext_lazy("Yang menyiapkan memperbaiki menurut catatan, lalu mengirimnya lagi. Isiannya tetap ada."),
        pemegang=Kolam(SIAPKAN),
        jenis="awas",
    ),
    Keadaan(
        S.MENUNGGU,
        S.MENUNGGU.label,
        nanti=gettext_lazy("Petugas lain melihat apa yang akan berubah, lalu menyetujui atau mengembalikannya dengan catatan."),
        pemegang=Kolam(SETUJUI),
        hari="impor",
        jenis="laut",
    ),
    Keadaan(
        S.MENERAPKAN,
        S.MENERAPKAN.label,
        nanti=gettext_lazy("Sistem menyimpan semua baris sekaligus. Bila terhenti, petugas membukanya lagi."),
        pemegang=Kolam(SETUJUI),
        jenis="laut",
    ),
    Keadaan(
        S.DITERAPKAN,
        S.DITERAPKAN.label,
        nanti=gettext_lazy("Semua baris sudah tersimpan. Selama 30 hari semuanya dapat dibatalkan sekaligus."),
        jenis="baik",
    ),
    Keadaan(
        S.MEMBATALKAN,
        S.MEMBATALKAN.label,
        nanti=gettext_lazy("Sistem mengembalikan semua orang seperti sebelum impor. Bila terhenti, petugas mengulanginya."),
        pemegang=Kolam(SIAPKAN),
        jenis="awas",
    ),
    Keadaan(S.DIBATALKAN, S.DIBATALKAN.label, nanti=gettext_lazy("Semua kembali seperti sebelum impor.")),
    Keadaan(S.DIHENTIKAN, S.DIHENTIKAN.label, nanti=gettext_lazy("Tidak ada yang berubah. Unggah lagi bila masih perlu.")),
)
BACA = (
    Langkah("unggah", ("",), S.DIBACA, SIAPKAN, gettext_lazy("Unggah dan periksa"), gettext_lazy("Diunggah")),
    Langkah(
        "periksa",
        (S.DIBACA, S.GAGAL),
        S.DIPERIKSA,
        SIAPKAN,
        gettext_lazy("Periksa"),
        gettext_lazy("Dibaca dan diperiksa baris demi baris"),
        sistem=True,
        latar=True,
    ),
    Langkah(
        "tak_terbaca",
        (S.DIBACA,),
        S.GAGAL,
        SIAPKAN,
        gettext_lazy("Tidak terbaca"),
        gettext_lazy("Tidak dapat dibaca"),
        alasan=Beralasan.BOLEH,
        sistem=True,
        latar=True,
    ),
    Langkah(
        "langsung",
        ("",),
        S.DITERAPKAN,
        SIAPKAN,
        gettext_lazy("Simpan langsung"),
        gettext_lazy("Disimpan langsung, tanpa petugas kedua"),
        sistem=True,
    ),
)
SIAP = (
    Langkah(
        "bantu",
        (S.DIPERIKSA, S.DIKEMBALIKAN),
        TETAP,
        SIAPKAN,
        gettext_lazy("Perbaiki baris"),
        gettext_lazy("Ikut memperbaiki barisnya"),
        sistem=True,
    ),
    Langkah(
        "ajukan",
        (S.DIPERIKSA, S.DIKEMBALIKAN),
        S.MENUNGGU,
        SIAPKAN,
        gettext_lazy("Kirim untuk disetujui"),
        gettext_lazy("Dikirim untuk disetujui"),
        alasan=Beralasan.BOLEH,
        butuh=periksa_berisi,
        jenis="utama",
    ),
    Langkah(
        "tarik",
        (S.MENUNGGU,),
        S.DIPERIKSA,
        MILIK,
        gettext_lazy("Tarik kembali"),
        gettext_lazy("Ditarik kembali untuk diperbaiki"),
        alasan=Beralasan.BOLEH,
    ),
    Langkah(
        "hentikan",
        (S.DIPERIKSA, S.DIKEMBALIKAN),
        S.DIHENTIKAN,
        SIAPKAN,
        gettext_lazy("Hentikan impor ini"),
        gettext_lazy("Dihentikan, tidak ada yang disimpan"),
        alasan=Beralasan.BOLEH,
        jenis="bahaya",
    ),
    Langkah(
        "kedaluwarsa",
        (S.DIPERIKSA, S.DIKEMBALIKAN),
        S.DIHENTIKAN,
        SIAPKAN,
        gettext_lazy("Kedaluwarsa"),
        gettext_lazy("Dihentikan karena lebih dari 30 hari tidak dikirim"),
        sistem=True,
    ),
)
PUTUS = (
    Langkah(
        "setujui",
        (S.MENUNGGU,),
        S.MENERAPKAN,
        SETUJUI,
        gettext_lazy("Setujui dan simpan"),
        gettext_lazy("Disetujui untuk disimpan"),
        alasan=Beralasan.BOLEH,
        bukan=MENYIAPKAN,
        butuh=periksa_penyiap,
        jenis="utama",
    ),
    Langkah(
        "kembalikan",
        (S.MENUNGGU, S.MENERAPKAN),
        S.DIKEMBALIKAN,
        SETUJUI,
        gettext_lazy("Kembalikan dengan catatan"),
        gettext_lazy("Dikembalikan dengan catatan"),
        alasan=Beralasan.WAJIB,
        bukan=MENYIAPKAN,
        butuh=periksa_terhenti,
        petunjuk=gettext_lazy("Tulis apa yang perlu diperbaiki, misalnya: baris 12 sampai 20 golongannya belum naik."),
    ),
    Langkah(
        "buka_lagi",
        (S.MENERAPKAN,),
        S.MENUNGGU,
        SETUJUI,
        gettext_lazy("Buka lagi"),
        gettext_lazy("Penyimpanannya terhenti, dibuka lagi"),
        alasan=Beralasan.BOLEH,
        bukan=MENYIAPKAN,
        butuh=periksa_terhenti,
        jenis="utama",
    ),
    Langkah(
        "simpan",
        (S.MENERAPKAN,),
        S.DITERAPKAN,
        SETUJUI,
        gettext_lazy("Simpan"),
        gettext_lazy("Tersimpan"),
        sistem=True,
        latar=True,
    ),
    Langkah(
        "usang",
        (S.MENERAPKAN,),
        S.DIKEMBALIKAN,
        SETUJUI,
        gettext_lazy("Periksa lagi"),
        gettext_lazy("Belum disimpan: data pegawai berubah sejak diperiksa"),
        alasan=Beralasan.BOLEH,
        sistem=True,
        latar=True,
    ),
)
BATAL = (
    Langkah(
        "batalkan",
        (S.DITERAPKAN,),
        S.MEMBATALKAN,
        SIAPKAN,
        gettext_lazy("Batalkan impor"),
        gettext_lazy("Diminta dibatalkan"),
        alasan=Beralasan.BOLEH,
        butuh=periksa_batas_batal,
        jenis="bahaya",
    ),
    Langkah(
        "pulihkan",
        (S.MEMBATALKAN,),
        S.DIBATALKAN,
        SIAPKAN,
        gettext_lazy("Pulihkan"),
        gettext_lazy("Dibatalkan, semua kembali seperti sebelum impor"),
        sistem=True,
        latar=True,
    ),
    Langkah(
        "tak_jadi",
        (S.MEMBATALKAN,),
        S.DITERAPKAN,
        SIAPKAN,
        gettext_lazy("Tidak jadi"),
        gettext_lazy("Tidak dapat dibatalkan"),
        alasan=Beralasan.BOLEH,
        sistem=True,
        latar=True,
    ),
    Langkah(
        "biarkan",
        (S.MEMBATALKAN,),
        S.DITERAPKAN,
        SIAPKAN,
        gettext_lazy("Biarkan tersimpan"),
        gettext_lazy("Pembatalannya terhenti, dibiarkan tersimpan"),
        alasan=Beralasan.BOLEH,
        butuh=periksa_terhenti,
    ),
)
IMPOR = Proses(
    nama="impor",
    meminta=("impor.selesai", "impor.dikembalikan", "impor.diajukan"),
    judul=gettext_lazy("Impor"),
    model="impor.Impor",
    lihat=SIAPKAN,
    keadaan=KEADAAN,
    langkah=(*BACA, *SIAP, *PUTUS, *BATAL),
    orang=_tanpa_pemilik,
    unit=_seluruh_kota,
    ringkas=_ringkas,
)
DISIAPKAN = IMPOR.get_langkah("ajukan").dari  # the states in which its rows may be changed
