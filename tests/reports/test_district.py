"""The fictional district is whole, and its workbook is the committed one."""

from __future__ import annotations

from collections import Counter

from bot.demo.district import WORKBOOK, district, workbook
from domain.forms.identity import Identity, find_identity
from domain.plan import Role, UnitKind
from domain.thai import clock_time, weekday_date
from reports.plan_book import read_plan


def test_the_committed_workbook_is_what_the_plan_gives() -> None:
    """When this fails after a change of the district, run `python -m bot.demo.district`."""
    assert WORKBOOK.read_bytes() == workbook()


def test_the_committed_workbook_is_read_without_a_problem() -> None:
    assert read_plan(WORKBOOK.read_bytes(), works={"strategy"}, forms={"strategy"}) == (district(), [])


def test_it_has_an_office_ten_groups_four_clusters_and_twelve_schools() -> None:
    kinds = Counter(unit.kind for unit in district().units)

    assert district().office.kind is UnitKind.OFFICE
    assert kinds == {UnitKind.GROUP: 10, UnitKind.CLUSTER: 4, UnitKind.SCHOOL: 12}


def test_every_group_has_a_head_and_every_school_a_director() -> None:
    plan = district()
    led = {person.unit for person in plan.people if person.role in {Role.GROUP_HEAD, Role.SCHOOL_DIRECTOR}}

    assert {unit.code for unit in plan.units if unit.kind in {UnitKind.GROUP, UnitKind.SCHOOL}} == led
    assert [person.name for person in plan.people if person.role is Role.OFFICER] == ["นางสาวรินรดา ทดสอบวัฒนา"]


def test_every_registration_code_is_somebodys_own() -> None:
    called = {(person.code, person.name, person.position) for person in district().people}

    assert len({code for code, *_ in called}) == len(called)
    assert "GEN-7Q4K" in {code for code, *_ in called}


def test_the_six_month_round_opens_and_closes_when_the_office_says() -> None:
    (requirement,) = district().requirements
    moments = (requirement.opens_at, requirement.due_at, requirement.external_due_at)

    assert [f"{weekday_date(m.date())} {clock_time(m)}" for m in moments if m] == [
        "จ. 2 พ.ย. 69 08.30 น.", "ศ. 2 เม.ย. 70 16.30 น.", "จ. 19 เม.ย. 70 16.30 น.",
    ]  # fmt: skip
    assert requirement.subjects == ("ST1", "ST2", "ST3", "ST4")


def test_every_debt_can_be_written_into_a_blank() -> None:
    plan = district()

    for subject in plan.subjects:
        identity = Identity(plan.requirements[0].code, subject.code, subject.owners[0], 1)
        assert find_identity(identity.encode()) == identity
