"""Round the clock: the engine and a second, independent model tell the same people the same things, hour by hour."""

from __future__ import annotations

import pytest

from domain.nagging import decide
from tests.domain.reminder_rounds import Round, expected, first_difference, rounds


def named(one: Round) -> str:
    return f"{one.outage}-{one.ticks}-{one.quiet}"


@pytest.mark.parametrize("one", list(rounds()), ids=named)
def test_every_turn_of_a_debt_under_some_weather(one: Round) -> None:
    assert first_difference(one, decide) == ""


@pytest.mark.soak
@pytest.mark.parametrize("one", list(rounds(whole=True)), ids=named)
def test_every_turn_of_a_debt_under_all_weathers(one: Round) -> None:
    assert first_difference(one, decide) == ""


def test_the_rounds_are_no_quiet_ones() -> None:
    """Otherwise agreeing would mean nothing: every step of both ladders is told somewhere, and the ledger repeats."""
    shown = {step for one in rounds() for _, _, steps in expected(one) for _, step in steps}
    assert shown >= {"open", "-7", "-3", "-1", "0", "1", "3", "7", "10", "12", "17", "-10h", "-3h", "5"}
