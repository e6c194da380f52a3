"""สรุปในกลุ่ม: at half past one a bound group hears how much is in of what falls due tomorrow or today.

Only groups for which it was chosen; what each may hear is its setting. An officer chooses in the group.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.disclosure import GroupSays
from domain.events import Place, TextSaid
from domain.group_digests import LAST, RULE, GroupNagKey, Standing, affordable, is_time, step_of
from domain.messages import GroupPush, Outgoing
from domain.phrases.groups import wants_digest
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.thai import local
from handlers import groups
from handlers.routing import Context, Deed, reply
from handlers.wording import group_digests as words
from handlers.wording import groups as group_words

if TYPE_CHECKING:
    from storage.schema import Chat, Requirement


@dataclass(frozen=True, slots=True)
class _Due:
    """A requirement that has reached a step today."""

    requirement: Requirement
    step: str
    day: date


def tick(ctx: Context) -> list[Outgoing]:
    """The clock's deed. What all groups together cost stays within what reminders may use."""
    left = ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly).left
    wanted = [push for office in ctx.tx.people.offices() for push in _office(office.id, ctx)]
    room = None if left is None else left - ctx.reserve
    return list(affordable(((push, push.members) for push in wanted), room))


def choose(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """Whether the group at hand is told: typed in it by an officer."""
    chat = ctx.tx.chats.get(event.chat) if ctx.group_unit is not None else None
    if event.place is Place.PRIVATE or chat is None:
        return reply(group_words.not_bound(ctx.voice))
    chat.digest = wants_digest(event.text)
    about = chat.unit.code if chat.unit else ""
    detail = {"chat": chat.id, "digest": chat.digest}
    ctx.tx.audit.note(
        ctx.now, Noted.SET_GROUP, about, office_id=ctx.me.office_id, person_id=ctx.me.id, detail=detail
    )  # fmt: skip
    return reply(words.chosen(ctx.voice, wanted=chat.digest))


def _office(office_id: int, ctx: Context) -> list[GroupPush]:
    calendar, today = ctx.calendar(office_id), local(ctx.now).date()
    if not is_time(ctx.now, today, calendar):
        return []
    chats = ctx.tx.group_nags.wanting(office_id, usually=ctx.groups_digest)
    asked = ctx.tx.work.open_requirements(office_id, ctx.now) if chats else []
    days = [(requirement, local(requirement.due_at).date()) for requirement in asked]
    due = [_Due(one, step, day) for one, day in days if (step := step_of(today, day, calendar)) is not None]
    told = ctx.tx.group_nags.told([one.requirement.id for one in due]) if due else set()
    pushes = [_push(chat, due, told, ctx) for chat in chats] if due else []
    return [push for push in pushes if push is not None]


def _push(chat: Chat, due: list[_Due], told: set[GroupNagKey], ctx: Context) -> GroupPush | None:
    """One message about all of it; None when there is nothing to say, or the group is to hear nothing."""
    says, unit = groups.says(chat, ctx), chat.bound_to
    if says is GroupSays.NOTHING or unit is None or chat.members is None:
        return None
    keyed = {GroupNagKey(RULE, one.requirement.id, one.step, one.day, chat.line_id): one for one in due}
    new = {key: one for key, one in keyed.items() if key not in told}
    standing = {key: ctx.tx.group_nags.standing(one.requirement.id, unit.id) for key, one in new.items()}
    open_ = {key: said for key, said in standing.items() if said.owed}
    if not open_:
        return None
    items = [_item(new[key], said, ctx) for key, said in open_.items()]
    message = words.digest(ctx.voice, items, named=says is GroupSays.NAMES)
    return GroupPush(chat.line_id, chat.members, (message,), hears=says.most, asks=tuple(open_))


def _item(due: _Due, standing: Standing, ctx: Context) -> words.Due:
    return words.Due(due.requirement.title, due.day, local(ctx.now).date(), due.step == LAST, standing)


DEED = Deed(
    name="choose digests",
    do=choose,
    intents=frozenset({Intent.GROUP_DIGEST}),
    right=Right.BIND_GROUPS,
)
