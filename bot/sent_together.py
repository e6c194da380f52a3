"""What came with an event: a file, or the photos that were sent at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.line import inbound
from domain.events import FileSent, Incoming, PhotoSent
from handlers.file_reading import FileRead
from handlers.routing import Album, Photo, Received
from reports.seen import Shot
from storage.schema import Inbox

Shown = Mapping[str, Shot]  # what is to be seen on photos, by their hashes
SET_PATIENCE = timedelta(seconds=3)  # after the last photo of a set that has come


def is_whole(event: FileSent | PhotoSent, members: Sequence[Inbox], now: datetime) -> bool:
    """Whether nothing more of a set is to be expected: all have come, or none has for a while."""
    if not isinstance(event, PhotoSent) or event.set_id is None:
        return True
    if event.set_size is not None and len(members) >= event.set_size:
        return True
    return now - max(member.received_at for member in members) >= SET_PATIENCE


def brought(
    row: Inbox, event: Incoming, members: Sequence[Inbox], read: tuple[bytes, FileRead | None], seen: Shown
) -> Received | Album | None:
    """What came with an event; None with one that brings nothing. `read`: of a file its bytes and what it is."""
    if isinstance(event, PhotoSent):
        return album(members, seen)
    if not isinstance(event, FileSent) or not row.content:
        return None
    return Received(row.id, row.content, row.sha256 or "", read[0], row.received_at, read[1])


def album(members: Sequence[Inbox], seen: Shown) -> Album:
    """The photos that came together, as they were chosen where LINE tells that."""
    events = [(member, inbound.parse(member.payload)) for member in members if member.status != "done"]
    sent = [(member, event) for member, event in events if isinstance(event, PhotoSent)]
    photos = [
        Photo(event.message_id, event.kind, member.content, member.sha256 or "", seen.get(member.sha256 or "", Shot()))
        for member, event in sorted(sent, key=lambda one: one[1].set_place or len(sent))
    ]
    return Album(tuple(photos), late=any(member.status == "done" for member in members))
