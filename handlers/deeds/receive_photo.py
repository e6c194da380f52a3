"""Photos, videos and voice messages: kept as evidence, and told once for all that were sent together.

A form cannot be read from a picture, so what to send instead is said too. Groups are full of photos: silence there.
"""

from __future__ import annotations

from domain.audit import Noted
from domain.events import PhotoSent, Place
from domain.messages import Outgoing
from handlers.routing import Album, Context, Deed, Who, reply
from handlers.wording import people as words


def receive_photo(event: PhotoSent, ctx: Context) -> list[Outgoing]:
    """Keep what could be fetched, and say how many that were and what became of the rest."""
    if event.place is Place.GROUP or ctx.album is None:
        return []
    if ctx.person is None:
        return [] if ctx.album.late else reply(words.please_register(ctx.voice))
    kept = _keep(event, ctx.album, ctx)
    lost = len(ctx.album.photos) - kept
    if ctx.album.late and not lost:
        return []  # the set was answered without this one; it is kept all the same
    said = words.photos_kept(ctx.voice, [photo.kind for photo in ctx.album.photos], lost, ctx.largest_megabytes)
    return reply(said, worth_push=lost > 0)


def _keep(event: PhotoSent, album: Album, ctx: Context) -> int:
    kept = [photo for photo in album.photos if photo.sha256]
    for photo in kept:
        ctx.tx.attachments.add(
            sender=ctx.me,
            message_id=photo.message_id,
            set_id=event.set_id,
            kind=photo.kind,
            sha256=photo.sha256,
            now=ctx.now,
        )
    if kept:
        detail = {"kept": len(kept)}
        ctx.tx.audit.note(
            ctx.now,
            Noted.KEEP_PHOTOS,
            kept[0].message_id,
            office_id=ctx.me.office_id,
            person_id=ctx.me.id,
            detail=detail,
        )
    return len(kept)


DEED = Deed(name="receive photo", do=receive_photo, events=(PhotoSent,), who=Who.ANYONE)
