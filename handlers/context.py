"""What a deed may use: who speaks, what was understood, what they brought, and the office's rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from domain.agencies import Agency
from domain.applications import Standing
from domain.calendar import WorkCalendar
from domain.disclosure import GroupSays, Tells
from domain.events import ButtonPressed, Incoming, Place, TextSaid
from domain.forms.definition import FormDefinition
from domain.keeping import Terms
from domain.lifecycle import State
from domain.messages import Outgoing
from domain.morning import MorningRules
from domain.nagging import Rules
from domain.phrases.understanding import Intent, Understood, understand
from domain.plan import Role
from domain.privacy import rest_of
from domain.rehearsal import Rehearsal
from domain.rights import Right, may
from handlers.file_reading import FileRead, FileReader
from handlers.group_at_hand import group_at_hand
from handlers.office_calendar import CalendarWith, calendar_of
from handlers.own_forms import OwnForms
from handlers.wording.voice import Voice
from reports.seen import Shot

if TYPE_CHECKING:
    from pathlib import Path

    from handlers.looking import Looking
    from storage.schema import Application, Chat, Person, Unit
    from storage.store import Transaction

_understand = lru_cache(maxsize=8)(understand)  # each step of an event's way asks what its words mean
LONGEST_SENTENCE = 500  # characters; what asks for something is shorter, and patterns take their time with more


def _nothing_to_offer() -> frozenset[Intent]:
    raise LookupError("no event is being answered")


def _nothing_to_go_on_with(_words: str) -> list[Outgoing]:
    raise LookupError("no event is being answered")


class LinkMaker(Protocol):
    """Makes signed links."""

    def file(self, document_id: int, person_id: int, now: datetime) -> str:
        """A link that opens the document for that person."""
        ...

    def public(self, token: str) -> str:
        """A link to what was made public, for whoever has it."""
        ...

    def dashboard(self, person_id: int, now: datetime) -> str:
        """A link that opens the dashboard for that person."""
        ...


class Rehearser(Protocol):
    """Tries the clock out."""

    def rehearse(self, tx: Transaction, now: datetime, last: date) -> Rehearsal:
        """Whom the clock would tell what from now to the end of a Bangkok day; nothing of it stays."""
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
    """A photo, video or voice message as it was fetched. `sha256` is empty unless `content` is fetched.

    `shot`: what is to be seen on it.
    """

    message_id: str
    kind: str
    content: str
    sha256: str
    shot: Shot = field(default_factory=Shot)


@dataclass(frozen=True, slots=True)
class Album:
    """What was sent at once. `late`: others of the set have been answered already."""

    photos: tuple[Photo, ...]
    late: bool


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a deed may use. `person` is None for a stranger; `said` is set for typed words only.

    `forms`: the configured ones, and with a person those that their office taught. `basic_id`: what LINE calls our
    account (@123abcde), "" while it has not said. `application`: theirs that is open, in private. `go_on`: what they
    would be answered if they had typed these words. `offers`: all that they may ask for where they are. `usual_says`:
    what groups hear for which no officer has chosen; `says`: what the group at hand hears; `group`: that group, if it
    is bound to a unit of the speaker's office. `templates`: the folder with the office's own for its documents.
    `looking`: a tick's look at offices; without one a deed of the clock looks at all of them.
    `asked`: something was asked by words or a button, which nobody does by sending a file. `prepared`: what the deed
    has worked out beforehand.
    """

    now: datetime
    tx: Transaction
    voice: Voice
    forms: Mapping[str, FormDefinition]
    files: FileReader
    works: Mapping[str, Sequence[State]]
    rules: Rules
    links: LinkMaker
    rehearser: Rehearser
    usual_says: GroupSays
    learnt: OwnForms
    link_hours: int
    largest_megabytes: int
    keep: Terms
    basic_id: Callable[[], str]
    monthly: int  # paid messages, where LINE's own figure is not known
    reserve: int  # how many of them reminders leave over
    calendar_with: CalendarWith
    groups_digest: bool = False  # whether groups are told for which no officer has chosen
    morning: MorningRules = field(default_factory=MorningRules)
    templates: Path | None = None
    agencies: tuple[Agency, ...] = ()  # whom every office reports to from the start
    own_forms: Mapping[str, FormDefinition] = field(default_factory=dict)  # of these forms those the office taught
    person: Person | None = None
    place: Place = Place.PRIVATE
    said: Understood | None = None
    received: Received | None = None
    album: Album | None = None
    application: Application | None = None
    go_on: Callable[[str], list[Outgoing]] = _nothing_to_go_on_with
    offers: Callable[[], frozenset[Intent]] = _nothing_to_offer
    says: GroupSays = GroupSays.NOTHING
    group: Chat | None = None
    asked: bool = False
    prepared: object = None
    looking: Looking | None = None

    def about(self, event: Incoming, brought: Received | Album | None = None) -> Context:
        """The same context for one event: who speaks, what was understood, and what they brought."""
        person, said = self.tx.people.by_line(event.user), understood(event)
        received = brought if isinstance(brought, Received) else None
        album = brought if isinstance(brought, Album) else None
        private = event.user is not None and event.place is Place.PRIVATE
        applied = self.tx.applications.open_of(event.user or "", self.now) if private else None
        here = self if person is None else self.in_office(person.office_id)
        who = replace(here, person=person, place=event.place, application=applied)
        says, group = group_at_hand(self.tx, event, person, self.usual_says)
        asked = said is not None or isinstance(event, ButtonPressed)
        there = replace(who, says=says, group=group, asked=asked)
        return replace(there, said=said, received=received, album=album)

    def in_office(self, office_id: int) -> Context:
        """The same context with the forms that an office taught among the others."""
        own = self.learnt.of(self.tx, office_id)
        return replace(self, forms={**self.forms, **own}, own_forms=own) if own else self

    def hears(self, tells: Tells) -> bool:
        """Whether the chat at hand may hear what tells so much."""
        return self.place is Place.PRIVATE or tells <= self.says.most

    def as_person(self, person: Person) -> Context:
        """The same context with somebody who has only just registered."""
        return replace(self, person=person)

    @property
    def is_filling(self) -> bool:
        """Whether an application of theirs is being filled in: words nobody claims are meant for it."""
        return self.application is not None and self.application.status == Standing.FILLING

    @property
    def is_waiting(self) -> bool:
        """Whether an application of theirs waits for an officer."""
        return self.application is not None and self.application.status == Standing.WAITING

    @property
    def me(self) -> Person:
        """The registered person who speaks; deeds for members only run with one."""
        if self.person is None:
            raise LookupError("no registered person here")
        return self.person

    @property
    def group_unit(self) -> Unit | None:
        """The unit whose group is at hand; None in private, and in groups that are nobody's or another office's."""
        return None if self.group is None else self.group.bound_to

    @property
    def my_units(self) -> list[int]:
        """Ids of the units the person serves."""
        return [m.unit_id for m in self.me.memberships]

    def may(self, right: Right) -> bool:
        """Whether the person holds a right."""
        return self.person is not None and may((Role(m.role) for m in self.person.memberships), right)

    def calendar(self, office_id: int) -> WorkCalendar:
        """The office's calendar, with the days its plan adds or takes away."""
        if self.looking is not None:
            return self.looking.calendars.of(office_id)
        return calendar_of(office_id, self.tx, self.calendar_with)

    def offices(self) -> Sequence[int]:
        """Ids of the offices that the clock looks at."""
        return self.tx.people.office_ids() if self.looking is None else self.looking.offices


def understood(event: Incoming) -> Understood | None:
    """What typed words ask for, apart from what was masked in them; None for talk not meant for us, and the like."""
    if not isinstance(event, TextSaid) or not event.addressed:
        return None
    text = rest_of(event.text) if event.masked else event.text
    said = _understand(text[:LONGEST_SENTENCE])
    return said.as_meant(event.meant) if event.meant else said
