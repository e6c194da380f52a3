"""Cells filled as the office would wish: right figures, plain writing. The messes come later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from domain.thai import thai_digits
from tests.corpus.model import Draft, Head, Label, Line, Slot, Title
from tests.corpus.words import PRINTED

BUDDHIST = 543


def digits(text: str, thai: bool) -> str:
    """Text in Thai digits where the writer uses them; links and mail stay."""
    return thai_digits(text) if thai and "://" not in text else text


def kind_of(form: str, name: str) -> str:
    """The kind of a field's cells."""
    return PRINTED[form][name][2]


def words(kind: str, told: str | None) -> Slot:
    """A text; None for an empty cell."""
    return Slot(told or "", told or None, kind)


def some(dice: Random, thai: bool, pool: Sequence[str], often: float = 0.7, kind: str = "long") -> Slot:
    """One to three sentences of a pool, or nothing."""
    if dice.random() > often:
        return words(kind, None)
    picked = dice.sample(pool, min(len(pool), dice.choice((1, 1, 1, 2, 3)) if kind == "long" else 1))
    if len(picked) == 1:
        return words(kind, digits(picked[0], thai))
    mark = dice.choice((" ", "\n"))
    return words(kind, digits(mark.join(f"{at}) {one}" for at, one in enumerate(picked, start=1)), thai))


def count(number: int | None) -> Slot:
    """A count."""
    return Slot("" if number is None else number, number, "int", "#,##0")


def money(number: float | None) -> Slot:
    """Baht."""
    return Slot("" if number is None else number, number, "money", "#,##0")


def percent(part: float, whole: float) -> Slot:
    """A quotient in per cent, two decimals."""
    told = round(part / whole * 100, 2)
    return Slot(told, _whole(told), "pct", "#,##0.00")


def day(value: date | None) -> Slot:
    """A day, as Thai short text."""
    if value is None:
        return Slot("", None, "date")
    months = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]
    told = f"{value.day} {months[value.month - 1]} {(value.year + BUDDHIST) % 100:02d}"
    return Slot(told, value.isoformat(), "date")


def _whole(number: float) -> float:
    return int(number) if float(number).is_integer() else number


def level_of(percent_told: float) -> int:
    """The level a per cent earns: 60, 70, 80, 90."""
    return 1 + sum(percent_told >= floor for floor in (60, 70, 80, 90))


def within(dice: Random, year: int, first: int = 5, last: int = 350) -> date:
    """A day of a fiscal year."""
    return date(year - BUDDHIST - 1, 10, 1) + timedelta(days=dice.randint(first, last))


def sheet(form: str, name: str, titles: list[Title], lines: list[Line], **more: Any) -> Draft:
    """A sheet with the printed headings."""
    heads = [Head(field, heading, group) for field, (group, heading, _) in PRINTED[form].items()]
    return Draft(kind=form, name=name, titles=titles, heads=heads, lines=lines, **more)


def label(name: str, text: str, told: Any, kind: str = "text") -> Label:
    """A label with a text value."""
    return Label(name, text, told if isinstance(told, Slot) else words(kind, told))
