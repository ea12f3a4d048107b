"""Forms made from the declared shape of a value: one input a leaf, each refusal at its own place, nothing typed lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aturan import skema
from aturan.daun import DAUN, YA_TIDAK, Bilangan, DaftarTanggal, Daun, Desimal, Pilih, Teks, YaTidak
from aturan.jadwal import Jadwal, nilai_baris
from aturan.models import AWAL, Tanda
from aturan.services import TAHUN_NANTI, IsiUsulan
from aturan.skema import PISAH, Bentuk, Definisi, Jalur, Tabel
from inti.forms import Formulir, TanggalField, TeksField, akhir_tahun
from inti.keputusan import MasukanDitolak
from inti.penjelasan import kalimat, tulis_nilai
from inti.tulisan import tanggal

TAMBAH = 2  # empty rows at the end of a table whose keys may be chosen


@dataclass(frozen=True)
class Ruas:
    """One input: its name, the words before it, and the leaf that it holds; None for the choice of a new row's key."""

    nama: str
    label: str
    daun: Daun | None
    nilai: Any = None
    wajib: bool = True
    pilihan: tuple[tuple[str, str], ...] = ()


@dataclass
class Ruang:
    """Inputs that stand together under one heading ('' for those of a flat value)."""

    judul: str
    ruas: list[Ruas] = field(default_factory=list)

    @property
    def arti_kosong(self) -> str:
        """What leaving these inputs empty means; '' where all of them are needed."""
        if all(r.wajib for r in self.ruas):
            return ""
        if any(r.daun is None for r in self.ruas):
            return gettext("Isi bila ada yang ditambahkan; biarkan kosong bila tidak.")
        if self.judul:
            return gettext("Kosongkan seluruh bagian ini untuk menghapus %(judul)s dari nilai baru.") % {"judul": self.judul}
        return gettext("Yang dikosongkan dihapus dari nilai baru.")


def susun(bentuk: Bentuk, nilai: Any, isian: QueryDict | None) -> list[Ruang]:
    """The inputs of a value as it stands, by heading; of an optional table also those of rows that were typed meanwhile."""
    ruang: dict[str, Ruang] = {}
    for judul, ruas in _ruas(bentuk, nilai, ("nilai",), (), True, isian):
        ruang.setdefault(judul, Ruang(judul)).ruas.append(ruas)
    return list(ruang.values())


def _ruas(
    bentuk: Bentuk, nilai: Any, jalur: Jalur, label: tuple[str, ...], wajib: bool, isian: QueryDict | None
) -> Iterator[tuple[str, Ruas]]:
    if isinstance(bentuk, DAUN):
        yield label[0] if len(label) > 1 else "", Ruas(PISAH.join(jalur), " · ".join(label[-1:]), bentuk, nilai, wajib)
        return
    pilih = isinstance(bentuk, Tabel) and not bentuk.lengkap
    for kunci, (kata, isi, perlu) in skema.bagian(bentuk).items():
        ada = nilai is not None and kunci in nilai
        if pilih and not ada and not _terketik(isian, (*jalur, kunci)):
            continue
        dalam = nilai[kunci] if ada else None
        yield from _ruas(isi, dalam, (*jalur, kunci), (*label, tulis_nilai(kata)), wajib and perlu, isian)
    if isinstance(bentuk, Tabel) and pilih:
        yield from _ruas_baru(bentuk, nilai or {}, jalur, label)


def _ruas_baru(bentuk: Tabel, nilai: Any, jalur: Jalur, label: tuple[str, ...]) -> Iterator[tuple[str, Ruas]]:
    """Empty rows, each with the choice of its key."""
    sisa = tuple((k.kode, tulis_nilai(k)) for k in bentuk.kunci if k.kode not in nilai)
    for n in range(min(TAMBAH, len(sisa))):
        judul = gettext("Tambah")
        baru = (*jalur, f"+{n}")
        yield judul, Ruas(PISAH.join((*baru, "kunci")), gettext("Untuk"), None, wajib=False, pilihan=sisa)
        for _judul, ruas in _ruas(bentuk.isi, None, baru, (*label, gettext("Isi")), False, None):
            yield judul, ruas


def _terketik(isian: QueryDict | None, jalur: Jalur) -> bool:
    awal = PISAH.join(jalur)
    return isian is not None and any(k == awal or k.startswith(awal + PISAH) for k in isian)


class UsulanForm(Formulir):
    """A new value of one parameter: its leaves, from when, by which decree, how sure.

    `nilai` is the whole value once the form is valid.
    """

    mulai = TanggalField(label=_("Berlaku mulai"), paling_awal=AWAL, paling_akhir=akhir_tahun(TAHUN_NANTI))
    sampai = TanggalField(
        label=_("Hari terakhir"),
        required=False,
        help_text=_("Kosongkan bila berlaku sampai ada nilai berikutnya."),
        paling_awal=AWAL,
        paling_akhir=akhir_tahun(TAHUN_NANTI),
    )
    dasar = TeksField(
        label=_("Dasar hukum"),
        max_length=300,
        help_text=_("Peraturan dan pasalnya, misalnya PP 11/2017 pasal 239."),
        error_messages={"required": _("Dasar hukum belum diisi. Tulis peraturan dan pasalnya.")},
    )
    tanda = forms.ChoiceField(label=_("Kepastian sumber"), choices=Tanda.choices, widget=forms.RadioSelect, initial=Tanda.UMUM)
    catatan = TeksField(
        label=_("Catatan"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2}), help_text=_("Dibaca siapa pun.")
    )

    def __init__(
        self,
        definisi: Definisi,
        isi: Any,
        data: QueryDict | None = None,
        initial: dict[str, Any] | None = None,
        jadwal: Jadwal | None = None,
    ) -> None:
        """`isi` fills the inputs; what counts today and later by `jadwal` stands beside each: a draft that came back isn't the law."""
        super().__init__(data, initial=initial)
        self.definisi = definisi
        self.nilai: Any = None
        self.ruang = susun(definisi.bentuk, isi, data)
        self.fields = {r.nama: _bidang(r) for ruang in self.ruang for r in ruang.ruas} | self.fields
        self.bersyarat = tuple(r.nama for ruang in self.ruang for r in ruang.ruas if not r.wajib)
        if jadwal:
            self._sebut_yang_berlaku(jadwal)
        self._nama: dict[str, str] = {}  # where in the value → which input

    @property
    def kelompok(self) -> list[tuple[str, str, list[BoundField]]]:
        """The inputs of the value under their headings, with what leaving them empty means."""
        return [(ruang.judul, ruang.arti_kosong, [self[r.nama] for r in ruang.ruas]) for ruang in self.ruang]

    @property
    def umum(self) -> list[BoundField]:
        """The inputs that every value has."""
        return [self[n] for n in ("mulai", "sampai", "dasar", "tanda", "catatan")]

    def _sebut_yang_berlaku(self, jadwal: Jadwal) -> None:
        """Say below each input what counts today and from which days on another value is confirmed."""
        kini = gettext("Berlaku sekarang: %(nilai)s.")
        nanti = [(gettext("Mulai %(hari)s: %(nilai)s."), g.hari, g.baris) for g in jadwal.nanti]
        lalu: dict[str, Any] = {}
        for teks, hari, baris in ((kini, jadwal.per, jadwal.kini), *nanti):
            daun = {i.nama: i for i in skema.uraikan(self.definisi.bentuk, nilai_baris(baris))} if baris else {}
            for nama, i in daun.items():
                if nama not in lalu or lalu[nama] != i.nilai:
                    self._sebut(nama, i, teks, hari)
            lalu = {nama: i.nilai for nama, i in daun.items()}

    def _sebut(self, nama: str, isi: skema.Isi, teks: str, hari: date) -> None:
        """Add words to the hint of an input; lists of days are too long to say."""
        bidang = self.fields.get(PISAH.join(("nilai", nama)))
        if bidang is None or isinstance(isi.daun, DaftarTanggal):
            return
        kata = teks % {"hari": tanggal(hari), "nilai": kalimat(isi.daun.kata(isi.nilai))}
        ada = str(bidang.help_text)
        bidang.help_text = f"{ada}{' ' if ada.endswith('.') else '. '}{kata}" if ada else kata

    def clean(self) -> dict[str, Any]:
        """Put the value together, and let the declaration judge it as a whole."""
        nilai = self._baca(self.definisi.bentuk, ("nilai",), ())
        if not self.errors:
            try:
                self.definisi.periksa(nilai)
            except MasukanDitolak as penolakan:
                self.tolak(penolakan)
            else:
                self.nilai = nilai
        return self.cleaned_data

    def tolak(self, penolakan: MasukanDitolak) -> None:
        """Show a refusal beside the input that it is about."""
        nama = self._nama.get(penolakan.field or "", penolakan.field)
        self.add_error(nama if nama in self.fields else None, f"{kalimat(penolakan.pesan)} {kalimat(penolakan.saran)}")

    def isi(self) -> IsiUsulan:
        """What the valid form says."""
        bersih = self.cleaned_data
        return IsiUsulan(self.nilai, bersih["mulai"], bersih["dasar"], bersih["tanda"], bersih["catatan"], bersih["sampai"])

    def _baca(self, bentuk: Bentuk, jalur: Jalur, tempat: Jalur) -> Any:
        """The value that the inputs below `jalur` make; `tempat` is where it will stand."""
        nama = PISAH.join(jalur)
        if isinstance(bentuk, DAUN):
            self._nama[PISAH.join(tempat)] = nama
            return self._baca_daun(bentuk, nama)
        self._nama[PISAH.join(tempat)] = next((n for n in self.fields if n.startswith(nama)), nama)
        pilih = isinstance(bentuk, Tabel) and not bentuk.lengkap
        hasil = {}
        for kunci, (_kata, isi, _wajib) in skema.bagian(bentuk).items():
            anak = (*jalur, kunci)
            if pilih and (not self._ada(anak) or self._kosong(anak)):
                continue
            hasil[kunci] = self._baca(isi, anak, (*tempat, kunci))
        if isinstance(bentuk, Tabel) and pilih:
            self._baca_baru(bentuk, jalur, tempat, hasil)
        return hasil

    def _baca_baru(self, bentuk: Tabel, jalur: Jalur, tempat: Jalur, hasil: dict[str, Any]) -> None:
        """Rows that were added: the chosen key with what stands beside it."""
        for n in range(TAMBAH):
            anak = (*jalur, f"+{n}")
            pilihan = PISAH.join((*anak, "kunci"))
            kunci = self.cleaned_data.get(pilihan) or ""
            if pilihan not in self.fields or (not kunci and self._kosong(anak)):
                continue
            if not kunci or kunci in hasil:
                self.add_error(pilihan, gettext("Pilih untuk apa isian ini; satu baris untuk satu pilihan."))
                continue
            hasil[kunci] = self._baca(bentuk.isi, anak, (*tempat, kunci))

    def _baca_daun(self, daun: Daun, nama: str) -> Any:
        teks = str(self.cleaned_data.get(nama) or "")
        if nama in self.errors:
            return None
        if not teks.strip() and not isinstance(daun, DaftarTanggal):
            self.add_error(nama, gettext("Bagian ini belum diisi."))
            return None
        try:
            return daun.baca(teks)
        except MasukanDitolak as penolakan:
            self.add_error(nama, f"{kalimat(penolakan.pesan)} {kalimat(penolakan.saran)}")
            return None

    def _ada(self, jalur: Jalur) -> bool:
        awal = PISAH.join(jalur)
        return any(n == awal or n.startswith(awal + PISAH) for n in self.fields)

    def _kosong(self, jalur: Jalur) -> bool:
        """Whether nothing was typed below this place; a refused input counts as typed."""
        awal = PISAH.join(jalur)
        milik = [n for n in self.fields if n == awal or n.startswith(awal + PISAH)]
        return all(n not in self.errors and not str(self.cleaned_data.get(n) or "").strip() for n in milik)


def _bidang(ruas: Ruas) -> forms.Field:
    """The input of a leaf. An emptied row of an optional table goes; an empty list of days is a list without days."""
    wajib = ruas.wajib and not isinstance(ruas.daun, DaftarTanggal)
    umum: dict[str, Any] = {"label": ruas.label, "required": wajib, "error_messages": {"required": Formulir.pesan_wajib}}
    if ruas.daun is not None and ruas.nilai is not None:
        umum["initial"] = ruas.daun.sebagai_teks(ruas.nilai)
    match ruas.daun:
        case None:
            return forms.ChoiceField(choices=[("", _("Pilih …")), *ruas.pilihan], **umum)
        case Pilih():
            pilihan = [(p.kode, tulis_nilai(p)) for p in ruas.daun.pilihan]
            return forms.ChoiceField(choices=[("", _("Pilih …")), *pilihan], **umum)
        case YaTidak():
            pilihan = [(p.kode, tulis_nilai(p)) for p in YA_TIDAK]
            return forms.ChoiceField(choices=pilihan, widget=forms.RadioSelect, **umum)
        case DaftarTanggal():
            umum["help_text"] = _("Satu tanggal setiap baris; kosongkan bila tidak ada harinya.")
            return TeksField(widget=forms.Textarea({"rows": 6, "autocomplete": "off"}), **umum)
        case Bilangan():
            umum["help_text"] = gettext("%(a)s sampai %(b)s %(satuan)s") % {
                "a": tulis_nilai(ruas.daun.terkecil),
                "b": tulis_nilai(ruas.daun.terbesar),
                "satuan": gettext(ruas.daun.satuan) if ruas.daun.satuan else "",
            }
            return TeksField(max_length=20, widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}), **umum)
        case Desimal():
            return TeksField(max_length=20, widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}), **umum)
        case Teks():
            return TeksField(max_length=ruas.daun.terpanjang, widget=forms.TextInput({"autocomplete": "off"}), **umum)


class AlasanForm(Formulir):
    """Why a value is withdrawn, or a proposal refused."""

    alasan = TeksField(label=_("Alasan"), max_length=1000, widget=forms.Textarea({"rows": 3}))


class LangkahForm(Formulir):
    """A step of a proposal, with the number of people that were shown as touched."""

    bersyarat = ("alasan",)

    langkah = TeksField(max_length=10)
    dilihat = forms.IntegerField(min_value=0, max_value=10_000_000, required=False, widget=forms.HiddenInput)
    alasan = TeksField(label=_("Alasan"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3}))
