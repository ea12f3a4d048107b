"""Who is told about a case: its holder when it arrives, when it leaves them, before its last day, and once after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from akun.kewenangan import Konteks
from akun.models import Pengguna, PenugasanPeran
from alur import kait, pemegang
from alur.butir import with_ringkas
from alur.models import Jejak, JenisPemegang, Pemegang
from alur.proses import Proses
from aturan import parameter
from inti.hari_kerja import baca_kalender
from inti.teks import awal_kecil
from kabar import jenis
from kabar.jenis import HANYA_KOTAK, JenisKabar, Nilai
from kabar.penerima import Akun, Penerima
from kabar.services import Kejadian, kirim, kirim_banyak, record_basi, record_usai

KELOMPOK = _("Menunggu saya")
LEPAS = "alur.lepas"
DATANG = "alur.datang"
DIAMBIL = "alur.diambil_alih"
KEMBALI = "alur.kembali"
DIWAKILI = "alur.diputuskan_wakil"
SEGERA = "alur.segera"
LEWAT = "alur.lewat"
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
        nama=DATANG,
        judul=_("Perkara berpindah ke meja saya"),
        subjek=_("Satu perkara sekarang menunggu Anda"),
        kata=_("%(judul)s sekarang menunggu Anda: %(langkah)s."),
        rincian=_("Sejak kapan dan apa yang diminta, ada di halamannya."),
        tujuan="alur:perkara",
        argumen_jenis="nama",
        kelompok=KELOMPOK,
        wajib=True,
    ),
    JenisKabar(
        nama=DIAMBIL,
        judul=_("Perkara saya atau bawahan saya diambil alih petugas"),
        subjek=_("Satu perkara diambil alih petugas"),
        kata=_("%(judul)s diambil alih petugas; yang memutuskan sekarang petugas, sebagai ganti atasan."),
        rincian=_("Siapa yang memegangnya dan mengapa, ada di halamannya."),
        tujuan="alur:perkara",
        argumen_jenis="nama",
        kelompok=KELOMPOK,
        wajib=True,
    ),
    JenisKabar(
        nama=KEMBALI,
        judul=_("Perkara yang diambil alih dikembalikan kepada atasan"),
        subjek=_("Satu perkara dikembalikan kepada atasan"),
        kata=_("%(judul)s dikembalikan petugas; yang memutuskan sekarang atasannya."),
        rincian=_("Siapa yang memegangnya dan mengapa, ada di halamannya."),
        tujuan="alur:perkara",
        argumen_jenis="nama",
        kelompok=KELOMPOK,
        wajib=True,
    ),
    JenisKabar(
        nama=DIWAKILI,
        judul=_("Wakil saya memutuskan atas nama saya"),
        subjek=_("Wakil Anda memutuskan satu perkara"),
        kata=_("%(wakil)s memutuskan atas nama Anda menurut %(surat)s: %(judul)s, %(langkah)s."),
        rincian=_("Semua yang diputuskan atas nama Anda ada di 'Titipkan tugas'."),
        tujuan="alur:perkara",
        argumen_jenis="nama",
        kelompok=KELOMPOK,
        bawaan=HANYA_KOTAK,
    ),
    JenisKabar(
        nama=SEGERA,
        judul=_("Tenggat perkara yang saya pegang sudah dekat"),
        subjek=_("Ada tenggat yang sudah dekat"),
        kata=_("%(judul)s menunggu Anda, paling lambat %(tenggat)s."),
        tujuan="alur:menunggu",
        argumen=False,
        kelompok=KELOMPOK,
    ),
    JenisKabar(
        nama=LEWAT,
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
    objek: Sequence[Any],
    lama: Sequence[Pemegang],
    baru: Sequence[Pemegang],
    *,
    sebab: Nilai,
    oleh: Pengguna | None,
    per: date,
    wakil: Sequence[tuple[Any, kait.AtasNama]] = (),
    kunci: str = "",
) -> None:
    """Tell whom cases have come to, and from whom somebody else has taken them (withdrawn, called off, moved away).

    What asked for a step asks no more, except those who still hold the case and didn't act. Whoever was not told of a case
    by its state (Keadaan.kabar) is not told that it left them either.

    lama, baru  who held the cases before and who holds them now, a row a case
    sebab       what happened, as the end of 'It waits for you no longer: …'
    oleh        whoever did it: they know, and are not told
    wakil       the cases in which they did it in somebody's stead, and in whose: the message says so, as the trail does
    kunci       the cases went to another desk without a step: told as that, once for each of these; '' where a step was taken

    The number of statements doesn't depend on the number of cases.
    """
    pelaku = oleh.pk if oleh else 0
    dulu, kini = list_akun(lama, per), list_akun(baru, per)
    datang = {p: akun - dulu.get(p, set()) - {pelaku} for p, akun in kini.items()}
    dikabari = {(b.proses, b.kode) for b in lama if b.jenis != JenisPemegang.PEMILIK and proses.get_keadaan(b.keadaan).kabar}
    pergi = {p: akun - kini.get(p, set()) for p, akun in dulu.items() if p in dikabari and pelaku not in akun}
    nama = oleh.nama if oleh else ""
    siapa: dict[str, Nilai] = {"siapa": nama, "langkah": sebab}
    if lama:
        _usai(proses, {o.kode: kini.get((proses.nama, o.kode), set()) - {pelaku} for o in objek})
    if kembali := {kode: akun for (_nama, kode), akun in datang.items() if akun}:
        record_basi(jenis=[LEPAS], subjek_jenis=proses.nama, akun=kembali)
    tiba = proses.get_keadaan(baru[0].keadaan).kabar if baru else ""
    if tiba and kunci:
        _kirim(DATANG, proses, objek, datang, siapa, kunci=kunci)
    elif tiba:
        pelaku_atas_nama = {o.kode: sebut_atas_nama(nama, a) for o, a in wakil}
        _kirim(tiba, proses, objek, datang, siapa, siapa=pelaku_atas_nama)
    _kirim(LEPAS, proses, objek, pergi, siapa, kunci=kunci)


def sebut_atas_nama(nama: str, atas_nama: kait.AtasNama | None) -> str:
    """Who took a step, for a message: a substitute in whose stead."""
    return _("%(wakil)s atas nama %(pejabat)s") % {"wakil": nama, "pejabat": atas_nama.orang.nama} if atas_nama else nama


def sebut_pelaku(konteks: Konteks, kode: str) -> str:
    """Who acts about this person, for a message. One query for a substitute, none for anybody else."""
    return sebut_atas_nama(konteks.pengguna.nama, kait.susunan().get_atas_nama(konteks, kode))


def tell_diambil_alih(proses: Proses, objek: Any, lama: Pemegang, baru: Pemegang, *, oleh: Pengguna | None, per: date) -> None:
    """Tell the officers that a case came to them, and its superior, their substitute and its owner that officers have it now.

    lama, baru  who held it before, and who holds it now; `oleh`: whoever took it knows, and is not told
    """
    perkara, pelaku = (proses.nama, objek.kode), {oleh.pk} if oleh else set()
    petugas, atasan = list_akun([baru], per)[perkara], list_akun([lama], per)[perkara]
    pemilik = _akun_orang(kait.susunan().list_orang([baru.orang_kode]).get(baru.orang_kode))
    _usai(proses, {objek.kode: petugas - pelaku})
    if tiba := proses.get_keadaan(baru.keadaan).kabar:
        _kirim(tiba, proses, [objek], {perkara: petugas - pelaku}, {"siapa": oleh.nama if oleh else ""})
    _kirim(DIAMBIL, proses, [objek], {perkara: (atasan | pemilik) - petugas - pelaku}, {}, kunci=_kunci(proses, objek))


def tell_kembali(proses: Proses, objek: Any, baru: Pemegang, *, oleh: Pengguna | None, per: date) -> None:
    """Tell whoever decides now, and the owner, that officers gave a case back; `oleh` knows."""
    perkara, pelaku = (proses.nama, objek.kode), {oleh.pk} if oleh else set()
    atasan = list_akun([baru], per)[perkara]
    pemilik = _akun_orang(kait.susunan().list_orang([baru.orang_kode]).get(baru.orang_kode))
    _usai(proses, {objek.kode: atasan})
    _kirim(KEMBALI, proses, [objek], {perkara: (atasan | pemilik) - pelaku}, {}, kunci=_kunci(proses, objek))


def tell_diwakili(
    proses: Proses, wakil: Sequence[tuple[Any, kait.AtasNama]], *, sudah: str, data: Mapping[str, Any], oleh: Pengguna | None
) -> None:
    """Tell those in whose stead a step was taken what was decided, by whom and by which letter.

    sudah, data  the words of the step, and what they are filled with
    """
    langkah = awal_kecil(sudah % defaultdict(str, data))
    for surat in sorted({a.surat for _o, a in wakil}):
        menurut = [(o, a) for o, a in wakil if a.surat == surat]
        kepada = {(proses.nama, o.kode): _akun_orang(a.orang) - {oleh.pk if oleh else 0} for o, a in menurut}
        nilai: dict[str, Nilai] = {"wakil": oleh.nama if oleh else "", "surat": surat, "langkah": langkah}
        _kirim(DIWAKILI, proses, [o for o, _a in menurut], kepada, nilai)


def tell_pindah_meja(proses: Proses, baru: Sequence[Pemegang], *, per: date) -> None:
    """What asked the former superior for a step asks no more. Who leads whom now is told by whoever changed it. Constant statements."""
    kini = list_akun(baru, per)
    _usai(proses, {b.kode: kini.get((b.proses, b.kode), set()) for b in baru})


def _kunci(proses: Proses, objek: Any) -> str:
    """A case may be taken over, and come back, more than once at the same version: the lines of its trail tell them apart."""
    return f"{objek.versi}-{Jejak.objects.filter(proses=proses.nama, kode=objek.kode).count()}"


def _usai(proses: Proses, masih: Mapping[str, set[int]]) -> None:
    """What asked for a step asks no more, except those accounts (by code of the case) for whom it still waits."""
    record_usai(jenis=[*proses.list_kabar(), DATANG, SEGERA, LEWAT], subjek_jenis=proses.nama, masih=masih)


def _kirim(
    nama: str,
    proses: Proses,
    objek: Sequence[Any],
    kepada: Mapping[Perkara, set[int]],
    nilai: Mapping[str, Nilai],
    *,
    kunci: str = "",
    siapa: Mapping[str, str] | None = None,
) -> None:
    """Tell each subject to its accounts, in the words of a kind: with what those need, and nothing else.

    siapa   by code of the subject, whoever took the step, where `nilai` does not say it for all
    kunci   what makes the event another than the last one; '' for the version of the subject
    """
    dituju = [o for o in objek if kepada.get((proses.nama, o.kode))]
    if not dituju:
        return
    perlu = jenis.get(nama).nilai
    kata = proses.ringkas([o.kode for o in dituju]) if "judul" in perlu else {}
    semua: dict[str, Mapping[str, Nilai]] = {
        o.kode: {
            **nilai,
            **({"judul": kata[o.kode].judul} if o.kode in kata else {}),
            **({"siapa": siapa[o.kode]} if siapa and o.kode in siapa else {}),
            **proses.isi(o),
        }
        for o in dituju
    }
    kirim_banyak(
        nama,
        [
            Kejadian(
                subjek=(proses.nama, o.kode),
                kepada=[Akun(pk) for pk in sorted(kepada[proses.nama, o.kode])],
                kunci=kunci or o.versi,
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
    """The officers of pools, each pool asked once."""
    semua = list(baris)
    bukan = pemegang.list_dikecualikan(semua)
    calon: dict[tuple[Any, ...], list[PenugasanPeran]] = {}
    hasil: dict[Perkara, set[int]] = {}
    for b in semua:
        kolam = (b.izin, b.unit_id, b.kecuali_id)
        if kolam not in calon:
            calon[kolam] = pemegang.list_calon(b, per)
        hasil[b.proses, b.kode] = {p.pengguna_id for p in pemegang.terdekat(calon[kolam], bukan[b.proses, b.kode])}
    return hasil


def _akun_pimpinan(pimpinan: kait.Pemimpin | None) -> set[int]:
    if pimpinan is None:
        return set()
    return _akun_orang(pimpinan.orang) | _akun_orang(pimpinan.wakil.orang if pimpinan.wakil else None)


def _akun_orang(orang: kait.Orang | None) -> set[int]:
    return {orang.akun_id} if orang and orang.akun_id else set()


def list_penerima(baris: Pemegang, per: date) -> list[Penerima]:
    """The same for one case, as recipients."""
    return [Akun(pk) for pk in sorted(list_akun([baris], per).get((baris.proses, baris.kode), ()))]


def list_pimpinan(kode: str, per: date) -> list[Penerima]:
    """Whoever leads a person on a day, and who stands in for them, as recipients; two queries."""
    return [Akun(pk) for pk in sorted(_akun_pimpinan(kait.susunan().list_atasan([kode], per).get(kode)))]


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
    return _ingatkan(SEGERA, segera, per) + _ingatkan(LEWAT, lewat, per)


def _ingatkan(nama: str, rows: Iterable[Pemegang], per: date) -> int:
    butir = with_ringkas(rows, per)
    akun = list_akun((b.pemegang for b in butir), per)
    kejadian = []
    for b in butir:
        tenggat, perkara = b.pemegang.tenggat, (b.pemegang.proses, b.pemegang.kode)
        assert tenggat is not None  # the rows were chosen by it
        isi: dict[str, Nilai] = {"judul": b.ringkas.judul, "tenggat": tenggat}
        kejadian.append(Kejadian(perkara, [Akun(pk) for pk in sorted(akun.get(perkara, ()))], tenggat.isoformat(), isi))
    kirim_banyak(nama, kejadian)
    return len(butir)


def tell_pemegang(nama: str, proses: Proses, kode: str, per: date, *, kunci: object, isi: dict[str, Nilai]) -> None:
    """Tell whoever holds a case now that something arrived, where its app says it in a use case. Nobody is told where nobody holds it."""
    baris = Pemegang.objects.select_related("unit", "kecuali").filter(proses=proses.nama, kode=kode).first()
    if baris is not None:
        kirim(nama, kepada=list_penerima(baris, per), subjek=(proses.nama, kode), kunci=kunci, isi=isi)
