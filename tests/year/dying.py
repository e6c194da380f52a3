"""A store whose process may die at any commit, before or after it, and that tells a history what was committed.

Dying is an exception no deed can catch. What it interrupts stands or does not stand in the database as it would after
a power cut, and whoever was at work at that moment is replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from storage.store import Store, Transaction
from tests.year.history import History

_SEEN = "seen"  # where a session keeps what it has flushed and not committed


class Died(BaseException):
    """The process is gone."""


@dataclass
class Fate:
    """What may befall a process at its commits. `strikes` says whether it dies here; `meanwhile` is what others do."""

    strikes: Callable[[], bool] = lambda: False
    meanwhile: Callable[[], None] = lambda: None
    deaths: int = 0

    def may_die(self) -> None:
        """Die, or do not."""
        if self.strikes():
            self.deaths += 1
            raise Died


class _Watched(Session):
    """A session that remembers what it has flushed."""


class _Mortal(Transaction):
    """A transaction at whose commit the process may die."""

    def __init__(self, session: Session, store: MortalStore) -> None:
        super().__init__(session, store.files)
        self._mortal = store

    def commit(self) -> None:
        """As ever, or not at all, or without anybody who would go on afterwards."""
        self._mortal.fate.may_die()
        super().commit()
        self._mortal.history.committed(self._session.info.pop(_SEEN, []))
        self._mortal.fate.may_die()


@dataclass
class MortalStore(Store):
    """The store as the worker uses it."""

    history: History = field(kw_only=True)
    fate: Fate = field(default_factory=Fate)

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """A transaction that may write; before it begins others may have done something."""
        self.fate.meanwhile()
        with (
            self._writing if self.is_sqlite else nullcontext(),
            _Watched(self.engine, expire_on_commit=False) as session,
        ):
            yield _Mortal(session, self)


def _remember(session: Session, _context: Any) -> None:
    """Snapshots of what was just written: rows that go with a rollback are forgotten with their session."""
    seen = session.info.setdefault(_SEEN, [])
    seen += [snapshot for row in (*session.new, *session.dirty) if (snapshot := History.snapshot(row)) is not None]
    seen += [gone for row in session.deleted if (gone := History.snapshot(row, gone=True)) is not None]


event.listen(_Watched, "after_flush", _remember)
