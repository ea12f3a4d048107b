"""From an answer to a published change: an office proposes, a moderator publishes, the office reports on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.antre import antre
from akun.kewenangan import Konteks
from forum import kabar as pesan
from forum import tautan
from forum.models import Aspirasi, Hasil, Hubungan, KabarTindakLanjut, Tautan, TindakLanjut, Topik
from forum.services.langkah import hari
from inti import audit, peristiwa, waktu
from inti.errors import UseCaseError
from inti.teks import rapikan, rapikan_baris
from inti.versi import Suntingan, gabung
from organisasi.models import UnitKerja


class JanjiTanpaTanggalError(UseCaseError):
    """Work in progress without a day on which it shall be done."""


class TindakLanjutKosongError(UseCaseError):
    """A follow-up that doesn't say what was asked or what came of it."""


class SudahTerbitError(UseCaseError):
    """It was published before."""


class ObjekAsingError(UseCaseError):
    """A kind of object that nobody registered."""


@transaction.atomic
def create_tindak_lanjut(
    *,
    konteks: Konteks,
    unit: UnitKerja,
    judul: str,
    ditanyakan: str,
    jawab: str,
    hasil: str,
    dijanjikan: date | None = None,
    aspirasi: Collection[Aspirasi] = (),
    topik: Collection[Topik] = (),
    pada: datetime | None = None,
) -> TindakLanjut:
    """Propose a follow-up in the name of `unit`, joined to the inputs and topics it answers.

    The same proposal again, while it waits to be published, is the one that stands.

    dijanjikan  the day by which work in progress shall be done; needed for 'dikerjakan', dropped otherwise

    Raises TindakLanjutKosongError, JanjiTanpaTanggalError; PermissionDenied for another office's inputs.
    """
    kewenangan.require(konteks, "tindak_lanjut.usul", unit)
    for a in aspirasi:
        kewenangan.require(konteks, "aspirasi.jawab", a)
    pada = pada or waktu.now()
    isi = {
        "unit": unit,
        "judul": rapikan_baris(judul)[:120],
        "ditanyakan": rapikan(ditanyakan)[:3000],
        "jawab": rapikan(jawab)[:3000],
        "hasil": Hasil(hasil),
        "dijanjikan": _janji(Hasil(hasil), dijanjikan),
        "diusulkan_oleh": konteks.pengguna,
    }
    _periksa_isi(isi)
    antre(konteks)
    with audit.explain(actor=konteks.pengguna, why="usul tindak lanjut"):
        baru, dibuat = TindakLanjut.objects.get_or_create(**isi, terbit_at=None, defaults={"diusulkan_at": pada})
    for jenis, objek in (*(("aspirasi", a.kode) for a in aspirasi), *(("topik", t.kode) for t in topik)):
        _sambung(konteks, ("tindak_lanjut", baru.kode), Hubungan.MENINDAKLANJUTI, (jenis, objek), hari(pada))
    if dibuat:
        pesan.tell_usul(baru)
    return baru


def _janji(hasil: str, dijanjikan: date | None) -> date | None:
    if hasil != Hasil.DIKERJAKAN:
        return None
    if dijanjikan is None:
        raise JanjiTanpaTanggalError(
            _("Pekerjaan ini belum punya tanggal selesai."),
            fix=_("Tulis kapan dijanjikan selesai. Bila meleset, kabarkan sebabnya."),
            field="dijanjikan",
        )
    return dijanjikan


def _periksa_isi(isi: Mapping[str, Any]) -> None:
    for bidang, paling_sedikit in (("judul", 5), ("ditanyakan", 20), ("jawab", 20)):
        if len(isi[bidang]) < paling_sedikit:
            raise TindakLanjutKosongError(
                _("Bagian ini masih terlalu singkat."), fix=_("Tulis yang dapat dipahami tetangga Anda."), field=bidang
            )


@transaction.atomic
def publish_tindak_lanjut(*, konteks: Konteks, tindak_lanjut: TindakLanjut, pada: datetime | None = None) -> TindakLanjut:
    """Publish what an office proposed.

    Raises SudahTerbitError.
    """
    kewenangan.require(konteks, "tindak_lanjut.terbit", tindak_lanjut)
    baris = TindakLanjut.objects.select_for_update(of=("self",)).select_related("unit").get(pk=tindak_lanjut.pk)
    if baris.terbit_at:
        raise SudahTerbitError(_("Sudah terbit."), fix=_("Perkembangan berikutnya ditulis sebagai kabar."))
    baris.terbit_oleh, baris.terbit_at = konteks.pengguna, pada or waktu.now()
    with audit.explain(actor=konteks.pengguna, why="tindak lanjut diterbitkan"):
        baris.save()
    _kabarkan(baris)
    pesan.tell_terbit(baris)
    return baris


@transaction.atomic
def add_kabar(
    *,
    konteks: Konteks,
    tindak_lanjut: TindakLanjut,
    isi: str,
    hasil: str,
    dijanjikan: date | None = None,
    sunting: Suntingan | None = None,
    pada: datetime | None = None,
) -> KabarTindakLanjut:
    """Report on a published follow-up: done, delayed until another day, or found impossible after all.

    The same news again is the one that stands. With `sunting` a result that was not touched stays as it is now.

    Raises TindakLanjutKosongError, JanjiTanpaTanggalError, BerubahError.
    """
    kewenangan.require(konteks, "tindak_lanjut.kabar", tindak_lanjut)
    baris = TindakLanjut.objects.select_for_update(of=("self",)).select_related("unit").get(pk=tindak_lanjut.pk)
    isi = rapikan(isi)[:3000]
    if len(isi) < 20:
        raise TindakLanjutKosongError(
            _("Kabarnya masih terlalu singkat."), fix=_("Ceritakan apa yang terjadi dan apa berikutnya."), field="isi"
        )
    hasil = gabung(baris, sunting, {"hasil": hasil})["hasil"]
    baris.hasil, baris.dijanjikan = Hasil(hasil), _janji(Hasil(hasil), dijanjikan)
    terakhir = baris.kabar.order_by("-pk").first()
    if terakhir and _sama(terakhir, oleh_id=konteks.pengguna.pk, isi=isi, hasil=baris.hasil, dijanjikan=baris.dijanjikan):
        return terakhir
    with audit.explain(actor=konteks.pengguna, why="kabar tindak lanjut"):
        baris.save()
    kabar = KabarTindakLanjut.objects.create(
        tindak_lanjut=baris,
        isi=isi,
        hasil=baris.hasil,
        dijanjikan=baris.dijanjikan,
        oleh=konteks.pengguna,
        pada_at=pada or waktu.now(),
    )
    _kabarkan(baris)
    pesan.tell_perkembangan(kabar)
    return kabar


def _sama(kabar: KabarTindakLanjut, **isi: Any) -> bool:
    return all(getattr(kabar, nama) == nilai for nama, nilai in isi.items())


@transaction.atomic
def create_tautan(
    *, konteks: Konteks, tindak_lanjut: TindakLanjut, hubungan: str, jenis: str, kode: str, pada: date | None = None
) -> Tautan:
    """Join a follow-up to another object of the chain, e.g. to the target of an office that carries it.

    Raises ObjekAsingError for a kind that nobody registered.
    """
    kewenangan.require(konteks, "tindak_lanjut.kabar", tindak_lanjut)
    return _sambung(konteks, ("tindak_lanjut", tindak_lanjut.kode), Hubungan(hubungan), (jenis, kode), pada or konteks.per)


def _sambung(konteks: Konteks, dari: tuple[str, str], hubungan: Hubungan, ke: tuple[str, str], pada: date) -> Tautan:
    if not tautan.dikenal(ke[0]):
        raise ObjekAsingError(_("Jenis ini tidak dapat dihubungkan."), fix=_("Pilih dari daftar."), field="jenis")
    baris, _baru = Tautan.objects.get_or_create(
        dari_jenis=dari[0],
        dari_kode=dari[1],
        hubungan=hubungan,
        ke_jenis=ke[0],
        ke_kode=ke[1],
        defaults={"pada": pada, "oleh": konteks.pengguna},
    )
    return baris


def _kabarkan(baris: TindakLanjut) -> None:
    peristiwa.publish("forum.tindak_lanjut", unit_id=baris.unit_id, jalur=baris.unit.jalur)
