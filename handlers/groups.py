"""LINE groups as facts for wording: shared by the deeds that bind, list and set them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.disclosure import GroupSays
from handlers.routing import Context
from handlers.wording.groups import GroupView, Standing

if TYPE_CHECKING:
    from storage.schema import Chat


def view(chat: Chat, ctx: Context) -> GroupView:
    """One group; LookupError for one that is and was nobody's."""
    if chat.unit is None:
        raise LookupError("a group without a unit")
    standing = Standing.LEFT if chat.left_at else Standing.BOUND if chat.bound_at else Standing.TO_CONFIRM
    return GroupView(
        id=chat.id,
        name=chat.name,
        unit=chat.unit.name,
        says=says(chat, ctx),
        standing=standing,
        digest=wants_digest(chat, ctx),
        members=chat.members,
    )


def says(chat: Chat, ctx: Context) -> GroupSays:
    """What may be said in a group that is bound."""
    return GroupSays(chat.says) if chat.says else ctx.usual_says


def wants_digest(chat: Chat, ctx: Context) -> bool:
    """Whether a group is told what falls due."""
    return ctx.groups_digest if chat.digest is None else chat.digest
