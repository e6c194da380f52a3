"""What officers changed and cannot wait is told at once, in sending time; the rest rides along with an answer."""

from __future__ import annotations

from domain.messages import Outgoing
from domain.news import PRESSES_FOR
from handlers import news
from handlers.postscripts import Postscript
from handlers.routing import Context


def tick(ctx: Context) -> list[Outgoing]:
    """The clock's deed: one message to each person for whom a change presses."""
    where = ctx.tx.news.pressing_in(ctx.now - PRESSES_FOR)
    offices = [one for one in ctx.offices() if one in where and ctx.calendar(one).is_sending_time(ctx.now)]
    return [push for office_id in offices for push in news.pressing(office_id, ctx)]


def postscript(ctx: Context) -> Postscript | None:
    """Behind an answer: what the speaker has not heard yet."""
    return news.postscript(ctx)
