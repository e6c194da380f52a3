"""What the clock remembers of offices between two ticks, read for all of them at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Integer, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from storage.inserting import insert_new
from storage.rows import plain_rows
from storage.schema import ClockChange, ClockLook, ClockRound, Obligation, Requirement

_ONLY: Final = 1


class Quiet(NamedTuple):
    """Since when there was nothing to say, and what was expected of the month, as JSON."""

    since: datetime
    coming: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Changes:
    """What was marked since the clock looked. `everywhere`: nobody knows where; `seen`: the marks; `no`: the round."""

    no: int
    seen: frozenset[int]
    offices: frozenset[int]
    everywhere: bool


class Looks:
    """Rows of the clock's memory."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def changes(self) -> Changes:
        """What has changed. To be asked before anything else is read: what comes later is then marked still."""
        no = self._session.scalar(select(ClockRound.no).where(ClockRound.id == _ONLY)) or 0
        marks = list(plain_rows(self._session, select(ClockChange.id, ClockChange.office_id)))
        offices = {office for _, office in marks}
        known = frozenset(office for office in offices if office is not None)
        return Changes(no, frozenset(number for number, _ in marks), known, None in offices)

    def quiet(self, since: datetime) -> dict[int, Quiet]:
        """The offices in which there was nothing to say at that moment or later, by id."""
        query = select(ClockLook.office_id, ClockLook.quiet_since, ClockLook.coming)
        rows = plain_rows(self._session, query.where(ClockLook.quiet_since >= since))
        return {office: Quiet(at, coming) for office, at, coming in rows}

    def opened(self, after: datetime, until: datetime) -> dict[int, datetime]:
        """In which offices something was asked for between these moments, and when the last of it."""
        query = select(Requirement.office_id, func.max(Requirement.opens_at)).group_by(Requirement.office_id)
        rows = plain_rows(self._session, query.where(Requirement.opens_at > after, Requirement.opens_at <= until))
        return {office: at for office, at in rows}  # noqa: C416 - no pairs

    def urgencies(self, states: Collection[str], now: datetime) -> set[tuple[int, str]]:
        """Which words of urgency something carries that is open and in one of these states: office and words."""
        owed = select(Obligation.id).where(Obligation.requirement_id == Requirement.id)
        query = (
            select(Requirement.office_id, Requirement.urgency)
            .where(Requirement.urgency != "", Requirement.opens_at <= now)
            .where(owed.where(Obligation.state.in_(list(states))).exists())
            .distinct()
        )
        return {(office, urgency) for office, urgency in plain_rows(self._session, query)}

    def keep(self, changes: Changes, quiet: Mapping[int, dict[str, Any]], busy: Collection[int], now: datetime) -> bool:
        """Keep what a look at `quiet` and `busy` offices has found, and drop the marks that it had seen.

        False, and nothing is kept, if another worker has kept its own meanwhile: the next tick looks again.
        """
        following = {"no": changes.no + 1}
        if not changes.no:
            insert_new(self._session, ClockRound, {"id": _ONLY, "no": 0})
        again = update(ClockRound).where(ClockRound.id == _ONLY, ClockRound.no == changes.no).values(following)
        if self._session.scalar(again.returning(ClockRound.no)) is None:
            return False
        if changes.seen:
            seen = ClockChange.id.in_(_written_out("seen", changes.seen))
            self._session.execute(delete(ClockChange).where(seen))
        if looked := {*quiet, *busy}:
            self._session.execute(delete(ClockLook).where(ClockLook.office_id.in_(_written_out("looked", looked))))
        if quiet:
            rows = [{"office_id": one, "quiet_since": now, "coming": coming} for one, coming in quiet.items()]
            self._session.execute(insert(ClockLook), rows)
        return True


def _written_out(name: str, ids: Collection[int]) -> Any:
    """Ids as part of the statement: a database takes a limited number of parameters."""
    return bindparam(name, sorted(ids), type_=Integer, expanding=True, literal_execute=True)
