"""Identifiers in the shapes LINE uses."""

from __future__ import annotations

import base64
import itertools
import re
import secrets
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

USER = re.compile(r"U[0-9a-f]{32}")
GROUP = re.compile(r"C[0-9a-f]{32}")
ROOM = re.compile(r"R[0-9a-f]{32}")
TOGETHER = re.compile(r"[CR][0-9a-f]{32}")
CHAT = re.compile(r"[UCR][0-9a-f]{32}")
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FIRST_MESSAGE = 500_000_000_000_000_000


def request_id() -> str:
    """Return a new value for X-Line-Request-Id."""
    return str(uuid.uuid4())


def is_uuid(text: str) -> bool:
    """Tell whether `text` is a UUID in its 36 character form, as X-Line-Retry-Key must be."""
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


def reply_token() -> str:
    """Return a new reply token: 32 hexadecimal digits."""
    return secrets.token_hex(16)


def opaque_token() -> str:
    """Return a new quote or mark-as-read token: URL-safe base64."""
    return base64.urlsafe_b64encode(secrets.token_bytes(120)).decode()


def set_id() -> str:
    """Return a new id for several images sent at once: hexadecimal, as seen in LINE's samples."""
    return secrets.token_hex(32).upper()


def event_id(at: datetime) -> str:
    """Return a new webhookEventId: a ULID of the event's moment."""
    value = (milliseconds(at) << 80) | secrets.randbits(80)
    return "".join(_CROCKFORD[(value >> shift) & 31] for shift in range(125, -1, -5))


def milliseconds(at: datetime) -> int:
    """Return `at` as LINE's `timestamp`: whole milliseconds since 1970."""
    return round(at.timestamp() * 1000)


def iso_milliseconds(at: datetime) -> str:
    """Return `at` as LINE writes moments in JSON: ISO 8601 in UTC with milliseconds and a Z."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def message_ids() -> Callable[[], str]:
    """Return a maker of message ids: strings of 18 digits, growing. Thread safe."""
    counter = itertools.count(_FIRST_MESSAGE + secrets.randbelow(10**16))
    return lambda: str(next(counter))
