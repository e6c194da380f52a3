"""A list exported from the system where units report, held against what they owe and say (the manual, work 3, step 2).

The bot cannot look into that system. A list from it says who has reported what; nothing is changed by it before an
officer has seen what it would change.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from domain.forms.definition import Elsewhere, FormDefinition, Severity
from domain.forms.reading_result import Finding, Reading, Row
from domain.forms.schools import UNKNOWN, Unplaced, unit_of
from domain.lifecycle import ACCEPTED, State
from domain.units.known import KnownUnit


class Says(StrEnum):
    """What a list says of a unit."""

    REPORTED = "reported"
    MISSING = "missing"
    FAULTY = "faulty"  # reported, and to be mended
    UNCLEAR = "unclear"  # the word cannot be read


class Verdict(StrEnum):
    """What a list means for a debt."""

    AGREES = "agrees"  # it is claimed, and reported with figures that fit
    UNCLAIMED = "unclaimed"  # reported with figures that fit, though nobody said so: the list proves it
    WRONG = "wrong"  # reported with figures that cannot be
    DENIED = "denied"  # claimed, but the list says that it is not reported
    ABSENT = "absent"  # claimed, but the list does not name the unit
    UNCLEAR = "unclear"
    GAINSAID = "gainsaid"  # the office has found it right before, or it has nothing to report, and the list differs
    SETTLED = "settled"  # found right before, and still so
    OPEN = "open"  # neither claimed nor reported
    EXCUSED = "excused"  # nothing is asked of it


VERIFIES: Final = frozenset({Verdict.AGREES, Verdict.UNCLAIMED})
DOUBTS: Final = frozenset({Verdict.DENIED, Verdict.ABSENT})
_HAS_REPORTED: Final = frozenset({Says.REPORTED, Says.FAULTY})


class Stranger(NamedTuple):
    """A row that cannot be said to be of a unit: what it says, where it stands, and why not."""

    name: str
    sheet: str
    cell: str
    why: Unplaced


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit in the list. `problems`: what is wrong with its figures by themselves."""

    unit: KnownUnit
    rows: tuple[Row, ...]
    says: Says
    problems: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as read: its units in its own order, and the rows of which it cannot be said whose they are."""

    entries: tuple[Entry, ...]
    strangers: tuple[Stranger, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A debt (by id) and what the list means for it. `problems`: what its unit is to mend."""

    debt: int
    verdict: Verdict
    entry: Entry | None
    problems: tuple[Finding, ...] = ()


def is_list(reading: Reading, definition: FormDefinition) -> bool:
    """Whether a form is a list of several units with where each of them stands."""
    if definition.elsewhere is None or definition.elsewhere.status not in reading.first.columns:
        return False
    names = {(_text(row, definition.unit_code_field), _text(row, definition.unit_field)) for row in reading.rows}
    return len(names) > 1


def listed(
    reading: Reading, definition: FormDefinition, units: Sequence[KnownUnit], findings: Iterable[Finding]
) -> Listing:
    """Whose each row is: by its code, else by name and district. `findings`: of the checks of the whole form."""
    elsewhere = definition.elsewhere
    if elsewhere is None:
        raise ValueError(f"{definition.code} says nothing of another system")
    wrong = {(one.sheet, one.cell): one for one in findings if _counts(one)}
    rows: dict[KnownUnit, list[Row]] = {}
    strangers: list[Stranger] = []
    for row in reading.rows:
        found = unit_of(row, definition, units)
        if isinstance(found, KnownUnit):
            rows.setdefault(found, []).append(row)
        elif found is not None:
            cell = row.cells.get(definition.unit_field) or row.cells.get(definition.unit_code_field)
            name = _text(row, definition.unit_field) or _text(row, definition.unit_code_field)
            strangers.append(Stranger(name, row.sheet, cell.address if cell else "", found))
    entries = [
        Entry(unit, tuple(of), _says(of[0], elsewhere), tuple(_problems(of, wrong))) for unit, of in rows.items()
    ]
    return Listing(tuple(entries), tuple(strangers))


def judged(debt: int, state: State, entry: Entry | None, doubts: Sequence[Finding], *, named: bool = True) -> Judged:
    """What the list means for a debt that stands so.

    `doubts`: what of its figures is odd beside the round before, and its unit has not stood by; `named`: the list
    speaks of units of its kind.
    """
    says = entry.says if entry is not None else None
    problems = (*entry.problems, *doubts) if entry is not None and says in _HAS_REPORTED else ()
    return Judged(
        debt, _verdict(state, says, named=named, right=says is Says.REPORTED and not problems), entry, problems
    )


def _verdict(state: State, says: Says | None, *, named: bool, right: bool) -> Verdict:
    if state in {State.EXEMPTED, State.CANCELLED} or (says is None and not named):
        return Verdict.EXCUSED
    if state is State.NIL:
        return Verdict.GAINSAID if says in _HAS_REPORTED else Verdict.EXCUSED
    if says is Says.UNCLEAR:
        return Verdict.UNCLEAR
    if state in ACCEPTED:
        return Verdict.SETTLED if right else Verdict.GAINSAID
    return _of_one_that_waits(says, is_claimed=state is State.CLAIMED, right=right)


def _of_one_that_waits(says: Says | None, *, is_claimed: bool, right: bool) -> Verdict:
    if says in _HAS_REPORTED:
        if not right:
            return Verdict.WRONG
        return Verdict.AGREES if is_claimed else Verdict.UNCLAIMED
    if not is_claimed:
        return Verdict.OPEN
    return Verdict.DENIED if says is Says.MISSING else Verdict.ABSENT


def mark(list_id: int, found: Iterable[Judged]) -> int:
    """Tells what a card showed from anything else that the same list may mean."""
    return zlib.crc32(repr((list_id, sorted((one.debt, one.verdict.value) for one in found))).encode())


def same_figures(one: Sequence[Row], other: Sequence[Row], definition: FormDefinition) -> bool:
    """Whether two readings of a unit's rows have the same figures, wherever they stand."""
    return _figures(one, definition) == _figures(other, definition)


def _figures(rows: Sequence[Row], definition: FormDefinition) -> list[Mapping[str, object]]:
    names = {name for check in definition.checks for name in check.needs} | {one.cell for one in definition.compared}
    return [{name: row.value(name) for name in names if name in row.cells} for row in rows]


def _counts(finding: Finding) -> bool:
    """What is wrong with figures: not that a name is odd, which whose row it is has been told by."""
    return finding.severity is Severity.ERROR and finding.code != UNKNOWN and finding.cell is not None


def _problems(rows: Iterable[Row], wrong: Mapping[tuple[str, str | None], Finding]) -> Iterable[Finding]:
    for row in rows:
        places = [(row.sheet, cell.address) for cell in row.cells.values()]
        yield from (wrong[place] for place in places if place in wrong)


def _says(row: Row, elsewhere: Elsewhere) -> Says:
    value = row.value(elsewhere.status)
    for says, words in (
        (Says.REPORTED, elsewhere.reported),
        (Says.MISSING, elsewhere.missing),
        (Says.FAULTY, elsewhere.faulty),
    ):
        if value in words:
            return says
    return Says.UNCLEAR


def _text(row: Row, field: str) -> str:
    cell = row.cells.get(field) if field else None
    return cell.text.strip() if cell is not None and not cell.nil else ""
