"""Forms about employees: the shape of the input, no rule and no saving."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akun.isian import TujuanField
from akun.kewenangan import Konteks, scope
from inti import telepon, waktu
from inti.forms import Formulir, Pilihan, TanggalField, TeksField, akhir_tahun
from inti.sunting import Penyunting
from inti.tulisan import tanggal
from organisasi.models import Jabatan
from pegawai import selectors
from pegawai.models import Agama, DataPribadi, Penugasan
from pegawai.services import IsiMutasi


class TujuanForm(Formulir):
    """Why somebody needs to see private data; the person concerned will read it."""

    tujuan = TujuanField(
        label=_("Untuk apa data ini dibuka?"),
        help_text=_("Satu kalimat, misalnya 'Melengkapi berkas kenaikan pangkat'. Pegawai yang bersangkutan dapat membacanya."),
        error_messages={"min_length": _("Tulis sedikit lebih jelas, misalnya 'Melengkapi berkas kenaikan pangkat'.")},
    )


class DataPribadiForm(Penyunting, forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """Private data and the reason for changing them."""

    tanpa_baris = ("alasan",)

    alasan = TujuanField(
        label=_("Dasar perubahan"),
        help_text=_("Surat atau keadaan yang menjadi dasar, misalnya 'KTP baru diserahkan 24 November 2026'."),
        error_messages={"min_length": _("Sebutkan surat atau keadaannya, supaya orang lain mengerti sebabnya.")},
    )

    class Meta:
        model = DataPribadi
        fields = ["nik", "npwp", "bpjs", "alamat", "nomor_hp", "email", "email_dinas", "agama", "status_kawin"]
        field_classes: ClassVar[dict[str, Any]] = dict.fromkeys(["nik", "npwp", "bpjs", "alamat", "nomor_hp"], TeksField)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kini = self.instance.agama  # what an old list wrote stays on offer to whom it belongs
        lain = [(kini, kini)] if kini and kini not in Agama.values else []
        label = self.fields["agama"].label
        self.fields["agama"] = forms.ChoiceField(label=label, required=False, choices=[("", "–"), *Agama.choices, *lain])
        self.sunting(self.instance.versi)

    def clean_nik(self) -> str | None:
        """16 digits, typed in any grouping, or nothing."""
        nik = "".join((self.cleaned_data.get("nik") or "").split())
        if nik and (len(nik) != 16 or not nik.isdecimal()):
            raise forms.ValidationError(_("NIK terdiri atas 16 angka; yang diisi %(n)s. Salin dari KTP.") % {"n": len(nik)})
        return nik or None

    def clean_nomor_hp(self) -> str:
        """One number is one value, however it is spelled."""
        return telepon.rapikan(self.cleaned_data.get("nomor_hp") or "")

    def nilai(self) -> dict[str, Any]:
        """The fields to write, without the reason."""
        return {k: v for k, v in self.tanpa_versi().items() if k != "alasan"}


LIHAT_LAGI = _("Lihat akibatnya sekali lagi, lalu simpan.")


class MutasiForm(Formulir):
    """What the decree says about a move. Posts on offer follow what is typed in `q`; the one chosen stays on offer."""

    q = TeksField(
        label=_("Cari jabatan baru"),
        required=False,
        max_length=100,
        help_text=_("Ketik sebagian nama jabatan atau unitnya, misalnya 'analis kesehatan'."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    jabatan = TeksField(
        label=_("Jabatan baru"),
        max_length=20,
        widget=forms.RadioSelect,
        error_messages={"required": _("Cari jabatannya, lalu pilih salah satu.")},
    )
    penugasan = forms.ChoiceField(label=_("Jenis penugasan"), choices=Penugasan.choices, initial=Penugasan.DEFINITIF)
    tmt = TanggalField(
        label=_("TMT"),
        help_text=_("Hari pertama, menurut SK. Tanggal yang akan datang berlaku dengan sendirinya pada harinya."),
        paling_akhir=akhir_tahun(2),
    )
    sampai = TanggalField(
        label=_("Sampai dengan"),
        required=False,
        help_text=_("Hari terakhir penugasan sementara. Kosongkan bila belum ditentukan."),
        paling_akhir=akhir_tahun(5),
    )
    nomor_sk = TeksField(label=_("Nomor SK"), max_length=100)
    tanggal_sk = TanggalField(label=_("Tanggal SK"), paling_akhir=waktu.today)
    alasan = TeksField(
        label=_("Alasan"),
        min_length=5,
        max_length=200,
        help_text=_("Misalnya 'Mengisi jabatan yang kosong'. Tampil di riwayat perubahan."),
        error_messages={"min_length": _("Tulis sedikit lebih jelas, supaya orang lain mengerti sebabnya.")},
    )
    versi = forms.IntegerField(widget=forms.HiddenInput, error_messages=dict.fromkeys(("required", "invalid"), LIHAT_LAGI))

    def __init__(self, *args: Any, konteks: Konteks, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.konteks = konteks
        self.temuan = self._temuan()
        self.fields["jabatan"].widget.choices = [(j.kode, _pilihan(j)) for j in self.temuan]

    def _nilai(self, nama: str) -> str:
        return str(self[nama].value() or "").replace("\x00", "").strip()

    def _temuan(self) -> list[Jabatan]:
        """The post chosen so far, then those that fit what was typed. At most two queries."""
        dipilih = list(self._terlihat().filter(kode=kode)) if (kode := self._nilai("jabatan")) else []
        teks = self._nilai("q")[:100]
        cocok = list(selectors.cari_jabatan(self.konteks, teks)) if len(teks) > 1 else []
        self.masih_banyak = len(cocok) == selectors.JABATAN_MAKS
        return [*dipilih, *(j for j in cocok if j not in dipilih)]

    def _terlihat(self) -> Any:
        rows = scope(self.konteks, "jabatan.lihat", Jabatan.objects.select_related("unit__induk"))
        return selectors.with_pemegang(rows)

    def clean_jabatan(self) -> Jabatan:
        """The post that the code names."""
        kode = self.cleaned_data["jabatan"]
        dipilih = next((j for j in self.temuan if j.kode == kode), None)
        if dipilih is None:
            raise forms.ValidationError(_("Jabatan ini tidak ada lagi. Cari dan pilih yang lain."))
        return dipilih

    def clean(self) -> dict[str, Any]:
        """A last day belongs to a temporary assignment."""
        isi: dict[str, Any] = super().clean() or self.cleaned_data
        if isi.get("penugasan") == Penugasan.DEFINITIF and isi.get("sampai"):
            self.add_error("sampai", _("Jabatan definitif tidak punya hari terakhir. Kosongkan, atau pilih penugasan lain."))
        return isi

    def isi(self) -> IsiMutasi:
        """The decree, as the service wants it."""
        return IsiMutasi(**{k: v for k, v in self.cleaned_data.items() if k not in ("q", "versi")})


def _pilihan(jabatan: Any) -> Pilihan:
    unit = [jabatan.unit.nama]
    if jabatan.unit.induk and jabatan.unit.induk.induk_id:  # the city itself needs no mention
        unit.append(jabatan.unit.induk.nama)
    ket = ", ".join(unit)
    if jabatan.memimpin:
        ket = f"{ket} · {_pemegang(jabatan.pemegang, waktu.today())}"
    return Pilihan(jabatan.nama, ket)


def _pemegang(pemegang: list[dict[str, Any]], per: date) -> str:
    """Who holds a post, acts in it, or will, in words."""
    kata, kosong = [], True
    for p in sorted(pemegang, key=lambda p: (p["mulai"] > str(per), p["penugasan"] != Penugasan.DEFINITIF)):
        mulai = date.fromisoformat(p["mulai"])
        definitif = p["penugasan"] == Penugasan.DEFINITIF
        nama = p["nama"] if definitif else f"{Penugasan(p['penugasan']).label}: {p['nama']}"
        nanti = mulai > per
        kosong = kosong and (nanti or not definitif)
        kata.append(gettext("mulai %(hari)s %(nama)s") % {"hari": tanggal(mulai), "nama": nama} if nanti else nama)
    awal = gettext("sekarang kosong") if kosong else gettext("sekarang %(nama)s") % {"nama": kata.pop(0)}
    return "; ".join([awal, *kata])


class BatalMutasiForm(Formulir):
    """Why a recorded move is withdrawn."""

    alasan = TeksField(
        label=_("Sebab pembatalan"),
        min_length=5,
        max_length=200,
        help_text=_("Misalnya 'SK dicabut' atau 'Salah orang'. Tampil di riwayat perubahan."),
        error_messages={"min_length": _("Tulis sedikit lebih jelas, supaya orang lain mengerti sebabnya.")},
    )
