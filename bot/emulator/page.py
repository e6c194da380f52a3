"""The page of phones and its own JSON API under /_/."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Flask, Response, jsonify, render_template, request

from bot.emulator.channel import Channel
from bot.emulator.deeds import DeedRefusedError, Deeds
from bot.emulator.page_state import snapshot

WAIT = 10.0
WAITERS = 8  # of the server's threads; more open tabs than this simply ask more often
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; font-src 'self'; "
    "img-src * data: blob:; media-src *; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


def install(app: Flask, channel: Channel, deeds: Deeds, stopping: threading.Event) -> None:
    """Serve the page on `app`; people's deeds go to `deeds`. `stopping` ends long polls."""
    blueprint = Blueprint("page", __name__)

    @blueprint.before_request
    def _same_origin() -> Response | None:
        origin = request.headers.get("Origin")
        if origin is not None and origin.split("://", 1)[-1] != request.host:
            return Response("forbidden", status=HTTPStatus.FORBIDDEN)
        return None

    @blueprint.errorhandler(DeedRefusedError)
    @blueprint.errorhandler(KeyError)
    @blueprint.errorhandler(ValueError)
    def _refused(error: Exception) -> tuple[Response, int]:
        return jsonify(error=str(error)), HTTPStatus.BAD_REQUEST

    @blueprint.get("/")
    def _page() -> Response:
        response = Response(render_template("phones.html", bot_name=channel.world.bot_name))
        response.headers["Content-Security-Policy"] = _POLICY
        return response

    _news(blueprint, channel, stopping)
    _hands(blueprint, channel, deeds)
    _content(blueprint, channel)
    app.register_blueprint(blueprint)


def _news(blueprint: Blueprint, channel: Channel, stopping: threading.Event) -> None:
    places = threading.Semaphore(WAITERS)
    world = channel.world

    @blueprint.get("/_/state")
    def _state() -> Response:
        since = request.args.get("since", 0, int)
        if since and places.acquire(blocking=False):
            try:
                with world.lock:
                    world.lock.wait_for(lambda: world.version != since or stopping.is_set(), WAIT)
            finally:
                places.release()
        response = jsonify(snapshot(channel, since))
        response.headers["Cache-Control"] = "no-store"
        return response


def _hands(blueprint: Blueprint, channel: Channel, deeds: Deeds) -> None:
    simple: dict[str, Callable[[dict[str, Any]], object]] = {
        "follow": lambda body: deeds.follow(body["user"]),
        "block": lambda body: deeds.block(body["user"]),
        "invite": lambda body: deeds.invite_bot(body["group"]),
        "remove": lambda body: deeds.remove_bot(body["group"]),
        "unsend": lambda body: deeds.unsend(body["user"], body["message"]),
        "say": lambda body: deeds.say(
            body["user"],
            body["text"],
            body.get("group"),
            f"@{channel.world.bot_name}" in body["text"] and bool(body.get("group")),
            quoted_message_id=body.get("quoted"),
        ),
        "press": lambda body: deeds.press(
            body["user"], body["data"], body.get("shown") or "", body.get("group"), params=body.get("params")
        ),
    }

    @blueprint.post(f"/_/<any({','.join(simple)}):deed>")
    def _deed(deed: str) -> Response:
        body: dict[str, Any] = request.get_json()
        simple[deed](body)
        return jsonify(ok=True)

    @blueprint.post("/_/files")
    def _files() -> Response:
        user, group = request.form["user"], request.form.get("group") or None
        files = [(upload.filename or "file", upload.read()) for upload in request.files.getlist("files")]
        if request.form.get("kind") == "photo":
            deeds.send_photos(user, [data for _, data in files], group)
        else:
            for name, data in files:
                deeds.send_file(user, name, data, group)
        return jsonify(ok=True)

    @blueprint.post("/_/travel")
    def _travel() -> Response:
        body: dict[str, Any] = request.get_json()
        if "to" in body:
            channel.travel(to=datetime.fromisoformat(body["to"]))
        else:
            channel.travel(by=timedelta(seconds=body["seconds"]))
        return jsonify(ok=True)


def _content(blueprint: Blueprint, channel: Channel) -> None:
    @blueprint.get("/_/content/<message_id>")
    def _bytes(message_id: str) -> Response:
        with channel.world.lock:
            stored = channel.world.stored.get(message_id)
        if stored is None or stored.gone:
            return Response("gone", status=HTTPStatus.NOT_FOUND)
        picture = stored.kind == "image"
        response = Response(stored.data, content_type=stored.mime if picture else "application/octet-stream")
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Disposition"] = (
            "inline" if picture else f"attachment; filename*=UTF-8''{quote(stored.name, safe='')}"
        )
        return response
