"""Pages of messages: one's own inbox, the settings, stopping mails, devices, the demonstration's mails."""

from __future__ import annotations

import base64
import json
from datetime import time
from html.parser import HTMLParser
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.mail import send_mail
from django.test import Client
from django.urls import reverse

from akun.models import Pengguna
from kabar import antar, berhenti
from kabar.berhenti import Permintaan
from kabar.kunci import create_kunci
from kabar.models import AlamatBerhenti, Kabar, Langganan, Penerimaan, Pilihan, Setelan
from kabar.penerima import sidik
from tests.akun.factories import buat_pengguna
from tests.kabar.conftest import kabari

ISIAN: dict[str, Any] = {
    "surat": "harian", "jam_ringkasan": "16", "senyap_mulai": "22:00", "senyap_sampai": "06.00", "bahasa": "en", "versi": "0",
}  # fmt: skip


@pytest.fixture
def masuk(orang: Pengguna, client: Client) -> Client:
    """A browser in which this person has signed in."""
    client.force_login(orang)
    return client


def isi(jawab: Any) -> str:
    return str(jawab.content.decode())


# --- the inbox ------------------------------------------------------------------------------------------


def test_the_inbox_shows_ones_own_messages_and_the_bell_counts_them(masuk: Client, orang: Pengguna) -> None:
    kabari(orang, siapa="Rekan <i>Uji</i>", hari="kini")
    kabari(buat_pengguna("moderator", sandi=None), siapa="Rahasia Orang", hari="kini")

    halaman = isi(masuk.get("/kabar/"))

    assert "Rekan &lt;i&gt;Uji&lt;/i&gt; menyampaikan sesuatu" in halaman
    assert "Rahasia Orang" not in halaman
    assert "tombol-ikon__titik" in halaman
    assert "Tandai semua dibaca" in halaman


def test_opening_a_message_reads_it_and_leads_to_what_it_is_about(masuk: Client, orang: Pengguna) -> None:
    kabar = kabari(orang)
    assert masuk.head(f"/kabar/{kabar.kode}/").status_code == 302
    assert Penerimaan.objects.get().dibaca_at is None

    jawab = masuk.get(f"/kabar/{kabar.kode}/")

    assert (jawab.status_code, jawab.headers["Location"]) == (302, "/")
    assert Penerimaan.objects.get().dibaca_at is not None


def test_a_message_without_a_page_is_shown(masuk: Client, orang: Pengguna) -> None:
    kabar = kabari(orang, jenis="uji.wajib")

    assert "Ini wajib." in isi(masuk.get(f"/kabar/{kabar.kode}/"))


def test_somebody_elses_message_is_404(masuk: Client) -> None:
    kabar = kabari(buat_pengguna("moderator", sandi=None))

    assert masuk.get(f"/kabar/{kabar.kode}/").status_code == 404


def test_a_message_of_a_kind_that_is_gone_is_still_shown(masuk: Client, orang: Pengguna) -> None:
    kabari(orang)
    Kabar.objects.update(jenis="dulu.ada")

    assert "Kabar lama." in isi(masuk.get("/kabar/"))


def test_filters_and_reading_all(masuk: Client, orang: Pengguna) -> None:
    kabari(orang, jenis="uji.wajib")
    assert "Ini wajib." in isi(masuk.get("/kabar/?kelompok=Uji"))
    assert "Belum ada kabar" in isi(masuk.get("/kabar/?kelompok=Lain"))

    jawab = masuk.post("/kabar/dibaca/", {"sampai": Penerimaan.objects.get().pk}, follow=True)

    assert "1 kabar ditandai sudah dibaca" in isi(jawab)
    assert "Belum ada kabar" in isi(masuk.get("/kabar/?belum=1"))


@pytest.mark.parametrize("sampai", ["", "-1", "x", "9" * 40])
def test_reading_all_up_to_nonsense_reads_nothing(masuk: Client, orang: Pengguna, sampai: str) -> None:
    kabari(orang)

    assert masuk.post("/kabar/dibaca/", {"sampai": sampai}).status_code == 302
    assert Penerimaan.objects.get().dibaca_at is None


@pytest.mark.parametrize("jumlah", [1, 40])
def test_the_inbox_costs_the_same_whatever_its_size(
    masuk: Client, orang: Pengguna, jumlah: int, django_assert_max_num_queries: Any
) -> None:
    for _n in range(jumlah):
        kabari(orang)

    with django_assert_max_num_queries(9):
        halaman = isi(masuk.get("/kabar/"))
    assert ('rel="next"' in halaman) is (jumlah > 30)


@pytest.mark.parametrize("nama", ["kotak", "atur", "tandai-semua", "langganan"])
def test_strangers_are_asked_to_sign_in(client: Client, db: Any, nama: str) -> None:
    jawab = client.post(reverse(f"kabar:{nama}"))

    assert (jawab.status_code, "/login/" in jawab.headers["Location"]) == (302, True)


# --- settings --------------------------------------------------------------------------------------------


class Bidang(HTMLParser):
    """The fields of the settings, with what a browser would send."""

    def __init__(self) -> None:
        super().__init__()
        self.isi: dict[str, list[str]] = {}
        self._pilih = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {k: v or "" for k, v in attrs}
        if tag == "select":
            self._pilih = a.get("name", "")
        terpilih = tag == "option" and "selected" in a and self._pilih
        masukan = tag == "input" and "name" in a and (a.get("type") not in ("checkbox", "radio") or "checked" in a)
        if terpilih or masukan:
            self.isi.setdefault(self._pilih if terpilih else a["name"], []).append(a.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        self._pilih = "" if tag == "select" else self._pilih


def test_settings_are_saved_and_shown_again(masuk: Client, orang: Pengguna) -> None:
    halaman = isi(masuk.get("/kabar/atur/"))
    assert 'value="uji.biasa surat" checked' in halaman
    assert 'value="uji.wajib surat"' not in halaman, "a duty has no switch, only for devices"
    assert 'value="uji.wajib dorong" checked' in halaman

    assert masuk.post("/kabar/atur/", ISIAN | {"nyala": ["uji.biasa kotak", "uji.biasa dorong"]}).status_code == 302

    setelan = Setelan.objects.get()
    assert (setelan.surat, setelan.jam_ringkasan, setelan.bahasa) == ("harian", 16, "en")
    assert (setelan.senyap_mulai, setelan.senyap_sampai) == (time(22), time(6))
    assert ("uji.biasa", "surat", False) in set(Pilihan.objects.values_list("jenis", "saluran", "nyala"))
    assert not Pilihan.objects.filter(jenis="uji.wajib", saluran="surat").exists()


def test_settings_that_can_not_be_keep_what_was_typed(masuk: Client, orang: Pengguna) -> None:
    jawab = masuk.post("/kabar/atur/", ISIAN | {"senyap_sampai": "", "nyala": ["uji.biasa kotak"]})

    assert jawab.status_code == 422
    assert "Isi kedua jam tenang" in isi(jawab)
    assert 'value="22:00"' in isi(jawab)
    assert not Setelan.objects.exists()


@pytest.mark.parametrize(
    ("ubah", "status"),
    [
        ({"jam_ringkasan": "24"}, 422), ({"jam_ringkasan": "9" * 5000}, 422), ({"surat": ""}, 422), ({"senyap_mulai": "25:00"}, 422), ({"bahasa": "xx"}, 422),
        ({"versi": "-1"}, 409), ({"versi": ""}, 409), ({"versi": "x"}, 422),
    ],
)  # fmt: skip
def test_nonsense_is_refused_in_words(masuk: Client, ubah: dict[str, str], status: int) -> None:
    assert masuk.post("/kabar/atur/", ISIAN | ubah).status_code == status


def test_a_stale_page_overwrites_nothing_and_can_be_sent_again(masuk: Client, orang: Pengguna) -> None:
    masuk.post("/kabar/atur/", ISIAN)
    jawab = masuk.post("/kabar/atur/", ISIAN | {"surat": "tidak"})

    assert jawab.status_code == 409
    assert "berubah sejak Anda membukanya" in isi(jawab)
    assert 'name="versi" value="1"' in isi(jawab)
    assert Setelan.objects.get().surat == "harian"


def buka(masuk: Client) -> dict[str, Any]:
    """Every field of the page as it stands now, as a browser would send it."""
    halaman = Bidang()
    halaman.feed(isi(masuk.get("/kabar/atur/")))
    return halaman.isi


def test_two_tabs_each_save_only_what_was_moved_in_them(masuk: Client, orang: Pengguna) -> None:
    satu, dua = buka(masuk), buka(masuk)
    satu["nyala"] = [n for n in satu["nyala"] if n != "uji.biasa surat"]
    dua["nyala"] = [n for n in dua["nyala"] if n != "uji.biasa kotak"]
    satu["bahasa"], dua["surat"] = ["en"], ["harian"]

    assert masuk.post("/kabar/atur/", satu).status_code == 302
    assert masuk.post("/kabar/atur/", dua).status_code == 302

    assert set(Pilihan.objects.values_list("jenis", "saluran", "nyala")) == {
        ("uji.biasa", "surat", False),
        ("uji.biasa", "kotak", False),
    }
    assert (Setelan.objects.get().surat, Setelan.objects.get().bahasa) == ("harian", "en")


def test_the_same_setting_changed_in_two_tabs_is_compared_and_the_second_save_keeps_the_switches_of_the_first(
    masuk: Client, orang: Pengguna
) -> None:
    satu, dua = buka(masuk), buka(masuk)
    satu["surat"], dua["surat"], satu["nyala"] = ["harian"], ["tidak"], [n for n in satu["nyala"] if n != "uji.biasa surat"]
    masuk.post("/kabar/atur/", satu)

    jawab = masuk.post("/kabar/atur/", dua)
    ulang = Bidang()
    ulang.feed(isi(jawab))

    assert (jawab.status_code, "Bandingkan" in isi(jawab), Setelan.objects.get().surat) == (409, True, "harian")
    assert masuk.post("/kabar/atur/", ulang.isi).status_code == 302
    assert Setelan.objects.get().surat == "tidak"
    assert Pilihan.objects.get().saluran == "surat"


def test_kinds_that_never_reach_somebody_are_not_on_their_page(masuk: Client, client: Client) -> None:
    halaman = isi(masuk.get("/kabar/atur/"))
    assert "skp.dikembalikan" not in halaman
    assert "suara.masuk" in halaman

    client.force_login(buat_pengguna("warga", sandi=None))
    assert "suara.masuk" not in isi(client.get("/kabar/atur/"))


def test_an_account_without_an_address_is_told_so(masuk: Client, orang: Pengguna) -> None:
    Pengguna.objects.update(email=None)

    halaman = isi(masuk.get("/kabar/atur/"))

    assert "belum punya alamat e-mail" in halaman
    assert f'href="{reverse("account_email")}"' in halaman
    assert "Minta pengelola kepegawaian" not in halaman


def test_a_citizen_has_the_bell_too(client: Client, db: Any) -> None:
    warga = buat_pengguna("warga", sandi=None)
    client.force_login(warga)
    kabari(warga)

    assert "tombol-ikon__titik" in isi(client.get("/"))


# --- devices ---------------------------------------------------------------------------------------------


def perangkat(nama: str = "a", **lain: Any) -> dict[str, Any]:
    """What a browser tells about itself."""
    titik = ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    kunci = {"p256dh": base64.urlsafe_b64encode(titik).decode().rstrip("="), "auth": "AAAAAAAAAAAAAAAAAAAAAA"}
    return {"endpoint": f"https://fcm.googleapis.com/fcm/send/{nama}", "keys": kunci} | lain


def kirim(client: Client, badan: Any) -> int:
    teks = badan if isinstance(badan, str | bytes) else json.dumps(badan)
    return client.post("/kabar/perangkat/", teks, content_type="application/json").status_code


def test_a_device_is_added_once_and_taken_away(masuk: Client, orang: Pengguna) -> None:
    satu = perangkat()
    assert [kirim(masuk, satu), kirim(masuk, satu)] == [204, 204]
    assert Langganan.objects.get().pengguna == orang

    assert kirim(masuk, satu | {"hapus": True}) == 204
    assert not Langganan.objects.exists()


def test_a_shared_device_belongs_to_who_switched_it_on_last(masuk: Client, orang: Pengguna) -> None:
    satu = perangkat()
    kirim(masuk, satu)
    lain, klien = buat_pengguna("moderator", sandi=None), Client()
    klien.force_login(lain)
    kirim(klien, satu)

    assert Langganan.objects.get().pengguna == lain
    assert kirim(masuk, satu | {"hapus": True}) == 204, "nobody takes away somebody else's device"
    assert Langganan.objects.exists()


def test_the_newest_ten_devices_stay(masuk: Client) -> None:
    for n in range(12):
        kirim(masuk, perangkat(f"{n}"))

    assert Langganan.objects.count() == 10
    assert not Langganan.objects.filter(alamat__endswith="/0").exists()


@pytest.mark.parametrize(
    "badan",
    [
        perangkat(endpoint="https://127.0.0.1/x"),
        perangkat(endpoint="https://fcm.googleapis.com/" + "x" * 2000),
        perangkat(keys={"p256dh": "rusak", "auth": "rusak"}),
        perangkat(keys={}),
        perangkat(keys={"p256dh": "AAAA", "auth": "\u0661"}),
    ],
)
def test_what_is_no_device_is_refused(masuk: Client, badan: Any) -> None:
    assert kirim(masuk, badan) == 422
    assert not Langganan.objects.exists()


@pytest.mark.parametrize("badan", ["", "{", "[]", '"x"', "[" * 5000, "{}", b"\xff"])
def test_what_is_no_answer_of_a_browser_is_400(masuk: Client, badan: Any) -> None:
    assert kirim(masuk, badan) == 400


def test_devices_need_the_token_of_the_page(orang: Pengguna) -> None:
    klien = Client(enforce_csrf_checks=True)
    klien.force_login(orang)

    assert kirim(klien, perangkat()) == 403


def test_the_button_for_devices_is_there_only_with_a_key(masuk: Client, settings: Any) -> None:
    settings.KUNCI_DORONG = ""
    assert "data-dorong" not in isi(masuk.get("/kabar/atur/"))

    settings.KUNCI_DORONG = create_kunci()
    assert "data-dorong=" in isi(masuk.get("/kabar/atur/"))


# --- stopping mails -----------------------------------------------------------------------------------------


def tautan(permintaan: Permintaan) -> str:
    return f"/kabar/berhenti/{berhenti.buat_tanda(permintaan)}/"


def test_looking_at_the_link_stops_nothing_and_the_button_does(client: Client, orang: Pengguna) -> None:
    alamat = tautan(Permintaan(akun=orang.kode, jenis="uji.biasa"))
    assert "Kabar “Kabar uji” tidak akan dikirim lagi" in isi(client.get(alamat))
    assert not Pilihan.objects.exists()

    assert "Sudah" in isi(Client(enforce_csrf_checks=True).post(alamat))
    assert Pilihan.objects.get().nyala is False


def test_the_link_of_a_summary_and_of_an_address(client: Client, orang: Pengguna) -> None:
    client.post(tautan(Permintaan(akun=orang.kode)))
    client.post(tautan(Permintaan(sidik=sidik("warga@contoh.go.id"))))

    assert Setelan.objects.get().surat == "tidak"
    assert AlamatBerhenti.objects.count() == 1


def test_a_link_to_an_account_that_is_gone_answers_all_the_same(client: Client, db: Any) -> None:
    assert client.post(tautan(Permintaan(akun="tidakada0"))).status_code == 200


# --- the demonstration's mails -------------------------------------------------------------------------------


def test_the_demonstrations_mails_are_read_on_a_page_and_nowhere_else(client: Client, db: Any, settings: Any) -> None:
    settings.EMAIL_BACKEND, settings.PENGANTAR_SURAT = "kabar.pos.AntreanSurat", "kabar.pos.BukuContoh"
    settings.DEMO = True
    send_mail(
        "Ganti kata sandi",
        "Buka http://testserver/akun/password/reset/\nhttp://lain.example/\njavascript:alert(1)\n<b>tebal</b>",
        None,
        ["warga@contoh.go.id"],
    )
    antar.antar()
    halaman = isi(client.get("/kabar/surat-contoh/"))
    assert "Ganti kata sandi" in halaman
    assert "warga@contoh.go.id" in halaman
    assert "&lt;b&gt;tebal" in halaman
    assert 'href="http://testserver/akun/password/reset/"' in halaman
    assert 'href="http://lain.example' not in halaman
    assert 'href="javascript' not in halaman

    settings.DEMO = False
    assert client.get("/kabar/surat-contoh/").status_code == 404


def test_a_link_to_somebody_elses_page_is_a_link_only_in_their_own_mail(masuk: Client, orang: Pengguna, settings: Any) -> None:
    settings.EMAIL_BACKEND, settings.PENGANTAR_SURAT = "kabar.pos.AntreanSurat", "kabar.pos.BukuContoh"
    settings.DEMO = True
    for kepada in (orang.email, "lain@contoh.go.id"):
        send_mail("Kabar", f"Buka http://testserver/kabar/?dari={kepada}\nhttp://testserver/tidak/ada/", None, [kepada])
    antar.antar()

    halaman = isi(masuk.get("/kabar/surat-contoh/"))

    assert f'href="http://testserver/kabar/?dari={orang.email}"' in halaman
    assert 'href="http://testserver/kabar/?dari=lain@contoh.go.id"' not in halaman
    assert "http://testserver/kabar/?dari=lain@contoh.go.id" in halaman
