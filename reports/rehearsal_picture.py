"""The picture of a rehearsal: a calendar of who hears something, the months' messages, and the days in words.

Typst draws it; the same data give the same bytes. Whoever imports this module loads Typst, about 30 MB.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, Literal

import fontpkg_sarabun
import typst

from domain.rehearsal import Month, Reason, reasons
from domain.thai import BUDDHIST_OFFSET, MONTHS, MONTHS_SHORT, clock_time, local, weekday_date
from reports.rehearsal_data import RehearsalData, asking_said, audience_said, kind_said, named

_TEMPLATE: Final = Path(__file__).with_suffix(".typ")
_PIXELS_PER_INCH: Final = 144.0
_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5
_WEEK: Final = 7
_LONGEST_NAME: Final = 48  # four lines of a cell
_NAMED: Final = 6  # people in a line of the table
_LINES: Final = 12  # of the table in the picture; the pages and the workbook have all


def draw_picture(data: RehearsalData) -> bytes:
    """A PNG of 1,200 pixels width: the calendar, the months, and the first lines of the table."""
    return _drawn(data, "png", _LINES)


def draw_pages(data: RehearsalData) -> bytes:
    """A PDF on A4 with every line of the table."""
    return _drawn(data, "pdf", None)


def _drawn(data: RehearsalData, kind: Literal["png", "pdf"], most: int | None) -> bytes:
    face = _face(data, most) | {"pages": kind == "pdf"}
    drawn = typst.compile(
        _TEMPLATE.read_bytes(),
        format=kind,
        ppi=_PIXELS_PER_INCH,
        font_paths=[fontpkg_sarabun.ROOT / "files"],
        ignore_system_fonts=True,
        sys_inputs={"rehearsal": json.dumps(face)},
        timestamp=int(data.rehearsal.start.timestamp()),
    )
    assert isinstance(drawn, bytes)  # the picture is one page, however long
    return drawn


def _face(data: RehearsalData, most: int | None) -> dict[str, Any]:
    told = data.rehearsal.told
    rows = reasons(told)
    shown = rows if most is None else rows[:most]
    return {
        "office": data.office,
        "span": f"{weekday_date(data.first)} ถึง {weekday_date(data.rehearsal.last)}",
        "made": f"ข้อมูล ณ {weekday_date(local(data.rehearsal.start).date())} เวลา {clock_time(data.rehearsal.start)}",
        "tiles": [
            [f"{sum(one.paid for one in told):,}", "ข้อความที่จะส่ง"],
            [f"{len({one.to for one in told}):,}", "ผู้รับ"],
            [f"{len(data.rehearsal.days):,}", "วันที่มีการเตือน"],
            [f"{sum(one.cost for one in told if one.held):,}", "พักไว้ โควตาไม่พอ"],
        ],
        "months": [_month(data, first) for first in _months(data)],
        "sums": [_sum(month, data.rehearsal.reserve) for month in data.rehearsal.months_concerned],
        "rows": [_row(reason) for reason in shown],
        "more": len(rows) - len(shown),
        "silent": list(data.silent),
    }


def _months(data: RehearsalData) -> list[date]:
    """The first days of the months in which somebody hears something or something is due."""
    days = [*data.rehearsal.days, *(due.day for due in data.dues)]
    return sorted({day.replace(day=1) for day in days})


def _month(data: RehearsalData, first: date) -> dict[str, Any]:
    """The weeks of a month that are concerned, from the Monday of the first to the Sunday of the last."""
    after = (first + 31 * _DAY).replace(day=1)
    days = data.rehearsal.days
    busiest = max((len({one.to for one in told}) for told in days.values()), default=1)
    start = max(first, data.first - data.first.weekday() * _DAY)
    end = min(after, data.rehearsal.last + (_WEEK - data.rehearsal.last.weekday()) * _DAY)
    cells = []
    for number in range((end - start).days):
        day = start + number * _DAY
        told = days.get(day, [])
        people = len({one.to for one in told})
        name = data.calendar.name_of_day_off(day) or ""
        cells.append(
            {
                "day": day.day,
                "off": bool(name),
                "name": _short(name) if day.weekday() < _SATURDAY else "",
                "quiet": data.is_quiet(day),
                "outside": not data.first <= day <= data.rehearsal.last,
                "people": people,
                "paid": sum(one.paid for one in told),
                "held": sum(one.cost for one in told if one.held),
                "weight": people / busiest,
                "due": [due.title for due in data.dues if due.day == day],
            }
        )
    title = f"{MONTHS[first.month - 1]} {first.year + BUDDHIST_OFFSET}"
    return {"title": title, "before": start.weekday(), "cells": cells}


def _short(name: str) -> str:
    """The name of a day off as far as there is room in its cell."""
    name = name.split("และ", maxsplit=1)[0]
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


def _sum(month: Month, reserve: int) -> dict[str, Any]:
    name = f"{MONTHS_SHORT[month.first.month - 1]} {(month.first.year + BUDDHIST_OFFSET) % 100:02d}"
    figures = {"used": month.used, "paid": month.paid, "held": month.held, "allowed": month.allowed, "left": month.left}
    return {"name": name, "reserve": reserve, **figures}


def _row(reason: Reason) -> dict[str, Any]:
    return {
        "day": weekday_date(reason.told[0].day),
        "time": clock_time(reason.at),
        "about": [asking_said(asking) for asking in reason.asks] or [kind_said(reason.kind)],
        "audience": audience_said(reason),
        "people": len(reason.told),
        "paid": reason.cost,
        "held": reason.held,
        "who": named(reason, _NAMED),
    }
