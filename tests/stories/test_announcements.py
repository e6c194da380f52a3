"""An officer has everybody told of an evaluation's result, sees what that costs first, and who has seen it after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.lifecycle import State
from tests.stories.stage import ARUNEE, DIRECTOR, EK, GROUP, NITI, OFFICER, PO, Stage, actions, phone_of, staged
from tests.stories.test_bound_groups import BIND
from tests.stories.test_news import paid
from tests.stories.test_strategy_round import at

MONDAY = at(2027, 5, 10, 10)
TITLE = "แจ้งผลการประเมิน"


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template) as stage:
        stage.clock.travel_to(MONDAY)
        yield stage


def went_out(office: Stage) -> None:
    """The round was handed in and sent up."""
    with office.store.begin() as tx:
        for debt in tx.work.of_office(tx.people.offices()[0].id, office.clock.now()):
            debt.state = State.DISPATCHED.value
        tx.commit()


def heard(office: Stage, who: str) -> list[str]:
    return [said for said in office.heard(who) if said.lstrip("❏✎ ").startswith(TITLE)]


def test_the_result_is_told_to_the_staff_of_every_group_and_the_step_is_recorded(office: Stage) -> None:
    went_out(office)
    assert "ขอข้อความสรุปผล" in office.says(OFFICER, "แจ้งผลประเมินให้ทุกกลุ่มทราบ")
    shown = office.says(OFFICER, "ระดับดีเยี่ยม คะแนน 4.62")
    assert "ผลการประเมินจาก สพฐ." in shown
    before = paid(office, MONDAY)
    assert "บันทึกขั้นตอนที่ 6 แล้ว" in office.presses(OFFICER, "แจ้งรายคน (4 ข้อความ)")
    office.tick()

    assert paid(office, MONDAY) == before + 4
    for who in (EK, ARUNEE, NITI, PO):
        assert "ระดับดีเยี่ยม คะแนน 4.62" in heard(office, who)[0]
    assert heard(office, OFFICER) == heard(office, DIRECTOR) == []
    office.presses(EK, "รับทราบ")
    assert "รับทราบแล้ว" in office.says(OFFICER, "ใครยังไม่รับทราบ")
    with office.store.reading() as tx:
        (requirement,) = tx.work.open_requirements(tx.people.offices()[0].id, office.clock.now())
        assert tx.steps.of(requirement.id)["6"].about.startswith("ผลการประเมินจาก สพฐ.")


def test_in_a_group_one_message_tells_all_of_its_unit_and_taps_there_count(office: Stage) -> None:
    went_out(office)
    office.says(OFFICER, BIND, group=True)
    with office.store.begin() as tx:
        tx.chats.counted(GROUP, 5)
        tx.commit()
    office.says(OFFICER, "แจ้งผลประเมินระดับดีเยี่ยม ให้ทุกกลุ่มทราบ")
    before = paid(office, MONDAY)
    office.presses(OFFICER, "แจ้งในกลุ่มไลน์ (7 ข้อความ)")
    office.tick()

    assert paid(office, MONDAY) == before + 7
    there = office.heard(GROUP)
    assert any(TITLE in said for said in there)
    assert heard(office, EK) == heard(office, ARUNEE) == []
    assert len(heard(office, PO)) == len(heard(office, NITI)) == 1
    with office.store.reading() as tx:
        number = tx.circulars.of_office(tx.people.offices()[0].id, most=1)[0][0].id
    office.line.press(phone_of(EK), f"ack:{number}", "รับทราบ", GROUP)
    office.settle()
    with office.store.reading() as tx:
        assert tx.circulars.tallies([number])[number].answered == 1


def test_what_is_given_up_is_told_to_nobody(office: Stage) -> None:
    office.says(OFFICER, "แจ้งทุกกลุ่มว่า พรุ่งนี้งดประชุม")
    assert "ไม่แจ้งแล้ว" in office.says(OFFICER, "ยกเลิก")
    assert "ไม่มีเรื่องที่รอแจ้ง" in office.presses(OFFICER, "แจ้งรายคน (4 ข้อความ)")
    office.tick()
    assert all("พรุ่งนี้งดประชุม" not in said for said in office.heard(EK))


def test_a_card_of_other_words_tells_nobody(office: Stage) -> None:
    office.says(OFFICER, "แจ้งทุกกลุ่มว่า พรุ่งนี้งดประชุม")
    buttons = [action for bubble in office.line.messages(phone_of(OFFICER)) for action in actions(bubble.message)]
    old = next(str(one["data"]) for one in buttons if str(one.get("data", "")).startswith("announcego:people"))
    office.says(OFFICER, "แจ้งทุกกลุ่มว่า พรุ่งนี้ประชุมตามเดิม")
    office.line.press(phone_of(OFFICER), old, "แจ้งรายคน")
    office.settle()
    office.tick()
    assert all("งดประชุม" not in said for said in office.heard(EK))
