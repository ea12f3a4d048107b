"""A city in which one person and one sender can be recognised by every protected field, wherever it comes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import CharField, DateField, DecimalField, Field, JSONField, TextField
from django.utils import formats
from oauth2_provider.models import get_access_token_model

from akun.cakupan import CakupanTerdaftar
from akun.konteks import sistem
from akun.models import Pengguna
from akun.perlindungan import TERLINDUNG, Terlindung
from akun.services import create_klien_api
from forum.services.kirim import create_aspirasi
from forum.services.moderasi import forward_aspirasi
from forum.services.topik import create_topik
from kinerja.models import BuktiDukung, KemajuanKerja
from kinerja.services.rencana import create_dialog, save_perilaku
from kompetensi.models import Pendaftaran
from layanan.perubahan_data import jenis
from layanan.perubahan_data.services import create_usul
from organisasi.models import UnitKerja
from pegawai.models import Pegawai
from tests.akun.factories import buat_pengguna, konteks_of
from tests.aturan.factories import buat_usulan, petugas
from tests.forum.factories import CERITA, pengunjung
from tests.kinerja.factories import Kantor, ajukan, baris, buat_kantor, buat_orang, catat, nilai, sepakati
from tests.kompetensi.factories import ajukan_luar, buat_angkatan, buat_penyelenggara, daftarkan, luluskan

# Values that many others share can't be told apart on a page: choices, small numbers, references, and the file's own name.
TAK_TERBEDAKAN = {
    ("pegawai.DataPribadi", "status_kawin"),
    ("kinerja.SKP", "status"),
    ("kinerja.EvaluasiPeriodik", "predikat"),
    ("kompetensi.CatatanJP", "jp"),
    ("kompetensi.Sertifikat", "nomor"),  # printed on the certificate; the public check shows it to whoever holds the paper
    ("forum.PengirimAspirasi", "akun"),
}
LAHIR = date(1971, 11, 13)


@dataclass
class Tanda:
    """A protected field, and how its value may read where it comes out."""

    data: Terlindung
    kolom: str
    rupa: tuple[str, ...]

    @property
    def nama(self) -> tuple[str, str]:
        """Model and field."""
        return self.data.model._meta.label, self.kolom


@dataclass
class Dunia:
    """The cast, the marks, and what addresses need."""

    akun: dict[str, Pengguna]
    tokoh: Pegawai
    token: str
    klien_id: int
    contoh: dict[str, dict[str, Any]]
    tanda: list[Tanda] = field(default_factory=list)

    def subjek(self, data: Terlindung) -> str:
        """The public code under which a receipt about such data stands."""
        return self.contoh["aspirasi"]["kode"] if data.kelompok == "pengirim" else self.tokoh.kode


def bangun() -> Dunia:
    """The city. The person is a clerk with an agreed SKP, evidence, a judgement, trainings; the sender left name and contact."""
    kantor = buat_kantor()
    tokoh = kantor.pegawai
    contoh = {"tokoh": {"kode": tokoh.kode}, **_kinerja(kantor), **_kompetensi(tokoh)}
    akun = {
        "admin_bkpsdm": kantor.admin, "atasan": kantor.atasan.akun, "kadis": kantor.kadis.akun, "pegawai": kantor.rekan.akun,
        "pengelola_opd": buat_pengguna("pengelola_opd", unit=kantor.dinas, sandi=None),
        "mitra": contoh.pop("mitra")["akun"],
        **{p: buat_pengguna(p, sandi=None) for p in ("auditor", "pimpinan", "tim_penilai", "moderator", "warga")},
    }  # fmt: skip
    contoh |= _forum(akun, kantor.dinas) | _lain(kantor, tokoh) | _layanan(kantor)
    buat_usulan(petugas())  # open, so that its touched people are a report
    klien, token = _klien()
    dunia = Dunia(akun, tokoh, token, klien, contoh)
    _tandai(dunia)
    return dunia


def _kinerja(kantor: Kantor) -> dict[str, dict[str, Any]]:
    skp = sepakati(kantor, kantor.pegawai)
    konteks = kantor.konteks(kantor.pegawai)
    catat(kantor, skp)
    hasil = nilai(kantor, skp)
    draf = ajukan(kantor, kantor.rekan)
    create_dialog(konteks=kantor.konteks(kantor.rekan), rencana=baris(draf), isi="Bolehkah begini?")
    save_perilaku(konteks=kantor.konteks(kantor.atasan), skp=draf, ekspektasi={"akuntabel": "Tepat waktu"})
    # The talk and the expectations above belong to a plan that is still talked about; here they are the person's.
    draf.rencana.get().dialog.update(rencana=baris(skp))
    draf.perilaku.update(skp=skp)
    return {
        "skp": {"kode": skp.kode},
        "evaluasi": {"kode": hasil.kode},
        "rencana": {"kode": skp.kode, "kode_hasil": baris(skp).kode},
        "kemajuan": {"kode": KemajuanKerja.objects.get(skp=skp).kode},
        "bukti": {"kode": BuktiDukung.objects.get(pegawai_id=konteks.pegawai_id).kode},
        "nilai": {"kode": skp.kode, "periode": "2026-tw3"},
        "unit": {"kode": kantor.bidang.kode},
    }


def _kompetensi(tokoh: Pegawai) -> dict[str, dict[str, Any]]:
    mitra = buat_pengguna("mitra", sandi=None)
    penyelenggara = buat_penyelenggara(mitra)
    sertifikat = luluskan(tokoh, buat_angkatan(penyelenggara=penyelenggara))
    menunggu = daftarkan(tokoh, buat_angkatan(penyelenggara=penyelenggara))
    luar = ajukan_luar(tokoh)
    return {
        "mitra": {"akun": mitra},
        "sertifikat": {"kode": sertifikat.kode},
        "kode_publik": {"kode": sertifikat.kode},
        "pendaftaran": {"kode": menunggu.kode},
        "angkatan": {"kode": Pendaftaran.objects.get(pk=menunggu.pk).angkatan.kode},
        "pelatihan": {"kode": menunggu.angkatan.pelatihan.kode},
        "penyelenggara": {"kode": penyelenggara.kode},
        "luar": {"kode": luar.kode},
        "jam": {"kode": tokoh.kode, "tahun": 2026},
    }


def _forum(akun: dict[str, Pengguna], dinas: UnitKerja) -> dict[str, dict[str, Any]]:
    isi = {"jenis": "pengaduan", "judul": "Lampu jalan mati", "isi": CERITA, "nama": "Nama", "kontak": "Kontak"}
    aspirasi, _kode = create_aspirasi(konteks=pengunjung(), lembar="dunia", **isi)
    moderator = konteks_of(akun["moderator"])
    forward_aspirasi(konteks=moderator, aspirasi=aspirasi, unit=dinas)
    topik = create_topik(konteks=moderator, judul="Jam lampu", pertanyaan="Pukul berapa lampu menyala?")
    return {
        "aspirasi": {"kode": aspirasi.kode},
        "topik": {"kode": topik.kode},
        "langkah": {"kode": aspirasi.kode, "langkah": "pengirim"},
    }


def _lain(kantor: Kantor, tokoh: Pegawai) -> dict[str, dict[str, Any]]:
    orang = buat_orang("Orang Lain Uji", unit=kantor.bidang)
    jabatan = tokoh.jabatan
    assert jabatan
    return {
        "jabatan": {"kode": jabatan.kode},
        "mutasi": {"kode": tokoh.kode, "nomor": tokoh.riwayat_jabatan.get().pk},
        "orang_lain": {"kode": orang.kode},
    }


def _layanan(kantor: Kantor) -> dict[str, dict[str, Any]]:
    macam, nilai_baru = jenis.DAFTAR["telepon"], {"nomor_hp": "0812 9999 0000"}
    usul = create_usul(konteks=kantor.konteks(kantor.pegawai), macam=macam, nilai=nilai_baru, keterangan="Ganti nomor")
    return {"usul": {"kode": usul.kode}}


def _klien() -> tuple[int, str]:
    """A machine client with every scope, and a token."""
    cakupan = sorted(CakupanTerdaftar().get_all_scopes())
    baru = create_klien_api(konteks=sistem(), nama="Uji", cakupan=cakupan, penanggung_jawab="Diskominfo Uji")
    get_access_token_model().objects.create(
        application=baru.klien.aplikasi,
        token="token-uji",
        scope=" ".join(cakupan),
        expires=datetime(2099, 1, 1, tzinfo=UTC),
    )
    return baru.klien.pk, "token-uji"


# --- marks ------------------------------------------------------------------------------------------


def _tandai(dunia: Dunia) -> None:
    """Give every protected field of the person and the sender a value that nobody else has."""
    for n, data in enumerate(TERLINDUNG):
        nilai_baru = {}
        for m, kolom in enumerate(data.kolom):
            if (data.model._meta.label, kolom) in TAK_TERBEDAKAN:
                continue
            nilai_baru[kolom], rupa = _nilai(data.model._meta.get_field(kolom), n * 10 + m)
            dunia.tanda.append(Tanda(data, kolom, rupa))
        rows = data.model._default_manager.filter(**{data.jalan_kode: dunia.subjek(data)})
        assert rows.exists(), f"dunia uji tidak memuat {data.model.__name__} tokohnya"
        rows.update(**nilai_baru)


def _nilai(bidang: Field[Any, Any], n: int) -> tuple[Any, tuple[str, ...]]:
    """A value, and the ways in which it may read."""
    if isinstance(bidang, JSONField):  # the values of a proposal, by field
        return {"nomor_hp": f"zq{n}xrahasia"}, (f"zq{n}xrahasia",)
    if bidang.name == "nik":
        return "9917171304710001", ("9917171304710001", "9917 1713 0471 0001")
    if isinstance(bidang, DateField):
        hari = LAHIR.replace(day=LAHIR.day + n % 15)
        return hari, (hari.isoformat(), formats.date_format(hari, "j F Y"), f"{hari:%d-%m-%Y}")
    if isinstance(bidang, DecimalField):
        return Decimal("73519.27"), ("73519.27", "73519,27", "73.519,27")
    assert isinstance(bidang, CharField | TextField), bidang
    teks = f"zq{n}xrahasia"
    teks = f"{teks}@contoh.invalid" if "mail" in bidang.name else f"https://{teks}.invalid/" if bidang.name == "tautan" else teks
    return teks, (teks,)
