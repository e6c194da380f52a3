"""Over a term, and over a whole fiscal year: no wrong reminder, none twice, none missed, no month overdrawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.config import load_config
from storage.store import Store
from tests.summary import FIGURES
from tests.year.office import FISCAL, MONTH, TERM, Size
from tests.year.playing import play
from tests.year.reckoning import Reckoning

Record = Callable[[str, object], None]


def played(store: Store, size: Size, seed: int, record: Record, *, odds: float = 1.0) -> Reckoning:
    made = play(store, load_config(), size, seed, odds=odds)
    record(FIGURES, dict(made.counts))
    return made


@pytest.mark.soak
def test_a_term_with_bad_days_breaks_no_promise(sqlite_store: Store, record_property: Record) -> None:
    made = played(sqlite_store, TERM, 3, record_property)
    assert made.faults == []
    assert made.counts["steps told in time"] > made.counts["obligations"]  # otherwise nothing is proved by that
    assert made.counts["crashes"] > 0
    assert made.counts["reminders carried free"] > 0


def test_a_month_in_which_processes_die_all_the_time_breaks_none(
    postgres_store: Store, record_property: Record
) -> None:
    made = played(postgres_store, MONTH, 8, record_property, odds=6)
    assert made.faults == []
    assert made.counts["crashes"] > 10


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10, 30))
def test_many_terms_break_none(sqlite_store: Store, seed: int, record_property: Record) -> None:
    assert played(sqlite_store, TERM, seed, record_property, odds=3).faults == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_ten_thousand_obligations_of_a_fiscal_year_break_none(
    sqlite_store: Store, seed: int, record_property: Record
) -> None:
    made = played(sqlite_store, FISCAL, seed, record_property)
    assert made.faults == []
    assert made.counts["obligations"] == 10_000
