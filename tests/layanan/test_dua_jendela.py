"""A returned proposal in two windows: whoever was slower reads what stands there now, and their next press counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dokumen.periksa import periksa
from layanan.perubahan_data import jenis, services
from layanan.perubahan_data.models import UsulPerubahan
from tests.berkas_uji import unggahan
from tests.formulir import isian
from tests.kinerja.factories import Kantor
from tests.pdf_uji import PDF

Masuk = Callable[[Any], Client]


@pytest.fixture
def kembali(kantor: Kantor) -> UsulPerubahan:
    usul = services.create_usul(
        konteks=kantor.konteks(kantor.pegawai),
        macam=jenis.DAFTAR["gelar"],
        nilai={"gelar_depan": "Dr.", "gelar_belakang": "S.Kom."},
        keterangan="Sejak Mei",
        bukti=periksa(SimpleUploadedFile("ijazah.pdf", PDF, "application/pdf")),
    )
    return kembalikan(kantor, usul)


def kembalikan(kantor: Kantor, usul: UsulPerubahan) -> UsulPerubahan:
    usul.refresh_from_db()
    return services.return_usul(konteks=kantor.konteks(kantor.admin), usul=usul, versi=usul.versi, alasan="Mohon diperiksa lagi")


def url(nama: str, usul: UsulPerubahan) -> str:
    return reverse(f"layanan:perubahan-{nama}", args=[usul.kode])


def test_the_slower_window_shows_both_texts_and_its_second_press_counts(
    kantor: Kantor, masuk: Masuk, kembali: UsulPerubahan
) -> None:
    diri, alamat = masuk(kantor.pegawai), url("lengkapi", kembali)
    satu = isian(diri.get(alamat), gelar_belakang="S.Kom., M.T.")
    assert diri.post(alamat, isian(diri.get(alamat), gelar_belakang="S.T.", keterangan="Sejak Juni")).status_code == 302
    kembalikan(kantor, kembali)

    tolak = diri.post(alamat, satu)
    halaman, segar = tolak.content.decode(), isian(tolak)

    assert tolak.status_code == 409
    assert "S.T." in halaman, "what stands there now is read beside what was typed here"
    assert "putuskan lagi" not in halaman, "a sender decides nothing"
    assert f'href="{url("rinci", kembali)}"' in halaman
    assert (segar["gelar_belakang"], segar["keterangan"]) == ("S.Kom., M.T.", "Sejak Juni")
    assert diri.post(alamat, segar).status_code == 302
    kembali.refresh_from_db()
    assert (kembali.status, kembali.usulan["gelar_belakang"]) == ("diajukan", "S.Kom., M.T.")


def test_what_is_under_examination_already_is_one_click_away(kantor: Kantor, masuk: Masuk, kembali: UsulPerubahan) -> None:
    diri, alamat = masuk(kantor.pegawai), url("lengkapi", kembali)
    satu, dua = (isian(diri.get(alamat), gelar_belakang=isi) for isi in ("S.Kom., M.T.", "S.T."))
    assert diri.post(alamat, dua).status_code == 302

    halaman = diri.post(alamat, satu).content.decode()

    assert "sedang diperiksa dengan isian lain" in halaman
    assert halaman.count(f'href="{url("rinci", kembali)}"') == 2, "below the message, and where 'Batal' leads"


def test_a_step_that_is_gone_gives_back_what_was_chosen_and_names_the_file(kantor: Kantor, masuk: Masuk) -> None:
    usul = services.create_usul(
        konteks=kantor.konteks(kantor.pegawai),
        macam=jenis.DAFTAR["agama"],
        nilai={"agama": "Hindu"},
        bukti=periksa(SimpleUploadedFile("ktp.pdf", PDF, "application/pdf")),
    )
    kembali, diri = kembalikan(kantor, usul), masuk(kantor.pegawai)
    diri.post(url("tarik", kembali), {"versi": kembali.versi})

    isi = {"agama": "Konghucu", "versi": kembali.versi, "bukti": unggahan("kartu-baru.pdf", PDF)}
    halaman = diri.post(url("lengkapi", kembali), isi).content.decode()

    assert "oleh Anda sendiri pada" in halaman
    assert ">Khonghucu</textarea>" in halaman
    assert "tidak ikut tersimpan: kartu-baru.pdf" in halaman
