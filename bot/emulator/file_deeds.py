"""What people send besides words: documents, photos, videos, voice."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence

from bot.emulator import ids
from bot.emulator.base_deeds import BaseDeeds
from bot.emulator.events import Json, out_of_order
from bot.emulator.pictures import picture_type, without_metadata
from bot.emulator.recordings import duration, sound_type
from bot.emulator.world import Stored

_FROM_LINE: Json = {"contentProvider": {"type": "line"}}


class FileDeeds(BaseDeeds):
    """Sending what the bot must fetch through the content endpoints."""

    def send_file(
        self, user_id: str, name: str, data: bytes, group_id: str | None = None, *, claimed_size: int | None = None
    ) -> str:
        """Send a document as it is; `claimed_size` (bytes) is told to the bot instead of the true size.

        Return the message id.
        """
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        size = len(data) if claimed_size is None else claimed_size
        message: Json = {"type": "file", "fileName": name, "fileSize": size}
        return self._write(user_id, group_id, message, Stored("file", name, mime, data))

    def send_photos(
        self,
        user_id: str,
        photos: Sequence[bytes],
        group_id: str | None = None,
        *,
        shuffled: bool = False,
        counted: bool = True,
    ) -> list[str]:
        """Send photos at once: one event each, tied by an image set; names and EXIF are lost, as in LINE.

        `shuffled`: the events come in another order than the photos stand. `counted`: the set tells index and total,
        which LINE leaves out for some apps. Return the message ids in the order of the photos.
        """
        set_id = ids.set_id()
        with self._world.changing():
            bubbles = []
            for index, photo in enumerate(photos, 1):
                message: Json = {"type": "image", **_FROM_LINE}
                if len(photos) > 1:
                    count = {"index": index, "total": len(photos)} if counted else {}
                    message["imageSet"] = {"id": set_id, **count}
                stored = Stored("image", "", picture_type(photo) or "image/jpeg", without_metadata(photo))
                bubbles.append(self._put(user_id, group_id, message, stored))
            for bubble in out_of_order(bubbles) if shuffled else bubbles:
                self._tell(bubble, group_id)
        return [bubble.message_id for bubble in bubbles]

    def send_video(self, user_id: str, data: bytes, group_id: str | None = None, *, polls: int = 0) -> str:
        """Send a video; it can be fetched after `polls` questions answered "not yet". Return the message id."""
        return self._record("video", "video/mp4", user_id, data, group_id, polls)

    def send_audio(self, user_id: str, data: bytes, group_id: str | None = None, *, polls: int = 0) -> str:
        """Send a voice message; `polls` as for a video. Return the message id."""
        return self._record("audio", sound_type(data), user_id, data, group_id, polls)

    def _record(self, kind: str, mime: str, user_id: str, data: bytes, group_id: str | None, polls: int) -> str:
        length = duration(data)
        message: Json = {"type": kind, **({} if length is None else {"duration": length}), **_FROM_LINE}
        return self._write(user_id, group_id, message, Stored(kind, "", mime, data, preparing=polls))
