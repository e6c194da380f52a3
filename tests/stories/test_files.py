"""Files that come again, late, or with buttons nobody drew."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.line.content import NotYet
from tests.stories.stage import EK, OFFICER, STRANGER, USERS, Stage, filled
from tests.stories.test_strategy_round import blank


def test_the_same_faulty_file_again_is_still_to_be_mended(stage: Stage) -> None:
    faulty = filled(blank(stage, EK), achieved=230)
    stage.sends(EK, "a.xlsx", faulty)

    answer = stage.sends(EK, "a.xlsx", faulty)

    assert "ไฟล์เดิม" in answer
    assert "แก้ไขแล้วแนบกลับ" in answer
    assert "ไม่ต้องส่งซ้ำ" not in answer


def test_a_file_line_never_gave_us_is_told_of_even_when_the_answer_costs(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage.app.worker.line, "content", lambda *_: NotYet("500"))
    stage.line.send_file(USERS[EK], "a.xlsx", filled(blank(stage, EK)))
    stage.settle()
    stage.clock.travel_to(stage.clock.now() + timedelta(hours=1, minutes=1))
    stage.settle()

    assert "กรุณาแนบมาใหม่" in stage.heard(EK)[-1]


@pytest.mark.parametrize("data", ["settle:99999999999999999999999:1", "settle:1:" + "9" * 200, "drop:" + "9" * 200])
def test_forged_numbers_of_any_length_are_no_reason_to_fail(stage: Stage, data: str) -> None:
    stage.line.press(USERS[EK], data, "x")
    stage.settle()

    with stage.store.reading() as tx:
        assert "dead" not in tx.inbox.counts()
        assert tx.inbox.oldest_waiting() is None


def test_a_sentence_of_any_length_is_answered_soon(stage: Stage) -> None:
    assert "ยังไม่เข้าใจ" in stage.says(EK, "1" * 5000)


def test_failures_of_strangers_and_of_many_events_cost_the_officer_one_message_a_day(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ValueError("boom")

    monkeypatch.setattr("handlers.routing.answer", fails)
    before = len(stage.heard(OFFICER))
    for user in (USERS[EK], STRANGER):
        stage.line.say(user, "สวัสดี")
    for _ in range(8):
        stage.settle()
        stage.clock.travel_to(stage.clock.now() + timedelta(minutes=5))
    stage.settle()

    assert len(stage.heard(OFFICER)) == before + 1
