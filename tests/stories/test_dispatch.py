"""บันทึกการส่ง, ลงรับหนังสือ, ทะเบียนคุม, ขีดฆ่า: an officer keeps the control register in the chat."""

from __future__ import annotations

import io
import urllib.request
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl

from domain.lifecycle import State
from domain.thai import BANGKOK
from tests.plans import START, small_plan
from tests.stories.stage import DIRECTOR, EK, OFFICER, Stage, actions, phone_of, staged

EXTERNAL = datetime(2026, 11, 20, 16, 30, tzinfo=BANGKOK)
SENTENCE = "ส่ง สพฐ. แล้ว ที่ ศธ 04999/123 วันที่ 22 พ.ย. ทางระบบ"


def stand(stage: Stage, **states: State) -> None:
    """Let debts stand as if they had come in and been accepted."""
    with stage.store.begin() as tx:
        for debt in tx.work.of_office(tx.people.offices()[0].id, START):
            debt.state = states.get(debt.subject.code, State(debt.state)).value
        tx.commit()


def noted(stage: Stage) -> list[tuple[str, str, Mapping[str, object]]]:
    with stage.store.reading() as tx:
        lines = [line for line, _ in tx.audit.trail(tx.people.offices()[0].id)]
    return [(line.deed, line.about, line.detail) for line in lines]


def steps_done(stage: Stage) -> dict[str, str]:
    with stage.store.reading() as tx:
        work = tx.work.open_requirements(tx.people.offices()[0].id, START)[0]
        return {code: record.about for code, record in tx.steps.of(work.id).items()}


def workbook(stage: Stage) -> openpyxl.Workbook:
    with urllib.request.urlopen(stage.link(OFFICER), timeout=10) as answer:  # noqa: S310 - our own local server
        return openpyxl.load_workbook(io.BytesIO(answer.read()))


def test_one_sentence_is_shown_confirmed_and_stands_in_the_register(stage: Stage) -> None:
    stand(stage, ST1=State.SCREENED, ST2=State.ACCEPTED)

    card = stage.says(OFFICER, SENTENCE)
    assert "บันทึกการส่งนี้หรือไม่" in card
    assert "ศธ 04999/123 ลงวันที่ 22 พ.ย. 69" in card
    assert "จัดส่ง 2 รายการ" in card
    assert stage.states() == {"ST1": "screened", "ST2": "accepted"}, "nothing happens before the yes"

    done = stage.presses(OFFICER, "ยืนยันบันทึก")
    assert "ลำดับที่ 1 ปี 2570" in done
    assert "ขั้นตอนที่ 5 ตามคู่มือ" in done
    assert stage.states() == {"ST1": "dispatched", "ST2": "dispatched"}
    assert steps_done(stage) == {"5": "ศธ 04999/123"}
    assert ("record sending", "OBEC 1/2570", {"letter": "ศธ 04999/123", "debts": 2}) in noted(stage)
    assert "ไม่มีการส่งที่กำลังบันทึก" in stage.presses(OFFICER, "ยืนยันบันทึก"), "a second tap writes no second row"


def test_what_is_not_accepted_yet_is_named_and_stays(stage: Stage) -> None:
    stand(stage, ST1=State.ENDORSED, ST2=State.SUBMITTED)

    card = stage.says(OFFICER, SENTENCE)
    assert "จัดส่ง 1 รายการ" in card
    assert "ส่งเสริมฯ สร้างโอกาสทางการศึกษา (ส่งแล้ว รอตรวจ)" in card

    stage.presses(OFFICER, "ยืนยันบันทึก")
    assert stage.states() == {"ST1": "dispatched", "ST2": "submitted"}
    assert steps_done(stage) == {}, "the step is done when nothing stays behind"

    stand(stage, ST2=State.ACCEPTED)
    stage.says(OFFICER, SENTENCE.replace("04999/123", "04999/124"))
    assert "ขั้นตอนที่ 5 ตามคู่มือ" in stage.presses(OFFICER, "ยืนยันบันทึก")
    assert steps_done(stage) == {"5": "ศธ 04999/124"}


def test_what_the_sentence_lacks_is_asked_for_step_by_step(stage: Stage) -> None:
    stand(stage, ST1=State.ACCEPTED)

    assert "หน่วยงานไหน" in stage.says(OFFICER, "บันทึกการส่ง")
    assert "เลขที่หนังสือส่งคือเลขอะไร" in stage.presses(OFFICER, "สพฐ.")
    assert "อ่านเลขที่หนังสือไม่ได้" in stage.says(OFFICER, "จำไม่ได้ค่ะ")
    assert "ลงวันที่เท่าไร" in stage.says(OFFICER, "๔๕")
    assert "ส่งทางไหน" in stage.presses(OFFICER, "วันนี้")
    card = stage.says(OFFICER, "ส่งทางอีเมลค่ะ")
    assert "ศธ 04999/45 ลงวันที่ 23 พ.ย. 69" in card
    assert "ทางอีเมล" in card

    assert "ลงวันที่ 20 พ.ย. 69" in stage.says(OFFICER, "ลงวันที่ 20 พ.ย."), "a correction is typed"
    assert "ลำดับที่ 1" in stage.says(OFFICER, "ใช่ค่ะ")


def test_an_older_card_writes_nothing_it_did_not_show(stage: Stage) -> None:
    stage.says(OFFICER, SENTENCE)
    older = stage.line.messages(phone_of(OFFICER))[-1]
    stage.says(OFFICER, "ลงวันที่ 20 พ.ย.")

    data = next(a["data"] for a in actions(older.message) if a["label"] == "ยืนยันบันทึก")
    stage.line.press(phone_of(OFFICER), data, "")
    stage.settle()
    assert "ข้อมูลเปลี่ยนไป" in stage.heard(OFFICER)[-2]
    assert "record sending" not in {deed for deed, *_ in noted(stage)}


def test_what_was_accepted_since_the_card_is_shown_before_it_goes_out(stage: Stage) -> None:
    stand(stage, ST1=State.ACCEPTED, ST2=State.SUBMITTED)
    stage.says(OFFICER, SENTENCE)
    stand(stage, ST2=State.ACCEPTED)

    again = stage.presses(OFFICER, "ยืนยันบันทึก")
    assert "ข้อมูลเปลี่ยนไป" in again
    assert "จัดส่ง 2 รายการ" in again
    assert stage.states() == {"ST1": "accepted", "ST2": "accepted"}
    assert "ลำดับที่ 1" in stage.presses(OFFICER, "ยืนยันบันทึก")


def test_what_was_begun_may_be_given_up(stage: Stage) -> None:
    stage.says(OFFICER, "บันทึกการส่ง")
    assert "ไม่ได้บันทึก" in stage.says(OFFICER, "ยกเลิก")
    assert "กำลังบันทึก" not in stage.says(OFFICER, "งานของฉัน")


def test_an_agency_nobody_knows_is_added_by_naming_it(stage: Stage) -> None:
    stage.says(OFFICER, "บันทึกการส่ง ที่ ศธ 04999/7 วันนี้ ทางระบบ")
    assert "เพิ่มหน่วยงานใหม่หรือไม่" in stage.says(OFFICER, "ศธจ.ศรีธารา")
    card = stage.presses(OFFICER, "เพิ่มหน่วยงานนี้")
    assert "ศธ 04999/7" in card
    assert "ศธจ.ศรีธารา" in card
    assert "ไม่ได้บันทึก" in stage.presses(OFFICER, "ไม่บันทึก")
    assert ("add agency", "A4", {"name": "ศธจ.ศรีธารา"}) in noted(stage)


def test_a_topic_that_names_another_agency_does_not_change_to_whom_it_went(tmp_path: Path, template: Path) -> None:
    with staged(tmp_path, template, plan=replace(small_plan(), requirements=())) as stage:
        assert "หน่วยงานไหน" in stage.says(OFFICER, "บันทึกการส่ง ที่ ศธ 04999/7 วันนี้ ทางระบบ")
        assert "เรื่องหรือประเด็นอะไร" in stage.presses(OFFICER, "ผู้ตรวจราชการ สปน.")
        card = stage.says(OFFICER, "การรับการตรวจจาก สพฐ.")
        assert "ผู้ตรวจราชการ สปน. / เรื่อง / การรับการตรวจจาก สพฐ" in card


def test_the_day_of_sending_and_of_the_signature_are_picked(stage: Stage) -> None:
    stage.says(OFFICER, SENTENCE)
    for data, day in (("sending:sent", "2026-11-23"), ("sending:signed", "2026-11-20")):
        stage.line.press(phone_of(OFFICER), data, "", params={"date": day})
        stage.settle()
    card = stage.heard(OFFICER)[-1]
    assert "ศธ 04999/123 ลงวันที่ 22 พ.ย. 69" in card
    assert "จ. 23 พ.ย. 69 ทางระบบ" in card
    assert "20 พ.ย. 69" in card


def test_of_several_that_may_be_meant_one_is_chosen(stage: Stage) -> None:
    stage.says(OFFICER, "มีหนังสือจาก สพฐ. ที่ ศธ 04007/5 ขอข้อมูลเรื่องเด็กตกหล่น ภายในพรุ่งนี้")
    stage.presses(OFFICER, "ยืนยันรับเรื่อง")
    asked = stage.says(OFFICER, SENTENCE)
    assert "1. สพฐ. เด็กตกหล่น" in asked
    assert "2. แบบติดตามกลยุทธ์" in asked
    assert "ตอบหนังสือ / ศธ 04007/5" in stage.presses(OFFICER, "1. สพฐ. เด็กตกหล่น")
    stage.presses(OFFICER, "ยืนยันบันทึก")
    assert steps_done(stage) == {}, "it was about no work of the manual"


def test_a_request_of_an_inspector_is_taken_in_and_answered_late(stage: Stage) -> None:
    card = stage.says(
        OFFICER,
        "มีหนังสือจาก ผู้ตรวจราชการ ศธ. ที่ ศธ ๐๒๑๐/๔๕ ลว 20 พ.ย. 69 ขอข้อมูลประเด็น เด็กตกหล่น ภายใน 24 พ.ย. ด่วนที่สุด",
    )
    for told in ("ด่วนที่สุด", "ศธ 0210/45 ลงวันที่ 20 พ.ย. 69", "เด็กตกหล่น", "อ. 24 พ.ย. 69", "ยังไม่มีเลขทะเบียนรับ"):
        assert told in card
    assert "345/2569" in stage.says(OFFICER, "เลขรับ 345/2569")
    assert "รับเรื่องไว้แล้ว" in stage.presses(OFFICER, "ยืนยันรับเรื่อง")

    stage.clock.travel_to(START + timedelta(days=3))
    card = stage.says(OFFICER, "ลงทะเบียนคุม ส่งผู้ตรวจ ศธ เรื่องเด็กตกหล่น ที่ ศธ 04999/1234 วันนี้ ทางไปรษณีย์")
    assert "ศธ 0210/45" in card
    assert "เกิน 2 วัน" in card
    stage.presses(OFFICER, "ยืนยันบันทึก")

    told = stage.says(OFFICER, "ขอทะเบียนคุมตรวจราชการ")
    assert "รอส่ง" not in told, "the request is answered"
    sheet = workbook(stage)["ผู้ตรวจราชการ ศธ."]
    assert [cell.value for cell in sheet[5]] == [
        1, "345/2569\n23 พ.ย. 69", "ศธ 0210/45", "20 พ.ย. 69", "เด็กตกหล่น", None, None, "24 พ.ย. 69", None, None,
        "ศธ 04999/1234", "26 พ.ย. 69\nไปรษณีย์", "เกิน 2 วัน", None,
    ]  # fmt: skip
    assert sheet["A6"].value == "รวม 1 ฉบับ ทันกำหนด 0 ฉบับ"


def test_a_forwarded_letter_with_several_topics_of_a_new_agency_is_taken_in(stage: Stage) -> None:
    letter = (
        "ด่วนมาก\nที่ ศร ๐๐๑๗/ว ๑๒\nศาลากลางจังหวัดศรีธารา\n๒๐ พฤศจิกายน ๒๕๖๙\n"
        "เรื่อง ๑) อาหารกลางวัน ๒) เด็กตกหล่น\nเรียน ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษาศรีธารา เขต ๑\n"
        "จึงขอให้รายงานภายในวันที่ ๒๔ พฤศจิกายน ๒๕๖๙"
    )
    assert "หนังสือจากหน่วยงานไหน" in stage.says(OFFICER, letter)
    card = stage.says(OFFICER, "จังหวัดศรีธารา")
    for told in ("จะเป็นหน่วยงานใหม่", "อาหารกลางวัน", "ประเด็น 2", "เด็กตกหล่น", "เหลือ 1 วันทำการ", "ด่วนมาก"):
        assert told in card
    stage.presses(OFFICER, "ยืนยันรับเรื่อง")

    told = stage.says(OFFICER, "ทะเบียนคุม")
    assert "ด่วนมาก จังหวัดศรีธารา อาหารกลางวัน, เด็กตกหล่น" in told

    stage.says(OFFICER, "บันทึกการส่ง จังหวัดศรีธารา เรื่องอาหารกลางวัน ที่ ศธ 04999/9 วันนี้ ทางระบบ")
    stage.presses(OFFICER, "ยืนยันบันทึก")
    assert "จังหวัดศรีธารา เด็กตกหล่น" in stage.says(OFFICER, "ทะเบียนคุม"), "the other topic is still to be sent"


def test_a_request_may_have_no_day_and_is_given_up_by_a_tap(stage: Stage) -> None:
    assert "หนังสือจากหน่วยงานไหน" in stage.says(OFFICER, "ลงรับหนังสือ")
    assert "เรื่องหรือประเด็นอะไร" in stage.presses(OFFICER, "สพฐ.")
    assert "ต้องส่งภายในวันไหน" in stage.says(OFFICER, "การอ่านออกเขียนได้")
    assert "ไม่มีกำหนด" in stage.presses(OFFICER, "ไม่มีกำหนด")
    assert "ไม่ได้รับเรื่องไว้" in stage.presses(OFFICER, "ไม่รับ")
    assert "รอส่ง" not in stage.says(OFFICER, "ทะเบียนคุม")


def test_a_struck_row_stays_and_what_went_with_it_comes_back(stage: Stage) -> None:
    stand(stage, ST1=State.SCREENED, ST2=State.ACCEPTED)
    stage.says(OFFICER, SENTENCE)
    stage.presses(OFFICER, "ยืนยันบันทึก")

    card = stage.says(OFFICER, "ขีดฆ่าแถวที่ 1 ของ สพฐ. เพราะพิมพ์เลขหนังสือผิด")
    assert "ขีดฆ่าแถวที่ 1 หรือไม่" in card
    assert "พิมพ์เลขหนังสือผิด" in card
    assert stage.states() == {"ST1": "dispatched", "ST2": "dispatched"}
    assert "2 รายการกลับไป" in stage.presses(OFFICER, "ยืนยันขีดฆ่า")
    assert stage.states() == {"ST1": "screened", "ST2": "accepted"}
    assert steps_done(stage) == {}
    assert ("strike row", "OBEC 1/2570", {"reason": "พิมพ์เลขหนังสือผิด", "debts": 2}) in noted(stage)
    assert "ขีดฆ่าไว้แล้ว" in stage.presses(OFFICER, "ยืนยันขีดฆ่า")

    stage.says(OFFICER, SENTENCE.replace("123", "124"))
    assert "ลำดับที่ 2" in stage.presses(OFFICER, "ยืนยันบันทึก"), "its number is not used again"
    assert "ขีดฆ่าแล้ว (พิมพ์เลขหนังสือผิด)" in stage.says(OFFICER, "ทะเบียนคุม สพฐ. ปี 2570")
    sheet = workbook(stage)["สพฐ."]
    assert sheet["A5"].font.strike
    assert not sheet["A6"].font.strike
    assert "ขีดฆ่า: พิมพ์เลขหนังสือผิด" in str(sheet["N5"].value)
    assert sheet["A7"].value == "รวม 1 ฉบับ ทันกำหนด 0 ฉบับ (ขีดฆ่า 1 แถว ไม่นับรวม)"


def test_a_row_is_not_struck_without_a_reason_nor_when_it_is_unknown(stage: Stage) -> None:
    assert "ไม่พบแถวที่ 3 ของ สพฐ." in stage.says(OFFICER, "ขีดฆ่าแถวที่ 3 ของ สพฐ.")
    stage.says(OFFICER, SENTENCE)
    stage.presses(OFFICER, "ยืนยันบันทึก")
    assert "เพราะเหตุใด" in stage.says(OFFICER, "ขีดฆ่าแถวที่ 1")
    assert "หรือไม่" in stage.presses(OFFICER, "บันทึกซ้ำ")
    assert "ตามเดิม" in stage.presses(OFFICER, "ไม่ขีดฆ่า")


def test_the_same_letter_in_a_calendar_year_is_remarked_and_in_the_next_is_not(stage: Stage) -> None:
    stage.says(OFFICER, SENTENCE)
    stage.presses(OFFICER, "ยืนยันบันทึก")
    again = stage.says(OFFICER, SENTENCE.replace("สพฐ.", "ผู้ตรวจ ศธ. เรื่องแนบ"))
    assert "เลขหนังสือนี้มีในทะเบียนแล้ว: สพฐ. 1" in again
    stage.says(OFFICER, "ยกเลิก")

    stage.clock.travel_to(datetime(2027, 1, 5, 9, 0, tzinfo=BANGKOK))
    next_year = stage.says(OFFICER, "ส่ง สพฐ. แล้ว ที่ ศธ 04999/123 วันที่ 4 ม.ค. ทางระบบ")
    assert "มีในทะเบียนแล้ว" not in next_year
    assert "ลำดับที่ 2 ปี 2570" in stage.presses(OFFICER, "ยืนยันบันทึก"), "rows run on: the fiscal year is the same"


def test_the_fiscal_year_of_the_day_of_sending_gives_the_number(stage: Stage) -> None:
    stage.says(OFFICER, SENTENCE)
    stage.presses(OFFICER, "ยืนยันบันทึก")
    stage.says(OFFICER, "ส่ง สพฐ. แล้ว ที่ ศธ 04999/99 วันที่ 30 ก.ย. 69 ทางระบบ")
    assert "ลำดับที่ 1 ปี 2569" in stage.presses(OFFICER, "ยืนยันบันทึก")


def test_the_day_of_the_plan_is_the_agencys_own(tmp_path: Path, template: Path) -> None:
    plan = small_plan()
    asked = replace(plan.requirements[0], external_due_at=EXTERNAL, agency="สพฐ.")
    with staged(tmp_path, template, plan=replace(plan, requirements=(asked,))) as stage:
        card = stage.says(OFFICER, "บันทึกการส่ง ที่ ศธ 04999/123 วันที่ 22 พ.ย. ทางระบบ")
        assert "ศ. 20 พ.ย. 69 · เกิน 2 วัน" in card
        assert "สพฐ." in card


def test_a_director_reads_the_register_and_staff_do_not(stage: Stage) -> None:
    assert "ทะเบียนคุมเอกสาร" in stage.says(DIRECTOR, "ทะเบียนคุม")
    for words in ("บันทึกการส่ง", "ลงรับหนังสือ", "ขีดฆ่าแถวที่ 1 ของ สพฐ."):
        assert "เปิดให้เฉพาะ" in stage.says(DIRECTOR, words)
        assert "เปิดให้เฉพาะ" in stage.says(EK, words)
    assert "เปิดให้เฉพาะ" in stage.says(EK, "ทะเบียนคุม")


def test_what_another_agency_is_sent_is_not_the_strategies_that_the_plan_gives_no_agency(stage: Stage) -> None:
    stand(stage, ST1=State.SCREENED, ST2=State.SCREENED)
    said = stage.says(OFFICER, "ส่งข้อมูลอาหารกลางวันให้ ผู้ตรวจ ศธ. แล้ว ที่ ศธ 04999/9 ลงวันที่ 22 พ.ย. ทางระบบ")
    assert "แบบติดตามกลยุทธ์" not in said
    assert "เรื่อง" in said, "it is asked what was sent"
    assert "อาหารกลางวัน" in stage.says(OFFICER, "อาหารกลางวัน")
    stage.presses(OFFICER, "ยืนยันบันทึก")
    assert set(stage.states().values()) == {"screened"}
    assert "จัดส่ง 2 รายการ" in stage.says(OFFICER, SENTENCE.replace("/123", "/10")), "to สพฐ. they are sent"
