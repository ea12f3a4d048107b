"""Messages about assignments for a time (Plt, Plh, Pj): to whoever is assigned, and to whoever holds the post beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from kabar import jenis
from kabar.jenis import JenisKabar, Nilai
from kabar.penerima import Akun
from kabar.services import Kejadian, kirim, kirim_banyak
from pegawai.kabar import MUTASI
from pegawai.models import Pegawai, RiwayatJabatan

jenis.register(
    # An assignment for a time: one's own post stays. Where the holder of the post is there (Plh), decisions stay at that desk.
    JenisKabar(
        nama="mutasi.sementara",
        judul=_("Penugasan sementara saya dicatat"),
        subjek=_("Penugasan sementara Anda dicatat"),
        kata=_(
            "Dari %(tmt)s sampai %(akhir)s Anda bertugas sebagai %(jabatan)s di %(unit)s. "
            "Jabatan Anda sendiri tetap. Atasan Anda: %(atasan)s."
        ),
        rincian=_("Bila ini keliru, hubungi %(badan)s."),
        tujuan="pegawai:profil",
        kelompok=MUTASI,
        wajib=True,
    ),
    JenisKabar(
        nama="mutasi.sementara_diperbaiki",
        judul=_("Catatan penugasan sementara saya diperbaiki"),
        subjek=_("Catatan penugasan sementara Anda diperbaiki"),
        kata=_(
            "Catatan penugasan sementara Anda sekarang: %(jabatan)s di %(unit)s, dari %(tmt)s sampai %(akhir)s. "
            "Jabatan Anda sendiri tetap. Atasan Anda: %(atasan)s."
        ),
        rincian=_("Ini menggantikan kabar sebelumnya. Bila ini keliru, hubungi %(badan)s."),
        tujuan="pegawai:profil",
        kelompok=MUTASI,
        wajib=True,
    ),
    JenisKabar(
        nama="mutasi.mendampingi",
        judul=_("Penugasan sementara saya di jabatan yang ada pemegangnya dicatat"),
        subjek=_("Penugasan sementara Anda dicatat"),
        kata=_(
            "Dari %(tmt)s sampai %(akhir)s Anda bertugas sebagai %(jabatan)s di %(unit)s. "
            "Jabatan itu dipegang %(pemegang)s, jadi keputusannya tetap di meja pejabat itu. Jabatan Anda sendiri tetap."
        ),
        rincian=_("Keputusan itu sampai di meja Anda bila pejabatnya menitipkan tugasnya. Bila ini keliru, hubungi %(badan)s."),
        tujuan="pegawai:profil",
        kelompok=MUTASI,
        wajib=True,
    ),
    JenisKabar(
        nama="mutasi.didampingi",
        judul=_("Seseorang ditugasi di jabatan saya"),
        subjek=_("Seseorang ditugasi di jabatan Anda"),
        kata=_(
            "%(nama)s ditugasi sebagai %(jabatan)s di %(unit)s dari %(tmt)s sampai %(akhir)s. "
            "Keputusan Anda tetap di meja Anda sendiri."
        ),
        rincian=_("Bila Anda tidak di tempat dan keputusannya harus beralih, titipkan tugas Anda kepada wakil."),
        tujuan="pegawai:wakil-saya",
        argumen=False,
        kelompok=MUTASI,
        wajib=True,
    ),
    JenisKabar(
        nama="mutasi.tidak_didampingi",
        judul=_("Penugasan seseorang di jabatan saya ditarik"),
        subjek=_("Penugasan seseorang di jabatan Anda ditarik"),
        kata=_("Catatan penugasan %(nama)s sebagai %(jabatan)s di %(unit)s dari %(tmt)s sampai %(akhir)s ditarik."),
        rincian=_("Keputusan Anda tetap di meja Anda sendiri."),
        tujuan="pegawai:wakil-saya",
        argumen=False,
        kelompok=MUTASI,
        wajib=True,
    ),
    # A definitive holder (again), beside somebody who acts in the post: the acting one decides there no more.
    JenisKabar(
        nama="mutasi.ada_pemegang",
        judul=_("Jabatan yang saya isi sementara ada pemegangnya"),
        subjek=_("Jabatan yang Anda isi sementara ada pemegangnya"),
        kata=_(
            "Mulai %(tmt)s jabatan %(jabatan)s di %(unit)s dipegang %(nama)s, "
            "jadi sejak hari itu keputusannya ada di meja pejabat itu."
        ),
        rincian=_("Penugasan Anda di jabatan itu masih tercatat. Bila seharusnya sudah berakhir, hubungi %(badan)s."),
        tujuan="pegawai:profil",
        kelompok=MUTASI,
        wajib=True,
    ),
)


def tell_didampingi(nama: str, baris: RiwayatJabatan, pemegang: Pegawai, *, kunci: str = "") -> None:
    """Tell the holder of a post that somebody is assigned to it for a time, or no more.

    kunci   what makes it another event than the recording of the assignment: the holder who came (back) to it
    """
    isi: dict[str, Nilai] = {
        "nama": baris.pegawai.nama_lengkap,
        "jabatan": baris.sebutan,
        "unit": baris.jabatan.unit.nama,
        "tmt": baris.tmt_jabatan,
        "akhir": baris.hari_terakhir or _("diakhiri"),
    }
    kepada = [Akun(pemegang.akun_id)] if pemegang.akun_id else []
    kirim(nama, kepada=kepada, subjek=("mutasi", pemegang.kode), kunci=kunci or baris.pk, isi=isi)


def tell_ada_pemegang(pemegang: RiwayatJabatan, mulai: date, pelaksana: Sequence[RiwayatJabatan]) -> None:
    """Tell those who act in a post that somebody holds it from a day on. A constant number of statements."""
    isi: dict[str, Nilai] = {
        "nama": pemegang.pegawai.nama_lengkap,
        "jabatan": pemegang.jabatan.nama,
        "unit": pemegang.jabatan.unit.nama,
        "tmt": mulai,
    }
    kejadian = [
        Kejadian(("mutasi", p.pegawai.kode), [Akun(p.pegawai.akun_id)], f"{pemegang.pk}-{p.pk}", isi)
        for p in pelaksana
        if p.pegawai.akun_id
    ]
    if kejadian:
        kirim_banyak("mutasi.ada_pemegang", kejadian)
