"""Topics in real tables: who prepares them, and the work that comes of a request."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.agencies import Agency as Named
from domain.periods import period_of
from domain.thai import BANGKOK
from storage.registers import NewRequest
from storage.schema import AgencyRequest, Proposal, ProposalOrder, Requirement
from storage.store import Store, Transaction
from storage.topics import TopicsAsked
from tests.plans import START, small_plan

DUE = datetime(2026, 11, 23, 16, 30, tzinfo=BANGKOK)
OPM = (Named(code="OPM", name="ผู้ตรวจราชการสำนักนายกรัฐมนตรี"),)


@pytest.fixture
def office(store: Store) -> Store:
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        tx.commit()
    return store


def taken(tx: Transaction) -> AgencyRequest:
    office_id = tx.people.offices()[0].id
    (agency,) = tx.registers.agencies(office_id, OPM)
    return tx.registers.add_request(
        NewRequest(
            office_id=office_id, agency_id=agency.id, registry_no="", received_on=START.date(), letter_no="นร 0105/88",
            letter_on=None, round="1", due_at=DUE + timedelta(days=1), urgency="ด่วนที่สุด", requirement_id=None,
            topics=("เด็กตกหล่น", "อาหารกลางวัน"),
        ),
        by=tx.people.of_office(office_id)[0].id, now=START,
    )  # fmt: skip


def units(tx: Transaction) -> list[int]:
    return [unit.id for unit in tx.people.units(tx.people.offices()[0].id) if unit.kind == "group"]


def asked(tx: Transaction, request: AgencyRequest) -> Requirement:
    return tx.topics.ask(
        TopicsAsked(
            request=request, work="inspection", form="inspection", form_version=1, title="รายงาน สปน.",
            fiscal_year_be=2570, round_name="รอบที่ ๑", period=period_of(2570, "1"), opens_at=START, due_at=DUE,
        )
    )  # fmt: skip


def test_each_topic_becomes_a_debt_of_its_lead_which_others_may_settle_too(office: Store) -> None:
    with office.begin() as tx:
        request, (lead, other, third, *_) = taken(tx), units(tx)
        tx.topics.give(request.topics[0], (lead,))
        tx.topics.give(request.topics[0], (other, lead))  # the order of the last word counts
        tx.topics.give(request.topics[1], (third,))
        work = asked(tx, request)
        tx.commit()
    with office.reading() as tx:
        first, second = tx.work.of_requirement(work.id)
        assert [(one.unit_id, one.subject.no, one.subject.title) for one in (first, second)] == [
            (other, 1, "เด็กตกหล่น"), (third, 2, "อาหารกลางวัน")
        ]  # fmt: skip
        assert [unit.id for unit in first.answering] == [other, lead]
        kept = tx.work.requirement(work.id, work.office_id)
        assert kept is not None
        assert (kept.code, kept.agency, kept.urgency) == ("IN-2570-OPM-1", OPM[0].name, "ด่วนที่สุด")
        assert kept.external_due_at == DUE + timedelta(days=1)
        assert tx.registers.open_requests(work.office_id)[0].requirement_id == work.id


def test_a_second_work_of_an_agency_has_the_next_code(office: Store) -> None:
    with office.begin() as tx:
        codes = []
        for _ in range(2):
            request = taken(tx)
            for topic in request.topics:
                tx.topics.give(topic, units(tx)[:1])
            codes.append(asked(tx, request).code)
        assert codes == ["IN-2570-OPM-1", "IN-2570-OPM-2"]


def test_a_topic_of_another_office_is_nobodys(office: Store) -> None:
    with office.begin() as tx:
        request = taken(tx)
        assert tx.topics.request_of(request.topics[0].id, request.office_id) == request.id
        assert tx.topics.request_of(request.topics[0].id, request.office_id + 99) is None
        assert tx.topics.to_give_out(request.id, request.office_id + 99) is None


def test_what_was_put_before_the_director_is_counted_until_an_order_is_given(office: Store) -> None:
    with office.begin() as tx:
        request = taken(tx)
        officer = tx.people.of_office(request.office_id)[0].id
        assert tx.mornings.proposals(request.office_id).waiting == 0
        proposal = tx.proposals.add(
            Proposal(
                office_id=request.office_id, request_id=request.id, title="สปน.", lines=[], proposed_at=START,
                proposed_by=officer,
            )
        )  # fmt: skip
        assert tx.mornings.proposals(request.office_id) == (1, START)
        proposal.orders.append(ProposalOrder(order="noted", at=START, by_id=officer))
        tx.flush()
        assert tx.mornings.proposals(request.office_id).waiting == 0
