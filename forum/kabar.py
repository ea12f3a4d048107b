"""Who is told of a citizen's voice, and in which words.

SECURITY: a mail to a sender names neither the sender nor what they wrote: the day on which we received it is enough for
whoever sent it, and says nothing to anybody else who reads that mailbox.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from akun.kewenangan import Konteks
from alur.kabar import tell_pemegang
from forum.models import Aspirasi, KabarTindakLanjut, PengirimAspirasi, Status, Tautan, TindakLanjut
from forum.proses import ASPIRASI
from forum.proses_tindak_lanjut import TINDAK_LANJUT
from forum.selectors.pengawas import list_auditor
from inti import waktu
from kabar import jenis
from kabar.jenis import HANYA_KOTAK, JenisKabar, Nilai
from kabar.penerima import Akun, Alamat, Penerima
from kabar.services import kirim

SAYA, MEJA = _("Suara saya"), _("Suara warga di meja saya")


# What messages to the sender have in common.
KE_PENGIRIM: dict[str, Any] = {
    "subjek": _("Kabar tentang suara Anda"), "tujuan": "forum:suara-saya", "kelompok": SAYA,
}  # fmt: skip
LACAK = _("Buka halamannya dengan kode lacak Anda.")
jenis.register(
    JenisKabar(
        nama="suara.diterima",
        judul=_("Suara saya diterima"),
        kata=_("Suara Anda sudah kami terima %(diterima)s."),
        rincian=_("Diperiksa paling lambat %(tenggat)s. Simpan kode lacak Anda: dengan itu Anda mengikuti jalannya."),
        **KE_PENGIRIM,
    ),
    JenisKabar(
        nama="suara.diteruskan",
        judul=_("Suara saya diteruskan ke dinas"),
        kata=_("Suara Anda yang kami terima %(diterima)s diteruskan ke %(unit)s."),
        rincian=_("Tanggapan pertama paling lambat %(tenggat)s."),
        **KE_PENGIRIM,
    ),
    JenisKabar(
        nama="suara.dikerjakan",
        judul=_("Suara saya dikerjakan"),
        kata=_("%(unit)s mengerjakan suara Anda yang kami terima %(diterima)s."),
        rincian=_("Selesai paling lambat %(tenggat)s."),
        **KE_PENGIRIM,
    ),
    JenisKabar(
        nama="suara.dikembalikan",
        judul=_("Suara saya dicarikan dinas lain"),
        kata=_("Suara Anda yang kami terima %(diterima)s dicarikan dinas yang lebih tepat."),
        rincian=LACAK,
        **KE_PENGIRIM,
    ),
    JenisKabar(
        nama="suara.dijawab",
        judul=_("Suara saya dijawab"),
        kata=_("%(unit)s menjawab suara Anda yang kami terima %(diterima)s."),
        rincian=_("Sudah beres atau belum? Katakan di halamannya paling lambat %(batas)s."),
        **KE_PENGIRIM,
    ),
    JenisKabar(
        nama="suara.disunting",
        judul=_("Suara saya disunting pengawas"),
        kata=_("Pengawas menyunting suara Anda yang kami terima %(diterima)s sebelum dibaca orang lain."),
        rincian=_("Alasannya ada di halaman suara Anda."),
        **KE_PENGIRIM,
    ),
    JenisKabar(
        nama="suara.ditutup",
        judul=_("Suara saya tidak dilanjutkan"),
        kata=_("Suara Anda yang kami terima %(diterima)s tidak kami lanjutkan."),
        rincian=_("Alasannya, dan cara menyatakan keberatan, ada di halaman suara Anda."),
        **KE_PENGIRIM,
    ),
    JenisKabar(
        nama="suara.digabung",
        judul=_("Suara saya digabung dengan yang serupa"),
        kata=_("Suara Anda yang kami terima %(diterima)s digabung dengan suara lain tentang hal yang sama."),
        rincian=_("Anda dibawa ke sana dari halaman suara Anda."),
        **KE_PENGIRIM,
    ),
    JenisKabar(
        nama="suara.dibuka_kembali",
        judul=_("Suara saya dibuka kembali"),
        kata=_("Suara Anda yang kami terima %(diterima)s kami buka kembali."),
        rincian=_("Dijawab lagi paling lambat %(tenggat)s."),
        **KE_PENGIRIM,
    ),
    JenisKabar(
        nama="suara.selesai",
        judul=_("Suara saya selesai"),
        kata=_("Suara Anda yang kami terima %(diterima)s selesai."),
        rincian=_("Bila nanti ternyata belum beres, sampaikan lagi sebagai suara baru."),
        **KE_PENGIRIM,
    ),
    JenisKabar(
        nama="suara.pengirim_dibaca",
        judul=_("Nama saya sebagai pengirim dibuka"),
        kata=_("Petugas membuka nama pengirim suara yang kami terima %(diterima)s. Untuk: %(tujuan)s."),
        rincian=LACAK,
        **KE_PENGIRIM,
    ),
    JenisKabar(
        nama="suara.berbuah",
        judul=_("Ada yang berubah karena suara saya"),
        kata=_("Ada tindak lanjut atas suara Anda: %(judul)s."),
        rincian=_("Apa yang diminta dan apa yang berubah, ada di halamannya."),
        **(KE_PENGIRIM | {"tujuan": "forum:jejak"}),
    ),
    JenisKabar(
        nama="suara.perkembangan",
        judul=_("Ada perkembangan dari tindak lanjut"),
        kata=_("Ada perkembangan tindak lanjut atas suara Anda: %(judul)s."),
        **(KE_PENGIRIM | {"tujuan": "forum:jejak"}),
    ),
    JenisKabar(
        nama="suara.masuk",
        untuk="suara.meja",
        judul=_("Suara warga baru masuk"),
        subjek=_("Suara warga menunggu diperiksa"),
        kata=_("Suara warga baru menunggu diperiksa, paling lambat %(tenggat)s."),
        tujuan="forum:meja-rinci",
        kelompok=MEJA,
        bawaan=HANYA_KOTAK,
    ),
    JenisKabar(
        nama="suara.ke_dinas",
        untuk="suara.meja",
        judul=_("Suara warga diteruskan ke dinas saya"),
        subjek=_("Suara warga menunggu jawaban dinas Anda"),
        kata=_("Suara warga diteruskan ke %(unit)s."),
        rincian=_("Tanggapan pertama paling lambat %(tenggat)s."),
        tujuan="forum:meja-rinci",
        kelompok=MEJA,
        wajib=True,
    ),
    JenisKabar(
        nama="suara.belum_beres",
        untuk="suara.meja",
        judul=_("Pengirim menyatakan belum beres"),
        subjek=_("Pengirim menyatakan belum beres"),
        kata=_("Pengirim menyatakan jawaban atas suaranya belum beres."),
        rincian=_("Dijawab lagi paling lambat %(tenggat)s."),
        tujuan="forum:meja-rinci",
        kelompok=MEJA,
        wajib=True,
    ),
    JenisKabar(
        nama="suara.kembali_ke_pengawas",
        untuk="suara.meja",
        judul=_("Dinas mengembalikan suara warga"),
        subjek=_("Suara warga dikembalikan dinas"),
        kata=_("Dinas mengembalikan suara warga; carikan tempat yang tepat, paling lambat %(tenggat)s."),
        tujuan="forum:meja-rinci",
        kelompok=MEJA,
        bawaan=HANYA_KOTAK,
    ),
    JenisKabar(
        nama="suara.tanda_dilepas",
        untuk="suara.meja",
        judul=_("Tanda menyangkut pegawai dilepas dari suara warga"),
        subjek=_("Tanda menyangkut pegawai dilepas"),
        kata=_("%(siapa)s melepas tanda menyangkut pegawai dari suara warga yang kami terima %(diterima)s."),
        rincian=_("Alasannya %(alasan)s. Tanpa tanda itu, suara ini dapat diteruskan ke unit mana pun."),
        tujuan="forum:meja-rinci",
        kelompok=MEJA,
        wajib=True,
    ),
    JenisKabar(
        nama="suara.usul_menunggu",
        untuk="suara.meja",
        judul=_("Usul tindak lanjut menunggu diterbitkan"),
        subjek=_("Usul tindak lanjut menunggu diterbitkan"),
        kata=_("%(unit)s mengusulkan tindak lanjut: %(judul)s."),
        tujuan="forum:usulan",
        argumen=False,
        kelompok=MEJA,
        bawaan=HANYA_KOTAK,
    ),
    JenisKabar(
        nama="suara.usul_terbit",
        untuk="suara.meja",
        judul=_("Usul tindak lanjut saya terbit"),
        subjek=_("Usul tindak lanjut Anda terbit"),
        kata=_("Tindak lanjut yang Anda usulkan sudah terbit: %(judul)s."),
        tujuan="forum:jejak",
        kelompok=MEJA,
        bawaan=HANYA_KOTAK,
    ),
)  # fmt: skip


# --- what happened to an input: one call a step ----------------------------------------------------------


def tell_diterima(aspirasi: Aspirasi) -> None:
    """It was received."""
    _ke_pengirim("diterima", aspirasi, tenggat=aspirasi.tenggat_verifikasi)
    _ke_pemegang("suara.masuk", aspirasi, tenggat=aspirasi.tenggat_verifikasi)


def tell_diteruskan(aspirasi: Aspirasi) -> None:
    """It was routed to an office."""
    unit = _nama_unit(aspirasi)
    _ke_pengirim("diteruskan", aspirasi, unit=unit, tenggat=aspirasi.tenggat_tanggapan)
    _ke_pemegang("suara.ke_dinas", aspirasi, unit=unit, tenggat=aspirasi.tenggat_tanggapan)


def tell_dikerjakan(aspirasi: Aspirasi) -> None:
    """The office took it on."""
    _ke_pengirim("dikerjakan", aspirasi, unit=_nama_unit(aspirasi), tenggat=aspirasi.tenggat_selesai)


def tell_dikembalikan(aspirasi: Aspirasi) -> None:
    """The office handed it back."""
    _ke_pengirim("dikembalikan", aspirasi)
    _ke_pemegang("suara.kembali_ke_pengawas", aspirasi, tenggat=aspirasi.tenggat_verifikasi)


def tell_dijawab(aspirasi: Aspirasi) -> None:
    """The office answered."""
    batas = aspirasi.tenggat_keberatan or waktu.today()
    _ke_pengirim("dijawab", aspirasi, unit=_nama_unit(aspirasi), batas=batas)


def tell_disunting(aspirasi: Aspirasi, kunci: object) -> None:
    """A moderator edited it; `kunci` tells this edit from others."""
    _ke_pengirim("disunting", aspirasi, kunci=kunci)


def tell_tanda_dilepas(konteks: Konteks, aspirasi: Aspirasi, *, beralasan: bool) -> None:
    """A moderator found that it is about no employee: whoever supervises the city can look at it, for nobody else confirms that."""
    alasan = _("tertulis di perjalanannya") if beralasan else _("tidak ditulis")
    isi: dict[str, Nilai] = {
        "siapa": konteks.pengguna.nama if konteks.masuk else _("Sistem"),
        "diterima": waktu.hari(aspirasi.diterima_at),
        "alasan": alasan,
    }
    akun = [Akun(pk) for pk in sorted(list_auditor(konteks.per))]
    kirim("suara.tanda_dilepas", kepada=akun, subjek=("aspirasi", aspirasi.kode), kunci=aspirasi.versi, isi=isi)


def tell_ditutup(aspirasi: Aspirasi) -> None:
    """It leads nowhere here, or belongs to somebody else, or is joined to another."""
    _ke_pengirim("digabung" if aspirasi.gabung_ke_id else "ditutup", aspirasi)


def tell_dibuka_kembali(aspirasi: Aspirasi) -> None:
    """The sender objected: whoever has it now must answer again."""
    tenggat = aspirasi.tenggat_tanggapan
    _ke_pengirim("dibuka_kembali", aspirasi, tenggat=tenggat)
    _ke_pemegang("suara.belum_beres", aspirasi, tenggat=tenggat)


def tell_selesai(aspirasi: Aspirasi) -> None:
    """Nobody objected in time."""
    _ke_pengirim("selesai", aspirasi)


def tell_pengirim_dibaca(aspirasi: Aspirasi, tujuan: str, kunci: object) -> None:
    """Somebody read who sent it."""
    _ke_pengirim("pengirim_dibaca", aspirasi, kunci=kunci, tujuan=tujuan)


# --- follow-ups ------------------------------------------------------------------------------------------------


def tell_usul(tindak_lanjut: TindakLanjut) -> None:
    """An office proposed a follow-up."""
    isi: dict[str, Nilai] = {"unit": tindak_lanjut.unit.nama, "judul": tindak_lanjut.judul}
    tell_pemegang("suara.usul_menunggu", TINDAK_LANJUT, tindak_lanjut.kode, waktu.today(), kunci="usul", isi=isi)


def tell_terbit(tindak_lanjut: TindakLanjut) -> None:
    """It was published: whoever spoke reads what became of it."""
    subjek, isi = ("tindak_lanjut", tindak_lanjut.kode), {"judul": tindak_lanjut.judul}
    kirim("suara.berbuah", kepada=_penyuara(tindak_lanjut), subjek=subjek, kunci="terbit", isi=isi)
    kirim("suara.usul_terbit", kepada=[Akun(tindak_lanjut.diusulkan_oleh_id)], subjek=subjek, kunci="terbit", isi=isi)


def tell_perkembangan(kabar: KabarTindakLanjut) -> None:
    """There is news about it."""
    baris = kabar.tindak_lanjut
    isi: dict[str, Nilai] = {"judul": baris.judul}
    kirim("suara.perkembangan", kepada=_penyuara(baris), subjek=("tindak_lanjut", baris.kode), kunci=kabar.pk, isi=isi)


# --- who ------------------------------------------------------------------------------------------------------------


def _ke_pengirim(nama: str, aspirasi: Aspirasi, kunci: object = "", **isi: Nilai) -> None:
    """Tell whoever sent it, by the account or the contact they left. One query to find them."""
    isi["diterima"] = waktu.hari(aspirasi.diterima_at)
    pengirim = PengirimAspirasi.objects.filter(aspirasi=aspirasi)
    kirim(f"suara.{nama}", kepada=_alamat(pengirim), subjek=("aspirasi", aspirasi.kode), kunci=kunci or _kunci(aspirasi), isi=isi)


def _ke_pemegang(nama: str, aspirasi: Aspirasi, /, **isi: Nilai) -> None:
    """Tell whoever holds it now: the moderators, or the officers of the unit or of the one above. Constant queries."""
    tell_pemegang(nama, ASPIRASI, aspirasi.kode, waktu.today(), kunci=_kunci(aspirasi), isi=isi)


def _kunci(aspirasi: Aspirasi) -> str:
    """This step, told from an earlier one into the same state."""
    return f"{Status(aspirasi.status).value} {aspirasi.status_at.isoformat()}"


def _penyuara(tindak_lanjut: TindakLanjut) -> list[Penerima]:
    """Everybody whose voice a follow-up answers. One query."""
    kode = Tautan.objects.filter(dari_jenis="tindak_lanjut", dari_kode=tindak_lanjut.kode, ke_jenis="aspirasi").values("ke_kode")
    return _alamat(PengirimAspirasi.objects.filter(aspirasi__kode__in=kode))


def _alamat(pengirim: Iterable[PengirimAspirasi]) -> list[Penerima]:
    """Accounts, and mail addresses of people without one. A phone number reaches nobody here."""
    hasil: list[Penerima] = []
    for satu in pengirim:
        if satu.akun_id:
            hasil.append(Akun(satu.akun_id))
        elif "@" in satu.kontak:
            hasil.append(Alamat(satu.kontak))
    return hasil


def _nama_unit(aspirasi: Aspirasi) -> str:
    return aspirasi.unit.nama if aspirasi.unit else ""
