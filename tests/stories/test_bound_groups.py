"""A LINE group becomes a unit's, hears what an officer allows, and is missed when it is lost."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.disclosure import GroupSays
from domain.thai import BANGKOK
from storage.schema import Audit, Chat, Unit
from tests.stories.stage import DIRECTOR, EK, GROUP, NITI, OFFICER, STRANGER, USERS, Stage, actions, filled
from tests.stories.test_strategy_round import blank

BIND = "บอท ผูกกลุ่มนี้กับกลุ่มอำนวยการ"
MISSING = "บอท ใครยังไม่ส่ง"


def chat(stage: Stage) -> Chat:
    with stage.store.reading() as tx:
        found = tx.chats.get(GROUP)
    assert found is not None
    return found


def unit_of(stage: Stage) -> str | None:
    unit = chat(stage).bound_to
    return unit.code if unit else None


def audited(stage: Stage, deed: str) -> list[Audit]:
    with Session(stage.store.engine) as session:
        return list(session.scalars(select(Audit).where(Audit.deed == deed)))


def code_for(stage: Stage, unit: str = "กลุ่มอำนวยการ") -> str:
    said = stage.says(OFFICER, f"ผูกกลุ่ม {unit}")
    return next(word for word in said.split() if word.isdigit() and len(word) == 6)


def strangers_say(stage: Stage, words: str) -> str:
    before = len(stage.line.messages(GROUP))
    stage.line.say(STRANGER, words, GROUP)
    stage.settle()
    return stage.heard_since(GROUP, before + 1)


def test_anybody_in_the_group_may_type_the_code_that_an_officer_was_given(stage: Stage) -> None:
    code = code_for(stage)
    answer = strangers_say(stage, f"บอท ผูกกลุ่ม {code}")

    assert "ผูกกลุ่มนี้กับ กลุ่มอำนวยการ แล้ว" in answer
    assert "เฉพาะจำนวน" in answer
    assert "กลุ่มอำนวยการ" in stage.heard(OFFICER)[-1]
    assert unit_of(stage) == "GENERAL"


def test_a_code_works_once_and_for_an_hour(stage: Stage) -> None:
    used, old = code_for(stage), code_for(stage)
    stage.says(EK, f"บอท ผูกกลุ่ม {used}", group=True)
    assert "ใช้ไปแล้ว" in stage.says(EK, f"บอท ผูกกลุ่ม {used}", group=True)

    stage.clock.travel_to(stage.clock.now() + timedelta(minutes=61))
    assert "หมดอายุ" in stage.says(EK, f"บอท ผูกกลุ่ม {old}", group=True)


def test_after_ten_wrong_codes_the_right_one_waits_until_tomorrow(stage: Stage) -> None:
    code = code_for(stage)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    for _ in range(10):
        assert "ไม่ถูกต้อง" in strangers_say(stage, f"บอท ผูกกลุ่ม {wrong}")

    assert "พรุ่งนี้" in strangers_say(stage, f"บอท ผูกกลุ่ม {code}")
    assert "พรุ่งนี้" in stage.says(EK, f"บอท ผูกกลุ่ม {code}", group=True)  # of the group, whoever types

    stage.clock.travel_to(stage.clock.now() + timedelta(days=1, minutes=1))
    code = code_for(stage)
    assert "ผูกกลุ่มนี้กับ" in strangers_say(stage, f"บอท ผูกกลุ่ม {code}")


def test_a_code_typed_in_private_is_sent_where_it_belongs(stage: Stage) -> None:
    assert "ในกลุ่มไลน์" in stage.says(EK, f"ผูกกลุ่ม {code_for(stage)}")


def test_an_officer_binds_the_group_in_the_group(stage: Stage) -> None:
    assert "ผูกกลุ่มนี้กับ กลุ่มอำนวยการ แล้ว" in stage.says(OFFICER, BIND, group=True)

    assert unit_of(stage) == "GENERAL"
    assert [(line.about, line.person_id is not None) for line in audited(stage, "bind group")] == [("GENERAL", True)]


def test_others_cannot_bind_without_a_code(stage: Stage) -> None:
    assert "เจ้าหน้าที่" in stage.says(EK, BIND, group=True)
    assert "เจ้าหน้าที่" in strangers_say(stage, BIND)
    with stage.store.reading() as tx:
        known = tx.chats.get(GROUP)
    assert known is None or known.bound_to is None


def test_a_name_that_fits_several_units_is_asked_about_in_private_and_not_listed_in_the_group(stage: Stage) -> None:
    with stage.store.begin() as tx:
        office = tx.people.offices()[0]
        school = {"office_id": office.id, "parent_id": office.id, "kind": "school", "name": "โรงเรียนบ้านหนองบัว"}
        tx._session.add_all(Unit(**school, code=where, district=where) for where in ("ทุ่งหนึ่ง", "ทุ่งสอง"))
        tx.commit()

    in_group = stage.says(OFFICER, "บอท ผูกกลุ่มนี้กับโรงเรียนบ้านหนองบัว", group=True)
    assert "ทุ่ง" not in in_group
    assert "ชื่อเต็ม" in in_group

    stage.says(OFFICER, "ผูกกลุ่ม โรงเรียนบ้านหนองบัว")
    assert "รหัสผูกกลุ่ม" in stage.presses(OFFICER, "2. บ้านหนองบัว อ.ทุ่งสอง")


def test_a_bound_group_that_is_bound_anew_forgets_its_setting_and_the_officer_is_told_of_the_former_unit(
    stage: Stage,
) -> None:
    stage.says(OFFICER, BIND, group=True)
    stage.says(OFFICER, "บอท ในกลุ่มนี้บอกชื่อได้", group=True)
    in_group = stage.says(OFFICER, "บอท ผูกกลุ่มนี้กับกลุ่มกฎหมาย", group=True)

    assert "กลุ่มอำนวยการ" not in in_group
    assert "เดิมกลุ่มนี้ผูกกับ กลุ่มอำนวยการ" in stage.heard(OFFICER)[-1]
    assert (unit_of(stage), chat(stage).says) == ("LEGAL", None)


def test_a_bound_group_hears_how_its_own_unit_stands_and_the_office_when_an_overseer_asks(stage: Stage) -> None:
    stage.says(OFFICER, BIND, group=True)

    assert "จาก 1 รายการ" in stage.says(EK, MISSING, group=True)
    assert "จาก 1 รายการ" in stage.says(OFFICER, "บอท สรุป", group=True)
    assert "จาก 2 รายการ" in stage.says(DIRECTOR, f"{MISSING} ทั้งเขต", group=True)
    assert "เฉพาะเจ้าหน้าที่" in stage.says(EK, f"{MISSING} ทั้งเขต", group=True)


def test_a_group_whose_unit_owes_nothing_is_told_so(stage: Stage) -> None:
    stage.says(OFFICER, "บอท ผูกกลุ่มนี้กับกลุ่มกฎหมาย", group=True)

    assert "ไม่มีรายการที่ต้องส่ง" in stage.says(NITI, MISSING, group=True)


def test_the_group_of_the_office_hears_of_the_whole_office(stage: Stage) -> None:
    stage.says(OFFICER, "บอท ผูกกลุ่มนี้กับเขต", group=True)

    assert "จาก 2 รายการ" in stage.says(EK, MISSING, group=True)


def test_an_unbound_group_hears_counts_from_an_overseer_only(stage: Stage) -> None:
    assert "จาก 2 รายการ" in stage.says(OFFICER, MISSING, group=True)
    assert "เฉพาะเจ้าหน้าที่" in stage.says(EK, MISSING, group=True)
    assert "ยังไม่ได้ผูก" in stage.says(OFFICER, "บอท ในกลุ่มนี้บอกชื่อได้", group=True)


def test_an_officer_sets_in_the_group_what_may_be_said_there(stage: Stage) -> None:
    stage.says(OFFICER, BIND, group=True)
    assert "เฉพาะเจ้าหน้าที่" in stage.says(EK, "บอท ในกลุ่มนี้บอกชื่อได้", group=True)

    assert "ชื่อ" in stage.says(OFFICER, "บอท ในกลุ่มนี้บอกชื่อได้", group=True)
    assert "ยังไม่ส่ง 1 จาก 1 รายการ" in stage.says(EK, MISSING, group=True)
    assert "PROMOTION" not in stage.says(OFFICER, f"{MISSING} ทั้งเขต", group=True)

    stage.says(OFFICER, "บอท ในกลุ่มนี้ไม่ต้องบอก", group=True)
    quiet = stage.says(OFFICER, MISSING, group=True)
    assert "แชตส่วนตัว" in quiet
    assert "รายการ" not in quiet
    assert "ติดตามช่วยอะไรได้บ้าง" in stage.says(EK, "บอท ช่วยเหลือ", group=True)

    assert "เฉพาะจำนวน" in stage.says(OFFICER, "บอท ในกลุ่มนี้บอกได้เฉพาะจำนวน", group=True)
    assert "จาก 1 รายการ" in stage.says(EK, MISSING, group=True)


def test_an_officer_sets_and_unbinds_by_buttons_in_private(stage: Stage) -> None:
    stage.says(OFFICER, BIND, group=True)
    assert "กลุ่มอำนวยการ" in stage.says(OFFICER, "กลุ่มที่ผูกไว้")

    stage.presses(OFFICER, "บอกชื่อหน่วยงานได้")
    assert chat(stage).says == GroupSays.NAMES

    assert "หรือไม่" in stage.presses(OFFICER, "เลิกผูกกลุ่ม")
    assert unit_of(stage) == "GENERAL"
    assert "เรียบร้อย" in stage.presses(OFFICER, "เลิกผูก")
    assert unit_of(stage) is None
    assert "ยังไม่มีกลุ่มไลน์" in stage.says(OFFICER, "กลุ่มที่ผูกไว้")


def test_a_group_is_unbound_in_the_group(stage: Stage) -> None:
    stage.says(OFFICER, BIND, group=True)

    assert "เลิกผูกกลุ่มเรียบร้อย" in stage.says(OFFICER, "บอท เลิกผูกกลุ่ม", group=True)
    assert unit_of(stage) is None
    assert "ยังไม่ได้ผูก" in stage.says(OFFICER, "บอท เลิกผูกกลุ่ม", group=True)


@pytest.mark.parametrize(
    ("says", "in_group"),
    [("บอกชื่อได้", "ได้รับแล้ว"), ("บอกได้เฉพาะจำนวน", "เลขรับ ST-2570-R6/0001"), ("ไม่ต้องบอก", "")],
)
def test_a_receipt_tells_the_group_no_more_than_it_may_hear(stage: Stage, says: str, in_group: str) -> None:
    stage.says(OFFICER, BIND, group=True)
    stage.says(OFFICER, f"บอท ในกลุ่มนี้{says}", group=True)
    heard = len(stage.heard(EK))
    answer = stage.sends(EK, "ของเอก.xlsx", filled(blank(stage, EK)), group=True)

    assert in_group in answer if in_group else answer == ""
    assert ("ของเอก" in answer) == (says == "บอกชื่อได้")
    told_alone = "ST-2570-R6/0001" in "".join(stage.heard(EK)[heard + 1 :])
    assert told_alone == (says == "ไม่ต้องบอก")


def lost_notices(stage: Stage) -> list[str]:
    return [text for text in stage.heard(OFFICER) if "ไม่อยู่ในกลุ่มไลน์แล้ว" in text]


def test_officers_are_told_once_that_the_bot_was_put_out_of_a_bound_group(stage: Stage) -> None:
    stage.says(OFFICER, BIND, group=True)
    stage.line.remove_bot(GROUP)
    stage.settle()
    stage.tick()
    assert lost_notices(stage) == []

    stage.travel(datetime(2026, 11, 24, 9, 5, tzinfo=BANGKOK))
    stage.travel(datetime(2026, 11, 25, 9, 5, tzinfo=BANGKOK))

    assert len(lost_notices(stage)) == 1
    assert "กลุ่มอำนวยการ" in lost_notices(stage)[0]


def test_nobody_is_told_of_a_lost_group_that_was_nobodys(stage: Stage) -> None:
    stage.line.remove_bot(GROUP)
    stage.settle()
    stage.travel(datetime(2026, 11, 24, 9, 5, tzinfo=BANGKOK))

    assert lost_notices(stage) == []


def test_a_group_the_bot_comes_back_to_hears_nothing_of_its_unit_until_an_officer_confirms(stage: Stage) -> None:
    stage.says(OFFICER, BIND, group=True)
    stage.says(OFFICER, "บอท ในกลุ่มนี้บอกชื่อได้", group=True)
    stage.line.remove_bot(GROUP)
    stage.settle()
    stage.clock.travel_to(stage.clock.now() + timedelta(hours=1))
    before = len(stage.line.messages(GROUP))
    stage.line.invite_bot(GROUP)
    stage.settle()

    assert "ยืนยัน" in stage.heard_since(GROUP, before)
    assert "เฉพาะเจ้าหน้าที่" in stage.says(EK, MISSING, group=True)
    assert "รอยืนยัน" in stage.says(OFFICER, "กลุ่มที่ผูกไว้")
    assert "เฉพาะจำนวน" in stage.presses(OFFICER, "ยืนยันการผูก")
    assert "จาก 1 รายการ" in stage.says(EK, MISSING, group=True)


def test_the_name_of_a_group_is_asked_for_and_a_new_one_is_noted_the_next_day(stage: Stage) -> None:
    names = stage.app.worker.group_names
    stage.says(OFFICER, BIND, group=True)
    names.beat()
    assert chat(stage).name == "กลุ่มงาน"

    stage.line.rename_group(GROUP, "อำนวยการ 2570")
    names.beat()
    assert chat(stage).name == "กลุ่มงาน"
    stage.clock.travel_to(stage.clock.now() + timedelta(days=1))
    names.beat()

    assert chat(stage).name == "อำนวยการ 2570"
    (noted,) = audited(stage, "group renamed")
    assert noted.about == "GENERAL"
    assert "อำนวยการ 2570" in stage.says(OFFICER, "กลุ่มที่ผูกไว้")


def test_a_group_that_line_does_not_know_any_more_counts_as_left(stage: Stage) -> None:
    stage.says(OFFICER, BIND, group=True)
    stage.line.sender.redelivery = False
    stage.line.faults.forge_next("bad")  # the leave event does not arrive
    stage.line.remove_bot(GROUP)
    stage.line.wait_idle(5)
    assert chat(stage).left_at is None

    stage.app.worker.group_names.beat()

    assert chat(stage).left_at is not None


def test_who_comes_to_a_bound_group_or_leaves_it_is_no_reason_to_speak(stage: Stage) -> None:
    stage.says(OFFICER, BIND, group=True)
    before = len(stage.line.messages(GROUP))
    stage.line.leave_group(USERS[NITI], GROUP)
    stage.line.join_group(USERS[NITI], GROUP)
    stage.settle()

    assert stage.heard_since(GROUP, before) == ""


def test_a_tap_of_what_is_offered_in_a_group_is_meant_for_the_bot(stage: Stage) -> None:
    stage.says(EK, "บอท ช่วยเหลือ", group=True)
    offered = [a["text"] for a in actions(stage.line.messages(GROUP)[-1].message) if a["type"] == "message"]

    assert "แชตส่วนตัว" in stage.says(EK, offered[0], group=True)
