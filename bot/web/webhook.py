"""POST /webhook: signature over the raw bytes, events into the inbox without passwords and national IDs, 200.

Nothing else happens here. It stands in front of Flask as plain WSGI: it needs no routing, no session and no request
object, and those cost more than everything it does itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import structlog

from bot.line import inbound
from bot.line.masking import masked
from bot.line.signature import is_authentic
from bot.web.safe import SAFE
from bot.web.services import Services
from storage.errors import NotKeptError
from storage.inbox import Arrival

log = structlog.get_logger()

PATH = "/webhook"
_SAFE = tuple(SAFE.items())
LARGEST_BODY = 1024 * 1024
_OK, _BAD, _WRONG_METHOD = "200 OK", "400 Bad Request", "405 Method Not Allowed"
_TOO_LARGE, _NOT_KEPT = "413 Content Too Large", "500 Internal Server Error"


class Webhook:
    """The webhook's address, in front of the pages."""

    def __init__(self, services: Services, pages: WSGIApplication) -> None:
        self._services = services
        self._pages = pages

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a webhook, or let the pages answer."""
        if environ.get("PATH_INFO") != PATH:
            return self._pages(environ, start_response)
        status, text = self._answer(environ)
        body = f"{text}\n".encode()
        about = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
        start_response(status, [*about, *_SAFE])
        return [body]

    def _answer(self, environ: WSGIEnvironment) -> tuple[str, str]:
        if environ["REQUEST_METHOD"] != "POST":
            return _WRONG_METHOD, "POST only"
        length = environ.get("CONTENT_LENGTH") or "0"
        if not (length.isascii() and length.isdigit()) or int(length) > LARGEST_BODY:
            return _TOO_LARGE, "too large"
        body = environ["wsgi.input"].read(int(length))
        if not is_authentic(body, environ.get("HTTP_X_LINE_SIGNATURE"), self._services.channel_secret):
            self._services.meters.forged.inc()
            log.warning("a body with a wrong signature", size=len(body))
            return _BAD, "wrong signature"
        try:
            events = inbound.events_in(body)
        except (ValueError, RecursionError):
            return _BAD, "not JSON"
        try:
            _keep(self._services, events)
        except NotKeptError:
            log.exception("events were not kept")
            return _NOT_KEPT, "not kept"
        return _OK, "OK"


def _keep(services: Services, events: list[dict[str, Any]]) -> None:
    arrivals = [_arrival(masked(event)) for event in events if _may_be_kept(services, event)]
    if not arrivals:
        return
    with services.meters.seconds.time():
        new = services.intake.keep(arrivals, services.clock())
    services.meters.received.inc(len(arrivals))
    services.meters.events.inc(new)
    services.ring()


def _may_be_kept(services: Services, event: dict[str, Any]) -> bool:
    """Whether an event may reach the disk: in a group also a text that quotes a message of ours."""
    if inbound.may_be_kept(event, services.bot_names):
        return True
    quoted = inbound.quoted_by(event)
    if quoted is None:
        return False
    with services.store.reading() as tx:
        return tx.outbox.is_ours(quoted, inbound.conversation_of(event))


def _arrival(event: dict[str, Any]) -> Arrival:
    return Arrival(
        event_id=inbound.id_of(event),
        conversation=inbound.conversation_of(event),
        user_id=inbound.user_of(event),
        kind=str(event.get("type"))[:40],
        happened_ms=inbound.happened_ms(event),
        payload=event,
        message_id=inbound.message_of(event),
        set_id=inbound.set_of(event),
    )
