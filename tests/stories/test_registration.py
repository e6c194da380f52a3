"""How somebody whom no plan knows comes to work with the bot: the notice, the questions, an officer's yes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import urllib3
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.officers import make_officer
from domain.plan import Plan, PlanPerson, PlanSubject, PlanUnit, Role, UnitKind
from storage.schema import Application, Audit, Consent, Inbox, Person
from tests.plans import START, small_plan
from tests.stories.stage import DIRECTOR, EK, GROUP, OFFICER, STRANGER, Stage, filled, staged

AGREE = "ยินยอมและเริ่มใช้งาน"
CLERK = "ชื่อสมหญิง ธุรการ รร.วัดธารทอง"


def school(code: str, name: str, short: str, district: str) -> PlanUnit:
    return PlanUnit(code=code, kind=UnitKind.SCHOOL, name=name, short_names=(short,), district=district, smis_code=code)


def plan_with_schools() -> Plan:
    """The small plan with three schools, two of one name; one of them owes two reports; and two officers."""
    plan = small_plan()
    (requirement,) = plan.requirements
    indicators = plan.subjects[1].indicators
    owed = tuple(
        PlanSubject(
            code=code,
            kind="strategy",
            fiscal_year_be=2570,
            no=no,
            title=f"รายงานของโรงเรียน {no}",
            owners=("99010003",),
            indicators=indicators,
        )
        for code, no in (("SC1", 3), ("SC2", 4))
    )
    planned = PlanPerson(
        code="SCH-6F3P", name="นายอนุชา จำลองสุข", position="ผู้อำนวยการโรงเรียน", unit="99010003", role=Role.SCHOOL_DIRECTOR
    )
    people = [replace(p, role=Role.OFFICER) if p.code == DIRECTOR else p for p in plan.people]
    return replace(
        plan,
        units=(
            *plan.units,
            school("99010003", "โรงเรียนวัดธารทอง (ธารทองราษฎร์บำรุง)", "วัดธารทอง", "เมืองศรีธารา"),
            school("99010012", "โรงเรียนบ้านใหม่", "บ้านใหม่", "ทุ่งตะวัน"),
            school("99010032", "โรงเรียนบ้านใหม่ (ประชานุเคราะห์)", "บ้านใหม่", "เขาหินแก้ว"),
        ),
        people=(*people, planned),
        subjects=(*plan.subjects, *owed),
        requirements=(replace(requirement, subjects=(*requirement.subjects, "SC1", "SC2")),),
    )


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template, plan=plan_with_schools()) as stage:
        yield stage


def agreed(office: Stage, words: str) -> str:
    """A stranger's first words, and what is answered once the notice is agreed to."""
    office.says(STRANGER, words)
    return office.presses(STRANGER, AGREE)


def rows(office: Stage, table: type) -> int:
    with Session(office.store.engine) as session:
        return int(session.scalar(select(func.count()).select_from(table)) or 0)


def test_from_stranger_to_a_receipt_and_away_again(office: Stage) -> None:
    office.line.follow(STRANGER)
    office.settle()
    assert "ข้อมูลส่วนบุคคล" in office.says(STRANGER, CLERK)
    answer = office.presses(STRANGER, AGREE)
    assert "ส่งคำขอลงทะเบียนแล้ว" in answer
    assert "สมหญิง" in answer
    assert "โรงเรียนวัดธารทอง" in answer
    assert "รอเจ้าหน้าที่ตรวจสอบ" in office.says(STRANGER, "งานของฉัน")

    office.tick()
    assert "มีผู้รออนุมัติลงทะเบียน 1 คน" in office.heard(OFFICER)[-1]
    assert "ธุรการ" in office.says(OFFICER, "อนุมัติคนที่รอ")
    assert "อนุมัติแล้ว สมหญิง" in office.presses(OFFICER, "อนุมัติ")
    assert "ลงทะเบียนเรียบร้อย" in office.heard_since(STRANGER, 0)

    assert "กลยุทธ์ที่ 3" in office.says(STRANGER, "งานของฉัน")
    office.says(STRANGER, "ขอแบบฟอร์ม กลยุทธ์ที่ 3")
    form = fetched(office, STRANGER)
    assert "ได้รับแล้ว" in office.sends(STRANGER, "a.xlsx", filled(form))

    assert "สิ้นสุดสิทธิ์ใช่ไหม" in office.says(OFFICER, "ย้ายออก สมหญิง")
    said = office.presses(OFFICER, "สิ้นสุดสิทธิ์")
    assert "สิ้นสุดสิทธิ์ของ สมหญิง" in said
    assert "ไม่มีผู้รับผิดชอบในไลน์" in said
    assert "ยังไม่ได้ลงทะเบียน" in office.says(STRANGER, "งานของฉัน")
    assert office.states() == {"ST1": "pending", "ST2": "pending", "SC1": "submitted", "SC2": "pending"}


def fetched(office: Stage, who: str) -> bytes:
    """What stands behind the newest link that somebody was given."""
    return bytes(urllib3.request("GET", office.link(who), timeout=5).data)


def test_nothing_is_kept_before_the_notice_is_agreed_to(office: Stage) -> None:
    before = [rows(office, table) for table in (Person, Consent, Application, Audit)]
    office.line.follow(STRANGER)
    office.says(STRANGER, CLERK)
    office.says(STRANGER, "ลงทะเบียน SCH-6F3P")
    office.presses(STRANGER, "อ่านฉบับเต็ม")
    assert "ยังไม่มีการเก็บข้อมูลของท่าน" in office.presses(STRANGER, "ไม่ยินยอม")

    assert [rows(office, table) for table in (Person, Consent, Application, Audit)] == before
    assert not said_by(office, STRANGER), "what was said before the notice was declined"


def said_by(office: Stage, user: str) -> list[str]:
    """The words that are still kept of an account, apart from the button that was pressed last."""
    with office.store.reading() as tx:
        kept = list(tx._session.scalars(select(Inbox).where(Inbox.user_id == user)))
    return [row.payload["message"]["text"] for row in kept if "message" in row.payload]


def test_a_code_typed_before_the_notice_is_not_asked_for_again(office: Stage) -> None:
    office.says(STRANGER, "ลงทะเบียน sch-6f3p ค่ะ")
    office.presses(STRANGER, "อ่านฉบับเต็ม")

    assert "นายอนุชา จำลองสุข" in office.presses(STRANGER, AGREE)


def test_somebody_registered_is_shown_a_notice_once_and_keeps_working(office: Stage) -> None:
    with office.store.begin() as tx:
        tx.consents.withdraw(tx.people.by_code(EK).line_user_id)  # type: ignore[union-attr, arg-type]
        tx.commit()

    answer = office.says(EK, "งานของฉัน")
    assert "กลยุทธ์ที่ 1" in answer
    assert "ข้อมูลส่วนบุคคล" in answer
    assert "ข้อมูลส่วนบุคคล" not in office.says(EK, "งานของฉัน")
    assert "บันทึกความยินยอมแล้ว" in office.presses(EK, AGREE)


def test_a_group_is_never_asked(office: Stage) -> None:
    office.line.say(STRANGER, "บอท ใครยังไม่ส่ง", GROUP)
    office.settle()

    assert "ข้อมูลส่วนบุคคล" not in office.heard_since(GROUP, 0)
    assert office.heard_since(STRANGER, 0) == ""


def test_everything_may_be_said_bit_by_bit(office: Stage) -> None:
    assert "อยู่โรงเรียนหรือกลุ่มใด" in agreed(office, "ลงทะเบียน")
    assert "ไม่พบหน่วยงาน" in office.says(STRANGER, "รร.ไม่มีจริง")
    assert "ขอทราบชื่อ" in office.says(STRANGER, "วัดธารทอง")
    assert "ดำรงตำแหน่งใด" in office.says(STRANGER, "สมหญิง ใจดี")
    answer = office.presses(STRANGER, "ธุรการโรงเรียน")
    assert "ส่งคำขอลงทะเบียนแล้ว" in answer
    assert "สมหญิง ใจดี" in answer


def test_a_school_code_names_the_school(office: Stage) -> None:
    assert "โรงเรียนวัดธารทอง" in agreed(office, "สมัครใช้งานครับ รร.วัดธารทอง 99010003")


def test_a_name_that_looks_like_a_command_is_a_name_while_it_is_asked_for(office: Stage) -> None:
    agreed(office, "ลงทะเบียน รร.วัดธารทอง")

    assert "นายส่งงาน แล้วเสร็จ" in office.says(STRANGER, "นายส่งงาน แล้วเสร็จ ตำแหน่ง ครู")


def test_namesakes_are_asked_about(office: Stage) -> None:
    assert "หมายถึงโรงเรียนใด" in agreed(office, "ชื่อสมหญิง ธุรการ รร.บ้านใหม่")

    answer = office.presses(STRANGER, "2. บ้านใหม่ (ประชานุเคราะห์) อ.เขาหินแก้ว")
    assert "ส่งคำขอลงทะเบียนแล้ว" in answer
    assert "ประชานุเคราะห์" in answer


def test_a_refusal_says_why_and_opens_the_way_back(office: Stage) -> None:
    agreed(office, CLERK)
    office.says(OFFICER, "อนุมัติคนที่รอ")
    assert "เพราะเหตุใด" in office.presses(OFFICER, "ไม่อนุมัติ")
    assert "แจ้งผล ไม่อนุมัติ" in office.presses(OFFICER, "ข้อมูลไม่ครบ")
    assert "ยังไม่ครบถ้วน" in office.heard_since(STRANGER, 0)

    assert "ยังไม่ได้ลงทะเบียน" in office.says(STRANGER, "งานของฉัน")
    assert "ส่งคำขอลงทะเบียนแล้ว" in office.says(STRANGER, CLERK)


def test_of_two_officers_one_is_first_and_the_other_is_told(office: Stage) -> None:
    agreed(office, CLERK)
    office.says(OFFICER, "อนุมัติคนที่รอ")
    office.says(DIRECTOR, "อนุมัติคนที่รอ")
    office.presses(OFFICER, "อนุมัติ")

    assert "นางสาวรินรดา ทดสอบวัฒนา ได้อนุมัติ สมหญิง ไปแล้ว" in office.presses(DIRECTOR, "อนุมัติ")
    assert "ได้อนุมัติ" in office.presses(DIRECTOR, "ไม่อนุมัติ")
    assert office.heard_since(STRANGER, 0).count("ลงทะเบียนเรียบร้อย") == 1


def test_somebody_of_the_plan_without_a_code_is_that_person(office: Stage) -> None:
    before = rows(office, Person)
    agreed(office, "ผอ.รร.วัดธารทอง อนุชา จำลองสุข")
    assert "มีชื่อนี้ในแผน" in office.says(OFFICER, "อนุมัติคนที่รอ")
    office.presses(OFFICER, "อนุมัติ")

    assert "นายอนุชา จำลองสุข" in office.heard_since(STRANGER, 0)
    assert rows(office, Person) == before


def test_cancelling_forgets_what_was_said(office: Stage) -> None:
    agreed(office, "ลงทะเบียน รร.วัดธารทอง")
    assert "ยกเลิกแล้ว" in office.says(STRANGER, "ยกเลิก")
    assert rows(office, Application) == 0
    assert "ไม่มีรายการ" in office.says(STRANGER, "ยกเลิก")
    assert "อยู่โรงเรียนหรือกลุ่มใด" in office.says(STRANGER, "ลงทะเบียน")


def test_an_applicant_may_take_the_application_back(office: Stage) -> None:
    agreed(office, CLERK)
    office.says(OFFICER, "อนุมัติคนที่รอ")
    office.says(STRANGER, "ยกเลิก")

    assert "ยกเลิกคำขอไปแล้ว" in office.presses(OFFICER, "อนุมัติ")
    assert "ไม่มีผู้รออนุมัติ" in office.says(OFFICER, "อนุมัติคนที่รอ")


def test_after_a_day_an_unfinished_application_is_over(office: Stage) -> None:
    agreed(office, "ลงทะเบียน รร.วัดธารทอง")
    office.clock.travel_to(START + timedelta(hours=24, minutes=1))

    assert "ยังไม่ได้ลงทะเบียน" in office.says(STRANGER, "สมหญิง ธุรการ")
    assert "อยู่โรงเรียนหรือกลุ่มใด" in office.says(STRANGER, "ลงทะเบียน")
    assert rows(office, Application) == 1


def test_officers_hear_of_it_once_a_day_in_office_hours(office: Stage) -> None:
    agreed(office, CLERK)
    office.tick()
    office.tick()
    assert sum("รออนุมัติ" in words for words in office.heard(OFFICER)) == 1
    office.travel(START + timedelta(hours=12))
    assert sum("รออนุมัติ" in words for words in office.heard(OFFICER)) == 1
    office.travel(START + timedelta(days=1))
    assert sum("รออนุมัติ" in words for words in office.heard(OFFICER)) == 2


def test_a_second_school_is_asked_for_and_approved_the_same_way(office: Stage) -> None:
    agreed(office, "ลงทะเบียน SCH-6F3P")
    assert "ดูแลโรงเรียนหรือกลุ่มใดเพิ่ม" in office.says(STRANGER, "ขอเพิ่มโรงเรียนที่ดูแลอีกโรงค่ะ")
    assert "ส่งคำขอลงทะเบียนแล้ว" in office.says(STRANGER, "99010032")
    assert "ดูแลอยู่แล้ว" in office.says(OFFICER, "อนุมัติคนที่รอ")
    office.presses(OFFICER, "อนุมัติ")

    with office.store.reading() as tx:
        person = tx.people.by_line(STRANGER)
        assert person is not None
        assert [m.unit.code for m in person.memberships] == ["99010003", "99010032"]


def test_all_that_are_shown_are_approved_at_once_and_nobody_unseen(office: Stage) -> None:
    with office.store.begin() as tx:
        unit = tx.people.unit_by_invitation(tx.people.invitation(tx.people.units_to_serve()[-1]))
        for number in range(7):
            application = tx.applications.start(f"U{number + 500:032x}", START)
            application.name, application.position, application.role = f"คนที่ {number}", "ครู", Role.SCHOOL_STAFF
            application.unit, application.office_id, application.status = unit, unit.office_id, "waiting"  # type: ignore[union-attr]
        tx.commit()

    assert "คนที่ 3" in office.says(OFFICER, "อนุมัติคนที่รอ")
    assert "ยังมีผู้รออีก 3 คน" in office.presses(OFFICER, "อนุมัติทั้งหมด 4 คน")
    assert "ไม่มีผู้รอ" in office.presses(OFFICER, "อนุมัติทั้งหมด 4 คน")
    assert "คนที่ 6" in office.says(OFFICER, "อนุมัติคนที่รอ")


def test_a_stranger_who_says_who_they_are_need_not_say_that_they_register(office: Stage) -> None:
    assert "ส่งคำขอลงทะเบียนแล้ว" in agreed(office, "สมหญิง ใจดี ครู รร.วัดธารทอง")


def test_an_invitation_leaves_only_the_name_to_be_said(office: Stage) -> None:
    with office.store.begin() as tx:
        code = tx.people.invitation(tx.people.units_to_serve()[-1])
        tx.commit()

    assert "โรงเรียนบ้านใหม่ (ประชานุเคราะห์) ขอทราบชื่อ" in agreed(office, f"ลงทะเบียน {code.lower()}")
    assert "ส่งคำขอลงทะเบียนแล้ว" in office.says(STRANGER, "สมหญิง ใจดี ธุรการ")
    assert "ยังไม่ได้ลงทะเบียน" not in office.says(STRANGER, "ใครยังไม่ส่ง")


def test_the_first_officers_code_opens_for_a_week_and_once(office: Stage) -> None:
    def code() -> str:
        return make_officer(office.store, office.clock.now(), "นายสมคิด ตัวอย่าง", unit_code="PLAN").code

    late = code()
    office.clock.travel_to(START + timedelta(days=7, minutes=1))
    assert "ไม่พบรหัส" in agreed(office, f"ลงทะเบียน {late}")
    assert "ลงทะเบียนเรียบร้อย" in office.says(STRANGER, f"ลงทะเบียน {code()}")
    assert "ไม่มีผู้รออนุมัติ" in office.says(STRANGER, "อนุมัติคนที่รอ")
    assert code() == ""


def test_a_printed_poster_leads_to_an_application(office: Stage) -> None:
    assert "ยังอ่านชื่อบัญชีทางการจากไลน์ไม่ได้" in office.says(OFFICER, "ขอคิวอาร์ลงทะเบียน")
    office.app.worker.name.ask()
    assert "ใบเชิญลงทะเบียน โรงเรียนวัดธารทอง" in office.says(OFFICER, "ขอคิวอาร์ลงทะเบียน รร.วัดธารทอง")
    one = fetched(office, OFFICER)
    assert "ใบเชิญลงทะเบียน 7 หน่วยงาน" in office.says(OFFICER, "ขอคิวอาร์ลงทะเบียน")
    every = fetched(office, OFFICER)
    assert [pdf[:5] for pdf in (one, every)] == [b"%PDF-"] * 2
    assert len(one) < len(every)
    assert "ไม่พบหน่วยงาน" in office.says(OFFICER, "ขอคิวอาร์ลงทะเบียน รร.บ้านใหม่")


def test_a_successor_is_given_a_link_that_types_the_registration(office: Stage) -> None:
    office.app.worker.name.ask()
    answer = office.says(OFFICER, "เปลี่ยนผู้รับผิดชอบ รร.วัดธารทอง เป็นครูมานพ")

    link = urlsplit(re.search(r"https://line\.me/\S+", answer)[0])  # type: ignore[index]
    assert re.fullmatch(r"/R/oaMessage/@\w+local/", unquote(link.path))
    assert "โรงเรียนวัดธารทอง" in agreed(office, unquote(link.query))


def test_what_a_unit_owes_is_asked_of_whoever_was_let_in(office: Stage) -> None:
    agreed(office, CLERK)
    office.says(OFFICER, "อนุมัติคนที่รอ")
    office.presses(OFFICER, "อนุมัติ")
    office.tick()

    assert "ขอความอนุเคราะห์จัดทำรายงาน" in office.heard_since(STRANGER, 0)
