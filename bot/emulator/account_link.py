"""LINE's page that ties a person to a login elsewhere (docs "User account linking")."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Flask, Response, render_template, request

from bot.emulator.channels import Channels
from bot.emulator.platform_deeds import PlatformDeeds

NONCE = (10, 255)


def install(app: Flask, channels: Channels) -> None:
    """Serve the page of access.line.me on `app`.

    `linkToken` and `nonce` are LINE's. `as` is the emulator's own: the user id of whoever opens the page, the token's
    owner when it is missing. Another person than the owner makes linking fail; a token that is used up or too old
    makes no event at all.
    """
    blueprint = Blueprint("account_link", __name__)

    @blueprint.get("/dialog/bot/accountLink")
    def _link() -> Response:
        nonce = request.args.get("nonce", "")
        low, high = NONCE
        if not low <= len(nonce) <= high:
            return _page("nonce", HTTPStatus.BAD_REQUEST)
        token = request.args.get("linkToken", "")
        for channel in channels:
            owner = channel.link_tokens.use(token)
            if owner is not None:
                ok = request.args.get("as", owner) == owner
                PlatformDeeds(channel).account_link(owner, nonce, ok)
                return _page("ok" if ok else "failed", HTTPStatus.OK)
        return _page("token", HTTPStatus.BAD_REQUEST)

    app.register_blueprint(blueprint)


def _page(result: str, status: int) -> Response:
    response = Response(render_template("account_link.html", result=result), status=status)
    response.headers["Content-Security-Policy"] = "default-src 'none'; base-uri 'none'; frame-ancestors 'self'"
    return response
