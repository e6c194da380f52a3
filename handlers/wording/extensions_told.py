"""ขอเลื่อน, to those who asked: what the officers have decided."""

from __future__ import annotations

from domain.messages import Card, Line, Message, Rule, Tap, Tone
from domain.thai import weekday_date
from handlers.wording import menu
from handlers.wording.extensions import Request
from handlers.wording.tasks import name_of
from handlers.wording.voice import Voice


def approved(v: Voice, request: Request) -> Message:
    """To whoever asked: yes, and what counts from now on."""
    day = request.granted or request.wanted
    return Card(
        alt=f"อนุมัติให้เลื่อน {name_of(request.task)} ถึง {weekday_date(day)}",
        title="ได้รับอนุมัติให้เลื่อนแล้ว",
        subtitle=request.task.title,
        parts=(
            Line(name_of(request.task), label="งาน", strong=True),
            Line(request.task.unit, label="หน่วยงาน"),
            Line(weekday_date(day), label="กำหนดส่งใหม่", strong=True),
            Rule(),
            Line(f"การเตือนจะนับจากวันใหม่ แนบไฟล์ในแชตนี้ได้เลย{v.end}"),
        ),
        tone=Tone.GOOD,
        buttons=(Tap("ขอแบบฟอร์ม", f"form:{request.task.id}", f"ขอแบบฟอร์ม {request.task.subject}"), menu.MY_TASKS),
        suggestions=menu.STAFF,
    )


def refused(v: Voice, request: Request) -> Message:
    """To whoever asked: no, kindly, with the reason."""
    return Card(
        alt=f"ยังเลื่อน {name_of(request.task)} ไม่ได้ กำหนดเดิม {weekday_date(request.task.due)}",
        title="ยังเลื่อนให้ไม่ได้",
        subtitle=request.task.title,
        parts=(
            Line(name_of(request.task), label="งาน", strong=True),
            Line(request.answer, label="เหตุผล"),
            Line(weekday_date(request.task.due), label="กำหนดส่ง", strong=True),
            Rule(),
            Line(f"ขอความกรุณาส่งตามกำหนด ติดขัดตรงไหนติดต่อกลุ่มนโยบายและแผนได้{v.end}"),
        ),
        tone=Tone.CARE,
        buttons=(menu.GET_FORM, menu.MY_TASKS),
        suggestions=menu.STAFF,
    )


def offered(v: Voice, request: Request) -> Message:
    """To whoever asked: another day, to be taken by one tap."""
    day = weekday_date(request.granted or request.wanted)
    return Card(
        alt=f"เลื่อน {name_of(request.task)} ได้ถึง {day}",
        title=f"เลื่อนได้ถึง {day} สะดวกไหม{v.ask}",
        subtitle=request.task.title,
        parts=(
            Line(name_of(request.task), label="งาน", strong=True),
            Line(weekday_date(request.wanted), label="ที่ขอไว้"),
            Line(day, label="เสนอให้", strong=True),
            Rule(),
            Line(f"ยังไม่รับ กำหนดส่งจะเป็นวันเดิม {weekday_date(request.task.due)}"),
        ),
        tone=Tone.CARE,
        buttons=(
            Tap(f"รับ {day}", f"exttake:{request.id}", f"รับ {day}"),
            Tap("ไม่เลื่อนแล้ว", f"extdrop:{request.id}", "ไม่เลื่อนแล้ว"),
        ),
        suggestions=menu.STAFF,
    )
