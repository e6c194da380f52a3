"""The notice about personal data: shown at first contact, agreed to by a tap; then goes on what was said before."""

from __future__ import annotations

from domain.events import ButtonPressed, Incoming, TextSaid
from domain.messages import Outgoing
from handlers import consent
from handlers.postscripts import Postscript
from handlers.routing import Context, Deed, Who, reply
from handlers.wording import menu
from handlers.wording import notice as words


def show(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Show the notice to somebody we do not know; the button carries what was said."""
    said = event.text if isinstance(event, TextSaid) else ""
    return reply(words.notice(ctx.voice, consent.carrying(said)))


def postscript(ctx: Context) -> Postscript | None:
    """The notice behind an answer to somebody registered who has not agreed to it: once, and they keep working."""
    if not consent.is_due(ctx):
        return None
    consent.note_shown(ctx)
    return Postscript(words.notice(ctx.voice, consent.carrying("")))


def agree(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Note the agreement and answer what was said before it. An older button shows the notice as it is now."""
    version, said = consent.carried(event)
    if event.user is None:
        return []
    if version != words.VERSION:
        return reply(words.notice(ctx.voice, consent.carrying(said)))
    ctx.tx.consents.agree(event.user, version, ctx.now)
    if said:
        return ctx.go_on(said)
    return reply(words.agreed(ctx.voice)) if ctx.person is not None else ctx.go_on(menu.REGISTER.text)


def decline(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Nothing is kept, not even what was said before; somebody registered keeps working."""
    if ctx.person is None and event.user is not None:
        ctx.tx.forgetting.account(event.user)
    return reply(words.declined(ctx.voice, registered=ctx.person is not None))


def read(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """The whole notice."""
    return reply(words.in_full(ctx.voice, ctx.keep, consent.carrying(consent.carried(event)[1])))


NOTICE = Deed(name="show notice", do=show, who=Who.ANYONE)
DEEDS = (
    Deed(name="agree", do=agree, tap="agree", who=Who.ANYONE, before_notice=True),
    Deed(name="decline", do=decline, tap="decline", who=Who.ANYONE, before_notice=True),
    Deed(name="read notice", do=read, tap="notice", who=Who.ANYONE, before_notice=True),
)
