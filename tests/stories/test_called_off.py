"""A work that an officer called off stays so when the plan is loaded again, and comes back as it was when asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.schema import Nag
from tests.stories.stage import EK, OFFICER, PO, Stage, _load, filled, phone_of, staged
from tests.stories.test_deadlines import noted
from tests.stories.test_extensions import WEDNESDAY, plan
from tests.stories.test_strategy_round import at, blank


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template, plan=plan()) as stage:
        yield stage


def call_off(office: Stage) -> str:
    office.says(OFFICER, "ยกเลิกงานนี้ ไม่ต้องส่งแล้ว")
    return office.presses(OFFICER, "ยืนยันยกเลิกงาน")


def told(office: Stage) -> int:
    with Session(office.store.engine) as session:
        return int(session.scalar(select(func.count(Nag.id))) or 0)


def test_the_same_plan_again_revives_nothing(office: Stage) -> None:
    call_off(office)
    heard = len(office.heard(PO))
    _load(office, plan())
    office.travel(WEDNESDAY)

    assert office.states() == {}
    assert len(office.heard(PO)) == heard


def test_what_was_called_off_comes_back_as_it_was_by_one_tap(office: Stage) -> None:
    office.sends(EK, "a.xlsx", filled(blank(office, EK), achieved=300))
    assert office.states()["ST1"] == "returned"
    call_off(office)
    assert "กลับเป็นอย่างเดิม" in office.presses(OFFICER, "เปิดงานนี้คืน")

    assert office.states() == {"ST1": "returned", "ST2": "pending"}
    assert "restore work" in noted(office)
    assert "ไม่มีงานที่ยกเลิกไว้" in office.presses(OFFICER, "เปิดงานนี้คืน"), "a second tap finds it done"


def test_it_comes_back_by_words_and_a_passed_due_date_is_said(office: Stage) -> None:
    assert "ไม่มีงานที่ยกเลิกไว้" in office.says(OFFICER, "เปิดงานที่ยกเลิกคืน")
    call_off(office)
    office.clock.travel_to(at(2027, 4, 5))
    assert "รายการ)" in office.says(OFFICER, "เปิดงานที่ยกเลิกคืน")
    office.line.press(phone_of(OFFICER), "restorework:1", "เปิดคืน")
    office.settle()
    assert "เลยมาแล้ว" in office.heard(OFFICER)[-1]
    assert office.states() == {"ST1": "pending", "ST2": "pending"}


def test_reminders_go_on_where_they_stopped_and_no_step_is_told_twice(office: Stage) -> None:
    office.travel(WEDNESDAY)  # two working days before the due day: the step of three days is told by now
    office.travel(at(2027, 3, 31, 10))
    before, heard = told(office), len(office.heard(PO))
    call_off(office)
    office.presses(OFFICER, "เปิดงานนี้คืน")
    office.travel(at(2027, 3, 31, 14))
    assert (told(office), len(office.heard(PO))) == (before, heard)

    office.travel(at(2027, 4, 1, 9))
    with Session(office.store.engine) as session:
        keys = session.execute(select(Nag.obligation_id, Nag.step, Nag.due, Nag.person_id)).all()
    assert len(keys) == len(set(keys)) > before
    assert len(office.heard(PO)) > heard


def test_only_an_officer_restores_a_work(office: Stage) -> None:
    call_off(office)
    office.says(PO, "เปิดงานที่ยกเลิกคืน")
    office.line.press(phone_of(PO), "restorework:1", "เปิดคืน")
    office.settle()
    assert office.states() == {}
