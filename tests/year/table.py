"""The figures of a year as a table, for a person to read and quote."""

from __future__ import annotations

from rich.table import Table

from tests.year.reckoning import Reckoning

_FIRST = ("obligations", "obligations settled", "acts", "messages pushed", "reminders pushed", "reminders carried free")
_FAULTS = ("wrong", "duplicates", "missed", "overruns")


def table(made: dict[int, Reckoning]) -> Table:
    """A line for each figure, a column for each seed."""
    counts = {seed: one.counts for seed, one in made.items()}
    names = list(dict.fromkeys((*_FIRST, *sorted(name for one in counts.values() for name in one))))
    shown = Table("", *(f"seed {seed}" for seed in made))
    for name in [name for name in names if name not in _FAULTS]:
        shown.add_row(name, *(f"{one[name]:,}" for one in counts.values()))
    shown.add_row("paid per settled obligation", *(f"{paid_per_settled(one):.2f}" for one in made.values()))
    shown.add_section()
    for name in _FAULTS:
        shown.add_row(name, *(str(one[name]) for one in counts.values()))
    return shown


def paid_per_settled(made: Reckoning) -> float:
    """Paid messages of all kinds for each obligation that was settled."""
    return made.counts["messages pushed"] / max(made.counts["obligations settled"], 1)
