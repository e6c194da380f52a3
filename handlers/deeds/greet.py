"""People and groups come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.events import BotJoined, BotLeft, Followed, PeopleJoined, PeopleLeft, Unfollowed
from domain.messages import Outgoing
from handlers import consent
from handlers.routing import Context, Deed, Who, reply
from handlers.wording import groups as group_words
from handlers.wording import menu
from handlers.wording import people as words
from handlers.wording.notice import notice

if TYPE_CHECKING:
    from storage.schema import Person


def followed(event: Followed, ctx: Context) -> list[Outgoing]:
    """Greet; somebody registered is welcomed back."""
    if ctx.person is not None and event.user is not None:
        ctx.tx.people.blocked(event.user, None)
        _note(Noted.UNBLOCK, ctx.person, ctx)
        return reply(words.welcome_back(ctx.voice, ctx.person.name))
    return reply(notice(ctx.voice, consent.carrying(menu.REGISTER.text), greeting=True))


def unfollowed(event: Unfollowed, ctx: Context) -> list[Outgoing]:
    """Note that this person cannot be reached any more."""
    if event.user is not None:
        ctx.tx.people.blocked(event.user, ctx.now)
    if ctx.person is not None:
        _note(Noted.BLOCK, ctx.person, ctx)
    return []


def joined(event: BotJoined, ctx: Context) -> list[Outgoing]:
    """Say in a group what the bot does there and what it does not read; or, where it was before, who must confirm."""
    ctx.tx.chats.joined(event.chat, event.at)
    ctx.tx.audit.note(ctx.now, Noted.JOIN_GROUP, event.chat)
    chat = ctx.tx.chats.get(event.chat)
    was_bound = chat is not None and chat.unit is not None and chat.bound_at is None
    return reply((group_words.hello_again if was_bound else words.group_hello)(ctx.voice))


def left(event: BotLeft, ctx: Context) -> list[Outgoing]:
    """Note it: nothing can be said to a group one has left."""
    ctx.tx.chats.left(event.chat, event.at)
    ctx.tx.audit.note(ctx.now, Noted.LEAVE_GROUP, event.chat)
    return []


def came(event: PeopleJoined, ctx: Context) -> list[Outgoing]:
    """Keep that people who may be mentioned are in the group; nothing is said."""
    ctx.tx.group_members.came(event.chat, event.users, event.at)
    return []


def went(event: PeopleLeft, ctx: Context) -> list[Outgoing]:
    """Keep that people are not in the group any more, so that nobody mentions them there."""
    ctx.tx.group_members.went(event.chat, event.users, event.at, ctx.now)
    return []


def _note(deed: Noted, person: Person, ctx: Context) -> None:
    ctx.tx.audit.note(ctx.now, deed, str(person.id), office_id=person.office_id, person_id=person.id)


DEEDS = (
    Deed(name="greet", do=followed, events=(Followed,), who=Who.ANYONE),
    Deed(name="part", do=unfollowed, events=(Unfollowed,), who=Who.ANYONE),
    Deed(name="enter a group", do=joined, events=(BotJoined,), who=Who.ANYONE),
    Deed(name="leave a group", do=left, events=(BotLeft,), who=Who.ANYONE),
    Deed(name="people come", do=came, events=(PeopleJoined,), who=Who.ANYONE),
    Deed(name="people go", do=went, events=(PeopleLeft,), who=Who.ANYONE),
)
