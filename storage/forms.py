"""Forms that an office taught: every version of each, and what is asked with them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.lifecycle import State
from domain.own_forms import PREFIX, key_of
from storage.schema import LearntForm, Obligation, Requirement, Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A form to be tracked: of which round, from when, by when, from whom."""

    form: LearntForm
    work: str
    fiscal_year_be: int
    round: str
    round_name: str
    period: tuple[date, date]
    opens_at: datetime
    due_at: datetime
    unit_ids: Sequence[int]


class Forms:
    """Rows about learnt forms. Every look-up is inside one office."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(  # noqa: PLR0913 - a version of a form is these things
        self,
        *,
        office_id: int,
        name: str,
        title: str,
        definition: dict[str, Any],
        sha256: str,
        file_name: str,
        made_by_id: int,
        now: datetime,
    ) -> LearntForm:
        """Keep the next version of the office's form of that name; the earlier ones stay for what asks with them."""
        own = (LearntForm.office_id == office_id, LearntForm.name == name)
        version = 1 + (self._session.scalar(select(func.max(LearntForm.version)).where(*own)) or 0)
        form = LearntForm(
            office_id=office_id,
            name=name,
            version=version,
            title=title,
            definition={**definition, "version": version},
            sha256=sha256,
            file_name=file_name,
            made_by_id=made_by_id,
            made_at=now,
            retired_at=None,
        )
        self._session.add(form)
        self._session.flush()
        return form

    def form(self, form_id: int, office_id: int) -> LearntForm | None:
        """The version with that id, if it is the office's own."""
        query = select(LearntForm).where(LearntForm.id == form_id, LearntForm.office_id == office_id)
        return self._session.scalars(query).first()

    def latest(self, office_id: int, name: str) -> LearntForm | None:
        """The newest version of that name that is in use."""
        query = (
            select(LearntForm)
            .where(LearntForm.office_id == office_id, LearntForm.name == name, LearntForm.retired_at.is_(None))
            .order_by(LearntForm.version.desc())
        )
        return self._session.scalars(query).first()

    def ids(self, office_id: int) -> list[int]:
        """All versions in use: first those that something is asked with, then the others; the newest first in each."""
        known = select(LearntForm.id).where(LearntForm.office_id == office_id, LearntForm.retired_at.is_(None))
        ids = sorted(self._session.scalars(known), reverse=True)
        if not ids:
            return []
        used = select(Requirement.form).where(Requirement.office_id == office_id, Requirement.form.startswith(PREFIX))
        asked = set(self._session.scalars(used.distinct()))
        return sorted(ids, key=lambda form_id: key_of(form_id) not in asked)

    def definitions(self, form_ids: Collection[int]) -> dict[int, dict[str, Any]]:
        """The definitions of these versions, as they were kept."""
        query = select(LearntForm.id, LearntForm.definition).where(LearntForm.id.in_(list(form_ids)))
        return {form_id: definition for form_id, definition in self._session.execute(query)}  # noqa: C416 - no pairs

    def is_asked(self, form: LearntForm) -> bool:
        """Whether anything is asked with this version."""
        query = select(Requirement.id).where(
            Requirement.office_id == form.office_id, Requirement.form == key_of(form.id)
        )
        return self._session.scalars(query.limit(1)).first() is not None

    def ask(self, asking: Asking) -> Requirement:
        """Ask these units to fill in the form: a requirement, and a debt for each of them that is open at once."""
        form = asking.form
        code = self._next_code(form)
        requirement = Requirement(
            office_id=form.office_id,
            code=code,
            work=asking.work,
            form=key_of(form.id),
            form_version=form.version,
            title=form.title,
            fiscal_year_be=asking.fiscal_year_be,
            round=asking.round,
            round_name=asking.round_name,
            period_start=asking.period[0],
            period_end=asking.period[1],
            opens_at=asking.opens_at,
            due_at=asking.due_at,
            external_due_at=None,
        )
        subject = Subject(
            office_id=form.office_id,
            kind="form",
            fiscal_year_be=asking.fiscal_year_be,
            code=code,
            no=0,
            title=form.title,
        )
        self._session.add_all([requirement, subject])
        self._session.flush()
        self._session.add_all(
            Obligation(
                requirement_id=requirement.id,
                subject_id=subject.id,
                unit_id=unit_id,
                state=State.PENDING.value,
                due_at=asking.due_at,
            )
            for unit_id in asking.unit_ids
        )
        self._session.flush()
        return requirement

    def _next_code(self, form: LearntForm) -> str:
        """A code nobody has: OWN-12, then OWN-12-2 when the same version is asked for again."""
        taken = set(self._session.scalars(select(Requirement.code).where(Requirement.office_id == form.office_id)))
        code, again = f"OWN-{form.id}", 1
        while code in taken:
            again += 1
            code = f"OWN-{form.id}-{again}"
        return code
