"""What happens around every call of the API: its id, planned faults, and the log."""

from __future__ import annotations

import threading

from flask import Blueprint, Response, g, request

from bot.emulator import ids
from bot.emulator.answers import Answer
from bot.emulator.channel import Channel
from bot.emulator.faults import Call
from bot.emulator.wire import respond

DROP = "emulator.drop"  # WSGI environment key: close the connection instead of answering


def watch(blueprint: Blueprint, channel: Channel, stopping: threading.Event) -> None:
    """Give every call an id, let the channel's faults happen to it, and log it. `stopping` cuts slow answers short."""

    @blueprint.before_request
    def _begin() -> Response | None:
        g.request_id = ids.request_id()
        g.fault = channel.faults.take(request.path)
        if g.fault is not None and g.fault.kind == "refuse":
            return respond(Answer(g.fault.body or {"message": "Refused"}, g.fault.status))
        return None

    @blueprint.after_request
    def _end(response: Response) -> Response:
        response.headers["X-Line-Request-Id"] = g.request_id
        channel.calls.append(_call(response))
        if channel.calls[-1].dropped:
            request.environ[DROP] = True
        elif g.fault is not None and g.fault.kind == "slow":
            stopping.wait(g.fault.seconds)
        return response


def _call(response: Response) -> Call:
    return Call(
        request.method,
        request.path,
        response.status_code,
        request.get_json(silent=True) if request.mimetype == "application/json" else None,
        request.headers.get("X-Line-Retry-Key"),
        g.request_id,
        g.fault is not None and g.fault.kind == "drop",
    )
