"""`script/bench [--n N] [--hanya NAME,…]`: one JSON line a figure on stdout, words for a person on stderr."""

from __future__ import annotations

import logging
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import django

django.setup()
# Refusals are part of the walk over all pages; those that fail are named by bench.kueri.
logging.getLogger("django.request").setLevel(logging.CRITICAL)

from bench import akun, berkas, halaman, kueri, langsung, penduduk, ruang  # noqa: E402  # models exist only now
from bench.angka import Angka  # noqa: E402
from bench.peladen import jalankan  # noqa: E402
from bench.perintah import N_PALING_KECIL, baca_perintah  # noqa: E402


class Pengukur:
    """One run: prepares what the wanted figures need, once, and prints each figure as soon as it is known."""

    def __init__(self, n: int, hanya: list[str]) -> None:
        self.n, self.hanya, self.gagal = n, hanya, 0

    def jalan(self) -> int:
        """Measure; return the exit code: 1 when a figure could not be measured."""
        penduduk.bangun_unit()
        self._ukur("impor", lambda: berkas.ukur_impor(self.n))
        if set(self.hanya) == {"impor"}:
            return 1 if self.gagal else 0
        kecil = max(N_PALING_KECIL // 2, self.n // 10)
        self._isi(kecil)
        self.token = akun.minta_token()
        sebelum = kueri.hitung_kueri(self.pengguna, self.token) if "kueri_maks" in self.hanya else {}
        self._isi(self.n)
        self._ukur("kueri_maks", lambda: kueri.angka_kueri(sebelum, kueri.hitung_kueri(self.pengguna, self.token), self.n))
        self._ukur("ekspor_xlsx", lambda: berkas.ukur_ekspor(self.n, self.pengguna["admin_bkpsdm"]))
        self._lewat_jaringan()
        return 1 if self.gagal else 0

    def _isi(self, n: int) -> None:
        penduduk.isi_sampai(n)
        self.pengguna = akun.buat_akun()
        ruang.isi_ruang(self.pengguna["admin_bkpsdm"])
        penduduk.rapikan()

    def _lewat_jaringan(self) -> None:
        halaman_diminta = [n for n in self.hanya if n in halaman.UKUR]
        if not halaman_diminta and "langsung_p95" not in self.hanya:
            return
        with ExitStack() as tumpuk:
            folder = Path(tumpuk.enter_context(tempfile.TemporaryDirectory(prefix="bench-log-")))
            produk = tumpuk.enter_context(jalankan("sibolga_asn.settings", folder / "produk.log"))
            if halaman_diminta:
                polos = tumpuk.enter_context(jalankan("bench.pengaturan_polos", folder / "polos.log"))
                para = halaman.Para(polos, produk, self.token, self.pengguna)
                tumpuk.callback(para.close)
                for nama in halaman_diminta:
                    self._ukur(nama, lambda nama=nama: halaman.UKUR[nama](para, self.n))  # type: ignore[misc]  # bound now
            self._ukur("langsung_p95", lambda: langsung.ukur_langsung(produk, akun.kuki(self.pengguna["pimpinan"]), self.n))

    def _ukur(self, nama: str, kerja: Callable[[], Angka]) -> None:
        if nama not in self.hanya:
            return
        try:
            angka = kerja()
        except Exception:  # noqa: BLE001  # one figure that breaks must not hide the others; the exit code tells
            self.gagal += 1
            print(f"{nama}: tidak terukur", file=sys.stderr)
            traceback.print_exc()
            return
        print(angka.baris(), flush=True)
        print(angka.ringkas(), file=sys.stderr, flush=True)


def main(kata: list[str] | None = None) -> int:
    """Measure what the command line asks for."""
    isi = baca_perintah(kata)
    return Pengukur(isi.n, isi.hanya).jalan()


if __name__ == "__main__":
    sys.exit(main())
