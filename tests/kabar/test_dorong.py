"""Web push: a line without a word, to services that browsers use; devices that are gone are forgotten."""

from __future__ import annotations

import base64
import json
import os
from typing import Any

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from akun.models import Pengguna
from kabar import antar, dorong
from kabar.kunci import create_kunci
from kabar.models import Antaran, Langganan, StatusAntaran
from tests.kabar.conftest import kabari


@pytest.fixture(autouse=True)
def _kunci(settings: Any) -> None:
    settings.KUNCI_DORONG = create_kunci()


class LayananTiruan:
    """In the place of the push service, which is outside the building: keeps what we post, answers as a test asks."""

    def __init__(self) -> None:
        self.status: dict[str, int] = {}
        self.diterima: list[tuple[str, dict[str, str], bytes]] = []

    def post(self, url: str, *, data: bytes, headers: dict[str, str], timeout: float, **lain: Any) -> requests.Response:
        self.diterima.append((url, headers, data))
        if self.status.get(url) == 0:
            raise requests.ConnectionError
        jawab = requests.Response()
        jawab.status_code, jawab._content = self.status.get(url, 201), b""
        return jawab


@pytest.fixture
def layanan(monkeypatch: pytest.MonkeyPatch) -> LayananTiruan:
    tiruan = LayananTiruan()
    monkeypatch.setattr(requests, "post", tiruan.post)
    return tiruan


def pasang(orang: Pengguna, nama: str) -> Langganan:
    """A device of this person, with keys as a browser makes them."""
    titik = ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return Langganan.objects.create(
        pengguna=orang,
        alamat=f"https://fcm.googleapis.com/fcm/send/{nama}",
        kunci=base64.urlsafe_b64encode(titik).decode().rstrip("="),
        rahasia=base64.urlsafe_b64encode(os.urandom(16)).decode().rstrip("="),
    )


def dorongan() -> Antaran:
    return Antaran.objects.get(saluran="dorong")


@pytest.fixture
def hanya_dorong(orang: Pengguna) -> Pengguna:
    """Somebody without a mail address."""
    Pengguna.objects.filter(pk=orang.pk).update(email=None)
    orang.refresh_from_db()
    return orang


def test_a_device_is_woken_with_an_encrypted_line_and_our_signature(hanya_dorong: Pengguna, layanan: LayananTiruan) -> None:
    pasang(hanya_dorong, "a")
    kabari(hanya_dorong)

    assert antar.antar() == {"terkirim": 1}
    ((url, headers, isi),) = layanan.diterima
    assert url.endswith("/a")
    assert b"kabar" not in isi
    assert {k.lower(): v for k, v in headers.items()}["authorization"].startswith("vapid t=")


def test_the_line_says_nothing_of_what_happened(monkeypatch: pytest.MonkeyPatch, hanya_dorong: Pengguna) -> None:
    isi: list[str] = []
    monkeypatch.setattr(dorong, "webpush", lambda **lain: isi.append(lain["data"]))
    pasang(hanya_dorong, "a")
    kabari(hanya_dorong, siapa="Masdelima", hari="kini")
    antar.antar()

    assert set(json.loads(isi[0])) == {"judul", "alamat"}
    assert json.loads(isi[0])["judul"] == "Ada kabar baru"


@pytest.mark.parametrize("status", [404, 410, 403])
def test_a_device_that_is_gone_is_forgotten(hanya_dorong: Pengguna, layanan: LayananTiruan, status: int) -> None:
    layanan.status[pasang(hanya_dorong, "a").alamat] = status
    kabari(hanya_dorong)
    antar.antar()

    assert not Langganan.objects.exists()
    assert (dorongan().status, dorongan().sebab) == (StatusAntaran.DILEWATI, "tanpa_perangkat")


@pytest.mark.parametrize("status", [429, 503, 0])
def test_a_sick_service_is_asked_again(hanya_dorong: Pengguna, layanan: LayananTiruan, status: int) -> None:
    layanan.status[pasang(hanya_dorong, "a").alamat] = status
    kabari(hanya_dorong)
    antar.antar()

    assert Langganan.objects.count() == 1
    assert (dorongan().status, dorongan().percobaan) == (StatusAntaran.MENUNGGU, 1)


def test_one_device_that_takes_it_is_enough(hanya_dorong: Pengguna, layanan: LayananTiruan) -> None:
    layanan.status[pasang(hanya_dorong, "a").alamat] = 503
    pasang(hanya_dorong, "b")
    kabari(hanya_dorong)
    antar.antar()

    assert dorongan().status == StatusAntaran.TERKIRIM


def test_a_silent_mail_server_does_not_hold_up_devices(orang: Pengguna, layanan: LayananTiruan, server_mati: Any) -> None:
    pasang(orang, "a")
    kabari(orang)

    assert antar.antar() == {"menunggu": 1, "terkirim": 1}


def test_keys_that_are_no_devices_are_forgotten(hanya_dorong: Pengguna, layanan: LayananTiruan) -> None:
    Langganan.objects.create(pengguna=hanya_dorong, alamat="https://fcm.googleapis.com/x", kunci="rusak", rahasia="rusak")
    kabari(hanya_dorong)
    antar.antar()

    assert not Langganan.objects.exists()
    assert layanan.diterima == []


def test_without_a_key_of_ours_nothing_is_pushed(hanya_dorong: Pengguna, layanan: LayananTiruan, settings: Any) -> None:
    pasang(hanya_dorong, "a")
    settings.KUNCI_DORONG = ""
    kabari(hanya_dorong)
    antar.antar()

    assert layanan.diterima == []
    assert dorong.kunci_umum() == ""


@pytest.mark.parametrize(
    ("alamat", "boleh"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc", True),
        ("https://updates.push.services.mozilla.com/wpush/v2/abc", True),
        ("https://wns2-sg2p.notify.windows.com/w/?token=abc", True),
        ("https://web.push.apple.com/abc", True),
        ("http://fcm.googleapis.com/abc", False),
        ("https://fcm.googleapis.com:8443/abc", False),
        ("https://127.0.0.1/abc", False),
        ("https://fcm.googleapis.com.jahat.example/abc", False),
        ("https://notify.windows.com@jahat.example/abc", False),
        ("https://x@fcm.googleapis.com/abc", False),
        ("https://[::1", False),
        ("https://fcm.googleapis.com:99999/", False),
        ("bukan alamat", False),
    ],
)
def test_only_services_that_browsers_use_are_called(alamat: str, boleh: bool) -> None:
    assert dorong.is_layanan(alamat) is boleh
