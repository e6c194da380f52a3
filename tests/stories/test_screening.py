"""A committee screens accepted forms: members say what they think, what it resolved is recorded, fixes come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import urllib3
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.lifecycle import State
from domain.plan import Plan, PlanIndicator, PlanSubject, Role
from domain.thai import local
from storage.schema import Audit, Obligation, Opinion, Review
from tests.plans import small_plan
from tests.stories.begun import begun
from tests.stories.stage import ARUNEE, DIRECTOR, EK, NITI, OFFICER, PO, USERS, Stage, filled
from tests.stories.test_learnt_forms import pick
from tests.stories.test_reviews import finding
from tests.stories.test_strategy_round import at

MONDAY = at(2027, 4, 5)  # after the due day; the 6th is Chakri Day
CHAIR, MEMBER, THIRD = DIRECTOR, ARUNEE, NITI
OWNERS = ("GENERAL", "PROMOTION", "GENERAL", "PROMOTION")


def plan() -> Plan:
    """Four strategies of two groups; a deputy director leads the committee, and two heads of groups sit on it."""
    usual = small_plan()
    subjects = tuple(
        PlanSubject(
            code=f"ST{n}", kind="strategy", fiscal_year_be=2570, no=n, title=f"เรื่องที่ {n}", owners=(owner,),
            indicators=(PlanIndicator(no=f"{n}.1", name="ร้อยละของโรงเรียน", unit="ร้อยละ", target="≥ 95"),),
        )
        for n, owner in enumerate(OWNERS, start=1)
    )  # fmt: skip
    roles = {CHAIR: Role.DEPUTY, THIRD: Role.GROUP_HEAD}
    people = tuple(replace(one, role=roles.get(one.code, one.role)) for one in usual.people)
    asked = replace(usual.requirements[0], subjects=tuple(one.code for one in subjects))
    return replace(usual, people=people, subjects=subjects, requirements=(asked,))


def send(stage: Stage, who: str, n: int, achieved: int = 180) -> None:
    """Somebody fills in the form of a strategy and sends it."""
    stage.says(who, f"ขอแบบฟอร์ม กลยุทธ์ที่ {n}")
    blank = urllib3.request("GET", stage.link(who), timeout=5).data
    stage.sends(who, f"กลยุทธ์ {n}.xlsx", filled(blank, achieved=achieved))
    later(stage, minutes=1)


def later(stage: Stage, **much: float) -> None:
    stage.clock.travel_to(stage.clock.now() + timedelta(**much))


def all_accepted(stage: Stage) -> None:
    for n, who in enumerate((EK, PO, EK, PO), start=1):
        send(stage, who, n)
    stage.says(OFFICER, "ตรวจรับทั้งหมด")
    stage.presses(OFFICER, "ยืนยันตรวจรับ")
    for who in (EK, PO):
        stage.says(who, "งานของฉัน")


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with begun(tmp_path, template, all_accepted, plan=plan(), start=MONDAY) as stage:
        yield stage


def standing(code: str, session: Session) -> Obligation:
    debts = session.scalars(select(Obligation)).unique()
    return next(debt for debt in debts if debt.subject.code == code)


def opinions(stage: Stage) -> list[tuple[bool | None, str]]:
    with Session(stage.store.engine) as session:
        rows = session.scalars(select(Opinion).order_by(Opinion.submission_id, Opinion.person_id))
        return [(one.passes, one.words) for one in rows]


def decisions(stage: Stage) -> list[tuple[str, str, str]]:
    with Session(stage.store.engine) as session:
        found = session.scalars(select(Review).where(Review.bench == "screen").order_by(Review.id))
        return [(one.deed, one.status, one.reason) for one in found]


def noted(stage: Stage) -> list[str]:
    with Session(stage.store.engine) as session:
        return list(session.scalars(select(Audit.deed).order_by(Audit.no)))


def all_pass(stage: Stage, who: str, count: int = 4) -> str:
    """A member finds that all of them pass."""
    answer = stage.says(who, "กลั่นกรอง")
    for _ in range(count):
        answer = stage.presses(who, "เห็นว่าผ่าน")
    return answer


def with_a_fix(stage: Stage, who: str, words: str) -> str:
    """A member wants the first form mended, and finds that the others pass."""
    stage.says(who, "กลั่นกรอง")
    stage.presses(who, "ควรแก้ไข")
    answer = stage.says(who, words)
    for _ in range(3):
        answer = stage.presses(who, "เห็นว่าผ่าน")
    return answer


def test_a_member_goes_through_the_forms_and_is_thanked(office: Stage) -> None:
    card = office.says(MEMBER, "งานรอกลั่นกรองค่ะ")
    for words in ("รอกลั่นกรอง 4 รายการ", "0/4", "กลยุทธ์ที่ 1", "ST-2570-R6/0001", "ร้อยละ 90", "ไม่พบจุดที่ต้องแก้"):
        assert words in card
    assert urllib3.request("GET", office.link(MEMBER), timeout=5).data.startswith(b"PK")

    answer = office.presses(MEMBER, "เห็นว่าผ่าน")
    assert "บันทึกความเห็นแล้ว / กลยุทธ์ที่ 1" in answer
    assert "1/4" in answer
    assert "กลยุทธ์ที่ 3" in office.presses(MEMBER, "ข้ามไปก่อน")
    assert "ควรแก้ไขเรื่องใด" in office.presses(MEMBER, "ควรแก้ไข")
    answer = office.says(MEMBER, "ตัวชี้วัด 3.1 ไม่ตรงกับหลักฐานค่ะ")
    assert "เห็นว่าควรแก้ไข: ตัวชี้วัด 3.1 ไม่ตรงกับหลักฐาน" in answer
    assert "2/4" in answer
    answer = office.presses(MEMBER, "เห็นว่าผ่าน")
    assert "ดูถึงรายการสุดท้ายแล้ว" in answer
    assert "กลยุทธ์ที่ 2" in office.presses(MEMBER, "เริ่มจากที่ข้ามไว้")
    assert "ท่านให้ความเห็นครบ 4 รายการแล้ว ขอบคุณมาก" in office.presses(MEMBER, "เห็นว่าผ่าน")
    assert "ท่านให้ความเห็นครบ 4 รายการแล้ว" in office.says(MEMBER, "กลั่นกรอง")
    assert office.states() == dict.fromkeys(("ST1", "ST2", "ST3", "ST4"), "accepted"), "nothing is resolved by counting"
    assert noted(office).count("give opinion") == 4


def test_an_opinion_may_be_changed_and_is_one_for_each_member(office: Stage) -> None:
    office.says(MEMBER, "กลั่นกรอง")
    office.presses(MEMBER, "เห็นว่าผ่าน")
    assert "ท่านเห็นว่า" in office.presses(MEMBER, "เปลี่ยนความเห็น")
    assert "มีความเห็นนี้อยู่แล้ว" in office.presses(MEMBER, "เห็นว่าผ่าน")
    office.presses(MEMBER, "เปลี่ยนความเห็น")
    office.presses(MEMBER, "ควรแก้ไข")
    assert "ไม่ได้บันทึกความเห็นใหม่" in office.says(MEMBER, "ยกเลิก")
    assert opinions(office) == [(True, "")], "what they thought before stands"
    office.presses(MEMBER, "ควรแก้ไข")
    office.says(MEMBER, "แนบคำสั่งแต่งตั้งด้วย")
    assert opinions(office) == [(False, "แนบคำสั่งแต่งตั้งด้วย")]


def test_the_officer_sees_what_members_think_and_records_what_was_resolved(office: Stage) -> None:
    all_pass(office, CHAIR)
    all_pass(office, THIRD)
    with_a_fix(office, MEMBER, "ตัวชี้วัด 1.1 ไม่ตรงกับหลักฐาน")
    with Session(office.store.engine) as session:
        found = standing("ST1", session).standing
        assert found is not None
        found.findings = [finding(found.sheet)]
        session.commit()
    assert "บันทึกมติผ่าน 3 รายการใช่ไหม" in office.says(OFFICER, "มติผ่านทั้งหมด")
    answer = office.presses(OFFICER, "ยืนยันบันทึกมติผ่าน")
    assert "บันทึกมติ ผ่าน แล้ว" in answer
    assert "3 รายการ ของ" in answer
    for words in ("ให้แล้ว 3 จาก 3 คน", "ผ่าน 2 · ควรแก้ไข 1", "นางอรุณี ตัวอย่างมาก: ควรแก้ไข ตัวชี้วัด 1.1", "3/4"):
        assert words in answer
    assert office.states() == {"ST1": "accepted", "ST2": "screened", "ST3": "screened", "ST4": "screened"}

    answer = office.presses(OFFICER, "มติ: ให้แก้ไข")
    for words in ("บันทึกมติให้แก้ไขใช่ไหม", "ตัวชี้วัด 1.1 ไม่ตรงกับหลักฐาน", "ศ. 9 เม.ย. 70 (กำหนดใหม่)"):
        assert words in answer
    assert "จ. 12 เม.ย. 70 (กำหนดใหม่)" in pick(office, OFFICER, "2027-04-12")
    heard = {who: len(office.heard(who)) for who in USERS}
    assert "บันทึกมติให้แก้ไข และส่งกลับ กลยุทธ์ที่ 1" in office.presses(OFFICER, "มติ: ให้แก้ไข")
    later(office, minutes=2)
    office.tick()
    office.tick()
    told = {who: [said for said in office.heard(who)[count:] if "ตัวชี้วัด 1.1" in said] for who, count in heard.items()}
    assert len(told[EK]) == 1
    assert "มติกลั่นกรอง" in told[EK][0]
    assert "จ. 12 เม.ย. 70" in told[EK][0]
    assert [who for who, said in told.items() if said and who not in {EK, OFFICER}] == []
    assert urllib3.request("GET", office.link(EK), timeout=5).data.startswith(b"PK"), "the marked copy"
    assert "ผ่านการกลั่นกรองแล้ว" in office.says(PO, "งานของฉัน")

    send(office, EK, 1, achieved=190)
    assert office.states()["ST1"] == "submitted"
    office.says(OFFICER, "ผ่านแล้ว กลยุทธ์ 1")
    assert office.states()["ST1"] == "accepted", "the office looks first"
    card = office.says(MEMBER, "กลั่นกรอง")
    assert "ความเห็นต่อฉบับก่อน" in card
    assert "180 → 190" in card
    office.presses(MEMBER, "เห็นว่าผ่าน")
    answer = office.says(OFFICER, "ผ่านแล้ว กลยุทธ์ 1")
    assert "ให้แล้ว 1 จาก 3 คน" in answer
    assert "(ฉบับที่ 1 ซึ่งแก้มาแล้ว)" in answer
    assert "ไม่มีงานรอมติกลั่นกรองแล้ว" in office.presses(OFFICER, "มติ: ผ่าน")
    assert set(office.states().values()) == {"screened"}
    assert [deed for deed, *_ in decisions(office)] == ["screen", "screen", "screen", "return", "screen"]
    assert {"screen clean", "send back", "screen"} <= set(noted(office))


def test_the_results_are_for_the_officer_the_members_and_who_sees_all(office: Stage) -> None:
    with_a_fix(office, MEMBER, "แนบคำสั่งแต่งตั้ง")
    office.says(OFFICER, "มติให้แก้ไข กลยุทธ์ 1 ภายใน 12 เม.ย. เพราะคำสั่งแต่งตั้งไม่ครบ")
    office.presses(OFFICER, "มติ: ให้แก้ไข")
    office.says(OFFICER, "มติผ่าน กลยุทธ์ 2")
    office.presses(OFFICER, "มติ: ผ่าน")
    for who in (OFFICER, CHAIR, MEMBER):
        shown = office.says(who, "ผลการกลั่นกรอง")
        for words in ("1/4", "ให้แก้ไข คำสั่งแต่งตั้งไม่ครบ และส่งใหม่ภายใน จ. 12 เม.ย. 70", "เห็นชอบ", "ยังไม่มีมติ", "แนบคำสั่งแต่งตั้ง"):
            assert words in shown, (who, words)
    assert "ยังไม่มีผลการกลั่นกรอง" in office.says(EK, "ผลการกลั่นกรอง")


def test_who_is_no_member_is_refused_whatever_they_press(office: Stage) -> None:
    assert "เป็นของคณะกรรมการกลั่นกรอง" in office.says(EK, "กลั่นกรอง")
    assert "ไม่มีงานรอมติที่ท่านบันทึกได้" in office.says(EK, "บันทึกมติ")
    assert "ไม่มีงานรอมติที่ท่านบันทึกได้" in office.says(MEMBER, "บันทึกมติ"), "a member gives opinions only"
    assert "ไม่มีงานรอมติที่ท่านบันทึกได้" in office.says(EK, "มติผ่านทั้งหมด")
    with Session(office.store.engine) as session:
        debt = standing("ST1", session)
        assert debt.standing is not None
        key, requirement = f"{debt.id}:{debt.standing.id}", debt.requirement_id
    for who, data in (
        *((EK, f"opine:{key}:1"), (EK, f"opinionsee:{debt.id}"), (EK, f"screenyes:{key}:0")),
        *((MEMBER, f"screenyes:{key}:0"), (MEMBER, f"screenback:{key}:0"), (MEMBER, f"screensee:{debt.id}")),
        *((EK, f"screenall:{requirement}:9999:9"), (EK, f"opinion:{requirement}"), (EK, f"screened:{requirement}")),
        *(
            (OFFICER, f"opine:{key}:1"),
            (MEMBER, f"opine:{key}:7"),
            (MEMBER, "opine:999999:1:1"),
            (EK, "sendbackgo:1:0"),
        ),
    ):
        office.line.press(USERS[who], data, "")
        office.settle()
    assert set(office.states().values()) == {"accepted"}
    assert opinions(office) == []
    assert decisions(office) == []


def test_the_chair_gives_an_opinion_and_records_what_was_resolved(office: Stage) -> None:
    assert "บันทึกความเห็นแล้ว" in all_pass(office, CHAIR)
    assert "รอมติกลั่นกรอง 4 รายการ" in office.says(CHAIR, "กลั่นกรอง")
    assert "บันทึกมติ ผ่าน แล้ว" in office.presses(CHAIR, "มติ: ผ่าน")
    assert "ย้อนมติผ่าน" in office.says(CHAIR, "เมื่อกี้ผิด")
    assert office.states()["ST1"] == "accepted"
    office.presses(CHAIR, "มติ: ให้แก้ไข")
    assert "มีมติให้แก้ไขเรื่องใด" in office.heard(CHAIR)[-1], "nobody has said what"
    office.says(CHAIR, "แก้ชื่อตัวชี้วัดให้ตรงกับแผน")
    office.presses(CHAIR, "มติ: ให้แก้ไข")
    assert "returned" in office.states().values()


def test_a_resolution_is_undone_while_nothing_has_come_of_it(office: Stage) -> None:
    all_pass(office, MEMBER)
    office.says(OFFICER, "มติผ่านทั้งหมด")
    office.presses(OFFICER, "ยืนยันบันทึกมติผ่าน")
    assert set(office.states().values()) == {"screened"}
    assert "ย้อนมติผ่าน 4 รายการ แล้ว กลับไปรอมติกลั่นกรอง" in office.says(OFFICER, "เมื่อกี้ผิด")
    assert set(office.states().values()) == {"accepted"}
    assert "ผ่านการกลั่นกรองแล้ว" not in office.says(EK, "งานของฉัน")
    assert {status for _, status, _ in decisions(office)} == {"undone"}


def test_a_resolution_to_mend_is_undone_and_who_was_told_hears_that_it_needs_no_mending(office: Stage) -> None:
    due = due_of(office)
    with_a_fix(office, MEMBER, "ตัวชี้วัด 1.1 ไม่ตรงกับหลักฐาน")
    office.says(OFFICER, "บันทึกมติ")
    office.presses(OFFICER, "มติ: ให้แก้ไข")
    office.presses(OFFICER, "มติ: ให้แก้ไข")
    assert office.states()["ST1"] == "returned"
    later(office, seconds=20)
    assert "ย้อนมติให้แก้ไข กลยุทธ์ที่ 1" in (answer := office.says(OFFICER, "เมื่อกี้ผิด"))
    assert "กำลังแจ้ง" not in answer
    assert (office.states()["ST1"], due_of(office)) == ("accepted", due)
    heard = len(office.heard(EK))
    later(office, minutes=2)
    office.tick()
    assert not [said for said in office.heard(EK)[heard:] if "ขอความกรุณาแก้ไข" in said], "nobody is asked to mend it"

    office.says(OFFICER, "บันทึกมติ")
    office.presses(OFFICER, "มติ: ให้แก้ไข")
    office.presses(OFFICER, "มติ: ให้แก้ไข")
    later(office, minutes=2)
    office.tick()
    assert "กำลังแจ้งผู้เกี่ยวข้อง 1 คนว่าไม่ต้องแก้ไข" in office.says(OFFICER, "เมื่อกี้ผิด")
    assert "ไม่ต้องแก้ไขแล้ว" in office.heard(EK)[-1]
    assert (office.states()["ST1"], due_of(office)) == ("accepted", due)
    assert "ไม่มีการตรวจรับหรือส่งกลับที่เพิ่งทำ" in office.says(OFFICER, "เมื่อกี้ผิด")


def test_what_was_sent_back_an_hour_ago_or_has_come_in_again_is_not_undone(office: Stage) -> None:
    with_a_fix(office, MEMBER, "ตัวชี้วัด 1.1 ไม่ตรงกับหลักฐาน")
    office.says(OFFICER, "บันทึกมติ")
    office.presses(OFFICER, "มติ: ให้แก้ไข")
    office.presses(OFFICER, "มติ: ให้แก้ไข")
    later(office, minutes=5)
    send(office, EK, 1, achieved=170)
    assert "ย้อนรายการนั้นไม่ได้แล้ว" in office.says(OFFICER, "เมื่อกี้ผิด")
    assert office.states()["ST1"] == "submitted"


def due_of(office: Stage) -> datetime:
    with Session(office.store.engine) as session:
        return standing("ST1", session).due_at


def test_no_more_pass_together_than_were_shown(office: Stage) -> None:
    office.says(MEMBER, "กลั่นกรอง")
    office.presses(MEMBER, "เห็นว่าผ่าน")
    assert "บันทึกมติผ่าน 1 รายการใช่ไหม" in office.says(OFFICER, "มติผ่านทั้งหมด")
    office.presses(MEMBER, "เห็นว่าผ่าน")
    assert "บันทึกมติผ่าน 2 รายการใช่ไหม" in office.presses(OFFICER, "ยืนยันบันทึกมติผ่าน")
    office.presses(MEMBER, "ควรแก้ไข")
    office.says(MEMBER, "ลงนามไม่ครบ")
    assert "2 รายการ ของ" in office.presses(OFFICER, "ยืนยันบันทึกมติผ่าน")
    assert sorted(office.states().values()) == ["accepted", "accepted", "screened", "screened"]
    assert "ทุกรายการที่รอมีผู้เห็นควรแก้ไข" in office.says(OFFICER, "มติผ่านทั้งหมด")


def test_of_two_resolutions_at_once_one_is_first(office: Stage) -> None:
    all_pass(office, CHAIR)
    for who in (OFFICER, CHAIR):
        office.says(who, "บันทึกมติ")
    office.presses(OFFICER, "มติ: ผ่าน")
    answer = office.presses(CHAIR, "มติ: ให้แก้ไข")
    assert "กลั่นกรองแล้ว โดย นางสาวรินรดา" in answer
    assert "กลยุทธ์ที่ 2" in answer, "the next is shown"
    assert "งานนี้มีมติผ่านไปแล้ว" in office.says(OFFICER, "มติให้แก้ไข กลยุทธ์ 1 เพราะพบข้อผิดพลาด")
    office.presses(OFFICER, "ไม่ส่งกลับ")
    assert office.states()["ST1"] == "screened"
    assert len(decisions(office)) == 1


def test_old_buttons_say_what_stands_now(office: Stage) -> None:
    office.says(MEMBER, "กลั่นกรอง")
    office.says(OFFICER, "บันทึกมติ")
    office.presses(OFFICER, "มติ: ผ่าน")
    assert "ไม่ได้รอกลั่นกรองแล้ว สถานะ: กลั่นกรองแล้ว" in office.presses(MEMBER, "เห็นว่าผ่าน")
    assert opinions(office) == []

    office.says(MEMBER, "กลั่นกรอง")
    office.presses(MEMBER, "ควรแก้ไข")
    office.says(OFFICER, "มติให้แก้ไข กลยุทธ์ 2 เพราะลงนามไม่ครบ")
    office.presses(OFFICER, "มติ: ให้แก้ไข")
    assert "ไม่ได้รอกลั่นกรองแล้ว" in office.says(MEMBER, "ลงนามไม่ครบ")
    send(office, PO, 2, achieved=190)
    office.says(OFFICER, "ตรวจรับ กลยุทธ์ 2")
    assert opinions(office) == []


def test_a_form_with_a_day_of_its_own_is_owed_by_it(office: Stage) -> None:
    office.says(OFFICER, "มติให้แก้ไข กลยุทธ์ 1 เพราะลงนามไม่ครบ")
    office.presses(OFFICER, "มติ: ให้แก้ไข")
    with Session(office.store.engine) as session:
        assert local(standing("ST1", session).due_at).date() == date(2027, 4, 9)
    assert "ส่งกลับแก้ไข" in office.says(EK, "งานของฉัน")
    later(office, minutes=2)
    office.tick()
    heard = len(office.heard(EK))
    office.travel(at(2027, 4, 9))
    assert "กำหนด" in office.heard(EK)[-1]
    assert len(office.heard(EK)) == heard + 1


def test_what_is_not_screened_is_never_asked_about(office: Stage) -> None:
    with office.store.begin() as tx:
        for debt in tx.work.of_office(tx.people.offices()[0].id, office.clock.now()):
            debt.requirement.work = "custom"
        tx.commit()
    assert "ยังไม่มีงานรอกลั่นกรอง" in office.says(OFFICER, "กลั่นกรอง")
    assert "เป็นของคณะกรรมการกลั่นกรอง" in office.says(MEMBER, "กลั่นกรอง")
    assert office.states()["ST1"] == State.ACCEPTED
