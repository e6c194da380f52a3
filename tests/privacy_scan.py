"""Looks through everything a test has left behind for what must never be kept or logged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import JSON, Connection, String, cast, select

from domain.privacy import Kind, find
from storage.schema import Base
from storage.schema.base import Words
from storage.store import Store

_NUMBERS = ("message_id", "set_id", "event_id", "sha256", "retry_key", "line_ids", "line_id", "once", "reply_token")
PASSWORDS = ("Srithara@2569", "12345678", "hunter2")  # what tests type as passwords; no test data has them otherwise
_PASSWORDS = re.compile(rf"(?<![0-9A-Za-z])(?:{'|'.join(map(re.escape, PASSWORDS))})(?![0-9A-Za-z])")
_ONLY_IDS = frozenset({Kind.NATIONAL_ID})
_LINE_ID = re.compile(r"[UCR][0-9a-f]{32}")
_DIGITS = re.compile(r"\d(?:[ -]?\d){12}")


def kept_secrets(store: Store) -> list[str]:
    """Every place in the database where a valid national ID or one of the tests' passwords stands: "table.column: it".

    Columns that hold LINE's own numbers and moments in milliseconds are not read: they are nobody's words.
    """
    with store.engine.connect() as connection:
        return [f"{place}: {secret}" for place, said in _texts(connection) for secret in _secrets(said)]


def logged_secrets(log: str) -> list[str]:
    """The same of a log, with LINE's ids."""
    return [*_secrets(log), *_LINE_ID.findall(log)]


def _texts(connection: Connection) -> Iterator[tuple[str, str]]:
    for table in Base.metadata.sorted_tables:
        columns = [c for c in table.columns if c.name not in _NUMBERS and isinstance(c.type, Words | JSON | String)]
        if not columns:
            continue
        for row in connection.execute(select(*(cast(column, String) for column in columns))):
            yield from ((str(c), value) for c, value in zip(columns, row, strict=True) if value)


_TOKEN = re.compile(r"(?=[0-9_.-]*[A-Za-z])[A-Za-z0-9_.-]{20,}")  # of links and the like: digits in it are chance
_STAMP = re.compile(r'"(?:timestamp|id|messageId|webhookEventId|quoteToken|replyToken)"\s*:\s*"?[\w-]+"?')


def _secrets(said: str) -> list[str]:
    words = _TOKEN.sub("", _STAMP.sub("", said))
    ids = [words[piece.start : piece.end] for piece in find(words, _ONLY_IDS)] if _DIGITS.search(words) else []
    return [*ids, *_PASSWORDS.findall(words)]
