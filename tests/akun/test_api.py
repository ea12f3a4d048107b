"""Each resource of the API against each way to ask it: exact columns, scope, unknown parameters, foreign cursors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse
from oauth2_provider.models import get_access_token_model

from akun.cakupan import CakupanTerdaftar
from akun.konteks import sistem
from akun.services import create_klien_api
from forum.services.tindak_lanjut import create_tindak_lanjut, publish_tindak_lanjut
from inti import waktu
from pegawai.models import Pegawai
from sibolga_asn import urls_api
from tests.forum.factories import Kota, buat_aspirasi, buat_kota, jawab, teruskan
from tests.kinerja.factories import buat_sasaran
from tests.pembacaan.dunia import bangun

PUBLIK = ""


@dataclass(frozen=True)
class Sumber:
    """What a resource is promised to show, to whoever holds `cakupan`."""

    cakupan: str
    kolom: frozenset[str]


def sumber(cakupan: str, kolom: str) -> Sumber:
    return Sumber(cakupan, frozenset(kolom.split()))


SUMBER = {
    "pegawai": sumber(
        "pegawai.baca",
        "kode nip nama gelar_depan gelar_belakang jenis kedudukan golongan pangkat tmt_golongan jabatan jabatan_kode tmt_jabatan unit "
        "unit_kode tmt_pensiun",
    ),
    "unit": sumber("organisasi.baca", "kode nama induk_kode aktif"),
    "jabatan": sumber("organisasi.baca", "kode nama jenis jenjang memimpin unit_kode"),
    "evaluasi": sumber(
        "kinerja.baca",
        "kode pegawai_kode unit_kode tahun triwulan hasil_kerja perilaku predikat ditetapkan alasan yang_mengubah dasar",
    ),
    "sasaran": sumber("kinerja.baca", "kode unit_kode tahun uraian"),
    "pelatihan": sumber("pelatihan.baca", "kode judul uraian jenis kompetensi jp cara"),
    "sertifikat": sumber("pelatihan.baca", "kode nomor pegawai_kode pelatihan_kode jp tanggal_terbit dicabut"),
    "topik": sumber(PUBLIK, "kode judul pertanyaan unit_kode jumlah_kiriman dibuka ditutup mendengar_sampai"),
    "tindak-lanjut": sumber(PUBLIK, "kode judul ditanyakan jawab hasil unit_kode dijanjikan jumlah_suara terbit"),
}
BERTOKEN = [n for n, s in SUMBER.items() if s.cakupan]
LAIN = {"dokumentasi", "skema", "aturan", "aturan-hitung", "pegawai-cari", "tidak-ada"}  # no rows of the city
PRIBADI = {"nik", "npwp", "bpjs", "alamat", "nomor_hp", "email", "agama", "status_kawin", "tanggal_lahir", "tempat_lahir"}


@pytest.fixture(scope="module")
def kota(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pegawai]:
    """A city with a row of each resource, made once for this file. Its clerk."""
    with pytest.MonkeyPatch.context() as tambal, django_db_blocker.unblock(), transaction.atomic():
        from django.conf import settings

        tambal.setattr(settings, "MEDIA_ROOT", str(tmp_path_factory.mktemp("berkas")))
        with time_machine.travel("2026-11-24 09:00+07:00", tick=False):
            dunia = bangun()
            assert dunia.tokoh.unit
            buat_sasaran(dunia.tokoh.unit, sistem())
            _tindak_lanjut(buat_kota())
            yield dunia.tokoh
        transaction.set_rollback(True)


def _tindak_lanjut(kota: Kota) -> None:
    aspirasi, _kode = buat_aspirasi()
    isi = {
        "judul": "Lampu jalan menyala lagi",
        "ditanyakan": "Lampu jalan di Pancuran Pinang mati dua minggu.",
        "jawab": "Dua puluh enam titik menyala sejak Senin.",
        "hasil": "berubah",
    }
    pengelola = kota.konteks("pengelola")
    usul = create_tindak_lanjut(konteks=pengelola, unit=kota.dinas, aspirasi=[jawab(kota, teruskan(kota, aspirasi))], **isi)
    publish_tindak_lanjut(konteks=kota.konteks("moderator"), tindak_lanjut=usul)


@pytest.fixture
def db(kota: Pegawai, django_db_blocker: Any) -> Iterator[None]:
    """Each test reads the same city, and leaves nothing in it."""
    with time_machine.travel("2026-11-24 09:00+07:00", tick=False), django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def minta(alamat: str, *cakupan: str, **kueri: str) -> Any:
    """Ask as a machine client with these scopes; without any, as nobody."""
    kepala = {"Authorization": f"Bearer {_token(cakupan)}"} if cakupan else {}
    return Client().get(alamat, kueri, headers=kepala)


def _token(cakupan: tuple[str, ...]) -> str:
    baru = create_klien_api(konteks=sistem(), nama="Uji", cakupan=cakupan, penanggung_jawab="Diskominfo Uji")
    token = f"uji-{baru.id}"
    kedaluwarsa = waktu.now().replace(year=2099)
    get_access_token_model().objects.create(
        application=baru.klien.aplikasi, token=token, scope=" ".join(cakupan), expires=kedaluwarsa
    )
    return token


def dengan_hak(nama: str, akhiran: str = "", kode: str = "", **kueri: str) -> Any:
    alamat = reverse(f"api:{nama}{akhiran}", args=[kode] if kode else [])
    return minta(alamat, *([SUMBER[nama].cakupan] if SUMBER[nama].cakupan else []), **kueri)


def galat(jawab: Any) -> dict[str, str]:
    assert jawab.status_code == 400, jawab.content
    assert jawab["Content-Type"] == "application/problem+json"
    return {g["bidang"]: g["pesan"] for g in jawab.json()["galat"]}


def test_every_resource_stands_in_the_table() -> None:
    alamat = {str(p.name) for p in urls_api.urlpatterns}

    assert alamat - LAIN == set(SUMBER) | {f"{nama}-rinci" for nama in SUMBER}


@pytest.mark.parametrize("nama", sorted(SUMBER))
def test_a_resource_shows_these_columns_and_no_others(db: None, nama: str) -> None:
    daftar = dengan_hak(nama).json()["hasil"]
    satu = dengan_hak(nama, "-rinci", daftar[0]["kode"]).json()

    assert {frozenset(b) for b in (*daftar, satu)} == {SUMBER[nama].kolom}
    assert not SUMBER[nama].kolom & PRIBADI


@pytest.mark.parametrize("nama", BERTOKEN)
def test_a_client_without_the_scope_is_refused(db: None, nama: str) -> None:
    lain = sorted(set(CakupanTerdaftar().get_all_scopes()) - {SUMBER[nama].cakupan})

    assert minta(reverse(f"api:{nama}"), *lain).status_code == 403
    assert minta(reverse(f"api:{nama}-rinci", args=["tidak-ada"]), *lain).status_code == 403


@pytest.mark.parametrize("nama", BERTOKEN)
def test_who_has_no_token_is_asked_for_one(db: None, nama: str) -> None:
    jawab = minta(reverse(f"api:{nama}"))

    assert (jawab.status_code, jawab["WWW-Authenticate"].partition(" ")[0]) == (401, "Bearer")


@pytest.mark.parametrize("nama", sorted(set(SUMBER) - set(BERTOKEN)))
def test_what_is_public_needs_no_token(db: None, nama: str) -> None:
    assert minta(reverse(f"api:{nama}")).status_code == 200


@pytest.mark.parametrize("nama", sorted(SUMBER))
def test_an_unknown_parameter_is_named_and_so_are_those_that_exist(db: None, nama: str) -> None:
    pesan = galat(dengan_hak(nama, tidak_ada="1"))

    assert list(pesan) == ["tidak_ada"]
    assert "kursor" in pesan["tidak_ada"]


@pytest.mark.parametrize("nama", sorted(SUMBER))
def test_a_single_row_takes_no_parameter(db: None, nama: str) -> None:
    assert list(galat(dengan_hak(nama, "-rinci", "tidak-ada", kursor="1"))) == ["kursor"]


@pytest.mark.parametrize("kursor", ["rusak", "%%%", "W10", "A" * 4000])
@pytest.mark.parametrize("nama", sorted(SUMBER))
def test_a_broken_cursor_is_refused(db: None, nama: str, kursor: str) -> None:
    assert "mulai tanpa kursor" in galat(dengan_hak(nama, kursor=kursor))["kursor"]


def test_a_cursor_counts_for_the_list_that_gave_it_alone(db: None) -> None:
    kursor = {nama: _kursor(nama) for nama in ("pegawai", "unit", "jabatan")}

    for dari, ke in permutations(kursor, 2):
        assert "bukan dari daftar ini" in galat(dengan_hak(ke, kursor=kursor[dari]))["kursor"]


def _kursor(nama: str) -> str:
    alamat: str = dengan_hak(nama, ukuran="1").json()["sesudah"]
    return alamat.partition("kursor=")[2].partition("&")[0]


@pytest.mark.parametrize("nama", ["pegawai", "unit", "jabatan"])
def test_following_a_list_to_its_end_and_back_finds_every_row_once(db: None, nama: str) -> None:
    semua = [b["kode"] for b in dengan_hak(nama, ukuran="200").json()["hasil"]]
    token = {"Authorization": f"Bearer {_token((SUMBER[nama].cakupan,))}"}
    maju, alamat = [], f"{reverse(f'api:{nama}')}?ukuran=2"
    while alamat:
        isi = Client().get(alamat, headers=token).json()
        maju += [b["kode"] for b in isi["hasil"]]
        alamat, mundur = isi["sesudah"], isi["sebelum"]

    assert maju == semua
    assert Client().get(mundur, headers=token).json()["hasil"]


def test_a_number_is_looked_up_with_the_same_columns_and_the_same_scope(db: None, kota: Pegawai) -> None:
    def cari(*cakupan: str) -> Any:
        kepala = {"Authorization": f"Bearer {_token(cakupan)}"}
        return Client().post(reverse("api:pegawai-cari"), {"nomor": kota.nomor}, content_type="application/json", headers=kepala)

    assert set(cari("pegawai.baca").json()) == SUMBER["pegawai"].kolom
    assert cari("kinerja.baca").status_code == 403
