"""An officer teaches the bot a form that nobody defined, and units fill it in."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import urllib3
from openpyxl.worksheet.worksheet import Worksheet

from bot.app import build_worker
from domain.thai import BANGKOK
from tests.stories.stage import (
    DIRECTOR,
    EK,
    NITI,
    OFFICER,
    PO,
    Stage,
    actions,
    one_step,
    phone_of,
    settings_for,
)

TITLE = "แบบรายงานการขับเคลื่อนโรงเรียนปลอดภัย"
ISSUES = ("การจัดทำแผนเผชิญเหตุ", "การซ้อมแผนเผชิญเหตุ", "การดูแลสภาพแวดล้อม")
HEADINGS = ("ที่", "ประเด็น", "จำนวนโรงเรียนทั้งหมด", "จำนวนโรงเรียนที่ดำเนินการ", "ร้อยละ", "งบประมาณที่ใช้ (บาท)", "ปัญหา อุปสรรค")


def book(draw: Callable[[Worksheet], None], data: bytes | None = None) -> bytes:
    made = openpyxl.load_workbook(io.BytesIO(data)) if data is not None else openpyxl.Workbook()
    sheet = made.worksheets[0]
    draw(sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def blank(*more: str, title: str = TITLE, issues: tuple[str, ...] = ISSUES) -> bytes:
    def draw(sheet: Worksheet) -> None:
        sheet.append([f"{title} ปีงบประมาณ พ.ศ. ๒๕๗๐"])
        sheet.append(["หน่วยงาน", "", "", "ผู้รายงาน"])
        sheet.append([*HEADINGS, *more])
        for number, issue in enumerate(issues, start=1):
            sheet.append([number, issue])
        sheet.append([])
        sheet.append(["", "", "ลงชื่อ...........................ผู้รายงาน"])
        sheet.merge_cells("A1:G1")

    return book(draw)


def filled(data: bytes, *, rows: int = 3, extra: str = "", done: Any = 8) -> bytes:
    def draw(sheet: Worksheet) -> None:
        for row in range(4, 4 + rows):
            for column, value in {3: 10, 4: done, 5: 80, 6: "1,500.-", 7: "ไม่มี"}.items():
                sheet.cell(row, column).value = value
        if extra:
            sheet.cell(3, 8).value = extra
            sheet.cell(4, 8).value = "ฝากพิจารณา"

    return book(draw, data)


def fetch(stage: Stage, who: str) -> bytes:
    answer = urllib3.request("GET", stage.link(who), timeout=5)
    assert answer.status == 200
    return bytes(answer.data)


def get_blank(stage: Stage, who: str) -> bytes:
    """The learnt form's blank, asked for by the button of its task where several could be meant."""
    if "ของงานไหน" in stage.says(who, "ขอแบบฟอร์ม"):
        label = next(a["label"] for a in labels(stage, who) if TITLE[:12] in a["label"])
        stage.presses(who, label)
    return fetch(stage, who)


def labels(stage: Stage, who: str) -> list[dict[str, Any]]:
    return list(actions(stage.line.messages(phone_of(who))[-1].message))


def pick(stage: Stage, who: str, day: str) -> str:
    chat = phone_of(who)
    pickers = [a for b in reversed(stage.line.messages(chat)) for a in pickers_in(b.message)]
    before = len(stage.line.messages(chat))
    stage.line.press(chat, pickers[0]["data"], params={"date": day})
    stage.settle()
    return stage.heard_since(chat, before)


def pickers_in(message: Any) -> list[dict[str, Any]]:
    if isinstance(message, dict):
        own = [message] if message.get("type") == "datetimepicker" else []
        return own + [found for value in message.values() for found in pickers_in(value)]
    return [found for value in message for found in pickers_in(value)] if isinstance(message, list) else []


def tracked(stage: Stage, names: str = "อำนวยการ, กลุ่มกฎหมายและคดี, ส่งเสริมฯ", data: bytes | None = None) -> str:
    stage.sends(OFFICER, "แบบ รร.ปลอดภัย.xlsx", data or blank())
    stage.presses(OFFICER, "ใช้ไฟล์นี้เป็นแบบ")
    stage.presses(OFFICER, "เริ่มติดตามแบบนี้")
    stage.presses(OFFICER, "เลือกเอง")
    stage.says(OFFICER, names)
    stage.says(OFFICER, "29 ม.ค. 70")
    return stage.presses(OFFICER, "ยืนยัน")


def test_from_a_blank_nobody_defined_to_the_summary(stage: Stage) -> None:
    offer = stage.sends(OFFICER, "แบบ รร.ปลอดภัย.xlsx", blank())
    assert "ยังไม่รู้จักแบบนี้" in offer

    shown = stage.presses(OFFICER, "ใช้ไฟล์นี้เป็นแบบ")
    assert TITLE in shown
    assert "แถวที่ 3" in shown
    assert "คอลัมน์ D / จำนวนโรงเรียนที่ดำเนินการ · จำนวนเต็ม" in shown
    assert "รายการที่ต้องตอบ 3 ประเด็น" in shown

    assert "ให้ใครกรอก" in stage.presses(OFFICER, "เริ่มติดตามแบบนี้")
    assert "คั่นด้วยเครื่องหมาย" in stage.presses(OFFICER, "เลือกเอง")
    assert "3 หน่วย" in stage.says(OFFICER, "อำนวยการ, กลุ่มกฎหมายและคดี, ส่งเสริมฯ")
    ahead = stage.says(OFFICER, "29 ม.ค. 70")
    assert "ศ. 29 ม.ค. 70" in ahead
    assert "กลุ่มส่งเสริมการจัดการศึกษา" in ahead
    assert "เริ่มติดตามแล้ว" in stage.presses(OFFICER, "ยืนยัน")

    assert TITLE in stage.says(NITI, "งานของฉัน")
    form = get_blank(stage, NITI)
    assert "ได้รับแล้ว" in stage.sends(NITI, "ของนิติ.xlsx", filled(form))
    with_more = stage.sends(PO, "ของปอ.xlsx", filled(get_blank(stage, PO), extra="ข้อสังเกตของเรา"))
    assert "ได้รับแล้ว" in with_more
    assert "พบคอลัมน์ “ข้อสังเกตของเรา” ที่ไม่มีในแบบ เก็บไว้ให้แล้ว" in with_more

    stage.says(OFFICER, "ใครยังไม่ส่ง")
    assert "ยังไม่ส่ง 1 จาก 3" in stage.presses(OFFICER, TITLE)
    stage.says(DIRECTOR, "สรุป")
    assert "สรุป ส่งแล้ว 66%" in stage.presses(DIRECTOR, TITLE)
    summary = openpyxl.load_workbook(io.BytesIO(fetch(stage, DIRECTOR)))
    rows = [[cell.value for cell in row] for row in summary["ข้อมูลทุกแถว"].iter_rows()]
    assert "ข้อสังเกตของเรา" in rows[3]
    assert [row[rows[3].index("ข้อสังเกตของเรา")] for row in rows if "ฝากพิจารณา" in row] == ["ฝากพิจารณา"]
    assert sum(row[3] in ISSUES for row in rows) == 6
    assert any(row[0] == "กลุ่มอำนวยการ" and "ยังไม่ได้รับ" in row for row in rows)


def test_a_form_typed_for_is_learnt_and_may_be_dropped(stage: Stage) -> None:
    stage.sends(OFFICER, "แบบ.xlsx", blank())

    assert TITLE in stage.says(OFFICER, "เอาไฟล์นี้เป็นแบบค่ะ")
    assert "ไม่ใช้ไฟล์นั้นเป็นแบบ" in stage.presses(OFFICER, "ไม่ใช่แบบ")
    assert "ยังไม่รู้จักแบบนี้" in stage.sends(OFFICER, "แบบ.xlsx", blank())


def test_the_quoted_file_is_meant_and_not_the_newest(stage: Stage) -> None:
    stage.sends(OFFICER, "แบบ.xlsx", blank())
    stage.sends(OFFICER, "อื่น.xlsx", blank(title="แบบสำรวจความต้องการครู", issues=("ครูภาษาไทย", "ครูคณิตศาสตร์")))
    chat = phone_of(OFFICER)
    first = next(b for b in stage.line.messages(chat) if b.message.get("type") == "file")
    before = len(stage.line.messages(chat))

    stage.line.say(chat, "ใช้ไฟล์นี้เป็นแบบ", quoted_message_id=first.message["id"])
    stage.settle()

    assert TITLE in stage.heard_since(chat, before)


def test_all_columns_of_a_wide_form_are_shown(stage: Stage) -> None:
    more = [f"จำนวนนักเรียนชั้นที่ {n} ที่ได้รับการช่วยเหลือ (คน)" for n in range(1, 40)]
    stage.sends(OFFICER, "แบบ.xlsx", blank(*more))

    shown = stage.says(OFFICER, "ใช้ไฟล์นี้เป็นแบบ")

    assert all(heading in shown for heading in more)
    assert "ให้ใครกรอก" in stage.presses(OFFICER, "เริ่มติดตามแบบนี้")


def test_each_school_answers_its_own_row_of_a_list(stage: Stage) -> None:
    def draw(sheet: Worksheet) -> None:
        sheet.append(["แบบสรุปการใช้ห้องประชุมของกลุ่ม"])
        sheet.append(["ที่", "หน่วยงาน", "จำนวนครั้งที่ใช้", "หมายเหตุ"])
        for number, unit in enumerate(("กลุ่มอำนวยการ", "กลุ่มกฎหมายและคดี", "กลุ่มส่งเสริมการจัดการศึกษา"), start=1):
            sheet.append([number, unit])
        sheet.merge_cells("A1:D1")

    def answer(sheet: Worksheet) -> None:
        sheet["C4"], sheet["D4"] = 5, "ครบ"

    tracked(stage, names="กลุ่มกฎหมายและคดี, อำนวยการ", data=book(draw))
    stage.says(NITI, "งานของฉัน")

    assert "OWN-1/0001" in stage.sends(NITI, "a.xlsx", book(answer, book(draw)))
    assert stage.states()["OWN-1"] in {"submitted", "pending"}
    with stage.store.reading() as tx:
        office = tx.people.offices()[0]
        mine = next(o for o in tx.work.of_office(office.id, stage.clock.now()) if o.standing)
        assert mine.standing is not None
        assert (mine.unit.code, [row["row"] for row in mine.standing.rows]) == ("LEGAL", [4])


def test_what_is_no_form_is_refused_with_what_would_help(stage: Stage) -> None:
    letter = book(lambda sheet: sheet.append(["เรื่อง ขอเชิญประชุม"]))
    stage.sends(OFFICER, "หนังสือ.xlsx", letter)

    assert "ไม่พบหัวตาราง" in stage.says(OFFICER, "ใช้ไฟล์นี้เป็นแบบ")


def test_nobody_but_an_officer_teaches(stage: Stage) -> None:
    answer = stage.sends(EK, "แบบ.xlsx", blank())

    assert "ใช้ไฟล์นี้เป็นแบบ" not in str(stage.line.messages(phone_of(EK))[-1].message)
    assert "ไม่พบหัวตารางของแบบฟอร์ม" in answer
    assert TITLE not in stage.says(EK, "ใช้ไฟล์นี้เป็นแบบ")


def test_the_picker_and_all_groups_do_as_well_as_typing(stage: Stage) -> None:
    stage.sends(OFFICER, "แบบ.xlsx", blank())
    stage.presses(OFFICER, "ใช้ไฟล์นี้เป็นแบบ")
    stage.presses(OFFICER, "เริ่มติดตามแบบนี้")
    stage.presses(OFFICER, "ทุกกลุ่มภารกิจ (4)")

    ahead = pick(stage, OFFICER, "2027-01-30")

    assert "วันนั้นเป็นวันเสาร์" in ahead
    assert "4 หน่วย" in stage.presses(OFFICER, "ยืนยัน")
    assert "ตอบไปแล้ว" in stage.presses(OFFICER, "ยืนยัน")
    assert sum(code.startswith("OWN") for code in codes(stage)) == 4


def codes(stage: Stage) -> list[str]:
    with stage.store.reading() as tx:
        office = tx.people.offices()[0]
        return [o.subject.code for o in tx.work.of_office(office.id, stage.clock.now())]


def test_names_that_are_not_clear_are_asked_about_and_the_clear_ones_kept(stage: Stage) -> None:
    stage.sends(OFFICER, "แบบ.xlsx", blank())
    stage.presses(OFFICER, "ใช้ไฟล์นี้เป็นแบบ")
    stage.presses(OFFICER, "เริ่มติดตามแบบนี้")
    stage.presses(OFFICER, "เลือกเอง")

    answer = stage.says(OFFICER, "อำนวยการ, กลุ่มดาวเทียม")

    assert "“กลุ่มดาวเทียม” / ไม่พบหน่วยงานชื่อนี้" in answer
    assert "ให้ส่งภายในวันไหน" in stage.presses(OFFICER, "ใช้เฉพาะ 1 หน่วยที่พบ")


def test_other_questions_are_answered_in_between_and_cancelling_ends_it(stage: Stage) -> None:
    stage.sends(OFFICER, "แบบ.xlsx", blank())
    stage.presses(OFFICER, "ใช้ไฟล์นี้เป็นแบบ")
    stage.presses(OFFICER, "เริ่มติดตามแบบนี้")
    stage.presses(OFFICER, "เลือกเอง")

    assert "ยังไม่ส่ง 2 จาก 2" in stage.says(OFFICER, "ใครยังไม่ส่งบ้าง")
    assert "ยกเลิกการตั้งงานแล้ว" in stage.says(OFFICER, "ยกเลิก")
    assert "ตั้งงาน" not in stage.says(OFFICER, "กลุ่มอำนวยการ")


def test_a_row_left_empty_and_an_unreadable_figure_come_back_to_be_mended(stage: Stage) -> None:
    tracked(stage)
    form = get_blank(stage, NITI)

    answer = stage.sends(NITI, "a.xlsx", filled(form, rows=2, done="มากพอสมควร"))

    assert "ขอให้แก้ไข 3 จุด" in answer
    assert "ยังไม่ได้ตอบ “การดูแลสภาพแวดล้อม”" in answer
    assert "อ่านค่า “มากพอสมควร” เป็นตัวเลขไม่ได้" in answer
    assert "ได้รับแล้ว" in stage.sends(NITI, "b.xlsx", filled(form))


def test_a_file_that_is_not_our_blank_is_recognised_by_its_headings(stage: Stage) -> None:
    tracked(stage, names="กลุ่มกฎหมายและคดี")

    answer = stage.sends(NITI, "ทำเอง.xlsx", filled(blank()))

    assert "ได้รับแล้ว" in answer
    assert "OWN-1/0001" in answer


def test_the_next_version_is_asked_for_beside_the_one_before(stage: Stage) -> None:
    tracked(stage, names="กลุ่มกฎหมายและคดี")
    newer = blank("แนวทางแก้ไข")
    assert "เป็นแบบเปล่าที่รู้จักแล้ว" in stage.sends(OFFICER, "แบบใหม่.xlsx", newer)

    shown = stage.says(OFFICER, "ใช้ไฟล์นี้เป็นแบบ")
    assert "ฉบับที่ 2" in shown
    stage.presses(OFFICER, "เริ่มติดตามแบบนี้")
    stage.presses(OFFICER, "เลือกเอง")
    stage.says(OFFICER, "ส่งเสริมฯ")
    stage.says(OFFICER, "29 ม.ค. 70")
    stage.presses(OFFICER, "ยืนยัน")

    assert "OWN-2/0001" in stage.sends(PO, "b.xlsx", filled(get_blank(stage, PO)))
    assert "OWN-1/0001" in stage.sends(NITI, "a.xlsx", filled(get_blank(stage, NITI)))


def test_a_blank_sent_back_as_it_was_is_no_answer(stage: Stage) -> None:
    tracked(stage, names="กลุ่มกฎหมายและคดี")

    assert "ยังไม่มีข้อมูล" in stage.sends(NITI, "a.xlsx", get_blank(stage, NITI))
    stage.says(OFFICER, "ใครยังไม่ส่ง")
    assert "ยังไม่ส่ง 1 จาก 1" in stage.presses(OFFICER, TITLE)


def test_those_who_owe_a_learnt_form_are_reminded_and_nobody_else(stage: Stage) -> None:
    tracked(stage, names="กลุ่มกฎหมายและคดี")
    before = len(stage.heard(PO))

    stage.travel(datetime(2027, 1, 28, 9, 0, tzinfo=BANGKOK))

    assert TITLE in stage.heard(NITI)[-1]
    assert all(TITLE not in said for said in stage.heard(PO)[before:])


def test_taking_the_blank_back_leaves_the_form(stage: Stage) -> None:
    """Units are at work with it: the office's file stays."""
    tracked(stage, names="กลุ่มกฎหมายและคดี")
    message = next(b for b in stage.line.messages(phone_of(OFFICER)) if b.message.get("type") == "file")
    stage.line.unsend(phone_of(OFFICER), message.message["id"])
    stage.settle()

    assert openpyxl.load_workbook(io.BytesIO(get_blank(stage, NITI))).worksheets[0]["B4"].value == ISSUES[0]


def test_what_was_said_outlives_a_restart(stage: Stage, tmp_path: Path) -> None:
    """The worker is built anew between question and answer."""
    stage.sends(OFFICER, "แบบ.xlsx", blank())
    stage.presses(OFFICER, "ใช้ไฟล์นี้เป็นแบบ")
    stage.presses(OFFICER, "เริ่มติดตามแบบนี้")
    stage.presses(OFFICER, "เลือกเอง")
    worker = build_worker(stage.config, settings_for(stage.line.base_url, tmp_path, 1), stage.store, stage.clock.now)

    chat = phone_of(OFFICER)
    before = len(stage.line.messages(chat))
    stage.line.say(chat, "กลุ่มอำนวยการ")
    assert stage.line.wait_idle(10)
    while one_step(worker, stage.clock.now):
        pass

    assert "ให้ส่งภายในวันไหน" in stage.heard_since(chat, before)
