"""An answer too long for the chat: all of it on a page, behind a link made for one person."""

from __future__ import annotations

from collections.abc import Sequence

from bot.line.outbound import suggestions
from domain.messages import Card, Message
from handlers.routing import Context
from handlers.wording import long_answers as words
from handlers.wording.full_page import full_page
from storage.files import FULL_TEXT


def closing(ctx: Context, chat: str, messages: Sequence[Message], overflow: Sequence[Message]) -> Message:
    """The last message of an answer with an overflow: a link to all of it, with the buttons that are not shown.

    The link is for the person whose LINE account `chat` is; where that is nobody we know, nothing is put behind a
    link and they are asked to come into the private chat.
    """
    offered = suggestions(messages)
    person = ctx.tx.people.by_line(chat)
    if person is None:
        return words.rest_in_private(ctx.voice, offered)
    page = full_page(messages).encode("utf-8", "replace")
    document = ctx.tx.files.make_document(
        office_id=person.office_id,
        kind=FULL_TEXT,
        name=words.FILE_NAME,
        sha256=ctx.tx.files.keep(page, "text/html", ctx.now),
        made_for_id=person.id,
        now=ctx.now,
        about={},
    )
    url = ctx.links.file(document.id, person.id, ctx.now)
    left = tuple(button for message in overflow if isinstance(message, Card) for button in message.buttons)
    return words.read_all(ctx.voice, url, ctx.link_hours, left, offered)
