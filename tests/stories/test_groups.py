"""In a group the bot says nothing that is not for everybody to read, and never pays for its size."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.schema import Outbox
from tests.stories.stage import EK, GROUP, OFFICER, PO, USERS, Stage, filled
from tests.stories.test_strategy_round import blank


@pytest.mark.parametrize("words", ["บอท งานของฉัน", "บอท ขอแบบฟอร์ม", "บอท ส่งงาน"])
def test_what_is_for_one_person_is_told_in_private_only(stage: Stage, words: str) -> None:
    answer = stage.says(EK, words, group=True)

    assert "แชตส่วนตัว" in answer
    assert "กลยุทธ์" not in answer
    assert not [a for a in stage.line.messages(GROUP) if "/f/" in str(a.message)]


def test_what_is_to_be_mended_is_told_to_the_sender_and_not_to_the_group(stage: Stage) -> None:
    faulty = filled(blank(stage, EK), achieved=230)

    answer = stage.sends(EK, "a.xlsx", faulty, group=True)

    assert "เลขรับ ST-2570-R6/0001" in answer
    assert "แก้ไข" not in answer
    assert "ช่อง F8" in stage.heard(EK)[-1]
    assert stage.sends(EK, "a.xlsx", faulty, group=True) == ""
    assert "ไฟล์เดิม" in stage.heard(EK)[-1]


def test_a_missed_receipt_of_a_group_is_pushed_to_the_sender_alone(stage: Stage) -> None:
    form = filled(blank(stage, EK))
    stage.line.send_file(USERS[EK], "a.xlsx", form, GROUP)
    assert stage.line.wait_idle(5)
    stage.app.worker.dispatcher.dispatch_one(stage.clock.now())
    stage.clock.travel_to(stage.clock.now() + timedelta(minutes=2))
    stage.settle()

    assert "ได้รับแล้ว" in stage.heard(EK)[-1]
    with Session(stage.store.engine) as session:
        pushed = session.scalars(select(Outbox.chat).where(Outbox.paid > 0)).all()
    assert pushed == [USERS[EK]]


def test_a_button_of_somebody_else_is_answered_with_silence_in_a_group(stage: Stage) -> None:
    stage.line.press(USERS[PO], "settle:1:1", "x", GROUP)
    stage.settle()

    assert stage.heard_since(GROUP, 0) == ""


def test_counts_in_a_group_are_as_before(stage: Stage) -> None:
    assert "เหลือ 2 รายการ" in stage.says(OFFICER, "บอท ใครยังไม่ส่ง", group=True)


def test_words_that_quote_the_bot_are_for_the_bot_and_other_quotations_are_not(stage: Stage) -> None:
    stage.says(OFFICER, "บอท ใครยังไม่ส่ง", group=True)
    ours = [b.message_id for b in stage.line.messages(GROUP) if b.direction == "out"][-1]
    theirs = [b.message_id for b in stage.line.messages(GROUP) if b.direction == "in"][-1]
    before = len(stage.line.messages(GROUP))

    stage.line.say(USERS[OFFICER], "ใครส่งแล้ว", GROUP, quoted_message_id=theirs)
    stage.settle()
    assert stage.heard_since(GROUP, before) == ""

    stage.line.say(USERS[OFFICER], "ใครส่งแล้ว", GROUP, quoted_message_id=ours)
    stage.line.say(USERS[EK], "เดี๋ยวส่งบ่ายนี้นะคะพี่ ๆ อย่าลืมนะ", GROUP, quoted_message_id=ours)
    stage.settle()
    answers = [b for b in stage.line.messages(GROUP)[before:] if b.direction == "out"]
    assert len(answers) == 1
    with stage.store.reading() as tx:
        assert set(tx.inbox.counts()) == {"done"}
