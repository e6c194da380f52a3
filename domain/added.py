"""What an officer added in the chat to what a plan asks of whom.

It is kept with what the plan's line said, and outlasts the plan being loaded anew as long as the line says what it said
(`domain.planned`). Plain JSON beside the line: `added` are debts as [subject, unit]; `joined` are the owners of a
subject, `was` and `now`; all by their codes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

_ADDED: Final = "added"
_JOINED: Final = "joined"
_DEBTS: Final = frozenset({"subjects", "debtors"})  # a line in which these differ is newer than the chat's word


def with_debt(said: Mapping[str, Any], subject: str, unit: str) -> dict[str, Any]:
    """The line's words, and that a unit owes a subject besides."""
    return {**said, _ADDED: sorted([*(one for one in added(said) if one != [subject, unit]), [subject, unit]])}


def without_debt(said: Mapping[str, Any], subject: str, unit: str) -> dict[str, Any]:
    """The same without it."""
    return {**said, _ADDED: [one for one in added(said) if one != [subject, unit]]}


def with_owners(said: Mapping[str, Any], subject: str, was: Sequence[str], now: Sequence[str]) -> dict[str, Any]:
    """The line's words, and who owns a subject from now on; `was`: as the plan had it, unless that is known already."""
    known = joined(said)
    was = known.get(subject, {}).get("was", list(was))
    others = {code: one for code, one in known.items() if code != subject}
    return {**said, _JOINED: others if was == list(now) else {**others, subject: {"was": was, "now": list(now)}}}


def added(said: Mapping[str, Any]) -> list[list[str]]:
    """The debts that were added, as [subject, unit]."""
    return list(said.get(_ADDED, []))


def joined(said: Mapping[str, Any]) -> dict[str, dict[str, list[str]]]:
    """The owners that were changed, by subject: `was` and `now`."""
    return dict(said.get(_JOINED, {}))


def carried(before: Mapping[str, Any], anew: Collection[str]) -> dict[str, Any]:
    """What of it stays when the line is loaded anew, having changed in the fields `anew`."""
    found: dict[str, Any] = {_JOINED: joined(before)} if joined(before) else {}
    if added(before) and not _DEBTS & set(anew):
        found[_ADDED] = added(before)
    return found


def owners_of(wanted: Sequence[str], changed: Mapping[str, Sequence[str]] | None) -> list[str]:
    """Who owns a subject: as the plan says, unless it says what it said before somebody was added."""
    return list(changed["now"] if changed is not None and list(changed["was"]) == list(wanted) else wanted)
