"""A value that is confirmed for a day to come isn't taken back by oversight: forms name it, start from it, and ask where they differ."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aturan import parameter, services
from aturan.models import ParameterAturan, UsulanParameter
from inti import waktu
from tests.akun.factories import buat_pengguna
from tests.aturan.factories import buat_usulan, nilai_baru, petugas, sahkan

pytestmark = pytest.mark.django_db
UBAH = "/aturan/bup_jabatan/ubah/"
TAHUN = datetime.now(UTC).year
NANTI = date(TAHUN + 1, 1, 1)  # from here on an ordinary officer retires at 60 instead of 58
KEMUDIAN = date(TAHUN + 2, 1, 1)


@pytest.fixture
def klien(client: Client) -> Client:
    sahkan(buat_usulan(petugas(), mulai=NANTI, pelaksana=60))
    client.force_login(buat_pengguna("admin_bkpsdm"))
    return client


def baris(mulai: date) -> ParameterAturan:
    return ParameterAturan.objects.get(nama="bup_jabatan", berlaku__startswith=mulai)


def kini() -> ParameterAturan:
    return parameter.list_berlaku(waktu.today()).get(nama="bup_jabatan")


def kata(response: Any) -> str:
    """The words of a page, without marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def kirim(klien: Client, asal: ParameterAturan, mulai: date, **ubah: Any) -> Any:
    """What the form sends that was filled from a row, with these inputs changed; `selisih` answers its question."""
    jawab = {n: ubah.pop(n) for n in ("selisih", "banding") if n in ubah}
    nilai = {f"nilai.{n}": str(isi) for n, isi in (asal.nilai | ubah).items()}
    umum = {"mulai": mulai.isoformat(), "dasar": "UU 3/2027 pasal 4", "tanda": "naskah", "asal-versi": str(asal.pk)}
    return klien.post(UBAH, nilai | umum | jawab)


def jawab(klien: Client, pilihan: str, asal: ParameterAturan, mulai: date, **ubah: Any) -> UsulanParameter:
    """Send it, answer the question that is asked, and return what was written down."""
    tanya = kirim(klien, asal, mulai, **ubah)
    assert tanya.status_code == 422
    banding = re.search(r'name="banding" value="([^"]+)"', tanya.content.decode())
    assert banding
    assert kirim(klien, asal, mulai, **ubah, selisih=pilihan, banding=banding[1]).status_code == 302
    return UsulanParameter.objects.latest("pk")


# --- the form --------------------------------------------------------------------------------------------


def test_the_form_names_what_is_confirmed_and_starts_from_it(klien: Client) -> None:
    response = klien.get(UBAH)

    assert response.context["form"]["nilai.pelaksana"].value() == "60"
    halaman = kata(response)
    assert "Sudah disahkan untuk hari yang akan datang" in halaman
    assert f"Mulai 1 Januari {NANTI.year} (UU 1/2026 pasal 2): Pelaksana Sebelumnya: 58 tahun" in halaman
    assert f"Isian di bawah memuat nilai yang mulai 1 Januari {NANTI.year}." in halaman
    assert f"Berlaku sekarang: 58 tahun. Mulai 1 Januari {NANTI.year}: 60 tahun." in halaman


def test_the_form_may_start_from_what_counts_today_instead(klien: Client) -> None:
    assert f"{UBAH}?baris={kini().pk}" in klien.get(UBAH).content.decode()

    response = klien.get(UBAH, {"baris": kini().pk})

    assert response.context["form"]["nilai.pelaksana"].value() == "58"
    assert "Isian di bawah memuat nilai yang berlaku hari ini." in kata(response)


def test_after_a_value_that_ends_by_itself_the_form_starts_from_what_then_counts_again(client: Client) -> None:
    usulan = buat_usulan(petugas(), mulai=NANTI, pelaksana=60)
    usulan.berlaku = type(usulan.berlaku)(NANTI, KEMUDIAN)
    usulan.save()
    sahkan(usulan)
    client.force_login(buat_pengguna("admin_bkpsdm"))

    assert client.get(UBAH).context["form"]["nilai.pelaksana"].value() == "58"


@pytest.mark.parametrize("pilihan", ["0", "raja", "999999999999", "-1"])
def test_a_row_that_is_not_of_this_value_is_no_start(klien: Client, pilihan: str) -> None:
    assert klien.get(UBAH, {"baris": pilihan}).context["form"]["nilai.pelaksana"].value() == "60"


def test_without_a_value_to_come_nothing_is_said_of_one(client: Client) -> None:
    client.force_login(buat_pengguna("admin_bkpsdm"))

    assert "Sudah disahkan" not in kata(client.get(UBAH))


def test_the_form_costs_as_many_queries_however_many_values_are_to_come(
    klien: Client, django_assert_max_num_queries: Any
) -> None:
    for n in range(3, 7):
        sahkan(buat_usulan(petugas(), mulai=date(TAHUN + n, 1, 1), pelaksana=60 + n))
    klien.get(UBAH)

    with django_assert_max_num_queries(5):
        klien.get(UBAH)


# --- what would be taken back ----------------------------------------------------------------------------


def test_what_nobody_touched_and_would_take_back_a_confirmed_value_is_asked_field_by_field(klien: Client) -> None:
    """Opened before the value to come was confirmed, or filled from today's: 58 stands where 60 will count."""
    response = kirim(klien, kini(), KEMUDIAN, jpt=62)

    halaman = kata(response)
    assert response.status_code == 422
    assert "Isian ini tidak Anda ubah, tetapi berbeda dari yang berlaku pada hari mulainya" in halaman
    assert f"Pada 1 Januari {KEMUDIAN.year} yang berlaku nilai yang mulai 1 Januari {NANTI.year}" in halaman
    assert "Pelaksana Sebelumnya: 60 tahun Sesudahnya: 58 tahun Pakai" in halaman, "and not the part that was changed on purpose"
    assert UsulanParameter.objects.count() == 1


def test_the_answer_takes_what_counts_on_that_day_and_keeps_what_was_changed(klien: Client) -> None:
    usulan = jawab(klien, "pakai", kini(), KEMUDIAN, jpt=62)

    assert usulan.nilai == nilai_baru(jpt=62, pelaksana=60)


def test_the_answer_may_be_that_it_is_meant(klien: Client) -> None:
    usulan = jawab(klien, "biarkan", kini(), KEMUDIAN, jpt=62)

    assert usulan.nilai == nilai_baru(jpt=62, pelaksana=58)
    halaman = kata(klien.get(reverse("aturan:usulan", args=[usulan.kode])))
    assert f"Menggantikan nilai yang mulai 1 Januari {NANTI.year} (UU 1/2026 pasal 2)" in halaman


def test_an_answer_for_another_day_is_asked_anew(klien: Client) -> None:
    response = kirim(klien, kini(), KEMUDIAN, jpt=62, selisih="biarkan", banding=f"{NANTI:%Y%m%d}-1")

    assert response.status_code == 422


def test_what_was_changed_on_purpose_is_not_asked(klien: Client) -> None:
    assert kirim(klien, baris(NANTI), KEMUDIAN, pelaksana=58).status_code == 302


def test_a_form_that_was_opened_before_its_value_was_withdrawn_is_asked_too(klien: Client) -> None:
    asal = baris(NANTI)
    sahkan(services.create_penarikan(konteks=petugas(), sasaran=asal, alasan="Salah membaca pasalnya."))

    assert jawab(klien, "pakai", asal, KEMUDIAN, jpt=62).nilai == nilai_baru(jpt=62)
    assert "Sudah disahkan" not in kata(klien.get(UBAH))


def test_an_own_draft_that_is_moved_to_a_later_day_is_asked_too(client: Client) -> None:
    pengusul = petugas()
    draf = buat_usulan(pengusul, mulai=waktu.today(), jpt=62)
    sahkan(buat_usulan(petugas(), mulai=NANTI, pelaksana=60))
    client.force_login(pengusul.pengguna)
    isi = {f"nilai.{n}": str(nilai) for n, nilai in draf.nilai.items()}

    response = client.post(
        f"{UBAH}?dari={draf.kode}", isi | {"mulai": KEMUDIAN.isoformat(), "dasar": draf.dasar, "tanda": draf.tanda}
    )

    assert response.status_code == 422
    assert "Pelaksana Sebelumnya: 60 tahun Sesudahnya: 58 tahun Pakai" in kata(response)


def test_filled_from_what_will_count_nothing_is_asked(klien: Client) -> None:
    assert kirim(klien, baris(NANTI), KEMUDIAN, jpt=62).status_code == 302
    assert UsulanParameter.objects.latest("pk").nilai == nilai_baru(jpt=62, pelaksana=60)


# --- before the value to come ----------------------------------------------------------------------------


def test_a_start_before_the_value_to_come_does_not_bring_it_forward_by_oversight(klien: Client) -> None:
    usulan = jawab(klien, "pakai", baris(NANTI), waktu.today(), jpt=62)

    assert usulan.nilai == nilai_baru(jpt=62, pelaksana=58)


def test_a_start_before_the_value_to_come_says_until_when_it_counts_and_what_becomes_of_it_then(klien: Client) -> None:
    kirim(klien, kini(), waktu.today(), jpt=62)
    usulan = UsulanParameter.objects.latest("pk")

    halaman = kata(klien.get(reverse("aturan:usulan", args=[usulan.kode])))

    assert f"Nilai ini hanya dipakai sampai 31 Desember {TAHUN}" in halaman
    sesudah = halaman.split(f"Mulai 1 Januari {NANTI.year} berlaku nilai yang sudah tercatat")[1]
    assert re.search(r"Pimpinan tinggi [^:]+ Sebelumnya: 62 tahun Sesudahnya: 60 tahun", sesudah)
    assert "Pelaksana Sebelumnya: 58 tahun Sesudahnya: 60 tahun" in sesudah
    assert f"usulkan juga nilai yang mulai 1 Januari {NANTI.year}" in sesudah
