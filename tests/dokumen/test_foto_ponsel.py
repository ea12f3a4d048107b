"""Photos as phones, scanners and chat programs really write them: each comes out as one upright picture that shows what it showed."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from dokumen.errors import BerkasDitolakError
from dokumen.foto import PNG_MAKS, SISI_MAKS, rapikan_foto
from dokumen.periksa import periksa
from tests.berkas_uji import foto, jpeg, png, unggahan

MERAH, BIRU = (255, 0, 0), (0, 0, 255)


def tulis(gambar: Image.Image, bentuk: str, **pilihan: Any) -> bytes:
    keluar = io.BytesIO()
    gambar.save(keluar, bentuk, **pilihan)
    return keluar.getvalue()


def rapi(isi: bytes) -> Image.Image:
    hasil, akhiran = rapikan_foto(isi, bidang="foto")
    gambar = Image.open(io.BytesIO(hasil))
    assert {"JPEG": "jpg", "PNG": "png"}[str(gambar.format)] == akhiran
    return gambar


def terbaca(isi: bytes) -> bool:
    """Whether a file is taken; a refusal stands at its field and says what to do. Anything else that is raised fails the test."""
    galat: BerkasDitolakError | None = None
    try:
        rapi(isi)
    except BerkasDitolakError as error:
        galat = error
    assert galat is None or (galat.field == "foto" and galat.fix)
    return galat is None


def warna(gambar: Image.Image, x: int = 0, y: int = 0) -> Any:
    return gambar.convert("RGB").getpixel((x, y))


def mirip(satu: Any, dua: Any) -> bool:
    return all(abs(a - b) < 8 for a, b in zip(satu, dua, strict=True))


# --- pictures that hold more than one picture -------------------------------------------------------------


def berlapis(bentuk: str, ukuran: tuple[int, int] = (320, 200)) -> bytes:
    """A red picture with a blue one behind it in the same file."""
    depan, belakang = Image.new("RGB", ukuran, MERAH), Image.new("RGB", ukuran, BIRU)
    return tulis(depan, bentuk, save_all=True, append_images=[belakang])


@pytest.mark.parametrize(
    "bentuk", ["MPO", "WEBP", "PNG"]
)  # a portrait with its depth, a sticker that moves, a drawing that moves
def test_of_a_photo_with_more_pictures_behind_it_the_first_is_kept(bentuk: str) -> None:
    hasil = rapi(berlapis(bentuk))

    assert getattr(hasil, "n_frames", 1) == 1
    assert mirip(warna(hasil), MERAH)


def test_a_large_portrait_with_its_depth_is_shrunk_like_any_photo() -> None:
    assert rapi(berlapis("MPO", (2_400, 1_800))).size == (SISI_MAKS, 1_500)


def test_a_portrait_with_its_depth_has_no_picture_left_behind_its_end() -> None:
    isi, _akhiran = rapikan_foto(berlapis("MPO"), bidang="foto")

    assert isi.count(b"\xff\xd8\xff") == 1
    assert b"MPF" not in isi


# --- colours --------------------------------------------------------------------------------------------


def test_a_scan_with_sixteen_bits_a_point_keeps_its_greys() -> None:
    baris = (b"\x00\x40" * 20 + b"\xff\xff" * 20) * 20  # a quarter of white beside white
    lembar = Image.frombytes("I;16", (40, 20), baris)

    hasil = rapi(tulis(lembar, "PNG"))

    assert (warna(hasil, 5, 5), warna(hasil, 35, 5)) == ((64, 64, 64), (255, 255, 255))


@pytest.mark.parametrize("mode", ["L", "CMYK", "RGB"])
def test_a_photo_in_any_colours_comes_out_in_those_of_a_screen(mode: str) -> None:
    hasil = rapi(tulis(Image.new("RGB", (64, 64), (200, 200, 200)).convert(mode), "JPEG", quality=95))

    assert hasil.mode == "RGB"
    assert mirip(warna(hasil, 30, 30), (200, 200, 200))


def test_a_profile_of_colours_is_applied_and_does_not_stay() -> None:
    profil = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    hasil = rapi(tulis(Image.new("RGB", (64, 64), MERAH), "JPEG", icc_profile=profil, quality=95))

    assert "icc_profile" not in hasil.info
    assert mirip(warna(hasil, 30, 30), MERAH)


@pytest.mark.parametrize("profil", [b"bukan profil", ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()])
def test_a_profile_that_does_not_fit_leaves_the_colours_as_they_are(profil: bytes) -> None:
    hasil = rapi(tulis(Image.new("RGB", (64, 64), MERAH), "JPEG", icc_profile=profil, quality=95))

    assert mirip(warna(hasil, 30, 30), MERAH)


@pytest.mark.parametrize("bentuk", ["WEBP", "PNG"])
def test_what_is_see_through_stands_on_white_once_it_becomes_a_photo(bentuk: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tembus = Image.effect_noise((600, 600), 120).convert("RGBA")
    tembus.putalpha(0)

    monkeypatch.setattr("dokumen.foto.PNG_MAKS", 0)  # no drawing is small enough to stay one

    hasil = rapi(tulis(tembus, bentuk))

    assert (hasil.format, warna(hasil, 10, 10)) == ("JPEG", (255, 255, 255))


def test_a_large_picture_of_points_becomes_a_photo_and_not_a_larger_drawing() -> None:
    kasar = Image.effect_noise((1_400, 1_400), 200).convert("RGB")
    isi = tulis(kasar, "PNG")
    assert len(isi) > PNG_MAKS

    assert rapi(isi).format == "JPEG"


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA"])
def test_a_drawing_of_few_colours_stays_a_drawing(mode: str) -> None:
    assert rapi(tulis(Image.new("RGB", (50, 40), MERAH).convert(mode), "PNG")).format == "PNG"


# --- how they lie, and how large they are -----------------------------------------------------------------


@pytest.mark.parametrize("bentuk", ["HEIF", "PNG", "WEBP"])
@pytest.mark.parametrize(("orientasi", "ukuran"), [(1, (64, 32)), (3, (64, 32)), (6, (32, 64)), (8, (32, 64))])
def test_a_photo_of_any_kind_stands_as_its_camera_was_held(bentuk: str, orientasi: int, ukuran: tuple[int, int]) -> None:
    hasil = rapi(foto(bentuk, (64, 32), orientasi=orientasi))

    atas_merah = {1: (ukuran[0] // 2, 2), 3: (ukuran[0] // 2, ukuran[1] - 3), 6: (ukuran[0] - 3, 32), 8: (2, 32)}[orientasi]
    assert hasil.size == ukuran
    assert warna(hasil, *atas_merah)[0] > 200


@settings(max_examples=12, deadline=None)
@given(lebar=st.integers(1, 2_600), tinggi=st.integers(1, 600), orientasi=st.sampled_from(range(1, 9)))
def test_no_side_is_longer_than_a_screen_needs_and_none_disappears(lebar: int, tinggi: int, orientasi: int) -> None:
    hasil = rapi(foto(ukuran=(lebar, tinggi), orientasi=orientasi, quality=30))

    terpanjang = max(lebar, tinggi)
    assert max(hasil.size) == min(terpanjang, SISI_MAKS)
    assert min(hasil.size) >= 1
    tegak = (tinggi, lebar) if orientasi >= 5 else (lebar, tinggi)
    assert abs(hasil.width * tegak[1] - hasil.height * tegak[0]) <= 2 * max(tegak)  # the shape stays, but for rounding


def test_a_photo_smaller_than_a_screen_is_not_blown_up() -> None:
    assert rapi(foto(ukuran=(120, 90))).size == (120, 90)


@pytest.mark.filterwarnings("ignore::UserWarning")  # what Pillow says of broken heads, which are read all the same
@pytest.mark.parametrize("n", range(4))
def test_whatever_is_cut_out_of_a_photo_is_refused_in_words_or_shown_never_an_error(n: int) -> None:
    for isi in (jpeg(), foto("HEIF"), foto("WEBP"), foto("PNG"), berlapis("MPO")):
        rusak = bytearray(isi)
        dari = len(isi) * n // 5
        rusak[dari : dari + len(isi) // 6] = b"\x00" * (len(isi) // 6)
        assert terbaca(bytes(rusak)) in (True, False)


@pytest.mark.filterwarnings("ignore::UserWarning")  # what Pillow says of broken heads, which are read all the same
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_photo_with_any_byte_turned_is_refused_in_words_or_shown_never_an_error(data: st.DataObject) -> None:
    isi = bytearray(data.draw(st.sampled_from([jpeg(), foto("WEBP"), foto("PNG"), foto("HEIF"), berlapis("MPO", (20, 20))])))
    for letak in data.draw(st.lists(st.integers(0, len(isi) - 1), min_size=1, max_size=6)):
        isi[letak] = data.draw(st.integers(0, 255))

    assert terbaca(bytes(isi)) in (True, False)


# --- names and kinds -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nama", "isi", "tipe"),
    [
        ("IMG_1.JPG", foto("HEIF"), "image/jpeg"),
        ("IMG_2.HEIC", jpeg(), "image/jpeg"),
        ("potret.jpeg", berlapis("MPO"), "image/jpeg"),
        ("stiker.png", foto("WEBP"), "image/jpeg"),
        ("cap.webp", png(2, 2, b"\x00\xff\xff\xff\xff\xff\xff" * 2), "image/png"),
    ],
)
def test_a_photo_is_told_by_its_beginning_and_kept_under_what_it_became(nama: str, isi: bytes, tipe: str) -> None:
    aman = periksa(unggahan(nama, isi))

    assert (aman.tipe, aman.nama) == (tipe, nama)
    assert aman.akhiran == {"image/jpeg": "jpg", "image/png": "png"}[tipe]


@pytest.mark.parametrize(
    ("nama", "isi"), [("surat.pdf", jpeg()), ("foto.jpg", b"%PDF-1.7\nisi\n%%EOF\n"), ("daftar.xlsx", jpeg())]
)
def test_only_photos_are_forgiven_a_false_ending(nama: str, isi: bytes) -> None:
    with pytest.raises(BerkasDitolakError, match="tidak cocok dengan akhiran"):
        periksa(unggahan(nama, isi))


def test_a_refusal_stands_at_the_field_it_was_asked_for() -> None:
    for nama, isi in (("a.exe", b"MZ"), ("a.pdf", b""), ("a.jpg", jpeg()[:100]), ("a.docx", b"PK\x03\x04")):
        with pytest.raises(BerkasDitolakError) as galat:
            periksa(unggahan(nama, isi), bidang="bukti")
        assert galat.value.field == "bukti", nama
