"""Moves to another post by decree: recorded, looked at beforehand, corrected and undone by superseding the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from inti import audit, waktu
from inti.errors import UseCaseError, VersiBerbedaError
from inti.keputusan import Keputusan, MasukanDitolak
from organisasi.kait import SusunanSendiriError, bukan_susunan_sendiri
from organisasi.models import Jabatan, PenetapanPenilai
from organisasi.services import AWAL
from pegawai import atasan, dampak, proyeksi, riwayat
from pegawai.dampak import Dampak
from pegawai.kabar import tell_mutasi, tell_mutasi_batal
from pegawai.models import BERLAKU, Kedudukan, Pegawai, Penugasan, RiwayatJabatan, RiwayatStatus
from pegawai.rules.pensiun import ATURAN_PINDAH_JABATAN

DASAR_PELAKSANA = "UU 30/2014 ps. 14"


class TmtMendahuluiJabatanError(UseCaseError):
    """The new post would start before the present one did."""


class TmtMendahuluiMasukError(UseCaseError):
    """The new post would start before the person came into service."""


class MasaTerbalikError(UseCaseError):
    """An assignment would end before it starts."""


class PegawaiTidakAktifError(UseCaseError):
    """On that day the person can't be given a post."""


class UnitTidakBerdiriError(UseCaseError):
    """The unit of the post did not exist on that day, or exists no more."""


class JabatanSamaError(UseCaseError):
    """The person holds this very post."""


class JabatanTerisiError(UseCaseError):
    """Somebody else holds the leading post, or acts in it."""


class MutasiTidakBisaDibatalkanError(UseCaseError):
    """The row isn't the newest word on the person's post, or came with an import."""


@dataclass(frozen=True)
class IsiMutasi:
    """What the decree says. `sampai` is the last day of a temporary assignment; None runs on. `alasan` goes into the audit."""

    jabatan: Jabatan
    tmt: date
    nomor_sk: str
    alasan: str
    penugasan: str = Penugasan.DEFINITIF
    sampai: date | None = None
    tanggal_sk: date | None = None

    @property
    def masa(self) -> DateRange:
        """The half-open period."""
        return DateRange(self.tmt, self.sampai + timedelta(days=1) if self.sampai else None)

    @property
    def nama_penugasan(self) -> str:
        """The kind of assignment in words."""
        return str(Penugasan(self.penugasan).label)

    @property
    def definitif(self) -> bool:
        """Whether it takes the place of the person's own post."""
        return self.penugasan == Penugasan.DEFINITIF


def versi_kini(pegawai: Pegawai) -> int:
    """What a form shows as the present state: the row of the running post, 0 for none. One query."""
    return list_berjalan(pegawai).values_list("pk", flat=True).first() or 0


def list_berjalan(pegawai: Pegawai) -> QuerySet[RiwayatJabatan]:
    """The person's own post that runs on: none or one row."""
    return pegawai.riwayat_jabatan.filter(BERLAKU, masa__upper_inf=True, penugasan=Penugasan.DEFINITIF)


@transaction.atomic
def create_mutasi(*, konteks: Konteks, pegawai: Pegawai, isi: IsiMutasi, versi: int | None = None) -> RiwayatJabatan:
    """Start the post of `isi` on its TMT; a definitive one ends the running post that day. A future TMT waits for its day.

    versi   the running post's row as it was shown, 0 for none; None skips the comparison

    Twice is the same as once. Raises PermissionDenied, VersiBerbedaError, the refusals above, ValidationError (a constraint),
    SusunanSendiriError where it changes whom the officer has as superior, or leads.
    """
    kewenangan.require(konteks, "pegawai.ubah", pegawai)
    _kunci(pegawai, isi.jabatan)
    if sudah := _tersimpan(pegawai, isi):
        return sudah
    _periksa_versi(pegawai, versi)
    kelak = _periksa_kelak(konteks, pegawai, isi)
    with audit.explain(actor=konteks.pengguna, why=_alasan(isi)), bukan_susunan_sendiri(konteks):
        baru = _mulai(pegawai, isi)
        _segarkan(pegawai)
        tell_mutasi("mutasi.nanti" if kelak else "mutasi.berlaku", baru, kelak.sesudah if kelak else None)
    return baru


@transaction.atomic
def cancel_mutasi(*, konteks: Konteks, pegawai: Pegawai, baris: RiwayatJabatan, alasan: str) -> None:
    """Withdraw a recorded move; the post that it ended runs on. Both stay in the history of what was known.

    Raises PermissionDenied, MutasiTidakBisaDibatalkanError, SusunanSendiriError.
    """
    kewenangan.require(konteks, "pegawai.ubah", pegawai)
    _kunci(pegawai, baris.jabatan)
    with audit.explain(actor=konteks.pengguna, why=f"Pembatalan SK {baris.nomor_sk}: {alasan}"), bukan_susunan_sendiri(konteks):
        _tarik(pegawai, baris)
        _segarkan(pegawai)
        tell_mutasi_batal(baris)


@transaction.atomic
def correct_mutasi(*, konteks: Konteks, pegawai: Pegawai, baris: RiwayatJabatan, isi: IsiMutasi) -> RiwayatJabatan:
    """Put what the decree really says in the place of a recorded move. Twice is the same as once.

    Raises like cancel_mutasi and create_mutasi.
    """
    kewenangan.require(konteks, "pegawai.ubah", pegawai)
    _kunci(pegawai, isi.jabatan)
    if sudah := _tersimpan(pegawai, isi):
        return sudah
    kelak = _periksa_kelak(konteks, pegawai, isi, baris)
    with audit.explain(actor=konteks.pengguna, why=f"Perbaikan: {_alasan(isi)}"), bukan_susunan_sendiri(konteks):
        _tarik(pegawai, baris)
        baru = _mulai(pegawai, isi)
        _segarkan(pegawai)
        tell_mutasi("mutasi.diperbaiki", baru, kelak.sesudah if kelak else None)
    return baru


@transaction.atomic
def preview_mutasi(*, konteks: Konteks, pegawai: Pegawai, isi: IsiMutasi, ganti: RiwayatJabatan | None = None) -> Dampak:
    """What create_mutasi (or correct_mutasi of `ganti`) would change, with the same refusals; nothing is kept.

    Raises SusunanSendiriError, too, where it changes on its day whom the officer has as superior, or leads.
    """
    kewenangan.require(konteks, "pegawai.ubah", pegawai)
    _kunci(pegawai, isi.jabatan)

    def ubah() -> None:
        if ganti is not None:
            _tarik(pegawai, ganti)
        _mulai(pegawai, isi)

    with audit.explain(actor=konteks.pengguna, why="pratinjau"):
        hasil = dampak.compute(pegawai, max(isi.tmt, waktu.today()), ubah, konteks.pegawai_id)
    if hasil.menyangkut:
        raise SusunanSendiriError()
    return hasil


def decide_batas_usia(pegawai: Pegawai, isi: IsiMutasi) -> Keputusan[bool] | None:
    """Whether the age limit of a definitive post still lies ahead on its TMT, by the law of that day. At most one query.

    None for a temporary assignment, and where the law of that day knows no limit for the post. A limit gone by warns; the office decides.
    """
    if not isi.definitif:
        return None
    try:
        return ATURAN_PINDAH_JABATAN.decide(
            tanggal_lahir=pegawai.tanggal_lahir, jabatan_baru=isi.jabatan.kelas_bup, tmt_jabatan=isi.tmt, per=isi.tmt
        )
    except MasukanDitolak:
        return None


def _periksa_kelak(konteks: Konteks, pegawai: Pegawai, isi: IsiMutasi, ganti: RiwayatJabatan | None = None) -> Dampak | None:
    """Of a post that begins on a coming day: nothing changes today, so look at that day. Raises like preview_mutasi."""
    return preview_mutasi(konteks=konteks, pegawai=pegawai, isi=isi, ganti=ganti) if isi.tmt > waktu.today() else None


# --- rows ------------------------------------------------------------------------------------------------


def _kunci(pegawai: Pegawai, jabatan: Jabatan) -> None:
    """One change at a time; person and post stay as they are until it is done. Before any other row is touched."""
    proyeksi.giliran()
    Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai.pk)
    Jabatan.objects.select_for_update(of=("self",)).get(pk=jabatan.pk)


def _alasan(isi: IsiMutasi) -> str:
    """Why, for the audit: in Indonesian whatever language the officer works in."""
    return f"SK {isi.nomor_sk}: {isi.alasan}" if isi.alasan else f"SK {isi.nomor_sk}"


def _hari(tanggal: date) -> str:
    return date_format(tanggal, "j F Y")


def _tersimpan(pegawai: Pegawai, isi: IsiMutasi) -> RiwayatJabatan | None:
    """The very same move, when it is there already (a button pressed twice)."""
    return pegawai.riwayat_jabatan.filter(
        BERLAKU, jabatan=isi.jabatan, penugasan=isi.penugasan, masa=isi.masa, nomor_sk=isi.nomor_sk, tanggal_sk=isi.tanggal_sk
    ).first()


def _mulai(pegawai: Pegawai, isi: IsiMutasi) -> RiwayatJabatan:
    lama = list_berjalan(pegawai).first()
    _periksa(pegawai, isi, lama)
    if lama and isi.definitif:
        riwayat.supersede(lama, masa=DateRange(lama.masa.lower, isi.tmt))
    baru = RiwayatJabatan(
        pegawai=pegawai,
        jabatan=isi.jabatan,
        penugasan=isi.penugasan,
        masa=isi.masa,
        tmt_jabatan=isi.tmt,
        nomor_sk=isi.nomor_sk,
        tanggal_sk=isi.tanggal_sk,
    )
    baru.full_clean()
    baru.save()
    return baru


def _tarik(pegawai: Pegawai, baris: RiwayatJabatan) -> None:
    """Withdraw a row; the post that it cut short runs on."""
    baris = RiwayatJabatan.objects.select_for_update(of=("self",)).get(pk=baris.pk, pegawai=pegawai)
    if sebab := cek_batal(pegawai, baris):
        raise sebab
    riwayat.withdraw(baris)
    if baris.penugasan != Penugasan.DEFINITIF:
        return
    sebelum = pegawai.riwayat_jabatan.filter(BERLAKU, penugasan=Penugasan.DEFINITIF, masa__endswith=baris.masa.lower).first()
    if sebelum and _dipotong(sebelum):
        riwayat.supersede(sebelum, masa=DateRange(sebelum.masa.lower, None))


def _dipotong(baris: RiwayatJabatan) -> bool:
    """Whether the row once ran on: then it was a move that ended it, not its own decree."""
    return RiwayatJabatan.objects.filter(
        pegawai=baris.pegawai_id,
        jabatan=baris.jabatan_id,
        penugasan=baris.penugasan,
        masa=DateRange(baris.masa.lower, None),
        diganti_at__isnull=False,
    ).exists()


def _segarkan(pegawai: Pegawai) -> None:
    """The person's present state; everybody's superior where the person leads or appraises by a post, or once did."""
    memimpin = Jabatan.objects.filter(riwayat__pegawai=pegawai, memimpin=True).exists()
    menilai = memimpin or PenetapanPenilai.objects.filter(penilai_jabatan__riwayat__pegawai=pegawai).exists()
    atasan.ikuti(None if menilai else [pegawai.pk], tahu=pegawai.pk)  # the person reads it in the word about the move


# --- refusals --------------------------------------------------------------------------------------------


def _periksa_versi(pegawai: Pegawai, versi: int | None) -> None:
    if versi is None:
        return
    if versi_kini(pegawai) != versi:
        raise VersiBerbedaError(
            _("Jabatan orang ini baru saja diubah petugas lain."), fix=_("Periksa lagi keadaannya, lalu tinjau sekali lagi.")
        )


def _periksa(pegawai: Pegawai, isi: IsiMutasi, lama: RiwayatJabatan | None) -> None:
    if isi.sampai and isi.sampai < isi.tmt:
        raise MasaTerbalikError(
            _("Hari terakhir ini mendahului TMT %(tmt)s.") % {"tmt": _hari(isi.tmt)},
            fix=_("Periksa kedua tanggalnya pada SK."),
            field="sampai",
        )
    _periksa_orang(pegawai, isi)
    _periksa_unit(isi)
    _periksa_sama(pegawai, isi)
    if isi.definitif and lama and lama.masa.lower and isi.tmt <= lama.masa.lower:
        raise TmtMendahuluiJabatanError(
            _("Jabatan yang tercatat terakhir, %(jabatan)s, baru dimulai %(mulai)s.")
            % {"jabatan": lama.jabatan.nama, "mulai": _hari(lama.masa.lower)},
            fix=_("TMT harus sesudah tanggal itu. Bila catatan itu keliru, batalkan dulu."),
            field="tmt",
        )
    if isi.jabatan.memimpin:
        _periksa_terisi(pegawai, isi)


def _periksa_orang(pegawai: Pegawai, isi: IsiMutasi) -> None:
    if pegawai.tmt_cpns and isi.tmt < pegawai.tmt_cpns:
        raise TmtMendahuluiMasukError(
            _("%(nama)s baru masuk pada %(mulai)s.") % {"nama": pegawai.nama, "mulai": _hari(pegawai.tmt_cpns)},
            fix=_("Periksa TMT pada SK."),
            field="tmt",
        )
    status = pegawai.riwayat_status.per(isi.tmt).first()
    kedudukan = Kedudukan(status.kedudukan if status else pegawai.kedudukan)
    if kedudukan != Kedudukan.AKTIF:
        raise PegawaiTidakAktifError(
            _("Pada %(tmt)s kedudukan hukum %(nama)s: %(kedudukan)s.")
            % {"tmt": _hari(isi.tmt), "nama": pegawai.nama, "kedudukan": kedudukan.label},
            fix=_("Hanya pegawai aktif yang dapat diberi jabatan. Catat dulu pengaktifannya kembali."),
            field="tmt",
            dasar="PP 11/2017 ps. 64",
        )


def _periksa_unit(isi: IsiMutasi) -> None:
    """The unit stands on the TMT. Trees come without dates; they are taken to hold since AWAL, and before."""
    unit = isi.jabatan.unit
    berdiri = unit.versi.filter(BERLAKU, masa__contains=max(isi.tmt, AWAL)).exists()
    if not berdiri or (not unit.aktif and isi.masa.upper is None):
        raise UnitTidakBerdiriError(
            _("Unit %(unit)s tidak berdiri pada %(tmt)s.") % {"unit": unit.nama, "tmt": _hari(isi.tmt)},
            fix=_("Pilih jabatan di unit yang berdiri pada tanggal itu, atau periksa TMT."),
            field="jabatan",
        )


def _periksa_sama(pegawai: Pegawai, isi: IsiMutasi) -> None:
    sama = pegawai.riwayat_jabatan.filter(BERLAKU, jabatan=isi.jabatan, masa__overlap=isi.masa)
    if ada := sama.filter(penugasan__in={isi.penugasan, Penugasan.DEFINITIF}).first():
        raise JabatanSamaError(
            _("%(nama)s sudah memegang jabatan ini sejak %(mulai)s.")
            % {"nama": pegawai.nama, "mulai": _hari(ada.masa.lower or isi.tmt)},
            fix=_("Pilih jabatan lain, atau periksa TMT."),
            field="jabatan",
        )


def _periksa_terisi(pegawai: Pegawai, isi: IsiMutasi) -> None:
    """A leading post has one holder, and at most one who acts in it. A Plt needs a vacancy, a Plh does not."""
    tidak_aktif = RiwayatStatus.objects.per(isi.tmt).filter(pegawai=OuterRef("pegawai")).exclude(kedudukan=Kedudukan.AKTIF)
    pemegang = (
        RiwayatJabatan.objects.filter(BERLAKU, jabatan=isi.jabatan, masa__overlap=isi.masa)
        .exclude(pegawai=pegawai)
        .exclude(Exists(tidak_aktif))
        .select_related("pegawai")
    )
    definitif = pemegang.filter(penugasan=Penugasan.DEFINITIF).first()
    if definitif and isi.penugasan != Penugasan.PLH:
        raise JabatanTerisiError(
            _("Jabatan ini dipegang %(nama)s sejak %(mulai)s.")
            % {"nama": definitif.pegawai.nama_lengkap, "mulai": _hari(definitif.masa.lower or isi.tmt)},
            fix=_("Catat dulu pindah tugasnya. Bila pemegangnya berhalangan sementara, pilih Plh."),
            field="jabatan",
            dasar=DASAR_PELAKSANA,
        )
    pelaksana = None if isi.definitif else pemegang.exclude(penugasan=Penugasan.DEFINITIF).first()
    if pelaksana:
        raise JabatanTerisiError(
            _("%(nama)s sudah ditugasi di jabatan ini: %(penugasan)s sejak %(mulai)s.")
            % {
                "nama": pelaksana.pegawai.nama_lengkap,
                "penugasan": pelaksana.get_penugasan_display(),
                "mulai": _hari(pelaksana.masa.lower or isi.tmt),
            },
            fix=_("Akhiri atau batalkan dulu penugasan itu."),
            field="jabatan",
        )


def cek_batal(pegawai: Pegawai, baris: RiwayatJabatan) -> MutasiTidakBisaDibatalkanError | None:
    """Why this row can be neither withdrawn nor corrected; None when it can. At most one query."""
    sesudah = pegawai.riwayat_jabatan.filter(BERLAKU, penugasan=Penugasan.DEFINITIF, masa__startswith__gt=baris.masa.lower)
    if baris.diganti_at is not None:
        pesan = _("Catatan ini sudah diganti atau dibatalkan."), _("Buka profilnya untuk melihat yang berlaku sekarang.")
    elif baris.batch_id is not None:
        pesan = _("Catatan ini datang bersama impor daftar pegawai."), _("Batalkan impornya, atau catat pindah tugas yang baru.")
    elif baris.penugasan == Penugasan.DEFINITIF and sesudah.exists():
        pesan = _("Sesudah ini sudah tercatat pindah tugas lain."), _("Batalkan dulu yang terbaru.")
    else:
        return None
    return MutasiTidakBisaDibatalkanError(pesan[0], fix=pesan[1])
