"""The overview: units by requirements, with filters that are plain forms."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType
from typing import Final

from domain.glance import Glance
from domain.thai import short_date
from reports.board.look import bar, href, page, percent, tiles
from reports.board.views import Cell, Column, Filter, MatrixView, Row
from reports.board.words import GLANCES, icon

_LABELS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(  # what a filter is called, and its choice of all
    {
        "year": ("ปีงบประมาณ", "ทุกปี"),
        "work": ("งาน", "ทุกงาน"),
        "round": ("รอบ", "ทุกรอบ"),
        "district": ("อำเภอ", "ทุกอำเภอ"),
        "cluster": ("กลุ่มโรงเรียน", "ทุกกลุ่มโรงเรียน"),
        "state": ("สถานะ", "ทุกสถานะ"),
    }
)
_SHORT: Final[Mapping[Glance, str]] = MappingProxyType(
    {**GLANCES, Glance.MEND: "แก้ไข", Glance.WAITS: "รอตรวจ", Glance.DONE: "ผ่านแล้ว"}
)


def render(view: MatrixView) -> str:
    """The whole page."""
    body = f"{tiles(view.tally)}{_filters(view.filters)}{_table(view) if view.rows else _nothing(view)}"
    return page(view.frame, "ภาพรวมการส่งงาน", body)


def _nothing(view: MatrixView) -> str:
    narrowed = any(one.chosen not in ("", one.choices[0].value) for one in view.filters)
    text = "ไม่พบรายการตามตัวกรองที่เลือก ลองเลือกให้กว้างขึ้น" if narrowed else "ยังไม่มีงานที่เปิดให้ส่งในตอนนี้"
    return f"<p>{text}</p>"


def _filters(filters: tuple[Filter, ...]) -> str:
    fields = "".join(_field(one) for one in filters if len(one.choices) > 2)  # noqa: PLR2004 - all, and two to tell apart
    if not fields:
        return ""
    in_force = [_text(one) for one in filters if one.chosen != one.choices[0].value]
    shown = escape(" · ".join(in_force)) if in_force else "ทั้งหมด"
    return (
        f'<details class="filter"><summary>ตัวกรอง: {shown}</summary>'
        '<form method="get"><input type="hidden" name="view" value="all">'
        f'<div class="fields">{fields}<button>แสดง</button></div>'
        f'<p><a href="{href(view="all")}">ล้างตัวกรอง</a></p></form></details>'
    )


def _text(one: Filter) -> str:
    text = next(choice.text for choice in one.choices if choice.value == one.chosen)
    return _worded(one.name, text)


def _worded(name: str, text: str) -> str:
    if name == "state":
        return GLANCES[Glance(text)]
    return f"ปี {text}" if name == "year" else text


def _field(one: Filter) -> str:
    label, every = _LABELS[one.name]
    options = "".join(
        f'<option value="{escape(choice.value)}"{" selected" if choice.value == one.chosen else ""}>'
        f"{escape(_worded(one.name, choice.text) if choice.text else every)}</option>"
        for choice in one.choices
    )
    return f'<label>{label}<select name="{one.name}">{options}</select></label>'


def _table(view: MatrixView) -> str:
    head = "".join(_head(one) for one in view.columns)
    foot = "".join(
        f"<td>{one.tally.sent:,}/{one.tally.total:,} ({percent(one.tally)}%){bar(one.tally)}</td>"
        for one in view.columns
    )
    columns = [one.id for one in view.columns]
    rows = "".join(_row(row, columns) for row in view.rows)
    whole = view.tally
    about = f"{len(view.rows):,} หน่วยงาน {len(view.columns):,} งาน · ตัวเลขคือส่งแล้วจากทั้งหมด · วันนับเฉพาะวันทำการ"
    return (
        f'<p class="soft" id="about">{about}</p>'
        '<div class="wide" tabindex="0" role="region" aria-label="ตารางหน่วยงานและงาน"><table aria-describedby="about">'
        f'<thead><tr><th scope="col">หน่วยงาน</th><th scope="col" class="sum">ส่งแล้ว</th>{head}</tr></thead>'
        f'<tbody>{rows}</tbody><tfoot><tr><th scope="row">รวม</th>'
        f'<td class="sum">{whole.sent:,}/{whole.total:,} ({percent(whole)}%)</td>{foot}</tr></tfoot></table></div>'
    )


def _head(one: Column) -> str:
    return (
        f'<th scope="col"><a href="{href(requirement=one.id)}">{escape(one.title)}</a>'
        f'<br><span class="soft">กำหนด {short_date(one.due)}</span></th>'
    )


def _row(row: Row, columns: list[int]) -> str:
    place = f'<br><small class="soft">{escape(row.place)}</small>' if row.place else ""
    cells = "".join(_cell(cell, row.unit, column) for cell, column in zip(row.cells, columns, strict=True))
    return (
        f'<tr><th scope="row"><a href="?unit={row.unit}">{escape(row.name)}</a>{place}</th>'
        f'<td class="sum">{row.tally.sent}/{row.tally.total}{bar(row.tally)}</td>{cells}</tr>'
    )


def _cell(cell: Cell | None, unit: int, column: int) -> str:
    if cell is None:
        return "<td></td>"
    there = f"?debt={cell.debt}" if cell.debt and cell.readable else f"?requirement={column}&amp;unit={unit}"
    text = _said(cell)
    return f'<td class="c {cell.glance}"><a href="{there}">{icon(cell.glance)}{text}</a></td>'


def _said(cell: Cell) -> str:
    text = _SHORT[cell.glance]
    if cell.glance is Glance.LATE:
        text = f"เลย {-cell.days} วัน"
    elif cell.glance is Glance.SOON:
        text = f"อีก {cell.days} วัน" if cell.days else "วันนี้"
    return f"{text} ({cell.sent}/{cell.total})" if cell.total > 1 else text
