"""When the month's messages are short: who is written to, who waits for a free answer, and what is left for later."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pytest

from domain.calendar import WorkCalendar
from domain.nagging import (
    USUAL,
    Asked,
    Audience,
    Debt,
    Digest,
    Ladder,
    Means,
    NagKey,
    Named,
    Outlook,
    Recipient,
    Rest,
    Rules,
    Step,
    Way,
    Window,
    Worth,
    carried,
    decide,
    left_unsaid,
    outlook,
    ways,
)
from domain.thai import BANGKOK
from tests.costs.policies import SHORT

OWNER, HEAD, OFFICER = Audience.OWNER, Audience.HEAD, Audience.OFFICER
STEPS = (
    *(Step(at, (OWNER,)) for at in ("open", -7, -3, -1, 0, 1)), Step(3, (OWNER, HEAD)), Step(7, (OWNER, HEAD, OFFICER)),
)  # fmt: skip
RULES = Rules("ladder", {USUAL: Ladder(STEPS)}, time(9), 1)
CALENDAR = WorkCalendar()
DUE = datetime(2027, 4, 2, 16, 30, tzinfo=BANGKOK)  # a Friday
OPENS = DUE - timedelta(days=40)
SHARERS = (Recipient(1, OWNER), Recipient(2, OWNER))


def at(day: int, hour: int = 9, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=BANGKOK)


def debt(number: int, recipients: Sequence[Recipient], due: datetime = DUE) -> Debt:
    return Debt(number, f"form {number}", "", "unit", OPENS, due, owed=True, returned=False, recipients=(*recipients,))


def told_of_it(debts: Sequence[Debt], *steps: str, but: Sequence[int] = ()) -> set[NagKey]:
    return {
        NagKey("ladder", one.obligation_id, step, one.due_at.date(), who.person_id)
        for one in debts for step in steps for who in one.recipients if who.person_id not in but
    }  # fmt: skip


def digests(now: datetime, debts: Sequence[Debt], ledger: set[NagKey], rest: Rest | None = None) -> list[Digest]:
    return decide(now, debts, RULES, ledger, {}, CALENDAR, rest=rest or Rest())


def way(now: datetime, debts: Sequence[Debt], ledger: set[NagKey], means: Means = SHORT) -> dict[int, Way]:
    return ways(now, digests(now, debts, ledger), ledger, means)


def test_everybody_is_told_at_once_while_there_is_enough() -> None:
    debts = [debt(1, SHARERS)]
    found = way(at(30), debts, told_of_it(debts, "open"), Means(100, Outlook(everybody=98)))
    assert found == {1: Way.PUSH, 2: Way.PUSH}


def test_a_limit_that_what_is_expected_would_pass_makes_them_wait() -> None:
    debts = [debt(1, SHARERS)]
    found = way(at(30), debts, told_of_it(debts, "open"), Means(100, Outlook(everybody=99)))
    assert set(found.values()) == {Way.WAIT}


def test_a_reminder_waits_until_the_last_call_of_the_next_working_day() -> None:
    debts = [debt(1, SHARERS[:1])]
    ledger = told_of_it(debts, "open")
    assert [way(now, debts, ledger)[1] for now in (at(30), at(30, 15), at(31, 14, 29))] == [Way.WAIT] * 3
    assert way(at(31, 14, 30), debts, ledger) == {1: Way.PUSH}


def test_the_day_before_waits_until_its_own_last_call_and_the_due_day_not_at_all() -> None:
    debts = [debt(1, SHARERS[:1])]
    ledger = told_of_it(debts, "open", "-7", "-3")
    assert way(at(1, month=4), debts, ledger) == {1: Way.WAIT}
    assert way(at(1, 14, 30, month=4), debts, ledger) == {1: Way.PUSH}
    assert way(at(2, month=4), debts, ledger) == {1: Way.PUSH}


def test_nothing_waits_into_a_day_of_rest() -> None:
    debts = [debt(1, SHARERS[:1])]
    ledger = told_of_it(debts, "open")
    rest = Rest((Window(date(2027, 3, 31), date(2027, 3, 31)),))
    (digest,) = digests(at(30), debts, ledger, rest)
    assert digest.items[0].waits == at(30, 14, 30)


def test_one_of_a_unit_is_written_to_and_next_time_one_who_was_told_less() -> None:
    debts = [debt(1, SHARERS)]
    ledger = told_of_it(debts, "open", "-7", "-3", but=(2,))
    assert way(at(1, 14, 30, month=4), debts, ledger) == {1: Way.SHARED, 2: Way.PUSH}


def test_who_answers_for_two_units_is_told_for_both() -> None:
    debts = [debt(1, SHARERS), debt(2, (Recipient(2, OWNER), Recipient(3, OWNER)))]
    ledger = told_of_it(debts, "open")
    assert way(at(31, 14, 30), debts, ledger) == {1: Way.SHARED, 2: Way.PUSH, 3: Way.SHARED}


def test_what_another_of_the_unit_has_heard_is_not_told_again_for_money() -> None:
    debts = [debt(1, SHARERS)]
    ledger = told_of_it(debts, "open") | told_of_it(debts, "-7", "-3", but=(2,))
    assert way(at(31, 14, 30), debts, ledger) == {2: Way.SHARED}


def test_a_head_is_told_besides_the_owners() -> None:
    debts = [debt(1, (*SHARERS, Recipient(9, HEAD)))]
    ledger = told_of_it(debts, "open", "-7", "-3", "-1", "0", "1")
    found = way(at(9, 14, 30, month=4), debts, ledger)
    assert (found[9], sorted((found[1], found[2]))) == (Way.PUSH, [Way.PUSH, Way.SHARED])


def test_what_is_left_unsaid_leaves_room_for_one_of_each_unit_by_its_worth() -> None:
    debts = [debt(1, SHARERS), debt(2, (Recipient(3, OWNER),), due=at(31, 16, 30))]
    said, ledger = digests(at(30), debts, told_of_it(debts, "open")), told_of_it(debts, "open")
    found = ways(at(30), said, ledger, SHORT)
    assert set(found.values()) == {Way.WAIT}

    left = left_unsaid(said, found, ledger)

    assert (left.everybody, left.fewest) == (3, {Worth.EARLY: 1.0, Worth.DUE: 1.0})
    assert left_unsaid(said, dict.fromkeys(found, Way.PUSH), ledger) == Outlook()


def test_the_last_messages_are_kept_for_what_is_worth_more() -> None:
    debts = [debt(1, SHARERS[:1]), debt(2, SHARERS[1:], due=at(31, 16, 30))]
    ledger = told_of_it(debts, "open")
    coming = {Worth.DUE: 3.0}
    found = way(at(31, 14, 30), debts, ledger, Means(4, Outlook(math.inf, coming)))
    assert found == {1: Way.NO_ROOM, 2: Way.PUSH}  # due today; three days left
    assert way(at(31, 14, 30), debts, ledger, Means(5, Outlook(math.inf, coming))) == {1: Way.PUSH, 2: Way.PUSH}


def test_nothing_is_sent_when_nothing_is_left() -> None:
    debts = [debt(1, SHARERS[:1], due=at(31, 16, 30))]
    assert way(at(31), debts, told_of_it(debts, "open"), Means(0, Outlook(math.inf))) == {1: Way.NO_ROOM}


@pytest.mark.parametrize(("members", "expected"), [(3, Way.GROUP), (4, Way.PUSH)])
def test_a_group_that_costs_no_more_than_its_people_is_told_instead(members: int, expected: Way) -> None:
    debts = [debt(number, (Recipient(number, OWNER),)) for number in (1, 2, 3)]
    ledger = told_of_it(debts, "open", "-7", "-3")
    now = at(1, 14, 30, month=4)
    group = Named("C1", members, frozenset({1, 2, 3}))
    assert set(ways(now, digests(now, debts, ledger), ledger, SHORT, [group]).values()) == {expected}


def test_an_answer_carries_what_the_next_digest_is_going_to_say() -> None:
    debts = [debt(1, SHARERS[:1])]
    ledger = told_of_it(debts, "open", "-7")
    waiting, coming = digests(at(29), debts, ledger), digests(at(30), debts, ledger)
    assert waiting == []
    assert carried(at(29, 10), None, coming[0]) is coming[0]


def test_what_waits_is_carried_with_what_is_to_come() -> None:
    debts = [debt(1, SHARERS[:1]), debt(2, SHARERS[:1], due=DUE + timedelta(days=3))]
    ledger = told_of_it(debts, "open", "-7")
    waiting, coming = digests(at(30), debts, ledger)[0], digests(at(31), debts, ledger)[0]
    assert waiting.keys < coming.keys
    assert carried(at(30, 10), waiting, coming) is coming


@pytest.mark.parametrize("step", ["open", "1"])
def test_what_can_only_be_said_later_is_not_carried(step: str) -> None:
    debts = [debt(1, SHARERS[:1])]
    ledger = told_of_it(debts, "open", "-7", "-3", "-1", "0") if step == "1" else set()
    now = at(2, 10, month=4) if step == "1" else OPENS - timedelta(hours=1)
    (coming,) = digests(at(5, month=4) if step == "1" else at(23, month=2), debts, ledger)
    assert [item.step.key for item in coming.items] == [step]
    assert carried(now, None, coming) is None


def test_an_opening_that_waits_already_is_carried() -> None:
    debts = [debt(1, SHARERS[:1])]
    (waiting,) = digests(at(23, month=2), debts, set())
    assert carried(at(23, 11, month=2), waiting, waiting) is waiting


def coming(today: date, *dues: datetime, people: Sequence[Recipient] = SHARERS) -> Outlook:
    asked = [Asked(USUAL, OPENS, due) for due in dues]
    return outlook(today, date(2027, 4, 30), {1: asked, 2: asked}, {1: people, 2: people}, RULES, CALENDAR)


def test_the_steps_to_come_are_expected_for_each_person_and_once_for_each_unit() -> None:
    found = coming(date(2027, 4, 5), DUE)  # a step late: days 3 and 7 are to come
    assert found.everybody == pytest.approx(2 * sum(found.fewest.values()))
    assert found.fewest.keys() == {Worth.LATE, Worth.OVERSIGHT}


def test_two_works_due_on_one_day_are_one_message() -> None:
    assert coming(date(2027, 3, 26), DUE, DUE).everybody == coming(date(2027, 3, 26), DUE).everybody
    assert coming(date(2027, 3, 26), DUE, DUE + timedelta(days=4)).everybody > coming(date(2027, 3, 26), DUE).everybody


def test_fewer_still_owe_as_the_day_comes_nearer() -> None:
    found = coming(date(2027, 3, 23), DUE).fewest
    # 24 and 30 March early, 1 and 2 April due, 5, 8 and 16 April late: of two units
    assert found[Worth.EARLY] == pytest.approx(2 * (1.0 + 0.6))
    assert 2 * 0.15 < found[Worth.DUE] < 2 * 0.6
    assert found[Worth.LATE] == pytest.approx(2 * (0.15 + 0.125 + 0.1))


def test_officers_are_reckoned_with_their_morning_list() -> None:
    found = coming(date(2027, 4, 23), people=(Recipient(7, OFFICER),))
    assert found.everybody == 5  # 26 to 30 April


def test_what_is_worth_more_is_what_comes_before() -> None:
    expected = Outlook(9, {Worth.DUE: 2.0, Worth.OPENING: 1.0, Worth.EARLY: 6.0})
    assert [expected.before(worth) for worth in (Worth.DUE, Worth.OPENING, Worth.LATE, Worth.EARLY)] == [0, 2, 3, 3]
