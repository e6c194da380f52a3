"""What a file may be for, as recognition wants it."""

from __future__ import annotations

from domain.lifecycle import State, is_owed
from domain.recognition import Candidate, KnownUnit
from handlers.routing import Context


def candidates(ctx: Context) -> list[Candidate]:
    """Every opened obligation of the speaker's office; `mine`: a unit of the speaker owes it or shares in it."""
    units = set(ctx.my_units)
    return [
        Candidate(
            obligation_id=known.id,
            requirement=known.requirement,
            form=known.form,
            fiscal_year_be=known.fiscal_year_be,
            round=known.round,
            subject_code=known.subject_code,
            subject_no=known.subject_no,
            unit_code=known.unit_code,
            unit_codes=tuple(code for _, code in known.owners),
            owed=is_owed(State(known.state)),
            mine=known.unit_id in units or any(unit_id in units for unit_id, _ in known.owners),
        )
        for known in ctx.tx.work.known(ctx.me.office_id, ctx.now)
    ]


def known_units(ctx: Context) -> list[KnownUnit]:
    """The units of the office with the names people use for them."""
    return [
        KnownUnit(code=unit.code, name=unit.name, short_names=tuple(map(str, unit.short_names)))
        for unit in ctx.tx.people.units(ctx.me.office_id)
        if unit.parent_id is not None
    ]
