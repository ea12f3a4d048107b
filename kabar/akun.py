"""What accounts tell their owners: roles, codes, the second step. All of it concerns who can sign in: duties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from kabar import jenis
from kabar.jenis import HANYA_KOTAK, JenisKabar
from kabar.penerima import Akun, Alamat, Penerima
from kabar.services import kirim, record_usai

AKUN = _("Akun saya")
# What messages to those who manage roles have in common: they lead to the role.
PERAN_INI: dict[str, Any] = {
    "tujuan": "admin:akun_penugasanperan_change", "argumen_kode": "object_id", "kelompok": AKUN, "wajib": True,
}  # fmt: skip

jenis.register(
    JenisKabar(
        nama="akun.peran_diberi",
        judul=_("Saya diberi peran"),
        subjek=_("Peran Anda bertambah"),
        kata=_("Anda diberi peran %(peran)s mulai %(mulai)s."),
        rincian=_("Bila Anda tidak tahu untuk apa, hubungi %(badan)s."),
        kelompok=AKUN,
        wajib=True,
    ),
    JenisKabar(
        nama="akun.peran_menunggu",
        judul=_("Peran menunggu pengesahan saya"),
        subjek=_("Satu peran menunggu pengesahan"),
        kata=_("%(petugas)s memberi %(siapa)s peran %(peran)s. Peran itu berlaku setelah petugas lain mengesahkannya."),
        kelompok=AKUN,
        wajib=True,
        tujuan="akun:peran-menunggu",
        argumen=False,
    ),
    JenisKabar(
        nama="akun.peran_ditolak",
        judul=_("Peran yang saya berikan ditolak"),
        subjek=_("Peran yang Anda berikan tidak disahkan"),
        kata=_("%(petugas)s tidak mengesahkan peran %(peran)s untuk %(siapa)s. Alasannya: %(alasan)s"),
        kelompok=AKUN,
        wajib=True,
    ),
    JenisKabar(
        nama="akun.peran_disahkan",
        judul=_("Peran yang saya berikan disahkan"),
        subjek=_("Peran yang Anda berikan sudah disahkan"),
        kata=_("%(petugas)s mengesahkan peran %(peran)s untuk %(siapa)s. Peran itu berlaku dalam masanya."),
        kelompok=AKUN,
        bawaan=HANYA_KOTAK,
    ),
    JenisKabar(
        nama="akun.peran_ditarik",
        judul=_("Peran yang saya berikan dibatalkan petugas lain"),
        subjek=_("Peran yang Anda berikan dibatalkan"),
        kata=_("%(petugas)s membatalkan peran %(peran)s untuk %(siapa)s. Alasannya: %(alasan)s"),
        kelompok=AKUN,
        wajib=True,
    ),
    JenisKabar(
        nama="akun.peran_dibatalkan",
        judul=_("Peran yang baru diberikan kepada saya dibatalkan"),
        subjek=_("Satu peran Anda dibatalkan"),
        kata=_("Peran %(peran)s yang baru diberikan kepada Anda dibatalkan. Alasannya: %(alasan)s"),
        rincian=_("Bila ini keliru, hubungi %(badan)s."),
        kelompok=AKUN,
        wajib=True,
    ),
    JenisKabar(
        nama="akun.peran_diakhiri",
        judul=_("Peran saya berakhir"),
        subjek=_("Satu peran Anda berakhir"),
        kata=_("Peran %(peran)s Anda berakhir; hari terakhirnya %(sampai)s."),
        rincian=_("Bila ini keliru, hubungi %(badan)s."),
        kelompok=AKUN,
        wajib=True,
    ),
    JenisKabar(
        nama="akun.peran_tertinggal",
        untuk="akun.kelola",
        judul=_("Pemegang peran berpindah dari unit perannya"),
        subjek=_("Pemegang satu peran berpindah unit"),
        kata=_("%(siapa)s berpindah tugas, tetapi perannya sebagai %(peran)s tidak berakhir dengan sendirinya."),
        rincian=_(
            "Bila tugas itu ikut selesai, isi hari terakhirnya; yang belum mulai dibatalkan. Bila memang diteruskan, biarkan."
        ),
        **PERAN_INI,
    ),
    JenisKabar(
        nama="akun.peran_terbawa",
        judul=_("Peran saya masih ada sesudah saya berpindah"),
        subjek=_("Satu peran Anda masih ada"),
        kata=_("Anda berpindah tugas, tetapi peran Anda sebagai %(peran)s tidak berakhir dengan sendirinya."),
        rincian=_("Admin kepegawaian sudah dikabari. Bila itu bukan tugas Anda lagi, beri tahu %(badan)s."),
        kelompok=AKUN,
        wajib=True,
    ),
    JenisKabar(
        nama="akun.peran_kembali",
        untuk="akun.kelola",
        judul=_("Pemegang peran kembali ke unit perannya"),
        subjek=_("Pemegang satu peran kembali ke unitnya"),
        kata=_("%(siapa)s sekarang bertugas di %(kini)s. Perannya sebagai %(peran)s tetap berjalan."),
        rincian=_("Ini menggantikan kabar sebelumnya tentang peran itu."),
        **PERAN_INI,
    ),
    JenisKabar(
        nama="akun.peran_kembali_saya",
        judul=_("Saya kembali ke unit peran saya"),
        subjek=_("Satu peran Anda tetap berjalan"),
        kata=_("Anda sekarang bertugas di %(kini)s. Peran Anda sebagai %(peran)s tetap berjalan."),
        rincian=_("Ini menggantikan kabar sebelumnya tentang peran itu."),
        kelompok=AKUN,
        wajib=True,
    ),
    JenisKabar(
        nama="akun.peran_tetap_usai",
        untuk="akun.kelola",
        judul=_("Peran yang sudah diakhiri tidak ikut kembali"),
        subjek=_("Satu peran tidak ikut kembali"),
        kata=_(
            "%(siapa)s sekarang bertugas di %(kini)s. Perannya sebagai %(peran)s sudah berakhir dan tidak kembali dengan sendirinya."
        ),
        rincian=_("Beri lagi bila tugas itu diteruskan."),
        **PERAN_INI,
    ),
    JenisKabar(
        nama="akun.peran_tetap_usai_saya",
        judul=_("Peran saya yang sudah diakhiri tidak ikut kembali"),
        subjek=_("Satu peran Anda tidak ikut kembali"),
        kata=_(
            "Anda sekarang bertugas di %(kini)s. Peran Anda sebagai %(peran)s sudah berakhir dan tidak kembali dengan sendirinya."
        ),
        rincian=_("Bila itu masih tugas Anda, beri tahu %(badan)s."),
        kelompok=AKUN,
        wajib=True,
    ),
    JenisKabar(
        nama="akun.ditutup",
        judul=_("Akun saya ditutup"),
        subjek=_("Akun Anda ditutup"),
        kata=_("%(petugas)s menutup akun Anda; Anda tidak dapat masuk."),
        rincian=_("Bila ini keliru, hubungi %(badan)s."),
        kelompok=AKUN,
        wajib=True,
        mendesak=True,
    ),
    JenisKabar(
        nama="akun.dibuka",
        judul=_("Akun saya dibuka lagi"),
        subjek=_("Akun Anda dibuka lagi"),
        kata=_("%(petugas)s membuka akun Anda lagi; Anda dapat masuk seperti semula."),
        kelompok=AKUN,
        wajib=True,
    ),
    JenisKabar(
        nama="akun.rekan_ditutup",
        judul=_("Petugas lain menutup sebuah akun"),
        subjek=_("Sebuah akun ditutup"),
        kata=_("%(petugas)s menutup akun %(siapa)s."),
        rincian=_("Bila Anda tidak tahu sebabnya, tanyakan kepadanya."),
        kelompok=AKUN,
        wajib=True,
    ),
    JenisKabar(
        nama="akun.rekan_dibuka",
        judul=_("Petugas lain membuka sebuah akun"),
        subjek=_("Sebuah akun dibuka lagi"),
        kata=_("%(petugas)s membuka lagi akun %(siapa)s."),
        rincian=_("Bila Anda tidak tahu sebabnya, tanyakan kepadanya."),
        kelompok=AKUN,
        wajib=True,
    ),
    JenisKabar(
        nama="akun.pejabat_jadi",
        judul=_("Akun saya dipakai seorang pejabat"),
        subjek=_("Akun Anda sekarang akun seorang pejabat"),
        kata=_("Dengan akun Anda sekarang diputuskan tugas %(sebutan)s: timnya menunggu Anda."),
        rincian=_("Bila ini keliru, segera hubungi %(badan)s."),
        kelompok=AKUN,
        wajib=True,
        mendesak=True,
    ),
    JenisKabar(
        nama="akun.pejabat_lepas",
        judul=_("Akun saya tidak lagi dipakai pejabat itu"),
        subjek=_("Tugas seorang pejabat dipindahkan dari akun Anda"),
        kata=_("Tugas %(sebutan)s tidak lagi diputuskan dengan akun Anda."),
        rincian=_("Bila ini keliru, segera hubungi %(badan)s."),
        kelompok=AKUN,
        wajib=True,
        mendesak=True,
    ),
    JenisKabar(
        nama="akun.kode_dibuat",
        judul=_("Kode masuk dibuat untuk akun saya"),
        subjek=_("Kode masuk baru dibuat untuk akun Anda"),
        kata=_("%(petugas)s membuat kode masuk untuk akun Anda. Alasannya: %(alasan)s."),
        rincian=_("Bila Anda tidak memintanya, segera hubungi %(badan)s: siapa yang memegang kode itu dapat masuk sebagai Anda."),
        kelompok=AKUN,
        wajib=True,
        mendesak=True,
    ),
    JenisKabar(
        nama="akun.langkah_kedua_dilepas",
        judul=_("Langkah kedua akun saya dilepas"),
        subjek=_("Langkah kedua akun Anda dilepas"),
        kata=_("%(petugas)s melepas langkah kedua akun Anda."),
        rincian=_("Bila Anda tidak memintanya, segera hubungi %(badan)s, lalu pasang lagi langkah kedua di halaman akun Anda."),
        kelompok=AKUN,
        wajib=True,
        mendesak=True,
        tujuan="mfa_index",
        argumen=False,
    ),
    JenisKabar(
        nama="akun.email_diganti",
        judul=_("Alamat e-mail akun saya diganti petugas"),
        subjek=_("Alamat e-mail akun Anda diganti"),
        kata=_("%(petugas)s mengganti alamat e-mail akun Anda. Kabar ini dikirim ke alamat yang lama dan yang baru."),
        rincian=_("Bila Anda tidak memintanya, segera hubungi %(badan)s: alamat itu dapat mengganti kata sandi Anda."),
        kelompok=AKUN,
        wajib=True,
        mendesak=True,
        tujuan="account_email",
        argumen=False,
    ),
    JenisKabar(
        nama="akun.email_berubah",
        judul=_("Saya mengganti alamat e-mail akun"),
        subjek=_("Alamat e-mail akun Anda berubah"),
        kata=_("Alamat e-mail akun Anda berubah. Kabar ini dikirim ke alamat yang lama dan yang baru."),
        rincian=_("Bila bukan Anda yang mengubahnya, segera hubungi %(badan)s: alamat itu dapat mengganti kata sandi Anda."),
        kelompok=AKUN,
        wajib=True,
        mendesak=True,
        tujuan="account_email",
        argumen=False,
    ),
    JenisKabar(
        nama="akun.sandi_berubah",
        judul=_("Kata sandi saya berubah"),
        subjek=_("Kata sandi akun Anda berubah"),
        kata=_("Kata sandi akun Anda berubah."),
        rincian=_("Bila bukan Anda yang mengubahnya, segera ganti lewat 'Lupa kata sandi', lalu hubungi %(badan)s."),
        kelompok=AKUN,
        wajib=True,
        mendesak=True,
    ),
    JenisKabar(
        nama="akun.langkah_kedua_berubah",
        judul=_("Langkah kedua akun saya berubah"),
        subjek=_("Langkah kedua akun Anda berubah"),
        kata=_("Langkah kedua akun Anda berubah: ada yang dipasang, dilepas, atau dibuat baru."),
        rincian=_("Bila bukan Anda yang mengubahnya, segera ganti kata sandi Anda, lalu hubungi %(badan)s."),
        kelompok=AKUN,
        wajib=True,
        mendesak=True,
        tujuan="mfa_index",
        argumen=False,
    ),
    JenisKabar(
        nama="akun.kode_pemulihan_dipakai",
        judul=_("Kode pemulihan saya dipakai"),
        subjek=_("Satu kode pemulihan Anda dipakai"),
        kata=_("Satu kode pemulihan akun Anda dipakai untuk masuk. Sisanya: %(sisa)s."),
        rincian=_("Bila bukan Anda yang memakainya, segera ganti kata sandi dan buat kode baru, lalu hubungi %(badan)s."),
        kelompok=AKUN,
        wajib=True,
        mendesak=True,
        tujuan="mfa_index",
        argumen=False,
    ),
    JenisKabar(
        nama="akun.login_lain",
        judul=_("Login nasional saya disambungkan atau dilepas"),
        subjek=_("Cara masuk akun Anda berubah"),
        kata=_("Login ASN nasional disambungkan dengan akun Anda, atau dilepas darinya."),
        rincian=_("Bila bukan Anda yang melakukannya, segera ganti kata sandi Anda, lalu hubungi %(badan)s."),
        kelompok=AKUN,
        wajib=True,
        mendesak=True,
    ),
)


def kabarkan(
    nama: str,
    /,
    *,
    pengguna_id: int,
    alamat: Iterable[str],
    subjek: tuple[str, str],
    kunci: object,
    isi: Mapping[str, Any],
) -> None:
    """Carry what the app of accounts announces (akun.kait)."""
    kepada: list[Penerima] = [Akun(pengguna_id), *(Alamat(satu) for satu in alamat)]
    kirim(nama, kepada=kepada, subjek=subjek, kunci=kunci, isi=isi)


def usaikan(jenis: Iterable[str], /, *, subjek: tuple[str, str]) -> None:
    """Note what the apps below say is done (akun.kait): nobody needs to open these messages any more."""
    record_usai(jenis=jenis, subjek_jenis=subjek[0], masih={subjek[1]: ()})
