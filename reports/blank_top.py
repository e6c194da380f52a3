"""What stands above a blank's table: the title lines, and the labels with what is known beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from domain.forms.definition import FormDefinition
from domain.forms.layout import DOTS, fill, lacks
from domain.thai import thai_digits
from reports import blank_look as look
from reports.sheet import Cell, Row, Style, height_for, spread

_LEAST_COLUMNS: Final = 6
_HEIGHTS: Final = (30.0, 27.0)
_LABELS: Final = {
    "unit": "หน่วยงาน", "reporter": "ผู้รายงาน", "phone": "โทรศัพท์", "position": "ตำแหน่ง", "report_date": "วันที่รายงาน",
    "form_version": "ฉบับที่", "due": "กำหนดส่ง",
}  # fmt: skip
_GIVEN: Final = frozenset({"unit", "form_version", "due"})


def titles(definition: FormDefinition, facts: Mapping[str, str]) -> tuple[Row, ...]:
    """The title lines; a line whose fact is not known has dots and is open, so that somebody writes it."""
    layout, widths = definition.layout, [column.width for column in definition.columns]
    rows = []
    for number, template in enumerate(layout.titles, start=1):
        style = look.TITLE if number == 1 else look.SUBTITLE if number < layout.left_from else look.SUBJECT
        text = thai_digits(fill(template, facts, dots=DOTS))
        if lacks(template, facts):
            style = look.opened(style)
        height = max(_HEIGHTS[number > 1], height_for(text, sum(widths), style.size))
        rows.append(Row(spread(text, style, len(widths)), height))
    return tuple(rows)


def labels(definition: FormDefinition, facts: Mapping[str, str]) -> tuple[Row, ...]:
    """Lines of three labels, each with its value or with room for it."""
    bands = _bands(len(definition.columns))
    rows = []
    for line in definition.layout.labels:
        cells: list[Cell] = []
        for (label_columns, value_columns), name in zip(bands, (*line, "", "")[: len(bands)], strict=True):
            text, value, style = _label(definition, name, facts)
            cells += spread(text, look.LABEL, label_columns)
            cells += spread(value or None, style, value_columns)
        rows.append(Row(tuple(cells), height=24))
    return tuple(rows)


def foot_labels(definition: FormDefinition, facts: Mapping[str, str]) -> tuple[Row, ...]:
    """The labels that stand below the table, one a line."""
    (label_columns, value_columns), *_ = _bands(len(definition.columns))
    rows = []
    for name in definition.layout.foot:
        text, value, style = _label(definition, name, facts)
        cells = (*spread(text, look.LABEL, label_columns), *spread(value or None, style, value_columns))
        rows.append(Row(cells, height=24))
    return tuple(rows)


def _label(definition: FormDefinition, name: str, facts: Mapping[str, str]) -> tuple[str, str, Style]:
    value = facts.get(name, "")
    if not name or (name == "due" and not value):
        return "", "", look.GIVEN
    words = definition.labels.get(name) or (_LABELS.get(name, name),)
    return words[0], value, look.GIVEN if name in _GIVEN else look.ASKED


def _bands(columns: int) -> tuple[tuple[int, int], ...]:
    """How many columns each of three labels and its value take: (2, 5), (1, 4), (1, 3) of sixteen."""
    columns = max(columns, _LEAST_COLUMNS)
    third, second = max(2, round(columns * 4 / 16)), max(2, round(columns * 5 / 16))
    first = columns - second - third
    label = 1 if first == 2 else 2  # noqa: PLR2004 - a label of two columns needs a third for its value
    return (label, first - label), (1, second - 1), (1, third - 1)
