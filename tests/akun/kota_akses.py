"""A small city in which something of every kind exists: what the crawler walks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.test import Client

from akun.kewenangan import Konteks
from akun.models import Pengguna, Peran
from forum.services.tindak_lanjut import create_tindak_lanjut, publish_tindak_lanjut
from forum.services.topik import create_kiriman
from impor.services import create_impor
from laporan import mesin
from laporan.services import create_pekerjaan
from layanan.perubahan_data.jenis import DAFTAR
from layanan.perubahan_data.services import create_usul, return_usul
from pegawai import services
from pegawai.services import IsiMutasi
from tests.akun.factories import buat_pengguna, konteks_of
from tests.aturan import factories as aturan
from tests.forum import factories as forum
from tests.impor.buku import baris, orang_ke, tulis_csv
from tests.kinerja import factories as kinerja
from tests.kompetensi import factories as kompetensi
from tests.organisasi.factories import buat_jabatan

ANONIM = "anonim"
TINDAK_LANJUT = {
    "judul": "Lampu jalan menyala lagi",
    "ditanyakan": "Lampu jalan mati dua minggu.",
    "jawab": "Dua puluh enam titik menyala sejak Senin.",
    "hasil": "berubah",
}


@dataclass(frozen=True)
class Pengunjung:
    """A browser in which somebody of this role has signed in, and what the permission table knows of them."""

    klien: Client
    konteks: Konteks


@contextmanager
def kota_sementara(berkas: Path) -> Iterator[dict[str, Pengunjung]]:
    """The whole city for as long as it is looked at, on its day; nothing of it stays.

    berkas   a folder for the files that it needs
    """
    with pytest.MonkeyPatch.context() as tambal, transaction.atomic(), time_machine.travel("2026-11-24 09:00+07:00", tick=True):
        tambal.setattr(settings, "MEDIA_ROOT", str(berkas))
        yield buat_kota_lengkap(berkas)
        transaction.set_rollback(True)


def buat_kota_lengkap(berkas: Path) -> dict[str, Pengunjung]:
    """Make the city by its own services; return one visitor a role.

    berkas   a folder for the files that it needs
    """
    kota = forum.buat_kota()
    kantor = kinerja.buat_kantor()
    _isi_suara(kota)
    _isi_kinerja(kantor)
    _isi_pelatihan(kantor, kota.mitra)
    _isi_kepegawaian(kantor, berkas)
    _isi_usul(kantor)
    akun: dict[str, Pengguna] = {
        "pegawai": kantor.pegawai.akun,
        "atasan": kantor.atasan.akun,
        "pengelola_opd": buat_pengguna("pengelola_opd", unit=kantor.dinas, sandi=None),
        "admin_bkpsdm": kantor.admin,
        "tim_penilai": buat_pengguna("tim_penilai", sandi=None),
        **{peran: getattr(kota, peran) for peran in ("pimpinan", "moderator", "auditor", "warga", "mitra")},
    }
    assert set(akun) == set(Peran.values), "peran baru: siapa pengunjungnya?"
    return {ANONIM: Pengunjung(Client(), Konteks(pengguna=None))} | {p: _masuk(a) for p, a in akun.items()}


def _masuk(akun: Pengguna) -> Pengunjung:
    klien = Client()
    klien.force_login(akun)
    return Pengunjung(klien, konteks_of(akun))


def _isi_suara(kota: forum.Kota) -> None:
    """A voice at each desk, an answered one that became a change, and a topic in which somebody spoke."""
    forum.buat_aspirasi()
    forum.teruskan(kota, forum.buat_aspirasi(judul="Lampu di tangga pasar mati")[0])
    dijawab = forum.jawab(kota, forum.teruskan(kota, forum.buat_aspirasi(judul="Lampu di dermaga mati")[0]))
    pengelola, moderator = kota.konteks("pengelola"), kota.konteks("moderator")
    for judul in ("Usul yang menunggu", "Lampu jalan menyala lagi"):
        usul = create_tindak_lanjut(konteks=pengelola, unit=kota.dinas, aspirasi=[dijawab], **(TINDAK_LANJUT | {"judul": judul}))
    publish_tindak_lanjut(konteks=moderator, tindak_lanjut=usul)
    create_kiriman(
        konteks=kota.konteks("warga"),
        topik=forum.buat_topik(kota),
        lembar=uuid4().hex,
        isi="Pukul enam sore, sebelum gelap.",
        tampilkan_nama=False,
    )


def _isi_kinerja(kantor: kinerja.Kantor) -> None:
    """A target, and an SKP in each state: judged, waiting, being written."""
    dinilai = kinerja.sepakati(kantor, kantor.pegawai)
    for hari in (kinerja.HARI, date(kinerja.TAHUN, 9, 1)):  # the quarter before is still to be judged
        kinerja.catat(kantor, dinilai, hari=hari)
    kinerja.nilai(kantor, dinilai)
    kinerja.ajukan(kantor, kantor.rekan)
    disusun = kinerja.buat_skp(kantor, kantor.atasan)
    sasaran = kinerja.buat_sasaran(kantor.dinas, kantor.konteks(kantor.admin))
    disusun.rencana.update(sasaran=sasaran)  # ready to be handed in


def _isi_pelatihan(kantor: kinerja.Kantor, mitra: Pengguna) -> None:
    """Open runs, one of them a partner's; an enrolment that waits; a certificate; evidence of a seminar."""
    nanti = {"tanggal_mulai": date(2026, 12, 10), "tanggal_selesai": date(2026, 12, 12), "batas_daftar": date(2026, 12, 5)}
    kompetensi.buat_angkatan(**nanti)
    terbuka = kompetensi.buat_angkatan(penyelenggara=kompetensi.buat_penyelenggara(mitra), **nanti)
    kompetensi.daftarkan(kantor.rekan, terbuka)
    kompetensi.luluskan(kantor.pegawai)
    kompetensi.ajukan_luar(kantor.pegawai)


def _isi_kepegawaian(kantor: kinerja.Kantor, berkas: Path) -> None:
    """A move, a saved view, a finished report, a list that waits to be brought in."""
    admin = kantor.konteks(kantor.admin)
    isi = IsiMutasi(jabatan=buat_jabatan(kantor.dinas), tmt=date(2026, 10, 1), nomor_sk="800/7", alasan="Mengisi jabatan kosong")
    services.create_mutasi(konteks=admin, pegawai=kantor.rekan, isi=isi)
    services.create_tampilan(konteks=admin, nama="Golongan III", kueri="golongan=III/c")
    laporan = create_pekerjaan(
        konteks=admin, jenis="laporan.duk", judul="DUK", parameter={"isian": {}, "ringkas": ""}, format="csv"
    )
    mesin.jalankan(laporan.kode)
    with tulis_csv(berkas / "daftar.csv", [baris(), orang_ke(7, EMAIL="rusak@@contoh")]).open("rb") as daftar:
        impor = create_impor(konteks=admin, berkas=File(daftar, "daftar.csv"), per=kinerja.HARI)
    mesin.jalankan(impor.pekerjaan_kode)


def _isi_usul(kantor: kinerja.Kantor) -> None:
    """A person's correction that waits for an officer, one that came back, and a new value of law that waits for another officer."""
    usul = partial(create_usul, konteks=kantor.konteks(kantor.pegawai))
    usul(macam=DAFTAR["telepon"], nilai={"nomor_hp": "0812 9999 0000"})
    hp = usul(macam=DAFTAR["telepon"], nilai={"nomor_hp": "0812 9999 0000"}, konteks=kantor.konteks(kantor.rekan))
    return_usul(konteks=kantor.konteks(kantor.admin), usul=hp, versi=hp.versi, alasan="Nomor ini sudah dipakai orang lain.")
    petugas = aturan.petugas()
    aturan.ajukan(petugas, aturan.buat_usulan(petugas))
