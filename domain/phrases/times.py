"""Times of day as people say them: บ่ายสาม, เก้าโมงครึ่ง, 9.00 น., ก่อนเลิกงาน."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time
from typing import Final

from domain.thai import arabic, normalise

_WORDS: Final = {
    word: number
    for number, word in enumerate(
        ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ", "สิบเอ็ด", "สิบสอง"), start=1
    )
}
_NUMBER: Final = r"(\d{1,2}|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
_HALF: Final = r"\s*(ครึ่ง)?"
_MORNING: Final = range(7, 12)  # said without เช้า or เย็น these are hours of the morning; 3 โมง may be either
_AFTERNOON: Final = range(1, 6)
_EVENING: Final = range(3, 7)

Read = Callable[[re.Match[str]], time | None]


def number_of(word: str) -> int:
    """A number in digits or in words from one to twelve. Raises KeyError for other words."""
    return int(word) if word.isdigit() else _WORDS[word]


def _at(hour: int, half: str | None = None) -> time | None:
    return time(hour % 24, 30 if half else 0)


def _clock(found: re.Match[str]) -> time | None:
    hour, minute = int(found[1]), int(found[2])
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - a clock


def _among(hours: range, plus: int) -> Read:
    def read(found: re.Match[str]) -> time | None:
        hour = number_of(found[1])
        return _at(hour + plus, found[2]) if hour in hours else None

    return read


# In order; the first that is found decides. One that gives None has been said and is not clear.
_SAID: Final[tuple[tuple[re.Pattern[str], Read], ...]] = (
    (re.compile(r"(?<![\d/.-])(\d{1,2}):(\d{2})(?!\d)"), _clock),
    (re.compile(r"(?<![\d/.-])(\d{1,2})\.(\d{2})\s*น(?![ก-๙])"), _clock),
    (re.compile(r"เวลา\s*(\d{1,2})\.(\d{2})(?!\d)"), _clock),
    (re.compile(r"(?:ก่อน)?เลิกงาน|(?:ก่อน)?หมดเวลาราชการ|สิ้นวัน"), lambda _: time(16, 30)),
    (re.compile(r"เที่ยงคืน"), lambda _: None),
    (re.compile(r"เที่ยง(?:วัน|ตรง)?" + _HALF), lambda found: _at(12, found[1])),
    (re.compile(r"บ่าย\s*โมง" + _HALF), lambda found: _at(13, found[1])),
    (re.compile(r"บ่าย\s*" + _NUMBER + r"\s*(?:โมง)?" + _HALF), _among(_AFTERNOON, 12)),
    (re.compile(_NUMBER + r"\s*โมง\s*เย็น" + _HALF), _among(_EVENING, 12)),
    (re.compile(_NUMBER + r"\s*โมง\s*เช้า" + _HALF), _among(range(6, 12), 0)),
    (re.compile(_NUMBER + r"\s*ทุ่ม" + _HALF), _among(range(1, 6), 18)),
    (re.compile(_NUMBER + r"\s*โมง" + _HALF), _among(_MORNING, 0)),
    (re.compile(r"(?<![\d/.-])(\d{1,2})\s*น\.(?:\s|$)()"), _among(range(24), 0)),
)


def read_time(text: str) -> tuple[time | None, bool]:
    """The time of day a sentence names, and whether it names any; (None, True): it does, and may mean two."""
    plain = arabic(normalise(text))
    for said, read in _SAID:
        if found := said.search(plain):
            return read(found), True
    return None, False
