"""Sentences about how one unit stands, and what is answered to whoever is stuck."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from domain.forms.progress import Measure, Pair, Progress
from domain.lifecycle import State
from domain.messages import Message
from domain.phrases.uploads import Trouble
from domain.thai import BANGKOK
from handlers.facts import Task
from handlers.wording import additions, comparisons, new_works, unit_status, upload_trouble
from handlers.wording.unit_status import Entry, StatusView
from handlers.wording.voice import Voice
from storage.people import Serving

OWED = Task(
    id=1, title="แบบติดตามกลยุทธ์ รอบ ๖ เดือน ปี ๒๕๗๐", subject="กลยุทธ์ที่ 3", subject_title="ยกระดับคุณภาพการศึกษา",
    unit="กลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา", unit_short="กลุ่มนิเทศฯ", state=State.PENDING, due=date(2027, 4, 2),
    due_at=datetime(2027, 4, 2, 16, 30, tzinfo=BANGKOK), days_left=-3, form_code="กย.๑", mine=True, has_file=False,
    work_id=1,
)  # fmt: skip
CAME = datetime(2027, 4, 1, 10, 24, tzinfo=BANGKOK)
SENT = Entry(
    task=replace(OWED, id=2, subject="กลยุทธ์ที่ 2", subject_title="สร้างโอกาสทางการศึกษา", state=State.SUBMITTED),
    came=CAME, early=1, receipt="ST-2570-R6/0007", who="นางสาวกานดา สมมติวัฒน์",
)  # fmt: skip
MEND = Entry(
    task=replace(OWED, id=3, subject="กลยุทธ์ที่ 4", subject_title="พัฒนาครู", state=State.RETURNED, mine=False),
    came=CAME, early=-2, receipt="ST-2570-R6/0008", who="นายปอ ทดสอบธรรม",
    why="ร้อยละ ค่า “๑๒๐” อยู่นอกช่วงที่กำหนด · ยังไม่ได้กรอก ผลการดำเนินงาน และอีก 3 แห่ง",
)  # fmt: skip
PEOPLE = (
    Serving(1, "นางสาวกานดา สมมติวัฒน์", "ศึกษานิเทศก์ชำนาญการพิเศษ", on_line=True),
    Serving(2, "นายปอ ทดสอบธรรม", "", on_line=False),
)
UNIT = StatusView(
    unit_id=7, unit=OWED.unit, unit_short=OWED.unit_short, entries=(Entry(task=OWED), MEND, SENT), people=PEOPLE,
    knows_people=True, oversees=True, board="https://bot.example/d/x?openExternalBrowser=1&unit=7", may_remind=True,
    reviewable=1,
)  # fmt: skip


def about_units(v: Voice) -> Iterator[tuple[str, Message]]:
    one = replace(UNIT, entries=(Entry(task=OWED),), named=True, reviewable=0)
    yield "unit", unit_status.status(v, UNIT)
    yield "unit, one work", unit_status.status(v, one)
    yield "unit, sent", unit_status.status(v, replace(one, entries=(SENT,), may_remind=False, reviewable=1))
    yield "unit, to be mended", unit_status.status(v, replace(one, entries=(MEND,), people=()))
    silent = PEOPLE[1]._replace(position="ครูผู้รับผิดชอบ")
    yield "unit, all in", unit_status.status(v, replace(UNIT, entries=(SENT,) * 7, people=(silent,), may_remind=False))
    chair = replace(one, people=(), knows_people=False, oversees=False, may_remind=False)
    yield "unit, to a chair", unit_status.status(v, chair)
    yield "unit, not asked of it", unit_status.status(v, replace(one, entries=()))
    yield "unit, nothing asked", unit_status.status(v, replace(UNIT, entries=(), asked=False))
    yield "unit, in a group", unit_status.status_in_group(v, replace(UNIT, people=(), knows_people=False))
    yield "unit, in a group, nothing", unit_status.status_in_group(v, replace(UNIT, entries=()))
    yield "unit, in a group, counts", unit_status.counts_in_group(v, UNIT)
    yield "unit, in a group, all in", unit_status.counts_in_group(v, replace(UNIT, entries=(SENT,)))
    yield "unit, in a group, counts, nothing", unit_status.counts_in_group(v, replace(one, entries=()))
    yield "unit, unknown", unit_status.which_unit(v, "รร.บ้านดงพญา")
    yield "unit, which", unit_status.which_unit(v, "")
    yield "unit, too many", unit_status.so_many_units(v, 2)
    yield from _about_files(v)


def _about_files(v: Voice) -> Iterator[tuple[str, Message]]:
    stuck = upload_trouble.Stuck(
        trouble=Trouble.SENDING, megabytes=20, hours=72, task=OWED, owed=1, officers=("นางสาวรินรดา ทดสอบวัฒนา",),
        last=upload_trouble.Last("กลยุทธ์ 3 แก้ไข.pdf", CAME, "unreadable"),
    )  # fmt: skip
    emes = replace(OWED, elsewhere="E-MES", subject="รายการที่ 1", subject_title="การอ่านออกเขียนได้", days_left=5)
    for trouble in Trouble:
        yield f"stuck: {trouble}", upload_trouble.stuck(v, replace(stuck, trouble=trouble))
        yield f"stuck, in a group: {trouble}", upload_trouble.stuck_in_group(v, trouble)
    yield "stuck: several", upload_trouble.stuck(v, replace(stuck, task=None, owed=3, last=None))
    yield "stuck: nothing owed", upload_trouble.stuck(v, replace(stuck, task=None, owed=0, last=None, officers=()))
    yield "stuck: reported elsewhere", upload_trouble.stuck(v, replace(stuck, trouble=Trouble.ELSEWHERE, task=emes))


ADDING = additions.Addition(
    title="E-MES รายการที่ ๑", subject="รายการที่ 1", due=OWED.due_at, is_past=False, data="2:3:14",
    new=("บ้านดงพญา",), already=("บ้านใหม่",), silent=("บ้านดงพญา",),
)  # fmt: skip
JOINING = additions.Addition(
    title=OWED.title, subject="กลยุทธ์ที่ 4", due=OWED.due_at, is_past=True, data="1:4:9", joining=("การเงินฯ",),
    lead="พัฒนาครูฯ", may_lead="การเงินฯ",
)  # fmt: skip


def about_additions(v: Voice) -> Iterator[tuple[str, Message]]:
    many = tuple(f"บ้านตัวอย่างที่ {n}" for n in range(1, 11))
    yield "add: whether", additions.really_add(v, ADDING)
    yield "add: whether, shared", additions.really_add(v, JOINING)
    yield "add: whether, several", additions.really_add(v, replace(ADDING, new=many, back=("วัดธารทอง",), already=()))
    yield "add: done", additions.added(ADDING, 2, (14, 2), "")
    yield "add: done, joined", additions.added(JOINING, 1, None, "")
    yield "add: done, lead", additions.added(JOINING, 1, None, "การเงินฯ")
    choices = [("กลยุทธ์ที่ 4", OWED.title, "addto:1:4:9"), ("รายการที่ 1", ADDING.title, "addto:2:3:9")]
    yield "add: to what", additions.which_work(v, ["การเงินฯ"], choices, 0)
    yield "add: to what, more", additions.which_work(v, ["การเงินฯ"], choices, 3)
    yield "add: whom", additions.which_unit(v)
    yield "add: unknown", additions.which_unit(v, "รร.บ้านดงพญา")
    yield "add: too many", additions.too_many(v, 8)
    yield "add: nothing open", additions.nothing_open(v, ["การเงินฯ"])
    yield "add: nothing to add", additions.nothing_to_add(v, ADDING)
    yield "add: is off", additions.is_off(v, ADDING.title)
    yield "add: left", additions.left(v, ADDING.heading)
    yield "add: undone", additions.undone(v, ADDING.title, "โรงเรียนบ้านดงพญา")
    yield "add: cannot undo", additions.cannot_undo(v)


SCORE = Pair("ระดับคะแนน", Measure.SCORE, 4, 4)
COMPARED = comparisons.Comparison(
    id=2, before_id=1, title="แบบติดตามกลยุทธ์ รอบ ๑๒ เดือน ปี ๒๕๗๐", before_title=OWED.title, subject="", now_in=3,
    now_of=4, was_in=4, both=3,
    progress=Progress(
        (Pair("ร้อยละ", Measure.PERCENT, 82.5, 90), SCORE, Pair("ใช้ไป", Measure.MONEY, 1_250_000, 980_500.5)),
        (Pair("ร้อยละ", Measure.PERCENT, 75, 90, "๓.๑"),), 9, 1,
    ),
    by_subject=(
        ("กลยุทธ์ที่ 1", Pair("ร้อยละ", Measure.PERCENT, 80, 92)), ("กลยุทธ์ที่ 2", Pair("ร้อยละ", Measure.PERCENT, 90, 88.25)),
        ("กลยุทธ์ที่ 3", Pair("ร้อยละ", Measure.PERCENT, 75, 75)),
    ),
    new=("กลยุทธ์ที่ 6",), not_in=("กลยุทธ์ที่ 4",), not_before=("กลยุทธ์ที่ 5",), other_span=True,
)  # fmt: skip


def about_comparisons(v: Voice) -> Iterator[tuple[str, Message]]:
    one = replace(COMPARED, subject="กลยุทธ์ที่ 3", by_subject=(), both=1, now_in=1, now_of=1, was_in=1, new=(), not_in=())
    yield "compared", comparisons.comparison(COMPARED)
    yield "compared, one subject", comparisons.comparison(replace(one, not_before=(), other_span=False))
    less = Progress((Pair("ร้อยละ", Measure.PERCENT, 90, 81),), (), 1, 0)
    yield "compared, less", comparisons.comparison(replace(one, progress=less))
    same = Progress((SCORE,), (), 1, 0)
    yield "compared, the same", comparisons.comparison(replace(one, progress=same))
    nothing = replace(COMPARED, progress=Progress((), (), 0, 0), by_subject=(), both=0, now_in=0)
    yield "compared, not yet", comparisons.comparison(nothing)
    yield "compared, no figures", comparisons.comparison(replace(nothing, both=2))
    yield "compared, nothing before", comparisons.nothing_before(v, OWED.title, 0)
    yield "compared, nothing of that year", comparisons.nothing_before(v, OWED.title, 2568)
    yield "compared, no such subject", comparisons.no_such_subject(v, OWED.title, 7)


NEW = new_works.NewWorkView(
    title="สำรวจความต้องการครู", units=("อำนวยการ", "นิติกร"), due=date(2027, 1, 29), day_off="", people=3,
    silent=("นิติกร",), mark=12, left=270,
)  # fmt: skip


def about_new_works(v: Voice) -> Iterator[tuple[str, Message]]:
    many = replace(NEW, units=tuple(f"บ้านตัวอย่างที่ {n}" for n in range(1, 31)), day_off="วันหยุดราชการ", silent=())
    yield "new work: title", new_works.which_title(v)
    yield "new work: file", new_works.use_file(v, NEW.title, 7, "สำรวจครู.xlsx")
    yield "new work: who", new_works.who_sends(v, NEW.title, 10, 120)
    yield (
        "new work: name unclear",
        new_works.names_unclear(v, "บ้านใหม่", ["โรงเรียนบ้านใหม่", "โรงเรียนบ้านใหม่ (ประชานุเคราะห์)"]),
    )
    yield "new work: name unknown", new_works.names_unclear(v, "กลุ่มแม่บ้าน", [])
    yield "new work: when", new_works.by_when(v, NEW.title, 10, CAME)
    yield "new work: not that day", new_works.day_does_not_do(v, CAME)
    yield "new work: whether", new_works.really(v, NEW, CAME)
    yield "new work: whether, many", new_works.really(v, many, CAME)
    yield "new work: done", new_works.asked(v, NEW.title, 2, NEW.due, 5)
    yield "new work: in the plan", new_works.in_the_plan(v)
    yield "new work: dropped", new_works.dropped(v)
    yield "new work: nothing begun", new_works.nothing_begun(v)
