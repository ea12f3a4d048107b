"""A bare page with the scripts of forms, served without the application: its owner and its answer are the test's."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs

from playwright.sync_api import BrowserContext, Page, Route

from sibolga_asn.mesin.paths import BASE_DIR

ASAL = "http://uji.invalid"
ISI = """
<form method="post" action="/kirim/" {sifat}>
  <input type="hidden" name="_draf" value="suara">
  <div data-draf-kabar="" role="status" hidden>kembali <button type="button">Kosongkan</button></div>
  <div data-draf-kabar="lain" role="status" hidden>lain <button type="button">Pakai</button></div>
  <details id="lipat"><summary>Cerita</summary><textarea name="isi">{tulisan}</textarea>{temuan}</details>
  <details id="lain"><summary>Lain</summary><textarea name="lain"></textarea>
    <select name="arah"><option value="naik">Naik</option><option value="turun">Turun</option></select></details>
  <input type="text" name="nama"><input type="text" name="kontak">
  <div class="tanggal"><input type="text" name="tanggal" data-tanpa-draf>
    <details data-tanggal><summary>Kalender</summary><input type="date" name="tanggal_pilih" data-tanpa-draf></details></div>
  <input type="password" name="sandi"><input type="file" name="berkas" data-foto>
  <button type="submit">Kirim</button>
</form>
<form method="post" action="/polos/"><textarea name="catatan"></textarea><button type="submit" name="aksi" value="b">Catat</button></form>
<div data-luring="" role="alert" tabindex="-1" hidden><p data-kata="putus">putus</p><p data-kata="kembali">kembali</p>
  <button type="button">Kirim lagi</button></div>
<form method="post" action="/keluar/" data-keluar><button type="submit">Keluar</button></form>
<p data-belum-terkirim hidden>Belum terkirim: <span data-simpanan></span></p>
<form method="post" action="/keluar/" data-keluar="yakin"><button type="submit">Ya, keluar</button></form>
"""
NASKAH = '<script type="module" src="/js/draf.js"></script><script type="module" src="/js/isian.js"></script>'
Buka = Callable[..., Page]


def layani(konteks: BrowserContext) -> Buka:
    """A function that opens the form as somebody; what the form sends is accepted, refused, or drawn again (`cari`)."""
    page = konteks.new_page()
    page.terkirim = []  # type: ignore[attr-defined]  # what was sent, for the test to look at
    siapa = {"pemilik": "", "jawab": "terima"}

    def jawab(route: Route) -> None:
        jalan, kiriman = route.request.url.removeprefix(ASAL), b""
        if jalan.startswith("/js/"):
            route.fulfill(path=str(BASE_DIR / "static" / jalan.lstrip("/")), content_type="text/javascript")
            return
        kepala = {"Content-Type": "text/html; charset=utf-8"}
        isian = {"sifat": 'aria-label="x"', "tulisan": "", "temuan": ""}
        if jalan in ("/kirim/", "/polos/"):
            kiriman = route.request.post_data_buffer or b""
            page.terkirim.append(kiriman)  # type: ignore[attr-defined]
        if siapa["jawab"] == "berkas":
            isian["sifat"] = 'enctype="multipart/form-data"'
        elif jalan == "/kirim/":
            terkirim = parse_qs(kiriman.decode())
            if siapa["jawab"] == "terima":
                kepala["Set-Cookie"] = f"draf_selesai={terkirim['_draf'][0]}; path=/"
            elif siapa["jawab"] == "cari":
                isian |= {"tulisan": terkirim["isi"][0], "temuan": '<input type="radio" name="temuan" value="a">'}
        badan = f"<body>{ISI.format(**isian)}{NASKAH}</body>"
        route.fulfill(body=f'<!doctype html><html data-pemilik="{siapa["pemilik"]}">{badan}</html>', headers=kepala)

    konteks.route("**/*", jawab)

    def buka(pemilik: str = "", jawab: str = "terima", *, tab: Page | None = None) -> Page:
        siapa.update(pemilik=pemilik, jawab=jawab)
        dipakai = tab or page
        dipakai.goto("/isi/")
        return dipakai

    return buka


def ketik(page: Page, isi: str = "Lampu jalan mati") -> None:
    page.evaluate("() => { document.getElementById('lipat').open = true; }")
    page.fill("[name=isi]", isi)
    page.fill("[name=nama]", "Budi")
    page.fill("[name=kontak]", "0812")
    page.fill("[name=tanggal]", "20-11-2026")
    page.fill("[name=sandi]", "rahasia sekali")
    page.wait_for_function("() => Object.keys({...localStorage, ...sessionStorage}).some(k => k.startsWith('draf:'))")


def tersimpan(page: Page) -> str:
    return str(page.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})"))


def isi(page: Page) -> dict[str, str]:
    return {n: page.input_value(f"[name={n}]") for n in ("isi", "nama", "kontak", "tanggal", "sandi")}
