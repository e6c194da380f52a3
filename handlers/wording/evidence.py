"""What is said about photos, documents and links: kept, for which work, and that a report needs its Excel file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from domain.links import Host, host_of
from domain.messages import Card, Line, Message, Part, Rule, Tap, Text, Tone
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.tasks import name_of, reported, when
from handlers.wording.voice import Voice

_NOUNS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "image": ("รูป", "รูป"),
        "video": ("วิดีโอ", "รายการ"),
        "audio": ("เสียง", "รายการ"),
        "document": ("เอกสาร", "ไฟล์"),
        "link": ("ลิงก์", "รายการ"),
    }
)
_MIXED: Final = ("หลักฐาน", "รายการ")
_TAPS: Final = (menu.GET_FORM, menu.MY_TASKS, menu.HELP)
_DOWNLOADS: Final[Mapping[Host, str]] = MappingProxyType(
    {
        Host.SHEET: "Google ชีต: เปิดลิงก์ กด ไฟล์ > ดาวน์โหลด > Microsoft Excel (.xlsx)",
        Host.FORM: "Google ฟอร์ม: ส่งแทนแบบฟอร์มไม่ได้ กรุณาใช้ไฟล์จาก ขอแบบฟอร์ม",
        Host.DRIVE: "Google ไดรฟ์: เปิดลิงก์ กด ⋮ แล้วเลือก ดาวน์โหลด",
        Host.ONEDRIVE: "OneDrive: เปิดลิงก์ กด … แล้วเลือก ดาวน์โหลด",
        Host.DROPBOX: "Dropbox: เปิดลิงก์ แล้วกด ดาวน์โหลด",
        Host.ELSEWHERE: "เปิดลิงก์ แล้วเลือก ดาวน์โหลด หรือ บันทึกไฟล์",
    }
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept. `id`: of what the buttons name; `kinds`: image, video, audio, document or link, one each.

    `links`: the addresses among it; `others`: the code on it is of another unit's work.
    """

    id: int
    kinds: Sequence[str]
    links: Sequence[str] = ()
    others: bool = False


def _counted(kinds: Sequence[str]) -> tuple[str, str]:
    """What it is, and how many with its counter: รูป, 3 รูป."""
    noun, counter = _NOUNS.get(kinds[0], _MIXED) if len(set(kinds)) == 1 else _MIXED
    return noun, f"{len(kinds)} {counter}"


def _kept(v: Voice, kinds: Sequence[str]) -> str:
    noun, count = _counted(kinds)
    return f"เก็บ{noun}ไว้แล้ว {count}{v.end}"


def _instead(v: Voice, kept: Kept, task: Task | None) -> list[Part]:
    """Why a report needs its file all the same, and how to get one from a link; nothing where the file is in."""
    if task is not None and not task.owed:
        return []
    noun, _ = _counted(kept.kinds)
    if task is not None and task.elsewhere:
        told = f"งานนี้รายงานใน {task.elsewhere} โดยตรง รายงานเสร็จแล้วกดปุ่มด้านล่างได้เลย{v.end}"
        return [Rule(), Line(told, strong=True)]
    if kept.links:
        hosts = dict.fromkeys(host_of(link) for link in kept.links)
        why = f"เปิดลิงก์แทนท่านไม่ได้{v.end} กรุณาดาวน์โหลดเป็นไฟล์ Excel แล้วแนบในแชตนี้ (กด + แล้วเลือก ไฟล์)"
        return [Rule(), Line(why, strong=True), *(Line(_DOWNLOADS[host]) for host in hosts)]
    still = "งานนี้จึงยังรอไฟล์" if task is not None else "รายงานจึงยังต้องใช้ไฟล์"
    why = f"อ่านตัวเลขจาก{noun}แทนท่านไม่ได้ {still} Excel กรุณากรอกแบบฟอร์มแล้วแนบในแชตนี้{v.end}"
    return [Rule(), Line(why, strong=task is not None)]


def lost(v: Voice, kinds: Sequence[str], megabytes: int, *, some_kept: bool) -> Message:
    """What could not be had: taken back, expired or too large. `kinds`: of all that came."""
    noun, _ = _counted(kinds)
    counter = _counted(kinds)[1].split(" ", 1)[1]
    why = f"อาจถูกยกเลิก หมดอายุ หรือใหญ่กว่า {megabytes} MB กรุณาส่งใหม่{v.end}"
    text = f"อีก {len(kinds)} {counter} เปิดไม่ได้ {why}" if some_kept else f"{noun}ที่ส่งมาเปิดไม่ได้ {why}"
    return Text(text, _TAPS)


def cannot_be_opened(v: Voice, name: str) -> Message:
    """A document is locked or damaged: it is kept all the same."""
    return Text(f"ไฟล์ “{name}” เปิดอ่านไม่ได้ อาจมีรหัสผ่านหรือเสียหาย แต่เก็บไว้ให้แล้ว{v.end}", _TAPS)


def no_open_work(v: Voice, kept: Kept) -> Message:
    """Kept, though nothing is awaited from this person."""
    noun, _ = _counted(kept.kinds)
    parts = f"{_kept(v, kept.kinds)} ตอนนี้หน่วยงานของท่านไม่มีงานค้างส่ง จึงยังไม่ได้นำ{noun}เข้ากับงานใด{v.end}"
    return Text(f"{parts}\n{_other(v)}" if kept.others else parts, menu.STAFF)


def which_work(v: Voice, kept: Kept, tasks: Sequence[Task], offered: int) -> Message:
    """One question: which of these works it belongs to. `offered`: how many have been asked about with these."""
    noun, _ = _counted(kept.kinds)
    title = f"{noun}นี้เป็นของงานไหน{v.ask}"
    return Card(
        alt=title,
        title=title,
        subtitle=_kept(v, kept.kinds),
        parts=(*_whose(tasks), *_others(v, kept), *_instead(v, kept, None)),
        tone=Tone.CARE,
        buttons=(
            *(Tap(f"{t.subject} ({t.unit_short})", f"evidence:{kept.id}:{t.id}", f"เป็นของ {t.subject}") for t in tasks),
            Tap("ไม่ใช่งานเหล่านี้", f"not_evidence:{kept.id}:{offered}", "ไม่ใช่งานเหล่านี้"),
        ),
    )


def is_it_this(v: Voice, kept: Kept, task: Task) -> Message:
    """There is one work it may belong to: whether it is that."""
    noun, _ = _counted(kept.kinds)
    title = f"{noun}นี้เป็นของงานนี้ใช่ไหม{v.ask}"
    return Card(
        alt=title,
        title=title,
        subtitle=_kept(v, kept.kinds),
        parts=(*_whose([task]), *_others(v, kept), *_instead(v, kept, None)),
        tone=Tone.CARE,
        buttons=(
            Tap("ใช่", f"evidence:{kept.id}:{task.id}", "ใช่ งานนี้"),
            Tap("ไม่ใช่งานนี้", f"not_evidence:{kept.id}:1", "ไม่ใช่งานนี้"),
        ),
    )


def _whose(tasks: Sequence[Task]) -> list[Part]:
    return [Line(f"{name_of(t)} กำหนด {when(t)}" if t.owed else name_of(t), label=t.unit_short) for t in tasks]


def _others(v: Voice, kept: Kept) -> list[Part]:
    return [Rule(), Line(_other(v))] if kept.others else []


def _other(v: Voice) -> str:
    return f"คิวอาร์ที่เห็นเป็นแบบฟอร์มของหน่วยงานอื่นหรือรอบอื่น{v.end}"


def tied(v: Voice, kept: Kept, task: Task, *, by_code: bool, may_be_gainsaid: bool = False) -> Message:
    """It is kept as evidence of this work. `by_code`: the code on it has said so, and may be gainsaid."""
    noun, count = _counted(kept.kinds)
    undo = (Tap("ไม่ใช่งานนี้", f"not_evidence:{kept.id}:1", "ไม่ใช่งานนี้"),) if by_code or may_be_gainsaid else ()
    form = (_next(task),) if task.owed else ()
    found: tuple[Part, ...] = (Line("พบคิวอาร์ของแบบฟอร์มนี้", label="อ่านจาก"),) if by_code else ()
    return Card(
        alt=f"เก็บเป็นหลักฐานของ {task.subject} แล้ว",
        title="เก็บเป็นหลักฐานแล้ว",
        subtitle=task.title,
        parts=(
            Line(name_of(task), label="งาน", strong=True),
            Line(task.unit, label="หน่วยงาน"),
            Line(f"{noun} {count}" if noun not in count else count, label="เก็บ"),
            *found,
            *_instead(v, kept, task),
        ),
        tone=Tone.CALM if task.owed else Tone.GOOD,
        buttons=(*form, *undo),
        suggestions=menu.STAFF,
    )


def _next(task: Task) -> Tap:
    """What settles the work: the blank to fill in, or that it is reported elsewhere."""
    if task.elsewhere:
        return reported(task)
    return Tap("ขอแบบฟอร์ม", f"form:{task.id}", f"ขอแบบฟอร์ม {task.subject}")


def left(v: Voice, kinds: Sequence[str]) -> Message:
    """The sender has said that it belongs to none of the works."""
    noun, _ = _counted(kinds)
    return Text(f"รับทราบ{v.end} เก็บ{noun}ไว้แล้ว แต่ยังไม่ได้นำเข้ากับงานใด{v.end}", menu.STAFF)


def is_gone(v: Voice) -> Message:
    """A button about what was taken back or erased since."""
    return Text(f"ไม่พบหลักฐานนี้แล้ว อาจถูกยกเลิกหรือพ้นกำหนดเก็บ หากต้องการใช้ กรุณาส่งใหม่{v.end}", menu.STAFF)


def not_your_work(v: Voice) -> Message:
    """A button about a work that is not the speaker's, or not any more."""
    return Text(f"งานนี้ไม่ใช่ของหน่วยงานของท่าน จึงยังไม่ได้นำหลักฐานเข้ากับงานนี้{v.end}", menu.STAFF)


def accepted_already(v: Voice, task: Task) -> Message:
    """It belongs to a work that the office has accepted: it stays with it."""
    return Text(
        f"{name_of(task)} ตรวจรับเรียบร้อยแล้ว หลักฐานจึงยังเก็บไว้กับงานนี้{v.end} หากต้องการเปลี่ยน กรุณาแจ้งกลุ่มนโยบายและแผน{v.end}",
        menu.STAFF,
    )
