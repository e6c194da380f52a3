"""An officer goes through what came in: accepts it, sends it back, thinks better of it; and its senders hear of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import urllib3
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.config import load_config
from domain.lifecycle import State
from domain.plan import Plan, Role
from domain.thai import local
from storage.schema import Audit, Obligation, Review
from tests.plans import small_plan
from tests.stories.begun import begun
from tests.stories.stage import DIRECTOR, EK, OFFICER, PHOTO, PO, USERS, Stage, filled, staged
from tests.stories.test_learnt_forms import pick
from tests.stories.test_strategy_round import at, blank
from tests.stories.test_taken_back import messages

MARCH = at(2027, 3, 22)


def plan() -> Plan:
    """The small plan with two officers."""
    usual = small_plan()
    people = tuple(replace(p, role=Role.OFFICER) if p.code == DIRECTOR else p for p in usual.people)
    return replace(usual, people=people)


def in_march(stage: Stage) -> None:
    stage.travel(MARCH)


def forms_sent(stage: Stage) -> None:
    in_march(stage)
    for who in (EK, PO):
        stage.sends(who, "ส่งงาน.xlsx", filled(blank(stage, who)))
        stage.clock.travel_to(stage.clock.now() + timedelta(minutes=5))


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with begun(tmp_path, template, in_march, plan=plan()) as stage:
        yield stage


@pytest.fixture
def both_in(tmp_path: Path, template: Path) -> Iterator[Stage]:
    """Both forms have come in clean, that of EK first."""
    with begun(tmp_path, template, forms_sent, plan=plan()) as stage:
        yield stage


def later(stage: Stage, **much: float) -> None:
    stage.travel(stage.clock.now() + timedelta(**much))


def reviews(stage: Stage) -> list[tuple[str, str]]:
    with Session(stage.store.engine) as session:
        return [(one.deed, one.status) for one in session.scalars(select(Review).order_by(Review.id))]


def noted(stage: Stage) -> list[str]:
    with Session(stage.store.engine) as session:
        return list(session.scalars(select(Audit.deed).order_by(Audit.no)))


def finding(sheet: str) -> dict[str, str | None]:
    """A cell that should be looked at."""
    return {
        "code": "unclear_value", "severity": "warning", "sheet": sheet, "cell": "F8", "field": None, "heading": "ร้อยละ",
        "seen": "90", "says": "",
    }  # fmt: skip


def due_of(stage: Stage, code: str) -> date:
    with Session(stage.store.engine) as session:
        debts = session.scalars(select(Obligation)).unique()
        return next(local(o.due_at).date() for o in debts if o.subject.code == code)


def test_the_queue_shows_the_oldest_first_with_all_there_is_to_know(both_in: Stage) -> None:
    card = both_in.says(OFFICER, "ตรวจงาน")

    for words in (
        "รอตรวจ 2 รายการ", "0/2", "กลุ่มอำนวยการ", "ST-2570-R6/0001", "นายเอก สมมติชน", "ไม่พบจุดที่ต้องแก้", "ร้อยละ 90",
        "ระดับคะแนน 5", "200,000 บาท",
    ):  # fmt: skip
        assert words in card
    answer = urllib3.request("GET", both_in.link(OFFICER), timeout=5)
    assert answer.data.startswith(b"PK")
    assert "ส่งเสริม" in both_in.presses(OFFICER, "ข้ามไปก่อน")
    assert "ดูถึงรายการสุดท้ายแล้ว" in both_in.presses(OFFICER, "ข้ามไปก่อน")
    assert "กลุ่มอำนวยการ" in both_in.presses(OFFICER, "เริ่มจากเก่าสุด")


def test_accepting_goes_on_with_the_next_and_tells_the_sender_for_nothing(both_in: Stage) -> None:
    both_in.says(OFFICER, "งานรอตรวจ")
    heard = len(both_in.heard(EK))

    answer = both_in.presses(OFFICER, "ตรวจรับ")

    assert "ตรวจรับแล้ว" in answer
    assert "ส่งเสริม" in answer
    assert "1/2" in answer
    assert both_in.states() == {"ST1": "accepted", "ST2": "submitted"}
    later(both_in, minutes=5)
    assert len(both_in.heard(EK)) == heard, "nobody pays for good news"
    assert "ตรวจรับเรียบร้อยแล้ว" in both_in.says(EK, "งานของฉัน")
    assert "ตรวจรับเรียบร้อยแล้ว" not in both_in.says(EK, "งานของฉัน")
    assert "ไม่มีงานรอตรวจแล้ว" in both_in.presses(OFFICER, "ตรวจรับ")


def test_good_news_at_once_is_the_officers_choice(both_in: Stage) -> None:
    both_in.says(OFFICER, "ตรวจรับ กลยุทธ์ที่ 1 กลุ่มอำนวยการ")

    assert "ใช้ 1 ข้อความ" in both_in.says(OFFICER, "แจ้งผลทันที")
    assert "กำลังแจ้งผลถึงผู้ส่ง 1 คน" in both_in.presses(OFFICER, "แจ้งผลทันที (1 ข้อความ)")
    assert "ตรวจรับเรียบร้อยแล้ว" in both_in.heard(EK)[-1]
    assert "ไม่มีผู้ส่งที่ต้องแจ้งแล้ว" in both_in.says(OFFICER, "แจ้งผลทันที")
    assert "ตรวจรับเรียบร้อยแล้ว" not in both_in.says(EK, "งานของฉัน")
    assert "tell accepted" in noted(both_in)


@pytest.mark.parametrize("words", ["ตรวจรับ กลยุทธ์ที่ 1 กลุ่มอำนวยการ", "ตรวจรับ ST-2570-R6/0001", "ผ่านแล้ว กลยุทธ์ 1"])
def test_typed_words_name_what_is_accepted(both_in: Stage, words: str) -> None:
    assert "ตรวจรับแล้ว" in both_in.says(OFFICER, words)
    assert both_in.states() == {"ST1": "accepted", "ST2": "submitted"}


def test_words_that_may_mean_several_are_asked_about(both_in: Stage) -> None:
    assert "ตรวจรับฉบับไหน" in both_in.says(OFFICER, "ตรวจรับกลยุทธ์")
    assert "ตรวจรับแล้ว" in both_in.presses(OFFICER, "2. กลยุทธ์ที่ 2 ส่งเสริมฯ")
    assert "ไม่พบงานที่จะตรวจรับ" in both_in.says(OFFICER, "ตรวจรับ กลยุทธ์ที่ 5")


def test_of_two_officers_one_is_first_and_the_other_is_told(both_in: Stage) -> None:
    for officer in (OFFICER, DIRECTOR):
        both_in.says(officer, "ตรวจงาน")
    both_in.presses(OFFICER, "ตรวจรับ")

    answer = both_in.presses(DIRECTOR, "ตรวจรับ")

    assert "ผ่านแล้ว โดย นางสาวรินรดา ทดสอบวัฒนา" in answer
    assert "ส่งเสริม" in answer
    assert reviews(both_in) == [("accept", "done")]


def test_a_version_that_came_while_the_officer_was_reading_is_noticed(both_in: Stage) -> None:
    both_in.says(OFFICER, "ตรวจงาน")
    both_in.sends(EK, "ฉบับใหม่.xlsx", filled(blank(both_in, EK), achieved=190))

    answer = both_in.presses(OFFICER, "ตรวจรับ")

    assert "มีฉบับใหม่เข้ามา" in answer
    assert "ฉบับที่ 2" in answer
    assert "180 → 190" in answer
    assert both_in.states()["ST1"] == "submitted"
    assert "ตรวจรับแล้ว" in both_in.presses(OFFICER, "ตรวจรับ")


def test_all_clean_ones_are_accepted_together_after_a_yes(both_in: Stage) -> None:
    assert "ตรวจรับ 2 รายการใช่ไหม" in both_in.says(OFFICER, "ตรวจรับทั้งหมด")
    both_in.sends(EK, "ฉบับใหม่.xlsx", filled(blank(both_in, EK), achieved=190))

    answer = both_in.presses(OFFICER, "ยืนยันตรวจรับ")

    assert "1 รายการ ของ" in answer
    assert both_in.states() == {"ST1": "submitted", "ST2": "accepted"}, "what came meanwhile was not shown"


def test_what_the_checks_found_something_in_is_not_accepted_unseen(both_in: Stage) -> None:
    both_in.sends(EK, "ฉบับใหม่.xlsx", filled(blank(both_in, EK), evidence=""))
    with Session(both_in.store.engine) as session:
        (found,) = [o for o in session.scalars(select(Obligation)).unique() if o.subject.code == "ST1"]
        assert found.standing is not None
        found.standing.findings = [finding(found.standing.sheet)]
        session.commit()

    answer = both_in.says(OFFICER, "ตรวจรับทั้งหมด")

    assert "ตรวจรับ 1 รายการใช่ไหม" in answer
    assert "1 รายการ จะยังรอตรวจ" in answer
    assert "ระบบตรวจพบ 1 จุดที่ควรดู" in both_in.presses(OFFICER, "ยืนยันตรวจรับ")


def test_what_is_accepted_just_now_can_be_undone_once(both_in: Stage) -> None:
    both_in.says(OFFICER, "ตรวจงาน")
    both_in.presses(OFFICER, "ตรวจรับ")

    assert "กลับไปรอตรวจ" in both_in.says(OFFICER, "เมื่อกี้ผิด")
    assert both_in.states()["ST1"] == "submitted"
    assert "ไม่มีการตรวจรับหรือส่งกลับที่เพิ่งทำ" in both_in.says(OFFICER, "เมื่อกี้ผิด")
    assert "ตรวจรับเรียบร้อยแล้ว" not in both_in.says(EK, "งานของฉัน")


def test_what_the_sender_knows_is_not_undone_but_opened_again(both_in: Stage) -> None:
    both_in.says(OFFICER, "ตรวจรับ กลยุทธ์ที่ 1")
    both_in.says(EK, "งานของฉัน")

    assert "ย้อนรายการนั้นไม่ได้แล้ว" in both_in.says(OFFICER, "เมื่อกี้ผิด")
    assert "ผ่านแล้ว โดย" in both_in.says(OFFICER, "ตรวจรับ กลยุทธ์ที่ 1")
    assert "เปิดตรวจใหม่แล้ว" in both_in.presses(OFFICER, "เปิดตรวจใหม่")
    assert both_in.states()["ST1"] == "submitted"


def test_who_is_no_officer_is_told_how_to_take_back_a_file(office: Stage) -> None:
    assert "ขอถอนงาน" in office.says(EK, "เมื่อกี้พิมพ์ผิด เอาใหม่")


def test_a_usual_reason_sends_back_and_its_people_are_told_once(both_in: Stage) -> None:
    both_in.says(OFFICER, "ตรวจงาน")
    both_in.presses(OFFICER, "ส่งกลับแก้ไข")
    answer = both_in.presses(OFFICER, "ตัวเลขไม่ตรง")
    assert "ส่งกลับ กลยุทธ์ที่ 1" in answer
    assert "ศ. 2 เม.ย. 70 (กำหนดเดิม)" in answer
    assert "ส่งเสริม" in answer, "the next is shown"
    assert both_in.states()["ST1"] == "returned"
    before = {who: len(both_in.heard(who)) for who in USERS}

    later(both_in, minutes=2)
    both_in.tick()

    heard = {who: both_in.heard(who)[count:] for who, count in before.items()}
    told = {who: [words for words in of if "ตัวเลขไม่ตรง" in words] for who, of in heard.items()}
    assert [who for who, of in told.items() if of] == [EK], "the sender, who is the unit's only staff"
    assert len(told[EK]) == 1
    assert "ตัวเลขไม่ตรง" in told[EK][0]
    assert "ST-2570-R6/0001" in told[EK][0]
    assert "ส่งกลับแก้ไข" in both_in.says(EK, "งานของฉัน")


def test_a_reason_may_be_typed_with_a_day_and_is_shown_before_it_goes(both_in: Stage) -> None:
    both_in.says(OFFICER, "ตรวจงาน")
    both_in.presses(OFFICER, "ส่งกลับแก้ไข")
    assert "พิมพ์เหตุผล" in both_in.presses(OFFICER, "อื่น ๆ")
    answer = both_in.says(OFFICER, "ไม่มีหลักฐานข้อ 1.2 ภายในศุกร์นี้ค่ะ")
    assert "ไม่มีหลักฐานข้อ 1.2" in answer
    assert "ศ. 26 มี.ค. 70 (กำหนดใหม่)" in answer
    assert both_in.states()["ST1"] == "submitted"

    assert "(กำหนดใหม่)" in both_in.presses(OFFICER, "ส่งกลับแก้ไข")
    assert due_of(both_in, "ST1") == date(2027, 3, 26)


def test_the_day_is_picked_or_left_as_it_was(both_in: Stage) -> None:
    both_in.says(OFFICER, "ตีกลับกลยุทธ์ 2 ให้แก้ตัวชี้วัด 2.1 ตัวเลขไม่ตรง")
    assert "พฤ. 25 มี.ค. 70 (กำหนดใหม่)" in pick(both_in, OFFICER, "2027-03-25")
    assert "ศ. 2 เม.ย. 70 (กำหนดเดิม)" in both_in.presses(OFFICER, "คงกำหนดเดิม")
    assert "แก้ตัวชี้วัด 2.1 ตัวเลขไม่ตรง" in both_in.presses(OFFICER, "ส่งกลับแก้ไข")
    assert both_in.states() == {"ST1": "submitted", "ST2": "returned"}
    assert due_of(both_in, "ST2") == date(2027, 4, 2)


def test_after_the_due_date_three_working_days_are_offered_and_the_reminders_follow_them(both_in: Stage) -> None:
    both_in.travel(at(2027, 4, 5))  # Monday; the 6th is Chakri Day
    answer = both_in.says(OFFICER, "ส่งกลับ กลยุทธ์ที่ 1 เพราะลงนามไม่ครบ")
    assert "ศ. 9 เม.ย. 70 (กำหนดใหม่)" in answer
    heard = len(both_in.heard(EK))
    both_in.presses(OFFICER, "ส่งกลับแก้ไข")
    later(both_in, minutes=2)
    (message,) = both_in.heard(EK)[heard:]
    assert "ศ. 9 เม.ย. 70" in message
    heard += 1

    both_in.travel(at(2027, 4, 7))
    assert len(both_in.heard(EK)) == heard, "steps before it was sent back are not made up for"
    both_in.travel(at(2027, 4, 9))
    assert "กำหนด" in both_in.heard(EK)[-1]
    assert len(both_in.heard(EK)) == heard + 1


@pytest.mark.parametrize(("apart", "expected"), [(20, ["12"]), (120, ["1", "2"])])
def test_what_is_sent_back_within_a_minute_is_one_message(
    tmp_path: Path, template: Path, apart: int, expected: list[str]
) -> None:
    usual = small_plan()
    first, second = usual.subjects
    of_one = replace(usual, subjects=(first, replace(second, owners=("GENERAL",))))
    with staged(tmp_path, template, plan=of_one) as stage:
        stage.travel(MARCH)
        for subject in ("กลยุทธ์ที่ 1", "กลยุทธ์ที่ 2"):
            stage.says(EK, f"ขอแบบฟอร์ม {subject}")
            answer = urllib3.request("GET", stage.link(EK), timeout=5)
            stage.sends(EK, "a.xlsx", filled(answer.data))
        heard = len(stage.heard(EK))
        for number in (1, 2):
            stage.says(OFFICER, f"ส่งกลับ กลยุทธ์ที่ {number} เพราะลงนามไม่ครบ")
            stage.presses(OFFICER, "ส่งกลับแก้ไข")
            later(stage, seconds=apart)
        later(stage, minutes=2)
        stage.tick()

        told = [words for words in stage.heard(EK)[heard:] if "ลงนามไม่ครบ" in words]
        assert ["".join(n for n in "12" if f"กลยุทธ์ที่ {n}" in words) for words in told] == expected


def test_what_has_come_in_again_is_not_complained_about(both_in: Stage) -> None:
    both_in.says(OFFICER, "ตรวจงาน")
    both_in.presses(OFFICER, "ส่งกลับแก้ไข")
    both_in.presses(OFFICER, "ตัวเลขไม่ตรง")
    both_in.sends(EK, "แก้แล้ว.xlsx", filled(blank(both_in, EK), achieved=190))
    heard = len(both_in.heard(EK))

    later(both_in, minutes=2)

    assert both_in.states()["ST1"] == "submitted"
    assert len(both_in.heard(EK)) == heard
    assert "180 → 190" in both_in.says(OFFICER, "ตรวจงาน") or "180 → 190" in both_in.presses(OFFICER, "ข้ามไปก่อน")


def test_what_its_sender_unsends_is_gone_for_the_officer_too(both_in: Stage) -> None:
    both_in.says(OFFICER, "ตรวจงาน")
    url = both_in.link(OFFICER)
    both_in.line.unsend(USERS[EK], messages(both_in, "file")[-1])
    both_in.settle()

    assert urllib3.request("GET", url, timeout=5).status == 404
    assert "ยังไม่ส่ง" in both_in.presses(OFFICER, "ตรวจรับ")
    assert both_in.states()["ST1"] == "pending"


def test_accepted_work_goes_back_only_with_a_yes(both_in: Stage) -> None:
    both_in.says(OFFICER, "ตรวจรับ กลยุทธ์ที่ 1")
    answer = both_in.says(OFFICER, "ส่งกลับ กลยุทธ์ที่ 1 เพราะกรรมการขอแก้ชื่อตัวชี้วัด")
    assert "ตรวจรับไปแล้ว" in answer
    assert both_in.states()["ST1"] == "accepted"
    both_in.presses(OFFICER, "มติ: ให้แก้ไข")
    assert both_in.states()["ST1"] == "returned"
    assert "ตรวจรับเรียบร้อยแล้ว" not in both_in.says(EK, "งานของฉัน")


def test_the_officer_may_think_better_of_sending_back(both_in: Stage) -> None:
    both_in.says(OFFICER, "ตรวจงาน")
    both_in.presses(OFFICER, "ส่งกลับแก้ไข")
    assert "ไม่ได้ส่งกลับ" in both_in.says(OFFICER, "ยกเลิก")
    both_in.says(OFFICER, "ส่งกลับ กลยุทธ์ที่ 1 เพราะลงนามไม่ครบ")
    assert "ไม่ได้ส่งกลับ" in both_in.presses(OFFICER, "ไม่ส่งกลับ")
    assert both_in.states()["ST1"] == "submitted"
    assert reviews(both_in) == []


def test_a_file_with_marks_goes_back_with_them(both_in: Stage) -> None:
    with Session(both_in.store.engine) as session:
        (found,) = [o for o in session.scalars(select(Obligation)).unique() if o.subject.code == "ST1"]
        assert found.standing is not None
        found.standing.findings = [finding(found.standing.sheet)]
        session.commit()
    both_in.says(OFFICER, "ส่งกลับ กลยุทธ์ที่ 1 เพราะตัวเลขไม่ตรง")
    both_in.presses(OFFICER, "ส่งกลับแก้ไข")
    later(both_in, minutes=2)

    assert "ตัวเลขไม่ตรง" in both_in.heard(EK)[-1]
    answer = urllib3.request("GET", both_in.link(EK), timeout=5)
    assert answer.data.startswith(b"PK")
    assert "filename*=UTF-8''" in answer.headers["Content-Disposition"]


def test_a_claim_is_verified_in_the_same_queue(tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    works = dict(load_config().works)
    works["emes"] = works["strategy"].model_copy(update={"states": (State.PENDING, State.CLAIMED, State.VERIFIED)})
    monkeypatch.setattr("tests.stories.stage._config", lambda: load_config().model_copy(update={"works": works}))
    usual = small_plan()
    asked = replace(usual.requirements[0], work="emes")
    with staged(tmp_path, template, plan=replace(usual, requirements=(asked,))) as stage:
        stage.travel(MARCH)
        stage.line.send_photos(USERS[EK], [PHOTO])
        stage.settle()
        stage.presses(EK, "ใช่")
        with Session(stage.store.engine) as session:
            session.execute(update(Obligation).values(state="claimed"))
            session.commit()

        card = stage.says(OFFICER, "ตรวจงาน")
        assert "แจ้งว่ารายงานแล้ว" in card
        assert "ยังไม่มีรูปหรือเอกสารแนบ" in card, "nobody knows since when the other waits"
        card = stage.presses(OFFICER, "ข้ามไปก่อน")
        assert "1 รายการ" in card
        assert urllib3.request("GET", stage.link(OFFICER), timeout=5).data == PHOTO
        assert "ตรวจรับแล้ว" in stage.presses(OFFICER, "ตรวจรับ")
        assert stage.states() == {"ST1": "verified", "ST2": "claimed"}
        assert "กลับไปรอตรวจ" in stage.says(OFFICER, "เมื่อกี้ผิด")
        assert stage.states()["ST1"] == "claimed"
        assert "ทุกรายการที่รอมีจุดที่ควรดู" in stage.says(OFFICER, "ตรวจรับทั้งหมด")
        stage.says(OFFICER, "ส่งกลับ กลยุทธ์ที่ 1 เพราะรูปไม่ชัด")
        stage.presses(OFFICER, "ส่งกลับแก้ไข")
        assert stage.states()["ST1"] == "pending", "the work has no state of its own for that"
        later(stage, minutes=2)
        assert "รูปไม่ชัด" in stage.heard(EK)[-1]


def test_the_morning_list_leads_to_the_queue(both_in: Stage) -> None:
    assert "รอตรวจ" in both_in.says(OFFICER, "งานเช้านี้")
    assert "กลุ่มอำนวยการ" in both_in.presses(OFFICER, "ตรวจงาน")
