"""What a rehearsal comes to: how far it goes, which days give way, and what it counts."""

from __future__ import annotations

from datetime import date, datetime, time

from domain.calendar import WorkCalendar
from domain.nagging import Window
from domain.phrases.rehearsals import Span, span_meant
from domain.rehearsal import Asking, Kind, Month, Moved, Rehearsal, Told, moves, reasons, until
from domain.thai import BANGKOK

CALENDAR = WorkCalendar()
WORK = "แบบติดตามกลยุทธ์"
SATURDAY = date(2027, 3, 20)


def told(day: date, step: str, due: date, to: str = "U1", **more: bool | int) -> Told:
    at = datetime.combine(day, time(9), BANGKOK)
    shared = {"held": bool(more.get("held")), "office_id": int(more.get("office_id", 1))}
    return Told(at=at, to=to, words="", kind=Kind.REMINDER, cost=1, asks=(Asking(WORK, step, due),), **shared)  # type: ignore[arg-type]


def test_a_step_before_songkran_that_fell_into_it_says_from_which_day_it_was_moved_and_why() -> None:
    due = date(2027, 4, 16)

    found = moves([told(date(2027, 4, 12), "-1", due)], {}, CALENDAR, ())

    assert found == [Moved(WORK, "-1", date(2027, 4, 15), date(2027, 4, 12), "วันสงกรานต์")]


def test_a_step_that_only_skips_a_weekend_has_not_moved() -> None:
    assert moves([told(date(2027, 3, 26), "-1", date(2027, 3, 29))], {}, CALENDAR, ()) == []


def test_a_step_in_quiet_days_has_moved_behind_them_without_the_name_of_a_day_off() -> None:
    quiet = (Window(date(2027, 3, 22), date(2027, 3, 24)),)

    found = moves([told(date(2027, 3, 25), "-1", date(2027, 3, 25))], {}, CALENDAR, quiet)

    assert found == [Moved(WORK, "-1", date(2027, 3, 24), date(2027, 3, 25), "")]


def test_a_work_that_opens_on_a_day_off_is_told_of_on_the_next_working_day() -> None:
    opens = {WORK: date(2027, 4, 6)}

    (found,) = moves([told(date(2027, 4, 7), "open", date(2027, 5, 7))], opens, CALENDAR, ())

    assert (found.planned, found.told) == (date(2027, 4, 6), date(2027, 4, 7))


def test_steps_in_hours_and_reminders_of_officers_have_no_day_to_be_moved_from() -> None:
    due = date(2027, 4, 16)

    assert moves([told(date(2027, 4, 12), "-3h", due), told(date(2027, 4, 12), "now", due)], {}, CALENDAR, ()) == []


def test_without_a_word_the_round_of_the_nearest_due_day_is_rehearsed_to_its_end() -> None:
    assert until(SATURDAY, [date(2027, 4, 9), date(2027, 6, 1), date(2027, 3, 1)], CALENDAR) == date(2027, 4, 28)


def test_a_month_is_rehearsed_at_least_and_half_a_year_at_most() -> None:
    assert until(SATURDAY, [], CALENDAR) == date(2027, 4, 19)
    assert until(SATURDAY, [date(2027, 12, 1)], CALENDAR) == date(2027, 9, 20)


def test_people_who_hear_the_same_at_the_same_time_are_one_reason() -> None:
    due = date(2027, 4, 2)
    same = [told(date(2027, 4, 1), "-1", due, who) for who in ("U1", "U2")]

    found = reasons([told(date(2027, 4, 2), "0", due), *same])

    assert [(one.at.day, len(one.told)) for one in found] == [(1, 2), (2, 1)]


def test_what_is_held_costs_nothing_and_is_counted_apart() -> None:
    due = date(2027, 4, 2)

    (found,) = reasons([told(date(2027, 4, 1), "-1", due), told(date(2027, 4, 1), "-1", due, "U2", held=True)])

    assert (found.cost, found.held) == (1, 1)


def test_another_offices_people_are_not_shown_but_the_months_stay_those_of_the_account() -> None:
    due = date(2027, 4, 2)
    month = Month(first=date(2027, 4, 1), allowed=300, used=10, paid=2, held=0)
    mine, other = told(date(2027, 4, 1), "-1", due), told(date(2027, 4, 1), "-1", due, "U2", office_id=2)
    start = datetime(2027, 3, 20, 7, tzinfo=BANGKOK)
    whole = Rehearsal(start=start, last=date(2027, 4, 30), told=(mine, other), months=(month,), reserve=30)

    assert whole.of(1, SATURDAY, None).told == (mine,)
    assert whole.of(1, SATURDAY, None).months == (month,)
    assert whole.of(1, date(2027, 4, 2), None).told == ()
    assert whole.of(1, SATURDAY, frozenset({"งานอื่น"})).told == ()
    assert month.left == 288


def test_the_days_of_a_sentence_are_those_that_are_shown() -> None:
    for said, expected in (
        ("ซ้อมรอบ", Span(SATURDAY, None)),
        ("ซ้อมรอบเดือนหน้า", Span(date(2027, 4, 1), date(2027, 4, 30))),
        ("ซ้อมรอบเดือนนี้", Span(SATURDAY, date(2027, 3, 31))),
        ("ซ้อมรอบสัปดาห์หน้าค่ะ", Span(date(2027, 3, 22), date(2027, 3, 28))),
        ("ซ้อมรอบอาทิตย์นี้", Span(SATURDAY, date(2027, 3, 21))),
        ("ซ้อมถึง 30 เม.ย.", Span(SATURDAY, date(2027, 4, 30))),
        ("ซ้อมถึงสิ้นเดือนหน้า", Span(SATURDAY, date(2027, 4, 30))),
        ("ซ้อมรอบ 1-15 เม.ย.", Span(date(2027, 4, 1), date(2027, 4, 15))),
    ):
        assert span_meant(said, SATURDAY, CALENDAR) == expected, said
