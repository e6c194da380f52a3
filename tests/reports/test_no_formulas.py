"""What people wrote is written out as text, whatever it begins with: nothing of theirs is ever reckoned or run."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import load_workbook

from domain.forms.reading_result import Cell as Read
from domain.forms.reading_result import Row as ReadRow
from domain.messages import Card, Line, Text
from handlers.wording.full_page import full_page
from reports import styles
from reports.marked_copy import mark
from reports.marks import Mark
from reports.plan_book import write_plan
from reports.sheet import Cell, Paper, Row, Sheet
from reports.strategy_summary import compile_summary
from reports.workbook import to_xlsx
from tests.plans import small_plan
from tests.reports.hostile import CSV, form, ods
from tests.reports.summary_samples import halfway

ROOT: Final = Path(__file__).parents[2]
STARTS: Final = ("=1+1", "+66", "-2+3", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://127.0.0.1:9","x")')
MADE: Final = datetime(2027, 4, 2, tzinfo=UTC)
_OURS: Final = {"code", "sha256", "receipt_no", "kind", "work", "form", "definition", "sheet", "standing", "no"}


def poisoned(thing: Any, start: str) -> Any:
    """The same data with `start` before every word that somebody could have written."""
    if isinstance(thing, Read):
        value = start + thing.value if isinstance(thing.value, str) else thing.value
        return thing._replace(value=value, text=start + thing.text)
    if isinstance(thing, ReadRow):
        return replace(thing, cells={name: poisoned(cell, start) for name, cell in thing.cells.items()})
    if is_dataclass(thing) and not isinstance(thing, type):
        changed = {f.name: poisoned(getattr(thing, f.name), start) for f in fields(thing) if f.name not in _OURS}
        return replace(thing, **{name: value for name, value in changed.items() if name in _WORDS or _holds(value)})
    if isinstance(thing, tuple) and not hasattr(thing, "_fields"):
        return tuple(poisoned(one, start) for one in thing)
    return start + thing if type(thing) is str else thing


_WORDS: Final = {
    "name", "title", "subject_title", "sender", "file_name", "unit_name", "office_name", "state_text", "position",
    "unit", "target", "round_name", "joint_units",
}  # fmt: skip


def _holds(value: object) -> bool:
    return isinstance(value, tuple) or is_dataclass(value)


def summary(start: str) -> bytes:
    return to_xlsx(compile_summary(poisoned(halfway(), start)), title=start, made_at=MADE)


def plan(start: str) -> bytes:
    small = small_plan()
    people = tuple(replace(person, name=start + person.name) for person in small.people)
    subjects = tuple(replace(subject, title=start + subject.title) for subject in small.subjects)
    return write_plan(replace(small, people=people, subjects=subjects))


def everywhere(start: str) -> bytes:
    """Also where no cell is: the title, the foot, a property."""
    rows = (Row((Cell(start, styles.TEXT), Cell(f"ก {start}", styles.NOTE))),)
    sheet = Sheet(name="ก", widths=(9, 9), rows=rows, paper=Paper(footer=start))
    return to_xlsx([sheet], title=start, made_at=MADE, properties={"x": start})


def marked(start: str) -> bytes:
    return mark(form(), [Mark("กลยุทธ์ที่ ๓", "B9", start, error=True)], title=start)


def redrawn(start: str) -> bytes:
    """A table of another kind is drawn anew, with what stood in it."""
    data = CSV + f'"{start}","x{start}"\n'.replace('""', '"').encode() if '"' not in start else CSV
    return mark(data, [Mark("Sheet1", "B9", start, error=False)])


WRITERS: Final[dict[str, Callable[[str], bytes]]] = {
    one.__name__: one for one in (summary, plan, everywhere, marked, redrawn)
}


@pytest.mark.parametrize("writer", sorted(WRITERS))
@pytest.mark.parametrize("start", STARTS)
def test_what_somebody_wrote_never_becomes_a_formula(writer: str, start: str) -> None:
    book = load_workbook(BytesIO(WRITERS[writer](start)))
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row if cell.value is not None]

    assert cells
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    for cell in cells:
        if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@", "\t", "\r")):
            assert cell.data_type == "s"


@pytest.mark.parametrize("writer", ["summary", "plan", "everywhere"])
def test_typing_over_it_does_not_make_it_a_formula_either(writer: str) -> None:
    book = load_workbook(BytesIO(WRITERS[writer]("=1+1 ")))
    begun = [
        cell
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=1+1")
    ]

    assert begun
    assert all(cell.quotePrefix for cell in begun)


def test_a_marked_form_is_marked_without_macros_links_or_commands_of_ours() -> None:
    made = mark(ods(), [Mark("กลยุทธ์ที่ ๓", "A1", "=cmd|' /C calc'!A0", error=True)])

    assert all(
        cell.data_type != "f" for page in load_workbook(BytesIO(made)) for row in page.iter_rows() for cell in row
    )


def test_one_module_alone_draws_workbooks_and_none_writes_text_tables() -> None:
    drawing, texts = set(), set()
    for path in (*(ROOT / "reports").glob("*.py"), *(ROOT / "handlers").rglob("*.py"), *(ROOT / "bot").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if re.search(r"\b(Workbook|WriteOnlyCell|load_workbook)\(", source):
            drawing.add(path.name)
        if re.search(r"csv\.(writer|DictWriter)", source):
            texts.add(path.name)

    assert (drawing, texts) == ({"workbook_drawing.py"}, set())


def test_no_page_runs_what_somebody_wrote() -> None:
    spell = '<script>alert("1")</script><img src=x onerror=alert(1)>'
    lines = (Line(spell, label=spell),)
    page = full_page([Text(spell), Card(alt=spell, title=spell, subtitle=spell, parts=lines)])

    assert "<script" not in page
    assert "<img" not in page
    assert page.count("&lt;script&gt;") >= 5
