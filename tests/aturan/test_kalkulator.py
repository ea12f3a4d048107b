"""The public rule calculator."""

import pytest
from django.test import Client
from django.urls import reverse

from aturan import daftar_aturan

pytestmark = pytest.mark.django_db


def alamat(nama: str) -> str:
    return reverse("kalkulator-aturan", args=[nama])


def isi(response) -> str:
    return response.content.decode()


def test_the_list_offers_every_rule(client: Client):
    halaman = isi(client.get(reverse("kalkulator")))

    assert all(f'href="{alamat(a.nama)}"' in halaman for a in daftar_aturan.list_aturan())


@pytest.mark.parametrize("nama", [a.nama for a in daftar_aturan.list_aturan()])
def test_every_rule_has_a_page_with_a_form_and_examples(client: Client, nama: str):
    response = client.get(alamat(nama))

    assert response.status_code == 200
    assert "<form" in isi(response)
    assert "Contoh" in isi(response)


def test_a_predicate_may_be_asked_in_the_address_and_shared(client: Client):
    response = client.get(alamat("predikat"), {"hasil_kerja": "sesuai", "perilaku": "di_bawah"})

    assert response.status_code == 200
    assert "Predikat Kurang" in isi(response)
    assert "PermenPANRB 6/2022" in isi(response)
    assert "Ajukan keberatan dengan alasan" in isi(response)


def test_an_address_with_foreign_parameters_is_an_empty_form(client: Client):
    response = client.get(alamat("predikat"), {"utm_source": "wa"})

    assert response.status_code == 200
    assert response.context["form"].is_bound is False


def test_a_number_is_answered_by_post(client: Client):
    response = client.post(alamat("nip"), {"nip": "19900315 201504 2 001"})

    assert response.status_code == 200
    assert "wanita, lahir 15 Maret 1990" in isi(response)


@pytest.mark.parametrize("nama", ["nip", "nik", "pensiun"])
def test_nothing_about_a_person_is_read_from_an_address(client: Client, nama: str):
    response = client.get(alamat(nama), {"nip": "199003152015042001", "nik": "1273015503900002", "tanggal_lahir": "1968-05-12"})

    assert response.context["form"].is_bound is False
    assert "15 Maret 1990" not in isi(response).split('id="contoh"')[0]
    assert 'method="post"' in isi(response)


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(client: Client):
    response = client.post(alamat("nip"), {"nip": "19900315201504200"})

    assert response.status_code == 422
    assert "yang diisi 17" in response.context["form"].errors["nip"][0]
    assert 'value="19900315201504200"' in isi(response)


def test_every_unreadable_field_is_named_at_once(client: Client):
    response = client.post(alamat("pensiun"), {"tanggal_lahir": "30-2-1968", "jabatan": "", "per": "besok"})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"tanggal_lahir", "jabatan", "per"}
    assert 'value="30-2-1968"' in isi(response)


def test_an_empty_post_is_refused(client: Client):
    assert client.post(alamat("nip"), {}).status_code == 422


def test_markup_in_a_field_is_shown_as_text(client: Client):
    response = client.post(alamat("nip"), {"nip": "<script>alert(1)</script>"})

    assert response.status_code == 422
    assert "<script>alert" not in isi(response)


def test_a_megabyte_of_text_is_refused_in_words(client: Client):
    response = client.post(alamat("nip"), {"nip": "9" * 1_000_000})

    assert response.status_code == 422
    assert "terlalu panjang" in response.context["form"].errors["nip"][0]


def test_the_day_whose_law_counts_may_be_chosen(client: Client):
    response = client.post(alamat("pensiun"), {"tanggal_lahir": "12 Mei 1968", "jabatan": "jpt", "per": "1 Januari 2020"})

    assert "UU 5/2014 pasal 90" in isi(response)


def test_an_unknown_rule_is_not_found(client: Client):
    assert client.get(alamat("raja")).status_code == 404


def test_other_methods_are_refused(client: Client):
    assert client.put(alamat("nip")).status_code == 405
    assert client.post(reverse("kalkulator")).status_code == 405


def test_a_page_costs_two_queries(client: Client, django_assert_num_queries):
    client.get(alamat("pensiun"))

    with django_assert_num_queries(2):
        client.post(alamat("pensiun"), {"tanggal_lahir": "12-5-1968", "jabatan": "jpt"})
