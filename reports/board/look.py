"""How every page of the dashboard looks: the frame, the colours, and the parts that stand on several pages.

No script and nothing from elsewhere. Addresses are fields behind the page's own address (`?debt=12`), so that every
link stays within the token that opened the first page.
"""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import urlencode

from domain.glance import Glance, Tally
from domain.thai import clock_time, local, long_date, thai_digits
from reports.board.style import STYLE
from reports.board.views import Frame, Line
from reports.board.words import GLANCES, came_late, day, distance, icon, moment, standing, to_do

_PLACES: Final = (("all", "ภาพรวม"), ("own", "งานของหน่วยงาน"), ("search", "ค้นหา"))


def page(frame: Frame, title: str, body: str, *, above: str = "") -> str:
    """The whole document. `above`: what stands before the title, such as the way back."""
    at = thai_digits(f"ข้อมูล ณ วันที่ {long_date(local(frame.as_of).date())} เวลา {clock_time(frame.as_of)}")
    whose = f" · {escape(frame.whose)}" if frame.whose else ""
    return (
        '<!doctype html><html lang="th"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        '<a class="skip" href="#main">ข้ามไปที่เนื้อหา</a>'
        f'<header class="top"><p class="office">{escape(frame.office)}{whose}</p>{_nav(frame)}</header>'
        f'<main id="main">{above}<h1>{escape(title)}</h1>{body}</main>'
        f"<footer><p>{escape(at)}</p><p>ลิงก์นี้ใช้ได้ถึง {moment(frame.until)} เป็นลิงก์เฉพาะตัว กรุณาไม่ส่งต่อ "
        "หมดอายุแล้วพิมพ์ “แดชบอร์ด” ในแชตเพื่อรับลิงก์ใหม่</p></footer></body></html>"
    )


def _nav(frame: Frame) -> str:
    there = {"all": frame.sees_many, "own": frame.has_own, "search": True}
    addresses = {"all": href(view="all"), "own": href(view="own"), "search": href(search="")}
    items = "".join(
        f'<a href="{addresses[name]}"{" aria-current=page" if frame.here == name else ""}>{text}</a>'
        for name, text in _PLACES
        if there[name]
    )
    return f'<nav aria-label="หน้าต่าง ๆ">{items}</nav>'


def href(**fields: str | int) -> str:
    """The address of another page, ready for an attribute."""
    return escape("?" + urlencode(fields))


def back(text: str, **fields: str | int) -> str:
    """The way back to another page."""
    return f'<p class="back"><a href="{href(**fields)}"><span aria-hidden="true">← </span>{escape(text)}</a></p>'


def badge(glance: Glance, text: str) -> str:
    """A mood by its colour, its icon and in words."""
    return f'<span class="b {glance}">{icon(glance)}{escape(text)}</span>'


def tiles(tally: Tally) -> str:
    """How much there is of each mood, as large figures with the share that is in."""
    shown = "".join(
        f'<div class="{glance}"><dt>{icon(glance)}{GLANCES[glance]}</dt><dd>{count:,}</dd></div>'
        for glance, count in tally.counts
    )
    whole = f"<div><dt>ส่งแล้วทั้งหมด</dt><dd>{tally.sent:,}<small>/{tally.total:,} ({percent(tally)}%)</small></dd></div>"
    return f'<dl class="tiles">{whole}{shown}</dl>'


def bar(tally: Tally) -> str:
    """How the moods share a whole, as one bar; what it shows stands beside it in words."""
    if not tally.total:
        return ""
    parts = "".join(
        f'<i class="{glance}" style="width:{100 * count / tally.total:.2f}%"></i>'
        for glance, count in reversed(tally.counts)
    )
    return f'<span class="bar" aria-hidden="true">{parts}</span>'


def percent(tally: Tally) -> int:
    """How much of it is in; never 100 before all is."""
    return 100 * tally.sent // tally.total if tally.total else 0


def debt_item(line: Line, name: str, *, advice: bool = False) -> str:
    """A debt in a list under a name; with `advice` on what its unit is to do next."""
    named = f'<a href="{href(debt=line.debt)}">{escape(name)}</a>' if line.readable else escape(name)
    facts = [f"กำหนดส่ง {day(line.due)}"]
    if line.glance in (Glance.OWED, Glance.MEND):
        facts[0] += f" ({distance(line.days)})"
    if line.came is not None:
        facts.append(f"ส่งเมื่อ {moment(line.came)}")
    if line.late:
        facts.append(came_late(line.late))
    todo = f'<p class="todo">{escape(to_do(line))}</p>' if advice else ""
    return (
        f'<li><p class="name">{named}</p><p>{badge(line.glance, standing(line))}</p>'
        f'<p class="soft">{" · ".join(escape(fact) for fact in facts)}</p>{todo}</li>'
    )
