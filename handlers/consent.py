"""The notice comes first: what a private chat must have agreed to before anything about the person is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.events import ButtonPressed, Incoming, Place, TextSaid
from handlers.wording.notice import VERSION

if TYPE_CHECKING:
    from handlers.context import Context

LONGEST_CARRIED = 200  # characters of what was said before: a button's data takes 300


def comes_first(event: Incoming, ctx: Context) -> bool:
    """Whether somebody we do not know talks in private without having agreed to the notice as it is now."""
    talks = isinstance(event, TextSaid | ButtonPressed) and event.place is Place.PRIVATE
    return talks and ctx.person is None and event.user is not None and not _agreed(event.user, ctx)


def is_due(ctx: Context) -> bool:
    """Whether the registered person who speaks has neither agreed to the notice as it is now nor been shown it."""
    if _agreed(ctx.me.line_user_id or "", ctx):
        return False
    return ctx.tx.audit.count(Noted.SHOW_NOTICE, _about(ctx), since=ctx.me.joined_at or ctx.now) == 0


def carrying(said: str) -> str:
    """What the notice's buttons carry: its version and what was said before it, so that nobody types it twice.

    A registration code among it is no secret here: the button stands in the very chat in which the code was typed.
    """
    return f"{VERSION}:{said if len(said) <= LONGEST_CARRIED else ''}"


def carried(event: ButtonPressed) -> tuple[str, str]:
    """The version of the notice whose button was tapped, and the words that it carries."""
    _, version, said = (*event.data.split(":", 2), "", "")[:3]
    return version, said


def note_shown(ctx: Context) -> None:
    """Remember that it was: it is shown to them once."""
    ctx.tx.audit.note(ctx.now, Noted.SHOW_NOTICE, _about(ctx), office_id=ctx.me.office_id, person_id=ctx.me.id)


def _agreed(line_user_id: str, ctx: Context) -> bool:
    return ctx.tx.consents.version(line_user_id) == VERSION


def _about(ctx: Context) -> str:
    return f"{ctx.me.id} {VERSION}"
