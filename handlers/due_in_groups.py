"""What falls due tomorrow or today, and which LINE groups hear of it by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from domain.disclosure import GroupSays
from domain.group_digests import FRESH_FOR, HOUR, RULE, GroupNagKey, is_worth_its_messages, step_of
from domain.nagging import Named
from domain.thai import BANGKOK, local
from handlers import groups
from handlers.context import Context

if TYPE_CHECKING:
    from storage.schema import Chat, Requirement
    from storage.work import Owed


@dataclass(frozen=True, slots=True)
class Due:
    """A requirement that has reached a step today."""

    requirement: Requirement
    step: str
    day: date

    def key(self, chat: Chat) -> GroupNagKey:
        """Its line in the groups' ledger."""
        return GroupNagKey(RULE, self.requirement.id, self.step, self.day, chat.line_id)


def reached(office_id: int, ctx: Context) -> list[Due]:
    """What the office has asked for and is due tomorrow or today."""
    calendar, today = ctx.calendar(office_id), local(ctx.now).date()
    asked = ctx.tx.work.open_requirements(office_id, ctx.now)
    days = [(requirement, local(requirement.due_at).date()) for requirement in asked]
    return [Due(one, step, day) for one, day in days if (step := step_of(today, day, calendar)) is not None]


def told(due: Collection[Due], ctx: Context) -> set[GroupNagKey]:
    """What groups were told of it."""
    return ctx.tx.group_nags.told([one.requirement.id for one in due])


def named(office_id: int, owed: Iterable[Owed], ctx: Context) -> list[Named]:
    """The groups that are told today by name, or have been, and of which of these debts.

    Only where that costs no more than a message to each unit that is named; told already, it costs nothing more.
    """
    chats = [one for one in ctx.tx.group_nags.wanting(office_id, usually=ctx.groups_digest) if one.bound_to is not None]
    naming = [chat for chat in chats if groups.says(chat, ctx) is GroupSays.NAMES]
    due = reached(office_id, ctx) if naming else []
    known, still = told(due, ctx) if due else set(), _is_still_to_come(ctx.now)
    rows: dict[tuple[int, int], list[int]] = {}
    for row in owed if due else ():
        rows.setdefault((row.requirement_id, row.unit_id), []).append(row.id)
    found = []
    for chat in naming:
        for one in due:
            if chat.bound_to is None or not (still or one.key(chat) in known):
                continue
            missing = ctx.tx.group_nags.standing(one.requirement.id, chat.bound_to.id).missing
            debts = frozenset(debt for unit in missing for debt in rows.get((one.requirement.id, unit.unit_id), ()))
            if one.key(chat) in known:
                found.append(Named(chat.line_id, 0, debts))
            elif is_worth_its_messages(chat.members or 0, len(missing)):
                found.append(Named(chat.line_id, chat.members or 0, debts))
    return found


def _is_still_to_come(now: datetime) -> bool:
    return now < datetime.combine(local(now).date(), HOUR, BANGKOK) + FRESH_FOR
