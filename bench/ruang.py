"""Rows of the other rooms, so that their pages have something to show: plans, trainings, topics."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from akun.konteks import sistem
from akun.models import Pengguna
from forum.models import Topik
from inti import audit, waktu
from kinerja import rekap
from kinerja.models import SKP, RencanaHasilKerja
from kinerja.services.periode import open_tahun
from kompetensi.models import Angkatan, JenisPelatihan, Pelatihan, Penyelenggara
from organisasi.models import UnitKerja
from pegawai.models import Pegawai

PER_ORANG = 50  # one training and one topic for so many people
SEKALI = 2000  # plans a statement
HASIL = ("Layanan selesai tepat waktu", "Arsip tertata dan mudah ditemukan")


def isi_ruang(pembuat: Pengguna) -> None:
    """Give every employee a plan with two results, and the city trainings and topics in proportion to its people."""
    hari = waktu.today()
    with transaction.atomic(), audit.explain(actor=pembuat, why="isi untuk pengukuran"):
        open_tahun(konteks=sistem(), tahun=hari.year)
        _isi_skp(hari)
        jumlah = max(10, Pegawai.objects.count() // PER_ORANG)
        _isi_pelatihan(hari, jumlah)
        _isi_topik(pembuat, jumlah)
        rekap.bangun([hari.year])


def _isi_skp(hari: date) -> None:
    """Plans by the portion: a large city's would not fit into memory at once."""
    tanpa_skp = Pegawai.objects.filter(skp__isnull=True, unit__isnull=False, atasan__isnull=False)
    orang = list(tanpa_skp.values_list("pk", "unit_id", "jabatan_id", "atasan_id"))
    for awal in range(0, len(orang), SEKALI):
        skp = SKP.objects.bulk_create(
            [
                SKP(
                    pegawai_id=pk, tahun=hari.year, unit_id=unit, jabatan_id=jabatan, penilai_id=atasan, status="disepakati", diajukan=hari, disepakati=hari
                )
                for pk, unit, jabatan, atasan in orang[awal : awal + SEKALI]
            ]
        )  # fmt: skip
        RencanaHasilKerja.objects.bulk_create([RencanaHasilKerja(skp=s, uraian=uraian) for s in skp for uraian in HASIL])


def _isi_pelatihan(hari: date, jumlah: int) -> None:
    penyelenggara, _baru = Penyelenggara.objects.get_or_create(
        nama="BKPSDM Kota Sibolga",
        defaults={"jenis": "internal", "penandatangan": "Kepala BKPSDM", "penandatangan_jabatan": "Kepala BKPSDM"},
    )
    jenis = JenisPelatihan.objects.order_by("kode").first()
    ada = Pelatihan.objects.count()
    pelatihan = Pelatihan.objects.bulk_create(
        Pelatihan(judul=f"Pelatihan pelayanan {n}", uraian="Melayani warga dengan ramah.", jenis=jenis, jp=10, cara="daring")
        for n in range(ada, jumlah)
    )
    mulai = hari + timedelta(days=30)
    Angkatan.objects.bulk_create(
        Angkatan(
            pelatihan=p, penyelenggara=penyelenggara, nama="Angkatan I", tanggal_mulai=mulai, tanggal_selesai=mulai, tempat="Aula", kuota=40, batas_daftar=mulai
        )
        for p in pelatihan
    )  # fmt: skip


def _isi_topik(pembuat: Pengguna, jumlah: int) -> None:
    unit = UnitKerja.objects.filter(induk__isnull=False).order_by("pk").first()
    Topik.objects.bulk_create(
        Topik(judul=f"Topik kota {n}", pertanyaan="Bagaimana sebaiknya?", unit=unit, dibuka_oleh=pembuat, dibuka_at=waktu.now())
        for n in range(Topik.objects.count(), jumlah)
    )
