"""What accounts tell their owners: roles, codes, the second step. All of it concerns who can sign in: duties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from kabar import jenis
from kabar.jenis import JenisKabar
from kabar.penerima import Akun
from kabar.services import kirim

AKUN = _("Akun saya")

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
        nama="akun.peran_diakhiri",
        judul=_("Peran saya berakhir"),
        subjek=_("Satu peran Anda berakhir"),
        kata=_("Peran %(peran)s Anda berakhir; hari terakhirnya %(sampai)s."),
        rincian=_("Bila ini keliru, hubungi %(badan)s."),
        kelompok=AKUN,
        wajib=True,
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
)


def kabarkan(nama: str, /, *, pengguna_id: int, subjek: tuple[str, str], kunci: object, isi: Mapping[str, Any]) -> None:
    """Carry what the app of accounts announces (akun.kait)."""
    kirim(nama, kepada=[Akun(pengguna_id)], subjek=subjek, kunci=kunci, isi=isi)
