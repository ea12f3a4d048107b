"""The public rule calculator: anybody may try the law, with the rules that the system itself uses."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from akun.kewenangan import publik
from aturan import daftar_aturan as daftar
from aturan.aturan import Aturan
from inti import alamat, nomor, waktu
from inti.alamat import reverse
from inti.forms import Formulir, TanggalInput, TeksField
from inti.keputusan import Istilah, Keputusan, MasukanDitolak
from inti.masukan import PER, JenisMasukan, Masukan, baca
from inti.penjelasan import jelaskan, tulis, tulis_nilai

PILIHAN_TERBUKA = 4  # up to so many choices are shown at once, more fold into a list
ISIAN_INI = Istilah("isian_ini", gettext_noop("Isian ini"))


class KalkulatorForm(Formulir):
    """The inputs of one rule as a form; the rule itself reads them, so that its words are the same everywhere."""

    def __init__(self, aturan: Aturan[..., Any], data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.aturan = aturan
        self.masukan = (*aturan.masukan, PER)
        self.keputusan: Keputusan[Any] | None = None
        self.fields.update({m.nama: _bidang(m) for m in self.masukan})

    def clean(self) -> dict[str, Any]:
        """Read every field, then ask the rule; each refusal goes to its field."""
        mentah = {m.nama: self.cleaned_data.get(m.nama) for m in self.masukan}
        for m in self.masukan:
            if m.nama not in self.errors:
                try:
                    baca(m, mentah[m.nama])
                except MasukanDitolak as penolakan:
                    self._tolak(penolakan)
        if not self.errors:
            try:
                self.keputusan = daftar.hitung(self.aturan, mentah)
            except MasukanDitolak as penolakan:
                self._tolak(penolakan)
        return self.cleaned_data

    def _tolak(self, penolakan: MasukanDitolak) -> None:
        self.add_error(penolakan.field if penolakan.field in self.fields else None, _pesan(penolakan))


def _pesan(penolakan: MasukanDitolak) -> str:
    """A refusal in words for the place beside its field, where the label stands already."""
    pesan, saran = penolakan.pesan, penolakan.saran
    nilai = {**pesan.nilai, "label": ISIAN_INI} if "label" in pesan.nilai else pesan.nilai
    return f"{tulis(pesan.teks, nilai)} {tulis(saran.teks, nilai)}".strip()


def _bidang(m: Masukan) -> forms.Field:
    umum: dict[str, Any] = {
        "label": tulis(m.label, {}),
        "help_text": tulis(m.petunjuk, {}),
        "required": m.wajib,
    }
    if m.jenis is JenisMasukan.PILIHAN:
        pilihan = [(p.kode, tulis(p.teks, {})) for p in m.pilihan]
        galat: dict[str, Any] = {
            "required": _("Belum dipilih. Pilih satu dari daftar ini."),
            "invalid_choice": _("Pilih satu dari daftar ini."),
        }
        if m.wajib and len(pilihan) <= PILIHAN_TERBUKA:
            return forms.ChoiceField(choices=pilihan, widget=forms.RadioSelect, error_messages=galat, **umum)
        return forms.ChoiceField(choices=[("", _("Pilih …")), *pilihan], error_messages=galat, **umum)
    galat = {"required": _kalimat_kosong(m)}
    if m.jenis is JenisMasukan.TANGGAL:
        return TeksField(widget=TanggalInput({"autocomplete": "off"}), error_messages=galat, **umum)
    mode = "numeric" if m.jenis is JenisMasukan.TEKS else "text"
    return TeksField(widget=forms.TextInput({"autocomplete": "off", "inputmode": mode}), error_messages=galat, **umum)


def _kalimat_kosong(m: Masukan) -> str:
    try:
        baca(m, None)
    except MasukanDitolak as penolakan:
        return _pesan(penolakan)
    return ""


@require_safe
@publik
def kalkulator(request: HttpRequest) -> HttpResponse:
    """All rules on offer. No query."""
    return render(request, "aturan/kalkulator.html", {"daftar": _list_kartu(get_language(), alamat.tanda())})


@lru_cache(maxsize=8)
def _list_kartu(_bahasa: str | None, _tanda: Hashable) -> list[dict[str, str]]:
    """Every rule as a card, the same for everybody: worked out once for a language and a place of the site."""
    return [_kartu(a) for a in daftar.list_aturan()]


@require_http_methods(["GET", "HEAD", "POST"])
@publik
def kalkulator_aturan(request: HttpRequest, nama: str) -> HttpResponse:
    """One rule: its form, the result with its reasons, worked examples. Two queries.

    Inputs that tell something about a person come by POST alone; others may stand
    in the address, so that a result can be shared.
    """
    try:
        aturan = daftar.get_aturan(nama)
    except MasukanDitolak:
        raise Http404 from None
    form = KalkulatorForm(aturan, _data(request, aturan))
    status = 422 if form.is_bound and not form.is_valid() else 200
    hasil = jelaskan(form.keputusan) if form.keputusan else None
    isi = {
        "aturan": _kartu(aturan),
        "form": form,
        "hasil": hasil,
        "mengapa": hasil and hasil | {"ringkas": ""},  # the page itself shows it, larger
        "pribadi": aturan.pribadi,
        "tab": [(tulis(a.singkat, {}), _alamat(a), a is aturan) for a in daftar.list_aturan()],
        "kolom": [tulis(m.label, {}) for m in aturan.masukan if _tampil(m, aturan)],
        "contoh": _contoh(aturan),
    }
    return render(request, "aturan/kalkulator_aturan.html", isi, status=status)


def _data(request: HttpRequest, aturan: Aturan[..., Any]) -> QueryDict | None:
    if request.method == "POST":
        return request.POST
    # SECURITY: nothing about a person is ever read from an address, where it would be logged and shared.
    if aturan.pribadi or not any(m.nama in request.GET for m in aturan.masukan):
        return None
    return request.GET


def _kartu(aturan: Aturan[..., Any]) -> dict[str, str]:
    return {
        "nama": aturan.nama,
        "judul": tulis(aturan.judul, {}),
        "keterangan": tulis(aturan.keterangan, {}),
        "dasar": aturan.dasar,
        "alamat": _alamat(aturan),
    }


def _alamat(aturan: Aturan[..., Any]) -> str:
    return reverse("kalkulator-aturan", aturan.nama)


def _tampil(masukan: Masukan, aturan: Aturan[..., Any]) -> bool:
    """Whether any worked example fills this input."""
    return any(masukan.nama in c for c in aturan.contoh)


def _contoh(aturan: Aturan[..., Any]) -> list[dict[str, Any]]:
    try:
        keputusan = daftar.list_contoh(aturan, waktu.today())
    except MasukanDitolak:  # no values for today: the form says so when somebody asks
        return []
    return [
        {
            "isi": [(tulis(m.label, {}), _tulis_masukan(m, k.masukan[m.nama])) for m in aturan.masukan if _tampil(m, aturan)],
            "hasil": tulis(k.ringkas.teks, k.ringkas.nilai) if k.ringkas else tulis_nilai(k.hasil),
        }
        for k in keputusan
    ]


def _tulis_masukan(masukan: Masukan, nilai: Any) -> str:
    if masukan.jenis is JenisMasukan.PILIHAN:
        return next((tulis(p.teks, {}) for p in masukan.pilihan if p.kode == nilai), "–")
    if masukan.jenis is JenisMasukan.DAFTAR_BILANGAN:
        return "; ".join(tulis_nilai(n) for n in nilai or ())
    return nomor.kelompokkan(nilai) if isinstance(nilai, str) else tulis_nilai(nilai)
