"""แท็กฉันในกลุ่มได้: a person agrees to be mentioned where a group is told that their unit owes; or takes it back."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from domain.audit import Noted
from domain.events import ButtonPressed, TextSaid
from domain.messages import Outgoing
from domain.phrases.groups import may_be_mentioned
from domain.phrases.understanding import Intent
from handlers.routing import Context, Deed, argument, reply
from handlers.wording import mentions as words

_YES_OR_NO: Final[Mapping[int | None, bool]] = MappingProxyType({1: True, 0: False})


def mention_me(event: TextSaid | ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Agree or take back: typed, or mention:<1 for yes>; asked back when it is neither. The moment is kept."""
    agrees = _YES_OR_NO.get(argument(event)) if isinstance(event, ButtonPressed) else may_be_mentioned(event.text)
    me = ctx.me
    if agrees is None:
        return reply(words.offer(ctx.voice))
    if agrees and me.mentions_since is None:
        ctx.tx.group_members.agree(me, ctx.now)
        _note(Noted.AGREE_TO_MENTIONS, ctx)
    elif not agrees and me.mentions_since is not None:
        ctx.tx.group_members.take_back(me, ctx.now)
        _note(Noted.TAKE_BACK_MENTIONS, ctx)
    return reply(words.agreed(ctx.voice) if agrees else words.taken_back(ctx.voice))


def _note(deed: Noted, ctx: Context) -> None:
    ctx.tx.audit.note(ctx.now, deed, str(ctx.me.id), office_id=ctx.me.office_id, person_id=ctx.me.id)


DEED = Deed(name="mention me", do=mention_me, intents=frozenset({Intent.MENTION_ME}), tap="mention", private=True)
