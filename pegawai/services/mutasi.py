"""Moves to another post by decree: recorded, looked at beforehand, corrected and undone by superseding the history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from inti import audit, waktu
from inti.errors import UseCaseError, VersiBerbedaError
from inti.keputusan import Keputusan, MasukanDitolak
from organisasi.kait import SusunanSendiriError, bukan_susunan_sendiri
from organisasi.models import Jabatan, PenetapanPenilai
from pegawai import atasan, dampak, proyeksi, riwayat
from pegawai.dampak import Dampak
from pegawai.kabar import tell_mutasi
from pegawai.kabar_penugasan import tell_ada_pemegang, tell_didampingi
from pegawai.models import BERLAKU, Pegawai, Penugasan, RiwayatJabatan
from pegawai.rules.pensiun import ATURAN_PINDAH_JABATAN
from pegawai.services.syarat_mutasi import IsiMutasi, cek_batal, cek_pulih, list_pemegang_lain, masa_pulih, periksa


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
        _kabari(pegawai, baru, kelak, "mutasi.nanti" if kelak else "mutasi.berlaku")
    return baru


@transaction.atomic
def cancel_mutasi(*, konteks: Konteks, pegawai: Pegawai, baris: RiwayatJabatan, alasan: str) -> None:
    """Withdraw a recorded move; the post that it ended runs on. Both stay in the history of what was known.

    Raises PermissionDenied, MutasiTidakBisaDibatalkanError, SusunanSendiriError.
    """
    kewenangan.require(konteks, "pegawai.ubah", pegawai)
    _kunci(pegawai, baris.jabatan)
    _periksa_tarik(konteks, pegawai, baris)
    with audit.explain(actor=konteks.pengguna, why=f"Pembatalan SK {baris.nomor_sk}: {alasan}"), bukan_susunan_sendiri(konteks):
        semula = find_pemegang(pegawai, baris)
        _tarik(pegawai, baris)
        _segarkan(pegawai, kembali=True)
        tell_mutasi("mutasi.batal", baris)
        if semula:
            tell_didampingi("mutasi.tidak_didampingi", baris, semula)
        _kabari_sambungan(pegawai, baris)


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
        semula = find_pemegang(pegawai, baris)
        _tarik(pegawai, baris, isi)
        baru = _mulai(pegawai, isi)
        _segarkan(pegawai, kembali=True)
        if semula and semula != find_pemegang(pegawai, baru):
            tell_didampingi("mutasi.tidak_didampingi", baris, semula)
        _kabari(pegawai, baru, kelak, "mutasi.diperbaiki_nanti" if kelak else "mutasi.diperbaiki")
        _kabari_sambungan(pegawai, baris, isi)
    return baru


@transaction.atomic
def preview_mutasi(
    *, konteks: Konteks, pegawai: Pegawai, isi: IsiMutasi, ganti: RiwayatJabatan | None = None
) -> tuple[Dampak, ...]:
    """What create_mutasi (or correct_mutasi of `ganti`) would change, day by day, with the same refusals; nothing is kept.

    The last one is the day on which the post of `isi` counts, today at the earliest. Where that is a coming day and `ganti`
    counts today, its withdrawal comes first: that changes today.
    Raises SusunanSendiriError, too, where it changes on its day whom the officer has as superior, or leads.
    """
    kewenangan.require(konteks, "pegawai.ubah", pegawai)
    _kunci(pegawai, isi.jabatan)
    if ganti is not None:
        _periksa_tarik(konteks, pegawai, ganti, isi)
    kini = waktu.today()

    def tarik() -> None:
        if ganti is not None:
            _tarik(pegawai, ganti, isi)

    def mulai() -> None:
        _mulai(pegawai, isi)

    def semua() -> None:
        tarik()
        mulai()

    if isi.tmt <= kini:
        return (_lihat(konteks, pegawai, kini, semua),)
    hari_ini = (_lihat(konteks, pegawai, kini, tarik),) if ganti is not None and kini in ganti.masa else ()
    return *hari_ini, _lihat(konteks, pegawai, isi.tmt, mulai, tarik)


@transaction.atomic
def preview_batal(*, konteks: Konteks, pegawai: Pegawai, baris: RiwayatJabatan) -> Dampak | None:
    """What cancel_mutasi would change today; None where it changes nothing today, or is refused. Nothing is kept."""
    kewenangan.require(konteks, "pegawai.ubah", pegawai)
    _kunci(pegawai, baris.jabatan)
    kini = waktu.today()
    if kini not in baris.masa:
        return None
    try:
        with audit.explain(actor=konteks.pengguna, why="pratinjau"):
            return dampak.compute(pegawai, kini, lambda: _tarik(pegawai, baris), konteks.pegawai_id)
    except UseCaseError:  # the page says why, and so does the refusal
        return None


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


def find_pemegang(pegawai: Pegawai, tugas: IsiMutasi | RiwayatJabatan) -> Pegawai | None:
    """Who decides in the post although `pegawai` is assigned to it for a time: whoever acts in it by law (proyeksi).

    None where the assignment itself counts, is over, or leads nobody. At most two queries.
    """
    hari = max(tugas.masa.lower or date.min, waktu.today())
    if tugas.penugasan == Penugasan.DEFINITIF or hari not in tugas.masa:
        return None
    siapa = proyeksi.get_pemegang(tugas.jabatan.pk, hari)
    return None if siapa in (None, pegawai.pk) else Pegawai.objects.get(pk=siapa)


def find_sambungan(pegawai: Pegawai, baris: RiwayatJabatan) -> RiwayatJabatan | None:
    """The post that a definitive move cut short: without the move it runs on. At most two queries."""
    if baris.penugasan != Penugasan.DEFINITIF:
        return None
    lalu = pegawai.riwayat_jabatan.filter(BERLAKU, penugasan=Penugasan.DEFINITIF, masa__endswith=baris.masa.lower)
    sebelum = lalu.select_related("jabatan__unit").first()
    return sebelum if sebelum and _dipotong(sebelum) else None


def list_pelaksana(pegawai: Pegawai, jabatan: Jabatan, masa: DateRange) -> list[RiwayatJabatan]:
    """Who acts as Plt, Pj or Plh in a leading post at that time, beside `pegawai` as its holder. At most one query.

    A Plh may stay there, but decides no more, and neither of them knew of the other.
    """
    if masa.isempty or not jabatan.memimpin:
        return []
    rows = list_pemegang_lain(pegawai, jabatan, masa).exclude(penugasan=Penugasan.DEFINITIF)
    return list(rows.order_by("masa", "pk"))


def list_pelaksana_sambungan(pegawai: Pegawai, baris: RiwayatJabatan, isi: IsiMutasi | None = None) -> list[RiwayatJabatan]:
    """Who acts by now in the post that runs on once this row is withdrawn, or corrected to `isi`. At most three queries."""
    sambungan = find_sambungan(pegawai, baris)
    return list_pelaksana(pegawai, sambungan.jabatan, masa_pulih(baris, isi)) if sambungan else []


def _kabari(pegawai: Pegawai, baru: RiwayatJabatan, kelak: Dampak | None, nama: str) -> None:
    """Word of a post that was just recorded: to the person, to who holds it beside them, and to who acts in it beside them."""
    pemegang = find_pemegang(pegawai, baru)
    if pemegang:
        nama = "mutasi.mendampingi"
        tell_didampingi("mutasi.didampingi", baru, pemegang)
    elif baru.hari_terakhir:
        nama = "mutasi.sementara_diperbaiki" if nama.startswith("mutasi.diperbaiki") else "mutasi.sementara"
    tell_mutasi(nama, baru, kelak.sesudah if kelak else None, pemegang)
    if baru.penugasan == Penugasan.DEFINITIF:
        _kabari_berdua(baru, baru.tmt_jabatan, list_pelaksana(pegawai, baru.jabatan, baru.masa))


def _kabari_berdua(pemegang: RiwayatJabatan, mulai: date, pelaksana: list[RiwayatJabatan]) -> None:
    """Word to those who act in a post that it has a holder from a day on, and to the holder that they are there."""
    tell_ada_pemegang(pemegang, mulai, pelaksana)
    for p in pelaksana:
        tell_didampingi("mutasi.didampingi", p, pemegang.pegawai, kunci=f"{pemegang.pk}-{p.pk}")


def _kabari_sambungan(pegawai: Pegawai, baris: RiwayatJabatan, isi: IsiMutasi | None = None) -> None:
    """Word to who acts in the post that runs on now that `baris` is withdrawn, and to its holder."""
    if baris.penugasan != Penugasan.DEFINITIF:
        return
    sendiri = pegawai.riwayat_jabatan.filter(BERLAKU, penugasan=Penugasan.DEFINITIF, masa__contains=baris.masa.lower)
    lain = sendiri.filter(jabatan__memimpin=True).exclude(jabatan=baris.jabatan_id)
    kembali = lain.select_related("jabatan__unit", "pegawai").first()
    if kembali:
        _kabari_berdua(kembali, baris.masa.lower, list_pelaksana(pegawai, kembali.jabatan, masa_pulih(baris, isi)))


def _lihat(
    konteks: Konteks,
    pegawai: Pegawai,
    hari: date,
    ubah: Callable[[], object],
    awal: Callable[[], object] | None = None,
) -> Dampak:
    """What `ubah` changes on that day. Raises SusunanSendiriError where that concerns whoever asks."""
    with audit.explain(actor=konteks.pengguna, why="pratinjau"):
        hasil = dampak.compute(pegawai, hari, ubah, konteks.pegawai_id, awal)
    if hasil.menyangkut:
        raise SusunanSendiriError()
    return hasil


def _periksa_kelak(konteks: Konteks, pegawai: Pegawai, isi: IsiMutasi, ganti: RiwayatJabatan | None = None) -> Dampak | None:
    """Of a post that begins on a coming day: nothing changes today, so look at that day. Raises like preview_mutasi."""
    if isi.tmt > waktu.today():
        return preview_mutasi(konteks=konteks, pegawai=pegawai, isi=isi, ganti=ganti)[-1]
    if ganti is not None:
        _periksa_tarik(konteks, pegawai, ganti, isi)
    return None


def _periksa_tarik(konteks: Konteks, pegawai: Pegawai, baris: RiwayatJabatan, isi: IsiMutasi | None = None) -> None:
    """Of a row of a coming day: to withdraw it changes nothing today, so look at that day. Raises SusunanSendiriError."""
    if baris.masa.lower and baris.masa.lower > waktu.today():
        _lihat(konteks, pegawai, baris.masa.lower, lambda: _tarik(pegawai, baris, isi))


# --- rows ------------------------------------------------------------------------------------------------


def _kunci(pegawai: Pegawai, jabatan: Jabatan) -> None:
    """One change at a time; person and post stay as they are until it is done. Before any other row is touched."""
    proyeksi.giliran()
    Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai.pk)
    Jabatan.objects.select_for_update(of=("self",)).get(pk=jabatan.pk)


def _alasan(isi: IsiMutasi) -> str:
    """Why, for the audit: in Indonesian whatever language the officer works in."""
    return f"SK {isi.nomor_sk}: {isi.alasan}" if isi.alasan else f"SK {isi.nomor_sk}"


def _tersimpan(pegawai: Pegawai, isi: IsiMutasi) -> RiwayatJabatan | None:
    """The very same move, when it is there already (a button pressed twice)."""
    return pegawai.riwayat_jabatan.filter(
        BERLAKU, jabatan=isi.jabatan, penugasan=isi.penugasan, masa=isi.masa, nomor_sk=isi.nomor_sk, tanggal_sk=isi.tanggal_sk
    ).first()


def _mulai(pegawai: Pegawai, isi: IsiMutasi) -> RiwayatJabatan:
    lama = list_berjalan(pegawai).first()
    periksa(pegawai, isi, lama)
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


def _tarik(pegawai: Pegawai, baris: RiwayatJabatan, isi: IsiMutasi | None = None) -> None:
    """Withdraw a row, for good or to record `isi` in its place; the post that it cut short runs on."""
    baris = RiwayatJabatan.objects.select_for_update(of=("self",)).get(pk=baris.pk, pegawai=pegawai)
    if sebab := cek_batal(pegawai, baris):
        raise sebab
    sebelum = find_sambungan(pegawai, baris)
    if sebelum and (terisi := cek_pulih(pegawai, sebelum, masa_pulih(baris, isi))):
        raise terisi
    riwayat.withdraw(baris)
    if sebelum:
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


def _segarkan(pegawai: Pegawai, *, kembali: bool = False) -> None:
    """The person's present state; everybody's superior where the person leads or appraises by a post, or once did.

    kembali   an earlier change is taken back with it
    """
    memimpin = Jabatan.objects.filter(riwayat__pegawai=pegawai, memimpin=True).exists()
    menilai = memimpin or PenetapanPenilai.objects.filter(penilai_jabatan__riwayat__pegawai=pegawai).exists()
    atasan.ikuti(None if menilai else [pegawai.pk], tahu=pegawai.pk, kembali=kembali)  # they read it in the word about the move


def _periksa_versi(pegawai: Pegawai, versi: int | None) -> None:
    if versi is None:
        return
    if versi_kini(pegawai) != versi:
        raise VersiBerbedaError(
            _("Jabatan orang ini baru saja diubah petugas lain."), fix=_("Periksa lagi keadaannya, lalu tinjau sekali lagi.")
        )
