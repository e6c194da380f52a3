"""A picker offers something to pick, in the type of its mode."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from domain.messages import Moment, Pick, PickMode

DAY, LATER = date(2027, 4, 1), date(2027, 4, 2)


def test_bounds_may_be_left_out() -> None:
    assert Pick("วัน", "when:1", PickMode.DATE, earliest=DAY).latest is None


@pytest.mark.parametrize(
    ("mode", "moment"),
    [
        (PickMode.DATE, datetime(2027, 4, 1, 8, 30, tzinfo=UTC)),
        (PickMode.DATETIME, DAY),
        (PickMode.TIME, DAY),
        (PickMode.DATE, time(8, 30)),
        (PickMode.DATETIME, datetime(2027, 4, 1, 8, 30)),  # noqa: DTZ001 - the mistake itself
    ],
)
def test_a_moment_of_another_kind_is_refused(mode: PickMode, moment: Moment) -> None:
    with pytest.raises(ValueError, match=r"not a|without a zone"):
        Pick("วัน", "when:1", mode, initial=moment)


@pytest.mark.parametrize(
    ("initial", "earliest", "latest"), [(None, LATER, DAY), (None, DAY, DAY), (DAY, LATER, None), (LATER, None, DAY)]
)
def test_bounds_that_leave_nothing_to_pick_are_refused(
    initial: date | None, earliest: date | None, latest: date | None
) -> None:
    with pytest.raises(ValueError, match=r"only one|not from"):
        Pick("วัน", "when:1", PickMode.DATE, initial, earliest, latest)
