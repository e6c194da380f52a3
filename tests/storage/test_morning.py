"""The figures of an office's morning on both databases: counted rightly, with as many questions for any size."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, insert, select, update
from sqlalchemy.orm import Session

from domain.lifecycle import State
from domain.morning import Contact, Stuck
from domain.thai import BANGKOK
from storage.schema import (
    Attachment,
    Base,
    Extension,
    Inbox,
    Membership,
    Obligation,
    Outbox,
    Person,
    Requirement,
    StoredFile,
    Subject,
    Submission,
    Unit,
    Upload,
)
from storage.store import Store

OFFICE, OTHER = 1, 2
NOW = datetime(2027, 4, 8, 9, 0, tzinfo=BANGKOK)
LATE = NOW.replace(hour=0)
DUE = datetime(2027, 4, 2, 16, 30, tzinfo=BANGKOK)
SENT_OUT = datetime(2027, 4, 19, 16, 30, tzinfo=BANGKOK)
OPENS = datetime(2026, 11, 2, 8, 30, tzinfo=BANGKOK)


def days(count: int) -> timedelta:
    return timedelta(days=count)


def fill(store: Store, schools: int) -> None:
    """Two offices; in the first every school owes two forms, the second of which has no external due day.

    Every school has one person: of three, the first can be reached, the second never registered, the third left.
    """
    root = {"kind": "office", "name": "สพป.ทดสอบ"}
    base = {
        "work": "strategy", "form": "strategy", "form_version": 1, "fiscal_year_be": 2570, "round": "6m",
        "round_name": "", "period_start": OPENS.date(), "period_end": DUE.date(), "opens_at": OPENS, "due_at": DUE,
    }  # fmt: skip
    units = range(10, 10 + schools)
    tables: list[tuple[type[Base], list[dict[str, object]]]] = [
        (Unit, [{"id": n, "office_id": n, "code": f"O{n}", **root} for n in (OFFICE, OTHER)]),
        (Unit, [{"id": n, "office_id": OFFICE, "kind": "school", "code": f"S{n}", "name": f"รร. {n}"} for n in units]),
        (Person, [
            {"id": n, "office_id": OFFICE, "name": f"นายทดสอบ {n}", "position": "ธุรการ", "code": f"C{n}",
             "line_user_id": None if n % 3 == 2 else f"U{n:032x}", "blocked_at": NOW if n % 3 == 0 else None}
            for n in units
        ]),
        (Membership, [{"person_id": n, "unit_id": n, "role": "school_staff"} for n in units]),
        (Subject, [{"id": 1, "office_id": OFFICE, "kind": "strategy", "fiscal_year_be": 2570, "code": "ST3", "no": 3,
                    "title": "ยกระดับคุณภาพ"}]),
        (Requirement, [
            {"id": 1, "office_id": OFFICE, "code": "A", "title": "งานแรก", "external_due_at": SENT_OUT, **base},
            {"id": 2, "office_id": OFFICE, "code": "B", "title": "งานสอง", "external_due_at": None, **base},
            {"id": 3, "office_id": OFFICE, "code": "C", "title": "ยังไม่เปิด", "external_due_at": SENT_OUT,
             **base, "opens_at": NOW + days(1)},
            {"id": 4, "office_id": OTHER, "code": "A", "title": "ของเขตอื่น", "external_due_at": SENT_OUT, **base},
        ]),
        (Obligation, [
            {"requirement_id": requirement, "unit_id": n, "subject_id": 1, "state": "pending",
             "due_at": DUE - days(1) if requirement == 2 else DUE}
            for requirement in (1, 2, 3, 4) for n in units
        ]),
    ]  # fmt: skip
    with store.engine.begin() as connection:
        for table, rows in tables:
            connection.execute(insert(table), rows)


@pytest.fixture
def office(store: Store) -> Store:
    fill(store, 9)
    return store


def hand_in(store: Store, unit: int, at: datetime, *, state: State = State.SUBMITTED, requirement: int = 1) -> None:
    """A form of that school came in at that moment."""
    with Session(store.engine) as session:
        key = unit + 1000 * requirement
        which = (Obligation.requirement_id == requirement, Obligation.unit_id == unit)
        debt = session.scalars(select(Obligation.id).where(*which)).one()
        session.execute(update(Obligation).where(Obligation.id == debt).values(state=state.value))
        session.add(StoredFile(sha256=f"{key}", size=1, mime="", kept_at=at))
        session.add(_event(key, status="done"))
        session.flush()
        session.add(_upload(key, outcome="settled", arrived_at=at))
        session.flush()
        session.add(
            Submission(
                obligation_id=debt,
                requirement_id=requirement,
                upload_id=key,
                version=1,
                receipt_seq=key,
                receipt_no=f"R/{key}",
                received_at=at,
                clean=True,
                stands=True,
                sheet="",
                rows=[],
                findings=[],
            )
        )
        session.commit()


def _event(key: int, *, status: str, user: str | None = None) -> Inbox:
    return Inbox(
        id=key, event_id=f"e{key}", conversation="c", kind="message", happened_ms=0, received_at=NOW, payload={},
        status=status, next_try_at=NOW, user_id=user,
    )  # fmt: skip


def _upload(key: int, *, outcome: str, arrived_at: datetime) -> Upload:
    return Upload(
        id=key, inbox_id=key, office_id=OFFICE, person_id=10, chat="c", message_id=f"m{key}", name="a.xlsx",
        sha256=f"{key}", arrived_at=arrived_at, outcome=outcome,
    )  # fmt: skip


def test_what_is_late_is_counted_by_work_and_by_unit_oldest_first(office: Store) -> None:
    hand_in(office, 10, NOW)
    with office.reading() as tx:
        late = tx.mornings.late(OFFICE, NOW, LATE)
        assert [(one.title, one.debts, one.units, one.oldest) for one in late] == [
            ("งานสอง", 9, 9, DUE - days(1)),
            ("งานแรก", 8, 8, DUE),
        ]
        assert tx.mornings.late_units(OFFICE, NOW, LATE) == 9
        assert tx.mornings.late(OFFICE, NOW, DUE - days(5)) == []


def test_what_waits_for_an_officer_waits_since_the_version_that_counts(office: Store) -> None:
    hand_in(office, 10, NOW - days(9))
    hand_in(office, 11, NOW - days(1))
    hand_in(office, 12, NOW - days(9), state=State.ACCEPTED)
    hand_in(office, 13, NOW - days(9), state=State.RETURNED)

    with office.reading() as tx:
        (review,) = tx.mornings.reviews(OFFICE, NOW, NOW - days(5))
    assert tuple(review) == ("งานแรก", 2, 1, NOW - days(9))


def test_a_claim_waits_since_its_last_evidence_and_without_any_for_an_unknown_time(office: Store) -> None:
    with Session(office.engine) as session:
        claimed = (Obligation.requirement_id == 1, Obligation.unit_id.in_([10, 11]))
        session.execute(update(Obligation).where(*claimed).values(state="claimed"))
        (first, _) = session.scalars(select(Obligation.id).where(*claimed).order_by(Obligation.id))
        for n, at in enumerate((NOW - days(8), NOW - days(6))):
            session.add(
                Attachment(
                    office_id=OFFICE,
                    person_id=10,
                    message_id=f"p{n}",
                    kind="image",
                    received_at=at,
                    obligation_id=first,
                )
            )
        session.execute(update(Obligation).where(Obligation.requirement_id == 2).values(state="claimed"))
        session.commit()

    with office.reading() as tx:
        reviews = tx.mornings.reviews(OFFICE, NOW, NOW - days(5))
    assert [tuple(review) for review in reviews] == [("งานแรก", 2, 1, NOW - days(6)), ("งานสอง", 9, 0, None)]


def test_what_is_stuck_is_of_the_office_and_files_may_be_asked_about_for_a_day(office: Store) -> None:
    with Session(office.engine) as session:
        user = session.get_one(Person, 10).line_user_id
        session.add_all([_event(1, status="dead", user=user), _event(2, status="dead", user="Ustranger")])
        session.add_all([_event(key, status="done") for key in (3, 4, 5)])
        session.add_all([StoredFile(sha256=f"{key}", size=1, mime="", kept_at=NOW) for key in (3, 4, 5)])
        session.flush()
        session.add(_upload(3, outcome="asked", arrived_at=NOW - days(1)))
        session.add(_upload(4, outcome="asked", arrived_at=NOW))
        session.add(_upload(5, outcome="dropped", arrived_at=NOW - days(1)))
        session.add(
            Outbox(way="push", chat=user, messages=[], retry_key="k", created_at=NOW, next_try_at=NOW, status="refused")
        )
        session.commit()

    with office.reading() as tx:
        assert tx.mornings.stuck(OFFICE, NOW, LATE) == Stuck(undelivered=1, parked=1, unanswered=1)
        assert tx.mornings.stuck(OTHER, NOW, LATE) == Stuck()


def test_whom_nobody_reaches_on_line_is_to_be_called_with_who_serves_there(office: Store) -> None:
    with office.reading() as tx:
        calls, count = tx.mornings.calls(OFFICE, NOW, LATE, most=2)

    assert count == 6  # of three schools two
    assert [(call.unit, call.debts, call.first_due) for call in calls] == [
        ("รร. 11", 2, DUE - days(1)),
        ("รร. 12", 2, DUE - days(1)),
    ]
    assert [call.people for call in calls] == [
        (Contact("นายทดสอบ 11", "ธุรการ", blocked=False),),
        (Contact("นายทดสอบ 12", "ธุรการ", blocked=True),),
    ]


def test_nobody_is_called_about_what_is_in_or_not_due_soon(office: Store) -> None:
    with Session(office.engine) as session:
        session.execute(update(Obligation).where(Obligation.unit_id != 11).values(state="accepted"))
        session.commit()

    with office.reading() as tx:
        calls, count = tx.mornings.calls(OFFICE, NOW, DUE, most=9)
        assert ([call.unit for call in calls], [call.debts for call in calls], count) == (["รร. 11"], [1], 1)
        assert tx.mornings.calls(OFFICE, NOW, DUE - days(9), most=9) == ([], 0)


def test_ahead_are_the_first_due_of_each_work_that_has_to_leave_the_office(office: Store) -> None:
    hand_in(office, 10, NOW, state=State.ACCEPTED)
    hand_in(office, 11, NOW)

    with office.reading() as tx:
        rows, count = tx.mornings.ahead(OFFICE, NOW, most=2)
    assert count == 8
    assert [(row.title, row.mark, row.unit, row.state) for row in rows] == [
        ("งานแรก", "3", "รร. 11", State.SUBMITTED),
        ("งานแรก", "3", "รร. 12", State.PENDING),
    ]
    assert {row.external_due_at for row in rows} == {SENT_OUT}


def test_requests_for_later_dates_that_wait_are_counted(office: Store) -> None:
    with Session(office.engine) as session:
        debt = session.scalars(select(Obligation.id).limit(1)).one()
        for n, status in enumerate(("asked", "asked", "approved", "withdrawn")):
            session.add(
                Extension(
                    office_id=OFFICE,
                    obligation_id=debt,
                    person_id=10,
                    asked_at=NOW - days(n),
                    due_before=DUE,
                    wanted=SENT_OUT,
                    reason="",
                    status=status,
                )
            )
        session.commit()

    with office.reading() as tx:
        assert tuple(tx.mornings.later_dates(OFFICE)) == (2, NOW - days(1))
        assert tuple(tx.mornings.later_dates(OTHER)) == (0, None)


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(*call: object) -> None:
        asked.append(str(call[2]))

    event.listen(store.engine, "before_cursor_execute", note)
    yield asked
    event.remove(store.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("schools", [3, 2000])
def test_a_morning_asks_as_much_of_a_large_office_as_of_a_small_one(store: Store, schools: int) -> None:
    fill(store, schools)
    with store.reading() as tx, statements(store) as asked:
        tx.mornings.late(OFFICE, NOW, LATE)
        tx.mornings.late_units(OFFICE, NOW, LATE)
        tx.mornings.reviews(OFFICE, NOW, LATE)
        tx.mornings.stuck(OFFICE, NOW, LATE)
        calls, _ = tx.mornings.calls(OFFICE, NOW, LATE, most=3)
        rows, _ = tx.mornings.ahead(OFFICE, NOW, most=3)
        tx.mornings.later_dates(OFFICE)

    assert len([words for words in asked if words.startswith("SELECT")]) == 10
    assert len(calls) + len(rows) <= 6
