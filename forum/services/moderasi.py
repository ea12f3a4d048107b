"""Moderators read first: they check, route, merge, close with a reason, and keep the original of what they edit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from akun.kewenangan import Konteks
from akun.pemegang import Kantor, find_kantor, list_kantor
from alur import services as alur
from alur.selectors import list_jejak
from forum import kabar, lacak
from forum.models import Aspirasi, Dukungan, Jenis, ModerasiAsli, PengirimAspirasi, Status, TindakanModerasi
from forum.models.aspirasi import ISI_MAKS, ISI_MIN, JUDUL_MAKS
from forum.proses import ASPIRASI, DI_PENGAWAS
from forum.selectors.pengawas import get_unit_pengawas
from forum.services.langkah import hari, hitung_tenggat, melangkah
from inti import instansi, waktu
from inti.errors import UseCaseError
from inti.teks import rapikan, rapikan_baris
from organisasi.models import UnitKerja


class PengawasDuluError(UseCaseError):
    """A complaint about a person goes to who examines, never to that person's own unit."""


class TanpaPenerimaError(UseCaseError):
    """Nobody would receive what is sent there: a promise without a holder."""


class TujuanGabungError(UseCaseError):
    """The input to merge into can't take it."""


class SuntinganKosongError(UseCaseError):
    """An edit that leaves nothing to read."""


@transaction.atomic
def review_aspirasi(
    *,
    konteks: Konteks,
    aspirasi: Aspirasi,
    jenis: str,
    perlu_pemeriksaan: bool = False,
    menyangkut_pegawai: bool = False,
    unit_terlapor: UnitKerja | None = None,
    unit: UnitKerja | None = None,
    alasan: str = "",
    pada: datetime | None = None,
) -> Aspirasi:
    """Check an input and, with a `unit`, route it: one decision, saved whole or not at all.

    Raises what verify_aspirasi and forward_aspirasi raise.
    """
    hasil = verify_aspirasi(
        konteks=konteks,
        aspirasi=aspirasi,
        jenis=jenis,
        perlu_pemeriksaan=perlu_pemeriksaan,
        menyangkut_pegawai=menyangkut_pegawai,
        unit_terlapor=unit_terlapor,
        alasan=alasan,
        pada=pada,
    )
    if unit is None:
        return hasil
    return forward_aspirasi(konteks=konteks, aspirasi=hasil, unit=unit, alasan=alasan, pada=pada)


@transaction.atomic
def verify_aspirasi(
    *,
    konteks: Konteks,
    aspirasi: Aspirasi,
    jenis: str,
    perlu_pemeriksaan: bool = False,
    menyangkut_pegawai: bool = False,
    unit_terlapor: UnitKerja | None = None,
    alasan: str = "",
    pada: datetime | None = None,
) -> Aspirasi:
    """Settle what kind of input it is. A kind that changes the deadlines gives new ones, reckoned from receipt.

    Found to be about a person, it is taken back from an office that may not handle such a thing, with every right
    that came with it, and from the public. One moderator takes that mark off alone: auditors are told who did.

    unit_terlapor  where the person complained about works
    alasan         why the mark is taken off
    """
    alur.require(konteks, ASPIRASI, aspirasi, "periksa")
    kini = alur.lock(ASPIRASI, aspirasi)
    terlapor = unit_terlapor if menyangkut_pegawai else None
    ubah = _ubah_golongan(kini, {
        "jenis": Jenis(jenis), "perlu_pemeriksaan": perlu_pemeriksaan,
        "menyangkut_pegawai": menyangkut_pegawai, "unit_terlapor": terlapor,
    })  # fmt: skip
    ditandai = {True: "tandai", False: "lepas_tanda"}[menyangkut_pegawai] if "menyangkut_pegawai" in ubah else ""
    if kini.status == Status.TERKIRIM:
        kini = melangkah(konteks, kini, "periksa", ubah={} if ditandai else ubah, pada=pada).objek
        ubah = ubah if ditandai else {}
    if ubah:
        kata, data = rapikan(alasan) if ditandai == "lepas_tanda" else "", _data_golongan(ubah)
        kini = melangkah(konteks, kini, ditandai or "golongkan", alasan=kata, ubah=ubah, data=data, pada=pada).objek
    if ditandai == "lepas_tanda":
        kabar.tell_tanda_dilepas(konteks, kini, beralasan=bool(kata))
    if kini.unit and kini.status in DI_PENGAWAS and not _boleh_menangani(kini, kini.unit, pada or waktu.now()):
        kini = _tarik(konteks, kini, kini.unit, pada)
    return kini


def _ubah_golongan(kini: Aspirasi, nilai: Mapping[str, Any]) -> dict[str, Any]:
    """What the check changes on a locked input, by column, with the deadlines and the openness that follow."""
    lama = kini.jenis_aturan
    ubah = {kolom: isi for kolom, isi in nilai.items() if getattr(kini, kolom) != isi}
    for kolom, isi in ubah.items():
        setattr(kini, kolom, isi)
    if kini.jenis_aturan != lama:
        ubah |= hitung_tenggat(kini.jenis_aturan, hari(kini.diterima_at))
    if kini.menyangkut_pegawai and kini.terbuka_at:
        ubah["terbuka_at"] = None
    return ubah


def _data_golongan(ubah: Mapping[str, Any]) -> dict[str, Any]:
    """What the trail keeps of it: kind and flags, and of the unit complained about no more than tells it from another."""
    data = {kolom: ubah[kolom] for kolom in ("jenis", "perlu_pemeriksaan", "menyangkut_pegawai") if kolom in ubah}
    terlapor = ubah.get("unit_terlapor")
    return data | ({"unit_terlapor": lacak.sidik(terlapor.kode)} if terlapor else {})


def _boleh_menangani(aspirasi: Aspirasi, unit: UnitKerja, pada: datetime) -> bool:
    try:
        _periksa_tujuan(aspirasi, unit, pada)
    except PengawasDuluError:
        return False
    return True


def _tarik(konteks: Konteks, aspirasi: Aspirasi, unit: UnitKerja, pada: datetime | None) -> Aspirasi:
    """Take an input back from its office: what that office could see and do of it hung on the unit alone."""
    alasan = gettext_noop("Menyangkut seorang pegawai: ditarik dari %(unit)s, diperiksa unit pengawas.") % {"unit": unit.nama}
    return melangkah(konteks, aspirasi, "tarik", alasan=alasan, ubah={"unit": None}, pada=pada).objek


@transaction.atomic
def forward_aspirasi(
    *, konteks: Konteks, aspirasi: Aspirasi, unit: UnitKerja, alasan: str = "", pada: datetime | None = None
) -> Aspirasi:
    """Send an input to the unit that shall handle it; from 'terkirim' it counts as checked, too.

    A unit without officers of its own is answered for by the nearest office above: that one holds the input, and
    the trail says so. From now on strangers may read it, unless it is confidential or about a person. The same
    again changes nothing.

    Raises PengawasDuluError when it is about a person and `unit` is not the one that examines, TanpaPenerimaError
    where nobody would receive it.
    """
    alur.require(konteks, ASPIRASI, aspirasi, "teruskan")
    kini, pada = alur.lock(ASPIRASI, aspirasi), pada or waktu.now()
    _periksa_tujuan(kini, unit, pada)
    kantor = _penerima(kini, unit, pada)
    alasan = _alasan_kantor(rapikan(alasan), unit, kantor)
    if kini.unit_id == kantor.unit_id and _sudah_diteruskan(konteks, kini, alasan):
        return kini
    if kini.status == Status.TERKIRIM:
        kini = melangkah(konteks, kini, "periksa", pada=pada).objek
    tujuan = unit if kantor.unit_id == unit.pk else UnitKerja.objects.get(pk=kantor.unit_id)
    asal = kini.unit if kini.unit_id != tujuan.pk else None
    data = {"ke_unit": tujuan.nama} | ({"dari_unit": asal.nama} if asal else {})
    aksi = "teruskan_ulang" if asal else "teruskan"
    gerak = melangkah(konteks, kini, aksi, alasan=alasan, ubah={"unit": tujuan}, data=data, pada=pada)
    kabar.tell_diteruskan(gerak.objek)
    return gerak.objek


def _sudah_diteruskan(konteks: Konteks, aspirasi: Aspirasi, alasan: str) -> bool:
    """Whether its last step is that the same person sent it where it lies now, with the same words: once more changes nothing."""
    if aspirasi.status != Status.DITERUSKAN:
        return False
    terakhir = list_jejak(ASPIRASI, aspirasi.kode)[-1].jejak
    return terakhir.ke == Status.DITERUSKAN and (terakhir.oleh_id, terakhir.alasan) == (konteks.pengguna.pk, alasan)


def _penerima(aspirasi: Aspirasi, unit: UnitKerja, pada: datetime) -> Kantor:
    """The office that will receive it; never the one of the person complained about."""
    terlapor = aspirasi.unit_terlapor.jalur if aspirasi.unit_terlapor else ""
    semua = list_kantor("aspirasi.jawab", hari(pada))
    kantor = find_kantor(semua, unit.jalur, kecuali=[j for j in semua if terlapor.startswith(j)])
    if kantor is None or not _boleh_menangani(aspirasi, UnitKerja(nama=kantor.nama, jalur=kantor.jalur), pada):
        raise TanpaPenerimaError(
            _("Belum ada petugas yang menerima suara warga untuk %(unit)s, juga di kantor yang boleh menerimanya di atasnya.")
            % {"unit": unit.nama},
            fix=_("Pilih unit lain, atau minta admin %(badan)s menunjuk pengelola untuk unit itu lebih dulu.") % instansi.kata(),
            field="unit",
        )
    return kantor


def _alasan_kantor(alasan: str, unit: UnitKerja, kantor: Kantor) -> str:
    """The message to the sender, with the truth about who holds it where that is not the unit that was meant."""
    if kantor.unit_id == unit.pk:
        return alasan
    kata = _("Untuk %(unit)s, yang belum punya petugas sendiri; diterima %(kantor)s.") % {
        "unit": unit.nama,
        "kantor": kantor.nama,
    }
    return f"{kata} {alasan}".strip()


def _periksa_tujuan(aspirasi: Aspirasi, unit: UnitKerja, pada: datetime) -> None:
    """A complaint about a person goes to the examining unit; where that one is concerned itself, anywhere but below it."""
    if not aspirasi.menyangkut_pegawai:
        return
    penetapan = get_unit_pengawas(hari(pada))
    pengawas = penetapan.unit if penetapan else None
    terlapor = aspirasi.unit_terlapor
    if pengawas is None:
        raise PengawasDuluError(
            _("Belum ditetapkan unit mana yang memeriksa pengaduan tentang pegawai."),
            fix=_("Minta admin %(badan)s menetapkannya di meja suara warga, bagian unit pengawas.") % instansi.kata(),
            field="unit",
        )
    if terlapor and terlapor.jalur.startswith(pengawas.jalur):
        if unit.jalur.startswith(pengawas.jalur):
            raise PengawasDuluError(
                _("Yang diadukan bekerja di %(unit)s sendiri.") % {"unit": pengawas.nama},
                fix=_("Teruskan ke unit lain di atasnya, misalnya Sekretariat Daerah."),
                field="unit",
            )
    elif not unit.jalur.startswith(pengawas.jalur):
        raise PengawasDuluError(
            _("Pengaduan tentang seorang pegawai tidak dikirim ke unitnya sendiri."),
            fix=_("Teruskan ke %(unit)s.") % {"unit": pengawas.nama},
            field="unit",
        )


def refer_aspirasi(
    *, konteks: Konteks, aspirasi: Aspirasi, alasan: str, versi: int | None = None, pada: datetime | None = None
) -> Aspirasi:
    """Close an input that another authority handles; the reason says which, and how to reach it. Raises as archive_aspirasi."""
    return _tutup(konteks, aspirasi, "bukan_wewenang", alasan, versi, pada)


def archive_aspirasi(
    *, konteks: Konteks, aspirasi: Aspirasi, alasan: str, versi: int | None = None, pada: datetime | None = None
) -> Aspirasi:
    """Close an input that leads nowhere, with a reason that the sender reads and may object to.

    Raises BukanPemegangError, LangkahTidakAdaError, VersiBerbedaError, AlasanKosongError.
    """
    return _tutup(konteks, aspirasi, "arsipkan", alasan, versi, pada)


@transaction.atomic
def _tutup(konteks: Konteks, aspirasi: Aspirasi, aksi: str, alasan: str, versi: int | None, pada: datetime | None) -> Aspirasi:
    gerak = melangkah(konteks, aspirasi, aksi, alasan=rapikan(alasan), versi=versi, pada=pada)
    if gerak.baru:
        kabar.tell_ditutup(gerak.objek)
    return gerak.objek


@transaction.atomic
def merge_aspirasi(
    *,
    konteks: Konteks,
    aspirasi: Aspirasi,
    utama: Aspirasi,
    alasan: str = "",
    versi: int | None = None,
    pada: datetime | None = None,
) -> Aspirasi:
    """Join an input to an earlier one about the same thing: its voices count there, its sender is led there.

    Raises TujuanGabungError when `utama` is itself joined, closed, about a person, or hidden from the public;
    BukanPemegangError, LangkahTidakAdaError, VersiBerbedaError.
    """
    alur.require(konteks, ASPIRASI, aspirasi, "gabung")
    # In one order, or two merges of the same pair, each into the other, would wait for each other.
    utama = {o.pk: alur.lock(ASPIRASI, o) for o in sorted((aspirasi, utama), key=lambda o: o.pk)}[utama.pk]

    def gabung_ke(kini: Aspirasi) -> dict[str, Any]:
        if utama.pk == kini.pk or utama.gabung_ke_id or not utama.publik or kini.menyangkut_pegawai:
            raise TujuanGabungError(
                _("Suara ini tidak dapat digabung ke sana."),
                fix=_("Pilih suara lain yang terbuka untuk umum dan belum digabung, atau teruskan seperti biasa."),
                field="utama",
            )
        return {"gabung_ke": utama}

    # In Indonesian, for the citizen reads it, and without the title there: it may be edited later because it names somebody, and a reason stays as it is.
    alasan = rapikan(alasan) or gettext_noop("Hal yang sama sudah disampaikan lebih dulu; suara Anda dihitung di sana.")
    data = {"utama": utama.kode, "terbuka": aspirasi.publik}  # whether strangers knew it: find_utama
    gerak = melangkah(konteks, aspirasi, "gabung", alasan=alasan, versi=versi, ubah=gabung_ke, data=data, pada=pada)
    if gerak.baru:
        # What was joined to it is about the same thing.
        Aspirasi.objects.filter(gabung_ke=gerak.objek).update(gabung_ke=utama)
        _lepas_dukungan_ganda(utama)
        kabar.tell_ditutup(gerak.objek)
    return gerak.objek


def _lepas_dukungan_ganda(utama: Aspirasi) -> None:
    """Whoever sent one of the inputs that count together speaks by it: their support of another of them would count twice.

    Supporters are known by a fingerprint for one object alone, so only senders with an account are found. Three queries.
    """
    bersama = Aspirasi.objects.filter(Q(pk=utama.pk) | Q(gabung_ke=utama))
    kode = dict(bersama.values_list("pk", "kode"))
    akun = PengirimAspirasi.objects.filter(aspirasi__in=kode, akun__isnull=False).values_list("akun_id", flat=True)
    sidik = [lacak.jejak(f"akun {pk}", satu) for pk in set(akun) for satu in kode.values()]
    Dukungan.objects.filter(aspirasi__in=kode, jejak__in=sidik).delete()


@transaction.atomic
def edit_aspirasi(
    *, konteks: Konteks, aspirasi: Aspirasi, judul: str, isi: str, alasan: str, pada: datetime | None = None
) -> Aspirasi:
    """Take names, numbers or insults out before others read it. The original stays; the reason is shown to the sender.

    A text that stands there already changes nothing.

    Raises SuntinganKosongError, BukanPemegangError, LangkahTidakAdaError, AlasanKosongError.
    """
    alur.require(konteks, ASPIRASI, aspirasi, "sunting")
    kini, alasan = alur.lock(ASPIRASI, aspirasi), rapikan(alasan)
    judul, isi = rapikan_baris(judul)[:JUDUL_MAKS], rapikan(isi)[:ISI_MAKS]
    if len(isi) < ISI_MIN or len(judul) < 5:
        raise SuntinganKosongError(
            _("Setelah disunting, hampir tidak ada yang tersisa."), fix=_("Arsipkan saja dengan alasan."), field="isi"
        )
    if (judul, isi) == (kini.judul, kini.isi):
        return kini
    pada = pada or waktu.now()
    gerak = melangkah(
        konteks,
        kini,
        "sunting",
        alasan=alasan,
        ubah={"judul": judul, "isi": isi},
        data={"naskah": lacak.sidik(f"{judul} {isi}")},
        pada=pada,
    )
    asli = ModerasiAsli.objects.create(
        aspirasi=gerak.objek,
        tindakan=TindakanModerasi.SUNTING,
        judul_asli=kini.judul,
        isi_asli=kini.isi,
        alasan=alasan[:300],
        oleh=konteks.pengguna,
        pada_at=pada,
    )
    kabar.tell_disunting(gerak.objek, asli.pk)
    return gerak.objek
