"""Forms as people fill them, made by hundreds: read to the letter, their errors told, the right debt settled."""

from __future__ import annotations

from functools import cache

import pytest

from tests.corpus import scored
from tests.corpus.containers import SUFFIX
from tests.corpus.debts import errand, settled_again
from tests.corpus.errors import PLANTS
from tests.corpus.make import CELL_MESSES, FORM_MESSES, KINDS, NAME_MESSES, TEXT_MESSES, make
from tests.corpus.recognising import Tally, tally
from tests.corpus.scoring import Sum, score

FEW = range(1000, 1010)
MANY = range(2000, 2250)
ALL = tuple(f"M{number:02d}" for number in range(1, 43))
ELSEWHERE = {"M12", "M31", "M35", "M38", "M39"}  # errors, other sheets and containers


@cache
def few() -> Sum:
    return scored.of_corpus(FEW)


def listed(told: Sum) -> str:
    """What went wrong, to be read."""
    return "\n".join(line for one in told.scores for line in one.lines())


def test_a_seed_gives_the_same_file_on_every_day() -> None:
    for kind in KINDS:
        one, again = make(5, kind), make(5, kind)
        assert one.data == again.data
        assert one.truth == again.truth
        assert make(6, kind).data != one.data


def test_every_mess_and_every_error_is_made() -> None:
    assert {*FORM_MESSES, *CELL_MESSES, *TEXT_MESSES, *NAME_MESSES, *ELSEWHERE} >= set(ALL)
    codes = {
        problem["code"]
        for kind, plants in PLANTS.items()
        for plant in plants
        for seed in range(6)
        for problem in make(seed, kind, errors=(plant.__name__,), messes=(), container="csv").truth["problems"]
    }
    assert codes == {
        "unreadable_number", "not_in_range", "inconsistent", "missing", "duplicate", "unknown_school", "date_order",
        "over_budget", "wrong_year", "wrong_round", "wrong_form",
    }  # fmt: skip


@pytest.mark.parametrize("container", SUFFIX)
@pytest.mark.parametrize("kind", KINDS)
def test_a_form_filled_as_printed_is_read_without_a_fault_in_every_container(kind: str, container: str) -> None:
    told = scored.of_files([make(77, kind, container=container, messes=(), errors=())])
    assert not listed(told)


def test_the_scorer_sees_a_wrong_cell_a_missed_error_a_false_alarm_and_an_unread_file() -> None:
    made = make(3, "emes", container="csv", messes=(), errors=("levels_do_not_add_up",))
    truth = made.truth
    assert not score(truth, made.data).lines()
    first, *rest = truth["rows"]
    assert len(score(truth | {"rows": [first | {"district": "ที่อื่น"}, *rest]}, made.data).wrong) == 1
    other = truth["problems"][0] | {"cell": "Z99", "alt_cells": []}
    told = score(truth | {"problems": [other], "warnings": []}, made.data)
    assert len(told.missed) == 1
    assert told.false
    unread = score(truth, b"no workbook")
    assert unread.failure
    assert not unread.right
    assert len(unread.missed) == 1


def test_mangled_forms_are_recognised() -> None:
    assert few().recognised == 100


MENDING = pytest.mark.xfail(strict=False, reason="headings retyped in other words are not all known yet")


@MENDING
def test_of_a_thousand_cells_at_most_five_are_read_wrong() -> None:
    assert few().cells >= 99.5, listed(few())


def test_of_a_hundred_planted_errors_at_most_one_is_missed() -> None:
    assert few().found >= 99, listed(few())


@MENDING
def test_fifty_clean_forms_raise_at_most_one_false_alarm() -> None:
    assert few().alarms <= 1, listed(few())


def test_a_debt_is_settled_for_sure_only_when_it_is_the_right_one() -> None:
    told = scored.of_errands(range(60))
    assert told.sure > 20
    assert not told.wrong


def test_once_everything_is_in_another_file_is_never_credited_to_a_stranger() -> None:
    told = Tally()
    for seed in range(30):
        tally(settled_again(errand(seed)), told)
    assert told.portions > 30
    assert not told.strangers


@MENDING
@pytest.mark.soak
def test_the_targets_hold_over_a_thousand_forms() -> None:
    told = scored.of_corpus(MANY)
    assert told.recognised >= 99.5
    assert told.cells >= 99.5, listed(told)
    assert told.found >= 99, listed(told)
    assert told.alarms <= 1, listed(told)
    errands = scored.of_errands(MANY)
    assert errands.precision >= 99.5, errands.wrong
    assert not errands.strangers
