"""Two people edit one training, one run, one organiser: nothing of either is lost."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kompetensi.models import Angkatan, Pelatihan, Penyelenggara
from tests.formulir import isian
from tests.kompetensi.factories import buat_angkatan, buat_pelatihan, buat_penyelenggara, daftarkan


def masuk(kota: SimpleNamespace) -> Client:
    klien = Client()
    klien.force_login(kota.admin)
    return klien


@pytest.mark.parametrize(
    ("nama", "buat", "model", "satu", "dua"),
    [
        ("pelatihan-ubah", buat_pelatihan, Pelatihan, {"judul": "Judul baru"}, {"kompetensi": "Pelayanan publik"}),
        ("angkatan-ubah", buat_angkatan, Angkatan, {"tempat": "Aula Baru"}, {"kuota": "30"}),
        ("penyelenggara-ubah", buat_penyelenggara, Penyelenggara, {"nama": "Nama Baru"}, {"penandatangan": "Orang Baru"}),
    ],
)
def test_each_keeps_what_they_changed_and_both_meet_where_it_is_the_same(
    kota: SimpleNamespace, nama: str, buat: Any, model: Any, satu: dict[str, str], dua: dict[str, str]
) -> None:
    obj = buat()
    klien, alamat = masuk(kota), reverse(f"kompetensi:{nama}", args=[obj.kode])
    lembar = klien.get(alamat)

    assert klien.post(alamat, isian(lembar, **satu)).status_code == 302
    assert klien.post(alamat, isian(lembar, **dua)).status_code == 302
    kini = model.objects.get(pk=obj.pk)
    assert {k: str(getattr(kini, k)) for k in satu | dua} == satu | dua

    bidang = next(iter(satu))
    jawab = klien.post(alamat, isian(lembar, **{bidang: "Kata ketiga"}))
    assert jawab.status_code == 409
    assert satu[bidang] in jawab.content.decode()
    assert klien.post(alamat, isian(jawab)).status_code == 302
    assert getattr(model.objects.get(pk=obj.pk), bidang) == "Kata ketiga"


def test_an_enrolment_meanwhile_is_no_conflict(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan()
    klien, alamat = masuk(kota), reverse("kompetensi:angkatan-ubah", args=[angkatan.kode])
    lembar = klien.get(alamat)
    daftarkan(kota.pegawai, angkatan)

    assert klien.post(alamat, isian(lembar, tempat="Aula Baru")).status_code == 302
    kini = Angkatan.objects.get(pk=angkatan.pk)
    assert (kini.tempat, kini.terisi) == ("Aula Baru", 1)


def test_a_partner_edits_its_run_without_touching_who_gives_it(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan(penyelenggara=kota.mitra)
    klien = Client()
    klien.force_login(kota.akun_mitra)
    alamat = reverse("kompetensi:angkatan-ubah", args=[angkatan.kode])

    assert klien.post(alamat, isian(klien.get(alamat), tempat="Rumah Mitra")).status_code == 302

    kini = Angkatan.objects.get(pk=angkatan.pk)
    assert (kini.tempat, kini.penyelenggara) == ("Rumah Mitra", kota.mitra)
