"""LINE's endpoints, both of api.line.me and api-data.line.me, on one server."""

from __future__ import annotations

import threading
from collections.abc import Callable
from http import HTTPStatus

from flask import Blueprint, Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from bot.emulator import (
    answers,
    api_account,
    api_content,
    api_people,
    api_rich_menus,
    api_signs,
    api_statistics,
    delivering,
    ids,
    narrowcasting,
    sending,
    traffic,
)
from bot.emulator.access_tokens import bearer
from bot.emulator.answers import Answer, RefusedError, bad_request
from bot.emulator.channel import Channel
from bot.emulator.wire import json_answer, json_body, respond

PREFIX = "/v2/bot"
BODY_LIMIT = 2 * 1024 * 1024
_RETRYABLE = {f"POST {PREFIX}/message/{kind}" for kind in ("push", "multicast", "narrowcast", "broadcast")}
_SENDERS: dict[str, Callable[[Channel, delivering.Request], Answer]] = {
    "reply": sending.reply,
    "push": sending.push,
    "multicast": sending.multicast,
    "narrowcast": narrowcasting.narrowcast,
    "broadcast": sending.broadcast,
}


def install(app: Flask, channel: Channel, stopping: threading.Event) -> None:
    """Serve LINE's API for `channel` on `app`. `stopping` cuts slow answers short."""
    blueprint = Blueprint("line", __name__)
    traffic.watch(blueprint, channel, stopping)

    @blueprint.before_request
    def _authorise() -> Response | None:
        if not channel.access_tokens.opens(bearer(request.headers.get("Authorization", ""))):
            return respond(Answer({"message": answers.UNAUTHORISED}, HTTPStatus.UNAUTHORIZED))
        if (request.content_length or 0) > BODY_LIMIT:
            return respond(Answer({"message": "Request body too large"}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
        endpoint = traffic.endpoint()
        if not channel.rates.take(endpoint):
            return respond(Answer({"message": answers.OVER_RATE}, HTTPStatus.TOO_MANY_REQUESTS))
        if "X-Line-Retry-Key" in request.headers and endpoint not in _RETRYABLE:
            raise bad_request(answers.KEY_NOT_HERE)
        return None

    _sending_routes(blueprint, channel)
    for part in (api_account, api_people, api_rich_menus, api_signs, api_statistics):
        part.add_routes(blueprint, channel)
    api_content.add_routes(blueprint, channel, stopping)
    app.register_blueprint(blueprint, url_prefix=PREFIX)


def answer_errors(app: Flask) -> None:
    """Answer refusals and unknown paths on `app` as LINE does."""

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


def _sending_routes(blueprint: Blueprint, channel: Channel) -> None:
    @blueprint.post("/message/<any(reply,push,multicast,narrowcast,broadcast):kind>")
    def _send(kind: str) -> Response:
        return respond(_SENDERS[kind](channel, _sent()))

    @blueprint.get("/message/progress/narrowcast")
    def _progress() -> Response:
        return json_answer(narrowcasting.progress(channel, request.args.get("requestId", "")))

    @blueprint.post("/message/validate/<any(reply,push,multicast,narrowcast,broadcast):kind>")
    def _validate(kind: str) -> Response:  # noqa: ARG001 - the rules are the same for all
        return respond(sending.validate(channel, _sent()))


def _sent() -> delivering.Request:
    return delivering.Request(json_body(), g.request_id, request.headers.get("X-Line-Retry-Key"))
