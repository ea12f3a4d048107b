"""`kueri_maks`: the most queries that any page takes, over every address and role, at two sizes of the city."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from akun import kewenangan
from akun.konteks import build
from akun.models import Pengguna
from bench import akun as ukur
from bench.angka import Angka
from forum.models import Topik
from inti import instansi
from kinerja.models import SKP
from kompetensi.models import Angkatan, Pelatihan
from organisasi.models import Jabatan, UnitKerja
from pegawai.models import Pegawai

BATAS = 12
ANONIM, KLIEN_API = "anonim", "klien_api"
# Addresses that are no pages, or that would end the session being measured.
LEWATI = {"account_logout", "sehat-hidup", "sehat-siap", "admin:logout"}

Hitungan = dict[tuple[str, str], int]  # (role, address) → queries


class Penghitung:
    """Counts the queries of this connection while it is on."""

    def __init__(self) -> None:
        self.jumlah = 0

    def __call__(self, jalankan: Callable[..., Any], sql: Any, nilai: Any, banyak: bool, konteks: Any) -> Any:
        """Run one statement."""
        self.jumlah += 1
        return jalankan(sql, nilai, banyak, konteks)


def hitung_kueri(pengguna: Mapping[str, Pengguna], token: str) -> Hitungan:
    """Queries of every page for every role that may open it. Pages that fail are named on stderr and left out."""
    hasil: Hitungan = {}
    for peran, orang in (*pengguna.items(), (ANONIM, None)):
        hasil |= _hitung(peran, ukur.peramban(orang), [a for a in list_alamat() if _boleh(a[0], a[1], orang)])
    return hasil | _hitung(KLIEN_API, klien_api(token), [a for a in list_alamat() if a[0].startswith("api:")])


def klien_api(token: str) -> Client:
    """A test client that sends this token."""
    return Client(HTTP_HOST="127.0.0.1", raise_request_exception=False, HTTP_AUTHORIZATION=f"Bearer {token}")


def _hitung(peran: str, klien: Client, alamat: list[tuple[str, Any, str]]) -> Hitungan:
    hasil: Hitungan = {}
    for nama, _view, url in alamat:
        penghitung = Penghitung()
        instansi.kini()  # whose system this is, is read again every half minute: not by the page that happens to come then
        with connection.execute_wrapper(penghitung):
            jawab = klien.get(url)
        if jawab.status_code >= 500:
            print(f"kueri_maks: {url} sebagai {peran} menjawab {jawab.status_code}, tidak dihitung", file=sys.stderr)
        else:
            hasil[peran, nama] = penghitung.jumlah
        jawab.close()
    return hasil


def _boleh(nama: str, view: Any, orang: Pengguna | None) -> bool:
    aturan = kewenangan.aturan_view(view, nama)
    if aturan == kewenangan.PUBLIK or aturan is None or orang is None:
        return aturan == kewenangan.PUBLIK
    return aturan == kewenangan.MASUK or kewenangan.boleh(build(orang), aturan)


def list_alamat() -> list[tuple[str, Any, str]]:
    """Name, view and one true address of each page: those without parameters, and those whose object is known here."""
    contoh = _contoh()
    return [
        (nama, pola.callback, url)
        for nama, pola in _jalan(get_resolver().url_patterns, "")
        if nama not in LEWATI and not nama.startswith("oauth2_provider:") and (url := _alamat(nama, contoh))
    ]


def _jalan(pola: list[Any], ruang: str) -> Iterator[tuple[str, URLPattern]]:
    for p in pola:
        if isinstance(p, URLResolver):
            yield from _jalan(p.url_patterns, f"{ruang}{p.namespace}:" if p.namespace else ruang)
        elif p.name:
            yield f"{ruang}{p.name}", p


def _alamat(nama: str, contoh: Mapping[str, dict[str, Any]]) -> str:
    for isi in (contoh.get(nama), {}):
        try:
            return reverse(nama, kwargs=isi)
        except NoReverseMatch:
            continue
    return ""


def _contoh() -> dict[str, dict[str, Any]]:
    """Parameters of pages about one object; the same object at both sizes."""
    orang, unit, jabatan = (
        Pegawai.objects.order_by("pk")[0],
        UnitKerja.objects.order_by("jalur")[0],
        Jabatan.objects.order_by("pk")[0],
    )
    kode = {
        orang.kode: (
            "pegawai:profil",
            "pegawai:pensiun",
            "pegawai:pribadi",
            "pegawai:perubahan",
            "pegawai:akses",
            "api:pegawai-rinci",
        ),
        unit.kode: ("kinerja:dasbor_unit", "kinerja:dasbor_csv", "kinerja:sasaran", "api:unit-rinci"),
        jabatan.kode: ("api:jabatan-rinci",),
    }
    for model, nama in (
        (SKP, ("kinerja:skp", "kinerja:kemajuan", "api:skp-rinci")),
        (Pelatihan, ("kompetensi:pelatihan", "kompetensi:pelatihan-ubah", "api:pelatihan-rinci")),
        (Angkatan, ("kompetensi:daftar", "kompetensi:angkatan", "kompetensi:peserta")),
        (Topik, ("forum:topik", "api:topik-rinci")),
    ):
        baris = model.objects.order_by("pk").first()
        if baris:
            kode[baris.kode] = nama
    hasil: dict[str, dict[str, Any]] = {n: {"kode": k} for k, daftar in kode.items() for n in daftar}
    hasil["kompetensi:jam"] = {"kode": orang.kode, "tahun": 2026}
    hasil["admin:pegawai_pegawai_change"] = {"object_id": orang.pk}
    hasil["admin:organisasi_unitkerja_change"] = {"object_id": unit.pk}
    return hasil


def angka_kueri(kecil: Hitungan, besar: Hitungan, n: int) -> Angka:
    """The figure: the most queries at either size. A page that takes more in the larger city fails it, however few they are."""
    semua = kecil | {k: max(v, kecil.get(k, 0)) for k, v in besar.items()}
    terbanyak = max(semua, key=lambda k: semua[k])
    tumbuh = {k: (kecil[k], v) for k, v in besar.items() if v > kecil.get(k, v)}
    for (peran, nama), jumlah in sorted(semua.items(), key=lambda isi: -isi[1]):
        if jumlah > BATAS:
            print(f"kueri_maks: {nama} sebagai {peran} memakai {jumlah} kueri", file=sys.stderr)
    for (peran, nama), (dulu, kini) in tumbuh.items():
        print(f"kueri_maks: {nama} sebagai {peran} tumbuh dari {dulu} menjadi {kini} kueri", file=sys.stderr)
    print(f"kueri_maks: {len(semua)} halaman, terbanyak {terbanyak[1]} sebagai {terbanyak[0]}", file=sys.stderr)
    return Angka("kueri_maks", semua[terbanyak], "kueri", BATAS, 0.0 if tumbuh else BATAS / max(1, semua[terbanyak]), n)
