"""The sums of reports, as tables of a booklet have them, each noted with the cells it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reports.booklet.blocks import Column, Row
from reports.booklet.drafting import Draft
from reports.booklet.model import Report
from reports.summary_figures import LineFigures

SUMS: Final = (
    ("reported", "ตัวชี้วัดที่รายงานแล้ว", True),
    ("score", "คะแนนเฉลี่ย", False),
    ("allocated", "งบประมาณที่ได้รับจัดสรร", False),
    ("spent", "งบประมาณที่ใช้ไป", False),
    ("left", "งบประมาณคงเหลือ", False),
    ("share", "ร้อยละที่ใช้ไป", False),
)


def total_row(label: str, cells: Iterable[str], reports: Sequence[Report]) -> Row:
    """The last row of a table of sums, or that there is nothing to add up."""
    return Row(("", label, *cells) if reports else ("", label, "ยังไม่มีผลที่ตรวจรับแล้ว"), strong=True)


def unit_columns(first: str) -> tuple[Column, ...]:
    """The columns of a table of sums."""
    return (
        Column("ที่", 0.9, "center"),
        Column(first, 3.4),
        Column("รายงานแล้ว", 1.2, "right"),
        Column("คะแนนเฉลี่ย", 1.2, "right"),
        Column("ได้รับจัดสรร (บาท)", 2.8, "right"),
        Column("ใช้ไป (บาท)", 2.8, "right"),
        Column("คงเหลือ (บาท)", 2.4, "right"),
        Column("ร้อยละที่ใช้", 1.3, "right"),
    )


def sums(draft: Draft, where: str, figures: LineFigures, reports: Sequence[Report]) -> Iterator[str]:
    """The sums of some reports as they are written, each with the cells it stands on."""
    for name, what, whole in SUMS:
        yield summed(draft, (where, what), figures, reports, (name, whole))


def summed(
    draft: Draft, at: tuple[str, str], figures: LineFigures, reports: Sequence[Report], of: tuple[str, bool]
) -> str:
    """One sum of some reports as it is written. `at`: where and what; `of`: which, and whether it is a count."""
    name, whole = of
    needed = "left" if name == "share" else name  # a share is of the budgets of which both sides are told
    parts = [
        (report.line, getattr(report.figures, name))
        for report in reports
        if len(reports) == 1 or getattr(report.figures, needed).number is not None
    ]
    return draft.figure(*at, getattr(figures, name), parts, whole=whole)
