"""The judgement of a quarter: what it would be, setting it, and taking note of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from akun import kewenangan
from akun.kewenangan import Konteks
from inti import audit, instansi, penjelasan
from inti.errors import UseCaseError
from inti.keputusan import Alasan, Keputusan
from kinerja import kabar
from kinerja.models import SKP, EvaluasiPeriodik, PeriodeKinerja, StatusSKP
from kinerja.rules import ATURAN_PREDIKAT
from kinerja.selectors.evaluasi import DataPeriode, get_data_periode, list_belum_dinilai
from kinerja.selectors.penilai import get_penilai
from kinerja.services.angka import umumkan_angka
from kinerja.services.periode import jaga_periode
from kinerja.services.skp import KeadaanSkpError, require_penilai

ALASAN_MIN = 15


class TanpaBuktiError(UseCaseError):
    """Nothing in the file supports a judgement, and no reason was recorded for judging all the same."""


class EvaluasiSudahAdaError(UseCaseError):
    """The judgement for this quarter was set; only an objection changes it."""


class UmpanBalikKosongError(UseCaseError):
    """A judgement without a word to the person."""


@dataclass(frozen=True)
class IsianEvaluasi:
    """What the appraiser decided; `alasan_tanpa_bukti` only where the file holds no evidence."""

    rating_hasil: str
    rating_perilaku: str
    umpan_balik: str
    alasan_tanpa_bukti: str = ""


def decide_evaluasi(
    *,
    skp: SKP,
    periode: PeriodeKinerja,
    rating_hasil: str,
    rating_perilaku: str,
    data: DataPeriode,
    penilai: str,
    konteks: Konteks,
) -> Keputusan[str]:
    """Return the predicate that two ratings would give, with the data of the quarter behind each. One query; writes nothing."""
    dasar = ATURAN_PREDIKAT.decide(hasil_kerja=rating_hasil, perilaku=rating_perilaku, per=konteks.per)
    hasil, perilaku, *lain = dasar.alasan
    hari = data.terakhir or konteks.per
    fakta = {
        "jumlah": data.catatan,
        "berbukti": data.berbukti,
        "periode": periode.nama,
        "sesuai": data.sesuai,
        "hasil": data.hasil,
    }
    return replace(
        dasar,
        per=konteks.per,
        masukan={**dasar.masukan, "skp": skp.kode, "periode": periode.kode},
        alasan=(
            replace(
                hasil,
                nilai={**hasil.nilai, **fakta},
                sumber=gettext_noop(
                    "%(jumlah)s catatan kemajuan pada %(periode)s, %(berbukti)s dengan bukti; %(sesuai)s dari %(hasil)s hasil yang dicatat sesuai jalur"
                ),
                data_per=hari,
            ),
            replace(
                perilaku,
                nilai={**perilaku.nilai, "penilai": penilai},
                sumber=gettext_noop("Penilaian %(penilai)s atas tujuh nilai BerAKHLAK"),
                data_per=konteks.per,
                dasar="SE MenPANRB 20/2021",
            ),
            *lain,
            *_peringatan(data, periode),
        ),
    )


@transaction.atomic
def create_evaluasi(*, konteks: Konteks, skp: SKP, periode: PeriodeKinerja, isian: IsianEvaluasi) -> EvaluasiPeriodik:
    """Set the judgement of a quarter. The very same again, word for word, returns the one that stands.

    Raises BukanPenilaiError, KeadaanSkpError, UmpanBalikKosongError, TanpaBuktiError, EvaluasiSudahAdaError.
    """
    kini = (
        SKP.objects.select_for_update(of=("self",))
        .select_related("unit", "pegawai__unit", "pegawai__atasan", "pegawai__atasan_pejabat")
        .get(pk=skp.pk)
    )
    require_penilai(konteks, kini.pegawai, "evaluasi.tetapkan")
    ada = EvaluasiPeriodik.objects.filter(skp=kini, periode=periode, diganti_at__isnull=True).first()
    if ada:
        return _ulang(ada, isian)
    _periksa_keadaan(kini, periode, konteks)
    data = get_data_periode(kini, periode)
    _periksa_isian(isian, data)
    penilai = get_penilai(kini.pegawai)
    keputusan = decide_evaluasi(
        skp=kini,
        periode=periode,
        rating_hasil=isian.rating_hasil,
        rating_perilaku=isian.rating_perilaku,
        data=data,
        penilai=penilai.nama,
        konteks=konteks,
    )
    with audit.explain(actor=konteks.pengguna, why=f"penilaian kinerja triwulan {periode.triwulan} tahun {periode.tahun}"):
        evaluasi = EvaluasiPeriodik.objects.create(
            skp=kini,
            pegawai=kini.pegawai,
            periode=periode,
            penilai_id=penilai.pegawai_id,
            penilai_pejabat_id=penilai.pejabat_id,
            rating_hasil=isian.rating_hasil,
            rating_perilaku=isian.rating_perilaku,
            predikat=keputusan.hasil,
            umpan_balik=isian.umpan_balik.strip(),
            alasan_tanpa_bukti="" if data.berbukti else isian.alasan_tanpa_bukti.strip(),
            keputusan=penjelasan.simpan(keputusan),
            oleh=konteks.pengguna,
            ditetapkan=konteks.per,
        )
    kabar.tell_dinilai(evaluasi)
    umumkan_angka(kini, periode, {periode.pk: {"dinilai": 1, keputusan.hasil: 1}})
    return evaluasi


@transaction.atomic
def receive_evaluasi(*, konteks: Konteks, evaluasi: EvaluasiPeriodik) -> EvaluasiPeriodik:
    """The person takes note of the judgement: day 0 of the time to object. Twice is the same as once."""
    kewenangan.require(konteks, "evaluasi.terima", evaluasi)
    kini = EvaluasiPeriodik.objects.select_for_update(of=("self",)).get(pk=evaluasi.pk)
    if kini.diterima is None:
        kini.diterima = max(konteks.per, kini.ditetapkan)
        with audit.explain(actor=konteks.pengguna, why="menerima hasil evaluasi"):
            kini.save(update_fields=["diterima"])
    return kini


def cari_halangan(skp: SKP, periode: PeriodeKinerja, konteks: Konteks) -> KeadaanSkpError | None:
    """Why a quarter of this SKP can't be judged now, for a page that says so before anything is typed; None where it can."""
    try:
        _periksa_keadaan(skp, periode, konteks)
    except KeadaanSkpError as error:
        return error
    return None


def _ulang(ada: EvaluasiPeriodik, isian: IsianEvaluasi) -> EvaluasiPeriodik:
    if (ada.rating_hasil, ada.rating_perilaku) == (isian.rating_hasil, isian.rating_perilaku):
        # A form has no box for the reason once there is evidence.
        if ada.umpan_balik == isian.umpan_balik.strip() and isian.alasan_tanpa_bukti.strip() in ("", ada.alasan_tanpa_bukti):
            return ada
        raise EvaluasiSudahAdaError(
            _("Penilaian periode ini sudah ditetapkan %(tanggal)s dengan tulisan lain; tulisan di halaman ini belum tersimpan.")
            % {"tanggal": date_format(ada.ditetapkan, "j F Y")},
            fix=_(
                "Muat ulang halaman ini untuk membaca penilaian yang berlaku. Yang ingin Anda tambahkan, sampaikan langsung "
                "kepada pegawainya; simpan dulu tulisan Anda."
            ),
        )
    raise EvaluasiSudahAdaError(
        _("Penilaian periode ini sudah ditetapkan %(tanggal)s: %(predikat)s.")
        % {"tanggal": date_format(ada.ditetapkan, "j F Y"), "predikat": ada.get_predikat_display()},
        fix=_("Perubahan hanya lewat keberatan pegawai kepada atasan Anda (PP 30/2019 pasal 59)."),
    )


def _periksa_keadaan(skp: SKP, periode: PeriodeKinerja, konteks: Konteks) -> None:
    if skp.status != StatusSKP.DISEPAKATI:
        raise KeadaanSkpError(
            _("SKP ini belum disepakati, jadi belum ada yang bisa dinilai."), fix=_("Sepakati SKP-nya lebih dulu.")
        )
    if periode.tahun != skp.tahun or konteks.per < periode.mulai:
        raise KeadaanSkpError(
            _("%(periode)s belum berjalan untuk SKP ini.") % {"periode": periode.nama},
            fix=_("Nilai periode yang sudah berjalan."),
        )
    if any(p.pk == periode.pk and p.terkunci_at for p in jaga_periode(periode.tahun)):
        raise KeadaanSkpError(
            _("%(periode)s sudah ditutup.") % {"periode": periode.nama},
            fix=_("Hubungi %(badan)s bila penilaian tertinggal.") % instansi.kata(),
        )
    if not list_belum_dinilai(periode, periode.tahun, periode.masa.upper).filter(pk=skp.pk).exists():
        raise KeadaanSkpError(
            _("SKP ini baru disepakati %(hari)s, sesudah %(periode)s berakhir, dan tidak ada catatan pada triwulan itu.")
            % {"hari": date_format(skp.disepakati or konteks.per, "j F Y"), "periode": periode.nama},
            fix=_("Nilai mulai triwulan saat SKP disepakati, atau minta pegawai mencatat kemajuan triwulan itu lebih dulu."),
        )


def _periksa_isian(isian: IsianEvaluasi, data: DataPeriode) -> None:
    if not isian.umpan_balik.strip():
        raise UmpanBalikKosongError(
            _("Umpan balik masih kosong."), fix=_("Tulis satu hal yang baik dan satu hal yang bisa dibantu."), field="umpan_balik"
        )
    if not data.berbukti and len(isian.alasan_tanpa_bukti.strip()) < ALASAN_MIN:
        raise TanpaBuktiError(
            _("Belum ada catatan kemajuan dengan bukti pada periode ini."),
            fix=_("Minta pegawai menambahkan bukti, atau tulis alasan menilai tanpa bukti (paling sedikit 15 huruf)."),
            field="alasan_tanpa_bukti",
            dasar="PermenPANRB 6/2022",
        )


def _peringatan(data: DataPeriode, periode: PeriodeKinerja) -> tuple[Alasan, ...]:
    if data.berbukti:
        return ()
    return (
        Alasan(
            gettext_noop("Tidak ada bukti pada %(periode)s; penilai mencatat alasannya."),
            {"periode": periode.nama},
            kode="tanpa_bukti",
            peringatan=True,
        ),
    )
