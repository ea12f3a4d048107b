"""What a move by decree says, and why one can't be recorded, corrected or withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inti.errors import UseCaseError
from organisasi.models import Jabatan
from organisasi.services import AWAL
from pegawai.models import BERLAKU, Kedudukan, Pegawai, Penugasan, RiwayatJabatan, RiwayatStatus

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


def _hari(tanggal: date) -> str:
    return date_format(tanggal, "j F Y")


def periksa(pegawai: Pegawai, isi: IsiMutasi, lama: RiwayatJabatan | None) -> None:
    """Raise one of the refusals above where the move can't be. `lama`: the person's own post that runs on, None for none."""
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


def list_pemegang_lain(pegawai: Pegawai, jabatan: Jabatan, masa: DateRange) -> QuerySet[RiwayatJabatan]:
    """Rows of others, in service on the first day, who hold a post or act in it at some time of `masa`."""
    hari = masa.lower or date.min
    tidak_aktif = RiwayatStatus.objects.per(hari).filter(pegawai=OuterRef("pegawai")).exclude(kedudukan=Kedudukan.AKTIF)
    rows = RiwayatJabatan.objects.filter(BERLAKU, jabatan=jabatan, masa__overlap=masa).exclude(pegawai=pegawai)
    return rows.exclude(Exists(tidak_aktif)).select_related("pegawai", "jabatan")


def masa_pulih(baris: RiwayatJabatan, isi: IsiMutasi | None = None) -> DateRange:
    """For how long the post that a row cut short runs on again: to the TMT of what is recorded in its place, else without end."""
    mulai = baris.masa.lower
    akhir = isi.tmt if isi and isi.definitif else None
    return DateRange(mulai, akhir) if mulai and (akhir is None or akhir > mulai) else DateRange(empty=True)


def cek_pulih(pegawai: Pegawai, sambungan: RiwayatJabatan, masa: DateRange) -> JabatanTerisiError | None:
    """Why the post that runs on after a withdrawal can't: somebody else holds it by now. At most one query."""
    if masa.isempty or not sambungan.jabatan.memimpin:
        return None
    lain = list_pemegang_lain(pegawai, sambungan.jabatan, masa).filter(penugasan=Penugasan.DEFINITIF).first()
    if lain is None:
        return None
    isi = {"nama": lain.pegawai.nama_bernomor, "jabatan": sambungan.jabatan.nama, "mulai": _hari(lain.masa.lower or AWAL)}
    return JabatanTerisiError(
        _("Tanpa catatan ini orangnya kembali menjadi %(jabatan)s, padahal jabatan itu dipegang %(nama)s sejak %(mulai)s.") % isi,
        fix=_("Catat dulu pindah tugas pemegangnya sekarang, atau catat pindah tugas yang baru untuk orang ini."),
        dasar=DASAR_PELAKSANA,
    )


def _periksa_terisi(pegawai: Pegawai, isi: IsiMutasi) -> None:
    """A leading post has one holder, and at most one who acts in it. A Plt needs a vacancy, a Plh does not."""
    pemegang = list_pemegang_lain(pegawai, isi.jabatan, isi.masa)
    definitif = pemegang.filter(penugasan=Penugasan.DEFINITIF).first()
    if definitif and isi.penugasan != Penugasan.PLH:
        raise JabatanTerisiError(
            _("Jabatan ini dipegang %(nama)s sejak %(mulai)s.")
            % {"nama": definitif.pegawai.nama_bernomor, "mulai": _hari(definitif.masa.lower or isi.tmt)},
            fix=_("Catat dulu pindah tugasnya. Bila pemegangnya berhalangan sementara, pilih Plh."),
            field="jabatan",
            dasar=DASAR_PELAKSANA,
        )
    pelaksana = None if isi.definitif else pemegang.exclude(penugasan=Penugasan.DEFINITIF).first()
    if pelaksana:
        raise JabatanTerisiError(
            _("%(nama)s sudah ditugasi di jabatan ini: %(penugasan)s sejak %(mulai)s.")
            % {
                "nama": pelaksana.pegawai.nama_bernomor,
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
