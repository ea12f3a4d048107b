"""A voice on the engine: who may take which step from which state, who holds it until when, what its trail says, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from akun.konteks import build
from akun.models import PenugasanPeran
from alur import kabar, selectors, services
from alur import pemegang as pemegang_perkara
from alur.butir import with_ringkas
from alur.hak import BukanPemegangError
from alur.models import Jejak, Pemegang
from forum.models import Aspirasi, JawabanResmi, Status
from forum.perjalanan import susun
from forum.proses import ASPIRASI
from forum.selectors.aspirasi import list_publik, with_perjalanan
from forum.services.meja import accept_aspirasi, answer_aspirasi, return_aspirasi
from forum.services.moderasi import archive_aspirasi, edit_aspirasi, merge_aspirasi, refer_aspirasi, review_aspirasi
from forum.services.pengirim import confirm_aspirasi, object_aspirasi
from inti.errors import VersiBerbedaError
from kabar.models import Kabar, Penerimaan
from organisasi.models import UnitKerja
from tests.akun.factories import buat_pengguna
from tests.formulir import isian
from tests.forum.factories import Kota, buat_aspirasi, jawab, jejak, pemegang, pengunjung, pukul, teruskan

ALASAN = "Jalan ini diurus balai di Medan."
JAWABAN = {"isi": "Lampu diganti hari Senin oleh petugas kami.", "atas_nama": "Kepala Dinas"}
PERAN = ("moderator", "pengelola", "pengelola_lain", "pimpinan", "auditor", "admin", "warga", "mitra")
MENGGOLONGKAN = ["golongkan", "tandai", "lepas_tanda"]
LANGKAH: dict[str, dict[str, list[str]]] = {
    "terkirim": {"moderator": ["periksa", *MENGGOLONGKAN, "sunting", "gabung", "bukan_wewenang", "arsipkan"]},
    "diverifikasi": {"moderator": ["teruskan", *MENGGOLONGKAN, "sunting", "gabung", "bukan_wewenang", "arsipkan"]},
    "diteruskan": {
        "moderator": ["teruskan", "teruskan_ulang", *MENGGOLONGKAN, "tarik", "sunting", "gabung", "arsipkan"],
        "pengelola": ["terima", "jawab", "kembalikan"],
    },
    "diproses": {
        "moderator": ["teruskan", "teruskan_ulang", *MENGGOLONGKAN, "tarik", "sunting", "arsipkan"],
        "pengelola": ["jawab"],
    },
    "ditanggapi": {"moderator": ["sunting"], "pengelola": ["jawab"]},
    "dibuka_kembali": {
        "moderator": ["teruskan", "teruskan_ulang", *MENGGOLONGKAN, "tarik", "sunting", "bukan_wewenang", "arsipkan"],
        "pengelola": ["terima", "jawab"],
    },
    "selesai": {},
    "bukan_wewenang": {},
    "diarsipkan": {},
}


def tandai(kota: Kota, aspirasi: Aspirasi, *, ya: bool = True, **lain: Any) -> Aspirasi:
    isi = {"jenis": "pengaduan", "menyangkut_pegawai": ya, "unit_terlapor": kota.dinas if ya else None}
    return review_aspirasi(konteks=kota.konteks("moderator"), aspirasi=aspirasi, **isi, **lain)


def sunting(kota: Kota, aspirasi: Aspirasi) -> Aspirasi:
    isi = {"judul": aspirasi.judul, "isi": f"{aspirasi.isi} Nama orang dihapus.", "alasan": "Nama orang dihapus."}
    return edit_aspirasi(konteks=kota.konteks("moderator"), aspirasi=aspirasi, **isi)


def belum_beres(aspirasi: Aspirasi) -> Aspirasi:
    return object_aspirasi(konteks=pengunjung(), kode=aspirasi.kode, dipegang=[aspirasi.kode], isi="Masih mati setiap malam.")


def dalam_keadaan(kota: Kota, status: str, **lain: Any) -> Aspirasi:
    """A voice that stands in this state."""
    baru, moderator = buat_aspirasi(**lain)[0], kota.konteks("moderator")
    jalan: dict[str, Callable[[], Aspirasi]] = {
        "terkirim": lambda: baru,
        "diverifikasi": lambda: review_aspirasi(konteks=moderator, aspirasi=baru, jenis=baru.jenis),
        "diteruskan": lambda: teruskan(kota, baru),
        "diproses": lambda: accept_aspirasi(konteks=kota.konteks("pengelola"), aspirasi=teruskan(kota, baru)),
        "ditanggapi": lambda: jawab(kota, teruskan(kota, baru)),
        "dibuka_kembali": lambda: belum_beres(jawab(kota, teruskan(kota, baru))),
        "selesai": lambda: confirm_aspirasi(
            konteks=pengunjung(), kode=jawab(kota, teruskan(kota, baru)).kode, dipegang=[baru.kode]
        ),
        "bukan_wewenang": lambda: refer_aspirasi(konteks=moderator, aspirasi=baru, alasan=ALASAN),
        "diarsipkan": lambda: archive_aspirasi(konteks=moderator, aspirasi=baru, alasan=ALASAN),
    }
    return jalan[status]()


def kata(kota: Kota, aspirasi: Aspirasi, **siapa: bool) -> list[str]:
    """The lines of its way, as somebody reads them."""
    satu = with_perjalanan(Aspirasi.objects.filter(pk=aspirasi.pk)).get()
    return [t.judul for t in susun(satu, kota.konteks("moderator").per, **siapa).titik]


def tutup_unit(unit: UnitKerja) -> None:
    UnitKerja.objects.filter(pk=unit.pk).update(aktif=False)


# --- the table ------------------------------------------------------------------------------------------


def test_every_state_of_a_voice_is_in_the_table() -> None:
    assert {k.kode for k in ASPIRASI.keadaan} == set(Status) == set(LANGKAH)


@pytest.mark.parametrize("status", list(LANGKAH))
def test_buttons_follow_state_and_role_and_what_has_no_button_is_refused(kota: Kota, status: str) -> None:
    aspirasi = dalam_keadaan(kota, status)

    for peran in PERAN:
        konteks = kota.konteks(peran)
        tombol = [langkah.aksi for langkah in selectors.list_langkah(konteks, ASPIRASI, aspirasi)]
        assert tombol == LANGKAH[status].get(peran, []), peran
        for langkah in ASPIRASI.list_langkah(status):
            if langkah.sistem or langkah.izin == "suara.kirim" or langkah.aksi in tombol:
                continue
            with pytest.raises(BukanPemegangError):
                services.move(konteks=konteks, proses=ASPIRASI, objek=aspirasi, aksi=langkah.aksi, alasan=ALASAN)


# --- who holds it until when ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "jenis", "izin", "tenggat"),
    [
        ("terkirim", "kolam", "aspirasi.moderasi", "tenggat_verifikasi"),
        ("diverifikasi", "kolam", "aspirasi.moderasi", "tenggat_verifikasi"),
        ("diteruskan", "kolam", "aspirasi.jawab", "tenggat_tanggapan"),
        ("diproses", "kolam", "aspirasi.jawab", "tenggat_selesai"),
        ("ditanggapi", "luar", "", "tenggat_keberatan"),
        ("dibuka_kembali", "kolam", "aspirasi.jawab", "tenggat_tanggapan"),
    ],
)
def test_an_open_voice_lies_with_whoever_must_act_until_the_day_of_the_rule(
    kota: Kota, status: str, jenis: str, izin: str, tenggat: str
) -> None:
    aspirasi = dalam_keadaan(kota, status)

    baris = pemegang(aspirasi)
    assert (baris.jenis, baris.izin, baris.tenggat) == (jenis, izin, getattr(aspirasi, tenggat))
    assert (baris.unit_id, baris.sejak_at) == (aspirasi.unit_id, aspirasi.status_at)


@pytest.mark.parametrize("status", ["selesai", "bukan_wewenang", "diarsipkan"])
def test_nobody_holds_what_is_closed(kota: Kota, status: str) -> None:
    assert not Pemegang.objects.filter(kode=dalam_keadaan(kota, status).kode).exists()


def test_holders_and_states_agree_in_every_state(kota: Kota) -> None:
    for status in LANGKAH:
        dalam_keadaan(kota, status)

    assert selectors.list_menyimpang(ASPIRASI) == []


def test_what_waits_for_me_names_the_voice_with_its_age_and_last_day(kota: Kota) -> None:
    aspirasi = teruskan(kota, buat_aspirasi(pada=pukul(2026, 11, 2))[0], pada=pukul(2026, 11, 3))
    assert aspirasi.tenggat_tanggapan is not None
    konteks = replace(kota.konteks("pengelola"), per=date(2026, 11, 20))

    (butir,) = with_ringkas(selectors.list_menunggu(konteks), konteks.per)

    assert (butir.ringkas.judul, butir.umur) == (aspirasi.judul, 17)
    assert butir.lewat == (konteks.per - aspirasi.tenggat_tanggapan).days
    assert butir.ringkas.url == reverse("forum:meja-rinci", args=[aspirasi.kode])


def test_what_waits_follows_the_voice_from_desk_to_desk(kota: Kota) -> None:
    aspirasi = buat_aspirasi()[0]

    def menunggu() -> list[str]:
        return [p for p in PERAN if selectors.list_menunggu(kota.konteks(p)).exists()]

    di_pengawas = menunggu()
    aspirasi = teruskan(kota, aspirasi)
    di_dinas = menunggu()
    aspirasi = return_aspirasi(konteks=kota.konteks("pengelola"), aspirasi=aspirasi, alasan="Bukan urusan kami, mohon dicari.")
    assert (di_pengawas, di_dinas, menunggu()) == (["moderator"], ["pengelola"], ["moderator"])
    jawab(kota, teruskan(kota, aspirasi))
    assert menunggu() == []


def test_a_reopened_voice_without_an_office_lies_with_the_moderators(kota: Kota) -> None:
    aspirasi = belum_beres(dalam_keadaan(kota, "diarsipkan"))

    baris = pemegang(aspirasi)
    assert (baris.izin, baris.unit, aspirasi.unit) == ("aspirasi.moderasi", None, None)


def test_where_the_unit_lost_its_officers_the_office_above_holds_it(kota: Kota) -> None:
    aspirasi = teruskan(kota, buat_aspirasi()[0])
    PenugasanPeran.objects.filter(pengguna=kota.pengelola).delete()
    atas = buat_pengguna("pengelola_opd", unit=kota.pusat, nama="Petugas Atas", sandi=None)

    siapa = selectors.get_posisi(build(atas), ASPIRASI, aspirasi).siapa

    assert siapa == ["Petugas Atas (Kota Uji)"]
    assert selectors.list_menunggu(build(atas)).count() == 1


def test_a_title_that_strangers_may_not_read_travels_in_no_message(kota: Kota) -> None:
    aspirasi = teruskan(kota, buat_aspirasi(rahasia=True, pada=pukul(2026, 11, 2))[0], pada=pukul(2026, 11, 2))
    baris = pemegang(aspirasi)

    kabar.remind(date.fromordinal(baris.tenggat.toordinal() + 1))

    diingatkan = Kabar.objects.get(jenis="alur.lewat", subjek_kode=aspirasi.kode)
    assert diingatkan.isi["judul"] == "Pengaduan yang diterima 2 November 2026"
    assert list(Penerimaan.objects.filter(kabar=diingatkan).values_list("pengguna", flat=True)) == [kota.pengelola.pk]


# --- a page for each case ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("siapa", "status"), [("moderator", 200), ("pengelola", 200), ("pimpinan", 200), ("pengelola_lain", 404), ("warga", 404)]
)
def test_the_page_of_the_case_is_for_those_who_may_read_it(client: Client, kota: Kota, siapa: str, status: int) -> None:
    aspirasi = dalam_keadaan(kota, "diteruskan")
    client.force_login(getattr(kota, siapa))

    assert client.get(reverse("alur:perkara", args=["aspirasi", aspirasi.kode])).status_code == status


def test_the_page_of_the_case_says_who_holds_it_and_nothing_of_the_sender(client: Client, kota: Kota) -> None:
    aspirasi = teruskan(kota, buat_aspirasi(kota.konteks("warga"), nama="Nurhayati Sekali", kontak="0811998877")[0])
    client.force_login(kota.pengelola)

    halaman = client.get(reverse("alur:perkara", args=["aspirasi", aspirasi.kode])).content.decode()

    assert "Diteruskan ke Dinas Lampu Uji" in halaman
    assert kota.pengelola.nama in halaman
    for rahasia in ("Nurhayati", "0811998877", kota.warga.nama):
        assert rahasia not in halaman


def test_a_sender_leaves_no_account_in_the_trail(kota: Kota) -> None:
    warga = kota.konteks("warga")
    aspirasi = jawab(kota, teruskan(kota, buat_aspirasi(warga)[0]))
    confirm_aspirasi(konteks=warga, kode=aspirasi.kode, dipegang=[])

    pengirim = [j for j in jejak(aspirasi) if j.sebagai == "pengirim"]

    assert [(j.aksi, j.oleh, j.oleh_nama, j.jabatan) for j in pengirim] == [("kirim", None, "", ""), ("bereskan", None, "", "")]


def test_the_desk_costs_the_same_queries_whatever_the_trail(client: Client, kota: Kota) -> None:
    pendek, panjang = dalam_keadaan(kota, "diproses"), dalam_keadaan(kota, "diteruskan")
    for n in range(4):
        panjang = sunting(kota, teruskan(kota, panjang, (kota.lain, kota.dinas)[n % 2]))
    panjang = accept_aspirasi(konteks=kota.konteks("pengelola"), aspirasi=panjang)
    client.force_login(kota.moderator)
    hitung = []
    for a in (pendek, pendek, panjang):
        with CaptureQueriesContext(
            connection,
        ) as c:
            client.get(reverse("forum:meja-rinci", args=[a.kode]))
        hitung.append(len(c))

    assert hitung[1] == hitung[2]


# --- what the trail says (F4) -----------------------------------------------------------------------------


def test_sending_on_again_says_from_where_to_where(kota: Kota) -> None:
    aspirasi = teruskan(kota, teruskan(kota, buat_aspirasi()[0]), kota.lain)

    for siapa in ({"petugas": True}, {"pengirim": True}, {}):
        assert kata(kota, aspirasi, **siapa) == [
            "Diterima",
            "Diperiksa petugas",
            "Diteruskan ke Dinas Lampu Uji",
            "Diteruskan ulang dari Dinas Lampu Uji ke Dinas Lain Uji",
        ]


def test_sending_to_the_same_office_once_more_is_no_move(kota: Kota) -> None:
    aspirasi = teruskan(kota, teruskan(kota, buat_aspirasi()[0]), alasan="Mohon dilihat malam hari.")

    assert kata(kota, aspirasi, petugas=True)[-2:] == ["Diteruskan ke Dinas Lampu Uji"] * 2


def test_three_offices_one_after_another_leave_three_lines(kota: Kota) -> None:
    aspirasi = buat_aspirasi()[0]
    for unit in (kota.dinas, kota.lain, kota.inspektorat):
        aspirasi = teruskan(kota, aspirasi, unit)

    assert [j.data.get("dari_unit", "") for j in jejak(aspirasi)[-3:]] == ["", "Dinas Lampu Uji", "Dinas Lain Uji"]


def test_an_edit_is_an_edit_in_every_state_and_no_matter_of_strangers(kota: Kota) -> None:
    aspirasi = sunting(kota, teruskan(kota, sunting(kota, buat_aspirasi()[0])))

    assert [j.aksi for j in jejak(aspirasi)] == ["kirim", "sunting", "periksa", "teruskan", "sunting"]
    assert kata(kota, aspirasi, pengirim=True)[-1] == "Disunting pengawas"
    assert "Disunting pengawas" not in kata(kota, aspirasi)


def test_a_mark_is_a_line_of_its_own_before_what_follows_from_it(kota: Kota) -> None:
    aspirasi = tandai(kota, teruskan(kota, buat_aspirasi()[0]))

    assert kata(kota, aspirasi, petugas=True)[-2:] == ["Ditandai menyangkut seorang pegawai", "Ditarik pengawas untuk diperiksa"]


def test_another_kind_is_a_line_of_its_own(kota: Kota) -> None:
    aspirasi = teruskan(kota, buat_aspirasi()[0])

    aspirasi = review_aspirasi(konteks=kota.konteks("moderator"), aspirasi=aspirasi, jenis="aspirasi")

    assert (jejak(aspirasi)[-1].aksi, jejak(aspirasi)[-1].data) == ("golongkan", {"jenis": "aspirasi"})
    baris = pemegang(aspirasi)
    assert baris.tenggat == aspirasi.tenggat_tanggapan


def test_a_check_that_changes_nothing_leaves_no_line(kota: Kota) -> None:
    aspirasi = teruskan(kota, buat_aspirasi()[0])

    review_aspirasi(konteks=kota.konteks("moderator"), aspirasi=aspirasi, jenis=aspirasi.jenis)

    assert [j.aksi for j in jejak(aspirasi)] == ["kirim", "periksa", "teruskan"]


@pytest.mark.parametrize("oleh_pengirim", [False, True])
def test_what_happened_under_the_mark_stays_inside_when_it_is_taken_off(kota: Kota, oleh_pengirim: bool) -> None:
    aspirasi = buat_aspirasi(menyangkut_pegawai=oleh_pengirim)[0]
    if not oleh_pengirim:
        aspirasi = tandai(kota, teruskan(kota, aspirasi))
    aspirasi = teruskan(kota, aspirasi, kota.inspektorat)
    aspirasi = teruskan(kota, tandai(kota, aspirasi, ya=False), kota.lain)

    assert list_publik().filter(pk=aspirasi.pk).exists()
    umum = kata(kota, aspirasi)
    assert umum[-1] == "Diteruskan ke Dinas Lain Uji"
    assert not [k for k in umum if "Inspektorat" in k or "Ditarik" in k or "pegawai" in k]
    assert "Diteruskan ulang dari Inspektorat Uji ke Dinas Lain Uji" in kata(kota, aspirasi, pengirim=True)


def test_the_public_page_shows_steps_and_answers_without_reasons_and_names(client: Client, kota: Kota) -> None:
    aspirasi = teruskan(kota, sunting(kota, buat_aspirasi(nama="Nurhayati")[0]), alasan="Pesan kepada pengirim.")
    jawab(kota, aspirasi)

    halaman = client.get(reverse("forum:jejak-suara", args=[aspirasi.kode])).content.decode()

    assert "Diteruskan ke Dinas Lampu Uji" in halaman
    assert "Lampu diganti hari Senin" in halaman
    for tertutup in ("Pesan kepada pengirim", "Disunting", "Nurhayati", kota.moderator.nama, kota.pengelola.nama):
        assert tertutup not in halaman


# --- the office of the person complained about (A1) -------------------------------------------------------


@pytest.mark.parametrize("status", ["diteruskan", "diproses", "dibuka_kembali"])
def test_the_accused_office_never_holds_it_again(kota: Kota, status: str) -> None:
    aspirasi = tandai(kota, dalam_keadaan(kota, status))
    atasnya = build(buat_pengguna("pengelola_opd", unit=kota.pusat, sandi=None))
    tertuduh = (kota.konteks("pengelola"), atasnya)

    def memegang() -> list[bool]:
        return [selectors.list_menunggu(k).exists() for k in tertuduh]

    ditarik = memegang()
    aspirasi = teruskan(kota, aspirasi, kota.inspektorat)
    baris = pemegang(aspirasi)
    assert (ditarik, memegang()) == ([False, False], [False, False])
    assert (baris.unit, baris.kecuali) == (kota.inspektorat, kota.dinas)
    assert selectors.list_menunggu(kota.konteks("pengelola_inspektorat")).count() == 1


def test_without_examiners_it_falls_to_nobody_who_is_a_party(kota: Kota) -> None:
    aspirasi = tandai(kota, teruskan(kota, buat_aspirasi()[0]), unit=kota.inspektorat)
    buat_pengguna("pengelola_opd", unit=kota.pusat, nama="Petugas Atas", sandi=None)
    PenugasanPeran.objects.filter(pengguna=kota.pengelola_inspektorat).delete()
    baris = pemegang(aspirasi)

    assert kabar.list_penerima(baris, date(2026, 11, 27)) == []
    assert pemegang_perkara.list_pemegang(baris, date(2026, 11, 27)) == ["belum ada petugas yang ditunjuk untuk ini"]


def test_a_mark_on_what_the_examiners_have_keeps_the_accused_out_at_once(kota: Kota) -> None:
    aspirasi = tandai(kota, teruskan(kota, buat_aspirasi()[0], kota.inspektorat))
    atasnya = build(buat_pengguna("pengelola_opd", unit=kota.pusat, sandi=None))

    assert aspirasi.unit == kota.inspektorat
    assert not selectors.list_menunggu(atasnya).exists()
    with pytest.raises(PermissionDenied):
        answer_aspirasi(konteks=atasnya, aspirasi=aspirasi, **JAWABAN)


# --- twice, stale, by the wrong one -----------------------------------------------------------------------


def test_a_stale_page_decides_nothing_and_keeps_what_was_typed(client: Client, kota: Kota) -> None:
    aspirasi = teruskan(kota, buat_aspirasi()[0])
    client.force_login(kota.pengelola)
    lembar = client.get(reverse("forum:meja-rinci", args=[aspirasi.kode]))
    sunting(kota, aspirasi)
    alamat = reverse("forum:meja-langkah", args=[aspirasi.kode, "jawab"])
    isi = {k: v for k, v in isian(lembar, **{f"jawab-{k}": v for k, v in JAWABAN.items()}).items() if "jawab-" in k}

    ditolak = client.post(alamat, isi)

    halaman = ditolak.content.decode()
    assert ditolak.status_code == 409
    assert "berubah sejak Anda membukanya. Baca versi terbarunya" in halaman
    assert JAWABAN["isi"] in halaman
    assert not JawabanResmi.objects.exists()
    sekali_lagi = {k: v for k, v in isian(ditolak).items() if "jawab-" in k}
    assert client.post(alamat, sekali_lagi).status_code == 302


@pytest.mark.parametrize(
    ("siapa", "lakukan"),
    [
        ("pengelola", lambda k, a: accept_aspirasi(konteks=k, aspirasi=a, versi=a.versi - 1)),
        ("pengelola", lambda k, a: answer_aspirasi(konteks=k, aspirasi=a, versi=a.versi - 1, **JAWABAN)),
        ("pengelola", lambda k, a: return_aspirasi(konteks=k, aspirasi=a, versi=a.versi - 1, alasan=ALASAN)),
        ("moderator", lambda k, a: archive_aspirasi(konteks=k, aspirasi=a, versi=a.versi - 1, alasan=ALASAN)),
    ],
)
def test_a_decision_counts_for_the_version_that_was_read(kota: Kota, siapa: str, lakukan: Callable[..., Any]) -> None:
    aspirasi = teruskan(kota, buat_aspirasi()[0])

    with pytest.raises(VersiBerbedaError, match="berubah sejak Anda membukanya"):
        lakukan(kota.konteks(siapa), aspirasi)

    assert jejak(aspirasi)[-1].aksi == "teruskan"


def test_the_same_step_twice_leaves_one_line_and_tells_once(kota: Kota) -> None:
    aspirasi = teruskan(kota, buat_aspirasi(kota.konteks("warga"))[0])

    for _klik in range(2):
        accept_aspirasi(konteks=kota.konteks("pengelola"), aspirasi=aspirasi, versi=aspirasi.versi)

    assert [j.aksi for j in jejak(aspirasi)].count("terima") == 1
    assert Kabar.objects.filter(jenis="suara.dikerjakan").count() == 1


def test_what_was_handed_back_is_handed_back_once(kota: Kota) -> None:
    aspirasi, pengelola = teruskan(kota, buat_aspirasi()[0]), kota.konteks("pengelola")
    return_aspirasi(konteks=pengelola, aspirasi=aspirasi, alasan=ALASAN)

    with pytest.raises(BukanPemegangError, match="tidak sedang di meja Anda"):
        return_aspirasi(konteks=pengelola, aspirasi=aspirasi, alasan=ALASAN)

    assert [j.aksi for j in jejak(aspirasi)].count("kembalikan") == 1


def test_who_held_it_yesterday_decides_nothing_today(kota: Kota) -> None:
    aspirasi = teruskan(kota, teruskan(kota, buat_aspirasi()[0]), kota.lain)

    with pytest.raises(BukanPemegangError, match="tidak sedang di meja Anda.*Menunggu saya"):
        accept_aspirasi(konteks=kota.konteks("pengelola"), aspirasi=aspirasi)


def test_a_substitute_officer_whose_term_ended_decides_nothing(kota: Kota) -> None:
    aspirasi = teruskan(kota, buat_aspirasi()[0])
    wakil = buat_pengguna("pengelola_opd", unit=kota.dinas, sandi=None)
    PenugasanPeran.objects.filter(pengguna=wakil).update(masa=DateRange(date(2026, 11, 1), date(2026, 11, 16)))

    with pytest.raises(BukanPemegangError, match="berakhir pada 15 November 2026"):
        accept_aspirasi(konteks=build(wakil, date(2026, 11, 16)), aspirasi=aspirasi)

    assert accept_aspirasi(konteks=build(wakil, date(2026, 11, 15)), aspirasi=aspirasi).status == Status.DIPROSES


@pytest.mark.parametrize("status", ["diteruskan", "diproses", "ditanggapi", "dibuka_kembali"])
def test_nobody_answers_in_the_name_of_a_closed_unit(kota: Kota, status: str) -> None:
    aspirasi = dalam_keadaan(kota, status)
    tutup_unit(kota.dinas)

    with pytest.raises(BukanPemegangError, match="belum ada yang diubah|di luar kewenangan"):
        answer_aspirasi(konteks=kota.konteks("pengelola"), aspirasi=aspirasi, **JAWABAN | {"isi": "Jawaban lain yang panjang."})


def test_a_voice_of_a_closed_unit_is_held_by_the_office_above_and_can_be_sent_on(kota: Kota) -> None:
    aspirasi = teruskan(kota, buat_aspirasi()[0])
    tutup_unit(kota.dinas)
    baris = pemegang(aspirasi)

    assert kota.pengelola.pk not in {p.pengguna_id for p in pemegang_perkara.list_calon(baris, date(2026, 11, 27))}
    assert teruskan(kota, aspirasi, kota.lain).unit == kota.lain


def test_an_objection_to_the_answer_of_a_closed_unit_goes_to_the_moderators(kota: Kota) -> None:
    aspirasi = jawab(kota, teruskan(kota, buat_aspirasi()[0]))
    tutup_unit(kota.dinas)

    aspirasi = belum_beres(aspirasi)

    baris = pemegang(aspirasi)
    assert (aspirasi.unit, baris.izin) == (None, "aspirasi.moderasi")


def test_another_objection_while_it_is_open_is_refused_with_where_it_stands(kota: Kota) -> None:
    aspirasi = dalam_keadaan(kota, "dibuka_kembali")

    with pytest.raises(services.LangkahTidakAdaError, match="dibuka kembali"):
        object_aspirasi(konteks=pengunjung(), kode=aspirasi.kode, dipegang=[aspirasi.kode], isi="Keberatan yang lain lagi.")


def test_joining_twice_leaves_one_line_and_the_voice_can_object(kota: Kota) -> None:
    utama, kembar = teruskan(kota, buat_aspirasi()[0]), buat_aspirasi()[0]
    for _klik in range(2):
        merge_aspirasi(konteks=kota.konteks("moderator"), aspirasi=kembar, utama=utama)

    assert kata(kota, kembar, pengirim=True)[-1] == "Digabung dengan suara lain tentang hal yang sama"
    assert [j.aksi for j in jejak(kembar)].count("gabung") == 1
    assert belum_beres(kembar).gabung_ke is None


def test_the_trail_of_a_voice_is_written_once_in_the_one_trail_of_all_processes(kota: Kota) -> None:
    aspirasi = dalam_keadaan(kota, "selesai")

    assert Jejak.objects.filter(proses="aspirasi", kode=aspirasi.kode).count() == 5
