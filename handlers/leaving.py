"""Access that ends: at once, with reminders taken back. What the unit owes stays with the unit."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.messages import Outgoing, Push, Reply
from domain.rights import Right, roles_with
from domain.thai import local
from handlers.context import Context
from handlers.wording import hand_overs as words

if TYPE_CHECKING:
    from storage.schema import Person, Unit


def end(person: Person, unit_ids: Collection[int], ctx: Context) -> list[Outgoing]:
    """The person serves these units no more. Returns what they hear, and officers of a unit that nobody is left for."""
    left = {m.unit_id: m.unit for m in person.memberships if m.unit_id in unit_ids}
    if not left:
        return []
    account, office_id = person.line_user_id, person.office_id
    gone = ctx.tx.people.leave(person, left.keys())
    if account is not None:
        ctx.tx.nags.withdraw_from(account, ctx.now)  # the next tick asks again, whoever is left to be asked
    by = ctx.person.id if ctx.person else None
    for unit in left.values():
        about = f"{person.id} {unit.code}"
        ctx.tx.audit.note(ctx.now, Noted.LEAVE_UNIT, about, office_id=office_id, person_id=by)
    said: list[Outgoing] = []
    if account is not None:
        names = [unit.name for unit in left.values()]
        message = words.you_left(ctx.voice, names, gone=gone)
        said.append(Reply((message,)) if person is ctx.person else Push(account, (message,)))
    for unit in left.values():
        if not ctx.tx.people.on_line(unit.id):
            said += _tell_officers(unit, office_id, ctx)
    return said


def is_last_officer(person: Person, unit_ids: Collection[int], ctx: Context) -> bool:
    """Whether nobody on LINE could let people in any more once the person has left these units."""
    approving = roles_with(Right.APPROVE_PEOPLE)
    if not any(m.role in approving and m.unit_id in unit_ids for m in person.memberships):
        return False
    others = [o for o in ctx.tx.people.with_role(person.office_id, approving) if o.id != person.id]
    return not others


def _tell_officers(unit: Unit, office_id: int, ctx: Context) -> list[Outgoing]:
    day = local(ctx.now).date()
    officers = ctx.tx.people.with_role(office_id, roles_with(Right.APPROVE_PEOPLE))
    message = words.nobody_left(ctx.voice, unit.name, unit.smis_code)
    return [Push(o.line_user_id or "", (message,), once=f"nobody:{unit.id}:{day}:{o.id}") for o in officers]
