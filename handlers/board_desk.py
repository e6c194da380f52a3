"""What every page of the dashboard is made with: who looks, at which moment, and how debts read at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final

from domain.glance import ORDER, Glance, glance_of
from domain.lifecycle import State
from domain.plan import UnitKind, cluster_called
from domain.privacy import Kind, mask
from domain.subjects import subject_called
from domain.thai import local
from reports.board.views import Frame, Line

if TYPE_CHECKING:
    from domain.calendar import WorkCalendar
    from domain.sight import Sight
    from domain.works import Work
    from storage.boards import Asked, Debt, Place
    from storage.store import Transaction

_NEVER_SHOWN: Final = frozenset(Kind)


def shown(text: str) -> str:
    """What people wrote, without phone numbers and the like."""
    return mask(text, _NEVER_SHOWN).text


@dataclass
class Desk:
    """One look at the dashboard. `subject_words`: the word before a subject's number, by form."""

    tx: Transaction
    now: datetime
    sight: Sight
    until: datetime
    calendar: WorkCalendar
    works: Mapping[str, Work]
    subject_words: Mapping[str, str]
    _days: dict[date, int] = field(default_factory=dict)

    @cached_property
    def places(self) -> dict[int, Place]:
        """The office's units by id."""
        return self.tx.boards.places(self.sight)

    @cached_property
    def asked(self) -> dict[int, Asked]:
        """What is asked, by id, the soonest due first."""
        return {one.id: one for one in self.tx.boards.asked(self.sight, self.now)}

    def frame(self, here: str = "") -> Frame:
        """What stands around a page."""
        sight, office = self.sight, self.places[self.sight.office_id]
        seen = () if sight.everything else sorted(sight.own | sight.clusters)
        return Frame(
            office=office.name,
            whose=", ".join(self.places[unit].name for unit in seen if unit in self.places),
            as_of=self.now,
            until=self.until,
            sees_many=sight.everything or bool(sight.clusters),
            has_own=bool(sight.own),
            here=here,
        )

    def days_left(self, due_at: datetime) -> int:
        """Working days to a due day; asked thousands of times about a few days."""
        due = local(due_at).date()
        if due not in self._days:
            self._days[due] = self.calendar.working_days_between(local(self.now).date(), due)
        return self._days[due]

    def late(self, due_at: datetime, came_at: datetime | None) -> int:
        """How many working days after its due day something came; 0 in time."""
        if came_at is None or came_at <= due_at:
            return 0
        return self.calendar.working_days_between(local(due_at).date(), local(came_at).date())

    def glance(self, debt: Debt) -> Glance:
        """How a debt looks."""
        return glance_of(State(debt.state), self.days_left(debt.due_at))

    def subject(self, debt: Debt) -> str:
        """What a debt is about: กลยุทธ์ที่ 3 ยกระดับคุณภาพการศึกษา; "" where its work has only one subject."""
        called = subject_called(self.subject_words.get(self.asked[debt.requirement_id].form, ""), debt.mark)
        return f"{called} {debt.subject}" if called else ""

    def line(self, debt: Debt) -> Line:
        """A debt as a line of a list."""
        asked = self.asked[debt.requirement_id]
        work = self.works.get(asked.work)
        return Line(
            debt=debt.id,
            requirement=asked.id,
            title=asked.title,
            subject=self.subject(debt),
            unit_id=debt.unit_id,
            unit=self.places[debt.unit_id].name,
            state=State(debt.state),
            glance=self.glance(debt),
            due=local(debt.due_at).date(),
            days=self.days_left(debt.due_at),
            came=debt.came_at,
            late=self.late(debt.due_at, debt.came_at),
            readable=debt.readable,
            by_claim=work is not None and State.SUBMITTED not in work.states,
        )

    def lines(self, debts: Iterable[Debt]) -> tuple[Line, ...]:
        """Debts as a list: what wants most first, then the soonest due."""
        made = [self.line(debt) for debt in debts]
        return tuple(sorted(made, key=lambda one: (ORDER[one.glance], one.due, one.unit_id, one.debt)))

    def where(self, place: Place) -> str:
        """A unit's district and cluster in a line; "" where it has neither."""
        above = self.places.get(place.above or 0)
        cluster = cluster_called(above.name) if above and above.kind == UnitKind.CLUSTER else ""
        return " · ".join(dict.fromkeys(part for part in (place.district, cluster) if part))
