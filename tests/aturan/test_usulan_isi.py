"""Whoever decides reads all that was proposed, and forms mark only what may really stay empty."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from akun import kewenangan
from akun.kewenangan import Konteks
from aturan import daftar_parameter, parameter, services
from aturan.models import ParameterAturan, UsulanParameter
from aturan.services import IsiUsulan, NilaiTidakDipakaiError
from aturan.tugas import pengesahan
from inti import waktu
from tests.akun.factories import buat_pengguna
from tests.aturan.factories import ajukan, buat_usulan, nilai_baru, petugas, sahkan
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
NANTI = date(datetime.now(UTC).year + 1, 1, 1)
CATATAN = "Menurut pemberitaan; naskah menyusul."


@pytest.fixture
def staf() -> Any:
    return buat_pegawai("Hotma Sinaga", tanggal_lahir=date(1970, 3, 15))


@pytest.fixture
def buka(client: Client) -> Any:
    """The words of a page, as another officer of the personnel office reads them."""
    client.force_login(buat_pengguna("admin_bkpsdm"))

    def baca(nama: str, *args: Any) -> str:
        return kata(client.get(reverse(f"aturan:{nama}", args=args)))

    return baca


def kata(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def usulkan(pengusul: Konteks) -> UsulanParameter:
    """A proposal in which every field is filled."""
    definisi = daftar_parameter.get_definisi("bup_jabatan")
    assert definisi is not None
    isi = IsiUsulan(nilai_baru(pelaksana=60), NANTI, "UU 1/2026 pasal 2", "kedua", CATATAN, date(NANTI.year, 12, 31))
    return services.create_usulan(konteks=pengusul, definisi=definisi, isi=isi)


# --- what was proposed ------------------------------------------------------------------------------------


@pytest.mark.parametrize("tahap", ["disusun", "menunggu", "berlaku", "ditolak", "dibatalkan"])
def test_every_field_of_a_proposal_is_read_at_every_step(buka: Any, staf: Any, tahap: str) -> None:
    pengusul = petugas()
    usulan = usulkan(pengusul)
    if tahap == "berlaku":
        sahkan(usulan)
    elif tahap != "disusun":
        usulan = ajukan(pengusul, usulan)
    if tahap == "ditolak":
        services.reject_usulan(konteks=petugas(), usulan=usulan, alasan="Naskahnya belum ada.")
    if tahap == "dibatalkan":
        services.cancel_usulan(konteks=pengusul, usulan=usulan)

    halaman = buka("usulan", usulan.kode)

    for isi in (
        f"Catatan {CATATAN}",
        f"Hari terakhir 31 Desember {NANTI.year}",
        "UU 1/2026 pasal 2",
        "Kepastian sumber Dari sumber kedua, bukan naskahnya",
        f"nilai mulai 1 Januari {NANTI.year}" if tahap in ("ditolak", "dibatalkan") else f"Mulai 1 Januari {NANTI.year}",
        "Administrator (camat, kepala bidang, kepala bagian) 58 tahun",  # also what stays as it is
    ):
        assert isi in halaman


def test_whoever_decides_a_withdrawal_reads_why_and_what_the_withdrawn_value_says(buka: Any, staf: Any) -> None:
    pengusul = petugas()
    sasaran = sahkan(usulkan(pengusul)).parameter  # type: ignore[attr-defined]  # its row
    usulan = services.create_penarikan(konteks=pengusul, sasaran=sasaran, alasan="Salah membaca pasalnya.")

    halaman = buka("usulan", ajukan(pengusul, usulan).kode)

    assert "Alasan penarikan Salah membaca pasalnya." in halaman
    assert "Dasar hukum nilai itu UU 1/2026 pasal 2" in halaman
    assert f"Catatan nilai itu {CATATAN}" in halaman


def test_lists_of_proposals_say_what_each_does_and_from_when(buka: Any, staf: Any) -> None:
    pengusul = petugas()
    ajukan(pengusul, usulkan(pengusul))

    ringkas = f"Nilai baru mulai 1 Januari {NANTI.year} · UU 1/2026 pasal 2"
    assert ringkas in buka("daftar")
    assert ringkas in buka("rinci", "bup_jabatan")


# --- who is touched -----------------------------------------------------------------------------------------


def test_the_columns_say_what_becomes_another(buka: Any, staf: Any) -> None:
    halaman = buka("usulan", buat_usulan(petugas()).kode)

    assert "Nama Tanggal pensiun semula Tanggal pensiun menjadi" in halaman


def test_a_name_leads_to_the_person_for_whoever_may_open_them(client: Client, staf: Any, monkeypatch: Any) -> None:
    usulan = buat_usulan(petugas())
    alamat, tautan = reverse("aturan:usulan", args=[usulan.kode]), f'href="{reverse("pegawai:profil", args=[staf.kode])}"'
    client.force_login(buat_pengguna("auditor"))
    assert tautan in client.get(alamat).content.decode()

    monkeypatch.setitem(kewenangan._aturan, ("pegawai.lihat", "umum"), {})

    assert tautan not in client.get(alamat).content.decode()
    assert "Hotma Sinaga" in client.get(alamat).content.decode()


# --- what may stay empty -----------------------------------------------------------------------------------


@pytest.mark.parametrize("definisi", daftar_parameter.list_definisi(), ids=lambda d: d.nama)
def test_only_the_last_day_and_the_note_are_marked_as_optional(client: Client, definisi: Any) -> None:
    client.force_login(buat_pengguna("admin_bkpsdm"))

    halaman = kata(client.get(reverse("aturan:ubah", args=[definisi.nama])))

    assert halaman.count("(boleh kosong)") == 2
    assert "Hari terakhir (boleh kosong)" in halaman
    assert "Catatan (boleh kosong)" in halaman
    assert definisi.keterangan in halaman


@pytest.mark.parametrize(
    ("nama", "arti"),
    [
        ("bup_khusus", "Kosongkan seluruh bagian ini untuk menghapus Guru, semua jenjang dari nilai baru."),
        ("hari_libur", "Kosongkan seluruh bagian ini untuk menghapus 2026 dari nilai baru."),
        ("jp_tahunan", "Yang dikosongkan dihapus dari nilai baru."),
        ("jp_tahunan", "Isi bila ada yang ditambahkan; biarkan kosong bila tidak."),
    ],
)
def test_what_may_stay_empty_says_what_that_means(client: Client, nama: str, arti: str) -> None:
    client.force_login(buat_pengguna("admin_bkpsdm"))

    assert arti in kata(client.get(reverse("aturan:ubah", args=[nama])))
    assert "Kosongkan seluruh" not in kata(client.get(reverse("aturan:ubah", args=["bup_jabatan"])))


# --- words that follow what happens -------------------------------------------------------------------------


def test_what_touches_nobody_is_not_said_to_be_confirmed_by_a_second_officer(buka: Any) -> None:
    pengusul = petugas()
    usulan = ajukan(pengusul, buat_usulan(pengusul, mulai=NANTI))

    halaman = buka("rinci", "bup_jabatan")
    assert "Disahkan" not in buka("usulan", usulan.kode)
    assert "Dicatat" in buka("usulan", usulan.kode)

    assert f"Dicatat {pengusul.pengguna.nama} pada" in halaman
    assert "tanpa orang yang tersentuh" in halaman
    assert "Akan berlaku: UU 1/2026 pasal 2" in halaman


def test_the_button_of_what_touches_nobody_says_what_it_does(client: Client) -> None:
    pengusul = petugas()
    client.force_login(pengusul.pengguna)
    usulan = buat_usulan(pengusul, mulai=NANTI)
    assert f"Simpan, berlaku mulai 1 Januari {NANTI.year}" in kata(client.get(reverse("aturan:usulan", args=[usulan.kode])))
    ajukan(pengusul, usulan)
    baris = ParameterAturan.objects.get(usulan=usulan)

    tarik = services.create_penarikan(konteks=pengusul, sasaran=baris, alasan="Salah membaca pasalnya.")

    assert "Tarik nilai ini" in kata(client.get(reverse("aturan:usulan", args=[tarik.kode])))


def test_a_confirmation_does_not_claim_a_recalculation_where_nothing_is_stored(client: Client) -> None:
    definisi = daftar_parameter.get_definisi("delegasi")
    assert definisi is not None
    pengusul = petugas()
    isi = IsiUsulan(parameter.nilai("delegasi", waktu.today()), waktu.today(), "Perwal 1/2026 pasal 2")
    usulan = ajukan(pengusul, services.create_usulan(konteks=pengusul, definisi=definisi, isi=isi))
    client.force_login(buat_pengguna("admin_bkpsdm"))

    halaman = kata(client.post(reverse("aturan:langkah", args=[usulan.kode]), {"langkah": "sahkan", "dilihat": "0"}, follow=True))

    assert "dihitung ulang sekarang" not in halaman
    assert "Disahkan. Dipakai saat tugas dititipkan; titipan yang sudah tercatat tidak berubah." in halaman


def test_the_history_compares_with_the_value_that_ended_the_day_before(buka: Any) -> None:
    """A law that repeats the ages of the one before changes the source alone."""
    halaman = buka("rinci", "bup_jabatan")

    assert "Berlaku sekarang: UU 20/2023 pasal 55 Nilainya tetap; dasarnya diperbarui." in halaman


def test_a_proposal_for_a_value_that_no_rule_asks_for_any_more_is_read_and_refused_in_words(
    client: Client, staf: Any, monkeypatch: Any
) -> None:
    pengusul = petugas()
    usulan = ajukan(pengusul, buat_usulan(pengusul))
    monkeypatch.delitem(daftar_parameter._terdaftar, "bup_jabatan")
    client.force_login(buat_pengguna("admin_bkpsdm"))
    langkah = reverse("aturan:langkah", args=[usulan.kode])

    with pytest.raises(NilaiTidakDipakaiError):
        services.approve_usulan(konteks=petugas(), usulan=usulan, dilihat=1)
    assert "Nilai tidak dipakai lagi oleh aturan mana pun" in kata(client.get(reverse("aturan:usulan", args=[usulan.kode])))
    sahkan_ = client.post(langkah, {"langkah": "sahkan", "dilihat": "0"})
    assert (sahkan_.status_code, "tolak dengan alasan itu" in kata(sahkan_)) == (422, True)
    client.post(langkah, {"langkah": "tolak", "alasan": "Tidak dipakai lagi."})
    usulan.refresh_from_db()
    assert usulan.status == "ditolak"


def test_nobody_touched_is_said_in_words_and_not_as_a_number(buka: Any) -> None:
    pengusul = petugas()
    ajukan(pengusul, buat_usulan(pengusul, mulai=date(2020, 1, 1)))  # of days gone by: the second officer looks at it

    assert "saat ini tidak ada orang yang tersentuh" in buka("daftar")
    assert "saat ini tidak ada orang yang tersentuh" in str(pengesahan(petugas()))


def test_the_two_sides_of_the_matrix_are_told_apart(buka: Any) -> None:
    assert "Hasil kerja sesuai ekspektasi · Perilaku di bawah ekspektasi Kurang" in buka("rinci", "matriks_predikat")


def test_a_day_that_goes_from_a_list_is_named_alone(buka: Any) -> None:
    hari = parameter.nilai("hari_libur", waktu.today())["2026"]
    usulan = buat_usulan(petugas(), "hari_libur", mulai=NANTI, **{"2026": hari | {"libur": hari["libur"][1:]}})

    assert "2026 · Hari libur 1 Januari 2026, dihapus Menggantikan" in buka("usulan", usulan.kode)
