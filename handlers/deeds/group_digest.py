"""สรุปในกลุ่ม: at half past one a bound group hears how much is in of what falls due tomorrow or today.

Only groups for which it was chosen; what each may hear is its setting. An officer chooses in the group, or on its card.
Whoever speaks with the bot there before brings it along with the answer, for nothing; people who agreed are mentioned.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.disclosure import GroupSays
from domain.events import ButtonPressed, Place, TextSaid
from domain.group_digests import HOUR, LAST, GroupNagKey, Standing, affordable, is_time, is_worth_its_messages
from domain.messages import GroupPush, Message, Outgoing
from domain.phrases.groups import wants_digest
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.thai import local
from handlers import groups
from handlers.due_in_groups import Due, reached, told
from handlers.postscripts import Postscript
from handlers.reminder_rounds import is_short
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import group_digests as words
from handlers.wording import groups as group_words

if TYPE_CHECKING:
    from storage.schema import Chat

_SETTING = 2  # numbers behind the button: the group, and whether it is to be told


def tick(ctx: Context) -> list[Outgoing]:
    """The clock's deed. What all groups together cost stays within what reminders may use.

    When that is little, a group is told only if it costs no more than its units would.
    """
    left = ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly).left
    wanted = [push for office_id in _offices(ctx) for push in _office(office_id, ctx)]
    if wanted and is_short(ctx):
        wanted = [one for one in wanted if is_worth_its_messages(one.push.members, one.named)]
    room = None if left is None else left - ctx.reserve
    return list(affordable(((one.push, one.push.members) for one in wanted), room))


def postscript(ctx: Context) -> Postscript | None:
    """What the group would be told today, behind an answer in it from the hour of the day's reminders on."""
    chat = ctx.group
    if chat is None or chat.bound_to is None or not groups.wants_digest(chat, ctx):
        return None
    if local(ctx.now).time() < ctx.rules.digest or groups.says(chat, ctx) is not ctx.says:
        return None  # what it hears was changed by the very words that are answered: the next answer knows
    due = reached(chat.bound_to.office_id or 0, ctx)
    said = _digest(chat, due, told(due, ctx), ctx) if due else None
    return Postscript(said.message, told=said.keys) if said is not None and ctx.hears(said.message.tells) else None


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


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A digest as a message of its own; `named`: how many units it names."""

    push: GroupPush
    named: int


@dataclass(frozen=True, slots=True)
class _Digest:
    """What a group is told, with its lines of the ledger; `named`: how many units by name."""

    message: Message
    keys: tuple[GroupNagKey, ...]
    named: int = 0


def _offices(ctx: Context) -> list[int]:
    """Where it is time, and there is a group to tell."""
    today = local(ctx.now).date()
    if local(ctx.now).time() < HOUR:
        return []
    offices = [one for one in ctx.offices() if is_time(ctx.now, today, ctx.calendar(one))]
    where = ctx.tx.group_nags.wanting_in(usually=ctx.groups_digest) if offices else ()
    return [one for one in offices if one in where]


def _office(office_id: int, ctx: Context) -> list[_Wanted]:
    chats = ctx.tx.group_nags.wanting(office_id, usually=ctx.groups_digest)
    due = reached(office_id, ctx) if chats else []
    known = told(due, ctx) if due else set()
    found = [_push(chat, due, known, ctx) for chat in chats] if due else []
    return [one for one in found if one is not None]


def _push(chat: Chat, due: list[Due], known: set[GroupNagKey], ctx: Context) -> _Wanted | None:
    """The digest as a message of its own, where it is known what that costs."""
    said = _digest(chat, due, known, ctx)
    if said is None or chat.members is None:
        return None
    hears = groups.says(chat, ctx).most
    return _Wanted(GroupPush(chat.line_id, chat.members, (said.message,), hears=hears, asks=said.keys), said.named)


def _digest(chat: Chat, due: list[Due], known: set[GroupNagKey], ctx: Context) -> _Digest | None:
    """One message about all of it; None when there is nothing to say, or the group is to hear nothing."""
    says, unit = groups.says(chat, ctx), chat.bound_to
    if says is GroupSays.NOTHING or unit is None:
        return None
    new = {one.key(chat): one for one in due if one.key(chat) not in known}
    standing = {key: ctx.tx.group_nags.standing(one.requirement.id, unit.id) for key, one in new.items()}
    open_ = {key: said for key, said in standing.items() if said.owed}
    if not open_:
        return None
    items = [_item(new[key], said, ctx) for key, said in open_.items()]
    if says is not GroupSays.NAMES:
        return _Digest(words.digest(ctx.voice, items), tuple(open_))
    owing = {one.unit_id for said in open_.values() for one in said.missing}
    mentioned = ctx.tx.group_members.to_mention(chat, owing, ctx.now)
    return _Digest(words.digest_with_names(ctx.voice, items, mentioned), tuple(open_), len(owing))


def _item(due: Due, standing: Standing, ctx: Context) -> words.Due:
    return words.Due(due.requirement.title, due.day, local(ctx.now).date(), due.step == LAST, standing)


DEED = Deed(
    name="choose digests",
    do=choose,
    intents=frozenset({Intent.GROUP_DIGEST}),
    tap="digest",
    right=Right.BIND_GROUPS,
)
