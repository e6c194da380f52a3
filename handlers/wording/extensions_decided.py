"""คำขอเลื่อน, to the officers who decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.extensions import Doubt, Judged
from domain.lifecycle import STATE_WORDS
from domain.messages import Action, Card, Line, Message, Part, Rule, Say, Tap, Text, Tone
from domain.thai import weekday_date
from handlers.wording import menu
from handlers.wording.approvals import WAITING as APPLICANTS
from handlers.wording.extensions import Request, about, number_of, picker
from handlers.wording.tasks import name_of
from handlers.wording.voice import Voice

REQUESTS: Final = Say("คำขอเลื่อน", "คำขอเลื่อน")
SHOWN: Final = 4  # cards of one answer, with room for one more message
REASONS: Final = ("ต้องส่งตามกำหนด", "สพฐ. ปิดระบบตามกำหนด", "ต้องรวบรวมเสนอ ผอ.เขต")


def to_decide(v: Voice, request: Request) -> Message:
    """Everything an officer needs to know, and three ways to decide."""
    parts: list[Part] = [
        Line(request.task.unit, label="หน่วยงาน", strong=True),
        Line(request.who, label="ผู้ขอ"),
        *about(request),
    ]
    if request.external is not None and request.slack is not None:
        tone = Tone.CARE if request.slack <= 1 else Tone.CALM
        parts.append(
            Line(f"{weekday_date(request.external)} (เหลือ {request.slack} วันทำการ)", label="กำหนดส่งต่อ", tone=tone)
        )
    short = request.task.unit_short
    buttons: tuple[Action, ...] = (
        Tap("อนุมัติ", f"extyes:{request.id}", f"อนุมัติเลื่อน {short}"),
        Tap("ไม่อนุมัติ", f"extno:{request.id}", f"ไม่อนุมัติเลื่อน {short}"),
        *picker("เสนอวันอื่น", f"extoffer:{request.id}", request.within),
    )
    return Card(
        alt=f"{short} ขอเลื่อน {name_of(request.task)} ถึง {weekday_date(request.wanted)}",
        title="ขอเลื่อนกำหนดส่ง",
        subtitle=request.task.title,
        parts=(*parts, Rule(), Line(f"ยังไม่พิจารณา กำหนดส่งเป็นวันเดิม{v.end}")),
        tone=Tone.CARE,
        buttons=buttons,
        suggestions=(REQUESTS, *menu.OVERSEER),
    )


def more_wait(v: Voice, more: int) -> Message:
    """Those not shown yet."""
    return Text(f"ยังมีคำขอเลื่อนอีก {more} รายการ จะแสดงเมื่อพิจารณาชุดนี้แล้ว{v.end}", (REQUESTS,))


def none_wait(v: Voice, applicants: int) -> Message:
    """No request waits; but people may."""
    if applicants:
        return Text(
            f"ไม่มีคำขอเลื่อนที่รอพิจารณา{v.end} แต่มีผู้รออนุมัติลงทะเบียน {applicants} คน{v.end}", (APPLICANTS, *menu.OVERSEER)
        )
    return Text(f"ไม่มีคำขอเลื่อนที่รอพิจารณา{v.end}", menu.OVERSEER)


def which(v: Voice, requests: Sequence[Request], refusal: str | None, applicants: int) -> Message:
    """Several wait: which is meant. `refusal`: why not, None for a yes."""
    verb = "อนุมัติ" if refusal is None else "ไม่อนุมัติ"
    buttons: list[Action] = []
    for n, request in enumerate(requests[:SHOWN], start=1):
        data = f"extyes:{request.id}" if refusal is None else f"extno:{request.id}:0:{refusal}"
        label = f"{n}. {request.task.unit_short} ถึง {weekday_date(request.wanted)}"
        buttons.append(Tap(label, data, f"{verb} {request.task.unit_short}"))
    return Card(
        alt=f"{verb}คำขอไหน",
        title=f"{verb}คำขอไหน{v.ask}",
        parts=tuple(
            Line(f"{r.task.subject} {r.reason}", label=f"{n}. {r.task.unit_short}")
            for n, r in enumerate(requests[:SHOWN], start=1)
        ),
        tone=Tone.CARE,
        buttons=tuple(buttons),
        suggestions=(REQUESTS, *((APPLICANTS,) if applicants else ()), menu.HELP),
    )


def approved(v: Voice, request: Request, left: int) -> Message:
    """To the officer: done, and the asker knows."""
    day = weekday_date(request.granted or request.wanted)
    return Text(
        f"อนุมัติแล้ว {request.task.unit_short} ส่ง {name_of(request.task)} ได้ถึง {day} และแจ้งผู้ขอแล้ว{v.end}{_left(v, left)}",
        _next(left),
    )


def why_not(v: Voice, request: Request) -> Message:
    """Why not: three reasons, or typed."""
    return Card(
        alt="ไม่อนุมัติเพราะเหตุใด",
        title=f"ไม่อนุมัติเพราะเหตุใด{v.ask}",
        subtitle=f"{request.task.unit_short} ขอเลื่อนถึง {weekday_date(request.wanted)}",
        parts=(Line(f"จะแจ้งผู้ขอพร้อมเหตุผลนี้ หรือพิมพ์ ไม่อนุมัติ ตามด้วยเหตุผล{v.end}"),),
        buttons=tuple(Tap(why, f"extno:{request.id}:{n}", why) for n, why in enumerate(REASONS, start=1)),
    )


def refused(v: Voice, request: Request, left: int) -> Message:
    """To the officer: the asker has been told."""
    return Text(f"แจ้ง {request.task.unit_short} แล้วว่ายังเลื่อนไม่ได้ เหตุผล: {request.answer}{_left(v, left)}", _next(left))


def offered(v: Voice, request: Request, left: int) -> Message:
    """To the officer: the unit has the offer."""
    return Text(
        f"เสนอ {request.task.unit_short} ว่าเลื่อนได้ถึง {weekday_date(request.granted or request.wanted)} แล้ว "
        f"เมื่อหน่วยงานกดรับ กำหนดส่งจะเปลี่ยนเอง{v.end}{_left(v, left)}",
        _next(left),
    )


def cannot(v: Voice, request: Request, judged: Judged) -> Message:
    """The day cannot be the new due day any more; another may be offered."""
    why = {
        Doubt.NOT_LATER: f"กำหนดส่งตอนนี้คือ {weekday_date(request.task.due)} อยู่แล้ว วันที่เลือกไม่หลังวันนั้น",
        Doubt.PAST: "วันที่เลือกผ่านไปแล้ว",
        Doubt.TOO_LATE: "วันที่เลือกไม่ทันกำหนดที่สำนักงานต้องส่งต่อ",
        Doubt.DAY_OFF: "วันที่เลือกเป็นวันหยุด",
    }[judged.doubt or Doubt.PAST]
    taps: list[Action] = []
    if judged.instead is not None:
        day = weekday_date(judged.instead)
        taps.append(Tap(f"เสนอ {day}", f"extoffer:{request.id}:{number_of(judged.instead)}", f"เสนอ {day}"))
    return Card(
        alt="วันนี้ใช้เป็นกำหนดใหม่ไม่ได้",
        title="เลื่อนไปวันนั้นไม่ได้",
        subtitle=f"{request.task.unit_short} {request.task.subject}",
        parts=(Line(f"{why}{v.end}"),),
        tone=Tone.CARE,
        buttons=(
            *taps,
            *picker("เสนอวันอื่น", f"extoffer:{request.id}", request.within),
            Tap("ไม่อนุมัติ", f"extno:{request.id}", "ไม่อนุมัติ"),
        ),
    )


def is_in(v: Voice, request: Request) -> Message:
    """The work is in, or nothing is owed any more: the request is closed by that."""
    task = request.task
    return Text(
        f"{task.unit_short} {name_of(task)}: {STATE_WORDS[task.state]} จึงไม่ต้องพิจารณาคำขอเลื่อนแล้ว{v.end}", menu.OVERSEER
    )


def decided_already(v: Voice, request: Request, *, how: str) -> Message:
    """Another officer was quicker, or the unit has taken it back. `how`: the request's standing."""
    short = request.task.unit_short
    if how == "approved":
        said = f"{request.by} อนุมัติให้ {short} เลื่อนถึง {weekday_date(request.granted or request.wanted)} ไปแล้ว"
    elif how == "refused":
        said = f"{request.by} แจ้ง {short} ไปแล้วว่าเลื่อนไม่ได้ เหตุผล: {request.answer}"
    elif how == "offered":
        said = f"{request.by} เสนอ {short} เป็น {weekday_date(request.granted or request.wanted)} ไปแล้ว รอหน่วยงานกดรับ"
    else:
        said = f"{short} ถอนหรือเปลี่ยนคำขอนี้ไปแล้ว"
    return Text(v.close(said), (REQUESTS, *menu.OVERSEER))


def no_such(v: Voice) -> Message:
    """There is no such request in the office."""
    return Text(f"ไม่พบคำขอนี้{v.end}", (REQUESTS, *menu.OVERSEER))


def _left(v: Voice, left: int) -> str:
    return f" ยังมีคำขอเลื่อนอีก {left} รายการ{v.end}" if left else ""


def _next(left: int) -> tuple[Action, ...]:
    return (REQUESTS, *menu.OVERSEER) if left else menu.OVERSEER
