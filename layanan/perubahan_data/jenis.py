"""Kinds of data that a person may propose to correct: which fields, which proof, and by which event the fact is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from alur.penolakan import Terpilih
from inti import telepon, waktu
from inti.forms import TahunField, TeksField
from inti.ungkapan import Ungkapan
from pegawai.models import Agama, DataPribadi, Pegawai, StatusKawin, TingkatPendidikan
from pegawai.services import fakta

PRIBADI, KEPEGAWAIAN = "pribadi", "kepegawaian"
NOMOR_HP = RegexValidator(r"^\+?[0-9][0-9 .-]{7,18}$", _("Tulis nomornya dengan angka, misalnya 0812 3456 7890."))


@dataclass(frozen=True)
class JenisPerubahan:
    """A kind of fact.

    kelompok     data group whose protection it has
    bidang       the form's fields by name, made anew for each form
    baca         `(pegawai, data pribadi) -> present values by field`, as text
    tulis        `(pegawai, values, alasan)`, the event that writes the fact; in the transaction of the decision
    bukti        which proof to attach; `bukti_wajib` whether there must be one
    padan        a value as it is compared and kept: another spelling of the same is no correction
    tampil       a value as people read it
    fakta        the facts that it corrects, as an import names them, where the form's fields are called otherwise
    """

    kode: str
    judul: Any
    kelompok: str
    bidang: Callable[[], Mapping[str, forms.Field]]
    baca: Callable[[Pegawai, DataPribadi | None], Mapping[str, str]]
    tulis: Callable[..., None]
    bukti: Any
    bukti_wajib: bool = True
    padan: Callable[[str], str] = str.strip
    tampil: Callable[[str], str] = str
    fakta: tuple[str, ...] = ()

    def list_fakta(self) -> tuple[str, ...]:
        """The facts that it corrects, as an import names them."""
        return self.fakta or tuple(self.bidang())


def _pribadi(kode: str, judul: Any, bukti: Any, bidang: Callable[[], Mapping[str, forms.Field]], **lain: Any) -> JenisPerubahan:
    """A kind whose fields are columns of DataPribadi."""

    def baca(pegawai: Pegawai, data: DataPribadi | None) -> Mapping[str, str]:
        return {nama: str(getattr(data, nama, "") or "") for nama in bidang()}

    return JenisPerubahan(kode, judul, PRIBADI, bidang, baca, fakta.tulis_pribadi, bukti, **lain)


def _baca_gelar(pegawai: Pegawai, data: DataPribadi | None) -> Mapping[str, str]:
    return {"gelar_depan": pegawai.gelar_depan, "gelar_belakang": pegawai.gelar_belakang}


def _baca_pendidikan(pegawai: Pegawai, data: DataPribadi | None) -> Mapping[str, str]:
    return {
        "tingkat": pegawai.pendidikan,
        "nama": pegawai.pendidikan_nama,
        "tahun_lulus": str(pegawai.tahun_lulus or ""),
    }


# What is typed, and what it is called: a step that is refused gives it back.
KETIKAN: dict[str, Any] = {
    "nomor_hp": _("Nomor HP"),
    "email": _("E-mail pribadi"),
    "alamat": _("Alamat lengkap"),
    "gelar_depan": _("Gelar di depan nama"),
    "gelar_belakang": _("Gelar di belakang nama"),
    "nama": _("Program studi atau nama sekolah"),
    "tahun_lulus": _("Tahun lulus"),
}

# What is chosen, for the same.
DIPILIH = {
    "status_kawin": Terpilih(_("Status perkawinan"), lambda nilai: str(dict(StatusKawin.choices).get(nilai, nilai))),
    "agama": Terpilih(_("Agama"), lambda nilai: str(dict(Agama.choices).get(nilai, nilai))),
    "tingkat": Terpilih(_("Tingkat"), lambda nilai: str(dict(TingkatPendidikan.choices).get(nilai, nilai))),
}

DAFTAR: dict[str, JenisPerubahan] = {
    j.kode: j
    for j in (
        _pribadi(
            "telepon",
            _("Nomor HP"),
            _("Tidak perlu bukti. Pastikan nomornya aktif."),
            lambda: {"nomor_hp": TeksField(label=KETIKAN["nomor_hp"], max_length=30, validators=[NOMOR_HP])},
            bukti_wajib=False,
            padan=telepon.rapikan,
            tampil=telepon.kelompokkan,
        ),
        _pribadi(
            "surel",
            _("E-mail pribadi"),
            _("Tidak perlu bukti. Pastikan alamatnya bisa Anda buka."),
            lambda: {"email": forms.EmailField(label=KETIKAN["email"])},
            bukti_wajib=False,
        ),
        _pribadi(
            "alamat",
            _("Alamat tinggal"),
            _("Foto KTP atau kartu keluarga yang memuat alamat ini."),
            lambda: {"alamat": TeksField(label=KETIKAN["alamat"], max_length=500, widget=forms.Textarea(attrs={"rows": 3}))},
        ),
        _pribadi(
            "keluarga",
            _("Status perkawinan"),
            _("Foto buku nikah, akta cerai, atau akta kematian."),
            lambda: {"status_kawin": forms.ChoiceField(label=DIPILIH["status_kawin"].label, choices=StatusKawin.choices)},
        ),
        _pribadi(
            "agama",
            _("Agama"),
            _("Foto KTP yang memuat data ini."),
            lambda: {"agama": forms.ChoiceField(label=DIPILIH["agama"].label, choices=[("", _("Pilih agama")), *Agama.choices])},
        ),
        JenisPerubahan(
            "gelar",
            _("Gelar"),
            KEPEGAWAIAN,
            lambda: {
                "gelar_depan": TeksField(label=KETIKAN["gelar_depan"], max_length=50, required=False),
                "gelar_belakang": TeksField(label=KETIKAN["gelar_belakang"], max_length=100, required=False),
            },
            _baca_gelar,
            fakta.tulis_gelar,
            _("Ijazah atau SK pencantuman gelar."),
        ),
        JenisPerubahan(
            "pendidikan",
            _("Pendidikan terakhir"),
            KEPEGAWAIAN,
            lambda: {
                "tingkat": forms.ChoiceField(label=DIPILIH["tingkat"].label, choices=TingkatPendidikan.choices),
                "nama": TeksField(label=KETIKAN["nama"], max_length=200),
                "tahun_lulus": TahunField(label=KETIKAN["tahun_lulus"], min_value=1950, max_value=waktu.today().year),
            },
            _baca_pendidikan,
            fakta.tambah_pendidikan,
            _("Ijazah, dan surat izin atau tugas belajar bila ada."),
            fakta=("pendidikan",),
        ),
    )
}


def get(kode: str) -> JenisPerubahan | None:
    """A kind by its code; None for one that isn't offered (any more)."""
    return DAFTAR.get(kode)


def tulis_apa(kode: str) -> str:
    """What a proposal of this kind is about, inside a sentence: 'nomor HP'."""
    dikenal = get(kode)
    judul = str(dikenal.judul) if dikenal else kode
    return judul[:1].lower() + judul[1:]


def ungkap_apa(kode: str) -> Any:
    """The same for a message, which each reader reads in their own language."""
    dikenal = get(kode)
    return Ungkapan(dikenal.judul, kecil=True) if dikenal else kode


def kata(jenis: JenisPerubahan, isi: Mapping[str, str]) -> list[tuple[Any, str]]:
    """Label and words of each value, choices spelt out, for a page."""
    hasil = []
    for nama, bidang in jenis.bidang().items():
        nilai = isi.get(nama, "")
        pilihan: dict[Any, Any] = dict(bidang.widget.choices) if isinstance(bidang, forms.ChoiceField) else {}
        hasil.append((bidang.label, jenis.tampil(str(pilihan.get(nilai, nilai)))))
    return hasil
