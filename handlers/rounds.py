"""How the rounds of an office stand: shared by the deeds that list and summarise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.events import Incoming
from domain.messages import Outgoing
from handlers import tasks_of
from handlers.routing import Context, argument, reply
from handlers.wording import overview as words

if TYPE_CHECKING:
    from storage.schema import Obligation, Requirement


def view(ctx: Context, requirement: Requirement, obligations: list[Obligation]) -> words.RoundView:
    """A round as facts at this moment."""
    return words.RoundView(
        id=requirement.id, title=requirement.title, tasks=tuple(tasks_of.tasks(ctx, obligations)), as_of=ctx.now
    )


def meant(event: Incoming, ctx: Context, tap: str) -> Requirement | list[Outgoing]:
    """The round an event asks about: the one its button names, or the only open one; else a question."""
    office_id = ctx.me.office_id
    named = argument(event)
    if named is not None:
        requirement = ctx.tx.work.requirement(named, office_id)
        return requirement or reply(words.nothing_open(ctx.voice))
    found = ctx.tx.work.open_requirements(office_id, ctx.now)
    if not found:
        return reply(words.nothing_open(ctx.voice))
    if len(found) > 1:
        return reply(words.which_round(ctx.voice, [(r.id, r.title) for r in found], tap))
    return found[0]
