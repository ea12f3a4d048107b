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
from alur import services as alur
from forum import kabar as pesan
from forum import lacak, tautan
from forum.models import Aspirasi, Hasil, Hubungan, KabarTindakLanjut, Tautan, TindakLanjut, Topik
from forum.proses_tindak_lanjut import TINDAK_LANJUT
from forum.services.langkah import hari
from inti import audit, waktu
from inti.errors import UseCaseError
from inti.penjelasan import tulis_nilai
from inti.teks import rapikan, rapikan_baris
from inti.versi import Suntingan, gabung
from organisasi.models import UnitKerja


class JanjiTanpaTanggalError(UseCaseError):
    """Work in progress without a day on which it shall be done."""


class TindakLanjutKosongError(UseCaseError):
    """A follow-up that doesn't say what was asked or what came of it."""


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
        alur.begin(konteks=konteks, proses=TINDAK_LANJUT, objek=[baru], aksi="usulkan", pada=pada)
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
def publish_tindak_lanjut(
    *, konteks: Konteks, tindak_lanjut: TindakLanjut, versi: int | None = None, pada: datetime | None = None
) -> TindakLanjut:
    """Publish what an office proposed. Twice is the same as once.

    Raises BukanPemegangError, LangkahTidakAdaError (somebody else has published it), VersiBerbedaError.
    """
    pada = pada or waktu.now()
    dikerjakan = tindak_lanjut.hasil == Hasil.DIKERJAKAN
    gerak = alur.move(
        konteks=konteks, proses=TINDAK_LANJUT, objek=tindak_lanjut, aksi="terbitkan" if dikerjakan else "terbitkan_tuntas",
        versi=versi, ubah={"terbit_oleh": konteks.pengguna, "terbit_at": pada}, data=_data(ke=tindak_lanjut.dijanjikan), pada=pada,
    )  # fmt: skip
    if gerak.baru:
        pesan.tell_terbit(gerak.objek)
    return gerak.objek


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

    The same news again is the one that stands. With `sunting` a result or a promise that was not touched
    stays as it is now.

    Raises TindakLanjutKosongError, JanjiTanpaTanggalError, BerubahError, BukanPemegangError, LangkahTidakAdaError.
    """
    alur.require(konteks, TINDAK_LANJUT, tindak_lanjut, "kabarkan")
    kini, pada, isi = alur.lock(TINDAK_LANJUT, tindak_lanjut), pada or waktu.now(), rapikan(isi)[:3000]
    if len(isi) < 20:
        raise TindakLanjutKosongError(
            _("Kabarnya masih terlalu singkat."), fix=_("Ceritakan apa yang terjadi dan apa berikutnya."), field="isi"
        )
    ada = {"hasil": kini.hasil, "dijanjikan": kini.janji_berlaku(hari(pada))}
    nilai = gabung(kini, sunting, {"hasil": hasil, "dijanjikan": dijanjikan}, ada)
    hasil = Hasil(nilai["hasil"])
    janji = _janji(hasil, nilai["dijanjikan"])
    kabar = KabarTindakLanjut(isi=isi, hasil=hasil, dijanjikan=janji, oleh=konteks.pengguna, pada_at=pada)
    terakhir = kini.kabar.order_by("-pk").first()
    if terakhir and _sama(terakhir, oleh_id=kabar.oleh_id, isi=isi, hasil=hasil, dijanjikan=kabar.dijanjikan):
        return terakhir
    gerak = alur.move(
        konteks=konteks, proses=TINDAK_LANJUT, objek=kini, aksi=_aksi_kabar(kini, kabar),
        ubah={"hasil": hasil, "dijanjikan": kabar.dijanjikan},
        data={**_data(dari=kini.dijanjikan, ke=kabar.dijanjikan), "kabar": lacak.sidik(isi)}, pada=pada,
    )  # fmt: skip
    kabar.tindak_lanjut = gerak.objek
    kabar.save(force_insert=True)
    pesan.tell_perkembangan(kabar)
    return kabar


def _aksi_kabar(kini: TindakLanjut, kabar: KabarTindakLanjut) -> str:
    """Which step a piece of news is: another result, another promise, or no more than words."""
    if kabar.hasil != kini.hasil:
        return {Hasil.DIKERJAKAN: "kerjakan_lagi", Hasil.BERUBAH: "berubah", Hasil.TIDAK_BISA: "tidak_bisa"}[Hasil(kabar.hasil)]
    return "geser_janji" if kabar.dijanjikan != kini.dijanjikan else "kabarkan"


def _data(**hari: date | None) -> dict[str, str]:
    """Days as they are read, for the words of the trail."""
    return {nama: tulis_nilai(nilai) for nama, nilai in hari.items() if nilai}


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
