"""Inputs, topics and the people around them, for tests: made by the product's own services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from akun.kewenangan import Konteks
from akun.konteks import build, sistem
from akun.models import Pengguna
from alur.models import Jejak, Pemegang
from forum.models import Aspirasi, Topik
from forum.selectors.hitungan import with_dukungan
from forum.services.kirim import create_aspirasi
from forum.services.meja import answer_aspirasi
from forum.services.moderasi import forward_aspirasi
from forum.services.pengawas import propose_pengawas
from forum.services.topik import create_topik
from organisasi.models import UnitKerja
from tests.akun.factories import buat_pengguna
from tests.organisasi.factories import buat_unit

WIB = ZoneInfo("Asia/Jakarta")
CERITA = "Lampu jalan di depan masjid mati sejak dua minggu. Anak-anak pulang mengaji gelap-gelapan."

ISIAN_KIRIM = {
    "jenis": "pengaduan", "judul": "Lampu jalan Pancuran Pinang mati", "isi": CERITA, "lokasi": "Pancuran Pinang", "situs": "",
}  # fmt: skip


def pukul(tahun: int, bulan: int, hari: int, jam: int = 9) -> datetime:
    """An instant in the city's time."""
    return datetime(tahun, bulan, hari, jam, tzinfo=WIB)


def pengunjung() -> Konteks:
    """Somebody without an account."""
    return build(AnonymousUser())


@dataclass
class Kota:
    """A small city: two offices, one of them examines complaints about people, and one account of each role."""

    pusat: UnitKerja
    dinas: UnitKerja
    bidang: UnitKerja
    lain: UnitKerja
    inspektorat: UnitKerja
    moderator: Pengguna
    pengelola: Pengguna
    pengelola_lain: Pengguna
    pengelola_inspektorat: Pengguna
    pimpinan: Pengguna
    auditor: Pengguna
    admin: Pengguna
    warga: Pengguna
    mitra: Pengguna

    def konteks(self, nama: str) -> Konteks:
        """What the permission table knows of one of them."""
        return build(getattr(self, nama))


def buat_kota() -> Kota:
    """The small city."""
    pusat = buat_unit("Kota Uji")
    dinas, lain, inspektorat = (buat_unit(n, pusat) for n in ("Dinas Lampu Uji", "Dinas Lain Uji", "Inspektorat Uji"))
    kota = Kota(
        pusat=pusat,
        dinas=dinas,
        bidang=buat_unit("Bidang Penerangan Uji", dinas),
        lain=lain,
        inspektorat=inspektorat,
        moderator=buat_pengguna("moderator", sandi=None),
        pengelola=buat_pengguna("pengelola_opd", unit=dinas, sandi=None),
        pengelola_lain=buat_pengguna("pengelola_opd", unit=lain, sandi=None),
        pengelola_inspektorat=buat_pengguna("pengelola_opd", unit=inspektorat, sandi=None),
        pimpinan=buat_pengguna("pimpinan", sandi=None),
        auditor=buat_pengguna("auditor", sandi=None),
        admin=buat_pengguna("admin_bkpsdm", sandi=None),
        warga=buat_pengguna("warga", nama="Rahasia Sekali", sandi=None),
        mitra=buat_pengguna("mitra", nama="Komite Sekolah Uji", sandi=None),
    )
    propose_pengawas(konteks=sistem(), unit=inspektorat, dasar="SK uji")
    return kota


def buat_aspirasi(konteks: Konteks | None = None, **lain: Any) -> tuple[Aspirasi, str]:
    """An ordinary complaint with its tracking code."""
    isi = {"jenis": "pengaduan", "judul": "Lampu jalan Pancuran Pinang mati", "isi": CERITA, "lokasi": "Pancuran Pinang"}
    return create_aspirasi(konteks=konteks or pengunjung(), lembar=uuid4().hex, **(isi | lain))


def teruskan(kota: Kota, aspirasi: Aspirasi, unit: UnitKerja | None = None, **lain: Any) -> Aspirasi:
    """Route it to the office."""
    return forward_aspirasi(konteks=kota.konteks("moderator"), aspirasi=aspirasi, unit=unit or kota.dinas, **lain)


def jawab(kota: Kota, aspirasi: Aspirasi, **lain: Any) -> Aspirasi:
    """Let the office answer it."""
    isi = {"isi": "Lampu diganti hari Senin oleh petugas kami.", "atas_nama": "Kepala Dinas Lampu Uji"}
    answer_aspirasi(konteks=kota.konteks("pengelola"), aspirasi=aspirasi, **(isi | lain))
    aspirasi.refresh_from_db()
    return aspirasi


def jejak(aspirasi: Aspirasi) -> list[Jejak]:
    """The lines of its trail, oldest first."""
    return list(Jejak.objects.select_related("unit").filter(proses="aspirasi", kode=aspirasi.kode).order_by("pk"))


def pemegang(aspirasi: Aspirasi) -> Pemegang:
    """Who holds it now."""
    return Pemegang.objects.get(proses="aspirasi", kode=aspirasi.kode)


def dukungan(aspirasi: Aspirasi) -> int:
    """How many others say the same, counted now."""
    return with_dukungan(Aspirasi.objects.filter(pk=aspirasi.pk)).get().jumlah_dukungan


def keberatan(aspirasi: Aspirasi) -> int:
    """How often the sender objected, counted now."""
    return with_dukungan(Aspirasi.objects.filter(pk=aspirasi.pk)).get().jumlah_keberatan


def buat_topik(kota: Kota, **lain: Any) -> Topik:
    """A topic of the office that listens without end."""
    isi = {"judul": "Jam lampu jalan", "pertanyaan": "Pukul berapa lampu jalan sebaiknya menyala?", "unit": kota.dinas}
    return create_topik(konteks=kota.konteks("pengelola"), **(isi | lain))


def kirim(client: Client, lembar: str, **lain: Any) -> Any:
    """Send the form of an ordinary complaint, for good."""
    return client.post(reverse("forum:kirim"), ISIAN_KIRIM | {"lembar": lembar, "aksi": "kirim"} | lain)
