"""What officers changed and cannot wait is told at once, in sending time; the rest rides along with an answer."""

from __future__ import annotations

from domain.messages import Outgoing
from handlers import news
from handlers.postscripts import Postscript
from handlers.routing import Context


def tick(ctx: Context) -> list[Outgoing]:
    """The clock's deed: one message to each person for whom a change presses."""
    offices = ctx.tx.people.offices()
    open_now = [office.id for office in offices if ctx.calendar(office.id).is_sending_time(ctx.now)]
    return [push for office_id in open_now for push in news.pressing(office_id, ctx)]


def postscript(ctx: Context) -> Postscript | None:
    """Behind an answer: what the speaker has not heard yet."""
    return news.postscript(ctx)
