"""Photos of nobody: rooms, people and a board as a phone might take them, each different; and spoilt ones."""

from __future__ import annotations

import io
from random import Random
from typing import Any, Final

from PIL import Image, ImageDraw, ImageFilter

SIZE: Final = (1477, 1108)  # as LINE sends a photo
_PLACE: Final = 0x8825  # EXIF: where it was taken
_ORIENTATION: Final = 0x0112


def scene(seed: int, size: tuple[int, int] = SIZE) -> Image.Image:
    """A room with a board, a window and people; another seed, another room."""
    dice = Random(seed)  # noqa: S311 - the same room every time
    wide, tall = size
    image = Image.new("RGB", size, _light(dice))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, round(tall * dice.uniform(0.6, 0.8)), wide, tall), fill=_colour(dice))
    left, top = dice.uniform(0.05, 0.4) * wide, dice.uniform(0.05, 0.2) * tall
    board = (left, top, left + dice.uniform(0.3, 0.5) * wide, top + dice.uniform(0.2, 0.35) * tall)
    draw.rectangle(board, fill=_colour(dice), outline=(90, 60, 30), width=max(wide // 200, 1))
    for line in range(4):
        height = top + (line + 0.7) * (board[3] - top) / 5
        draw.line((left + 0.03 * wide, height, left + dice.uniform(0.15, 0.28) * wide, height), (240, 240, 240), 4)
    for person in range(dice.randint(4, 9)):
        across, down = (person + dice.random()) / 9 * wide, dice.uniform(0.45, 0.75) * tall
        head = dice.uniform(0.02, 0.045) * wide
        draw.rectangle((across - 1.6 * head, down + head, across + 1.6 * head, down + 6 * head), fill=_colour(dice))
        draw.ellipse((across - head, down - head, across + head, down + head), fill=(205, 160, 125))
        draw.pieslice((across - head, down - head, across + head, down + head), 180, 360, fill=(30, 25, 20))
    coarse = (wide // 4, tall // 4)
    grain = Image.frombytes("L", coarse, dice.randbytes(coarse[0] * coarse[1])).resize(size).convert("RGB")
    return Image.blend(image, grain, 0.04)


def _light(dice: Random) -> tuple[int, int, int]:
    return dice.randint(170, 235), dice.randint(170, 235), dice.randint(160, 230)


def _colour(dice: Random) -> tuple[int, int, int]:
    return dice.randint(20, 200), dice.randint(20, 200), dice.randint(20, 200)


def packed(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """The bytes of a picture in a format of Pillow's."""
    out = io.BytesIO()
    image.save(out, kind, **({"quality": 85} | options if kind == "JPEG" else options))
    return out.getvalue()


def photo(seed: int, size: tuple[int, int] = SIZE) -> bytes:
    """A photo in focus."""
    return packed(scene(seed, size))


def blurred(seed: int) -> bytes:
    """The same, shaken."""
    return packed(scene(seed).filter(ImageFilter.GaussianBlur(7)))


def held(seed: int, orientation: int) -> bytes:
    """A photo with the place where it was taken in it, the phone held otherwise (EXIF's number)."""
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    exif.get_ifd(_PLACE)[2] = (16.0, 26.0, 12.0)  # a latitude
    return packed(scene(seed), exif=exif)
