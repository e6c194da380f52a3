"""The web half: what LINE and people's browsers reach. Thin: it checks, keeps, hands out, and thinks nothing."""

from __future__ import annotations

from flask import Flask

from bot.web import files, health, webhook
from bot.web.services import Services

LARGEST_BODY = 1024 * 1024


def create_app(services: Services) -> Flask:
    """The Flask application over the given services."""
    app = Flask("tidtam")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask's default provider has it
    for part in (webhook, files, health):
        app.register_blueprint(part.blueprint(services))
    return app
