"""A file's reading beside its truth: for the labelled samples and for the corpus alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from domain.errors import UnreadableFileError
from domain.forms.reading_result import Finding, Part, Reading, Target, Value
from tests.corpus import asking
from tests.corpus.model import ANYTHING

SAME_CODES = {"wrong_subject": "wrong_form", "unclear_value": "unreadable_number"}  # ours -> the labels'
NOT_TOLD = frozenset({"unit_conflict", "not_needed"})  # codes the labels do not know


@dataclass
class Score:
    """What came of one file. `failure`: why it could not be read at all."""

    kind: str
    container: str
    clean: bool
    name: str = ""
    recognised: bool = False
    failure: str = ""
    right: int = 0
    cells: int = 0
    problems: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    @property
    def found(self) -> int:
        """Planted problems that were told."""
        return self.problems - len(self.missed)

    def lines(self) -> list[str]:
        """Everything that went wrong, a line each."""
        told = [("failed", one) for one in [self.failure] if one]
        told += [(what, one) for what in ("wrong", "missed", "false") for one in getattr(self, what)]
        return [f"{self.name} {what}: {one}" for what, one in told]

    def tell(self, good: bool, what: str, got: object, right: object) -> None:
        """Count a cell."""
        self.cells += 1
        self.right += good
        if not good:
            self.wrong.append(f"{what}: {got!r}, not {right!r}")


@dataclass
class Sum:
    """Scores together."""

    scores: list[Score] = field(default_factory=list)

    @property
    def cells(self) -> float:
        """Share of cells read right, in per cent."""
        return _share(sum(one.right for one in self.scores), sum(one.cells for one in self.scores))

    @property
    def found(self) -> float:
        """Share of the planted problems told, in per cent."""
        return _share(sum(one.found for one in self.scores), sum(one.problems for one in self.scores))

    @property
    def problems(self) -> int:
        """Problems planted."""
        return sum(one.problems for one in self.scores)

    @property
    def recognised(self) -> float:
        """Share of the files whose form is recognised, in per cent."""
        return _share(sum(one.recognised for one in self.scores), len(self.scores))

    @property
    def alarms(self) -> float:
        """False alarms in 50 clean files."""
        clean = [one for one in self.scores if one.clean]
        return sum(len(one.false) for one in clean) / max(1, len(clean)) * 50

    def by(self, name: str) -> dict[str, Sum]:
        """Apart by kind or container."""
        told: dict[str, Sum] = {}
        for one in self.scores:
            told.setdefault(getattr(one, name), Sum()).scores.append(one)
        return dict(sorted(told.items()))


def _share(part: int, whole: int) -> float:
    return part / whole * 100 if whole else 100.0


def score(truth: dict[str, Any], data: bytes) -> Score:
    """The file read and compared. What is not recognised counts every cell as wrong and every problem as missed."""
    kind = truth.get("form_kind") or truth["kind"]
    told = Score(kind, truth.get("container") or truth["upload_name"].rpartition(".")[2], not truth["problems"])
    told.problems = len(truth["problems"])
    try:
        reading = asking.read(data, truth["upload_name"])
    except UnreadableFileError as refusal:
        reading, told.failure = None, str(refusal)
    if reading is None or reading.form != kind:
        told.failure = told.failure or f"read as {reading.form if reading else 'nothing'}"
        told.cells = sum(len(row) - 2 for row in truth["rows"])
        told.missed = [_problem(one) for one in truth["problems"]]
        return told
    told.recognised = True
    _about(truth, reading, told)
    _rows(truth, reading, told)
    _findings(truth, reading, told)
    return told


def _about(truth: dict[str, Any], reading: Reading, told: Score) -> None:
    """What the form says of itself, and where it stands."""
    first = reading.first
    for name, got in (("form_title", first.title), ("fiscal_year_be", first.fiscal_year_be), ("round", first.round)):
        told.tell(got == truth[name], name, got, truth[name])
    topics = truth["subject"].get("topics")
    if topics:
        got_topics = [part.subject for part in reading.parts]
        told.tell(got_topics == topics, "subject", got_topics, topics)
    elif (subject := asking.subject_of(truth["subject"])) is not None:
        told.tell(first.subject == subject, "subject", first.subject, subject)
    for name, right in truth["meta"].items():
        cell = first.meta.get(name)
        got_label = cell.value if cell else None
        told.tell(agrees(got_label, right, 0), name, got_label, right)
    for stands, part in _parts(truth, reading):
        columns, right_columns = dict(part.columns) if part else {}, stands["columns"]
        names = sorted(name for name in {*columns, *right_columns} if columns.get(name) != right_columns.get(name))
        got_columns, meant = ({name: one.get(name) for name in names} for one in (columns, right_columns))
        told.tell(not names, f"{stands['name']} columns", got_columns, meant)
        if part:
            got_heads = list(part.header_rows)
            told.tell(got_heads == stands["header_rows"], "header rows", got_heads, stands["header_rows"])


def _parts(truth: dict[str, Any], reading: Reading) -> list[tuple[dict[str, Any], Part | None]]:
    """Sheets of the truth with those read. A file of one nameless table is that sheet whatever it is called."""
    if len(truth["sheets"]) == 1:
        only = truth["sheets"][0]
        same = [part for part in reading.parts if part.sheet == only["name"]]
        return [(only, (same or list(reading.parts))[0])]
    parts = {part.sheet: part for part in reading.parts}
    return [(stands, parts.get(stands["name"])) for stands in truth["sheets"]]


def agrees(value: Value, truth: Any, slack: float) -> bool:
    """Whether a value read is the one meant."""
    if isinstance(truth, dict):
        return isinstance(value, Target) and [value.op, value.value] == list(truth.values())
    if isinstance(truth, int | float):
        return isinstance(value, int | float) and abs(value - truth) <= slack + 1e-9
    if isinstance(value, date):
        return value.isoformat() == str(truth)
    return bool(value == truth)


def _rows(truth: dict[str, Any], reading: Reading, told: Score) -> None:
    parts = {stands["name"]: part for stands, part in _parts(truth, reading)}
    for name, part in parts.items():
        numbers = [row["_row"] for row in truth["rows"] if row["_sheet"] == name]
        got_numbers = [row.number for row in part.rows] if part else []
        told.tell(got_numbers == numbers, f"{name} rows", got_numbers, numbers)
    for row in truth["rows"]:
        _row(truth, row, parts[row["_sheet"]], told)


def _row(truth: dict[str, Any], right_row: dict[str, Any], part: Part | None, told: Score) -> None:
    sheet, number = right_row["_sheet"], right_row["_row"]
    columns = next(one["columns"] for one in truth["sheets"] if one["name"] == sheet)
    row = next((one for one in part.rows if one.number == number), None) if part else None
    for name, right in right_row.items():
        place = f"{sheet}!{columns.get(name)}{number}"
        accepted = truth["accept"].get(place, ())
        if name.startswith("_") or accepted == ANYTHING:
            continue
        value: Value = row.value(name) if row else "no row"
        slack = truth["tolerance"].get(place, 0)
        good = any(agrees(value, one, slack) for one in (right, *accepted))
        cell = row.cells.get(name) if row else None
        told.tell(good, f"{place} {name} ({cell.text if cell else ''!r})", value, right)


def _problem(one: dict[str, Any]) -> str:
    return f"{one['sheet']}!{one['cell']} {one['code']} {one['field']} ({one['why']})"


def _findings(truth: dict[str, Any], reading: Reading, told: Score) -> None:
    found = [one for one in asking.findings(truth, reading) if one.code not in NOT_TOLD]
    names = {stands["name"] for stands in truth["sheets"]}
    alias = {part.sheet: stands["name"] for stands, part in _parts(truth, reading) if part} if len(names) == 1 else {}

    def matches(one: Finding, problem: dict[str, Any]) -> bool:
        cells = {problem["cell"], *problem.get("alt_cells", ())}
        codes = {problem["code"], *problem.get("alt_codes", ())}
        lost = problem["cell"] is None and problem["field"] not in (None, "fiscal_year_be", "indicator_no")
        return (
            alias.get(one.sheet, one.sheet) == problem["sheet"]
            and one.cell in cells
            and (not lost or one.field == problem["field"])
            and SAME_CODES.get(one.code, one.code) in codes
        )

    told.missed = [_problem(one) for one in truth["problems"] if not _any(matches(two, one) for two in found)]
    known = truth["problems"] + truth["warnings"]
    told.false = [f"{one.sheet}!{one.cell} {one.code} {one.field} ({one.seen!r}) {one.says}"
                  for one in found if not _any(matches(one, two) for two in known)]  # fmt: skip


def _any(told: Iterable[bool]) -> bool:
    return any(told)
