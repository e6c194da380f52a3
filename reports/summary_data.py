"""What a summary is made of, and the figures drawn from it. Nothing received is not zero; no data is neither."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal, NamedTuple

from domain.forms.definition import FormDefinition
from domain.forms.reading_result import Cell, Row, SmallTable
from domain.plan import PlanIndicator
from domain.thai import arabic, local, thai_digits

Standing = Literal["in", "fix", "missing"]
RESULT_FIELDS: Final = ("population", "achieved_n", "achieved_pct", "score_level")


class Blank(StrEnum):
    """Why there is no figure. The three are never mixed with each other, nor with 0."""

    NOT_RECEIVED = "ยังไม่ได้รับ"
    NOT_FILLED = "ไม่ได้กรอก"
    NO_DATA = "–"  # the unit says there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The version that counts of what a unit sent, with the rows read from it.

    `earlier`: by receipt number, the files of the same debt that rows were taken over from (`Row.source`).
    """

    submitted_at: datetime
    sender: str
    receipt_no: str
    version: int
    file_name: str
    sha256: str
    sheet: str
    rows: tuple[Row, ...]
    warnings: int = 0
    earlier: Mapping[str, Received] = field(default_factory=dict)

    def of(self, source: str) -> Received:
        """The file that a row with this source stands in."""
        return self.earlier.get(source, self) if source else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """What is kept as evidence. `kind`: image, video, audio, document or link; a photo has no `name`."""

    kind: str
    name: str
    sender: str
    at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture as it is printed: the hash of its JPEG, its pixels, the words below it ("" for none)."""

    sha256: str
    wide: int
    tall: int
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryLine:
    """One debt: a subject, who owes it, where it stands. `due_at`: if it was extended; else the requirement's.

    `accepted`: an officer has taken what came in. `unit_code`: of the plan; `smis_code`, `district`, `cluster`: ""
    where there is none; `before`: what it reported in the round before, as that was accepted. `told`: what further
    sheets of the file say, by labels; `tables`: the small ones there; `pictures`: of its album.
    """

    subject_no: int
    subject_title: str
    unit: str
    state_text: str
    standing: Standing
    joint_units: tuple[str, ...] = ()
    indicators: tuple[PlanIndicator, ...] = ()
    received: Received | None = None
    due_at: datetime | None = None
    evidence: tuple[Attached, ...] = ()
    accepted: bool = False
    smis_code: str = ""
    district: str = ""
    cluster: str = ""
    before: Received | None = None
    subject_code: str = ""
    unit_code: str = ""
    unit_short: str = ""
    told: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[SmallTable, ...] = ()
    pictures: tuple[Pictured, ...] = ()

    @property
    def excused(self) -> bool:
        """Whether nothing is to come: nothing to report, or exempted."""
        return self.standing == "in" and self.received is None


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryData:
    """Everything a summary of one requirement shows, as of a moment."""

    office_name: str
    code: str
    title: str
    fiscal_year_be: int
    round_name: str
    due_at: datetime
    as_of: datetime
    definition: FormDefinition
    lines: tuple[SummaryLine, ...]

    @property
    def subject_word(self) -> str:
        """What the lines are about: กลยุทธ์."""
        return self.definition.subject_word.removesuffix("ที่") or "เรื่อง"

    def subject(self, line: SummaryLine) -> str:
        """กลยุทธ์ที่ ๓ ยกระดับคุณภาพการศึกษา; of a form about nothing else its title."""
        return f"{self.subject_name(line)} {line.subject_title}".strip()

    def subject_name(self, line: SummaryLine) -> str:
        """กลยุทธ์ที่ ๓; of what rows name by a code โครงการ 70-GEN-01; "" where the form is about nothing else."""
        if not self.definition.subject_word:
            return ""
        if self.definition.subject_field and line.subject_code:
            return f"{self.definition.subject_word} {line.subject_code}"
        return thai_digits(f"{self.definition.subject_word} {line.subject_no}")

    def due(self, line: SummaryLine) -> datetime:
        """When this line is due."""
        return line.due_at or self.due_at

    def ordered(self) -> tuple[SummaryLine, ...]:
        """The lines by number, then by unit."""
        return tuple(sorted(self.lines, key=lambda line: (line.subject_no, line.unit)))


class Origin(NamedTuple):
    """A cell of a unit's file; `source`: the receipt of the earlier file it stands in, "" for the one that counts.

    `sheet`: of that file, "" for the one the form was found on.
    """

    cell: str
    source: str = ""
    sheet: str = ""


class How(StrEnum):
    """How a figure follows from cells, and from those it is set `against`."""

    SUM = "sum"
    MEAN = "mean"
    COUNT = "count"
    DIFFERENCE = "difference"  # the sum of the cells less that of those against
    SHARE = "share"  # the sum of those against, in per cent of the sum of the cells


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, or why there is none, and the cells of the unit's files it was taken from."""

    value: float | Blank
    cells: tuple[Origin, ...] = ()
    how: How = How.SUM
    against: tuple[Origin, ...] = ()

    @property
    def number(self) -> float | None:
        """The figure if there is one."""
        return None if isinstance(self.value, Blank) else self.value

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Every cell it stands on."""
        return (*self.cells, *self.against)


def total(line: SummaryLine, name: str) -> Figure:
    """The sum of a field over the main rows; sub-rows are parts of them."""
    if line.received is None:
        return Figure(Blank.NOT_RECEIVED)
    cells = [
        (cell, Origin(cell.address, row.source, row.sheet))
        for row in line.received.rows
        if row.main and (cell := row.cells.get(name)) is not None
    ]
    numbers = [(number, origin) for cell, origin in cells if (number := number_of(cell)) is not None]
    if numbers:
        return Figure(sum(number for number, _ in numbers), tuple(origin for _, origin in numbers))
    nil = tuple(origin for cell, origin in cells if cell.nil)
    if nil or not line.received.rows:
        return Figure(Blank.NO_DATA, nil)
    return Figure(Blank.NOT_FILLED)


def mean(line: SummaryLine, name: str) -> Figure:
    """The mean of a field over the main rows that have it."""
    figure = total(line, name)
    return figure if figure.number is None else Figure(figure.number / len(figure.cells), figure.cells, How.MEAN)


def left(allocated: Figure, spent: Figure) -> Figure:
    """What of a budget is left; nothing where either is not known."""
    if allocated.number is None or spent.number is None:
        return allocated if allocated.number is None else spent
    return Figure(allocated.number - spent.number, allocated.cells, How.DIFFERENCE, spent.cells)


def share(allocated: Figure, spent: Figure) -> Figure:
    """What of a budget is spent, in per cent."""
    rest = left(allocated, spent)
    if rest.number is None:
        return Figure(rest.value)
    if not allocated.number or spent.number is None:
        return Figure(Blank.NO_DATA, allocated.cells, How.SHARE, spent.cells)
    return Figure(spent.number / allocated.number * 100, allocated.cells, How.SHARE, spent.cells)


def sum_of(figures: Sequence[Figure]) -> Figure:
    """Those of the figures that there are, added up."""
    numbers = [figure.number for figure in figures if figure.number is not None]
    return Figure(sum(numbers)) if numbers else Figure(Blank.NO_DATA if figures else Blank.NOT_RECEIVED)


def number_of(cell: Cell) -> float | None:
    """The number in a cell, None if it holds anything else."""
    return cell.value if isinstance(cell.value, int | float) and not isinstance(cell.value, bool) else None


def figure_in(cell: Cell, row: Row) -> Figure:
    """The figure in a cell of a row, or why there is none."""
    number = number_of(cell)
    origin = Origin(cell.address, row.source, row.sheet)
    if number is None:
        return Figure(Blank.NO_DATA, (origin,)) if cell.nil else Figure(Blank.NOT_FILLED)
    return Figure(number, (origin,))


def reported(data: SummaryData, line: SummaryLine) -> Figure:
    """How many indicators have any result, a dash included: that is an answer too."""
    if line.received is None:
        return Figure(Blank.NOT_RECEIVED)
    told = [row for row in line.received.rows if row.main and has_result(row)]
    keys = ((row.cells.get(data.definition.key), row) for row in told)
    cells = tuple(Origin(key.address, row.source, row.sheet) for key, row in keys if key is not None)
    return Figure(len(told), cells, How.COUNT)


def has_result(row: Row) -> bool:
    """Whether any of the results is filled."""
    cells = (row.cells.get(field) for field in RESULT_FIELDS)
    return any(cell is not None and (cell.nil or cell.value is not None) for cell in cells)


def expected(line: SummaryLine) -> int:
    """How many indicators the plan has for this line; without a plan, how many the file has."""
    if line.indicators:
        return len(line.indicators)
    return sum(row.main for row in line.received.rows) if line.received else 0


def not_in_file(data: SummaryData, line: SummaryLine) -> tuple[PlanIndicator, ...]:
    """Indicators of the plan that the received file does not have."""
    if line.received is None:
        return line.indicators
    keys = (row.cells.get(data.definition.key) for row in line.received.rows)
    present = {arabic(key.text).strip() for key in keys if key is not None}
    return tuple(indicator for indicator in line.indicators if arabic(indicator.no).strip() not in present)


def counted(lines: Iterable[SummaryLine]) -> tuple[SummaryLine, ...]:
    """The lines whose figures are added up: received, and not sent back to be mended."""
    return tuple(line for line in lines if line.standing == "in" and line.received is not None)


def timing(data: SummaryData, line: SummaryLine) -> str:
    """In time, late by so many days, or how long there is left."""
    due = data.due(line)
    at = line.received.submitted_at if line.received else data.as_of
    days = (local(at).date() - local(due).date()).days
    if line.received:
        if at <= due:
            return "ตรงเวลา"
        return f"ล่าช้า {days} วัน" if days else "ล่าช้า (หลังเวลาปิด)"
    if at > due:
        return f"เกินกำหนด {days} วัน" if days else "เกินกำหนดวันนี้"
    return f"เหลือเวลา {-days} วัน" if days else "ครบกำหนดวันนี้"
