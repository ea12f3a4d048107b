"""What an SKP must hold before it goes to the superior: everything that is missing, at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from akun.kewenangan import Konteks
from inti.errors import UseCaseError
from kinerja.models import SKP, JenisHasil, RencanaHasilKerja
from kinerja.selectors.sandaran import list_hasil_atasan, list_sasaran_untuk


@dataclass(frozen=True)
class Kurang:
    """One thing that is missing: what, how to mend it, and the result that lacks it; None where a result itself is missing."""

    pesan: str
    saran: str
    baris: RencanaHasilKerja | None = None
    dasar: str = ""


class SkpBelumLengkapError(UseCaseError):
    """Something is missing before the SKP can be submitted; `kurang` is all of it."""

    def __init__(self, kurang: Sequence[Kurang]) -> None:
        saran = kurang[0].saran if len(kurang) == 1 else _("Lengkapi semuanya, lalu ajukan.")
        super().__init__(" ".join(k.pesan for k in kurang), fix=saran, dasar=next((k.dasar for k in kurang if k.dasar), ""))
        self.kurang = tuple(kurang)


def periksa_lengkap(skp: SKP, konteks: Konteks) -> None:
    """Raise SkpBelumLengkapError with everything that is missing."""
    if kurang := list_kurang(skp, list(skp.rencana.prefetch_related("indikator").order_by("-jenis", "pk"))):
        raise SkpBelumLengkapError(kurang)


def list_kurang(skp: SKP, baris: Sequence[RencanaHasilKerja]) -> list[Kurang]:
    """At least one main result, each with a measure, each hung on something above where there is something.

    baris   the results of the SKP with their measures. Two queries more where a main result hangs on nothing.
    """
    kurang = []
    if not any(b.jenis == JenisHasil.UTAMA for b in baris):
        kurang.append(
            Kurang(_("SKP ini belum punya hasil kerja utama."), _("Tambahkan paling sedikit satu hasil kerja, lalu ajukan."))
        )
    lepas = [b for b in baris if _tanpa_sandaran(b)]
    lepas = lepas if lepas and ada_sandaran(skp) else []
    for b in baris:
        if not b.indikator.all():
            kurang.append(_tanpa_ukuran(b))
        if b in lepas:
            kurang.append(_lepas(b))
    return kurang


def ada_sandaran(skp: SKP) -> bool:
    """Whether there is anything above that a result could hang on. At most two queries."""
    return list_hasil_atasan(skp.pegawai, skp.tahun).exists() or list_sasaran_untuk(skp.unit, skp.tahun).exists()


def _tanpa_sandaran(baris: RencanaHasilKerja) -> bool:
    return baris.jenis == JenisHasil.UTAMA and baris.intervensi_id is None and baris.sasaran_id is None


def _tanpa_ukuran(baris: RencanaHasilKerja) -> Kurang:
    return Kurang(
        _("“%(hasil)s” belum punya ukuran.") % {"hasil": baris.uraian},
        _("Buka hasil kerja itu dan isi paling sedikit satu ukuran."),
        baris,
        dasar="PermenPANRB 6/2022",
    )


def _lepas(baris: RencanaHasilKerja) -> Kurang:
    return Kurang(
        _("“%(hasil)s” belum tersambung ke hasil di atasnya.") % {"hasil": baris.uraian},
        _("Pilih hasil atasan atau sasaran unit yang dibantu hasil kerja itu."),
        baris,
    )
