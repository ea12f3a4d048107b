"""The catalogue, its runs, and who gives them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.antre import antre
from akun.kewenangan import Konteks
from alur.alih import reschedule
from inti import audit, peristiwa
from inti.errors import UseCaseError, VersiBerbedaError
from inti.kendala import terucap
from inti.teks import awal_kecil
from inti.versi import Suntingan, gabung, kunci, tulis
from kompetensi import kabar
from kompetensi.models import Angkatan, JenisPelatihan, Pelatihan, Penyelenggara, StatusAngkatan, StatusPendaftaran
from kompetensi.models.katalog import YANG_DISEPAKATI
from kompetensi.proses import PENDAFTARAN
from kompetensi.selectors import is_berpeserta
from kompetensi.services.dasar import (
    BERJALAN,
    DiriSendiriError,
    is_peserta,
    lock_angkatan,
    pelaku,
    require_alasan,
    require_berjalan,
)
from kompetensi.services.luar import get_jp_terhitung
from kompetensi.services.tempat import atur_tempat, move_peserta


class BelumBisaDibukaError(UseCaseError):
    """A run can't change to the state that was asked for."""


class KeadaanBerubahError(VersiBerbedaError):
    """Somebody else has opened or closed the run since the page was drawn."""


class SudahAdaPesertaError(UseCaseError):
    """What people have enrolled for would become something else."""


class SudahTerbitError(UseCaseError):
    """Certificates of one run would say different things."""


TERCETAK = ("tanggal_mulai", "tanggal_selesai", "penyelenggara")  # what a certificate takes from its run


@transaction.atomic
def save_pelatihan(
    *,
    konteks: Konteks,
    pelatihan: Pelatihan | None = None,
    judul: str,
    uraian: str,
    jenis: JenisPelatihan,
    cara: str,
    jp: int | None = None,
    kompetensi: str = "",
    kompetensi_kode: str = "",
    terbit: bool = True,
    sunting: Suntingan | None = None,
) -> Pelatihan:
    """Put a training into the catalogue, or change it; certificates that were issued keep their words.

    While somebody may still get a certificate of it, what that will say stays as they enrolled for it.
    A new one that says the same as one that stands there, word for word, is that one.

    jp       hours of the programme; None takes what the law gives this kind
    sunting  what was done with the form: fields that were not touched stay as they are now

    Raises PermissionDenied, BerubahError, JpKosongError, SudahAdaPesertaError, ValidationError (a constraint).
    """
    kewenangan.require(konteks, "kompetensi.kelola", pelatihan)
    isi = kunci(pelatihan) if pelatihan else Pelatihan()
    nilai = gabung(
        isi,
        sunting,
        {
            "judul": judul.strip(), "uraian": uraian.strip(), "jenis": jenis, "cara": cara, "jp": jp,
            "kompetensi": kompetensi.strip(), "kompetensi_kode": kompetensi_kode.strip(), "terbit": terbit,
        },
    )  # fmt: skip
    nilai["jp"] = get_jp_terhitung(nilai["jenis"], konteks.per, nilai["jp"], saran=_("Isi JP menurut kurikulumnya."))
    if pelatihan is None:
        antre(konteks)
        if kembar := Pelatihan.objects.filter(**nilai).first():
            return kembar
    else:
        _require_sesuai_janji(isi, nilai)
    with audit.explain(actor=pelaku(konteks), why="Katalog pelatihan"):
        _simpan(isi, nilai)
    return isi


def _require_sesuai_janji(pelatihan: Pelatihan, nilai: Mapping[str, Any]) -> None:
    """Raise SudahAdaPesertaError where this changes what somebody has enrolled for; the runs stay locked: nobody enrols meanwhile."""
    beda = [nama for nama in YANG_DISEPAKATI if nilai[nama] != getattr(pelatihan, nama)]
    if not beda:
        return
    list(Angkatan.objects.select_for_update().filter(pelatihan=pelatihan).order_by("pk").values_list("pk"))
    if is_berpeserta(pelatihan):
        raise SudahAdaPesertaError(
            _("Sudah ada yang terdaftar untuk pelatihan ini, jadi bagian ini tetap: begitulah nanti tertulis di sertifikatnya."),
            fix=_("Bila pelatihannya memang berubah, buat pelatihan baru; yang ini boleh disembunyikan dari katalog."),
            field=beda[0],
        )


def _simpan(baris: Pelatihan | Angkatan | Penyelenggara, nilai: Mapping[str, Any]) -> None:
    """Write these values, a new row whole and another one where it differs; what a field or a constraint refuses is said in
    words, also when two people save at once."""
    beda = tulis(baris, nilai)
    baris.full_clean(validate_constraints=False)
    with terucap(type(baris)):
        baris.save(update_fields=beda if baris.pk else None)


@transaction.atomic
def save_angkatan(
    *,
    konteks: Konteks,
    pelatihan: Pelatihan,
    angkatan: Angkatan | None = None,
    penyelenggara: Penyelenggara,
    nama: str,
    tanggal_mulai: date,
    tanggal_selesai: date,
    batas_daftar: date,
    tempat: str,
    kuota: int,
    sunting: Suntingan | None = None,
) -> Angkatan:
    """Plan a run, or change one that is not finished; more seats let the waiting list move up.

    A partner changes its own runs, plans none and can't hand one to somebody else. Days and organiser stay once certificates say them;
    nobody changes these, or the seats, of a run in which they take part.
    Raises PermissionDenied, BerubahError, AngkatanTidakBerjalanError, SudahTerbitError, DiriSendiriError, ValidationError (a constraint).
    """
    if angkatan is None:
        kewenangan.require(konteks, "kompetensi.kelola", pelatihan)
        isi = Angkatan(pelatihan=pelatihan, status=StatusAngkatan.RENCANA)
    else:
        kewenangan.require(konteks, "kompetensi.angkatan_kelola", angkatan)
        isi = lock_angkatan(angkatan.pk)
        if isi.status != StatusAngkatan.RENCANA:
            require_berjalan(isi)
    nilai: dict[str, Any] = {
        "nama": nama.strip(), "tempat": tempat.strip(), "kuota": kuota,
        "tanggal_mulai": tanggal_mulai, "tanggal_selesai": tanggal_selesai, "batas_daftar": batas_daftar,
    }  # fmt: skip
    if angkatan is None or kewenangan.boleh(konteks, "kompetensi.kelola"):
        nilai["penyelenggara"] = penyelenggara
    nilai = gabung(isi, sunting, nilai)
    if angkatan is not None:
        _require_boleh_berubah(konteks, isi, nilai)
    pindah = "tanggal_mulai" in nilai and nilai["tanggal_mulai"] != isi.tanggal_mulai
    with audit.explain(actor=pelaku(konteks), why="Angkatan pelatihan"):
        _simpan(isi, nilai)
    if angkatan is not None:
        atur_tempat(isi, konteks)
        if pindah:  # no enrolment is decided later than the first day
            reschedule(proses=PENDAFTARAN, rows=isi.pendaftaran.all())
    return isi


def _require_boleh_berubah(konteks: Konteks, angkatan: Angkatan, nilai: Mapping[str, Any]) -> None:
    """Raise SudahTerbitError or DiriSendiriError at the first field that must stay for whoever acts. At most two queries."""
    beda = [nama for nama in (*TERCETAK, "kuota") if nama in nilai and nilai[nama] != getattr(angkatan, nama)]
    if not beda:
        return
    if beda[0] in TERCETAK and angkatan.pendaftaran.filter(status=StatusPendaftaran.LULUS).exists():
        raise SudahTerbitError(
            _("Sertifikat angkatan ini sudah terbit dengan keterangan yang lama."),
            fix=_("Biarkan seperti semula supaya sertifikat peserta lain sama bunyinya, atau buat angkatan baru."),
            field=beda[0],
        )
    if is_peserta(angkatan, konteks):
        raise DiriSendiriError(
            _("Anda sendiri peserta angkatan ini, jadi bagian ini diubah petugas lain."),
            fix=_("Minta rekan mengubahnya; tempat, nama, dan batas pendaftarannya tetap bisa Anda ubah."),
            field=beda[0],
        )


@transaction.atomic
def set_pendaftaran_terbuka(*, konteks: Konteks, angkatan: Angkatan, buka: bool, dilihat: str | None = None) -> Angkatan:
    """Open or close a run for enrolment.

    dilihat  its state as the page showed it: what another one closed since is not opened unawares; None where a program acts

    Raises PermissionDenied, BelumBisaDibukaError, KeadaanBerubahError.
    """
    kewenangan.require(konteks, "kompetensi.angkatan_kelola", angkatan)
    terkunci = lock_angkatan(angkatan.pk)
    if terkunci.status not in (StatusAngkatan.RENCANA, *BERJALAN) or (not buka and terkunci.status == StatusAngkatan.RENCANA):
        raise BelumBisaDibukaError(
            _("Angkatan ini %(keadaan)s.") % {"keadaan": awal_kecil(terkunci.get_status_display())},
            fix=_("Muat ulang halaman untuk melihat keadaan terbarunya."),
        )
    mau = StatusAngkatan.DIBUKA if buka else StatusAngkatan.DITUTUP
    if dilihat is not None and terkunci.status not in (dilihat, mau):
        raise KeadaanBerubahError(
            _("Petugas lain mengubah angkatan ini sejak Anda membukanya; sekarang %(keadaan)s.")
            % {"keadaan": awal_kecil(terkunci.get_status_display())},
            fix=_("Bila tetap perlu, tekan tombolnya sekali lagi."),
        )
    with audit.explain(actor=pelaku(konteks), why="Pendaftaran dibuka" if buka else "Pendaftaran ditutup"):
        terkunci.status = mau
        terkunci.save(update_fields=["status"])
    peristiwa.publish("kompetensi.angkatan")
    return terkunci


@transaction.atomic
def cancel_angkatan(*, konteks: Konteks, angkatan: Angkatan, alasan: str) -> int:
    """Call a run off; everybody in it is told why. Returns how many enrolments ended with it.

    Raises PermissionDenied, AlasanKosongError, BelumBisaDibukaError.
    """
    kewenangan.require(konteks, "kompetensi.angkatan_kelola", angkatan)
    alasan = require_alasan(alasan)
    terkunci = lock_angkatan(angkatan.pk)
    bersertifikat = terkunci.pendaftaran.filter(status=StatusPendaftaran.LULUS).exists()
    if terkunci.status in (StatusAngkatan.SELESAI, StatusAngkatan.BATAL) or bersertifikat:
        raise BelumBisaDibukaError(
            _("Angkatan ini sudah selesai atau sudah dibatalkan."), fix=_("Muat ulang halaman untuk melihat keadaan terbarunya.")
        )
    with audit.explain(actor=pelaku(konteks), why=alasan):
        terkunci.status = StatusAngkatan.BATAL
        terkunci.save(update_fields=["status"])
    batal = move_peserta(konteks, terkunci.pendaftaran.all(), "batalkan_angkatan", alasan=alasan, ubah={"alasan": alasan})
    kabar.tell_peserta("angkatan.dibatalkan", terkunci, batal)
    atur_tempat(terkunci, konteks)
    peristiwa.publish("kompetensi.angkatan")
    return len(batal)


@transaction.atomic
def save_penyelenggara(
    *,
    konteks: Konteks,
    penyelenggara: Penyelenggara | None = None,
    nama: str,
    jenis: str,
    penandatangan: str,
    penandatangan_jabatan: str,
    akun: Any = None,
    sunting: Suntingan | None = None,
) -> Penyelenggara:
    """Record who gives trainings, for a partner with its account. Raises PermissionDenied, BerubahError, ValidationError."""
    kewenangan.require(konteks, "kompetensi.kelola")
    isi = kunci(penyelenggara) if penyelenggara else Penyelenggara()
    nilai = {
        "nama": nama.strip(), "jenis": jenis, "akun": akun, "penandatangan": penandatangan.strip(),
        "penandatangan_jabatan": penandatangan_jabatan.strip(),
    }  # fmt: skip
    nilai = gabung(isi, sunting, nilai)
    with audit.explain(actor=pelaku(konteks), why="Penyelenggara pelatihan"):
        _simpan(isi, nilai)
    return isi
