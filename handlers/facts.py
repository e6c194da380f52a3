"""What deeds tell wording about obligations: plain values, so that sentences never touch the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from domain.lifecycle import State, is_owed
from domain.subjects import subject_called, subject_mark
from domain.thai import local

if TYPE_CHECKING:
    from domain.calendar import WorkCalendar
    from domain.forms.definition import FormDefinition
    from storage.schema import Obligation


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One obligation as a person sees it. `days_left`: working days to the due day, negative when it has passed."""

    id: int
    title: str
    subject: str  # กลยุทธ์ที่ 3, or the title of a form that is about nothing else
    subject_title: str
    unit: str
    unit_short: str
    state: State
    due: date
    due_at: datetime
    days_left: int
    form_code: str
    mine: bool  # my unit owes it; False: my unit shares in it
    has_file: bool
    work_id: int = 0  # of the requirement
    evidence: int = 0  # photos, documents and links kept for it
    elsewhere: str = ""  # another office's system in which it is reported

    @property
    def owed(self) -> bool:
        """Whether it still must come in."""
        return is_owed(self.state)

    @property
    def to_mend(self) -> bool:
        """Sent, but to be mended."""
        return self.state is State.RETURNED


def task_of(
    obligation: Obligation, form: FormDefinition, calendar: WorkCalendar, now: datetime, my_units: list[int],
    evidence: int = 0,
) -> Task:  # fmt: skip
    """The facts of one obligation at a moment."""
    about = obligation.subject
    mark = subject_mark(about.kind, about.no, about.code)
    subject, subject_title = subject_of(form, mark, about.title)
    return Task(
        id=obligation.id,
        title=obligation.requirement.title,
        subject=subject,
        subject_title=subject_title,
        unit=obligation.unit.name,
        unit_short=obligation.unit.called,
        state=State(obligation.state),
        due=local(obligation.due_at).date(),
        due_at=obligation.due_at,
        days_left=days_left(obligation.due_at, calendar, now),
        form_code=form.code,
        mine=obligation.unit_id in my_units,
        has_file=obligation.standing is not None,
        work_id=obligation.requirement_id,
        evidence=evidence,
        elsewhere=form.elsewhere.system if form.elsewhere else "",
    )


def subject_of(form: FormDefinition, mark: str, title: str) -> tuple[str, str]:
    """What a debt is about, in short (กลยุทธ์ที่ 3) and what more there is to it; a form of its own is its title."""
    called = subject_called(form.subject_word, mark)
    return (called, title) if called else (title, "")


def days_left(due_at: datetime, calendar: WorkCalendar, now: datetime) -> int:
    """Working days from now to the due day; negative when it has passed."""
    return calendar.working_days_between(local(now).date(), local(due_at).date())
