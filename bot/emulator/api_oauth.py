"""Endpoints that issue, verify and revoke tokens (reference "Channel access token", LINE Login "Verify ID token")."""

from __future__ import annotations

import threading
from http import HTTPStatus

from flask import Blueprint, Flask, Response, request

from bot.emulator import answers, traffic
from bot.emulator.access_tokens import well_formed
from bot.emulator.answers import Json, RefusedError
from bot.emulator.channel import Channel
from bot.emulator.channels import Channels
from bot.emulator.id_tokens import MALFORMED, read_id_token
from bot.emulator.wire import json_answer

SCOPE = "P CM"  # what LINE tells of a Messaging API channel
_INCOMPLETE = "some parameters missed or invalid"
_NO_KEY = "Cannot find channel key that satisfies the conditions"
_JWS_PARTS = 3


def install(app: Flask, channels: Channels, stopping: threading.Event) -> None:
    """Serve the token endpoints of all channels on `app`; faults and the log are the first channel's."""
    blueprint = Blueprint("oauth", __name__)
    traffic.watch(blueprint, channels.first, stopping)
    _issuing(blueprint, channels)
    _with_keys(blueprint)
    _short_lived(blueprint, channels)
    _login(blueprint, channels)
    app.register_blueprint(blueprint)


def _issuing(blueprint: Blueprint, channels: Channels) -> None:
    @blueprint.post("/oauth2/v3/token")
    def _stateless() -> Response:
        _grant()
        if "client_assertion" in request.form:
            raise _no_key()
        channel = channels.with_id(_field("client_id"))
        if channel is None or channel.secret != _field("client_secret"):
            raise _error("invalid_request", "Invalid 'client_credentials'.")
        token, seconds = channel.access_tokens.issue_stateless()
        return json_answer({"token_type": "Bearer", "access_token": token, "expires_in": seconds})

    @blueprint.post("/v2/oauth/accessToken")
    def _short() -> Response:
        _grant()
        channel = _client(channels)
        if not channel.rates.take("POST /v2/oauth/accessToken"):
            raise RefusedError(HTTPStatus.TOO_MANY_REQUESTS, answers.OVER_RATE)
        token, seconds = channel.access_tokens.issue_short_lived()
        return json_answer({"access_token": token, "expires_in": seconds, "token_type": "Bearer"})


def _with_keys(blueprint: Blueprint) -> None:
    @blueprint.post("/oauth2/v2.1/token")
    def _with_assertion() -> Response:
        _grant()
        _field("client_assertion_type")
        _field("client_assertion")
        raise _no_key()

    @blueprint.get("/oauth2/v2.1/tokens/kid")
    def _keys() -> Response:
        if not request.args.get("client_assertion"):
            raise _error("invalid_request", _INCOMPLETE)
        raise _no_key()


def _short_lived(blueprint: Blueprint, channels: Channels) -> None:
    @blueprint.post("/v2/oauth/verify")
    def _verify() -> Response:
        token = _field("access_token")
        if not well_formed(token):
            raise _error("invalid_request", "access_token in invalid format")
        return json_answer(_described(channels, token, "access_token invalid"))

    @blueprint.post("/v2/oauth/revoke")
    def _revoke() -> Response:
        token = request.form.get("access_token", "")
        if not well_formed(token):
            raise RefusedError(HTTPStatus.BAD_REQUEST, {"error": "invalid_request"})
        for channel in channels:
            channel.access_tokens.revoke(token)
        return Response(status=HTTPStatus.OK)

    @blueprint.post("/oauth2/v2.1/revoke")
    def _revoke_own() -> Response:
        _client(channels)
        _jws(_field("access_token"))  # no token of this kind was ever issued, so there is nothing to revoke
        return Response(status=HTTPStatus.OK)


def _login(blueprint: Blueprint, channels: Channels) -> None:
    @blueprint.get("/oauth2/v2.1/verify")
    def _verify_access() -> Response:
        token = request.args.get("access_token", "")
        _jws(token)
        return json_answer(_described(channels, token, "The access token expired"))

    @blueprint.post("/oauth2/v2.1/verify")
    def _verify_identity() -> Response:
        channel = channels.with_id(_field("client_id"))
        expected = {name: value for name, value in request.form.items() if name in {"client_id", "nonce", "user_id"}}
        if channel is None:
            raise _error("invalid_request", MALFORMED)
        read = read_id_token(_field("id_token"), channel.secret, channel.clock.now(), expected)
        if isinstance(read, str):
            raise _error("invalid_request", read)
        return json_answer(read)


def _described(channels: Channels, token: str, otherwise: str) -> Json:
    channel = channels.opened_by(token)
    if channel is None:
        raise _error("invalid_request", otherwise)
    left = channel.access_tokens.seconds_left(token)
    return {"client_id": channel.channel_id, "expires_in": left, "scope": SCOPE}


def _client(channels: Channels) -> Channel:
    channel = channels.with_id(_field("client_id"))
    if channel is None:
        raise _error("invalid_client", "invalid client_id")
    if channel.secret != _field("client_secret"):
        raise _error("invalid_client", "invalid client_secret")
    return channel


def _grant() -> None:
    if _field("grant_type") != "client_credentials":
        raise _error("invalid_request", _INCOMPLETE)


def _field(name: str) -> str:
    value = request.form.get(name, "")
    if not value:
        raise _error("invalid_request", _INCOMPLETE)
    return value


def _jws(token: str) -> None:
    if len(token.split(".")) != _JWS_PARTS:
        raise _error("invalid_request", "The access token not JWS")


def _no_key() -> RefusedError:
    """Return the refusal of a JWT assertion: the keys for those are registered in LINE's console, and none is here."""
    return RefusedError(HTTPStatus.NOT_FOUND, _NO_KEY)


def _error(kind: str, description: str) -> RefusedError:
    return RefusedError(HTTPStatus.BAD_REQUEST, {"error": kind, "error_description": description})
