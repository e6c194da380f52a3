"""What happens around every call of the API: its id, and the faults and the log that meet it."""

from __future__ import annotations

import re
import threading

from flask import Blueprint, Response, g, request

from bot.emulator import fault_gate, ids
from bot.emulator.channel import Channel

_CHOICE = re.compile(r"<any\([^)]*\):(\w+)>")  # one rule here, but an endpoint for each word
_PARAMETER = re.compile(r"<(\w+)>")


def watch(blueprint: Blueprint, channel: Channel, stopping: threading.Event) -> None:
    """Give every call an id, let the channel's faults happen to it, and log it. `stopping` cuts slow answers short."""

    @blueprint.before_request
    def _begin() -> Response | None:
        g.request_id = ids.request_id()
        return fault_gate.before(channel)

    @blueprint.after_request
    def _end(response: Response) -> Response:
        response = fault_gate.after(channel, response, stopping)
        response.headers["X-Line-Request-Id"] = g.request_id
        return response


def endpoint() -> str:
    """Name the endpoint called as LINE counts it: the method and the path, whatever its parameters are."""
    assert request.url_rule is not None  # only calls with a route come here
    values = request.view_args or {}
    path = _CHOICE.sub(lambda found: str(values[found[1]]), request.url_rule.rule)
    return request.method + " " + _PARAMETER.sub(r"{\1}", path)
