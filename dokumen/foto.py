"""Photos as they are kept: upright, without place and camera, no larger than a screen needs.

Every photo is drawn anew, so whatever was hidden in the file that was sent stays behind.
"""

from __future__ import annotations

import io
import struct
import threading
import warnings

import pillow_heif
from django.utils.translation import gettext as _
from PIL import ExifTags, Image, ImageCms

from dokumen.errors import BerkasDitolakError

SISI_MAKS = 2_000
PIKSEL_MAKS = 50_000_000  # whatever the kind; read from the head of the file
MEMORI_MAKS = 150_000_000  # bytes that one photo may take while it is unpacked, and one is unpacked at a time in a process
# Bytes a point takes while a kind is unpacked: HEIF twice (by its library and by ours), PNG and WebP with their see-through part.
BITA = {"HEIF": 6, "PNG": 4, "WEBP": 4, "JPEG": 3}
BITA_BERTAHAP = 6  # a progressive JPEG keeps all its coefficients, however small it is drawn
GILIRAN = threading.Lock()
MUTU = 85
PNG_MAKS = 2 * 1024 * 1024  # a drawing or a picture of a screen; what is larger is a photo, and becomes a JPEG
BENTUK = ("JPEG", "PNG", "WEBP", "HEIF")
PUTAR = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # what turns a picture of this EXIF orientation upright
Image.MAX_IMAGE_PIXELS = PIKSEL_MAKS
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


def rapikan_foto(isi: bytes, *, bidang: str) -> tuple[bytes, str]:
    """Return a photo as it is kept, and its ending: 'jpg', or 'png' for small drawings.

    Raises BerkasDitolakError at `bidang`: before it is unpacked for one of too many points, and for a broken one.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(isi), formats=BENTUK) as gambar:
                _periksa_ukuran(gambar, bidang)
                with GILIRAN:
                    return _gambar_ulang(gambar)
    except BerkasDitolakError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _terlalu_luas(PIKSEL_MAKS, bidang) from error
    except Exception as error:  # whatever a hostile file provokes in a library is one verdict: it is damaged
        raise BerkasDitolakError(
            _("Foto ini rusak."), fix=_("Ambil fotonya sekali lagi, atau simpan ulang dari galeri."), field=bidang
        ) from error


def _periksa_ukuran(gambar: Image.Image, bidang: str) -> None:
    """Refuse a photo that would take too much once unpacked. Only the head of the file has been read so far.

    A large JPEG is unpacked at a fraction of its size (draft), which costs what is left of it.
    """
    batas, bentuk = PIKSEL_MAKS, _bentuk(gambar)
    luas = gambar.width * gambar.height
    if bentuk == "JPEG" and not gambar.info.get("progressive"):
        gambar.draft("RGB", (SISI_MAKS, SISI_MAKS))
    else:
        batas = min(batas, MEMORI_MAKS // (BITA_BERTAHAP if bentuk == "JPEG" else BITA[bentuk]))
    if luas > batas or gambar.width * gambar.height * BITA[bentuk] > MEMORI_MAKS:
        raise _terlalu_luas(batas, bidang)


def _bentuk(gambar: Image.Image) -> str:
    """How a photo is unpacked. A JPEG with a second picture behind it (MPO: portraits, HDR) is one; its first picture counts."""
    return "JPEG" if gambar.format == "MPO" else str(gambar.format)


def _terlalu_luas(batas: int, bidang: str) -> BerkasDitolakError:
    return BerkasDitolakError(
        _("Foto ini terlalu luas untuk dibuka: lebih dari %(mp)s megapiksel.") % {"mp": batas // 1_000_000},
        fix=_("Perkecil dulu di galeri ponsel, atau ambil tangkapan layarnya."),
        field=bidang,
    )


def _gambar_ulang(gambar: Image.Image) -> tuple[bytes, str]:
    png = gambar.format == "PNG"
    gambar.draft("RGB", (SISI_MAKS, SISI_MAKS))
    gambar.thumbnail(
        (SISI_MAKS, SISI_MAKS), Image.Resampling.LANCZOS
    )  # before it is turned: a copy of the small one costs little
    tegak = _tegak(gambar)
    polos = _warna_biasa(tegak, bening=png)
    if png and len(hasil := _simpan(polos, "PNG")) <= PNG_MAKS:
        return hasil, "png"
    return _simpan(_di_atas_putih(polos), "JPEG"), "jpg"


def _tegak(gambar: Image.Image) -> Image.Image:
    """The picture the right way up. Of its EXIF only the orientation is read: the rest may be anything, and is thrown away."""
    try:
        arah = gambar.getexif().get(ExifTags.Base.Orientation)
    except (ValueError, TypeError, KeyError, IndexError, SyntaxError, struct.error):
        return gambar  # unreadable: as it was drawn
    putar = PUTAR.get(arah) if isinstance(arah, int) else None
    return gambar if putar is None else gambar.transpose(putar)


def _warna_biasa(gambar: Image.Image, *, bening: bool) -> Image.Image:
    """The picture in sRGB, without anything beside its points."""
    profil = gambar.info.get("icc_profile")
    if gambar.mode.startswith("I"):  # 16 bits a point, as scanners write them; convert() would cut all but the darkest to white
        gambar = gambar.point(lambda titik: titik * (1 / 256)).convert("L")
    mode = "RGBA" if bening and (gambar.mode in ("RGBA", "LA", "PA") or "transparency" in gambar.info) else "RGB"
    hasil = gambar.convert("RGBA") if mode == "RGB" and gambar.mode in ("RGBA", "LA", "PA") else gambar.convert(mode)
    if profil:
        try:
            srgb = ImageCms.createProfile("sRGB")
            ubah = ImageCms.profileToProfile(hasil, ImageCms.ImageCmsProfile(io.BytesIO(profil)), srgb)
            hasil = ubah or hasil
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile that is broken, or of another kind than its picture: colours as they are
    hasil.info = {}
    return hasil


def _di_atas_putih(gambar: Image.Image) -> Image.Image:
    if gambar.mode != "RGBA":
        return gambar
    alas = Image.new("RGB", gambar.size, "white")
    alas.paste(gambar, mask=gambar.getchannel("A"))
    return alas


def _simpan(gambar: Image.Image, bentuk: str) -> bytes:
    keluar = io.BytesIO()
    pilihan = {"quality": MUTU, "optimize": True, "progressive": False} if bentuk == "JPEG" else {"optimize": True}
    gambar.save(keluar, bentuk, **pilihan)
    return keluar.getvalue()
