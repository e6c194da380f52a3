"""Why a file was taken for what it was taken for: kept with it, and read back when somebody asks ทำไม."""

from __future__ import annotations

from typing import Final, NamedTuple


class Reason(NamedTuple):
    """Why: one of `REASONS`, with what was seen."""

    code: str
    detail: str = ""


# These agree; with wrong_ before them they contradict.
STATED: Final = ("year", "round", "agency", "subject", "rows", "unit")
REASONS: Final = frozenset(
    {
        *STATED,
        *(f"wrong_{what}" for what in STATED),
        "form",
        "identity",
        "identity_contradicts",
        "identity_unknown",
        "unit_ambiguous",
        "unit_unknown",
        "unit_conflict",  # its code is one unit's, its name another's
        "on_behalf",
        "only_one",
        "several",
        "nothing_stated",
        "already_settled",
        "not_yours",
        "no_such_work",
        "lately_asked",  # its blank was handed out, or it was spoken of, a short while ago
        "group",  # sent in the group of the unit that owes it
        "chosen",  # the sender said so
        "portion",  # the reasons that follow are those of this sheet or row
        "twice",  # another sheet or row of the file is the same debt's
        "list_of_many",  # a table of many units, none of them the sender's
        "same_file",
    }
)
