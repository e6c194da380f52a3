"""What the words of a sentence name: the kind of work, a strategy, a registration code, a round, a year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from domain.thai import arabic, normalise

_NUMBER_WORDS: Final[Mapping[str, int]] = {"หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6}
_NUMBER: Final = r"(?P<no>\d{1,2}(?![\d])|" + "|".join(_NUMBER_WORDS) + ")"
_STRATEGY: Final = re.compile(rf"(?:กล?ยุท[ธทย]*[์ิฺ]*|กย\.?|(?<![ก-๙])ก\.?)\s*(?:ที่|ข้อ(?:ที่)?)?\s*{_NUMBER}")
_FORM_CODE: Final = re.compile(r"แบบ(?:ฟอร์ม)?\s*กย\.?\s*1(?!\d)")  # the form's own name, กย.๑: no strategy
_WORKS: Final = (
    ("emes", re.compile(r"\be?[\s-]?mes\b|emes|e-mes|อ[ิี]\s*-?\s*เมส|อีเอ็มอีเอส|อีเม็ส")),
    ("strategy", re.compile(r"กล?ยุท|กย\.?\s*\d")),
    ("inspection", re.compile(r"(?<!ผู้)ตรวจราชการ|แบบตรวจ")),
    ("project", re.compile(r"โครงการ|โครงกา(?!ร)|คก\.\s*\d")),
)
_CODE: Final = re.compile(
    r"(?<![A-Z0-9_-])(?P<unit>[A-Z][A-Z_]{1,11})\s*[-\u2010\u2013\u2014]\s*(?P<key>[A-Z0-9]{4,8})(?![A-Z0-9_-])"
)
_SPACED_CODE: Final = re.compile(
    r"^\s*(?P<unit>[A-Z_]{2,12})\s+(?P<key>(?=\d*[A-Z])(?=[A-Z]*\d)[A-Z0-9]{4})\s*[ก-๙\s]*$"
)
_ISSUED_CODE: Final = re.compile(  # as the program makes them: digits in both halves, and at least a letter in each
    r"(?<![A-Z0-9_-])(?P<unit>(?=\d*[A-Z])[A-Z0-9]{4})\s*[-\u2010\u2013\u2014]\s*(?P<key>(?=\d*[A-Z])[A-Z0-9]{4})(?![A-Z0-9_-])"
)
_CODE_SAID: Final = re.compile(r"ลงทะเบียน|รหัส|โค้ด|CODE|สมัคร")
_ITEM: Final = re.compile(r"รายการ(?:ที่)?\s*(?P<no>\d{1,2})(?!\d)")
_MONTHS: Final = re.compile(r"(?:รอบ)?\s*(?P<no>6|9|12)\s*เดือน")
_QUARTER: Final = re.compile(r"(?:ไตรมาส|ไตรมาศ)\s*(?:ที่)?\s*(?P<no>[1-4])")
_ROUND: Final = re.compile(r"รอบ\s*(?:ที่)?\s*(?P<no>[12])(?!\d)")
_BEFORE: Final = re.compile(r"(?:รอบ|ครั้ง)(?:ที่แล้ว|ก่อน|ที่ผ่านมา)")
_YEAR: Final = re.compile(
    r"(?:ปี\s*(?:งบ(?:ประมาณ)?)?\s*(?:พ\.?ศ\.?)?\s*(?=(?:25\d\d|[67]\d)(?!\d))|"
    r"(?:โครงการ|กลยุทธ์|เล่ม|ราชการ|mes)\s*(?=25\d\d(?!\d)))(?P<no>\d+)"
)
_DAYS_AGO: Final = (("เมื่อวานซืน", 2), ("เมื่อวาน", 1), ("วันนี้", 0))
_CENTURY: Final = 2500


@dataclass(frozen=True, slots=True)
class Slots:
    """What a sentence names; None where it names nothing. `round`: R6, R9, R12, Q1-Q4, 1, 2 or prev."""

    requirement: str | None = None  # strategy, inspection, emes, project
    strategy_no: int | None = None
    code: str | None = None  # a registration code, as printed: GEN-7Q4K
    item_no: int | None = None  # รายการที่ n of E-MES
    round: str | None = None
    fiscal_year_be: int | None = None
    days_ago: int | None = None  # 0 for วันนี้, 1 for เมื่อวาน


def read_slots(text: str) -> Slots:
    """The slots of a sentence as typed; Thai digits and any case are understood."""
    plain = arabic(normalise(text)).lower()
    strategy = _strategy_no(plain)
    named = next((work for work, words in _WORKS if words.search(plain)), None)
    return Slots(
        requirement="strategy" if strategy else named,
        strategy_no=strategy,
        code=_code(plain.upper()),
        item_no=_number(_ITEM, plain),
        round=_round(plain),
        fiscal_year_be=_year(plain),
        days_ago=next((days for word, days in _DAYS_AGO if word in plain), None),
    )


def _number(words: re.Pattern[str], plain: str) -> int | None:
    found = words.search(plain)
    return int(found["no"]) if found else None


def _strategy_no(plain: str) -> int | None:
    found = _STRATEGY.search(_FORM_CODE.sub("แบบ", plain))
    if not found:
        return None
    return _NUMBER_WORDS.get(found["no"]) or int(found["no"])


def _code(upper: str) -> str | None:
    """A registration code. Without a digit in it, it must be the whole text or be called a code."""
    found = _CODE.search(upper) or _SPACED_CODE.search(upper) or _ISSUED_CODE.search(upper)
    if not found:
        return None
    certain = re.search(r"\d", found["key"]) or found[0] == upper.strip() or _CODE_SAID.search(upper)
    return f"{found['unit']}-{found['key']}" if certain else None


def _round(plain: str) -> str | None:
    if _BEFORE.search(plain):
        return "prev"
    for letter, words in (("R", _MONTHS), ("Q", _QUARTER), ("", _ROUND)):
        if found := words.search(plain):
            return letter + found["no"]
    return None


def _year(plain: str) -> int | None:
    year = _number(_YEAR, plain)
    return year if year is None or year > _CENTURY else _CENTURY + year
