"""Works are data: the manual's steps are all there, and a nonsensical lifecycle is refused."""

from __future__ import annotations

import pytest

from domain.lifecycle import State
from domain.works import STEPS, Sign, Work, codes_shown_by


def test_every_step_of_the_manuals_first_work_is_there_in_order() -> None:
    codes = [step.code for step in STEPS["strategy"]]
    assert codes == ["1", "2", "2.1", "2.2", "2.3", "2.4", "3", "3.1", "3.2", "3.3", "4", "4.1", "4.2", "5", "6"]


def test_a_work_the_manual_does_not_know_has_no_steps() -> None:
    assert Work("other", "อื่น ๆ", (State.PENDING, State.SUBMITTED)).steps == ()
    assert Work("strategy", "กลยุทธ์", (State.PENDING, State.SUBMITTED)).steps == STEPS["strategy"]


def test_a_sending_shows_the_steps_of_the_manual_that_send_up_and_keep_the_register() -> None:
    assert codes_shown_by("strategy", Sign.DISPATCHED) == ("5",)
    assert codes_shown_by("inspection", Sign.DISPATCHED) == ("3", "4")
    assert codes_shown_by("custom", Sign.DISPATCHED) == ()


@pytest.mark.parametrize(
    ("states", "words"),
    [
        ((), "first state"),
        ((State.SUBMITTED, State.PENDING), "first state"),
        ((State.PENDING, State.SUBMITTED, State.SUBMITTED), "named twice"),
        ((State.PENDING, State.ACCEPTED), "handed in"),
        ((State.PENDING, State.SUBMITTED, State.NIL), "nil"),
    ],
)
def test_a_work_with_a_broken_lifecycle_is_refused(states: tuple[State, ...], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Work("broken", "", states)
