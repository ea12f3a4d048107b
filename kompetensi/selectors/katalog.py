"""Reads of the catalogue and its runs."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from akun import kewenangan
from aturan import parameter
from kompetensi.models import Angkatan, Pelatihan, Pendaftaran, Penyelenggara
from kompetensi.models.pendaftaran import BELUM_USAI


def get_jp_konversi(jenis_kode: int, per: date) -> int | None:
    """Hours that the law gives this kind of learning each time, on the day `per`; None where the programme decides. One query."""
    nilai: int | None = parameter.nilai("konversi_jp", per).get(str(jenis_kode))
    return nilai


def list_katalog(
    konteks: kewenangan.Konteks, *, q: str = "", cara: str = "", jenis: str = "", buka: bool = False
) -> QuerySet[Pelatihan]:
    """Trainings that `konteks` may see, each with its open runs in `angkatan_terbuka`. No order. Two queries.

    q     words of the title or the competency, typing errors forgiven
    buka  only those that take enrolments now
    """
    terbuka = Angkatan.objects.terbuka(konteks.per)
    rows = kewenangan.scope(konteks, "kompetensi.katalog", Pelatihan.objects.select_related("jenis"))
    if q:
        rows = rows.filter(Q(judul__icontains=q) | Q(kompetensi__icontains=q) | Q(judul__trigram_word_similar=q))
    if cara:
        rows = rows.filter(cara=cara)
    if jenis:
        rows = rows.filter(jenis__bentuk=jenis)
    if buka:
        rows = rows.filter(Exists(terbuka.filter(pelatihan=OuterRef("pk"))))
    urut = terbuka.select_related("penyelenggara").order_by("tanggal_mulai", "pk")
    return rows.prefetch_related(Prefetch("angkatan", urut, to_attr="angkatan_terbuka"))


def list_angkatan_terbuka(konteks: kewenangan.Konteks) -> QuerySet[Angkatan]:
    """Runs that take enrolments now, of trainings that `konteks` may see, the nearest first."""
    pelatihan = kewenangan.scope(konteks, "kompetensi.katalog", Pelatihan.objects.all())
    rows = Angkatan.objects.terbuka(konteks.per).filter(pelatihan__in=pelatihan)
    return rows.select_related("pelatihan__jenis", "penyelenggara").order_by("tanggal_mulai", "pk")


def list_angkatan(konteks: kewenangan.Konteks) -> QuerySet[Angkatan]:
    """Runs whose participants and certificates `konteks` may look after or inspect. No order."""
    rows = Angkatan.objects.select_related("pelatihan__jenis", "penyelenggara")
    return kewenangan.scope(konteks, "kompetensi.angkatan_lihat", rows)


def list_penyelenggara(konteks: kewenangan.Konteks) -> QuerySet[Penyelenggara]:
    """Organisers, for whoever looks after the catalogue."""
    rows = Penyelenggara.objects.select_related("akun").order_by("nama", "pk")
    return rows if kewenangan.boleh(konteks, "kompetensi.kelola") else rows.none()


def is_berpeserta(pelatihan: Pelatihan) -> bool:
    """Whether somebody may still get a certificate of this training. One query."""
    return Pendaftaran.objects.filter(angkatan__pelatihan=pelatihan, status__in=BELUM_USAI).exists()
