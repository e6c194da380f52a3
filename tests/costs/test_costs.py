"""A whole round costs hardly more messages than the fewest there can be, and misses nothing for it."""

from __future__ import annotations

import pytest

from tests.costs.behaviour import make
from tests.costs.optimum import fewest, missed
from tests.costs.policies import (
    ENOUGH,
    SHORT,
    group_push_per_form,
    one_to_one_per_form,
    ours,
)


@pytest.mark.parametrize("seed", range(12))
def test_nothing_is_missed_by_waiting(seed: int) -> None:
    round_ = make(seed, units=6, forms=3)
    assert missed(round_, ours(round_, lambda *_: SHORT).hearings) == []


def test_the_messages_are_hardly_more_than_the_fewest_there_can_be() -> None:
    rounds = [make(seed, units=6 + seed % 5, forms=1 + seed % 4) for seed in range(30)]
    paid = sum(ours(one, lambda *_: SHORT).paid for one in rounds)
    best = sum(fewest(one) for one in rounds)
    assert best <= paid <= best * 1.05


def test_with_enough_messages_more_people_are_told() -> None:
    round_ = make(1, units=6, forms=3)
    assert ours(round_, lambda *_: ENOUGH).paid > 2 * ours(round_, lambda *_: SHORT).paid


def test_a_round_costs_a_small_part_of_what_offices_pay_today() -> None:
    round_ = make(1, units=40, forms=4)
    paid = ours(round_, lambda *_: SHORT).paid
    assert paid <= group_push_per_form(round_) / 8
    assert paid <= one_to_one_per_form(round_) / 4
