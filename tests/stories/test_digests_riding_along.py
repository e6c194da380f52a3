"""Whoever speaks with the bot in a group on its day brings the digest along with the answer: nothing is pushed then."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.post import Answer, post
from domain.events import Place, TextSaid
from domain.group_digests import RULE, GroupNagKey
from handlers import routing
from handlers.table import DEEDS
from storage.outbox import Letter
from storage.schema import Chat, GroupNag, Obligation, Outbox
from tests.stories.stage import EK, GROUP, OFFICER, STRANGER, USERS, Stage, filled
from tests.stories.test_group_digests import at, bind, heard
from tests.stories.test_mentions import agreed, mentioned, named
from tests.stories.test_strategy_round import blank

ASKED = "บอท ใครยังไม่ส่ง"
DUE = "พรุ่งนี้ครบกำหนด แบบติดตามกลยุทธ์"


def ledger(stage: Stage) -> list[str]:
    with Session(stage.store.engine) as session:
        return list(session.scalars(select(GroupNag.step).order_by(GroupNag.id)))


def answered_but_not_sent(stage: Stage, words: str = ASKED) -> None:
    """Somebody asked in the group; the answer stands in the outbox."""
    stage.line.say(USERS[OFFICER], words, GROUP)
    assert stage.line.wait_idle(5)
    while stage.app.worker.dispatcher.dispatch_one(stage.clock.now()):
        pass


def test_the_first_answer_of_the_day_carries_it_for_nothing_and_nothing_is_pushed(stage: Stage) -> None:
    bind(stage)
    stage.clock.travel_to(at(1, 9, 0))
    paid = stage.line.paid_used()

    assert stage.says(OFFICER, ASKED, group=True).count(DUE) == 1
    assert DUE not in stage.says(OFFICER, ASKED, group=True)
    assert stage.line.paid_used() == paid
    stage.travel(at(1))
    stage.tick()

    assert heard(stage) == []
    assert ledger(stage) == ["-1"]
    stage.travel(at(2))
    assert [words.split()[0] for words in heard(stage)] == ["วันนี้ครบกำหนด"]


def test_whoever_asks_brings_it_along_and_nothing_private_with_it(stage: Stage) -> None:
    bind(stage)
    stage.clock.travel_to(at(1, 10, 0))

    answer = stage.says(STRANGER, "บอท ช่วยเหลือ", group=True)
    assert DUE in answer
    assert "กลุ่มอำนวยการ" not in answer  # counts are the usual setting
    assert DUE not in stage.says(EK, "งานของฉัน")


@pytest.mark.parametrize(("day", "hour"), [(1, 8), (3, 10)])
def test_before_the_hour_of_reminders_and_on_other_days_nothing_rides_along(stage: Stage, day: int, hour: int) -> None:
    bind(stage)
    stage.clock.travel_to(at(day, hour, 59))

    assert "รายการ" in stage.says(OFFICER, ASKED, group=True)
    assert ledger(stage) == []


def test_nothing_rides_along_where_no_digest_was_chosen_or_nothing_may_be_heard(stage: Stage) -> None:
    bind(stage, wants=False)
    stage.clock.travel_to(at(1, 10, 0))
    assert DUE not in stage.says(OFFICER, ASKED, group=True)

    stage.says(OFFICER, "บอท ในกลุ่มนี้ไม่ต้องบอก", group=True)
    stage.says(OFFICER, "บอท ให้บอทสรุปในกลุ่ม", group=True)
    assert DUE not in stage.says(OFFICER, "บอท ช่วยเหลือ", group=True)
    assert ledger(stage) == []


def test_talk_that_is_not_meant_for_the_bot_brings_nothing(stage: Stage) -> None:
    bind(stage)
    stage.clock.travel_to(at(1, 10, 0))

    assert stage.says(OFFICER, "พรุ่งนี้ประชุมนะคะ", group=True) == ""
    assert ledger(stage) == []


def test_a_receipt_in_the_group_is_no_question_and_brings_nothing(stage: Stage) -> None:
    bind(stage)
    form = filled(blank(stage, EK))
    stage.clock.travel_to(at(1, 10, 0))

    assert "ได้รับ" in stage.sends(EK, "งาน.xlsx", form, group=True)
    assert ledger(stage) == []


def test_it_says_what_the_group_may_hear_now_and_not_what_it_might_before(stage: Stage) -> None:
    named(stage)
    stage.clock.travel_to(at(1, 10, 0))
    assert "กลุ่มอำนวยการ" not in stage.says(OFFICER, "บอท ในกลุ่มนี้บอกได้เฉพาะจำนวน", group=True)
    assert DUE in (answer := stage.says(OFFICER, "บอท ช่วยเหลือ", group=True))
    assert "กลุ่มอำนวยการ" not in answer


def test_it_mentions_those_who_agreed(stage: Stage) -> None:
    named(stage)
    agreed(stage, EK)
    stage.clock.travel_to(at(1, 10, 0))
    stage.says(OFFICER, "บอท ช่วยเหลือ", group=True)

    assert mentioned(stage) == [[USERS[EK]]]


def test_an_answer_that_line_refuses_for_a_mention_is_given_without(stage: Stage) -> None:
    named(stage)
    agreed(stage, EK)
    stage.clock.travel_to(at(1, 10, 0))
    stage.line.channel.world.members[GROUP].remove(USERS[EK])  # which LINE has not told yet

    answer = stage.says(OFFICER, "บอท ช่วยเหลือ", group=True)
    assert answer.count(DUE) == 1
    assert mentioned(stage) == [[]]
    assert ledger(stage) == ["-1"]
    stage.travel(at(1))
    assert heard(stage) == []


def test_an_answer_that_came_too_late_is_let_go_and_the_digest_comes_at_its_time(stage: Stage) -> None:
    bind(stage)
    stage.clock.travel_to(at(1, 12, 0))
    answered_but_not_sent(stage)
    assert ledger(stage) == ["-1"]
    stage.clock.travel_to(at(1, 12, 30))
    stage.settle()
    assert ledger(stage) == []
    stage.travel(at(1))

    assert len(heard(stage)) == 1
    assert ledger(stage) == ["-1"]


@pytest.mark.parametrize("change", ["all in", "stopped", "bot out"])
def test_what_is_not_true_any_more_is_left_out_of_the_answer(stage: Stage, change: str) -> None:
    bind(stage)
    stage.clock.travel_to(at(1, 10, 0))
    answered_but_not_sent(stage)
    with Session(stage.store.engine) as session:
        if change == "all in":
            for debt in session.scalars(select(Obligation)).unique():
                debt.state = "submitted"
        else:
            chat = session.scalars(select(Chat)).unique().one()
            chat.digest, chat.bound_at = (False, chat.bound_at) if change == "stopped" else (True, None)
        session.commit()
    before = len(stage.line.messages(GROUP))
    stage.settle()

    said = stage.heard_since(GROUP, before)
    assert "รายการ" in said
    assert DUE not in said
    assert ledger(stage) == []


def test_a_step_that_another_worker_told_just_now_is_left_out_and_the_answer_given(stage: Stage) -> None:
    bind(stage)
    stage.clock.travel_to(at(1, 10, 0))
    with stage.store.begin() as tx:
        context = stage.app.worker.dispatcher.make_context(tx, stage.clock.now())
        real = tx.group_nags.told

        def told_meanwhile(requirement_ids: Collection[int]) -> set[GroupNagKey]:
            before = real(requirement_ids)
            row = tx.outbox.add(Letter(way="push", chat=GROUP, messages=[], nags=True), stage.clock.now())
            key = GroupNagKey(RULE, next(iter(requirement_ids)), "-1", at(2).date(), GROUP)
            tx.group_nags.add([(key, row)], planned_for=at(1).date())
            return before

        tx.group_nags.told = told_meanwhile  # type: ignore[method-assign]
        said = answer_to(stage, context, ASKED)
        tx.commit()

    assert DUE not in said
    assert "รายการ" in said
    assert ledger(stage) == ["-1"]


def test_killed_before_its_commit_the_answer_is_made_once_more_and_tells_it_once(stage: Stage) -> None:
    bind(stage)
    stage.clock.travel_to(at(1, 10, 0))
    with stage.store.begin() as tx:
        context = stage.app.worker.dispatcher.make_context(tx, stage.clock.now())
        assert DUE in answer_to(stage, context, ASKED)  # never committed
    assert ledger(stage) == []

    assert stage.says(OFFICER, ASKED, group=True).count(DUE) == 1
    assert ledger(stage) == ["-1"]


def answer_to(stage: Stage, context: routing.Context, words: str) -> str:
    """What stands in the outbox after somebody asked in the group, in a transaction that is still open."""
    event = TextSaid(
        event_id="e", at=stage.clock.now(), place=Place.GROUP, chat=GROUP, user=USERS[OFFICER], reply_token="t",
        text=words.removeprefix("บอท "), addressed=True, message_id="m",
    )  # fmt: skip
    ctx = context.about(event)
    answer = Answer(USERS[OFFICER], "t", stage.clock.now() + timedelta(seconds=50))
    post(ctx, routing.answer(DEEDS, event, ctx), answer)
    row = ctx.tx._session.scalars(select(Outbox).order_by(Outbox.id.desc())).first()
    assert row is not None
    return "\n".join(str(message) for message in row.messages)
