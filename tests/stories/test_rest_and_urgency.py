"""Reminders that press, and reminders that rest, as people hear them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from domain.plan import Role
from domain.thai import BANGKOK
from storage.schema import Promise, Quiet, Snooze
from tests.plans import small_plan, with_a_school_list
from tests.stories.stage import ARUNEE, EK, OFFICER, PO, Stage, staged

SET_AT = datetime(2027, 3, 29, 1, tzinfo=UTC)  # the work is due on Friday, 2 April, at 16.30


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=BANGKOK)


def heard_at(stage: Stage, code: str, *moments: datetime) -> list[str]:
    """Of these moments those at which that person was told something."""
    told = []
    for moment in moments:
        before = len(stage.heard(code))
        stage.travel(moment)
        if len(stage.heard(code)) > before:
            told.append(f"{moment:%d.%m %H:%M}")
    return told


def add(stage: Stage, row: object) -> None:
    with Session(stage.store.engine) as session:
        session.add(row)
        session.commit()


def person(stage: Stage, name: str) -> int:
    with stage.store.reading() as tx:
        return next(who for who, called in tx.people.names(1).items() if name in called)


def test_what_is_most_urgent_is_told_twice_on_the_last_two_days_and_says_the_hour(
    tmp_path: Path, template: Path
) -> None:
    plan = small_plan()
    pressing = replace(plan.requirements[0], urgency="ด่วนที่สุด")
    with staged(tmp_path, template, plan=replace(plan, requirements=(pressing,))) as stage:
        stage.tick()
        days = [at(4, day, hour, minute) for day in (1, 2) for hour, minute in ((9, 0), (11, 30), (13, 30), (15, 40))]
        assert heard_at(stage, PO, *days) == ["01.04 09:00", "01.04 13:30", "02.04 09:00", "02.04 13:30"]
        assert "ภายใน 16.30 น." in stage.heard(PO)[-1]
        assert "งานอื่น" not in stage.heard(PO)[-1]


def test_after_a_snooze_what_was_missed_is_told_and_the_due_day_is_told_in_spite_of_it(stage: Stage) -> None:
    stage.tick()
    add(stage, Snooze(person_id=person(stage, "ปอ"), until=date(2027, 4, 5), set_at=SET_AT))
    days = [at(3, 30), at(4, 1), at(4, 2), at(4, 5), at(4, 7)]
    assert heard_at(stage, PO, *days) == ["02.04 09:00", "07.04 09:00"]


def test_whoever_promised_is_not_asked_before(stage: Stage) -> None:
    stage.tick()
    add(stage, Promise(obligation_id=2, person_id=person(stage, "ปอ"), made_at=SET_AT, until=date(2027, 3, 31)))
    assert heard_at(stage, PO, at(3, 30), at(3, 31), at(4, 1)) == ["01.04 09:00"]


def test_an_office_at_rest_reminds_nobody_and_catches_up_in_one_message(stage: Stage) -> None:
    stage.tick()
    add(stage, Quiet(office_id=1, first=date(2027, 3, 22), last=date(2027, 3, 31), set_by=1, set_at=SET_AT))
    assert heard_at(stage, PO, at(3, 24), at(3, 30), at(3, 31), at(4, 1), at(4, 1, 14)) == ["01.04 09:00"]
    assert "อีก 1 วันทำการ" in stage.heard(PO)[-1]


def test_in_the_holidays_of_schools_their_directors_hear_what_is_late_and_offices_go_on(
    tmp_path: Path, template: Path
) -> None:
    plan = with_a_school_list(small_plan(), "*schools")
    teacher, director, *others = plan.people
    serving = (
        replace(teacher, unit="S1", role=Role.SCHOOL_STAFF),
        replace(director, unit="S1", role=Role.SCHOOL_DIRECTOR),
    )
    with staged(tmp_path, template, plan=replace(plan, people=(*serving, *others))) as stage:
        stage.tick()
        off = Quiet(office_id=1, first=date(2027, 3, 29), last=None, schools_only=True, set_by=1, set_at=SET_AT)
        add(stage, off)
        days = [at(3, 30), at(4, 2), at(4, 5), at(4, 8)]
        counts = {code: len(stage.heard(code)) for code in (EK, ARUNEE)}
        assert heard_at(stage, PO, *days) == ["30.03 09:00", "02.04 09:00", "05.04 09:00", "08.04 09:00"]
        assert len(stage.heard(EK)) == counts[EK]
        assert len(stage.heard(ARUNEE)) == counts[ARUNEE] + 1  # three days late
        assert "กำกับติดตาม" in stage.heard(ARUNEE)[-1]
        assert heard_at(stage, OFFICER, at(4, 19)) == ["19.04 09:00"]
