"""A photo where a file is needed: say kindly what to send instead. Groups are full of photos: silence there."""

from __future__ import annotations

from domain.events import PhotoSent, Place
from domain.messages import Outgoing
from handlers.routing import Context, Deed, Who, reply
from handlers.wording import people as words


def receive_photo(event: PhotoSent, ctx: Context) -> list[Outgoing]:
    """One answer for a whole set of photos would be best; each event alone cannot know, so the first one speaks."""
    if event.place is Place.GROUP:
        return []
    return reply(words.photo_not_a_form(ctx.voice) if ctx.person else words.please_register(ctx.voice))


DEED = Deed(name="receive photo", do=receive_photo, events=(PhotoSent,), who=Who.ANYONE)
