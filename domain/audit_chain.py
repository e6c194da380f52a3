"""The chain that ties each line of an audit trail to the one before it, so that no line can be changed unseen.

Whoever can write to the database could also reckon a whole chain anew. What then gives them away is a hash that was
written down elsewhere: every export and every `audit --verify` shows the last one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

NO_OFFICE: Final = 0  # the chain of what belongs to no office
FIRST: Final = "0" * 64  # stands for the hash before the first line


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an office's trail. `no` counts from 1 without gaps; `at` is aware.

    `about` names the subject by its code or id, `detail` holds ids, codes, counts and moments, never a name: names
    are looked up when the line is shown.
    """

    office_id: int
    no: int
    at: datetime
    person_id: int | None
    deed: str
    about: str
    detail: Mapping[str, Any]


def link(before: str, line: Line) -> str:
    """The hash of a line behind the line whose hash is `before`: SHA-256 in hex.

    It covers a JSON array in UTF-8 without spaces, the keys of objects sorted, letters as they are:
    [before, office_id, no, at, person_id, deed, about, detail], `at` as 2026-12-02T07:05:00.000000Z. Raises TypeError
    for a fraction in `detail`, which databases do not give back as they got it.
    """
    _refuse_fractions(line.detail)
    at = line.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    content = [before, line.office_id, line.no, at, line.person_id, line.deed, line.about, line.detail]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _refuse_fractions(value: Any) -> None:
    match value:
        case float():
            raise TypeError(f"a fraction in an audit line: {value!r}")
        case Mapping():
            for inner in value.values():
                _refuse_fractions(inner)
        case list() | tuple():
            for inner in value:
                _refuse_fractions(inner)
