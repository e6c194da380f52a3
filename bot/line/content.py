"""Fetching a file that somebody sent, without ever holding more of it, or of our time, than was agreed.

The SDK reads a file whole into memory whatever its size, and without a deadline; so these bytes are streamed past it.
Source: reference "Get content", "Verify the preparation status of a video or audio for getting".
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

import urllib3

from bot.clock import stopwatch

DATA_HOST = "https://api-data.line.me"
TIMEOUT = urllib3.Timeout(connect=3.05, read=10)  # seconds; reading: between two pieces
DEADLINE = 60.0  # seconds for the whole file, however steadily it trickles
PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Content:
    """A file's bytes with the kind LINE gives them."""

    data: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class NotYet:
    """LINE is still preparing the file, or did not answer: ask again."""

    why: str


@dataclass(frozen=True, slots=True)
class Gone:
    """There is no such file: taken back by its sender ("unsent"), expired or never there ("not found"), "failed"."""

    why: str


@dataclass(frozen=True, slots=True)
class TooLarge:
    """The file is larger than was allowed; the rest of it was not read."""


@dataclass(frozen=True, slots=True)
class Preparing:
    """202: how far LINE is must be asked for elsewhere."""


@dataclass(frozen=True, slots=True)
class TokenRefused:
    """401: the access token was not accepted."""


_GONE = {
    HTTPStatus.NOT_FOUND: "not found",
    HTTPStatus.GONE: "unsent",
    HTTPStatus.BAD_REQUEST: "not kept by LINE",  # its provider is another server
}


class ContentDoor:
    """Downloads from LINE's data host. Safe to share between threads."""

    def __init__(self, host: str | None, *, deadline: float = DEADLINE) -> None:
        self._host = (host or DATA_HOST).rstrip("/")
        self._deadline = deadline
        self._pool = urllib3.PoolManager(retries=urllib3.Retry(total=0), timeout=TIMEOUT)

    def get(
        self, message_id: str, token: str, largest: int
    ) -> Content | NotYet | Gone | TooLarge | Preparing | TokenRefused:
        """The bytes of a message's file, at most `largest` of them."""
        url = f"{self._host}/v2/bot/message/{quote(message_id, safe='')}/content"
        began = stopwatch()
        headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
        try:
            response = self._pool.request("GET", url, headers=headers, preload_content=False, redirect=False)
        except urllib3.exceptions.MaxRetryError as unreachable:
            return NotYet(type(unreachable.reason).__name__)
        except urllib3.exceptions.HTTPError as unreachable:
            return NotYet(type(unreachable).__name__)
        try:
            return self._answer(response, largest, began)
        except urllib3.exceptions.HTTPError as broken:
            return NotYet(type(broken).__name__)
        finally:
            response.close()  # what was not read is not waited for

    def _answer(
        self, response: urllib3.BaseHTTPResponse, largest: int, began: float
    ) -> Content | NotYet | Gone | TooLarge | Preparing | TokenRefused:
        match response.status:
            case HTTPStatus.OK:
                return self._read(response, largest, began)
            case HTTPStatus.ACCEPTED:
                return Preparing()
            case HTTPStatus.UNAUTHORIZED:
                return TokenRefused()
            case status if status in _GONE:
                return Gone(_GONE[HTTPStatus(status)])
            case status:
                return NotYet(str(status))

    def _read(self, response: urllib3.BaseHTTPResponse, largest: int, began: float) -> Content | NotYet | TooLarge:
        """Read piece by piece what has come, so that neither a wrong length nor a slow sender is believed."""
        said = response.headers.get("content-length", "")
        if said.isdigit() and int(said) > largest:
            return TooLarge()
        data = bytearray()
        while piece := response.read1(PIECE):
            data += piece
            if len(data) > largest:
                return TooLarge()
            if stopwatch() - began > self._deadline:
                return NotYet("too slow")
        return Content(bytes(data), response.headers.get("content-type", "application/octet-stream"))
