"""Retry keys that know their age: UUIDs of version 7, whose first 48 bits are the moment they were made (RFC 9562).

LINE forgets a key after 24 hours. A message that was parked and let go again gets a new one, and its age is the key's.
"""

from __future__ import annotations

import secrets
import uuid
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_VERSION, _VARIANT = 7, 0b10


def new_key(now: datetime) -> str:
    """A key made now."""
    milliseconds = (now - _EPOCH) // timedelta(milliseconds=1)
    bits = milliseconds << 80 | _VERSION << 76 | secrets.randbits(12) << 64 | _VARIANT << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=bits))


def born_at(key: str, written_at: datetime) -> datetime:
    """When a key was made; keys of another version were made when their message was written."""
    parsed = uuid.UUID(key)
    return _EPOCH + timedelta(milliseconds=parsed.int >> 80) if parsed.version == _VERSION else written_at
