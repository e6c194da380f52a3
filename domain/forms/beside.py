"""What a form says of one subject besides its table: further sheets with labels, and the captions of pictures.

A workbook may hold the tables of several projects and the own sheets of some: what names no subject belongs to the one
that is alone in the file, else to none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from domain.forms.reading_result import Page, Reading, SmallTable
from domain.subjects import named_in


def beside(reading: Reading, subject: tuple[str, str], *, alone: bool) -> dict[str, Any]:
    """`told`: texts by their labels, `captions`: as printed, `tables`: small ones; as plain JSON, empty for nothing.

    `subject`: its mark and its title; `alone`: nothing else in the file is about another.
    """
    told: dict[str, str] = {}
    tables: list[dict[str, Any]] = []
    for page in reading.pages:
        if alone or _is_about(page, subject):
            told |= {label: text for label, text in _texts(page).items() if text}
            tables += [asdict(one) for one in page.tables]
    captions = list(reading.captions) if alone else []
    found = {"told": told, "captions": captions, "tables": tables}
    return {name: what for name, what in found.items() if what}


def tables_in(kept: Mapping[str, Any]) -> tuple[SmallTable, ...]:
    """The small tables of what `beside` has kept."""
    return tuple(
        SmallTable(one["label"], tuple(one["head"]), tuple(tuple(row) for row in one["rows"]))
        for one in kept.get("tables", ())
    )


def _is_about(page: Page, subject: tuple[str, str]) -> bool:
    return any(named_in(text, [subject]) for text in (page.sheet, *_texts(page).values()))


def _texts(page: Page) -> Mapping[str, str]:
    return {label: "" if cell.nil else cell.text for label, cell in page.values.items()}
