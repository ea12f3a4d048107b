"""The command line: how many employees, and which figures. Needs no database."""

from __future__ import annotations

import argparse

from bench.angka import NAMA

N_BAWAAN, N_PALING_KECIL = 3000, 40


def baca_perintah(kata: list[str] | None = None) -> argparse.Namespace:
    """Read the command line; `hanya` holds the names in the order in which they are measured."""
    perintah = argparse.ArgumentParser(prog="script/bench", description="Ukur kecepatan terhadap batas mesin ini.")
    perintah.add_argument("--n", type=_jumlah, default=N_BAWAAN, help=f"banyaknya pegawai (bawaan {N_BAWAAN})")
    perintah.add_argument("--hanya", type=_nama, default=list(NAMA), metavar="NAMA,…", help=f"hanya angka ini: {', '.join(NAMA)}")
    return perintah.parse_args(kata)


def _jumlah(teks: str) -> int:
    if not teks.isdecimal() or int(teks) < N_PALING_KECIL:
        raise argparse.ArgumentTypeError(f"isi dengan angka mulai {N_PALING_KECIL}")
    return int(teks)


def _nama(teks: str) -> list[str]:
    diminta = {t.strip() for t in teks.split(",") if t.strip()}
    if asing := diminta - set(NAMA):
        raise argparse.ArgumentTypeError(f"tidak dikenal: {', '.join(sorted(asing))}. Pilih dari {', '.join(NAMA)}")
    return [n for n in NAMA if n in diminta]
