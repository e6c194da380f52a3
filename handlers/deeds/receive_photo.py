"""Photos, videos and voice messages: kept as evidence, and spoken of once for all that were sent together.

A form cannot be read from a picture, so what to send instead is said too. Groups are full of photos: silence there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.events import PhotoSent, Place
from domain.messages import Outgoing
from handlers import albums, evidence
from handlers.routing import Album, Context, Deed, Who, reply
from handlers.wording import evidence as words
from handlers.wording import people as people_words

if TYPE_CHECKING:
    from storage.schema import Attachment


def receive_photo(event: PhotoSent, ctx: Context) -> list[Outgoing]:
    """Keep what could be fetched, find or ask what it is for, and say what became of the rest."""
    if event.place is Place.GROUP or ctx.album is None:
        return []
    if ctx.person is None:
        return [] if ctx.album.late else reply(people_words.please_register(ctx.voice))
    kept = _keep(event, ctx.album, ctx)
    gone = [photo.kind for photo in ctx.album.photos if not photo.sha256]
    said = [words.lost(ctx.voice, gone, ctx.largest_megabytes, some_kept=bool(kept))] if gone else []
    if ctx.album.late:  # the set was spoken of without this one; it belongs where the set does
        evidence.follow(kept, ctx)
    elif kept:
        shown = {photo.message_id: photo.shot.identities for photo in ctx.album.photos}
        said += evidence.placed(kept, {one.id: shown[one.message_id] for one in kept}, ctx)
    return reply(*said, worth_push=bool(gone)) if said else []


def _keep(event: PhotoSent, album: Album, ctx: Context) -> list[Attachment]:
    kept = []
    for photo in album.photos:
        if photo.sha256:
            one = ctx.tx.attachments.add(
                sender=ctx.me, message_id=photo.message_id, set_id=event.set_id, kind=photo.kind, sha256=photo.sha256,
                now=ctx.now,
            )  # fmt: skip
            albums.note_seen(one, photo.shot.copy, ctx)
            kept.append(one)
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
    return kept


DEED = Deed(name="receive photo", do=receive_photo, events=(PhotoSent,), who=Who.ANYONE)
