"""The fictional district is whole, and its workbook is the committed one."""

from __future__ import annotations

from collections import Counter

from bot.config import load_config
from bot.demo.district import EMES_LIST, WORKBOOK, district, whole, workbook
from bot.demo.emes_list import emes_list
from bot.demo.show import START
from domain.forms.identity import Identity, find_identity
from domain.plan import Role, UnitKind
from domain.thai import clock_time, weekday_date
from reports.file_read import read_file
from reports.plan_book import read_plan


def test_the_committed_workbook_is_what_the_plan_gives() -> None:
    """When this fails after a change of the district, run `python -m bot.demo.district`."""
    assert WORKBOOK.read_bytes() == workbook()
    assert EMES_LIST.read_bytes() == emes_list()


def test_the_committed_workbook_is_read_without_a_problem() -> None:
    works = {one.work for one in whole().requirements}
    assert read_plan(WORKBOOK.read_bytes(), works=works, forms=works) == (whole(), [])


def test_works_three_and_four_open_later_so_that_a_visitor_begins_with_one() -> None:
    strategies, emes, projects = whole().requirements

    assert (emes.work, projects.work) == ("emes", "project")
    assert strategies.opens_at < START < emes.opens_at == projects.opens_at
    assert len(projects.subjects) == 12
    owners = {subject.owners for subject in whole().subjects if subject.kind == "project"}
    assert len(owners) == 10, "every group has one"


def test_the_list_of_e_mes_names_the_schools_of_the_district() -> None:
    read = read_file(EMES_LIST.read_bytes(), EMES_LIST.name, load_config().forms).reading

    assert read is not None
    assert (read.form, read.first.round) == ("emes", "2")
    codes = [row.cells["smis_code"].text for row in read.rows]
    assert codes == [unit.smis_code for unit in whole().units if unit.kind is UnitKind.SCHOOL]
    assert len([row for row in read.rows if row.value("emes_status") == "รายงานแล้ว"]) == 8


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
