"""Whoever was told of a work hears what a plan that was loaded anew changes about it, as what officers change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.load import load_plan
from domain.plan import Plan
from reports.plan_book import write_plan
from tests.stories.stage import EK, OFFICER, PO, Stage, staged
from tests.stories.test_extensions import WEDNESDAY, plan
from tests.stories.test_news import CHANGED, news_of, paid
from tests.stories.test_strategy_round import at

EARLY, LATER, SOONER = at(2027, 3, 1), at(2027, 4, 9, 16, 30), at(2027, 3, 31, 16, 30)


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template, plan=plan()) as stage:
        yield stage


def due(moment: datetime) -> Plan:
    (asked,) = plan().requirements
    return replace(plan(), requirements=(replace(asked, due_at=moment),))


def asking(*subjects: str) -> Plan:
    (asked,) = plan().requirements
    return replace(plan(), requirements=(replace(asked, subjects=subjects),))


def loads(office: Stage, changed: Plan) -> str:
    """The officer sends the workbook and says yes; what they read before the yes."""
    offered = office.sends(OFFICER, "แผนแก้ไข.xlsx", write_plan(changed))
    assert "นำแผนมาใช้แล้ว" in office.presses(OFFICER, "ใช้แผนนี้")
    return offered


def test_a_later_day_of_the_plan_rides_along_for_nothing(office: Stage) -> None:
    office.travel(EARLY)
    before = paid(office, EARLY)
    offered = loads(office, due(LATER))
    office.tick()
    assert "ไม่เสียข้อความ" in offered
    assert paid(office, EARLY) == before
    assert "เปลี่ยนจาก ศ. 2 เม.ย. 70 เป็น ศ. 9 เม.ย. 70" in office.says(PO, "งานของฉัน")
    assert CHANGED not in office.says(PO, "งานของฉัน")
    assert CHANGED not in office.says(OFFICER, "งานของฉัน")


def test_an_earlier_day_of_the_plan_is_told_at_once_and_the_cost_is_said_before(office: Stage) -> None:
    office.travel(EARLY)
    before = paid(office, EARLY)
    offered = loads(office, due(SOONER))
    office.tick()
    assert "จะแจ้งทันที 2 คน ใช้ 2 ข้อความ" in offered
    assert "เป็น พ. 31 มี.ค. 70" in "".join(news_of(office, PO))
    assert paid(office, EARLY) == before + 2


def test_what_a_plan_no_longer_asks_for_is_heard_of_and_what_it_asks_for_again(office: Stage) -> None:
    office.travel(EARLY)
    loads(office, asking("ST1"))
    assert "สำนักงานยกเลิกงานนี้แล้ว" in office.says(PO, "งานของฉัน")
    assert CHANGED not in office.says(EK, "งานของฉัน")

    office.clock.advance(timedelta(minutes=5))
    loads(office, asking("ST1", "ST2"))
    assert "ขอให้ส่งตามเดิม" in office.says(PO, "งานของฉัน")


def test_what_a_plan_calls_off_two_days_before_it_is_due_is_told_at_once(office: Stage) -> None:
    office.travel(WEDNESDAY)
    loads(office, asking("ST1"))
    office.tick()
    assert len(news_of(office, PO)) == 1
    assert news_of(office, EK) == []


def test_a_plan_loaded_for_the_first_time_and_debts_that_it_adds_are_no_news(office: Stage) -> None:
    office.travel(EARLY)
    assert CHANGED not in office.says(PO, "งานของฉัน")
    (asked,) = plan().requirements
    more = replace(asked, code="ST-2570-R12", title="แบบติดตาม ๑๒ เดือน", round="12m", round_name="รอบ ๑๒ เดือน")
    offered = loads(office, replace(plan(), requirements=(asked, more)))
    assert "ไม่เสียข้อความ" not in offered
    assert CHANGED not in office.says(PO, "งานของฉัน")


def test_a_debt_that_another_unit_owes_from_now_is_no_news_to_it_but_new(office: Stage) -> None:
    office.travel(EARLY)
    first, second = plan().subjects
    loads(office, replace(due(LATER), subjects=(first, replace(second, owners=("GENERAL",)))))
    told = "".join(office.says(EK, "งานของฉัน"))
    assert told.count("เปลี่ยนจาก ศ. 2 เม.ย. 70") == 1, "of the one that was theirs"


def test_what_has_not_opened_is_no_news(office: Stage) -> None:
    (asked,) = plan().requirements
    later = replace(plan(), requirements=(replace(asked, opens_at=at(2027, 3, 10)),))
    loads(office, later)
    loads(office, replace(plan(), requirements=(replace(asked, opens_at=at(2027, 3, 10), due_at=LATER),)))
    assert CHANGED not in office.says(PO, "งานของฉัน")


def test_an_unsent_reminder_of_the_day_before_is_written_anew(office: Stage) -> None:
    office.clock.travel_to(at(2027, 4, 1, 9))
    office.app.worker.tick()
    with office.store.begin() as tx:
        tx.plans.load(due(LATER), {name: form.version for name, form in office.config.forms.items()})
        tx.commit()
    office.settle()
    assert not any("ศ. 2 เม.ย." in said for said in office.heard(PO))


def test_a_plan_that_the_keeper_of_the_machine_loads_is_heard_of_too(office: Stage) -> None:
    office.travel(EARLY)
    load_plan(office.store, office.config, write_plan(due(LATER)), office.clock.now())
    assert "เป็น ศ. 9 เม.ย. 70" in office.says(PO, "งานของฉัน")
    office.travel(at(2027, 3, 30))
