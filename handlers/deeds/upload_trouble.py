"""ส่งไฟล์ไม่ได้: what to do, by what is possible here. Nothing is kept of it: the next file is taken as any other."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from domain.events import Place, TextSaid
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.phrases.uploads import trouble_in
from domain.rights import Right, roles_with
from handlers import tasks_of
from handlers.routing import Context, Deed, reply
from handlers.wording import upload_trouble as words

_OFFICERS: Final = 3
_JUST_NOW: Final = timedelta(hours=24)


def upload_trouble(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """How it may work, what became of the last file, the work at hand and whom to ask; in a group only the first."""
    trouble = trouble_in(event.text)
    if event.place is Place.GROUP:
        return reply(words.stuck_in_group(ctx.voice, trouble))
    meant = tasks_of.meant(ctx, event)
    owed = meant.owed or [task for task in meant.own if task.owed]  # what is named may be where the trouble is
    last = ctx.tx.submissions.last_upload_of(ctx.me.id)
    came = last if last is not None and last.arrived_at > ctx.now - _JUST_NOW else None
    officers = ctx.tx.people.with_role(ctx.me.office_id, roles_with(Right.REVIEW))
    view = words.Stuck(
        trouble=trouble,
        megabytes=ctx.largest_megabytes,
        hours=ctx.link_hours,
        task=owed[0] if len(owed) == 1 else None,
        owed=len(owed),
        last=words.Last(came.name, came.arrived_at, came.outcome) if came else None,
        officers=tuple(one.name for one in officers if one.id != ctx.me.id)[:_OFFICERS],
    )
    return reply(words.stuck(ctx.voice, view))


DEED = Deed(name="help with a file", do=upload_trouble, intents=frozenset({Intent.UPLOAD_TROUBLE}))
