"""Who is asked for what a unit owes: its staff on LINE, or with none of them its head."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from domain.plan import Role

if TYPE_CHECKING:
    from storage.people import Member

_STAFF: Final = frozenset({Role.OFFICER, Role.GROUP_STAFF, Role.SCHOOL_STAFF})
_HEADS: Final = frozenset({Role.GROUP_HEAD, Role.SCHOOL_DIRECTOR})


def owners(members: Iterable[Member]) -> Mapping[int, tuple[int, ...]]:
    """The ids of those people, by unit; `members`: everybody in the office who can be reached."""
    staff: dict[int, list[int]] = {}
    heads: dict[int, list[int]] = {}
    for member in members:
        if Role(member.role) in _STAFF:
            staff.setdefault(member.unit_id, []).append(member.person_id)
        elif Role(member.role) in _HEADS:
            heads.setdefault(member.unit_id, []).append(member.person_id)
    return MappingProxyType({unit_id: tuple(people) for unit_id, people in {**heads, **staff}.items()})
