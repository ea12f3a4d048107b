"""The pages of values: what counts today, the form made from the declaration, whom it touches, the second officer, the history."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from akun.models import Pengguna
from aturan import daftar_parameter, parameter, services
from aturan.models import ParameterAturan, UsulanParameter
from aturan.skema import uraikan
from inti import waktu
from tests.akun.factories import buat_pengguna, konteks_of
from tests.aturan.factories import ajukan, buat_usulan, sahkan
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


@pytest.fixture
def pengusul() -> Pengguna:
    return buat_pengguna("admin_bkpsdm", nama="Yuli Petugas")


@pytest.fixture
def pemeriksa() -> Pengguna:
    return buat_pengguna("admin_bkpsdm", nama="Rina Pemeriksa")


@pytest.fixture
def petugas(client: Client, pengusul: Pengguna) -> Client:
    client.force_login(pengusul)
    return client


@pytest.fixture
def staf() -> Any:
    return buat_pegawai("Hotma Sinaga", tanggal_lahir=date(1970, 3, 15))


def isi(response: Any) -> str:
    return " ".join(response.content.decode().split())


def isian(nama: str = "bup_jabatan", **ubah: str) -> dict[str, str]:
    """What the form of a value would send, as it counts today, with some inputs changed."""
    definisi = daftar_parameter.get_definisi(nama)
    assert definisi is not None
    daun = uraikan(definisi.bentuk, parameter.nilai(nama, waktu.today()))
    nilai = {f"nilai.{i.nama}": i.daun.sebagai_teks(i.nilai) for i in daun}
    umum = {"mulai": "1 Juli 2026", "sampai": "", "dasar": "UU 1/2026 pasal 2", "tanda": "naskah", "catatan": ""}
    return nilai | umum | {k.replace("__", "."): v for k, v in ubah.items()}


def alamat(nama: str, *args: Any) -> str:
    return reverse(f"aturan:{nama}", args=args)


def usulkan(klien: Client, **ubah: str) -> UsulanParameter:
    jawab = klien.post(alamat("ubah", "bup_jabatan"), isian(**(ubah or {"nilai__pelaksana": "60"})))
    assert jawab.status_code == 302, jawab.context["form"].errors
    return UsulanParameter.objects.latest("pk")


# --- reading ---------------------------------------------------------------------------------------------


def test_anybody_reads_every_value_with_its_day_and_source(client: Client):
    halaman = isi(client.get(alamat("daftar")))

    for definisi in daftar_parameter.list_definisi():
        assert definisi.judul in halaman
    assert "Sejak 31 Oktober 2023 · UU 20/2023 pasal 55" in halaman


@pytest.mark.parametrize("definisi", daftar_parameter.list_definisi(), ids=lambda d: d.nama)
def test_anybody_reads_one_value_in_words_with_how_sure_its_source_is(client: Client, definisi: Any):
    response = client.get(alamat("rinci", definisi.nama))

    assert response.status_code == 200
    baris = parameter.list_berlaku(waktu.today()).get(nama=definisi.nama)
    assert baris.get_tanda_display() in isi(response)
    assert "Usulkan nilai baru" not in isi(response)


def test_a_value_that_nobody_declared_is_not_found(client: Client):
    assert client.get(alamat("rinci", "raja")).status_code == 404


@pytest.mark.parametrize("nama", ["daftar", "rinci"])
def test_reading_costs_few_queries(client: Client, django_assert_max_num_queries: Any, nama: str):
    with django_assert_max_num_queries(3):
        client.get(alamat(nama, *(["bup_jabatan"] if nama == "rinci" else [])))


def test_who_proposed_and_confirmed_is_for_the_office(client: Client, pengusul: Pengguna):
    sahkan(buat_usulan(konteks_of(pengusul)))

    assert "Yuli Petugas" not in isi(client.get(alamat("rinci", "bup_jabatan")))
    client.force_login(buat_pengguna("auditor"))
    halaman = isi(client.get(alamat("rinci", "bup_jabatan")))
    assert "Pelaksana: 58 tahun → 60 tahun" in halaman
    assert "Diusulkan Yuli Petugas, disahkan" in halaman
    assert "Usulkan nilai baru" not in halaman


# --- the form --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("definisi", daftar_parameter.list_definisi(), ids=lambda d: d.nama)
def test_every_value_has_a_form_of_its_own_shape_filled_with_what_counts_today(petugas: Client, definisi: Any):
    response = petugas.get(alamat("ubah", definisi.nama))

    form = response.context["form"]
    kini = parameter.nilai(definisi.nama, waktu.today())
    for i in uraikan(definisi.bentuk, kini):
        assert form[f"nilai.{i.nama}"].value() == i.daun.sebagai_teks(i.nilai)
    assert "{" not in isi(response).split("<main")[1].split("</main>")[0], "never raw JSON"


@pytest.mark.parametrize("definisi", daftar_parameter.list_definisi(), ids=lambda d: d.nama)
def test_what_the_form_shows_comes_back_as_the_very_value(petugas: Client, definisi: Any):
    kirim = isian(definisi.nama, dasar="Dasar yang lain")

    response = petugas.post(alamat("ubah", definisi.nama), kirim)

    assert response.status_code == 302
    assert UsulanParameter.objects.get().nilai == parameter.nilai(definisi.nama, waktu.today())


def test_six_hundred_years_are_refused_at_their_field_and_nothing_typed_is_lost(petugas: Client):
    response = petugas.post(alamat("ubah", "bup_jabatan"), isian(nilai__pelaksana="600"))

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "nilai.pelaksana": ["600 tahun di luar batas yang masuk akal. Isi antara 50 dan 75."]
    }
    assert 'value="600"' in isi(response)
    assert 'value="UU 1/2026 pasal 2"' in isi(response)
    assert not UsulanParameter.objects.exists()


@pytest.mark.parametrize(
    ("ubah", "bidang"),
    [
        ({"mulai": ""}, "mulai"),
        ({"mulai": "1-1-1900"}, "mulai"),
        ({"mulai": "1-1-2199"}, "mulai"),
        ({"dasar": ""}, "dasar"),
        ({"dasar": "x" * 301}, "dasar"),
        ({"tanda": "yakin"}, "tanda"),
        ({"sampai": "1-1-2026"}, "sampai"),
        ({"nilai__jpt": ""}, "nilai.jpt"),
        ({"nilai__jpt": "enam puluh"}, "nilai.jpt"),
    ],
)
def test_what_is_missing_or_makes_no_sense_is_refused_at_its_field(petugas: Client, ubah: dict[str, str], bidang: str):
    response = petugas.post(alamat("ubah", "bup_jabatan"), isian(**ubah))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [bidang]


def test_an_empty_post_is_refused_in_words(petugas: Client):
    assert petugas.post(alamat("ubah", "bup_jabatan"), {}).status_code == 422


def test_the_value_that_counts_already_is_refused(petugas: Client):
    kini = isian(dasar="UU 20/2023 pasal 55")

    assert "sudah berlaku" in isi(petugas.post(alamat("ubah", "bup_jabatan"), kini))


def test_a_year_of_holidays_is_added_in_a_row_of_its_own(petugas: Client):
    baru = {"nilai.+0.kunci": "2027", "nilai.+0.libur": "1 Januari 2027\n17-8-2027", "nilai.+0.cuti_bersama": ""}

    response = petugas.post(alamat("ubah", "hari_libur"), isian("hari_libur") | baru)

    assert response.status_code == 302
    nilai = UsulanParameter.objects.get().nilai
    assert nilai["2027"] == {"libur": ["2027-01-01", "2027-08-17"], "cuti_bersama": []}
    assert set(nilai) == {"2026", "2027"}


@pytest.mark.parametrize(
    ("baru", "bidang"),
    [
        ({"nilai.+0.kunci": "", "nilai.+0.libur": "1-1-2027"}, "nilai.+0.kunci"),
        ({"nilai.+0.kunci": "2027", "nilai.+0.libur": "30-2-2027"}, "nilai.+0.libur"),
        ({"nilai.+0.kunci": "2027", "nilai.+0.libur": "1-1-2028"}, "nilai.+0.libur"),
    ],
)
def test_a_new_row_that_is_half_filled_or_wrong_is_refused_at_its_place(petugas: Client, baru: dict[str, str], bidang: str):
    response = petugas.post(alamat("ubah", "hari_libur"), isian("hari_libur") | baru)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [bidang]


def test_an_emptied_row_of_an_optional_table_goes(petugas: Client):
    kosong = {"nilai.peneliti_utama.usia": "", "nilai.peneliti_utama.dasar": ""}

    petugas.post(alamat("ubah", "bup_khusus"), isian("bup_khusus") | kosong)

    assert set(UsulanParameter.objects.get().nilai) == {"guru", "peneliti_madya"}


# --- whom it touches, and the second officer -----------------------------------------------------------------


def test_before_it_is_sent_it_shows_who_is_touched_before_and_after(petugas: Client, staf: Any):
    usulan = usulkan(petugas)

    halaman = isi(petugas.get(alamat("usulan", usulan.kode)))

    assert "58 tahun" in halaman
    assert "60 tahun" in halaman
    assert re.search(r"Hotma Sinaga.*1 April 2028.*1 April 2030", halaman)
    assert "Kirim untuk disahkan" in halaman
    assert parameter.nilai("bup_jabatan", waktu.today())["pelaksana"] == 58


def test_the_list_of_the_touched_is_paged_by_key(petugas: Client):
    for n in range(30):
        buat_pegawai(f"Orang {n:02}")
    usulan = usulkan(petugas)

    satu = petugas.get(alamat("usulan", usulan.kode))
    dua = petugas.get(alamat("usulan", usulan.kode), {"kursor": satu.context["lembar"].sesudah})

    assert [len(h.context["lembar"].baris) for h in (satu, dua)] == [25, 5]
    assert "30 orang tersentuh" in isi(satu)


def test_one_proposes_another_confirms_and_what_follows_is_shown_running(
    client: Client, petugas: Client, staf: Any, pemeriksa: Pengguna
):
    usulan = usulkan(petugas)
    petugas.post(alamat("langkah", usulan.kode), {"langkah": "kirim", "dilihat": "1"})
    assert "Menunggu petugas lain" in isi(petugas.get(alamat("usulan", usulan.kode)))
    assert "Sahkan" not in isi(petugas.get(alamat("usulan", usulan.kode)))

    client.force_login(pemeriksa)
    assert "Periksa usulan: Batas usia pensiun menurut jabatan" in isi(client.get(reverse("beranda")))
    client.post(alamat("langkah", usulan.kode), {"langkah": "sahkan", "dilihat": "1"})

    halaman = isi(client.get(alamat("usulan", usulan.kode)))
    assert "Tanggal pensiun, dihitung ulang" in halaman
    assert "Menunggu giliran" in halaman
    assert parameter.nilai("bup_jabatan", waktu.today())["pelaksana"] == 60


@pytest.mark.parametrize(
    ("langkah", "kata"),
    [
        ({"langkah": "sahkan", "dilihat": "1"}, "Anda usulkan sendiri"),
        ({"langkah": "kirim", "dilihat": "1"}, "Menunggu pengesahan"),
    ],
)
def test_a_step_that_is_not_one_s_own_is_refused_in_words(
    petugas: Client, pengusul: Pengguna, staf: Any, langkah: Any, kata: str
):
    usulan = ajukan(konteks_of(pengusul), buat_usulan(konteks_of(pengusul)))

    response = petugas.post(alamat("langkah", usulan.kode), langkah)

    assert response.status_code == 422
    assert kata in isi(response)


def test_a_count_that_was_not_shown_is_refused(petugas: Client, staf: Any):
    usulan = usulkan(petugas)

    assert "Sejak ditinjau keadaannya berubah" in isi(petugas.post(alamat("langkah", usulan.kode), {"langkah": "kirim"}))


def test_a_refusal_needs_a_reason_that_the_proposer_then_reads(
    client: Client, pengusul: Pengguna, pemeriksa: Pengguna, staf: Any
):
    usulan = ajukan(konteks_of(pengusul), buat_usulan(konteks_of(pengusul)))
    client.force_login(pemeriksa)

    tanpa = client.post(alamat("langkah", usulan.kode), {"langkah": "tolak", "alasan": ""})
    assert (tanpa.status_code, "Alasannya belum jelas" in isi(tanpa)) == (422, True)
    client.post(alamat("langkah", usulan.kode), {"langkah": "tolak", "alasan": "Pasalnya belum berlaku."})

    client.force_login(pengusul)
    assert "Pasalnya belum berlaku." in isi(client.get(alamat("usulan", usulan.kode)))


def test_a_proposal_is_taken_back_by_its_proposer(petugas: Client, staf: Any):
    usulan = usulkan(petugas)

    petugas.post(alamat("langkah", usulan.kode), {"langkah": "batal"})

    usulan.refresh_from_db()
    assert usulan.status == "dibatalkan"


def test_a_draft_is_changed_by_a_new_one_with_what_was_typed(petugas: Client, staf: Any):
    lama = usulkan(petugas)
    ubah = alamat("ubah", "bup_jabatan") + f"?dari={lama.kode}"
    form = petugas.get(ubah).context["form"]
    assert (form["nilai.pelaksana"].value(), form["dasar"].value()) == ("60", "UU 1/2026 pasal 2")

    petugas.post(ubah, isian(nilai__pelaksana="59"))

    lama.refresh_from_db()
    assert (lama.status, UsulanParameter.objects.latest("pk").nilai["pelaksana"]) == ("dibatalkan", 59)


def test_a_step_that_does_not_exist_is_not_found(petugas: Client, staf: Any):
    assert petugas.post(alamat("langkah", usulkan(petugas).kode), {"langkah": "terbang"}).status_code == 404


def test_the_auditor_reads_a_proposal_and_may_do_nothing(client: Client, pengusul: Pengguna, staf: Any):
    usulan = ajukan(konteks_of(pengusul), buat_usulan(konteks_of(pengusul)))
    client.force_login(buat_pengguna("auditor"))

    assert "Hotma Sinaga" in isi(client.get(alamat("usulan", usulan.kode)))
    assert client.post(alamat("langkah", usulan.kode), {"langkah": "sahkan", "dilihat": "1"}).status_code == 403
    assert client.get(alamat("ubah", "bup_jabatan")).status_code == 403


# --- withdrawal ------------------------------------------------------------------------------------------


def test_a_mistake_is_withdrawn_through_its_page_and_told_in_the_history(
    client: Client, petugas: Client, pengusul: Pengguna, pemeriksa: Pengguna, staf: Any
):
    baris = sahkan(buat_usulan(konteks_of(pengusul))).parameter
    assert alamat("tarik", "bup_jabatan", baris.pk) in isi(petugas.get(alamat("rinci", "bup_jabatan")))

    tanpa = petugas.post(alamat("tarik", "bup_jabatan", baris.pk), {"alasan": ""})
    assert tanpa.status_code == 422
    petugas.post(alamat("tarik", "bup_jabatan", baris.pk), {"alasan": "Salah mengutip pasal."})
    usulan = UsulanParameter.objects.latest("pk")
    assert "1 April 2030" in isi(petugas.get(alamat("usulan", usulan.kode)))
    petugas.post(alamat("langkah", usulan.kode), {"langkah": "kirim", "dilihat": "1"})
    client.force_login(pemeriksa)
    client.post(alamat("langkah", usulan.kode), {"langkah": "sahkan", "dilihat": "1"})

    halaman = isi(client.get(alamat("rinci", "bup_jabatan")))
    assert ": Salah mengutip pasal." in halaman
    assert "Penarikan diusulkan Yuli Petugas, disahkan Rina Pemeriksa." in halaman
    assert parameter.nilai("bup_jabatan", waktu.today())["pelaksana"] == 58


def test_what_came_with_the_product_is_not_withdrawn(petugas: Client):
    bawaan = ParameterAturan.objects.get(nama="jp_tahunan")

    response = petugas.post(alamat("tarik", "jp_tahunan", bawaan.pk), {"alasan": "Salah mengutip pasal."})

    assert response.status_code == 422
    assert "tanggal mulai yang sama" in isi(response)


def test_a_row_of_another_value_is_not_found(petugas: Client):
    bawaan = ParameterAturan.objects.get(nama="jp_tahunan")

    assert petugas.get(alamat("tarik", "bup_jabatan", bawaan.pk)).status_code == 404


def test_the_back_office_has_no_form_of_values_any_more(petugas: Client):
    assert "parameteraturan" not in isi(petugas.get(reverse("admin:index")))


def test_a_refusal_written_while_the_proposer_took_it_back_stays_to_copy(
    client: Client, pengusul: Pengguna, pemeriksa: Pengguna, staf: Any
):
    usulan = ajukan(konteks_of(pengusul), buat_usulan(konteks_of(pengusul)))
    services.cancel_usulan(konteks=konteks_of(pengusul), usulan=usulan)
    client.force_login(pemeriksa)

    jawab = client.post(alamat("langkah", usulan.kode), {"langkah": "tolak", "alasan": "Naskahnya belum diundangkan"})

    assert jawab.status_code == 422
    assert "Yang Anda tulis" in isi(jawab)
    assert "Naskahnya belum diundangkan</textarea>" in isi(jawab)


def test_a_value_of_a_day_to_come_says_that_until_then_nothing_changes(
    client: Client, pengusul: Pengguna, pemeriksa: Pengguna, staf: Any
):
    usulan = ajukan(konteks_of(pengusul), buat_usulan(konteks_of(pengusul), mulai=date(waktu.today().year + 1, 1, 1)))
    client.force_login(pemeriksa)
    (jumlah,) = re.findall(r'name="dilihat" value="(\d+)"', isi(client.get(alamat("usulan", usulan.kode))))

    jawab = client.post(alamat("langkah", usulan.kode), {"langkah": "sahkan", "dilihat": jumlah}, follow=True)

    assert (
        f"Berlaku mulai 1 Januari {waktu.today().year + 1}; sampai hari itu tanggal dan hak setiap orang tetap yang sekarang."
        in isi(jawab)
    )
    assert "dihitung ulang sekarang" not in isi(jawab)
