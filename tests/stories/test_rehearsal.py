"""A rehearsal tells what then happens when nobody does anything, with what it costs, and leaves nothing behind."""

from __future__ import annotations

import itertools
from datetime import date, datetime, time, timedelta

import pytest

import bot.rehearsal
from bot.rehearsal import Rehearser
from domain.rehearsal import Kind, Rehearsal
from domain.thai import BANGKOK
from tests.stories.stage import DIRECTOR, EK, OFFICER, Stage

SATURDAY = 5
FIRST, LAST = date(2027, 3, 20), date(2027, 4, 30)


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no large office: no time passes while something is rehearsed."""
    monkeypatch.setattr(bot.rehearsal, "stopwatch", lambda: 0.0)


def rehearse(stage: Stage, last: date = LAST) -> Rehearsal:
    """What a rehearsal from now on tells."""
    with stage.store.reading() as tx:
        return Rehearser(stage.app.worker.dispatcher.make_context, patience=None).rehearse(tx, stage.clock.now(), last)


def happens(stage: Stage, last: date = LAST) -> list[tuple[date, str, str]]:
    """What people are told on these days, nobody doing anything: LINE's figures asked, then ticks from nine on.

    At weekends one tick, which may say nothing.
    """
    told: list[tuple[date, str, str]] = []
    day = FIRST
    while day <= last:
        before = {user: len(stage.line.messages(user)) for user in stage.line.channel.world.friends}
        stage.clock.travel_to(datetime.combine(day, time(8, 45), BANGKOK))
        stage.app.worker.ask_quota()
        hours = (time(9, 0), time(9, 1), time(13, 30), time(14, 30)) if day.weekday() < SATURDAY else (time(9, 0),)
        for hour in hours:
            stage.travel(datetime.combine(day, hour, BANGKOK))
        for user, count in before.items():
            new = [bubble.message for bubble in stage.line.messages(user)[count:] if bubble.paid]  # the first of a call
            told += [(day, user, str(message.get("altText") or message.get("text"))) for message in new]
        day += timedelta(days=1)
    return sorted(told)


def begin(stage: Stage) -> None:
    """What is due is told, and then it is seven on the first day."""
    stage.tick()
    stage.clock.travel_to(datetime.combine(FIRST, time(7, 0), BANGKOK))
    stage.app.worker.ask_quota()


def test_what_is_rehearsed_is_what_happens_when_nobody_does_anything(stage: Stage) -> None:
    begin(stage)
    before = stage.statuses()

    rehearsal, again = rehearse(stage), rehearse(stage)

    assert stage.statuses() == before
    assert (rehearsal.told, rehearsal.months) == (again.told, again.months)
    assert len(rehearsal.told) > 10
    assert sum(month.paid for month in rehearsal.months) == len(rehearsal.told)
    assert sorted((one.day, one.to, one.words) for one in rehearsal.told) == happens(stage)


@pytest.mark.parametrize("limit", [36, pytest.param(40, marks=pytest.mark.soak)])
def test_what_a_short_month_leaves_out_of_a_rehearsal_is_left_out_when_it_comes_to_it(stage: Stage, limit: int) -> None:
    begin(stage)
    with_plenty = rehearse(stage)
    stage.line.channel.quota.limit = limit
    stage.app.worker.ask_quota()

    rehearsal = rehearse(stage)

    sent = sorted((one.day, one.to, one.words) for one in rehearsal.told if not one.held)
    assert 0 < len(sent) < len(with_plenty.told)
    assert sent == happens(stage)
    april = rehearsal.months[-1]
    with stage.store.reading() as tx:
        assert tx.quota.figures(stage.clock.now(), otherwise=None).ours == april.paid
    assert april.allowed == limit


def test_an_officer_sees_beforehand_what_would_be_told_and_what_it_costs(stage: Stage) -> None:
    begin(stage)
    before = stage.statuses()
    expected = rehearse(stage, date(2027, 4, 22)).told

    said = stage.says(OFFICER, "ซ้อมรอบ")

    reminders = [one for one in expected if one.kind is Kind.REMINDER]
    assert reminders
    assert f"จะส่ง {len(expected)} ข้อความ" in said
    assert "เม.ย. 70" in said
    assert "ยังไม่ได้ส่งข้อความถึงใคร" in said
    after = stage.statuses()
    assert {status: count - before.get(status, 0) for status, count in after.items()} == {"sent": 1}  # the answer


def test_a_day_off_that_moves_a_reminder_is_named(stage: Stage) -> None:
    begin(stage)

    said = stage.says(OFFICER, "ซ้อมถึง 30 เม.ย.")

    assert "สงกรานต์" in said


def test_a_rehearsal_shows_the_month_that_was_asked_for(stage: Stage) -> None:
    begin(stage)

    said = stage.says(OFFICER, "ซ้อมรอบเดือนหน้า")

    assert "พฤ. 1 เม.ย. 70 ถึง ศ. 30 เม.ย. 70" in said


def test_of_a_work_that_nobody_owes_there_is_nothing_to_rehearse(stage: Stage) -> None:
    begin(stage)

    assert "ไม่มีการเตือน" in stage.says(OFFICER, "ซ้อมรอบ emes")


def test_directors_may_rehearse_too_and_others_are_told_that_it_is_not_for_them(stage: Stage) -> None:
    begin(stage)

    assert "จะส่ง" in stage.says(DIRECTOR, "ซ้อมการเตือน")
    assert "เฉพาะ" in stage.says(EK, "ซ้อมการเตือน")
    assert "จะส่ง" not in stage.says(OFFICER, "/ซ้อมรอบ", group=True)


@pytest.fixture
def slow(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The office is so large that each look at the watch is ten seconds after the one before."""
    begin(stage)
    watch = itertools.count(0, 10)
    monkeypatch.setattr(bot.rehearsal, "stopwatch", lambda: float(next(watch)))
    return stage


def test_a_rehearsal_that_was_cut_before_anybody_was_told_says_how_far_it_came(slow: Stage) -> None:
    said = slow.says(OFFICER, "ซ้อมรอบ")

    assert "ซ้อมได้ถึง จ. 22 มี.ค. 70 เท่านั้น" in said
    assert "ยังบอกไม่ได้" in said
    assert "22 เม.ย." not in said


def test_a_rehearsal_cut_before_the_days_asked_for_does_not_say_that_nobody_is_told(
    slow: Stage,
) -> None:
    said = slow.says(OFFICER, "ซ้อมรอบเดือนหน้า")

    assert "ซ้อมได้ถึง จ. 22 มี.ค. 70 เท่านั้น" in said
    assert "ยังไม่ถึงช่วงที่ขอดู" in said
    assert "ไม่มีการเตือน" not in said


def test_a_rehearsal_goes_through_its_last_day_to_the_end(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left over of a day would look like the whole of it."""
    begin(stage)
    whole = rehearse(stage)
    days = sorted({one.day for one in whole.told})
    for patience in (0, 10, 50, 120, 190):
        watch = itertools.count(0, 10)
        monkeypatch.setattr(bot.rehearsal, "stopwatch", lambda watch=watch: float(next(watch)))
        with stage.store.reading() as tx:
            make_context = stage.app.worker.dispatcher.make_context
            cut = Rehearser(make_context, patience=patience).rehearse(tx, stage.clock.now(), LAST)
        assert FIRST <= cut.last < days[-1]
        assert cut.told == tuple(one for one in whole.told if one.day <= cut.last)
