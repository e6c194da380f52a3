"""Every blank we issue comes back: filled in whatever program, saved, converted, copied or cut, it is still known."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.forms.identity import Identity
from domain.forms.reading import read_form
from domain.forms.reading_result import Reading
from reports.blank_identity import IDENTITY_SHEET
from reports.filled_form import open_grid
from reports.own_blank import with_identity
from tests.reports.blanks import FORMS, blank_of, issue_of
from tests.reports.office import convert, fill
from tests.reports.samples import form_of

DEFINITIONS = {name: form_of(name) for name in FORMS}
OWN = "own"
BLANKS = (*FORMS, OWN)
DONE, REPORTED = "ดำเนินการแล้ว", "รายงานแล้ว"
# What a person types, and what must be read: field -> (cell, answer).
ANSWERS: dict[str, dict[str, tuple[str, Any]]] = {
    "strategy": {
        "population": ("E8", 1245), "achieved_n": ("F8", 1102), "budget_spent": ("J8", 98500), "actions": ("L8", DONE),
    },
    "inspection": {"target_n": ("D7", 61), "result_n": ("E7", 35), "narrative": ("G7", DONE)},
    "emes": {"n_read": ("F5", 97), "n_write": ("G5", 97), "lv4": ("H5", 40), "emes_status": ("L5", REPORTED)},
    "project": {"budget_allocated": ("H5", 150000), "budget_spent": ("I5", 149300), "status": ("P5", "แล้วเสร็จ")},
}  # fmt: skip
ANSWERS[OWN] = ANSWERS["strategy"]


def blank(name: str) -> bytes:
    """A blank with hints; the office's own one is a strategy form from which every trace of ours was taken."""
    if name != OWN:
        return blank_of(name, hinted=True)
    book = load_workbook(BytesIO(blank_of("strategy")))
    sheet = book.worksheets[0]
    del book[IDENTITY_SHEET], book.defined_names["tidtam"]
    book.custom_doc_props.props.clear()  # type: ignore[attr-defined]
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and "TT1|" in cell.value:
                cell.value = None
    sheet._images.clear()  # type: ignore[attr-defined]
    return with_identity(saved(book), identity(OWN).encode())


def identity(name: str) -> Identity:
    return issue_of("strategy" if name == OWN else name).identity


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def typed(name: str) -> bytes:
    """The blank as somebody fills it with openpyxl, which knows neither styles' meaning nor protection."""
    book = load_workbook(BytesIO(blank(name)))
    for cell, text in ANSWERS[name].values():
        book.worksheets[0][cell] = text
    return saved(book)


def read(data: bytes) -> Reading:
    reading = read_form(open_grid(data, "sent.xlsx"), DEFINITIONS)
    assert reading is not None
    return reading


def found(data: bytes, name: str) -> None:
    reading = read(data)
    assert reading.identity == identity(name)
    row = reading.rows[0]
    assert {field: row.value(field) for field in ANSWERS[name]} == {
        field: answer for field, (_, answer) in ANSWERS[name].items()
    }


@pytest.mark.parametrize("name", BLANKS)
def test_a_blank_filled_by_a_library_comes_back(name: str) -> None:
    found(typed(name), name)


@pytest.mark.parametrize("name", FORMS)
def test_what_the_blank_shows_of_the_round_before_is_no_answer(name: str) -> None:
    reading = read(blank_of(name, hinted=True))
    ours = {"owner", "reporter"}  # the name of who asked for the blank, which they may change
    typed_by_people = [c.field for c in DEFINITIONS[name].columns if not (c.prefilled or c.derived or c.field in ours)]

    assert {row.value(field) for row in reading.rows for field in typed_by_people} == {None}


@pytest.fixture(scope="module")
def filled_in_office(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], bytes]:
    """Every blank, typed into in LibreOffice and saved as xlsx, ods and xls."""
    folder = tmp_path_factory.mktemp("office")
    jobs = []
    for name in BLANKS:
        (folder / f"{name}.xlsx").write_bytes(blank(name))
        cells = {cell: str(text) for cell, text in ANSWERS[name].values()}
        targets = [str(folder / f"{name}_filled.{kind}") for kind in ("xlsx", "ods", "xls")]
        jobs.append({"source": str(folder / f"{name}.xlsx"), "cells": cells, "targets": targets})
    (folder / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    fill(folder, folder / "jobs.json")
    return {(n, k): (folder / f"{n}_filled.{k}").read_bytes() for n in BLANKS for k in ("xlsx", "ods", "xls")}


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
@pytest.mark.parametrize("name", BLANKS)
def test_a_blank_filled_in_libreoffice_comes_back(
    filled_in_office: dict[tuple[str, str], bytes], name: str, kind: str
) -> None:
    found(filled_in_office[name, kind], name)


def _copied(name: str, *, rows: slice = slice(None), columns: slice = slice(None)) -> bytes:
    """Only values, pasted into a book of one's own: what travels when somebody copies a sheet or a part of it."""
    source = load_workbook(BytesIO(typed(name))).worksheets[0]
    book = Workbook()
    target = book.active
    assert isinstance(target, Worksheet)
    for row in list(source.iter_rows(values_only=True))[rows]:
        target.append(list(row)[columns])
    return saved(book)


@pytest.mark.parametrize("name", BLANKS)
def test_the_cells_of_the_sheet_alone_are_known(name: str) -> None:
    found(_copied(name), name)


@pytest.mark.parametrize("name", FORMS)
def test_a_copy_without_what_stands_below_the_table_is_known(name: str) -> None:
    found(_copied(name, rows=slice(0, 12)), name)


@pytest.mark.parametrize("name", FORMS)
def test_a_copy_without_the_hidden_column_is_known(name: str) -> None:
    found(_copied(name, columns=slice(0, len(DEFINITIONS[name].columns))), name)


def _without_sheets(book: Workbook) -> None:
    del book[IDENTITY_SHEET]


def _without_cells(book: Workbook) -> None:
    """No cell of ours is left, in any sheet."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "TT1|" in cell.value:
                    cell.value = None


def _without_properties(book: Workbook) -> None:
    """What Google Sheets and old programs do."""
    book.custom_doc_props.props.clear()  # type: ignore[attr-defined]
    if "tidtam" in book.defined_names:
        del book.defined_names["tidtam"]


@pytest.mark.parametrize("harm", [_without_sheets, _without_cells, _without_properties])
@pytest.mark.parametrize("name", BLANKS)
def test_any_one_way_of_losing_it_leaves_another(name: str, harm: Callable[[Workbook], None]) -> None:
    book = load_workbook(BytesIO(typed(name)))
    harm(book)

    found(saved(book), name)


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_the_property_alone_survives_another_format(tmp_path: Path, kind: str) -> None:
    book = load_workbook(BytesIO(typed("strategy")))
    _without_cells(book)
    (tmp_path / "sent.xlsx").write_bytes(saved(book))

    assert read(convert(tmp_path, "sent.xlsx", kind).read_bytes()).identity == identity("strategy")


@pytest.mark.parametrize("name", BLANKS)
def test_a_text_table_made_of_the_blank_is_known(tmp_path: Path, name: str) -> None:
    (tmp_path / "sent.xlsx").write_bytes(typed(name))

    found(convert(tmp_path, "sent.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1").read_bytes(), name)
