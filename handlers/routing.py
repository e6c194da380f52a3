"""From an event to the deed that answers it: one table, first match wins, rights checked before the deed runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Protocol

from domain.calendar import WorkCalendar
from domain.disclosure import GroupSays, Tells
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
from domain.forms.definition import FormDefinition
from domain.keeping import Terms
from domain.lifecycle import State
from domain.messages import Message, Outgoing, Push, Reply
from domain.nagging import Rules
from domain.phrases import Intent, Understood, understand
from domain.plan import Role
from domain.privacy import rest_of
from domain.rights import Right, may
from domain.thai import local
from handlers.file_reading import FileRead
from handlers.group_at_hand import group_at_hand
from handlers.postscripts import with_postscripts
from handlers.wording import people as words
from handlers.wording import privacy as privacy_words
from handlers.wording.voice import Voice

if TYPE_CHECKING:
    from storage.schema import Person, Unit
    from storage.store import Transaction


_NEVER_ANSWERED = (PeopleJoined, PeopleLeft, AccountLinked, Unknown)
LONGEST_SENTENCE = 500  # characters; what asks for something is shorter, and patterns take their time with more


class LinkMaker(Protocol):
    """Makes signed links."""

    def file(self, document_id: int, person_id: int, now: datetime) -> str:
        """A link that opens the document for that person."""
        ...


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it was fetched. `content`: fetched, gone (taken back or expired) or too_large.

    `read`: what it turned out to be, None unless it was fetched.
    """

    inbox_id: int
    content: str
    sha256: str
    data: bytes
    at: datetime
    read: FileRead | None


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo, video or voice message as it was fetched. `sha256` is empty unless `content` is fetched."""

    message_id: str
    kind: str
    content: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Album:
    """What was sent at once. `late`: others of the set have been answered already."""

    photos: tuple[Photo, ...]
    late: bool


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a deed may use. `person` is None for a stranger; `said` is set for typed words only.

    `usual_says`: what groups hear for which no officer has chosen; `says`: what the group at hand hears; `group_unit`:
    the unit of the speaker's office that it is bound to.
    `asked`: something was asked by words or a button, which nobody does by sending a file.
    """

    now: datetime
    tx: Transaction
    voice: Voice
    forms: Mapping[str, FormDefinition]
    works: Mapping[str, Sequence[State]]
    rules: Rules
    links: LinkMaker
    usual_says: GroupSays
    link_hours: int
    largest_megabytes: int
    keep: Terms
    calendar_with: Callable[[Mapping[date, str], frozenset[date]], WorkCalendar]
    monthly: int  # paid messages, where LINE's own figure is not known
    reserve: int  # how many of them reminders leave over
    person: Person | None = None
    place: Place = Place.PRIVATE
    said: Understood | None = None
    received: Received | None = None
    album: Album | None = None
    says: GroupSays = GroupSays.NOTHING
    group_unit: Unit | None = None
    asked: bool = False

    def about(self, event: Incoming, brought: Received | Album | None = None) -> Context:
        """The same context for one event: who speaks, what was understood, and what they brought."""
        person, said = self.tx.people.by_line(event.user), understood(event)
        received = brought if isinstance(brought, Received) else None
        album = brought if isinstance(brought, Album) else None
        says, unit = group_at_hand(self.tx, event, person, self.usual_says)
        return replace(
            self,
            person=person,
            place=event.place,
            said=said,
            received=received,
            album=album,
            says=says,
            group_unit=unit,
            asked=said is not None or isinstance(event, ButtonPressed),
        )

    def hears(self, tells: Tells) -> bool:
        """Whether the chat at hand may hear what tells so much."""
        return self.place is Place.PRIVATE or tells <= self.says.most

    def as_person(self, person: Person) -> Context:
        """The same context with somebody who has only just registered."""
        return replace(self, person=person)

    @property
    def me(self) -> Person:
        """The registered person who speaks; deeds for members only run with one."""
        if self.person is None:
            raise LookupError("no registered person here")
        return self.person

    @property
    def my_units(self) -> list[int]:
        """Ids of the units the person serves."""
        return [m.unit_id for m in self.me.memberships]

    def may(self, right: Right) -> bool:
        """Whether the person holds a right."""
        return self.person is not None and may((Role(m.role) for m in self.person.memberships), right)

    def calendar(self, office_id: int) -> WorkCalendar:
        """The office's calendar, with the days its plan adds or takes away."""
        days = self.tx.people.days_off(office_id)
        off = {d.day: d.name for d in days if not d.works}
        return self.calendar_with(off, frozenset(d.day for d in days if d.works))


class Who(Enum):
    """Whom a deed is for."""

    ANYONE = auto()
    MEMBER = auto()
    OVERSEER = auto()  # holds the right to see all


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing a person can make happen, and how they ask for it: an event, typed words, or a button.

    `tap`: what the data of its buttons starts with; the rest after the colon is its argument. `private`: what it
    tells is for the person alone; asked for in a group, it says where to ask instead. `of_group`: in a group bound to
    a unit it tells how that unit stands, to anybody of the office. `slow`: it may take seconds.
    """

    name: str
    do: Callable[[Any, Context], list[Outgoing]]
    events: tuple[type[Incoming], ...] = ()
    intents: frozenset[Intent] = field(default=frozenset())
    tap: str = ""
    who: Who = Who.MEMBER
    private: bool = False
    of_group: bool = False
    slow: bool = False

    def answers(self, event: Incoming, said: Understood | None) -> bool:
        """Whether this deed is what the event asks for."""
        if isinstance(event, TextSaid):
            return said is not None and said.intent in self.intents
        if isinstance(event, ButtonPressed):
            return bool(self.tap) and event.data.split(":", 1)[0] == self.tap
        return isinstance(event, self.events)


@dataclass(frozen=True, slots=True)
class Table:
    """All deeds in order, the one for words nobody claims, and what is added to an answer while somebody is there.

    `postscripts`: each gives a message to put behind a private answer to somebody registered, or None.
    """

    deeds: tuple[Deed, ...]
    otherwise: Deed
    postscripts: tuple[Callable[[Context], Message | None], ...] = ()

    def __post_init__(self) -> None:
        claimed = [intent for deed in self.deeds for intent in deed.intents]
        taps = [deed.tap for deed in self.deeds if deed.tap]
        twice = {c for c in claimed if claimed.count(c) > 1} | {t for t in taps if taps.count(t) > 1}
        if twice:
            raise ValueError(f"claimed by two deeds: {sorted(twice)}")

    def find(self, event: Incoming, said: Understood | None) -> Deed:
        """The first deed that answers the event."""
        return next((deed for deed in self.deeds if deed.answers(event, said)), self.otherwise)


def understood(event: Incoming) -> Understood | None:
    """What typed words ask for, apart from what was masked in them; None for talk not meant for us, and the like."""
    if not isinstance(event, TextSaid) or not event.addressed:
        return None
    text = rest_of(event.text) if event.masked else event.text
    return understand(text[:LONGEST_SENTENCE])


def is_slow(table: Table, event: Incoming) -> bool:
    """Whether the answer may take seconds, so that the person should see that it is being prepared."""
    return table.find(event, understood(event)).slow


def answer(table: Table, event: Incoming, ctx: Context) -> list[Outgoing]:
    """Run the deed an event asks for, if the person may; say kindly why not otherwise."""
    if isinstance(event, _NEVER_ANSWERED) or (isinstance(event, TextSaid) and not event.addressed):
        return []
    deed = table.find(event, ctx.said)
    warning = _warning(event, ctx)
    if warning and deed is table.otherwise:
        return warning
    return warning + _done(table, deed, event, ctx)


def _warning(event: Incoming, ctx: Context) -> list[Outgoing]:
    """A kind word when something was taken out of what somebody sent; a group's files are passed over in silence."""
    if not isinstance(event, TextSaid | FileSent) or not event.masked:
        return []
    if event.place is Place.PRIVATE:
        return reply(privacy_words.secret_seen(ctx.voice, event.masked))
    return reply(privacy_words.secret_in_group(ctx.voice)) if isinstance(event, TextSaid) else []


def _done(table: Table, deed: Deed, event: Incoming, ctx: Context) -> list[Outgoing]:
    if deed.who is not Who.ANYONE and ctx.person is None:
        quiet = event.place is Place.GROUP and not isinstance(event, TextSaid)
        return [] if quiet else reply(words.please_register(ctx.voice))
    if deed.who is Who.OVERSEER and not ctx.may(Right.SEE_ALL) and not (deed.of_group and ctx.group_unit):
        return reply(words.not_for_you(ctx.voice))
    if deed.private and event.place is Place.GROUP:
        return reply(words.ask_in_private(ctx.voice))
    said = deed.do(event, ctx)
    if deed.who is Who.ANYONE or ctx.person is None or event.place is Place.GROUP:
        return said
    return with_postscripts(said, table.postscripts, ctx)


def wants_content(event: FileSent | PhotoSent, ctx: Context) -> bool:
    """Whether the bytes are to be fetched: only from somebody we know, and in a group only what may be a form."""
    if ctx.person is None or (isinstance(event, PhotoSent) and event.elsewhere):
        return False
    return event.place is Place.PRIVATE or (isinstance(event, FileSent) and may_be_form(event.name))


def give_up(event: Incoming, ctx: Context) -> list[Outgoing]:
    """What is said when an event has failed too often: sorry to the person, a line a day to the officers."""
    said: list[Outgoing] = []
    called = event.place is Place.PRIVATE or isinstance(event, TextSaid | ButtonPressed) or ctx.person is not None
    if called and event.reply_token is not None and not isinstance(event, _NEVER_ANSWERED):
        said += reply(words.sorry_parked(ctx.voice), worth_push=True)
    day = local(ctx.now).date()
    for officer in ctx.tx.people.with_role(_office_of(ctx), [Role.OFFICER]):
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
