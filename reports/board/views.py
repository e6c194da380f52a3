"""What the dashboard's pages say, as plain values: no rows of the database, no HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from domain.glance import Glance, Tally
from domain.lifecycle import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around every page. `whose`: what is seen, in words; `here`: the page in the list of pages, or ""."""

    office: str
    whose: str
    as_of: datetime
    until: datetime  # when the link ends
    sees_many: bool  # there is an overview of several units
    has_own: bool  # and a list of what one's own units owe
    here: str = ""


class Choice(NamedTuple):
    """One of the values of a filter."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A list to choose from. `name`: of the field in the address; `chosen`: the value that is in force."""

    name: str
    choices: tuple[Choice, ...]
    chosen: str


class Cell(NamedTuple):
    """What a unit owes of a requirement. `days`: working days to the due day of what wants most; `debt`: 0 for several.

    `readable`: whether there is a page about the one debt.
    """

    glance: Glance
    sent: int
    total: int
    days: int
    debt: int
    readable: bool


class Column(NamedTuple):
    """A requirement in the head of the table."""

    id: int
    title: str
    due: date
    tally: Tally


class Row(NamedTuple):
    """A unit and its cells, one for each column; None: it owes nothing of that."""

    unit: int
    name: str
    place: str  # district and cluster
    tally: Tally
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixView:
    """Units by requirements."""

    frame: Frame
    tally: Tally
    filters: tuple[Filter, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One debt in a list. `days`: to the due day, in working days; `late`: how many after it the file came, 0 in time.

    `by_claim`: it is reported elsewhere, and here it is only said so. `shared`: in a list of
    one's own, what another unit owes and one of one's own answers for with it.
    """

    debt: int
    requirement: int
    title: str
    subject: str
    unit_id: int
    unit: str
    state: State
    glance: Glance
    due: date
    days: int
    came: datetime | None
    late: int
    readable: bool
    by_claim: bool
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnView:
    """What one's own units owe, or what one unit owes. `mine`: the reader is to act on it."""

    frame: Frame
    title: str
    place: str
    tally: Tally
    lines: tuple[Line, ...]
    mine: bool


class Moment(NamedTuple):
    """A moment of a requirement's time. `what`: opens, due, external_due, or the title of a step."""

    what: str
    at: datetime


class StepLine(NamedTuple):
    """A step of the manual. `part`: how much of it is done, where that shows: (done, of)."""

    code: str
    title: str
    done: bool
    at: datetime | None
    part: tuple[int, int] | None


class Share(NamedTuple):
    """How a district, a cluster or all groups stand."""

    name: str
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementView:
    """A requirement: when it is due, how far it is, and every debt of it."""

    frame: Frame
    id: int
    title: str
    work: str
    code: str
    agency: str
    moments: tuple[Moment, ...]
    steps: tuple[StepLine, ...]
    tally: Tally
    shares: tuple[Share, ...]
    lines: tuple[Line, ...]


class Remark(NamedTuple):
    """Something that was found in a file. `where`: the cell, "" for none; `to_mend`: an error, else only a hint."""

    where: str
    text: str
    to_mend: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """A version of what was sent. `who`: None where the reader may not know."""

    id: int
    number: int
    receipt_no: str
    at: datetime
    late: int
    who: str | None
    file: str
    kept: bool
    stands: bool
    withdrawn: bool
    remarks: tuple[Remark, ...]


class DecisionView(NamedTuple):
    """What was decided. `who`: None where the reader may not know."""

    at: datetime
    deed: str
    by_committee: bool
    reason: str
    due: datetime | None
    who: str | None


class LaterView(NamedTuple):
    """A request for a later day and what became of it."""

    at: datetime
    wanted: datetime
    reason: str
    status: str
    granted: datetime | None
    answer: str


class PieceView(NamedTuple):
    """A piece of evidence. `kept`: it is a file that can be opened."""

    id: int
    kind: str
    name: str
    at: datetime
    who: str | None
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtView:
    """One debt with all that is known of it."""

    frame: Frame
    line: Line
    mine: bool
    versions: tuple[VersionView, ...]
    decisions: tuple[DecisionView, ...]
    later: tuple[LaterView, ...]
    evidence: tuple[PieceView, ...]


class Found(NamedTuple):
    """A unit or requirement that was found."""

    id: int
    name: str
    more: str


class FoundReceipt(NamedTuple):
    """A receipt that was found."""

    number: str
    debt: int
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """What was searched for, and found."""

    frame: Frame
    words: str
    units: tuple[Found, ...] = ()
    requirements: tuple[Found, ...] = ()
    receipts: tuple[FoundReceipt, ...] = ()
