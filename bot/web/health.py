"""GET /healthz and /metrics: red for the right reason, figures without personal data."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Blueprint, Response, jsonify
from prometheus_client import CollectorRegistry, Gauge, generate_latest

from bot.heartbeats import NAG, TOKEN_REFUSED
from bot.web.services import Services
from storage.backups.taking import BEAT
from storage.quota import Figures
from storage.store import Transaction

INBOX_OLDEST = timedelta(minutes=2)
OUTBOX_OLDEST = timedelta(minutes=5)
BEAT_OLDEST = timedelta(minutes=5)
TOKEN_TROUBLE = timedelta(minutes=5)  # how long a refused access token keeps the light red
PARKED = ("held", "refused", "uncertain")


def blueprint(services: Services) -> Blueprint:
    """The operator's routes."""
    routes = Blueprint("health", __name__)

    @routes.get("/healthz")
    def healthz() -> tuple[Response, int]:
        now = services.clock()
        with services.store.reading() as tx:
            ages = _ages(tx, now)
            parked = {"inbox": tx.inbox.counts(of=["dead"]).get("dead", 0)}
            counts = tx.outbox.counts(of=PARKED)
            parked |= {status: counts.get(status, 0) for status in PARKED}
            quota = _shown(tx.quota.figures(now, otherwise=services.monthly))
            token_refused = _token_refused(tx, now)
        red = [name for name, (age, most) in ages.items() if age > most] + ["token"] * token_refused
        shown = {name: round(age.total_seconds(), 1) for name, (age, _) in ages.items()}
        state = "red" if red else "green"
        return jsonify(status=state, red=red, seconds=shown, parked=parked, quota=quota), 503 if red else 200

    @routes.get("/metrics")
    def metrics() -> Response:
        with services.store.reading() as tx:
            figures = _figures(tx, services.clock(), services.monthly)
        text = b"".join(generate_latest(one) for one in (services.meters.registry, figures, *services.beside))
        return Response(text, mimetype="text/plain; version=0.0.4")

    return routes


def _figures(tx: Transaction, now: datetime, monthly: int | None) -> CollectorRegistry:
    """What the database says, the same whichever process is asked."""
    registry = CollectorRegistry()
    rows = Gauge("tidtam_rows", "Rows by queue and status", ["queue", "status"], registry=registry)
    age = Gauge("tidtam_oldest_seconds", "Age of the oldest unfinished", ["queue"], registry=registry)
    paid = Gauge("tidtam_quota_messages", "Paid messages of this month, by whose count", ["count"], registry=registry)
    nags = Gauge("tidtam_reminders", "Reminders by what became of them", ["status"], registry=registry)
    backup = Gauge("tidtam_backup_time_seconds", "When the last backup was taken; 0: never", registry=registry)
    token = Gauge("tidtam_token_refused", "1: LINE lately refused our access token", registry=registry)
    for queue, counts in (("inbox", tx.inbox.counts()), ("outbox", tx.outbox.counts())):
        for status, count in counts.items():
            rows.labels(queue, status).set(count)
    for name, (seconds, _) in _ages(tx, now).items():
        age.labels(name).set(seconds.total_seconds())
    for name, figure in _counts(tx.quota.figures(now, otherwise=monthly)).items():
        if figure is not None:
            paid.labels(name).set(figure)
    for status, count in tx.outbox.counts(reminders_only=True).items():
        nags.labels(status).set(count)
    if taken := tx.audit.last_beat(BEAT):
        backup.set(taken.timestamp())
    token.set(_token_refused(tx, now))
    return registry


def _ages(tx: Transaction, now: datetime) -> dict[str, tuple[timedelta, timedelta]]:
    """How old the oldest unfinished thing of each kind is, and how old it may be. Never started: not old."""
    since = {
        "inbox": (tx.inbox.oldest_waiting(), INBOX_OLDEST),
        "outbox": (tx.outbox.oldest_waiting(), OUTBOX_OLDEST),
        "scheduler": (tx.audit.last_beat(NAG), BEAT_OLDEST),
    }
    return {name: (max(now - at, timedelta(0)) if at else timedelta(0), most) for name, (at, most) in since.items()}


def _counts(month: Figures) -> dict[str, int | None]:
    """The month's figures; None: not limited, or not known."""
    return {
        "allowed": month.allowed,
        "line_used": month.line_used,
        "our_paid": month.ours,
        "others": month.others,
        "left": month.left,
    }


def _shown(month: Figures) -> dict[str, int | str | None]:
    return {**_counts(month), "asked_at": month.asked_at.isoformat() if month.asked_at else None}


def _token_refused(tx: Transaction, now: datetime) -> bool:
    refused = tx.audit.last_beat(TOKEN_REFUSED)
    return refused is not None and now - refused < TOKEN_TROUBLE
