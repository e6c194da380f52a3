"""A booklet (รูปเล่ม) of a round as plain data: what was accepted, what is missing and why, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby

from domain.group_order import place_of
from domain.plan import PlanIndicator
from reports.summary_data import SummaryData, SummaryLine
from reports.summary_figures import LineFigures, figures_of, figures_together


@dataclass(frozen=True, slots=True)
class Facts:
    """How many units an office has. `areas`: its clusters, else its districts, each with its number of schools."""

    groups: int
    schools: int
    areas_are: str
    areas: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in a committee, or invited to a meeting. `came` None: nobody has said; `why`: they did not come."""

    name: str
    position: str
    duty: str
    came: bool | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A committee that an order appoints."""

    title: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """An order. `number` (35/2570) and `day` are None where nobody has said them."""

    title: str
    number: str | None = None
    day: date | None = None
    panels: tuple[Panel, ...] = ()


@dataclass(frozen=True, slots=True)
class Minutes:
    """A meeting that was held. `of`: whose, or about what; `number`: 1/2570.

    `resolutions`: what was resolved, each behind what it is about.
    """

    of: str
    number: str | None = None
    day: date | None = None
    place: str = ""
    seats: tuple[Seat, ...] = ()
    resolutions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Presentation:
    """Who presents what at a visit; Bangkok's time of day."""

    begins: time
    ends: time
    subject: str
    name: str
    position: str


@dataclass(frozen=True, slots=True)
class Visit:
    """The day on which an agency's committee comes. `day`: Bangkok's."""

    day: date
    place: str
    presentations: tuple[Presentation, ...]


@dataclass(frozen=True, slots=True)
class Maker:
    """Somebody by name and position."""

    name: str
    position: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a booklet says besides what units reported. `series`: the whole number (5/2570), None if not given yet.

    `section`: the group that makes it; `agency`: who asked for the report, "" for สพฐ.; days are Bangkok's.
    """

    section: str
    agency: str
    first: date
    last: date
    facts: Facts
    series: str | None = None
    orders: tuple[Order, ...] = ()
    minutes: tuple[Minutes, ...] = ()
    visit: Visit | None = None
    advisers: tuple[Maker, ...] = ()
    makers: tuple[Maker, ...] = ()
    suppliers: tuple[Maker, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a unit reported about a subject and an officer accepted."""

    line: SummaryLine
    figures: LineFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A subject: what is in, what is missing, of whom nothing is to come. `together`: of what is in."""

    no: int
    name: str  # กลยุทธ์ที่ ๓
    title: str
    lines: tuple[SummaryLine, ...]
    reports: tuple[Report, ...]
    together: LineFigures

    @property
    def called(self) -> str:
        """Its number and its title."""
        return f"{self.name} {self.title}".strip()

    @property
    def missing(self) -> tuple[SummaryLine, ...]:
        """What is not in this booklet though it is to come, or to be accepted."""
        kept = {id(report.line) for report in self.reports}
        return tuple(line for line in self.lines if id(line) not in kept and not line.excused)

    @property
    def excused(self) -> tuple[SummaryLine, ...]:
        """Of whom nothing is to come."""
        return tuple(line for line in self.lines if line.excused)

    @property
    def indicators(self) -> tuple[PlanIndicator, ...]:
        """What the plan asks about it."""
        return self.lines[0].indicators if self.lines else ()

    @property
    def owners(self) -> tuple[str, ...]:
        """The units that answer for it, each once; those that lead before those that join in."""
        leading = [line.unit for line in self.lines]
        joining = [unit for line in self.lines for unit in line.joint_units]
        return tuple(dict.fromkeys((*leading, *joining)))

    @property
    def why_empty(self) -> str:
        """Why nothing of it is in: one word for its place in a table."""
        if not self.missing:
            return self.excused[0].state_text if self.excused else ""
        states = {why_missing(line) for line in self.missing}
        return states.pop() if len(states) == 1 else "ยังไม่ครบ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booklet:
    """The whole: `together` are the figures of all that is in."""

    data: SummaryData
    around: Around
    chapters: tuple[Chapter, ...]
    together: LineFigures

    @property
    def missing(self) -> tuple[SummaryLine, ...]:
        """Everything that is not in though it should be."""
        return tuple(line for chapter in self.chapters for line in chapter.missing)

    @property
    def reports(self) -> tuple[Report, ...]:
        """Everything that is in."""
        return tuple(report for chapter in self.chapters for report in chapter.reports)

    @property
    def filled(self) -> tuple[Chapter, ...]:
        """The chapters of which anything is in."""
        return tuple(chapter for chapter in self.chapters if chapter.reports)

    @property
    def of_projects(self) -> bool:
        """Whether each chapter is a project with its pictures: whether its form asks for some."""
        return bool(self.data.definition.captions)

    @property
    def draft(self) -> bool:
        """Whether anything is still to come."""
        return bool(self.missing)


def compile_booklet(data: SummaryData, around: Around) -> Booklet:
    """The booklet of a round. A form that nobody has accepted yet is named as missing, and its figures do not count.

    Where the form asks for pictures, each subject of each unit is a chapter; else each subject is.
    """
    return _of_projects(data, around) if data.definition.captions else _of_subjects(data, around)


def _of_subjects(data: SummaryData, around: Around) -> Booklet:
    chapters = []
    for no, group in groupby(data.ordered(), key=lambda line: line.subject_no):
        lines = tuple(group)
        chapters.append(_chapter(no, lines, data.subject_name(lines[0]), lines[0].subject_title, data))
    return Booklet(data=data, around=around, chapters=tuple(chapters), together=_together(chapters))


def _of_projects(data: SummaryData, around: Around) -> Booklet:
    """Each a chapter, in the order of the groups, then of their numbers."""
    order = sorted(
        data.lines, key=lambda line: (place_of(line.unit_code), line.unit, line.subject_no, line.subject_code)
    )
    chapters = tuple(
        _chapter(no, (line,), line.subject_code, line.subject_title, data) for no, line in enumerate(order, 1)
    )
    return Booklet(data=data, around=around, chapters=chapters, together=_together(chapters))


def by_unit(booklet: Booklet) -> Booklet:
    """The same with a chapter for each unit, in which its subjects stand together."""
    chapters = []
    of_unit = groupby((line for chapter in booklet.chapters for line in chapter.lines), key=lambda line: line.unit)
    for no, (unit, group) in enumerate(of_unit, start=1):
        lines = tuple(group)
        chapters.append(_chapter(no, lines, lines[0].unit_short or unit, unit, booklet.data))
    return Booklet(
        data=booklet.data, around=booklet.around, chapters=tuple(chapters), together=booklet.together
    )  # fmt: skip


def _chapter(no: int, lines: tuple[SummaryLine, ...], name: str, title: str, data: SummaryData) -> Chapter:
    reports = tuple(
        Report(line, figures_of(data, line)) for line in lines if line.accepted and line.received is not None
    )
    together = figures_together([report.figures for report in reports])
    return Chapter(no=no, name=name, title=title, lines=lines, reports=reports, together=together)


def _together(chapters: Sequence[Chapter]) -> LineFigures:
    return figures_together([report.figures for chapter in chapters for report in chapter.reports])


def why_missing(line: SummaryLine) -> str:
    """Not received, returned, or not yet accepted."""
    if line.standing == "missing":
        return "ยังไม่ได้รับ"
    return "ส่งกลับแก้ไข" if line.standing == "fix" else "รอตรวจรับ"
