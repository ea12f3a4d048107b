"""The ways of a citizen's voice and of a follow-up: who holds them in which state, and which steps lead on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.kewenangan import Konteks
from alur.proses import LUAR, TETAP, Beralasan, Keadaan, Kolam, Langkah, Pemegang, Proses, Ringkas
from forum import kata
from forum.models import TERBUKA, Aspirasi, Status
from forum.selectors.pengawas import find_unit_sendiri, list_moderator_bebas
from inti import peristiwa
from inti.errors import UseCaseError
from inti.penjelasan import tulis_nilai
from inti.waktu import hari


class UnitTutupError(UseCaseError):
    """The office that shall act has been closed."""


def periksa_unit_berdiri(aspirasi: Aspirasi, konteks: Konteks) -> None:
    """Raise UnitTutupError where the unit that has it was closed: nobody speaks in its name any more."""
    if aspirasi.unit and not aspirasi.unit.aktif:
        raise UnitTutupError(
            _("%(unit)s sudah ditutup, jadi tidak ada lagi yang bertindak atas namanya.") % {"unit": aspirasi.unit.nama},
            fix=_("Minta pengawas forum meneruskan suara ini ke unit penggantinya."),
        )


class UnitTerlaporSendiriError(UseCaseError):
    """A moderator who works where the person complained about works."""


def is_unitnya(aspirasi: Aspirasi, konteks: Konteks) -> bool:
    """Whether the voice is about somebody of this moderator's own unit and another moderator could act. Three queries at most."""
    terlapor = aspirasi.unit_terlapor
    if terlapor is None or find_unit_sendiri(konteks, terlapor) is None:
        return False
    return bool(list_moderator_bebas(konteks.per, terlapor) - {konteks.pengguna.pk})


def periksa_bukan_unitnya(aspirasi: Aspirasi, konteks: Konteks) -> None:
    """Raise UnitTerlaporSendiriError where the voice is about somebody of this moderator's own unit and another one could act.

    To mark it and to send it on is open to everybody: that protects it. To close it, change it or take the mark off is not.
    Where all moderators work there it stays with them: a voice that nobody may touch helps no sender, and the trail names them.
    """
    terlapor = aspirasi.unit_terlapor
    if terlapor and is_unitnya(aspirasi, konteks):
        raise UnitTerlaporSendiriError(
            _("Suara ini tentang pegawai di %(unit)s, dan Anda bekerja di lingkungan unit itu.") % {"unit": terlapor.nama},
            fix=_("Biarkan menunggu: rekan sesama pengawas forum dari unit lain yang memutuskannya."),
        )


# --- a citizen's voice -----------------------------------------------------------------------------------


def _ringkas_aspirasi(kode: Iterable[str]) -> Mapping[str, Ringkas]:
    """In one line. SECURITY: what strangers may not read stands in no title, for titles travel by mail."""
    rows = Aspirasi.objects.filter(kode__in=list(kode))
    return {
        a.kode: Ringkas(
            judul=a.judul if a.publik else _judul_tertutup(a),
            ket=a.get_jenis_display() if a.publik else a.judul,
            url=reverse("forum:meja-rinci", kwargs={"kode": a.kode}),
        )
        for a in rows
    }


def _judul_tertutup(a: Aspirasi) -> str:
    return _("%(jenis)s yang diterima %(hari)s") % {
        "jenis": a.get_jenis_display(), "hari": tulis_nilai(hari(a.diterima_at)),
    }  # fmt: skip


def _umumkan_aspirasi(daftar: list[Any]) -> None:
    for a in daftar:
        peristiwa.publish("forum.aspirasi", unit_id=a.unit.pk if a.unit else None, jalur=a.unit.jalur if a.unit else "")


def _bukan_orang(objek: Any) -> str:
    return ""  # who sent it has no place here: see PengirimAspirasi


def _terlapor(aspirasi: Any) -> Any:
    return aspirasi.unit_terlapor


def _keadaan(status: Status, pemegang: Pemegang | None = None, tenggat: str = "") -> Keadaan:
    """A state in the words that the sender reads; `tenggat` is the column of the day that counts in it."""
    k = kata.STATUS[status]
    return Keadaan(
        status, k.singkat, k.nanti, pemegang, tenggat=(lambda a: getattr(a, tenggat)) if tenggat else None, jenis=k.jenis
    )


S = Status
PENGAWAS, DINAS = Kolam("aspirasi.moderasi"), Kolam("aspirasi.jawab", tanpa_unit="aspirasi.moderasi")
DI_PENGAWAS = (S.TERKIRIM, S.DIVERIFIKASI, S.DITERUSKAN, S.DIPROSES, S.DIBUKA_KEMBALI)
DIBACA_PENGIRIM = gettext_lazy("Tulis satu atau dua kalimat dengan hormat dan jelas; pengirim akan membacanya.")
BERALASAN: dict[str, Any] = {"alasan": Beralasan.WAJIB, "alasan_min": 10, "petunjuk": DIBACA_PENGIRIM}

LANGKAH_PENGAWAS = (
    Langkah(
        "periksa",
        (S.TERKIRIM,),
        S.DIVERIFIKASI,
        "aspirasi.moderasi",
        gettext_lazy("Periksa dan teruskan"),
        gettext_lazy("Diperiksa petugas"),
        jenis="utama",
    ),
    Langkah(
        "teruskan",
        (S.DIVERIFIKASI, S.DITERUSKAN, S.DIPROSES, S.DIBUKA_KEMBALI),
        S.DITERUSKAN,
        "aspirasi.moderasi",
        gettext_lazy("Periksa dan teruskan"),
        gettext_lazy("Diteruskan ke %(ke_unit)s"),
        alasan=Beralasan.BOLEH,
        jenis="utama",
    ),
    Langkah(
        "teruskan_ulang",
        (S.DITERUSKAN, S.DIPROSES, S.DIBUKA_KEMBALI),
        S.DITERUSKAN,
        "aspirasi.moderasi",
        gettext_lazy("Teruskan ke unit lain"),
        gettext_lazy("Diteruskan ulang dari %(dari_unit)s ke %(ke_unit)s"),
        alasan=Beralasan.BOLEH,
    ),
    Langkah(
        "golongkan",
        DI_PENGAWAS,
        TETAP,
        "aspirasi.moderasi",
        gettext_lazy("Perbaiki penggolongannya"),
        gettext_lazy("Penggolongannya diperbaiki pengawas"),
        butuh=periksa_bukan_unitnya,
    ),
    Langkah(
        "tandai",
        DI_PENGAWAS,
        TETAP,
        "aspirasi.moderasi",
        gettext_lazy("Tandai menyangkut seorang pegawai"),
        gettext_lazy("Ditandai menyangkut seorang pegawai"),
    ),
    Langkah(
        "lepas_tanda",
        DI_PENGAWAS,
        TETAP,
        "aspirasi.moderasi",
        gettext_lazy("Lepas tanda menyangkut pegawai"),
        gettext_lazy("Tanda menyangkut pegawai dilepas"),
        alasan=Beralasan.BOLEH,
        butuh=periksa_bukan_unitnya,
    ),
    Langkah(
        "tarik",
        (S.DITERUSKAN, S.DIPROSES),
        S.DIVERIFIKASI,
        "aspirasi.moderasi",
        gettext_lazy("Tarik untuk diperiksa"),
        gettext_lazy("Ditarik pengawas untuk diperiksa"),
    ),
    Langkah(  # without a unit it waits for the moderators already
        "tarik",
        (S.DIBUKA_KEMBALI,),
        S.DIBUKA_KEMBALI,
        "aspirasi.moderasi",
        gettext_lazy("Tarik untuk diperiksa"),
        gettext_lazy("Ditarik pengawas untuk diperiksa"),
    ),
    Langkah(
        "sunting",
        TERBUKA,
        TETAP,
        "aspirasi.moderasi",
        gettext_lazy("Sunting"),
        gettext_lazy("Disunting pengawas"),
        butuh=periksa_bukan_unitnya,
        **BERALASAN,
    ),
    Langkah(
        "gabung",
        (S.TERKIRIM, S.DIVERIFIKASI, S.DITERUSKAN),
        S.DIARSIPKAN,
        "aspirasi.moderasi",
        gettext_lazy("Gabungkan"),
        gettext_lazy("Digabung dengan suara lain tentang hal yang sama"),
        alasan=Beralasan.BOLEH,
    ),
    Langkah(
        "bukan_wewenang",
        (S.TERKIRIM, S.DIVERIFIKASI, S.DIBUKA_KEMBALI),
        S.BUKAN_WEWENANG,
        "aspirasi.moderasi",
        gettext_lazy("Bukan wewenang kota"),
        gettext_lazy("Bukan wewenang kota"),
        butuh=periksa_bukan_unitnya,
        **BERALASAN,
    ),
    Langkah(
        "arsipkan",
        DI_PENGAWAS,
        S.DIARSIPKAN,
        "aspirasi.moderasi",
        gettext_lazy("Arsipkan"),
        gettext_lazy("Diarsipkan"),
        butuh=periksa_bukan_unitnya,
        **BERALASAN,
    ),
)
LANGKAH_DINAS = (
    Langkah(
        "terima",
        (S.DITERUSKAN, S.DIBUKA_KEMBALI),
        S.DIPROSES,
        "aspirasi.jawab",
        gettext_lazy("Kerjakan"),
        gettext_lazy("Dikerjakan"),
        butuh=periksa_unit_berdiri,
    ),
    Langkah(
        "jawab",
        (S.DITERUSKAN, S.DIPROSES, S.DIBUKA_KEMBALI, S.DITANGGAPI),
        S.DITANGGAPI,
        "aspirasi.jawab",
        gettext_lazy("Jawab atas nama dinas"),
        gettext_lazy("Dijawab"),
        butuh=periksa_unit_berdiri,
        jenis="utama",
    ),
    Langkah(
        "kembalikan",
        (S.DITERUSKAN,),
        S.DIVERIFIKASI,
        "aspirasi.jawab",
        gettext_lazy("Kembalikan, bukan urusan kami"),
        gettext_lazy("Dikembalikan dinas untuk dicarikan tempat yang tepat"),
        **BERALASAN,
    ),
)
# What senders do; the use case has shown that the sender holds the tracking code or the account.
LANGKAH_PENGIRIM = (
    Langkah("kirim", ("",), S.TERKIRIM, "suara.kirim", gettext_lazy("Kirim"), gettext_lazy("Diterima")),
    Langkah(
        "bereskan",
        (S.DITANGGAPI,),
        S.SELESAI,
        "suara.kirim",
        gettext_lazy("Sudah beres"),
        gettext_lazy("Pengirim: sudah beres"),
    ),
    Langkah(
        "belum_beres",
        (S.DITANGGAPI, S.SELESAI, S.BUKAN_WEWENANG, S.DIARSIPKAN),
        S.DIBUKA_KEMBALI,
        "suara.kirim",
        gettext_lazy("Belum beres"),
        gettext_lazy("Pengirim: belum beres, dibuka kembali"),
    ),
    Langkah(
        "tutup_senyap",
        (S.DITANGGAPI,),
        S.SELESAI,
        "suara.kirim",
        gettext_lazy("Tutup"),
        gettext_lazy("Ditutup, pengirim tidak keberatan"),
        alasan=Beralasan.BOLEH,
        sistem=True,
    ),
)
# SECURITY: the steps that strangers read. Marks, edits and what was taken from an office are for the sender and the staff.
LANGKAH_UMUM = frozenset(
    (
        "kirim", "periksa", "teruskan", "teruskan_ulang", "terima", "jawab", "kembalikan",
        "bereskan", "belum_beres", "tutup_senyap", "gabung", "bukan_wewenang", "arsipkan",
    )
)  # fmt: skip
ASPIRASI = Proses(
    nama="aspirasi",
    meminta=("suara.masuk", "suara.kembali_ke_pengawas", "suara.ke_dinas", "suara.belum_beres"),
    judul=gettext_lazy("Suara warga"),
    model="forum.Aspirasi",
    lihat="aspirasi.lihat",
    orang=_bukan_orang,
    kecuali=_terlapor,
    ringkas=_ringkas_aspirasi,
    muat=("unit", "unit_terlapor"),
    umumkan=_umumkan_aspirasi,
    keadaan=(
        _keadaan(S.TERKIRIM, PENGAWAS, "tenggat_verifikasi"),
        _keadaan(S.DIVERIFIKASI, PENGAWAS, "tenggat_verifikasi"),
        _keadaan(S.DITERUSKAN, DINAS, "tenggat_tanggapan"),
        _keadaan(S.DIPROSES, DINAS, "tenggat_selesai"),
        _keadaan(S.DITANGGAPI, LUAR, "tenggat_keberatan"),
        _keadaan(S.DIBUKA_KEMBALI, DINAS, "tenggat_tanggapan"),
        _keadaan(S.SELESAI),
        _keadaan(S.BUKAN_WEWENANG),
        _keadaan(S.DIARSIPKAN),
    ),
    langkah=(*LANGKAH_PENGAWAS, *LANGKAH_DINAS, *LANGKAH_PENGIRIM),
)
