"""Who is told about a case: its holder when it arrives, when it leaves them, before its last day, and once after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from akun.models import Pengguna
from alur import kait, selectors
from alur import proses as daftar_proses
from alur.models import JenisPemegang, Pemegang
from alur.proses import Langkah, Proses
from aturan import parameter
from inti.hari_kerja import baca_kalender
from inti.teks import awal_kecil
from kabar import jenis
from kabar.jenis import HANYA_KOTAK, JenisKabar, Nilai
from kabar.penerima import Akun, Penerima
from kabar.services import Kejadian, kirim, kirim_banyak

KELOMPOK = _("Menunggu saya")
LEPAS = "alur.lepas"
INGAT_LEWAT = timedelta(days=4)  # a long weekend without the clock loses no reminder

jenis.register(
    JenisKabar(
        nama=LEPAS,
        judul=_("Perkara tidak lagi menunggu saya"),
        subjek=_("Satu perkara tidak lagi menunggu Anda"),
        kata=_("%(judul)s tidak lagi menunggu Anda: %(langkah)s."),
        rincian=_("Tidak ada yang perlu Anda lakukan."),
        tujuan="alur:menunggu",
        argumen=False,
        kelompok=KELOMPOK,
        bawaan=HANYA_KOTAK,
    ),
    JenisKabar(
        nama="alur.segera",
        judul=_("Tenggat perkara yang saya pegang sudah dekat"),
        subjek=_("Ada tenggat yang sudah dekat"),
        kata=_("%(judul)s menunggu Anda, paling lambat %(tenggat)s."),
        tujuan="alur:menunggu",
        argumen=False,
        kelompok=KELOMPOK,
    ),
    JenisKabar(
        nama="alur.lewat",
        judul=_("Perkara yang saya pegang lewat tenggat"),
        subjek=_("Ada yang lewat tenggat"),
        kata=_("%(judul)s menunggu Anda; tenggatnya %(tenggat)s."),
        rincian=_("Bila Anda sedang tidak di tempat, titipkan tugas kepada wakil supaya orangnya tidak menunggu."),
        tujuan="alur:menunggu",
        argumen=False,
        kelompok=KELOMPOK,
        wajib=True,
    ),
)


Perkara = tuple[str, str]  # process and code


def tell_pindah(
    proses: Proses,
    langkah: Langkah,
    objek: Sequence[Any],
    lama: Sequence[Pemegang],
    baru: Sequence[Pemegang],
    *,
    oleh: Pengguna | None,
    per: date,
) -> None:
    """Tell whom cases have come to, and from whom somebody else has taken them (withdrawn, called off, taken over).

    Whoever was not told of a case by its state (Keadaan.kabar) is not told that it left them either.

    lama, baru  who held the cases before the step and who holds them now, a row a case
    oleh        whoever took the step: they know, and are not told

    The number of statements doesn't depend on the number of cases.
    """
    pelaku = oleh.pk if oleh else 0
    dulu, kini = list_akun(lama, per), list_akun(baru, per)
    datang = {p: akun - dulu.get(p, set()) - {pelaku} for p, akun in kini.items()}
    dikabari = {(b.proses, b.kode) for b in lama if b.jenis != JenisPemegang.PEMILIK and proses.get_keadaan(b.keadaan).kabar}
    pergi = {p: akun - kini.get(p, set()) for p, akun in dulu.items() if p in dikabari and pelaku not in akun}
    siapa = {"siapa": oleh.nama if oleh else "", "langkah": awal_kecil(str(langkah.sudah))}
    tiba = proses.get_keadaan(baru[0].keadaan).kabar if baru else ""
    if tiba:
        _kirim(tiba, proses, objek, datang, siapa)
    _kirim(LEPAS, proses, objek, pergi, siapa)


def _kirim(
    nama: str, proses: Proses, objek: Sequence[Any], kepada: Mapping[Perkara, set[int]], nilai: Mapping[str, Nilai]
) -> None:
    """Tell each subject to its accounts, in the words of a kind: with what those need, and nothing else."""
    dituju = [o for o in objek if kepada.get((proses.nama, o.kode))]
    if not dituju:
        return
    perlu = jenis.get(nama).nilai
    kata = proses.ringkas([o.kode for o in dituju]) if "judul" in perlu else {}
    semua: dict[str, Mapping[str, Nilai]] = {
        o.kode: {**nilai, **({"judul": kata[o.kode].judul} if o.kode in kata else {}), **proses.isi(o)} for o in dituju
    }
    kirim_banyak(
        nama,
        [
            Kejadian(
                subjek=(proses.nama, o.kode),
                kepada=[Akun(pk) for pk in sorted(kepada[proses.nama, o.kode])],
                kunci=o.versi,
                isi={k: v for k, v in semua[o.kode].items() if k in perlu},
            )
            for o in dituju
        ],
    )


def list_akun(baris: Iterable[Pemegang], per: date) -> dict[Perkara, set[int]]:
    """The accounts behind whoever holds cases on a day: owner, superior and substitute, or the officers of the pool.

    A query or two for each kind of holder and for each pool that occurs.
    """
    semua = list(baris)
    atasan, pemilik = _kode(semua, JenisPemegang.ATASAN), _kode(semua, JenisPemegang.PEMILIK)
    pimpinan = kait.susunan().list_atasan(atasan, per) if atasan else {}
    orang = kait.susunan().list_orang(pemilik) if pemilik else {}
    akun = _akun_kolam([b for b in semua if b.jenis == JenisPemegang.KOLAM], per)
    hasil: dict[Perkara, set[int]] = {}
    for b in semua:
        match b.jenis:
            case JenisPemegang.KOLAM:
                hasil[b.proses, b.kode] = akun[b.proses, b.kode]
            case JenisPemegang.ATASAN:
                hasil[b.proses, b.kode] = _akun_pimpinan(pimpinan.get(b.orang_kode))
            case JenisPemegang.PEMILIK:
                hasil[b.proses, b.kode] = _akun_orang(orang.get(b.orang_kode))
    return hasil


def _akun_kolam(baris: Iterable[Pemegang], per: date) -> dict[Perkara, set[int]]:
    """The officers of pools, each pool asked once; four eyes, and an owner who is one of them, make a pool of each case."""
    semua = list(baris)
    pemilik = {b.orang_kode for b in semua if b.orang_kode}
    orang = kait.susunan().list_orang(pemilik) if pemilik else {}
    ingatan: dict[tuple[Any, ...], set[int]] = {}
    hasil: dict[Perkara, set[int]] = {}
    for b in semua:
        sendiri = b.kode if daftar_proses.get(b.proses).list_bukan(b.keadaan, b.izin) else ""
        kolam = (b.izin, b.unit_id, b.kecuali_id, sendiri)
        if kolam not in ingatan:
            ingatan[kolam] = _akun_anggota(b, per, pemilik=True)
        milik = _akun_orang(orang.get(b.orang_kode))
        hasil[b.proses, b.kode] = _akun_anggota(b, per) if milik & ingatan[kolam] else ingatan[kolam]
    return hasil


def _akun_anggota(baris: Pemegang, per: date, *, pemilik: bool = False) -> set[int]:
    return set(selectors.list_anggota(baris, per, pemilik=pemilik).values_list("pengguna_id", flat=True))


def _akun_pimpinan(pimpinan: kait.Pemimpin | None) -> set[int]:
    if pimpinan is None:
        return set()
    return _akun_orang(pimpinan.orang) | _akun_orang(pimpinan.wakil.orang if pimpinan.wakil else None)


def _akun_orang(orang: kait.Orang | None) -> set[int]:
    return {orang.akun_id} if orang and orang.akun_id else set()


def list_penerima(baris: Pemegang, per: date) -> list[Penerima]:
    """The same for one case, as recipients."""
    return [Akun(pk) for pk in sorted(list_akun([baris], per).get((baris.proses, baris.kode), ()))]


def _kode(baris: Iterable[Pemegang], jenis_pemegang: JenisPemegang) -> list[str]:
    return [b.orang_kode for b in baris if b.jenis == jenis_pemegang]


def remind(per: date) -> int:
    """Tell holders whose last day comes no later than the next working day, and those whose last day has passed. Returns how many cases.

    Each is told once a last day, however often this runs.
    """
    kalender = baca_kalender(parameter.ambil(["hari_libur"], per)["hari_libur"].nilai)
    rows = Pemegang.objects.select_related("unit", "kecuali").exclude(jenis=JenisPemegang.LUAR)
    segera = rows.filter(tenggat__gt=per, tenggat__lte=kalender.tambah(per, 1))  # a subject's own day may be a Saturday
    lewat = rows.filter(tenggat__lt=per, tenggat__gte=per - INGAT_LEWAT)
    return _ingatkan("alur.segera", segera, per) + _ingatkan("alur.lewat", lewat, per)


def _ingatkan(nama: str, rows: Iterable[Pemegang], per: date) -> int:
    butir = selectors.with_ringkas(rows, per)
    akun = list_akun((b.pemegang for b in butir), per)
    kejadian = []
    for b in butir:
        tenggat, perkara = b.pemegang.tenggat, (b.pemegang.proses, b.pemegang.kode)
        assert tenggat is not None  # the rows were chosen by it
        isi: dict[str, Nilai] = {"judul": b.ringkas.judul, "tenggat": tenggat}
        kejadian.append(Kejadian(perkara, [Akun(pk) for pk in sorted(akun.get(perkara, ()))], tenggat.isoformat(), isi))
    kirim_banyak(nama, kejadian)
    return len(butir)


def tell_pemegang(nama: str, proses: Proses, kode: str, per: date, *, kunci: object, isi: dict[str, str | int | date]) -> None:
    """Tell whoever holds a case now that something arrived, where its app says it in a use case. Nobody is told where nobody holds it."""
    baris = Pemegang.objects.select_related("unit", "kecuali").filter(proses=proses.nama, kode=kode).first()
    if baris is not None:
        kirim(nama, kepada=list_penerima(baris, per), subjek=(proses.nama, kode), kunci=kunci, isi=isi)
