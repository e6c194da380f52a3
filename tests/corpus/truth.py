"""The truth of a file, in the shape of the labelled samples."""

from __future__ import annotations

from typing import Any

from tests.corpus.canvas import Canvas
from tests.corpus.model import ANYTHING, Book, Draft, Told

LABEL = "a label of the form, not a row"


def truth_of(book: Book, canvases: list[Canvas]) -> dict[str, Any]:
    """What a careful reader makes of the file. The canvases are those of the form's own sheets."""
    pairs = list(zip(book.drafts, canvases, strict=True))
    first = book.first
    told: dict[str, Any] = {
        "kind": book.kind,
        "container": book.container,
        "upload_name": book.name,
        "form_title": next((title.meant or title.text).strip() for title in first.titles if "title" in title.says),
        "fiscal_year_be": book.year,
        "round": book.round,
        "subject": book.subject,
        "unit": book.unit,
        "unit_state": book.unit_state,
        "meta": {label.field: label.slot.truth for label in first.labels if label.field not in ("", "unit")},
        "sheets": [_stands(draft, canvas) for draft, canvas in pairs],
        "rows": [row for draft, canvas in pairs for row in _rows(draft, canvas)],
        "problems": [_told(one, draft, canvas) for draft, canvas in pairs for one in draft.problems],
        "warnings": [one for draft, canvas in pairs for one in _warnings(draft, canvas)],
        "accept": {place: one for draft, canvas in pairs for place, one in _accepted(draft, canvas)},
        "tolerance": {place: one for draft, canvas in pairs for place, one in _slack(draft, canvas)},
        "messes": sorted(book.messes),
        "errors": book.errors,
        "layout": book.layout,
        "context": _context(book),
    }
    told["warnings"] += [_other_sheet(draft) for draft in book.others if draft.kind == book.kind]
    return told


def _context(book: Book) -> dict[str, Any]:
    asked = {"kind": book.kind, "fiscal_year_be": book.year, "round": book.round, "subject": book.subject}
    return {f"expected_{name}": value for name, value in (asked | book.expected).items()}


def _stands(draft: Draft, canvas: Canvas) -> dict[str, Any]:
    return {
        "name": canvas.name,
        "columns": canvas.letters_of(),
        "header_rows": [row + 1 for row in canvas.header_rows],
        "first_row": canvas.line_rows[0] + 1,
        "last_row": canvas.line_rows[-1] + 1,
        "titles": {said: canvas.at(said) for title in draft.titles for said in title.says if said != "title"},
    }


def _rows(draft: Draft, canvas: Canvas) -> list[dict[str, Any]]:
    rows = []
    for at, line in enumerate(draft.lines):
        values = {name: slot.truth if draft.has(name) else None for name, slot in line.slots.items()}
        rows.append({"_sheet": canvas.name, "_row": canvas.line_rows[at] + 1} | values)
    return rows


def _told(one: Told, draft: Draft, canvas: Canvas) -> dict[str, Any]:
    if one.title:
        cell: str | None = canvas.at(one.title) if one.title in canvas.places else None
        others = [canvas.at(said) for title in draft.titles for said in title.says]
        alternatives = sorted({other for other in others if other != cell})
    elif one.line is None or one.field not in canvas.columns:
        cell, alternatives = None, []
    else:
        cell = canvas.cell_of(one.line, one.field)
        alternatives = [canvas.cell_of(one.line, name) for name in one.alt_fields if name in canvas.columns]
    return {"sheet": canvas.name, "cell": cell, "code": one.code, "field": one.field, "alt_cells": alternatives,
            "alt_codes": list(one.alt_codes), "why": one.why}  # fmt: skip


def _warnings(draft: Draft, canvas: Canvas) -> list[dict[str, Any]]:
    told = [_told(one, draft, canvas) for one in draft.warnings]
    for label in draft.labels:
        if label.field:
            cell = canvas.at(f"label:{label.field}")
            told.append(_warning(canvas, cell, "missing", label.field, LABEL))
    for at, line in enumerate(draft.lines):
        for name, slot in line.slots.items():
            if draft.has(name):
                cell = canvas.cell_of(at, name)
                told += [_warning(canvas, cell, code, name, "readable, but worth asking") for code in slot.doubts]
    if canvas.total_row is not None and (draft.problems or draft.warnings):
        why, row = "a total over a spoiled row", canvas.total_row + 1
        told += [
            _warning(canvas, f"{column}{row}", "inconsistent", "total", why) for column in canvas.letters_of().values()
        ]
    return told


def _warning(canvas: Canvas, cell: str | None, code: str, field: str, why: str) -> dict[str, Any]:
    return {"sheet": canvas.name, "cell": cell, "code": code, "field": field, "why": why}


def _other_sheet(draft: Draft) -> dict[str, Any]:
    return {"sheet": draft.name, "cell": None, "code": "wrong_year", "field": "fiscal_year_be",
            "why": "last year's sheet is still in the file"}  # fmt: skip


def _accepted(draft: Draft, canvas: Canvas) -> list[tuple[str, Any]]:
    return [(f"{canvas.name}!{canvas.cell_of(at, name)}", ANYTHING if slot.accept == ANYTHING else slot.accept)
            for at, line in enumerate(draft.lines) for name, slot in line.slots.items()
            if slot.accept and draft.has(name)]  # fmt: skip


def _slack(draft: Draft, canvas: Canvas) -> list[tuple[str, float]]:
    return [(f"{canvas.name}!{canvas.cell_of(at, name)}", slot.slack)
            for at, line in enumerate(draft.lines) for name, slot in line.slots.items()
            if slot.slack and draft.has(name)]  # fmt: skip
