"""Events of unknown kinds, and known ones with something odd inside, are worked off without an accident."""

from __future__ import annotations

import random

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import Client

from bot.emulator.events import signature
from storage.schema import Inbox
from tests.bot.odd_events import ODD, body_of, changed, places, real_events
from tests.stories.stage import SECRET, Stage

SAMPLE = 600


def test_no_odd_event_fails_in_the_worker(stage: Stage) -> None:
    fields = [(event, path) for event in real_events() for path in places(event) if path]
    dice = random.Random(1)  # noqa: S311 - a test that can be repeated
    odd = [changed(*dice.choice(fields), dice.choice(ODD), "set") for _ in range(SAMPLE)]
    for number, event in enumerate(odd):
        event["webhookEventId"] = f"odd {number}"
    body = body_of(*odd)
    mark = {"X-Line-Signature": signature(SECRET, body)}

    assert Client(stage.app.web).post("/webhook", data=body, headers=mark).status_code == 200
    worker, now = stage.app.worker, stage.clock.now
    while worker.dispatcher.dispatch_one(now()) or worker.fetcher.fetch_one(now):
        pass

    with Session(stage.store.engine) as session:
        failed = {row.id: (row.error, row.payload) for row in session.scalars(select(Inbox)) if row.error}
    assert failed == {}
