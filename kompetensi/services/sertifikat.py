"""Attendance, certificates, their revocation, and the hours they bring."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import connection, transaction
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from inti import audit, peristiwa, waktu
from inti.errors import UseCaseError
from kompetensi import kabar, sidik
from kompetensi.models import Angkatan, CatatanJP, Pendaftaran, Sertifikat, StatusAngkatan, StatusPendaftaran
from kompetensi.services.dasar import (
    AngkatanTidakBerjalanError,
    DiriSendiriError,
    lock_angkatan,
    pelaku,
    require_alasan,
    require_sampai,
)
from kompetensi.services.tempat import move_peserta

DICATAT = (StatusPendaftaran.DISETUJUI, StatusPendaftaran.HADIR, StatusPendaftaran.TIDAK_HADIR)


class BelumAdaHadirError(UseCaseError):
    """Nobody to give a certificate to."""


class KehadiranBelumLengkapError(UseCaseError):
    """Some people have no mark of attendance yet."""


class SudahDicabutError(UseCaseError):
    """The certificate was revoked before."""


@transaction.atomic
def record_kehadiran(*, konteks: Konteks, angkatan: Angkatan, hadir: Collection[str]) -> tuple[int, int]:
    """Mark who was there: the enrolments whose codes are in `hadir`; all others of the sheet were not.

    People who have their certificate are left alone, and whoever keeps the sheet: another one marks them. Returns (present, absent). Set-based.
    Raises PermissionDenied, AngkatanTidakBerjalanError, BelumWaktunyaError.
    """
    kewenangan.require(konteks, "kompetensi.angkatan_kelola", angkatan)
    terkunci = lock_angkatan(angkatan.pk)
    _require_tidak_batal(terkunci)
    require_sampai(terkunci, konteks, selesai=False)
    lembar = terkunci.pendaftaran.filter(status__in=DICATAT).exclude(pegawai_id=konteks.pegawai_id or 0)
    absen = move_peserta(konteks, lembar.exclude(kode__in=list(hadir)), "absen", ubah={"alasan": ""})
    kabar.tell_peserta("pendaftaran.absen", terkunci, absen)
    move_peserta(konteks, lembar.filter(kode__in=list(hadir)), "hadir", ubah={"alasan": ""})
    jumlah = list(lembar.values_list("status", flat=True))
    peristiwa.publish("kompetensi.kehadiran")
    return jumlah.count(StatusPendaftaran.HADIR), jumlah.count(StatusPendaftaran.TIDAK_HADIR)


@transaction.atomic
def issue_sertifikat(*, konteks: Konteks, angkatan: Angkatan) -> list[Sertifikat]:
    """Give everybody who was present the certificate and its hours, and finish the run. Set-based.

    Whoever issues them is left out: another one issues theirs, and the run isn't finished before.
    Raises PermissionDenied, AngkatanTidakBerjalanError, BelumWaktunyaError, KehadiranBelumLengkapError, BelumAdaHadirError,
    DiriSendiriError (nobody else is left).
    """
    kewenangan.require(konteks, "kompetensi.angkatan_kelola", angkatan)
    terkunci = lock_angkatan(angkatan.pk)
    _require_tidak_batal(terkunci)
    require_sampai(terkunci, konteks, selesai=True)
    lain = terkunci.pendaftaran.exclude(pegawai_id=konteks.pegawai_id or 0)
    if terkunci.pendaftaran.filter(status=StatusPendaftaran.DISETUJUI).exists():
        raise KehadiranBelumLengkapError(
            _("Kehadiran beberapa peserta belum dicatat."), fix=_("Simpan daftar hadir dulu, lalu terbitkan sertifikatnya.")
        )
    hadir = lain.filter(status=StatusPendaftaran.HADIR).select_related("pegawai__unit")
    penerima = list(hadir.order_by("pegawai__nama_urut", "id"))
    if not penerima:
        raise _tanpa_penerima(terkunci, konteks)
    with audit.explain(actor=pelaku(konteks), why="Sertifikat diterbitkan"):
        terbit = _terbitkan(konteks, terkunci, penerima)
        move_peserta(konteks, terkunci.pendaftaran.filter(id__in=[p.pk for p in penerima]), "luluskan")
        if terkunci.status != StatusAngkatan.SELESAI and not _menunggu_rekan(terkunci, konteks):
            terkunci.status = StatusAngkatan.SELESAI
            terkunci.save(update_fields=["status"])
    kabar.tell_terbit(terkunci, terbit)
    peristiwa.publish("kompetensi.sertifikat")
    return terbit


def _menunggu_rekan(angkatan: Angkatan, konteks: Konteks) -> bool:
    """Whether the certificate of whoever issues them waits for somebody else. One query, none for somebody who is no employee."""
    if not konteks.pegawai_id:
        return False
    return angkatan.pendaftaran.filter(pegawai=konteks.pegawai_id, status=StatusPendaftaran.HADIR).exists()


def _tanpa_penerima(angkatan: Angkatan, konteks: Konteks) -> UseCaseError:
    """Why nobody is left to give a certificate to."""
    if _menunggu_rekan(angkatan, konteks):
        return DiriSendiriError(
            _("Yang tersisa hanya sertifikat Anda sendiri."), fix=_("Minta rekan membuka halaman ini dan menerbitkannya.")
        )
    return BelumAdaHadirError(
        _("Tidak ada peserta hadir yang menunggu sertifikat."),
        fix=_("Periksa daftar hadirnya; yang sudah bersertifikat tidak diterbitkan dua kali."),
    )


@transaction.atomic
def revoke_sertifikat(*, konteks: Konteks, sertifikat: Sertifikat, alasan: str, ganti: bool = False) -> Sertifikat | None:
    """Revoke a certificate; its hours are reversed by a counter-entry, nothing is deleted.

    ganti   issue a new one at once, with the person's data as they are now (a name was misspelled); what was learnt,
            when and for how many hours stays as it was, whatever the catalogue says today

    Returns the new certificate, if one was asked for; the same again returns the one of the first time.
    Raises PermissionDenied, AlasanKosongError, SudahDicabutError.
    """
    kewenangan.require(konteks, "kompetensi.sertifikat_cabut", sertifikat)
    alasan = require_alasan(alasan)
    lama = Sertifikat.objects.select_for_update().get(pk=sertifikat.pk)
    if lama.dicabut_at and lama.alasan_cabut == alasan:
        return _pengganti(lama)
    if lama.dicabut_at:
        raise SudahDicabutError(_("Sertifikat ini sudah dicabut."), fix=_("Tidak ada yang perlu dilakukan lagi."))
    with audit.explain(actor=pelaku(konteks), why=alasan):
        lama.dicabut_at, lama.alasan_cabut = waktu.now(), alasan
        lama.save(update_fields=["dicabut_at", "alasan_cabut"])
        _balikkan(lama, alasan)
        baru = None
        if ganti:
            pendaftaran = Pendaftaran.objects.select_related("pegawai__unit").get(pk=lama.pendaftaran_id)
            baru = _terbitkan(konteks, lock_angkatan(pendaftaran.angkatan_id), [pendaftaran], seperti=lama)[0]
    kabar.tell_dicabut(lama)
    peristiwa.publish("kompetensi.sertifikat")
    return baru


def _pengganti(sertifikat: Sertifikat) -> Sertifikat | None:
    return Sertifikat.objects.filter(pendaftaran=sertifikat.pendaftaran_id, pk__gt=sertifikat.pk).order_by("pk").first()


def _require_tidak_batal(angkatan: Angkatan) -> None:
    if angkatan.status in (StatusAngkatan.RENCANA, StatusAngkatan.BATAL):
        raise AngkatanTidakBerjalanError(
            _("Angkatan ini belum dibuka atau sudah dibatalkan."), fix=_("Periksa keadaannya sebelum mencatat kehadiran.")
        )


def _terbitkan(
    konteks: Konteks, angkatan: Angkatan, penerima: Sequence[Pendaftaran], seperti: Sertifikat | None = None
) -> list[Sertifikat]:
    """Write certificates and hours for these people: three statements, however many they are."""
    baru = [
        _tulis(konteks, angkatan, p, nomor, seperti) for p, nomor in zip(penerima, _nomor(konteks, len(penerima)), strict=True)
    ]
    terbit = Sertifikat.objects.bulk_create(baru)
    CatatanJP.objects.bulk_create(
        CatatanJP(
            pegawai_id=p.pegawai_id,
            tahun=s.tanggal_selesai.year,
            jp=s.jp,
            sertifikat=s,
            keterangan=f"{s.judul} ({s.nomor})"[:300],
        )
        for p, s in zip(penerima, terbit, strict=True)
    )
    return terbit


# What a replacement takes from the certificate that it replaces.
YANG_DIPELAJARI = ("judul", "kompetensi", "jp", "penyelenggara", "tanggal_mulai", "tanggal_selesai")


def _tulis(konteks: Konteks, angkatan: Angkatan, pendaftaran: Pendaftaran, nomor: str, seperti: Sertifikat | None) -> Sertifikat:
    pelatihan, penyelenggara, pegawai = angkatan.pelatihan, angkatan.penyelenggara, pendaftaran.pegawai
    sertifikat = Sertifikat(
        pendaftaran=pendaftaran,
        nomor=nomor,
        nama=pegawai.nama_lengkap,
        unit=pegawai.unit.nama if pegawai.unit else "",
        judul=pelatihan.judul,
        kompetensi=pelatihan.kompetensi,
        jp=pelatihan.jp,
        penyelenggara=penyelenggara.nama,
        penandatangan=penyelenggara.penandatangan,
        penandatangan_jabatan=penyelenggara.penandatangan_jabatan,
        tanggal_mulai=angkatan.tanggal_mulai,
        tanggal_selesai=angkatan.tanggal_selesai,
        tanggal_terbit=konteks.per,
    )
    for nama in YANG_DIPELAJARI if seperti else ():
        setattr(sertifikat, nama, getattr(seperti, nama))
    sertifikat.sidik = sidik.hitung(sertifikat)
    return sertifikat


def _nomor(konteks: Konteks, banyak: int) -> list[str]:
    """Numbers from a sequence: never used twice, gaps allowed. One query."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT nextval('kompetensi_nomor_sertifikat') FROM generate_series(1, %s)", [banyak])
        return [f"PLT-{konteks.per.year}-{n:05d}" for (n,) in kursor.fetchall()]


def _balikkan(sertifikat: Sertifikat, alasan: str) -> None:
    for asli in sertifikat.catatan_jp.filter(membalik__isnull=True):
        CatatanJP.objects.create(
            pegawai_id=asli.pegawai_id,
            tahun=asli.tahun,
            jp=-asli.jp,
            sertifikat=sertifikat,
            membalik=asli,
            keterangan=f"Sertifikat dicabut: {alasan}"[:300],
        )
