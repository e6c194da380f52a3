"""A requirement: its time, its steps, how far it is, and who stands where."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from itertools import groupby
from types import MappingProxyType
from typing import Final

from reports.board.look import back, bar, debt_item, page, percent, tiles
from reports.board.views import RequirementView, StepLine
from reports.board.words import GLANCES, moment

_MOMENTS: Final[Mapping[str, str]] = MappingProxyType(
    {"opens": "เปิดให้ส่ง", "due": "กำหนดส่งเขต", "external_due": "กำหนดส่งหน่วยงานที่รับ"}
)
_NO_PLACE: Final = "กลุ่มในสำนักงานเขต"


def render(view: RequirementView) -> str:
    """The whole page."""
    agency = f" · ส่ง {escape(view.agency)}" if view.agency else ""
    body = (
        f'<p class="soft">{escape(view.work)} · {escape(view.code)}{agency}</p>{tiles(view.tally)}{bar(view.tally)}'
        f"{_time(view)}{_steps(view.steps)}{_shares(view)}{_lists(view)}"
    )
    above = back("ภาพรวม", view="all") if view.frame.sees_many else back("งานของหน่วยงาน", view="own")
    return page(view.frame, view.title, body, above=above)


def _time(view: RequirementView) -> str:
    now = view.frame.as_of
    items = [(one.at, _MOMENTS.get(one.what, one.what), "past" if one.at <= now else "") for one in view.moments]
    items.append((now, "ขณะนี้", "now"))
    shown = "".join(
        f'<li{f" class={mark}" if mark else ""}>{escape(text)} <span class="soft">{moment(at)}</span></li>'
        for at, text, mark in sorted(items)
    )
    return f'<section><h2>กำหนดเวลา</h2><ol class="time">{shown}</ol></section>'


def _steps(steps: tuple[StepLine, ...]) -> str:
    if not steps:
        return ""
    done = sum(one.done for one in steps)
    items = "".join(_step(one) for one in steps)
    return (
        f"<details><summary>ขั้นตอนตามคู่มือ ทำแล้ว {done} จาก {len(steps)}</summary><form><ul>{items}</ul></form></details>"
    )


def _step(one: StepLine) -> str:
    part = f" ({one.part[0]}/{one.part[1]})" if one.part else ""
    at = f" เมื่อ {moment(one.at)}" if one.at else ""
    mark = f"✓ ทำแล้ว{at}" if one.done else "○ ยังไม่ได้ทำ"
    return f'<li>{escape(one.code)} {escape(one.title)}{part}<br><span class="soft">{mark}</span></li>'


def _shares(view: RequirementView) -> str:
    if not view.shares:
        return ""
    items = "".join(
        f"<li><p><span>{escape(one.name or _NO_PLACE)}</span><span>{one.tally.sent:,}/{one.tally.total:,} "
        f"({percent(one.tally)}%)</span></p>{bar(one.tally)}</li>"
        for one in view.shares
    )
    return f'<section><h2>ความคืบหน้าแยกตามอำเภอ</h2><ul class="shares">{items}</ul></section>'


def _lists(view: RequirementView) -> str:
    several = len({one.subject for one in view.lines}) > 1
    shown = ""
    for glance, lines in groupby(view.lines, key=lambda one: one.glance):
        found = list(lines)
        items = "".join(debt_item(one, f"{one.unit} · {one.subject}" if several else one.unit) for one in found)
        shown += f'<section><h2>{GLANCES[glance]} {len(found):,} รายการ</h2><ul class="list">{items}</ul></section>'
    return shown
