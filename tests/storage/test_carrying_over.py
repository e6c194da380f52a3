"""A year is carried over once, and nothing of it changes; its plan as a workbook says just what stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.calendar import WorkCalendar
from domain.carry_over import CarryOver
from domain.plan import EVERY_SCHOOL, Plan, PlanPolicy
from handlers import analysing
from reports.plan_book import read_plan, write_plan
from storage.plan_changes import Changes
from storage.store import Store
from tests.plans import DUE, START, small_plan, with_a_school_list

VERSIONS = {"strategy": 1}


def whole_plan() -> Plan:
    """The small plan with a policy, what the analysis says, a list for all schools, and days of the office's own."""
    plan = with_a_school_list(small_plan(), EVERY_SCHOOL)
    policy = PlanPolicy(
        code="P-2570-1", fiscal_year_be=2570, no=1, title="เรียนดี", document="จุดเน้น", letter_no="ศธ 1",
        letter_on=date(2026, 10, 5), note="ต่อเนื่อง",
    )  # fmt: skip
    first, *others = plan.subjects
    said = [replace(one, source="ระบบ DMC", answers="PLAN", baseline="ร้อยละ 70") for one in first.indicators]
    return replace(
        plan,
        policies=(policy,),
        subjects=(replace(first, policy="P-2570-1", note="เน้น", indicators=tuple(said)), *others),
        days_off=((date(2027, 5, 3), "วันหยุดพิเศษ"),),
    )


def load(store: Store, plan: Plan) -> Changes:
    with store.begin() as tx:
        changes = tx.plans.load(plan, VERSIONS)
        tx.commit()
    return changes


def year(store: Store, number: int) -> Plan:
    with store.reading() as tx:
        return tx.plans.of_year(tx.people.offices()[0].id, number)


def carry(store: Store, *, rounds: bool = True) -> CarryOver:
    with store.begin() as tx:
        office = tx.people.offices()[0]
        made = analysing.looked_ahead(tx, office.id, 2571, WorkCalendar())
        analysing.carry(tx, made, VERSIONS, rounds=rounds, at=START, by=None)
        tx.commit()
    return made


def test_carrying_over_twice_is_carrying_over_once(store: Store) -> None:
    load(store, whole_plan())
    before = year(store, 2570)
    first = carry(store)
    after = year(store, 2571)
    again = carry(store)

    assert (len(first.strategies), len(first.rounds), len(first.policies)) == (2, 1, 1)
    assert (again.strategies, again.rounds, again.policies) == ((), (), ())
    assert [one.code for one in again.strategies_there] == ["ST1", "ST2"]
    assert [one.code for one in again.rounds_there] == ["ST-2571-R6"]
    assert year(store, 2571) == after
    assert year(store, 2570) == before


def test_what_is_carried_keeps_targets_and_owners_and_leaves_last_years_letter_behind(store: Store) -> None:
    load(store, whole_plan())
    carry(store)
    old, new = year(store, 2570), year(store, 2571)

    assert [(one.owners, [i.target for i in one.indicators]) for one in new.subjects] == [
        (one.owners, [i.target for i in one.indicators]) for one in old.subjects if one.kind == "strategy"
    ]
    (policy,) = new.policies
    assert (policy.code, policy.letter_no, policy.letter_on, policy.document) == ("P-2571-1", "", None, "จุดเน้น")
    assert new.subjects[0].policy == "P-2571-1"
    assert new.subjects[0].indicators[0].baseline == ""
    (asked,) = new.requirements
    assert (asked.title, asked.period_end) == ("แบบติดตามกลยุทธ์ รอบ ๖ เดือน ปี ๒๕๗๑", date(2028, 3, 31))
    assert asked.due_at.date() == date(2028, 3, 31)  # 2 April 2028 is a Sunday


@pytest.mark.parametrize("number", [2570, 2571])
def test_a_years_plan_as_a_workbook_changes_nothing_unless_it_is_edited(store: Store, number: int) -> None:
    load(store, whole_plan())
    carry(store)
    with store.begin() as tx:  # decided in the chat since
        for debt in tx.work.of_office(tx.people.offices()[0].id, START):
            debt.requirement.due_at = DUE + timedelta(days=7)
        tx.commit()
    plan, problems = read_plan(write_plan(year(store, number)), works={"strategy"}, forms={"strategy"})

    assert problems == []
    assert plan is not None
    changes = load(store, plan)
    assert (changes.added, changes.changed, changes.left) == ([], [], [])


def test_a_workbook_that_does_not_speak_of_the_analysis_leaves_it(store: Store) -> None:
    load(store, whole_plan())
    before = year(store, 2570)
    changes = load(store, with_a_school_list(small_plan(), EVERY_SCHOOL))

    assert (changes.added, changes.changed) == ([], [])
    assert year(store, 2570) == before


def test_the_step_is_recorded_once_and_only_for_a_whole_analysis(store: Store) -> None:
    def record() -> int:
        with store.begin() as tx:
            count = analysing.record_analysed(tx, tx.people.offices()[0].id, {2570}, at=START, by=None)
            tx.commit()
        return count

    load(store, whole_plan())
    assert record() == 0, "the second strategy stands under no policy"
    plan = whole_plan()
    load(store, replace(plan, subjects=tuple(replace(one, policy="P-2570-1") for one in plan.subjects)))
    assert (record(), record()) == (2, 0)
