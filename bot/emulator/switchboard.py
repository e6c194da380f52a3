"""Which part answers a call: the channel that its token opens, or what all channels share."""

from __future__ import annotations

import threading
from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from waitress.channel import ClientDisconnected  # type: ignore[import-untyped, unused-ignore]  # types come apart

from bot.emulator import api
from bot.emulator.access_tokens import bearer
from bot.emulator.channel import Channel
from bot.emulator.channels import Channels
from bot.emulator.fault_gate import DROP


class Switchboard:
    """A WSGI application: calls of the Messaging API go to their channel's own application, the rest to `front`.

    A call that no channel's token opens goes to the first channel, which refuses it. An accepted call may end without
    an answer: the connection is closed instead.
    """

    def __init__(self, channels: Channels, front: Flask, stopping: threading.Event) -> None:
        self._channels, self._front, self._stopping = channels, front, stopping
        self._apps: dict[str, Flask] = {}

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Answer one call (PEP 3333)."""
        answer = self._app(environ)(environ, start_response)
        if environ.get(DROP):
            raise ClientDisconnected
        return answer

    def _app(self, environ: dict[str, Any]) -> Flask:
        if not environ["PATH_INFO"].startswith(api.PREFIX + "/"):
            return self._front
        channel = self._channels.opened_by(bearer(environ.get("HTTP_AUTHORIZATION", ""))) or self._channels.first
        if channel.channel_id not in self._apps:
            self._apps[channel.channel_id] = self._new(channel)
        return self._apps[channel.channel_id]

    def _new(self, channel: Channel) -> Flask:
        app = new_app()
        api.install(app, channel, self._stopping)
        return app


class _InOrder(DefaultJSONProvider):
    """Messages are shown with their keys in the order the bot wrote them."""

    sort_keys = False
    ensure_ascii = False


def new_app() -> Flask:
    """Return an empty application that answers errors as LINE does."""
    app = Flask(__name__)
    app.json = _InOrder(app)
    api.answer_errors(app)
    return app
