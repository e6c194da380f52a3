"""One reader per kind of column: what a cell holds -> what it means. Pure; neighbours are asked elsewhere."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from domain.forms.choices import Choices
from domain.forms.dates import is_christian, is_short_read_by_excel, read_date
from domain.forms.definition import Kind
from domain.forms.grid import Raw
from domain.forms.hints import is_hint
from domain.forms.keys import clean
from domain.forms.numbers import Number, plain_number, read_number
from domain.forms.reading_result import Target, Value
from domain.thai import arabic

UNREADABLE: Final = "unreadable_number"
UNCLEAR: Final = "unclear_value"
FRACTION: Final = "fraction"  # not told to anybody: the row decides whether 0.855 means 85.5
BROKEN: Final = "broken_formula"  # Excel's own error; the row recomputes it where it can
NOT_A_CHOICE: Final = "not_in_range"
PERIOD: Final = "period"  # not told: no day, perhaps a span of time, which the row settles
OTHER_ERA: Final = "wrong_year"  # a day whose era is in doubt: Excel's 1969 for 69
CHRISTIAN: Final = "christian"  # not told unless other days of the form are Buddhist


FREE: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT})  # whatever stands there is the answer
NONE_WORD: Final = "ไม่มี"


class Understood(NamedTuple):
    """What a cell means. `code`: empty, or why it is in doubt; `nil`: the person answered that there is nothing."""

    value: Value
    text: str
    nil: bool = False
    code: str = ""


class Shown(NamedTuple):
    """What the readers may ask besides the value itself."""

    percent: Callable[[], bool]  # is the cell drawn as a per cent?
    score_words: Mapping[str, int]
    choices: Choices | None = None
    digits: int = 0  # of a code


_DASHES: Final = re.compile(r"[-\u2010-\u2015\u2212\u30fc_.\u2026~]+")
_NIL_WORDS: Final = frozenset({"ไม่มี", "ไม่มีปัญหา", "na", "ไม่มีข้อมูล"})
_NIL_NUMBERS: Final = _NIL_WORDS | frozenset(
    {"ไม่มีงบประมาณ", "ไม่มีงบ", "ไม่ใช้งบประมาณ", "ไม่ใช้งบ", "ไม่ได้ใช้งบประมาณ", "ไม่ได้รับ", "ไม่ได้รับจัดสรร", "ไม่ได้รับการจัดสรร",
     "ไม่ได้รับงบประมาณ", "ไม่ได้รับจัดสรรงบประมาณ", "ยังไม่มี", "ยังไม่มีข้อมูล", "ยังไม่ได้รับ", "ไม่ระบุ", "none", "nil", "ไม่มีผล"}
)  # fmt: skip
_EXCEL_ERRORS: Final = frozenset({"#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!", "#n/a"})
_JOINS: Final = re.compile(r"[\s\u2010-\u2013-]+")
_LEAVES: Final = re.compile(r"[\s./]+")
_TRUSTED_WHOLE: Final = 2.0**53
LONGEST_NIL: Final = 15
_THREE_DECIMALS: Final = 3
_THOUSAND: Final = 1000
_FULL: Final = 100.0
DRAWN_PERCENT_LIMIT: Final = 2.0  # 1.125 drawn as a per cent is 112.5; 85.5 drawn so was written by a program
_FRACTION_DIGITS: Final = 6


def as_text(raw: Raw) -> str:
    """What a cell shows, as text: 38.0 is written 38, a date day first."""
    if isinstance(raw, str):
        return clean(raw)
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, int | float):
        return show_number(raw)
    if isinstance(raw, datetime):
        raw = raw.date()
    if isinstance(raw, date):
        return f"{raw.day}/{raw.month}/{raw.year}"
    return _clock(raw)


def _clock(raw: time | timedelta) -> str:
    return f"{raw:%H:%M}" if isinstance(raw, time) else str(raw)


def show_number(number: float) -> str:
    """A number as people write it, in Arabic digits: no .0, at most six decimals."""
    if isinstance(number, int):
        return str(number)
    if not math.isfinite(number):
        return str(number)
    if number.is_integer() and abs(number) < _TRUSTED_WHOLE:
        return str(int(number))
    return f"{number:.6f}".rstrip("0").rstrip(".") or "0"


def read_value(kind: Kind, raw: Raw, shown: Shown) -> Understood:
    """The meaning of a cell of a column of that kind. Numbers: baht, or per cent where 85.5 means 85.5 %.

    The round before's figure that a blank shows in grey, left standing, is no answer.
    """
    text = as_text(raw)
    if is_hint(text) and kind not in FREE:
        return Understood(None, text)
    return _READERS[kind](raw, text, shown)


def _nil_key(text: str) -> str:
    return _LEAVES.sub("", text).lower()


def _text(raw: Raw, text: str, shown: Shown) -> Understood:
    del raw, shown
    if len(text) <= LONGEST_NIL:
        if _DASHES.fullmatch(text):
            return Understood(None, text, nil=True)
        if _nil_key(text) in _NIL_WORDS:
            return Understood(NONE_WORD, text, nil=True)
    return Understood(text or None, text)


def _simple(raw: Raw, text: str) -> Understood | float | Number:
    """A number, or the answer where there is none: empty, nil or unreadable."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return Understood(None, text, code=UNREADABLE) if not math.isfinite(raw) else float(raw)
    if not text:
        return Understood(None, text)
    if not isinstance(raw, str):
        return Understood(None, text, code=UNREADABLE)
    plain = plain_number(text) if text.isascii() else None
    return plain if plain is not None else _typed(text)


def _typed(text: str) -> Understood | Number:
    number = read_number(text)
    if number is not None:
        return number
    if _DASHES.fullmatch(text) or _nil_key(text) in _NIL_NUMBERS:
        return Understood(None, text, nil=True)
    return Understood(None, text, code=BROKEN if text.lower() in _EXCEL_ERRORS else UNREADABLE)


def _whole(value: float) -> float:
    return int(value) if value.is_integer() and abs(value) < _TRUSTED_WHOLE else value


def _number(raw: Raw, text: str, shown: Shown) -> Understood:
    del shown
    found = _simple(raw, text)
    if isinstance(found, Understood):
        return found
    if isinstance(found, Number):
        return Understood(_whole(found.value), text, code="" if found.sure else UNCLEAR)
    return Understood(_whole(found), text)


def _integer(raw: Raw, text: str, shown: Shown) -> Understood:
    """A count. 1.102 in it means 1,102 if anything, and is asked about."""
    found = _number(raw, text, shown)
    if not isinstance(found.value, float):
        return found
    decimals = text.partition(".")[2]
    typed = plain_number(arabic(text))
    if typed is not None and len(decimals) == _THREE_DECIMALS and typed < _THOUSAND:
        return found._replace(value=round(typed * _THOUSAND), code=UNCLEAR)
    return found._replace(code=UNCLEAR)


def _percent(raw: Raw, text: str, shown: Shown) -> Understood:
    found = _simple(raw, text)
    if isinstance(found, Understood):
        return found
    if isinstance(found, Number):
        code = "" if found.sure else UNCLEAR
        if not found.percent and 0 < found.value <= 1:
            code = FRACTION
        return Understood(_whole(found.value), text, code=code)
    return _percent_of(found, text, shown)


def _percent_of(value: float, text: str, shown: Shown) -> Understood:
    if abs(value) <= DRAWN_PERCENT_LIMIT and value and shown.percent():
        return Understood(_whole(round(value * _FULL, _FRACTION_DIGITS)), text)
    return Understood(_whole(value), text, code=FRACTION if 0 < value <= 1 else "")


def _score(raw: Raw, text: str, shown: Shown) -> Understood:
    word = text.replace(" ", "").removeprefix("ระดับ").removeprefix("คะแนน")
    if word in shown.score_words:
        return Understood(shown.score_words[word], text)
    found = _number(raw, text, shown)
    if found.code == UNREADABLE:
        leading = arabic(word)[:1]
        rest = word[1:].strip("()=:-")
        if leading.isdigit() and rest in shown.score_words:  # 5 ดีมาก
            return Understood(int(leading), text)
    return found


# Longest first; a word of the right part stands after the number (85 ขึ้นไป).
_OPERATORS: Final = (
    ("มากกว่าหรือเท่ากับ", ">="), ("สูงกว่าหรือเท่ากับ", ">="), ("น้อยกว่าหรือเท่ากับ", "<="),
    ("ต่ำกว่าหรือเท่ากับ", "<="), ("ไม่น้อยกว่า", ">="), ("ไม่ต่ำกว่า", ">="), ("ไม่ต่ากว่า", ">="), ("อย่างน้อย", ">="),
    ("อย่างต่ำ", ">="), ("ตั้งแต่", ">="), ("ไม่เกิน", "<="), ("ไม่มากกว่า", "<="), ("ไม่สูงกว่า", "<="),
    ("มากกว่า", ">"), ("สูงกว่า", ">"), ("เกินกว่า", ">"), ("เกิน", ">"), ("น้อยกว่า", "<"), ("ต่ำกว่า", "<"),
    ("เท่ากับ", "="), (">=", ">="), ("=>", ">="), ("≥", ">="), ("<=", "<="), ("=<", "<="), ("≤", "<="),
    (">", ">"), ("<", "<"), ("=", "="),
)  # fmt: skip
_AFTER: Final = (("ขึ้นไป", ">="), ("เป็นอย่างน้อย", ">="), ("ลงมา", "<="), ("ลงไป", "<="))


def _operator(text: str) -> tuple[str | None, str]:
    """The operator a target's text says, and the text without its words."""
    for word, sign in _AFTER:
        if word in text:
            rest = text.replace(word, "", 1)
            return sign, _operator(rest)[1]
    for word, sign in _OPERATORS:
        if word in text:
            return sign, text.replace(word, "", 1)
    return None, text


def _target(raw: Raw, text: str, shown: Shown) -> Understood:
    if isinstance(raw, str) and text and not _DASHES.fullmatch(text):
        sign, rest = _operator(text)
        found = read_number(rest.strip())
        if found is None:
            nil = _nil_key(text) in _NIL_NUMBERS
            return Understood(None, text, nil=nil, code="" if nil else UNREADABLE)
        in_doubt = not found.percent and 0 < found.value < 1
        return Understood(Target(sign, _whole(found.value)), text, code=FRACTION if in_doubt else "")
    answer = _percent(raw, text, shown)
    if not isinstance(answer.value, int | float):
        return answer
    code = "" if answer.value == 1 else answer.code
    return answer._replace(value=Target(None, answer.value), code=code)


def _date(raw: Raw, text: str, shown: Shown) -> Understood:
    del shown
    if not text or _DASHES.fullmatch(text) or _nil_key(text) in _NIL_NUMBERS:
        return Understood(None, text, nil=bool(text))
    day = read_date(raw)
    if day is None:
        return Understood(None, text, code=PERIOD)
    if is_short_read_by_excel(raw):
        return Understood(day, text, code=OTHER_ERA)
    return Understood(day, text, code=CHRISTIAN if isinstance(raw, str) and is_christian(text) else "")


def _code(raw: Raw, text: str, shown: Shown) -> Understood:
    """Digits in the order typed. A number that lacks one digit lost its first zero; more than one is another code."""
    found = _text(raw, text, shown)
    if found.nil or not text:
        return found._replace(value=None)
    joined = _JOINS.sub("", arabic(text)).strip("'\"`.,")
    if not joined.isdigit():
        return found
    if not isinstance(raw, str) and len(joined) == shown.digits - 1:
        joined = f"0{joined}"
    return Understood(joined, text)


def _choice(raw: Raw, text: str, shown: Shown) -> Understood:
    own = shown.choices.read(text) if text and shown.choices else None
    if own is not None or not text:
        return Understood(own, text)
    if _text(raw, text, shown).nil:
        return Understood(None, text, nil=True)
    return Understood(None, text, code=NOT_A_CHOICE)


_Reader = Callable[[Raw, str, Shown], Understood]
_READERS: Final[Mapping[Kind, _Reader]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.INTEGER: _integer,
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.PERCENT: _percent,
    Kind.SCORE: _score,
    Kind.TARGET: _target,
    Kind.DATE: _date,
    Kind.CODE: _code,
    Kind.CHOICE: _choice,
}
NUMERIC: Final = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.SCORE})
