"""What a file may be for, as recognition wants it."""

from __future__ import annotations

from domain.lifecycle import State, is_owed
from domain.recognition import Candidate, KnownUnit
from handlers.routing import Context


def candidates(ctx: Context) -> list[Candidate]:
    """Every opened obligation of the speaker's office; `mine`: a unit of the speaker owes it or shares in it."""
    units = set(ctx.my_units)
    found = []
    for obligation in ctx.tx.work.of_office(ctx.me.office_id, ctx.now):
        owners = [owner.unit for owner in obligation.subject.owners]
        found.append(
            Candidate(
                obligation_id=obligation.id,
                requirement=obligation.requirement.code,
                form=obligation.requirement.form,
                fiscal_year_be=obligation.requirement.fiscal_year_be,
                round=obligation.requirement.round,
                subject_code=obligation.subject.code,
                subject_no=obligation.subject.no,
                unit_code=obligation.unit.code,
                unit_codes=tuple(owner.code for owner in owners),
                owed=is_owed(State(obligation.state)),
                mine=obligation.unit_id in units or any(owner.id in units for owner in owners),
            )
        )
    return found


def known_units(ctx: Context) -> list[KnownUnit]:
    """The units of the office with the names people use for them."""
    return [
        KnownUnit(code=unit.code, name=unit.name, short_names=tuple(map(str, unit.short_names)))
        for unit in ctx.tx.people.units(ctx.me.office_id)
        if unit.parent_id is not None
    ]
