"""A form being filled for the corpus: what is typed into each cell beside what it means, before it becomes a file."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from random import Random
from typing import Any

ANYTHING = "*"  # a cell whose reading is not scored


@dataclass
class Slot:
    """A cell: `raw` is typed, `truth` is meant (dates ISO, targets as op and value, nothing as None).

    `shown`: what a formula comes to; `accept`: other right readings, or ANYTHING; `doubts`: codes that may be told
    of it although it is right; `plain`: nobody has written it in an odd way yet.
    """

    raw: Any
    truth: Any
    kind: str
    fmt: str = ""
    shown: Any = None
    accept: list[Any] | str = dataclasses.field(default_factory=list)
    slack: float = 0
    doubts: list[str] = dataclasses.field(default_factory=list)
    plain: bool = True

    def write(self, raw: Any, fmt: str = "") -> None:
        """Type it otherwise; it means the same."""
        self.raw, self.fmt, self.plain = raw, fmt, False

    def spoil(self, raw: Any, truth: Any) -> None:
        """Type something that means something else."""
        self.raw, self.truth, self.fmt, self.plain, self.shown = raw, truth, "", False, None


@dataclass
class Line:
    """A row of the table, cells by field."""

    slots: dict[str, Slot]
    main: bool = True

    def __getitem__(self, name: str) -> Slot:
        return self.slots[name]


@dataclass
class Head:
    """A column: its field ("" when the form does not know it), its headings, the cells of an unknown one."""

    field: str
    heading: str
    group: str = ""
    cells: list[str] = dataclasses.field(default_factory=list)


@dataclass
class Title:
    """A line above the table and what it says: title, year, round, subject, agency, policy."""

    text: str
    says: tuple[str, ...] = ()
    meant: str = ""  # where the text is dirty


@dataclass
class Label:
    """A label with its value: reporter, phone, report_date, form_version, unit; "" for ones nobody reads."""

    field: str
    text: str
    slot: Slot


@dataclass(frozen=True)
class Told:
    """A problem or a warning, by row and field; `line` None: of the sheet. `title`: the line that says it."""

    code: str
    field: str
    line: int | None = None
    alt_fields: tuple[str, ...] = ()
    alt_codes: tuple[str, ...] = ()
    title: str = ""
    why: str = ""


@dataclass
class Draft:
    """A sheet of a form."""

    kind: str
    name: str
    titles: list[Title]
    heads: list[Head]
    lines: list[Line]
    labels: list[Label] = dataclasses.field(default_factory=list)
    totals: tuple[str, ...] = ()
    total_word: str = "รวม"
    signs: tuple[str, ...] = ()
    notes: list[str] = dataclasses.field(default_factory=list)
    above: list[str] = dataclasses.field(default_factory=list)
    gap: bool = False
    right: int = 0
    tight: bool = False  # the project form: the second title shares its row with the upper heading
    visible: bool = True
    down: list[tuple[str, int, int]] = dataclasses.field(default_factory=list)  # field merged over these rows
    across: list[tuple[int, str, str]] = dataclasses.field(default_factory=list)  # two fields of a row merged
    problems: list[Told] = dataclasses.field(default_factory=list)
    warnings: list[Told] = dataclasses.field(default_factory=list)

    def slots(self, *kinds: str) -> list[Slot]:
        """Cells of these kinds (all when none are named) that are still plain."""
        return [slot for line in self.lines for slot in line.slots.values()
                if slot.plain and (not kinds or slot.kind in kinds)]  # fmt: skip

    def head(self, name: str) -> Head:
        """The column of a field."""
        return next(head for head in self.heads if head.field == name)

    def has(self, name: str) -> bool:
        """Whether the column is still there."""
        return any(head.field == name for head in self.heads)


@dataclass
class Book:
    """A file being made. `others`: sheets that are no part of the form; `plain`: nothing shows formats or formulas."""

    kind: str
    dice: Random
    year: int
    round: str
    subject: dict[str, Any]
    drafts: list[Draft]
    thai: bool
    unit: dict[str, Any] | None = None
    unit_state: str = "absent"
    expected: dict[str, Any] = dataclasses.field(default_factory=dict)
    others: list[Draft] = dataclasses.field(default_factory=list)
    name: str = ""
    container: str = "xlsx"
    messes: set[str] = dataclasses.field(default_factory=set)
    errors: list[str] = dataclasses.field(default_factory=list)
    layout: dict[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def first(self) -> Draft:
        """The first sheet of the form."""
        return self.drafts[0]

    def slots(self, *kinds: str) -> list[Slot]:
        """Plain cells of all sheets of the form."""
        return [slot for draft in self.drafts for slot in draft.slots(*kinds)]


@dataclass(frozen=True)
class Made:
    """A file with its truth (the shape of the labelled samples)."""

    data: bytes
    name: str
    truth: dict[str, Any]


def dice_of(*seed: object) -> Random:
    """The dice of a seed: the same ones on every machine."""
    return Random("|".join(map(str, seed)))  # noqa: S311  (no secret: it must come again)
