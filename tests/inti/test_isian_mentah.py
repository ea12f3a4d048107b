"""A view that reads what was sent past a form is where two people write over each other unseen: each says why it may.

`test_versi` knows the forms. This knows what stands in none: fields read from request.POST by name.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from sibolga_asn.mesin.paths import BASE_DIR

TOMBOL = "which button was pressed; everything else is in a form"
DILIHAT = "the button, and what its page showed: the service refuses where that isn't so any more"
KEMBALI = "where to go back to"
TANYA = "a question; nothing is written"
# "module.function: fields" → why nobody's change can be lost by it.
TANPA_FORMULIR = {
    "inti.views.bahasa: bahasa, kembali": "a cookie of one's own",
    "inti.admin.response_action: *": "which rows an action of the back office is about",
    "kabar.views.tandai_semua: sampai": "one's own messages, up to the last that was shown",
    "kabar.views.atur: nyala, semula": "one's own switches, with what stood there (kabar.papan.baca_gerak)",
    "kompetensi.views.kelola.keadaan: buka, semula": DILIHAT,
    "kompetensi.views.kelola.terbit: penerima": DILIHAT,
    "forum.views.kiriman.moderasi_kiriman: tindakan": TOMBOL,
    "forum.views.kiriman._kembali: kembali": KEMBALI,
    "forum.views.meja._versi: versi": "the version itself",
    "forum.views.topik.setuju: setuju": "one's own voice: the button says which, twice is once",
    "akun.views_peran.putuskan: alasan": "the words about a role that is gone, shown again",
    "aturan.views.parameter._catat: banding, selisih": "the answer about what a proposal would take back; proposals overwrite nothing",
    "aturan.views.parameter.ubah: *": "which row the form was filled from",
    "forum.views.warga.kirim: aksi": TOMBOL,
    "forum.views.warga.rinci_saya: beres": TOMBOL,
    "layanan.perubahan_data.views.rinci: aksi": TOMBOL,
    "pegawai.views.daftar.cari: q": TANYA,
    "pegawai.views.daftar.pilih_kolom: kolom, kueri": TANYA,
    "pegawai.views.daftar.simpan_tampilan: kueri, nama": "a new view of one's own",
    "pegawai.views.mutasi.mutasi: langkah": TOMBOL,
    "laporan.views.pusat: laporan": "which report is asked for",
    "impor.views.perbaiki: *": "cells of a list that waits: nothing counts before the list is applied, with its version",
    "impor.views.ikutkan: ikut": "the button says which; nothing counts before the list is applied, with its version",
    "impor.views._kembali: *": KEMBALI,
    "impor.views.langkah: aksi": TOMBOL,
    "impor.views._sahkan: kode": "confirms proposals, each once",
    "kinerja.views.skp.baru: pendekatan, tahun": "a new SKP; one's own",
    "kinerja.views.skp.pendekatan: pendekatan": "one's own SKP, while nothing is written in it",
    "kinerja.views.tim.nilai: aksi": TOMBOL,
    "kinerja.views.kemajuan._hasil_lampau: hasil": "which result a form was opened for",
}


def is_post(simpul: ast.expr) -> bool:
    return isinstance(simpul, ast.Attribute) and simpul.attr == "POST"


def list_bacaan(fungsi: ast.AST) -> Iterator[str]:
    """Names of the fields that are read one by one; '*' for one whose name is reckoned."""
    for simpul in ast.walk(fungsi):
        nama: ast.expr | None = None
        if isinstance(simpul, ast.Call) and isinstance(simpul.func, ast.Attribute) and is_post(simpul.func.value):
            nama = simpul.args[0] if simpul.func.attr in ("get", "getlist") and simpul.args else None
        elif isinstance(simpul, ast.Subscript) and is_post(simpul.value):
            nama = simpul.slice
        if nama is not None:
            yield nama.value if isinstance(nama, ast.Constant) else "*"


def list_view() -> set[str]:
    """Every function of a view that reads fields by name."""
    hasil: defaultdict[str, set[str]] = defaultdict(set)
    for app in (p.parent for p in BASE_DIR.glob("*/apps.py")):
        for berkas in app.rglob("*.py"):
            modul = ".".join(berkas.relative_to(BASE_DIR).with_suffix("").parts)
            if "view" not in modul and not modul.endswith(".admin"):
                continue
            for fungsi in ast.walk(ast.parse(berkas.read_text())):
                if isinstance(fungsi, ast.FunctionDef):
                    hasil[f"{modul}.{fungsi.name}"] |= set(list_bacaan(fungsi))
    return {f"{nama}: {', '.join(sorted(bidang))}" for nama, bidang in hasil.items() if bidang}


def test_what_is_read_past_a_form_says_why_nobody_is_written_over() -> None:
    assert list_view() - TANPA_FORMULIR.keys() == set(), "pakai formulir yang membawa versi, atau nyatakan mengapa tidak perlu"


def test_no_reason_outlives_what_it_is_about() -> None:
    assert TANPA_FORMULIR.keys() - list_view() == set()
