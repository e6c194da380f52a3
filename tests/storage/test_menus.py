"""Who wants which menu is decided in SQL as `domain.menus.menu_for` decides it."""

from __future__ import annotations

from itertools import combinations

from domain.menus import MenuKind, menu_for
from domain.plan import Role
from storage.menus import Standing
from storage.schema import Membership, Person
from storage.store import Store, Transaction
from tests.plans import START, small_plan

EVERY_SET_OF_ROLES = [roles for size in range(len(Role) + 1) for roles in combinations(Role, size)]


def joined(tx: Transaction, number: int, roles: tuple[Role, ...]) -> Person:
    office = tx.people.offices()[0].id
    person = Person(office_id=office, name=str(number), code=f"C-{number}", line_user_id=f"U{number:032x}")
    person.memberships = [Membership(unit_id=office, role=role) for role in roles]
    tx._session.add(person)
    return person


def stand(tx: Transaction, *kinds: MenuKind) -> None:
    for kind in kinds:
        tx.menus.note(kind, Standing(f"menu of {kind}", "digest"), START)


def test_everybody_wants_the_menu_of_their_roles(store: Store) -> None:
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        people = [joined(tx, number, roles) for number, roles in enumerate(EVERY_SET_OF_ROLES)]
        stand(tx, *MenuKind)
        tx.flush()

        wants = {stray.person_id: stray.wants for stray in tx.menus.strays(1000)}

    for person, roles in zip(people, EVERY_SET_OF_ROLES, strict=True):
        kind = menu_for(roles)
        assert wants.get(person.id) == (None if kind is MenuKind.STRANGER else f"menu of {kind}"), roles


def test_nobody_wants_a_menu_that_does_not_stand(store: Store) -> None:
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        joined(tx, 1, (Role.OFFICER,))
        joined(tx, 2, (Role.GROUP_STAFF,))
        stand(tx, MenuKind.STRANGER, MenuKind.MEMBER)
        tx.flush()

        assert [stray.wants for stray in tx.menus.strays(10)] == ["menu of member"]


def test_who_was_given_a_menu_is_no_stray_until_the_menu_changes(store: Store) -> None:
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        joined(tx, 1, (Role.OFFICER,))
        stand(tx, *MenuKind)
        tx.flush()
        tx.menus.given(tx.menus.strays(10))
        assert tx.menus.strays(10) == []

        tx.menus.note(MenuKind.OVERSEER, Standing("another", "digest"), START)
        tx.flush()
        (stray,) = tx.menus.strays(10)
        assert (stray.has, stray.wants) == ("menu of overseer", "another")


def test_a_menu_given_while_its_owner_came_back_is_given_again(store: Store) -> None:
    """LINE may have been asked before the block or after it: only what was read is overwritten."""
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        person = joined(tx, 1, (Role.OFFICER,))
        stand(tx, *MenuKind)
        tx.flush()
        tx.menus.given(tx.menus.strays(10))
        tx.menus.note(MenuKind.OVERSEER, Standing("another", "digest"), START)
        tx.flush()
        read = tx.menus.strays(10)

        tx.people.blocked(person.line_user_id or "", START)
        tx.people.blocked(person.line_user_id or "", None)
        tx.flush()
        tx.menus.given(read)

        assert [stray.wants for stray in tx.menus.strays(10)] == ["another"]
