"""A photo as it is printed: upright, small enough, without where and by whose phone it was taken; and how good it is.

The original stays as it was sent. Done in a reader, because the bytes are a stranger's.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import fontpkg_sarabun
from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageStat

from domain.albums import Fault, Looked
from domain.errors import UnreadableFileError
from domain.thai import thai_digits
from reports.pictures import TooLargeError, opened
from reports.seen import PrintCopy

_LONGEST: Final = 1024  # pixels: 170 dots an inch on half a page, 340 on a quarter; sixty projects stay one file
_QUALITY: Final = 80
_MEASURED: Final = 640  # pixels of the longer edge on which sharpness is measured
_TILES: Final = 6  # a side
_SHARPEST: Final = 5  # tiles: a person in focus before a wall is in focus
_EDGES: Final = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
_HEIC: Final = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_ACROSS, _SIDE, _GAP = 4, 300, 8  # of a sheet of many pictures: how many in a row, and pixels
_WHITE, _BLACK = (255, 255, 255), (20, 20, 20)


def print_copy(data: bytes) -> PrintCopy:
    """The copy of what somebody sent as a picture, or why there is none. Raises MemoryError where it takes too much."""
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return PrintCopy(fault=Fault.HEIC)
    try:
        seen = opened(data, "RGB", enough=_LONGEST, most=_LONGEST)
    except TooLargeError:
        return PrintCopy(fault=Fault.TOO_LARGE)
    if seen is None:
        return PrintCopy(fault=Fault.DAMAGED)
    image = seen.image
    looked = Looked(seen.wide, seen.tall, round(_sharpness(image)), _fingerprint(image))
    return PrintCopy(_jpeg(image, _QUALITY), *image.size, looked)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    """The bytes of nothing but the pixels: no place, no time, no name of a phone, no comment."""
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=quality)
    return out.getvalue()


def _sharpness(image: Image.Image) -> float:
    """The mean variance of the Laplacian over the tiles where it is largest."""
    grey = image.convert("L")
    grey.thumbnail((_MEASURED, _MEASURED))
    edges = grey.filter(_EDGES).crop((1, 1, max(grey.width - 1, 2), max(grey.height - 1, 2)))
    tiles = sorted((ImageStat.Stat(tile).var[0] for tile in _tiles(edges)), reverse=True)[:_SHARPEST]
    return float(sum(tiles) / len(tiles)) if tiles else 0.0


def _tiles(image: Image.Image) -> Iterator[Image.Image]:
    wide, tall = max(image.width // _TILES, 1), max(image.height // _TILES, 1)
    for left in range(0, image.width - wide + 1, wide):
        for top in range(0, image.height - tall + 1, tall):
            yield image.crop((left, top, left + wide, top + tall))


def _fingerprint(image: Image.Image) -> str:
    """Whether each of few large parts is darker than its neighbour, to the right and below: 128 bits."""
    grey = image.convert("L")
    bits = 0
    for size, step in (((9, 8), (1, 0)), ((8, 9), (0, 1))):
        small = grey.resize(size, Image.Resampling.BOX)
        pixels = small.tobytes()
        for y in range(8):
            for x in range(8):
                here, beside = pixels[y * size[0] + x], pixels[(y + step[1]) * size[0] + x + step[0]]
                bits = bits << 1 | (here + 2 < beside)
    return f"{bits:032x}"


def many_on_one(numbered: Sequence[tuple[int, bytes]]) -> bytes:
    """Pictures beside and below each other with their numbers on them: a JPEG for a chat, below a megabyte.

    Raises UnreadableFileError where one of them is none.
    """
    rows = -(-len(numbered) // _ACROSS)
    across = min(len(numbered), _ACROSS)
    step = _SIDE + _GAP
    sheet = Image.new("RGB", (across * step + _GAP, max(rows, 1) * step + _GAP), _WHITE)
    draw = ImageDraw.Draw(sheet)
    for place, (number, data) in enumerate(numbered):
        seen = opened(data, "RGB", enough=_SIDE, most=_SIDE)
        if seen is None:
            raise UnreadableFileError("damaged", f"picture {number}")
        left, top = _GAP + place % _ACROSS * step, _GAP + place // _ACROSS * step
        image = seen.image
        sheet.paste(image, (left + (_SIDE - image.width) // 2, top + (_SIDE - image.height) // 2))
        text = thai_digits(str(number))
        wide = round(draw.textlength(text, font=_font())) + 26
        draw.rounded_rectangle((left, top, left + wide, top + 52), 10, fill=_WHITE, outline=_BLACK, width=2)
        draw.text((left + 13, top + 24), text, fill=_BLACK, font=_font(), anchor="lm")
    return _jpeg(sheet, 75)


@cache
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fontpkg_sarabun.ROOT / "files" / "Sarabun-Bold.ttf"), 36)
