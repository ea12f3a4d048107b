"""Moderators read first: they check, route, merge, close with a reason, and keep the original of what they edit."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from akun.pemegang import Kantor, find_kantor, list_kantor
from forum import kabar
from forum.models import Aspirasi, Jenis, ModerasiAsli, Status, TindakanModerasi, UnitPengawas
from forum.models.aspirasi import ISI_MAKS, ISI_MIN, JUDUL_MAKS
from forum.selectors.aspirasi import get_unit_pengawas
from forum.services.langkah import catat, hari, kabarkan, kunci, melangkah, pasang_tenggat, perlu_alasan, sudah
from inti import instansi, waktu
from inti.errors import UseCaseError
from inti.teks import rapikan, rapikan_baris
from inti.versi import Suntingan, gabung
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
    verify_aspirasi(
        konteks=konteks,
        aspirasi=aspirasi,
        jenis=jenis,
        perlu_pemeriksaan=perlu_pemeriksaan,
        menyangkut_pegawai=menyangkut_pegawai,
        unit_terlapor=unit_terlapor,
        pada=pada,
    )
    if unit is None:
        return kunci(aspirasi)
    return forward_aspirasi(konteks=konteks, aspirasi=aspirasi, unit=unit, alasan=alasan, pada=pada)


@transaction.atomic
def verify_aspirasi(
    *,
    konteks: Konteks,
    aspirasi: Aspirasi,
    jenis: str,
    perlu_pemeriksaan: bool = False,
    menyangkut_pegawai: bool = False,
    unit_terlapor: UnitKerja | None = None,
    pada: datetime | None = None,
) -> Aspirasi:
    """Settle what kind of input it is. A kind that changes the deadlines gives new ones, reckoned from receipt.

    Found to be about a person, it is taken back from an office that may not handle such a thing, with every right
    that came with it, and from the public.

    unit_terlapor  where the person complained about works
    """
    kewenangan.require(konteks, "aspirasi.moderasi", aspirasi)
    aspirasi = kunci(aspirasi)
    lama = aspirasi.jenis_aturan
    aspirasi.jenis = Jenis(jenis)
    aspirasi.perlu_pemeriksaan = perlu_pemeriksaan
    aspirasi.menyangkut_pegawai = menyangkut_pegawai
    aspirasi.unit_terlapor = unit_terlapor if menyangkut_pegawai else None
    if aspirasi.jenis_aturan != lama:
        pasang_tenggat(aspirasi, hari(aspirasi.diterima_at))
    if menyangkut_pegawai:
        aspirasi.terbuka_at = None
    if aspirasi.status == Status.TERKIRIM:
        melangkah(konteks, aspirasi, Status.DIVERIFIKASI, pada=pada)
    elif aspirasi.unit and not _boleh_menangani(aspirasi, aspirasi.unit, pada or waktu.now()):
        _tarik(konteks, aspirasi, pada)
    else:
        aspirasi.save()
    return aspirasi


def _boleh_menangani(aspirasi: Aspirasi, unit: UnitKerja, pada: datetime) -> bool:
    try:
        _periksa_tujuan(aspirasi, unit, pada)
    except PengawasDuluError:
        return False
    return True


def _tarik(konteks: Konteks, aspirasi: Aspirasi, pada: datetime | None) -> None:
    """Take a locked input back from its office: what that office could see and do of it hung on the unit alone."""
    assert aspirasi.unit is not None
    alasan = _("Menyangkut seorang pegawai: ditarik dari %(unit)s, diperiksa unit pengawas.") % {"unit": aspirasi.unit.nama}
    aspirasi.unit = None
    if aspirasi.status == Status.DIBUKA_KEMBALI:  # without a unit it waits for the moderators already
        aspirasi.save()
        catat(konteks, aspirasi, dari=aspirasi.status, alasan=alasan, pada=pada or waktu.now())
        kabarkan(aspirasi)
        return
    melangkah(konteks, aspirasi, Status.DIVERIFIKASI, alasan=alasan, pada=pada)


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
    kewenangan.require(konteks, "aspirasi.moderasi", aspirasi)
    aspirasi = kunci(aspirasi)
    pada = pada or waktu.now()
    _periksa_tujuan(aspirasi, unit, pada)
    kantor = _penerima(aspirasi, unit, pada)
    alasan = _alasan_kantor(rapikan(alasan), unit, kantor)
    if aspirasi.unit_id == kantor.unit_id and sudah(konteks, aspirasi, Status.DITERUSKAN, alasan):
        return aspirasi
    if aspirasi.status == Status.TERKIRIM:
        melangkah(konteks, aspirasi, Status.DIVERIFIKASI, pada=pada)
    aspirasi.unit = unit if kantor.unit_id == unit.pk else UnitKerja.objects.get(pk=kantor.unit_id)
    melangkah(konteks, aspirasi, Status.DITERUSKAN, alasan=alasan, pada=pada)
    kabar.tell_diteruskan(aspirasi)
    return aspirasi


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


@transaction.atomic
def refer_aspirasi(*, konteks: Konteks, aspirasi: Aspirasi, alasan: str, pada: datetime | None = None) -> Aspirasi:
    """Close an input that another authority handles; the reason says which, and how to reach it."""
    return _tutup(konteks, aspirasi, Status.BUKAN_WEWENANG, alasan, pada)


@transaction.atomic
def archive_aspirasi(*, konteks: Konteks, aspirasi: Aspirasi, alasan: str, pada: datetime | None = None) -> Aspirasi:
    """Close an input that leads nowhere, with a reason that the sender reads and may object to."""
    return _tutup(konteks, aspirasi, Status.DIARSIPKAN, alasan, pada)


def _tutup(konteks: Konteks, aspirasi: Aspirasi, ke: Status, alasan: str, pada: datetime | None) -> Aspirasi:
    kewenangan.require(konteks, "aspirasi.moderasi", aspirasi)
    alasan = perlu_alasan(rapikan(alasan))
    aspirasi = kunci(aspirasi)
    if not sudah(konteks, aspirasi, ke, alasan):
        melangkah(konteks, aspirasi, ke, alasan=alasan, pada=pada)
        kabar.tell_ditutup(aspirasi)
    return aspirasi


@transaction.atomic
def merge_aspirasi(
    *, konteks: Konteks, aspirasi: Aspirasi, utama: Aspirasi, alasan: str = "", pada: datetime | None = None
) -> Aspirasi:
    """Join an input to an earlier one about the same thing: its voices count there, its sender is led there.

    Raises TujuanGabungError when `utama` is itself joined, closed, about a person, or hidden from the public.
    """
    kewenangan.require(konteks, "aspirasi.moderasi", aspirasi)
    aspirasi, utama = kunci(aspirasi), kunci(utama)
    if utama.pk == aspirasi.pk or utama.gabung_ke_id or not utama.publik or aspirasi.menyangkut_pegawai:
        raise TujuanGabungError(
            _("Suara ini tidak dapat digabung ke sana."),
            fix=_("Pilih suara lain yang terbuka untuk umum dan belum digabung, atau teruskan seperti biasa."),
            field="utama",
        )
    alasan = rapikan(alasan) or _("Hal yang sama sudah ditangani; suara Anda dihitung di sana: %(judul)s.") % {
        "judul": utama.judul
    }
    if aspirasi.gabung_ke_id == utama.pk and sudah(konteks, aspirasi, Status.DIARSIPKAN, alasan):
        return aspirasi
    aspirasi.gabung_ke = utama
    melangkah(konteks, aspirasi, Status.DIARSIPKAN, alasan=alasan, pada=pada)
    Aspirasi.objects.filter(gabung_ke=aspirasi).update(gabung_ke=utama)  # what was joined to it is about the same thing
    kabar.tell_ditutup(aspirasi)
    return aspirasi


@transaction.atomic
def edit_aspirasi(
    *, konteks: Konteks, aspirasi: Aspirasi, judul: str, isi: str, alasan: str, pada: datetime | None = None
) -> Aspirasi:
    """Take names, numbers or insults out before others read it. The original stays; the reason is shown to the sender.

    A text that stands there already changes nothing. Raises SuntinganKosongError.
    """
    kewenangan.require(konteks, "aspirasi.moderasi", aspirasi)
    alasan = perlu_alasan(rapikan(alasan))
    aspirasi = kunci(aspirasi)
    pada = pada or waktu.now()
    judul, isi = rapikan_baris(judul)[:JUDUL_MAKS], rapikan(isi)[:ISI_MAKS]
    if len(isi) < ISI_MIN or len(judul) < 5:
        raise SuntinganKosongError(
            _("Setelah disunting, hampir tidak ada yang tersisa."), fix=_("Arsipkan saja dengan alasan."), field="isi"
        )
    if (judul, isi) == (aspirasi.judul, aspirasi.isi):
        return aspirasi
    asli = ModerasiAsli.objects.create(
        aspirasi=aspirasi,
        tindakan=TindakanModerasi.SUNTING,
        judul_asli=aspirasi.judul,
        isi_asli=aspirasi.isi,
        alasan=alasan[:300],
        oleh=konteks.pengguna,
        pada_at=pada,
    )
    aspirasi.judul, aspirasi.isi = judul, isi
    aspirasi.save(update_fields=["judul", "isi"])
    catat(konteks, aspirasi, dari=aspirasi.status, alasan=_("Disunting pengawas: %(alasan)s") % {"alasan": alasan}, pada=pada)
    kabarkan(aspirasi)
    kabar.tell_disunting(aspirasi, asli.pk)
    return aspirasi


@transaction.atomic
def set_unit_pengawas(
    *, konteks: Konteks, unit: UnitKerja, dasar: str = "", mulai: date | None = None, sunting: Suntingan | None = None
) -> UnitPengawas:
    """Say which unit examines complaints about people from `mulai` (today) on. Raises BerubahError."""
    kewenangan.require(konteks, "suara.atur")
    mulai = mulai or konteks.per
    lama = UnitPengawas.objects.select_for_update().filter(masa__contains=mulai).first()
    if lama:
        unit = gabung(lama, sunting, {"unit": unit})["unit"]
    if lama and lama.masa.lower == mulai:
        lama.unit, lama.dasar = unit, dasar
        lama.save(update_fields=["unit", "dasar"])
        return lama
    if lama:
        lama.masa = DateRange(lama.masa.lower, mulai)
        lama.save(update_fields=["masa"])
    return UnitPengawas.objects.create(unit=unit, dasar=dasar, masa=DateRange(mulai, None))
