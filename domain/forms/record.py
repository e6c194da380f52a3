"""Rows and findings as plain JSON and back: what the database keeps of a reading, with every cell's address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from domain.forms.definition import Severity
from domain.forms.reading_result import Cell, Finding, Row, Target, Value


def rows_to_json(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Rows as JSON: value, text as typed, address, nil; `from` is the receipt a row was taken over from."""
    return [
        {
            "row": row.number,
            "main": row.main,
            "sheet": row.sheet,
            "cells": {name: _cell_to_json(cell) for name, cell in row.cells.items()},
        }
        | ({"extra": {heading: _cell_to_json(cell) for heading, cell in row.extra.items()}} if row.extra else {})
        | ({"from": row.source} if row.source else {})
        for row in rows
    ]


def rows_from_json(rows: Iterable[dict[str, Any]]) -> tuple[Row, ...]:
    """The rows that `rows_to_json` wrote."""
    return tuple(
        Row(
            number=row["row"],
            main=row["main"],
            sheet=row.get("sheet", ""),  # not kept in the first versions
            cells={name: _cell_from_json(cell) for name, cell in row["cells"].items()},
            extra={heading: _cell_from_json(cell) for heading, cell in row.get("extra", {}).items()},
            source=row.get("from", ""),
        )
        for row in rows
    )


def _cell_to_json(cell: Cell) -> dict[str, Any]:
    return {"v": _out(cell.value), "t": cell.text, "a": cell.address, "nil": cell.nil}


def _cell_from_json(cell: dict[str, Any]) -> Cell:
    return Cell(value=_in(cell["v"]), text=cell["t"], address=cell["a"], nil=cell["nil"])


def findings_to_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as JSON."""
    return [
        {
            "code": f.code,
            "severity": f.severity.value,
            "sheet": f.sheet,
            "cell": f.cell,
            "field": f.field,
            "heading": f.heading,
            "seen": f.seen,
            "says": f.says,
        }
        for f in findings
    ]


def findings_from_json(findings: Iterable[dict[str, Any]]) -> tuple[Finding, ...]:
    """The findings that `findings_to_json` wrote."""
    return tuple(Finding(**{**f, "severity": Severity(f["severity"])}) for f in findings)


def _out(value: Value) -> Any:
    if isinstance(value, Target):
        return {"op": value.op, "value": value.value}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return value


def _in(value: Any) -> Value:
    if isinstance(value, dict):
        if "date" in value:
            return date.fromisoformat(value["date"])
        return Target(value["op"], value["value"])
    if isinstance(value, str | int | float) or value is None:
        return value
    raise TypeError(f"not a value of a form: {value!r}")
