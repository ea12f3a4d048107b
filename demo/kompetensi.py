"""A year of training in the demonstration city, through the services that everybody uses."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import typst
from django.core.files.uploadedfile import SimpleUploadedFile

from akun.kewenangan import Konteks
from demo.kota import DATA, KANTOR_SDM, Kota
from dokumen.periksa import periksa
from kompetensi.models import Angkatan, JenisPelatihan, Penyelenggara
from kompetensi.services import katalog, luar, pendaftaran, sertifikat
from pegawai.models import Pegawai

PESERTA = 16


@dataclass
class Ruang:
    """What the steps share: who is there, who gives trainings, and people to take part in turn."""

    kota: Kota
    admin: Konteks
    mitra: Konteks
    penyelenggara: dict[bool, Penyelenggara]
    jenis: dict[int, JenisPelatihan]
    giliran: Iterator[int]
    tim: Sequence[Pegawai]

    def pada(self, konteks: Konteks, hari: int) -> Konteks:
        """The same asker so many days from today."""
        return replace(konteks, per=self.kota.tanggal + timedelta(days=hari))

    def ambil(self, banyak: int) -> list[int]:
        """The next people, so that hours spread over the whole city."""
        return [next(self.giliran) for _ in range(banyak)]


def muat(kota: Kota) -> None:
    """Thirty trainings: some finished with certificates, some open, a few decisions waiting."""
    ruang = _siapkan(kota)
    terbuka: dict[str, Angkatan] = {}
    for isi in json.loads((DATA / "pelatihan.json").read_text(encoding="utf-8")):
        angkatan = _angkatan(ruang, isi)
        if angkatan is None:
            continue
        if isi["keadaan"] in ("selesai", "belum_dicatat"):
            _jalankan(ruang, angkatan, isi)
        elif isi["keadaan"] == "dibuka":
            _isi_sebagian(ruang, angkatan, penuh=isi.get("penuh", False))
            terbuka[isi["judul"]] = angkatan
    _tim(ruang, terbuka)
    _luar(ruang)


def _siapkan(kota: Kota) -> Ruang:
    admin, mitra = kota.konteks("admin_bkpsdm"), kota.konteks("mitra")
    kepala = Pegawai.objects.filter(unit__nama=KANTOR_SDM, jabatan__memimpin=True).select_related("jabatan").first()
    bkpsdm = katalog.save_penyelenggara(
        konteks=admin,
        nama="BKPSDM Kota Sibolga",
        jenis="internal",
        penandatangan=kepala.nama_lengkap if kepala else "Yuliana Panggabean",
        penandatangan_jabatan="Kepala BKPSDM Kota Sibolga" if kepala else "Pejabat BKPSDM Kota Sibolga",
    )
    persatuan = katalog.save_penyelenggara(
        konteks=admin,
        nama="Persatuan Guru Sibolga (contoh)",
        jenis="mitra",
        penandatangan="Rosmawati Sinaga",
        penandatangan_jabatan="Ketua Persatuan Guru Sibolga",
        akun=kota.akun["mitra"],
    )
    atasan = kota.konteks("atasan").pegawai_id
    tim = list(
        Pegawai.objects.filter(atasan=atasan).exclude(pk=kota.konteks("pegawai").pegawai_id or 0).order_by("nama_urut", "pk")[:6]
    )
    lain = Pegawai.objects.bertugas().exclude(atasan=atasan).order_by("kode").values_list("pk", flat=True)
    return Ruang(kota, admin, mitra, {False: bkpsdm, True: persatuan}, JenisPelatihan.objects.in_bulk(), iter(list(lain)), tim)


def _angkatan(ruang: Ruang, isi: dict[str, Any]) -> Angkatan | None:
    pelatihan = katalog.save_pelatihan(
        konteks=ruang.admin,
        judul=isi["judul"],
        uraian=isi["uraian"],
        jenis=ruang.jenis[isi["jenis"]],
        cara=isi["cara"],
        jp=isi.get("jp"),
        kompetensi=isi["kompetensi"],
    )
    if isi["keadaan"] == "katalog":
        return None
    mulai = ruang.kota.tanggal + timedelta(days=isi["mulai"])
    angkatan = katalog.save_angkatan(
        konteks=ruang.admin,
        pelatihan=pelatihan,
        penyelenggara=ruang.penyelenggara[isi.get("mitra", False)],
        nama=f"Angkatan I {mulai.year}",
        tanggal_mulai=mulai,
        tanggal_selesai=mulai + timedelta(days=isi["hari"] - 1),
        batas_daftar=mulai - timedelta(days=4),
        tempat=_tempat(isi),
        kuota=isi.get("kuota", 25),
    )
    if isi["keadaan"] == "rencana":
        return angkatan
    return katalog.set_pendaftaran_terbuka(konteks=ruang.admin, angkatan=angkatan, buka=True)


def _tempat(isi: dict[str, Any]) -> str:
    if isi["cara"] == "daring":
        return "Kelas daring Sibolga Belajar"
    return "SD Negeri Percontohan, Sibolga Selatan" if isi.get("mitra") else "Aula BKPSDM, Jalan Dr. F. L. Tobing"


def _jalankan(ruang: Ruang, angkatan: Angkatan, isi: dict[str, Any]) -> None:
    """Fill a past run; most come, one or two don't; certificates a day after the last."""
    kota, mulai = ruang.kota, isi["mulai"]
    peserta = ruang.ambil(PESERTA) + _tokoh(ruang, isi["judul"])
    pendaftaran.assign_peserta(
        konteks=ruang.pada(ruang.admin, mulai - 7),
        angkatan=angkatan,
        pegawai_ids=peserta,
        alasan=f"Surat tugas 800.2/{abs(mulai)}/BKPSDM/{kota.tanggal.year}",
    )
    if isi["keadaan"] != "selesai":
        return
    pelaku = ruang.pada(ruang.mitra if isi.get("mitra") else ruang.admin, mulai + isi["hari"])
    kode = list(angkatan.pendaftaran.order_by("pk").values_list("kode", flat=True))
    sertifikat.record_kehadiran(konteks=pelaku, angkatan=angkatan, hadir=set(kode[1 + len(kode) % 2 :]))
    sertifikat.issue_sertifikat(konteks=pelaku, angkatan=angkatan)


def _tokoh(ruang: Ruang, judul: str) -> list[int]:
    """Finished trainings of the demo accounts: the employee still needs some hours, the superior has enough."""
    pegawai, atasan = ruang.kota.konteks("pegawai").pegawai_id, ruang.kota.konteks("atasan").pegawai_id
    pilihan: dict[str, list[int | None]] = {
        "Dasar pelayanan publik yang ramah": [pegawai, *(p.pk for p in ruang.tim[:2])],
        "Menulis naskah dinas yang jelas": [pegawai, atasan, *(p.pk for p in ruang.tim[2:4])],
        "Pengadaan barang dan jasa tingkat dasar": [atasan, *(p.pk for p in ruang.tim[:1])],
    }
    return [pk for pk in pilihan.get(judul, []) if pk]


def _isi_sebagian(ruang: Ruang, angkatan: Angkatan, *, penuh: bool) -> None:
    banyak = angkatan.kuota if penuh else angkatan.kuota // 3
    pendaftaran.assign_peserta(
        konteks=ruang.admin, angkatan=angkatan, pegawai_ids=ruang.ambil(banyak), alasan="Usulan perangkat daerah"
    )


def _tim(ruang: Ruang, terbuka: dict[str, Angkatan]) -> None:
    """The team of the demo superior: one approved, some waiting, one refused, one on a waiting list."""
    kota, atasan = ruang.kota, ruang.kota.konteks("atasan")
    pegawai = kota.konteks("pegawai")
    disetujui = pendaftaran.create_pendaftaran(
        konteks=pegawai,
        angkatan=terbuka["Komunikasi yang menenangkan"],
        tujuan="Antrean hari Senin makin panjang; saya ingin bisa menenangkan warga.",
    )
    pendaftaran.decide_pendaftaran(konteks=atasan, pendaftaran=disetujui, setuju=True)
    pendaftaran.create_pendaftaran(
        konteks=pegawai, angkatan=terbuka["Statistik dasar untuk Satu Data"], tujuan="Saya mengisi metadata unit kita."
    )
    pendaftaran.create_pendaftaran(konteks=pegawai, angkatan=terbuka["Kecerdasan buatan di kantor: yang boleh dan yang tidak"])
    judul = (
        "Pertolongan pertama di tempat kerja",
        "Pemanfaatan data spasial untuk perencanaan kota",
        "Melayani penyandang disabilitas",
    )
    tujuan = (
        "Supaya di lantai kita ada yang bisa menolong.",
        "Untuk memetakan menara telekomunikasi.",
        "Warga berkursi roda sering datang ke loket kita.",
    )
    daftar = [
        pendaftaran.create_pendaftaran(konteks=kota.konteks_of(orang), angkatan=terbuka[j], tujuan=t)
        for orang, j, t in zip(ruang.tim, judul, tujuan, strict=False)
    ]
    if len(daftar) == len(judul):
        pendaftaran.decide_pendaftaran(
            konteks=atasan,
            pendaftaran=daftar[-1],
            setuju=False,
            alasan="Hari itu kita menyiapkan evaluasi SPBE. Ikut angkatan berikutnya, ya.",
        )


def _luar(ruang: Ruang) -> None:
    """Learning outside the catalogue: one piece of evidence accepted, one waiting."""
    pegawai, hari = ruang.kota.konteks("pegawai"), ruang.kota.tanggal
    sudah = _ajukan(
        ruang, pegawai, 15, "Mentoring pengelola jaringan baru", "Dinas Komunikasi dan Informatika", hari - timedelta(days=70)
    )
    luar.decide_belajar_luar(konteks=ruang.admin, belajar=sudah, terima=True)
    _ajukan(
        ruang,
        pegawai,
        9,
        "Seminar nasional layanan digital daerah",
        "Universitas Sumatera Utara",
        hari - timedelta(days=20),
        jp=4,
    )


def _ajukan(ruang: Ruang, konteks: Konteks, jenis: int, judul: str, penyelenggara: str, hari: date, jp: int | None = None) -> Any:
    naskah = f'#set page(width: 148mm, height: 105mm)\n#set text(lang: "id")\n= Surat keterangan\n{judul}, {penyelenggara}.\n\nData contoh.'
    berkas = SimpleUploadedFile(
        "bukti.pdf", typst.compile(naskah.encode(), ignore_system_fonts=True), content_type="application/pdf"
    )
    return luar.create_belajar_luar(
        konteks=konteks,
        jenis=ruang.jenis[jenis],
        judul=judul,
        penyelenggara=penyelenggara,
        tanggal_selesai=hari,
        bukti=periksa(berkas, bidang="bukti"),
        jp=jp,
    )
