"""POST /webhook: signature over the raw bytes, events into the inbox, 200. Nothing else happens here."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import structlog
from flask import Blueprint, Response, request

from bot.line import inbound
from bot.line.signature import is_authentic
from bot.web.services import Services
from storage.inbox import Arrival

log = structlog.get_logger()


def blueprint(services: Services) -> Blueprint:
    """The webhook's route."""
    routes = Blueprint("webhook", __name__)

    @routes.post("/webhook")
    def webhook() -> Response:
        body = request.get_data()
        if not is_authentic(body, request.headers.get("X-Line-Signature"), services.channel_secret):
            services.meters.forged.inc()
            log.warning("a body with a wrong signature", size=len(body))
            return Response("wrong signature\n", 400, mimetype="text/plain")
        try:
            events = inbound.events_of(json.loads(body))
        except (ValueError, RecursionError):
            return Response("not JSON\n", 400, mimetype="text/plain")
        with services.meters.seconds.time():
            _keep(services, events)
        return Response("OK\n", 200, mimetype="text/plain")

    return routes


def _keep(services: Services, events: list[dict[str, Any]]) -> None:
    arrivals = [_arrival(event) for event in events if inbound.may_be_kept(event, services.bot_names)]
    if not arrivals:
        return
    with services.store.begin() as tx:
        new = tx.inbox.add(arrivals, services.clock())
        tx.commit()
    services.meters.events.inc(new)
    services.meters.repeated.inc(len(arrivals) - new)
    services.ring()


def _arrival(event: dict[str, Any]) -> Arrival:
    return Arrival(
        event_id=str(event.get("webhookEventId") or _fingerprint(event)),
        conversation=inbound.conversation_of(event),
        user_id=inbound.user_of(event),
        kind=str(event.get("type"))[:40],
        happened_ms=inbound.happened_ms(event),
        payload=event,
    )


def _fingerprint(event: dict[str, Any]) -> str:
    """An id for an event that came without one: the same event gives the same id."""
    settled = {key: value for key, value in event.items() if key != "deliveryContext"}
    return hashlib.sha256(json.dumps(settled, sort_keys=True).encode()).hexdigest()
