"""API and pages over HTTP, each against the bare view that answers the same rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from urllib.parse import quote

from akun.models import Pengguna
from bench import akun
from bench.angka import Angka, banding
from bench.kesalahan import TidakTerukurError
from bench.peladen import Peminta
from pegawai.models import Pegawai

CONTOH = 40  # people whose pages are asked for in turn
SALAH_KETIK = ("masdelina manulu", "rustam hutabrat", "yulana pangabean", "simatupang", "nurlela marbun")

Ukur = Callable[["Para", int], Angka]


class Para:
    """Who asks: the bare server's client, the machine client, somebody signed in; and about whom."""

    def __init__(self, polos: int, produk: int, token: str, pengguna: Mapping[str, Pengguna]) -> None:
        self.polos = Peminta(polos)
        self.mesin = Peminta(produk, {"Authorization": f"Bearer {token}"})
        self.orang = Peminta(produk, {"Cookie": akun.kuki(pengguna["pimpinan"])})
        kuki = akun.kuki(pengguna["pegawai"])
        self.pegawai = Peminta(produk, {"Cookie": kuki})
        self.sesi_pegawai = kuki.partition("=")[2]
        self.kode_pegawai = Pegawai.objects.values_list("kode", flat=True).get(akun=pengguna["pegawai"])
        self.kode = list(Pegawai.objects.order_by("nama_urut", "pk").values_list("kode", flat=True)[:CONTOH])

    def giliran(self, n: int) -> str:
        """The public code of the person whose turn it is."""
        return self.kode[n % len(self.kode)]

    def close(self) -> None:
        """Close all connections."""
        for peminta in (self.polos, self.mesin, self.orang, self.pegawai):
            peminta.close()


def ukur_api_daftar(para: Para, n: int) -> Angka:
    """API list of 50."""
    jumlah = len(json.loads(para.mesin.ambil("/api/v1/pegawai/?ukuran=50"))["hasil"])
    if jumlah != min(50, n):
        raise TidakTerukurError(f"api_daftar: {jumlah} baris, seharusnya {min(50, n)}")
    return banding(
        "api_daftar", lambda _g: para.polos.ambil("/daftar/50/"), lambda _g: para.mesin.ambil("/api/v1/pegawai/?ukuran=50"), n=n
    )


def ukur_api_rinci(para: Para, n: int) -> Angka:
    """API detail, another person each time."""
    return banding(
        "api_rinci",
        lambda g: para.polos.ambil(f"/rinci/{para.giliran(g)}/"),
        lambda g: para.mesin.ambil(f"/api/v1/pegawai/{para.giliran(g)}/"),
        n=n,
    )


def ukur_cari(para: Para, n: int) -> Angka:
    """Search of names with typing errors, as the list page answers it while somebody types."""
    teks = [quote(t) for t in SALAH_KETIK]
    return banding(
        "cari",
        lambda g: para.polos.ambil(f"/cari/?q={teks[g % len(teks)]}"),
        lambda g: para.orang.ambil(f"/pegawai/?q={teks[g % len(teks)]}"),
        n=n, kali=25, rentet=2 * len(teks),
    )  # fmt: skip


def ukur_halaman_daftar(para: Para, n: int) -> Angka:
    """The first page of the employee list: 25 rows, filters, saved views."""
    return banding("halaman_daftar", lambda _g: para.polos.ambil("/daftar/25/"), lambda _g: para.orang.ambil("/pegawai/"), n=n)


def ukur_halaman_profil(para: Para, n: int) -> Angka:
    """A person's page with the whole career, another person each time."""
    return banding(
        "halaman_profil",
        lambda g: para.polos.ambil(f"/profil/{para.giliran(g)}/"),
        lambda g: para.orang.ambil(f"/pegawai/{para.giliran(g)}/"),
        n=n,
    )


def ukur_dasbor(para: Para, n: int) -> Angka:
    """The leader's dashboard of the whole city."""
    return banding("dasbor", lambda _g: para.polos.ambil("/dasbor/"), lambda _g: para.orang.ambil("/kinerja/dasbor/"), n=n)


def ukur_beranda(para: Para, n: int) -> Angka:
    """The home page of an employee: what to do, how results and training stand, who looked."""
    return banding(
        "beranda", lambda _g: para.polos.ambil(f"/beranda/{para.kode_pegawai}/"), lambda _g: para.pegawai.ambil("/"), n=n
    )


def ukur_lantai(para: Para, n: int) -> Angka:
    """An almost empty page of somebody signed in, which reads nothing itself: what every page costs before it begins."""
    return banding(
        "lantai", lambda _g: para.polos.ambil(f"/siapa/{para.sesi_pegawai}/"), lambda _g: para.pegawai.ambil("/kalkulator/"), n=n
    )


UKUR: dict[str, Ukur] = {
    "api_daftar": ukur_api_daftar,
    "api_rinci": ukur_api_rinci,
    "cari": ukur_cari,
    "halaman_daftar": ukur_halaman_daftar,
    "halaman_profil": ukur_halaman_profil,
    "dasbor": ukur_dasbor,
    "beranda": ukur_beranda,
    "lantai": ukur_lantai,
}
