"""A reminder that is to come rides along with an answer: it costs nothing then, and is not sent again."""

from __future__ import annotations

from datetime import datetime

from domain.thai import BANGKOK
from tests.stories.stage import ARUNEE, EK, OFFICER, PO, USERS, Stage, filled
from tests.stories.test_strategy_round import blank

WEEK_BEFORE = "วันทำการถึงกำหนด"


def evening_before(stage: Stage) -> None:
    """The openings were told long ago; tomorrow at nine falls the step of seven working days before the due day."""
    stage.tick()
    stage.clock.travel_to(datetime(2027, 3, 23, 19, 0, tzinfo=BANGKOK))


def reminded(stage: Stage, who: str) -> int:
    return sum(WEEK_BEFORE in text for text in stage.heard(who))


def next_morning(stage: Stage) -> None:
    stage.travel(datetime(2027, 3, 24, 9, 1, tzinfo=BANGKOK))


def test_whoever_speaks_the_evening_before_hears_it_for_nothing_and_is_not_pushed(stage: Stage) -> None:
    evening_before(stage)
    paid = stage.line.paid_used()

    answer = stage.says(EK, "งานของฉัน")
    assert answer.count(WEEK_BEFORE) == 1
    assert WEEK_BEFORE not in stage.says(EK, "งานของฉัน")
    next_morning(stage)

    assert (reminded(stage, EK), reminded(stage, PO)) == (1, 1)
    assert stage.line.paid_used() == paid + 1


def test_who_hands_in_what_was_to_be_asked_hears_no_reminder(stage: Stage) -> None:
    evening_before(stage)
    form = filled(blank(stage, EK))
    before = reminded(stage, EK)
    stage.sends(EK, "งาน.xlsx", form)
    next_morning(stage)

    assert reminded(stage, EK) == before


def test_a_reminder_behind_an_answer_is_left_out_when_the_work_comes_in_before_it_is_sent(stage: Stage) -> None:
    evening_before(stage)
    stage.line.say(USERS[EK], "งานของฉัน")
    assert stage.line.wait_idle(5)
    while stage.app.worker.dispatcher.dispatch_one(stage.clock.now()):
        pass
    with stage.store.begin() as tx:
        tx.work.of_requirement(1)[0].state = "accepted"
        tx.commit()
    stage.settle()

    assert reminded(stage, EK) == 0
    assert any("กำหนดส่ง" in text for text in stage.heard(EK))


def test_a_reminder_behind_an_answer_is_left_out_while_a_file_for_it_lies_unread(stage: Stage) -> None:
    form = filled(blank(stage, EK))
    evening_before(stage)
    stage.line.say(USERS[EK], "งานของฉัน")
    assert stage.line.wait_idle(5)
    while stage.app.worker.dispatcher.dispatch_one(stage.clock.now()):
        pass
    stage.line.send_file(USERS[ARUNEE], "งาน.xlsx", form)  # of the same group
    assert stage.line.wait_idle(5)
    assert stage.app.worker.deliverer.deliver_one(stage.clock.now())

    assert reminded(stage, EK) == 0
    assert any("กำหนดส่ง" in text for text in stage.heard(EK))


def test_a_reminder_behind_an_answer_that_came_too_late_is_sent_by_itself(stage: Stage) -> None:
    evening_before(stage)
    stage.line.say(USERS[EK], "งานของฉัน")
    assert stage.line.wait_idle(5)
    while stage.app.worker.dispatcher.dispatch_one(stage.clock.now()):
        pass
    stage.clock.travel_to(datetime(2027, 3, 23, 19, 30, tzinfo=BANGKOK))  # the answer's time is over
    stage.settle()
    assert reminded(stage, EK) == 0
    next_morning(stage)

    assert reminded(stage, EK) == 1


def test_nothing_rides_along_for_overseers_and_in_groups(stage: Stage) -> None:
    evening_before(stage)
    assert WEEK_BEFORE not in stage.says(OFFICER, "ใครยังไม่ส่ง")
    assert WEEK_BEFORE not in stage.says(EK, "บอท งานของฉัน", group=True)
    assert reminded(stage, EK) == 0
