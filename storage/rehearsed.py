"""Sending as if, for rehearsals: what would go, what would be held for want of quota, and what was written in all.

It takes no lease and no lock: whatever is done here is given up.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.group_digests import GroupNagKey
from domain.nagging import NagKey
from domain.thai import local
from storage.claiming import Budget, park, withdraw
from storage.quota import Quotas
from storage.rows import plain_rows
from storage.schema import GroupNag, Nag, Obligation, Outbox


class Parked(NamedTuple):
    """A message that would not go out for want of quota, with what it would say and what it asks for."""

    id: int
    asks: tuple[NagKey | GroupNagKey, ...]


class Written(NamedTuple):
    """A message of the outbox. `at`: when it went out, else when it was written."""

    id: int
    at: datetime
    chat: str
    message: dict[str, Any]
    once: str
    recipients: int
    sent: bool
    asks: tuple[NagKey | GroupNagKey, ...]


class Rehearsed:
    """Rows of the outbox in a transaction of which nothing stays."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._quota = Quotas(session)

    def last_row(self) -> int:
        """The newest message's id: what is written from now on has a larger one."""
        return int(self._session.scalar(select(func.max(Outbox.id))) or 0)

    def send(self, now: datetime, budget: Budget) -> list[Parked]:
        """Send every push that is due, in the order of sending, as if LINE took it; returns what would be held.

        Everybody's unread events are passed over: a rehearsal supposes that nobody does anything.
        """
        used = self._quota.figures(now, otherwise=None).used
        due = select(Outbox).where(Outbox.way == "push", Outbox.status.in_(("waiting", "sending")))
        held: list[int] = []
        for row in self._session.scalars(due.where(Outbox.next_try_at <= now).order_by(Outbox.nags, Outbox.id)).all():
            if row.nags and local(row.created_at).date() != local(now).date():
                withdraw(self._session, row, now)
                continue
            most = budget.for_row(row)
            if row.status == "waiting" and most is not None and used + row.recipients > most:
                held.append(row.id)
                park(self._session, row, "held", "the month's quota is used up")
                continue
            used += row.recipients if row.status == "waiting" else 0  # what is on its way is counted already
            row.status, row.sent_at, row.paid, row.lease_until = "sent", now, row.recipients, None
        self._session.flush()
        asks = self._asks(held)
        return [Parked(row_id, tuple(asks.get(row_id, ()))) for row_id in held]

    def next_try(self, now: datetime) -> datetime | None:
        """When the next of the pushes that wait for a later moment may go."""
        waits = (Outbox.way == "push", Outbox.status == "waiting", Outbox.next_try_at > now)
        return self._session.scalar(select(func.min(Outbox.next_try_at)).where(*waits))

    def written_after(self, row_id: int) -> list[Written]:
        """Every push that was written after that one, with the ledger lines that it still has."""
        query = select(Outbox).where(Outbox.id > row_id, Outbox.way == "push").order_by(Outbox.id)
        rows = self._session.scalars(query).all()
        asks = self._asks([row.id for row in rows])
        return [
            Written(
                id=row.id,
                at=row.sent_at or row.created_at,
                chat=row.chat,
                message=row.messages[0],
                once=row.once or "",
                recipients=row.recipients,
                sent=row.status == "sent",
                asks=tuple(asks.get(row.id, ())),
            )
            for row in rows
        ]

    def asked_for(self, debts: Iterable[int]) -> dict[int, int]:
        """From obligations to the requirements they belong to."""
        query = select(Obligation.id, Obligation.requirement_id).where(Obligation.id.in_(sorted(set(debts))))
        return {debt: requirement for debt, requirement in plain_rows(self._session, query)}  # noqa: C416 - no pairs

    def _asks(self, row_ids: list[int]) -> dict[int, list[NagKey | GroupNagKey]]:
        """The ledger lines of these messages, those of people and those of groups."""
        if not row_ids:
            return {}
        asks: dict[int, list[NagKey | GroupNagKey]] = {}
        between = (min(row_ids), max(row_ids))
        people = select(Nag.outbox_id, Nag.rule, Nag.obligation_id, Nag.step, Nag.due, Nag.person_id)
        for row_id, *key in plain_rows(self._session, people.where(Nag.outbox_id.between(*between)).order_by(Nag.id)):
            asks.setdefault(row_id, []).append(NagKey._make(key))
        groups = select(
            GroupNag.outbox_id, GroupNag.rule, GroupNag.requirement_id, GroupNag.step, GroupNag.due, GroupNag.chat
        )
        for row_id, *key in plain_rows(self._session, groups.where(GroupNag.outbox_id.between(*between))):
            asks.setdefault(row_id, []).append(GroupNagKey._make(key))
        return asks
