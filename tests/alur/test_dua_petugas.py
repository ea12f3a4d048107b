"""Four eyes as the engine knows them: declared with a step, asked with the right, and left out of the pool."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from akun.kewenangan import Konteks
from akun.konteks import sistem
from akun.models import KodeAktivasi, Pengguna
from alur import kabar, proses, selectors, services
from alur.hak import BukanPemegangError
from alur.models import Pemegang
from alur.proses import Kolam, Langkah, Proses
from impor.models import Impor
from impor.proses import IMPOR, MENYIAPKAN
from inti import waktu
from kabar.penerima import Akun
from tests.akun.factories import buat_pengguna, konteks_of

HARI = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def hari(db: None) -> Iterator[None]:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield


def petugas(nama: str) -> Konteks:
    return konteks_of(buat_pengguna("admin_bkpsdm", nama=nama), HARI)


def menunggu(penyiap: Konteks) -> Impor:
    """A list that one officer prepared and sent."""
    impor = Impor.objects.create(nama_berkas="daftar.csv", per=HARI, pembuat=penyiap.pengguna)
    services.begin(konteks=penyiap, proses=IMPOR, objek=[impor], aksi="unggah")
    for aksi in ("periksa", "ajukan"):
        services.move(konteks=penyiap, proses=_tanpa_syarat(), objek=impor, aksi=aksi)
    return Impor.objects.get(pk=impor.pk)


def _tanpa_syarat() -> Proses:
    """The table without what it asks of rows, which these lists don't have."""
    return replace(IMPOR, langkah=tuple(replace(langkah, butuh=None) for langkah in IMPOR.langkah), _keadaan={})


# --- the table --------------------------------------------------------------------------------------------


def test_a_table_that_leaves_out_an_unknown_step_is_refused() -> None:
    keliru = replace(IMPOR, langkah=(*IMPOR.langkah[:-1], replace(IMPOR.langkah[-1], bukan=("entah",))), _keadaan={})

    with pytest.raises(ValueError, match="entah tidak dikenal"):
        proses.periksa(keliru)


def test_a_state_leaves_somebody_out_only_where_no_step_is_open_to_them() -> None:
    setuju = IMPOR.get_langkah("setujui")
    terbuka = replace(setuju, aksi="tunda", bukan=())

    assert IMPOR.list_bukan("menunggu", "impor.setujui") == tuple(sorted(MENYIAPKAN))
    assert replace(IMPOR, langkah=(*IMPOR.langkah, terbuka), _keadaan={}).list_bukan("menunggu", "impor.setujui") == ()
    assert IMPOR.list_bukan("diperiksa", "pegawai.impor") == ()


# --- the right --------------------------------------------------------------------------------------------


def test_many_at_once_are_refused_whole_where_one_was_prepared_by_whoever_decides() -> None:
    satu, dua = petugas("Dewi"), petugas("Horas")
    punya_dua = [menunggu(satu), menunggu(dua)]
    rows = Impor.objects.filter(pk__in=[i.pk for i in punya_dua])

    with pytest.raises(BukanPemegangError, match="belum ada yang diubah"):
        services.move_many(konteks=satu, proses=IMPOR, rows=rows, aksi="setujui")

    assert set(rows.values_list("status", flat=True)) == {"menunggu"}


def test_many_that_others_prepared_are_decided_at_once() -> None:
    punya = [menunggu(petugas("Dewi")), menunggu(petugas("Horas"))]

    diputus = services.move_many(
        konteks=petugas("Sorta"), proses=IMPOR, rows=Impor.objects.filter(pk__in=[i.pk for i in punya]), aksi="setujui"
    )

    assert [i.status for i in diputus] == ["menerapkan", "menerapkan"]


def test_what_draws_the_buttons_refuses_the_step() -> None:
    penyiap, lain = petugas("Dewi"), petugas("Horas")
    impor = menunggu(penyiap)

    def tombol(siapa: Konteks) -> set[str]:
        return {langkah.aksi for langkah in selectors.list_langkah(siapa, IMPOR, impor)}

    assert (tombol(penyiap), tombol(lain)) == ({"tarik"}, {"setujui", "kembalikan"})


def test_somebody_who_is_nobody_took_no_step() -> None:
    impor = menunggu(petugas("Dewi"))

    assert selectors.list_terlibat(sistem(), IMPOR, [impor.kode], MENYIAPKAN) == set()


# --- the pool ---------------------------------------------------------------------------------------------


def test_reminders_go_to_those_who_may_decide() -> None:
    penyiap, lain = petugas("Dewi"), petugas("Horas")
    baris = Pemegang.objects.select_related("unit").get(kode=menunggu(penyiap).kode)

    assert kabar.list_penerima(baris, HARI) == [Akun(lain.pengguna.pk)]


def test_a_pool_without_four_eyes_has_everybody() -> None:
    penyiap, lain = petugas("Dewi"), petugas("Horas")
    impor = menunggu(penyiap)
    services.move(konteks=lain, proses=IMPOR, objek=impor, aksi="kembalikan", alasan="Baris 2 keliru")
    baris = Pemegang.objects.select_related("unit").get(kode=impor.kode)

    akun = kabar.list_akun([baris], HARI)[IMPOR.nama, impor.kode]

    assert {p.nama for p in Pengguna.objects.filter(pk__in=akun)} == {"Dewi", "Horas"}


def test_what_waits_costs_one_query_with_four_eyes_too(django_assert_num_queries: pytest.FixtureRequest) -> None:
    penyiap, lain = petugas("Dewi"), petugas("Horas")
    for _n in range(3):
        menunggu(penyiap)

    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture of pytest-django
        assert len(selectors.list_menunggu(lain)) == 3
    assert not selectors.list_menunggu(penyiap)


def test_a_step_done_by_a_job_says_for_whom_the_system_acted() -> None:
    penyiap = petugas("Dewi")
    impor = menunggu(penyiap)

    siapa = {t.jejak.aksi: t.siapa for t in selectors.list_jejak(IMPOR, impor.kode)}

    assert (siapa["unggah"], siapa["periksa"]) == ("Dewi", "sistem, untuk Dewi")


def test_every_pool_names_a_right_of_its_subject() -> None:
    kolam = {(p.model, k.pemegang.izin) for p in proses.daftar() for k in p.keadaan if isinstance(k.pemegang, Kolam)}
    langkah: dict[str, list[Langkah]] = {p.model: list(p.langkah) for p in proses.daftar()}

    assert all(any(item.izin == izin for item in langkah[model]) for model, izin in kolam)


@pytest.mark.parametrize("pembuat", ["penyiap", "pemutus"])
def test_an_account_whose_way_in_the_other_has_just_made_is_no_second_pair_of_eyes(pembuat: str) -> None:
    penyiap, lain = petugas("Admin Satu"), petugas("Admin Lain")
    impor = menunggu(penyiap)
    oleh, pemilik = (penyiap, lain) if pembuat == "penyiap" else (lain, penyiap)
    KodeAktivasi.objects.create(
        pengguna=pemilik.pengguna, sidik="x" * 64, dibuat_oleh=oleh.pengguna, kedaluwarsa_at=waktu.now() + timedelta(days=1)
    )

    with pytest.raises(BukanPemegangError, match="petugas lain"):
        services.move(konteks=lain, proses=_tanpa_syarat(), objek=impor, aksi="setujui")
