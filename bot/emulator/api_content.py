"""What people sent, as bytes (reference "Getting content"): content, preview, and whether it is ready."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http import HTTPStatus

from flask import Blueprint, Response

from bot.emulator import answers
from bot.emulator.answers import Answer, RefusedError, bad_request, not_found
from bot.emulator.channel import Channel
from bot.emulator.fault_queue import Fault
from bot.emulator.pictures import grey_still
from bot.emulator.wire import respond
from bot.emulator.world import Stored

PIECE = 64 * 1024
DROPS = 20  # pieces in which a slow content trickles in
_RECORDED = frozenset({"video", "audio"})


def add_routes(blueprint: Blueprint, channel: Channel, stopping: threading.Event) -> None:
    """Add the content endpoints. `stopping` cuts slow contents short."""

    @blueprint.get("/message/<message_id>/content")
    def _bytes(message_id: str) -> Response:
        found = _struck(channel, message_id)
        if found.failed:
            raise not_found("not found")
        if _still_preparing(channel, found):
            return respond(Answer({}, HTTPStatus.ACCEPTED))
        return _streamed(found, channel.faults.take_kind("trickle", "huge"), stopping)

    @blueprint.get("/message/<message_id>/content/preview")
    def _preview(message_id: str) -> Response:
        return _small(_stored(channel, message_id))

    @blueprint.get("/message/<message_id>/content/transcoding")
    def _transcoding(message_id: str) -> Response:
        if _stored(channel, message_id).kind not in _RECORDED:
            raise bad_request(answers.NO_TRANSCODING)
        found = _struck(channel, message_id)
        if found.failed:
            return respond(Answer({"status": "failed"}))
        return respond(Answer({"status": "processing" if _still_preparing(channel, found) else "succeeded"}))


def _small(found: Stored) -> Response:
    if found.kind == "image":
        return Response(found.data, content_type=found.mime)
    if found.kind == "video":
        return Response(grey_still(), content_type="image/png")
    raise bad_request(answers.NO_PREVIEW)


def _stored(channel: Channel, message_id: str) -> Stored:
    with channel.world.lock:
        found = channel.world.stored.get(message_id)
    if found is None:
        raise not_found("not found")
    if found.gone:
        raise RefusedError(HTTPStatus.GONE, answers.GONE)
    return found


def _struck(channel: Channel, message_id: str) -> Stored:
    """Return the content after an armed fault befell it; what a fault does to a content lasts."""
    found = _stored(channel, message_id)
    fault = channel.faults.take_kind("not_ready", "failed", "gone", "expired")
    if fault is None:
        return found
    with channel.world.changing():
        if fault.kind == "expired":
            channel.world.stored.pop(message_id, None)
        found.gone = found.gone or fault.kind == "gone"
        found.failed = found.failed or fault.kind == "failed"
        found.preparing = max(found.preparing, fault.count)
    return _stored(channel, message_id)


def _still_preparing(channel: Channel, found: Stored) -> bool:
    with channel.world.lock:
        waiting = found.preparing > 0
        found.preparing -= waiting
        return waiting


def _streamed(found: Stored, how: Fault | None, stopping: threading.Event) -> Response:
    data = found.data
    if how is not None and how.kind == "huge":
        return Response(_endless(data, how.count, stopping), content_type=found.mime)
    body = _pieces(data, PIECE) if how is None else _trickled(data, how.seconds, stopping)
    response = Response(body, content_type=found.mime)
    response.content_length = len(data)
    return response


def _pieces(data: bytes, size: int) -> Iterator[bytes]:
    for at in range(0, len(data), size):
        yield data[at : at + size]


def _trickled(data: bytes, seconds: float, stopping: threading.Event) -> Iterator[bytes]:
    for piece in _pieces(data, max(1, -(-len(data) // DROPS))):
        yield piece
        if stopping.wait(seconds / DROPS):
            return


def _endless(data: bytes, size: int, stopping: threading.Event) -> Iterator[bytes]:
    yield data[:size]
    left = size - len(data)
    while left > 0 and not stopping.is_set():
        yield bytes(min(PIECE, left))
        left -= PIECE
