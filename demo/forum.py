"""The citizens' room of the demonstration city: inputs in every state, topics, follow-ups, refusals included.

Everything goes through the room's own services, with the instants of the past given
as they would be for inputs that came from another channel.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.text import slugify

from akun.kewenangan import Konteks
from akun.konteks import build, sistem
from akun.services import confirm_peran, create_penugasan_peran
from demo.kota import DATA, KEDUA, Kota
from forum.models import Aspirasi, Kiriman, Topik
from forum.services import kirim, kiriman, meja, moderasi, pengawas, pengirim, tindak_lanjut, topik
from inti import waktu
from organisasi.models import UnitKerja
from pegawai.models import Pegawai

PENGAWAS = "Inspektorat"
BERBICARA = ("pegawai", "atasan", "pengelola_opd", "tim_penilai", "moderator", "warga", "mitra", "pimpinan")
Isi = dict[str, Any]


@dataclass
class Warga:
    """What the loading remembers: units and their officers, inputs and topics by their key in the file."""

    kota: Kota
    unit: dict[str, UnitKerja]
    petugas: dict[str, Konteks] = field(default_factory=dict)
    aspirasi: dict[str, Aspirasi] = field(default_factory=dict)
    topik: dict[str, Topik] = field(default_factory=dict)

    def saat(self, hari: float, jam: int = 9) -> datetime:
        """An instant so many days ago, never in the future."""
        lalu = datetime.combine(self.kota.tanggal, time(jam, 5), waktu.zona()) - timedelta(days=hari)
        return min(lalu, waktu.now())

    def pengunjung(self) -> Konteks:
        """Somebody without an account."""
        return build(AnonymousUser(), self.kota.tanggal)


def muat(kota: Kota) -> None:
    """Fill the citizens' room."""
    isi = json.loads((DATA / "suara.json").read_text(encoding="utf-8"))
    nama = {b["unit"] for bagian in isi.values() for b in bagian if b["unit"]} | {PENGAWAS}
    warga = Warga(kota, {u.nama: u for u in UnitKerja.objects.filter(nama__in=nama)})
    awal = kota.tanggal - timedelta(days=300)
    pengawas.propose_pengawas(konteks=sistem(), unit=warga.unit[PENGAWAS], dasar="Kota contoh", mulai=awal)
    _tugaskan(warga)
    for b in isi["aspirasi"]:
        _aspirasi(warga, b)
    for b in isi["topik"]:
        _topik(warga, b)
    for b in isi["tindak_lanjut"]:
        _tindak_lanjut(warga, b)
    pengirim.close_senyap(konteks=sistem(), per=kota.tanggal)


def _tugaskan(warga: Warga) -> None:
    """One officer for each office, from its own people."""
    pilihan: dict[str, Pegawai] = {}
    for nama, unit in warga.unit.items():
        orang = Pegawai.objects.filter(unit__jalur__startswith=unit.jalur, jabatan__memimpin=False).order_by("-nama_urut", "pk")
        if calon := orang.first():
            pilihan[nama] = calon
    warga.kota.buka(list(pilihan.values()))
    for nama, petugas in pilihan.items():
        petugas.refresh_from_db(fields=["akun"])
        assert petugas.akun is not None
        tugas = create_penugasan_peran(
            konteks=warga.kota.konteks(KEDUA),  # who opened their accounts gives them no role
            pengguna=petugas.akun,
            peran="pengelola_opd",
            unit=warga.unit[nama],
            mulai=warga.kota.tanggal - timedelta(days=300),
            dasar="Kota contoh",
        )
        confirm_peran(konteks=warga.kota.konteks("admin_bkpsdm"), tugas=tugas, versi=tugas.versi)
        warga.petugas[nama] = build(petugas.akun, warga.kota.tanggal)


def _aspirasi(warga: Warga, b: Isi) -> None:
    """Send one input and walk it to its state."""
    aspirasi, _kode = kirim.create_aspirasi(
        konteks=warga.pengunjung(),
        lembar=f"contoh-{b['kunci']}",
        jenis=b["jenis"],
        judul=b["judul"],
        isi=b["isi"],
        lokasi=b["lokasi"],
        nama=b.get("nama", ""),
        # Who left a name is told by mail; in the demonstration mails are read on a page.
        kontak=f"{slugify(b['nama'])}@contoh.invalid" if b.get("nama") else "",
        anonim=b.get("anonim", False),
        rahasia=b.get("rahasia", False),
        menyangkut_pegawai=b.get("pegawai", False),
        pada=warga.saat(b["hari"], 7),
    )
    warga.aspirasi[b["kunci"]] = aspirasi
    _moderasi(warga, b, aspirasi)
    for n in range(b["dukungan"]):
        kirim.support_aspirasi(konteks=warga.pengunjung(), kode=aspirasi.kode, siapa=f"contoh {n}")


def _moderasi(warga: Warga, b: Isi, aspirasi: Aspirasi) -> None:
    """What a moderator did with it."""
    konteks, tahap = warga.kota.konteks("moderator"), b["tahap"]
    dasar: Isi = {"konteks": konteks, "aspirasi": aspirasi, "pada": warga.saat(b["hari"] - 1, 10)}
    if tahap == "diverifikasi":
        moderasi.verify_aspirasi(**dasar, jenis=b["jenis"])
    elif tahap == "bukan_wewenang":
        moderasi.refer_aspirasi(**dasar, alasan=b["alasan"])
    elif tahap == "diarsipkan":
        moderasi.archive_aspirasi(**dasar, alasan=b["alasan"])
    elif tahap == "gabung":
        moderasi.merge_aspirasi(**dasar, utama=warga.aspirasi[b["utama"]])
    elif tahap != "terkirim":
        moderasi.forward_aspirasi(**dasar, unit=warga.unit[b["unit"]])
        _dinas(warga, b, aspirasi)


def _dinas(warga: Warga, b: Isi, aspirasi: Aspirasi) -> None:
    """What the office and the sender did."""
    petugas, tahap = warga.petugas[b["unit"]], b["tahap"]
    if tahap == "diteruskan":
        return
    meja.accept_aspirasi(konteks=petugas, aspirasi=aspirasi, pada=warga.saat(b["hari"] - 2))
    if tahap == "diproses":
        return
    jawab = {"isi": b["jawab"], "atas_nama": b["atas_nama"]}
    meja.answer_aspirasi(konteks=petugas, aspirasi=aspirasi, **jawab, pada=warga.saat(b["hari"] - 4, 11))
    balas: Isi = {
        "konteks": warga.pengunjung(),
        "kode": aspirasi.kode,
        "dipegang": [aspirasi.kode],
        "pada": warga.saat(b["hari"] - 6, 19),
    }
    if tahap == "selesai":
        pengirim.confirm_aspirasi(**balas, isi=b["kata"])
    elif tahap == "dibuka_kembali":
        pengirim.object_aspirasi(**balas, isi=b["kata"])


def _topik(warga: Warga, b: Isi) -> None:
    """Open one topic, let people speak, agree, flag, and the office answer."""
    unit, kota = warga.unit.get(b["unit"]), warga.kota

    def tanggal(hari: int | None) -> Any:
        return None if hari is None else kota.tanggal + timedelta(days=hari)

    baru = topik.create_topik(
        konteks=warga.petugas[b["unit"]] if unit else kota.konteks("moderator"),
        unit=unit,
        judul=b["judul"],
        pertanyaan=b["pertanyaan"],
        latar=b["latar"],
        mendengar_sampai=tanggal(b["sampai"]),
        keputusan_pada=tanggal(b["keputusan"]),
        pada=warga.saat(b["hari"]),
    )
    warga.topik[b["kunci"]] = baru
    tulisan = [_kiriman(warga, baru, n, b["hari"] - 1 - n, *k) for n, k in enumerate(b["kiriman"])]
    for n, alasan in b.get("sembunyikan", []):
        kiriman.hide_kiriman(konteks=kota.konteks("moderator"), kiriman=tulisan[n], alasan=alasan, pada=warga.saat(b["hari"] - 8))
    for n, alasan in b.get("laporkan", []):
        kiriman.report_kiriman(konteks=kota.konteks("atasan"), kode=tulisan[n].kode, alasan=alasan)
    if unit and "jawab" in b:
        hari = min(3, b["hari"] // 3)
        topik.answer_topik(
            konteks=warga.petugas[b["unit"]], topik=baru, isi=b["jawab"], atas_nama=b["atas_nama"], pada=warga.saat(hari)
        )


def _kiriman(warga: Warga, di: Topik, n: int, hari: int, peran: str, isi: str, tampil: bool, setuju: int) -> Kiriman:
    baru = topik.create_kiriman(
        konteks=warga.kota.konteks(peran),
        topik=di,
        lembar=f"contoh-{di.kode}-{n}",
        isi=isi,
        tampilkan_nama=tampil,
        pada=warga.saat(hari, 20),
    )
    for pendukung in BERBICARA[:setuju]:
        topik.agree_kiriman(konteks=warga.kota.konteks(pendukung), kode=baru.kode)
    return baru


def _tindak_lanjut(warga: Warga, b: Isi) -> None:
    """Propose, publish and report on one follow-up."""
    petugas, kota = warga.petugas[b["unit"]], warga.kota

    def janji(hari: int | None) -> Any:
        return None if hari is None else kota.tanggal + timedelta(days=hari)

    baru = tindak_lanjut.create_tindak_lanjut(
        konteks=petugas,
        unit=warga.unit[b["unit"]],
        judul=b["judul"],
        ditanyakan=b["ditanyakan"],
        jawab=b["jawab"],
        hasil=b["hasil"],
        dijanjikan=janji(b["janji"]),
        aspirasi=[warga.aspirasi[k] for k in b["suara"]],
        topik=[warga.topik[k] for k in b["topik"]],
        pada=warga.saat(b["hari"] + 1),
    )
    tindak_lanjut.publish_tindak_lanjut(konteks=kota.konteks("moderator"), tindak_lanjut=baru, pada=warga.saat(b["hari"], 14))
    for hari, isi, hasil, baru_janji in b["kabar"]:
        tindak_lanjut.add_kabar(
            konteks=petugas, tindak_lanjut=baru, isi=isi, hasil=hasil, dijanjikan=janji(baru_janji), pada=warga.saat(hari)
        )
