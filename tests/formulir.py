"""A form as a browser would send it back: everything that stands in it, to be changed where the test says."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class _Pembaca(HTMLParser):
    """Collects what the inputs of all forms on a page hold; later ones of a name join those before."""

    def __init__(self) -> None:
        super().__init__()
        self.isi: dict[str, list[str]] = {}
        self._pilih = ""
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {k: v or "" for k, v in attrs}
        nama, nilai = a.get("name", ""), a.get("value", "")
        if tag == "select":
            self._pilih = nama
        elif tag == "option" and "selected" in a:
            self._simpan(self._pilih, nilai)
        elif tag == "textarea":
            self._area = nama
            self._simpan(nama, "")
        elif tag == "input" and a.get("type") in ("checkbox", "radio"):
            if "checked" in a:
                self._simpan(nama, nilai or "on")
        elif tag == "input" and a.get("type") not in ("submit", "file"):
            self._simpan(nama, nilai)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.isi[self._area] = [self.isi[self._area][0].removeprefix("\n")]
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.isi[self._area] = [self.isi[self._area][0] + data]

    def _simpan(self, nama: str, nilai: str) -> None:
        if nama and nama != "csrfmiddlewaretoken":
            self.isi.setdefault(nama, []).append(nilai)


def isian(jawab: Any, **ubah: Any) -> dict[str, Any]:
    """What the forms of a page hold, with these fields changed (None: left out, as an unticked box is)."""
    pembaca = _Pembaca()
    pembaca.feed(jawab.content.decode())
    isi = {k: v if len(v) > 1 else v[0] for k, v in pembaca.isi.items()}
    return {k: v for k, v in (isi | ubah).items() if v is not None}
