"""Requests for a later due date, from the first word to a yes or no. Whoever decides locks the debt first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import Session

from domain.extensions import OPEN, WAITING, Standing
from domain.lifecycle import OWED
from storage.schema import Extension, Obligation

PATIENCE = timedelta(hours=24)  # with somebody who was asked for a day or a reason
_OWED = [state.value for state in OWED]


class Extensions:
    """Rows about later due dates. A draft whose `wanted` is no later than `due_before` has no day yet."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def draft(self, obligation: Obligation, person_id: int, now: datetime) -> Extension:
        """A new draft of that person about the debt; what they left unfinished before is erased."""
        drafts = (Extension.person_id == person_id, Extension.status == Standing.DRAFT)
        self._session.execute(delete(Extension).where(*drafts))
        begun = Extension(
            office_id=obligation.requirement.office_id,
            obligation_id=obligation.id,
            person_id=person_id,
            asked_at=now,
            due_before=obligation.due_at,
            wanted=obligation.due_at,
            reason="",
            status=Standing.DRAFT.value,
        )
        self._session.add(begun)
        self._session.flush()
        return begun

    def draft_of(self, person_id: int, now: datetime) -> Extension | None:
        """What that person has begun to ask for and not finished, unless it is too long ago."""
        query = (
            select(Extension)
            .where(Extension.person_id == person_id, Extension.status == Standing.DRAFT)
            .where(Extension.asked_at > now - PATIENCE)
            .order_by(Extension.id.desc())
        )
        return self._session.scalars(query).first()

    def drop_draft(self, draft: Extension) -> None:
        """Erase what was not finished."""
        self._session.delete(draft)
        self._session.flush()

    def get(self, extension_id: int) -> Extension | None:
        """The request with that id, as it was read last."""
        return self._session.get(Extension, extension_id)

    def to_decide(self, extension_id: int) -> Extension | None:
        """The request as it stands at this moment, locked until the end; its debt must be locked before it."""
        query = select(Extension).where(Extension.id == extension_id).with_for_update(of=Extension)
        return self._session.scalars(query.execution_options(populate_existing=True)).first()

    def waiting_of(self, obligation_id: int) -> Extension | None:
        """The request about a debt that waits for an officer or, with another day offered, for the unit."""
        query = select(Extension).where(Extension.obligation_id == obligation_id, Extension.status.in_(WAITING))
        return self._session.scalars(query.order_by(Extension.id.desc())).first()

    def waiting_for(self, unit_ids: Collection[int]) -> list[Extension]:
        """The requests about debts of these units that wait, the latest first."""
        query = (
            select(Extension)
            .join(Obligation, Obligation.id == Extension.obligation_id)
            .where(Obligation.unit_id.in_(list(unit_ids)), Extension.status.in_(WAITING))
            .order_by(Extension.id.desc())
        )
        return list(self._session.scalars(query))

    def extended_at(self, office_id: int) -> dict[int, datetime]:
        """When each debt of the office was last given a later day, by its id."""
        query = (
            select(Extension.obligation_id, func.max(Extension.decided_at))
            .where(Extension.office_id == office_id, Extension.status == Standing.APPROVED)
            .group_by(Extension.obligation_id)
        )
        return {debt: at for debt, at in self._session.execute(query) if at is not None}

    def granted(self, requirement_id: int) -> dict[int, datetime]:
        """The latest day that was approved for each debt of a requirement that asked for one, by the debt's id."""
        query = (
            select(Extension.obligation_id, func.max(Extension.granted))
            .join(Obligation, Obligation.id == Extension.obligation_id)
            .where(Obligation.requirement_id == requirement_id, Extension.status == Standing.APPROVED)
            .group_by(Extension.obligation_id)
        )
        return {debt: at for debt, at in self._session.execute(query) if at is not None}

    def close(self, obligation_id: int, now: datetime) -> None:
        """Whatever is open about the debt ends: it came in, it was asked for anew, or nothing is owed any more."""
        of_debt = (Extension.obligation_id == obligation_id, Extension.status.in_(OPEN))
        self._session.execute(update(Extension).where(*of_debt).values(status=Standing.WITHDRAWN.value, decided_at=now))

    def waiting(self, office_id: int, limit: int) -> list[Extension]:
        """The office's requests that wait for an officer and whose debt is still owed, longest first."""
        return list(self._session.scalars(_for_officers(office_id).order_by(Extension.id).limit(limit)))

    def count_waiting(self, office_id: int) -> int:
        """How many requests of the office wait for an officer."""
        counted = _for_officers(office_id).subquery()
        return int(self._session.scalar(select(func.count()).select_from(counted)) or 0)


def _for_officers(office_id: int) -> Select[Extension]:
    return (
        select(Extension)
        .join(Obligation, Obligation.id == Extension.obligation_id)
        .where(Extension.office_id == office_id, Extension.status == Standing.ASKED, Obligation.state.in_(_OWED))
    )
