"""Everybody's own menu follows their roles, and nobody is asked for without end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.menu_links import REST
from bot.menus import Design
from bot.menus import designs as all_designs
from domain.menus import MenuKind
from domain.plan import Role
from storage.schema import Membership, Person
from storage.store import Store
from tests.bot.office_menus import OfficeMenus
from tests.stories.stage import STRANGER, USERS

EK, OFFICER = "ONE-1111", "OFF-5555"


@pytest.fixture(scope="module")
def designs() -> list[Design]:
    return all_designs()


@pytest.fixture
def office(store: Store, designs: list[Design]) -> Iterator[OfficeMenus]:
    """Everybody but one has joined, the menus stand, and what LINE is asked from now on is counted."""
    office = OfficeMenus(store, designs)
    office.stand_up()
    office.changes()
    yield office
    office.line.stop()


def kind_seen(office: OfficeMenus, code: str) -> MenuKind:
    return MenuKind(office.sees(code).split("/")[1])


def asked(office: OfficeMenus) -> int:
    """How many calls LINE got since the last look."""
    count = len(office.line.calls)
    office.line.calls.clear()
    return count


def test_where_nothing_has_changed_line_is_not_asked(office: OfficeMenus) -> None:
    office.links.beat()

    assert asked(office) == 0


def test_a_change_of_roles_changes_the_menu_and_their_end_gives_the_default_one_back(office: OfficeMenus) -> None:
    office.becomes(EK, Role.GROUP_STAFF, Role.DEPUTY)
    assert office.links.link_changed() == 1
    assert kind_seen(office, EK) is MenuKind.OVERSEER

    office.becomes(EK, Role.GROUP_HEAD)
    office.links.link_changed()
    assert kind_seen(office, EK) is MenuKind.MEMBER

    office.becomes(EK)
    office.links.link_changed()
    assert kind_seen(office, EK) is MenuKind.STRANGER

    assert asked(office) == 3
    assert office.links.link_changed() == 0
    assert asked(office) == 0


def test_somebody_who_has_just_registered_gets_their_menu(office: OfficeMenus) -> None:
    office.line.follow(STRANGER)
    office.joins(EK, STRANGER)

    office.links.beat()

    shown = office.line.channel.rich_menus.shown_to(STRANGER)
    assert shown is not None
    assert shown.body["name"].startswith("tidtam/member/")


def test_who_has_blocked_the_bot_is_left_alone_and_linked_again_on_return(office: OfficeMenus) -> None:
    office.blocks(OFFICER)
    office.becomes(OFFICER, Role.GROUP_STAFF)
    office.links.beat()
    assert asked(office) == 0

    office.returns(OFFICER)
    office.links.beat()
    assert kind_seen(office, OFFICER) is MenuKind.MEMBER


def test_a_block_nobody_told_us_of_is_asked_for_once_and_mended_on_return(office: OfficeMenus) -> None:
    """LINE says yes and does nothing."""
    office.line.channel.world.friends.discard(USERS[EK])
    office.becomes(EK, Role.DEPUTY)
    office.links.beat()
    office.links.beat()
    assert asked(office) == 1

    office.returns(EK)
    office.links.beat()
    assert kind_seen(office, EK) is MenuKind.OVERSEER


def test_an_account_line_does_not_know_keeps_nobody_else_from_their_menu(office: OfficeMenus) -> None:
    for code in (OFFICER, EK):
        office.becomes(code, Role.DEPUTY if code == EK else Role.GROUP_STAFF)
    office.joins("TWO-2222", "not-a-line-id")
    office.becomes("TWO-2222", Role.GROUP_STAFF)

    office.links.beat()

    assert kind_seen(office, EK) is MenuKind.OVERSEER
    assert kind_seen(office, OFFICER) is MenuKind.MEMBER
    asked(office)
    office.links.beat()
    assert asked(office) == 0


def test_a_menu_that_is_gone_from_line_is_forgotten_rather_than_asked_for_again_and_again(
    office: OfficeMenus, designs: list[Design]
) -> None:
    with office.store.reading() as tx:
        overseers = tx.menus.standing()[MenuKind.OVERSEER].menu_id
    office.calls.delete(overseers)
    office.becomes(EK, Role.DEPUTY)

    office.links.link_all()
    asked(office)
    office.links.beat()
    assert asked(office) == 0

    office.keeper.stand_up(designs)
    assert kind_seen(office, EK) is kind_seen(office, OFFICER) is MenuKind.OVERSEER


def test_after_a_refusal_line_is_left_in_peace_for_a_while(office: OfficeMenus) -> None:
    office.line.faults.refuse_next(500)
    office.becomes(EK, Role.DEPUTY)

    office.links.beat()
    office.rest(by=REST - timedelta(seconds=1))
    office.links.beat()
    assert asked(office) == 1
    assert kind_seen(office, EK) is MenuKind.MEMBER

    office.rest(by=timedelta(seconds=1))
    office.links.beat()
    assert kind_seen(office, EK) is MenuKind.OVERSEER


def test_a_call_links_five_hundred_at_most(office: OfficeMenus) -> None:
    with office.store.begin() as tx:
        unit = tx.people.offices()[0].id
        for n in range(1001):
            person = Person(office_id=unit, name=f"{n}", code=f"MANY-{n}", line_user_id=f"U{n + 10_000:032x}")
            person.memberships = [Membership(unit_id=unit, role=Role.SCHOOL_STAFF)]
            tx._session.add(person)
        tx.commit()

    assert office.links.link_all() == 1001

    sizes = [len(call.body["userIds"]) if call.body else 1 for call in office.line.calls]
    assert sizes == [500, 500, 1]
