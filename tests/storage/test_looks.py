"""What the clock remembers, and the marks that nobody can forget to make, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from storage import schema as s
from storage.looks import Look
from storage.outbox import Letter
from storage.schema import ClockChange
from storage.store import Store
from tests.storage.test_nags import key, office, remind

__all__ = ["office"]
NOW = datetime(2027, 3, 30, 2, 0, tzinfo=UTC)


def marks(store: Store) -> list[int | None]:
    """The offices of what has changed since the clock looked, None where nobody knows."""
    with store.reading() as tx:
        return list(tx._session.scalars(select(ClockChange.office_id).order_by(ClockChange.id)))


def looked(store: Store, *quiet: int) -> None:
    """The clock has looked at all that is marked, and had nothing to say in these offices."""
    with store.begin() as tx:
        changes = tx.looks.changes()
        assert tx.looks.keep(changes.no, changes.marks, {one: Look(NOW, {}) for one in quiet})
        tx.commit()


def runs(store: Store, statement: str) -> None:
    with store.engine.begin() as connection:
        connection.execute(text(statement))


def test_whoever_writes_leaves_a_mark_without_knowing_it(office: Store) -> None:
    looked(office)

    runs(office, "UPDATE obligation SET due_at = due_at")
    with Session(office.engine) as session:
        session.add(s.Unit(id=9, office_id=1, kind="school", code="S9", name="โรงเรียนใหม่"))
        session.commit()

    assert marks(office) == [None, None]


def test_a_mark_says_in_which_office_something_was_written_where_that_is_known(office: Store) -> None:
    looked(office)
    with office.begin() as tx:
        tx.concerns(1)
        tx._session.get_one(s.Person, 1).name = "นางสาวทดสอบ คนใหม่"
        tx.commit()
    with office.begin() as tx:
        tx._session.get_one(s.Person, 1).name = "นางสาวทดสอบ คนเดิม"
        tx.commit()

    assert marks(office) == [1, None]


def test_who_joins_has_their_own_office_looked_at_whoever_speaks(office: Store) -> None:
    looked(office)
    with office.begin() as tx:
        tx.concerns(7)
        person = tx.people.by_code("C2")
        assert person is not None
        tx.people.join(person, "Unew", NOW)
        tx.commit()

    assert marks(office) == [1]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE obligation SET state = 'accepted' WHERE id = -1",
        "UPDATE person SET menu_id='m' WHERE id = -1",
        "UPDATE heartbeat SET at = at",
        "DELETE FROM promise",
    ],
)
def test_what_changes_nothing_leaves_no_mark(office: Store, statement: str) -> None:
    looked(office)

    runs(office, statement)

    assert marks(office) == []


def test_what_is_rolled_back_and_what_the_clock_itself_writes_leaves_no_mark(office: Store) -> None:
    looked(office)
    with office.begin() as tx:
        tx._session.execute(text("UPDATE obligation SET state = 'accepted'"))
    with office.begin() as tx:
        tx.by_the_clock()
        tx._session.execute(text("UPDATE obligation SET state = 'accepted'"))
        tx.commit()

    assert marks(office) == []


def test_a_reminder_that_is_taken_back_has_its_office_looked_at(office: Store) -> None:
    remind(office, 1, key(1))
    looked(office)
    runs(office, "UPDATE obligation SET state = 'accepted'")
    looked(office)

    with office.begin() as tx:
        assert tx.outbox.claim(NOW, allowance=None) is None
        tx.commit()

    assert marks(office) == [1]


def test_a_message_of_its_own_leaves_no_mark(office: Store) -> None:
    looked(office)
    with office.begin() as tx:
        tx.outbox.add(Letter(way="push", chat="U1", messages=[{}], once="morning:1"), NOW)
        tx.commit()

    assert marks(office) == []


def test_of_two_workers_that_look_at_once_only_one_keeps_what_it_found(office: Store) -> None:
    looked(office, 1, 2)
    runs(office, "UPDATE obligation SET due_at = due_at")
    with office.reading() as tx:
        first, second = tx.looks.changes(), tx.looks.changes()
    kept = []
    for changes, busy in ((first, 1), (second, 2)):
        with office.begin() as tx:
            kept.append(tx.looks.keep(changes.no, changes.marks, {busy: Look(None, {})}))
            tx.commit()

    assert kept == [True, False]
    assert marks(office) == []
    with office.reading() as tx:
        assert tx.looks.known() == {1: Look(None, {}), 2: Look(NOW, {})}


def test_a_mark_that_came_after_the_look_had_begun_stays(office: Store) -> None:
    with office.reading() as tx:
        changes = tx.looks.changes()
    runs(office, "UPDATE obligation SET due_at = due_at")
    with office.begin() as tx:
        assert tx.looks.keep(changes.no, changes.marks, {1: Look(NOW, {})})
        tx.commit()

    assert marks(office) == [None]


def test_of_many_offices_some_can_be_remembered_while_the_marks_of_others_stay(office: Store) -> None:
    looked(office, 1, 2)
    for one in (1, 2):
        with office.begin() as tx:
            tx.concerns(one)
            tx._session.execute(text("UPDATE obligation SET due_at = due_at"))
            tx.commit()
    with office.begin() as tx:
        changes = tx.looks.changes()
        seen = [number for number, where in changes.marks.items() if where == 2]
        assert tx.looks.keep(changes.no, seen, {2: Look(NOW + timedelta(seconds=30), {"month": "2027-03"})})
        tx.commit()

    assert marks(office) == [1]
    with office.reading() as tx:
        assert tx.looks.known() == {1: Look(NOW, {}), 2: Look(NOW + timedelta(seconds=30), {"month": "2027-03"})}
