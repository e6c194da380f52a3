"""What a file may be for, as recognition wants it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.forms.definition import FormDefinition
from domain.forms.sayings import code_in
from domain.lifecycle import State, is_owed
from domain.plan import UnitKind
from domain.recognition import Candidate
from domain.units.known import KnownUnit
from handlers.routing import Context

if TYPE_CHECKING:
    from storage.schema import Unit
    from storage.work import Known


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
            agency=_agency(known, ctx.forms.get(known.form)),
            subject_code=known.subject_code,
            subject=known.subject,
            unit_code=known.unit_code,
            unit_codes=tuple(code for _, code in known.owners),
            owed=is_owed(State(known.state)) or known.state == State.CLAIMED,  # a claim's copy may follow it
            mine=known.unit_id in units or any(unit_id in units for unit_id, _ in known.owners),
        )
        for known in ctx.tx.work.known(ctx.me.office_id, ctx.now)
    ]


def _agency(known: Known, form: FormDefinition | None) -> str:
    """The code that forms have for the agency a work is for, "" where they do not say."""
    saying = form.says.get("agency") if form else None
    return code_in(f"{known.agency} {known.requirement}", saying) or "" if saying else ""


def known_units(ctx: Context) -> list[KnownUnit]:
    """The units of the office with the names and codes people use for them; the office itself is none of them."""
    return as_known(ctx.tx.people.units(ctx.me.office_id))


def as_known(units: Sequence[Unit]) -> list[KnownUnit]:
    """All units of an office, or of several, as they may be named."""
    clusters = {unit.id: unit.name for unit in units if unit.kind == UnitKind.CLUSTER}
    return [
        KnownUnit(
            id=unit.id,
            code=unit.code,
            kind=UnitKind(unit.kind),
            name=unit.name,
            short_names=tuple(map(str, unit.short_names)),
            district=unit.district,
            cluster=clusters.get(unit.parent_id or 0, ""),
            smis_code=unit.smis_code,
            obec_code6=unit.obec_code6,
            moe_code10=unit.moe_code10,
        )
        for unit in units
        if not unit.is_office
    ]
