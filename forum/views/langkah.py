"""The steps on the desk as a table: who may, from which status, with which form, by which service, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from akun.kewenangan import Konteks
from akun.pemegang import list_kantor
from forum.forms import AlasanForm, GabungForm, JawabanForm, PeriksaForm, SuntingForm, TujuanForm
from forum.models import DITUTUP, TERBUKA, Aspirasi, Status
from forum.selectors.aspirasi import is_bernama, list_publik, list_unit_tujuan
from forum.services import meja, moderasi
from forum.services.pengirim import read_pengirim
from inti import versi
from inti.forms import Formulir
from inti.sunting import Penyunting

Isi = dict[str, Any]


@dataclass(frozen=True)
class Langkah:
    """One step. `jenis` is the look of its button; `awal` what its form shows of the input as it stands now, where it edits it."""

    aksi: str
    dari: Collection[str]
    judul: Callable[[], str]
    selesai: Callable[[], str]
    form: Callable[[Aspirasi, Konteks, QueryDict | None], Formulir | None]
    jalankan: Callable[[Konteks, Aspirasi, Isi], Any]
    jenis: str = "biasa"
    awal: Callable[[Aspirasi], Isi] | None = None


def _periksa_form(a: Aspirasi, konteks: Konteks, data: QueryDict | None) -> Formulir:
    kantor = list_kantor("aspirasi.jawab", konteks.per)
    return PeriksaForm(data, unit=list_unit_tujuan(), kantor=kantor, initial=awal_periksa(a), versi=a.versi, prefix="periksa")


def awal_periksa(a: Aspirasi) -> Isi:
    """Initial values of the check, for the input as it stands now."""
    return {
        "jenis": a.jenis,
        "perlu_pemeriksaan": a.perlu_pemeriksaan,
        "menyangkut_pegawai": a.menyangkut_pegawai,
        "unit_terlapor": a.unit_terlapor_id,
        "unit": a.unit_id,
    }


def awal_sunting(a: Aspirasi) -> Isi:
    """The text as it stands now."""
    return {"judul": a.judul, "isi": a.isi}


def _periksa(konteks: Konteks, a: Aspirasi, isi: Isi) -> Any:
    return moderasi.review_aspirasi(konteks=konteks, aspirasi=a, alasan=isi.pop("catatan"), **isi)


def _gabung_form(a: Aspirasi, konteks: Konteks, data: QueryDict | None) -> Formulir | None:
    """Candidates are public inputs with a similar title; without any there is no such step. One query."""
    calon = (
        list_publik()
        .exclude(pk=a.pk)
        .filter(gabung_ke=None, judul__trigram_similar=a.judul)
        .order_by("-jumlah_dukungan", "pk")[:5]
    )
    daftar = list(calon)
    return GabungForm(data, calon=daftar, prefix="gabung") if daftar else None


def _pengirim_form(a: Aspirasi, konteks: Konteks, data: QueryDict | None) -> Formulir | None:
    """Where nobody left a name there is none to open. One query."""
    return TujuanForm(data, prefix="pengirim") if is_bernama(a) else None


def _alasan_form(nama: str) -> Callable[[Aspirasi, Konteks, QueryDict | None], Formulir]:
    return lambda a, konteks, data: AlasanForm(data, prefix=nama)


MODERATOR = (Status.TERKIRIM, Status.DIVERIFIKASI, Status.DITERUSKAN, Status.DIPROSES, Status.DIBUKA_KEMBALI)
LANGKAH: dict[str, Langkah] = {
    "periksa": Langkah(
        "aspirasi.moderasi",
        MODERATOR,
        lambda: _("Periksa dan teruskan"),
        lambda: _("Tersimpan."),
        _periksa_form,
        _periksa,
        "utama",
        awal_periksa,
    ),
    "terima": Langkah(
        "aspirasi.jawab",
        (Status.DITERUSKAN, Status.DIBUKA_KEMBALI),
        lambda: _("Kerjakan"),
        lambda: _("Tercatat sedang dikerjakan."),
        lambda a, konteks, data: Formulir(data, prefix="terima"),
        lambda konteks, a, isi: meja.accept_aspirasi(konteks=konteks, aspirasi=a),
    ),
    "jawab": Langkah(
        "aspirasi.jawab",
        (Status.DITERUSKAN, Status.DIPROSES, Status.DIBUKA_KEMBALI, Status.DITANGGAPI),
        lambda: _("Jawab atas nama dinas"),
        lambda: _("Jawaban terkirim. Sekarang giliran pengirim."),
        lambda a, konteks, data: JawabanForm(data, prefix="jawab"),
        lambda konteks, a, isi: meja.answer_aspirasi(konteks=konteks, aspirasi=a, **isi),
        "utama",
    ),
    "kembalikan": Langkah(
        "aspirasi.jawab",
        (Status.DITERUSKAN,),
        lambda: _("Kembalikan, bukan urusan kami"),
        lambda: _("Dikembalikan ke pengawas forum."),
        _alasan_form("kembalikan"),
        lambda konteks, a, isi: meja.return_aspirasi(konteks=konteks, aspirasi=a, **isi),
    ),
    "sunting": Langkah(
        "aspirasi.moderasi",
        TERBUKA,
        lambda: _("Sunting"),
        lambda: _("Tersunting. Naskah aslinya tersimpan."),
        lambda a, konteks, data: SuntingForm(data, prefix="sunting", initial=awal_sunting(a), versi=a.versi),
        lambda konteks, a, isi: moderasi.edit_aspirasi(konteks=konteks, aspirasi=a, **isi),
        awal=awal_sunting,
    ),
    "gabung": Langkah(
        "aspirasi.moderasi",
        (Status.TERKIRIM, Status.DIVERIFIKASI, Status.DITERUSKAN),
        lambda: _("Gabungkan"),
        lambda: _("Digabung. Suaranya terhitung di sana."),
        _gabung_form,
        lambda konteks, a, isi: moderasi.merge_aspirasi(konteks=konteks, aspirasi=a, **isi),
    ),
    "bukan-wewenang": Langkah(
        "aspirasi.moderasi",
        (Status.TERKIRIM, Status.DIVERIFIKASI, Status.DIBUKA_KEMBALI),
        lambda: _("Bukan wewenang kota"),
        lambda: _("Ditutup dengan penjelasan."),
        _alasan_form("bukan-wewenang"),
        lambda konteks, a, isi: moderasi.refer_aspirasi(konteks=konteks, aspirasi=a, **isi),
    ),
    "arsip": Langkah(
        "aspirasi.moderasi",
        MODERATOR,
        lambda: _("Arsipkan"),
        lambda: _("Diarsipkan dengan alasan."),
        _alasan_form("arsip"),
        lambda konteks, a, isi: moderasi.archive_aspirasi(konteks=konteks, aspirasi=a, **isi),
    ),
    "pengirim": Langkah(
        "aspirasi.pengirim",
        (*TERBUKA, *DITUTUP),
        lambda: _("Lihat pengirim"),
        lambda: "",
        _pengirim_form,
        lambda konteks, a, isi: read_pengirim(konteks=konteks, aspirasi=a, **isi),
    ),
}


@transaction.atomic
def jalankan(langkah: Langkah, konteks: Konteks, aspirasi: Aspirasi, form: Formulir) -> Any:
    """Take a step with what a valid form says; what its form shows of the input and nobody touched stays as it is now.

    Raises BerubahError, and what the step raises.
    """
    isi = {n: v for n, v in form.cleaned_data.items() if n != "versi"}
    if langkah.awal and isinstance(form, Penyunting):
        kini = versi.kunci(aspirasi)
        milik = {n: isi[n] for n in langkah.awal(kini)}
        isi |= versi.gabung(kini, form.suntingan(), milik)
    return langkah.jalankan(konteks, aspirasi, isi)


def formulir(nama: str, aspirasi: Aspirasi, konteks: Konteks, data: QueryDict | None = None) -> Formulir | None:
    """The form of a step, or None where it makes no sense."""
    return LANGKAH[nama].form(aspirasi, konteks, data)
