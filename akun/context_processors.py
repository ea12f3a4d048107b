"""What every page needs: the frame, the menu, the account, the choice of language and theme."""

from __future__ import annotations

from functools import cached_property
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.request import validate_host
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from akun import kewenangan
from inti import instansi
from inti import menu as daftar_menu
from inti.menu import Entri, Kelompok

TEMA = ("terang", "gelap")


class Kulit:
    """Answers of the frame, each worked out when a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def konteks(self) -> Any:
        """Who asks; a request that failed before the middleware counts as a visitor's."""
        return getattr(self.request, "konteks", None) or kewenangan.Konteks(pengguna=None)

    @cached_property
    def staf(self) -> bool:
        """Whether the person works for the city: they get the inside frame."""
        return bool(self.konteks.masuk and self.konteks.staf)

    @property
    def kerangka(self) -> str:
        """The template that a page for both sides extends; without a menu while the second step is missing."""
        if self.konteks.perlu_faktor:
            return "fokus.html"
        return "dalam.html" if self.staf else "warga.html"

    @cached_property
    def akun(self) -> Any:
        """The account that signed in, or None."""
        return self.konteks.pengguna if self.konteks.masuk else None

    @property
    def pemilik(self) -> str:
        """Whose drafts the browser may show: a word for this account that says nothing about it, '' for a visitor."""
        return salted_hmac("draf", self.akun.kode).hexdigest()[:16] if self.akun else ""

    @cached_property
    def menu(self) -> tuple[Kelompok, ...]:
        """Rail and bottom bar."""
        return daftar_menu.kelompokkan(self.daftar("dalam"))

    def daftar(self, tempat: str) -> tuple[Entri, ...]:
        """Entries of one place."""
        return tuple(daftar_menu.daftar(self.konteks, kewenangan.boleh, tempat=tempat, alamat=self.request.path))

    @cached_property
    def cari(self) -> Entri | None:
        """Where the quick search leads, if this person may search."""
        return next(iter(self.daftar("cari")), None)

    @property
    def demo(self) -> bool:
        """Whether the page must say that its people are invented."""
        return bool(settings.DEMO)

    @cached_property
    def nomor_alamat(self) -> Any:
        """The IP address when the page was opened by number; device keys belong to a name and can't work there. Else None."""
        try:
            return ip_address(urlsplit(f"//{self.request.get_host()}").hostname or "")
        except ValueError:
            return None

    @property
    def alamat_bernama(self) -> str:
        """The same page on localhost, where this machine itself was opened by number; '' where there is no such name."""
        nomor = self.nomor_alamat
        if nomor is None or not nomor.is_loopback or not validate_host("localhost", settings.ALLOWED_HOSTS):
            return ""
        gerbang = urlsplit(f"//{self.request.get_host()}").port
        return f"{self.request.scheme}://localhost{f':{gerbang}' if gerbang else ''}{self.request.get_full_path()}"

    @property
    def bahasa(self) -> str:
        """Language of the page."""
        return get_language() or settings.LANGUAGE_CODE

    @property
    def daftar_bahasa(self) -> list[tuple[str, Any]]:
        """Languages on offer."""
        return list(settings.LANGUAGES)

    @property
    def tema(self) -> str:
        """The theme that was chosen; '' follows the device."""
        pilihan = self.request.COOKIES.get("tema", "")
        return pilihan if pilihan in TEMA else ""


class Boleh:
    """`"pegawai.impor" in boleh` in a template: whether this person may do that on some rows. No query."""

    def __init__(self, tampil: Kulit) -> None:
        self.tampil = tampil

    def __contains__(self, aksi: object) -> bool:
        return kewenangan.boleh(self.tampil.konteks, str(aksi))


def kulit(request: HttpRequest) -> dict[str, Any]:
    """Give templates `kulit`. Costs nothing until a template asks."""
    tampil = Kulit(request)
    return {"kulit": tampil, "boleh": Boleh(tampil), "instansi": instansi.SEKARANG}
