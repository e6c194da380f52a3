"""What differs between two years of strategies, and what a year carried over is made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkCalendar
from domain.carry_over import carry_over
from domain.phrases.policies import years_in
from domain.plan import Plan, PlanIndicator, PlanSubject
from domain.policies import Change, Lack, compared, is_analysed, lacks
from domain.years import of_year, same_day
from tests.plans import small_plan

YEAR = small_plan()
NOTHING = replace(YEAR, subjects=(), requirements=())


def next_year(plan: Plan) -> Plan:
    return carry_over(plan, NOTHING, 2571, WorkCalendar(), ()).whole()


def changes(now: Plan, before: Plan) -> list[Change | None]:
    return [indicator.change for one in compared(now, before) for indicator in one.indicators]


def edited(plan: Plan, **fields: str) -> Plan:
    """The plan with its first indicator edited."""
    first, *others = plan.subjects
    one = replace(first.indicators[0], **fields)
    return replace(plan, subjects=(replace(first, indicators=(one, *first.indicators[1:])), *others))


def test_a_year_carried_over_differs_in_nothing() -> None:
    assert changes(next_year(YEAR), YEAR) == [Change.SAME] * 3


@pytest.mark.parametrize(
    ("fields", "change"),
    [
        ({"target": "≥ 99"}, Change.TARGET),
        ({"target": "≥๙๕"}, Change.SAME),
        ({"unit": "แห่ง"}, Change.TARGET),
        ({"no": "๑.๙"}, Change.SAME),
        ({"name": "ร้อยละของโรงเรียนที่มีแผนเผชิญเหตุและความปลอดภัย"}, Change.WORDING),
    ],
)
def test_an_edited_indicator_is_still_the_same_one(fields: dict[str, str], change: Change) -> None:
    assert changes(edited(next_year(YEAR), **fields), YEAR) == [change, Change.SAME, Change.SAME]


def test_another_indicator_in_its_place_is_new_and_the_old_one_cut() -> None:
    after = edited(next_year(YEAR), name="จำนวนครูที่ผ่านการอบรม")
    assert changes(after, YEAR) == [Change.NEW, Change.SAME, Change.CUT, Change.SAME]


def test_a_strategy_that_is_gone_stands_behind_the_rest_as_cut() -> None:
    after = next_year(YEAR)
    found = compared(replace(after, subjects=after.subjects[1:]), YEAR)
    assert [(one.now.no, one.change) for one in found] == [(2, Change.SAME), (1, Change.CUT)]


def test_without_a_year_before_nothing_is_called_new() -> None:
    assert changes(YEAR, NOTHING) == [None] * 3


def test_what_a_strategy_lacks_is_named_and_keeps_the_analysis_open() -> None:
    bare = PlanSubject(code="ST3", kind="strategy", fiscal_year_be=2570, no=3, title="ค", owners=())
    assert lacks(bare, ()) == (Lack.LEAD, Lack.INDICATORS)
    assert not is_analysed(YEAR), "no policy is named"


def test_codes_that_would_meet_in_the_next_year_stay_as_they_are() -> None:
    first, second = YEAR.subjects
    plan = replace(YEAR, subjects=(replace(first, code="ST-70"), replace(second, code="ST-71")), requirements=())
    assert [one.code for one in next_year(plan).subjects] == ["ST-70", "ST-71"]


@given(st.lists(st.integers(1, 9), unique=True, max_size=4), st.lists(st.integers(1, 9), unique=True, max_size=4))
def test_carrying_over_again_makes_nothing(before: list[int], after: list[int]) -> None:
    def plan(numbers: list[int], year: int) -> Plan:
        subjects = tuple(
            PlanSubject(
                code=f"ST-{year}-{no}", kind="strategy", fiscal_year_be=year, no=no, title=f"ก {no}", owners=("PLAN",),
                indicators=(PlanIndicator(no=f"{no}.1", name=f"ตัวชี้วัด {no}", unit="คน", target="1"),),
            )
            for no in numbers
        )  # fmt: skip
        return replace(NOTHING, subjects=subjects)

    there = plan(after, 2571)
    once = carry_over(plan(before, 2570), there, 2571, WorkCalendar(), ()).whole()
    again = carry_over(plan(before, 2570), once, 2571, WorkCalendar(), ())

    assert {one.no for one in once.subjects} == {*before, *after}
    assert once.subjects[: len(after)] == there.subjects
    assert again.strategies == ()
    assert again.whole() == once


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("ST-2570-R6", "ST-2571-R6"), ("รอบ ๖ เดือน ปี ๒๕๗๐", "รอบ ๖ เดือน ปี ๒๕๗๑"), ("70-GEN-01", "71-GEN-01"),
        ("ปี ๗๐", "ปี ๗๑"), ("ST1", "ST1"), ("ร้อยละ 70", "ร้อยละ 70"), ("X170", "X170"), ("12570", "12570"),
    ],
)  # fmt: skip
def test_only_the_year_itself_is_turned_into_the_next(text: str, then: str) -> None:
    assert of_year(text, 2570, 2571) == then


def test_a_leap_day_becomes_the_last_of_february() -> None:
    assert same_day(date(2028, 2, 29), 1) == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("ยกกลยุทธ์ปี ๗๐ ไปปี 71", (2570, 2571)), ("ปีหน้า", (2571,)), ("ปีงบประมาณ พ.ศ. 2569", (2569,)),
        ("ปีที่แล้ว", (2569,)), ("วิเคราะห์นโยบาย", ()),
    ],
)  # fmt: skip
def test_years_are_read_as_people_name_them(words: str, years: tuple[int, ...]) -> None:
    assert years_in(words, date(2026, 11, 23)) == years
