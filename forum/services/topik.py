"""The discussion forum: topics, posts, official answers."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.antre import antre
from akun.kewenangan import Konteks
from forum import lacak
from forum.models import Dukungan, JawabanResmi, Kiriman, Topik
from forum.models.topik import KIRIMAN_MAKS, KIRIMAN_MIN, Suara
from forum.services.langkah import hari, tolak_pengawas
from forum.services.meja import baca_jawaban
from inti import audit, peristiwa, waktu
from inti.errors import UseCaseError
from inti.kendala import sekali
from inti.teks import rapikan, rapikan_baris
from organisasi.models import UnitKerja


class TopikTertutupError(UseCaseError):
    """The time of listening is over."""


class KirimanTidakWajarError(UseCaseError):
    """A post that says nothing, or more than anybody reads."""


class TopikTidakLengkapError(UseCaseError):
    """A topic that doesn't ask anything, or promises a decision before it has listened."""


@transaction.atomic
def create_topik(
    *,
    konteks: Konteks,
    judul: str,
    pertanyaan: str,
    latar: str = "",
    unit: UnitKerja | None = None,
    mendengar_sampai: date | None = None,
    keputusan_pada: date | None = None,
    pada: datetime | None = None,
) -> Topik:
    """Put a question to the public, in the name of `unit` or, without one, of the moderators.

    The same question again, while it is open, is the one that stands.

    Raises TopikTidakLengkapError; PermissionDenied for another office's name.
    """
    if unit is None:
        kewenangan.require(konteks, "topik.moderasi")
    else:
        kewenangan.require(konteks, "topik.buka", unit)
    judul, pertanyaan = rapikan_baris(judul)[:120], rapikan_baris(pertanyaan)[:300]
    _periksa_topik(judul, pertanyaan, mendengar_sampai, keputusan_pada)
    antre(konteks)
    with audit.explain(actor=konteks.pengguna, why="topik dibuka"):
        topik, _dibuat = Topik.objects.get_or_create(
            judul=judul,
            pertanyaan=pertanyaan,
            latar=rapikan(latar)[:3000],
            unit=unit,
            mendengar_sampai=mendengar_sampai,
            keputusan_pada=keputusan_pada,
            dibuka_oleh=konteks.pengguna,
            ditutup_at=None,
            defaults={"dibuka_at": pada or waktu.now()},
        )
    _kabarkan(topik)
    return topik


def _periksa_topik(judul: str, pertanyaan: str, mendengar_sampai: date | None, keputusan_pada: date | None) -> None:
    if len(judul) < 5 or len(pertanyaan) < 10:
        bidang = "judul" if len(judul) < 5 else "pertanyaan"
        raise TopikTidakLengkapError(
            _("Topik ini belum bertanya apa-apa."), fix=_("Tulis judul dan satu pertanyaan yang jelas."), field=bidang
        )
    if mendengar_sampai and keputusan_pada and keputusan_pada < mendengar_sampai:
        raise TopikTidakLengkapError(
            _("Keputusan dijanjikan sebelum selesai mendengarkan."),
            fix=_("Pilih hari sesudah masa mendengarkan."),
            field="keputusan_pada",
        )


def is_mendengar(topik: Topik, per: date) -> bool:
    """Whether people may still speak in it on the day `per`."""
    return topik.ditutup_at is None and (topik.mendengar_sampai is None or per <= topik.mendengar_sampai)


def create_kiriman(
    *, konteks: Konteks, topik: Topik, lembar: str, isi: str, tampilkan_nama: bool, pada: datetime | None = None
) -> Kiriman:
    """Say something in a topic. The same form sent twice is one post.

    tampilkan_nama  False: strangers read 'Warga', 'Mitra' or 'Pegawai' instead of the name

    Raises KirimanTidakWajarError, TopikTertutupError.
    """
    tolak_pengawas(konteks)
    kewenangan.require(konteks, "topik.tulis")
    pada = pada or waktu.now()
    isi = _baca_isi(isi)
    if not is_mendengar(topik, hari(pada)):
        raise TopikTertutupError(
            _("Masa mendengarkan topik ini sudah berakhir."),
            fix=_("Sampaikan lewat 'Sampaikan sesuatu' dan sebut judul topik ini."),
        )
    kiriman = Kiriman(
        topik=topik,
        sidik_kirim=lacak.sidik(f"kiriman {lembar}"),
        penulis=konteks.pengguna,
        nama_tampil=konteks.pengguna.nama if tampilkan_nama else "",
        suara=_suara(konteks),
        isi=isi,
        dikirim_at=pada,
    )
    return sekali(
        lambda: Kiriman.objects.filter(sidik_kirim=kiriman.sidik_kirim, penulis=konteks.pengguna).first(),
        lambda: _tambah(kiriman),
    )


def _tambah(kiriman: Kiriman) -> Kiriman:
    kiriman.save()
    _kabarkan(kiriman.topik)
    return kiriman


def _baca_isi(isi: str) -> str:
    isi = rapikan(isi)
    if not KIRIMAN_MIN <= len(isi) <= KIRIMAN_MAKS:
        raise KirimanTidakWajarError(
            _("Tanggapan terdiri atas %(ada)s huruf.") % {"ada": len(isi)},
            fix=_("Tulis antara %(min)s dan %(maks)s huruf.") % {"min": KIRIMAN_MIN, "maks": KIRIMAN_MAKS},
            field="isi",
        )
    return isi


def _suara(konteks: Konteks) -> Suara:
    """As what somebody speaks: a civil servant as one, a partner as one, everybody else as a citizen."""
    if kewenangan.boleh(konteks, "topik.sebagai_mitra"):
        return Suara.MITRA
    return Suara.PEGAWAI if kewenangan.boleh(konteks, "topik.sebagai_pegawai") else Suara.WARGA


@transaction.atomic
def agree_kiriman(*, konteks: Konteks, kode: str, setuju: bool = True) -> Kiriman:
    """Agree with a post, or take it back. Twice is the same as once; one's own post counts nothing.

    Raises Http404 for a hidden post.
    """
    tolak_pengawas(konteks)
    kewenangan.require(konteks, "topik.tulis")
    kiriman = Kiriman.objects.select_for_update(of=("self",)).select_related("topik").filter(kode=kode, tersembunyi=False).first()
    if kiriman is None:
        raise Http404(_("Tanggapan ini tidak ada."))
    jejak = lacak.jejak(f"akun {konteks.pengguna.pk}", kiriman.kode)
    if not setuju:
        Dukungan.objects.filter(kiriman=kiriman, jejak=jejak).delete()
    elif kiriman.penulis_id != konteks.pengguna.pk:
        Dukungan.objects.get_or_create(kiriman=kiriman, jejak=jejak)
    return kiriman


@transaction.atomic
def answer_topik(*, konteks: Konteks, topik: Topik, isi: str, atas_nama: str, pada: datetime | None = None) -> JawabanResmi:
    """Answer a topic in the name of the office that asked; it stands above the discussion.

    A better answer is another row; the same answer again returns the one that stands.

    Raises JawabanTidakWajarError.
    """
    kewenangan.require(konteks, "topik.jawab", topik)
    isi, atas_nama = baca_jawaban(isi, atas_nama)
    assert topik.unit is not None  # nobody may answer a topic without an asking unit
    Topik.objects.select_for_update(no_key=True).only("pk").get(pk=topik.pk)
    ada = topik.jawaban.order_by("-pk").first()
    if ada and (ada.oleh_id, ada.isi, ada.atas_nama) == (konteks.pengguna.pk, isi, atas_nama):
        return ada
    jawaban = JawabanResmi.objects.create(
        topik=topik, unit=topik.unit, atas_nama=atas_nama, isi=isi, oleh=konteks.pengguna, dijawab_at=pada or waktu.now()
    )
    _kabarkan(topik)
    return jawaban


@transaction.atomic
def end_topik(*, konteks: Konteks, topik: Topik) -> Topik:
    """Stop listening."""
    kewenangan.require(konteks, "topik.moderasi", topik)
    with audit.explain(actor=konteks.pengguna, why="topik ditutup"):
        topik.ditutup_at = topik.ditutup_at or waktu.now()
        topik.save(update_fields=["ditutup_at"])
    _kabarkan(topik)
    return topik


def _kabarkan(topik: Topik) -> None:
    unit = topik.unit
    peristiwa.publish("forum.topik", unit_id=unit.pk if unit else None, jalur=unit.jalur if unit else "")
