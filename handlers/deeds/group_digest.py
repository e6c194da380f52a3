"""สรุปในกลุ่ม: at half past one a bound group hears how much is in of what falls due tomorrow or today.

Only groups for which it was chosen; what each may hear is its setting. An officer chooses in the group, or on its card.
Whoever speaks with the bot there before brings it along with the answer, for nothing; people who agreed are mentioned.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.disclosure import GroupSays
from domain.events import ButtonPressed, Place, TextSaid
from domain.group_digests import LAST, RULE, GroupNagKey, Standing, affordable, is_time, step_of
from domain.messages import GroupPush, Message, Outgoing
from domain.phrases.groups import wants_digest
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.thai import local
from handlers import groups
from handlers.postscripts import Postscript
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import group_digests as words
from handlers.wording import groups as group_words

if TYPE_CHECKING:
    from storage.schema import Chat, Requirement

_SETTING = 2  # numbers behind the button: the group, and whether it is to be told


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


def postscript(ctx: Context) -> Postscript | None:
    """What the group would be told today, behind an answer in it from the hour of the day's reminders on."""
    chat = ctx.group
    if chat is None or chat.bound_to is None or not groups.wants_digest(chat, ctx):
        return None
    if local(ctx.now).time() < ctx.rules.digest or groups.says(chat, ctx) is not ctx.says:
        return None  # what it hears was changed by the very words that are answered: the next answer knows
    due = _reached(chat.bound_to.office_id or 0, ctx)
    message, keys = _digest(chat, due, _told(due, ctx), ctx) if due else (None, ())
    return Postscript(message, told=keys) if message is not None and ctx.hears(message.tells) else None


def choose(event: TextSaid | ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Whether a group is told: typed in it by an officer, or digest:<group>:<1 for yes> on its card."""
    if isinstance(event, ButtonPressed):
        return _choose_on_card(event, ctx)
    if event.place is Place.PRIVATE or ctx.group is None:
        return reply(group_words.not_bound(ctx.voice))
    _set(ctx.group, ctx, wanted=wants_digest(event.text))
    return reply(words.chosen(ctx.voice, wanted=wants_digest(event.text)))


def _choose_on_card(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    said = numbers(event)
    chat = ctx.tx.chats.in_office(said[0], ctx.me.office_id) if len(said) == _SETTING else None
    if chat is None:
        return reply(group_words.no_such_group(ctx.voice))
    if chat.bound_to is not None:
        _set(chat, ctx, wanted=bool(said[1]))
    return reply(group_words.one_group(ctx.voice, groups.view(chat, ctx)))


def _set(chat: Chat, ctx: Context, *, wanted: bool) -> None:
    """Choose, and take back what was on its way."""
    chat.digest = wanted
    ctx.tx.group_nags.withdraw_from(chat.line_id, ctx.now)
    about, detail = chat.unit.code if chat.unit else "", {"chat": chat.id, "digest": wanted}
    ctx.tx.audit.note(
        ctx.now, Noted.SET_GROUP, about, office_id=ctx.me.office_id, person_id=ctx.me.id, detail=detail
    )  # fmt: skip


def _office(office_id: int, ctx: Context) -> list[GroupPush]:
    if not is_time(ctx.now, local(ctx.now).date(), ctx.calendar(office_id)):
        return []
    chats = ctx.tx.group_nags.wanting(office_id, usually=ctx.groups_digest)
    due = _reached(office_id, ctx) if chats else []
    told = _told(due, ctx) if due else set()
    pushes = [_push(chat, due, told, ctx) for chat in chats] if due else []
    return [push for push in pushes if push is not None]


def _reached(office_id: int, ctx: Context) -> list[_Due]:
    """What the office has asked for and is due tomorrow or today."""
    calendar, today = ctx.calendar(office_id), local(ctx.now).date()
    asked = ctx.tx.work.open_requirements(office_id, ctx.now)
    days = [(requirement, local(requirement.due_at).date()) for requirement in asked]
    return [_Due(one, step, day) for one, day in days if (step := step_of(today, day, calendar)) is not None]


def _told(due: Collection[_Due], ctx: Context) -> set[GroupNagKey]:
    return ctx.tx.group_nags.told([one.requirement.id for one in due])


def _push(chat: Chat, due: list[_Due], told: set[GroupNagKey], ctx: Context) -> GroupPush | None:
    """The digest as a message of its own, where it is known what that costs."""
    message, keys = _digest(chat, due, told, ctx)
    if message is None or chat.members is None:
        return None
    return GroupPush(chat.line_id, chat.members, (message,), hears=groups.says(chat, ctx).most, asks=keys)


def _digest(
    chat: Chat, due: list[_Due], told: set[GroupNagKey], ctx: Context
) -> tuple[Message | None, tuple[GroupNagKey, ...]]:
    """One message about all of it; None when there is nothing to say, or the group is to hear nothing."""
    says, unit = groups.says(chat, ctx), chat.bound_to
    if says is GroupSays.NOTHING or unit is None:
        return None, ()
    keyed = {GroupNagKey(RULE, one.requirement.id, one.step, one.day, chat.line_id): one for one in due}
    new = {key: one for key, one in keyed.items() if key not in told}
    standing = {key: ctx.tx.group_nags.standing(one.requirement.id, unit.id) for key, one in new.items()}
    open_ = {key: said for key, said in standing.items() if said.owed}
    if not open_:
        return None, ()
    items = [_item(new[key], said, ctx) for key, said in open_.items()]
    if says is not GroupSays.NAMES:
        return words.digest(ctx.voice, items), tuple(open_)
    owing = {one.unit_id for said in open_.values() for one in said.missing}
    return words.digest_with_names(ctx.voice, items, ctx.tx.group_members.to_mention(chat, owing, ctx.now)), tuple(
        open_
    )


def _item(due: _Due, standing: Standing, ctx: Context) -> words.Due:
    return words.Due(due.requirement.title, due.day, local(ctx.now).date(), due.step == LAST, standing)


DEED = Deed(
    name="choose digests",
    do=choose,
    intents=frozenset({Intent.GROUP_DIGEST}),
    tap="digest",
    right=Right.BIND_GROUPS,
)
