"""Scripts of forms in a real browser, on bare pages: drafts know their owner and their end, days and photos come out right."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.polos import ASAL, Buka, isi, ketik, tersimpan

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("pemilik", ["", "aaaa"])
def test_a_story_comes_back_without_name_contact_day_or_password(laman: Buka, pemilik: str):
    page = laman(pemilik)
    ketik(page)

    page = laman(pemilik)

    assert isi(page) == {"isi": "Lampu jalan mati", "nama": "", "kontak": "", "tanggal": "", "sandi": ""}
    assert page.is_visible("[data-draf-kabar='']")
    assert not any(kata in tersimpan(page) for kata in ("Budi", "0812", "2026", "rahasia"))


def test_a_draft_that_brings_nothing_back_says_nothing(laman: Buka):
    page = laman()
    page.evaluate("""() => sessionStorage.setItem("draf::suara",
        JSON.stringify({pemilik: "", saat: Date.now(), nilai: {isi: ""}}))""")  # before a search added fields to the form

    page = laman()

    assert "draf::suara" in tersimpan(page)
    assert not page.is_visible("[data-draf-kabar]")


def test_what_comes_back_is_seen_where_it_is_folded(laman: Buka):
    ketik(laman("aaaa"))

    page = laman("aaaa")

    assert page.is_visible("[name=isi]")
    assert not page.is_visible("[name=lain]")


@pytest.mark.parametrize(("lama", "baru"), [("", "aaaa"), ("aaaa", "bbbb"), ("aaaa", "")])
def test_a_draft_of_somebody_else_never_shows(laman: Buka, lama: str, baru: str):
    ketik(laman(lama))

    assert isi(laman(baru))["isi"] == ""


@pytest.mark.parametrize(("lama", "baru"), [("", "aaaa"), ("aaaa", "bbbb")])
def test_signing_in_ends_the_drafts_of_others(laman: Buka, lama: str, baru: str):
    ketik(laman(lama))
    laman(baru)

    assert "Lampu" not in tersimpan(laman(lama))


def test_signing_out_ends_every_draft(laman: Buka):
    page = laman("aaaa")
    ketik(page)

    page.click("text=Ya, keluar")

    assert "Lampu" not in tersimpan(page)


def test_signing_out_says_first_that_something_was_not_sent(laman: Buka):
    page = laman("aaaa")
    assert not page.is_visible("[data-belum-terkirim]")
    ketik(page)

    page.click("text=Keluar >> nth=0")
    page.wait_for_url("**/keluar/")

    assert "Lampu" in tersimpan(page)
    assert page.is_visible("[data-belum-terkirim]")
    assert page.inner_text("[data-simpanan]") == "1"


def test_signing_out_with_nothing_unsent_needs_no_second_click(laman: Buka):
    page = laman("aaaa")

    with page.expect_request(lambda minta: minta.method == "POST" and minta.url.endswith("/keluar/")):
        page.click("text=Keluar >> nth=0")


def test_a_visitors_draft_ends_with_the_window(laman: Buka):
    page = laman()
    ketik(page)

    lain = page.context.new_page()
    lain.route("**/*", lambda route: route.fulfill(body="<p>", content_type="text/html"))
    lain.goto(f"{ASAL}/isi/")

    assert "Lampu" not in tersimpan(lain)


def test_a_draft_ends_when_its_form_was_accepted(laman: Buka):
    page = laman("aaaa")
    ketik(page)

    page.click("text=Kirim")
    page.wait_for_load_state()

    assert "Lampu" not in tersimpan(page)
    assert isi(page)["isi"] == ""
    assert "draf_selesai" not in page.evaluate("document.cookie")


def test_a_draft_outlives_a_form_that_was_not_accepted(laman: Buka):
    page = laman("aaaa", jawab="tolak")
    ketik(page)

    page.click("text=Kirim")
    page.wait_for_load_state()

    assert isi(page)["isi"] == "Lampu jalan mati"


@pytest.mark.parametrize(("pemilik", "jam"), [("aaaa", 25), ("", 1)])
def test_a_draft_grows_old(laman: Buka, pemilik: str, jam: int):
    page = laman(pemilik)
    ketik(page)
    page.evaluate(
        """jam => { for (const s of [localStorage, sessionStorage]) for (const k of Object.keys(s)) {
            if (!k.startsWith("draf:")) continue;
            const isi = JSON.parse(s.getItem(k)); isi.saat -= jam * 3600 * 1000; s.setItem(k, JSON.stringify(isi)); } }""",
        jam,
    )

    assert isi(laman(pemilik))["isi"] == ""


def test_empty_it_empties_form_and_device(laman: Buka):
    ketik(laman("aaaa"))
    page = laman("aaaa")

    page.click("text=Kosongkan")

    assert isi(page)["isi"] == ""
    assert "Lampu" not in tersimpan(page)


def test_a_draft_of_the_earlier_kind_shows_nowhere_and_goes_with_its_age(laman: Buka):
    """It had no owner."""
    page = laman()
    page.evaluate("() => localStorage.setItem('draf:suara', JSON.stringify({saat: Date.now() - 36e5, nilai: {isi: 'lama'}}))")

    assert isi(laman())["isi"] == ""
    assert "lama" not in tersimpan(page)


def test_without_a_line_the_text_stays_and_the_words_are_in_sight(laman: Buka):
    page = laman("aaaa")
    ketik(page)
    page.context.set_offline(True)

    page.click("text=Kirim")

    assert page.evaluate("document.activeElement.matches('[data-luring]:has(+ [type=submit])')"), "di samping tombolnya"
    assert page.is_visible("text=putus")
    assert not page.terkirim  # type: ignore[attr-defined]
    page.context.set_offline(False)


def test_a_form_without_a_draft_waits_too_and_goes_as_it_was_sent(laman: Buka):
    page = laman("aaaa")
    page.fill("[name=catatan]", "Rapat pukul sepuluh")
    page.context.set_offline(True)
    page.click("text=Catat")
    page.context.set_offline(False)

    with page.expect_response("**/polos/"):
        page.click("text=Kirim lagi")

    assert page.terkirim == [b"catatan=Rapat+pukul+sepuluh&aksi=b"]  # type: ignore[attr-defined]


def test_a_day_of_the_calendar_is_written_into_the_text(laman: Buka):
    page = laman()
    page.click("summary")

    page.evaluate(
        """() => { const k = document.querySelector('[name=tanggal_pilih]'); k.value = '2026-11-27';
                   k.dispatchEvent(new Event('change', {bubbles: true})); }"""
    )

    assert (page.input_value("[name=tanggal]"), page.input_value("[name=tanggal_pilih]")) == ("27-11-2026", "")


def test_a_large_photo_is_small_and_upright_before_it_is_sent(laman: Buka):
    page = laman("aaaa", jawab="berkas")
    gambar = Image.effect_noise((4000, 3000), 90).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    keluar = io.BytesIO()
    gambar.save(keluar, "JPEG", quality=95, exif=exif)

    page.set_input_files("[name=berkas]", {"name": "IMG.JPG", "mimeType": "image/jpeg", "buffer": keluar.getvalue()})
    with page.expect_response("**/kirim/"):
        page.click("text=Kirim")

    (kiriman,) = page.terkirim  # type: ignore[attr-defined]
    foto = Image.open(io.BytesIO(kiriman[kiriman.index(b"\xff\xd8\xff") :]))
    assert foto.size == (1500, 2000)
    assert len(kiriman) < len(keluar.getvalue()) / 2


def test_a_photo_that_the_browser_can_not_draw_goes_as_it_is(laman: Buka):
    page = laman("aaaa", jawab="berkas")
    isi_ = b"\x00\x00\x00\x1cftypheic" + b"x" * 2_000_000

    page.set_input_files("[name=berkas]", {"name": "IMG.HEIC", "mimeType": "image/heic", "buffer": isi_})
    with page.expect_response("**/kirim/"):
        page.click("text=Kirim")

    assert isi_ in page.terkirim[0]  # type: ignore[attr-defined]


# --- what the browser fills in by itself (Back) ---


def kembali(page: Page) -> dict[str, str]:
    page.go_back()
    page.wait_for_load_state()
    return isi(page)


def test_back_gives_the_next_person_nothing_of_the_one_before(laman: Buka):
    page = laman("aaaa")
    ketik(page)
    page.goto("/lain/")
    laman("bbbb")

    assert not any(kembali(page).values())
    assert not any(kembali(page).values())  # the page on which it was typed


def test_back_to_a_form_that_was_sent_fills_in_nothing_again(laman: Buka):
    page = laman("aaaa")
    ketik(page)
    page.click("text=Kirim")
    page.wait_for_url("**/kirim/")

    assert not any(kembali(page).values())


def test_back_to_a_form_that_was_not_sent_has_its_words(laman: Buka):
    page = laman("aaaa")
    ketik(page)
    page.goto("/lain/")

    assert kembali(page)["isi"] == "Lampu jalan mati"


def test_the_last_letters_are_kept_when_the_page_is_left_at_once(laman: Buka):
    page = laman("aaaa")
    page.evaluate("() => { document.getElementById('lipat').open = true; }")
    page.fill("[name=isi]", "Lampu")
    page.goto("/lain/")

    assert isi(laman("aaaa"))["isi"] == "Lampu"


def test_what_was_erased_again_is_no_draft(laman: Buka):
    page = laman("aaaa")
    ketik(page)
    page.fill("[name=isi]", "")
    page.wait_for_timeout(600)

    assert "draf:" not in tersimpan(page)
