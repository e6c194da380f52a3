"""งานของฉัน: what the speaker's units must send, and by when."""

from __future__ import annotations

from domain.events import TextSaid
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from handlers import tasks_of
from handlers.routing import Context, Deed, reply
from handlers.wording import tasks as words


def my_tasks(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """List the speaker's obligations, or those the words name, what is owed first."""
    meant = tasks_of.meant(ctx, event)
    if not meant.tasks:
        return tasks_of.nothing_of(meant, words.my_tasks(ctx.voice, []), ctx)
    return reply(words.my_tasks(ctx.voice, meant.tasks))


DEED = Deed(name="my tasks", do=my_tasks, intents=frozenset({Intent.MY_TASKS}), private=True)
