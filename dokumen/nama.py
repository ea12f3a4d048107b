"""Names of files: what is shown of the one that was sent. It is never used as a path."""

from __future__ import annotations

from inti.teks import rapikan_baris

NAMA_MAKS = 120


def nama_tampil(mentah: str | None) -> str:
    """The sent name of a file as it may be shown: its last part, without signs that nobody sees or that turn the reading."""
    return rapikan_baris((mentah or "").replace("\\", "/").rpartition("/")[2])[-NAMA_MAKS:].strip()


def akhiran(nama: str) -> str:
    """The ending of a file's name in small letters, '' without one."""
    return nama.rpartition(".")[2].lower() if "." in nama else ""
