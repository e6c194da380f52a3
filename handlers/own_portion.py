"""Which part of a file with rows of several units is the sender's own."""

from __future__ import annotations

from collections.abc import Sequence

from domain.forms.portions import Portion
from domain.units.known import Found
from domain.units.names import find_unit
from handlers.candidates import known_units
from handlers.context import Context


def own_portion(found: Sequence[Portion], ctx: Context) -> Portion:
    """Of rows of several units those of the sender's, where it is plain which; else the first."""
    if len(found) > 1:
        units, own = known_units(ctx), set(ctx.my_units)
        mine = [p for p in found if isinstance(n := find_unit(p.unit_text, units), Found) and n.unit.id in own]
        if len(mine) == 1:
            return mine[0]
    return found[0]
