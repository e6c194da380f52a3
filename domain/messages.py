"""What goes out, in LINE-free words. Deeds make these; `bot.line.outbound` draws them within LINE's limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from domain.circulars import CircularKey
from domain.disclosure import Tells
from domain.group_digests import GroupNagKey
from domain.nagging import NagKey
from domain.news import NewsKey


@dataclass(frozen=True, slots=True)
class Say:
    """A button that types `text` for the person. The wording keeps it short: a command is never shortened for it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Tap:
    """A button that sends `data` back to us and shows `shown` as the person's words.

    The deed that makes it keeps `data` short: a word and numbers. Drawing raises when it is too long.
    """

    label: str
    data: str
    shown: str


@dataclass(frozen=True, slots=True)
class Open:
    """A button that opens a link, outside LINE's own browser so that files can be saved.

    `bot.links` makes the links, about a hundred characters behind the configured address. Drawing raises when one is
    too long.
    """

    label: str
    url: str


Moment = date | time | datetime


class PickMode(StrEnum):
    """What a picker asks for."""

    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"


_PICKED: dict[PickMode, type[Moment]] = {PickMode.DATE: date, PickMode.TIME: time, PickMode.DATETIME: datetime}


@dataclass(frozen=True, slots=True)
class Pick:
    """A button that opens the phone's date or time picker and sends `data` back with what was picked.

    `initial`, `earliest` and `latest` are of the mode's own type: a date and a time are Bangkok's, a datetime is aware
    and shown in Bangkok. Raises ValueError for another type, or for bounds that leave nothing to pick.
    """

    label: str
    data: str
    mode: PickMode
    initial: Moment | None = None
    earliest: Moment | None = None
    latest: Moment | None = None

    def __post_init__(self) -> None:
        given = [moment for moment in (self.earliest, self.initial, self.latest) if moment is not None]
        if any(type(moment) is not _PICKED[self.mode] for moment in given):
            raise ValueError(f"not a {self.mode}: {given}")
        if any(isinstance(moment, datetime) and moment.tzinfo is None for moment in given):
            raise ValueError(f"a datetime without a zone: {given}")
        if self.earliest is not None and self.earliest == self.latest:
            raise ValueError(f"only one {self.mode} could be picked: {self.latest}")
        if given != sorted(given):
            raise ValueError(f"not from earliest over initial to latest: {given}")


Action = Say | Tap | Open | Pick


class Tone(StrEnum):
    """The mood of a card; colour, icon and words always say the same."""

    CALM = "calm"
    GOOD = "good"
    CARE = "care"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card: a label on the left, words on the right; with `label` empty, a sentence."""

    text: str
    label: str = ""
    tone: Tone = Tone.CALM
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """A bar: how many of how many, with what it is about."""

    label: str
    done: int
    total: int
    waiting: int = 0  # received, but to be mended


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line between parts of a card."""


Part = Line | Progress | Rule


@dataclass(frozen=True, slots=True)
class Mention:
    """A person whose name stands at the end of a line of a text to a group, and whose phone tells them so.

    `line`: counted from 0. `user`: what `Push.to` would be.
    """

    line: int
    user: str


@dataclass(frozen=True, slots=True)
class Text:
    """A plain message. `tells`: what of it a group may hear; a message that does not say so stays out of groups.

    `mentions`: members of the group it goes to; the text must make sense without them.
    """

    text: str
    suggestions: tuple[Action, ...] = ()
    tells: Tells = Tells.PERSONAL
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A card: title, body, buttons. `alt` is what a notification and an old client show; `tells` as for a `Text`."""

    alt: str
    title: str
    parts: tuple[Part, ...]
    subtitle: str = ""
    tone: Tone = Tone.CALM
    buttons: tuple[Action, ...] = ()
    suggestions: tuple[Action, ...] = ()
    tells: Tells = Tells.PERSONAL


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture behind a link that LINE fetches: PNG or JPEG, at most a megabyte. `shows`: what is to be seen on it.

    `tells` as for a `Text`.
    """

    url: str
    shows: str
    suggestions: tuple[Action, ...] = ()
    tells: Tells = Tells.PERSONAL


Message = Text | Card | Picture


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to the event at hand: free. `worth_push`: if the reply window is missed, pay for a push.

    `asks`: the ledger lines of its last message, a reminder that rides along; it is left out once any of it is in.
    `told`: the same of a group's digest, which is left out once all of a requirement is in.
    `news`: of which changes the person hears by it; `circulars`: of what they are asked to acknowledge.
    """

    messages: tuple[Message, ...]
    worth_push: bool = False
    asks: tuple[NagKey, ...] = ()
    told: tuple[GroupNagKey, ...] = ()
    news: tuple[NewsKey, ...] = ()
    circulars: tuple[CircularKey, ...] = ()

    @property
    def carries(self) -> bool:
        """Whether its last message rides along."""
        return bool(self.asks or self.told)


@dataclass(frozen=True, slots=True)
class Push:
    """A message nobody asked for just now: paid per person reached.

    `asks`: the ledger lines of a reminder; it is not delivered once any of the obligations it asks for is in.
    `once`: a key that can be used one time only. `tells`: the messages in the outbox that this one is a notice about.
    `news`: of which changes the person hears by it. `circulars`: what it asks to be acknowledged; it is not delivered
    once any of that has been.
    """

    to: str
    messages: tuple[Message, ...]
    once: str | None = None
    asks: tuple[NagKey, ...] = ()
    tells: tuple[int, ...] = ()
    news: tuple[NewsKey, ...] = ()
    circulars: tuple[CircularKey, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupPush:
    """A message to a LINE group that nobody there asked for: paid once for each of its `members`.

    `hears`: the most the group may be told. `asks`: lines of the groups' ledger; it is not delivered once all of a
    requirement it tells of is in. `circulars`: who in it is asked to acknowledge what.
    """

    to: str
    members: int
    messages: tuple[Message, ...]
    hears: Tells
    asks: tuple[GroupNagKey, ...] = ()
    circulars: tuple[CircularKey, ...] = ()


Outgoing = Reply | Push | GroupPush
