"""A web half over a store, with signed bodies."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bot.app_web import subject_words_of, works_of
from bot.config import load_config
from bot.links import Links
from bot.web.app import create_app
from bot.web.services import Services
from storage.store import Store

SECRET = "test-secret"
NOW = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)


class Web:
    """The web half at a moment that tests may move."""

    def __init__(self, store: Store) -> None:
        self.now = NOW
        self.rung = 0
        self.links = Links(channel_secret=SECRET, public_base_url="https://bot.example", life=timedelta(hours=72))
        config = load_config()
        self.services = Services(
            store=store,
            clock=lambda: self.now,
            links=self.links,
            channel_secret=SECRET,
            bot_names=("บอท",),
            calendar_with=config.work_calendar,
            works=works_of(config),
            subject_words=subject_words_of(config),
            ring=self._ring,
        )
        self.client: FlaskClient = create_app(self.services).test_client()

    def _ring(self) -> None:
        self.rung += 1

    def post(self, body: bytes, signature: str | None = None) -> TestResponse:
        """Send a body; by default signed rightly."""
        digest = hmac.new(SECRET.encode(), body, hashlib.sha256).digest()
        signed = base64.b64encode(digest).decode() if signature is None else signature
        return self.client.post("/webhook", data=body, headers={"X-Line-Signature": signed})

    def deliver(self, *events: dict[str, Any]) -> TestResponse:
        """Send events as LINE does."""
        return self.post(json.dumps({"destination": "U0", "events": list(events)}, ensure_ascii=False).encode())


def said(words: str, event_id: str = "e1", *, group: bool = False) -> dict[str, Any]:
    """A text event."""
    source = {"type": "group", "groupId": "Cg", "userId": "Ua"} if group else {"type": "user", "userId": "Ua"}
    return {
        "type": "message",
        "message": {"type": "text", "id": "1", "text": words, "quoteToken": "q"},
        "webhookEventId": event_id,
        "deliveryContext": {"isRedelivery": False},
        "timestamp": 1_803_900_000_000,
        "source": source,
        "replyToken": "r" * 32,
        "mode": "active",
    }
