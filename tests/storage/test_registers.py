"""The control register in real tables: numbers run from 1 without a gap, and nothing goes away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event, text, update
from sqlalchemy.exc import DBAPIError

from domain.agencies import Agency as Named
from domain.lifecycle import State
from domain.thai import BANGKOK, fiscal_year_be
from storage.registers import PATIENCE, Entry, NewRequest
from storage.schema import Dispatch, DispatchDebt
from storage.store import Store, Transaction
from tests.plans import START, small_plan
from tests.storage.test_races import together

DAY = date(2026, 11, 23)
NEXT_YEAR = date(2027, 10, 1)
USUAL = (
    Named(code="OBEC", name="สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน", aliases=("สพฐ.",)),
    Named(code="MOE", name="ผู้ตรวจราชการกระทรวงศึกษาธิการ"),
)


@pytest.fixture
def office(store: Store) -> Store:
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        tx.registers.agencies(office_of(tx), USUAL)
        tx.commit()
    return store


def office_of(tx: Transaction) -> int:
    return tx.people.offices()[0].id


def anybody(tx: Transaction) -> int:
    return tx.people.of_office(office_of(tx))[0].id


def entry(tx: Transaction, agency: int = 0, **more: object) -> Entry:
    agencies = tx.registers.agencies(office_of(tx), USUAL)
    facts: dict[str, object] = {
        "office_id": office_of(tx), "agency_id": agencies[agency].id, "request_id": None, "requirement_id": None,
        "topics": (), "topic": "เด็กตกหล่น", "round": "", "prepared": "", "due_on": None, "came_on": None,
        "signed_on": None, "letter_no": "ศธ 04999/1", "letter_on": DAY, "sent_on": DAY, "way": "system",
        "enclosures": (), "kept": "", "note": "", "debts": (),
    }  # fmt: skip
    return Entry(**{**facts, **more})  # type: ignore[arg-type]  # as the test names them


def enter(tx: Transaction, agency: int = 0, **more: object) -> Dispatch:
    return tx.registers.enter(entry(tx, agency, **more), by=anybody(tx), now=START)


def request(tx: Transaction, *topics: str, due_at: datetime | None = None) -> int:
    asked = NewRequest(
        office_id=office_of(tx), agency_id=tx.registers.agencies(office_of(tx), USUAL)[1].id, registry_no="1/2569",
        received_on=DAY, letter_no="ศธ 0210/45", letter_on=DAY, round="1", due_at=due_at, urgency="ด่วนที่สุด",
        requirement_id=None, topics=topics,
    )  # fmt: skip
    return tx.registers.add_request(asked, by=anybody(tx), now=START).id


def numbers(store: Store) -> dict[tuple[str, int], list[int]]:
    found: dict[tuple[str, int], list[int]] = {}
    with store.reading() as tx:
        for year in (2570, 2571):
            for row in tx.registers.of_year(office_of(tx), year):
                found.setdefault((row.agency.code, year), []).append(row.no)
    return found


def test_officers_at_once_get_each_a_number_and_leave_none_out(office: Store) -> None:
    def write(n: int) -> None:
        with office.begin() as tx:
            enter(tx, n % 2, sent_on=NEXT_YEAR if n % 3 == 0 else DAY)
            if n % 4 != 1:  # some give up at the last moment: their numbers are given to others
                tx.commit()

    assert together(16, write) == []
    found = numbers(office)
    assert sum(len(of_year) for of_year in found.values()) == 12
    assert all(of_year == list(range(1, len(of_year) + 1)) for of_year in found.values()), found


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), st.booleans(), st.booleans()), max_size=12))
def test_numbers_run_from_one_in_each_register_and_fiscal_year(
    sqlite_store: Store, writes: list[tuple[int, bool, bool]]
) -> None:
    with sqlite_store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        expected: dict[tuple[int, int], int] = {}
        for agency, is_later, is_struck in writes:
            day = NEXT_YEAR if is_later else DAY
            row = enter(tx, agency, sent_on=day)
            key = (agency, fiscal_year_be(day))
            expected[key] = expected.get(key, 0) + 1
            assert (row.no, row.fiscal_year_be) == (expected[key], key[1])
            if is_struck:
                tx.registers.strike(row, "ผิด", by=anybody(tx), now=START)


def test_rows_run_by_the_fiscal_year_and_letters_by_the_calendar_year(office: Store) -> None:
    with office.begin() as tx:
        first = enter(tx, letter_on=date(2026, 12, 31), sent_on=date(2026, 12, 31))
        second = enter(tx, letter_on=date(2027, 1, 4), sent_on=date(2027, 1, 4))
        assert [(row.no, row.fiscal_year_be, row.letter_year_be) for row in (first, second)] == [
            (1, 2570, 2569),
            (2, 2570, 2570),
        ]
        assert tx.registers.with_letter(office_of(tx), "ศธ 04999/1", 2569) == [first]
        tx.registers.strike(first, "ผิด", by=anybody(tx), now=START)
        assert tx.registers.with_letter(office_of(tx), "ศธ 04999/1", 2569) == []
        assert tx.registers.row(first.agency_id, 2570, 1) is first, "it is struck out and stays"


REFUSED: list[tuple[str, Callable[[Transaction, Dispatch], object]]] = [
    ("delete", lambda tx, row: tx._session.execute(delete(Dispatch).where(Dispatch.id == row.id))),
    ("delete all", lambda tx, _row: tx._session.execute(text("DELETE FROM dispatch"))),
    ("forget its debts", lambda tx, _row: tx._session.execute(delete(DispatchDebt))),
    ("renumber", lambda tx, _row: tx._session.execute(update(Dispatch).values(no=7))),
    ("another letter", lambda tx, _row: tx._session.execute(update(Dispatch).values(letter_no="ศธ 04999/2"))),
]


@pytest.mark.parametrize(("_what", "deed"), REFUSED, ids=[what for what, _ in REFUSED])
def test_a_row_is_neither_deleted_nor_changed(
    office: Store, _what: str, deed: Callable[[Transaction, Dispatch], object]
) -> None:
    with office.begin() as tx:
        debt = tx.work.of_office(office_of(tx), START)[0]
        enter(tx, debts=((debt.id, State.ACCEPTED),))
        tx.commit()
    with office.begin() as tx:
        row = tx.registers.of_year(office_of(tx), 2570)[0]
        with pytest.raises(DBAPIError, match="struck out"):
            deed(tx, row)


def test_a_row_that_is_struck_out_stays_so(office: Store) -> None:
    with office.begin() as tx:
        row = enter(tx)
        tx.registers.strike(row, "พิมพ์ผิด", by=anybody(tx), now=START)
        tx.commit()
    with office.begin() as tx, pytest.raises(DBAPIError, match="struck out"):
        tx._session.execute(update(Dispatch).values(struck_at=None))


def test_sqlite_puts_no_row_in_the_place_of_another(sqlite_store: Store) -> None:
    with sqlite_store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        enter(tx)
        tx.commit()
    with sqlite_store.begin() as tx, pytest.raises(DBAPIError, match="never replaced"):
        tx._session.execute(text("INSERT OR REPLACE INTO dispatch SELECT * FROM dispatch"))


def test_a_request_is_open_until_each_topic_is_answered_and_again_when_its_row_is_struck(office: Store) -> None:
    with office.begin() as tx:
        asked = request(tx, "เด็กตกหล่น", "อาหารกลางวัน", due_at=START)
        topics = [topic.id for topic in tx.registers.open_requests(office_of(tx))[0].topics]
        enter(tx, 1, request_id=asked, topics=(topics[0],))
        assert [one.id for one in tx.registers.open_requests(office_of(tx))] == [asked]
        row = enter(tx, 1, request_id=asked, topics=(topics[1],))
        assert tx.registers.open_requests(office_of(tx)) == []
        tx.registers.strike(row, "ผิด", by=anybody(tx), now=START)
        assert [one.id for one in tx.registers.open_requests(office_of(tx))] == [asked]


def test_requests_come_soonest_due_first_and_those_without_a_day_last(office: Store) -> None:
    with office.begin() as tx:
        late, none, soon = (request(tx, "ก", due_at=at) for at in (START + timedelta(days=9), None, START))
        assert [one.id for one in tx.registers.open_requests(office_of(tx))] == [soon, late, none]
        assert tx.registers.open_requests(office_of(tx) + 1) == []
        assert tx.registers.request(soon, office_of(tx) + 1) is None


def test_the_usual_agencies_are_there_once_and_an_officer_adds_others(office: Store) -> None:
    with office.begin() as tx:
        added = tx.registers.add_agency(office_of(tx), "จังหวัดศรีธารา")
        assert tx.registers.add_agency(office_of(tx), "จังหวัดศรีธารา").id == added.id
        assert [one.code for one in tx.registers.agencies(office_of(tx), USUAL)] == ["OBEC", "MOE", "A3"]
        assert tx.registers.agencies(office_of(tx), USUAL)[0].called == "สพฐ."


def test_a_draft_is_the_persons_only_one_and_is_forgotten_after_a_while(office: Store) -> None:
    with office.begin() as tx:
        who = anybody(tx)
        tx.registers.keep_draft(who, "sending", {"agency": "OBEC"}, START)
        tx.registers.keep_draft(who, "request", {"agency": "MOE"}, START)
        assert tx.registers.draft(who, "sending", START) is None
        found = tx.registers.draft(who, "request", START)
        assert found is not None
        assert found.said == {"agency": "MOE"}
        assert tx.registers.draft(who, "request", START + PATIENCE) is None
        tx.registers.drop_draft(who)
        assert tx.registers.draft(who, "request", START) is None


def test_who_has_begun_nothing_is_asked_about_once_and_found_once_they_have(office: Store) -> None:
    asked: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(office.engine, "before_cursor_execute", hear)
    with office.begin() as tx:
        who = anybody(tx)
        asked.clear()
        for kind in ("sending", "request", "meeting"):
            assert tx.registers.draft(who, kind, START) is None
            assert not tx.registers.is_busy(who, kind, START)
        assert len(asked) == 1
        tx.registers.keep_draft(who, "request", {"agency": "MOE"}, START)
        assert tx.registers.is_busy(who, "sending", START)
        tx.registers.drop_draft(who)
        assert tx.registers.draft(who, "request", START) is None
    event.remove(office.engine, "before_cursor_execute", hear)


def test_who_strikes_second_finds_it_struck(postgres_store: Store) -> None:
    with postgres_store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        row = enter(tx)
        tx.commit()
    with postgres_store.begin() as slow:
        seen = slow.registers.get(row.id, office_of(slow))
        assert seen is not None
        assert not seen.is_struck
        with postgres_store.begin() as quick:
            first = quick.registers.to_strike(row.id)
            assert first is not None
            quick.registers.strike(first, "ผิด", by=anybody(quick), now=datetime(2027, 1, 1, tzinfo=BANGKOK))
            quick.commit()
        second = slow.registers.to_strike(row.id)
        assert second is not None
        assert second.is_struck
