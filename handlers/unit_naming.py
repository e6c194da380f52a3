"""Which group or school a text means, by its name as people write it or by any of its codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from domain.introductions import Introduction
from domain.plan import SERVED
from domain.units.known import Found, KnownUnit, Nobody
from domain.units.names import find_unit
from handlers.candidates import as_known
from handlers.context import Context

if TYPE_CHECKING:
    from storage.schema import Unit


class Namable:
    """The units that the speaker may name: read once for all that is asked of their words, if anything is.

    Whoever is registered names units of their own office; a stranger may be of any.
    """

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx

    @cached_property
    def _units(self) -> Mapping[int, Unit]:
        people, speaker = self._ctx.tx.people, self._ctx.person
        units = people.units_everywhere() if speaker is None else people.units(speaker.office_id)
        return {unit.id: unit for unit in units}

    @cached_property
    def _known(self) -> Sequence[KnownUnit]:
        return as_known([*self._units.values()])

    def meant(self, told: Introduction, *, left_over: bool = False) -> tuple[list[Unit], bool]:
        """The units that may be meant, and whether it is surely the one; `left_over`: bare words may be a name too."""
        seen = f"{told.code} {told.unit}".strip() or (told.left_over if left_over else "")
        naming = find_unit(seen, self._known)
        if isinstance(naming, Nobody):
            return [], False
        named = [naming.unit] if isinstance(naming, Found) else naming.units
        serving = [self._units[known.id] for known in named if known.kind in SERVED]
        return serving, isinstance(naming, Found) and bool(serving)

    def parted(self, told: Introduction) -> Introduction:
        """The same with what stands behind the unit's name left over: รร.วัดธารทอง สมหญิง ใจดี names a person too."""
        words = told.unit.split()
        for end in range(len(words), 0, -1):
            shorter = replace(told, unit=" ".join(words[:end]))
            if self.meant(shorter)[1]:
                return replace(shorter, left_over=f"{told.left_over} {' '.join(words[end:])}".strip())
        return told


def is_named(unit: Unit, text: str) -> bool:
    """Whether a text surely names this unit."""
    return isinstance(find_unit(text, as_known([unit])), Found)
