"""Every protected field against every way out of the house: none comes out without a receipt, and none of a closed group unasked.

The ways are found, not listed: every address of the resolver (pages, files, exports, the API), every page of the admin,
every report in every form. What needs a name to be reached stands in tests/pembacaan/jalan.py.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.admin import site
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from akun import kewenangan
from akun.models import CatatanAkses
from akun.perlindungan import TERLINDUNG, TERTUTUP
from laporan import mesin, services
from laporan.daftar_laporan import LAPORAN
from laporan.models import Pekerjaan
from tests.akun.factories import konteks_of
from tests.pembacaan.dunia import TAK_TERBEDAKAN, Dunia, Tanda, bangun
from tests.pembacaan.jalan import JALAN, TANPA_TOKOH

PERAN = ["anonim", "admin_bkpsdm", "auditor", "pengelola_opd", "atasan", "kadis", "pegawai", "pimpinan", "tim_penilai", "moderator",
         "mitra", "warga"]  # fmt: skip
MENULIS = {"admin_bkpsdm", "pengelola_opd", "atasan", "moderator"}  # whose refused and accepted posts are looked at, too
TIDAK_DIJALANI = ("logout", "admin:")  # the first ends the walk; the admin has a walk of its own
TUJUAN = "Melengkapi berkas kenaikan pangkat"


@pytest.fixture
def dunia(db: None, settings: Any, tmp_path: Path) -> Iterator[Dunia]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel("2026-11-24 09:00+07:00", tick=False):
        yield bangun()


# --- what came out ----------------------------------------------------------------------------------


def isi(jawab: Any) -> str:
    """The text of an answer, of a page or a file."""
    byte = b"".join(jawab.streaming_content) if getattr(jawab, "streaming", False) else jawab.content
    return baca(byte)


def baca(byte: bytes) -> str:
    """Text as people would find it: a workbook is unpacked."""
    if byte[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(byte)) as buku:
            return "\n".join(buku.read(n).decode("utf-8", "replace") for n in buku.namelist())
    return byte.decode("utf-8", "replace")


def cari(dunia: Dunia, teks: str) -> list[Tanda]:
    """The protected fields that can be read in a text."""
    return [t for t in dunia.tanda if any(r in teks for r in t.rupa)]


def tercatat(dunia: Dunia, tanda: Tanda) -> bool:
    """Whether somebody's reading of this field's group was written down."""
    return CatatanAkses.objects.filter(subjek_kode=dunia.subjek(tanda.data), kelompok=tanda.data.kelompok).exists()


def salah(dunia: Dunia, jalan: str, teks: str, *, bertujuan: bool = False) -> list[str]:
    """What came out of `jalan` without a receipt, or, from a closed group, without anybody having said what for."""
    return [
        f"{jalan}: {'.'.join(t.nama)}"
        for t in cari(dunia, teks)
        if not tercatat(dunia, t) or (t.data.kelompok in TERTUTUP and not bertujuan)
    ]


def minta(dunia: Dunia, jalan: str, panggil: Callable[[], Any], **lain: Any) -> tuple[list[str], set[tuple[str, str]]]:
    """Ask, look, and take everything back: each request begins without receipts."""
    with transaction.atomic():
        teks = isi(panggil())
        hasil = salah(dunia, jalan, teks, **lain), {t.nama for t in cari(dunia, teks)}
        transaction.set_rollback(True)
    return hasil


# --- the ways ---------------------------------------------------------------------------------------


def list_alamat() -> list[tuple[str, dict[str, Any], Any]]:
    """Name, converters and view of every address of the product's own."""

    def jalan(pola: list[Any], ruang: str) -> Iterator[tuple[str, dict[str, Any], Any]]:
        for p in pola:
            if isinstance(p, URLResolver):
                yield from jalan(p.url_patterns, f"{ruang}{p.namespace}:" if p.namespace else ruang)
            elif isinstance(p, URLPattern) and p.name:
                yield f"{ruang}{p.name}", dict(p.pattern.converters), p.callback

    milik_pustaka = ("account_", "mfa_", "socialaccount_", "openid_connect_")
    return [a for a in jalan(get_resolver().url_patterns, "") if not a[0].startswith(milik_pustaka)]


def alamat(dunia: Dunia, nama: str, pengubah: dict[str, Any]) -> str:
    """The address, leading to the person or the sender where it can; '' where it can't."""
    if not pengubah:
        return reverse(nama)
    return reverse(nama, kwargs=dunia.contoh[JALAN[nama]]) if nama in JALAN else ""


def masuk(dunia: Dunia, peran: str) -> Client:
    klien = Client(raise_request_exception=False)
    if peran != "anonim":
        klien.force_login(dunia.akun[peran], backend="akun.backends.NomorAtauEmailBackend")
    return klien


def test_every_address_that_names_something_is_walked_or_says_why_not() -> None:
    bernama = {n for n, pengubah, _v in list_alamat() if pengubah and not n.startswith(TIDAK_DIJALANI)}

    assert bernama - set(JALAN) - set(TANPA_TOKOH) == set(), "nyatakan di tests/pembacaan/jalan.py"
    assert (set(JALAN) | set(TANPA_TOKOH)) - bernama == set(), "alamat ini sudah tidak ada"


@pytest.mark.parametrize("peran", PERAN)
def test_no_page_file_or_export_shows_a_protected_field_unasked(dunia: Dunia, peran: str) -> None:
    klien, bocor = masuk(dunia, peran), []
    konteks = konteks_of(dunia.akun[peran]) if peran != "anonim" else kewenangan.Konteks(pengguna=None)

    for nama, pengubah, view in list_alamat():
        if nama.endswith("logout") or nama.startswith(TIDAK_DIJALANI) or not (url := alamat(dunia, nama, pengubah)):
            continue
        aturan = kewenangan.aturan_view(view, nama) or ""
        if aturan in kewenangan.AKSI and not kewenangan.boleh(konteks, aturan):
            continue  # 403: tests/akun/test_akses_url.py
        for cara in ("get", "post") if peran in MENULIS else ("get",):
            bocor += minta(dunia, f"{cara} {url} sebagai {peran}", lambda cara=cara, url=url: getattr(klien, cara)(url))[0]

    assert bocor == []


def test_what_a_closed_group_holds_comes_out_for_a_purpose_with_a_receipt(dunia: Dunia) -> None:
    admin, moderator = masuk(dunia, "admin_bkpsdm"), masuk(dunia, "moderator")
    kode = dunia.tokoh.kode
    pintu = [
        (admin, reverse("pegawai:pribadi", args=[kode]), {"tujuan": TUJUAN}),
        (admin, reverse("pegawai:perubahan", args=[kode]), {"tujuan": TUJUAN}),
        (admin, reverse("pegawai:ubah-pribadi", args=[kode]), {"tujuan": TUJUAN}),
        (admin, reverse("layanan:perubahan-rinci", kwargs=dunia.contoh["usul"]), {"aksi": "buka", "tujuan": TUJUAN}),
        (moderator, reverse("forum:meja-langkah", kwargs=dunia.contoh["langkah"]), {"pengirim-tujuan": TUJUAN}),
    ]

    bocor, keluar = [], set()
    for klien, url, data in pintu:
        galat, nama = minta(dunia, url, lambda klien=klien, url=url, data=data: klien.post(url, data), bertujuan=True)
        bocor, keluar = bocor + galat, keluar | nama

    assert bocor == []
    assert {t.nama for t in dunia.tanda if t.data.kelompok in TERTUTUP} <= keluar


def test_the_walk_sees_what_it_looks_for(dunia: Dunia) -> None:
    """Each field of the other groups is shown somewhere to whoever may see it: a walk that finds nothing proves nothing."""
    keluar: set[tuple[str, str]] = set()
    for peran in ("admin_bkpsdm", "atasan"):
        klien = masuk(dunia, peran)
        for nama, pengubah, _view in list_alamat():
            if nama.startswith(("kinerja:", "kompetensi:", "pegawai:")) and (url := alamat(dunia, nama, pengubah)):
                keluar |= minta(dunia, url, lambda url=url, klien=klien: klien.get(url))[1]

    tak_tampil = {("pegawai.Pegawai", "id_asing"), ("pegawai.Pegawai", "tmt_cpns"), ("kinerja.EvaluasiPeriodik", "alasan_tanpa_bukti"),
                  ("kompetensi.Pendaftaran", "alasan"), ("kompetensi.BelajarLuar", "alasan")}  # fmt: skip
    assert {t.nama for t in dunia.tanda if t.data.kelompok not in TERTUTUP} - keluar - tak_tampil == set()


def test_every_field_of_a_protected_group_is_walked() -> None:
    """A field that can't be told apart on a page is named as such; all others carry a mark."""
    semua = {(t.model._meta.label, k) for t in TERLINDUNG for k in t.kolom}

    assert semua >= TAK_TERBEDAKAN


@pytest.mark.parametrize("peran", ["admin_bkpsdm", "auditor"])
def test_the_admin_shows_no_protected_field_unasked(dunia: Dunia, peran: str) -> None:
    klien, bocor = masuk(dunia, peran), []

    for model in site._registry:
        ruang = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        baris = model._default_manager.all()
        satu = dunia.tokoh if isinstance(dunia.tokoh, model) else baris.first()
        for halaman, arg in (("changelist", []), ("add", []), ("change", [satu]), ("history", [satu])):
            if arg == [None]:
                continue
            url = reverse(f"{ruang}_{halaman}", args=[o.pk for o in arg])
            bocor += minta(dunia, f"{url} sebagai {peran}", lambda url=url: klien.get(url))[0]
        bocor += minta(dunia, ruang, lambda ruang=ruang: klien.get(reverse(f"{ruang}_changelist"), {"q": "uji"}))[0]

    assert bocor == []


@pytest.mark.parametrize("bersandi", [True, False])
def test_a_machine_leaves_receipts_as_everybody_does(dunia: Dunia, bersandi: bool) -> None:
    kepala = {"Authorization": f"Bearer {dunia.token}"} if bersandi else {}
    klien, bocor, keluar = Client(), [], set()
    for nama, pengubah, _view in list_alamat():
        if nama.startswith("api:") and (url := alamat(dunia, nama, pengubah)):
            galat, nama_bidang = minta(dunia, url, lambda url=url: klien.get(url, headers=kepala))
            bocor, keluar = bocor + galat, keluar | nama_bidang

    assert bocor == []
    assert not {n for n in keluar if n[0] in ("pegawai.DataPribadi", "forum.PengirimAspirasi")}


def test_a_receipt_of_a_machine_says_which_and_stands_once_a_day(dunia: Dunia) -> None:
    for _kali in range(2):
        for nama in ("pegawai", "evaluasi", "sertifikat"):
            assert Client().get(reverse(f"api:{nama}"), headers={"Authorization": f"Bearer {dunia.token}"}).status_code == 200

    catatan = CatatanAkses.objects.filter(subjek_kode=dunia.tokoh.kode)
    assert sorted(catatan.values_list("kelompok", "klien", "pembaca_peran")) == [
        (k, dunia.klien_id, "klien_api") for k in ("kepegawaian", "kinerja", "kompetensi")
    ]


@pytest.mark.parametrize("kode", sorted(LAPORAN))
@pytest.mark.parametrize("bentuk", ["xlsx", "csv", "pdf"])
def test_every_report_leaves_a_receipt_for_each_person_before_its_file_is_there(
    dunia: Dunia, kode: str, bentuk: str, django_assert_max_num_queries: Any
) -> None:
    laporan, konteks = LAPORAN[kode], konteks_of(dunia.akun["auditor"])
    isian = {"per": date(2026, 11, 24), "bentuk": bentuk}
    kosong = laporan.isian(konteks=konteks, laporan=laporan)
    form = laporan.isian({n: b.initial for n, b in kosong.fields.items() if b.initial} | isian, konteks=konteks, laporan=laporan)
    assert form.is_valid(), form.errors
    p = services.create_laporan(konteks=konteks, laporan=laporan, form=form)

    assert mesin.jalankan(p.kode)

    p = Pekerjaan.objects.get(pk=p.pk)
    assert p.status == "selesai", p.galat
    if laporan.subjek:
        orang = set(laporan.subjek.rows(konteks, form.cleaned_data).values_list("kode", flat=True))
        catatan = CatatanAkses.objects.filter(pembaca=dunia.akun["auditor"], kelompok=laporan.subjek.kelompok)
        assert dunia.tokoh.kode in orang
        assert sorted(catatan.values_list("subjek_kode", flat=True)) == sorted(orang)
        assert not catatan.filter(tujuan__contains=p.kode).exists(), "people read what for: the report's name, not a job's code"
    klien = masuk(dunia, "auditor")
    assert salah(dunia, f"laporan {kode}", isi(klien.get(reverse("laporan:berkas", args=[p.kode])))) == []
