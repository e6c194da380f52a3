"""What comes in, in LINE-free words. `bot.line.inbound` makes these; deeds read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from domain.privacy import Kind

_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".htm", ".html")


def may_be_form(file_name: str) -> bool:
    """Whether a file of that name may be a filled form: a group's other files are none of our business."""
    return file_name.lower().endswith(_SPREADSHEETS)


class Place(StrEnum):
    """Where something was said."""

    PRIVATE = "private"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What every event has. `chat` is where an answer goes; `user` is None when the platform does not say who."""

    event_id: str
    at: datetime
    place: Place
    chat: str
    user: str | None
    reply_token: str | None
    silent: bool = False  # another channel holds the chat: do not speak


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSaid(Happened):
    """Somebody typed, or edited what they had typed (`edited`): it is asked anew in its last words.

    `addressed`: private, or the bot was meant; `text` is without the bot's name. `quoting`: in a group the bot is
    meant only because a message of its own was quoted; `quotes`: in private, the message it quotes, "" for none.
    `masked`: what was taken out of the text before it was kept. `meant`: the person has pressed what this message
    of theirs means, the name of an intent; it comes out of a button, so it is checked like any other input.
    """

    text: str
    addressed: bool
    message_id: str
    quoting: bool = False
    quotes: str = ""
    edited: bool = False
    meant: str = ""
    masked: frozenset[Kind] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSent(Happened):
    """A file arrived. The name is whatever the person's phone says: never trusted, only shown.

    `masked`: what was taken out of the name before it was kept.
    """

    name: str
    size: int
    message_id: str
    masked: frozenset[Kind] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoSent(Happened):
    """A photo, video or voice message arrived. `kind` is image, video or audio.

    Photos sent at once come as one event each, in any order, with the same `set_id`; `set_size` and `set_place` (from
    1) when they are told. `elsewhere`: the bytes are not kept by the platform, so they cannot be fetched.
    """

    kind: str
    message_id: str
    set_id: str | None = None
    set_size: int | None = None
    set_place: int | None = None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonPressed(Happened):
    """A button of ours was tapped; `data` is what we put into it, so it is checked like any other input.

    `picked`: the day, the time of day or the moment that a picker was set to, Bangkok time.
    """

    data: str
    picked: date | time | datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed(Happened):
    """A person added the bot, or unblocked it."""

    again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfollowed(Happened):
    """A person blocked the bot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BotJoined(Happened):
    """The bot was invited into a group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BotLeft(Happened):
    """The bot was removed from a group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleJoined(Happened):
    """People came into a group; those who never agreed to be known to bots are missing."""

    users: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleLeft(Happened):
    """People left a group."""

    users: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack(Happened):
    """Somebody took a message of theirs back: what was stored of it is to be erased."""

    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLinked(Happened):
    """A person linked their account to one of another service, by a `nonce` that service gave out; or could not."""

    linked: bool
    nonce: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown(Happened):
    """A kind of event that asks nothing of us, or that this version does not know: kept, answered with silence."""

    kind: str


Incoming = (
    TextSaid
    | FileSent
    | PhotoSent
    | ButtonPressed
    | Followed
    | Unfollowed
    | BotJoined
    | BotLeft
    | PeopleJoined
    | PeopleLeft
    | TakenBack
    | AccountLinked
    | Unknown
)
