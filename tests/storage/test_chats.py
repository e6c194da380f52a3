"""A group's row follows what happened, also when LINE tells it late; a code binds once; a unit's work is its tree's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.plan import PlanUnit, UnitKind
from storage.chats import CODE_LIFE
from storage.schema import Chat, Person, Unit
from storage.store import Store, Transaction
from tests.plans import small_plan

NOW = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
GROUP = "C1"


@pytest.fixture(autouse=True)
def _office(store: Store) -> None:
    """The small plan, with กลุ่มส่งเสริม standing below กลุ่มอำนวยการ as a school stands below its cluster."""
    plan = small_plan()
    below = {"PROMOTION": PlanUnit(code="PROMOTION", kind=UnitKind.GROUP, name="กลุ่มส่งเสริม", parent="GENERAL")}
    with store.begin() as tx:
        tx.plans.load(replace(plan, units=tuple(below.get(u.code, u) for u in plan.units)), {"strategy": 1})
        tx.commit()


def cast(tx: Transaction, code: str = "GENERAL") -> tuple[Unit, Person]:
    officer = tx.people.by_code("OFF-5555")
    assert officer is not None
    return next(unit for unit in tx.people.units(officer.office_id) if unit.code == code), officer


def bind(store: Store, at: datetime = NOW) -> None:
    with store.begin() as tx:
        tx.chats.bind(GROUP, *cast(tx), at)
        tx.commit()


def chat(store: Store) -> Chat:
    with store.reading() as tx:
        found = tx.chats.get(GROUP)
    assert found is not None
    return found


def happens(store: Store, what: str, at: datetime) -> Chat:
    with store.begin() as tx:
        getattr(tx.chats, what)(GROUP, at)
        tx.commit()
    return chat(store)


def test_coming_back_suspends_a_binding_until_it_is_confirmed(store: Store) -> None:
    bind(store)
    assert happens(store, "left", NOW + HOUR).bound_to is None

    back = happens(store, "joined", NOW + 2 * HOUR)
    assert (back.bound_to, back.unit is not None, back.left_at) == (None, True, None)

    bind(store, NOW + 3 * HOUR)
    assert chat(store).bound_to is not None


@pytest.mark.parametrize("what", ["joined", "left"])
def test_an_event_from_before_the_binding_that_comes_late_changes_nothing(store: Store, what: str) -> None:
    bind(store)

    assert happens(store, what, NOW - HOUR).bound_to is not None


def test_a_lost_group_is_listed_until_it_is_let_go(store: Store) -> None:
    bind(store)
    happens(store, "left", NOW + HOUR)
    with store.begin() as tx:
        (lost,) = tx.chats.lost()
        assert tx.chats.bound() == []
        tx.chats.unbind(lost)
        tx.commit()

    with store.reading() as tx:
        assert tx.chats.lost() == []


def test_a_code_is_used_once_and_only_while_it_is_fresh(store: Store) -> None:
    with store.begin() as tx:
        unit, officer = cast(tx)
        codes = [tx.chats.new_code(unit, officer, NOW) for _ in range(2)]
        tx.commit()
    for code, at, works in (
        (codes[0], NOW + CODE_LIFE, True),
        (codes[0], NOW + CODE_LIFE, False),
        (codes[1], NOW + CODE_LIFE + timedelta(seconds=1), False),
        ("no code", NOW, False),
    ):
        with store.begin() as tx:
            assert (tx.chats.use_code(code, at) is not None) == works
            tx.commit()


def test_what_stands_under_a_unit_is_what_it_and_the_units_below_owe(store: Store) -> None:
    with store.reading() as tx:
        general, promotion = cast(tx)[0], cast(tx, "PROMOTION")[0]
        (requirement,) = tx.work.open_requirements(general.office_id or 0, NOW)
        owed = [{o.unit.code for o in tx.work.of_requirement(requirement.id, under=u.id)} for u in (general, promotion)]

    assert owed == [{"GENERAL", "PROMOTION"}, {"PROMOTION"}]
