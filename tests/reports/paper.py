"""Sheets of paper with a QR code on them, as a phone or a scanner sees them: turned, seen aslant, dim, blurred."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from typing import Final, cast

import zxingcpp
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

PAGE: Final = (1240, 1754)  # A4, 150 dots an inch
PAPER, INK, DESK = 246, 40, 96


def page(code: str = "", *, millimetres: int = 24) -> Image.Image:
    """A printed form of rules and lines of print; `code` stands at the top right, with its quiet zone this wide."""
    sheet = Image.new("L", PAGE, PAPER)
    draw, chance = ImageDraw.Draw(sheet), random.Random(7)  # noqa: S311 - the same page every time
    for y in range(240, 1640, 70):
        draw.line((90, y, 1150, y), fill=INK, width=2)
        for x in range(100, 1100, 14):
            if chance.random() < 0.5:
                draw.rectangle((x, y + 20, x + chance.randint(3, 10), y + 40), fill=INK)
    for x in range(90, 1151, 212):
        draw.line((x, 240, x, 1640), fill=INK, width=2)
    if code:
        side = round(millimetres / 25.4 * 150)
        sheet.paste(picture_of(code).resize((side, side), Image.Resampling.LANCZOS), (PAGE[0] - side - 60, 40))
    return sheet


def picture_of(code: str) -> Image.Image:
    """The QR code alone, eight dots a module."""
    drawn = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image(
        scale=8, add_quiet_zones=True
    )
    height, width = drawn.shape
    return Image.frombytes("L", (width, height), bytes(memoryview(cast("bytes", drawn)).cast("B")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """How a photo of a sheet was taken. `turn`: degrees; `slant`: how much nearer one edge is; `fills`: its height."""

    width: int = 1477  # as LINE hands photos out
    turn: float = 0
    slant: float = 0
    blur: float = 0
    light: float = 1
    contrast: float = 1
    noise: int = 0
    fills: float = 0.9
    quality: int = 75


def photo(sheet: Image.Image, shot: Shot) -> bytes:
    """The sheet on a desk, as a JPEG."""
    width, height = shot.width, round(shot.width * 4 / 3)
    desk = Image.new("L", (width, height), DESK)
    tall = round(height * shot.fills)
    lying = _slanted(sheet.resize((round(tall * PAGE[0] / PAGE[1]), tall), Image.Resampling.LANCZOS), shot.slant)
    turned = lying.rotate(shot.turn, Image.Resampling.BICUBIC, expand=True, fillcolor=DESK)
    turned.thumbnail((width, height))
    desk.paste(turned, ((width - turned.width) // 2, (height - turned.height) // 2))
    seen = ImageEnhance.Brightness(ImageEnhance.Contrast(desk).enhance(shot.contrast)).enhance(shot.light)
    if shot.blur:
        seen = seen.filter(ImageFilter.GaussianBlur(shot.blur))
    return as_jpeg(_noisy(seen, shot.noise), shot.quality)


def as_jpeg(image: Image.Image, quality: int = 75, exif: Image.Exif | None = None) -> bytes:
    """The image as a JPEG."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, **({"exif": exif} if exif else {}))
    return out.getvalue()


def as_pdf(*pages: Image.Image) -> bytes:
    """A scan: a PDF of pictures and nothing else."""
    out = io.BytesIO()
    first, *rest = (one.copy() for one in pages)  # saving leaves notes on a picture, which the next one would obey
    first.save(out, "PDF", save_all=True, append_images=rest, resolution=150)
    return out.getvalue()


def _slanted(sheet: Image.Image, slant: float) -> Image.Image:
    """The sheet with its upper edge shorter by twice `slant` of its width."""
    if not slant:
        return sheet
    wide, tall = sheet.size
    inset = wide * slant
    corners = [(inset, tall * slant), (wide - inset, tall * slant), (wide, tall), (0, tall)]
    to = [(0, 0), (wide, 0), (wide, tall), (0, tall)]
    return sheet.transform(
        sheet.size, Image.Transform.PERSPECTIVE, _coefficients(corners, to), Image.Resampling.BICUBIC, fillcolor=DESK
    )


def _coefficients(seen: list[tuple[float, float]], flat: list[tuple[int, int]]) -> list[float]:
    """The eight numbers that take a point of the photo to its point of the sheet, by Gauss's elimination."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for column in range(8):
        pivot = max(range(column, 8), key=lambda r: abs(rows[r][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for other in range(8):
            if other != column:
                factor = rows[other][column]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[column], strict=True)]
    return [row[8] for row in rows]


def _noisy(image: Image.Image, strength: int) -> Image.Image:
    if not strength:
        return image
    grain = Image.effect_noise(image.size, strength)
    return Image.blend(image, grain, min(0.5, strength / 200))
