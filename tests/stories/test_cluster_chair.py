"""The chair of a cluster: sees and hears which of its schools are late, and nothing of other clusters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.plan import EVERY_SCHOOL, Plan, PlanUnit, Role, UnitKind
from tests.plans import small_plan, with_a_school_list
from tests.stories.stage import ARUNEE as CHAIR
from tests.stories.stage import DIRECTOR, NITI, OFFICER, PO, Stage, phone_of, staged
from tests.stories.test_strategy_round import at

LATE = "โรงเรียนในกลุ่มที่ยังไม่ได้ส่ง"


def plan() -> Plan:
    """Two schools in one cluster, whose chair heads the first of them, and a third in another."""
    base = with_a_school_list(small_plan(), EVERY_SCHOOL)
    clusters = tuple(
        PlanUnit(code=code, kind=UnitKind.CLUSTER, name=f"กลุ่มโรงเรียน{name}")
        for code, name in (("C1", "ทุ่งตะวัน"), ("C2", "บึงบัว"))
    )
    schools = tuple(
        replace(unit, parent="C2" if unit.code == "S3" else "C1", name=f"โรงเรียนที่ {unit.code}")
        if unit.kind is UnitKind.SCHOOL else unit
        for unit in base.units
    )  # fmt: skip
    ek, head, niti, po, *others = base.people
    people = (
        ek,
        replace(head, unit="S1", role=Role.SCHOOL_DIRECTOR),
        replace(head, unit="C1", role=Role.CLUSTER_CHAIR),
        replace(niti, unit="S2", role=Role.SCHOOL_STAFF),
        replace(po, unit="S3", role=Role.SCHOOL_STAFF),
        *others,
    )
    emes = tuple(one for one in base.requirements if one.code == "EM-2570-01")
    return replace(base, units=(*clusters, *schools), people=people, requirements=emes)


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template, plan=plan()) as stage:
        yield stage


def test_a_chair_sees_who_is_missing_in_the_cluster_and_no_file(office: Stage) -> None:
    answer = office.says(CHAIR, "ใครยังไม่ส่ง")

    assert "ยังไม่ส่ง 2 จาก 2 รายการ" in answer
    assert "โรงเรียนที่ S2" in answer
    assert "S3" not in answer
    assert "ไฟล์" not in answer
    assert "S3" in office.says(DIRECTOR, "ใครยังไม่ส่ง")
    assert "S2" not in office.says(CHAIR, "สรุป")
    assert "ส่งแล้ว 0 จาก 2 รายการ" in office.says(CHAIR, "ใครส่งแล้วบ้าง")


def test_a_chair_sees_nothing_more_by_a_button_of_somebody_elses(office: Stage) -> None:
    office.line.press(phone_of(CHAIR), "missing:1", "ใครยังไม่ส่ง")
    office.settle()
    assert "S3" not in office.heard(CHAIR)[-1]


def test_what_a_chair_may_see_is_not_said_in_a_group(office: Stage) -> None:
    assert "S2" not in office.says(CHAIR, "บอท ใครยังไม่ส่ง", group=True)


def test_five_days_late_the_chair_hears_once_of_the_schools_of_the_cluster(office: Stage) -> None:
    office.travel(at(2027, 4, 9))
    assert LATE not in " ".join(office.heard(CHAIR))
    office.travel(at(2027, 4, 12))  # five working days after the due day
    office.travel(at(2027, 4, 12, 15))
    office.travel(at(2027, 4, 16))

    (word,) = [said for said in office.heard(CHAIR) if LATE in said]
    assert "E-MES รายการที่ ๑ 2 โรงเรียน / โรงเรียนที่ S1, โรงเรียนที่ S2" in word
    for who in (NITI, PO, OFFICER, DIRECTOR):
        assert LATE not in " ".join(office.heard(who))


def test_own_debts_and_the_clusters_stand_in_one_message(office: Stage) -> None:
    office.travel(at(2027, 4, 7))
    before = len(office.heard(CHAIR))
    office.travel(at(2027, 4, 12))
    office.tick()
    assert len(office.heard(CHAIR)) == before + 1


def test_a_cluster_in_which_all_is_in_is_not_spoken_of(office: Stage) -> None:
    with office.store.begin() as tx:
        for debt in tx.work.of_office(tx.people.offices()[0].id, at(2027, 4, 1)):
            debt.state = "submitted" if debt.unit.code in {"S1", "S2"} else debt.state
        tx.commit()
    office.travel(at(2027, 4, 9))
    office.travel(at(2027, 4, 12))
    assert LATE not in " ".join(office.heard(CHAIR))


def test_a_chair_hands_in_for_the_own_school_only(office: Stage) -> None:
    with office.store.reading() as tx:
        person = tx.people.by_line(phone_of(CHAIR))
        assert person is not None
        mine = tx.work.of_units([m.unit_id for m in person.memberships], at(2027, 4, 1))
        assert [debt.unit.code for debt in mine] == ["S1"]
