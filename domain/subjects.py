"""What forms are about - a strategy, an item, a topic, a project - and how forms and people name it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz

from domain.thai import arabic, for_matching, without_particles

_TOPIC: Final = re.compile(r"[0-9]+(?:\.[0-9]+)*$")
_SAID: Final = re.compile(
    r"(?:ขอ|ดู|เปิด|ส่ง|แนบ|เพิ่ม|แสดง|อัลบั้ม|อัลบัม|รูป|ภาพ|ถ่าย|กิจกรรม(?=ของ|โครงการ|$)|ของ|โครงการ|งาน(?=โครงการ))+"
)
_SURE: Final = 88.0  # of 100: a name said in part or with a slip
_FEWEST: Final = 4  # letters that name anything
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


def named_in(text: str, subjects: Sequence[tuple[str, str]]) -> list[int]:
    """The places of those of the subjects (mark, title) that a sentence names: by a mark, else by a title or its part.

    Several where the words fit several equally; none where they name nothing.
    """
    said = arabic(text).upper().replace(" ", "")
    marked = [place for place, (mark, _) in enumerate(subjects) if mark and mark.upper() in said]
    if marked:
        return marked
    words = _SAID.sub("", for_matching(without_particles(text)))
    if len(words) < _FEWEST:
        return []
    scores = [fuzz.partial_ratio(words, for_matching(title).removeprefix("โครงการ")) for _, title in subjects]
    best = max(scores, default=0.0)
    return [place for place, score in enumerate(scores) if score >= max(_SURE, best)]
