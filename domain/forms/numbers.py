"""Numbers as people type them in Thai forms: digits of both scripts, commas, units, words, brackets."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from domain.thai import arabic


class Number(NamedTuple):
    """A number read from text. `sure` False: readable, but worth asking (ประมาณ 100)."""

    value: float
    sure: bool = True
    percent: bool = False  # written with % or ร้อยละ


_PLAIN: Final = re.compile(r"[-+]?(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,15})?")
_GROUPED: Final = re.compile(r"[-+]?[0-9]{1,3}(?:([, ])[0-9]{3})(?:\1[0-9]{3}){0,3}(?:\.[0-9]{1,15})?")
_WRAPPED: Final = re.compile(
    r"(?P<before>[^0-9+\-.,]*)(?P<number>[-+]?[0-9][0-9, ]*(?:\.[0-9]+)?)(?P<after>[^0-9]*)",
)
_BRACKETS: Final = re.compile(r"([^()]*)\(([^()]*)\)([^()]*)")
_MINUS: Final = re.compile(r"^[\u2212\u2013\u2014]\s*(?=[0-9])")
_BROKEN_POINT: Final = re.compile(r"(?<=[0-9])(?: +([.,]) *| *([.,]) +)(?=[0-9])")
_CLASSIFIER: Final = re.compile(r"[\u0e01-\u0e4e][\u0e01-\u0e4e. ]{0,30}")

_BEFORE: Final = frozenset(
    {"", "จำนวน", "เป็นเงิน", "เป็น", "เท่ากับ", "ได้", "รวม", "฿", "=", "ระดับ", "คะแนน", "ข้อ", "เพิ่มขึ้น", "ค่าเฉลี่ย",
     "เฉลี่ย", "งบประมาณ", "thb"}
)  # fmt: skip
_PERCENT_BEFORE: Final = frozenset({"ร้อยละ", "คิดเป็นร้อยละ", "เพิ่มขึ้นร้อยละ", "%"})
_ABOUT: Final = frozenset({"ประมาณ", "ราว", "ราวๆ", "ประมาณร้อยละ", "~", "≈", "เกือบ"})
_PERCENT_AFTER: Final = frozenset({"%", "เปอร์เซ็นต์", "เปอร์เซนต์", "เปอร์เซ็น", "percent"})
_MONEY_AFTER: Final = frozenset({"", ".", ".-", ",-", "-", "฿", "baht", "thb", "บาท.-", "บาท", "บ.", "บาทถ้วน", ".-บาท"})
_TIMES: Final = {"ล้าน": 1e6, "แสน": 1e5, "หมื่น": 1e4, "พัน": 1e3, "ร้อย": 1e2}
_OVER: Final = ("กว่า", "เศษ", "ขึ้นไป", "โดยประมาณ", "จาก", "ถึง", "ใน")

_DIGIT_WORDS: Final = {
    "ศูนย์": 0, "หนึ่ง": 1, "เอ็ด": 1, "สอง": 2, "ยี่": 2, "สาม": 3, "สี่": 4,
    "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9,
}  # fmt: skip
_POWER_WORDS: Final = {"สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000}
_MILLION: Final = 1_000_000
_WORD: Final = re.compile("|".join([*_DIGIT_WORDS, *_POWER_WORDS, "ล้าน"]))
_COUNTED: Final = frozenset(
    {"", "คน", "แห่ง", "โรง", "โรงเรียน", "เรื่อง", "ครั้ง", "บาท", "บาทถ้วน", "ราย", "ข้อ", "ระดับ", "คะแนน"}
)


def plain_number(text: str) -> float | None:
    """The value of text that is nothing but a number, commas allowed in their places only."""
    return float(text.replace(",", "")) if _PLAIN.fullmatch(text) else None


def read_number(text: str) -> Number | None:
    """The one number a normalised text says, with its unit or classifier left off. None: there is not one.

    Never guesses at letters that look like digits (l00), at two numbers, or at commas in the wrong place.
    """
    text = arabic(text)
    plain = plain_number(text)
    if plain is not None:
        return Number(plain)
    text = _BROKEN_POINT.sub(lambda found: found[1] or found[2], _MINUS.sub("-", text.strip()))
    if "(" in text:
        return _bracketed(text)
    return _wrapped(text) or _in_words(text)


def _bracketed(text: str) -> Number | None:
    """15 (สิบห้า): the number outside the bracket wins; (500.00) alone is a negative amount."""
    found = _BRACKETS.fullmatch(text)
    if found is None:
        return None
    outside, inside = f"{found[1].strip()} {found[3].strip()}".strip(), found[2].strip()
    if not outside:
        plain = plain_number(inside)
        return Number(-plain) if plain is not None else read_number(inside)
    return _wrapped(outside) or _in_words(outside) or _named(outside, inside)


def _named(outside: str, inside: str) -> Number | None:
    """ดีมาก (5): only a word outside, the number inside."""
    return None if re.search("[0-9]", outside) or not _CLASSIFIER.fullmatch(outside) else _wrapped(inside)


def _wrapped(text: str) -> Number | None:
    found = _WRAPPED.fullmatch(text)
    if found is None:
        return None
    value = _strict(found["number"].strip())
    before = found["before"].replace(" ", "").rstrip(":").lower()
    after = found["after"].replace(" ", "").lower()
    known = before in _BEFORE or before in _PERCENT_BEFORE or before in _ABOUT
    if value is None or not known:
        return None
    percent = before in _PERCENT_BEFORE or after in _PERCENT_AFTER or before == "ประมาณร้อยละ"
    if percent or after in _MONEY_AFTER:
        return Number(value, before not in _ABOUT, percent)
    if not _CLASSIFIER.fullmatch(after):
        return None
    times = next((factor for word, factor in _TIMES.items() if after.startswith(word)), 1.0)
    return Number(value * times, before not in _ABOUT and not after.startswith(_OVER))


def _strict(text: str) -> float | None:
    plain = plain_number(text)
    if plain is not None:
        return plain
    return float(text.replace(",", "").replace(" ", "")) if _GROUPED.fullmatch(text) else None


def _in_words(text: str) -> Number | None:
    """สิบห้า, สองร้อยสามสิบเอ็ดคน."""
    value = word_number(text)
    return None if value is None else Number(float(value))


def word_number(text: str) -> int | None:
    """The value of a number written in Thai words, with or without a classifier; None if it is not one."""
    text = text.replace(" ", "")
    total = part = digit = at = 0
    above = _MILLION  # powers come down: after ร้อย only สิบ
    seen = False
    while found := _WORD.match(text, at):
        word, at = found[0], found.end()
        if word == "ล้าน":
            total, part, digit, above = (total + part + digit) * _MILLION, 0, 0, _MILLION
        elif _POWER_WORDS.get(word, 0) >= above:
            return None
        elif word in _POWER_WORDS:
            above = _POWER_WORDS[word]
            part, digit = part + (digit or 1) * _POWER_WORDS[word], 0
        elif digit:
            return None
        else:
            digit = _DIGIT_WORDS[word]
        seen = True
    return total + part + digit if seen and text[at:] in _COUNTED else None
