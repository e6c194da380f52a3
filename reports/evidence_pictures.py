"""QR codes in a picture, as a phone takes one: the code is small, the sheet lies aslant, the light is poor."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Final

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

MOST_PIXELS: Final = 60_000_000  # of what is unpacked at all; phones of today take 50 million
_LOOKED_AT: Final = 4_000  # pixels of the longer edge
_SMALL: Final = 2_000  # such pictures are looked at enlarged too: a module may be two pixels wide
_MODULES: Final = 21  # no QR code has fewer a side
_QR: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_SHARPER: Final = ImageFilter.UnsharpMask(radius=3, percent=300, threshold=0)
_BROKEN: Final = (OSError, ValueError, SyntaxError, EOFError, MemoryError, OverflowError, LookupError, TypeError)


def codes_in(data: bytes) -> Iterator[str]:
    """The texts of the QR codes in an image file; none where it cannot be opened or is too large to be unpacked."""
    image = _opened(data)
    if image is not None:
        yield from codes_on(image)


def codes_on(image: Image.Image) -> Iterator[str]:
    """The texts of the QR codes on a grey picture: of the first way of looking at it that shows any."""
    for seen in _ways(image):
        found = zxingcpp.read_barcodes(seen, _QR)
        if found:
            yield from (code.text for code in found)
            return


def _opened(data: bytes) -> Image.Image | None:
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data)) as image:
            warnings.simplefilter("ignore")  # of what is odd in a file: it is nobody's business here
            if image.width * image.height > MOST_PIXELS:
                return None
            image.draft("L", (_LOOKED_AT // 2, _LOOKED_AT // 2))  # a JPEG is unpacked at a half where that is enough
            image.load()
            grey = ImageOps.exif_transpose(_flat(image)).convert("L")
    except (*_BROKEN, Image.DecompressionBombError):
        return None
    grey.thumbnail((_LOOKED_AT, _LOOKED_AT))
    return grey


def _flat(image: Image.Image) -> Image.Image:
    """On white where it is transparent: a dark code on nothing would be dark on black."""
    if not image.has_transparency_data:
        return image
    solid = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", solid.size, "white"), solid)


def _ways(image: Image.Image) -> Iterator[Image.Image]:
    """As it is, smaller or larger, and sharpened: measured on printed blanks, each way finds what the others miss."""
    wide, tall = image.size
    if min(wide, tall) < _MODULES:
        return
    yield image
    if max(wide, tall) > _SMALL:
        yield image.resize((wide // 2, tall // 2), Image.Resampling.BOX)
        yield image.filter(_SHARPER)
        return
    twice = image.resize((wide * 2, tall * 2), Image.Resampling.BICUBIC)
    yield twice
    yield twice.filter(_SHARPER)
