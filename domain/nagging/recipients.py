"""Who hears of what a unit owes, in which capacity: the one place that decides it, from people's roles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Protocol

from domain.nagging.debts import Recipient
from domain.nagging.rules import Audience
from domain.plan import Role

_AUDIENCES = {
    Role.OFFICER: Audience.OWNER,  # in the unit that owes: the planning group answers for strategies of its own
    Role.GROUP_STAFF: Audience.OWNER,
    Role.SCHOOL_STAFF: Audience.OWNER,
    Role.GROUP_HEAD: Audience.HEAD,
    Role.SCHOOL_DIRECTOR: Audience.HEAD,
}
_OVERSEERS = {
    Role.OFFICER: Audience.OFFICER,
    Role.DIRECTOR: Audience.DIRECTOR,
    Role.DEPUTY: Audience.DIRECTOR,
}
_HEAD: Final = Audience.HEAD  # an enum's member is looked up slowly, and a country has many units
_NO_CLUSTERS: Final[Mapping[int, int]] = MappingProxyType({})


class Serving(Protocol):
    """Somebody who can be reached, and what they are in a unit."""

    @property
    def unit_id(self) -> int:
        """The unit."""
        ...

    @property
    def person_id(self) -> int:
        """The person."""
        ...

    @property
    def role(self) -> str:
        """The word of a `Role`."""
        ...


def capacity(role: str) -> Audience | None:
    """As what somebody of that role hears of works at large; None for whoever hears of none."""
    return _OVERSEERS.get(Role(role)) or _AUDIENCES.get(Role(role))


def serves(role: Role) -> bool:
    """Whether somebody of that role answers for what their unit owes."""
    return role in _AUDIENCES


def recipients_of(
    members: Sequence[Serving],
    units: Iterable[int],
    waiting: Collection[int],
    clusters: Mapping[int, int] = _NO_CLUSTERS,
) -> dict[int, tuple[Recipient, ...]]:
    """By unit in which somebody may still hear today: whoever can be reached, in the capacity of their role.

    `members`: of these units at least everybody who can be reached; of others those who are asked about. `clusters`:
    the cluster of each unit whose chair hears of it; without it none does.
    """
    theirs: dict[int, list[Recipient]] = {}
    chairs: dict[int, list[Recipient]] = {}
    for member in members:
        audience = _AUDIENCES.get(Role(member.role))
        if audience is not None:
            theirs.setdefault(member.unit_id, []).append(Recipient(member.person_id, audience))
        elif member.role == Role.CLUSTER_CHAIR:
            chairs.setdefault(member.unit_id, []).append(Recipient(member.person_id, Audience.CLUSTER_CHAIR))
    overseers = sorted(
        {(m.person_id, _OVERSEERS[Role(m.role)]) for m in members if m.role in _OVERSEERS}, key=lambda one: one[0]
    )
    everywhere = [Recipient(person_id, audience) for person_id, audience in overseers]
    told = {
        unit_id: (*_asked(theirs.get(unit_id, [])), *chairs.get(clusters.get(unit_id, 0), ()), *everywhere)
        for unit_id in units
    }
    return {unit_id: who for unit_id, who in told.items() if any(one.person_id in waiting for one in who)}


def _asked(told: list[Recipient]) -> list[Recipient]:
    """With no staff on LINE the head is asked."""
    if all(one.audience is _HEAD for one in told):
        return [*(Recipient(one.person_id, Audience.OWNER) for one in told), *told]
    return told
