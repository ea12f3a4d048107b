"""Messages about mandates: handed over, taken back, ended by themselves, and not come back."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from akun.kewenangan import Konteks
from kabar import jenis
from kabar.jenis import JenisKabar, Nilai
from kabar.penerima import Akun
from kabar.services import Kejadian, kirim, kirim_banyak
from organisasi.models import PejabatNonAsn
from pegawai.models import Delegasi, Pegawai

TITIP = _("Tugas yang dititipkan")

jenis.register(
    JenisKabar(
        nama="delegasi.dititipkan",
        judul=_("Tugas dititipkan kepada saya, atau tugas saya dititipkan petugas"),
        subjek=_("Tugas seorang pejabat dititipkan"),
        kata=_("Tugas %(dari)s dititipkan kepada %(kepada)s dari %(mulai)s sampai %(akhir)s menurut %(surat)s."),
        rincian=_(
            "Yang menunggu keputusan ada di 'Menunggu saya', kecuali perkara wakil itu sendiri; jejaknya menyebut atas nama siapa."
        ),
        tujuan="alur:menunggu",
        argumen=False,
        kelompok=TITIP,
        wajib=True,
    ),
    JenisKabar(
        nama="delegasi.dicabut",
        judul=_("Titipan tugas dicabut"),
        subjek=_("Titipan tugas seorang pejabat dicabut"),
        kata=_("Titipan tugas %(dari)s kepada %(kepada)s menurut %(surat)s dicabut, jadi berakhir hari ini."),
        rincian=_("Yang sudah diputuskan tetap berlaku."),
        tujuan="alur:menunggu",
        argumen=False,
        kelompok=TITIP,
        wajib=True,
    ),
    JenisKabar(
        nama="delegasi.dicabut_dini",
        judul=_("Titipan tugas dicabut sebelum mulai"),
        subjek=_("Titipan tugas seorang pejabat dicabut"),
        kata=_(
            "Titipan tugas %(dari)s kepada %(kepada)s menurut %(surat)s, yang semula mulai %(mulai)s, dicabut sebelum harinya."
        ),
        rincian=_("Keputusan tetap pada pejabatnya sendiri."),
        tujuan="alur:menunggu",
        argumen=False,
        kelompok=TITIP,
        wajib=True,
    ),
    JenisKabar(
        nama="delegasi.hampa",
        judul=_("Titipan tugas berakhir karena pejabatnya berpindah"),
        subjek=_("Titipan tugas seorang pejabat berakhir"),
        kata=_(
            "Titipan tugas %(dari)s kepada %(kepada)s menurut %(surat)s berakhir: "
            "%(dari)s tidak lagi memimpin orang yang dipimpinnya waktu surat itu dicatat."
        ),
        rincian=_(
            "Yang sudah diputuskan tetap berlaku. Bila tugas yang baru perlu dititipkan, pejabatnya mencatat surat yang baru."
        ),
        tujuan="alur:menunggu",
        argumen=False,
        kelompok=TITIP,
        wajib=True,
    ),
    JenisKabar(
        nama="delegasi.wakil_pindah",
        judul=_("Titipan tugas berakhir karena wakilnya berpindah"),
        subjek=_("Titipan tugas seorang pejabat berakhir"),
        kata=_(
            "Titipan tugas %(dari)s kepada %(kepada)s menurut %(surat)s berakhir: "
            "%(kepada)s bukan lagi rekan sekantor %(dari)s, dan tidak dipimpinnya."
        ),
        rincian=_(
            "Yang sudah diputuskan tetap berlaku. Bila tugas itu masih perlu dititipkan, pejabatnya mencatat surat dengan wakil lain."
        ),
        tujuan="alur:menunggu",
        argumen=False,
        kelompok=TITIP,
        wajib=True,
    ),
    JenisKabar(
        nama="delegasi.tetap_usai",
        judul=_("Perubahan yang mengakhiri titipan tugas saya dibatalkan"),
        subjek=_("Titipan tugas Anda sudah berakhir"),
        kata=_(
            "Perubahan yang mengakhirinya dibatalkan, tetapi titipan tugas Anda kepada %(kepada)s menurut %(surat)s sudah berakhir."
        ),
        rincian=_("Titipan itu tidak berlaku lagi dengan sendirinya. Catat lagi bila masih perlu."),
        tujuan="pegawai:wakil-saya",
        argumen=False,
        kelompok=TITIP,
        wajib=True,
    ),
)


def tell_delegasi(nama: str, konteks: Konteks, delegasi: Delegasi) -> None:
    """Tell both whom a mandate concerns, except whoever recorded or revoked it."""
    asal = _asal(delegasi)
    akun = {pk for pk in (asal.akun_id, delegasi.kepada.akun_id) if pk and pk != konteks.pengguna.pk}
    isi: dict[str, Nilai] = {
        "dari": asal.nama,
        "kepada": delegasi.kepada.nama,
        "surat": delegasi.surat,
        "mulai": delegasi.masa.lower,
        "akhir": delegasi.akhir,
    }
    perlu = {k: isi[k] for k in jenis.get(nama).nilai}
    kirim(nama, kepada=[Akun(pk) for pk in sorted(akun)], subjek=("delegasi", delegasi.kode), kunci=nama, isi=perlu)


def tell_titipan_usai(titipan: Sequence[Delegasi]) -> None:
    """Tell both whom these mandates concern that they ended by themselves, and why. A constant number of statements."""
    for nama in ("delegasi.hampa", "delegasi.wakil_pindah"):
        kejadian = [
            Kejadian(
                ("delegasi", d.kode),
                [Akun(pk) for pk in sorted({pk for pk in (_asal(d).akun_id, d.kepada.akun_id) if pk})],
                "usai",
                {"dari": _asal(d).nama, "kepada": d.kepada.nama, "surat": d.surat},
            )
            for d in titipan
            if bool(d.dipimpin_dulu) == (nama == "delegasi.hampa")
        ]
        if kejadian:
            kirim_banyak(nama, kejadian)


def tell_titipan_tetap_usai(titipan: Sequence[Delegasi]) -> None:
    """Tell whoever gave these mandates that they stay ended though the change that ended them is taken back. A constant number of
    statements."""
    kejadian = [
        Kejadian(("delegasi", d.kode), [Akun(akun)], "tetap_usai", {"kepada": d.kepada.nama, "surat": d.surat})
        for d in titipan
        if (akun := _asal(d).akun_id)
    ]
    if kejadian:
        kirim_banyak("delegasi.tetap_usai", kejadian)


def _asal(delegasi: Delegasi) -> Pegawai | PejabatNonAsn:
    asal = delegasi.dari or delegasi.dari_pejabat
    assert asal is not None  # the constraint delegasi_satu_asal
    return asal
