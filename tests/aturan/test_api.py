"""The rules of law as a public API resource."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def tanya(client: Client, nama: str, isi: object, **lain: object):
    return client.post(reverse("api:aturan-hitung", args=[nama]), isi, content_type="application/json", **lain)


def test_anybody_may_list_the_rules(client: Client):
    response = client.get(reverse("api:aturan"))

    assert response.status_code == 200
    pensiun = next(a for a in response.json()["hasil"] if a["nama"] == "pensiun")
    assert "guru" in pensiun["masukan"]["jabatan"]["pilihan"]
    assert pensiun["contoh"] == {"tanggal_lahir": "1968-05-12", "jabatan": "administrator"}


def test_anybody_may_apply_a_rule_and_gets_the_reasons(client: Client):
    response = tanya(client, "pensiun", {"tanggal_lahir": "1968-05-12", "jabatan": "administrator"})

    isi = response.json()
    assert response.status_code == 200
    assert isi["hasil"] == {"bup": 58, "tmt": "2026-06-01"}
    assert isi["ringkas"] == "Pensiun mulai 1 Juni 2026"
    assert isi["alasan"][0]["dasar"] == "UU 20/2023 pasal 55"
    assert {"aturan", "versi", "dasar", "yang_mengubah"} <= set(isi)


@pytest.mark.parametrize(
    ("nama", "masukan", "bidang", "kata"),
    [
        ("nip", {"nip": "19900315201504200"}, "nip", "yang diisi 17"),
        ("nip", {"nip": 199003152015042001}, "nip", "di antara tanda kutip"),
        ("nip", {}, "nip", "belum diisi"),
        ("predikat", {"hasil_kerja": "bagus", "perilaku": "sesuai"}, "hasil_kerja", "tidak ada dalam daftar"),
        ("predikat", {"hasil_kerja": "sesuai", "perilaku": "sesuai", "x": 1}, "x", "tidak dikenal"),
    ],
)
def test_a_refusal_is_problem_details_with_the_field_and_the_cure(client: Client, nama, masukan, bidang, kata):
    response = tanya(client, nama, masukan)

    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    galat = response.json()["galat"][0]
    assert (galat["bidang"], kata in galat["pesan"]) == (bidang, True)
    assert galat["saran"]


@pytest.mark.parametrize("badan", ["{rusak", "[]", '"teks"', "null", "[" * 5000])
def test_a_body_that_is_no_object_is_refused_in_words(client: Client, badan: str):
    response = tanya(client, "nip", badan)

    assert response.status_code in (400, 422)
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"]


def test_an_unknown_rule_is_not_found(client: Client):
    assert tanya(client, "raja", {}).status_code == 404


def test_a_worthless_token_does_not_close_a_public_resource(client: Client):
    response = tanya(client, "nip", {"nip": "199003152015042001"}, headers={"Authorization": "Bearer salah"})

    assert response.status_code == 200


def test_one_query_an_answer(client: Client, django_assert_num_queries):
    with django_assert_num_queries(1):
        tanya(client, "pensiun", {"tanggal_lahir": "1968-05-12", "jabatan": "jpt"})
