"""What pages read: the same on both databases, and never past the sight of who looks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.sight import Sight
from storage.boards import Narrowed
from storage.schema import Obligation, Requirement, Unit
from storage.store import Store, Transaction
from tests import board_office
from tests.board_office import NOW
from tests.plans import small_plan


@pytest.fixture
def office(store: Store) -> Store:
    board_office.fill(store, board_office.plan(items=2))
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        tx.commit()
    return store


def unit(tx: Transaction, code: str) -> int:
    return tx._session.scalars(select(Unit.id).where(Unit.code == code).order_by(Unit.id)).first() or 0


def codes(tx: Transaction, sight: Sight, wanted: Narrowed | None = None) -> set[tuple[str, str]]:
    found = tx.boards.debts(sight, NOW, wanted or Narrowed())
    asked, places = tx.boards.asked(sight, NOW), tx.boards.places(sight)
    code_of = {one.id: one.code for one in asked}
    return {(code_of[one.requirement_id], places[one.unit_id].code) for one in found}


def test_each_sight_finds_its_own(office: Store) -> None:
    with office.reading() as tx:
        everything = codes(tx, Sight(1, everything=True))
        assert len(everything) == 4 + 2 * 12
        assert codes(tx, Sight(1)) == set()
        assert codes(tx, Sight(1, own=frozenset({unit(tx, "GENERAL")}))) == {("ST-2570-R6", "GENERAL")}
        shared = codes(tx, Sight(1, own=frozenset({unit(tx, "LEGAL")})))
        assert shared == {("ST-2570-R6", "GENERAL")}
        cluster = codes(tx, Sight(1, clusters=frozenset({unit(tx, "CL-THUNG")})))
        assert {code for _, code in cluster} == {"99010011", "99010012", "99010013"}
        assert cluster <= everything
        other = Sight(tx.people.offices()[1].id, everything=True)
        assert codes(tx, other).isdisjoint({("EM-2570-01", "99010001")})
        assert len(codes(tx, other)) == 2


def test_of_a_cluster_nothing_is_readable(office: Store) -> None:
    with office.reading() as tx:
        own, cluster = unit(tx, "99010011"), unit(tx, "CL-THUNG")
        sight = Sight(1, own=frozenset({own}), clusters=frozenset({cluster}))
        debts = tx.boards.debts(sight, NOW)
        assert {one.unit_id for one in debts if one.readable} == {own}
        assert len({one.unit_id for one in debts}) == 3
        for one in debts:
            assert (tx.boards.debt(sight, NOW, one.id) is not None) == one.readable
        assert tx.boards.receipts(sight, NOW, "ST") == []


def test_what_has_not_opened_or_is_called_off_is_not_there(office: Store) -> None:
    sight = Sight(1, everything=True)
    with office.begin() as tx:
        asked = tx._session.scalars(select(Requirement).where(Requirement.code == "EM-2570-01")).one()
        asked.opens_at = NOW + timedelta(hours=1)
        debt = tx._session.scalars(select(Obligation).where(Obligation.unit_id == unit(tx, "GENERAL"))).unique().one()
        debt.state = "cancelled"
        tx.commit()
    with office.reading() as tx:
        found = codes(tx, sight)
        assert not [one for one in found if one[0] == "EM-2570-01"]
        assert ("ST-2570-R6", "GENERAL") not in found
        assert tx.boards.debt(sight, NOW, debt.id) is None
        assert asked.id not in {one.id for one in tx.boards.asked(sight, NOW)}


def test_filters_narrow(office: Store) -> None:
    sight = Sight(1, everything=True)
    with office.reading() as tx:
        assert len(codes(tx, sight, Narrowed(work="strategy"))) == 4
        assert len(codes(tx, sight, Narrowed(year=2570, work="emes", cluster=unit(tx, "CL-KHAO")))) == 6
        assert len(codes(tx, sight, Narrowed(district="บึงบัวหลวง"))) == 4
        assert codes(tx, sight, Narrowed(year=2569)) == set()
        assert codes(tx, sight, Narrowed(unit=unit(tx, "GENERAL"))) == {("ST-2570-R6", "GENERAL")}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("บ้านใหม่", {"99010012", "99010032"}),
        ("99010012", {"99010012"}),
        ("ไทยรัฐวิทยา 999", {"99010013"}),
        ("100%", set()),
        ("_", set()),
        ("dlict", set()),  # it owes nothing
    ],
)
def test_units_are_found_by_what_they_are_called(office: Store, words: str, found: set[str]) -> None:
    sight = Sight(1, everything=True)
    with office.reading() as tx:
        places = tx.boards.places(sight)
        assert {places[one].code for one in tx.boards.units_named(sight, NOW, words)} == found


def test_receipts_are_found_by_a_part_of_their_number(office: Store) -> None:
    with office.reading() as tx:
        whole = tx.boards.receipts(Sight(1, everything=True), NOW, "r6/000")
        assert {one.number.partition("/")[0] for one in whole} == {"ST-2570-R6"}
        own = tx.boards.receipts(Sight(1, own=frozenset({unit(tx, "GENERAL")})), NOW, "r6/000")
        assert {one.unit_id for one in own} == {unit(tx, "GENERAL")}
        assert len(own) < len(whole)


def test_a_debts_page_has_all_that_happened_to_it(office: Store) -> None:
    with office.reading() as tx:
        (debt,) = tx.boards.debts(Sight(1, everything=True), NOW, Narrowed(unit=unit(tx, "GENERAL")))
        rows = tx.board_debts
        (version,) = rows.versions(debt.id)
        assert (version.number, version.kept, version.clean, version.stands) == (1, True, False, True)
        assert [one.deed for one in rows.decisions(debt.id)] == ["return"]
        (piece,) = rows.evidence(debt.id)
        assert piece.sha256 is not None
