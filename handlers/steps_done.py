"""A step of the manual is recorded by whoever does it, unless it was recorded before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from handlers.routing import Context

if TYPE_CHECKING:
    from storage.schema import Requirement


def record(requirement: Requirement, code: str, about: str, ctx: Context) -> None:
    """Keep that the speaker has done it, and by what."""
    if ctx.tx.steps.record(requirement.id, code, at=ctx.now, by=ctx.me.id, about=about):
        ctx.tx.audit.note(
            ctx.now, Noted.RECORD_STEP, requirement.code, office_id=requirement.office_id, person_id=ctx.me.id,
            detail={"step": code},
        )  # fmt: skip
