"""แดชบอร์ด: a link to pages on which everybody sees what is theirs to see. Opening them is noted, not the link."""

from __future__ import annotations

from domain.events import Incoming
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.plan import Role
from domain.sight import sight_of
from handlers.routing import Context, Deed, reply
from handlers.wording import dashboards as words
from handlers.wording import people as people_words


def dashboard(_event: Incoming, ctx: Context) -> list[Outgoing]:
    """A link for the speaker alone."""
    sight = sight_of(ctx.me.office_id, [(one.unit_id, Role(one.role)) for one in ctx.me.memberships])
    if sight.is_blind:
        return reply(people_words.not_for_you(ctx.voice))
    url = ctx.links.dashboard(ctx.me.id, ctx.now)
    return reply(words.link(ctx.voice, url, ctx.link_hours, everything=sight.everything, cluster=bool(sight.clusters)))


DEED = Deed(name="dashboard", do=dashboard, intents=frozenset({Intent.DASHBOARD}), private=True)
