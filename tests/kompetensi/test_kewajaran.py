"""What is improbable about learning: the impossible is refused, the unlikely asked, and both said to whoever accepts it."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inti import waktu
from kompetensi.kewajaran import list_janggal, list_kembar
from kompetensi.models import BelajarLuar, JenisPelatihan
from kompetensi.services import luar
from pegawai.models import Pegawai
from tests.akun.factories import konteks_of
from tests.berkas_uji import LAIN_PDF, PDF, aman, unggahan
from tests.kompetensi.factories import HARI, SESUDAH, ajukan_luar, buat_angkatan, buat_pelatihan, bukti, konteks_pegawai
from tests.potret import tidak_berubah

LAHIR, BERTUGAS = date(1993, 5, 1), date(2017, 3, 1)


@pytest.fixture(autouse=True)
def riwayat(kota: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Born 1993, in service since 2017."""
    monkeypatch.setattr(waktu, "today", lambda: HARI)
    Pegawai.objects.filter(pk=kota.pegawai.pk).update(tanggal_lahir=LAHIR, tmt_cpns=BERTUGAS)


def kirim(kota: SimpleNamespace, *, kode_jenis: int = 9, jp: int = 6, hari: date = date(2026, 5, 20), yakin: Any = ()) -> Any:
    return luar.create_belajar_luar(
        konteks=konteks_pegawai(kota.pegawai),
        jenis=JenisPelatihan.objects.get(kode=kode_jenis),
        judul=f"Kegiatan {hari}",
        penyelenggara="Universitas",
        tanggal_selesai=hari,
        bukti=bukti(),
        jp=jp,
        yakin=yakin,
    )


def masuk(orang: Any) -> Client:
    klien = Client()
    klien.force_login(getattr(orang, "akun", orang), backend="akun.backends.NomorAtauEmailBackend")
    return klien


def ditanya(jawab: Any) -> str:
    """What the drawn form says that its tick is for."""
    return str(jawab.context["form"]["ditanya"].value())


def isi_formulir(**lain: str) -> dict[str, Any]:
    return {
        "judul": "Seminar layanan", "penyelenggara": "Universitas", "jenis": "9", "tanggal_selesai": "20-5-2026", "jp": "6",
        "bukti": unggahan("bukti.pdf", PDF),
    } | lain  # fmt: skip


@pytest.mark.parametrize(
    ("hari", "kata"),
    [
        (date(1990, 8, 17), "belum lahir"),
        (date(1993, 4, 30), "belum lahir"),
        (date(1993, 5, 1), "belum 15 tahun"),
        (date(2008, 4, 30), "belum 15 tahun"),
    ],
)
def test_nobody_learned_before_birth_or_as_a_child_however_sure_they_are(kota: SimpleNamespace, hari: date, kata: str) -> None:
    with tidak_berubah("kompetensi"), pytest.raises(luar.TanggalLampauError, match=kata) as galat:
        kirim(kota, hari=hari, yakin=None)
    assert galat.value.field == "tanggal_selesai"


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"hari": date(2017, 2, 28)}, "Selesai 28 Februari 2017, sebelum mulai bertugas"),
        ({"hari": date(2008, 5, 1)}, "sebelum mulai bertugas"),
        ({"jp": 51}, "51 JP untuk Seminar; biasanya paling banyak 50 JP"),
        ({"jp": 400}, "400 JP untuk Seminar"),
        ({"kode_jenis": 11, "jp": 999}, "999 JP untuk Kursus; biasanya paling banyak 200 JP"),
        ({"kode_jenis": 15, "jp": 21}, "21 JP untuk Mentoring"),
    ],
)
def test_the_improbable_is_asked_and_kept_when_it_is_right(kota: SimpleNamespace, isi: dict[str, Any], kata: str) -> None:
    with tidak_berubah("kompetensi"), pytest.raises(luar.JanggalError, match=f"{kata}.* Benar begitu") as tanya:
        kirim(kota, **isi)
    assert tanya.value.field == "yakin"

    assert kirim(kota, **isi, yakin=tanya.value.soal).status == "diajukan"


@pytest.mark.parametrize(
    "isi",
    [{"hari": BERTUGAS}, {"jp": 50}, {"kode_jenis": 1, "jp": 900}, {"kode_jenis": 11, "jp": 200}, {"kode_jenis": 10, "jp": 160}],
)
def test_the_ordinary_is_not_asked(kota: SimpleNamespace, isi: dict[str, Any]) -> None:
    assert kirim(kota, **isi).status == "diajukan"


def test_whose_start_of_service_is_unknown_is_not_asked_about_it(kota: SimpleNamespace) -> None:
    Pegawai.objects.filter(pk=kota.pegawai.pk).update(tmt_cpns=None)

    assert kirim(kota, hari=date(2015, 1, 1)).status == "diajukan"


def test_the_page_asks_once_and_keeps_the_file(kota: SimpleNamespace) -> None:
    klien, alamat = masuk(kota.pegawai), reverse("kompetensi:luar-ajukan")
    assert 'name="yakin"' not in klien.get(alamat).content.decode()

    tanya = klien.post(alamat, isi_formulir(jp="400"))
    assert tanya.status_code == 422
    assert "Benar begitu?" in tanya.context["form"].errors["yakin"][0]
    assert 'name="yakin"' in tanya.content.decode()
    assert not BelajarLuar.objects.exists()

    jawab = {"yakin": "on", "ditanya": ditanya(tanya)}
    lain = klien.post(alamat, isi_formulir(jp="500", **jawab))
    assert lain.status_code == 422, "the tick was for 400"
    assert "500 JP" in lain.context["form"].errors["yakin"][0]
    assert klien.post(alamat, isi_formulir(jp="400", **jawab)).status_code == 302
    assert BelajarLuar.objects.get().jp == 400


def test_the_page_refuses_a_day_before_birth_at_its_box(kota: SimpleNamespace) -> None:
    jawab = masuk(kota.pegawai).post(reverse("kompetensi:luar-ajukan"), isi_formulir(tanggal_selesai="17-8-1990"))

    assert jawab.status_code == 422
    assert "belum lahir" in jawab.context["form"].errors["tanggal_selesai"][0]


def test_what_came_back_is_asked_again(kota: SimpleNamespace) -> None:
    belajar = kirim(kota)
    luar.return_belajar_luar(konteks=konteks_of(kota.pengelola, HARI), belajar=belajar, alasan="JP-nya keliru.")
    klien, alamat = masuk(kota.pegawai), reverse("kompetensi:luar-perbaiki", args=[belajar.kode])
    isi = isi_formulir(jp="400", versi=str(BelajarLuar.objects.get().versi))

    tanya = klien.post(alamat, isi)
    assert "Benar begitu?" in tanya.context["form"].errors["yakin"][0]
    assert (
        klien.post(alamat, isi | {"yakin": "on", "ditanya": ditanya(tanya), "bukti": unggahan("bukti.pdf", PDF)}).status_code
        == 302
    )


def test_whoever_accepts_it_reads_what_is_improbable_and_doesn_t_accept_it_from_the_list(kota: SimpleNamespace) -> None:
    belajar = kirim(kota, jp=400, hari=date(2016, 1, 1), yakin=None)
    klien = masuk(kota.pengelola)

    daftar = klien.get(reverse("kompetensi:luar-periksa")).content.decode()
    rinci = klien.get(reverse("kompetensi:luar", args=[belajar.kode])).content.decode()

    for halaman in (daftar, rinci):
        assert "Selesai 1 Januari 2016, sebelum mulai bertugas sebagai ASN." in halaman
        assert "400 JP untuk Seminar; biasanya paling banyak 50 JP." in halaman
    assert 'value="setuju"' not in daftar
    assert 'value="setuju"' in rinci
    assert (
        "biasanya paling banyak" not in masuk(kota.pegawai).get(reverse("kompetensi:luar", args=[belajar.kode])).content.decode()
    )


def test_the_ordinary_is_accepted_from_the_list(kota: SimpleNamespace) -> None:
    kirim(kota)

    assert 'value="setuju"' in masuk(kota.pengelola).get(reverse("kompetensi:luar-periksa")).content.decode()


def test_the_list_costs_the_same_for_one_and_for_many(kota: SimpleNamespace) -> None:
    def hitung() -> int:
        klien = masuk(kota.pengelola)
        klien.get(reverse("kompetensi:luar-periksa"))  # leaves the receipt of the day
        with CaptureQueriesContext(connection) as tangkap:
            klien.get(reverse("kompetensi:luar-periksa"))
        return len(tangkap)

    kirim(kota, jp=400, yakin=None)
    satu = hitung()
    for hari in range(1, 5):
        kirim(kota, jp=400, hari=date(2016, 1, hari), yakin=None)

    assert hitung() == satu


@pytest.mark.parametrize(("jp", "padat"), [(30, False), (31, True)])
def test_a_run_with_more_hours_than_its_days_hold_says_so_to_whoever_issues_its_certificates(
    kota: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, jp: int, padat: bool
) -> None:
    angkatan = buat_angkatan(buat_pelatihan(jp=jp))  # three days
    monkeypatch.setattr(waktu, "today", lambda: SESUDAH)

    halaman = masuk(kota.admin).get(reverse("kompetensi:angkatan", args=[angkatan.kode])).content.decode()

    assert ("lebih banyak daripada yang termuat" in halaman) is padat


def test_the_officer_reads_that_there_is_a_second_piece_of_the_same(kota: SimpleNamespace) -> None:
    satu = ajukan_luar(kota.pegawai)
    assert list_kembar([satu]) == set()

    dua = luar.create_belajar_luar(
        konteks=konteks_pegawai(kota.pegawai), jenis=satu.jenis, judul=satu.judul, penyelenggara=satu.penyelenggara,
        tanggal_selesai=satu.tanggal_selesai, jp=satu.jp + 6, bukti=aman(LAIN_PDF), yakin=None,
    )  # fmt: skip

    assert list_kembar([satu, dua]) == {satu.pk, dua.pk}
    assert "judul dan hari yang sama" in list_janggal(dua, {dua.pk})[0]


def test_two_questions_are_asked_at_once_and_one_tick_answers_both(kota: SimpleNamespace) -> None:
    kirim(kota, jp=6)

    with pytest.raises(luar.JanggalError, match=r"400 JP untuk Seminar.*Benar ada dua kegiatan") as tanya:
        kirim(kota, jp=400)
    assert len(tanya.value.soal) == 2
    with pytest.raises(luar.JanggalError):
        kirim(kota, jp=400, yakin=list(tanya.value.soal)[:1])

    assert kirim(kota, jp=400, yakin=tanya.value.soal).status == "diajukan"
