"""The last look before a reminder leaves: whether it is still asked of its receiver, in the capacity it speaks to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, event, update
from sqlalchemy.orm import Session

from domain.nagging import Audience, NagLine
from storage import schema as s
from storage.outbox import Letter
from storage.store import Store
from tests.storage.test_nags import DUE, NOW, STATES, TODAY, goes_out, key, office, remind, save

__all__ = ["office"]


HEAD, CHAIR, OFFICER = 3, 4, 5
ALL = (1, 2, HEAD, CHAIR, OFFICER)


@pytest.fixture
def people(office: Store) -> Store:
    """The school's head, the chair of its cluster, and an officer, beside its staff 1 and 2."""
    save(office, [s.Unit(id=3, office_id=1, parent_id=1, kind="cluster", code="C", name="กลุ่มโรงเรียนทดสอบ")])
    save(office, [s.Unit(id=4, office_id=1, parent_id=1, kind="cluster", code="D", name="กลุ่มโรงเรียนอื่น")])
    roles = {HEAD: (2, "school_director"), CHAIR: (3, "cluster_chair"), OFFICER: (1, "me_officer")}
    for n, (unit, role) in roles.items():
        save(office, [s.Person(id=n, office_id=1, name=f"ผู้ทดสอบ {n}", code=f"C{n}", line_user_id=f"U{n}")])
        save(office, [s.Membership(person_id=n, unit_id=unit, role=role)])
    sets(office, s.Unit, 2, parent_id=3)
    return office


def sets(store: Store, table: type[Any], *row_ids: int, **values: Any) -> None:
    with Session(store.engine) as session:
        session.execute(update(table).where(table.id.in_(row_ids)).values(**values))
        session.commit()


def block(store: Store, *people: int, at: datetime | None = NOW) -> None:
    sets(store, s.Person, *people, blocked_at=at)


def role(store: Store, *people: int, **values: Any) -> None:
    with Session(store.engine) as session:
        session.execute(update(s.Membership).where(s.Membership.person_id.in_(people)).values(**values))
        session.commit()


def leave(store: Store, *people: int) -> None:
    with Session(store.engine) as session:
        session.execute(delete(s.Membership).where(s.Membership.person_id.in_(people)))
        session.commit()


ASKED_OF = {
    "staff": (1, Audience.OWNER),
    "the head, too": (HEAD, Audience.HEAD),
    "the chair": (CHAIR, Audience.CLUSTER_CHAIR),
    "an officer": (OFFICER, Audience.OFFICER),
    "the head, with no staff on LINE": (HEAD, Audience.OWNER),
}
CHANGES: dict[str, tuple[Callable[[Store], None], set[str]]] = {  # and of whom it is asked all the same
    "nothing": (lambda _: None, {"staff", "the head, too", "the chair", "an officer"}),
    "the staff block": (
        lambda store: block(store, 1, 2),
        {"the head, too", "the chair", "an officer", "the head, with no staff on LINE"},
    ),
    "the other of the staff blocks": (
        lambda store: block(store, 2),
        {"staff", "the head, too", "the chair", "an officer"},
    ),
    "one of the staff becomes the head": (
        lambda store: role(store, 1, role="school_director"),
        {"the head, too", "the chair", "an officer"},
    ),
    "the head becomes staff": (
        lambda store: role(store, HEAD, role="school_staff"),
        {"staff", "the chair", "an officer", "the head, with no staff on LINE"},
    ),
    "all move to another unit": (lambda store: role(store, *ALL, unit_id=4), {"an officer"}),
    "all leave": (lambda store: leave(store, *ALL), set()),
    "all leave LINE": (lambda store: sets(store, s.Person, *ALL, line_user_id=None), set()),
    "the school comes into another cluster": (
        lambda store: sets(store, s.Unit, 2, parent_id=4),
        {"staff", "the head, too", "an officer"},
    ),
    "it is due on another day": (lambda store: sets(store, s.Obligation, 1, due_at=DUE + timedelta(days=1)), set()),
    "another unit owes it": (lambda store: sets(store, s.Obligation, 1, unit_id=3), {"an officer"}),
}


@pytest.mark.parametrize("whom", ASKED_OF)
@pytest.mark.parametrize("what", CHANGES)
def test_a_reminder_goes_only_to_whoever_is_still_asked_in_that_capacity(people: Store, what: str, whom: str) -> None:
    change, asked_still = CHANGES[what]
    person, audience = ASKED_OF[whom]
    remind(people, person, key(person), audience=audience)
    change(people)
    assert goes_out(people) is (whom in asked_still)
    with people.reading() as tx:
        assert (tx.nags.ledger(1, STATES) == set()) is (whom not in asked_still)


def test_one_capacity_that_is_gone_takes_the_whole_message_back(people: Store) -> None:
    with people.begin() as tx:
        (row,) = tx.outbox.add_all([Letter(way="push", chat=f"U{HEAD}", messages=[{}], nags=True)], NOW)
        lines = (NagLine(key(HEAD), Audience.HEAD), NagLine(key(HEAD, 2), Audience.OWNER))
        tx.nags.add([(line, row) for line in lines], planned_for=TODAY)
        tx.commit()
    assert not goes_out(people)


def test_what_rides_along_is_left_out_of_an_answer_to_a_head_who_stands_in_no_more(people: Store) -> None:
    block(people, 1, 2)
    with people.begin() as tx:
        answer = Letter(
            way="reply", chat=f"U{HEAD}", messages=[{"text": "ตอบ"}, {"text": "เตือน"}], carries=True, reply_token="t",
            reply_until=NOW + timedelta(minutes=1),
        )  # fmt: skip
        assert tx.nags.add_carried([NagLine(key(HEAD), Audience.OWNER)], tx.outbox.add(answer, NOW), planned_for=TODAY)
        tx.commit()
    block(people, 2, at=None)
    with people.begin() as tx:
        claimed = tx.outbox.claim(NOW, allowance=None)
        assert claimed is not None
        assert claimed.messages == [{"text": "ตอบ"}]
        assert tx.nags.ledger(1, STATES) == set()


def statements_of_a_claim(store: Store, debts: list[int]) -> int:
    """How often the database is asked until a reminder about so many debts is taken for sending."""
    remind(store, 1, *(key(1, n) for n in debts))
    asked: list[str] = []

    def note(*args: Any) -> None:
        asked.append(args[2])

    event.listen(store.engine, "before_cursor_execute", note)
    assert goes_out(store)
    event.remove(store.engine, "before_cursor_execute", note)
    return len(asked)


def test_the_last_look_asks_the_database_as_often_whatever_a_reminder_tells(people: Store) -> None:
    owed: dict[str, Any] = {"unit_id": 2, "state": "pending", "due_at": DUE, "requirement_id": 1}
    more = range(3, 43)
    for n in more:
        save(people, [s.Subject(id=n, office_id=1, kind="x", fiscal_year_be=2570, code=f"X{n}", no=n, title="กลยุทธ์")])
        save(people, [s.Obligation(id=n, subject_id=n, **owed)])
    few = statements_of_a_claim(people, [1])
    sets(people, s.Outbox, 1, status="sent")
    assert statements_of_a_claim(people, [*more]) <= few
