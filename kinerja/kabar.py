"""What is told of an SKP and of the judgement of a quarter. In a mail stands no predicate: it is read after signing in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akun.kewenangan import Konteks
from alur.kabar import list_pimpinan, sebut_pelaku
from kabar import jenis
from kabar.jenis import JenisKabar, Nilai
from kabar.penerima import Orang, Penerima
from kabar.services import kirim, record_usai
from kinerja.models import SKP, EvaluasiPeriodik, RencanaHasilKerja

KELOMPOK = _("Kinerja")
KE_PEMILIK = "skp.dibicarakan"
KE_ATASAN = "skp.dijawab"

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
        nama=KE_PEMILIK,
        untuk="kinerja.saya",
        judul=_("Atasan menulis tentang bagian SKP saya"),
        subjek=_("Atasan menulis tentang SKP Anda"),
        kata=_("%(siapa)s menulis tentang satu hasil kerja pada SKP %(tahun)s Anda."),
        rincian=_("Baca dan jawab di hasil kerja itu."),
        tujuan="kinerja:skp",
        jangkar="hasil-",
        kelompok=KELOMPOK,
    ),
    JenisKabar(
        nama=KE_ATASAN,
        untuk="skp.sepakati",
        judul=_("Bawahan menulis tentang bagian SKP-nya"),
        subjek=_("Ada tulisan tentang SKP bawahan Anda"),
        kata=_("%(siapa)s menulis tentang satu hasil kerja pada SKP %(tahun)s miliknya."),
        rincian=_("Baca dan jawab di hasil kerja itu."),
        tujuan="kinerja:skp",
        jangkar="hasil-",
        kelompok=KELOMPOK,
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


def tell_disepakati(konteks: Konteks, skp: SKP) -> None:
    """The superior agreed. That it was handed in or sent back, the engine tells whoever holds it then."""
    isi: dict[str, Nilai] = {"tahun": skp.tahun, "siapa": sebut_pelaku(konteks, skp.pegawai.kode)}
    kirim("skp.disepakati", kepada=[Orang("pegawai", skp.pegawai_id)], subjek=("skp", skp.kode), kunci=skp.versi, isi=isi)


def tell_dialog(konteks: Konteks, rencana: RencanaHasilKerja, skp: SKP, *, dari_atasan: bool) -> None:
    """Somebody wrote about one line: tell the other side, once a day until they answer; what this side was told is answered.

    Whoever stands in for the superior is on their side.
    """
    perkara = f"{skp.kode}/{rencana.kode}"
    record_usai(jenis=[KE_ATASAN if dari_atasan else KE_PEMILIK], subjek_jenis="skp", masih={perkara: ()})
    dijawab = rencana.dialog.filter(dari_atasan=not dari_atasan).count()
    kepada: list[Penerima] = [Orang("pegawai", skp.pegawai_id)] if dari_atasan else list_pimpinan(skp.pegawai.kode, konteks.per)
    kirim(
        KE_PEMILIK if dari_atasan else KE_ATASAN,
        kepada=kepada,
        subjek=("skp", perkara),
        kunci=f"{dijawab} {konteks.per.isoformat()}",
        isi={"siapa": sebut_pelaku(konteks, skp.pegawai.kode), "tahun": skp.tahun},
    )


def tell_dinilai(evaluasi: EvaluasiPeriodik) -> None:
    """A quarter was judged."""
    kepada, isi = [Orang("pegawai", evaluasi.pegawai_id)], {"periode": evaluasi.periode.nama}
    kirim("evaluasi.ditetapkan", kepada=kepada, subjek=("evaluasi", evaluasi.kode), kunci="ditetapkan", isi=isi)
