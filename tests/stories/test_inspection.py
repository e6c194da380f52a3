"""Work 2 of the manual: from an agency's request over the director's order to the register, with a day's notice."""

from __future__ import annotations

import io
import urllib.request

import openpyxl

from tests.stories.stage import DIRECTOR, EK, OFFICER, PO, Stage, actions, phone_of
from tests.stories.test_learnt_forms import blank
from tests.stories.test_strategy_round import at

OPM = "มีหนังสือด่วนที่สุดจาก สปน. ที่ นร 0105/88 ลงวันที่ 23 พ.ย. ขอข้อมูลเรื่องอาหารกลางวัน ภายในพรุ่งนี้ เลขรับ 12"
MOE = "มีหนังสือจาก ผู้ตรวจราชการ ศธ. ที่ ศธ 0207/5 ลงวันที่ 23 พ.ย. ขอข้อมูลเรื่องเด็กตกหล่น, การอ่านออกเขียนได้ ภายในพรุ่งนี้ เลขรับ 13"
SENT = "ส่ง สปน. แล้ว ที่ ศธ 04999/200 วันที่ 23 พ.ย. ทางอีเมล"


def taken(stage: Stage, sentence: str) -> str:
    stage.says(OFFICER, sentence)
    return stage.presses(OFFICER, "ยืนยันรับเรื่อง")


def proposed(stage: Stage, sentence: str) -> str:
    taken(stage, sentence)
    stage.presses(OFFICER, "เสนอ ผอ.")
    return stage.presses(OFFICER, "เสนอ")


def ordered_and_given(stage: Stage) -> None:
    """The one topic of สปน. is with the group that is to prepare it."""
    proposed(stage, OPM)
    stage.presses(DIRECTOR, "เห็นชอบ")
    stage.presses(OFFICER, "มอบผู้รับผิดชอบ")
    stage.presses(OFFICER, "ส่งเสริมฯ")
    stage.presses(OFFICER, "ส่งแบบให้ผู้รับผิดชอบ")
    stage.tick()


def filled(blank: bytes) -> bytes:
    """A blank of the standard form as a group fills it in."""
    book = openpyxl.load_workbook(io.BytesIO(blank))
    sheet = book.active
    assert sheet is not None
    row = next(n for n in range(1, 20) if sheet.cell(n, 2).value == "ตัวชี้วัด/ประเด็น") + 2
    answers: dict[int, int | str] = {1: 1, 2: "นักเรียนที่ได้รับ", 3: "ทุกโรงเรียน", 4: 200, 5: 150, 6: 75, 7: "ดำเนินการครบ"}
    for column, value in answers.items():
        sheet.cell(row, column).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def fetched(stage: Stage, who: str) -> bytes:
    with urllib.request.urlopen(stage.link(who), timeout=10) as answer:  # noqa: S310 - our own local server
        data: bytes = answer.read()
        return data


def handed_in(stage: Stage, label: str = "ประเด็นนโยบาย 1 (ส่งเสริมฯ)") -> str:
    stage.says(PO, "ขอแบบฟอร์ม")
    stage.presses(PO, label)
    return stage.sends(PO, "ข้อมูลอาหารกลางวัน.xlsx", filled(fetched(stage, PO)))


def steps_done(stage: Stage, code: str) -> dict[str, str]:
    with stage.store.reading() as tx:
        office = tx.people.offices()[0]
        work = next(one for one in tx.work.open_requirements(office.id, stage.clock.now()) if one.code == code)
        return {step: record.about for step, record in tx.steps.of(work.id).items()}


def test_from_the_request_to_the_register_with_one_days_notice(stage: Stage) -> None:
    assert "จะแจ้งให้ทราบทันที" in proposed(stage, OPM)
    card = stage.heard(DIRECTOR)[-1]
    assert "อาหารกลางวัน" in card
    assert "อ. 24 พ.ย." in card, "the agency's day"
    assert fetched(stage, DIRECTOR).startswith(b"%PDF"), "with its memo"
    stage.presses(DIRECTOR, "เห็นชอบ")
    assert "ผอ. เห็นชอบ" in stage.heard(OFFICER)[-1]

    assert "มอบกลุ่มใด" in stage.presses(OFFICER, "มอบผู้รับผิดชอบ")
    shown = stage.presses(OFFICER, "ส่งเสริมฯ")
    assert "จ. 23 พ.ย." in shown, "a working day before the agency's day"
    assert "เห็นชอบ" in shown
    assert "มอบหมายแล้ว 1 เรื่อง" in stage.presses(OFFICER, "ส่งแบบให้ผู้รับผิดชอบ")
    assert "ส่งแบบไปแล้ว" in stage.presses(OFFICER, "ส่งแบบให้ผู้รับผิดชอบ"), "twice is once"

    stage.tick()
    assert "อาหารกลางวัน" in stage.heard(PO)[-1], "whoever prepares it is told at once"
    assert "ได้รับแล้ว" in handed_in(stage)
    stage.says(OFFICER, "ตรวจงาน")
    stage.presses(OFFICER, "ตรวจรับ")

    assert "บันทึกการส่งนี้หรือไม่" in (shown := stage.says(OFFICER, SENT)), shown
    done = stage.presses(OFFICER, "ยืนยันบันทึก")
    assert "ลำดับที่ 1" in done, "a row of the agency's register"
    assert steps_done(stage, "IN-2570-OPM-1") == {"1": "เห็นชอบ", "3": "ศธ 04999/200", "4": "ศธ 04999/200"}
    shown = stage.says(OFFICER, "ขั้นตอนงานตรวจราชการ สปน.")
    assert all(f"✓ {step} " in shown for step in "1234"), shown


def test_two_agencies_want_something_tomorrow_and_each_has_its_own_work(stage: Stage) -> None:
    ordered_and_given(stage)
    taken(stage, MOE)
    assert "เรื่องที่ 1 จาก 2" in stage.presses(OFFICER, "มอบผู้รับผิดชอบ")
    assert "เรื่องที่ 2 จาก 2" in stage.presses(OFFICER, "ส่งเสริมฯ")
    shown = stage.presses(OFFICER, "อำนวยการ")
    assert "ยังไม่มีคำสั่งที่บันทึกไว้" in shown, "nobody proposed it"
    stage.presses(OFFICER, "มอบเรื่องที่ 1")
    assert "ส่งเสริมฯ ร่วมกับ นิติกร" in stage.presses(OFFICER, "นิติกร"), "a further tap joins another group"
    assert "มอบหมายแล้ว 2 เรื่อง" in stage.presses(OFFICER, "ส่งแบบให้ผู้รับผิดชอบ")
    assert stage.states().keys() == {"ST1", "ST2", "IN-2570-OPM-1-1", "IN-2570-MOE-1-1", "IN-2570-MOE-1-2"}
    assert "1" not in steps_done(stage, "IN-2570-MOE-1"), "no order, no step"


def test_an_order_on_paper_is_asked_of_which_request_it_is(stage: Stage) -> None:
    taken(stage, OPM)
    taken(stage, MOE)
    shown = stage.says(OFFICER, "บันทึกคำสั่ง ผอ. เห็นชอบ มอบกลุ่มส่งเสริม")
    assert "ในเรื่องใด" in shown
    second = next(n for n in (1, 2) if f"{n}. ผู้ตรวจราชการ สปน." in shown)
    assert "ผู้ตรวจราชการ สปน." in stage.presses(OFFICER, f"เรื่องที่ {second}")
    assert "ไม่มีเรื่องที่รอสั่งการ" in stage.presses(OFFICER, f"เรื่องที่ {second}"), "a second tap writes nothing"
    stage.says(OFFICER, "มอบเรื่องอาหารกลางวันให้กลุ่มส่งเสริม")
    stage.presses(OFFICER, "ส่งแบบให้ผู้รับผิดชอบ")
    assert steps_done(stage, "IN-2570-OPM-1")["1"] == "เห็นชอบ มอบกลุ่มส่งเสริม"


def test_a_director_who_gives_topics_out_orders_by_doing_so(stage: Stage) -> None:
    proposed(stage, OPM)
    stage.presses(DIRECTOR, "มอบผู้รับผิดชอบ")
    stage.presses(DIRECTOR, "ส่งเสริมฯ")
    assert "แจ้งนางสาวรินรดา" in stage.presses(DIRECTOR, "ส่งแบบให้ผู้รับผิดชอบ")
    assert "มอบหมาย ส่งเสริมฯ เรื่องอาหารกลางวัน" in stage.heard(OFFICER)[-1]
    assert steps_done(stage, "IN-2570-OPM-1")["1"] == "สั่งการ มอบหมาย ส่งเสริมฯ เรื่องอาหารกลางวัน"


def test_what_was_sent_back_goes_to_nobody(stage: Stage) -> None:
    proposed(stage, OPM)
    stage.presses(DIRECTOR, "ส่งคืน")
    stage.says(DIRECTOR, "ขอดูข้อมูลเดิมก่อน")
    stage.says(OFFICER, "มอบหมายผู้รับผิดชอบ")
    stage.presses(OFFICER, "ส่งเสริมฯ")
    assert "ยังไม่ส่งแบบ" in stage.presses(OFFICER, "ส่งแบบให้ผู้รับผิดชอบ")
    assert "อาหารกลางวัน" in stage.says(OFFICER, "เสนอ ผอ."), "it may be put before the director again"


def test_a_topic_is_given_in_a_sentence_with_its_day(stage: Stage) -> None:
    taken(stage, MOE.replace("พรุ่งนี้", "5 ก.พ. 2570"))
    shown = stage.says(OFFICER, "มอบเรื่องเด็กตกหล่นให้กลุ่มส่งเสริม ส่ง 29 ม.ค.")
    assert "เรื่องที่ 1 มอบ ส่งเสริมฯ" in shown
    assert "เรื่องที่ 2 จาก 2" in shown, "and goes on with the next"
    assert "ศ. 29 ม.ค. 70" in stage.presses(OFFICER, "อำนวยการ")
    assert "ไม่พบเรื่อง" in stage.says(OFFICER, "มอบเรื่องน้ำท่วมให้กลุ่มส่งเสริม")
    assert "ต้องยังไม่ผ่านไป" in stage.says(OFFICER, "มอบเรื่องเด็กตกหล่นให้กลุ่มส่งเสริม ส่ง 20 ก.พ."), "after the agency's day"


def test_a_work_that_no_letter_asked_for_is_made_in_a_sentence(stage: Stage) -> None:
    shown = stage.says(OFFICER, "เพิ่มงาน ตรวจราชการ ศธ รอบ 1 เรื่องเด็กตกหล่น ให้กลุ่มส่งเสริม ส่ง 29 ม.ค.")
    assert "รับเป็นเรื่องใหม่" in shown
    assert "ศ. 29 ม.ค. 70" in shown
    assert "มอบหมายแล้ว 1 เรื่อง" in stage.presses(OFFICER, "ส่งแบบให้ผู้รับผิดชอบ")


def test_an_older_card_asks_for_nothing_it_did_not_show(stage: Stage) -> None:
    taken(stage, OPM)
    stage.presses(OFFICER, "มอบผู้รับผิดชอบ")
    stage.presses(OFFICER, "ส่งเสริมฯ")
    stage.line.press(phone_of(OFFICER), "topicsgo:1:7", "ส่งแบบให้ผู้รับผิดชอบ")
    stage.settle()
    assert any("โปรดตรวจการ์ดล่าสุด" in one for one in stage.heard(OFFICER)[-2:])
    assert stage.states().keys() == {"ST1", "ST2"}


def test_nobody_else_gives_topics_out(stage: Stage) -> None:
    taken(stage, OPM)
    for data in ("topics:1", "give:1:2", "topicsgo:1:0"):
        stage.line.press(phone_of(EK), data, "กด")
    stage.settle()
    with stage.store.reading() as tx:
        (request,) = tx.registers.open_requests(tx.people.offices()[0].id)
        assert request.topics[0].answering == []


def test_the_agencys_workbook_has_a_sheet_for_each_topic_and_names_what_is_missing(stage: Stage) -> None:
    ordered_and_given(stage)
    taken(stage, MOE)
    stage.presses(OFFICER, "มอบผู้รับผิดชอบ")
    stage.presses(OFFICER, "ส่งเสริมฯ")
    stage.presses(OFFICER, "อำนวยการ")
    stage.presses(OFFICER, "ส่งแบบให้ผู้รับผิดชอบ")
    handed_in(stage, "อาหารกลางวัน (ส่งเสริมฯ)")  # two topics are the first of an agency

    stage.says(OFFICER, "รวมข้อมูลตรวจราชการ ศธ.")
    book = openpyxl.load_workbook(io.BytesIO(fetched(stage, OFFICER)))
    assert book.sheetnames == ["เรื่อง๑ เด็กตกหล่น", "เรื่อง๒ การอ่านออกเขียนได้", "ยังไม่ส่ง", "ที่มาของข้อมูล"]
    assert "ประเด็นนโยบาย ๒ การอ่านออกเขียนได้" in [row[1] for row in book["ยังไม่ส่ง"].iter_rows(values_only=True)]

    stage.says(OFFICER, "รวมข้อมูลตรวจราชการ สปน.")
    book = openpyxl.load_workbook(io.BytesIO(fetched(stage, OFFICER)))
    assert book.sheetnames == ["เรื่อง๑ อาหารกลางวัน", "ยังไม่ส่ง", "ที่มาของข้อมูล"]
    values = [row[:7] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert ("1", "นักเรียนที่ได้รับ", "ทุกโรงเรียน", 200, 150, 75, "ดำเนินการครบ") in values


def test_what_waits_stands_in_the_officers_morning_list(stage: Stage) -> None:
    proposed(stage, OPM)
    stage.travel(at(2026, 11, 24, 8))
    assert "รอ ผอ. สั่งการ 1 เรื่อง" in stage.says(OFFICER, "งานเช้านี้")


def test_the_agencys_own_form_may_be_used_instead_of_the_standard_one(stage: Stage) -> None:
    stage.sends(OFFICER, "แบบเก็บข้อมูล.xlsx", blank())
    stage.says(OFFICER, "ใช้ไฟล์นี้เป็นแบบ")
    taken(stage, OPM)
    stage.presses(OFFICER, "มอบผู้รับผิดชอบ")
    stage.presses(OFFICER, "ส่งเสริมฯ")
    own = next(
        action["label"]
        for action in actions(stage.line.messages(phone_of(OFFICER))[-1].message)
        if action["label"].startswith("ใช้ ")
    )
    assert own.removeprefix("ใช้ ")[:10] in stage.presses(OFFICER, own)
    stage.presses(OFFICER, "ส่งแบบให้ผู้รับผิดชอบ")
    with stage.store.reading() as tx:
        office = tx.people.offices()[0]
        works = tx.work.open_requirements(office.id, stage.clock.now())
        assert {one.work: one.form for one in works} == {"strategy": "strategy", "inspection": "own:1"}
