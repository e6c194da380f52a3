"""Photos, videos and voice messages are kept once, told of once, and nobody else waits for them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.dispatch import Dispatcher
from storage.schema import Attachment
from tests.stories.stage import EK, GROUP, PHOTO, PO, STRANGER, USERS, Stage, filled
from tests.stories.test_strategy_round import blank


def kept(stage: Stage) -> list[Attachment]:
    with stage.store.reading() as tx:
        person = tx.people.by_line(USERS[EK])
        assert person is not None
        return tx.attachments.of_person(person.id)


def pass_time(stage: Stage, seconds: float) -> None:
    stage.clock.travel_to(stage.clock.now() + timedelta(seconds=seconds))
    stage.settle()


def pictures(count: int) -> list[bytes]:
    return [PHOTO + bytes([n]) for n in range(count)]


def send_but_the_last(stage: Stage, count: int) -> dict[str, Any]:
    """Send photos at once, of which LINE delivers the last later: its event."""
    events: list[dict[str, Any]] = []
    sender, enqueue = stage.line.sender, stage.line.sender.enqueue

    def hold_the_last(event: dict[str, Any], *more: Any) -> None:
        events.append(event)
        if len(events) < count:
            enqueue(event, *more)

    sender.enqueue = hold_the_last  # type: ignore[method-assign]
    stage.line.send_photos(USERS[EK], pictures(count))
    sender.enqueue = enqueue  # type: ignore[method-assign]
    return events[-1]


def answers(stage: Stage, words: str) -> list[str]:
    return [text for text in stage.heard(EK) if words in text]


def test_photos_sent_at_once_are_kept_and_answered_once(stage: Stage) -> None:
    stage.line.send_photos(USERS[EK], pictures(3), shuffled=True)
    stage.settle()
    pass_time(stage, 1)

    assert len(answers(stage, "เก็บรูปไว้แล้ว 3 รูป")) == 1
    assert len(answers(stage, "เก็บรูปไว้แล้ว")) == 1
    assert len({photo.sha256 for photo in kept(stage)}) == 3
    assert len({photo.set_id for photo in kept(stage)}) == 1


def test_a_set_whose_size_line_does_not_tell_is_waited_for_a_moment(stage: Stage) -> None:
    stage.line.send_photos(USERS[EK], pictures(2), counted=False)
    stage.settle()
    assert answers(stage, "เก็บรูปไว้แล้ว") == []

    pass_time(stage, 4)

    assert len(answers(stage, "เก็บรูปไว้แล้ว 2 รูป")) == 1


def test_a_photo_that_comes_after_its_set_was_answered_is_kept_in_silence(stage: Stage) -> None:
    held = send_but_the_last(stage, 3)
    stage.settle()
    pass_time(stage, 4)
    assert len(answers(stage, "เก็บรูปไว้แล้ว 2 รูป")) == 1

    stage.line.sender.enqueue(held)
    stage.settle()
    pass_time(stage, 4)

    assert len(answers(stage, "เก็บรูปไว้แล้ว")) == 1
    assert len(kept(stage)) == 3


def test_a_photo_that_comes_while_its_set_is_looked_at_is_kept_and_not_called_lost(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = send_but_the_last(stage, 3)
    to_come, looked = [held], Dispatcher._look

    def and_meanwhile_the_last_comes(*told: Any) -> Any:
        seen = looked(*told)
        while to_come:
            stage.line.sender.enqueue(to_come.pop())
            assert stage.line.wait_idle(5)
        return seen

    stage.settle()
    monkeypatch.setattr(Dispatcher, "_look", and_meanwhile_the_last_comes)
    pass_time(stage, 4)
    pass_time(stage, 4)

    assert len(answers(stage, "เก็บรูปไว้แล้ว")) == 1
    assert answers(stage, "เปิดไม่ได้") == []
    assert len(kept(stage)) == 3


def test_photos_that_fail_together_are_regretted_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> Any:
        raise ValueError("no such picture")

    monkeypatch.setattr(Dispatcher, "_look", fail)
    stage.line.send_photos(USERS[EK], pictures(3))
    for _ in range(40):
        pass_time(stage, 20)

    assert len(answers(stage, "ยังทำรายการนี้ไม่สำเร็จ")) == 1


def test_what_could_not_be_had_of_a_set_is_told(stage: Stage) -> None:
    stage.line.faults.content_gone_next()
    stage.line.send_photos(USERS[EK], pictures(3))
    stage.settle()
    pass_time(stage, 1)

    assert len(answers(stage, "เก็บรูปไว้แล้ว 2 รูป")) == 1
    assert len(answers(stage, "อีก 1 รูป เปิดไม่ได้")) == 1
    assert len(kept(stage)) == 2


def test_a_video_that_line_still_prepares_is_asked_for_again(stage: Stage) -> None:
    stage.line.send_video(USERS[EK], b"video", polls=2)
    stage.settle()
    assert kept(stage) == []
    for _ in range(4):
        pass_time(stage, 3)

    assert [photo.kind for photo in kept(stage)] == ["video"]
    assert len(answers(stage, "เก็บวิดีโอไว้แล้ว 1 รายการ")) == 1


def test_words_after_a_file_that_line_does_not_hand_out_are_answered_after_half_a_minute(stage: Stage) -> None:
    form = filled(blank(stage, EK))
    stage.line.faults.content_not_ready_next(50)
    stage.sends(EK, "a.xlsx", form)
    assert stage.says(EK, "ช่วยเหลือ") == ""
    assert "ติดตามช่วยอะไรได้บ้าง" in stage.says(PO, "ช่วยเหลือ")

    pass_time(stage, 31)

    assert "ติดตามช่วยอะไรได้บ้าง" in stage.heard(EK)[-1]


@pytest.mark.parametrize("user", [STRANGER, USERS[EK]])
def test_nothing_is_fetched_that_is_not_kept(stage: Stage, user: str) -> None:
    chat = GROUP if user == USERS[EK] else None
    stage.line.send_photos(user, pictures(2), chat)
    stage.settle()
    pass_time(stage, 4)

    assert [call for call in stage.line.calls if call.path.endswith("/content")] == []
    assert kept(stage) == []


def test_a_stranger_hears_once_how_to_register(stage: Stage) -> None:
    stage.line.send_photos(STRANGER, pictures(3))
    stage.settle()

    heard = [b for b in stage.line.messages(STRANGER) if b.direction == "out"]
    assert len(heard) == 1
