"""The way of an SKP: who holds it in which state, and which steps lead on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.kewenangan import Konteks
from akun.models import KelompokData
from alur.proses import ATASAN, PEMILIK, Beralasan, Keadaan, Langkah, Proses, Ringkas
from inti.errors import UseCaseError
from kinerja.models import SKP, JenisHasil, RencanaHasilKerja, StatusSKP
from kinerja.selectors.sandaran import list_hasil_atasan, list_sasaran_untuk


class SkpBelumLengkapError(UseCaseError):
    """Something is missing before the SKP can be submitted; `baris` is the line that lacks it."""

    def __init__(self, message: str, *, fix: str, baris: RencanaHasilKerja | None = None, dasar: str = "") -> None:
        super().__init__(message, fix=fix, dasar=dasar)
        self.baris = baris


def periksa_lengkap(skp: SKP, konteks: Konteks) -> None:
    """At least one main result, each with a measure, each hung on something above where there is something.

    Raises SkpBelumLengkapError naming the first line that lacks something.
    """
    baris = list(skp.rencana.annotate(jumlah=Count("indikator")))
    if not any(b.jenis == JenisHasil.UTAMA for b in baris):
        raise SkpBelumLengkapError(
            _("SKP ini belum punya hasil kerja utama."), fix=_("Tambahkan paling sedikit satu hasil kerja, lalu ajukan.")
        )
    tanpa_ukuran = next((b for b in baris if not b.jumlah), None)
    if tanpa_ukuran:
        raise SkpBelumLengkapError(
            _("“%(hasil)s” belum punya ukuran.") % {"hasil": tanpa_ukuran.uraian},
            fix=_("Buka hasil kerja itu dan isi paling sedikit satu ukuran."),
            baris=tanpa_ukuran,
            dasar="PermenPANRB 6/2022",
        )
    lepas = next((b for b in baris if _perlu_sandaran(b)), None)
    if lepas and (list_hasil_atasan(skp.pegawai, skp.tahun).exists() or list_sasaran_untuk(skp.unit, skp.tahun).exists()):
        raise SkpBelumLengkapError(
            _("“%(hasil)s” belum tersambung ke hasil di atasnya.") % {"hasil": lepas.uraian},
            fix=_("Pilih hasil atasan atau sasaran unit yang dibantu hasil kerja itu."),
            baris=lepas,
        )


def _perlu_sandaran(baris: RencanaHasilKerja) -> bool:
    return baris.jenis == JenisHasil.UTAMA and baris.intervensi_id is None and baris.sasaran_id is None


def _ringkas(kode: Iterable[str]) -> Mapping[str, Ringkas]:
    rows = SKP.objects.select_related("pegawai", "unit").filter(kode__in=list(kode))
    return {
        s.kode: Ringkas(
            judul=_("SKP %(tahun)s %(nama)s") % {"tahun": s.tahun, "nama": s.pegawai.nama},
            ket=s.unit.nama,
            url=reverse("kinerja:skp", kwargs={"kode": s.kode}),
        )
        for s in rows
    }


SKP_TAHUNAN = Proses(
    nama="skp",
    judul=gettext_lazy("SKP"),
    model="kinerja.SKP",
    lihat="skp.lihat",
    orang=attrgetter("pegawai.kode"),
    ringkas=_ringkas,
    kelompok=KelompokData.KINERJA,
    muat=("unit", "pegawai__unit", "pegawai__atasan", "pegawai__atasan_pejabat"),
    isi=lambda skp: {"pegawai": skp.pegawai.nama, "tahun": skp.tahun},
    keadaan=(
        Keadaan(
            StatusSKP.DRAF,
            StatusSKP.DRAF.label,
            nanti=gettext_lazy("Pemiliknya melengkapi hasil kerja, lalu mengajukannya ke atasan."),
            pemegang=PEMILIK,
        ),
        Keadaan(
            StatusSKP.DIAJUKAN,
            StatusSKP.DIAJUKAN.label,
            nanti=gettext_lazy("Atasan membaca, lalu menyepakati atau mengembalikannya dengan catatan."),
            pemegang=ATASAN,
            kabar="skp.diajukan",
            hari="skp",
            jenis="laut",
        ),
        Keadaan(
            StatusSKP.DIKEMBALIKAN,
            StatusSKP.DIKEMBALIKAN.label,
            nanti=gettext_lazy("Pemiliknya menyesuaikan menurut catatan atasan, lalu mengajukannya lagi. Isiannya tetap ada."),
            pemegang=PEMILIK,
            kabar="skp.dikembalikan",
            jenis="awas",
        ),
        Keadaan(
            StatusSKP.DISEPAKATI,
            StatusSKP.DISEPAKATI.label,
            nanti=gettext_lazy("Kemajuan dicatat sepanjang tahun, dan dinilai tiap triwulan."),
            jenis="baik",
        ),
    ),
    langkah=(
        Langkah("mulai", ("",), StatusSKP.DRAF, "kinerja.saya", gettext_lazy("Mulai menyusun"), gettext_lazy("Mulai disusun")),
        Langkah(
            "ajukan",
            (StatusSKP.DRAF, StatusSKP.DIKEMBALIKAN),
            StatusSKP.DIAJUKAN,
            "skp.susun",
            gettext_lazy("Ajukan ke atasan"),
            gettext_lazy("Diajukan ke atasan"),
            butuh=periksa_lengkap,
            jenis="utama",
        ),
        Langkah(
            "tarik",
            (StatusSKP.DIAJUKAN,),
            StatusSKP.DRAF,
            "skp.susun",
            gettext_lazy("Tarik kembali"),
            gettext_lazy("Ditarik kembali oleh pemiliknya"),
            alasan=Beralasan.BOLEH,
        ),
        Langkah(
            "sepakati",
            (StatusSKP.DIAJUKAN,),
            StatusSKP.DISEPAKATI,
            "skp.sepakati",
            gettext_lazy("Sepakati"),
            gettext_lazy("Disepakati"),
            jenis="utama",
        ),
        Langkah(
            "kembalikan",
            (StatusSKP.DIAJUKAN,),
            StatusSKP.DIKEMBALIKAN,
            "skp.sepakati",
            gettext_lazy("Kembalikan dengan catatan"),
            gettext_lazy("Dikembalikan dengan catatan"),
            alasan=Beralasan.WAJIB,
            petunjuk=gettext_lazy("Tulis apa yang perlu disesuaikan, supaya jelas harus mulai dari mana."),
        ),
    ),
)
