"""The invitation of a unit: its code, and the link that types it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from handlers.context import Context
from handlers.wording.invitations import REGISTER

if TYPE_CHECKING:
    from storage.schema import Unit


def code(unit: Unit, ctx: Context) -> str:
    """The unit's code, made now if it has none."""
    return ctx.tx.people.invitation(unit)


def link(unit_code: str, ctx: Context) -> str:
    """A link that opens the bot's chat with the registration typed; "" while LINE has not said what our account is.

    Source: LINE, "Use LINE features with the LINE URL scheme", https://line.me/R/oaMessage/{id}/?{text}, both encoded.
    """
    basic_id = ctx.basic_id()
    typed = quote(REGISTER.format(code=unit_code), safe="")
    return f"https://line.me/R/oaMessage/{quote(basic_id, safe='')}/?{typed}" if basic_id else ""
