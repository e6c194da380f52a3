"""What the clock remembers of offices between two ticks, read for all of them at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Integer, bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from storage.inserting import insert_new, put
from storage.rows import plain_rows
from storage.schema import ClockChange, ClockLook, ClockRound, Obligation, Requirement

_ONLY: Final = 1


class Look(NamedTuple):
    """Since when there was nothing to say, None: there was something; and what is expected of the month, as JSON."""

    quiet_since: datetime | None
    coming: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Changes:
    """What was marked since the clock looked: the office of each mark by its number, None where nobody knows.

    `no`: how many looks had been kept, which says whether another worker has kept one since.
    """

    no: int
    marks: Mapping[int, int | None]

    @property
    def offices(self) -> frozenset[int]:
        """Where something has changed, as far as it is known."""
        return frozenset(one for one in self.marks.values() if one is not None)

    @property
    def everywhere(self) -> bool:
        """Whether something has changed of which nobody knows where."""
        return None in self.marks.values()


class Looks:
    """Rows of the clock's memory."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def changes(self) -> Changes:
        """What has changed. To be asked before anything else is read: what comes later is then marked still."""
        no = self._session.scalar(select(ClockRound.no).where(ClockRound.id == _ONLY)) or 0
        marks = plain_rows(self._session, select(ClockChange.id, ClockChange.office_id))
        return Changes(no, {number: office for number, office in marks})  # noqa: C416 - no pairs

    def known(self) -> dict[int, Look]:
        """What is remembered of each office, by id."""
        rows = plain_rows(self._session, select(ClockLook.office_id, ClockLook.quiet_since, ClockLook.coming))
        return {office: Look(since, coming) for office, since, coming in rows}

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

    def keep(self, no: int, seen: Collection[int], looks: Mapping[int, Look]) -> bool:
        """Remember looks at these offices, and drop the marks that they have seen. `no`: the round they began in.

        False, and nothing is kept, if another worker has kept its own meanwhile: the next tick looks again.
        """
        if not no:
            insert_new(self._session, ClockRound, {"id": _ONLY, "no": 0})
        again = update(ClockRound).where(ClockRound.id == _ONLY, ClockRound.no == no).values(no=no + 1)
        if self._session.scalar(again.returning(ClockRound.no)) is None:
            return False
        if seen:
            self._session.execute(delete(ClockChange).where(ClockChange.id.in_(_written_out("seen", seen))))
        rows = [{"office_id": one, "quiet_since": look[0], "coming": look[1]} for one, look in looks.items()]
        put(self._session, ClockLook, *rows)
        return True


def _written_out(name: str, ids: Collection[int]) -> Any:
    """Ids as part of the statement: a database takes a limited number of parameters."""
    return bindparam(name, sorted(ids), type_=Integer, expanding=True, literal_execute=True)
