"""ส่งงาน: how a file is handed in."""

from __future__ import annotations

from domain.events import TextSaid
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from handlers import albums, tasks_of
from handlers.routing import Context, Deed, reply
from handlers.wording import albums as album_words
from handlers.wording import tasks as words


def submit(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """Say what is open and that a file may simply be attached; of a project's pictures how many there are."""
    project = albums.announced(event.text, ctx)
    if project is not None:
        albums.remember(project, ctx)
        return reply(album_words.shown(ctx.voice, albums.view_of(project, ctx)))
    meant = tasks_of.meant(ctx, event)
    if meant.about.names_something and not meant.tasks:
        return tasks_of.nothing_of(meant, words.how_to_send(ctx.voice, []), ctx)
    return reply(words.how_to_send(ctx.voice, meant.owed))


DEED = Deed(name="submit", do=submit, intents=frozenset({Intent.SUBMIT}), private=True)
