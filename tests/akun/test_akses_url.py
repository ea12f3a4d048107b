"""Every address: says who may open it, lets nobody else in, and answers everybody with a page that says what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import cycle, islice
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from akun import kewenangan
from akun.middleware import KewenanganMiddleware
from akun.models import Peran
from sibolga_asn.mesin.paths import BASE_DIR
from tests import mesin_plugin
from tests.akun.alamat import BAGIAN, BERKAS, DIKENAL, KIRIM, MESIN, PILIHAN, PUSTAKA_BERKAS, Alamat, list_alamat
from tests.akun.kota_akses import ANONIM, Pengunjung, kota_sementara
from tests.akun.perayap import HTML, Isi, Langkah, baca, badan, minta, nama_pola, rayapi

ALAMAT = list_alamat()
BERJALAN = [a for a in ALAMAT if a.url]
PELAN = {"sehat-siap"}  # 503 is an answer there
PERAN = [ANONIM, *Peran.values]
# Names by which views read the query, as they stand in the source.
DIBACA = re.compile(r"""GET\.(?:get|getlist)\(\s*["'](\w+)["']|["'](\w+)["'] in request\.GET""")
SUMBER = [p for p in BASE_DIR.glob("*/**/*.py") if p.parts[len(BASE_DIR.parts)] not in ("tests", ".venv")]
NAMA_PARAMETER = sorted({n for p in SUMBER for pasang in DIBACA.findall(p.read_text(encoding="utf-8")) for n in pasang if n})
ANEH = (
    "",
    "x",
    "-1",
    "9" * 40,
    "1e999",
    "2026-01-01T00:00:00+16:00",
    "0001-01-01",
    "9999-12-31T23:59:59-15:59",
    "a\0b",
    "%",
    "[]",
    "٣",
)
# What somebody may put in a field that a page carries along unseen.
DIPALSUKAN = ("x", "-9", "7", "2147483648", "9" * 5000, "[" * 5000, "a\0b", "[]", '{"id": 1}')
TAHUN = re.compile(r"(?<=[/=])\d{4}(?=[/-])")
TAHUN_GANJIL = ("1900", "2017", "2100", "0", "99999999999")
# A day as '2026-11-24', or a period as '[2018-03-01,)' or 'DateRange(…)': a database writes so, not people.
HARI_MESIN = re.compile(r"\b\d{4}-\d{2}-\d{2}\b|[\[(](?:\d{4}-\d\d-\d\d)?,\s*(?:\d{4}-\d\d-\d\d)?[\])]|DateRange\(")
KODE = re.compile(r"<(code|pre|samp|kbd)\b.*?</\1>", re.DOTALL)
UNTUK_MESIN = {"api:dokumentasi", "api:skema"}
Kota = dict[str, Pengunjung]
Jalan = Callable[[str], list[Langkah]]


@pytest.fixture(scope="module")
def kota(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kota]:
    """The whole city, made once for this file; nothing of it stays."""
    with django_db_blocker.unblock(), kota_sementara(tmp_path_factory.mktemp("kota")) as kota:
        yield kota


@pytest.fixture(scope="module")
def jalan(kota: Kota) -> Jalan:
    """A function: everything that a role is led to, walked once."""
    return cache(lambda peran: list(rayapi(kota[peran].klien)))


@pytest.fixture(autouse=True)
def _hitungan_kosong() -> None:
    mesin_plugin.empty_redis()


# --- who may ------------------------------------------------------------------------------------


def test_every_address_declares_who_may_open_it() -> None:
    aturan = {a.nama or repr(a.view): kewenangan.aturan_view(a.view, a.nama) for a in ALAMAT}

    sah = {kewenangan.PUBLIK, kewenangan.MASUK, *kewenangan.AKSI}
    assert [n for n, r in aturan.items() if r not in sah] == [], "beri @akses, @publik, atau @masuk"


def test_every_address_says_in_the_table_what_it_is() -> None:
    milik_kita = {a.nama for a in ALAMAT if not a.pustaka}

    assert milik_kita - DIKENAL == set(), "tambahkan ke tabel di tests/akun/alamat.py"
    assert DIKENAL - milik_kita == set(), "sudah tidak ada; hapus dari tabel"


def _ditolak(alamat: Alamat, konteks: kewenangan.Konteks) -> bool:
    aturan = kewenangan.aturan_view(alamat.view, alamat.nama) or ""
    if aturan == kewenangan.PUBLIK:
        return False
    return not konteks.masuk if aturan == kewenangan.MASUK else not kewenangan.boleh(konteks, aturan)


def _tanya_penjaga(alamat: Alamat, pengunjung: Pengunjung) -> HttpResponse | None:
    """What the guard of all addresses decides, without the page behind it."""
    request: HttpRequest = RequestFactory().get(alamat.url)
    request.resolver_match = cocok = resolve(alamat.url)
    request.konteks = pengunjung.konteks  # type: ignore[attr-defined]
    request.user = pengunjung.konteks.pengguna or AnonymousUser()
    return KewenanganMiddleware(lambda r: HttpResponse()).process_view(request, cocok.func, cocok.args, cocok.kwargs)


def test_the_guard_lets_nobody_into_an_address_of_another_role(kota: Kota) -> None:
    salah = []
    for alamat in (a for a in BERJALAN if not hasattr(a.view, "cls")):
        for peran, pengunjung in kota.items():
            if not _ditolak(alamat, pengunjung.konteks):
                continue
            try:
                jawab = _tanya_penjaga(alamat, pengunjung)
            except PermissionDenied:
                continue
            if peran != ANONIM or jawab is None or "/login/" not in jawab.headers["Location"]:
                salah.append(f"{alamat.url} sebagai {peran}")

    assert salah == []


@pytest.mark.parametrize("cara", ["GET", "POST"])
def test_nobody_enters_an_address_of_another_role(kota: Kota, cara: str) -> None:
    """The guard is in place: a visitor without an account and one of the wrong role, at every address."""
    giliran, salah = cycle(p for p in kota if p != ANONIM), []
    for alamat in BERJALAN:
        lain = [p for p in (next(giliran) for _n in kota) if p in kota and _ditolak(alamat, kota[p].konteks)][:1]
        for peran in (p for p in (ANONIM, *lain) if _ditolak(alamat, kota[p].konteks)):
            jawab = minta(kota[peran].klien, cara, alamat.url).jawab
            masuk = jawab.status_code == 302 and "/login/" in jawab.headers["Location"]
            if not (masuk if peran == ANONIM and not alamat.url.startswith("/api/") else jawab.status_code in (401, 403)):
                salah.append(f"{cara} {alamat.url} sebagai {peran}: {jawab.status_code}")

    assert salah == []


# --- what is answered ---------------------------------------------------------------------------


def _cela(langkah: Langkah) -> str:
    """What is wrong with an answer; '' where it is one that somebody can go on from."""
    status, pola = langkah.jawab.status_code, langkah.pola
    isi = badan(langkah.jawab)
    if pola in PILIHAN and status == 200:
        return ""  # options of a box: none where nothing fits
    if status >= 500 and pola not in PELAN:
        return "galat kami"
    if b"Traceback (most recent" in isi:
        return "jejak program terlihat"
    if 300 <= status < 400:
        return "" if langkah.jawab.headers.get("Location") else "tanpa tujuan"
    if langkah.cara == "HEAD":
        return "HEAD berisi" if isi else ""
    if not isi:
        return "kosong"
    mesin = langkah.alamat.startswith(("/api/", "/sehat/"))
    mesin = mesin or (langkah.pola in MESIN and status != 405)  # asked for by a script of ours; only a person gets lost there
    return _cela_mesin(langkah) if mesin else _cela_halaman(langkah)


def _cela_mesin(langkah: Langkah) -> str:
    if langkah.pola == "api:dokumentasi" and langkah.jawab.status_code == 200:
        return _cela_halaman(langkah)
    jenis = MESIN.get(langkah.pola, "application/json") if langkah.jawab.status_code < 400 else "application/json"
    return "" if langkah.jenis in (jenis, "application/problem+json") else "bukan jawaban mesin"


def _cela_halaman(langkah: Langkah) -> str:
    jenis = (BERKAS | PUSTAKA_BERKAS).get(langkah.pola)
    if jenis and langkah.jawab.status_code == 200:
        return "" if langkah.jenis == jenis else "bukan berkasnya"
    if langkah.jenis != HTML:
        return "bukan halaman"
    halaman = baca(langkah)
    if langkah.pola in BAGIAN and langkah.jawab.status_code == 200:
        return "" if halaman.teks else "tanpa kata"
    if not {"title", "h1"} <= halaman.ada:
        return "tanpa judul"
    if halaman.bahasa != langkah.bahasa:
        return f"berbahasa {halaman.bahasa or '?'}"
    return "" if len(" ".join(halaman.teks)) > 100 else "tanpa kata"


def _semua_berkata(langkah: Iterable[Langkah]) -> None:
    """Fail with every answer that somebody can't go on from."""
    cela = sorted({f"{c}: {satu}" for satu in langkah if (c := _cela(satu))})
    assert not cela, f"{len(cela)} jawaban bercela\n" + "\n".join(cela[:40])


def _satu_pengunjung(kota: Kota) -> Iterator[tuple[Alamat, Pengunjung]]:
    """Every address with one visitor who may open it: by turns another one, for what differs by role is walked below."""
    giliran = cycle(kota.values())
    for alamat in BERJALAN:
        pengunjung = next((p for p in islice(giliran, len(kota)) if not _ditolak(alamat, p.konteks)), None)
        if pengunjung:
            yield alamat, pengunjung


@pytest.mark.parametrize(("cara", "bahasa"), [("GET", "id"), ("GET", "en"), ("HEAD", "id"), ("POST", "id"), ("PUT", "en")])
def test_an_address_of_nothing_that_exists_answers_in_words(kota: Kota, cara: str, bahasa: str) -> None:
    _semua_berkata(minta(p.klien, cara, a.url, bahasa) for a, p in _satu_pengunjung(kota))


def test_an_address_that_only_takes_a_form_leads_to_its_form(kota: Kota) -> None:
    for alamat in (a for a in BERJALAN if a.nama in KIRIM):
        pengunjung = next(p for p in kota.values() if not _ditolak(alamat, p.konteks))

        langkah = minta(pengunjung.klien, "GET", alamat.url)

        assert langkah.jawab.status_code == 405, alamat.url
        assert KIRIM[alamat.nama] in {nama_pola(t) for t in baca(langkah).tautan}, alamat.url


@pytest.mark.parametrize("peran", PERAN)
def test_a_visitor_without_javascript_finds_no_page_that_fails(kota: Kota, jalan: Jalan, peran: str) -> None:
    """Everything that this role is led to, every form sent empty, every address of a form opened again (Back)."""
    langkah = jalan(peran)
    kembali = [minta(kota[peran].klien, "GET", satu.alamat) for satu in langkah if satu.cara == "POST"]

    _semua_berkata([*langkah, *kembali])
    assert [str(n) for n in langkah if n.cara == "GET" and n.jawab.status_code == 404] == [], "tautan ke halaman yang tidak ada"


@pytest.mark.parametrize("peran", PERAN)
def test_the_head_of_a_page_is_answered_as_the_page(kota: Kota, jalan: Jalan, peran: str) -> None:
    satu_pola = {n.pola: n.alamat for n in jalan(peran) if n.cara == "GET"}

    def status(cara: str, alamat: str) -> int:
        jawab = minta(kota[peran].klien, cara, alamat).jawab
        badan(jawab)
        return int(jawab.status_code)

    assert [a for a in satu_pola.values() if status("HEAD", a) != status("GET", a)] == []


@pytest.mark.parametrize("peran", PERAN)
def test_no_page_shows_a_day_or_a_period_as_machines_write_it(kota: Kota, jalan: Jalan, peran: str) -> None:
    halaman = [b for b in jalan(peran) if b.jenis == HTML and b.jawab.status_code < 400 and b.pola not in UNTUK_MESIN]

    salah = {(b.pola, kata) for b in halaman for kata in _hari_mesin(badan(b.jawab).decode())}

    assert halaman
    assert salah == set()


def _hari_mesin(isi: str) -> list[str]:
    """Words around each day or period that is written as in a database; what stands as code is for machines."""
    halaman = Isi("/")
    halaman.feed(KODE.sub("", isi))
    return [teks[max(0, m.start() - 30) : m.end() + 30] for teks in halaman.teks for m in HARI_MESIN.finditer(teks)]


@pytest.mark.parametrize("peran", PERAN)
def test_odd_years_in_an_address_are_answered_in_words(kota: Kota, jalan: Jalan, peran: str) -> None:
    bertahun = {langkah.pola: langkah.alamat for langkah in jalan(peran) if TAHUN.search(langkah.alamat)}
    ganjil = (TAHUN.sub(tahun, alamat) for alamat in bertahun.values() for tahun in TAHUN_GANJIL)

    _semua_berkata(minta(kota[peran].klien, "GET", alamat) for alamat in ganjil)


@pytest.mark.parametrize("peran", [ANONIM, Peran.PEGAWAI, Peran.ADMIN_BKPSDM])
def test_odd_values_of_every_parameter_that_some_page_reads_are_answered_in_words(kota: Kota, jalan: Jalan, peran: str) -> None:
    """Each page gets all of them at once: 'sebelum' of one page, 'kursor' of the next, 'unit', 'periode' …"""
    halaman = {n.pola: n.alamat.partition("?")[0] for n in jalan(peran) if n.cara == "GET"}
    kueri = [urlencode(dict.fromkeys(NAMA_PARAMETER, aneh)) for aneh in ANEH]

    assert len(NAMA_PARAMETER) > 20
    _semua_berkata(minta(kota[peran].klien, "GET", f"{alamat}?{q}") for alamat in halaman.values() for q in kueri)


@pytest.mark.parametrize("peran", PERAN)
def test_forged_values_of_fields_that_nobody_sees_are_answered_in_words(kota: Kota, jalan: Jalan, peran: str) -> None:
    """Every form of every page that this role is led to, filled in, with all its hidden fields forged alike; then all its fields."""
    semua = {}
    for formulir in (f for n in jalan(peran) if n.cara == "GET" and n.jenis == HTML for f in baca(n).formulir):
        semua.setdefault((nama_pola(formulir.alamat), *sorted(formulir.isi)), formulir)
    palsu = [(f, f.isi | dict.fromkeys(f.tersembunyi, aneh)) for f in semua.values() if f.tersembunyi for aneh in DIPALSUKAN]
    palsu += [(f, dict.fromkeys(f.isi, aneh)) for f in semua.values() for aneh in DIPALSUKAN]

    _semua_berkata(minta(kota[peran].klien, "POST", f.alamat, isi=isi) for f, isi in palsu)
