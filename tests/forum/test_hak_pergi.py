"""An officer whose role ended while they wrote an answer reads when it ended, and gets the answer back."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from akun.models import PenugasanPeran
from forum.services.moderasi import archive_aspirasi
from inti import waktu
from tests.forum.factories import Kota, buat_aspirasi, teruskan

pytestmark = pytest.mark.django_db
JAWABAN = "Lampu diganti hari Senin oleh petugas kami."


def test_the_answer_of_an_officer_whose_role_ended_is_kept(client: Client, kota: Kota) -> None:
    aspirasi = teruskan(kota, buat_aspirasi()[0])
    client.force_login(kota.pengelola)
    PenugasanPeran.objects.filter(pengguna=kota.pengelola).update(masa=DateRange(date(2020, 1, 1), waktu.today()))

    balas = {"jawab-isi": JAWABAN, "jawab-atas_nama": "Kepala Dinas"}
    jawab = client.post(reverse("forum:meja-langkah", args=[aspirasi.kode, "jawab"]), balas)

    assert jawab.status_code == 403
    assert "Penugasan Anda sebagai" in jawab.content.decode()
    assert JAWABAN in jawab.content.decode()


def test_an_answer_to_what_another_office_handles_is_kept_and_tells_nothing(client: Client, kota: Kota) -> None:
    aspirasi = teruskan(kota, buat_aspirasi()[0])
    client.force_login(kota.pengelola_lain)

    balas = {"jawab-isi": JAWABAN, "jawab-atas_nama": "Kepala Dinas"}
    jawab = client.post(reverse("forum:meja-langkah", args=[aspirasi.kode, "jawab"]), balas)

    assert (jawab.status_code, JAWABAN in jawab.content.decode()) == (403, True)
    assert aspirasi.judul not in jawab.content.decode()


def test_a_reason_for_what_a_colleague_has_closed_is_kept_beside_who_closed_it(client: Client, kota: Kota) -> None:
    aspirasi = buat_aspirasi()[0]
    archive_aspirasi(konteks=kota.konteks("moderator"), aspirasi=aspirasi, alasan="Isinya iklan, bukan laporan.")
    client.force_login(kota.moderator)

    jawab = client.post(
        reverse("forum:meja-langkah", args=[aspirasi.kode, "bukan-wewenang"]),
        {"bukan-wewenang-alasan": "Ini urusan provinsi, silakan ke sana."},
    )

    assert jawab.status_code == 409
    assert "Ini urusan provinsi" in jawab.content.decode()
    assert kota.moderator.nama in jawab.content.decode()
