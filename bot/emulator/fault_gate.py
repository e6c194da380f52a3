"""Where armed faults meet the calls of the API: before a call is carried out, and after."""

from __future__ import annotations

import threading
from http import HTTPStatus

from flask import Response, g, request

from bot.emulator import answers
from bot.emulator.answers import Answer
from bot.emulator.channel import Channel
from bot.emulator.faults import Call
from bot.emulator.wire import respond

DROP = "emulator.drop"  # WSGI environment key: close the connection instead of answering


def before(channel: Channel) -> Response | None:
    """Take the fault meant for this call; return its answer when the call is not to be carried out."""
    fault = g.fault = channel.faults.take(request.path)
    if fault is None:
        return None
    if fault.kind == "refuse":
        return respond(Answer(fault.body or {"message": "Refused"}, fault.status))
    if fault.kind == "drop_before":
        return Response(status=HTTPStatus.SERVICE_UNAVAILABLE)  # never sent
    return None


def after(channel: Channel, response: Response, stopping: threading.Event) -> Response:
    """Write the call into the log and return what is answered in the end; a dropped answer is never sent."""
    fault = g.fault
    kind = fault.kind if fault is not None else ""
    dropped = kind.startswith("drop")
    call = Call(
        request.method,
        request.path,
        0 if kind == "drop_before" else response.status_code,
        request.get_json(silent=True) if request.mimetype == "application/json" else None,
        request.headers.get("X-Line-Retry-Key"),
        g.request_id,
        dropped,
        channel.clock.now(),
        kind,
    )
    with channel.world.changing():
        channel.calls.append(call)
    if dropped:
        request.environ[DROP] = True
    elif kind == "slow":
        stopping.wait(fault.seconds)
    elif kind == "fail_after":
        response = respond(Answer({"message": answers.INTERNAL}, fault.status))
    return response
