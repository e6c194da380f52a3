"""One reader per kind of column: what a cell holds -> what it means. Pure; neighbours are asked elsewhere."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final, NamedTuple

from domain.forms.dates import read_date
from domain.forms.definition import FormDefinition, Kind
from domain.forms.grid import Raw
from domain.forms.numbers import Number, plain_number, read_number
from domain.forms.once import once
from domain.forms.reading_result import Target, Value
from domain.thai import arabic, normalise

UNREADABLE: Final = "unreadable_number"
UNCLEAR: Final = "unclear_value"
FRACTION: Final = "fraction"  # not told to anybody: the row decides whether 0.855 means 85.5
BROKEN: Final = "broken_formula"  # Excel's own error; the row recomputes it where it can

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


_UNSHOWN: Final = Shown(bool, {})  # drawn as it is, no words


_DASHES: Final = re.compile(r"[-\u2010-\u2015\u2212\u30fc_.\u2026~]+")
_NIL_WORDS: Final = frozenset({"ไม่มี", "ไม่มีปัญหา", "na", "ไม่มีข้อมูล"})
_NIL_NUMBERS: Final = _NIL_WORDS | frozenset(
    {"ไม่มีงบประมาณ", "ไม่มีงบ", "ไม่ใช้งบประมาณ", "ไม่ใช้งบ", "ไม่ได้ใช้งบประมาณ", "ไม่ได้รับ", "ไม่ได้รับจัดสรร", "ไม่ได้รับการจัดสรร",
     "ไม่ได้รับงบประมาณ", "ไม่ได้รับจัดสรรงบประมาณ", "ยังไม่มี", "ยังไม่มีข้อมูล", "ยังไม่ได้รับ", "ไม่ระบุ", "none", "nil", "ไม่มีผล"}
)  # fmt: skip
_EXCEL_ERRORS: Final = frozenset({"#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!", "#n/a"})
_SPACES: Final = re.compile("  +")
_LEAVES: Final = re.compile(r"[\s./]+")
# Text that needs repair. A vowel with one tone above it is right; two vowels, two tones or a tone before its vowel
# are not. Four plain searches are twice as fast as one pattern of them all.
_UNSEEN: Final = re.compile("[\u00a0\u202f\t\r\ufeff\u200b-\u200f\u202a-\u202e\u0e4d]").search
_TWO_VOWELS: Final = re.compile("[\u0e31\u0e34-\u0e3a][\u0e31\u0e34-\u0e3a\u0e47]").search
_TWO_TONES: Final = re.compile("[\u0e47-\u0e4e][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]").search
_DOUBLED: Final = re.compile("([\u0e30\u0e32\u0e33\u0e40-\u0e45])\\1").search
_TRUSTED_WHOLE: Final = 2.0**53
_LONGEST_NIL: Final = 15
_SHORT: Final = 80  # characters of a text worth remembering
_REMEMBERED: Final = 2_048  # texts and numbers of one column
_THREE_DECIMALS: Final = 3
_THOUSAND: Final = 1000
_FULL: Final = 100.0
_DRAWN_PERCENT_LIMIT: Final = 2.0  # 1.125 drawn as a per cent is 112.5; 85.5 drawn so was written by a program
_FRACTION_DIGITS: Final = 6


def clean(text: str) -> str:
    """Text repaired as `domain.thai.normalise` does, with a quick way out for text that needs nothing."""
    dirty = _UNSEEN(text) or _TWO_VOWELS(text) or _TWO_TONES(text) or _DOUBLED(text)
    if dirty is None and "_x000D_" not in text:
        return _SPACES.sub(" ", text).strip() if "  " in text else text.strip()
    return normalise(text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n"))


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
    """The meaning of a cell of a column of that kind. Numbers: baht, or per cent where 85.5 means 85.5 %."""
    return _READERS[kind](raw, as_text(raw), shown)


_Plain = tuple[Value, str, bool, str]  # the parts of Understood: a plain tuple is taken apart four times as fast


class ColumnReader:
    """Reads the cells of one column, remembering short ones: units, dashes, levels and counts come again and again."""

    def __init__(self, kind: Kind, score_words: Mapping[str, int]) -> None:
        self._kind, self._words = kind, score_words
        self._long = kind in {Kind.TEXT, Kind.LONG_TEXT}
        self._drawn = kind in {Kind.PERCENT, Kind.TARGET}
        self._memory: dict[Raw, _Plain] = {}
        self.known: Callable[[Raw], _Plain | None] = self._memory.get  # never ask it for a bool: True equals 1

    def read(self, raw: Raw, percent: Callable[[int, int], bool], row: int, column: int) -> _Plain:
        """What the cell at (row, column) means; `percent` says whether a cell is drawn as a per cent."""
        if isinstance(raw, str):
            kept = len(raw) <= _SHORT
        else:
            kept = type(raw) is float and (not self._drawn or raw > _DRAWN_PERCENT_LIMIT)
        if not kept:
            if self._long and isinstance(raw, str):
                text = clean(raw)
                return Understood(text or None, text) if len(text) > _LONGEST_NIL else _text(raw, text, _UNSHOWN)
            return read_value(self._kind, raw, Shown(partial(percent, row, column), self._words))
        found = self._memory.get(raw)
        if found is None:
            if len(self._memory) >= _REMEMBERED:
                self._memory.clear()
            value, text, nil, code = read_value(self._kind, raw, Shown(bool, self._words))
            found = self._memory[raw] = (value, text, nil, code)
        return found


@once
def readers_of(definition: FormDefinition) -> dict[str, ColumnReader]:
    """The reader of each field."""
    return {column.field: ColumnReader(column.kind, definition.score_words) for column in definition.columns}


def _nil_key(text: str) -> str:
    return _LEAVES.sub("", text).lower()


def _text(raw: Raw, text: str, shown: Shown) -> Understood:
    del raw, shown
    if len(text) <= _LONGEST_NIL:
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
    if abs(value) <= _DRAWN_PERCENT_LIMIT and value and shown.percent():
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
    found = _text(raw, text, shown)
    if found.nil or not text:
        return found._replace(value=None)
    day = read_date(raw)
    return Understood(day, text, code="" if day else UNREADABLE)


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
    Kind.CODE: _text,
    Kind.CHOICE: _text,
}
NUMERIC: Final = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.SCORE})
