"""What is owed, and the forms for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from domain.glance import SOON
from domain.lifecycle import STATE_WORDS
from domain.messages import Action, Card, Line, Message, Open, Part, Rule, Tap, Text, Tone
from domain.thai import weekday_date
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.voice import Voice

SHOWN = 8  # a card with more would be scrolled, not read
MOST_FORMS = 8  # in one answer: that many buttons are still found
_WORKS = {"strategy": "แบบติดตามกลยุทธ์", "inspection": "แบบตรวจราชการ", "emes": "E-MES", "project": "รายงานโครงการ"}


def when(task: Task) -> str:
    """The due day with what it means today: ศ. 2 เม.ย. 70 (อีก 3 วันทำการ)."""
    return f"{weekday_date(task.due)} ({_distance(task.days_left)})"


def _distance(days_left: int) -> str:
    if days_left > 0:
        return f"อีก {days_left} วันทำการ"
    return "วันนี้" if days_left == 0 else f"เลยมา {-days_left} วันทำการ"


def tone_of(task: Task) -> Tone:
    """The mood of one task: late, to be mended or near, in, or calm."""
    if not task.owed:
        return Tone.GOOD
    if task.days_left < 0:
        return Tone.LATE
    if task.to_mend:
        return Tone.CARE
    return Tone.SOON if task.days_left <= SOON else Tone.CALM


def name_of(task: Task) -> str:
    """A task in a line: กลยุทธ์ที่ 3 ยกระดับคุณภาพการศึกษา."""
    return " ".join(part for part in (task.subject, task.subject_title) if part)


def _parts(task: Task) -> list[Part]:
    state = STATE_WORDS[task.state]
    shared = "" if task.mine else f" (ร่วมกับ{task.unit_short})"
    lines: list[Part] = [
        Line(name_of(task) + shared, strong=True),
        Line(when(task) if task.owed else weekday_date(task.due), label="กำหนดส่ง", tone=tone_of(task)),
        Line(state, label="สถานะ", tone=tone_of(task)),
        *evidence_line(task),
    ]
    return lines


def evidence_line(task: Task) -> list[Part]:
    """How many photos, documents and links are kept for the work; nothing where there are none."""
    return [Line(f"มี {task.evidence} รายการ", label="หลักฐานแนบ")] if task.evidence else []


def my_tasks(v: Voice, tasks: Sequence[Task]) -> Message:
    """Everything the person's units must send or have sent."""
    owed = [task for task in tasks if task.owed]
    if not tasks:
        return Text(f"ตอนนี้ไม่มีงานที่ต้องส่ง{v.end}", menu.STAFF)
    parts: list[Part] = []
    for task in [*owed, *(t for t in tasks if not t.owed)][:SHOWN]:
        parts += [Rule()] if parts else []
        parts += _parts(task)
    if len(tasks) > SHOWN:
        parts += [Rule(), Line(f"และอีก {len(tasks) - SHOWN} รายการ")]
    worst = max((tone_of(task) for task in owed), key=_SEVERITY.__getitem__, default=Tone.GOOD)
    title = f"ต้องส่ง {len(owed)} รายการ" if owed else "ส่งครบแล้ว ขอบคุณมาก"
    first = owed[0] if owed else None
    form = Tap("ขอแบบฟอร์ม", f"form:{first.id}", f"ขอแบบฟอร์ม {first.subject}") if first else None
    buttons = (form, _hand_in(first), menu.EXTEND) if form and first else ()
    alt = f"{title} เร็วที่สุด {weekday_date(first.due)}" if first else title
    return Card(
        alt=alt,
        title=title,
        subtitle=tasks[0].title if len({t.title for t in tasks}) == 1 else "งานของหน่วยงานท่าน",
        parts=tuple(parts),
        tone=worst,
        buttons=buttons,
        suggestions=menu.STAFF,
    )


def reported(task: Task) -> Tap:
    """The tap that says of work reported elsewhere that it has been."""
    return Tap(f"รายงานใน {task.elsewhere} แล้ว", f"claim:{task.id}", f"รายงานใน {task.elsewhere} แล้ว")


def how_it_ends(v: Voice, task: Task) -> str:
    """What settles a work that somebody is reminded of."""
    if task.elsewhere:
        return f"รายงานใน {task.elsewhere} แล้วกดปุ่มด้านล่าง จะไม่มีการแจ้งเตือนซ้ำ{v.end}"
    return f"แนบไฟล์ในแชตนี้ได้เลย ส่งแล้วจะไม่มีการแจ้งเตือนซ้ำ{v.end}"


def to_mend_line(task: Task) -> list[Part]:
    """That something came and is to be mended; nothing of what is simply missing."""
    if not task.to_mend:
        return []
    said = f"ขอให้แก้ไขข้อมูลใน {task.elsewhere}" if task.elsewhere else "ได้รับไฟล์แล้ว ขอให้แก้ไขและส่งกลับ"
    return [Line(said, label="สถานะ", tone=Tone.CARE)]


def _hand_in(task: Task) -> Action:
    """The tap that settles the work: how to send it; or, of what is reported elsewhere, that it has been."""
    return reported(task) if task.elsewhere else menu.SUBMIT


_SEVERITY = {Tone.GOOD: 0, Tone.CALM: 1, Tone.SOON: 2, Tone.CARE: 3, Tone.LATE: 4}


def which_form(v: Voice, tasks: Sequence[Task]) -> Message:
    """Several forms could be meant: one question with buttons."""
    alike = Counter((t.subject, t.unit_short) for t in tasks[:SHOWN])  # two agencies may each have a first topic
    called = [t.subject_title if alike[t.subject, t.unit_short] > 1 else t.subject for t in tasks[:SHOWN]]
    choices = tuple(
        Tap(f"{name} ({t.unit_short})", f"form:{t.id}", f"ขอแบบฟอร์ม {name}")
        for name, t in zip(called, tasks[:SHOWN], strict=True)
    )
    together = all_forms(tasks)
    return Card(
        alt="ขอแบบฟอร์มของงานไหน",
        title=f"ขอแบบฟอร์มของงานไหน{v.ask}",
        parts=tuple(Line(name_of(t), label=f"{t.unit_short}") for t in tasks[:SHOWN]),
        buttons=(*together, *choices),
        suggestions=menu.STAFF,
    )


def all_forms(tasks: Sequence[Task]) -> tuple[Tap, ...]:
    """One tap for all blanks of a round, where several tasks are of one; none where they are not."""
    works = {task.work_id for task in tasks}
    if len(tasks) < 2 or len(works) > 1 or 0 in works:  # noqa: PLR2004 - one is no matter
        return ()
    return (Tap("ขอแบบฟอร์มทั้งหมด", f"forms:{works.pop()}", "ขอแบบฟอร์มทั้งหมด"),)


def forms_ready(v: Voice, issued: Sequence[tuple[Task, str]], count: int, hours: int) -> Message:
    """Several blanks are made, each behind its own link; `count`: of all that are owed."""
    first = issued[0][0]
    more = [Line(f"และอีก {count - len(issued)} รายการ พิมพ์ ขอแบบฟอร์ม เพื่อเลือก")] if count > len(issued) else []
    return Card(
        alt=f"แบบฟอร์ม {len(issued)} ไฟล์ พร้อมให้ดาวน์โหลด",
        title=f"แบบฟอร์ม {len(issued)} ไฟล์",
        subtitle=first.title,
        parts=(
            *(Line(name_of(task), label=f"ไฟล์ที่ {place}") for place, (task, _) in enumerate(issued, start=1)),
            *more,
            Rule(),
            Line(when(first), label="กำหนดส่ง", tone=tone_of(first)),
            Line(f"กรอกแล้วแนบกลับในแชตนี้ ไฟล์ละรายการ ระบบรู้เองว่าไฟล์ไหนเป็นของรายการใด{v.end}"),
            Line(f"ลิงก์ใช้ได้ {hours} ชั่วโมง หมดอายุแล้วกดขอใหม่ได้"),
        ),
        buttons=tuple(Open(f"ไฟล์ที่ {place}", url) for place, (_, url) in enumerate(issued, start=1)),
        suggestions=(menu.SUBMIT, menu.MY_TASKS, menu.HELP),
    )


def nothing_to_fill(v: Voice) -> Message:
    """A blank was asked for, but nothing is open for this person."""
    return Text(f"ตอนนี้ยังไม่มีแบบฟอร์มที่หน่วยงานของท่านต้องกรอก{v.end}", menu.STAFF)


def not_your_form(v: Voice) -> Message:
    """A blank of another unit was asked for."""
    return Text(f"แบบฟอร์มนี้เป็นของหน่วยงานอื่น{v.end} ดูแบบฟอร์มของท่านได้ที่ งานของฉัน{v.end}", menu.STAFF)


def _form_of(task: Task) -> str:
    """แบบ กย.๑ กลยุทธ์ที่ 3; a form of the office's own is called by its title."""
    return f"แบบ {task.form_code} {task.subject}" if task.form_code else task.subject


def file_name(task: Task) -> str:
    """What a blank's file is called, without the round and without an ending."""
    return f"{_form_of(task).replace('ที่ ', 'ที่')} {task.unit_short}"


def form_ready(v: Voice, task: Task, url: str, hours: int) -> Message:
    """The blank is made; here is its link."""
    return Card(
        alt=f"{_form_of(task)} พร้อมให้ดาวน์โหลด",
        title=_form_of(task),
        subtitle=task.title,
        parts=(
            Line(task.unit, label="หน่วยงาน", strong=True),
            Line(when(task), label="กำหนดส่ง", tone=tone_of(task)),
            Rule(),
            Line("1. กดปุ่มด้านล่างเพื่อบันทึกไฟล์"),
            Line(
                "2. กรอกช่องสีเหลืองให้ครบ ช่องสีขาวกรอกเท่าที่มี" if task.form_code else "2. กรอกให้ครบทุกรายการ ถ้าไม่มีข้อมูลให้พิมพ์ -"
            ),
            Line(f"3. แนบไฟล์กลับมาในแชตนี้ได้เลย เปลี่ยนชื่อไฟล์ได้{v.end}"),
            Line(f"ลิงก์ใช้ได้ {hours} ชั่วโมง หมดอายุแล้วกดขอใหม่ได้"),
        ),
        buttons=(Open("ดาวน์โหลดแบบฟอร์ม", url),),
        suggestions=(menu.SUBMIT, menu.MY_TASKS, menu.HELP),
    )


def how_to_send(v: Voice, tasks: Sequence[Task]) -> Message:
    """ส่งงาน: what is open, and how a file is handed in."""
    if not tasks:
        return Text(f"ตอนนี้ไม่มีงานค้างส่ง{v.end} หากต้องการส่งฉบับแก้ไข แนบไฟล์ในแชตนี้ได้เลย{v.end}", menu.STAFF)
    parts: list[Part] = [Line("แนบไฟล์ Excel ในแชตนี้ได้เลย (กด + แล้วเลือก ไฟล์)", strong=True), Rule()]
    parts += [Line(f"{name_of(t)} กำหนด {when(t)}", tone=tone_of(t)) for t in tasks[:SHOWN]]
    parts += [Rule(), Line(f"ส่งเสร็จแล้วจะได้เลขรับกลับทันที{v.end}")]
    return Card(
        alt="แนบไฟล์ Excel ในแชตนี้ได้เลย",
        title="ส่งงาน",
        subtitle=f"ค้างส่ง {len(tasks)} รายการ",
        parts=tuple(parts),
        buttons=(Tap("ขอแบบฟอร์ม", f"form:{tasks[0].id}", f"ขอแบบฟอร์ม {tasks[0].subject}"),),
        suggestions=menu.STAFF,
    )


def no_file_seen(v: Voice, tasks: Sequence[Task]) -> Message:
    """ส่งแล้ว was said, but something is still open: kindly, with what was not found."""
    names = "\n".join(f"• {name_of(t)}" for t in tasks[:SHOWN])
    return Text(
        f"ขอบคุณ{v.end} แต่ในระบบยังไม่พบไฟล์ของงานต่อไปนี้\n{names}\nหากส่งทางอื่นแล้ว ขอความกรุณาแนบไฟล์ในแชตนี้อีกครั้ง{v.end}",
        (menu.GET_FORM, menu.MY_TASKS, menu.HELP),
    )


def all_in(v: Voice) -> Message:
    """ส่งแล้ว was said, and everything that was asked for is in."""
    return Text(f"ได้รับครบแล้ว{v.end} ขอบคุณมาก{v.end}", menu.STAFF)


def settled(v: Voice, tasks: Sequence[Task]) -> Message:
    """What the words name need not be sent any more: how it stands."""
    lines = "\n".join(f"• {name_of(t) or t.title}: {STATE_WORDS[t.state]}" for t in tasks[:SHOWN])
    return Text(f"งานนี้ไม่ต้องส่งเพิ่มแล้ว{v.end}\n{lines}", menu.STAFF)


def not_asked(v: Voice, work: str, no: int, owed: Sequence[Task]) -> Message:
    """The words name what is not asked of the speaker's units now; `owed`: what is."""
    said = f"ตอนนี้ไม่มี {_called(work, no)} ที่หน่วยงานของท่านต้องส่ง{v.end}"
    if not owed:
        return Text(said, menu.STAFF)
    names = "\n".join(f"• {name_of(t)} กำหนด {when(t)}" for t in owed[:SHOWN])
    return Text(f"{said}\nงานที่ค้างส่งมีดังนี้\n{names}", menu.STAFF)


def _called(work: str, no: int) -> str:
    """A kind of work as people call it, with the number of the strategy or item that was named."""
    if work == "strategy" and no:
        return f"กลยุทธ์ที่ {no}"
    return f"{_WORKS.get(work, 'งาน')} รายการที่ {no}" if no else _WORKS.get(work, "งานที่ระบุ")
