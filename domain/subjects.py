"""What forms are about - a strategy, an item, a topic, a project - and how forms and people name it."""

from __future__ import annotations

import re
from typing import Final

from domain.thai import arabic

_TOPIC: Final = re.compile(r"[0-9]+(?:\.[0-9]+)*$")
WHOLE: Final = "form"  # a work with one subject for all who owe it: nothing to name


def subject_mark(kind: str, no: int, code: str) -> str:
    """How a form states its subject, in Arabic digits: 3 (strategy, item), 2.1 (topic), 69-PLN-01 (project).

    "" where the work has only one. A topic's number is the end of its code (MOE-2.1), since 2.1 is no whole number.
    """
    if kind == WHOLE:
        return ""
    if kind == "project":
        return arabic(code).upper()
    found = _TOPIC.search(arabic(code)) if kind == "topic" else None
    return found[0] if found else str(no)


def subject_called(word: str, mark: str) -> str:
    """กลยุทธ์ที่ 3; "" where there is nothing to name."""
    return f"{word} {mark}".strip() if mark else ""
