"""Orders that appoint committees on both databases: numbers, what stands, and drafts that are changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from domain.meetings import MeetingState
from domain.orders import Appointing, OrderKind, OrderNumber, OrderState, Panel, Seat
from storage.orders import panels_of
from storage.schema import Meeting
from storage.store import Store, Transaction
from tests.plans import small_plan

NOW = datetime(2027, 2, 8, 3, 0, tzinfo=UTC)
GIVEN = OrderNumber(35, 2570, date(2027, 2, 5))


@pytest.fixture
def office(store: Store) -> Store:
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        tx.commit()
    return store


def ids(tx: Transaction) -> tuple[int, int, int]:
    """The office, its work, and นายเอก."""
    office, person = tx.people.offices()[0], tx.people.by_code("ONE-1111")
    assert person is not None
    return office.id, tx.work.of_kinds(office.id, ["strategy"])[0].id, person.id


def new(tx: Transaction, draft: int = 0) -> Appointing:
    _, work, person = ids(tx)
    seats = (
        Seat("ประธานกรรมการ", 0, "นายนอก ตัวอย่างไกล", "ผู้ทรงคุณวุฒิ"),
        Seat("กรรมการ", person, "นายเอก สมมติชน", "เจ้าพนักงาน"),
    )
    panel = Panel("คณะกรรมการกลั่นกรอง", seats, ("กลั่นกรอง",))
    return Appointing(
        kind=OrderKind.SCREENING, requirement=work, subject="แต่งตั้ง", preamble="ด้วย", panels=(panel,), draft=draft
    )


def test_a_draft_is_changed_in_its_place_and_a_signed_order_is_not(office: Store) -> None:
    with office.begin() as tx:
        home, _, person = ids(tx)
        first = tx.orders.draft(new(tx), office_id=home, by=person, now=NOW)
        fewer = replace(
            new(tx, draft=first.id), panels=(replace(new(tx).panels[0], seats=new(tx).panels[0].seats[:1]),)
        )
        assert tx.orders.draft(fewer, office_id=home, by=person, now=NOW).id == first.id
        assert panels_of(first) == fewer.panels
        assert tx.orders.sign(first, GIVEN, by=person, now=NOW)
        other = tx.orders.draft(new(tx, draft=first.id), office_id=home, by=person, now=NOW)
        assert other.id != first.id
        assert panels_of(first) == fewer.panels
        assert not tx.orders.drop(first)


def test_two_orders_that_stand_share_no_number_of_a_year(office: Store) -> None:
    with office.begin() as tx:
        home, _, person = ids(tx)
        first, second = (tx.orders.draft(new(tx), office_id=home, by=person, now=NOW) for _ in range(2))
        assert tx.orders.sign(first, GIVEN, by=person, now=NOW)
        assert not tx.orders.sign(first, GIVEN, by=person, now=NOW), "it is no draft any more"
        assert not tx.orders.sign(second, GIVEN, by=person, now=NOW)
        assert tx.orders.sign(second, OrderNumber(35, 2569, date(2026, 2, 5)), by=person, now=NOW)
        assert tx.orders.with_number(home, None, 35) is first
        tx.commit()
    with office.begin() as tx:
        home, _, person = ids(tx)
        third = tx.orders.draft(new(tx), office_id=home, by=person, now=NOW)
        third.number, third.year_be, third.status = 35, 2570, OrderState.SIGNED.value
        with pytest.raises(IntegrityError):
            tx._session.flush()


def test_the_number_of_a_revoked_order_may_be_given_again(office: Store) -> None:
    with office.begin() as tx:
        home, _, person = ids(tx)
        first, second = (tx.orders.draft(new(tx), office_id=home, by=person, now=NOW) for _ in range(2))
        assert tx.orders.sign(first, GIVEN, by=person, now=NOW)
        assert tx.orders.revoke(first, by=person, now=NOW)
        assert not tx.orders.revoke(first, by=person, now=NOW)
        assert first.number == 35, "it is kept as it was"
        assert tx.orders.sign(second, GIVEN, by=person, now=NOW)


def test_members_are_those_of_the_order_that_stands(office: Store) -> None:
    with office.begin() as tx:
        home, work, person = ids(tx)
        assert tx.orders.members(home, OrderKind.SCREENING, work) == []
        order = tx.orders.draft(new(tx), office_id=home, by=person, now=NOW)
        assert tx.orders.members(home, OrderKind.SCREENING, work) == [], "a draft appoints nobody"
        tx.orders.sign(order, GIVEN, by=person, now=NOW)
        assert tx.orders.members(home, OrderKind.SCREENING, work) == [(person, "กรรมการ")]
        assert tx.orders.members(home, OrderKind.OWNERS, work) == []
        assert tx.orders.members(home + 999, OrderKind.SCREENING, work) == []
        assert [one.id for one in tx.orders.of_person(person)] == [order.id]
        tx.orders.revoke(order, by=person, now=NOW)
        assert tx.orders.members(home, OrderKind.SCREENING, work) == []
        assert tx.orders.of_person(person) == []


def test_the_morning_knows_what_was_drafted_before_and_not_signed(office: Store) -> None:
    with office.begin() as tx:
        home, _, person = ids(tx)
        first = tx.orders.draft(new(tx), office_id=home, by=person, now=NOW)
        tx.orders.draft(new(tx), office_id=home, by=person, now=NOW + timedelta(days=9))
        assert tx.mornings.orders(home, NOW) == (0, None)
        assert tx.mornings.orders(home, NOW + timedelta(days=1)) == (1, NOW)
        assert tx.orders.sign(first, GIVEN, by=person, now=NOW)
        assert tx.mornings.orders(home, NOW + timedelta(days=1)) == (0, None)


def test_the_morning_knows_which_meetings_have_no_minutes(office: Store) -> None:
    with office.begin() as tx:
        home, _, person = ids(tx)
        met = Meeting(
            office_id=home, committee="คณะกรรมการกลั่นกรอง", held_at=NOW, place="ห้อง 1", agenda=[],
            status=MeetingState.CALLED.value, called_by=person, called_at=NOW - timedelta(days=3),
        )  # fmt: skip
        tx.meetings.call(met, [(person, "กรรมการ")])
        since, until = NOW - timedelta(days=60), NOW + timedelta(days=1)
        assert tx.mornings.minutes(home, since, until) == [("คณะกรรมการกลั่นกรอง", NOW)]
        assert tx.mornings.minutes(home, since, NOW) == []
        tx.files.make_document(
            office_id=home, kind="minutes", name="a.docx", sha256=tx.files.keep(b"a", "text/plain", NOW),
            made_for_id=person, now=NOW, about={"meeting": met.id},
        )  # fmt: skip
        assert tx.mornings.minutes(home, since, until) == []
