"""Opening pictures that strangers sent, within bounds, whichever way the phone was held. For readers alone."""

from __future__ import annotations

import io
import warnings
from typing import Final, Literal, NamedTuple

from PIL import Image, ImageOps

MOST_PIXELS: Final = 60_000_000  # of what is unpacked at all; phones of today take 50 million
_BROKEN: Final = (OSError, ValueError, SyntaxError, EOFError, OverflowError, LookupError, TypeError)


class Opened(NamedTuple):
    """A picture upright, and how many pixels it had as it was sent. Of an animation its first frame."""

    image: Image.Image
    wide: int
    tall: int


class TooLargeError(ValueError):
    """More pixels than are unpacked."""


def opened(data: bytes, mode: Literal["L", "RGB"], *, enough: int, most: int) -> Opened | None:
    """The picture, its longer edge `most` pixels at most; None for what is none.

    A JPEG is unpacked at a half, a quarter or an eighth as long as its shorter edge keeps `enough` pixels. Raises
    TooLargeError, and MemoryError where the system gives no more.
    """
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data)) as image:
            warnings.simplefilter("ignore")  # of what is odd in a file: it is nobody's business here
            wide, tall = image.size
            _bound(wide, tall)
            image.draft(mode, (enough, enough))
            image.load()
            small = _flat(image)
            small.thumbnail((most, most))
            return Opened(ImageOps.exif_transpose(small).convert(mode), wide, tall)
    except Image.DecompressionBombError as bomb:
        raise TooLargeError(str(bomb)) from bomb
    except TooLargeError:
        raise
    except _BROKEN:
        return None


def _bound(wide: int, tall: int) -> None:
    if wide * tall > MOST_PIXELS:
        raise TooLargeError(f"{wide} x {tall}")


def _flat(image: Image.Image) -> Image.Image:
    """On white where it is transparent: a dark code on nothing would be dark on black. Upright as before."""
    if not image.has_transparency_data:
        return image if image.mode in {"L", "RGB"} else _with_exif(image.convert("RGB"), image)
    solid = image.convert("RGBA")
    white = Image.new("RGBA", solid.size, "white")
    return _with_exif(Image.alpha_composite(white, solid).convert("RGB"), image)


def _with_exif(made: Image.Image, of: Image.Image) -> Image.Image:
    if "exif" in of.info:
        made.info["exif"] = of.info["exif"]
    return made
