"""Which units of the office a sentence names, one or several; or the question which of them it may mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.phrases.unit_lists import names_said
from domain.units.known import Found, KnownUnit, Unsure
from domain.units.names import find_unit
from handlers.candidates import as_known
from handlers.context import Context

if TYPE_CHECKING:
    from storage.schema import Unit


@dataclass(frozen=True, slots=True)
class Said:
    """The units that are surely named, in the order of the words. `perhaps`: what the first unsure name may mean."""

    units: tuple[Unit, ...] = ()
    perhaps: tuple[KnownUnit, ...] = ()
    unknown: str = ""  # a name that is nobody's


def units_said(text: str, ctx: Context) -> Said:
    """The units of the speaker's office that a text names."""
    units = {unit.id: unit for unit in ctx.tx.people.units(ctx.me.office_id)}
    known, found = as_known(list(units.values())), []
    for name in names_said(text):
        naming = find_unit(name, known)
        if isinstance(naming, Unsure):
            return Said(perhaps=naming.units)
        if not isinstance(naming, Found):
            return Said(unknown=name)
        found.append(units[naming.unit.id])
    return Said(tuple(dict.fromkeys(found)))
