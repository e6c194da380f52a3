"""Who may do what: one table from roles to rights.

Owner of a strategy and member of a screening committee are assignments, not roles; acting is a position, not a role:
whoever acts as director of a school is its director here.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from domain.plan import Role


class Right(StrEnum):
    """Something a person may be allowed to do in the own office."""

    SEE_ALL = "see_all"  # who has sent and who has not, with names and figures
    SEE_MISSING = "see_missing"  # the same without files: of all with SEE_ALL, else of the schools of the own cluster
    SEND_FOR_ALL = "send_for_all"  # hand in on behalf of any unit
    LOAD_PLAN = "load_plan"  # change who owes what by when
    REVIEW = "review"  # take what came in, or send it back to be mended
    SEND_AGAIN = "send_again"  # let the bot's own messages that did not go out be sent after all
    APPROVE_PEOPLE = "approve_people"  # let people in and move them out, in any unit
    HAND_OVER = "hand_over"  # change who serves a unit: the own one, or any with APPROVE_PEOPLE
    BIND_GROUPS = "bind_groups"  # say which unit a LINE group belongs to
    REMIND = "remind"  # have the bot remind people now or at a time
    READ_AUDIT = "read_audit"  # who did what, and who looked at what
    ASSIGN = "assign"  # say which group prepares what an agency asks for: the director, or an officer so ordered
    DECIDE = "decide"  # give the order on what is proposed: the director alone, whoever else may do whatever
    TEACH = "teach"  # see what the bot did not understand, and say what it means in the own office
    KEEP_RUNNING = "keep_running"  # hear of work that failed


# The one who keeps the machine running sees that it runs, and nothing of what runs through it.
RIGHTS: Final[dict[Role, frozenset[Right]]] = {
    Role.OFFICER: frozenset(Right) - {Right.DECIDE},
    Role.ADMIN: frozenset({Right.READ_AUDIT, Right.KEEP_RUNNING}),
    Role.DIRECTOR: frozenset({Right.SEE_ALL, Right.SEE_MISSING, Right.ASSIGN, Right.DECIDE}),
    Role.DEPUTY: frozenset({Right.SEE_ALL, Right.SEE_MISSING}),
    Role.GROUP_HEAD: frozenset({Right.HAND_OVER}),
    Role.GROUP_STAFF: frozenset(),
    Role.SCHOOL_DIRECTOR: frozenset({Right.HAND_OVER}),
    Role.SCHOOL_STAFF: frozenset(),
    Role.CLUSTER_CHAIR: frozenset({Right.SEE_MISSING}),
}


def may(roles: Iterable[Role], right: Right) -> bool:
    """Whether any of these roles carries the right."""
    return any(right in RIGHTS[role] for role in roles)


def roles_with(right: Right) -> frozenset[Role]:
    """The roles that carry the right."""
    return frozenset(role for role in Role if right in RIGHTS[role])
