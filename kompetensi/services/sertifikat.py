"""Attendance, certificates, their revocation, and the hours they bring."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db import connection, transaction
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from inti import audit, peristiwa, waktu
from inti.errors import UseCaseError, VersiBerbedaError
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


class LembarTidakUtuhError(UseCaseError):
    """A sheet that names people who don't stand on it, or states that no sheet has."""


class KehadiranBerubahError(VersiBerbedaError):
    """Somebody else has marked the same people otherwise since the sheet was drawn.

    kini, punya   what stands there now, and what was ticked here, by code
    """

    def __init__(self, kini: Mapping[str, str], punya: Mapping[str, str]) -> None:
        self.kini, self.punya = kini, punya
        super().__init__(
            _(
                "Petugas lain mencatat orang yang sama dengan cara lain sejak Anda membuka daftar ini. Centang Anda belum disimpan."
            ),
            fix=_("Bandingkan keduanya, sesuaikan centangnya bila perlu, lalu simpan sekali lagi."),
        )


class TanpaHadirError(UseCaseError):
    """A sheet without a single tick, which nobody has said to mean what it says."""


class PenerimaBerubahError(VersiBerbedaError):
    """The attendance was changed since the page said who gets a certificate."""


class SudahDicabutError(UseCaseError):
    """The certificate was revoked before."""


@transaction.atomic
def record_kehadiran(
    *,
    konteks: Konteks,
    angkatan: Angkatan,
    hadir: Collection[str],
    dilihat: Mapping[str, str] | None = None,
    kosong: bool = False,
) -> tuple[int, int]:
    """Mark who was there: the enrolments whose codes are in `hadir`; all others of the sheet were not.

    dilihat  state of each enrolment on the sheet as it was drawn: what was not changed on it stays as it is now, and
             whoever came to the sheet since then waits for a mark; None where a program writes, which has read it now
    kosong   said deliberately: nobody came

    People who have their certificate are left alone, and whoever keeps the sheet: another one marks them. Returns (present, absent). Set-based.
    Raises PermissionDenied, AngkatanTidakBerjalanError, BelumWaktunyaError, LembarTidakUtuhError, KehadiranBerubahError, TanpaHadirError.
    """
    kewenangan.require(konteks, "kompetensi.angkatan_kelola", angkatan)
    terkunci = lock_angkatan(angkatan.pk)
    _require_tidak_batal(terkunci)
    require_sampai(terkunci, konteks, selesai=False)
    semua = terkunci.pendaftaran.exclude(pegawai_id=konteks.pegawai_id or 0)
    lembar, kini = semua.filter(status__in=DICATAT), dict(semua.values_list("kode", "status"))
    if dilihat is None:
        dilihat, hadir = {k: s for k, s in kini.items() if s in DICATAT}, kini.keys() & hadir
    ubah = _list_ubahan(kini, dilihat, hadir)
    if ubah and not hadir and not kosong:
        raise TanpaHadirError(
            _("Belum seorang pun dicentang hadir."),
            fix=_("Centang yang datang. Bila memang tidak seorang pun datang, nyatakan di sini, lalu simpan lagi."),
            field="kosong",
        )
    absen = [k for k, mau in ubah.items() if mau == StatusPendaftaran.TIDAK_HADIR]
    pergi = move_peserta(konteks, lembar.filter(kode__in=absen), "absen", ubah={"alasan": ""})
    kabar.tell_peserta("pendaftaran.absen", terkunci, pergi)
    move_peserta(konteks, lembar.filter(kode__in=ubah.keys() - set(absen)), "hadir", ubah={"alasan": ""})
    jumlah = list(lembar.values_list("status", flat=True))
    peristiwa.publish("kompetensi.kehadiran")
    return jumlah.count(StatusPendaftaran.HADIR), jumlah.count(StatusPendaftaran.TIDAK_HADIR)


def _list_ubahan(kini: Mapping[str, str], dilihat: Mapping[str, str], hadir: Collection[str]) -> dict[str, str]:
    """What the ticks change, by code. Raises LembarTidakUtuhError, KehadiranBerubahError."""
    if not dilihat.keys() <= kini.keys() or not set(hadir) <= dilihat.keys() or not set(dilihat.values()) <= set(DICATAT):
        raise LembarTidakUtuhError(_("Daftar hadir ini tidak terbaca utuh."), fix=_("Muat ulang halamannya, lalu centang lagi."))
    mau = baca_centang(dilihat, hadir)
    beda = {k: v for k, v in mau.items() if v not in (kini[k], dilihat[k])}
    if bentrok := {k: v for k, v in beda.items() if kini[k] != dilihat[k]}:
        raise KehadiranBerubahError({k: kini[k] for k in bentrok}, bentrok)
    return beda


def baca_centang(dilihat: Mapping[str, str], hadir: Collection[str]) -> dict[str, str]:
    """What a sheet says of each enrolment on it, by code."""
    return {k: StatusPendaftaran.HADIR if k in hadir else StatusPendaftaran.TIDAK_HADIR for k in dilihat}


@transaction.atomic
def issue_sertifikat(*, konteks: Konteks, angkatan: Angkatan, dilihat: Collection[str] | None = None) -> list[Sertifikat]:
    """Give everybody who was present the certificate and its hours, and finish the run. Set-based.

    dilihat  codes of those whom the page named when the decision was taken; None where a program acts

    Whoever issues them is left out: another one issues theirs, and the run isn't finished before.
    Raises PermissionDenied, AngkatanTidakBerjalanError, BelumWaktunyaError, KehadiranBelumLengkapError, BelumAdaHadirError,
    PenerimaBerubahError, DiriSendiriError (nobody else is left).
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
    if dilihat is not None and set(dilihat) != {p.kode for p in penerima}:
        raise PenerimaBerubahError(
            _("Daftar hadirnya berubah sejak Anda membuka halaman ini; belum ada sertifikat yang terbit."),
            fix=_("Periksa daftar terbarunya, lalu terbitkan."),
        )
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
