"""A ladder of reminders, driven by a fake clock through whole rounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar import WorkCalendar
from domain.nagging import (
    USUAL,
    Asked,
    Audience,
    Debt,
    Digest,
    Ladder,
    NagKey,
    Recipient,
    Rest,
    Rules,
    Step,
    Window,
    decide,
    may_hear,
    planned_at,
)
from domain.thai import BANGKOK

OWNER, HEAD, OFFICER = Audience.OWNER, Audience.HEAD, Audience.OFFICER
STEPS = (
    *(Step(at, (OWNER,)) for at in ("open", -7, -3, -1, 0, 1)),
    Step(3, (OWNER, HEAD)),
    Step(7, (OWNER, HEAD, OFFICER)),
)
RULES = Rules("ladder", {USUAL: Ladder(STEPS)}, digest=time(9), stale_after=1)
CALENDAR = WorkCalendar()
EVERYONE = (Recipient(1, OWNER), Recipient(2, HEAD), Recipient(3, OFFICER))


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=BANGKOK)


OPENED, DUE = at(3, 1, 8, 30), at(4, 2, 16, 30)  # a Monday, a Friday


def debt(
    number: int = 1, *, opens: datetime = OPENED, due: datetime = DUE, to: tuple[Recipient, ...] = EVERYONE
) -> Debt:
    return Debt(number, f"แบบ {number}", "", "กลุ่ม", opens, due, owed=True, returned=False, recipients=to)


@dataclass
class Office:
    """A fake office: debts, a ledger, and what was sent; `tick` is one run of the clockwork."""

    debts: list[Debt]
    ledger: set[NagKey] = field(default_factory=set)
    last: dict[int, datetime] = field(default_factory=dict)
    sent: list[tuple[datetime, Digest]] = field(default_factory=list)
    rules: Rules = RULES
    rest: Rest = field(default_factory=Rest)

    def tick(self, now: datetime) -> list[Digest]:
        digests = decide(now, self.debts, self.rules, self.ledger, self.last, CALENDAR, rest=self.rest)
        for digest in digests:
            self.ledger |= digest.keys
            self.last[digest.person_id] = now
            self.sent.append((now, digest))
        return digests

    def told(self, person: int) -> list[tuple[str, str]]:
        """(moment, steps) of every digest of a person."""
        return [
            (f"{now:%d.%m %H:%M}", " ".join(f"{item.debt.obligation_id}:{item.step.key}" for item in digest.items))
            for now, digest in self.sent
            if digest.person_id == person
        ]


def clock(start: datetime, end: datetime, minutes: int = 60) -> Iterator[datetime]:
    while start <= end:
        yield start
        start += timedelta(minutes=minutes)


def played(office: Office, *, until: datetime, without: Callable[[datetime], bool] = lambda _: False) -> Office:
    for now in clock(at(3, 1, 0), until):
        if not without(now):
            office.tick(now)
    return office


def test_a_whole_round_tells_each_person_exactly_on_the_days_worked_out_by_hand() -> None:
    office = played(Office([debt()]), until=at(5, 31))
    days = [
        ("01.03 09:00", "1:open"), ("24.03 09:00", "1:-7"), ("30.03 09:00", "1:-3"), ("01.04 09:00", "1:-1"),
        ("02.04 09:00", "1:0"), ("05.04 09:00", "1:1"), ("08.04 09:00", "1:3"), ("19.04 09:00", "1:7"),
    ]  # fmt: skip
    assert office.told(1) == days
    assert office.told(2) == days[-2:]
    assert office.told(3) == days[-1:]


def test_ticks_of_a_minute_say_no_more_than_ticks_of_an_hour() -> None:
    office = Office([debt()])
    for now in clock(at(4, 1, 8), at(4, 2, 17), minutes=1):
        office.tick(now)
    assert office.told(1) == [("01.04 09:00", "1:-1"), ("02.04 09:00", "1:0")]


def test_a_round_with_a_submission_an_extension_and_an_outage() -> None:
    owners = [(Recipient(number, OWNER),) for number in (1, 2, 3)]
    office = Office([debt(1, to=owners[0]), debt(2, to=owners[1]), debt(3, to=owners[2])])
    played(office, until=at(3, 25))
    office.debts[0] = replace(office.debts[0], owed=False)  # handed in
    office.debts[1] = replace(office.debts[1], due_at=at(4, 9, 16, 30))  # extended by a week
    played(office, until=at(4, 30), without=lambda now: at(3, 29, 12) <= now < at(4, 1, 15))
    start = [("01.03 09:00", "open"), ("24.03 09:00", "-7")]
    assert [(when, steps[2:]) for when, steps in office.told(1)] == start
    # Extended to 9 April: a week's step again (30 March lost, told stale), three days' on 5, a day's on 8 April.
    assert [(when, steps[2:]) for when, steps in office.told(2)] == [
        *start, ("05.04 09:00", "-3"), ("08.04 09:00", "-1"), ("09.04 09:00", "0"),
        ("12.04 09:00", "1"), ("19.04 09:00", "3"), ("23.04 09:00", "7"),
    ]  # fmt: skip
    # The step of 30 March went stale; that of 1 April was caught up at 15:00 the same day.
    assert [(when, steps[2:]) for when, steps in office.told(3)][2:4] == [("01.04 15:00", "-1"), ("02.04 09:00", "0")]


def test_all_debts_of_a_person_come_in_one_digest_and_the_earliest_due_stands_first() -> None:
    office = Office([debt(2, due=at(4, 5, 16, 30)), debt(1), debt(3, due=at(6, 30))], last={1: at(3, 23)})
    office.ledger |= {NagKey("ladder", number, "open", date(2027, 3, 1), 1) for number in (1, 2, 3)}
    (now, digest), *rest = played(office, until=at(3, 25)).sent
    assert (now, digest.person_id) == (at(3, 24), 1)
    assert [item.debt.obligation_id for item in digest.items] == [1]
    assert [one.obligation_id for one in digest.also] == [2, 3]
    assert [item.debt.obligation_id for item in rest[0][1].items] == [2]


def test_a_head_hears_only_of_what_is_addressed_to_heads() -> None:
    office = Office([debt(1), debt(2, due=at(4, 30))])
    office.tick(at(4, 8))
    head = next(digest for _, digest in office.sent if digest.person_id == 2)
    assert [(item.debt.obligation_id, item.audience) for item in head.items] == [(1, HEAD)]
    assert head.also == ()


def test_one_who_is_owner_and_head_is_told_once_and_as_owner() -> None:
    office = Office([debt(to=(Recipient(1, HEAD), Recipient(1, OWNER)))])
    (digest,) = office.tick(at(4, 8))
    assert [item.audience for item in digest.items] == [OWNER]


def test_a_plan_loaded_late_opens_once_and_folds_what_has_passed() -> None:
    office = Office([debt()])
    (digest,) = office.tick(at(3, 26))  # five working days before, the week's step two days old
    assert [item.step.key for item in digest.items] == ["open"]
    assert {key.step for key in digest.keys} == {"open", "-7"}
    assert office.told(1) == played(office, until=at(3, 29, 17)).told(1)


def test_a_plan_loaded_long_after_the_due_day_tells_the_last_step_not_the_opening() -> None:
    office = Office([debt()])
    digests = office.tick(at(5, 10))
    assert [(digest.person_id, digest.items[0].step.key) for digest in digests] == [(1, "7")]


def test_a_work_opened_this_morning_for_tomorrow_is_told_of_today() -> None:
    office = played(Office([debt(opens=at(4, 1, 10, 20), due=at(4, 2, 16, 30))]), until=at(4, 2, 17))
    assert office.told(1) == [("01.04 11:00", "1:open"), ("02.04 09:00", "1:0")]


def test_the_opening_notice_stands_for_all_steps_up_to_its_day() -> None:
    office = played(Office([debt(opens=at(3, 29, 10))]), until=at(3, 31, 17))
    assert office.told(1) == [("30.03 09:00", "1:open")]
    assert {key.step for _, digest in office.sent for key in digest.keys} == {"open"}


def test_what_is_due_on_a_day_off_is_counted_from_the_last_working_day_before() -> None:
    songkran = debt(due=at(4, 14, 16, 30))
    days = [planned_at(songkran, Step(count, (OWNER,)), CALENDAR, RULES) for count in (-1, 0, 1)]
    assert days == [at(4, 9), at(4, 12), at(4, 16)]


def test_a_morning_outage_is_caught_up_after_lunch_and_not_at_lunch() -> None:
    office = Office([debt()])
    assert office.tick(at(4, 2, 12, 30)) == []
    assert [digest.person_id for digest in office.tick(at(4, 2, 13, 0))] == [1]


def test_nobody_is_written_to_between_opening_and_the_digest_hour() -> None:
    assert Office([debt()]).tick(at(4, 2, 8, 45)) == []


# Ladders: what comes again, and what presses.

AGAIN = Rules("ladder", {USUAL: Ladder((Step(0, (OWNER,)), Step(5, (OWNER,), every=5)))}, time(9), 1)
URGENT = Rules(
    "ladder",
    {
        USUAL: Ladder(STEPS),
        "urgent": Ladder((
            Step("open", (OWNER,), at_once=True), Step(-1, (OWNER,)), Step("-10h", (OWNER,)), Step(0, (OWNER,)),
            Step("-3h", (OWNER,)),
        ), ("ด่วนที่สุด",)),
    },
    time(9), 1,
)  # fmt: skip


def test_what_comes_again_does_so_as_long_as_it_is_owed() -> None:
    office = Office([debt()], rules=AGAIN)
    played(office, until=at(5, 7, 17))
    days = [("02.04 09:00", "1:0"), ("12.04 09:00", "1:5"), ("22.04 09:00", "1:10"), ("29.04 09:00", "1:15")]
    assert office.told(1) == [*days, ("07.05 09:00", "1:20")]
    office.debts[0] = replace(office.debts[0], owed=False)
    played(office, until=at(6, 30))
    assert len(office.told(1)) == 5


def test_after_a_long_outage_of_what_comes_again_only_the_latest_turn_is_left() -> None:
    office = Office([debt()], rules=AGAIN)
    (digest,) = office.tick(at(5, 7))
    assert ([item.step.key for item in digest.items], {key.step for key in digest.keys}) == (["20"], {"0", "20"})


def test_office_hours_are_counted_back_over_lunch_and_nights() -> None:
    hours = ("-1h", "-3h", "-4h", "-7h", "-8h", "-10h", "-14h")
    falls = [planned_at(debt(), Step(hour, (OWNER,)), CALENDAR, RULES) for hour in hours]
    assert falls == [
        at(4, 2, 15, 30), at(4, 2, 13, 30), at(4, 2, 11, 30), at(4, 2, 8, 30), at(4, 1, 15, 30), at(4, 1, 13, 30),
        at(4, 1, 8, 30),
    ]  # fmt: skip
    on_sunday = debt(due=at(4, 4, 12))
    assert planned_at(on_sunday, Step("-3h", (OWNER,)), CALENDAR, RULES) == at(4, 2, 13, 30)


def test_the_most_urgent_is_told_beside_the_digest_but_never_twice_within_two_hours() -> None:
    pressing, usual = replace(debt(opens=at(4, 1, 9, 40)), profile="urgent"), debt(2)
    office = Office([usual, pressing], rules=URGENT)
    for now in clock(at(4, 1, 8), at(4, 2, 17), minutes=10):
        office.tick(now)
    assert office.told(1) == [
        ("01.04 09:00", "2:-1"), ("01.04 11:00", "1:open"), ("01.04 13:30", "1:-10h"), ("02.04 09:00", "1:0 2:0"),
        ("02.04 13:30", "1:-3h"),
    ]  # fmt: skip
    assert [len(digest.also) for _, digest in office.sent] == [0, 0, 0, 0, 0]


def test_an_hour_that_was_missed_is_caught_up_that_day_and_no_reason_to_write_on_the_next() -> None:
    pressing = replace(debt(opens=at(3, 25)), profile="urgent")
    office = Office([pressing], rules=URGENT, ledger={NagKey("ladder", 1, "open", DUE.date(), 1)})
    for hour in (13, 14, 15, 16):
        office.tick(at(4, 2, hour, 20))
    assert office.told(1) == [("02.04 13:20", "1:0"), ("02.04 15:20", "1:-3h")]
    late = Office([pressing], rules=URGENT, ledger={*office.ledger} - {NagKey("ladder", 1, "-3h", DUE.date(), 1)})
    assert late.tick(at(4, 5)) == []


# Rest.


def test_quiet_days_shift_what_falls_on_them_and_make_nothing_stale() -> None:
    office = Office([debt()], rest=Rest((Window(date(2027, 3, 22), date(2027, 3, 31)),)))
    played(office, until=at(4, 2))
    assert office.told(1)[1:] == [("01.04 09:00", "1:-1"), ("02.04 09:00", "1:0")]
    assert {"-7", "-3", "-1"} <= {key.step for key in office.ledger}
    assert (
        played(Office([debt()], rest=Rest((Window(date(2027, 3, 2)),))), until=at(5, 31)).told(1) == office.told(1)[:1]
    )


def test_what_is_due_in_quiet_days_is_told_on_the_last_day_before_them_and_not_again_after() -> None:
    quiet = (Window(date(2027, 4, 1), date(2027, 4, 7)),)
    office = Office([debt()], rest=Rest(quiet))
    played(office, until=at(4, 9))
    assert office.told(1)[-2:] == [("31.03 09:00", "1:0"), ("08.04 09:00", "1:3")]
    assert [key.step for key in office.ledger if key.person_id == 1].count("0") == 1

    spared = Office([debt()], rest=Rest(quiet, snoozes={1: date(2027, 4, 9)}))
    played(spared, until=at(4, 1))
    assert spared.told(1)[-1] == ("31.03 09:00", "1:0"), (
        "a snooze hides the day that stands for the due day no more than it"
    )


def test_what_opens_in_quiet_days_is_not_told_before_it_is_asked_for() -> None:
    office = Office([debt(opens=at(4, 1, 8))], rest=Rest((Window(date(2027, 4, 1), date(2027, 4, 5)),)))
    played(office, until=at(4, 5, 17))
    assert office.told(1) == []


def test_the_holidays_of_schools_bring_the_word_of_their_own_due_days_forward() -> None:
    holidays = (Window(date(2027, 4, 1), date(2027, 4, 5), schools_only=True, heads_hear=True),)
    school = replace(debt(), school=True)
    office = Office([school], rest=Rest(holidays))
    played(office, until=at(4, 2))
    assert office.told(1)[-1] == ("31.03 09:00", "1:0")
    unit = Office([debt()], rest=Rest(holidays))
    played(unit, until=at(4, 2))
    assert unit.told(1)[-1] == ("02.04 09:00", "1:0"), "quiet days of schools are nobody else's"


def test_a_step_of_a_quiet_day_is_told_at_the_first_hour_after_it() -> None:
    office = Office([debt()], rest=Rest((Window(date(2027, 3, 23), date(2027, 3, 26)),)))
    played(office, until=at(3, 29, 17))
    assert office.told(1)[1:] == [("29.03 09:00", "1:-7")]


def test_a_snooze_does_not_hide_a_due_day_and_only_shows_what_is_due() -> None:
    later = debt(2, due=at(4, 5, 16, 30))
    office = Office([debt(), later], rest=Rest(snoozes={1: date(2027, 4, 5), 2: date(2027, 4, 30)}))
    played(office, until=at(4, 8))
    due, after = at(4, 2), [("05.04 09:00", "2:0"), ("07.04 09:00", "1:1 2:1"), ("08.04 09:00", "1:3")]
    assert office.told(1) == [("02.04 09:00", "1:0"), *after]
    assert [digest.also for now, digest in office.sent if now == due and digest.person_id == 1] == [()]
    assert office.told(2) == []


def test_a_promise_is_about_one_debt_of_one_person() -> None:
    two = (Recipient(1, OWNER), Recipient(4, OWNER))
    office = Office([debt(to=two), debt(2, to=two)], rest=Rest(promises={(1, 1): date(2027, 4, 6)}))
    played(office, until=at(4, 7))
    before = ["01.03 09:00", "24.03 09:00", "30.03 09:00", "01.04 09:00", "02.04 09:00", "05.04 09:00"]
    assert [when for when, _ in office.told(4)] == before
    assert [steps for when, steps in office.told(1) if "1:" in steps] == ["1:0 2:0", "1:1"]
    assert office.told(1)[-1] == ("07.04 09:00", "1:1")


def test_in_the_holidays_of_schools_heads_and_offices_hear() -> None:
    off = Rest((Window(date(2027, 3, 1), schools_only=True, heads_hear=True),))
    office = played(Office([replace(debt(), school=True)], rest=off), until=at(4, 20))
    assert [len(office.told(number)) for number in (1, 2, 3)] == [0, 2, 1]
    assert len(played(Office([debt()], rest=off), until=at(4, 20)).told(1)) == 8


# What holds for every office, whatever its dates.

DAYS = st.integers(0, 75)
TIMES = st.sampled_from((time(0), time(8, 30), time(9), time(10, 20), time(16, 30), time(23, 59)))
PEOPLE = st.lists(st.builds(Recipient, st.integers(1, 4), st.sampled_from(Audience)), max_size=4).map(tuple)


@st.composite
def debts(draw: st.DrawFn) -> list[Debt]:
    found = []
    for number in range(draw(st.integers(1, 4))):
        opening = draw(DAYS)
        opens = datetime.combine(date(2027, 3, 1) + timedelta(days=opening), draw(TIMES), BANGKOK)
        due = datetime.combine(opens.date() + timedelta(days=draw(DAYS)), time(23, 59), BANGKOK)
        found.append(replace(debt(number, opens=opens, due=due, to=draw(PEOPLE)), owed=draw(st.integers(0, 4)) > 0))
    return found


SOME = settings(max_examples=12, deadline=None)
MOMENTS = [
    datetime.combine(date(2027, 3, 1) + timedelta(days=day), clock_time, BANGKOK)
    for day in range(170)
    for clock_time in (time(8, 45), time(9), time(12, 30), time(15, 10), time(20))
]


def run(owed: list[Debt], *, without: range = range(0)) -> Office:
    office = Office(list(owed))
    for number, now in enumerate(MOMENTS):
        if number not in without:
            office.tick(now)
    return office


@SOME
@given(debts())
def test_digests_keep_the_house_rules(owed: list[Debt]) -> None:
    office = run(owed)
    for now, digest in office.sent:
        assert CALENDAR.is_sending_time(now)
        assert now.time() >= RULES.digest
        shown = [item.debt for item in digest.items] + list(digest.also)
        assert all(one.owed and one.opens_at <= now for one in shown)
        assert len({one.obligation_id for one in shown}) == len(shown)
        assert {key.obligation_id for key in digest.keys} == {item.debt.obligation_id for item in digest.items}
        dues = {one.obligation_id: one.due_at.date() for one in owed}
        assert all(key.due == dues[key.obligation_id] and key.person_id == digest.person_id for key in digest.keys)
    days = [(digest.person_id, now.date()) for now, digest in office.sent]
    assert len(set(days)) == len(days)


@SOME
@given(debts(), st.sampled_from(MOMENTS))
def test_deciding_again_says_nothing_and_the_order_of_debts_does_not_matter(owed: list[Debt], now: datetime) -> None:
    office, mirrored = Office(owed), Office(owed[::-1])
    assert office.tick(now) == mirrored.tick(now)
    assert office.tick(now) == []
    assert office.tick(now + timedelta(minutes=1)) == []
    office.last.clear()
    assert office.tick(now) == []


@SOME
@given(debts(), st.integers(0, len(MOMENTS)), st.integers(0, 120))
def test_an_outage_never_adds_messages_and_loses_no_debt_that_has_a_later_step(
    owed: list[Debt], start: int, length: int
) -> None:
    outage = range(start, min(start + length, len(MOMENTS)))
    broken, whole = run(owed, without=outage), run(owed)
    for person in range(1, 5):
        assert len(broken.told(person)) <= len(whole.told(person))
    after = {
        NagKey(RULES.rule, one.obligation_id, step.key, one.due_at.date(), recipient.person_id)
        for one in owed if one.owed
        for step in STEPS
        for recipient in one.recipients if recipient.audience in step.to
        if (planned := planned_at(one, step, CALENDAR, RULES)) >= one.opens_at and outage
        and (step is STEPS[0] or planned.date() > planned_at(one, STEPS[0], CALENDAR, RULES).date())
        and MOMENTS[outage[-1]] < planned < MOMENTS[-20]
    }  # fmt: skip
    assert after <= broken.ledger


@SOME
@given(debts(), st.integers(1, 30))
def test_a_moved_due_date_arms_every_step_but_the_opening_again(owed: list[Debt], later: int) -> None:
    office = run(owed)
    moved = [replace(one, due_at=one.due_at + timedelta(days=later)) for one in owed]
    again = Office(moved, ledger=set(office.ledger))
    for now in MOMENTS:
        again.tick(now)
    seen = {one.obligation_id for one in moved if one.due_at + timedelta(days=25) < MOMENTS[-1]}
    first = {(key.obligation_id, key.person_id) for key in office.ledger if key.step != "open" and key[1] in seen}
    second = {(key.obligation_id, key.person_id) for _, digest in again.sent for key in digest.keys}
    assert first <= second
    assert not {key for _, digest in again.sent for key in digest.keys if key.step == "open"}


class LookedOver(Office):
    """An office that also decides over nothing but what the people owe who may hear something, as a round does."""

    def tick(self, now: datetime) -> list[Digest]:
        opened = {(key.obligation_id, key.person_id) for key in self.ledger if key.step == "open"}
        reasons = may_hear(now, self.rules, CALENDAR, self.rest, opened)
        there = [one for one in self.debts if one.owed and one.opens_at <= now]
        asked = {one.obligation_id: Asked(one.profile, one.opens_at, one.due_at) for one in there}
        people = {who for one in there for who in reasons(one.obligation_id, asked[one.obligation_id], one.recipients)}
        few = [one for one in there if any(recipient.person_id in people for recipient in one.recipients)]
        alone = decide(now, few, self.rules, self.ledger, self.last, CALENDAR, rest=self.rest)
        digests = super().tick(now)
        assert digests == alone
        return digests


RESTS = st.sampled_from((
    Rest(),
    Rest(snoozes={1: date(2027, 4, 1), 3: date(2027, 5, 3)}),
    Rest(promises={(1, 1): date(2027, 4, 6), (2, 2): date(2027, 5, 20)}),
    Rest((Window(date(2027, 4, 12), date(2027, 4, 30)),)),
    Rest((Window(date(2027, 3, 15), date(2027, 5, 16), schools_only=True, heads_hear=True),), snoozes={2: DUE.date()}),
))  # fmt: skip


@SOME
@given(debts(), RESTS, st.booleans(), st.integers(0, 60))
def test_whoever_may_hear_nothing_changes_no_digest(owed: list[Debt], rest: Rest, urgent: bool, outage: int) -> None:
    office = LookedOver([replace(one, school=urgent) for one in owed], rules=URGENT if urgent else RULES, rest=rest)
    for now in (*MOMENTS[:outage], *MOMENTS[outage * 2 :]):
        office.tick(now)


def test_what_falls_due_in_quiet_days_is_looked_at_on_the_last_day_before_them() -> None:
    quiet = Rest((Window(date(2027, 3, 27), date(2027, 4, 5)),))
    opening = NagKey("ladder", 1, "open", DUE.date(), 1)
    office = LookedOver([debt(opens=at(3, 25, 8), to=(Recipient(1, OWNER),))], rest=quiet, ledger={opening})
    assert [item.step.key for digest in office.tick(at(3, 26)) for item in digest.items] == ["0"]


def test_a_debt_between_two_steps_is_not_looked_at() -> None:
    reasons = may_hear(at(3, 25), RULES, CALENDAR, Rest(), {(1, 1)})
    asked = Asked(USUAL, OPENED, DUE)
    assert list(reasons(1, asked, EVERYONE)) == [1]  # the step of the day before may still be told
    assert list(may_hear(at(3, 27), RULES, CALENDAR, Rest(), {(1, 1)})(1, asked, EVERYONE)) == []
    assert list(may_hear(at(3, 29), RULES, CALENDAR, Rest(), {(1, 1)})(1, asked, EVERYONE)) == []
    assert list(may_hear(at(3, 29), RULES, CALENDAR, Rest(), set())(1, asked, EVERYONE)) == [1]
    assert list(may_hear(at(3, 29), RULES, CALENDAR, Rest(snoozes={1: DUE.date()}), {(1, 1)})(1, asked, EVERYONE)) == [
        1
    ]


def test_each_line_says_the_closest_capacity_in_which_its_step_is_told() -> None:
    """Somebody who is head and stands in for the staff is told as both; one message speaks to the closer of them."""
    ladder = Ladder((Step("open", (OWNER, HEAD)), Step(-1, (HEAD,)), Step(0, (OWNER,))))
    both = (Recipient(1, HEAD), Recipient(1, OWNER))
    (digest,) = decide(at(4, 2), [debt(to=both)], replace(RULES, ladders={USUAL: ladder}), set(), {}, CALENDAR)
    assert {line.key.step: line.audience for line in digest.lines} == {"open": OWNER, "-1": HEAD, "0": OWNER}
    assert [item.audience for item in digest.items] == [OWNER]
    assert len(digest.lines) == len(digest.keys)
