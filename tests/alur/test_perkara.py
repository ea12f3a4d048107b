"""The page of a case: the reasons of a protected trail leave a receipt, and who may, takes it over from a superior."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from akun.models import CatatanAkses, Pengguna
from alur import proses, selectors
from kinerja.models import SKP
from kinerja.proses import SKP_TAHUNAN
from kinerja.services import skp as layanan
from layanan.perubahan_data import jenis, services
from layanan.perubahan_data.proses import PERUBAHAN_DATA
from pegawai.models import Pegawai
from tests.kinerja.factories import HARI, Kantor, ajukan, buat_akun, buat_kantor

CATATAN = "Tambahkan satu hasil tentang antrean"


@pytest.fixture
def kantor(db: None) -> Iterator[Kantor]:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield buat_kantor()


@pytest.fixture
def dikembalikan(kantor: Kantor) -> SKP:
    """An SKP that lies with its owner, with the superior's note in its trail."""
    skp = ajukan(kantor, kantor.pegawai)
    return layanan.reject_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi, catatan=CATATAN)


def buka(siapa: Pegawai | Pengguna, nama: str, kode: str) -> str:
    klien = Client()
    klien.force_login(siapa.akun if isinstance(siapa, Pegawai) else siapa, backend="akun.backends.NomorAtauEmailBackend")
    jawab = klien.get(f"/perkara/{nama}/{kode}/")
    assert jawab.status_code == 200
    return str(jawab.content.decode())


def catatan() -> list[tuple[str, str, str]]:
    return list(CatatanAkses.objects.order_by("pk").values_list("pembaca__nama", "subjek_kode", "kelompok"))


def test_who_reads_the_reasons_of_somebody_elses_case_leaves_a_receipt_once_a_day(kantor: Kantor, dikembalikan: SKP) -> None:
    for _kali in range(2):
        assert CATATAN in buka(kantor.admin, "skp", dikembalikan.kode)

    assert catatan() == [("Admin Uji", kantor.pegawai.kode, "kinerja")]


def test_the_receipt_says_what_for(kantor: Kantor, dikembalikan: SKP) -> None:
    buka(kantor.admin, "skp", dikembalikan.kode)

    assert CatatanAkses.objects.get().tujuan == "Membaca perjalanan perkara"


def test_the_owner_of_a_case_leaves_no_receipt(kantor: Kantor, dikembalikan: SKP) -> None:
    assert CATATAN in buka(kantor.pegawai, "skp", dikembalikan.kode)

    assert catatan() == []


def test_whoever_holds_a_case_leaves_no_receipt(kantor: Kantor, dikembalikan: SKP) -> None:
    pemilik = kantor.konteks(kantor.pegawai)
    diajukan = layanan.submit_skp(konteks=pemilik, skp=dikembalikan, versi=dikembalikan.versi)

    assert CATATAN in buka(kantor.atasan, "skp", diajukan.kode)

    assert catatan() == []


def test_the_superior_who_held_it_yesterday_leaves_one(kantor: Kantor, dikembalikan: SKP) -> None:
    assert CATATAN in buka(kantor.atasan, "skp", dikembalikan.kode)

    assert catatan() == [("Kabid Uji", kantor.pegawai.kode, "kinerja")]


def test_a_trail_that_gives_no_reasons_leaves_no_receipt(kantor: Kantor) -> None:
    buka(kantor.admin, "skp", ajukan(kantor, kantor.pegawai).kode)

    assert catatan() == []


@pytest.mark.parametrize(("kode", "nilai", "kelompok"), [("telepon", {"nomor_hp": "0812 9999 0000"}, "pribadi")])
def test_the_receipt_names_the_group_of_the_fact(kantor: Kantor, kode: str, nilai: dict[str, str], kelompok: str) -> None:
    usul = services.create_usul(konteks=kantor.konteks(kantor.pegawai), macam=jenis.DAFTAR[kode], nilai=nilai)
    admin = kantor.konteks(kantor.admin)
    services.reject_usul(konteks=admin, usul=usul, versi=usul.versi, alasan="Nomor ini milik orang lain")

    assert "Nomor ini milik orang lain" in buka(buat_akun("auditor", nama="Auditor Uji"), "perubahan_data", usul.kode)

    assert catatan() == [("Auditor Uji", kantor.pegawai.kode, kelompok)]


def test_a_kind_that_is_no_longer_offered_is_protected_most(kantor: Kantor, monkeypatch: pytest.MonkeyPatch) -> None:
    usul = services.create_usul(
        konteks=kantor.konteks(kantor.pegawai), macam=jenis.DAFTAR["telepon"], nilai={"nomor_hp": "0812 9999 0000"}
    )
    monkeypatch.setattr(jenis, "DAFTAR", {})

    assert PERUBAHAN_DATA.get_kelompok(usul) == "pribadi"


def test_every_process_about_one_person_says_how_its_reasons_are_protected() -> None:
    tanpa = {p.nama for p in proses.daftar() if any(k.pemegang in ("pemilik", "atasan") for k in p.keadaan) and not p.kelompok}

    assert tanpa == set()


def test_the_page_costs_the_same_for_a_long_and_a_short_trail(
    kantor: Kantor, dikembalikan: SKP, django_assert_num_queries: Callable[[int], Any]
) -> None:
    k = kantor.konteks(kantor.admin)
    with django_assert_num_queries(3):
        selectors.buka_jejak(k, SKP_TAHUNAN, dikembalikan)
    pemilik = kantor.konteks(kantor.pegawai)
    for _kali in range(3):
        skp = layanan.submit_skp(konteks=pemilik, skp=dikembalikan, versi=SKP.objects.get(pk=dikembalikan.pk).versi)
        layanan.withdraw_skp(konteks=pemilik, skp=skp, versi=skp.versi)

    with django_assert_num_queries(3):
        selectors.buka_jejak(k, SKP_TAHUNAN, dikembalikan)


@pytest.mark.parametrize("alamat", ["/perkara/entah/abc/", "/perkara/skp/tidakada/"])
def test_a_case_that_is_not_there_is_not_found(kantor: Kantor, alamat: str) -> None:
    klien = Client()
    klien.force_login(kantor.admin)

    assert (klien.get(alamat).status_code, klien.post(f"{alamat}ambil/").status_code) == (404, 404)


# --- a superior who can't act --------------------------------------------------------------------------------


def test_where_nobody_may_take_it_over_the_page_says_who_can_help(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    assert "dapat menitipkan tugasnya kepada wakil" in buka(kantor.pegawai, "skp", skp.kode)


def test_where_it_lies_with_its_owner_the_page_doesnt_speak_of_that(kantor: Kantor, dikembalikan: SKP) -> None:
    assert "dapat menitipkan tugasnya kepada wakil" not in buka(kantor.pegawai, "skp", dikembalikan.kode)
