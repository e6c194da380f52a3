"""Which group or school a text means, by its name as people write it or by any of its codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.unit_names import KnownUnit, find_unit
from handlers.context import Context
from handlers.wording.registration import UnitChoice

if TYPE_CHECKING:
    from storage.schema import Unit


def meant(code: str, name: str, ctx: Context) -> list[Unit]:
    """The units that may be meant: one when it is clear, several to be asked about, none. The code wins over the name.

    Whoever is registered names units of their own office; a stranger may be of any.
    """
    units = ctx.tx.people.units_to_serve(ctx.person.office_id if ctx.person else None)
    coded = [unit for unit in units if code and code in _codes(unit)]
    if coded or not name:
        return coded
    known = [KnownUnit(code=str(u.id), name=u.name, short_names=tuple(map(str, u.short_names))) for u in units]
    found = set(find_unit(name, known))
    return [unit for unit in units if str(unit.id) in found]


def is_named(unit: Unit, name: str) -> bool:
    """Whether a text names this unit."""
    known = KnownUnit(code=unit.code, name=unit.name, short_names=tuple(map(str, unit.short_names)))
    return bool(find_unit(name, [known]))


def choice(unit: Unit, ctx: Context) -> UnitChoice:
    """A unit as it is offered among others."""
    where = unit.district or (ctx.tx.people.office(unit.office_id).called if unit.office_id else "")
    return UnitChoice(unit.id, unit.name, unit.called, where)


def _codes(unit: Unit) -> set[str]:
    return {unit.code, unit.smis_code, unit.obec_code6, unit.moe_code10}
