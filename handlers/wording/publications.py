"""Figures that are made public: what would be seen, the links for three audiences, and how often they were opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from domain.messages import Card, Line, Message, Open, Part, Rule, Say, Tap, Text, Tone
from domain.publishing import AUDIENCE_WORDS, Audience, Change
from domain.thai import clock_time, local, short_date
from handlers.wording import menu
from handlers.wording.voice import Voice

DISTRICT: Final = "อำเภอ"
CLUSTER: Final = "กลุ่มโรงเรียน"
GROUP: Final = "กลุ่ม"
PAGES: Final = Say("หน้าเผยแพร่", "หน้าเผยแพร่")
_CHANGES: Final[Mapping[Change, str]] = {
    Change.PUBLISHED: "เผยแพร่", Change.RENEWED: "เผยแพร่ใหม่", Change.CLOSED: "ปิด", Change.OPENED: "เปิดอีกครั้ง",
}  # fmt: skip
_LOGGED: Final = 5
_TOLD: Final[Mapping[Audience, str]] = {Audience.OFFICE: "แจ้งทุกกลุ่มว่า", Audience.SCHOOLS: "แจ้งทุกโรงเรียนว่า"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """A page that would be put out. `tables`: their titles; `booklet`: its file's name, "" for none.

    `ordered`: the director has given an order on it; `out`: it is public already, with older figures.
    """

    id: int
    mark: int
    title: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[str, ...]
    note: str
    booklet: str
    ordered: bool
    out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationView:
    """A page that was put out. `openings`: by audience, of the page and of its files; `log`: what, when, who."""

    id: int
    title: str
    published_at: datetime
    is_open: bool
    links: Mapping[Audience, str]
    files: int
    openings: Mapping[tuple[Audience, bool], int] = field(default_factory=dict)
    log: tuple[tuple[Change, datetime, str], ...] = ()


def really(v: Voice, view: PageView) -> Message:
    """What everybody with the link would see."""
    parts: list[Part] = [
        *(Line(value, label=label, strong=True) for label, value in view.facts),
        Line(" · ".join(view.tables) or "ยังไม่มีตัวเลขที่ตรวจแล้ว", label="ตาราง"),
        Line(f"ตารางตัวเลข (Excel){f' และ {view.booklet}' if view.booklet else ''}", label="เอกสาร"),
    ]
    if view.note:
        parts.append(Line(view.note, tone=Tone.CARE))
    parts += [Rule(), Line(f"ในหน้าเป็นยอดรวม ไม่มีชื่อโรงเรียนและชื่อบุคคล ใครมีลิงก์ก็เปิดได้ และปิดได้ทุกเมื่อ{v.end}")]
    if view.booklet:
        parts.append(
            Line(
                f"รูปเล่มมีชื่อผู้รับผิดชอบและภาพ ก่อนเผยแพร่โปรดตรวจว่าภาพที่เห็นใบหน้านักเรียนได้รับความยินยอมแล้ว{v.end}",
                tone=Tone.CARE,
                strong=True,
            )
        )
    if not view.ordered:
        parts.append(Line(f"ยังไม่มีคำสั่ง ผอ. ในเรื่องนี้ พิมพ์ เสนอ ผอ. เพื่อเสนอก่อนเผยแพร่ได้{v.end}", tone=Tone.CARE))
    with_book = (Tap("เผยแพร่พร้อมรูปเล่ม", f"publishgo:{view.id}:1:{view.mark}", "เผยแพร่พร้อมรูปเล่ม"),)
    alone = Tap("เผยแพร่เฉพาะตัวเลข", f"publishgo:{view.id}:0:{view.mark}", "เผยแพร่เฉพาะตัวเลข")
    return Card(
        alt=f"เผยแพร่ {view.title} ใช่ไหม",
        title=f"เผยแพร่{'ข้อมูลใหม่แทนของเดิม' if view.out else 'ตามนี้'}ใช่ไหม{v.ask}",
        subtitle=view.title,
        parts=tuple(parts),
        tone=Tone.CARE,
        buttons=(*(with_book if view.booklet else ()), alone),
        suggestions=(PAGES, *menu.OVERSEER),
    )


def published(v: Voice, view: PublicationView) -> Message:
    """It is out: a link for each audience."""
    return Card(
        alt=f"เผยแพร่แล้ว {view.title}",
        title="เผยแพร่แล้ว",
        subtitle=view.title,
        parts=(
            *(Line(view.links[one], label=AUDIENCE_WORDS[one]) for one in Audience),
            Rule(),
            Line(f"ลิงก์แยกตามผู้รับ เพื่อให้เห็นว่าแต่ละฝ่ายเปิดดูกี่ครั้ง ส่งต่อหรือใส่ในหนังสือได้เลย{v.end}"),
        ),
        tone=Tone.GOOD,
        buttons=(
            Open("เปิดดูหน้าเผยแพร่", view.links[Audience.OFFICE]),
            *(Tap(_TOLD[one].removesuffix("ว่า"), f"publishtell:{view.id}:{n}", _TOLD[one].removesuffix("ว่า"))
              for n, one in enumerate(_TOLD)),
            Tap("ปิดหน้าเผยแพร่", f"publishoff:{view.id}", "ปิดหน้าเผยแพร่"),
        ),
        suggestions=(PAGES, *menu.OVERSEER),
    )  # fmt: skip


def telling(audience: int, title: str, link: str) -> str:
    """As somebody would type it: to have the schools, or the groups, told of a page."""
    return f"{list(_TOLD.values())[audience]} เผยแพร่ข้อมูล {title} แล้ว เปิดดูได้ที่ {link}"


def how_often(view: PublicationView) -> Message:
    """How a page stands: who has opened it, as counts, and its log."""
    parts: list[Part] = [
        Line(
            "เปิดอยู่" if view.is_open else "ปิดอยู่",
            label="สถานะ",
            strong=True,
            tone=Tone.GOOD if view.is_open else Tone.CARE,
        ),
        Line(_at(view.published_at), label="ข้อมูลเผยแพร่เมื่อ"),
        Rule(),
    ]
    for one in Audience:
        pages, files = view.openings.get((one, False), 0), view.openings.get((one, True), 0)
        parts.append(Line(f"เปิดหน้า {pages:,} ครั้ง เปิดเอกสาร {files:,} ครั้ง", label=AUDIENCE_WORDS[one]))
    if view.log:
        parts += [Rule(), Line("ทะเบียนการเผยแพร่", strong=True)]
        parts += [Line(f"{_CHANGES[what]} {who}", label=_at(at)) for what, at, who in view.log[-_LOGGED:]]
    switch = Tap("ปิดหน้าเผยแพร่", f"publishoff:{view.id}", "ปิดหน้าเผยแพร่") if view.is_open else Tap(
        "เปิดหน้าอีกครั้ง", f"publishon:{view.id}", "เปิดหน้าอีกครั้ง"
    )  # fmt: skip
    return Card(
        alt=f"การเผยแพร่ {view.title}",
        title="การเผยแพร่ข้อมูล",
        subtitle=view.title,
        parts=tuple(parts),
        buttons=(
            *([Open("เปิดดูหน้าเผยแพร่", view.links[Audience.OFFICE])] if view.is_open else []),
            Tap("ขอลิงก์", f"publishlinks:{view.id}", "ขอลิงก์"),
            switch,
        ),
        suggestions=(PAGES, *menu.OVERSEER),
    )


def listed(v: Voice, pages: Sequence[tuple[int, str, bool]], to_publish: Sequence[tuple[int, str]]) -> Message:
    """Several pages, or what could be made public: id, title, whether it is open."""
    return Card(
        alt="หน้าเผยแพร่ข้อมูล",
        title="หน้าเผยแพร่ข้อมูล",
        parts=(
            *(Line(title, label="เปิดอยู่" if is_open else "ปิดอยู่") for _, title, is_open in pages),
            *(Line(title, label="ยังไม่เผยแพร่") for _, title in to_publish),
            Line(f"กดเลือกเรื่องที่ต้องการ{v.end}"),
        ),
        buttons=(
            *(Tap(_short(title), f"publication:{one}", title) for one, title, _ in pages),
            *(Tap(f"เผยแพร่ {_short(title)}", f"publish:{one}", f"เผยแพร่ {title}") for one, title in to_publish),
        ),
        suggestions=menu.OVERSEER,
    )


def switched(v: Voice, title: str, *, is_open: bool) -> Message:
    """It was closed, or opened again."""
    if is_open:
        return Text(f"เปิดหน้าเผยแพร่ “{title}” อีกครั้งแล้ว ลิงก์เดิมใช้ได้{v.end}", (PAGES, *menu.OVERSEER))
    return Text(f"ปิดหน้าเผยแพร่ “{title}” แล้ว ผู้ที่เปิดลิงก์จะเห็นว่าปิดการเผยแพร่{v.end}", (PAGES, *menu.OVERSEER))


def stands_so(v: Voice, title: str, *, is_open: bool) -> Message:
    """The button comes too late: it stands so already."""
    return Text(f"หน้าเผยแพร่ “{title}” {'เปิดอยู่แล้ว' if is_open else 'ปิดอยู่แล้ว'}{v.end}", (PAGES, *menu.OVERSEER))


def nothing_accepted(v: Voice, title: str) -> Message:
    """Nothing of it has been looked at."""
    return Text(f"“{title}” ยังไม่มีข้อมูลที่ตรวจแล้ว จึงยังไม่มีตัวเลขให้เผยแพร่{v.end}", menu.OVERSEER)


def names_people(v: Voice, names: Sequence[str]) -> Message:
    """Someone's name has got into what would be public."""
    shown = ", ".join(names[:3])
    return Text(f"พบชื่อบุคคลในข้อมูลที่จะเผยแพร่ ({shown}) จึงยังไม่เผยแพร่ ขอให้แก้ชื่อเรื่องหรือข้อมูลก่อน{v.end}", menu.OVERSEER)


def not_published(v: Voice) -> Message:
    """The work that is meant is none that is made public."""
    return Text(f"การเผยแพร่ทำได้กับงาน E-MES และรายงานโครงการ เมื่อมีข้อมูลที่ตรวจแล้ว{v.end}", menu.OVERSEER)


def no_such_page(v: Voice) -> Message:
    """A button of something else."""
    return Text(f"ไม่พบหน้าเผยแพร่นี้ พิมพ์ หน้าเผยแพร่ เพื่อดูรายการล่าสุด{v.end}", (PAGES, *menu.OVERSEER))


def file_name(title: str, day: date) -> str:
    """The workbook behind the page."""
    return f"ตัวเลข {title} ณ {day:%Y%m%d}.xlsx".replace("/", "-")


def _at(moment: datetime) -> str:
    return f"{short_date(local(moment).date())} {clock_time(moment)}"


def _short(title: str) -> str:
    return title if len(title) <= 14 else f"{title[:13]}…"  # noqa: PLR2004 - a label holds twenty letters
