"""Rich menus, their pictures, and calls without the SDK, for tests."""

from __future__ import annotations

import json
import struct
import zlib
from typing import Any
from urllib.parse import urlencode

import urllib3
from linebot.v3.messaging import MessagingApi, MessagingApiBlob, RichMenuRequest

from bot.emulator.server import LocalLine
from tests.emulator.conftest import TOKEN

SIZE = (800, 540)


def menu(**changes: Any) -> dict[str, Any]:
    """A rich menu object that LINE accepts, with `changes`."""
    area = {"bounds": {"x": 0, "y": 0, "width": 800, "height": 540}, "action": {"type": "postback", "data": "a=1"}}
    whole = {
        "size": {"width": SIZE[0], "height": SIZE[1]},
        "selected": True,
        "name": "เมนูหลัก",
        "chatBarText": "เมนู",
        "areas": [area],
    }
    return whole | changes


def png(width: int = SIZE[0], height: int = SIZE[1]) -> bytes:
    """A real black PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"\x00" * ((width + 1) * height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(width: int = SIZE[0], height: int = SIZE[1]) -> bytes:
    """The head of a progressive JPEG: what comes before the frame that tells the size, and that frame."""
    comment = b"\xff\xfe" + struct.pack(">H", 7) + b"hello"
    frame = b"\xff\xc2" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + comment + b"\xff" + frame + b"\xff\xd9"


def made(api: MessagingApi, blob: MessagingApiBlob, **changes: Any) -> str:
    """Create a menu with its image and return its id."""
    menu_id = str(api.create_rich_menu(RichMenuRequest.from_dict(menu(**changes))).rich_menu_id)
    blob.set_rich_menu_image(menu_id, body=png(), _headers={"Content-Type": "image/png"})
    return menu_id


def raw(
    line: LocalLine, method: str, path: str, body: Any = None, token: str = TOKEN, more: dict[str, str] | None = None
) -> tuple[int, Any]:
    """Call the API without the SDK, with `more` headers, and return the status and the JSON."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", **(more or {})}
    answer = urllib3.request(method, line.base_url + path, body=data, headers=headers, retries=False, timeout=5)
    return answer.status, json.loads(answer.data)


def sent(line: LocalLine, method: str, path: str, data: bytes, mime: str) -> tuple[int, Any]:
    """Send these bytes as they are and return the status and the JSON."""
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": mime}
    answer = urllib3.request(method, line.base_url + path, body=data, headers=headers, retries=False, timeout=5)
    return answer.status, json.loads(answer.data)


def formed(line: LocalLine, path: str, fields: dict[str, str]) -> tuple[int, Any]:
    """Post a form, as the token endpoints want it, and return the status and the JSON."""
    answer = urllib3.request(
        "POST",
        line.base_url + path,
        body=urlencode(fields),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        retries=False,
        timeout=5,
    )
    return answer.status, json.loads(answer.data)
