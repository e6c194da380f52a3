"""What a line of a plan said when it was last loaded: thus what an officer has decided in the chat since is known.

What stands in the workbook as it stood before is no new order, and the chat's word holds. What was changed in the
workbook since is newer than the chat's word.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from domain.plan import PlanRequirement

# A work that was called off is asked for again by whoever changes when it is due, or what is asked of whom.
ASKING: Final = frozenset({"opens_at", "due_at", "subjects", "debtors"})
DECIDED_IN_CHAT: Final = frozenset({"due_at", "external_due_at"})  # fields that officers also set by talking


class Decided(StrEnum):
    """What officers decide in the chat that a plan also speaks of."""

    DUE = "due"  # a due date was moved
    CALLED_OFF = "called off"  # a work was
    EXEMPTED = "exempted"  # units were
    ADDED = "added"  # units were, to those who owe it


def planned(line: PlanRequirement) -> dict[str, Any]:
    """The line as it is kept, in JSON: moments in ISO and UTC."""
    external = line.external_due_at
    return {
        "opens_at": _iso(line.opens_at),
        "due_at": _iso(line.due_at),
        "external_due_at": None if external is None else _iso(external),
        "subjects": sorted(line.subjects),
        "debtors": sorted(line.debtors),
    }


def said_anew(before: Mapping[str, Any], line: PlanRequirement) -> frozenset[str]:
    """The fields in which the line differs from what was last loaded; every field if it was never loaded.

    A field of which it is not known what it was counts as unchanged.
    """
    after = planned(line)
    if not before:
        return frozenset(after)
    return frozenset(name for name, value in after.items() if before.get(name, value) != value)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
