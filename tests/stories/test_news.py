"""Whoever was told of a work hears what an officer changes about it, once, and for nothing unless it cannot wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from tests.stories.stage import EK, NITI, OFFICER, PO, Stage, phone_of, staged
from tests.stories.test_extensions import WEDNESDAY, plan
from tests.stories.test_learnt_forms import pick
from tests.stories.test_strategy_round import at

CHANGED = "แจ้งการเปลี่ยนแปลง"


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template, plan=plan()) as stage:
        yield stage


def news_of(office: Stage, who: str) -> list[str]:
    return [said for said in office.heard(who) if CHANGED in said]


def call_off(office: Stage) -> str:
    asked = office.says(OFFICER, "ยกเลิกงานนี้ ไม่ต้องส่งแล้ว")
    office.presses(OFFICER, "ยืนยันยกเลิกงาน")
    return asked


def shift(office: Stage, day: str) -> str:
    office.says(OFFICER, "เลื่อนกำหนดทุกคน")
    asked = pick(office, OFFICER, day)
    office.presses(OFFICER, "ยืนยัน")
    return asked


def paid(office: Stage, moment: datetime) -> int:
    with office.store.reading() as tx:
        return tx.quota.figures(moment, otherwise=200).used


def test_what_is_off_is_heard_with_the_next_answer_once(office: Stage) -> None:
    office.travel(at(2027, 3, 1))
    assert "ไม่เสียข้อความ" in call_off(office)
    office.tick()
    assert news_of(office, PO) == []

    assert "สำนักงานยกเลิกงานนี้แล้ว" in office.says(PO, "งานของฉัน")
    assert CHANGED not in office.says(PO, "งานของฉัน")
    assert CHANGED not in office.says(NITI, "งานของฉัน"), "the lead's people were asked for it, not those who share"


def test_what_is_off_within_two_days_is_told_at_once_and_the_cost_is_said_before(office: Stage) -> None:
    office.travel(WEDNESDAY)
    before = paid(office, WEDNESDAY)
    asked = call_off(office)
    office.tick()

    assert "จะแจ้งทันที 2 คน ใช้ 2 ข้อความ" in asked
    assert paid(office, WEDNESDAY) == before + 2
    assert len(news_of(office, PO)) == len(news_of(office, EK)) == 1
    office.tick()
    assert CHANGED not in office.says(PO, "งานของฉัน"), "nobody hears it twice"


def test_what_is_undone_before_anybody_heard_it_is_no_news(office: Stage) -> None:
    office.travel(at(2027, 3, 1))
    call_off(office)
    office.says(EK, "งานของฉัน")
    office.presses(OFFICER, "เปิดงานนี้คืน")

    assert CHANGED not in office.says(PO, "งานของฉัน")
    assert "ขอให้ส่งตามเดิม" in office.says(EK, "งานของฉัน")


def test_a_later_day_rides_along_with_the_next_reminder(office: Stage) -> None:
    office.travel(at(2027, 3, 22))
    assert "ไม่เสียข้อความ" in shift(office, "2027-04-09")
    office.tick()
    assert news_of(office, PO) == []

    before = paid(office, at(2027, 3, 22))
    office.travel(at(2027, 3, 30))  # seven working days before the new day, a holiday between
    office.travel(at(2027, 3, 31))
    (heard,) = news_of(office, PO)
    assert "เปลี่ยนจาก ศ. 2 เม.ย. 70 เป็น ศ. 9 เม.ย. 70" in heard
    assert paid(office, at(2027, 3, 31)) == before + 2, "beside a reminder it costs nothing more"


def test_an_earlier_day_is_told_when_the_office_opens(office: Stage) -> None:
    office.clock.travel_to(at(2027, 3, 19, 20))
    asked = shift(office, "2027-03-31")
    office.tick()
    assert "จะแจ้งเมื่อเปิดทำการ 2 คน" in asked
    assert news_of(office, PO) == []

    office.travel(at(2027, 3, 22, 9))
    assert "เป็น พ. 31 มี.ค. 70" in "".join(news_of(office, PO))


def test_an_exempted_unit_hears_it_and_nobody_else_does(office: Stage) -> None:
    office.travel(at(2027, 3, 1))
    office.says(OFFICER, "กลุ่มส่งเสริม ไม่ต้องส่ง เพราะไม่มีกลุ่มเป้าหมาย")
    office.presses(OFFICER, "ยืนยันยกเว้น")

    assert CHANGED not in office.says(EK, "งานของฉัน")
    assert "ได้รับยกเว้น" in office.says(PO, "งานของฉัน")


def test_what_a_lost_answer_said_is_told_with_the_next(office: Stage) -> None:
    office.travel(at(2027, 3, 1))
    call_off(office)
    with office.store.begin() as tx:
        office_id = tx.people.offices()[0].id
        found = tx.news.since(office_id, at(2027, 2, 1))
        tx.commit()
    office.line.say(phone_of(PO), "งานของฉัน")
    assert office.line.wait_idle(10)
    while office.app.worker.dispatcher.dispatch_one(office.clock.now()):
        pass
    office.clock.travel_to(at(2027, 3, 1, 12))
    office.settle()

    assert len(found) == 2
    assert CHANGED in office.says(PO, "งานของฉัน")


def test_who_made_the_change_is_not_told_of_it(tmp_path: Path, template: Path) -> None:
    asked = plan()
    own = tuple(replace(subject, owners=("PLAN",)) for subject in asked.subjects)
    with staged(tmp_path, template, plan=replace(asked, subjects=own)) as stage:
        stage.travel(WEDNESDAY)
        call_off(stage)
        stage.tick()
        assert CHANGED not in stage.says(OFFICER, "งานของฉัน")
        assert news_of(stage, OFFICER) == []
