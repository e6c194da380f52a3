"""Which row of one file is which row of another: by its number, else by its name, whatever the order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import eq
from typing import Final

from rapidfuzz import fuzz

from domain.forms.asked import number_key
from domain.forms.definition import FormDefinition, Per
from domain.forms.keys import heading_key
from domain.forms.reading_result import Row

_SAME_NAME: Final = 92.0
_MOST_COMPARED: Final = 200  # rows left over: of more, only names that are letter for letter the same are found


def row_keys(rows: Iterable[Row], definition: FormDefinition) -> dict[str, Row]:
    """Each row under a key of its own: its number, else its name; a sub-row stands under its main row.

    The second row of the same key is another row than the first. Where each row is a debt of its own, its number only
    counts the rows of that file: it says nothing of which row of another file it is.
    """
    counts = definition.per is Per.ROW
    keyed: dict[str, Row] = {}
    seen: Counter[str] = Counter()
    main = ""
    for row in rows:
        own = "" if counts else own_number(row, definition) or heading_key(text_of(row, definition.name))
        key = own if row.main else f"{main}/{heading_key(text_of(row, definition.name))}"
        main = own if row.main else main
        seen[key] += 1
        keyed[key if seen[key] == 1 else f"{key}#{seen[key]}"] = row
    return keyed


def matched(
    before: Sequence[Row], after: Sequence[Row], definition: FormDefinition
) -> Iterator[tuple[Row | None, Row | None]]:
    """Rows of two files beside each other, in the order of the later file; what only the earlier has comes last."""
    old, new = row_keys(before, definition), row_keys(after, definition)
    free = {key: row for key, row in old.items() if key not in new}
    for key, row in new.items():
        one = old.get(key) or _take_named(row, free, definition)
        yield one, row
    for row in free.values():
        yield row, None


def own_number(row: Row, definition: FormDefinition) -> str:
    """The number a row bears itself, for comparing (3.1); empty for one drawn over it from the row above."""
    cell = row.cells.get(definition.key)
    return number_key(cell.text) if cell and cell.text and cell.address.endswith(str(row.number)) else ""


def text_of(row: Row, field: str) -> str:
    """What stands in that field as typed."""
    cell = row.cells.get(field)
    return cell.text if cell else ""


def alike(one: str, other: str) -> bool:
    """Whether two names are one, but for a slip."""
    return fuzz.ratio(heading_key(one), heading_key(other)) >= _SAME_NAME


def bears(row: Row, number: str, name: str, definition: FormDefinition) -> bool:
    """Whether a row is the one that was asked for under that number and name."""
    own = own_number(row, definition)
    return own == number_key(number) if own else bool(name) and alike(name, text_of(row, definition.name))


def _take_named(row: Row, free: dict[str, Row], definition: FormDefinition) -> Row | None:
    """The earlier row that bears this row's name, each but once; a sub-row is found by its key alone."""
    name = text_of(row, definition.name)
    if not row.main or not name:
        return None
    same = alike if len(free) <= _MOST_COMPARED else eq
    found = next((k for k, old in free.items() if old.main and same(name, text_of(old, definition.name))), None)
    return free.pop(found) if found is not None else None
