"""Two moderators, one post: what one took out doesn't come back, and what one hid is not called shown."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from forum.models import Kiriman, ModerasiAsli
from forum.services.kiriman import edit_kiriman, hide_kiriman, report_kiriman, restore_kiriman
from tests.formulir import isian
from tests.forum.factories import buat_topik
from tests.forum.test_topik import tulis

ALASAN = "Nama orang dihapus."


@pytest.fixture
def meja(kota: Any) -> Any:
    """A moderator's browser, a flagged post, and the page of flagged posts that is open since."""
    klien, kiriman = Client(), tulis(kota, buat_topik(kota), isi="Sebaiknya pukul enam sore, kata Pak Budi.")
    report_kiriman(konteks=kota.konteks("warga"), kode=kiriman.kode, alasan="Menyebut nama tetangga saya")
    klien.force_login(kota.moderator)
    return klien, kiriman, klien.get(reverse("forum:dilaporkan"))


def kirim(meja: Any, tindakan: str, **ubah: Any) -> Any:
    klien, kiriman, halaman = meja
    isi = isian(halaman, tindakan=tindakan, **({"alasan": ALASAN} | ubah))
    return klien.post(reverse("forum:moderasi-kiriman", args=[kiriman.kode]), isi)


def kini(meja: Any) -> Kiriman:
    return Kiriman.objects.get(pk=meja[1].pk)


def rekan(kota: Any, meja: Any, isi: str = "Sebaiknya pukul enam sore.") -> None:
    edit_kiriman(konteks=kota.konteks("moderator"), kiriman=meja[1], isi=isi, alasan=ALASAN)


def test_a_name_that_another_took_out_does_not_come_back(kota: Any, meja: Any) -> None:
    rekan(kota, meja)

    jawaban = kirim(meja, "sunting", isi="Sebaiknya pukul enam, kata Pak Budi.")

    halaman = jawaban.content.decode()
    assert jawaban.status_code == 409
    assert "Bandingkan: yang tersimpan sekarang dan yang Anda tulis" in halaman
    assert jawaban.context["form"]["isi"].value() == "Sebaiknya pukul enam, kata Pak Budi."
    assert kini(meja).isi == "Sebaiknya pukul enam sore."


def test_who_has_seen_both_texts_may_save_theirs(kota: Any, meja: Any) -> None:
    rekan(kota, meja)
    klien, kiriman, _halaman = meja
    jawaban = kirim(meja, "sunting", isi="Sebaiknya pukul enam, kata Pak Budi.")

    assert kirim((klien, kiriman, jawaban), "sunting", isi="Sebaiknya pukul enam.").status_code == 302
    assert kini(meja).isi == "Sebaiknya pukul enam."


def test_an_edit_of_what_was_hidden_meanwhile_is_refused_with_the_reason_it_is_hidden_for(kota: Any, meja: Any) -> None:
    hide_kiriman(konteks=kota.konteks("moderator"), kiriman=meja[1], alasan="Menyerang pribadi seseorang.")

    jawaban = kirim(meja, "sunting", isi="Sebaiknya pukul enam.")

    halaman = jawaban.content.decode()
    assert jawaban.status_code == 409
    assert "sudah disembunyikan sejak Anda membukanya: Menyerang pribadi seseorang." in halaman
    assert jawaban.context["form"]["isi"].value() == "Sebaiknya pukul enam."
    assert "Pak Budi" in kini(meja).isi
    assert not ModerasiAsli.objects.filter(tindakan="sunting").exists()


def test_who_knows_that_it_is_hidden_takes_the_name_out_before_it_is_shown_again(kota: Any, meja: Any) -> None:
    hide_kiriman(konteks=kota.konteks("moderator"), kiriman=meja[1], alasan="Menyerang pribadi seseorang.")
    klien, kiriman, _halaman = meja
    jawaban = kirim(meja, "sunting", isi="Sebaiknya pukul enam.")

    assert kirim((klien, kiriman, jawaban), "sunting").status_code == 302
    assert (kini(meja).isi, kini(meja).tersembunyi) == ("Sebaiknya pukul enam.", True)


@pytest.mark.parametrize("tindakan", ["sembunyikan", "biarkan"])
def test_a_decision_counts_for_the_text_that_was_read(kota: Any, meja: Any, tindakan: str) -> None:
    rekan(kota, meja)

    jawaban = kirim(meja, tindakan, alasan="Menyerang pribadi seseorang.")

    assert jawaban.status_code == 409
    assert jawaban.context["form"]["alasan"].value() == "Menyerang pribadi seseorang."
    assert jawaban.context["form"]["isi"].value() == "Sebaiknya pukul enam sore."
    assert not kini(meja).tersembunyi


def test_a_post_is_not_left_shown_while_an_edit_of_it_is_unsaved(meja: Any) -> None:
    jawaban = kirim(meja, "biarkan", isi="Sebaiknya pukul enam.")

    assert jawaban.status_code == 422
    assert jawaban.context["form"]["isi"].value() == "Sebaiknya pukul enam."
    assert "Suntingan ini belum disimpan." in jawaban.content.decode()


def test_leaving_it_shown_is_not_called_saved_where_another_has_hidden_it(kota: Any, meja: Any) -> None:
    hide_kiriman(konteks=kota.konteks("moderator"), kiriman=meja[1], alasan="Menyerang pribadi seseorang.")

    assert kirim(meja, "biarkan").status_code == 409


def test_a_hidden_post_is_shown_again_only_for_the_reason_that_was_read(kota: Any, meja: Any) -> None:
    klien, kiriman, _halaman = meja
    moderator = kota.konteks("moderator")
    hide_kiriman(konteks=moderator, kiriman=kiriman, alasan="Menyerang pribadi seseorang.")
    topik = klien.get(reverse("forum:topik", args=[kiriman.topik.kode]))
    restore_kiriman(konteks=moderator, kiriman=kiriman, alasan="Keliru, mohon maaf.")
    hide_kiriman(konteks=moderator, kiriman=kiriman, alasan="Memuat nomor telepon orang lain.")

    jawaban = klien.post(
        reverse("forum:moderasi-kiriman", args=[kiriman.kode]),
        {"tindakan": "tampilkan", "alasan": "Keliru, mohon maaf.", "versi": isian(topik)["versi"], "kembali": "topik"},
    )

    assert jawaban.status_code == 409
    assert "Memuat nomor telepon orang lain" in jawaban.content.decode()
    assert kini(meja).tersembunyi


@pytest.mark.parametrize("versi", [None, "bukan angka"])
def test_a_form_without_its_version_changes_nothing(meja: Any, versi: str | None) -> None:
    jawaban = kirim(meja, "sembunyikan", versi=versi)

    assert jawaban.status_code in (409, 422)
    assert not kini(meja).tersembunyi


def test_a_refused_edit_keeps_what_was_typed(meja: Any) -> None:
    jawaban = kirim(meja, "sunting", isi="Sebaiknya pukul enam.", alasan="")

    assert jawaban.status_code == 422
    assert jawaban.context["form"]["isi"].value() == "Sebaiknya pukul enam."
    assert "Alasannya belum jelas" in jawaban.content.decode()
