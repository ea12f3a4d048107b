"""What is told of an SKP and of the judgement of a quarter. In a mail stands no predicate: it is read after signing in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kabar import jenis
from kabar.jenis import JenisKabar, Nilai
from kabar.penerima import Orang
from kabar.services import kirim
from kinerja.models import SKP, EvaluasiPeriodik

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


def tell_disepakati(skp: SKP, siapa: str) -> None:
    """The superior agreed. That it was handed in or sent back, the engine tells whoever holds it then."""
    isi: dict[str, Nilai] = {"tahun": skp.tahun, "siapa": siapa}
    kirim("skp.disepakati", kepada=[Orang("pegawai", skp.pegawai_id)], subjek=("skp", skp.kode), kunci=skp.versi, isi=isi)


def tell_dinilai(evaluasi: EvaluasiPeriodik) -> None:
    """A quarter was judged."""
    kepada, isi = [Orang("pegawai", evaluasi.pegawai_id)], {"periode": evaluasi.periode.nama}
    kirim("evaluasi.ditetapkan", kepada=kepada, subjek=("evaluasi", evaluasi.kode), kunci="ditetapkan", isi=isi)
