"""A unit asks for a later day; officers decide by one tap; reminders follow the day that counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.plan import Plan, PlanRequirement, Role
from domain.thai import local
from storage.schema import Audit, Extension, Obligation
from tests.plans import small_plan
from tests.stories.begun import begun
from tests.stories.stage import ARUNEE, DIRECTOR, EK, NITI, OFFICER, PO, Stage, filled, phone_of, staged
from tests.stories.test_learnt_forms import pick
from tests.stories.test_privacy import my_data
from tests.stories.test_strategy_round import at, blank

LATER = "ขอเลื่อนส่งถึง 9 เม.ย. ค่ะ เพราะรอข้อมูลจากโรงเรียน"
WEDNESDAY = at(2027, 3, 31)  # two working days before the due day, Friday the 2nd


def plan(*, external: datetime | None = None, more: int = 0) -> Plan:
    """The small plan with two officers; `external`: when สพฐ. wants it; `more`: further works everybody owes."""
    usual = small_plan()
    (asked,) = usual.requirements
    people = tuple(replace(p, role=Role.OFFICER) if p.code == DIRECTOR else p for p in usual.people)
    works: tuple[PlanRequirement, ...] = tuple(
        replace(asked, code=f"ST-2570-Q{n}", title=f"แบบรายงานไตรมาส {n}", round=f"Q{n}") for n in range(1, more + 1)
    )
    return replace(usual, people=people, requirements=(replace(asked, external_due_at=external), *works))


def on_wednesday(stage: Stage) -> None:
    stage.travel(WEDNESDAY)


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with begun(tmp_path, template, on_wednesday, plan=plan()) as stage:
        yield stage


@pytest.fixture
def limited(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with begun(tmp_path, template, on_wednesday, plan=plan(external=at(2027, 4, 9, 16, 30))) as stage:
        yield stage


def due_days(stage: Stage) -> dict[str, date]:
    with Session(stage.store.engine) as session:
        return {o.subject.code: local(o.due_at).date() for o in session.scalars(select(Obligation)).unique()}


def standings(stage: Stage) -> list[str]:
    with Session(stage.store.engine) as session:
        return list(session.scalars(select(Extension.status).order_by(Extension.id)))


def counts(stage: Stage) -> dict[str, int]:
    return {who: len(stage.heard(who)) for who in (EK, ARUNEE, PO)}


def test_a_later_day_from_the_asking_to_the_reminders_of_the_new_day(office: Stage) -> None:
    answer = office.says(EK, LATER)
    assert "ส่งคำขอเลื่อนแล้ว" in answer
    assert "รอข้อมูลจากโรงเรียน" in answer
    for officer in (OFFICER, DIRECTOR):
        card = office.heard(officer)[-1]
        assert "นายเอก สมมติชน" in card
        assert "ศ. 9 เม.ย. 70 (เพิ่ม 4 วันทำการ)" in card
    assert due_days(office)["ST1"] == date(2027, 4, 2), "while it waits nothing changes"

    assert "อนุมัติแล้ว" in office.presses(OFFICER, "อนุมัติ")
    assert "ได้รับอนุมัติให้เลื่อนแล้ว" in office.heard(EK)[-1]
    assert due_days(office) == {"ST1": date(2027, 4, 9), "ST2": date(2027, 4, 2)}

    quiet = counts(office)
    for day in (1, 2):
        office.travel(at(2027, 4, day))
    after = counts(office)
    assert (after[EK], after[ARUNEE]) == (quiet[EK], quiet[ARUNEE])
    assert after[PO] > quiet[PO], "another unit's day stays"
    office.travel(at(2027, 4, 5))
    assert "อีก 3 วันทำการ" in office.heard(EK)[-1]


def test_the_second_officer_is_told_kindly_that_it_is_decided(office: Stage) -> None:
    office.says(EK, LATER)
    office.presses(OFFICER, "อนุมัติ")

    assert "นางสาวรินรดา ทดสอบวัฒนา อนุมัติให้" in office.presses(DIRECTOR, "อนุมัติ")
    assert "ไปแล้ว" in office.presses(DIRECTOR, "ไม่อนุมัติ")
    assert standings(office) == ["approved"]


def test_a_reminder_of_the_old_day_that_waits_in_the_outbox_is_taken_back(office: Stage) -> None:
    office.says(EK, LATER)
    office.clock.travel_to(at(2027, 4, 1))
    before = counts(office)
    office.app.worker.tick()  # planned, and not yet sent

    office.presses(OFFICER, "อนุมัติ")
    office.tick()

    told = office.heard(EK)[before[EK] :]
    assert len(told) == 1
    assert "ได้รับอนุมัติ" in told[0]
    assert counts(office)[PO] == before[PO] + 1


def test_what_comes_in_closes_the_request(office: Stage) -> None:
    form = filled(blank(office, EK))
    office.says(EK, LATER)
    office.sends(EK, "a.xlsx", form)

    assert "จึงไม่ต้องพิจารณา" in office.presses(OFFICER, "อนุมัติ")
    assert standings(office) == ["withdrawn"]
    assert "ไม่มีคำขอเลื่อน" in office.says(OFFICER, "คำขอเลื่อน")


def test_the_day_and_the_reason_are_asked_for_one_at_a_time(office: Stage) -> None:
    assert "ขอเลื่อนถึงวันไหน" in office.says(EK, "ขอเลื่อนส่งได้ไหมคะ")
    assert "ยังไม่แน่ใจว่าเป็นวันไหน" in office.says(EK, "ปลายเดือน")
    assert "เหตุผลที่ขอเลื่อน" in office.says(EK, "วันที่ 8 เม.ย. ค่ะ")
    answer = office.says(EK, "รอ ผอ.กลุ่ม ลงนามค่ะ")
    assert "ส่งคำขอเลื่อนแล้ว" in answer
    assert "รอ ผอ.กลุ่ม ลงนาม" in answer


def test_the_picker_and_the_buttons_do_the_same(office: Stage) -> None:
    office.says(EK, "ขอเลื่อน")
    assert "เหตุผลที่ขอเลื่อน" in pick(office, EK, "2027-04-08")
    assert "ติดประชุมหรือไปราชการ" in office.presses(EK, "ติดประชุมหรือไปราชการ")
    assert "ติดประชุมหรือไปราชการ" in office.heard(OFFICER)[-1]


def test_somebody_may_think_better_of_it(office: Stage) -> None:
    office.says(EK, "ขอเลื่อน")
    assert "ยกเลิกการขอเลื่อนแล้ว" in office.says(EK, "ยกเลิก")
    assert standings(office) == []
    office.says(EK, LATER)
    assert "ถอนคำขอเลื่อน" in office.says(EK, "ยกเลิกคำขอเลื่อน")
    assert "ถอนหรือเปลี่ยนคำขอนี้ไปแล้ว" in office.presses(OFFICER, "อนุมัติ")


def test_asking_again_replaces_what_was_asked(office: Stage) -> None:
    office.says(EK, LATER)
    assert "แทนคำขอก่อนหน้า" in office.says(ARUNEE, "ขอเลื่อนเป็น 8 เม.ย. ติดราชการ")
    assert standings(office) == ["withdrawn", "asked"]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("ขอเลื่อนเป็น 1 เม.ย. เพราะป่วย", "ไม่หลังกำหนดเดิม"),
        ("ขอเลื่อนเป็น 10 เม.ย. เพราะป่วย", "เป็น ศ. 9 เม.ย. 70 แทนได้ไหม"),
    ],
)
def test_a_day_that_cannot_be_is_refused_kindly(office: Stage, words: str, answer: str) -> None:
    assert answer in office.says(EK, words)
    assert standings(office) == ["draft"]


def test_no_day_is_given_that_the_office_itself_cannot_keep(limited: Stage) -> None:
    answer = limited.says(EK, "ขอเลื่อนถึง 9 เม.ย. เพราะป่วย")
    assert "เลื่อนได้ถึง พฤ. 8 เม.ย. 70" in answer
    assert "ส่งคำขอเลื่อนแล้ว" in limited.presses(EK, "ขอเป็น พฤ. 8 เม.ย. 70")
    assert "เหลือ 1 วันทำการ" in limited.heard(OFFICER)[-1]

    limited.travel(at(2027, 4, 8, 17))
    assert "วันที่เลือกผ่านไปแล้ว" not in limited.presses(OFFICER, "อนุมัติ")


def test_another_day_is_offered_and_taken_by_one_tap(office: Stage) -> None:
    office.says(EK, LATER)
    assert "เสนอ" in pick(office, OFFICER, "2027-04-07")
    assert "เลื่อนได้ถึง พ. 7 เม.ย. 70" in office.heard(EK)[-1]
    assert due_days(office)["ST1"] == date(2027, 4, 2)

    assert "ได้รับอนุมัติ" in office.presses(EK, "รับ พ. 7 เม.ย. 70")
    assert due_days(office)["ST1"] == date(2027, 4, 7)


def test_a_refusal_tells_why(office: Stage) -> None:
    office.says(EK, LATER)
    assert "แจ้ง อำนวยการ แล้ว" in office.says(OFFICER, "ไม่อนุมัติ ต้องส่งตามกำหนดค่ะ สพฐ.ปิดระบบ")
    assert "ต้องส่งตามกำหนดค่ะ สพฐ.ปิดระบบ" in office.heard(EK)[-1]
    assert standings(office) == ["refused"]
    assert due_days(office)["ST1"] == date(2027, 4, 2)


def test_a_typed_yes_is_for_the_only_one_else_it_is_asked_which(office: Stage) -> None:
    assert "ไม่มีคำขอเลื่อน" in office.says(OFFICER, "อนุมัติ")
    office.says(EK, LATER)
    office.says(PO, LATER)
    assert "ไม่อนุมัติคำขอไหน" in office.says(OFFICER, "ไม่อนุมัติ สพฐ.ปิดระบบ")
    office.presses(OFFICER, "2. ส่งเสริมฯ ถึง ศ. 9 เม.ย. 70")
    assert "สพฐ.ปิดระบบ" in office.heard(PO)[-1]
    assert "อนุมัติแล้ว อำนวยการ" in office.says(OFFICER, "อนุมัติ")
    assert standings(office) == ["approved", "refused"]


def test_somebody_of_another_unit_cannot_ask_nor_take(office: Stage) -> None:
    office.says(EK, LATER)
    pick(office, OFFICER, "2027-04-07")
    office.line.press(phone_of(PO), "exttake:1")
    office.settle()
    assert "ของหน่วยงานอื่น" in office.heard(PO)[-1]
    office.line.press(phone_of(PO), "extend:1")
    office.settle()
    assert "ของหน่วยงานอื่น" in office.heard(PO)[-1]
    assert due_days(office)["ST1"] == date(2027, 4, 2)


def test_a_unit_that_shares_the_work_may_ask(office: Stage) -> None:
    assert "ส่งคำขอเลื่อนแล้ว" in office.says(NITI, LATER)


def test_of_several_works_three_are_shown_and_the_rest_is_a_tap_away(tmp_path: Path, template: Path) -> None:
    with staged(tmp_path, template, plan=plan(more=4)) as stage:
        stage.travel(WEDNESDAY)
        assert "ขอเลื่อนงานไหน" in stage.says(EK, LATER)
        assert "ขอเลื่อนงานไหน" in stage.presses(EK, "งานอื่นอีก 2 รายการ")
        assert "ส่งคำขอเลื่อนแล้ว" in stage.presses(EK, "5. กลยุทธ์ที่ 1 (อำนวยการ)")


def test_why_somebody_asked_is_shown_to_them_and_can_be_forgotten(office: Stage) -> None:
    office.says(EK, "ขอเลื่อนถึง 9 เม.ย. เพราะป่วย")
    (row,) = my_data(office, EK)["คำขอเลื่อน"]
    assert row[2:6] == ["แบบติดตามกลยุทธ์ รอบ ๖ เดือน ปี ๒๕๗๐", "9 เม.ย. 70", "ป่วย", "รอพิจารณา"]
    with Session(office.store.engine) as session:
        assert not any("ป่วย" in str(line.detail) for line in session.scalars(select(Audit)))
