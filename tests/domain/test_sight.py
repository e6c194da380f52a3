"""What somebody may look at follows from what they serve, and how a debt looks from where it stands."""

from __future__ import annotations

import pytest

from domain.glance import SENT, Glance, glance_of, most_wanting, tally
from domain.lifecycle import State, is_owed
from domain.plan import Role
from domain.sight import sight_of

OFFICE, UNIT, CLUSTER = 1, 2, 3


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DIRECTOR, Role.DEPUTY])
def test_the_office_sees_everything(role: Role) -> None:
    assert sight_of(OFFICE, [(UNIT, role)]).everything


@pytest.mark.parametrize("role", [Role.GROUP_HEAD, Role.GROUP_STAFF, Role.SCHOOL_DIRECTOR, Role.SCHOOL_STAFF])
def test_who_serves_a_unit_sees_that_unit(role: Role) -> None:
    sight = sight_of(OFFICE, [(UNIT, role)])
    assert (sight.everything, sight.own, sight.clusters) == (False, frozenset({UNIT}), frozenset())


def test_a_chair_sees_the_cluster_beside_the_own_school() -> None:
    sight = sight_of(OFFICE, [(UNIT, Role.SCHOOL_DIRECTOR), (CLUSTER, Role.CLUSTER_CHAIR)])
    assert (sight.everything, sight.own, sight.clusters) == (False, frozenset({UNIT}), frozenset({CLUSTER}))


@pytest.mark.parametrize("serving", [[], [(OFFICE, Role.ADMIN)]])
def test_who_serves_nobody_sees_nothing(serving: list[tuple[int, Role]]) -> None:
    assert sight_of(OFFICE, serving).is_blind


def test_every_role_sees_something_or_keeps_the_machine() -> None:
    assert [role for role in Role if sight_of(OFFICE, [(UNIT, role)]).is_blind] == [Role.ADMIN]


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("days", [-1, 0, 3, 4])
def test_what_is_owed_never_looks_sent(state: State, days: int) -> None:
    assert (glance_of(state, days) in SENT) != is_owed(state)


@pytest.mark.parametrize(
    ("state", "days", "glance"),
    [
        (State.PENDING, -1, Glance.LATE),
        (State.PENDING, 0, Glance.SOON),
        (State.PENDING, 3, Glance.SOON),
        (State.PENDING, 4, Glance.OWED),
        (State.RETURNED, 2, Glance.MEND),
        (State.RETURNED, -2, Glance.LATE),
        (State.SUBMITTED, -9, Glance.WAITS),
        (State.CLAIMED, 1, Glance.WAITS),
        (State.PUBLISHED, 1, Glance.DONE),
        (State.EXEMPTED, -1, Glance.NONE),
    ],
)
def test_a_debt_looks_as_it_stands(state: State, days: int, glance: Glance) -> None:
    assert glance_of(state, days) is glance


def test_of_several_the_one_that_wants_most_is_shown_and_all_are_counted() -> None:
    glances = [Glance.DONE, Glance.MEND, Glance.DONE, Glance.WAITS]
    whole = tally(glances)
    assert most_wanting(glances) is Glance.MEND
    assert (whole.total, whole.sent, whole.counts[0]) == (4, 3, (Glance.MEND, 1))
    assert tally([]).total == 0
