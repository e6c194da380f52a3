"""What a load of a plan did: names for people to read, and before and after for the audit trail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from domain.audit import Noted
from domain.news import ChangedDebt
from domain.plan import PlanRequirement
from domain.planned import Decided
from storage.audit import Entry


@dataclass(slots=True)
class Changes:
    """What a load did. Entries are codes or names; `left`: in the database but not in the plan, untouched.

    `overruled`: decisions of officers, by the code of the requirement, that the workbook undoes because its line was
    changed since it was last loaded; `kept`: those that stay because it was not. Both with how many debts they are of.
    `notable`: what a reader of the audit trail may ask about. Due dates and owners, what is asked, and who has
    which role, each with what was there before; the rest is only counted there.
    `otherwise`: the requirements (ids) of which any debt is another than it was; `debts`: what has become of those
    that are still the same unit's.
    """

    office_id: int = 0
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    invited: list[tuple[str, str, str]] = field(default_factory=list)  # code, name, unit of people who may join
    notable: list[Entry] = field(default_factory=list)
    overruled: list[tuple[str, Decided, int]] = field(default_factory=list)
    kept: list[tuple[str, Decided, int]] = field(default_factory=list)
    otherwise: set[int] = field(default_factory=set)
    debts: list[ChangedDebt] = field(default_factory=list)

    def note(self, label: str, *, new: bool, differs: bool) -> None:
        """Count one row."""
        if new:
            self.added.append(label)
        elif differs:
            self.changed.append(label)

    def from_to(self, deed: Noted, about: str, before: Any, after: Any) -> None:
        """Keep what was there before and what is there now."""
        self.notable.append(Entry(deed, about, {"before": before, "after": after}))

    def decided_otherwise(self, code: str, overruled: Mapping[Decided, int], kept: Mapping[Decided, int]) -> None:
        """Keep which decisions of officers about a requirement are undone, and which stay."""
        self.overruled += [(code, decided, count) for decided, count in overruled.items()]
        self.kept += [(code, decided, count) for decided, count in kept.items()]
        if count := overruled.get(Decided.CALLED_OFF):
            self.notable.append(Entry(Noted.RESTORE_WORK, code, {"debts": count}))

    def asked_anew(self, line: PlanRequirement) -> None:
        """Keep by when a requirement that was not there before is due, and how many subjects it asks for."""
        detail = {"due": iso(line.due_at), "subjects": len(line.subjects)}
        self.notable.append(Entry(Noted.ASK, line.code, detail))

    def asked_otherwise(self, line: PlanRequirement, differences: dict[str, list[Any]], asked: set[str]) -> None:
        """Keep how a requirement differs, its due date on a line of its own. `asked`: the subjects it asked for."""
        if due := differences.pop("due_at", None):
            self.from_to(Noted.CHANGE_DUE, line.code, *due)
        if differences:
            self.notable.append(Entry(Noted.CHANGE_REQUIREMENT, line.code, differences))
        more, less = sorted(set(line.subjects) - asked), sorted(asked - set(line.subjects))
        if more or less:
            self.notable.append(Entry(Noted.CHANGE_DEBTS, line.code, {"more": more, "less": less}))

    def entries(self, office_code: str) -> list[Entry]:
        """The lines for the audit trail: the load, and what it changed."""
        counts = {"added": len(self.added), "changed": len(self.changed), "left": len(self.left)}
        return [Entry(Noted.LOAD_PLAN, office_code, counts), *self.notable]


def differing(row: Any, wanted: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The fields that would change, as [before, after]: moments and days in ISO, moments in UTC."""
    return {
        name: [_plain(getattr(row, name)), _plain(value)]
        for name, value in wanted.items()
        if getattr(row, name) != value
    }


def codes(units: Iterable[Any]) -> list[str]:
    """The codes of units, in their order."""
    return [str(unit.code) for unit in units]


def iso(moment: datetime) -> str:
    """A moment as lines of the audit trail have it: ISO, UTC."""
    return moment.astimezone(UTC).isoformat()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return iso(value)
    return value.isoformat() if isinstance(value, date) else value


def set_differing(row: Any, wanted: Mapping[str, Any]) -> bool:
    """Set what differs; True if anything did."""
    differing = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    return bool(differing)
