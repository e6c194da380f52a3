"""Thai grammar shared by reading and writing: spelling repair, digits, Buddhist years, month names.

Sentences live in `handlers.wording`; this module knows only the language. Never NFKC: it splits ำ.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pythainlp.util import normalize

BANGKOK: Final = ZoneInfo("Asia/Bangkok")
BUDDHIST_OFFSET: Final = 543
FISCAL_FIRST_MONTH: Final = 10

MONTHS: Final = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
MONTHS_SHORT: Final = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
WEEKDAYS: Final = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
WEEKDAYS_SHORT: Final = ("จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา.")

_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_INVISIBLE = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\t": " ", "\ufeff": None, "\u200b": None, "\u200c": None, "\u200d": None,
     "\u200e": None, "\u200f": None, "\u202a": None, "\u202b": None, "\u202c": None, "\u202d": None, "\u202e": None}
)  # fmt: skip
# What `normalize` could change: doubled เ, a lone nikhahit, two marks in a row. Most cells have none of
# these, and the check is thirty times cheaper than the repair.
_REPAIRABLE = re.compile(
    "เเ|ํ|[\u0e31\u0e34-\u0e3a][\u0e31\u0e34-\u0e3a\u0e47]|[\u0e47-\u0e4e][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|([\u0e30-\u0e45])\\1"
)
_SPACES = re.compile(r" +(?=\n)|(?<= ) +")
_POLITE = re.compile(
    r"(?:(?:นะ|น่ะ|น้า|หน่อย)?(?:คะ|ค่ะ|ค่า|คับ|ครับผม|ครับ|ค้าบ|คร้าบ|ฮะ|จ้า|จ้ะ|จ๊ะ|จ๋า)|(?<!ช)นะ|หน่อย)+[.!?…~ ]*$"
)
_MATCH_DROPS = re.compile(r"[\s.ๆฯ·:：,;'\"“”‘’!?()\[\]{}/\\_-]+")
_STRETCHED = re.compile(r"(\D)\1{2,}")  # not the digits of a code


def normalise(text: str) -> str:
    """Text with its spelling repaired and its meaning untouched (messes M19-M23).

    NBSP and tabs become spaces; zero-width marks vanish; เเ, ํ+า, doubled and swapped marks are mended; runs
    of spaces shrink to one. Line breaks and digits stay.
    """
    text = text.translate(_INVISIBLE)
    if _REPAIRABLE.search(text):
        text = "\n".join(normalize(line) for line in text.splitlines())
    return _SPACES.sub("", text).strip()


def arabic(text: str) -> str:
    """The same text with ๐-๙ as 0-9."""
    return text.translate(_ARABIC)


def thai_digits(text: str) -> str:
    """The same text with 0-9 as ๐-๙, as official documents have them. Not for codes, links or file names."""
    return text.translate(_THAI)


def for_matching(text: str) -> str:
    """A key for comparing what people typed: never shown, never stored in place of the text."""
    return _MATCH_DROPS.sub("", arabic(normalise(text)).lower())


def without_particles(text: str) -> str:
    """A typed sentence without the polite words at its end and without stretched letters (มั้ยยย -> มั้ย)."""
    return _POLITE.sub("", _STRETCHED.sub(r"\1", normalise(text))).strip()


def fiscal_year_be(day: date) -> int:
    """The Buddhist fiscal year a day falls in: 1 October opens the next one."""
    return day.year + BUDDHIST_OFFSET + (1 if day.month >= FISCAL_FIRST_MONTH else 0)


def local(moment: datetime) -> datetime:
    """An aware moment on Bangkok's clock."""
    return moment.astimezone(BANGKOK)


def short_date(day: date) -> str:
    """23 พ.ย. 69, as chats have it."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1]} {(day.year + BUDDHIST_OFFSET) % 100:02d}"


def weekday_date(day: date) -> str:
    """ศ. 2 เม.ย. 70."""
    return f"{WEEKDAYS_SHORT[day.weekday()]} {short_date(day)}"


def long_date(day: date) -> str:
    """๒๓ พฤศจิกายน ๒๕๖๙, as official documents have it."""
    return thai_digits(f"{day.day} {MONTHS[day.month - 1]} {day.year + BUDDHIST_OFFSET}")


def clock_time(moment: datetime) -> str:
    """10.24 น., on Bangkok's clock."""
    return f"{local(moment):%H.%M} น."


def end_of_day(day: date) -> datetime:
    """The last moment of a Bangkok day, aware."""
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), BANGKOK) - timedelta(seconds=1)
