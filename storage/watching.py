"""What is written is marked for the clock with the same commit, below everybody who writes: nobody can forget to.

The clock looks only at offices of which something has changed, so a change that were not marked would be a reminder
that comes late. Hence every statement of every connection is seen here, and what is not known to leave the clock
indifferent counts: an unknown table, a row of nobody knows which office. That costs a look too many, never one too few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

_WRITES: Final = re.compile(r'(?:WITH\b.*?\b)?(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.DOTALL)
_OF_MENUS: Final = re.compile(r"UPDATE person SET menu_id=\S+ WHERE")
_TAKEN_BACK: Final = re.compile(r"UPDATE outbox SET .*\bonce=")  # a key is free again: what it stood for is said anew
# Of these the clock asks anew at each tick, of all offices at once, or does not ask. Everything else counts, new tables
# too: whoever adds one here has looked at `handlers.looking`.
UNREAD: Final = frozenset({
    "alembic_version", "application", "asked_reminder", "audit", "audit_head", "binding_code", "clock_change",
    "clock_look", "clock_round", "consent", "group_member", "group_nag", "heartbeat", "inbox", "news", "news_heard",
    "outbox", "publication_opening", "quota_month", "rate_bucket", "rich_menu", "sent_message", "stored_file",
    "taught_phrase", "unclear_phrase",
})  # fmt: skip
_OFFICE, _WRITTEN, _SILENT = "office", "written", "silent"  # of a connection, as long as its transaction lasts


def watch(engine: Engine) -> None:
    """See what is written through an engine whose database has the clock's tables. Twice does no more than once."""
    for name, hear in (("begin", _begin), ("after_cursor_execute", _hear), ("commit", _mark)):
        if not event.contains(engine, name, hear):
            event.listen(engine, name, hear)


def concerns(session: Session, office_id: int | None) -> None:
    """What this transaction writes from now on belongs to that office; None: nobody knows to which."""
    session.flush()
    session.connection().info[_OFFICE] = office_id


@contextmanager
def concerning(session: Session, office_id: int | None) -> Iterator[None]:
    """The same of what is written inside."""
    info = session.connection().info
    before = info.get(_OFFICE)
    concerns(session, office_id)
    try:
        yield
        concerns(session, before)
    finally:
        info[_OFFICE] = before


def by_the_clock(session: Session) -> None:
    """What this transaction writes the clock itself says: it looks once more where it has said something anyhow."""
    session.connection().info[_SILENT] = True


def _begin(connection: Connection) -> None:
    connection.info[_OFFICE], connection.info[_WRITTEN], connection.info[_SILENT] = None, set(), False


def _hear(
    connection: Connection, cursor: Any, statement: str, _parameters: Any, _context: Any, _many: bool  # noqa: FBT001
) -> None:  # fmt: skip
    if statement.startswith("SELECT") or cursor.rowcount == 0:
        return
    written = _WRITES.match(statement)
    if written is not None and _counts(written[1], statement):
        connection.info.setdefault(_WRITTEN, set()).add(connection.info.get(_OFFICE))


def _counts(table: str, statement: str) -> bool:
    if table in UNREAD:
        return _TAKEN_BACK.match(statement) is not None
    return _OF_MENUS.match(statement) is None


def _mark(connection: Connection) -> None:
    """The last statement before a commit. By the driver: SQLAlchemy's own would begin another transaction."""
    written = connection.info.get(_WRITTEN)
    if not written or connection.info.get(_SILENT):
        return
    places = [None] if None in written else sorted(written)
    values = ", ".join("(NULL)" if office is None else f"({int(office)})" for office in places)
    cursor = connection.connection.cursor()
    cursor.execute(f"INSERT INTO clock_change (office_id) VALUES {values}")  # noqa: S608 - whole numbers
    cursor.close()
    connection.info[_WRITTEN] = set()
