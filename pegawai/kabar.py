"""Messages about employees' records: imports, codes to sign in, and who opened whose data; and which account a person has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from akun.models import CatatanAkses
from alur import kait
from inti import waktu
from kabar import jenis, penerima
from kabar.jenis import JenisKabar, Nilai
from kabar.models import Saluran
from kabar.penerima import Akun
from kabar.services import Kejadian, kirim, kirim_banyak
from organisasi.models import PejabatNonAsn
from pegawai.models import Pegawai, RiwayatJabatan

MUTASI = _("Pindah tugas saya")
ATASAN = _("Atasan dan tim")
_TANPA = "–"

jenis.register(
    JenisKabar(
        nama="data.dibuka",
        untuk="akses.lihat",
        judul=_("Data saya dibuka orang lain (sekali sehari)"),
        subjek=_("Data Anda dibuka"),
        kata=_("%(jumlah)s orang membuka data Anda pada %(hari)s."),
        rincian=_("Siapa, apa, dan untuk apa, ada di 'Siapa melihat data saya'."),
        tujuan="pegawai:akses-saya",
        argumen=False,
        kelompok=_("Data saya"),
        bawaan=(Saluran.KOTAK,),
    ),
)

jenis.register(
    JenisKabar(
        nama="atasan.berganti",
        judul=_("Atasan saya berganti"),
        subjek=_("Atasan Anda berganti"),
        kata=_("Atasan Anda sekarang %(baru)s, sebelumnya %(lama)s."),
        rincian=_("Yang menunggu keputusan ikut berpindah. Bila ini keliru, hubungi %(badan)s."),
        kelompok=ATASAN,
        wajib=True,
    ),
    JenisKabar(
        nama="tim.pergi",
        untuk="pegawai.daftar",
        judul=_("Orang di tim saya berpindah atasan"),
        subjek=_("Tim Anda berubah"),
        kata=_("%(jumlah)s orang di tim Anda sekarang dipimpin dan dinilai %(baru)s: %(siapa)s"),
        rincian=_("Bila ini keliru, hubungi %(badan)s."),
        kelompok=ATASAN,
        wajib=True,
    ),
    JenisKabar(
        nama="tim.datang",
        untuk="pegawai.daftar",
        judul=_("Tim saya bertambah"),
        subjek=_("Tim Anda bertambah"),
        kata=_("%(jumlah)s orang sekarang Anda pimpin dan nilai, sebelumnya dipimpin %(lama)s: %(siapa)s"),
        rincian=_("Yang menunggu keputusan untuk mereka sekarang ada di 'Menunggu saya'."),
        tujuan="alur:menunggu",
        argumen=False,
        kelompok=ATASAN,
        wajib=True,
    ),
)

# The superior stands in the same message: whoever is moved reads all of it at once.
jenis.register(
    JenisKabar(
        nama="mutasi.berlaku",
        judul=_("Pindah tugas saya dicatat"),
        subjek=_("Pindah tugas Anda dicatat"),
        kata=_("Sejak %(tmt)s Anda bertugas sebagai %(jabatan)s di %(unit)s. Atasan Anda: %(atasan)s."),
        rincian=_("Bila ini keliru, hubungi %(badan)s."),
        tujuan="pegawai:profil",
        kelompok=MUTASI,
        wajib=True,
    ),
    JenisKabar(
        nama="mutasi.lewat_daftar",
        judul=_("Pindah tugas saya tercatat lewat daftar pegawai"),
        subjek=_("Pindah tugas Anda dicatat"),
        kata=_(
            "Menurut daftar pegawai, Anda bertugas sebagai %(jabatan)s di %(unit)s sejak %(tmt)s. Atasan Anda sekarang: %(atasan)s."
        ),
        rincian=_("Bila ini keliru, hubungi %(badan)s."),
        tujuan="pegawai:saya",
        argumen=False,
        kelompok=MUTASI,
        wajib=True,
    ),
    JenisKabar(
        nama="mutasi.daftar_dibatalkan",
        judul=_("Pindah tugas saya lewat daftar pegawai dibatalkan"),
        subjek=_("Pindah tugas Anda dibatalkan"),
        kata=_(
            "Perubahan lewat daftar pegawai yang dikabarkan sebelumnya dibatalkan. "
            "Anda kembali bertugas sebagai %(jabatan)s di %(unit)s. Atasan Anda sekarang: %(atasan)s."
        ),
        rincian=_("Bila ini keliru, hubungi %(badan)s."),
        tujuan="pegawai:saya",
        argumen=False,
        kelompok=MUTASI,
        wajib=True,
    ),
    JenisKabar(
        nama="mutasi.nanti",
        judul=_("Pindah tugas saya dicatat untuk hari mendatang"),
        subjek=_("Pindah tugas Anda dicatat"),
        kata=_(
            "Mulai %(tmt)s Anda bertugas sebagai %(jabatan)s di %(unit)s. Menurut susunan hari ini, atasan Anda nanti: %(atasan)s."
        ),
        rincian=_("Sampai hari itu keadaannya tetap seperti sekarang. Bila ini keliru, hubungi %(badan)s."),
        tujuan="pegawai:profil",
        kelompok=MUTASI,
        wajib=True,
    ),
    JenisKabar(
        nama="mutasi.diperbaiki",
        judul=_("Catatan pindah tugas saya diperbaiki"),
        subjek=_("Catatan pindah tugas Anda diperbaiki"),
        kata=_(
            "Catatan pindah tugas Anda sekarang: %(jabatan)s di %(unit)s, mulai %(tmt)s. Atasan Anda sejak hari itu: %(atasan)s."
        ),
        rincian=_("Ini menggantikan kabar sebelumnya. Bila ini keliru, hubungi %(badan)s."),
        tujuan="pegawai:profil",
        kelompok=MUTASI,
        wajib=True,
    ),
    JenisKabar(
        nama="mutasi.diperbaiki_nanti",
        judul=_("Catatan pindah tugas saya diperbaiki untuk hari mendatang"),
        subjek=_("Catatan pindah tugas Anda diperbaiki"),
        kata=_(
            "Catatan pindah tugas Anda sekarang: %(jabatan)s di %(unit)s, mulai %(tmt)s. "
            "Sampai hari itu jabatan Anda: %(kini)s. Atasan Anda sampai hari itu: %(atasan_kini)s."
        ),
        rincian=_("Ini menggantikan kabar sebelumnya. Bila ini keliru, hubungi %(badan)s."),
        tujuan="pegawai:profil",
        kelompok=MUTASI,
        wajib=True,
    ),
    JenisKabar(
        nama="mutasi.batal",
        judul=_("Pindah tugas saya dibatalkan"),
        subjek=_("Pindah tugas Anda dibatalkan"),
        kata=_(
            "Penugasan Anda sebagai %(jabatan)s di %(unit)s mulai %(tmt)s dibatalkan. "
            "Jabatan Anda: %(kini)s. Atasan Anda: %(atasan)s."
        ),
        rincian=_("Bila ini keliru, hubungi %(badan)s."),
        tujuan="pegawai:profil",
        kelompok=MUTASI,
        wajib=True,
    ),
)


def get_akun_pegawai(ids: list[int]) -> Mapping[int, int | None]:
    """The accounts of these employees. One query."""
    return dict(Pegawai.objects.filter(pk__in=ids).values_list("pk", "akun_id"))


def get_akun_pejabat(ids: list[int]) -> Mapping[int, int | None]:
    """The accounts of these officials who are no employees. One query."""
    return dict(PejabatNonAsn.objects.filter(pk__in=ids).values_list("pk", "akun_id"))


penerima.register("pegawai", get_akun_pegawai)
penerima.register("pejabat", get_akun_pejabat)


def tell_mutasi(nama: str, baris: RiwayatJabatan, kelak: Pegawai | None = None, pemegang: Pegawai | None = None) -> None:
    """Tell somebody what became of a post recorded for them, which one they hold today, and who leads them.

    kelak      the person on the day of the post, where it is still to come
    pemegang   who holds the post to which they are assigned for a time, and decides there all the same
    """
    kini = _segar(baris)
    isi: dict[str, Nilai] = {
        "jabatan": baris.sebutan,
        "unit": baris.jabatan.unit.nama,
        "tmt": baris.tmt_jabatan,
        "akhir": baris.hari_terakhir or _("diakhiri"),
        "pemegang": pemegang.nama_lengkap if pemegang else _TANPA,
        "atasan": _atasan(kelak or kini),
        "kini": kini.jabatan.nama if kini.jabatan else _TANPA,
        "atasan_kini": _atasan(kini),
    }
    perlu = {k: isi[k] for k in jenis.get(nama).nilai}
    kirim(nama, kepada=[Akun(kini.akun_id)] if kini.akun_id else [], subjek=("mutasi", kini.kode), kunci=baris.pk, isi=perlu)


def _segar(baris: RiwayatJabatan) -> Pegawai:
    """The person as the change left them."""
    return Pegawai.objects.select_related("jabatan", "atasan", "atasan_pejabat").get(pk=baris.pegawai_id)


def _atasan(orang: Pegawai) -> str:
    return orang.atasan.nama_lengkap if orang.atasan else orang.atasan_pejabat.nama if orang.atasan_pejabat else _TANPA


@dataclass(frozen=True)
class GantiAtasan:
    """People who went from one superior to another: the accounts of those who have one, None for the others.

    siapa   the names of the first of them
    """

    lama: kait.Orang
    baru: kait.Orang
    akun: Sequence[int | None]
    siapa: Sequence[str]


@dataclass(frozen=True)
class Pindah:
    """People whom a list moved to one post of one unit from the same day on, by account; '' for no superior."""

    jabatan: str
    unit: str
    tmt: date | None
    atasan: str
    akun: Sequence[int]


def tell_pindah_lewat_daftar(pindah: Sequence[Pindah], *, kunci: str, kembali: bool) -> None:
    """Tell whom a list moved where they serve now; `kembali`: because it was undone. A constant number of statements."""
    nama = "mutasi.daftar_dibatalkan" if kembali else "mutasi.lewat_daftar"
    perlu = jenis.get(nama).nilai
    kejadian = [
        Kejadian(
            ("mutasi", kunci),
            [Akun(pk) for pk in p.akun],
            f"{kunci}-{nomor}",
            {k: v for k, v in _isi_pindah(p).items() if k in perlu},
        )
        for nomor, p in enumerate(pindah)
    ]
    if kejadian:
        kirim_banyak(nama, kejadian)


def _isi_pindah(p: Pindah) -> dict[str, Nilai]:
    return {"jabatan": p.jabatan, "unit": p.unit, "tmt": p.tmt or _TANPA, "atasan": p.atasan or _TANPA}


def tell_atasan_berganti(daftar: Sequence[GantiAtasan], *, kunci: str) -> None:
    """Tell everybody whose superior changed, and both superiors; one event for all who went the same way."""

    def kirim_semua(nama: str, akun: Callable[[GantiAtasan], Iterable[int | None]], *nilai: str) -> None:
        kejadian = []
        for nomor, g in enumerate(daftar):
            isi: dict[str, Nilai] = {"lama": g.lama.nama, "baru": g.baru.nama, "jumlah": len(g.akun), "siapa": _sebut(g)}
            kepada = [Akun(pk) for pk in akun(g) if pk]
            kejadian.append(Kejadian(("atasan", kunci), kepada, f"{kunci}-{nomor}", {n: isi[n] for n in nilai}))
        kirim_banyak(nama, kejadian)

    kirim_semua("atasan.berganti", lambda g: g.akun, "lama", "baru")
    kirim_semua("tim.pergi", lambda g: [g.lama.akun_id], "jumlah", "baru", "siapa")
    kirim_semua("tim.datang", lambda g: [g.baru.akun_id], "jumlah", "lama", "siapa")


def _sebut(g: GantiAtasan) -> str:
    """The people by name, to the end of the sentence; the number stands before them. Names need no language."""
    return ", ".join(g.siapa) + (", …" if len(g.akun) > len(g.siapa) else ".")


def sebut_seorang(nama: str, siapa: str) -> bool:
    """Whether the people named in `siapa` (_sebut) are, or have among them, one of this name: which may hold a comma itself."""
    return f", {nama}, " in f", {siapa.removesuffix('.')}, "


def tell_dibuka(hari: date | None = None) -> int:
    """Tell everybody how many people opened their data on a day (yesterday). Returns how many were told. Twice is the same as once.

    Set-based: one message for all of whom the same number is true.
    """
    hari = hari or waktu.today() - timedelta(days=1)
    mulai = datetime.combine(hari, time.min, waktu.zona())
    pembaca = CatatanAkses.objects.filter(dibaca_at__gte=mulai, dibaca_at__lt=mulai + timedelta(days=1))
    jumlah = dict(pembaca.values_list("subjek_kode").annotate(n=Count("pembaca", distinct=True)).order_by("subjek_kode"))
    per_jumlah: dict[int, list[Akun]] = defaultdict(list)
    for kode, akun in Pegawai.objects.filter(kode__in=jumlah, akun__isnull=False).values_list("kode", "akun_id"):
        per_jumlah[jumlah[kode]].append(Akun(akun))
    for n, kepada in sorted(per_jumlah.items()):
        kirim("data.dibuka", kepada=kepada, subjek=("akses", hari.isoformat()), kunci=n, isi={"jumlah": n, "hari": hari})
    return sum(map(len, per_jumlah.values()))
