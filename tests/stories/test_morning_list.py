"""The officer's morning: one card with what must be seen to, most urgent first, and silence when there is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.line.outbound import render
from domain.messages import Text
from domain.thai import BANGKOK
from storage.outbox import Letter
from storage.schema import Audit, Extension, Nag, Obligation, Outbox, Person
from tests.plans import small_plan
from tests.stories.stage import DIRECTOR, EK, NITI, OFFICER, PO, USERS, Stage, filled, staged
from tests.stories.test_strategy_round import blank
from tests.stories.test_undelivered import labels, refused, used_up

CARD = "งานเช้านี้ "
SENT_OUT = datetime(2027, 4, 19, 16, 30, tzinfo=BANGKOK)


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=BANGKOK)


def cards(stage: Stage, code: str = OFFICER) -> list[str]:
    """The morning cards that somebody has been sent or answered."""
    return [words for words in stage.heard(code) if CARD in words]


@pytest.fixture
def to_be_sent_out(tmp_path: Path, template: Path) -> Iterator[Stage]:
    """The small office, whose round must reach สพฐ. by 19 April."""
    plan = small_plan()
    asked = replace(plan.requirements[0], external_due_at=SENT_OUT)
    with staged(tmp_path, template, plan=replace(plan, requirements=(asked,))) as stage:
        yield stage


def test_a_morning_without_anything_to_see_to_is_silent(stage: Stage) -> None:
    stage.tick()

    assert cards(stage) == []
    assert "เช้านี้ไม่มีรายการที่ต้องดำเนินการ" in stage.says(OFFICER, "งานเช้านี้")


def test_what_is_late_comes_once_each_working_morning(stage: Stage) -> None:
    stage.travel(at(4, 5, 8, 59))
    assert cards(stage) == []
    stage.travel(at(4, 5))
    (card,) = cards(stage)
    assert "เลยกำหนดส่ง 2 รายการ จาก 2 หน่วยงาน" in card
    assert "2 รายการ จาก 2 หน่วยงาน นานสุด 1 วันทำการ" in card
    stage.tick()
    stage.travel(at(4, 5, 15))
    assert len(cards(stage)) == 1

    stage.travel(at(4, 6))  # Chakri Day
    assert len(cards(stage)) == 1
    stage.travel(at(4, 7))
    assert "นานสุด 2 วันทำการ" in cards(stage)[1]


def test_an_officer_hears_nothing_of_a_morning_that_has_passed(stage: Stage) -> None:
    stage.travel(at(4, 5, 13, 30))

    assert cards(stage) == []


def test_a_form_that_waits_too_long_is_the_officers_own_debt_and_stands_first(stage: Stage) -> None:
    stage.clock.travel_to(at(3, 29))
    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))
    stage.travel(at(4, 1))
    (young,) = cards(stage)
    assert "รอตรวจ 1 รายการ" in young
    assert "รอมาแล้ว 3 วันทำการ" in young

    stage.travel(at(4, 5))
    old = cards(stage)[-1]
    assert old.index("รอตรวจเกิน 3 วันทำการ 1 รายการ") < old.index("เลยกำหนดส่ง 1 รายการ จาก 1 หน่วยงาน")
    assert "รอมาแล้ว 5 วันทำการ" in old


def test_a_form_that_is_accepted_waits_no_more(stage: Stage) -> None:
    stage.clock.travel_to(at(3, 29))
    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))
    with Session(stage.store.engine) as session:
        debt = session.scalars(select(Obligation).where(Obligation.state == "submitted")).unique().one()
        debt.state = "accepted"
        session.commit()

    stage.travel(at(4, 1))
    assert cards(stage) == []


def test_whom_line_does_not_reach_is_to_be_telephoned_and_named_to_who_asks_only(stage: Stage) -> None:
    stage.line.block(USERS[PO])
    stage.settle()
    stage.travel(at(3, 24))  # eight working days before the due day would be too early: this is the seventh
    (card,) = cards(stage)
    assert "ควรโทรศัพท์ 1 หน่วยงาน" in card
    assert "กลุ่มส่งเสริมการจัดการศึกษา / 1 รายการ กำหนด ศ. 2 เม.ย. 70" in card
    assert "นายปอ" not in card

    answer = stage.says(OFFICER, "รายการประจำวัน")
    assert "นายปอ ทดสอบธรรม (นักวิชาการ) ปิดกั้นบัญชีนี้" in answer
    with Session(stage.store.engine) as session:
        looks = session.scalars(select(Audit).where(Audit.deed == "show morning list")).all()
        officer = session.scalars(select(Person).where(Person.line_user_id == USERS[OFFICER])).unique().one()
    assert [look.person_id for look in looks] == [officer.id]


def test_a_unit_in_which_one_person_can_be_reached_needs_no_telephone(stage: Stage) -> None:
    stage.line.block(USERS[EK])
    stage.settle()
    stage.travel(at(3, 24))

    assert cards(stage) == []


def test_whoever_blocked_the_bot_is_never_pushed_to(stage: Stage) -> None:
    refused(stage, NITI, "เรื่องหนึ่ง")
    with Session(stage.store.engine) as session:
        person = session.scalars(select(Person).where(Person.line_user_id == USERS[PO])).unique().one()
        person.blocked_at = stage.clock.now()
        session.commit()
    before = len(stage.heard(PO))
    stage.tick()
    stage.travel(at(4, 5))

    assert len(stage.heard(PO)) == before


def test_what_is_written_to_somebody_who_then_blocks_the_bot_is_put_aside_for_officers_to_see(stage: Stage) -> None:
    stage.tick()
    before = len(stage.heard(PO))
    with stage.store.begin() as tx:
        tx.outbox.add(Letter(way="push", chat=USERS[PO], messages=render([Text("เรื่องหนึ่ง")]).objects), stage.clock.now())
        tx.commit()
    with Session(stage.store.engine) as session:
        person = session.scalars(select(Person).where(Person.line_user_id == USERS[PO])).unique().one()
        person.blocked_at = stage.clock.now()
        session.commit()
    stage.settle()

    assert len(stage.heard(PO)) == before
    assert "นายปอ ทดสอบธรรม" in stage.says(OFFICER, "ข้อความที่ส่งไม่ออก")


def test_what_stands_between_the_office_and_its_own_deadline_is_told_with_the_time_to_spare(
    to_be_sent_out: Stage,
) -> None:
    stage = to_be_sent_out
    stage.travel(at(3, 1))
    assert cards(stage) == []  # two weeks to spare are no reason to write
    assert "กลยุทธ์ที่ 1 · กลุ่มอำนวยการ" in stage.says(OFFICER, "งานเช้านี้")

    stage.travel(at(3, 29))
    card = cards(stage)[-1]
    assert "ต้องเร่งเพื่อส่งออกจากเขตให้ทันกำหนด" in card
    assert "กลยุทธ์ที่ 1 · กลุ่มอำนวยการ / ส่งออก จ. 19 เม.ย. 70 / ยังไม่ส่ง · มีเวลาเผื่อ 4 วันทำการ" in card
    stage.travel(at(4, 2))
    assert "ไม่มีเวลาเผื่อ" in cards(stage)[-1]
    stage.travel(at(4, 8))
    assert "ช้ากว่าแผน 3 วันทำการ" in cards(stage)[-1]


def test_requests_for_later_dates_that_wait_are_told(stage: Stage) -> None:
    now = stage.clock.now()
    with Session(stage.store.engine) as session:
        debt = session.scalars(select(Obligation)).unique().first()
        assert debt is not None
        session.add(
            Extension(
                office_id=debt.requirement.office_id,
                obligation_id=debt.id,
                person_id=1,
                asked_at=now - timedelta(days=3),
                due_before=debt.due_at,
                wanted=SENT_OUT,
                reason="",
                status="asked",
            )
        )
        session.commit()
    stage.tick()

    assert "คำขอเลื่อนกำหนดส่งรอพิจารณา 1 รายการ รอมาแล้ว 1 วันทำการ" in cards(stage)[-1]


def test_what_is_stuck_is_told_with_a_way_to_it(stage: Stage) -> None:
    stage.clock.travel_to(at(4, 5))
    refused(stage, EK, "เรื่องหนึ่ง")
    stage.tick()

    (card,) = cards(stage)
    assert "ข้อความที่ส่งไม่ออก / 1 ข้อความ" in card
    assert "เรื่องหนึ่ง" in stage.presses(OFFICER, "ข้อความที่ส่งไม่ออก")


def test_the_words_and_the_button_show_all_to_whoever_may_see_all(stage: Stage) -> None:
    stage.line.block(USERS[NITI])
    stage.line.block(USERS[PO])
    stage.settle()
    stage.clock.travel_to(at(4, 5))
    for code in (OFFICER, DIRECTOR):
        assert "เลยกำหนดส่ง 2 รายการ" in stage.says(code, "งานเช้านี้ค่ะ")
        assert "ดูทั้งหมด" in labels(stage, code)
        assert "เลยกำหนดส่ง 2 รายการ" in stage.presses(code, "ดูทั้งหมด")
        assert "ดูทั้งหมด" not in labels(stage, code)
    assert "เฉพาะเจ้าหน้าที่" in stage.says(EK, "งานเช้านี้")
    assert "เลยกำหนด" not in stage.says(OFFICER, "บอท งานเช้านี้", group=True)


def test_directors_hear_once_a_week_and_only_of_what_is_very_late(stage: Stage) -> None:
    stage.travel(at(4, 12))  # five working days late
    assert not any("ค้างเกิน" in words for words in stage.heard(DIRECTOR))
    stage.travel(at(4, 19))  # seven
    stage.travel(at(4, 20))  # eight, and a Tuesday
    assert not any("ค้างเกิน" in words for words in stage.heard(DIRECTOR))

    stage.travel(at(4, 26))
    stage.tick()
    stage.travel(at(4, 27))
    (card,) = [words for words in stage.heard(DIRECTOR) if "ค้างเกิน" in words]
    assert "ค้างเกิน 7 วันทำการ 2 รายการ" in card
    assert "จาก 2 หน่วยงาน" in card
    assert "กลุ่มอำนวยการ" not in card


def test_messages_that_are_kept_for_answers_are_not_spent_on_it(stage: Stage) -> None:
    stage.clock.travel_to(at(4, 5))
    used_up(stage, leaving=stage.config.quota.reserve)
    stage.tick()

    assert cards(stage) == []
    assert "เลยกำหนดส่ง 2 รายการ" in stage.says(OFFICER, "งานเช้านี้")


def test_a_list_that_reminders_stand_in_is_put_aside_as_reminders_are(stage: Stage) -> None:
    stage.clock.travel_to(at(4, 19))
    stage.app.worker.dispatcher.run_timer("nag", stage.clock.now)
    used_up(stage)
    stage.settle()

    with Session(stage.store.engine) as session:
        rows = session.execute(select(Outbox.status, Outbox.nags).where(Outbox.once.startswith("morning:"))).all()
    assert rows == [("held", True)]


def test_the_ladders_word_to_an_officer_stands_below_the_morning_list_and_is_no_second_message(stage: Stage) -> None:
    stage.travel(at(4, 16))
    before = len(stage.heard(OFFICER))
    stage.travel(at(4, 19))  # seven working days after the due day
    stage.tick()
    heard = stage.heard(OFFICER)[before:]

    assert ["เลยกำหนดแล้ว อาจต้องประสาน" in words for words in heard] == [False, True]
    assert CARD in heard[0]
    assert messages_to(stage, OFFICER, at(4, 19)) == 1
    assert told_at(stage, OFFICER, "7") == 2, "both debts stand in the ledger"
    stage.travel(at(4, 20))
    assert told_at(stage, OFFICER, "7") == 2


def test_the_same_holds_for_directors_and_their_weekly_list(tmp_path: Path, template: Path) -> None:
    with staged(tmp_path, template, plan=small_plan(at(4, 7, 16, 30))) as stage:
        stage.travel(at(4, 23))
        stage.travel(at(4, 26))  # a Monday, ten working days after the due day
        assert messages_to(stage, DIRECTOR, at(4, 26)) == 1
        assert told_at(stage, DIRECTOR, "10") == 2
        assert "ค้างเกิน 7 วันทำการ" in stage.heard(DIRECTOR)[-2]


def test_who_gets_no_list_hears_the_ladder_alone(stage: Stage) -> None:
    stage.travel(at(4, 16))
    stage.travel(at(4, 19, 13, 30))  # no morning list any more
    assert messages_to(stage, OFFICER, at(4, 19)) == 1
    assert told_at(stage, OFFICER, "7") == 2


def test_what_comes_in_before_it_is_sent_takes_both_back_and_the_list_is_said_anew(stage: Stage) -> None:
    stage.travel(at(4, 16))
    stage.clock.travel_to(at(4, 19))
    stage.app.worker.dispatcher.run_timer("nag", stage.clock.now)
    with Session(stage.store.engine) as session:
        debt = session.scalars(select(Obligation).order_by(Obligation.id)).unique().first()
        assert debt is not None
        debt.state = "submitted"
        session.commit()
    stage.settle()
    assert messages_to(stage, OFFICER, at(4, 19)) == 0

    stage.tick()
    assert "เลยกำหนดส่ง 1 รายการ" in cards(stage)[-1]
    assert messages_to(stage, OFFICER, at(4, 19)) == 1


def messages_to(stage: Stage, code: str, day: datetime) -> int:
    """How many paid messages somebody was sent since that moment."""
    with Session(stage.store.engine) as session:
        sent = select(Outbox.id).where(Outbox.chat == USERS[code], Outbox.way == "push", Outbox.created_at >= day)
        return len(session.scalars(sent.where(Outbox.status == "sent")).all())


def told_at(stage: Stage, code: str, step: str) -> int:
    """Of how many debts somebody was told at that step of the ladder."""
    with Session(stage.store.engine) as session:
        person = session.scalars(select(Person).where(Person.line_user_id == USERS[code])).unique().one()
        return len(session.scalars(select(Nag.id).where(Nag.person_id == person.id, Nag.step == step)).all())


def test_a_card_that_could_not_go_is_taken_back_because_tomorrow_has_its_own(stage: Stage) -> None:
    stage.clock.travel_to(at(4, 5))
    stage.app.worker.dispatcher.run_timer("nag", stage.clock.now)
    used_up(stage)
    stage.settle()

    with Session(stage.store.engine) as session:
        (status,) = session.scalars(select(Outbox.status).where(Outbox.once.startswith("morning:")))
    assert status == "withdrawn"
