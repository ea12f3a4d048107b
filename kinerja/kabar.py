"""What is told of an SKP and of the judgement of a quarter. In a mail stands no predicate: it is read after signing in."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from alur import kait
from kabar import jenis
from kabar.jenis import JenisKabar, Nilai
from kabar.penerima import Akun, Orang, Penerima
from kabar.services import kirim
from kinerja.models import SKP, EvaluasiPeriodik
from pegawai.models import Pegawai

KELOMPOK = _("Kinerja")

jenis.register(
    JenisKabar(
        nama="skp.diajukan",
        untuk="skp.sepakati",
        judul=_("SKP bawahan menunggu keputusan saya"),
        subjek=_("Ada SKP yang menunggu keputusan Anda"),
        kata=_("%(pegawai)s mengajukan SKP %(tahun)s dan menunggu keputusan Anda."),
        tujuan="kinerja:skp",
        kelompok=KELOMPOK,
        wajib=True,
    ),
    JenisKabar(
        nama="skp.disepakati",
        untuk="kinerja.saya",
        judul=_("SKP saya disepakati"),
        subjek=_("SKP Anda disepakati"),
        kata=_("SKP %(tahun)s Anda disepakati %(siapa)s."),
        rincian=_("Catat kemajuannya sepanjang tahun, sedikit demi sedikit."),
        tujuan="kinerja:skp",
        kelompok=KELOMPOK,
    ),
    JenisKabar(
        nama="skp.dikembalikan",
        untuk="kinerja.saya",
        judul=_("SKP saya dikembalikan"),
        subjek=_("SKP Anda dikembalikan dengan catatan"),
        kata=_("SKP %(tahun)s Anda dikembalikan %(siapa)s dengan catatan."),
        rincian=_("Isian Anda tetap ada: sesuaikan menurut catatannya, lalu ajukan lagi."),
        tujuan="kinerja:skp",
        kelompok=KELOMPOK,
        wajib=True,
    ),
    JenisKabar(
        nama="evaluasi.ditetapkan",
        untuk="kinerja.saya",
        judul=_("Kinerja triwulan saya dinilai"),
        subjek=_("Penilaian triwulan Anda sudah ditetapkan"),
        kata=_("Penilaian %(periode)s Anda sudah ditetapkan."),
        rincian=_("Baca hasil dan alasannya, lalu tandai sudah diterima: dari hari itu terhitung waktu menyatakan keberatan."),
        tujuan="kinerja:mengapa",
        kelompok=KELOMPOK,
        wajib=True,
    ),
)


def tell_diajukan(skp: SKP, per: date) -> None:
    """The superior, and whoever stands in for them, must decide. Without a superior nobody is told: that is a task of the office."""
    isi: dict[str, Nilai] = {"pegawai": skp.pegawai.nama, "tahun": skp.tahun}
    kirim("skp.diajukan", kepada=_pimpinan(skp.pegawai, per), subjek=("skp", skp.kode), kunci=skp.versi, isi=isi)


def tell_diputus(skp: SKP, siapa: str, *, sepakat: bool) -> None:
    """The superior agreed, or sent it back."""
    nama = "skp.disepakati" if sepakat else "skp.dikembalikan"
    isi: dict[str, Nilai] = {"tahun": skp.tahun, "siapa": siapa}
    kirim(nama, kepada=[Orang("pegawai", skp.pegawai_id)], subjek=("skp", skp.kode), kunci=skp.versi, isi=isi)


def tell_dinilai(evaluasi: EvaluasiPeriodik) -> None:
    """A quarter was judged."""
    kepada, isi = [Orang("pegawai", evaluasi.pegawai_id)], {"periode": evaluasi.periode.nama}
    kirim("evaluasi.ditetapkan", kepada=kepada, subjek=("evaluasi", evaluasi.kode), kunci="ditetapkan", isi=isi)


def _pimpinan(pegawai: Pegawai, per: date) -> list[Penerima]:
    """Accounts of whoever decides about a person, and of who stands in for them. Two queries."""
    pimpinan = kait.susunan().list_atasan([pegawai.kode], per).get(pegawai.kode)
    if pimpinan is None:
        return []
    orang = [pimpinan.orang, *([pimpinan.wakil.orang] if pimpinan.wakil else [])]
    return [Akun(o.akun_id) for o in orang if o.akun_id]
