"""From an event to the deed that answers it: one table, first match wins, rights checked before the deed runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import partial
from typing import Any

from domain.events import (
    AccountLinked,
    ButtonPressed,
    FileSent,
    Incoming,
    PeopleJoined,
    PeopleLeft,
    PhotoSent,
    Place,
    TextSaid,
    Unknown,
    may_be_form,
)
from domain.introductions import names_a_unit
from domain.messages import Message, Outgoing, Push, Reply
from domain.phrases.understanding import Intent, Understood
from domain.rights import Right, roles_with
from domain.thai import local
from handlers import consent
from handlers.context import Album, Context, LinkMaker, Photo, Received, understood
from handlers.postscripts import Postscripting, with_postscripts
from handlers.wording import people as words
from handlers.wording import privacy as privacy_words
from handlers.wording import registration as registration_words

__all__ = [
    "Album",
    "Context",
    "Deed",
    "Dialogue",
    "LinkMaker",
    "Photo",
    "Received",
    "Table",
    "Who",
    "answer",
    "argument",
    "give_up",
    "is_slow",
    "numbers",
    "prepared",
    "prepares",
    "reply",
    "understood",
    "wants_content",
]

_NEVER_ANSWERED = (PeopleJoined, PeopleLeft, AccountLinked, Unknown)
_NOTHING_TO_DO = (AccountLinked, Unknown)


class Who(Enum):
    """Whom a deed is for."""

    ANYONE = auto()
    MEMBER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing a person can make happen, and how they ask for it: an event, typed words, or a button.

    `tap`: what the data of its buttons starts with; the rest after the colon is its argument. `right`: what a member
    must hold; `of_group`: or, in a group bound to a unit, belong to the office: then it tells how that unit stands.
    `private`: what it tells is for the person alone; asked for in a group, it says where to ask instead. `slow`: it may
    take seconds. `beforehand`: what of its work only reads; it is done before the transaction in which others cannot
    write is opened, and its outcome stands in `Context.prepared`. `before_notice`: also for those who have not agreed
    to the notice. `links`: it answers words that hand in a link, before any deed that claims such words without one.
    """

    name: str
    do: Callable[[Any, Context], list[Outgoing]]
    events: tuple[type[Incoming], ...] = ()
    intents: frozenset[Intent] = field(default=frozenset())
    tap: str = ""
    who: Who = Who.MEMBER
    right: Right | None = None
    of_group: bool = False
    private: bool = False
    slow: bool = False
    beforehand: Callable[[Any, Context], object] | None = None
    before_notice: bool = False
    links: bool = False

    def answers(self, event: Incoming, said: Understood | None) -> bool:
        """Whether this deed is what the event asks for."""
        if isinstance(event, TextSaid):
            return said is not None and (said.hands_in_a_link if self.links else said.intent in self.intents)
        if isinstance(event, ButtonPressed):
            return bool(self.tap) and event.data.split(":", 1)[0] == self.tap
        return isinstance(event, self.events)


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A question whose answer may be typed: `takes` says whether words are meant for it (`unclaimed`: by no deed)."""

    deed: Deed
    takes: Callable[[TextSaid, Context, bool], bool]


@dataclass(frozen=True, slots=True)
class Table:
    """All deeds in order, and what no event asks for by itself.

    `otherwise`: for words nobody claims. `filling`: for these words too, while an application is being filled in.
    `dialogues`: for words in private that answer what was asked. `notice`: what comes before everything else.
    `postscripts`: each gives a message to put behind a private answer to somebody registered, or None;
    `group_postscripts`: behind an answer to what was asked in a group.
    """

    deeds: tuple[Deed, ...]
    otherwise: Deed
    filling: Deed
    notice: Deed
    postscripts: tuple[Postscripting, ...] = ()
    group_postscripts: tuple[Postscripting, ...] = ()
    dialogues: tuple[Dialogue, ...] = ()

    def __post_init__(self) -> None:
        claimed = [intent for deed in self.deeds for intent in deed.intents]
        taps = [deed.tap for deed in self.deeds if deed.tap]
        twice = {c for c in claimed if claimed.count(c) > 1} | {t for t in taps if taps.count(t) > 1}
        if twice:
            raise ValueError(f"claimed by two deeds: {sorted(twice)}")

    def find(self, event: Incoming, said: Understood | None) -> Deed:
        """The first deed that answers the event."""
        return next((deed for deed in self.deeds if deed.answers(event, said)), self.otherwise)


def is_slow(table: Table, event: Incoming) -> bool:
    """Whether the answer may take seconds, so that the person should see that it is being prepared."""
    return table.find(event, understood(event)).slow


def prepares(table: Table, event: Incoming) -> bool:
    """Whether the answer has a part that is to be worked out beforehand."""
    return table.find(event, understood(event)).beforehand is not None


def prepared(table: Table, event: Incoming, ctx: Context) -> object:
    """Work that part out, if the speaker is going to be answered with it; else None."""
    deed, ctx = _deed(table, event, ctx)
    if deed.beforehand is None or (not deed.before_notice and consent.comes_first(event, ctx)):
        return None
    return None if _refusal(deed, event, ctx) is not None else deed.beforehand(event, ctx)


def answer(table: Table, event: Incoming, ctx: Context) -> list[Outgoing]:
    """Run the deed an event asks for, if the person may and has seen the notice; say kindly why not otherwise."""
    if isinstance(event, _NOTHING_TO_DO) or (isinstance(event, TextSaid) and not event.addressed):
        return []
    ctx = replace(ctx, go_on=partial(_as_if_typed, table, event, ctx), offers=partial(_offers, table, event, ctx))
    deed, ctx = _deed(table, event, ctx)
    warning = _warning(event, ctx)
    if not deed.before_notice and consent.comes_first(event, ctx):
        return warning + table.notice.do(event, ctx)
    if warning and deed is table.otherwise:
        return warning
    if (refusal := _refusal(deed, event, ctx)) is not None:
        return warning + refusal
    said = warning + deed.do(event, ctx)
    return with_postscripts(said, _postscripts(table, deed, event, ctx), ctx)


def _postscripts(table: Table, deed: Deed, event: Incoming, ctx: Context) -> Sequence[Postscripting]:
    """What may stand behind the answer: in private to somebody registered, in a group to what was asked."""
    if event.place is Place.GROUP:
        return table.group_postscripts if ctx.asked else ()
    return () if deed.who is Who.ANYONE or ctx.person is None else table.postscripts


def _warning(event: Incoming, ctx: Context) -> list[Outgoing]:
    """A kind word when something was taken out of what somebody sent; a group's files are passed over in silence."""
    if not isinstance(event, TextSaid | FileSent) or not event.masked:
        return []
    if event.place is Place.PRIVATE:
        return reply(privacy_words.secret_seen(ctx.voice, event.masked))
    return reply(privacy_words.secret_in_group(ctx.voice)) if isinstance(event, TextSaid) else []


def _offers(table: Table, event: Incoming, ctx: Context) -> frozenset[Intent]:
    """What the speaker would be answered about, and not refused."""
    open_to_them = (deed for deed in table.deeds if deed.intents and _refusal(deed, event, ctx) is None)
    return frozenset().union(*(deed.intents for deed in open_to_them))


def _as_if_typed(table: Table, event: Incoming, ctx: Context, said: str) -> list[Outgoing]:
    typed = TextSaid(
        event_id=event.event_id, at=event.at, place=event.place, chat=event.chat, user=event.user,
        reply_token=event.reply_token, text=said, addressed=True, message_id="",
    )  # fmt: skip
    return answer(table, typed, replace(ctx, said=understood(typed)))


def _deed(table: Table, event: Incoming, ctx: Context) -> tuple[Deed, Context]:
    """The deed of the event, and the context in which it is done: an answer is read by the rules alone."""
    if isinstance(event, TextSaid) and event.place is not Place.GROUP and ctx.said is not None:
        plain = replace(ctx, said=ctx.said.by_rules)
        if (begun := _begun(table, event, plain)) is not None:
            return begun, plain
    return _asked_for(table, event, ctx), ctx


def _asked_for(table: Table, event: Incoming, ctx: Context) -> Deed:
    """What the event asks for by itself; a question where that is not sure."""
    said = ctx.said
    unsure = said is not None and not said.hands_in_a_link and said.unasked is Intent.UNKNOWN
    return table.otherwise if unsure else table.find(event, said)


def _begun(table: Table, event: TextSaid, ctx: Context) -> Deed | None:
    """The deed of what was begun before: words nobody claims, or only members may say, go on with an application.

    A stranger begins one by saying in private which unit they are of.
    """
    deed = _asked_for(table, event, ctx)
    unclaimed, stranger = deed is table.otherwise, ctx.person is None
    if not stranger:
        for dialogue in table.dialogues:
            if dialogue.takes(event, ctx, unclaimed):
                return dialogue.deed
    if ctx.is_filling and (unclaimed or (stranger and deed.who is Who.MEMBER)):
        return table.filling
    return table.filling if unclaimed and stranger and not ctx.is_waiting and names_a_unit(event.text) else None


def _refusal(deed: Deed, event: Incoming, ctx: Context) -> list[Outgoing] | None:
    """Why the deed is not for the speaker, or not here; None when it is."""
    if deed.who is not Who.ANYONE and ctx.person is None:
        quiet = event.place is Place.GROUP and not isinstance(event, TextSaid)
        return [] if quiet else reply(_not_yet(ctx))
    if deed.right is not None and not ctx.may(deed.right) and not (deed.of_group and ctx.group_unit):
        return reply(words.not_for_you(ctx.voice))
    if deed.private and event.place is Place.GROUP:
        return reply(words.ask_in_private(ctx.voice))
    return None


def _not_yet(ctx: Context) -> Message:
    return registration_words.still_waiting(ctx.voice) if ctx.is_waiting else words.please_register(ctx.voice)


def wants_content(event: FileSent | PhotoSent, ctx: Context) -> bool:
    """Whether the bytes are to be fetched: only from somebody we know, and in a group only what may be a form."""
    if ctx.person is None or (isinstance(event, PhotoSent) and event.elsewhere):
        return False
    return event.place is Place.PRIVATE or (isinstance(event, FileSent) and may_be_form(event.name))


def give_up(event: Incoming, ctx: Context) -> list[Outgoing]:
    """What is said of an event that failed too often: sorry to the person, a line a day to whoever keeps it running."""
    said: list[Outgoing] = []
    called = event.place is Place.PRIVATE or isinstance(event, TextSaid | ButtonPressed) or ctx.person is not None
    if called and event.reply_token is not None and not isinstance(event, _NEVER_ANSWERED):
        said += reply(words.sorry_parked(ctx.voice), worth_push=True)
    day = local(ctx.now).date()
    for officer in ctx.tx.people.with_role(_office_of(ctx), roles_with(Right.KEEP_RUNNING)):
        notice = words.work_is_parked(ctx.voice)
        said.append(Push(officer.line_user_id or "", (notice,), once=f"parked:{day}:{officer.id}"))
    return said


def _office_of(ctx: Context) -> int | None:
    """The speaker's office; for a stranger the only one there is, or none: no office pays for another's strangers."""
    offices = [ctx.person.office_id] if ctx.person else [office.id for office in ctx.tx.people.offices()]
    return offices[0] if len(offices) == 1 else None


def reply(*messages: Message, worth_push: bool = False) -> list[Outgoing]:
    """One free answer with these messages."""
    return [Reply(messages, worth_push=worth_push)]


def numbers(event: Incoming) -> list[int]:
    """The numbers behind the colons of a button's data; none for typed words or data that is not ours."""
    parts = event.data.split(":")[1:] if isinstance(event, ButtonPressed) else []
    ours = all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts)  # noqa: PLR2004 - 64 bits
    return [int(part) for part in parts] if ours else []


def argument(event: Incoming) -> int | None:
    """The one number behind the colon of a button's data, or None."""
    found = numbers(event)
    return found[0] if len(found) == 1 else None
