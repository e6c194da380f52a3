"""What of an office somebody may look at on its pages: all of it, their own units, or what a cluster lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from domain.plan import Role
from domain.rights import Right, may

# Who keeps the machine running serves no unit with it, and a chair speaks for schools that others serve.
_SERVES: Final = frozenset(Role) - {Role.ADMIN, Role.CLUSTER_CHAIR}


@dataclass(frozen=True, slots=True)
class Sight:
    """One person's view of one office. Of `everything` and of `own` units files and senders are seen.

    `clusters`: units whose own and lower units are seen as states only, without files and names.
    """

    office_id: int
    everything: bool = False
    own: frozenset[int] = frozenset()
    clusters: frozenset[int] = frozenset()

    @property
    def is_blind(self) -> bool:
        """Whether there is nothing to be seen."""
        return not (self.everything or self.own or self.clusters)


def sight_of(office_id: int, serving: Iterable[tuple[int, Role]]) -> Sight:
    """The sight of somebody who serves these units (ids) in these roles; blind for nobody's role."""
    held = list(serving)
    return Sight(
        office_id=office_id,
        everything=may((role for _, role in held), Right.SEE_ALL),
        own=frozenset(unit for unit, role in held if role in _SERVES),
        clusters=frozenset(
            unit for unit, role in held if may([role], Right.SEE_MISSING) and not may([role], Right.SEE_ALL)
        ),
    )
