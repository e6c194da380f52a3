"""Who may do what: one table from roles to rights."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from domain.plan import Role


class Right(StrEnum):
    """Something a person may be allowed to do in the own office."""

    SEE_ALL = "see_all"  # who has sent and who has not, with names and figures
    SEND_FOR_ALL = "send_for_all"  # hand in on behalf of any unit
    LOAD_PLAN = "load_plan"  # change who owes what by when
    SEND_AGAIN = "send_again"  # let the bot's own messages that did not go out be sent after all
    READ_AUDIT = "read_audit"  # who did what, and who looked at what


RIGHTS: Final[dict[Role, frozenset[Right]]] = {
    Role.OFFICER: frozenset({Right.SEE_ALL, Right.SEND_FOR_ALL, Right.LOAD_PLAN, Right.SEND_AGAIN, Right.READ_AUDIT}),
    Role.DIRECTOR: frozenset({Right.SEE_ALL}),
    Role.DEPUTY: frozenset({Right.SEE_ALL}),
    Role.GROUP_HEAD: frozenset(),
    Role.GROUP_STAFF: frozenset(),
    Role.SCHOOL_DIRECTOR: frozenset(),
    Role.SCHOOL_STAFF: frozenset(),
}


def may(roles: Iterable[Role], right: Right) -> bool:
    """Whether any of these roles carries the right."""
    return any(right in RIGHTS[role] for role in roles)
