"""A reminder that LINE took although its answer was lost was sent, whatever comes in meanwhile."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.schema import Nag, Outbox
from tests.stories.stage import EK, USERS, Stage, filled
from tests.stories.test_strategy_round import blank


def test_a_reminder_in_doubt_stays_in_the_ledger_and_in_the_count_when_the_form_comes_in(stage: Stage) -> None:
    form = filled(blank(stage, EK))
    stage.line.faults.drop_after_accepting_next(path="/message/push")
    stage.app.worker.tick()
    stage.app.worker.deliverer.deliver_one(stage.clock.now())  # accepted, and the answer is lost
    (first,) = [user for user in USERS.values() if any(b.via == "push" for b in stage.line.messages(user))]

    stage.line.send_file(USERS[EK], "a.xlsx", form)
    stage.settle()
    stage.clock.advance(timedelta(minutes=2))
    stage.settle()

    with Session(stage.store.engine) as session:
        (row,) = session.scalars(select(Outbox).where(Outbox.chat == first, Outbox.way == "push", Outbox.nags))
        asked = session.scalars(select(Nag).where(Nag.outbox_id == row.id)).all()
        paid = sum(session.scalars(select(Outbox.paid)))
    assert (row.status, len(asked)) == ("uncertain", 1)
    assert paid == stage.line.paid_used()
