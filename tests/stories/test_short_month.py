"""A month with few messages left: the bot waits for people to speak, tells one of each unit, never sends too many."""

from __future__ import annotations

from datetime import datetime

from domain.disclosure import GroupSays
from domain.thai import BANGKOK
from tests.stories.stage import EK, GROUP, OFFICER, PO, Stage
from tests.stories.test_group_digests import bind, heard

WEEK_BEFORE = "วันทำการถึงกำหนด"


def at(day: int, hour: int, minute: int = 1) -> datetime:
    return datetime(2027, 3, day, hour, minute, tzinfo=BANGKOK)


def few_left(stage: Stage, left: int) -> None:
    """The month's plan has so many messages beyond what is kept for answers."""
    quota = stage.line.channel.quota
    quota.limit = stage.line.paid_used() + stage.config.quota.reserve + left
    stage.app.worker.ask_quota()


def opened_long_ago(stage: Stage, left: int) -> None:
    stage.tick()
    stage.clock.travel_to(at(24, 8, 0))
    few_left(stage, left)


def reminded(stage: Stage, who: str) -> int:
    return sum(WEEK_BEFORE in text for text in stage.heard(who))


def test_a_reminder_waits_for_whoever_speaks_and_is_sent_to_the_others_at_the_last_call(stage: Stage) -> None:
    opened_long_ago(stage, left=8)
    paid = stage.line.paid_used()

    stage.travel(at(24, 9))
    assert stage.line.paid_used() == paid
    assert WEEK_BEFORE in stage.says(EK, "งานของฉัน")
    stage.travel(at(25, 14, 31))

    assert (reminded(stage, EK), reminded(stage, PO)) == (1, 1)
    assert stage.line.paid_used() > paid


def test_with_nothing_left_nobody_is_written_to_and_whoever_speaks_hears_it(stage: Stage) -> None:
    opened_long_ago(stage, left=0)
    paid = stage.line.paid_used()

    stage.travel(at(25, 14, 31))
    assert (stage.line.paid_used(), reminded(stage, EK)) == (paid, 0)
    assert "held" not in stage.statuses()  # nothing was written that could not be sent

    assert WEEK_BEFORE in stage.says(EK, "งานของฉัน")


def test_with_enough_left_everybody_is_told_in_the_morning(stage: Stage) -> None:
    opened_long_ago(stage, left=200)
    stage.travel(at(24, 9))
    assert (reminded(stage, EK), reminded(stage, PO)) == (1, 1)


def test_the_officer_sees_what_is_to_come_and_that_it_is_too_much(stage: Stage) -> None:
    opened_long_ago(stage, left=2)
    said = stage.says(OFFICER, "โควตา")
    assert "คาดว่าจะใช้เตือนถึงสิ้นเดือน" in said
    assert "ไม่พอเตือนทุกคน" in said

    few_left(stage, left=500)
    assert "ไม่พอเตือนทุกคน" not in stage.says(OFFICER, "โควตา")


def test_whom_no_message_is_left_for_on_the_last_days_the_officer_is_told_to_telephone(stage: Stage) -> None:
    opened_long_ago(stage, left=0)
    stage.clock.travel_to(datetime(2027, 4, 2, 8, 0, tzinfo=BANGKOK))
    few_left(stage, left=0)

    stage.travel(datetime(2027, 4, 2, 9, 1, tzinfo=BANGKOK))
    stage.travel(datetime(2027, 4, 2, 11, 0, tzinfo=BANGKOK))

    told = [text for text in stage.heard(OFFICER) if "ยังไม่ได้เตือน" in text]
    assert len(told) == 1
    assert "กลุ่มอำนวยการ" in told[0]


def name_units_in_a_group_of(stage: Stage, members: int) -> None:
    """The office's group hears names, and has so many members."""
    bind(stage)
    with stage.store.begin() as tx:
        chat = tx.chats.get(GROUP)
        assert chat is not None
        chat.says, chat.members = GroupSays.NAMES.value, members
        tx.commit()


def the_day_before(stage: Stage, *, members: int) -> tuple[int, int]:
    """How many of two debtors are written to, and how many digests the group hears, of what is due the next day."""
    stage.tick()
    stage.clock.travel_to(datetime(2027, 3, 30, 9, 1, tzinfo=BANGKOK))
    stage.tick()
    name_units_in_a_group_of(stage, members)
    stage.clock.travel_to(datetime(2027, 4, 1, 8, 0, tzinfo=BANGKOK))
    few_left(stage, left=8)
    before = {who: len(stage.heard(who)) for who in (EK, PO)}
    for hour, minute in ((9, 1), (13, 30), (14, 31)):
        stage.travel(datetime(2027, 4, 1, hour, minute, tzinfo=BANGKOK))
    return sum(len(stage.heard(who)) > count for who, count in before.items()), len(heard(stage))


def test_a_group_that_names_its_units_and_costs_no_more_is_told_instead(stage: Stage) -> None:
    assert the_day_before(stage, members=2) == (0, 1)


def test_a_group_that_costs_more_than_its_units_is_not_told(stage: Stage) -> None:
    assert the_day_before(stage, members=3) == (2, 0)


def test_a_unit_whose_form_comes_in_before_the_digest_is_sent_is_not_named(stage: Stage) -> None:
    stage.tick()
    name_units_in_a_group_of(stage, 7)
    stage.clock.travel_to(datetime(2027, 4, 1, 13, 30, tzinfo=BANGKOK))
    stage.app.worker.tick()  # written, not sent yet
    with stage.store.begin() as tx:
        settled = tx.work.of_requirement(1)[0]
        settled.state, name = "submitted", settled.unit.name
        tx.commit()
    stage.settle()
    stage.tick()

    (said,) = heard(stage)
    assert name not in said
