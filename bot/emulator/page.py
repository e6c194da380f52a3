"""The page of phones and its own JSON API under /_/."""

from __future__ import annotations

import threading
from http import HTTPStatus
from urllib.parse import quote

from flask import Blueprint, Flask, Response, jsonify, render_template, request

from bot.emulator import page_deeds, page_faults
from bot.emulator.channel import Channel
from bot.emulator.deeds import DeedRefusedError, Deeds
from bot.emulator.page_state import snapshot

WAIT = 10.0
WAITERS = 8  # of the server's threads; more open tabs than this simply ask more often
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; font-src 'self'; "
    "img-src * data: blob:; media-src *; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_SHOWN = frozenset({"image", "video", "audio"})  # kinds the page shows; all else is handed out as a download


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
    page_deeds.add_routes(blueprint, channel, deeds)
    page_faults.add_routes(blueprint, channel)
    _pictures(blueprint, channel)
    app.register_blueprint(blueprint)


def _news(blueprint: Blueprint, channel: Channel, stopping: threading.Event) -> None:
    places = threading.Semaphore(WAITERS)
    world = channel.world

    def tell() -> None:
        with world.changing():
            pass

    channel.sender.on_delivered = tell

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


def _pictures(blueprint: Blueprint, channel: Channel) -> None:
    @blueprint.get("/_/content/<message_id>")
    def _bytes(message_id: str) -> Response:
        with channel.world.lock:
            stored = channel.world.stored.get(message_id)
        if stored is None or stored.gone:
            return Response("gone", status=HTTPStatus.NOT_FOUND)
        shown = stored.kind in _SHOWN
        response = Response(stored.data, content_type=stored.mime if shown else "application/octet-stream")
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Disposition"] = (
            "inline" if shown else f"attachment; filename*=UTF-8''{quote(stored.name, safe='')}"
        )
        return response

    @blueprint.get("/_/menu/<user_id>")
    def _menu(user_id: str) -> Response:
        menu = channel.rich_menus.shown_to(user_id)
        if menu is None:
            return Response("none", status=HTTPStatus.NOT_FOUND)
        response = Response(menu.image, content_type=menu.mime)
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
