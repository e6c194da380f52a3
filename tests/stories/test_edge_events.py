"""Whatever LINE sends, in whatever order and however often: each thing has one effect, and the odd ones have none."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic

import pytest

from storage.schema import Chat
from tests.stories.stage import DIRECTOR, EK, GROUP, OFFICER, PO, USERS, Stage, filled
from tests.stories.test_strategy_round import blank

HELP = "ติดตามช่วยอะไรได้บ้าง"


def helped(stage: Stage, code: str) -> int:
    return sum(HELP in text for text in stage.heard(code))


def say_help(stage: Stage, *codes: str) -> None:
    for code in codes:
        stage.line.say(USERS[code], "ช่วยเหลือ")
    stage.settle()


def test_an_event_that_line_delivers_twice_is_answered_once(stage: Stage) -> None:
    stage.line.faults.duplicate_next_delivery()
    say_help(stage, EK)

    assert helped(stage, EK) == 1


def test_a_redelivered_event_is_answered_once(stage: Stage) -> None:
    stage.line.faults.redeliver_next()
    say_help(stage, EK)

    assert helped(stage, EK) == 1


def test_events_of_several_people_in_one_body_are_answered_each(stage: Stage) -> None:
    stage.line.faults.batch_next(3)
    say_help(stage, EK, PO, OFFICER)

    assert [helped(stage, code) for code in (EK, PO, OFFICER)] == [1, 1, 1]


def test_words_that_come_out_of_order_are_answered_in_theirs(stage: Stage) -> None:
    stage.line.faults.reorder_next(2)
    stage.line.say(USERS[EK], "ช่วยเหลือ")
    stage.clock.travel_to(stage.clock.now() + timedelta(seconds=1))
    stage.line.say(USERS[EK], "งานของฉัน")
    stage.settle()

    assert HELP in stage.heard(EK)[-2]
    assert "ต้องส่ง" in stage.heard(EK)[-1]


@pytest.mark.parametrize("fault", ["unknown_event_next", "empty_next", "unknown_fields_next"])
def test_what_this_version_does_not_know_disturbs_nobody(stage: Stage, fault: str) -> None:
    getattr(stage.line.faults, fault)()
    say_help(stage, EK)

    assert helped(stage, EK) == 1


@pytest.mark.parametrize("how", ["bad", "missing"])
def test_a_forged_event_changes_nothing(stage: Stage, how: str) -> None:
    before = len(stage.heard(EK))
    stage.line.sender.redelivery = False
    stage.line.faults.forge_next(how)
    stage.line.say(USERS[EK], "ช่วยเหลือ")
    assert not stage.line.wait_idle(5)

    assert len(stage.heard(EK)) == before
    assert stage.line.sender.deliveries[-1].status == 400


def test_in_standby_the_bot_is_silent(stage: Stage) -> None:
    stage.line.faults.standby(USERS[EK])
    say_help(stage, EK)
    assert helped(stage, EK) == 0

    stage.line.faults.standby(USERS[EK], on=False)
    say_help(stage, EK)
    assert helped(stage, EK) == 1


def test_somebody_whom_line_does_not_name_is_answered_as_a_stranger(stage: Stage) -> None:
    stage.line.faults.hide_user_next()

    assert "ลงทะเบียน" in stage.says(OFFICER, "บอท ใครยังไม่ส่ง", group=True)


def test_people_who_come_and_go_are_no_reason_to_speak(stage: Stage) -> None:
    before = len(stage.line.messages(GROUP))
    stage.line.leave_group(USERS[PO], GROUP)
    stage.line.join_group(USERS[PO], GROUP)
    stage.line.account_link(USERS[EK], "n" * 20, True)  # noqa: FBT003 - the platform's interface
    stage.line.account_link(None, "n" * 20, False)  # noqa: FBT003
    stage.line.emit_raw("membership", {"membership": {"type": "joined"}}, USERS[EK], None)
    stage.settle()

    assert len(stage.line.messages(GROUP)) == before
    with stage.store.reading() as tx:
        assert set(tx.inbox.counts()) == {"done"}


def chat(stage: Stage) -> Chat | None:
    with stage.store.reading() as tx:
        return tx.chats.get(GROUP)


def test_a_group_is_known_from_when_the_bot_comes_until_it_is_put_out(stage: Stage) -> None:
    stage.line.remove_bot(GROUP)
    stage.line.invite_bot(GROUP)
    stage.settle()
    came = chat(stage)
    assert came is not None
    assert (came.kind, came.left_at) == ("group", None)

    stage.line.remove_bot(GROUP)
    stage.settle()

    gone = chat(stage)
    assert gone is not None
    assert gone.left_at is not None


def loadings(stage: Stage) -> list[str]:
    return [call.body["chatId"] for call in stage.line.calls if call.path.endswith("/loading/start")]


def test_who_waits_for_slow_work_sees_that_it_is_being_done(stage: Stage) -> None:
    courtesy = stage.app.worker.courtesy
    courtesy.start()
    stage.says(DIRECTOR, "สรุป")
    stage.says(OFFICER, "บอท สรุป", group=True)
    stage.says(OFFICER, "ช่วยเหลือ")
    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))
    until = monotonic() + 10
    while len(loadings(stage)) < 3 and monotonic() < until:
        pass
    courtesy.stop()

    assert loadings(stage) == [USERS[DIRECTOR], USERS[EK], USERS[EK]]  # the summary, the blank form, the filled one
