"""A rehearsal tells what then happens when nobody does anything, and leaves nothing behind."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.rehearsal import rehearse
from domain.thai import BANGKOK, local
from tests.stories.stage import Stage

FIRST, LAST = date(2027, 3, 20), date(2027, 4, 30)


def happens(stage: Stage) -> list[tuple[date, str, str]]:
    """What people are told on these days, a tick at nine each morning, nobody doing anything."""
    told: list[tuple[date, str, str]] = []
    day = FIRST
    while day <= LAST:
        before = {user: len(stage.line.messages(user)) for user in stage.line.channel.world.friends}
        stage.travel(datetime.combine(day, time(9, 0), BANGKOK))
        for user, count in before.items():
            for bubble in stage.line.messages(user)[count:]:
                alt = str(bubble.message.get("altText", ""))
                if bubble.via == "push":
                    told.append((day, user, alt))
        day += timedelta(days=1)
    return sorted(told)


def test_what_is_rehearsed_is_what_happens_when_nobody_does_anything(stage: Stage) -> None:
    stage.tick()
    stage.clock.travel_to(datetime.combine(FIRST, time(7, 0), BANGKOK))
    context = stage.app.worker.dispatcher.make_context
    before = stage.statuses()

    told = rehearse(stage.store, context, FIRST, LAST, time(9, 0))
    again = rehearse(stage.store, context, FIRST, LAST, time(9, 0))

    assert stage.statuses() == before
    assert told == again
    assert len(told) > 10
    assert sorted((local(one.at).date(), one.to, one.words) for one in told) == happens(stage)
