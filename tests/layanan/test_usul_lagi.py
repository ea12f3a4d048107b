"""A proposal ends only when its owner means it, and nothing that was typed or sent for it has to be typed or sent again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from alur.models import Jejak
from dokumen.models import Dokumen
from dokumen.periksa import periksa
from layanan.perubahan_data import jenis, selectors, services
from layanan.perubahan_data.models import UsulPerubahan
from pegawai.models import Pegawai
from tests.kinerja.factories import Kantor
from tests.pdf_uji import PDF

Masuk = Callable[[Any], Client]
ALAMAT = {"alamat": "Jl. Baru No. 1"}


def bukti(isi: bytes = PDF) -> Any:
    return periksa(SimpleUploadedFile("kartu.pdf", isi, "application/pdf"))


@pytest.fixture
def usul(kantor: Kantor) -> UsulPerubahan:
    macam, konteks = jenis.DAFTAR["alamat"], kantor.konteks(kantor.pegawai)
    return services.create_usul(konteks=konteks, macam=macam, nilai=ALAMAT, keterangan="Sejak Mei", bukti=bukti())


def url(nama: str, usul: UsulPerubahan) -> str:
    return reverse(f"layanan:perubahan-{nama}", args=[usul.kode])


def segar(usul: UsulPerubahan) -> UsulPerubahan:
    return UsulPerubahan.objects.get(pk=usul.pk)


# --- taking it back ----------------------------------------------------------------------------------------


def test_taking_back_is_asked_once_on_a_page_of_its_own(kantor: Kantor, masuk: Masuk, usul: UsulPerubahan) -> None:
    diri = masuk(kantor.pegawai)

    rinci = diri.get(url("rinci", usul)).content.decode()
    tanya = diri.get(url("tarik", usul)).content.decode()

    assert url("tarik", usul) in rinci
    assert 'value="tarik"' not in rinci
    assert "Tarik usul ini?" in tanya
    assert segar(usul).status == "diajukan"
    assert diri.post(url("tarik", usul), {"versi": usul.versi}).status_code == 302
    assert segar(usul).status == "ditarik"


@pytest.mark.parametrize("versi", ["", "x", "99"])
def test_what_was_not_read_is_not_taken_back(kantor: Kantor, masuk: Masuk, usul: UsulPerubahan, versi: str) -> None:
    assert masuk(kantor.pegawai).post(url("tarik", usul), {"versi": versi}).status_code == 422
    assert segar(usul).status == "diajukan"


def test_nobody_else_takes_it_back(kantor: Kantor, masuk: Masuk, usul: UsulPerubahan) -> None:
    for siapa in (kantor.rekan, kantor.admin):
        assert masuk(siapa).post(url("tarik", usul), {"versi": usul.versi}).status_code in (403, 404)
    assert segar(usul).status == "diajukan"


# --- proposing it once more --------------------------------------------------------------------------------


def akhiri(kantor: Kantor, usul: UsulPerubahan, cara: str) -> None:
    if cara == "tarik":
        services.withdraw_usul(konteks=kantor.konteks(kantor.pegawai), usul=usul, versi=usul.versi)
    else:
        services.reject_usul(konteks=kantor.konteks(kantor.admin), usul=usul, versi=usul.versi, alasan="Kartunya belum cocok")


@pytest.mark.parametrize("cara", ["tarik", "tolak"])
def test_what_came_to_nothing_is_proposed_again_with_its_words_and_its_proof(
    kantor: Kantor, masuk: Masuk, usul: UsulPerubahan, cara: str
) -> None:
    akhiri(kantor, usul, cara)
    diri = masuk(kantor.pegawai)
    lagi = f"{reverse('layanan:perubahan-baru', args=['alamat'])}?dari={usul.kode}"

    assert lagi in diri.get(url("rinci", usul)).content.decode()
    formulir = diri.get(lagi).content.decode()
    assert "Jl. Baru No. 1" in formulir
    assert "Sejak Mei" in formulir
    assert diri.post(lagi, ALAMAT | {"keterangan": "Sejak Mei"}).status_code == 302

    baru = UsulPerubahan.objects.exclude(pk=usul.pk).get()
    assert (baru.status, baru.usulan, baru.bukti_id) == ("diajukan", usul.usulan, usul.bukti_id)
    assert Dokumen.objects.count() == 1


def test_a_new_proof_takes_the_place_of_the_old_one(kantor: Kantor, usul: UsulPerubahan) -> None:
    akhiri(kantor, usul, "tarik")

    baru = services.create_usul(
        konteks=kantor.konteks(kantor.pegawai),
        macam=jenis.DAFTAR["alamat"],
        nilai=ALAMAT,
        bukti=bukti(PDF + b"\n"),
        contoh=usul.kode,
    )

    assert baru.bukti_id not in (None, usul.bukti_id)


def test_the_proof_of_somebody_else_or_of_a_running_proposal_serves_nobody(
    kantor: Kantor, masuk: Masuk, usul: UsulPerubahan
) -> None:
    orang_lain, macam = kantor.konteks(kantor.rekan), jenis.DAFTAR["alamat"]
    assert selectors.get_contoh(kantor.konteks(kantor.pegawai), macam, usul.kode) is None
    akhiri(kantor, usul, "tarik")

    with pytest.raises(services.BuktiKosongError):
        services.create_usul(konteks=orang_lain, macam=macam, nilai=ALAMAT, contoh=usul.kode)
    halaman = masuk(kantor.rekan).get(reverse("layanan:perubahan-baru", args=["alamat"]), {"dari": usul.kode})
    assert "Jl. Baru No. 1" not in halaman.content.decode()


# --- handing in what was returned --------------------------------------------------------------------------


@pytest.fixture
def kembali(kantor: Kantor, usul: UsulPerubahan) -> UsulPerubahan:
    return services.return_usul(
        konteks=kantor.konteks(kantor.admin), usul=usul, versi=usul.versi, alasan="Foto kartunya buram, mohon difoto ulang"
    )


def test_an_untouched_form_is_asked_about_once_and_goes_with_an_answer(
    kantor: Kantor, masuk: Masuk, kembali: UsulPerubahan
) -> None:
    diri, isi = masuk(kantor.pegawai), ALAMAT | {"keterangan": "Sejak Mei", "versi": kembali.versi}
    assert 'name="jawaban"' not in diri.get(url("lengkapi", kembali)).content.decode()

    tanya = diri.post(url("lengkapi", kembali), isi)
    halaman = tanya.content.decode()

    assert (tanya.status_code, segar(kembali).status) == (422, "dikembalikan")
    assert "masih sama seperti waktu dikembalikan" in halaman
    assert "Kirim lagi tanpa perubahan" in halaman
    assert diri.post(url("lengkapi", kembali), isi | {"jawaban": "Aslinya memang buram"}).status_code == 302
    assert segar(kembali).status == "diajukan"
    assert Jejak.objects.get(kode=kembali.kode, aksi="ajukan_lagi").alasan == "Aslinya memang buram"


@pytest.mark.parametrize("ubah", [{"nilai": {"alamat": "Jl. Baru No. 2"}}, {"keterangan": "Sejak Juni"}, {"bukti": PDF + b"\n"}])
def test_whoever_changed_something_is_asked_nothing(kantor: Kantor, kembali: UsulPerubahan, ubah: dict[str, Any]) -> None:
    isi = {"nilai": ALAMAT, "keterangan": "Sejak Mei"} | ubah
    if "bukti" in isi:
        isi["bukti"] = bukti(isi["bukti"])

    lagi = services.resubmit_usul(konteks=kantor.konteks(kantor.pegawai), usul=kembali, versi=kembali.versi, **isi)

    assert lagi.status == "diajukan"


def test_what_another_tab_handed_in_meanwhile_stays_and_so_do_the_words_of_this_one(
    kantor: Kantor, masuk: Masuk, kembali: UsulPerubahan
) -> None:
    diri, versi = masuk(kantor.pegawai), {"versi": kembali.versi}
    assert diri.post(url("lengkapi", kembali), ALAMAT | versi | {"keterangan": "Sejak Juni"}).status_code == 302

    lain = diri.post(url("lengkapi", kembali), {"alamat": "Jl. Tab Satu No. 11", "keterangan": ""} | versi)

    assert lain.status_code == 422
    assert "Jl. Tab Satu No. 11" in lain.content.decode()
    assert "sedang diperiksa dengan isian lain" in lain.content.decode()
    assert segar(kembali).usulan == ALAMAT


def test_what_was_taken_back_meanwhile_is_said_with_the_words_that_were_typed(
    kantor: Kantor, masuk: Masuk, kembali: UsulPerubahan
) -> None:
    diri = masuk(kantor.pegawai)
    diri.post(url("tarik", kembali), {"versi": kembali.versi})
    assert segar(kembali).status == "ditarik"

    isi = {"alamat": "Jl. Tab Satu No. 11", "keterangan": "Sudah pindah", "versi": kembali.versi}
    jawab = diri.post(url("lengkapi", kembali), isi | {"initial-alamat": "Jl. Semula No. 1", "initial-keterangan": "Sejak Mei"})

    halaman = jawab.content.decode()
    assert jawab.status_code == 409
    assert "Jl. Tab Satu No. 11" in halaman
    assert "Sudah pindah" in halaman
    assert "Jl. Semula No. 1" not in halaman  # what the form sent along of what stood there is nobody's typing


def test_the_history_of_changes_names_no_code(kantor: Kantor, usul: UsulPerubahan) -> None:
    """People read it: a code says nothing to them."""
    orang, macam = Pegawai.objects.get(pk=usul.pegawai_id), jenis.DAFTAR["alamat"]
    kini = selectors.sidik(selectors.baca_kini(orang, macam))
    services.approve_usul(konteks=kantor.konteks(kantor.admin), usul=usul, versi=usul.versi, sidik=kini)

    halaman = Client()
    halaman.force_login(kantor.pegawai.akun, backend="akun.backends.NomorAtauEmailBackend")
    isi = halaman.get(reverse("pegawai:perubahan", args=[kantor.pegawai.kode])).content.decode()

    assert "usul perbaikan data diterima" in isi
    assert usul.kode not in isi
