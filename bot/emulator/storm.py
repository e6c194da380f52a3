"""Bad weather that can be had again: what goes wrong depends on a seed and on the number of the call alone."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping


class Storm:
    """Strikes a share of things, each by its number. `rates`: share of each strike, from 0 to 1, together at most 1."""

    def __init__(self, seed: str, rates: Mapping[str, float]) -> None:
        if any(rate < 0 for rate in rates.values()) or sum(rates.values()) > 1:
            raise ValueError("rates are shares: not negative, and together at most 1")
        self._seed, self._rates = seed, dict(rates)
        self._numbers = itertools.count()

    def strike(self) -> str | None:
        """Return what strikes the next one; None when it is spared."""
        chance = random.Random(f"{self._seed} {next(self._numbers)}").random()  # noqa: S311 - repeatable on purpose
        for name, rate in self._rates.items():
            if chance < rate:
                return name
            chance -= rate
        return None
