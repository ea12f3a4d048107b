"""The employee list: search as you type, filters in the URL, keyset pages, saved views."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun import kewenangan
from akun.kewenangan import Konteks, akses
from akun.permintaan import konteks_of
from inti import halaman, pilihan
from inti.alamat import reverse
from inti.cara import formulir_di
from organisasi.models import UnitKerja
from pegawai import selectors, services
from pegawai.kolom import KOLOM, KOLOM_BIASA, pilih
from pegawai.models import JenisPegawai, Kedudukan, TingkatPendidikan, tulis_nama
from pegawai.rules.golongan import GOLONGAN
from pegawai.selectors import Saringan

UKURAN = 25


@dataclass(frozen=True)
class KolomPilihan:
    """A column one may show."""

    kunci: str
    teks: str
    tampil: bool


@require_safe
@akses("pegawai.daftar")
def daftar(request: HttpRequest) -> HttpResponse:
    """The list as its URL says; at most ten queries, fewer while one types."""
    return _tampilkan(request, request.GET, request.GET.get("q", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@akses("pegawai.daftar")
def cari(request: HttpRequest) -> HttpResponse:
    """Search. A number with so many digits that it tells a birth date is answered here and never stands in a URL."""
    if request.method != "POST":  # the search icon of phones leads to the list, where the box is
        return redirect("pegawai:daftar")
    teks = request.POST.get("q", "").strip()
    isi = request.POST.copy()
    for kunci in ("csrfmiddlewaretoken", "kursor"):
        isi.pop(kunci, None)
    _baca_unit(konteks_of(request), isi)
    if not selectors.rahasia(teks):
        kueri = urlencode({k: v for k, v in isi.items() if v})
        alamat = reverse("pegawai:daftar") + (f"?{kueri}" if kueri else "")
        return redirect(alamat)
    angka = selectors.angka_saja(teks)
    rows, _urut = selectors.cari(selectors.list_pegawai(konteks_of(request)), teks)
    satu = list(rows.values_list("kode", flat=True)[:2]) if len(angka) == 18 else []
    if len(satu) == 1:
        return _ke(request, reverse("pegawai:profil", satu[0]))
    isi.pop("q", None)
    return _tampilkan(request, isi, teks, dirahasiakan=True)


def _ke(request: HttpRequest, alamat: str) -> HttpResponse:
    """Send the browser to another page, out of a fragment request too."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": alamat})
    return redirect(alamat)


def _tampilkan(request: HttpRequest, isi: QueryDict, teks: str, *, dirahasiakan: bool = False) -> HttpResponse:
    konteks = konteks_of(request)
    saringan = Saringan.baca(isi)
    terlalu_rinci = selectors.rahasia(teks) and not dirahasiakan
    rows, urut_cari = selectors.cari(selectors.list_pegawai(konteks), "" if terlalu_rinci else teks)
    unit, diketik = _unit(konteks, saringan, isi)
    rows = rows.none() if diketik else saringan.terapkan(rows, unit)
    urut, berisi = selectors.URUTAN[saringan.urut]
    dipilih = pilih(isi.get("kolom", "").split(","))
    if "masa_kerja" in dipilih:
        rows = selectors.with_masa_kerja(rows, konteks.per)
    baris = selectors.baris_daftar(rows if urut_cari else rows.filter(berisi))
    lembar = halaman.buka(baris, urut_cari or urut, isi.get("kursor", ""), UKURAN)
    jumlah, lebih = selectors.hitung(rows)
    tampilan = list(selectors.list_tampilan(konteks))
    kueri = "" if dirahasiakan else _kueri(request.GET)
    data = {
        "halaman": lembar,
        "jumlah": jumlah,
        "lebih": lebih,
        "saringan": saringan,
        "teks": teks,
        "terlalu_rinci": terlalu_rinci,
        "dirahasiakan": dirahasiakan,
        "nama_unit": selectors.nama_unit(unit) if unit else diketik,
        "unit_diketik": diketik,
        "unit_mirip": _mirip(konteks, diketik, request.GET) if diketik else (),
        "golongan": GOLONGAN,
        "jenis": pilihan.kamus(JenisPegawai),
        "kedudukan": pilihan.kamus(Kedudukan),
        "pendidikan": pilihan.kamus(TingkatPendidikan),
        "tulis_nama": tulis_nama,
        "kolom": [KolomPilihan(k, str(v.teks), k in dipilih) for k, v in KOLOM.items()],
        "kolom_tampil": dipilih,
        "kolom_nilai": ",".join(dipilih) if tuple(dipilih) != KOLOM_BIASA else "",
        "tampilan": tampilan,
        "tampilan_kini": next((t for t in tampilan if t.kueri == kueri), None),
        "kueri": kueri,
        "boleh_unduh": not dirahasiakan and kewenangan.boleh(konteks, "pegawai.laporan", "kepegawaian"),
    }
    return render(request, "pegawai/daftar.html", data)


def _unit(konteks: Konteks, saringan: Saringan, isi: QueryDict) -> tuple[UnitKerja | None, str]:
    """The unit that the filter names, and what was typed where that names none or several. At most one query."""
    if saringan.unit:
        return selectors.list_unit(konteks).filter(kode=saringan.unit).select_related("induk").first(), ""
    return None, isi.get("nama_unit", "").replace("\x00", "").strip()[:200]


def _mirip(konteks: Konteks, diketik: str, isi: QueryDict) -> list[tuple[str, str]]:
    """The units that may have been meant, each with the address of this list for it. One query."""
    tetap = {k: v for k, v in parse_qsl(_kueri(isi)) if k != "nama_unit"}
    alamat = reverse("pegawai:daftar")
    return [
        (selectors.nama_unit(u), f"{alamat}?{urlencode(tetap | {'unit': u.kode})}") for u in selectors.cari_unit(konteks, diketik)
    ]


def _baca_unit(konteks: Konteks, isi: QueryDict) -> None:
    """Put the code of the unit that was typed in the place of its name; what names none or several stays. At most one query."""
    diketik = isi.get("nama_unit", "")
    if diketik and (unit := selectors.pilih_unit(selectors.cari_unit(konteks, diketik), diketik)):
        del isi["nama_unit"]
        isi["unit"] = unit.kode


@require_safe
@akses("pegawai.daftar")
def pilihan_unit(request: HttpRequest) -> HttpResponse:
    """Units whose name fits what is typed in the filter, as options. One query."""
    diketik = request.GET.get("nama_unit", "")
    cocok = selectors.cari_unit(konteks_of(request), diketik) if diketik.strip() else []
    return render(request, "pegawai/pilihan_unit.html", {"unit": [selectors.nama_unit(u) for u in cocok]})


def _kueri(isi: QueryDict) -> str:
    """The state of the list without its page, as it is saved and shared; never a number that tells a birth date."""
    return urlencode(
        sorted((k, v) for k, v in isi.items() if v and k != "kursor" and not (k == "q" and selectors.rahasia(str(v))))
    )


@require_POST
@akses("pegawai.daftar")
def pilih_kolom(request: HttpRequest) -> HttpResponse:
    """Put the chosen columns into the list's URL."""
    isi = QueryDict(request.POST.get("kueri", ""), mutable=True)
    pilihan = [k for k in KOLOM if k in request.POST.getlist("kolom")]
    isi.pop("kolom", None)
    if pilihan and tuple(pilihan) != KOLOM_BIASA:
        isi["kolom"] = ",".join(pilihan)
    return redirect(f"{reverse('pegawai:daftar')}?{isi.urlencode()}" if isi else reverse("pegawai:daftar"))


@require_POST
@akses("pegawai.daftar")
def simpan_tampilan(request: HttpRequest) -> HttpResponse:
    """Keep the present state of the list under a name."""
    konteks = konteks_of(request)
    kueri = _kueri(QueryDict(request.POST.get("kueri", "")))
    try:
        services.create_tampilan(konteks=konteks, nama=request.POST.get("nama", "").replace("\x00", "").strip(), kueri=kueri)
        messages.success(request, _("Tampilan tersimpan. Alamatnya boleh dibagikan kepada yang berwenang."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(f"{reverse('pegawai:daftar')}?{kueri}" if kueri else reverse("pegawai:daftar"))


@formulir_di("pegawai:daftar")
@require_POST
@akses("pegawai.daftar")
def hapus_tampilan(request: HttpRequest, kode: str) -> HttpResponse:
    """Remove one's own saved view."""
    tampilan = get_object_or_404(selectors.list_tampilan(konteks_of(request)), kode=kode)
    tampilan.delete()
    messages.success(request, _("Tampilan dihapus. Data pegawai tidak berubah."))
    return redirect("pegawai:daftar")
