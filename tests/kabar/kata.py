"""What was told to whom, in words, for tests."""

from __future__ import annotations

from akun.models import Pengguna
from kabar import jenis
from kabar.models import Antaran, Penerimaan


def kotak(pengguna: Pengguna | None) -> list[str]:
    """The sentences in somebody's inbox, oldest first."""
    assert pengguna is not None
    rows = Penerimaan.objects.filter(pengguna=pengguna).select_related("kabar").order_by("pk")
    return [jenis.get(p.kabar.jenis).kalimat(p.kabar.isi) for p in rows]


def jenis_kotak(pengguna: Pengguna | None) -> list[str]:
    """The kinds in somebody's inbox, oldest first."""
    assert pengguna is not None
    return list(Penerimaan.objects.filter(pengguna=pengguna).order_by("pk").values_list("kabar__jenis", flat=True))


def surat_ke(alamat: str) -> list[str]:
    """The kinds of message that wait for an address without an account, oldest first."""
    return [str(j) for j in Antaran.objects.filter(alamat=alamat).order_by("pk").values_list("kabar__jenis", flat=True)]
