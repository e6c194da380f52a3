"""LINE's endpoints, both of api.line.me and api-data.line.me, on one server."""

from __future__ import annotations

import threading
from collections.abc import Callable
from http import HTTPStatus

from flask import Blueprint, Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from bot.emulator import answers, api_content, api_more, fault_gate, ids, sending
from bot.emulator.answers import Answer, RefusedError
from bot.emulator.channel import Channel
from bot.emulator.wire import json_body, respond

PREFIX = "/v2/bot"
BODY_LIMIT = 2 * 1024 * 1024
_SENDERS: dict[str, Callable[[Channel, sending.Request], Answer]] = {
    "reply": sending.reply,
    "push": sending.push,
    "multicast": sending.multicast,
    "broadcast": sending.broadcast,
}


def install(app: Flask, channel: Channel, stopping: threading.Event) -> None:
    """Serve LINE's API for `channel` on `app`. `stopping` cuts slow answers short."""
    blueprint = Blueprint("line", __name__)

    @blueprint.before_request
    def _before() -> Response | None:
        g.request_id = ids.request_id()
        if (refusal := fault_gate.before(channel)) is not None:
            return refusal
        if request.headers.get("Authorization") != f"Bearer {channel.access_token}":
            return respond(Answer({"message": answers.UNAUTHORISED}, HTTPStatus.UNAUTHORIZED))
        if (request.content_length or 0) > BODY_LIMIT:
            return respond(Answer({"message": "Request body too large"}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
        return None

    @blueprint.after_request
    def _after(response: Response) -> Response:
        response = fault_gate.after(channel, response, stopping)
        response.headers["X-Line-Request-Id"] = g.request_id
        return response

    @app.errorhandler(RefusedError)
    def _refused(error: RefusedError) -> Response:
        return respond(error.answer)

    @app.errorhandler(HTTPException)
    def _unknown(error: HTTPException) -> Response:
        status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
        text = "Not found" if status == HTTPStatus.NOT_FOUND else str(error.name)
        response = respond(Answer({"message": text}, status))
        response.headers.setdefault("X-Line-Request-Id", ids.request_id())
        return response

    _sending_routes(blueprint, channel)
    api_more.add_routes(blueprint, channel)
    api_content.add_routes(blueprint, channel, stopping)
    app.register_blueprint(blueprint, url_prefix=PREFIX)


def _sending_routes(blueprint: Blueprint, channel: Channel) -> None:
    @blueprint.post("/message/<any(reply,push,multicast,broadcast):kind>")
    def _send(kind: str) -> Response:
        return respond(_SENDERS[kind](channel, _sent()))

    @blueprint.post("/message/validate/<any(reply,push,multicast,narrowcast,broadcast):kind>")
    def _validate(kind: str) -> Response:  # noqa: ARG001 - the rules are the same for all
        return respond(sending.validate(channel, _sent()))


def _sent() -> sending.Request:
    return sending.Request(json_body(), g.request_id, request.headers.get("X-Line-Retry-Key"))
