"""The notice comes first: what a private chat must have agreed to before anything about the person is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.events import ButtonPressed, Incoming, Place, TextSaid
from handlers.wording.notice import VERSION

if TYPE_CHECKING:
    from handlers.context import Context

LONGEST_CARRIED = 200  # characters of what was said before: a button's data takes 300
_SHOWN = "show notice"


def is_missing(event: Incoming, ctx: Context) -> bool:
    """Whether somebody talks to the bot in private who has not agreed to the notice as it is now."""
    talks = isinstance(event, TextSaid | ButtonPressed) and event.place is Place.PRIVATE and event.user is not None
    return talks and ctx.tx.consents.version(event.user or "") != VERSION


def carrying(said: str) -> str:
    """What the notice's buttons carry: its version and what was said before it, so that nobody types it twice.

    A registration code among it is no secret here: the button stands in the very chat in which the code was typed.
    """
    return f"{VERSION}:{said if len(said) <= LONGEST_CARRIED else ''}"


def carried(event: ButtonPressed) -> tuple[str, str]:
    """The version of the notice whose button was tapped, and the words that it carries."""
    _, version, said = (*event.data.split(":", 2), "", "")[:3]
    return version, said


def was_shown(ctx: Context) -> bool:
    """Whether the notice in this version has been shown to the registered person who speaks."""
    return ctx.tx.audit.count(_SHOWN, _about(ctx), since=ctx.me.joined_at or ctx.now) > 0


def note_shown(ctx: Context) -> None:
    """Remember that it was: it is shown to them once."""
    ctx.tx.audit.note(ctx.now, _SHOWN, _about(ctx), office_id=ctx.me.office_id, person_id=ctx.me.id)


def _about(ctx: Context) -> str:
    return f"{ctx.me.code} {VERSION}"
