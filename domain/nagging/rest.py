"""Times of rest as plain values: an office's quiet days, people's own, and promises. `resting` says what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Window:
    """Bangkok days, both included, on which an office does not remind; `last` None: until somebody ends it.

    `schools_only`: of what schools owe, and then only whoever serves the school rests. `heads_hear`: not the heads
    either, as in the schools' holidays, when a director can be reached and teachers cannot.
    """

    first: date
    last: date | None = None
    schools_only: bool = False
    heads_hear: bool = False

    def covers(self, day: date) -> bool:
        """Whether that day is one of it."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Rest:
    """All that rests: windows, past ones too; until which day a person is left alone, and about which debt.

    `snoozes`: by person; `promises`: by obligation and person; both the last Bangkok day of it. Days that have passed
    are wanted too: a step does not age on them.
    """

    windows: tuple[Window, ...] = ()
    snoozes: Mapping[int, date] = field(default_factory=dict)
    promises: Mapping[tuple[int, int], date] = field(default_factory=dict)
