"""QR codes in a picture, as a phone takes one: the code is small, the sheet lies aslant, the light is poor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import zxingcpp
from PIL import Image, ImageFilter

from reports.pictures import TooLargeError, opened

_LOOKED_AT: Final = 4_000  # pixels of the longer edge
_SMALL: Final = 2_000  # such pictures are looked at enlarged too: a module may be two pixels wide
_MODULES: Final = 21  # no QR code has fewer a side
_QR: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_SHARPER: Final = ImageFilter.UnsharpMask(radius=3, percent=300, threshold=0)


def codes_in(data: bytes) -> Iterator[str]:
    """The texts of the QR codes in an image file; none where it cannot be opened or is too large to be unpacked."""
    try:
        seen = opened(data, "L", enough=_LOOKED_AT // 2, most=_LOOKED_AT)
    except (TooLargeError, MemoryError):
        return
    if seen is not None:
        yield from codes_on(seen.image)


def codes_on(image: Image.Image) -> Iterator[str]:
    """The texts of the QR codes on a grey picture: of the first way of looking at it that shows any."""
    for seen in _ways(image):
        found = zxingcpp.read_barcodes(seen, _QR)
        if found:
            yield from (code.text for code in found)
            return


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
