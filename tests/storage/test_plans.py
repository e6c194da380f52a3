"""Loading a plan changes what differs and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain.phrases.understanding import understand
from domain.plan import EVERY_GROUP, EVERY_SCHOOL, THE_OFFICE
from domain.planned import Decided
from storage.codes import new_code
from storage.inbox import Arrival
from storage.plan_changes import Changes
from storage.schema import Obligation, Upload
from storage.store import Store, Transaction
from tests.plans import DUE, OPENS, START, small_plan, with_a_school_list

VERSIONS = {"strategy": 1}


def load(store: Store, **changes: object) -> Changes:
    plan = replace(small_plan(), **changes)  # type: ignore[arg-type]
    with store.begin() as tx:
        done = tx.plans.load(plan, VERSIONS)
        tx.commit()
    return done


def hand_in(tx: Transaction, obligation: Obligation, *, clean: bool) -> None:
    tx.inbox.add(
        [Arrival(event_id="e", conversation="U", user_id="U", kind="message", happened_ms=1, payload={})], START
    )
    person = tx.people.by_code("ONE-1111")
    assert person is not None
    upload = tx.submissions.add_upload(
        Upload(
            inbox_id=1, office_id=person.office_id, person_id=person.id, person=person, chat="U", message_id="1",
            name="a.xlsx", sha256=tx.files.keep(b"x", "x", START), arrived_at=START, outcome="settled", because=[],
        )
    )  # fmt: skip
    tx.submissions.receive(
        obligation=obligation, upload=upload, at=START, clean=clean, stands=True, sheet="1", rows=[], findings=[]
    )


def owners(store: Store) -> list[tuple[str, str, str]]:
    with store.reading() as tx:
        office = tx.people.offices()[0]
        return [(o.subject.code, o.unit.code, o.state) for o in tx.work.of_office(office.id, START)]


def test_every_code_that_is_made_is_read_when_it_is_typed() -> None:
    for code in (new_code() for _ in range(2000)):
        assert understand(f"ลงทะเบียน {code.lower()} ค่ะ").slots.code == code
        assert understand(code).slots.code == code


def test_each_subject_is_owed_by_its_lead(store: Store) -> None:
    load(store)

    assert owners(store) == [("ST1", "GENERAL", "pending"), ("ST2", "PROMOTION", "pending")]


def test_loading_the_same_plan_again_changes_nothing(store: Store) -> None:
    load(store)
    again = load(store)

    assert (again.added, again.changed, again.left) == ([], [], [])


def test_a_later_due_date_moves_every_debt_but_an_extension_of_its_own(store: Store) -> None:
    load(store)
    extended = DUE + timedelta(days=10)
    with store.begin() as tx:
        mine = tx.work.of_office(tx.people.offices()[0].id, START)[0]
        mine.due_at = extended
        tx.commit()

    later = DUE + timedelta(days=3)
    done = load(store, requirements=small_plan(later).requirements)

    assert done.changed == ["ST-2570-R6"]
    with store.reading() as tx:
        dues = sorted(o.due_at for o in tx.work.of_office(tx.people.offices()[0].id, START))
    assert dues == [later, extended]


def test_a_corrected_owner_takes_the_debt_over(store: Store) -> None:
    load(store)
    first, second = small_plan().subjects
    done = load(store, subjects=(replace(first, owners=("LEGAL",)), second))

    assert owners(store)[0] == ("ST1", "LEGAL", "pending")
    assert "ST1" in done.changed


@pytest.mark.parametrize(
    ("debtors", "owed_by"),
    [
        ((), ["PLAN"]),
        ((EVERY_SCHOOL,), ["S1", "S2", "S3"]),
        ((EVERY_SCHOOL, THE_OFFICE), ["PLAN", "S1", "S2", "S3"]),
        ((EVERY_GROUP,), ["GENERAL", "LEGAL", "PLAN", "PROMOTION"]),
        (("S2", "S2", "LEGAL"), ["LEGAL", "S2"]),
    ],
)
def test_a_subject_is_owed_by_whom_the_plan_says(store: Store, debtors: tuple[str, ...], owed_by: list[str]) -> None:
    plan = with_a_school_list(small_plan(), *debtors)
    for _ in range(2):
        with store.begin() as tx:
            tx.plans.load(plan, {"strategy": 1})
            tx.commit()
    assert sorted(unit for subject, unit, _ in owners(store) if subject == "EM1") == owed_by


def test_a_debt_named_in_the_plan_is_settled_by_its_debtor_alone(store: Store) -> None:
    with store.begin() as tx:
        tx.plans.load(with_a_school_list(small_plan(), EVERY_SCHOOL, THE_OFFICE), {"strategy": 1})
        tx.commit()
    with store.reading() as tx:
        office = tx.people.offices()[0]
        of_item = {known.unit_code: known for known in tx.work.known(office.id, START) if known.subject == "1"
                   and known.requirement == "EM-2570-01"}  # fmt: skip
        plan_unit = of_item["PLAN"].unit_id
        mine = tx.work.of_units([plan_unit], START)
        school = tx.work.of_units([of_item["S2"].unit_id], START)
    assert {code: [owner for _, owner in known.owners] for code, known in of_item.items()} == {
        code: [code] for code in ("PLAN", "S1", "S2", "S3")
    }
    assert [(o.subject.code, o.unit.code) for o in mine] == [("EM1", "PLAN")]
    assert [(o.subject.code, o.unit.code) for o in school] == [("EM1", "S2")]


def test_what_the_plan_no_longer_asks_for_is_cancelled_and_can_come_back(store: Store) -> None:
    load(store)
    (requirement,) = small_plan().requirements
    load(store, requirements=(replace(requirement, subjects=("ST2",)),))
    assert [o[0] for o in owners(store)] == ["ST2"]

    load(store)
    assert owners(store) == [("ST1", "GENERAL", "pending"), ("ST2", "PROMOTION", "pending")]


@pytest.mark.parametrize(("clean", "state"), [(True, "submitted"), (False, "returned")])
def test_what_came_before_still_counts_when_the_subject_is_asked_for_again(
    store: Store, clean: bool, state: str
) -> None:
    load(store)
    with store.begin() as tx:
        obligation = tx.work.obligation_to_settle(1)
        assert obligation is not None
        hand_in(tx, obligation, clean=clean)
        obligation.state = state
        tx.commit()
    (requirement,) = small_plan().requirements
    load(store, requirements=(replace(requirement, subjects=("ST2",)),))
    load(store)

    assert owners(store)[0] == ("ST1", "GENERAL", state)


def test_people_missing_from_the_plan_are_named_and_left_alone(store: Store) -> None:
    load(store)
    done = load(store, people=small_plan().people[1:])

    assert done.left == ["นายเอก สมมติชน"]
    with store.reading() as tx:
        assert tx.people.by_code("ONE-1111") is not None


def test_a_changed_role_replaces_the_old_one(store: Store) -> None:
    load(store)
    first, *rest = small_plan().people
    done = load(store, people=(replace(first, unit="LEGAL"), *rest))

    assert done.changed == ["นายเอก สมมติชน"]
    with store.reading() as tx:
        person = tx.people.by_code("ONE-1111")
        assert person is not None
        assert [m.unit.code for m in person.memberships] == ["LEGAL"]


def test_a_blank_code_is_made_once_and_kept(store: Store) -> None:
    first, *rest = small_plan().people
    load(store, people=(replace(first, code=""), *rest))
    with store.reading() as tx:
        codes = [m.person.code for m in tx.people.of_units([u.id for u in tx.people.units(1)])]
    made = next(c for c in codes if c not in {p.code for p in rest})

    again = load(store, people=(replace(first, code=""), *rest))

    assert again.added == []
    assert made in [code for code, *_ in again.invited]


def test_nothing_is_asked_before_it_opens(store: Store) -> None:
    load(store)
    with store.reading() as tx:
        assert tx.work.of_office(tx.people.offices()[0].id, OPENS - timedelta(seconds=1)) == []


def notable(changes: Changes) -> list[tuple[str, str, dict[str, Any]]]:
    return [(entry.deed.value, entry.about, entry.detail) for entry in changes.notable]


def test_a_first_plan_tells_by_when_its_requirements_are_due_and_counts_the_rest(store: Store) -> None:
    first = load(store)

    assert notable(first) == [("ask", "ST-2570-R6", {"due": "2027-04-02T09:30:00+00:00", "subjects": 2})]
    assert first.entries("OFFICE")[0] == (
        "load plan", "OFFICE", {"added": len(first.added), "changed": 0, "left": 0},
    )  # fmt: skip
    assert notable(load(store)) == []


def test_what_a_plan_changes_is_told_with_what_was_there_before(store: Store) -> None:
    load(store)
    (requirement,) = small_plan(DUE + timedelta(days=3)).requirements
    first, second = small_plan().subjects
    third = replace(second, code="ST3", no=3)
    asked = replace(requirement, title="อีกชื่อ", subjects=("ST2", "ST3"))
    person, *others = small_plan().people

    done = load(
        store,
        requirements=(asked,),
        subjects=(replace(first, owners=("LEGAL",)), second, third),
        people=(replace(person, unit="LEGAL"), *others),
    )

    assert notable(done) == [
        ("change roles", "1", {"before": ["GENERAL:group_staff"], "after": ["LEGAL:group_staff"]}),
        ("change owners", "ST1", {"before": ["GENERAL", "LEGAL"], "after": ["LEGAL"]}),
        ("change due", "ST-2570-R6", {"before": "2027-04-02T09:30:00+00:00", "after": "2027-04-05T09:30:00+00:00"}),
        ("change requirement", "ST-2570-R6", {"title": [requirement.title, "อีกชื่อ"]}),
        ("change debts", "ST-2570-R6", {"more": ["ST3"], "less": ["ST1"]}),
    ]


def decided(store: Store, due: datetime | None = None, **states: str) -> None:
    """What an officer decides in the chat: another due date for all, or how a subject stands from then on."""
    with store.begin() as tx:
        office = tx.people.offices()[0]
        for debt in tx.work.of_office(office.id, START):
            state = states.get(debt.subject.code)
            debt.called_off_from = debt.state if state == "cancelled" else None
            debt.state = state or debt.state
            debt.due_at = due or debt.due_at
            debt.requirement.due_at = due or debt.requirement.due_at
        tx.commit()


def all_states(store: Store) -> list[str]:
    with store.reading() as tx:
        return list(tx._session.scalars(select(Obligation.state).order_by(Obligation.id)))


def dues(store: Store) -> set[datetime]:
    with store.reading() as tx:
        debts = tx._session.scalars(select(Obligation)).unique()
        return {due for debt in debts for due in (debt.due_at, debt.requirement.due_at)}


def test_the_same_plan_again_leaves_a_work_called_off_and_says_so(store: Store) -> None:
    load(store)
    decided(store, ST1="cancelled", ST2="cancelled")

    again = load(store)

    assert all_states(store) == ["cancelled", "cancelled"]
    assert (again.added, again.changed, notable(again)) == ([], [], [])
    assert again.kept == [("ST-2570-R6", Decided.CALLED_OFF, 2)]


def test_a_line_changed_in_the_workbook_since_asks_again_for_what_was_called_off(store: Store) -> None:
    load(store)
    decided(store, ST1="cancelled", ST2="cancelled")

    done = load(store, requirements=small_plan(DUE + timedelta(days=3)).requirements)

    assert all_states(store) == ["pending", "pending"]
    assert done.overruled == [("ST-2570-R6", Decided.CALLED_OFF, 2)]
    assert ("restore work", "ST-2570-R6", {"debts": 2}) in notable(done)
    assert load(store, requirements=small_plan(DUE + timedelta(days=3)).requirements).changed == []


def test_another_title_asks_for_nothing_again(store: Store) -> None:
    load(store)
    decided(store, ST1="cancelled")
    (requirement,) = small_plan().requirements

    done = load(store, requirements=(replace(requirement, title="อีกชื่อ"),))

    assert (all_states(store), done.changed) == (["cancelled", "pending"], ["ST-2570-R6"])


def test_who_is_added_to_a_work_called_off_does_not_owe_it_until_it_is_asked_for_again(store: Store) -> None:
    plan = with_a_school_list(small_plan(), EVERY_SCHOOL)
    with store.begin() as tx:
        tx.plans.load(plan, VERSIONS)
        tx.commit()
    decided(store, EM1="cancelled")
    school = replace(plan.units[-1], code="S9", smis_code="99010009")
    with store.begin() as tx:
        tx.plans.load(replace(plan, units=(*plan.units, school)), VERSIONS)
        tx.commit()

    assert all_states(store) == ["pending", "pending", "cancelled", "cancelled", "cancelled", "cancelled"]


def test_the_same_plan_again_leaves_a_due_date_as_it_was_moved(store: Store) -> None:
    load(store)
    decided(store, due=DUE + timedelta(days=7))

    again = load(store)

    assert dues(store) == {DUE + timedelta(days=7)}
    assert (again.changed, again.kept) == ([], [("ST-2570-R6", Decided.DUE, 1)])


def test_a_due_date_changed_in_the_workbook_since_is_newer_than_the_officers_word(store: Store) -> None:
    load(store)
    decided(store, due=DUE + timedelta(days=7))

    done = load(store, requirements=small_plan(DUE + timedelta(days=3)).requirements)

    assert dues(store) == {DUE + timedelta(days=3)}
    assert done.overruled == [("ST-2570-R6", Decided.DUE, 1)]


def test_the_plan_may_come_round_to_what_an_officer_has_set(store: Store) -> None:
    load(store)
    decided(store, due=DUE + timedelta(days=7))
    agreed = small_plan(DUE + timedelta(days=7)).requirements
    done = load(store, requirements=agreed)

    assert (done.changed, done.kept, done.overruled) == ([], [], [])
    assert load(store, requirements=small_plan().requirements).changed == ["ST-2570-R6"], "now the workbook moves it"


def test_an_exemption_outlasts_the_plan_unless_another_unit_takes_the_debt_over(store: Store) -> None:
    load(store)
    decided(store, ST1="exempted")
    later = small_plan(DUE + timedelta(days=3)).requirements
    assert load(store, requirements=later).kept == [("ST-2570-R6", Decided.EXEMPTED, 1)]
    assert all_states(store) == ["exempted", "pending"]

    first, second = small_plan().subjects
    done = load(store, requirements=later, subjects=(replace(first, owners=("LEGAL",)), second))

    assert all_states(store) == ["pending", "pending"]
    assert done.overruled == [("ST-2570-R6", Decided.EXEMPTED, 1)]


def test_what_the_plan_drops_is_no_longer_called_off_by_an_officer(store: Store) -> None:
    load(store)
    decided(store, ST1="cancelled")
    (requirement,) = small_plan().requirements
    load(store, requirements=(replace(requirement, subjects=("ST2",)),))

    with store.reading() as tx:
        assert tx._session.scalars(select(Obligation.called_off_from)).all() == [None, None]


def test_a_registration_code_of_another_office_is_replaced_by_a_new_one(store: Store) -> None:
    load(store)
    plan = small_plan()
    office = replace(plan.office, code="ANOTHER", name="สพป.ทดสอบ เขต ๒")
    people = tuple(replace(one, unit="ANOTHER") if one.unit == "OFFICE" else one for one in plan.people)

    first, again = (load(store, office=office, people=people) for _ in range(2))

    with store.reading() as tx:
        here, there = tx.people.offices()
        assert {person.code for person in tx.people.of_office(here.id)} >= {"ONE-1111", "DIR-6666"}
        codes = {person.code for person in tx.people.of_office(there.id)}
    assert len(codes) == 6
    assert not codes & {person.code for person in plan.people}
    assert {code for code, _, _ in first.invited} == codes
    assert (again.added, again.changed) == ([], [])
