"""JSON in and out, as LINE reads and writes it."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from flask import Response, request

from bot.emulator import answers, ids
from bot.emulator.answers import Answer, Json, RefusedError, bad_request


def json_body() -> Json:
    """Return the request's JSON object, or refuse it as LINE does: 415 for another type, 400 with the place."""
    if request.mimetype != "application/json":
        raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"The content type, {request.mimetype}, is not supported")
    try:
        body: Any = json.loads(request.get_data())
    except json.JSONDecodeError as error:
        where = f"(line: {error.lineno}, column: {error.colno})"
        raise bad_request(f"The request body could not be parsed as JSON {where}") from error
    except UnicodeDecodeError as error:
        raise bad_request("The request body could not be parsed as JSON (line: 1, column: 1)") from error
    if not isinstance(body, dict):
        raise bad_request("The request body could not be parsed as JSON (line: 1, column: 1)")
    return body


def respond(answer: Answer) -> Response:
    """Return the answer as a response: compact JSON."""
    text = json.dumps(answer.body, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status=answer.status, headers=answer.headers, content_type="application/json")


def json_answer(body: Json | None = None, status: int = HTTPStatus.OK) -> Response:
    """Return JSON as a response; `{}` when there is nothing to tell."""
    return respond(Answer(body or {}, status))


def well_formed_user(user_id: str) -> None:
    """Refuse a user id in the path that LINE could not have given."""
    if not ids.USER.fullmatch(user_id):
        raise bad_request(answers.bad_parameter("userId"))
