"""The steps on the desk: their forms, the use case behind each, and what is said afterwards.

Who may take a step from which state, and the words of its button, stand in the table of the process (forum.proses).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from akun.pemegang import list_kantor
from alur import services as alur
from alur.proses import Langkah
from alur.selectors import list_langkah
from forum.forms.dasar import bawa_versi
from forum.forms.meja import AlasanForm, GabungForm, JawabanForm, PeriksaForm, SuntingForm, TujuanForm
from forum.models import Aspirasi
from forum.proses import ASPIRASI, is_unitnya
from forum.selectors.aspirasi import is_bernama, list_publik, list_unit_tujuan
from forum.services import meja, moderasi
from forum.services.pengirim import read_pengirim
from inti import versi
from inti.errors import UseCaseError
from inti.forms import Formulir
from inti.sunting import Penyunting

Isi = dict[str, Any]
PENGIRIM = "pengirim"  # no step of the process: it reads who sent it, and leaves a receipt


@dataclass(frozen=True)
class Lembar:
    """A sheet on the desk.

    aksi      steps of the process that it takes; it shows while one of them may be taken, with the words of the first
    awal      what its form shows of the input as it stands now, where it edits it
    """

    aksi: tuple[str, ...]
    selesai: Callable[[], str]
    form: Callable[[Aspirasi, Konteks, QueryDict | None], Formulir | None]
    jalankan: Callable[[Konteks, Aspirasi, Isi], Any]
    awal: Callable[[Aspirasi], Isi] | None = None

    def require(self, konteks: Konteks, aspirasi: Aspirasi) -> None:
        """Raise PermissionDenied unless `konteks` may do this with the input."""
        if self.aksi:
            alur.require(konteks, ASPIRASI, aspirasi, self.aksi[0])
        else:
            kewenangan.require(konteks, "aspirasi.pengirim", aspirasi)


def _periksa_form(a: Aspirasi, konteks: Konteks, data: QueryDict | None) -> Formulir:
    """The whole check, or where it goes alone: a moderator of the unit complained about changes neither kind nor flags.

    What was typed into a sheet that asked for all is not dropped: the step itself refuses it.
    """
    lengkap = data is not None and "periksa-jenis" in data
    return PeriksaForm(
        data,
        unit=list_unit_tujuan(),
        kantor=list_kantor("aspirasi.jawab", konteks.per),
        teruskan_saja=not lengkap and is_unitnya(a, konteks),
        initial=awal_periksa(a),
        versi=a.versi,
        prefix="periksa",
    )


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
    """Candidates are public inputs with a similar title; without any there is no such step, nor for what is about a person.
    One query."""
    if a.menyangkut_pegawai and data is None:
        return None
    calon = (
        list_publik()
        .exclude(pk=a.pk)
        .filter(gabung_ke=None, judul__trigram_similar=a.judul)
        .order_by("-jumlah_dukungan", "pk")[:5]
    )
    daftar = list(calon)
    return bawa_versi(GabungForm(data, calon=daftar, prefix="gabung"), a.versi) if daftar else None


def _pengirim_form(a: Aspirasi, konteks: Konteks, data: QueryDict | None) -> Formulir | None:
    """Where nobody left a name there is none to open. One query."""
    return TujuanForm(data, prefix="pengirim") if is_bernama(a) else None


def _alasan_form(nama: str) -> Callable[[Aspirasi, Konteks, QueryDict | None], Formulir]:
    return lambda a, konteks, data: bawa_versi(AlasanForm(data, prefix=nama), a.versi)


LEMBAR: dict[str, Lembar] = {
    "periksa": Lembar(
        ("periksa", "teruskan", "teruskan_ulang", "golongkan", "tandai", "lepas_tanda"),
        lambda: _("Tersimpan."),
        _periksa_form,
        _periksa,
        awal_periksa,
    ),
    "terima": Lembar(
        ("terima",),
        lambda: _("Tercatat sedang dikerjakan."),
        lambda a, konteks, data: bawa_versi(Formulir(data, prefix="terima"), a.versi),
        lambda konteks, a, isi: meja.accept_aspirasi(konteks=konteks, aspirasi=a, **isi),
    ),
    "jawab": Lembar(
        ("jawab",),
        lambda: _("Jawaban terkirim. Sekarang giliran pengirim."),
        lambda a, konteks, data: bawa_versi(JawabanForm(data, prefix="jawab"), a.versi),
        lambda konteks, a, isi: meja.answer_aspirasi(konteks=konteks, aspirasi=a, **isi),
    ),
    "kembalikan": Lembar(
        ("kembalikan",),
        lambda: _("Dikembalikan ke pengawas forum."),
        _alasan_form("kembalikan"),
        lambda konteks, a, isi: meja.return_aspirasi(konteks=konteks, aspirasi=a, **isi),
    ),
    "sunting": Lembar(
        ("sunting",),
        lambda: _("Tersunting. Naskah aslinya tersimpan."),
        lambda a, konteks, data: SuntingForm(data, prefix="sunting", initial=awal_sunting(a), versi=a.versi),
        lambda konteks, a, isi: moderasi.edit_aspirasi(konteks=konteks, aspirasi=a, **isi),
        awal_sunting,
    ),
    "gabung": Lembar(
        ("gabung",),
        lambda: _("Digabung. Suaranya terhitung di sana."),
        _gabung_form,
        lambda konteks, a, isi: moderasi.merge_aspirasi(konteks=konteks, aspirasi=a, **isi),
    ),
    "bukan-wewenang": Lembar(
        ("bukan_wewenang",),
        lambda: _("Ditutup dengan penjelasan."),
        _alasan_form("bukan-wewenang"),
        lambda konteks, a, isi: moderasi.refer_aspirasi(konteks=konteks, aspirasi=a, **isi),
    ),
    "arsip": Lembar(
        ("arsipkan",),
        lambda: _("Diarsipkan dengan alasan."),
        _alasan_form("arsip"),
        lambda konteks, a, isi: moderasi.archive_aspirasi(konteks=konteks, aspirasi=a, **isi),
    ),
    PENGIRIM: Lembar(
        (),
        lambda: "",
        _pengirim_form,
        lambda konteks, a, isi: read_pengirim(konteks=konteks, aspirasi=a, **isi),
    ),
}


@dataclass(frozen=True)
class Tampil:
    """A sheet as the page draws it: name in its address, words and look of its button, form, and whether it stands open."""

    nama: str
    judul: str
    jenis: str
    form: Formulir
    buka: bool


def list_lembar(
    konteks: Konteks, aspirasi: Aspirasi, izin: set[str], terisi: Mapping[str, Formulir]
) -> tuple[list[Tampil], list[str]]:
    """The sheets that `konteks` may fill in now, in the order of the table, and why others are not for them: what would be
    refused is not drawn. Queries of their forms and of what the steps ask.

    izin     what kewenangan.may says of the input
    terisi   forms that were sent and refused, by name: they stand open as they are
    """
    semua = list_langkah(konteks, ASPIRASI, aspirasi, izin)
    halangan = _list_halangan(konteks, aspirasi, semua)
    boleh = {langkah.aksi: langkah for langkah in semua if langkah.butuh not in halangan or langkah.aksi in _list_aksi(terisi)}
    hasil = []
    for nama, lembar in LEMBAR.items():
        langkah = next((boleh[a] for a in lembar.aksi if a in boleh), None)
        if langkah is None and not (nama == PENGIRIM and "aspirasi.pengirim" in izin):
            continue
        judul, jenis = (str(langkah.teks), langkah.jenis) if langkah else (_("Lihat pengirim"), "biasa")
        if form := terisi.get(nama) or lembar.form(aspirasi, konteks, None):
            hasil.append(Tampil(nama, judul, jenis, form, nama in terisi))
    return hasil, list(halangan.values())


def _list_aksi(terisi: Mapping[str, Formulir]) -> set[str]:
    """Steps of the sheets that were sent and refused: what was typed there stays on the page."""
    return {aksi for nama in terisi for aksi in LEMBAR[nama].aksi}


def _list_halangan(konteks: Konteks, aspirasi: Aspirasi, semua: Sequence[Langkah]) -> dict[Any, str]:
    """What the steps ask and this input or person doesn't have, each asked once; in words."""
    hasil = {}
    for butuh in dict.fromkeys(langkah.butuh for langkah in semua if langkah.butuh):
        try:
            butuh(aspirasi, konteks)
        except UseCaseError as error:
            hasil[butuh] = str(error)
    return hasil


@transaction.atomic
def jalankan(lembar: Lembar, konteks: Konteks, aspirasi: Aspirasi, form: Formulir) -> Any:
    """Do what a valid sheet says. What an editing form shows of the input and nobody touched stays as it is now; a decision
    counts for the version that its reader had before them.

    Raises BerubahError, VersiBerbedaError, and what the use case raises.
    """
    isi = dict(form.cleaned_data)
    if lembar.awal and isinstance(form, Penyunting):
        isi = form.tanpa_versi()
        kini = versi.kunci(aspirasi)
        milik = {n: isi.get(n, getattr(kini, n)) for n in lembar.awal(kini)}  # what the sheet doesn't ask stays
        isi |= versi.gabung(kini, form.suntingan(), milik)
    return lembar.jalankan(konteks, aspirasi, isi)
