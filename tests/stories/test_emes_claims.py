"""A school says that it has reported in E-MES: by words, with a screenshot, by its copy of the form, for several."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.schema import Attachment, Claim, Inbox, Outbox
from tests.emes_office import emes_plan, exported, well
from tests.stories.stage import EK, NITI, OFFICER, PHOTO, PO, USERS, Stage, staged

PASSWORD = "Sri@2569thara"


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template, plan=emes_plan()) as stage:
        yield stage


def standing(stage: Stage) -> dict[str, str]:
    """How each unit's debt stands, by the unit's code."""
    with stage.store.reading() as tx:
        office = tx.people.offices()[0]
        return {o.unit.code: o.state for o in tx.work.of_office(office.id, stage.clock.now())}


def claims(stage: Stage) -> int:
    with Session(stage.store.engine) as session:
        return len(session.scalars(select(Claim).where(Claim.taken_back_at.is_(None))).all())


def test_a_school_says_that_it_has_reported_and_a_screenshot_follows(office: Stage) -> None:
    said = office.says(EK, "รายงาน E-MES แล้วค่ะ")
    assert "บันทึกว่ารายงานใน E-MES แล้ว" in said
    assert "ภาพหน้าจอ" in said
    assert standing(office)["S1"] == "claimed"

    before = len(office.heard(EK))
    office.line.send_photos(USERS[EK], [PHOTO])
    office.settle()
    assert "เก็บเป็นหลักฐานแล้ว" in "\n".join(office.heard(EK)[before:]), "it is of what was just spoken of"
    card = office.says(OFFICER, "ตรวจงาน")
    assert "แจ้งว่ารายงานแล้ว" in card
    assert "1 รายการ" in card


def test_a_screenshot_comes_first_and_the_words_say_what_it_is(office: Stage) -> None:
    office.line.send_photos(USERS[EK], [PHOTO])
    office.settle()
    assert "เก็บไว้แล้ว 1 รายการ" in office.says(EK, "กรอกแล้วครับ")
    assert standing(office)["S1"] == "claimed"
    with Session(office.store.engine) as session:
        assert session.scalars(select(Attachment.obligation_id)).one() is not None


def test_a_screenshot_that_is_tied_offers_the_claim(office: Stage) -> None:
    office.line.send_photos(USERS[EK], [PHOTO])
    office.settle()
    assert "รายงานใน E-MES โดยตรง" in office.presses(EK, "ใช่")
    assert standing(office)["S1"] == "pending", "a picture alone says nothing of the figures"
    office.presses(EK, "รายงานใน E-MES แล้ว")
    assert standing(office)["S1"] == "claimed"


def test_who_serves_two_schools_is_asked_which(office: Stage) -> None:
    asked = office.says(NITI, "รายงาน e-mes เรียบร้อยแล้วครับ")
    assert "รายการไหน" in asked
    assert standing(office)["S2"] == "pending"
    office.presses(NITI, "บ้านใหม่ รายการที่ 1")
    assert (standing(office)["S2"], standing(office)["S3"]) == ("pending", "claimed")
    office.says(NITI, "รร.วัดธารทอง รายงาน emes แล้ว")
    assert standing(office)["S2"] == "claimed"


def test_one_tap_says_it_of_all_schools_and_is_taken_back_by_one(office: Stage) -> None:
    office.says(NITI, "รายงาน emes แล้ว")
    office.presses(NITI, "ทุกรายการข้างต้น")
    assert {standing(office)["S2"], standing(office)["S3"]} == {"claimed"}
    office.presses(NITI, "ทุกรายการข้างต้น")
    assert claims(office) == 2, "the same tap again changes nothing"
    assert "ยังไม่ได้รายงาน" in office.presses(NITI, "ยังไม่ได้รายงาน")
    assert {standing(office)["S2"], standing(office)["S3"]} == {"pending"}
    assert claims(office) == 0


def test_what_is_claimed_twice_says_how_it_stands(office: Stage) -> None:
    office.says(EK, "รายงาน emes แล้ว")
    assert "แจ้งว่ารายงานแล้ว รอตรวจสอบ" in office.says(EK, "รายงาน emes แล้วค่ะ")
    assert claims(office) == 1


def test_the_schools_copy_of_the_form_is_a_claim(office: Stage) -> None:
    answer = office.sends(EK, "มส1.xlsx", exported([well("S1", 40)]))
    assert "ได้รับแล้ว" in answer, "a debt that came from the plan is open to it"
    assert standing(office)["S1"] == "claimed"
    assert "EM-2570-01/0001" in office.says(OFFICER, "ตรวจงาน")
    assert "ตรวจรับแล้ว" in office.presses(OFFICER, "ตรวจรับ")
    assert standing(office)["S1"] == "verified"
    assert "กลับไปรอตรวจ" in office.says(OFFICER, "เมื่อกี้ผิด")
    assert standing(office)["S1"] == "claimed"


def test_a_faulty_copy_gainsays_what_was_only_said(office: Stage) -> None:
    office.says(EK, "รายงาน emes แล้ว")
    wrong = well("S1", 40)._replace(writes=38)
    assert "ขอให้แก้ไข" in office.sends(EK, "มส1.xlsx", exported([wrong]))
    assert standing(office)["S1"] == "returned"
    office.sends(EK, "มส1 แก้.xlsx", exported([well("S1", 40)]))
    assert standing(office)["S1"] == "claimed"


def test_a_copy_is_withdrawn_before_it_was_seen(office: Stage) -> None:
    office.sends(EK, "มส1.xlsx", exported([well("S1", 40)]))
    office.says(EK, "ขอถอนงาน")
    office.presses(EK, "ถอนฉบับนี้")
    office.presses(EK, "ใช่ ถอนเลย")
    assert standing(office)["S1"] == "pending"


def test_a_claim_in_a_group_is_no_claim(office: Stage) -> None:
    said = office.says(EK, "บอท รายงาน E-MES แล้วค่ะ", group=True)
    assert "แชตส่วนตัว" in said
    assert "\n" not in said
    assert standing(office)["S1"] == "pending"
    assert office.says(EK, "รายงาน E-MES แล้วค่ะ", group=True) == "", "what nobody says to the bot is not heard"
    assert office.says(OFFICER, "บอท ส่งแล้ว", group=True) != "", "the office itself reports too"


def test_nothing_to_report(office: Stage) -> None:
    assert "ใช่ไหม" in office.says(EK, "ไม่มีข้อมูลจะรายงาน")
    office.presses(EK, "ใช่ บันทึกว่าไม่มี")
    assert standing(office)["S1"] == "nil"
    assert "รายงานเป็นศูนย์" in office.says(EK, "รายงาน emes แล้ว")


def test_the_office_reports_itself(office: Stage) -> None:
    office.says(OFFICER, "รายงาน emes แล้ว")
    assert standing(office)["PLAN"] == "claimed"


def test_buttons_of_others_and_of_the_past_change_nothing(office: Stage) -> None:
    with office.store.reading() as tx:
        other = next(
            o.id for o in tx.work.of_office(tx.people.offices()[0].id, office.clock.now()) if o.unit.code == "S5"
        )
    before = len(office.heard(EK))
    for data in (f"claim:{other}", f"unclaim:{other}", "claim:999999", "claim:", "claim:0", "unclaim:0:999999"):
        office.line.press(USERS[EK], data, "")
        office.settle()
    assert standing(office)["S5"] == "pending"
    assert all("รายการนี้ไม่ใช่งานของหน่วยงานท่าน" in said for said in office.heard(EK)[before:])


def test_nobody_is_reminded_of_what_is_claimed(office: Stage) -> None:
    office.says(PO, "รายงาน emes แล้ว")
    before = len(office.heard(PO))
    office.travel(office.clock.now().replace(month=12, day=14, hour=9))
    assert all("รายการที่ 1" not in said for said in office.heard(PO)[before:])


def test_a_password_is_warned_about_and_not_kept(office: Stage) -> None:
    said = office.says(EK, f"รายงาน E-MES แล้วค่ะ username: sch99010001 password: {PASSWORD}")
    assert "รหัสผ่าน" in said
    said = office.says(EK, f"รหัสผ่าน emes คือ {PASSWORD}")
    assert PASSWORD not in said
    with Session(office.store.engine) as session:
        for table in (Inbox, Outbox):
            assert all(PASSWORD not in str(vars(row)) for row in session.scalars(select(table)))
    assert all(PASSWORD not in text for text in office.heard(EK))
