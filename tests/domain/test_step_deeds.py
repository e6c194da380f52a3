"""What each step of the manual is done by."""

from __future__ import annotations

from domain.orders import OrderKind
from domain.step_deeds import Doing, StepDeed, deeds_of
from domain.works import STEPS, Sign


def test_every_step_of_the_first_work_but_the_one_that_shows_itself_is_done_by_something() -> None:
    assert [step.code for step in STEPS["strategy"] if deeds_of("strategy", step.code) == ()] == ["2.3"]


def test_an_order_is_appointed_and_told_by_different_deeds() -> None:
    assert deeds_of("strategy", "3") == (StepDeed(Doing.APPOINT, OrderKind.SCREENING),)
    assert deeds_of("strategy", "3.1") == (StepDeed(Doing.TELL_APPOINTED),)
    both = (StepDeed(Doing.APPOINT, OrderKind.DUTY), StepDeed(Doing.TELL_APPOINTED))
    assert deeds_of("strategy", "4.1") == both, "an order that tells by the step it appoints by is drafted first"


def test_the_booklet_of_projects_is_proposed_and_then_published() -> None:
    assert deeds_of("project", "3") == (StepDeed(Doing.PROPOSE), StepDeed(Doing.PUBLISH))


def test_what_shows_itself_when_it_is_out_needs_nobody() -> None:
    for work, steps in STEPS.items():
        for step in steps:
            if step.sign is Sign.OPENED and step.code != "2.4":
                assert deeds_of(work, step.code) == ()
    assert deeds_of("strategy", "no such") == ()
