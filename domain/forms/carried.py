"""A form sent in parts: rows that a file does not bring are taken over from an earlier one of the same debt.

A row is brought when anything of it is filled in that the blank did not print: what a file brings wins, right or wrong.
Only rows without an error are taken over, with the sub-rows below them, and none from a file that is wrong as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from domain.forms.definition import FormDefinition, Severity
from domain.forms.matching import bears
from domain.forms.reading_result import Cell, Finding, Reading, Row

Indicator = tuple[str, str]  # number and name of a main row that is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier version of the same debt, as it was kept."""

    receipt_no: str
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Completed:
    """A file with the rows taken over. `own`: what it brings itself; `rows`: both, in the order of the indicators.

    `left`: the indicators that must stand in the file itself; those taken over are not asked for again.
    """

    own: Reading
    rows: tuple[Row, ...]
    left: tuple[Indicator, ...]

    @property
    def taken(self) -> tuple[Row, ...]:
        """The main rows taken over."""
        return tuple(row for row in self.rows if row.source and row.main)


def complete(
    reading: Reading, earlier: Iterable[Earlier], definition: FormDefinition, indicators: Sequence[Indicator]
) -> Completed:
    """Take over what is missing from the earlier versions, given the newest first. Nothing for a file without rows."""
    blocks = list(_blocks(reading.rows))
    brought = [block for block in blocks if any(is_filled(row, definition) for row in block)]
    missing = [one for one in indicators if not any(bears(block[0], *one, definition) for block in brought)]
    taken: dict[Indicator, tuple[Row, ...]] = {}
    if brought:
        for version in earlier:
            taken |= {one: block for one in missing if one not in taken and (block := _of(version, one, definition))}
    if not taken:
        return Completed(reading, reading.rows, tuple(indicators))
    printed = [block for block in blocks if any(bears(block[0], *one, definition) for one in taken)]
    dropped = {id(row) for block in printed for row in block}
    own = _without(reading, dropped)
    order = {one: place for place, one in enumerate(indicators)}
    placed = [(order[one], block) for one, block in taken.items()]
    for block in _blocks(own.rows):
        place = next((order[one] for one in indicators if bears(block[0], *one, definition)), len(order))
        placed.append((place, block))
    rows = tuple(row for _, block in sorted(placed, key=lambda one: one[0]) for row in block)
    return Completed(own, rows, tuple(one for one in indicators if one not in taken))


def is_filled(row: Row, definition: FormDefinition) -> bool:
    """Whether anything stands in a row that the blank does not print there."""
    printed = {column.field for column in definition.columns if column.prefilled}
    cells = [cell for field, cell in row.cells.items() if field not in printed]
    return any(map(_has, [*cells, *row.extra.values()]))


def is_missing_row(finding: Finding, definition: FormDefinition) -> bool:
    """Whether a finding says that a whole row is not there."""
    return finding.code == "missing" and finding.cell is None and finding.field == definition.key


def _has(cell: Cell) -> bool:
    return cell.nil or cell.value not in (None, "") or bool(cell.text)


def _blocks(rows: Iterable[Row]) -> Iterator[tuple[Row, ...]]:
    """Each main row with the sub-rows below it."""
    block: list[Row] = []
    for row in rows:
        if row.main and block:
            yield tuple(block)
            block = []
        block.append(row)
    if block:
        yield tuple(block)


def _of(version: Earlier, indicator: Indicator, definition: FormDefinition) -> tuple[Row, ...]:
    """The rows of an indicator in an earlier version, if they may be taken over."""
    errors = [f for f in version.findings if f.severity is Severity.ERROR and not is_missing_row(f, definition)]
    own = [row for row in version.rows if not row.source]
    if any(not any(_is_on(finding, row) for row in own) for finding in errors):  # the file as a whole is wrong
        return ()
    for block in _blocks(version.rows):
        if bears(block[0], *indicator, definition) and any(is_filled(row, definition) for row in block):
            faulty = any(_is_on(finding, row) for finding in errors for row in block if not row.source)
            return () if faulty else tuple(replace(row, source=row.source or version.receipt_no) for row in block)
    return ()


def _is_on(finding: Finding, row: Row) -> bool:
    """Whether a finding is about a cell of that row."""
    if finding.cell is None or (row.sheet and finding.sheet and finding.sheet != row.sheet):
        return False
    return any(cell.address == finding.cell for cell in (*row.cells.values(), *row.extra.values()))


def _without(reading: Reading, dropped: set[int]) -> Reading:
    """The reading without these rows (by identity), and without what was found in them."""
    if not dropped:
        return reading
    gone = [row for row in reading.rows if id(row) in dropped]
    parts = tuple(
        replace(part, rows=tuple(row for row in part.rows if id(row) not in dropped)) for part in reading.parts
    )
    findings = tuple(f for f in reading.findings if not any(_is_on(f, row) for row in gone))
    return replace(reading, parts=parts, findings=findings)
