"""Who is asked is looked at once more before a reminder leaves: staff may be back, or somebody have another role."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.plan import Role
from storage.schema import Nag, Person
from tests.stories.stage import ARUNEE, EK, Stage, phone_of
from tests.stories.test_riding_along import evening_before, next_morning, reminded
from tests.stories.test_strategy_round import at

DAY_BEFORE = at(2027, 4, 1, 9)  # it is due on 2 April
LATE = at(2027, 4, 8, 9)  # three working days: heads hear of it, too


def heard_by_itself(stage: Stage, code: str) -> int:
    """How many reminders somebody got as messages of their own."""
    return sum(bubble.via == "push" for bubble in stage.line.messages(phone_of(code)))


def listened_to(stage: Stage) -> None:
    """What people did is worked off; what was written to them has not left."""
    assert stage.line.wait_idle(10)
    while stage.app.worker.dispatcher.dispatch_one(stage.clock.now()):
        pass


def lines(stage: Stage, code: str) -> list[str]:
    """The capacities in which somebody was asked, of each line of the ledger."""
    with Session(stage.store.engine) as session:
        query = select(Nag.audience).join(Person, Person.id == Nag.person_id).where(Person.code == code)
        return [*session.scalars(query)]


def asked_as(stage: Stage, code: str) -> set[str]:
    """The capacities in which somebody was asked at all."""
    return {*lines(stage, code)}


def test_a_head_who_stood_in_is_not_asked_once_one_of_the_staff_is_back(stage: Stage) -> None:
    stage.line.block(phone_of(EK))
    stage.settle()
    stage.clock.travel_to(DAY_BEFORE)
    stage.app.worker.tick()
    assert asked_as(stage, ARUNEE) == {"owner"}
    stage.line.unblock(phone_of(EK))
    listened_to(stage)
    stage.settle()
    assert (heard_by_itself(stage, ARUNEE), asked_as(stage, ARUNEE)) == (0, set())

    stage.clock.advance(timedelta(minutes=5))
    stage.tick()
    assert (heard_by_itself(stage, EK), asked_as(stage, EK)) == (1, {"owner"})
    assert heard_by_itself(stage, ARUNEE) == 0


def test_a_head_is_asked_when_the_last_of_the_staff_is_gone_before_the_reminder_leaves(stage: Stage) -> None:
    stage.clock.travel_to(DAY_BEFORE)
    stage.app.worker.tick()
    stage.line.block(phone_of(EK))
    listened_to(stage)
    stage.settle()
    assert (heard_by_itself(stage, EK), heard_by_itself(stage, ARUNEE)) == (0, 0)

    stage.clock.advance(timedelta(minutes=5))
    stage.tick()
    assert (heard_by_itself(stage, ARUNEE), asked_as(stage, ARUNEE)) == (1, {"owner"})
    assert asked_as(stage, EK) == set()


def test_whoever_becomes_the_head_meanwhile_is_told_as_a_head(stage: Stage) -> None:
    """Which the plan says, loaded anew: what was written speaks of a debt of their own."""
    stage.clock.travel_to(LATE)
    stage.app.worker.tick()
    assert asked_as(stage, EK) == {"owner"}
    with stage.store.begin() as tx:
        ek, arunee = (tx.people.by_line(phone_of(who)) for who in (EK, ARUNEE))
        assert ek is not None
        assert arunee is not None
        ek.memberships[0].role, arunee.memberships[0].role = Role.GROUP_HEAD, Role.GROUP_STAFF
        tx.commit()
    stage.settle()
    assert (heard_by_itself(stage, EK), heard_by_itself(stage, ARUNEE)) == (0, 0)

    stage.clock.advance(timedelta(minutes=5))
    stage.tick()
    assert (asked_as(stage, EK), asked_as(stage, ARUNEE)) == ({"head"}, {"owner"})
    assert (heard_by_itself(stage, EK), heard_by_itself(stage, ARUNEE)) == (1, 1)


def test_what_rides_along_is_left_out_where_the_head_stands_in_no_more(stage: Stage) -> None:
    """The answer goes all the same; the staff hear the reminder in the morning."""
    stage.line.block(phone_of(EK))
    stage.settle()
    evening_before(stage)
    told = len(lines(stage, ARUNEE))
    stage.line.say(phone_of(ARUNEE), "งานของฉัน")
    listened_to(stage)
    assert len(lines(stage, ARUNEE)) > told
    stage.line.unblock(phone_of(EK))
    listened_to(stage)
    stage.settle()

    assert "กำหนดส่ง" in stage.heard(ARUNEE)[-1]
    assert (reminded(stage, ARUNEE), len(lines(stage, ARUNEE))) == (0, told)
    next_morning(stage)
    assert (reminded(stage, EK), reminded(stage, ARUNEE)) == (1, 0)
