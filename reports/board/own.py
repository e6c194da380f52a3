"""What a unit owes, what wants most first, with what to do next for who is to do it."""

from __future__ import annotations

from html import escape

from domain.glance import SENT
from reports.board.look import debt_item, page, tiles
from reports.board.views import Line, OwnView


def render(view: OwnView) -> str:
    """The whole page."""
    place = f'<p class="soft">{escape(view.place)}</p>' if view.place else ""
    owed = [one for one in view.lines if one.glance not in SENT]
    sent = [one for one in view.lines if one.glance in SENT]
    lists = f"{_list('ต้องทำ' if view.mine else 'ยังค้าง', owed, view)}{_list('ส่งแล้ว', sent, view)}"
    if not view.lines:
        lists = "<p>ยังไม่มีงานที่ต้องส่งในตอนนี้</p>"
    elif not owed:
        lists = f"<p>ไม่มีงานค้าง</p>{lists}"
    return page(view.frame, view.title, f"{place}{tiles(view.tally) if view.lines else ''}{lists}")


def _list(title: str, lines: list[Line], view: OwnView) -> str:
    if not lines:
        return ""
    several = len({one.unit_id for one in view.lines if not one.shared}) > 1
    items = "".join(debt_item(one, _name(one, several=several), advice=view.mine and one.readable) for one in lines)
    return f'<section><h2>{title} {len(lines)} รายการ</h2><ul class="list">{items}</ul></section>'


def _name(line: Line, *, several: bool) -> str:
    whose = f"ร่วมกับ{line.unit}" if line.shared else line.unit if several else ""
    return " · ".join(text for text in (line.title, line.subject, whose) if text)
