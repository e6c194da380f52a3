"""Everything the bot can say, in one file a Thai reader can read through: tests/snapshots/wording.txt.

Run with UPDATE_SNAPSHOTS=1 to write it anew, and read the difference aloud.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.line.outbound import render
from domain.albums import Fault, Flaw
from domain.applications import Refusal
from domain.audit import Noted
from domain.audit_chain import Line as Noting
from domain.calendar import WorkCalendar
from domain.carry_over import carry_over
from domain.circulars import Answer, Tally
from domain.circulars import Kind as CircularKind
from domain.critical_path import Ahead, OnPath
from domain.disclosure import GroupSays
from domain.extensions import Doubt as DayDoubt
from domain.extensions import Judged, Limits
from domain.forms.changes import Change, ChangeKind
from domain.forms.definition import Severity
from domain.forms.identity import Identity
from domain.forms.key_figures import Amount, Figures
from domain.forms.learning import learn
from domain.forms.learnt import Doubt, Learnt
from domain.forms.reading_result import Finding
from domain.group_digests import Owing, Standing
from domain.keeping import Terms
from domain.lifecycle import State
from domain.meetings import AGENDA
from domain.messages import Message, Text
from domain.morning import Asked, Call, Contact, Facts, Late, Review, Stuck, Unheard, Unminuted, Unspoken, topics
from domain.nagging import Audience
from domain.news import News, Stands
from domain.order_papers import Changes
from domain.orders import OrderKind, OrderNumber, OrderState, Panel, Seat
from domain.phrases.announcements import Audience as Told
from domain.phrases.rules import Intent
from domain.plan import PlanPolicy, PlanProblem, Role, UnitKind
from domain.planned import Decided
from domain.policies import compared
from domain.privacy import Kind
from domain.proposals import Order
from domain.reasons import REASONS
from domain.rehearsal import Month, Moved
from domain.reviewing import OFFICE as BENCH
from domain.reviewing import SCREENING
from domain.rights import RIGHTS
from domain.said_again import SaidAgain
from domain.screening import Opinion
from domain.sendings import Way
from domain.steps import Record, standing
from domain.thai import BANGKOK
from domain.visits import CHECK_LIST
from domain.works import STEPS
from handlers.facts import Task
from handlers.screening_results import FormResult, Resolution
from handlers.unit_choice import ask
from handlers.wording import (
    agency_requests,
    album_changes,
    albums,
    announcements,
    approvals,
    assignments,
    audit,
    audited,
    booklets,
    carry_overs,
    circulars,
    dashboards,
    deadlines,
    evidence,
    extensions,
    extensions_decided,
    extensions_told,
    files,
    group_digests,
    groups,
    hand_overs,
    invitations,
    just_done,
    learnt_forms,
    long_answers,
    meetings,
    memos,
    mentions,
    minutes,
    morning,
    nags,
    news,
    nil_reports,
    notice,
    opinions,
    order_files,
    order_lists,
    order_numbers,
    orders,
    overview,
    people,
    plan_offers,
    policies,
    privacy,
    promises,
    proposals,
    quota,
    reasons,
    receipts,
    registers,
    registration,
    rehearsals,
    reminders,
    restored,
    rests,
    reviewed_form,
    reviews,
    reviews_done,
    screenings,
    send_backs,
    sendings,
    several_receipts,
    steps,
    tasks,
    unclear,
    undelivered,
    visits,
    withdrawals,
)
from handlers.wording import (
    help as help_words,
)
from handlers.wording.findings import sentence
from handlers.wording.voice import Voice
from tests.domain.named_units import neighbours, units_of_district
from tests.domain.unknown_blanks import BLANKS
from tests.handlers.elsewhere_wording import about_claims, about_lists, about_the_work
from tests.handlers.publications_wording import about_publications
from tests.handlers.standing_wording import about_additions, about_comparisons, about_new_works, about_units
from tests.plans import small_plan

TERMS = Terms(words=90, answers=90, unplaced=365, parked=365)
SNAPSHOT = Path(__file__).parents[1] / "snapshots" / "wording.txt"
NOW = datetime(2027, 3, 30, 9, 0, tzinfo=BANGKOK)
SENT_OUT = datetime(2027, 4, 19, 16, 30, tzinfo=BANGKOK)
TASK = Task(
    id=1,
    title="แบบติดตามกลยุทธ์ รอบ ๖ เดือน ปี ๒๕๗๐",
    subject="กลยุทธ์ที่ 3",
    subject_title="ยกระดับคุณภาพการศึกษา",
    unit="กลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา",
    unit_short="กลุ่มนิเทศฯ",
    state=State.PENDING,
    due=date(2027, 4, 2),
    due_at=datetime(2027, 4, 2, 16, 30, tzinfo=BANGKOK),
    days_left=3,
    form_code="กย.๑",
    mine=True,
    has_file=False,
)
WITHIN = Limits(TASK.due, NOW.date(), date(2027, 4, 5), date(2027, 4, 8))
REQUEST = extensions.Request(
    id=12,
    task=TASK,
    who="นายเอก สมมติชน",
    wanted=date(2027, 4, 8),
    due=TASK.due,
    granted=None,
    reason="รอข้อมูลจากหน่วยงานอื่น",
    answer="",
    by="",
    days=3,
    external=date(2027, 4, 9),
    slack=1,
    within=WITHIN,
)
LATE = replace(TASK, id=2, subject="กลยุทธ์ที่ 1", subject_title="เสริมสร้างความปลอดภัย", days_left=-2, mine=False)
MEND = replace(TASK, id=3, state=State.RETURNED)
SENT = replace(TASK, id=4, state=State.SUBMITTED, subject="กลยุทธ์ที่ 2", subject_title="สร้างโอกาสทางการศึกษา")
ERROR = Finding(
    code="inconsistent", severity=Severity.ERROR, sheet="กลยุทธ์ที่ ๓", cell="F8", heading="จำนวนที่ทำได้", seen="230"
)
WARNING = replace(ERROR, severity=Severity.WARNING, code="unclear_value", cell="G8", heading="ร้อยละ", seen="0.855")
RECEIPT = receipts.Receipt(
    no="ST-2570-R6/0007",
    version=2,
    file_name="ส่งงานค่ะ.xlsx",
    at=NOW,
    task=SENT,
    rows=3,
    findings=(WARNING,),
    earlier_stands=False,
)
CHANGED = (Change(kind=ChangeKind.VALUE, row="๓.๑", heading="ร้อยละ", before="80", after="87.5"),)
LOST = replace(ERROR, code="missing", cell=None, field="indicator_no", heading="ที่", seen="๓.๓ ร้อยละของครู")
CHANGES = (
    *(
        Change(kind=ChangeKind.VALUE, row=f"๓.{no}", heading="จำนวนทั้งหมด", before="200", after=after, cell=f"E{no}")
        for no, after in enumerate(("180", "", "ข้อความที่ยาวเกินกว่าจะอ่านได้ในบรรทัดเดียวของการ์ดในไลน์ จึงตัดให้สั้นลง"), start=1)
    ),
    Change(kind=ChangeKind.ADDED, row="๓.๔"),
    *(Change(kind=ChangeKind.REMOVED, row=row) for row in ("๓.๕", "๓.๖")),
)
TAKEN_OVER = (receipts.TakenOver(("๓.๑", "๓.๒"), "ST-2570-R6/0001", 1),)
SAME = receipts.SameFile(no="ST-2570-R6/0007", at=NOW, task=SENT, once="same:1")
SEVERAL = (
    RECEIPT,
    replace(RECEIPT, no="ST-2570-R6/0008", version=1, task=MEND, findings=(ERROR,)),
    SAME,
    receipts.Closed(task=LATE),
)
ROUND = overview.RoundView(id=1, title=TASK.title, tasks=(SENT, MEND, LATE), as_of=NOW)
ALL_IN = replace(ROUND, tasks=(SENT,))
OF_UNIT = replace(ROUND, whose=TASK.unit_short)
GROUP = groups.GroupView(
    id=3, name="นิเทศ ศรีธารา 1", unit=TASK.unit, says=GroupSays.COUNTS, standing=groups.Standing.BOUND
)
OWING = tuple(Owing(n, name) for n, name in enumerate("กขคงจฉชซญฎฏฐฑฒณดต"))
BACK = replace(GROUP, id=4, name="", standing=groups.Standing.TO_CONFIRM)
LEFT = replace(GROUP, id=5, name="กลุ่มเก่า", standing=groups.Standing.LEFT)
DOUBTS = (
    *("no_title", "other_sheet", "same_sheets", "no_number", "filled", "example", "no_rows", "twice", "units_listed"),
)
CODES = (
    *("unreadable_number", "unclear_value", "not_in_range", "inconsistent", "missing", "missing_row", "duplicate"),
    *(
        "not_needed",
        "unanswered",
        "extra_column",
        "over_budget",
        "wrong_year",
        "wrong_round",
        "wrong_form",
        "wrong_subject",
        "unit_conflict",
        "new_code",
    ),
)


def resting(v: Voice) -> Iterator[tuple[str, Message]]:
    today, rest = date(2027, 4, 5), rests.Rest(date(2027, 4, 12), date(2027, 4, 16), schools_only=False)
    open_end = rests.Rest(today, None, schools_only=True)
    yield "let be today", rests.let_be(v, today, today)
    yield "let be for a while", rests.let_be(v, date(2027, 4, 9), today)
    yield "let be how long", rests.how_long(v, today)
    yield "a rest, confirm", rests.confirm(v, rest, 3)
    yield "a rest without end, confirm", rests.confirm(v, open_end, 0)
    yield "a rest is set", rests.is_set(rest, 7)
    yield "rests", rests.listed([(7, rest), (8, open_end)])
    yield "a rest is ended", rests.ended(v, rest)
    yield "reminded as usual", rests.awake(v)
    yield "a rest that is past", rests.past(v)


ENTERED = registers.Entered(
    id=4, agency="สพฐ.", no=3, fiscal_year_be=2570, topic="แบบติดตามกลยุทธ์ รอบ ๖ เดือน ปี ๒๕๗๐", letter_no="ศธ 04999/123",
    sent_on=date(2027, 4, 5), way=Way.SYSTEM, late=0, struck="",
)  # fmt: skip
SENDING = sendings.SendingView(
    agency="ผู้ตรวจราชการ ศธ.", topic="เด็กตกหล่น; อาหารกลางวัน", asked_in="ศธ 0210/45", letter_no="ศธ 04999/123",
    letter_on=date(2027, 4, 4), sent_on=date(2027, 4, 5), signed_on=date(2027, 4, 4), came_on=date(2027, 4, 1),
    way=Way.EMAIL, due=date(2027, 4, 2), late=3, kept="แฟ้ม 3/2570", going=("ส่งเสริมฯ เด็กตกหล่น",) * 7,
    left=("กลุ่มนิเทศฯ อาหารกลางวัน (ยังไม่ส่ง)",), twins=("สพฐ. 3",), others_number=True, is_ahead=True, mark=1,
)  # fmt: skip
PLAIN_SENDING = replace(
    SENDING, asked_in="", signed_on=None, came_on=None, due=None, late=None, kept="", going=(), left=(), twins=(),
    others_number=False, is_ahead=False,
)  # fmt: skip
ASKED_FOR = agency_requests.RequestView(
    agency="ผู้ตรวจราชการ ศธ.", is_new=False, registry_no="345/2570", received_on=date(2027, 3, 22),
    letter_no="ศธ 0210/45", letter_on=date(2027, 3, 20), topics=("เด็กตกหล่น", "อาหารกลางวัน"), round="1",
    due_at=datetime(2027, 3, 31, 16, 30, tzinfo=BANGKOK), days_left=1, urgency="ด่วนมาก", work="ตรวจราชการ ศธ. รอบ ๑",
    works=(), twin=False, mark=1,
)  # fmt: skip
BARE_REQUEST = replace(
    ASKED_FOR, agency="จังหวัดศรีธารา", is_new=True, registry_no="", letter_no="", letter_on=None, topics=("เด็กตกหล่น",),
    round="", due_at=None, days_left=None, urgency="", work="", works=(("ตรวจราชการ รอบ ๑", 3),), twin=True,
)  # fmt: skip


def about_letters(v: Voice) -> Iterator[tuple[str, Message]]:
    struck, late = replace(ENTERED, no=2, struck="พิมพ์ผิด"), replace(ENTERED, no=1, late=2)
    waiting = (
        registers.Waiting("ผู้ตรวจราชการ ศธ.", "เด็กตกหล่น", date(2027, 4, 7), "ด่วนมาก"),
        registers.Waiting("สพฐ.", "การอ่าน", date(2027, 4, 1), ""),
        registers.Waiting("สพฐ.", "อื่น", None, ""),
    )
    view = registers.BookView(
        fiscal_year_be=2570,
        agencies=(("สพฐ.", (late, struck, ENTERED)), ("ผู้ตรวจราชการ สปน.", ())),
        waiting=waiting,
        today=date(2027, 4, 6),
    )
    yield "register", registers.book(v, view, "https://bot.example/f/x", 72)
    yield "strike, which number", registers.which_number(v)
    yield "strike, no such row", registers.no_such_row(v, 9, "สพฐ.", 2570)
    yield "strike, which row", registers.which_row(v, [ENTERED, late], "พิมพ์ผิด")
    yield "strike, why", registers.why_strike(v, ENTERED)
    yield "strike, whether", registers.really_strike(v, ENTERED, ["ส่งเสริมฯ เด็กตกหล่น"] * 10, "พิมพ์ผิด")
    yield "struck", registers.struck(v, ENTERED, 2)
    yield "struck already", registers.struck_already(v, struck)
    yield "strike, left standing", registers.left_standing(v, ENTERED)
    yield "sending, which work", sendings.which_work(v, [("แบบติดตามกลยุทธ์", "sending:work:1")])
    yield "sending, which agency", sendings.which_agency(v, [("สพฐ.", "1")], "sending")
    yield "sending, add agency", sendings.add_agency(v, "จังหวัดศรีธารา")
    yield "sending, which topic", sendings.which_topic(v)
    yield "sending, which letter", sendings.which_letter(v, "ศธ 04999")
    yield "sending, which letter of an office without a prefix", sendings.which_letter(v, "")
    yield "sending, no letter read", sendings.no_letter_read(v, "ศธ 04999")
    yield "sending, which day", sendings.which_day(v, date(2027, 4, 6))
    yield "sending, which way", sendings.which_way(v)
    yield "sending, whether", sendings.really(v, SENDING)
    yield "sending, whether, plain", sendings.really(v, PLAIN_SENDING)
    yield "sending, recorded", sendings.recorded(v, SENDING, 3, 2570, ["3", "4"])
    yield "sending, recorded, plain", sendings.recorded(v, PLAIN_SENDING, 3, 2570, [])
    yield "sending, dropped", sendings.dropped(v)
    yield "sending, nothing begun", sendings.nothing_begun(v)
    yield "sending, changed meanwhile", sendings.changed_meanwhile(v)
    yield "request, which agency", agency_requests.which_agency(v, [("สพฐ.", "1")])
    yield "request, which topics", agency_requests.which_topics(v)
    yield "request, which day", agency_requests.which_day(v, date(2027, 4, 6))
    yield "request, whether", agency_requests.really(v, ASKED_FOR, date(2027, 3, 30))
    yield "request, whether, little known", agency_requests.really(v, BARE_REQUEST, date(2027, 3, 30))
    yield "request, taken", agency_requests.taken(v, ASKED_FOR, 7)
    yield "request, taken, no work answers it", agency_requests.taken(v, BARE_REQUEST, 7)
    yield "request, dropped", agency_requests.dropped(v)
    yield "request, nothing begun", agency_requests.nothing_begun(v)
    yield "request, changed meanwhile", agency_requests.changed_meanwhile(v)


CIRCULAR = circulars.CircularView(
    id=5, kind=CircularKind.ORDER, title="คำสั่งที่ ๓๕/๒๕๗๐ แต่งตั้งคณะกรรมการกลั่นกรอง", part="กรรมการและเลขานุการ",
    lines=("ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป",), again=False, url="https://bot.example/f/x",
)  # fmt: skip
ASKED = tuple(
    circulars.Standing(
        id=number, name=name, position="ผู้อำนวยการกลุ่ม", part=part, answer=answer, at=NOW if answer else None,
        remark=remark, calls=calls,
    )
    for number, (name, part, answer, remark, calls) in enumerate((
        ("นางเดือนเพ็ญ ตัวอย่างวงศ์", "ประธานกรรมการ", Answer.ACKNOWLEDGED, "", False),
        ("นายวิทยา จำลองปัญญา", "กรรมการ", Answer.DELEGATED, "นางสาวฝน ตัวอย่างรัตน์", False),
        ("นางอรุณี ตัวอย่างมาก", "กรรมการ", None, "", False),
        ("นางกัลยา สมมติบุญ", "", None, "", True),
    ))
)  # fmt: skip


ANNOUNCED = announcements.AnnouncementView(
    mark=1, whom=announcements.whom(Told.GROUPS), title="ผลการประเมินจาก สพฐ. แบบติดตามกลยุทธ์ รอบ ๖ เดือน ปี ๒๕๗๐",
    words="ระดับดีเยี่ยม คะแนน 4.62", file="ผลการประเมิน.pdf", people=23, reached=16,
    by_phone=tuple(f"นางสาวสมมติ ตัวอย่าง{n}" for n in range(7)), groups=6, in_groups=58, left=120, at_once=True,
)  # fmt: skip


MEETING = meetings.MeetingView(
    id=3, mark=1, committee="คณะกรรมการกลั่นกรองการจัดทำรายงานผลการดำเนินงานตามกลยุทธ์",
    held_at=datetime(2027, 4, 8, 9, 30, tzinfo=BANGKOK), place="ห้องประชุมบึงบัวหลวง ชั้น 2", agenda=AGENDA,
    work="แบบติดตามกลยุทธ์ รอบ ๖ เดือน ปี ๒๕๗๐",
    guests=(
        meetings.Guest(name="นางเดือนเพ็ญ ตัวอย่างวงศ์", position="", duty="ประธานกรรมการ", answer=Answer.ACKNOWLEDGED),
        meetings.Guest(name="นายวิทยา จำลองปัญญา", position="ผอ.กลุ่มนิเทศฯ", duty="กรรมการ", answer=Answer.UNABLE),
        meetings.Guest(name="นางกัลยา สมมติบุญ", position="ผอ.กลุ่มส่งเสริมฯ", duty=""),
    ),
    reached=2, by_phone=1, left=120,
)  # fmt: skip
ATTENDED = minutes.AttendanceView(
    meeting=MEETING, began="09.40 น.", ended="", is_over=True,
    seats=(
        minutes.Seat("นางเดือนเพ็ญ ตัวอย่างวงศ์", "ประธานกรรมการ", present=True, reason=""),
        minutes.Seat("นายวิทยา จำลองปัญญา", "กรรมการ", present=False, reason="ติดราชการ"),
        minutes.Seat("นางกัลยา สมมติบุญ", "กรรมการ", present=None, reason=""),
    ),
)  # fmt: skip


def about_meetings(v: Voice) -> Iterator[tuple[str, Message]]:
    off = replace(MEETING, day_off="วันเสาร์", moved=True, left=None)
    yield "meeting, which committee", meetings.which_committee(v)
    yield "meeting, which day", meetings.which_day(v, date(2027, 3, 1), date(2028, 3, 1))
    yield "meeting, which time", meetings.which_time(v)
    yield "meeting, which place", meetings.which_place(v)
    yield "meeting, in the past", meetings.in_the_past(v, MEETING)
    yield "meeting, whether", meetings.really(v, MEETING)
    yield "meeting, whether, moved to a day off", meetings.really(v, off)
    yield "meeting, called", meetings.called(v, MEETING, "3.2")
    yield "meeting, moved", meetings.called(v, off, "")
    yield "meeting, dropped", meetings.dropped(v)
    yield "meeting, nothing begun", meetings.nothing_begun(v)
    yield "meeting, none planned", meetings.none_planned(v)
    yield "meetings, for an officer", meetings.listed(v, [MEETING, off], overseer=True)
    yield "meetings, for a member", meetings.listed(v, [MEETING], overseer=False)
    yield "meeting, whether to call it off", meetings.which_to_call_off(v, [MEETING])
    yield "meeting, which to call off", meetings.which_to_call_off(v, [MEETING, off])
    yield "meeting, called off", meetings.called_off(v, MEETING)
    yield "meeting, the day before", meetings.reminder(v, MEETING)
    yield "meeting, name not found", meetings.not_found(v, "นายไม่มี")
    yield "meeting, who instead", meetings.who_instead(v)
    yield "meeting, delegated", meetings.delegated(v, "นางสาวฝน ตัวอย่างรัตน์")
    yield "meeting, not delegated", meetings.not_delegated(v)
    yield "meeting, no invitation", meetings.no_invitation(v)
    yield "minutes, who came", minutes.attendance(v, ATTENDED)
    yield "minutes, before it", minutes.attendance(v, replace(ATTENDED, is_over=False, began=""))
    yield "minutes, ready", minutes.ready(v, ATTENDED, ("https://a.example/w", "https://a.example/p"), 72, ["กลยุทธ์ที่ 4"])
    yield "minutes, no meeting", minutes.no_meeting(v)
    yield "minutes, not a guest", minutes.not_a_guest(v, "นายเอก")


VISITED = visits.VisitView(
    id=3, mark=1, begins=datetime(2027, 4, 28, 9, 30, tzinfo=BANGKOK), place="ห้องประชุมบึงบัวหลวง",
    work="แบบติดตามกลยุทธ์ รอบ ๖ เดือน ปี ๒๕๗๐",
    presenters=(
        visits.Presenter(
            "กลยุทธ์ที่ 1", "นางอรุณี ตัวอย่างมาก", datetime(2027, 4, 28, 9, 30, tzinfo=BANGKOK),
            datetime(2027, 4, 28, 10, 0, tzinfo=BANGKOK),
        ),
        visits.Presenter(
            "กลยุทธ์ที่ 2", "", datetime(2027, 4, 28, 10, 0, tzinfo=BANGKOK), datetime(2027, 4, 28, 10, 30, tzinfo=BANGKOK)
        ),
    ),
    items=tuple(visits.Item(place, title, done=place < 2) for place, title in enumerate(CHECK_LIST)),
    people=4, reached=3, by_phone=1, left=120,
)  # fmt: skip


ORDER = orders.OrderView(
    id=4, kind=OrderKind.DUTY, state=OrderState.DRAFT, work="แบบติดตามกลยุทธ์ รอบ ๖ เดือน ปี ๒๕๗๐",
    subject="แต่งตั้งคณะกรรมการปฏิบัติหน้าที่รับการตรวจติดตามจากคณะกรรมการของ สพฐ. ปีงบประมาณ พ.ศ. 2570",
    panels=(
        Panel(
            "คณะกรรมการฝ่ายต้อนรับ",
            (
                Seat("ประธานกรรมการ", 1, "นางอรุณี ตัวอย่างมาก", "ผู้อำนวยการกลุ่มอำนวยการ"),
                Seat("กรรมการ", 0, "นายนอก ตัวอย่างไกล", "ข้าราชการบำนาญ"),
                Seat("กรรมการและเลขานุการ", 2, "นายเอก สมมติชน", "นักจัดการงานทั่วไป"),
            ),
            ("ต้อนรับคณะกรรมการติดตาม", "จัดสถานที่"),
        ),
        Panel("คณะกรรมการฝ่ายเอกสาร", (Seat("กรรมการ", 2, "นายเอก สมมติชน", "นักจัดการงานทั่วไป"),), ("จัดทำเอกสาร",)),
    ),
    mark=7,
)  # fmt: skip
SIGNED_ORDER = replace(
    ORDER, state=OrderState.SIGNED, number=52, year_be=2570, signed_on=date(2027, 4, 20),
    mine=((1, "กรรมการและเลขานุการ"), (2, "กรรมการ")),
)  # fmt: skip
GIVEN_NUMBER = OrderNumber(52, 2570, date(2027, 4, 20))


def about_orders(v: Voice) -> Iterator[tuple[str, Message]]:
    one = replace(ORDER, panels=ORDER.panels[:1], replaces=True, work="")
    yield "order, which kind", orders.which_kind(v)
    yield "order, no work", orders.no_work(v)
    yield "order, whether", orders.really(v, ORDER)
    yield "order, whether, changed", orders.really(v, one, orders.seated(0, "นายเอก", "ประธานกรรมการ", "นางอรุณี"))
    yield "order, somebody out", orders.really(v, one, orders.unseated("นายเอก สมมติชน"))
    yield "order, changed in one of several", orders.really(v, ORDER, orders.seated(2, "นายปอ", "กรรมการ", ""))
    yield "order, who is that", orders.who_is(v, "นายนอก ตัวอย่างไกล")
    yield "order, which person", orders.which_person(v, "เอก", [("นายเอก สมมติชน", "เพิ่ม นายเอก สมมติชน")])
    yield "order, which committee", orders.which_panel(v, ORDER.panels, "เพิ่ม นายเอก")
    yield "order, no such committee", orders.which_panel(v, ORDER.panels, "")
    yield "order, not in it", orders.not_there(v, "นายไม่มี")
    yield "order, dropped", orders.dropped(v)
    yield "order, nothing begun", orders.nothing_begun(v)
    yield "order, drafted", orders.drafted(v, ORDER, ("https://a.example/1", "https://a.example/2"), 72)
    found = Changes(preamble=True, duties=(1, 2), came=("นายใหม่ ตัวอย่าง",), gone=("นายเอก สมมติชน",))
    yield "order, changed by a file", orders.really(v, ORDER, order_files.told(found, ORDER.panels))
    yield "order, seats changed by a file", orders.really(v, one, order_files.told(Changes(seats=True), one.panels))
    yield "order, left out of a file", order_files.left_out(v, ("สำเนาคู่ฉบับ",))
    yield "order, a file with nothing new", order_files.nothing_new(v, ORDER, ("สำเนาคู่ฉบับ",))
    yield "order, a file of a signed one", order_files.not_a_draft(v, SIGNED_ORDER)
    yield "order, no file yet", order_files.send_it(v)
    yield "order, a file that is none", order_files.no_order(v, "บันทึก.docx")
    yield "order, which draft a file is of", order_files.which_draft(v, 3, [ORDER, replace(ORDER, id=5)])
    yield "order, documents", orders.documents(v, SIGNED_ORDER, ("https://a.example/2",), 72)
    yield from about_signed_orders(v)


def about_signed_orders(v: Voice) -> Iterator[tuple[str, Message]]:
    told = replace(SIGNED_ORDER, circular=9, tally=Tally(people=2, answers={Answer.ACKNOWLEDGED: 1}))
    gone = replace(told, state=OrderState.REVOKED)
    cost = order_numbers.Telling(people=2, messages=1, left=120, by_phone=("นายเอก สมมติชน",), at_once=False)
    urls = ("https://a.example/1", "https://a.example/2")
    yield "order, nothing to number", order_numbers.nothing_to_number(v)
    yield "order, which to number", order_numbers.which_to_number(v, [ORDER, replace(ORDER, kind=OrderKind.SCREENING)])
    yield "order, which number", order_numbers.which_number(v, ORDER)
    yield "order, which day", order_numbers.which_day(v, orders.Numbering(order=4, number=52), date(2027, 4, 21))
    yield "order, in the future", order_numbers.wrong_number(v, GIVEN_NUMBER, "future")
    yield "order, of another year", order_numbers.wrong_number(v, GIVEN_NUMBER, "year")
    yield "order, number taken", order_numbers.number_taken(v, GIVEN_NUMBER, SIGNED_ORDER)
    yield "order, whether that number", order_numbers.really_numbered(v, replace(ORDER, replaces=True), GIVEN_NUMBER, 8)
    yield "order, no number after all", order_numbers.number_dropped(v)
    yield "order, signed", order_numbers.signed(v, SIGNED_ORDER, urls, cost, "4.1", "คำสั่งที่ 50/2570")
    yield (
        "order, signed, nobody to tell",
        order_numbers.signed(
            v,
            replace(SIGNED_ORDER, panels=()),
            urls,
            replace(cost, people=0, messages=0, left=None, by_phone=()),
            "",
            "",
        ),
    )
    yield "order, told", order_numbers.told(v, told, 2, "4.1")
    yield "order, told before", order_numbers.told_before(v, told)
    yield "order, not to be told yet", order_numbers.not_to_tell(v, ORDER)
    yield "order, not to be told any more", order_numbers.not_to_tell(v, gone)
    yield "order, not found", order_lists.not_found(v)
    yield "orders, none", order_lists.none_yet(v, drafts=True)
    yield "orders, none, to a director", order_lists.none_yet(v, drafts=False)
    yield "orders, none of mine", order_lists.none_of_mine(v)
    yield "orders", order_lists.listed(v, [ORDER, SIGNED_ORDER, told, gone])
    yield "orders, mine", order_lists.mine(v, [told, replace(told, panels=told.panels[:1])])
    yield "order, a draft, for an officer", order_lists.shown(v, ORDER, officer=True)
    yield "order, for an officer", order_lists.shown(v, told, officer=True)
    yield "order, for a member", order_lists.shown(v, told, officer=False)
    yield "order, which to revoke", order_lists.which_to_revoke(v, [told, SIGNED_ORDER])
    yield "order, whether to revoke", order_lists.whether_off(v, told)
    yield "order, whether to erase", order_lists.whether_off(v, ORDER)
    yield "order, revoked", order_lists.off(v, told)
    yield "order, erased", order_lists.off(v, ORDER)
    yield "order, revoked before", order_lists.off_before(v, gone)


def about_visits(v: Voice) -> Iterator[tuple[str, Message]]:
    done = replace(VISITED, items=tuple(replace(item, done=True) for item in VISITED.items))
    yield "visit, which day", visits.which_day(v, date(2027, 4, 1), date(2028, 4, 1))
    yield "visit, in the past", visits.in_the_past(v, VISITED)
    yield "visit, no presenters", visits.no_presenters(v)
    yield "visit, whether", visits.really(v, VISITED)
    bare = replace(VISITED, place="", reached=4, by_phone=0, left=None, day_off="วันเสาร์")
    yield "visit, whether, bare", visits.really(v, bare)
    yield "visit, the day before", visits.reminder(v, VISITED, VISITED.presenters[:1], with_items=False)
    yield "visit, the day before, for who plans it", visits.reminder(v, VISITED, (), with_items=True)
    yield "visit, planned", visits.planned(v, VISITED, ["4", "4.2"])
    yield "visit, for an officer", visits.shown(v, VISITED, officer=True)
    yield "visit, all is ready", visits.shown(v, done, officer=True)
    yield "visit, for a presenter", visits.shown(v, VISITED, officer=False)
    yield "visit, whether off", visits.whether_off(v, VISITED)
    yield "visit, off", visits.called_off(v, VISITED)
    yield "visit, none", visits.none_planned(v)
    yield "visit, dropped", visits.dropped(v)
    yield "visit, nothing begun", visits.nothing_begun(v)
    yield "visit, no such strategy", visits.no_such_subject(v, 9)
    yield "visit, name not found", visits.not_found(v, "นายไม่มี")


PROPOSED = proposals.ProposalView(
    id=3, title="แบบติดตามกลยุทธ์ รอบ ๖ เดือน ปี ๒๕๗๐", lines=proposals.lines_of(4, date(2027, 4, 2), date(2027, 4, 19)),
    proposed=NOW, by="นางสาวรินรดา ทดสอบวัฒนา", url="https://bot.example/f/x",
)  # fmt: skip


TOPICS = ("เด็กตกหล่น", "การอ่านออกเขียนได้", "อาหารกลางวัน", "ความปลอดภัย", "ครูผู้ช่วย", "การเบิกจ่าย")
GIVEN_OUT = assignments.AssignmentView(
    id=7, agency="ผู้ตรวจราชการ ศธ.", round="1", due=date(2027, 1, 29), day_off="", external=NOW + timedelta(days=70),
    topics=(
        assignments.TopicView(id=1, place=1, title=TOPICS[0], units=("ส่งเสริมฯ", "นิติกร")),
        assignments.TopicView(id=2, place=2, title=TOPICS[1], units=("นิเทศฯ",)),
    ),
    form="แบบรายงานข้อมูลการตรวจราชการและติดตามประเมินผลการจัดการศึกษา", forms=((4, "แบบเก็บข้อมูลอาหารกลางวัน"),),
    order="เห็นชอบ", mark=99,
)  # fmt: skip


def about_assignments(v: Voice) -> Iterator[tuple[str, Message]]:
    nobody = replace(GIVEN_OUT.topics[1], units=())
    half = replace(GIVEN_OUT, topics=(GIVEN_OUT.topics[0], nobody), due=None, external=None, order="")
    groups = [(3, "อำนวยการ"), (4, "ส่งเสริมฯ"), (5, "นิเทศฯ")]
    yield (
        "topics, of which agency",
        assignments.which_request(v, [(7, "ผู้ตรวจราชการ ศธ.", "เด็กตกหล่น"), (8, "ผู้ตรวจราชการ สปน.", "อาหารกลางวัน")]),
    )
    yield "topic, to whom", assignments.topic(v, half, half.topics[1], groups, assignments.given(half.topics[0]))
    yield "topic, given", assignments.topic(v, half, half.topics[0], groups)
    yield "topics, some given", assignments.review(v, half, NOW.date(), assignments.given(half.topics[1]))
    yield "topics, all given", assignments.review(v, GIVEN_OUT, NOW.date())
    yield "topics, due on a day off", assignments.review(v, replace(GIVEN_OUT, day_off="วันปีใหม่"), NOW.date())
    yield "topics, asked", assignments.asked(v, "รายงาน ผู้ตรวจราชการ ศธ. รอบที่ ๑", 2, NOW, 3, "")
    yield (
        "topics, asked by the director",
        assignments.asked(v, "รายงาน ผู้ตรวจราชการ ศธ. รอบที่ ๑", 2, NOW, 3, "นางสาวรินรดา ทดสอบวัฒนา"),
    )
    yield "topics, given out by the director", assignments.given_out(v, "รายงาน ศธ.", "นายสมมติ ศรีธารา", NOW)
    yield "topics, an order", Text(assignments.ordered(GIVEN_OUT.topics))
    yield "topics, none", assignments.nothing_to_give(v)
    yield "topics, taken in", assignments.taken_in(v, "ผู้ตรวจราชการ ศธ.")
    yield "topics, asked already", assignments.asked_already(v, "รายงาน ศธ.")
    yield "topics, no such topic", assignments.no_such_topic(v, "น้ำท่วม", ["เด็กตกหล่น"])
    yield "topics, no topic at all", assignments.no_such_topic(v, "น้ำท่วม", [])
    yield "topics, which unit", assignments.which_units(v, "บุคคล", ["กลุ่มบริหารงานบุคคล", "กลุ่มพัฒนาครู"])
    yield "topics, no unit", assignments.which_units(v, "กลุ่มลับ", [])
    yield "topics, day does not fit", assignments.day_does_not_fit(v, NOW)
    yield "topics, day is over", assignments.day_does_not_fit(v, None)
    yield "topics, sent back", assignments.sent_back(v, "ส่งคืน ขอดูข้อมูลเดิมก่อน")
    yield "topics, changed meanwhile", assignments.changed_meanwhile(v)


def about_proposals(v: Voice) -> Iterator[tuple[str, Message]]:
    agreed = proposals.Given(Order.AGREED, "ให้กลุ่มนิเทศฯ เป็นเจ้าภาพ", NOW, "นายสมมติ ศรีธารา", on_paper=False)
    decided = replace(PROPOSED, given=agreed, may_change=True)
    back = replace(PROPOSED, given=proposals.Given(Order.SENT_BACK, "แก้กำหนดส่ง", NOW, "นายสมมติ ศรีธารา", on_paper=False))
    paper = replace(PROPOSED, given=proposals.Given(Order.NOTED, "", NOW, "ผอ.สพท.", on_paper=True))
    yield "proposal, no director", proposals.no_director(v, PROPOSED.title)
    yield (
        "proposal, whether",
        proposals.really(v, "proposego:3", PROPOSED.title, PROPOSED.lines, ["นายสมมติ ศรีธารา"], 120),
    )
    yield "proposal, put", proposals.proposed(v, PROPOSED.title)
    yield "proposal, waits already", proposals.waits_already(v, PROPOSED)
    yield "proposal, to decide", proposals.to_decide(v, PROPOSED)
    yield "proposal, decided, may be changed", proposals.to_decide(v, decided)
    for order in Order:
        yield f"proposal, which words, {order}", proposals.which_words(v, order)
    yield "proposal, decided", proposals.decided(v, decided, "นางสาวรินรดา ทดสอบวัฒนา")
    yield "proposal, decided, nobody to tell", proposals.decided(v, decided, "")
    yield "proposal, the officer is told", proposals.told(v, decided)
    yield "proposal, the officer is told that it comes back", proposals.told(v, back)
    yield "proposal, nothing to tell", proposals.told(v, PROPOSED)
    yield "proposal, recorded from paper", proposals.recorded(v, paper)
    yield "proposal, what to record", proposals.which_to_record(v)
    yield (
        "proposals, which was ordered",
        proposals.which_was_ordered(v, [("paper:3", PROPOSED.title), ("paper:0:4", "สปน. ขอข้อมูล")]),
    )
    yield "proposal, ordered meanwhile", proposals.ordered_meanwhile(v, decided)
    topics = replace(
        PROPOSED, title="ผู้ตรวจราชการ สปน. ขอข้อมูล", topics_of=7, lines=proposals.request_lines(TOPICS, "สปน.", NOW)
    )
    yield "proposal, of topics", proposals.to_decide(v, topics)
    yield "proposal, of topics, decided", proposals.decided(v, replace(topics, given=agreed), "นางสาวรินรดา ทดสอบวัฒนา")
    yield "proposal, of topics, the officer is told", proposals.told(v, replace(topics, given=agreed))
    yield (
        "proposals, which to propose",
        proposals.which_to_propose(v, [(7, "ผู้ตรวจราชการ สปน.", "อาหารกลางวัน")], [(3, PROPOSED.title)]),
    )
    yield "proposal, nothing waits", proposals.nothing_waits(v)
    yield "proposal, none", proposals.none_proposed(v, proposes=True)
    yield "proposal, none, to a director", proposals.none_proposed(v, proposes=False)
    yield "proposal, too late", proposals.too_late(v, decided)
    yield "proposal, left", proposals.kept_back(v)
    yield "proposals, for the director", proposals.listed(v, [PROPOSED, decided], decides=True)
    yield "proposals, for an officer", proposals.listed(v, [decided, back, paper], decides=False)


def about_announcements(v: Voice) -> Iterator[tuple[str, Message]]:
    alone = replace(ANNOUNCED, words=ANNOUNCED.title, file="", by_phone=(), groups=0, left=None, at_once=False)
    yield "announce, which words of a result", announcements.which_words(v, is_result=True)
    yield "announce, which words", announcements.which_words(v, is_result=False)
    yield "announce, which round", announcements.which_round(v, [(1, "รอบ ๖ เดือน"), (2, "รอบ ๑๒ เดือน")])
    yield "announce, too long", announcements.too_long(v)
    yield "announce, whether", announcements.really(v, ANNOUNCED)
    yield "announce, whether, no group", announcements.really(v, alone)
    yield "announce, nobody on LINE", announcements.really(v, replace(alone, reached=0))
    yield "announced", announcements.told(v, ANNOUNCED, "6")
    yield "announced, later", announcements.told(v, alone, "")
    yield "announce, dropped", announcements.dropped(v)
    yield "announce, nothing begun", announcements.nothing_begun(v)
    yield "announce, nobody", announcements.nobody(v, Told.SCHOOLS)
    yield "circular in a group", circulars.to_group(v, 5, CircularKind.NEWS, "พรุ่งนี้งดประชุม", ("เลื่อนเป็นวันศุกร์",))


def about_policies(v: Voice) -> Iterator[tuple[str, Message]]:
    policy = PlanPolicy(code="P1", fiscal_year_be=2570, no=1, title="เรียนดี มีความสุข")
    empty = replace(policy, code="P2", no=2, title="ลดภาระ")
    plan = small_plan()
    first, second = plan.subjects
    bare = replace(second, code="ST3", no=3, title="ยกระดับคุณภาพ", owners=(), indicators=())
    year = replace(plan, policies=(policy, empty), subjects=(replace(first, policy="P1"), second, bare))
    before = replace(plan, subjects=(replace(first, fiscal_year_be=2569, indicators=first.indicators[:1]),))
    units = {unit.code: next(iter(unit.short_names), unit.name) for unit in plan.units}
    view = policies.YearView(2570, year.policies, compared(year, before), units, known_before=True, carries=True)
    alone = policies.YearView(
        2570, (), compared(plan, replace(plan, subjects=())), units, known_before=False, carries=False
    )
    yield "analysis", policies.analysis(v, view, "https://bot.example/f/x", 72)
    yield "analysis without policies, for a director", policies.analysis(v, alone, "", 72)
    yield "analysis: nothing", policies.nothing(v, 2572, has_before=False, plans=False)
    yield "analysis: nothing yet", policies.nothing(v, 2571, has_before=True, plans=True)
    made = carry_over(year, replace(plan, subjects=(), requirements=()), 2571, WorkCalendar(), ())
    partly = replace(made, policies=(), strategies=(), strategies_there=(first, second))
    yield "carry over", carry_overs.preview(v, made, ["นิติกร", "ส่งเสริมฯ"])
    yield "carry over: rounds alone", carry_overs.preview(v, partly, [])
    yield (
        "carry over: all there",
        carry_overs.nothing_to_carry(v, replace(partly, rounds_there=(plan.requirements[0],))),
    )
    yield "carry over: nothing before", carry_overs.nothing_to_carry(v, replace(partly, strategies_there=()))
    yield "carry over: which year", carry_overs.which_year(v, (2570, 2571))
    yield "carried over", carry_overs.carried(v, made, 1, 1)
    yield "carried over without rounds", carry_overs.carried(v, replace(made, policies=()), 0, 0)
    yield (
        "plan file",
        carry_overs.plan(v, carry_overs.PlanView(2570, 4, 2, proposed=False), "https://bot.example/f/x", 72),
    )
    yield (
        "plan file with proposals",
        carry_overs.plan(v, carry_overs.PlanView(2571, 4, 2, proposed=True), "https://bot.example/f/x", 72),
    )
    yield "plan file: nothing", carry_overs.no_plan(v, 2568)


def about_circulars(v: Voice) -> Iterator[tuple[str, Message]]:
    whole = circulars.StandingView(id=5, title=CIRCULAR.title, sent=NOW, rows=ASKED, again=1)
    for kind in CircularKind:
        yield f"circular, {kind}", circulars.circular(v, replace(CIRCULAR, kind=kind))
    yield "circular, again", circulars.circular(v, replace(CIRCULAR, again=True, url=None, part="", lines=()))
    yield "circular, thanks", circulars.thanks(v, [CIRCULAR.title], left=0)
    yield "circular, thanks for two", circulars.thanks(v, [CIRCULAR.title, "b"], left=1)
    yield "circular, already", circulars.already(v, CIRCULAR.title)
    yield "circular, over", circulars.over(v)
    yield "circular, nothing", circulars.nothing_to_acknowledge(v)
    yield "circular, which", circulars.which(v, [(number, f"คำสั่งที่ {number}") for number in range(1, 11)])
    yield "circular, none sent", circulars.none_sent(v)
    yield "circulars", circulars.listed(v, [(5, CIRCULAR.title, Tally(people=4, answers={Answer.ACKNOWLEDGED: 2}))])
    yield "circular, standing", circulars.standing(v, whole)
    yield "circular, all have answered", circulars.standing(v, replace(whole, rows=ASKED[:2], again=0))
    yield "circular, told again", circulars.told_again(v, 3)
    yield "circular, told today", circulars.told_again(v, 0)
    yield "circular, recorded", circulars.recorded(v, "นางกัลยา สมมติบุญ")
    yield "circular, not found", circulars.no_such_circular(v)


REHEARSED = rehearsals.RehearsalView(
    first=date(2027, 3, 20),
    last=date(2027, 4, 30),
    whole=False,
    titles=("แบบติดตามกลยุทธ์ รอบ ๖ เดือน ปี ๒๕๗๐",),
    messages=496,
    held=88,
    days=23,
    people=83,
    months=(
        Month(first=date(2027, 3, 1), allowed=300, used=60, paid=200, held=0),
        Month(first=date(2027, 4, 1), allowed=300, used=0, paid=270, held=88),
        Month(first=date(2027, 5, 1), allowed=None, used=0, paid=26, held=0),
    ),
    reserve=30,
    moved=tuple(
        Moved("แบบติดตามกลยุทธ์", "-1", date(2027, 4, day), date(2027, 4, 12), "วันสงกรานต์" if day < 16 else "")
        for day in range(13, 20)
    ),
    silent=tuple(f"โรงเรียนทดสอบ {number}" for number in range(1, 8)),
)
REHEARSAL_LINKS = dict.fromkeys(("picture", "table", "pages"), "https://bot.example/f/x")
PROPOSAL = reminders.Proposal(
    id=3, title="แบบติดตามกลยุทธ์ รอบ ๖ เดือน", debts=9, units=8, people=7, heard=2, silent=("บ้านใหม่", "วัดธารทอง"),
    left=40, at=None, in_hours=True, wanted_by=None,
)  # fmt: skip


def reminding(v: Voice) -> Iterator[tuple[str, Message]]:
    at = datetime(2026, 11, 24, 9, 0, tzinfo=BANGKOK)
    yield "rehearsal", rehearsals.rehearsal(v, REHEARSED, REHEARSAL_LINKS, 72)
    short = replace(REHEARSED, held=0, titles=(), moved=(), silent=(), whole=True, months=REHEARSED.months[:1])
    yield "rehearsal, it suffices", rehearsals.rehearsal(v, short, REHEARSAL_LINKS, 72)
    yield "rehearsal, nobody", rehearsals.nothing(v, replace(short, days=0))
    cut = replace(short, days=0, whole=False, last=date(2027, 3, 29))
    yield "rehearsal, nobody as far as it came", rehearsals.nothing(v, cut)
    yield "rehearsal, nobody on the one day it came to", rehearsals.nothing(v, replace(cut, last=cut.first))
    yield "rehearsal, it did not come so far", rehearsals.nothing(v, replace(cut, first=date(2027, 4, 1)))
    yield "remind, proposal", reminders.proposal(v, PROPOSAL)
    yield "remind, too dear", reminders.proposal(v, replace(PROPOSAL, left=3, heard=0, silent=()))
    yield "remind, later", reminders.proposal(v, replace(PROPOSAL, at=at, in_hours=False, left=None, wanted_by=at))
    yield "remind, nobody", reminders.proposal(v, replace(PROPOSAL, title="", people=0, silent=tuple("กขคงจฉช")))
    yield "remind, which work", reminders.which_work(v, 3, [(1, "แบบติดตามกลยุทธ์"), (2, "รายงาน E-MES")])
    yield "remind, which unit", reminders.which_unit(v, ["บ้านใหม่ อ.เขาหินแก้ว", "บ้านใหม่ อ.ทุ่งตะวัน"])
    yield "remind, nobody owes", reminders.nobody_owes(v)
    yield "remind, gone", reminders.gone(v, 7)
    yield "remind, gone to nobody", reminders.gone(v, 0)
    yield "remind, will go", reminders.will_go(v, at)
    yield "remind, dropped", reminders.dropped(v)
    yield "remind, over", reminders.over(v)
    yield "reminder asked for", reminders.reminder(v, "นายเอก สมมติชน", [LATE, MEND], None)
    yield "reminder asked for, wanted by", reminders.reminder(v, "นายเอก สมมติชน", [TASK] * 10, at)


DEBT = Ahead(1, "strategy", TASK.title, TASK.subject, TASK.unit, State.PENDING, TASK.due_at, SENT_OUT)
BUSY = Facts(
    late=tuple(Late(f"งานที่ {no}", 1200 // no, 900 // no, NOW - timedelta(days=20 - no)) for no in range(1, 5)),
    late_units=1234,
    reviews=(Review("งานที่ 1", 5, 2, NOW - timedelta(days=9)), Review("งานที่ 2", 1, 0, None)),
    stuck=Stuck(undelivered=2, parked=1, unanswered=3),
    calls=(
        Call(
            "โรงเรียนบ้านใหม่",
            2,
            TASK.due_at,
            (Contact("นางรัชนี สมมติผล", "ผอ.", blocked=True), Contact("นายเอก", "", blocked=False)),
        ),
        Call("โรงเรียนบ้านคลองสำราญ", 1, TASK.due_at, ()),
    ),
    to_call=17,
    path=(OnPath(DEBT, -2), OnPath(DEBT._replace(state=State.SUBMITTED), 0), OnPath(DEBT, 4)),
    on_path=9,
    later_dates=Asked(3, NOW - timedelta(days=6)),
)


def told_to_groups(v: Voice) -> Iterator[tuple[str, Message]]:
    due = group_digests.Due(TASK.title, TASK.due, TASK.due, True, Standing(20, 18, OWING))  # noqa: FBT003 - a plain fact
    yield (
        "group digest, counts",
        group_digests.digest(v, [due, replace(due, last=False, told_on=TASK.due - timedelta(days=1))]),
    )
    days_off = replace(due, told_on=TASK.due - timedelta(days=3))
    yield "group digest, over days off", group_digests.digest(v, [days_off, replace(days_off, last=False)])
    yield "group digest, names", group_digests.digest_with_names(v, [due], {0: ["Ua"]})
    yield "group digest, names of many", group_digests.digest_with_names(v, [due], {})
    yield "may you be mentioned", mentions.offer(v)
    yield "mentioned from now on", mentions.agreed(v)
    yield "mentioned no more", mentions.taken_back(v)
    yield "group digests chosen", group_digests.chosen(v, wanted=True)
    yield "group digests stopped", group_digests.chosen(v, wanted=False)


def mornings(v: Voice) -> Iterator[tuple[str, Message]]:
    def seen(facts: Facts) -> morning.MorningView:
        day = NOW.date()
        return morning.MorningView(
            facts=facts, topics=topics(facts), today=day, review_after=3, calendar=WorkCalendar()
        )

    yield "morning, nothing to see to", morning.morning(v, seen(Facts()), whole=False)
    yield "morning, in short", morning.morning(v, seen(BUSY), whole=False)
    yield "morning, all of it", morning.morning(v, seen(BUSY), whole=True)
    yield (
        "morning, requests for later dates only",
        morning.morning(v, seen(Facts(later_dates=Asked(1, None))), whole=False),
    )
    yield (
        "morning, proposals only",
        morning.morning(v, seen(Facts(proposals=Asked(2, NOW))), whole=False),
    )
    others = Facts(
        unheard=(Unheard("คำสั่งที่ 35/2570 เรื่อง แต่งตั้งคณะกรรมการกลั่นกรอง", 2),),
        opinions=(Unspoken("แบบติดตามกลยุทธ์ รอบ ๖ เดือน", 4, 2, NOW),),
        orders=Asked(1, NOW),
        minutes=(Unminuted("คณะกรรมการกลั่นกรอง", NOW),),
    )
    yield "morning, of committees", morning.morning(v, seen(others), whole=False)
    yield "a committee's member hears", screenings.waits_for_you(v, [("แบบติดตามกลยุทธ์ รอบ ๖ เดือน", 4)])
    yield "the week, to directors", morning.weekly(v, seen(BUSY))


def about_help(v: Voice) -> Iterator[tuple[str, Message]]:
    yield "help for staff", help_words.first(v, ())
    yield "help for directors", help_words.first(v, RIGHTS[Role.DIRECTOR])
    yield "help for officers", help_words.first(v, RIGHTS[Role.OFFICER])
    for place, topic in enumerate(help_words.TOPICS):
        yield f"help, {topic.title}", help_words.one_topic(v, RIGHTS[Role.OFFICER], place)
    yield "help, a topic of nobody", help_words.one_topic(v, (), 4)
    yield "help for strangers", help_words.for_strangers(v)


def _of_named_work(v: Voice) -> Iterator[tuple[str, Message]]:
    yield "all in", tasks.all_in(v)
    yield "settled", tasks.settled(v, [TASK, LATE])
    for work, no in (("project", 0), ("emes", 3), ("strategy", 5), ("inspection", 0), ("", 0)):
        yield f"not asked: {work} {no}", tasks.not_asked(v, work, no, [TASK])
    yield "not asked, and nothing owed", tasks.not_asked(v, "emes", 0, [])
    for way in just_done.Way:
        done = just_done.Done(NOW, way, "x:1", just_done.named(TASK, more=1))
        yield f"just done: {way.name.lower()}", just_done.take_back(v, done)


def everything(v: Voice) -> Iterator[tuple[str, Message]]:
    yield "greeting", notice.notice(v, "1:ลงทะเบียน", greeting=True)
    yield "notice", notice.notice(v, "1:")
    yield "notice in full", notice.in_full(v, TERMS, "1:")
    yield "agreed", notice.agreed(v)
    yield "declined", notice.declined(v, registered=False)
    yield "declined by somebody registered", notice.declined(v, registered=True)
    yield from registering(v)
    yield from approving(v)
    yield from handing_over(v)
    yield from own_forms(v)
    yield from resting(v)
    yield from reminding(v)
    yield from mornings(v)
    yield from manual(v)
    yield from reviewing(v)
    yield from screening(v)
    yield from told_to_groups(v)
    yield "group hello", people.group_hello(v)
    yield "please register", people.please_register(v)
    yield "file from a stranger", people.file_from_stranger(v, "แบบ.xlsx")
    yield "registered", people.registered(v, "นายเอก สมมติชน", ["กลุ่มอำนวยการ"], overseer=False)
    yield "no such code", people.no_such_code(v, "ABCD-2345")
    yield "too many codes", people.too_many_codes(v)
    yield "register in private", people.register_in_private(v)
    yield "not for you", people.not_for_you(v)
    yield "sorry, parked", people.sorry_parked(v)
    yield from about_help(v)
    yield from about_unclear(v)
    yield from about_evidence(v)
    yield from about_albums(v)
    yield "my tasks", tasks.my_tasks(v, [TASK, LATE, MEND, SENT])
    yield "my tasks, all in", tasks.my_tasks(v, [SENT])
    yield "my tasks, none", tasks.my_tasks(v, [])
    yield "which form", tasks.which_form(v, [TASK, LATE])
    yield "form ready", tasks.form_ready(v, TASK, "https://bot.example/f/x", 72)
    yield "how to send", tasks.how_to_send(v, [TASK, LATE])
    yield "no file seen", tasks.no_file_seen(v, [TASK])
    yield from _of_named_work(v)
    yield "nothing to fill", tasks.nothing_to_fill(v)
    yield "receipt", receipts.received(v, RECEIPT)
    yield "to mend", receipts.received(v, replace(RECEIPT, findings=(ERROR, WARNING), task=MEND))
    yield "to mend, earlier stands", receipts.received(v, replace(RECEIPT, findings=(ERROR,), earlier_stands=True))
    yield "same file", receipts.same_file(v, SAME)
    yield "same file, to mend", receipts.same_file_to_mend(v, SAME)
    yield "closed already", receipts.closed_already(v, SENT)
    yield "which task", files.which_task(v, files.FileAsked(7, "Book1.xlsx"), [TASK, LATE])
    yield "which task, a sheet", files.which_task(v, files.FileAsked(7, "Book1.xlsx", 1, "เรื่อง ๒"), [TASK])
    yield "taken back", files.taken_back(v, "ST-2570-R6/0007", TASK)
    yield "taken back, an earlier one stands", files.taken_back(v, "ST-2570-R6/0007", SENT)
    yield "accepted before taken back", files.accepted_before_taken_back(v, "ST-2570-R6/0007", SENT)
    yield "dropped", files.dropped(v)
    yield "answered already", files.asked_before(v)
    for reason in ("encrypted", "not_a_table", "archive", "too_large", "empty", "damaged", "gone"):
        yield f"unreadable: {reason}", files.unreadable(v, reason, "แบบ.xlsx", 20)
    for detail in ("archive", "numbers", "program", "link", "text", "picture"):
        yield f"not a table but: {detail}", files.unreadable(v, "not_a_table", "แบบ.bin", 20, detail)
    yield "too slow to read", files.unreadable(v, "too_large", "แบบ.xlsx", 20, "time")
    yield (
        "a hostile name",
        files.unreadable(v, "damaged", "../\u202excod.\u202c\r\nSet-Cookie: x=1\x00" + "ก" * 300 + ".xlsx", 20),
    )
    yield "not a known form", files.not_a_known_form(v, "แบบ.xlsx")
    for reason in ("wrong_year", "wrong_round", "not_yours", "no_such_work"):
        yield f"not taken: {reason}", files.not_taken(v, [reason], "แบบ.xlsx")
    yield "who is missing", overview.who_missing(v, ROUND)
    yield "who is missing: nobody", overview.who_missing(v, ALL_IN)
    yield "who has sent", overview.who_sent(v, ROUND)
    yield "counts only", overview.counts_only(v, ROUND)
    yield "counts only, all in", overview.counts_only(v, ALL_IN)
    yield "counts only, of a unit", overview.counts_only(v, OF_UNIT)
    yield "counts only, of a unit that owes nothing", overview.counts_only(v, replace(OF_UNIT, tasks=()))
    yield "receipt, changes", receipts.received(v, replace(RECEIPT, findings=(), changes=CHANGES))
    yield "receipt, nothing changed", receipts.received(v, replace(RECEIPT, findings=(), changes=()))
    yield "receipt, rows taken over", receipts.received(v, replace(RECEIPT, findings=(), taken_over=TAKEN_OVER))
    parts = replace(RECEIPT, findings=(LOST,), task=MEND, some_will_do=True, marked_url="https://x.example/f/1")
    yield "to mend, some will do", receipts.received(v, parts)
    yield "withdraw: which", withdrawals.which(v, [SENT, MEND])
    yield "withdraw: whether", withdrawals.confirm(v, SENT, 2, "ST-2570-R6/0007")
    yield "withdraw: whether, nil", withdrawals.confirm(v, SENT, 0, "")
    yield "withdraw: none", withdrawals.none(v)
    yield "withdraw: kept", withdrawals.kept(v, SENT)
    for told, task in (
        ("open", TASK),
        ("earlier", replace(SENT, has_file=True)),
        ("mend", replace(MEND, has_file=True)),
    ):
        yield f"withdrawn: {told}", withdrawals.withdrawn(v, "ST-2570-R6/0007", task)
    yield "nil withdrawn", withdrawals.nil_withdrawn(v, TASK)
    yield "withdraw: over", withdrawals.over(v, SENT)
    yield "withdraw: accepted", withdrawals.accepted_already(v, SENT)
    yield "withdraw: no such receipt", withdrawals.no_such_receipt(v, "ST-2570-R6/0007")
    yield "withdraw: not yours", withdrawals.not_yours(v)
    yield "nil: which", nil_reports.which(v, [TASK, LATE])
    yield "nil: whether", nil_reports.confirm(v, TASK)
    yield "nil: recorded", nil_reports.recorded(v, TASK)
    yield "nil: left open", nil_reports.left_open(v, TASK)
    yield "nil: not owed", nil_reports.not_owed(v, SENT)
    yield "nil: nothing owed", nil_reports.nothing_owed(v)
    yield from about_claims(v)
    yield from about_lists(v)
    yield from about_the_work(v)
    yield from later_days(v)
    yield from about_letters(v)
    yield from about_circulars(v)
    yield from about_announcements(v)
    yield from about_meetings(v)
    yield from about_publications(v)
    yield from about_units(v)
    yield from about_additions(v)
    yield from about_comparisons(v)
    yield from about_new_works(v)
    yield from about_visits(v)
    yield from about_orders(v)
    yield from about_proposals(v)
    yield from about_policies(v)
    yield from about_assignments(v)
    yield from deadlines_of_all(v)
    every = tuple((code, "6m" if "round" in code else "ก") for code in sorted(reasons.SENTENCES))
    works = (("ST-2570-R6/0007", "กลยุทธ์ที่ 2 กลุ่มนิเทศฯ"),)
    yield "why", reasons.why(v, reasons.FileTold(name="ก.xlsx", outcome="settled", because=every[:3], works=works))
    for begin in range(0, len(every), reasons.LISTED):
        some = every[begin : begin + reasons.LISTED]
        yield (
            f"why not, {begin}",
            reasons.why(v, reasons.FileTold(name="ก", outcome="not_taken", because=some, works=())),
        )
    yield "why: no file", reasons.no_file(v)
    yield "why: no such receipt", reasons.no_such_receipt(v, "ST-2570-R6/0007")
    yield "several receipts", several_receipts.received_several(v, SEVERAL)
    yield "several receipts, all well", several_receipts.received_several(v, [replace(RECEIPT, findings=())] * 13)
    yield "several receipts, nothing new", several_receipts.received_several(v, [SAME, SAME])
    yield "several receipts in a group", several_receipts.received_several_in_group(v, SEVERAL)
    yield "several receipts in a group, nothing new", several_receipts.received_several_in_group(v, [SAME, SAME])
    yield "receipt in a group", receipts.received_in_group(v, replace(RECEIPT, findings=()))
    yield "receipt in a group, to be looked at", receipts.received_in_group(v, RECEIPT)
    yield "summary", overview.summary(v, ROUND, "https://bot.example/f/x", 72, "https://bot.example/d/x")
    board = "https://bot.example/d/x"
    yield "dashboard of the office", dashboards.link(v, board, 72, everything=True, cluster=False)
    yield "dashboard of a cluster", dashboards.link(v, board, 72, everything=False, cluster=True)
    yield "dashboard of a unit", dashboards.link(v, board, 72, everything=False, cluster=False)
    for audience in Audience:
        asked = nags.Asked(LATE, audience, opening=False)
        yield f"reminder to {audience.value}", nags.digest(v, "นางสาวฝน ตัวอย่างรัตน์", [asked], [TASK])
    opening = nags.Asked(TASK, Audience.OWNER, opening=True)
    yield (
        "opening",
        nags.digest(v, "นางสาวฝน ตัวอย่างรัตน์", [opening, nags.Asked(MEND, Audience.OWNER, opening=False)], []),
    )
    today = nags.Asked(replace(TASK, days_left=0), Audience.OWNER, opening=False)
    chaired = [
        nags.Asked(replace(LATE, unit_short=f"บ้านใหม่ {n}"), Audience.CLUSTER_CHAIR, opening=False) for n in range(12)
    ]
    yield "to a chair: own debts and the cluster's", nags.digest(v, "นายปกรณ์ ตัวอย่างชัย", [today, *chaired], [])
    yield "due today", nags.digest(v, "นางสาวฝน ตัวอย่างรัตน์", [today], [])
    urgent = replace(today, by_the_hour=True)
    yield "urgent, due today", nags.digest(v, "นางสาวฝน ตัวอย่างรัตน์", [urgent], [])
    yield "no messages left to remind", nags.no_room(v, ["โรงเรียนบ้านเล็ก", "กลุ่มอำนวยการ"])
    yield "no messages left to remind many", nags.no_room(v, [f"โรงเรียนบ้านที่ {n}" for n in range(14)])
    problem = PlanProblem(sheet="งานที่ต้องส่ง", cell="G4", code="bad_date", seen="32 เม.ย. 70")
    yield "plan with mistakes", plan_offers.has_mistakes(v, "แผน.xlsx", [problem] * 12)
    yield "plan of another office", plan_offers.of_another_office(v, "แผน.xlsx")
    chat = [("ST-2570-R6", one, 5) for one in Decided]
    yield "plan: nothing new", plan_offers.nothing_new(v, "แผน.xlsx", [])
    yield "plan: nothing new, decided since", plan_offers.nothing_new(v, "แผน.xlsx", chat)
    offer = plan_offers.Offer(added=["ST5"], changed=["ST-2570-R6"], left=["นายเอก"])
    yield "plan: use it", plan_offers.use_it(v, "แผน.xlsx", 7, offer)
    for cost in (news.Cost(0, 40, at_once=True), news.Cost(12, 40, at_once=True)):
        priced = plan_offers.use_it(v, "แผน.xlsx", 7, replace(offer, cost=cost))
        yield f"plan: use it, of which {cost.people} hear at once", priced
    yield (
        "plan: newer than the chat",
        plan_offers.use_it(v, "แผน.xlsx", 7, replace(offer, overruled=chat, kept=chat * 4)),
    )
    yield "plan: loaded", plan_offers.loaded(v, 3, 1, 2, "https://bot.example/f/x", 2)
    yield "a password", privacy.secret_seen(v, {Kind.PASSWORD})
    yield "a password and a national ID", privacy.secret_seen(v, frozenset(Kind))
    yield "a secret in a group", privacy.secret_in_group(v)
    yield "no passwords here", privacy.no_passwords_here(v)
    yield "privacy notice", notice.on_request(v, TERMS)
    yield "my data", privacy.my_data(v, "https://bot.example/f/x", 72)
    yield "forget me?", privacy.forget(v, "นายเอก สมมติชน", "forget:1:1800000000")
    yield "forgotten", privacy.forgotten(v)
    yield "stays", privacy.stays(v)
    yield "ask again", privacy.ask_again(v)
    yield "the only officer", privacy.only_officer(v)
    yield "nobody left", privacy.nobody_left(v, [TASK.unit], NOW)
    yield "words of a stranger forgotten", privacy.words_forgotten(v)
    due = noting(Noted.CHANGE_DUE.value, *DETAILS[Noted.CHANGE_DUE])
    yield "history of due dates", audit.history(v, [due, due], NAMES, due_only=True, days_ago=None)
    by_command = replace(due, person_id=None)
    yield "history of yesterday", audit.history(v, [by_command], NAMES, due_only=False, days_ago=1)
    yield "history: nothing", audit.history(v, [], NAMES, due_only=False, days_ago=0)
    yield "history: file", audit.file_ready(v, 250, None, "https://bot.example/f/x", 72)
    yield "history: file, broken", audit.file_ready(v, 250, 17, "https://bot.example/f/x", 72)
    yield from about_groups(v)
    units = units_of_district()
    yield "which school", ask(v, [unit for unit in units if "บ้านใหม่" in unit.name], "x")
    yield "which group", ask(v, [unit for unit in units if unit.code in {"FINANCE", "HR"}], "x")
    yield "which school of many", ask(v, neighbours(), "x")
    yield "too long for the chat", long_answers.read_all(v, "https://bot.example/f/x", 72)
    yield "too long for the chat of a stranger", long_answers.rest_in_private(v)
    yield from sending(v)


def later_days(v: Voice) -> Iterator[tuple[str, Message]]:
    within, narrow = Limits(TASK.due, NOW.date(), date(2027, 4, 5), None), replace(WITHIN, last=date(2027, 4, 5))
    choices = [extensions.Choice(replace(TASK, id=n), WITHIN.last) for n in range(5)]
    yield "later: which", extensions.which(v, choices, 0, "ป่วย")
    yield "later: which, the rest", extensions.which(v, choices, 3, "")
    yield "later: until when", extensions.until_when(v, TASK, within, [date(2027, 4, 8)])
    yield "later: until when, at most", extensions.until_when(v, TASK, WITHIN, [])
    yield "later: until when, only one day", extensions.until_when(v, TASK, narrow, [])
    yield "later: no day read", extensions.no_day_read(v, TASK, WITHIN)
    for doubt in DayDoubt:
        for instead in (date(2027, 4, 8), None):
            judged = Judged(doubt, instead)
            yield (
                f"later: not that day, {doubt.name.lower()}, {instead}",
                extensions.not_that_day(v, TASK, date(2027, 4, 9), judged, WITHIN, "วันเสาร์"),
            )
            yield (
                f"later: cannot approve, {doubt.name.lower()}, {instead}",
                extensions_decided.cannot(v, REQUEST, judged),
            )
    yield "later: no day left", extensions.no_day_left(v, TASK, date(2027, 4, 5))
    yield "later: why", extensions.why(v, TASK, date(2027, 4, 8))
    yield "later: asked", extensions.asked(v, REQUEST, replaced=False)
    yield "later: asked again", extensions.asked(v, REQUEST, replaced=True)
    yield "later: not yours", extensions.not_yours(v)
    yield "later: not owed", extensions.not_owed(v, SENT)
    yield "later: nothing owed", extensions.nothing_owed(v, officer=False)
    yield "later: nothing owed by an officer", extensions.nothing_owed(v, officer=True)
    yield "later: forgotten", extensions.forgotten(v)
    yield "later: dropped", extensions.dropped(v, REQUEST)
    yield "later: none waits", extensions.none_waits(v)
    yield "later: which to drop", extensions.which_to_drop(v, [REQUEST, REQUEST])
    yield "later: over", extensions.over(v, REQUEST)
    yield "later: over, sent", extensions.over(v, replace(REQUEST, task=SENT))
    yield "later: approved", extensions_told.approved(v, REQUEST)
    yield "later: refused", extensions_told.refused(v, replace(REQUEST, answer="สพฐ. ปิดระบบ"))
    yield "later: offered", extensions_told.offered(v, replace(REQUEST, granted=date(2027, 4, 7)))
    yield "later: to decide", extensions_decided.to_decide(v, REQUEST)
    yield "later: to decide, no limit", extensions_decided.to_decide(v, replace(REQUEST, external=None, slack=None))
    yield "later: more wait", extensions_decided.more_wait(v, 3)
    yield "later: none wait", extensions_decided.none_wait(v, 0)
    yield "later: none wait, applicants do", extensions_decided.none_wait(v, 2)
    yield "later: which is approved", extensions_decided.which(v, [REQUEST, REQUEST], None, 0)
    yield "later: which is refused", extensions_decided.which(v, [REQUEST, REQUEST], "สพฐ. ปิดระบบ", 1)
    yield "later: approved, to the officer", extensions_decided.approved(v, REQUEST, 2)
    yield "later: why not", extensions_decided.why_not(v, REQUEST)
    yield "later: refused, to the officer", extensions_decided.refused(v, replace(REQUEST, answer="สพฐ. ปิดระบบ"), 0)
    yield "later: offered, to the officer", extensions_decided.offered(v, REQUEST, 0)
    yield "later: is in", extensions_decided.is_in(v, replace(REQUEST, task=SENT))
    for how in ("approved", "refused", "offered", "withdrawn"):
        decided = replace(REQUEST, by=OFFICER, answer="สพฐ. ปิดระบบ")
        yield f"later: decided already, {how}", extensions_decided.decided_already(v, decided, how=how)
    yield "later: no such", extensions_decided.no_such(v)
    days = [(when, date(2027, 4, n)) for n, when in enumerate(promises.When, start=1)]
    yield "promise: by when", promises.by_when(v, [TASK], days)
    yield "promise: by when, several", promises.by_when(v, [TASK, LATE], days)
    yield "promise: which", promises.which(v, [TASK, LATE], date(2027, 4, 1))
    yield "promise: noted", promises.noted(v, [(TASK, date(2027, 4, 1))], later_than_due=False)
    yield "promise: noted, after the due day", promises.noted(v, [(TASK, TASK.due)], later_than_due=True)
    yield "promise: nothing owed", promises.nothing_owed(v)
    yield "promise: taken back", promises.taken_back(v, [TASK])
    for said in (None, date(2027, 4, 6)):
        yield f"a unit at rest: how long, {said}", rests.unit_how_long(v, 1, "กลุ่มอำนวยการ", date(2027, 4, 1), said)
    for count in (0, 3):
        yield f"a unit at rest, {count}", rests.unit_rests(v, 1, "กลุ่มอำนวยการ", date(2027, 4, 6), count)
    yield "a unit awake", rests.unit_awake(v, "กลุ่มอำนวยการ")
    yield "a unit at rest: none such", rests.no_such_unit(v)
    yield "promise: nothing to take back", promises.nothing_promised(v)


def deadlines_of_all(v: Voice) -> Iterator[tuple[str, Message]]:
    after, external = datetime(2027, 4, 9, 16, 30, tzinfo=BANGKOK), datetime(2027, 4, 16, 16, 30, tzinfo=BANGKOK)
    shift = deadlines.Shift(
        requirement_id=1,
        title=TASK.title,
        before=TASK.due_at,
        after=after,
        external_before=external,
        external=external,
        moves=8,
        units=6,
        owed=5,
        kept=2,
        day_off="",
        data="1:202704091630:0",
    )
    yield "due date: which", deadlines.which_to_shift(v, [(TASK.title, "shift:1"), ("งานอื่น", "shift:2")])
    yield "due date: nothing open", deadlines.nothing_open(v)
    yield "due date: to when", deadlines.to_when(v, 1, TASK.title, TASK.due_at, NOW)
    yield "due date: past", deadlines.day_is_past(v, 1, NOW)
    yield "due date: whether", deadlines.really_shift(v, shift, news.Cost(0, 200, at_once=True), NOW)
    too_late = replace(shift, after=external, kept=0, day_off="วันหยุดชดเชย")
    yield (
        "due date: whether, too late and a day off",
        deadlines.really_shift(v, too_late, news.Cost(12, 200, at_once=True), NOW),
    )
    with_it = replace(shift, external_before=TASK.due_at, kept=0)
    yield (
        "due date: whether, the office's own with it",
        deadlines.really_shift(v, with_it, news.Cost(12, None, at_once=False), NOW),
    )
    yield "due date: moved", deadlines.shifted(v, shift)
    yield "due date: moved already", deadlines.shifted_already(v, TASK.title, after)
    yield "call off: which", deadlines.which_to_cancel(v, [(TASK.title, "cancelwork:1:0:")])
    yield (
        "call off: whether",
        deadlines.really_cancel(v, 1, TASK.title, (5, 3), "สพฐ. ยกเลิก", news.Cost(12, 9, at_once=True)),
    )
    yield (
        "call off: whether, no reason",
        deadlines.really_cancel(v, 1, TASK.title, (5, 3), "", news.Cost(0, 9, at_once=True)),
    )
    yield "call off: done", deadlines.cancelled(1, TASK.title, 5, 3)
    changed = News(1, Stands.ASKED, TASK.due_at, Stands.CALLED_OFF, TASK.due_at, (1,))
    for told in (
        changed,
        replace(changed, stands=Stands.EXEMPTED),
        replace(changed, stands=Stands.ASKED, due=after),
        replace(changed, was=Stands.CALLED_OFF, stands=Stands.ASKED),
    ):
        yield f"news: {told.was}, now {told.stands}", news.news(v, [news.Told(TASK, told)])
    yield "news of many", news.news(v, [news.Told(TASK, changed)] * 9)
    yield "restore: which", restored.which(v, [(1, TASK.title, 5), (2, "แบบสำรวจอาคารเรียน", 12)])
    yield "restore: nothing called off", restored.which(v, [])
    due = datetime(2027, 4, 2, 16, 30, tzinfo=BANGKOK)
    yield "restore: done", restored.restored(v, TASK.title, 5, due, past=False)
    yield "restore: done, past due", restored.restored(v, TASK.title, 5, due, past=True)
    yield "call off: left", deadlines.left_open(v, TASK.title)
    yield "exempt: which unit", deadlines.which_unit(v)
    yield "exempt: owes nothing", deadlines.unit_owes_nothing(v, TASK.unit)
    yield "exempt: which work", deadlines.which_work(v, TASK.unit, [TASK, LATE], "ปิดซ่อม")
    yield "exempt: why", deadlines.why_exempt(v, TASK)
    yield "exempt: whether", deadlines.really_exempt(v, TASK, "ปิดซ่อม")
    yield "exempt: done", deadlines.exempted(TASK)
    yield "exempt: cannot", deadlines.cannot_exempt(v, SENT)
    yield "exempt: taken back", deadlines.asked_again(TASK)
    yield "no such work", deadlines.no_such_work(v)


def about_albums(v: Voice) -> Iterator[tuple[str, Message]]:
    blurred = albums.PictureView(2, "อบรมเชิงปฏิบัติการการเขียนหนังสือราชการและงานสารบรรณ รุ่นที่ ๑", (Flaw.BLURRED,))
    pictures = (albums.PictureView(1, "พิธีเปิด"), blurred, albums.PictureView(3, "", (Flaw.SMALL, Flaw.BLURRED), 1))
    few = albums.AlbumView(
        id=4,
        project="โครงการพาน้องกลับมาเรียน",
        code="70-PRO-01",
        unit="กลุ่มส่งเสริมการจัดการศึกษา",
        pictures=pictures,
        owed=True,
    )
    many = replace(few, pictures=tuple(albums.PictureView(n, f"กิจกรรมที่ {n}") for n in range(1, 25)), owed=False)
    first = albums.CameView(new=(1, 2, 3), same=1, faults=(Fault.HEIC, Fault.DAMAGED), first=True, ask=True)
    yield "albums: first photos", albums.came(v, few, first)
    yield "albums: full", albums.came(v, many, albums.CameView(new=(23, 24), over=3, undo=9))
    none = replace(few, pictures=())
    yield "albums: nothing for print", albums.came(v, none, albums.CameView(faults=(Fault.TOO_LARGE,)))
    yield "albums: shown", albums.shown(v, few)
    yield "albums: shown, not to be changed", albums.shown(v, replace(many, confirmed=True, may_change=False))
    yield "albums: the sheet", albums.sheet(v, "https://a.example/album.jpg", few)
    yield "albums: empty", albums.empty(v, none)
    yield "albums: awaited", albums.awaited(v, none)
    yield "albums: more awaited", albums.awaited(v, replace(few, pictures=pictures[:1]))
    projects = [(n, f"โครงการที่ {n}", "อำนวยการ") for n in range(1, 11)]
    yield "albums: which project", albums.which_project(v, projects, "album")
    yield "albums: no projects", albums.no_projects(v)
    yield "albums: taken out", album_changes.taken_out(v, few, [4, 5])
    yield "albums: put back", album_changes.put_back(v, few, [2])
    yield "albums: no such picture", album_changes.no_such_picture(v, few, [7])
    yield "albums: no such picture, none", album_changes.no_such_picture(v, none, [7])
    yield "albums: no room", album_changes.is_full(v, many)
    yield "albums: captioned", album_changes.captioned(v, few, [1, 2], [9])
    yield "albums: say captions", album_changes.say_captions(v, few)
    yield "albums: captions left out", album_changes.captions_left_out(v)
    yield "albums: faces confirmed", album_changes.faces_confirmed(v, few)
    yield "albums: not yours", album_changes.not_yours(v)
    several = [
        (replace(TASK, id=n, subject=f"โครงการ 70-GEN-0{n}", subject_title=f"โครงการที่ {n}", work_id=3)) for n in (1, 2)
    ]
    yield "forms: all of a round", tasks.forms_ready(v, [(t, f"https://a.example/{t.id}") for t in several], 3, 72)
    yield "forms: which, of one round", tasks.which_form(v, several)
    booklet = memos.BookletMemo(word="โครงการ", year=2569, round_name="สิ้นปีงบประมาณ", chapters=12, filled=8, photos=44)
    section = "กลุ่มนโยบายและแผน"
    told = (memos.booklet_cause(booklet, section), memos.booklet_purpose(booklet, section), memos.BOOKLET_CLOSING)
    yield "memo: of a booklet", Text("\n".join((memos.booklet_subject(booklet), *told)))
    view = replace(PROPOSED, lines=booklets.proposed_lines(booklet), booklet="https://a.example/b")
    yield "proposal: a booklet", proposals.to_decide(v, view)
    yield "proposal: no booklet yet", booklets.make_first(v, TASK.title)


def about_evidence(v: Voice) -> Iterator[tuple[str, Message]]:
    three, scan = evidence.Kept(7, ["image"] * 3), evidence.Kept(8, ["document"])
    links = evidence.Kept(9, ["link"], [f"https://{host}/a" for host in ("drive.google.com", "bit.ly")])
    yield "evidence: one lost", evidence.lost(v, ["image"], 20, some_kept=True)
    yield "evidence: all lost", evidence.lost(v, ["video"], 20, some_kept=False)
    yield "evidence: locked", evidence.cannot_be_opened(v, "สแกน.pdf")
    yield "evidence: which work", evidence.which_work(v, three, [TASK, LATE, SENT], 3)
    yield "evidence: which work, a code of others", evidence.which_work(v, replace(scan, others=True), [TASK, LATE], 3)
    yield "evidence: is it this", evidence.is_it_this(v, scan, TASK)
    yield "evidence: is it this, links", evidence.is_it_this(v, links, TASK)
    for host in ("docs.google.com/spreadsheets", "docs.google.com/forms", "1drv.ms", "dropbox.com"):
        one = evidence.Kept(9, ["link"], [f"https://{host}/a"])
        yield f"evidence: a link, {host}", evidence.which_work(v, one, [TASK, LATE], 3)
    yield "evidence: no open work", evidence.no_open_work(v, evidence.Kept(7, ["image", "document"]))
    yield "evidence: no open work, a code of others", evidence.no_open_work(v, replace(three, others=True))
    yield "evidence: tied by its code", evidence.tied(v, three, TASK, by_code=True)
    yield "evidence: tied", evidence.tied(v, links, TASK, by_code=False)
    yield "evidence: tied to what is in", evidence.tied(v, evidence.Kept(7, ["audio"]), SENT, by_code=False)
    yield "evidence: left", evidence.left(v, ["image"])
    yield "evidence: gone", evidence.is_gone(v)
    yield "evidence: not your work", evidence.not_your_work(v)
    yield "evidence: accepted already", evidence.accepted_already(v, SENT)
    yield "my tasks, with evidence", tasks.my_tasks(v, [replace(TASK, evidence=3)])
    yield "receipt, with evidence", receipts.received(v, replace(RECEIPT, task=replace(SENT, evidence=2)))


def sending(v: Voice) -> Iterator[tuple[str, Message]]:
    unsent = tuple(
        undelivered.Unsent("นายเอก สมมติชน", "กลุ่มอำนวยการ", "ได้รับแล้ว เลขรับ ST-2570-R6/0007", status, NOW)
        for status in ("held", "refused", "uncertain")
    )
    view = undelivered.UndeliveredView(messages=unsent, count=5, left=20, may_send=True)
    yield "undelivered", undelivered.listed(v, view)
    yield "undelivered, no quota left", undelivered.listed(v, replace(view, left=0))
    yield "undelivered, for a director", undelivered.listed(v, replace(view, may_send=False))
    yield "undelivered: none", undelivered.nothing(v)
    yield "undelivered: sent again", undelivered.on_their_way(v, 5)
    yield "undelivered: no room", undelivered.no_room(v)
    yield "undelivered: notice", undelivered.notice(v, 5)
    month = quota.QuotaView(allowed=300, used=120, ours=100, left=180, reserve=50, asked_at=NOW)
    yield "quota", quota.quota(v, month)
    yield "quota, all used", quota.quota(v, replace(month, used=300, left=0))
    yield "quota, not told by LINE", quota.quota(v, replace(month, used=100, left=200, asked_at=None))
    yield "quota, more to come than there is", quota.quota(v, replace(month, coming=260, fewest=90))
    yield "quota, not even for one of each", quota.quota(v, replace(month, coming=560, fewest=190))
    yield "quota, not limited", quota.quota(v, replace(month, allowed=None, left=None))


def manual(v: Voice) -> Iterator[tuple[str, Message]]:
    records = {
        "1": Record("1", NOW, 1, ""), "2": Record("2", NOW, 2, "ที่ ศธ 04999/120"), "2.1": Record("2.1", NOW, None, ""),
    }  # fmt: skip
    states = [State.SCREENED, State.ACCEPTED, State.NIL]
    found = standing(STEPS["strategy"], records, opened=True, states=states)
    view = steps.StepsView(
        id=1, title=TASK.title, work="strategy", year_be=2570, steps=found, names={1: OFFICER}, records=True
    )
    yield "steps", steps.steps(v, view)
    yield "steps, for a director", steps.steps(v, replace(view, records=False))
    yield "steps: recorded", steps.recorded(v, view, 1)
    yield "steps: an order recorded", steps.recorded(v, view, 3)
    yield "steps: taken back", steps.taken_back(v, "2.1")
    yield "steps: already", steps.already(v, "2.1")
    yield "steps: no such", steps.no_such_step(v, TASK.title)
    proposal = memos.Proposal(
        title=TASK.title, agency="", first=TASK.due, last=TASK.due, due=TASK.due, external_due=TASK.due,
        asked=(("กลยุทธ์ที่ 1 ความปลอดภัย", ("กลุ่มอำนวยการ",)), ("กลยุทธ์ที่ 2 โอกาส", tuple(f"รร. {n}" for n in range(5)))),
    )  # fmt: skip
    said = (memos.subject(proposal), memos.cause(proposal), memos.purpose(proposal, "กลุ่มนโยบายและแผน"), memos.CLOSING)
    yield "memo: its words", Text("\n".join(said))
    yield "memo", memos.ready(v, proposal, ("https://bot.example/f/x", "https://bot.example/f/y"), 72, (1, 2, "2"))
    yield "memo: nothing", memos.nothing_to_propose(v, TASK.title)
    yield from bound(v)
    yield "steps: none", steps.none_in_the_manual(v, "แบบรายงานโรงเรียนปลอดภัย")


def bound(v: Voice) -> Iterator[tuple[str, Message]]:
    urls = {"pdf": "https://bot.example/f/x", "docx": "https://bot.example/f/y"}
    whole = booklets.BookletView(
        id=1, title=TASK.title, word="กลยุทธ์", pages=24, filled=4, chapters=4, reports=4, missing=(), as_of=NOW
    )
    missing = tuple((f"กลยุทธ์ที่ {n}", f"กลุ่มทดสอบที่ {n}", "ยังไม่ได้รับ") for n in range(1, 13))
    yield "booklet", booklets.ready(v, whole, urls, 72)
    yield "booklet: a draft", booklets.ready(v, replace(whole, filled=2, reports=2, missing=missing[:2]), urls, 72)
    yield "booklet: much is missing", booklets.ready(v, replace(whole, filled=0, reports=0, missing=missing), urls, 72)
    yield "booklet: its page", booklets.page(v, "https://bot.example/f/z", 1)
    yield (
        "booklet: with pictures",
        booklets.ready(v, replace(whole, word="โครงการ", photos=48, unconfirmed=3), urls, 72),
    )
    yield "booklet: not of this work", booklets.only_some(v)
    yield "booklet: no work open", booklets.not_bound(v)
    yield "booklet: nothing asked", booklets.nothing_asked(v, TASK.title)


def screening(v: Voice) -> Iterator[tuple[str, Message]]:
    file = reviewed_form.FileView(
        receipt_no="ST-2570-R6/0009", version=2, at=NOW, who="นายเอก สมมติชน", name="ส่งงานค่ะ.xlsx", late=0, findings=(),
        changes=CHANGED, figures=Figures((("๓.๑", (Amount("ร้อยละ", 87.5),)),), ()), later=0, url="https://example.org/f/a",
    )  # fmt: skip
    accepted = replace(SENT, state=State.ACCEPTED)
    photo = (("ดูรูป 1", "https://example.org/f/b"),)
    kind = Opinion(person_id=1, who="นายสมชาย ตัวอย่าง", version_id=7, version=2, passes=True, words="", at=NOW)
    strict = replace(kind, person_id=2, who="นางอรุณี ตัวอย่างมาก", passes=False, words="แนบคำสั่งแต่งตั้งฉบับล่าสุด")
    earlier = replace(strict, version_id=5, version=1, words="ตัวชี้วัด 2.1 ไม่ตรงกับหลักฐาน")
    own = screenings.OwnRound(1, TASK.title, 4, 2)
    view = screenings.OpinionView(
        task=accepted, file=file, evidence=photo, links=(), round=own, key="4:7", skip="opinion:1:1:4", own=None,
        earlier=(),
    )  # fmt: skip
    yield "screening: a member's card", screenings.to_screen(v, view)
    seen_before = replace(view, own=strict, earlier=(earlier,))
    yield "screening: a member's card, spoken of before", screenings.to_screen(v, seen_before)
    yield "screening: what to mend", screenings.what_to_mend(v, accepted)
    yield "screening: passes", screenings.given(v, accepted, "", passes=True, again=False)
    yield "screening: to be mended, again", screenings.given(v, accepted, strict.words, passes=False, again=True)
    yield "screening: left", screenings.left(v)
    yield "screening: which round", screenings.which_round(v, [own, replace(own, id=2, title="รอบ ๑๒ เดือน")])
    yield "screening: to the end", screenings.seen_to_the_end(v, own)
    yield "screening: thanks", screenings.thanks(v, 4, records=False)
    yield "screening: thanks, to the chair", screenings.thanks(v, 4, records=True)
    yield "screening: nothing waits", screenings.nothing_waits(v)
    yield "screening: not for you", screenings.not_for_you(v)
    yield "screening: nothing to record", screenings.nothing_to_record(v)
    yield "screening: no such", screenings.no_such(v)
    yield "screening: a new version", screenings.came_anew(v)
    yield "screening: does not wait", screenings.not_waiting(v, replace(SENT, state=State.SCREENED))
    round_ = reviews.RoundView(1, TASK.title, 4, 2, 1)
    card = reviews.ReviewView(
        task=accepted, file=file, evidence=(), links=(), bench=SCREENING, round=round_, seen=7,
        opinions=(earlier, kind, strict), members=5, yes="screenyes:4:7:1", no="screenback:4:7:1", skip="screen:1:1:4",
    )  # fmt: skip
    yield "resolution: the card", reviews.to_review(v, card)
    yield "resolution: the card, nobody has spoken", reviews.to_review(v, replace(card, opinions=()))
    yield "resolution: which round", reviews.which_round(v, [round_, replace(round_, id=2)], SCREENING)
    yield "resolution: nothing waits", reviews.nothing_waits(v, SCREENING)
    yield "resolution: to the end", reviews.seen_to_the_end(v, 1, 2, SCREENING)
    yield "resolution: none is meant", reviews.none_is_meant(v, "บันทึกมติผ่าน", SCREENING)
    taken = reviews_done.Taken(review=1, what="กลยุทธ์ที่ 2 กลุ่มนิเทศฯ", people=1, left=120, bench=SCREENING)
    yield "resolution: passes", reviews_done.accepted(v, taken)
    yield "resolution: all pass", reviews_done.really_all(v, round_, 7, SCREENING)
    yield "resolution: none is clean", reviews_done.none_is_clean(v, replace(round_, clean=0), SCREENING)
    yield "resolution to mend: undone", reviews_done.unsent(v, accepted, 2, SCREENING)
    yield "resolution: undone", reviews_done.undone(v, [accepted], 1, SCREENING)
    yield "resolution: reopened", reviews_done.reopened(v, accepted, SCREENING)
    good = reviews_done.Good(accepted, "ST-2570-R6/0009", SCREENING)
    yield "good news: screened", reviews_done.good_news(v, [good])
    yield "good news: screened, and accepted", reviews_done.good_news(v, [good, reviews_done.Good(LATE, "")])
    yield "resolution: why", send_backs.why(v, accepted, "screenback:4:7:1", SCREENING)
    proposal = send_backs.Proposal(
        id=1, scope=1, task=accepted, no="ST-2570-R6/0009", reason=opinions.fix((strict.words, earlier.words)),
        by=date(2027, 4, 9), day_off="", past=True, accepted=True, bench=SCREENING,
    )  # fmt: skip
    yield "resolution: to be mended", send_backs.really(v, proposal, NOW.date())
    yield "resolution: sent back", send_backs.sent_back(v, MEND, strict.words, SCREENING, anew=True)
    mend = send_backs.ToMend(task=MEND, no="ST-2570-R6/0009", reason=strict.words, url="", bench=SCREENING)
    yield "to mend, a committee says so", send_backs.to_mend(v, "นายเอก สมมติชน", [mend])
    passed = FormResult(
        task=replace(SENT, state=State.SCREENED), seen=7, opinions=(earlier, kind), resolution=Resolution(passes=True)
    )  # fmt: skip
    back = Resolution(passes=False, reason=strict.words, by=date(2027, 4, 9))
    mended = replace(passed, task=replace(SENT, state=State.RETURNED), opinions=(strict,), resolution=back)
    waits = FormResult(task=accepted, seen=9, opinions=(strict,), resolution=None)
    yield "results of screening", screenings.results(v, TASK.title, [passed, mended, waits], records=True)
    yield "results of screening: all pass", screenings.results(v, TASK.title, [passed] * 12, records=True)
    yield "results of screening: none", screenings.nothing_screened(v)


def reviewing(v: Voice) -> Iterator[tuple[str, Message]]:
    round_ = reviews.RoundView(1, TASK.title, 9, 5, 3)
    amounts = (Amount("ร้อยละ", 87.5), Amount("ระดับคะแนน", 5))
    file = reviewed_form.FileView(
        receipt_no="ST-2570-R6/0007",
        version=2,
        at=NOW,
        who="นายเอก สมมติชน",
        name="ส่งงานค่ะ.xlsx",
        late=0,
        findings=(),
        changes=CHANGED,
        figures=Figures((("๓.๑", amounts), ("๓.๒", amounts)), (Amount("ได้รับจัดสรร", 250_000),)),
        later=0,
        url="https://example.org/f/a",
    )
    view = reviews.ReviewView(
        task=SENT, file=file, evidence=(), links=(), bench=BENCH, round=round_, seen=7, yes="reviewyes:4:7:1",
        no="sendback:4:7:1", skip="review:1:1:4",
    )  # fmt: skip
    first = replace(
        file, version=1, changes=None, late=2, findings=(WARNING,), later=2, figures=Figures((), ()), url=""
    )
    claim = replace(SENT, state=State.CLAIMED, evidence=3)
    yield "review", reviews.to_review(v, view)
    yield "review, late and with findings", reviews.to_review(v, replace(view, file=first))
    photos = (("ดูรูป 1", "https://example.org/f/b"), ("ดูรูป 2", "https://example.org/f/c"))
    shown = replace(view, task=claim, file=None, evidence=photos, links=("https://example.org/page",))
    yield "review, a claim", reviews.to_review(v, shown)
    yield "review, a claim without evidence", reviews.to_review(v, replace(view, task=claim, file=None))
    yield "review: which round", reviews.which_round(v, [round_, replace(round_, id=2, title="E-MES")], BENCH)
    yield "review: nothing waits", reviews.nothing_waits(v)
    yield "review: to the end", reviews.seen_to_the_end(v, 1, 2)
    yield "review: a new version", reviews.came_anew(v)
    accepted = replace(SENT, state=State.ACCEPTED)
    yield "review: decided already", reviews.decided_already(v, accepted, OFFICER, NOW)
    yield "review: taken back by the unit", reviews.decided_already(v, TASK, "", None)
    yield "review: accepted before", reviews.accepted_before(v, accepted, OFFICER, 7)
    yield "review: which form", reviews.which_form(v, [(SENT, "a"), (TASK, "b")], "ตรวจรับ")
    yield "review: none is meant", reviews.none_is_meant(v, "ตรวจรับ")
    yield "review: no such", reviews.no_such(v)
    taken = reviews_done.Taken(review=1, what="กลยุทธ์ที่ 2 กลุ่มนิเทศฯ", people=1, left=120)
    yield "accepted", reviews_done.accepted(v, taken)
    yield "accepted, nobody to tell", reviews_done.accepted(v, replace(taken, people=0))
    many = replace(taken, what=reviews_done.so_many(5, TASK.title), people=3, left=2)
    yield "accepted, several, no room", reviews_done.accepted(v, many)
    yield "accept all clean ones", reviews_done.really_all(v, round_, 7)
    yield "accept all: none is clean", reviews_done.none_is_clean(v, replace(round_, clean=0))
    yield "sent back: undone", reviews_done.unsent(v, SENT, 0)
    yield "sent back: needs no mending", send_backs.not_to_mend(v, SENT)
    yield "accepted: undone", reviews_done.undone(v, [SENT], 1)
    yield "accepted: several undone", reviews_done.undone(v, [SENT], 5)
    yield "accepted: cannot be undone", reviews_done.cannot_undo(v)
    yield "undo: nothing, to an officer", reviews_done.nothing_to_undo(v, reviews=True)
    yield "undo: nothing", reviews_done.nothing_to_undo(v, reviews=False)
    yield "reopened", reviews_done.reopened(v, SENT)
    yield "cannot be reopened", reviews_done.cannot_reopen(v, SENT)
    yield "accepted: told now", reviews_done.told_now(v, 3)
    yield "accepted: really tell", reviews_done.really_tell(v, 7, 3, 200)
    yield "accepted: nobody to tell any more", reviews_done.nobody_to_tell(v)
    yield "accepted: no messages left", reviews_done.no_room(v, 3, 2)
    yield "good news", reviews_done.good_news(v, [reviews_done.Good(accepted, "ST-2570-R6/0007")])
    several = [reviews_done.Good(accepted, ""), reviews_done.Good(LATE, "")] * 4
    yield "good news of several", reviews_done.good_news(v, several)
    yield "send back: why", send_backs.why(v, SENT, "sendback:4:7:1")
    yield "send back: say it", send_backs.say_it(v)
    proposal = send_backs.Proposal(
        id=1, scope=1, task=SENT, no="ST-2570-R6/0007", reason="ตัวเลขไม่ตรง", by=None, day_off="", past=False,
        accepted=False,
    )  # fmt: skip
    yield "send back", send_backs.really(v, proposal, NOW.date())
    late = replace(proposal, by=date(2027, 4, 10), day_off="วันเสาร์", past=True, accepted=True)
    yield "send back: late, and accepted before", send_backs.really(v, late, date(2027, 4, 5))
    yield "sent back", send_backs.sent_back(v, MEND, "ตัวเลขไม่ตรง", anew=True)
    yield "send back: day is past", send_backs.day_is_past(v)
    yield "send back: cannot", send_backs.cannot(v, TASK)
    yield "send back: left", send_backs.left(v)
    yield "send back: over", send_backs.over(v)
    one = send_backs.ToMend(task=MEND, no="ST-2570-R6/0007", reason="ตัวเลขไม่ตรง", url="https://example.org/f/d")
    yield "to mend", send_backs.to_mend(v, "นายเอก สมมติชน", [one])
    yield "to mend, several", send_backs.to_mend(v, "นายเอก สมมติชน", [one, replace(one, task=LATE, no="", url="")] * 3)


def about_unclear(v: Voice) -> Iterator[tuple[str, Message]]:
    likely = (Intent.MY_TASKS, Intent.GET_FORM, Intent.SUBMIT)
    one = unclear.Sentence(7, "ขอดูของที่ยังไม่มาหน่อย", 5, NOW, likely)
    said = SaidAgain("5678901234567890")
    yield "not understood", unclear.not_understood(v, SaidAgain(""), likely, ())
    who = ["นางสาวรินรดา ทดสอบวัฒนา", "นายเอก สมมติชน"]
    yield "not understood, in private", unclear.not_understood(v, said, likely, who)
    yield "nearly sure", unclear.nearly_sure(v, said, Intent.CANCEL_DIALOG, ())
    yield "nearly sure, or others", unclear.nearly_sure(v, said, Intent.REMIND, (Intent.WHO_MISSING, Intent.SUMMARY))
    yield "not that", unclear.not_that(v, likely, ["นางสาวรินรดา ทดสอบวัฒนา"])
    yield "nothing to do", unclear.nothing_to_do(v)
    for number, message in enumerate(unclear.unclear(v, [one, replace(one, id=8, count=1)], 9, 0), start=1):
        yield f"what was not understood, {number}", message
    yield "nothing was unclear", unclear.unclear(v, [], 0, 0)[0]
    yield "what a phrase may mean", unclear.choices(v, one)
    yield "taught a phrase", unclear.is_taught(v, one.words, Intent.WHO_MISSING)
    yield "taught that it is no command", unclear.is_taught(v, one.words, Intent.SMALLTALK)
    yield "a phrase is over", unclear.is_over(v)
    taught = unclear.Taught(3, one.words, Intent.WHO_MISSING, "นางสาวรินรดา ทดสอบวัฒนา", NOW)
    yield "what was taught", unclear.taught(v, [taught, replace(taught, id=4)])
    yield "nothing was taught", unclear.taught(v, [])
    yield "a phrase is taken back", unclear.is_taken_back(v, one.words)
    yield "a phrase does not stand", unclear.does_not_stand(v)


OFFICER = "นางสาวรินรดา ทดสอบวัฒนา"
NAMES = audited.Names({1: OFFICER, 2: "นายเอก สมมติชน"}, {"GENERAL": "กลุ่มอำนวยการ", "LEGAL": "กลุ่มกฎหมายและคดี"})
BEFORE, AFTER = "2027-04-02T09:30:00+00:00", "2027-04-09T09:30:00+00:00"
DETAILS: dict[Noted, tuple[str, dict[str, Any]]] = {
    Noted.ISSUE_BLANK: (Identity("ST-2570-R6", "ST1", "GENERAL", 1).encode(), {}),
    Noted.RECEIVE_CLEAN: ("ST-2570-R6/0007", {"for": "GENERAL", "on_behalf": True}),
    Noted.RECEIVE_FAULTY: ("ST-2570-R6/0007", {"for": "GENERAL", "on_behalf": False}),
    Noted.KEEP_FILE: ("7", {"outcome": "asked"}),
    Noted.KEEP_PHOTOS: ("1", {"kept": 3}),
    Noted.TIE_EVIDENCE: ("7", {"requirement": "ST-2570-R6", "subject": "ST1", "for": "GENERAL", "count": 3}),
    Noted.TAKE_BACK: ("ST-2570-R6/0007", {}),
    Noted.LOAD_PLAN: ("OFFICE", {"added": 3, "changed": 1, "left": 0}),
    Noted.CARRY_OVER: ("2571", {"strategies": 4, "rounds": 2}),
    Noted.TAKE_PLAN: ("2571", {}),
    Noted.SHOW_POLICIES: ("2570", {}),
    Noted.TEACH_FORM: ("1", {"title": "แบบรายงานโรงเรียนปลอดภัย", "version": 2}),
    Noted.RETIRE_FORM: ("1", {"title": "แบบรายงานโรงเรียนปลอดภัย", "version": 2}),
    Noted.ASK: ("ST-2570-R6", {"due": BEFORE, "subjects": 2}),
    Noted.CHANGE_DUE: ("ST-2570-R6", {"before": BEFORE, "after": AFTER}),
    Noted.EXTEND: ("ST-2570-R6 GENERAL ST1", {"before": BEFORE, "after": AFTER}),
    Noted.REFUSE_EXTENSION: ("ST-2570-R6 GENERAL ST1", {"reason": "สพฐ. ปิดระบบ"}),
    Noted.ACCEPT_CLEAN: ("ST-2570-R6", {"debts": 5}),
    Noted.SEND_BACK: ("ST-2570-R6/0007", {"reason": "ตัวเลขไม่ตรง", "bench": "review"}),
    Noted.GIVE_OPINION: ("ST-2570-R6/0007", {"said": "ควรแก้ไข"}),
    Noted.SCREEN_CLEAN: ("ST-2570-R6", {"debts": 3}),
    Noted.TELL_ACCEPTED: ("review 7", {"people": 3}),
    Noted.RECORD_STEP: ("ST-2570-R6", {"step": "2.1"}),
    Noted.TAKE_BACK_STEP: ("ST-2570-R6", {"step": "2.1"}),
    Noted.CANCEL_WORK: ("ST-2570-R6", {"debts": 5, "reason": ""}),
    Noted.RESTORE_WORK: ("ST-2570-R6", {"debts": 5}),
    Noted.EXEMPT: ("ST-2570-R6 GENERAL ST1", {"reason": "ปิดซ่อม"}),
    Noted.CHANGE_REQUIREMENT: ("ST-2570-R6", {"title": ["ก", "ข"], "period_start": ["", ""], "period_end": ["", ""]}),
    Noted.CHANGE_DEBTS: ("ST-2570-R6", {"more": ["ST3"], "less": ["ST1", "ST2"]}),
    Noted.CHANGE_OWNERS: ("ST1", {"before": ["GENERAL", "LEGAL"], "after": ["LEGAL"]}),
    Noted.CHANGE_ROLES: (
        "2",
        {"before": ["GENERAL:group_staff"], "after": ["LEGAL:group_head", "GENERAL:group_staff"]},
    ),
    Noted.LEAVE_UNIT: ("2 GENERAL", {}),
    Noted.APPLY: ("GENERAL", {}),
    Noted.MAKE_POSTERS: ("all", {}),
    Noted.REQUEUE: ("parked", {"events": 2, "messages": 1}),
    Noted.BACK_UP: ("whole", {"rows": 1204, "files": 31}),
    Noted.RESTORE: ("whole", {"made_at": "2026-11-23T02:00:00+00:00"}),
    Noted.SEND_AGAIN: ("outbox", {"messages": 3}),
    Noted.OPEN_FILE: ("summary:12", {}),
    Noted.OPEN_PAGE: ("requirement:ST-2570-R6", {}),
}


def noting(noted: str, about: str = "ST-2570-R6", detail: dict[str, Any] | None = None) -> Noting:
    return Noting(office_id=1, no=1, at=NOW, person_id=1, deed=noted, about=about, detail=detail or {})


def noted_lines() -> Iterator[tuple[str, str]]:
    for noted in Noted:
        line = noting(noted.value, *DETAILS.get(noted, ("ST-2570-R6", {})))
        yield f"noted: {noted.value}", audited.did(line, NAMES)


@pytest.mark.parametrize("noted", Noted)
def test_a_line_that_somebody_has_changed_is_shown_all_the_same(noted: Noted) -> None:
    assert audited.did(noting(noted.value, "x", {"before": 1, "after": "x", "due": "x", "more": 0, "less": 0}), NAMES)
    assert audited.did(noting(noted.value, "x"), NAMES)


def about_groups(v: Voice) -> Iterator[tuple[str, Message]]:
    yield "group: how to bind", groups.how_to_bind(v)
    yield "group: no such unit", groups.no_such_unit(v)
    yield "group: several units, asked in the group", groups.say_it_in_full(v)
    yield "group: the code", groups.here_is_the_code(v, TASK.unit, "482913")
    yield "group: a code in private", groups.code_belongs_in_the_group(v)
    yield "group: a code that is over", groups.code_is_over(v)
    yield "group: too many codes", groups.too_many_tries(v)
    yield "group: an officer binds", groups.an_officer_binds(v)
    yield "group: of another office", groups.of_another_office(v)
    for says in GroupSays:
        yield f"group: bound, {says}", groups.bound(v, TASK.unit, says)
        yield f"group: from now on {says}", groups.says_now(v, says)
        yield f"group: its card, {says}", groups.one_group(v, replace(GROUP, says=says))
        told = replace(GROUP, says=says, digest=True, members=24)
        yield f"group: its card, {says}, told", groups.one_group(v, told)
    yield "group: its card, not told", groups.one_group(v, replace(GROUP, members=1024))
    yield "group: bound, to the officer", groups.bound_for_officer(v, GROUP, "")
    yield "group: bound anew, to the officer", groups.bound_for_officer(v, BACK, "กลุ่มอำนวยการ")
    yield "group: none", groups.groups(v, [], 0)
    yield "group: all", groups.groups(v, [GROUP, BACK, LEFT], 0)
    yield "group: more than a page", groups.groups(v, [GROUP] * 9, 0)
    yield "group: its card, to confirm", groups.one_group(v, BACK)
    yield "group: its card, left", groups.one_group(v, LEFT)
    yield "group: no such group", groups.no_such_group(v)
    yield "group: not bound", groups.not_bound(v)
    yield "group: really unbind", groups.really_unbind(v, GROUP)
    yield "group: unbound", groups.unbound(v)
    yield "group: back again", groups.hello_again(v)
    yield "group: lost", groups.lost(v, [LEFT, LEFT])


def own_forms(v: Voice) -> Iterator[tuple[str, Message]]:
    learnt = learn(BLANKS[2].grid(), name="แบบ.xlsx")
    assert isinstance(learnt, Learnt)
    doubtful = replace(learnt, doubts=tuple(Doubt(code, "ก") for code in DOUBTS), sheet="แผ่น2")
    ahead = learnt_forms.Ahead(learnt.definition.title, 1, ("กลุ่มอำนวยการ", "กลุ่มกฎหมายและคดี"), date(2027, 1, 29), "")
    sunday = replace(ahead, version=2, units=("โรงเรียนบ้านใหม่",) * 12, due=date(2027, 1, 31), day_off="วันอาทิตย์")
    yield "form: offered to be learnt", learnt_forms.offer(v, "แบบ.xlsx", 7)
    yield "form: perhaps a next version", learnt_forms.offer_next(v, learnt.definition.title, 7)
    yield "form: which file", learnt_forms.which_file(v)
    for reason in ("no_table", "nothing_to_fill", "too_wide"):
        yield f"form: none, {reason}", learnt_forms.no_form(v, reason, "แบบ.xlsx")
    yield "form: understood", learnt_forms.understood(v, learnt, 1, 7, known_before=False)
    yield "form: understood, with doubts", learnt_forms.understood(v, doubtful, 2, 7, known_before=True)
    yield "form: none after all", learnt_forms.forgotten(v)
    yield "form: who fills it in", learnt_forms.who_fills(v, 7, 10, 150)
    yield "form: name them", learnt_forms.name_them(v)
    two = [("บ้านใหม่", ("โรงเรียนบ้านใหม่ (ก)", "โรงเรียนบ้านใหม่ (ข)"))]
    yield "form: names not clear", learnt_forms.names_unclear(v, 7, ["กลุ่มอำนวยการ"], two, ["กลุ่มดาวเทียม"])
    yield "form: no name clear", learnt_forms.names_unclear(v, 7, [], [], ["กลุ่มดาวเทียม"])
    yield "form: no such units", learnt_forms.no_such_units(v)
    yield "form: by when", learnt_forms.by_when(v, 7, 3, NOW)
    yield "form: which day", learnt_forms.which_day(v, 7, NOW)
    yield "form: a day that is past", learnt_forms.day_is_past(v, 7, NOW)
    yield "form: really", learnt_forms.really(v, 7, ahead, NOW)
    yield "form: really, on a Sunday", learnt_forms.really(v, 7, sunday, NOW)
    yield "form: asked for", learnt_forms.asked(v, learnt.definition.title, 3, date(2027, 1, 29), 5)
    yield "form: cancelled", learnt_forms.cancelled(v)
    teach = (learnt_forms.or_teach(7),)
    yield "not taken, or a form to learn", files.not_taken(v, ["no_such_work"], "แบบ.xlsx", teach)
    own = replace(TASK, subject=learnt.definition.title, subject_title="", form_code="", title=learnt.definition.title)
    yield "form ready, of the office's own", tasks.form_ready(v, own, "https://bot.example/f/x", 72)
    yield "my tasks, with a form of the office's own", tasks.my_tasks(v, [own])


def registering(v: Voice) -> Iterator[tuple[str, Message]]:
    yield "ask for the unit", registration.ask_unit(v)
    yield "ask for the new unit", registration.ask_other_unit(v, moving=True)
    yield "ask for one more unit", registration.ask_other_unit(v, moving=False)
    yield "no such unit", registration.no_such_unit(v, "บ้านไกล")
    yield "ask for the name", registration.ask_name(v, "โรงเรียนบ้านใหม่")
    yield "ask for the position", registration.ask_position(v, "สมหญิง", UnitKind.SCHOOL)
    yield "keep the old unit", registration.ask_whether_leaving(v, "โรงเรียนบ้านใหม่", ["โรงเรียนวัดธารทอง"])
    yield "now waiting", registration.now_waiting(v, "นางสาวสมหญิง ตัวอย่าง", "ธุรการ", "โรงเรียนบ้านใหม่")
    yield "still waiting", registration.still_waiting(v)
    yield "serves it already", registration.serves_already(v, "โรงเรียนบ้านใหม่")
    yield "cancelled", registration.cancelled(v)
    yield "nothing to cancel", registration.nothing_to_cancel(v)
    yield "question is over", registration.question_is_over(v)
    for reason in Refusal:
        yield f"refused: {reason.name.lower()}", registration.refused(v, "โรงเรียนบ้านใหม่", reason)


def approving(v: Voice) -> Iterator[tuple[str, Message]]:
    one = approvals.Applicant(
        id=1,
        name="นางสาวสมหญิง ตัวอย่าง",
        position="ธุรการ",
        unit="โรงเรียนบ้านใหม่",
        role=Role.SCHOOL_STAFF,
        planned=True,
    )
    moving = replace(one, serves=("โรงเรียนวัดธารทอง",), leaves=True)
    yield "people wait", approvals.people_wait(v, 3)
    yield "nobody waits", approvals.nobody_waits(v)
    yield "an applicant of the plan", approvals.applicant(v, one)
    yield "an applicant we do not know", approvals.applicant(v, replace(one, planned=False))
    yield "an applicant who moves", approvals.applicant(v, moving)
    yield "an applicant for one more unit", approvals.applicant(v, replace(moving, leaves=False))
    yield "all of them", approvals.all_of_them(v, 4, 9, 2)
    yield "all of them, none hidden", approvals.all_of_them(v, 2, 9, 0)
    yield "admitted", approvals.admitted(v, ["นางสาวสมหญิง ตัวอย่าง"], 2)
    yield "why not", approvals.why_not(v, 1, "นางสาวสมหญิง ตัวอย่าง")
    yield "refused, to the officer", approvals.refused(v, "นางสาวสมหญิง ตัวอย่าง", 0)
    yield "decided already", approvals.decided_already(v, "นายเอก", "นางสาวรินรดา", approved=True)
    yield "taken back already", approvals.decided_already(v, "นายเอก", "", approved=False)
    yield "posters ready", invitations.ready(v, ["ก", "ข"], "https://bot.example/f/x", 72)
    yield "posters of no unit", invitations.no_such_unit(v, "บ้านไกล")
    yield "account unknown", invitations.account_unknown(v)


def handing_over(v: Voice) -> Iterator[tuple[str, Message]]:
    unit, there = "โรงเรียนบ้านใหม่", hand_overs.Server(1, "นางรัชนี สมมติผล", "ผู้อำนวยการโรงเรียน", on_line=True, myself=True)
    other = hand_overs.Server(2, "นายมานพ ตัวอย่าง", "ครู", on_line=False, myself=False)
    yield "hand over: which unit", hand_overs.which_unit(v, unit)
    yield "hand over: not your unit", hand_overs.not_your_unit(v)
    yield "who serves", hand_overs.who_serves(v, unit, 7, [there, other])
    yield "pass this on", hand_overs.invite_successor(v, unit, "มานพ", "ABCD-2345", "https://line.me/R/oaMessage/x")
    yield "pass this on, without a link", hand_overs.invite_successor(v, unit, "", "ABCD-2345", "")
    yield "released", hand_overs.released(v, other.name, unit)
    yield "not serving", hand_overs.not_serving(v, other.name)
    yield "nobody of that name", hand_overs.nobody_of_that_name(v, "ครูมา")
    yield "which person", hand_overs.which_person(v, [(1, "นายมานพ หนึ่ง", unit), (2, "นายมานพ สอง", unit)])
    yield "sure to move out", hand_overs.sure_to_move_out(v, 2, other.name, [unit])
    yield "sure to resign", hand_overs.sure_to_resign(v, [unit])
    yield "last officer", hand_overs.last_officer(v, "นางสาวรินรดา")
    yield "you left", hand_overs.you_left(v, [unit], gone=True)
    yield "you left one unit", hand_overs.you_left(v, [unit], gone=False)
    yield "nobody is left", hand_overs.nobody_left(v, unit, "99010012")


def words_of(message: Message) -> str:
    lines: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, dict):
            if node.get("type") in ("text", "textV2"):
                lines.append(str(node["text"]))
            if "label" in node and "type" in node:
                lines.append(f"[{node['label']}]")
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(render([message]).objects)
    return "\n".join(lines)


def findings() -> Iterator[tuple[str, str]]:
    for code in CODES:
        yield f"finding: {code}", sentence(replace(ERROR, code=code))
    yield "finding: computed", sentence(replace(WARNING, code="missing", seen=""))
    yield "finding: nil", sentence(replace(WARNING, code="missing", seen="-"))
    yield "finding: day", sentence(replace(WARNING, code="wrong_year", seen="14/12/1969"))


def test_what_the_bot_says_is_what_was_read_aloud() -> None:
    said = [(name, words_of(message)) for name, message in everything(Voice())] + list(findings()) + list(noted_lines())
    text = "\n\n".join(f"== {name}\n{words}" for name, words in said) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOT.write_text(text, encoding="utf-8")

    assert text == SNAPSHOT.read_text(encoding="utf-8")


@pytest.mark.parametrize("end", ["ค่ะ", "ครับ"])
def test_the_particle_is_one_setting_and_never_sticks_to_a_digit_or_a_latin_letter(end: str) -> None:
    other = "ครับ" if end == "ค่ะ" else "ค่ะ"
    for name, message in everything(Voice(end)):
        words = words_of(message).replace("ส่งงานค่ะ.xlsx", "")
        assert other not in words, name
        assert not re.search(rf"[0-9A-Za-z.)]{end}", words), name


def test_no_sentence_blames_or_shouts() -> None:
    for name, message in everything(Voice()):
        assert not re.search(r"ผิดพลาดของท่าน|ไม่ยอม|ละเลย|ต้องส่งทันที|!|ด่วนที่สุด", words_of(message)), name


def test_every_reason_has_its_sentence() -> None:
    assert reasons.SENTENCES.keys() == REASONS
    assert all(reasons.reason(code, "") for code in REASONS)
