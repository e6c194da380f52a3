"""กลุ่มที่ผูกไว้: the LINE groups of an office, what may be said in each, and letting one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.disclosure import GroupSays
from domain.events import ButtonPressed, Incoming, Place, TextSaid
from domain.messages import Outgoing
from domain.phrases.groups import says_in
from domain.phrases.understanding import Intent
from domain.rights import Right
from handlers import groups
from handlers.routing import Context, Deed, argument, numbers, reply
from handlers.wording import groups as words

if TYPE_CHECKING:
    from storage.schema import Chat

_SURE = 1  # behind the group in a button's data


def list_groups(event: Incoming, ctx: Context) -> list[Outgoing]:
    """All groups of the office; the only one at once with its buttons."""
    found = [groups.view(chat, ctx) for chat in ctx.tx.chats.of_office(ctx.me.office_id)]
    if len(found) == 1:
        return reply(words.one_group(ctx.voice, found[0]))
    return reply(words.groups(ctx.voice, found, argument(event) or 0))


def show_group(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """One group with its buttons: group:<group>."""
    return _show(_named(event, ctx), ctx)


def set_says(event: TextSaid | ButtonPressed, ctx: Context) -> list[Outgoing]:
    """What may be said in a group: typed in it, or says:<group>:<setting> in private."""
    if isinstance(event, ButtonPressed):
        chat, chosen = _named(event, ctx), numbers(event)[1:]
        if chat is not None and chat.bound_to is not None and chosen and chosen[0] < len(GroupSays):
            _set(chat, list(GroupSays)[chosen[0]], ctx)
        return _show(chat, ctx)
    if event.place is Place.PRIVATE:
        return list_groups(event, ctx)
    chat, says = _here(event, ctx), says_in(event.text)
    if chat is None or says is None:
        return reply(words.not_bound(ctx.voice))
    _set(chat, says, ctx)
    return reply(words.says_now(ctx.voice, says))


def unbind(event: TextSaid | ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Let a group go: typed in it, or unbind:<group> in private, which asks once."""
    if isinstance(event, TextSaid):
        if event.place is Place.PRIVATE:
            return list_groups(event, ctx)
        chat = _here(event, ctx)
        return reply(words.not_bound(ctx.voice)) if chat is None else _unbind(chat, ctx)
    chat = _named(event, ctx)
    if chat is None:
        return reply(words.no_such_group(ctx.voice))
    if numbers(event)[1:] != [_SURE]:
        return reply(words.really_unbind(ctx.voice, groups.view(chat, ctx)))
    return _unbind(chat, ctx)


def _unbind(chat: Chat, ctx: Context) -> list[Outgoing]:
    _note(Noted.UNBIND_GROUP, chat, ctx)
    ctx.tx.chats.unbind(chat)
    return reply(words.unbound(ctx.voice))


def _set(chat: Chat, says: GroupSays, ctx: Context) -> None:
    ctx.tx.chats.set_says(chat, says)
    ctx.tx.group_nags.withdraw_from(chat.line_id, ctx.now)  # it may have been written under another setting
    _note(Noted.SET_GROUP, chat, ctx, says=says.value)


def _note(deed: Noted, chat: Chat, ctx: Context, **detail: str) -> None:
    about = chat.unit.code if chat.unit else ""
    ctx.tx.audit.note(
        ctx.now, deed, about, office_id=ctx.me.office_id, person_id=ctx.me.id, detail={"chat": chat.id, **detail}
    )


def _here(event: TextSaid, ctx: Context) -> Chat | None:
    """The group in which it was typed, if it is bound to a unit of the speaker's office."""
    return ctx.tx.chats.get(event.chat) if ctx.group_unit is not None else None


def _named(event: ButtonPressed, ctx: Context) -> Chat | None:
    named = numbers(event)
    return ctx.tx.chats.in_office(named[0], ctx.me.office_id) if named else None


def _show(chat: Chat | None, ctx: Context) -> list[Outgoing]:
    if chat is None:
        return reply(words.no_such_group(ctx.voice))
    return reply(words.one_group(ctx.voice, groups.view(chat, ctx)))


DEEDS = (
    Deed(
        name="list groups",
        do=list_groups,
        intents=frozenset({Intent.BOUND_GROUPS}),
        tap="groups",
        right=Right.BIND_GROUPS,
        private=True,
    ),
    Deed(name="show a group", do=show_group, tap="group", right=Right.BIND_GROUPS, private=True),
    Deed(
        name="set what a group hears",
        do=set_says,
        intents=frozenset({Intent.GROUP_SAYS}),
        tap="says",
        right=Right.BIND_GROUPS,
    ),
    Deed(
        name="unbind a group",
        do=unbind,
        intents=frozenset({Intent.UNBIND_GROUP}),
        tap="unbind",
        right=Right.BIND_GROUPS,
    ),
)
