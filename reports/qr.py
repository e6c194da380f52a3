"""QR codes, as SVG for documents and as PNG for workbooks. The same text gives the same bytes."""

from __future__ import annotations

import struct
import zlib
from typing import Final

import zxingcpp

_MENDABLE: Final = "M"  # a seventh of the picture may be dirty or torn
_DARK: Final = 128


def _code(text: str) -> zxingcpp.Barcode:
    return zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=_MENDABLE)


def qr_svg(text: str) -> str:
    """A QR code with its quiet zone, as SVG."""
    return str(_code(text).to_svg(add_quiet_zones=True))


def qr_png(text: str, dots: int = 8) -> bytes:
    """A QR code with its quiet zone, as a black and white PNG; a module is `dots` pixels wide."""
    picture = _code(text).to_image(scale=dots, add_quiet_zones=True)
    height, width = picture.shape
    seen = memoryview(picture)  # type: ignore[arg-type]  # a buffer, which the library's stubs do not say
    pixels = seen.tobytes()
    lines = (_packed(pixels[row * width : (row + 1) * width]) for row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)  # one bit a pixel, grey, nothing else
    content = zlib.compress(b"".join(b"\0" + line for line in lines), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", content) + _chunk(b"IEND", b"")


def _packed(line: bytes) -> bytes:
    bits = "".join("1" if pixel >= _DARK else "0" for pixel in line)
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
