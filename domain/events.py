"""What comes in, in LINE-free words. `bot.line.inbound` makes these; deeds read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

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
    """Somebody typed. `addressed`: private, or the bot was meant; `text` is without the bot's name."""

    text: str
    addressed: bool
    message_id: str
    quoted_message_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSent(Happened):
    """A file arrived. The name is whatever the person's phone says: never trusted, only shown."""

    name: str
    size: int
    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoSent(Happened):
    """A photo, video or voice message arrived. `kind` is image, video or audio."""

    kind: str
    message_id: str
    set_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonPressed(Happened):
    """A button of ours was tapped; `data` is what we put into it, so it is checked like any other input."""

    data: str


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
class Unknown(Happened):
    """A kind of event this version does not know: kept, answered with silence."""

    kind: str


Incoming = TextSaid | FileSent | PhotoSent | ButtonPressed | Followed | Unfollowed | BotJoined | BotLeft | Unknown
