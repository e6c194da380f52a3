"""GET /healthz and /metrics: red for the right reason, figures without personal data."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Blueprint, Response, jsonify
from prometheus_client import CollectorRegistry, Gauge, generate_latest

from bot.web.services import Services
from storage.outbox import PARKED
from storage.store import Transaction

INBOX_OLDEST = timedelta(minutes=2)
OUTBOX_OLDEST = timedelta(minutes=5)
BEAT_OLDEST = timedelta(minutes=5)


def blueprint(services: Services) -> Blueprint:
    """The operator's routes."""
    routes = Blueprint("health", __name__)

    @routes.get("/healthz")
    def healthz() -> tuple[Response, int]:
        now = services.clock()
        with services.store.reading() as tx:
            ages = _ages(tx, now)
            parked = {"inbox": tx.inbox.counts().get("dead", 0)}
            parked["outbox"] = sum(tx.outbox.counts().get(status, 0) for status in PARKED)
        red = [name for name, (age, most) in ages.items() if age > most]
        shown = {name: round(age.total_seconds(), 1) for name, (age, _) in ages.items()}
        return jsonify(status="red" if red else "green", red=red, seconds=shown, parked=parked), 503 if red else 200

    @routes.get("/metrics")
    def metrics() -> Response:
        now = services.clock()
        registry = CollectorRegistry()
        rows = Gauge("tidtam_rows", "Rows by queue and status", ["queue", "status"], registry=registry)
        age = Gauge("tidtam_oldest_seconds", "Age of the oldest unfinished", ["queue"], registry=registry)
        paid = Gauge("tidtam_paid_messages_month", "Paid messages of this month", registry=registry)
        with services.store.reading() as tx:
            for queue, counts in (("inbox", tx.inbox.counts()), ("outbox", tx.outbox.counts())):
                for status, count in counts.items():
                    rows.labels(queue, status).set(count)
            for name, (seconds, _) in _ages(tx, now).items():
                age.labels(name).set(seconds.total_seconds())
            paid.set(tx.outbox.paid_this_month(now))
        text = generate_latest(services.meters.registry) + generate_latest(registry)
        return Response(text, mimetype="text/plain; version=0.0.4")

    return routes


def _ages(tx: Transaction, now: datetime) -> dict[str, tuple[timedelta, timedelta]]:
    """How old the oldest unfinished thing of each kind is, and how old it may be. Never started: not old."""
    since = {
        "inbox": (tx.inbox.oldest_waiting(), INBOX_OLDEST),
        "outbox": (tx.outbox.oldest_waiting(), OUTBOX_OLDEST),
        "scheduler": (tx.audit.last_beat("nag"), BEAT_OLDEST),
    }
    return {name: (max(now - at, timedelta(0)) if at else timedelta(0), most) for name, (at, most) in since.items()}
