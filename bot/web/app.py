"""The web half: what LINE and people's browsers reach. Thin: it checks, keeps, hands out, and thinks nothing."""

from __future__ import annotations

from flask import Flask, Response, abort, request

from bot.web import dashboard, files, health, public
from bot.web.safe import SAFE
from bot.web.services import Services
from bot.web.webhook import LARGEST_BODY, Webhook


def create_app(services: Services) -> Flask:
    """The Flask application over the given services."""
    app = Flask("tidtam", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask's default provider has it
    for part in (files, public, dashboard, health):
        app.register_blueprint(part.blueprint(services))
    app.before_request(_readable)
    app.after_request(_safe)
    app.wsgi_app = Webhook(services, app.wsgi_app)  # type: ignore[method-assign]  # the way Flask documents it
    return app


def _readable() -> None:
    """No browser asks with bytes that are no text; Flask would stumble over them in the middle of a page."""
    try:
        request.query_string.decode()
    except UnicodeDecodeError:
        abort(400)


def _safe(response: Response) -> Response:
    """Whatever the answer is, also that there is no such page; a page may say otherwise of itself."""
    for name, value in SAFE.items():
        response.headers.setdefault(name, value)
    return response
