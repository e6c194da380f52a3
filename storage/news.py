"""Changes of debts that people are to hear of, and who has heard of which."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from domain.news import Change, NewsKey, Stands
from storage.inserting import insert_new
from storage.schema import Nag, News, NewsHeard, Obligation, Person

_AT_ONCE: Final = 5000  # rows; a statement of SQLite takes some ten thousand


class Noticed(NamedTuple):
    """A change, whose debt it is and in which state that is now, who made the change (None: a command) and when."""

    change: Change
    unit_id: int
    state: str
    made_by: int | None
    made_at: datetime
    presses: bool


class AllNews:
    """Rows about news."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self, changes: Iterable[tuple[Change, bool]], *, office_id: int, made_by: int | None, now: datetime
    ) -> None:  # fmt: skip
        """Keep changes (their ids are given here), each with whether it presses. `made_by`: None for a command."""
        self._session.add_all(
            News(
                office_id=office_id,
                obligation_id=change.obligation_id,
                made_at=now,
                made_by=made_by,
                was=change.was.value,
                due_before=change.due_before,
                stands=change.stands.value,
                due=change.due,
                presses=presses,
            )
            for change, presses in changes
        )
        self._session.flush()

    def since(
        self, office_id: int, since: datetime, units: Collection[int] | None = None, *, pressing: bool = False
    ) -> list[Noticed]:
        """The changes of an office's debts, or of those of some units, since a moment, in their order.

        `pressing`: only what presses.
        """
        query = (
            select(News, Obligation.unit_id, Obligation.state)
            .join(Obligation, Obligation.id == News.obligation_id)
            .where(News.office_id == office_id, News.made_at >= since)
            .order_by(News.id)
        )
        if units is not None:
            query = query.where(Obligation.unit_id.in_(list(units)))
        if pressing:
            query = query.where(News.presses)
        return [_noticed(row, unit_id, state) for row, unit_id, state in self._session.execute(query)]

    def pressing_in(self, since: datetime) -> set[int]:
        """In which offices a change since a moment presses, whoever has heard of it."""
        query = select(News.office_id).where(News.made_at >= since, News.presses).distinct()
        return set(self._session.scalars(query))

    def heard(self, news_ids: Collection[int], person_id: int | None = None) -> dict[int, set[int]]:
        """Which of these changes each person, or that one, has heard of."""
        query = select(NewsHeard.person_id, NewsHeard.news_id).where(NewsHeard.news_id.in_(list(news_ids)))
        if person_id is not None:
            query = query.where(NewsHeard.person_id == person_id)
        heard: dict[int, set[int]] = {}
        for person, news in self._session.execute(query):
            heard.setdefault(person, set()).add(news)
        return heard

    def reminded(self, obligation_ids: Collection[int]) -> set[tuple[int, int]]:
        """Who was reminded of which of these debts: person and obligation."""
        query = select(Nag.person_id, Nag.obligation_id).where(Nag.obligation_id.in_(list(obligation_ids))).distinct()
        return {(person, debt) for person, debt in self._session.execute(query)}

    def joined(self, office_id: int) -> dict[int, datetime]:
        """Since when each person of an office has been with us."""
        query = select(Person.id, Person.joined_at).where(Person.office_id == office_id, Person.joined_at.is_not(None))
        return {person: at for person, at in self._session.execute(query) if at is not None}

    def told(self, keys: Iterable[tuple[NewsKey, int]]) -> None:
        """Note who hears of what by which message; who has heard of it already, has."""
        rows = [{**key._asdict(), "outbox_id": outbox_id} for key, outbox_id in keys]
        for start in range(0, len(rows), _AT_ONCE):
            insert_new(self._session, NewsHeard, *rows[start : start + _AT_ONCE])


def unheard(session: Session, outbox_id: int) -> None:
    """A message was not sent after all: what it told is to be told yet."""
    session.execute(delete(NewsHeard).where(NewsHeard.outbox_id == outbox_id))


def _noticed(row: News, unit_id: int, state: str) -> Noticed:
    change = Change(
        id=row.id,
        obligation_id=row.obligation_id,
        was=Stands(row.was),
        due_before=row.due_before,
        stands=Stands(row.stands),
        due=row.due,
    )
    return Noticed(change, unit_id, state, row.made_by, row.made_at, row.presses)
