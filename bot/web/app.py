"""The web half: what LINE and people's browsers reach. Thin: it checks, keeps, hands out, and thinks nothing."""

from __future__ import annotations

from flask import Flask

from bot.web import dashboard, files, health, public
from bot.web.services import Services
from bot.web.webhook import LARGEST_BODY, Webhook


def create_app(services: Services) -> Flask:
    """The Flask application over the given services."""
    app = Flask("tidtam")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask's default provider has it
    for part in (files, public, dashboard, health):
        app.register_blueprint(part.blueprint(services))
    app.wsgi_app = Webhook(services, app.wsgi_app)  # type: ignore[method-assign]  # the way Flask documents it
    return app
