"""What happens around every call of the API: its id, and the faults and the log that meet it."""

from __future__ import annotations

import threading

from flask import Blueprint, Response, g

from bot.emulator import fault_gate, ids
from bot.emulator.channel import Channel


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
