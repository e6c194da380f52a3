"""Searching: units, requirements, receipt numbers."""

from __future__ import annotations

from html import escape

from reports.board.look import href, page
from reports.board.views import SearchView


def render(view: SearchView) -> str:
    """The whole page."""
    units = [_item(href(unit=one.id), one.name, one.more) for one in view.units]
    asked = [_item(href(requirement=one.id), one.name, one.more) for one in view.requirements]
    receipts = [_item(href(debt=one.debt), one.number, one.about) for one in view.receipts]
    found = f"{_list('หน่วยงาน', units)}{_list('งาน', asked)}{_list('เลขรับ', receipts)}"
    if view.words and not found:
        found = f"<p>ไม่พบ “{escape(view.words)}” ลองพิมพ์ให้สั้นลง เช่น ชื่อโรงเรียนโดยไม่มีคำนำหน้า</p>"
    form = (
        '<form method="get" role="search" class="ask"><label>ชื่อหน่วยงาน ชื่องาน หรือเลขรับ'
        f'<input type="search" name="search" value="{escape(view.words)}" maxlength="80"></label>'
        "<button>ค้นหา</button></form>"
    )
    return page(view.frame, "ค้นหา", f"{form}{found}")


def _item(address: str, name: str, more: str) -> str:
    soft = f'<p class="soft">{escape(more)}</p>' if more else ""
    return f'<li><p class="name"><a href="{address}">{escape(name)}</a></p>{soft}</li>'


def _list(title: str, items: list[str]) -> str:
    if not items:
        return ""
    return f'<section><h2>{title} {len(items)} รายการ</h2><ul class="list">{"".join(items)}</ul></section>'
