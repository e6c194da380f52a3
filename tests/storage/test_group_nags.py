"""What groups were told, on both databases: once for each step, to groups that want it, and not after it is all in."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from domain.group_digests import GroupNagKey, Owing, Standing
from domain.thai import BANGKOK
from storage.errors import AlreadyDoneError
from storage.outbox import Letter
from storage.schema import Chat, Obligation, Outbox, Unit
from storage.store import Store
from tests.plans import small_plan

NOW = datetime(2027, 4, 1, 13, 30, tzinfo=BANGKOK)
OFFICE, WORK = 1, 1


@pytest.fixture
def office(store: Store) -> Store:
    """The small plan, and a group for each wish there can be, all bound to the whole office."""
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        for n, (wish, members) in enumerate(((None, 3), (True, 4), (False, 5), (True, None)), start=1):
            tx._session.add(
                Chat(
                    line_id=f"C{n}",
                    kind="group",
                    joined_at=NOW,
                    unit_id=OFFICE,
                    bound_at=NOW,
                    digest=wish,
                    members=members,
                )
            )
        tx.commit()
    return store


def told(office: Store, chat: str = "C2") -> int:
    """A digest for that group stands in the outbox; returns its row."""
    with office.begin() as tx:
        row = tx.outbox.add(Letter(way="push", chat=chat, messages=[], nags=True, recipients=4), NOW)
        tx.group_nags.add([(GroupNagKey("r", WORK, "-1", NOW.date(), chat), row)], planned_for=NOW.date())
        tx.commit()
    return row


def status(office: Store, row: int) -> str:
    with Session(office.engine) as session:
        return session.get_one(Outbox, row).status


def claimed(office: Store, allowance: int | None = None) -> bool:
    with office.begin() as tx:
        taken = tx.outbox.claim(NOW, allowance=allowance)
        tx.commit()
    return taken is not None


def test_groups_that_want_it_and_whose_members_are_counted_are_told(office: Store) -> None:
    with office.reading() as tx:
        assert [chat.line_id for chat in tx.group_nags.wanting(OFFICE, usually=False)] == ["C2"]
        assert [chat.line_id for chat in tx.group_nags.wanting(OFFICE, usually=True)] == ["C1", "C2"]


def test_what_stands_is_counted_under_the_groups_unit(office: Store) -> None:
    with office.reading() as tx:
        units = {unit.code: unit for unit in tx.people.units(OFFICE)}
        general, promotion = (Owing(units[code].id, units[code].name) for code in ("GENERAL", "PROMOTION"))
        assert tx.group_nags.standing(WORK, OFFICE) == Standing(2, 2, (general, promotion))
        assert tx.group_nags.standing(WORK, units["GENERAL"].id) == Standing(1, 1, (general,))
        assert tx.group_nags.standing(WORK, units["PLAN"].id) == Standing(0, 0, ())


def test_a_step_is_told_once(office: Store) -> None:
    told(office)
    with office.reading() as tx:
        assert tx.group_nags.told([WORK]) == {GroupNagKey("r", WORK, "-1", NOW.date(), "C2")}
    with pytest.raises(AlreadyDoneError):
        told(office)


def test_what_is_still_owed_goes_and_is_paid_for_each_member(office: Store) -> None:
    row = told(office)

    assert not claimed(office, allowance=3)
    assert status(office, row) == "held"
    row = told(office, "C1")
    assert claimed(office, allowance=4)
    assert status(office, row) == "sending"


def test_what_is_all_in_is_taken_back_and_may_be_told_anew(office: Store) -> None:
    row = told(office)
    with Session(office.engine) as session:
        session.execute(update(Obligation).values(state="submitted"))
        session.commit()

    assert not claimed(office)
    assert status(office, row) == "withdrawn"
    with office.reading() as tx:
        assert tx.group_nags.told([WORK]) == set()


@pytest.mark.parametrize("change", [{"bound_at": None}, {"left_at": NOW}, {"digest": False}, {"unit_id": None}])
def test_a_group_that_is_nobodys_any_more_is_not_told(office: Store, change: dict[str, object]) -> None:
    row = told(office)
    with Session(office.engine) as session:
        session.execute(update(Chat).where(Chat.line_id == "C2").values(**change))
        session.commit()

    assert not claimed(office)
    assert status(office, row) == "withdrawn"


def test_another_units_debts_are_none_of_the_groups_business(office: Store) -> None:
    with Session(office.engine) as session:
        plan = session.query(Unit.id).filter(Unit.code == "PLAN").scalar()
        session.execute(update(Chat).where(Chat.line_id == "C2").values(unit_id=plan))
        session.commit()
    row = told(office)

    assert not claimed(office)
    assert status(office, row) == "withdrawn"
