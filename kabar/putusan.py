"""What reaches one person by which channel, and when: asked when a message is written and again before it goes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from akun.models import Pengguna
from kabar import rules
from kabar.jenis import JenisKabar
from kabar.models import JAM_RINGKASAN, CaraSurat, Langganan, Pilihan, Saluran, Sebab, buat_senyap
from kabar.rules import Senyap


@dataclass(frozen=True)
class Kesukaan:
    """What counts for one account: its address, and how its owner wants to be told."""

    pengguna_id: int
    email: str
    aktif: bool
    surat: str = CaraSurat.LANGSUNG
    jam: int = JAM_RINGKASAN
    senyap: Senyap | None = None
    bahasa: str = "id"
    perangkat: bool = False
    pilihan: dict[tuple[str, str], bool] = field(default_factory=dict)  # (kind, channel) -> on or off

    def menyalakan(self, jenis: JenisKabar, saluran: str) -> bool:
        """Whether this kind is on for this channel. A duty is always on where the kind uses the channel, but for devices."""
        if jenis.menetapkan(saluran):
            return True
        if saluran == Saluran.SURAT and self.surat == CaraSurat.TIDAK:
            return False
        return self.pilihan.get((jenis.nama, saluran), saluran in jenis.bawaan)

    def sebab_tidak(self, jenis: JenisKabar, saluran: str) -> str:
        """Why nothing goes out by this channel, '' when it does. A closed account still keeps its inbox."""
        if not self.menyalakan(jenis, saluran):
            return Sebab.DIMATIKAN
        if saluran == Saluran.KOTAK:
            return ""
        if not self.aktif:
            return Sebab.AKUN_TUTUP
        if saluran == Saluran.SURAT:
            return "" if self.email else Sebab.TANPA_ALAMAT
        return "" if self.perangkat else Sebab.TANPA_PERANGKAT

    def kumpul(self, jenis: JenisKabar, saluran: str) -> bool:
        """Whether it goes into the daily summary."""
        return saluran == Saluran.SURAT and self.surat == CaraSurat.HARIAN and not jenis.mendesak

    def waktu_kirim(self, jenis: JenisKabar, saluran: str, saat: datetime) -> datetime:
        """When it goes out. `saat` is in the city's time."""
        ringkasan = self.jam if self.kumpul(jenis, saluran) else None
        return rules.compute_kirim(saat, segera=jenis.mendesak, ringkasan=ringkasan, senyap=self.senyap)


SETELAN = ("surat", "jam_ringkasan", "senyap_mulai", "senyap_sampai", "bahasa")


def load_kesukaan(ids: Iterable[int], jenis: Iterable[str]) -> dict[int, Kesukaan]:
    """What counts for these accounts and kinds. Three queries, however many they are; unknown keys are left out."""
    ids, jenis = list(ids), list(jenis)
    if not ids:
        return {}
    pilihan: dict[int, dict[tuple[str, str], bool]] = defaultdict(dict)
    for pk, nama, saluran, nyala in Pilihan.objects.filter(pengguna__in=ids, jenis__in=jenis).values_list(
        "pengguna_id", "jenis", "saluran", "nyala"
    ):
        pilihan[pk][nama, saluran] = nyala
    perangkat = set(Langganan.objects.filter(pengguna__in=ids).values_list("pengguna_id", flat=True))
    akun = Pengguna.objects.filter(pk__in=ids).order_by("pk")
    kolom = akun.values_list("pk", "email", "is_active", *(f"setelan_kabar__{nama}" for nama in SETELAN))
    return {
        pk: Kesukaan(
            pengguna_id=pk,
            email=email or "",
            aktif=aktif,
            surat=surat or CaraSurat.LANGSUNG,
            jam=JAM_RINGKASAN if jam is None else jam,
            senyap=buat_senyap(mulai, sampai),
            bahasa=bahasa or "id",
            perangkat=pk in perangkat,
            pilihan=pilihan.get(pk, {}),
        )
        for pk, email, aktif, surat, jam, mulai, sampai, bahasa in kolom
    }
