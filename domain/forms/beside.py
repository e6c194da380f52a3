"""What a form says of one subject besides its table: further sheets with labels, and the captions of pictures.

A workbook may hold the tables of several projects and the own sheets of some: what names no subject belongs to the one
that is alone in the file, else to none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.forms.reading_result import Page, Reading
from domain.subjects import named_in


def beside(reading: Reading, subject: tuple[str, str], *, alone: bool) -> dict[str, Any]:
    """`told`: texts by their labels, `captions`: as printed, as plain JSON; empty where there is nothing.

    `subject`: its mark and its title; `alone`: nothing else in the file is about another.
    """
    told: dict[str, str] = {}
    for page in reading.pages:
        if alone or _is_about(page, subject):
            told |= {label: text for label, text in _texts(page).items() if text}
    captions = list(reading.captions) if alone else []
    return ({"told": told} if told else {}) | ({"captions": captions} if captions else {})


def _is_about(page: Page, subject: tuple[str, str]) -> bool:
    return any(named_in(text, [subject]) for text in (page.sheet, *_texts(page).values()))


def _texts(page: Page) -> Mapping[str, str]:
    return {label: "" if cell.nil else cell.text for label, cell in page.values.items()}
