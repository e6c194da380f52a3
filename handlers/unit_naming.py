"""Which group or school a text means, by its name as people write it or by any of its codes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.introductions import Introduction
from domain.plan import SERVED
from domain.units.known import Found, Nobody
from domain.units.names import find_unit
from handlers.candidates import as_known
from handlers.context import Context

if TYPE_CHECKING:
    from storage.schema import Unit


def meant(told: Introduction, ctx: Context, *, left_over: bool = False) -> tuple[list[Unit], bool]:
    """The units that may be meant, and whether it is surely the one; `left_over`: bare words may be a name as well.

    Whoever is registered names units of their own office; a stranger may be of any.
    """
    seen = f"{told.code} {told.unit}".strip() or (told.left_over if left_over else "")
    offices = [ctx.person.office_id] if ctx.person else [office.id for office in ctx.tx.people.offices()]
    units = [unit for office_id in offices for unit in ctx.tx.people.units(office_id)]
    naming = find_unit(seen, as_known(units))
    if isinstance(naming, Nobody):
        return [], False
    named = [naming.unit] if isinstance(naming, Found) else naming.units
    by_id = {unit.id: unit for unit in units}
    serving = [by_id[known.id] for known in named if known.kind in SERVED]
    return serving, isinstance(naming, Found) and bool(serving)


def parted(told: Introduction, ctx: Context) -> Introduction:
    """The same with what stands behind the unit's name left over: รร.วัดธารทอง สมหญิง ใจดี names a person as well."""
    words = told.unit.split()
    for end in range(len(words), 0, -1):
        shorter = replace(told, unit=" ".join(words[:end]))
        if meant(shorter, ctx)[1]:
            return replace(shorter, left_over=f"{told.left_over} {' '.join(words[end:])}".strip())
    return told


def is_named(unit: Unit, text: str) -> bool:
    """Whether a text surely names this unit."""
    return isinstance(find_unit(text, as_known([unit])), Found)
