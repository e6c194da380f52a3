"""What the benchmark of a tick measures is what it says it does."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.bench_tick import DUE_TODAY, fill, tick_in


def test_a_tick_asks_the_database_as_often_for_many_units_as_for_few(tmp_path: Path) -> None:
    ticks = []
    for units in (DUE_TODAY, DUE_TODAY * 4):
        fill(str(tmp_path / f"{units}.db"), units)
        ticks.append(tick_in(str(tmp_path / f"{units}.db"), units))
    few, many = ticks
    assert (few.digests, many.digests) == (1, 4)
    assert few.statements == many.statements
