"""Evidence in two windows, and evidence that came to nothing: nothing that was typed is typed again, nothing is replaced unread."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti import waktu
from kompetensi.models import BelajarLuar, JenisPelatihan
from kompetensi.services import luar, pendaftaran
from tests.akun.factories import konteks_of
from tests.berkas_uji import PDF, unggahan
from tests.formulir import isian
from tests.kompetensi.factories import HARI, ajukan_luar, buat_angkatan, daftarkan, konteks_pegawai


@pytest.fixture(autouse=True)
def hari_uji(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waktu, "today", lambda: HARI)


@pytest.fixture
def kembali(kota: SimpleNamespace) -> BelajarLuar:
    return kembalikan(kota, ajukan_luar(kota.pegawai))


def kembalikan(kota: SimpleNamespace, obj: BelajarLuar) -> BelajarLuar:
    return luar.return_belajar_luar(konteks=konteks_of(kota.pengelola, HARI), belajar=obj, alasan="Judulnya keliru")


def masuk(orang: Any) -> Client:
    klien = Client()
    klien.force_login(orang.akun, backend="akun.backends.NomorAtauEmailBackend")
    return klien


def url(nama: str, obj: BelajarLuar) -> str:
    return reverse(f"kompetensi:{nama}", args=[obj.kode])


# --- two windows ---------------------------------------------------------------------------------------


def test_the_slower_window_shows_both_texts_and_its_second_press_counts(kota: SimpleNamespace, kembali: BelajarLuar) -> None:
    klien, alamat = masuk(kota.pegawai), url("luar-perbaiki", kembali)
    satu = isian(klien.get(alamat), judul="Seminar arsip")
    assert klien.post(alamat, isian(klien.get(alamat), judul="Seminar statistik", jp="4")).status_code == 302
    kembalikan(kota, kembali)

    tolak = klien.post(alamat, satu)
    halaman, segar = tolak.content.decode(), isian(tolak)

    assert tolak.status_code == 409
    assert "Seminar statistik" in halaman, "what stands there now is read beside what was typed here"
    assert "putuskan lagi" not in halaman, "a sender decides nothing"
    assert (segar["judul"], segar["jp"]) == ("Seminar arsip", "4")
    assert klien.post(alamat, segar).status_code == 302
    kembali.refresh_from_db()
    assert (kembali.status, kembali.judul, kembali.jp) == ("diajukan", "Seminar arsip", 4)


def test_a_question_in_between_renews_no_version(kota: SimpleNamespace, kembali: BelajarLuar) -> None:
    """Whoever answers it would replace what they never read."""
    klien, alamat = masuk(kota.pegawai), url("luar-perbaiki", kembali)
    satu = isian(klien.get(alamat), jp="900")
    assert klien.post(alamat, isian(klien.get(alamat), judul="Seminar statistik")).status_code == 302
    kembalikan(kota, kembali)

    tanya = klien.post(alamat, satu)
    assert "Benar begitu?" in tanya.content.decode()
    tolak = klien.post(alamat, isian(tanya, yakin="on"))

    assert (tolak.status_code, isian(tolak)["judul"]) == (409, "Seminar statistik")


def test_what_is_under_examination_already_is_one_click_away(kota: SimpleNamespace, kembali: BelajarLuar) -> None:
    klien, alamat = masuk(kota.pegawai), url("luar-perbaiki", kembali)
    satu, dua = (isian(klien.get(alamat), judul=judul) for judul in ("Seminar arsip", "Seminar statistik"))
    assert klien.post(alamat, dua).status_code == 302

    halaman = klien.post(alamat, satu).content.decode()

    assert f'href="{url("luar", kembali)}">Buka bukti ini' in halaman


def test_a_step_that_is_gone_gives_back_every_field_and_names_the_file(kota: SimpleNamespace, kembali: BelajarLuar) -> None:
    klien, alamat = masuk(kota.pegawai), url("luar-perbaiki", kembali)
    satu = isian(klien.get(alamat), tanggal_selesai="17 Mei 2026", jp="7", bukti=unggahan("piagam.pdf", PDF))
    luar.withdraw_belajar_luar(konteks=konteks_pegawai(kota.pegawai), belajar=kembali, versi=kembali.versi)

    halaman = klien.post(alamat, satu).content.decode()

    for kata in ("Seminar layanan publik", "Universitas", JenisPelatihan.objects.get(kode=9).nama, "17 Mei 2026", "7"):
        assert f">{kata}</textarea>" in halaman
    assert "tidak ikut tersimpan: piagam.pdf" in halaman
    assert "oleh Anda sendiri pada" in halaman


# --- once more -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("cara", ["tarik", "tolak"])
def test_what_came_to_nothing_is_handed_in_again_with_its_words(kota: SimpleNamespace, cara: str) -> None:
    dulu, klien = ajukan_luar(kota.pegawai), masuk(kota.pegawai)
    lagi = f"{reverse('kompetensi:luar-ajukan')}?dari={dulu.kode}"
    assert lagi not in klien.get(url("luar", dulu)).content.decode()
    if cara == "tarik":
        luar.withdraw_belajar_luar(konteks=konteks_pegawai(kota.pegawai), belajar=dulu)
    else:
        luar.decide_belajar_luar(
            konteks=konteks_of(kota.pengelola, HARI), belajar=dulu, terima=False, alasan="Sertifikatnya buram"
        )

    assert lagi in klien.get(url("luar", dulu)).content.decode()
    formulir = klien.get(lagi)
    assert "pilih lagi berkas buktinya" in formulir.content.decode()
    assert klien.post(lagi, isian(formulir, bukti=unggahan("piagam.pdf", PDF))).status_code == 302

    baru = BelajarLuar.objects.exclude(pk=dulu.pk).get()
    sama = ("jenis_id", "judul", "penyelenggara", "tanggal_selesai", "jp")
    assert [getattr(baru, n) for n in sama] == [getattr(dulu, n) for n in sama]
    assert baru.status == "diajukan"


def test_the_words_of_somebody_else_or_of_running_evidence_are_offered_to_nobody(kota: SimpleNamespace) -> None:
    dulu, lagi = ajukan_luar(kota.pegawai), reverse("kompetensi:luar-ajukan")
    assert isian(masuk(kota.pegawai).get(lagi, {"dari": dulu.kode}))["judul"] == ""
    luar.withdraw_belajar_luar(konteks=konteks_pegawai(kota.pegawai), belajar=dulu)

    assert isian(masuk(kota.rekan).get(lagi, {"dari": dulu.kode}))["judul"] == ""


def test_a_cancelled_enrolment_leads_to_its_training(kota: SimpleNamespace) -> None:
    p = daftarkan(kota.pegawai, buat_angkatan())
    pendaftaran.cancel_pendaftaran(konteks=konteks_pegawai(kota.pegawai), pendaftaran=p)

    halaman = masuk(kota.pegawai).get(reverse("kompetensi:pendaftaran", args=[p.kode])).content.decode()

    assert reverse("kompetensi:pelatihan", args=[p.angkatan.pelatihan.kode]) in halaman
