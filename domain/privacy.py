"""Personal data in what people type, recognised so that it can be masked before anything is kept or said on.

A national ID is 13 digits, the last of which follows from the others: (11 - sum of digit x (13, 12, ... 2) mod 11)
mod 10. With a wrong last digit it is taken for one only where the words near it say so: ministry codes (10 digits),
SMIS codes (8), amounts and letter numbers are none of ours.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.thai import arabic


class Kind(StrEnum):
    """What a piece of text is."""

    NATIONAL_ID = "national_id"
    PASSWORD = "password"  # noqa: S105 - the name of a kind
    PHONE = "phone"


NEVER_KEPT: Final = frozenset({Kind.NATIONAL_ID, Kind.PASSWORD})
NEVER_TOLD_TO_ALL: Final = frozenset({Kind.NATIONAL_ID, Kind.PHONE})
MASKS: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.NATIONAL_ID: "[เลขประจำตัวประชาชน]",
        Kind.PASSWORD: "[รหัสผ่าน]",
        Kind.PHONE: "[หมายเลขโทรศัพท์]",
    }
)


NAME_MASK: Final = "[ชื่อบุคคล]"


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a text, by its code points."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Masked:
    """A text in which personal data is replaced by what it was, and the kinds that were there."""

    text: str
    found: frozenset[Kind]


_DASH: Final = r"\-\u2010-\u2015"
_SPACED: Final = rf"[ \u00a0{_DASH}]{{0,3}}"
_ID: Final = re.compile(  # the groups of the card, together or apart: 1-2345-67890-12-1
    rf"(?<!\d)(?<!\d[.,])\d{_SPACED}\d{{4}}{_SPACED}\d{{5}}{_SPACED}\d{{2}}{_SPACED}\d(?!\d)"
)
_SOME_ID: Final = re.compile(rf"(?<!\d)(?<!\d[.,])\d(?:{_SPACED}\d){{12}}(?!\d)")
_DIGITS_OF_AN_ID: Final = re.compile(r"\d(?:\D{0,8}\d){12}")
_ID_WORD: Final = (
    r"เลข\s*(?:ที่\s*)?(?:บัตร|ประจำ\s*ตัว|13\s*หลัก)|บัตร\s*(?:ปชช|ปช\.|ประชาชน|ประจำ\s*ตัว)|ปชช"
    r"|national\s*id|citizen|id\s*card"
)
_ID_WORDS: Final = re.compile(_ID_WORD, re.IGNORECASE)
_BEFORE, _AFTER = 40, 20  # characters around a number in which words say what it is

_KEY_WORD: Final = (
    r"รหั[สด]\s*(?:ผ่?าน|ลับ|พิน|pin|otp|wi-?fi|ไวไฟ|(?:เข้า)?\s*(?:สู่|ใช้(?:งาน)?)?\s*(?:ระบบ|e-?mes|อี-?เมส|log-?in|ล็อก?อิน))"
    r"|พาส\s*(?:เวิร์?[ดทส]|เวิด|เวิส)|(?<![a-z0-9_])(?:pass(?:word|wd|code)?|pwd?|otp|pin)(?![a-z0-9_])"
)
_PASSWORD_WORDS: Final = re.compile(_KEY_WORD, re.IGNORECASE)
_SIGNED: Final = re.compile(
    r"[^\n:=\d]{0,30}?(?:[:=]|คือ|ว่า|(?<![a-z])is(?![a-z]))\s{0,3}(?!//)(?P<value>(?=[!-~]*[0-9a-z])[!-~]+)",
    re.IGNORECASE,
)
_TOKEN: Final = re.compile(r"(?<![!-~])(?=[!-~]*[0-9@#$%&*])[!-~]{4,}")
_ABOUT_ELSE: Final = re.compile(
    r"ปี|รอบ|ครั้ง|โทร|เบอร์|รายการ|วันที่|เลขที่|กลยุท|ลงทะเบียน|โรงเรียน|smis|หน้า|ข้อ|ห้อง|เวลา|ภายใน|เรื่อง", re.IGNORECASE
)
_NO_PASSWORD: Final = re.compile(
    r"https?://.*|[^@]+@[\w-]+\.[\w.-]+|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|e-?mes", re.IGNORECASE
)
_OUR_CODE: Final = re.compile(r"[A-Z][A-Z_]{1,11}-[A-Z0-9]{4,8}")  # a registration code, as printed
_REACH: Final = 24  # characters from the word to a password that no sign announces

_TITLE: Final = re.compile(r"^(?:นางสาว|นาง|นาย|น\.ส\.|ดร\.|ว่าที่\s?(?:ร้อยตรี|ร\.ต\.)(?:หญิง)?)\s*")
_SHORTEST_NAME: Final = 2  # letters
_MASKED_TWICE: Final = re.compile(rf"{re.escape(NAME_MASK)}(?:\s*{re.escape(NAME_MASK)})+")

_GAP: Final = rf"[ \u00a0{_DASH}]"
_PHONE: Final = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?:\+66{_GAP}?\(?0?\)?{_GAP}?\d{{1,2}}|0\d{{1,2}}|\(0\d{{1,2}}\))"
    rf"(?:{_GAP}?\d{{3}}{_GAP}?\d{{3,4}}|{_GAP}\d{{4}}{_GAP}?\d{{3,4}})(?!\d)"
    rf"|(?<!\d)0{_GAP}\d{{4}}{_GAP}\d{{4}}(?:{_GAP}?\d)?(?!\d)"
)


def has_right_last_digit(digits: str) -> bool:
    """Whether 13 digits are a national ID by their last one."""
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, range(13, 1, -1), strict=False))
    return (11 - weighed % 11) % 10 == int(digits[12])


def mask(text: str, kinds: Collection[Kind] = NEVER_KEPT) -> Masked:
    """The text without personal data of these kinds; by default of those that are never kept."""
    found = find(text, kinds)
    return Masked(without(text, found), frozenset(piece.kind for piece in found))


def without(text: str, found: Sequence[Found]) -> str:
    """The text with these pieces of it, in their order, replaced by what they were."""
    parts, done = [], 0
    for piece in found:
        parts += [text[done : piece.start], MASKS[piece.kind]]
        done = piece.end
    return "".join((*parts, text[done:])) if found else text


def without_names(text: str, names: Iterable[str]) -> str:
    """The text without people's first names and surnames; `names`: full ones with titles, as in a plan."""
    words = (part for name in names for part in _TITLE.sub("", name.strip()).split())
    parts = {part for part in words if len(part) >= _SHORTEST_NAME}
    for part in sorted(parts, key=len, reverse=True):
        text = text.replace(part, NAME_MASK)
    return _MASKED_TWICE.sub(NAME_MASK, text)


def may_hold_an_id(text: str) -> bool:
    """Whether a text has as many digits near each other as a national ID: a quick look that overlooks none."""
    return _DIGITS_OF_AN_ID.search(text) is not None


def find(text: str, kinds: Collection[Kind] = NEVER_KEPT) -> list[Found]:
    """The personal data of these kinds in their order, none over another. Thai digits are digits."""
    plain = arabic(text)
    found: list[Found] = []
    for kind in _FINDERS:  # what was found first is not looked at again
        if kind in kinds:
            found += [piece for piece in _FINDERS[kind](plain) if not any(_overlap(piece, other) for other in found)]
    return sorted(found, key=lambda piece: piece.start)


def rest_of(masked: str) -> str:
    """What else a masked sentence says: without the masks, and without the words that announce them."""
    return _ANNOUNCED.sub(" ", masked).strip()


def _overlap(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end


def _ids(plain: str) -> Iterator[Found]:
    done: list[Found] = []
    for match in _ID.finditer(plain):
        number = "".join(filter(str.isdigit, match[0]))
        if has_right_last_digit(number) or _is_called_id(plain, match):
            done.append(Found(Kind.NATIONAL_ID, match.start(), match.end()))
    yield from done
    for match in _SOME_ID.finditer(plain) if _ID_WORDS.search(plain) else ():
        piece = Found(Kind.NATIONAL_ID, match.start(), match.end())
        if _is_called_id(plain, match) and not any(_overlap(piece, other) for other in done):
            yield piece


def _is_called_id(plain: str, match: re.Match[str]) -> bool:
    return bool(_ID_WORDS.search(plain, max(0, match.start() - _BEFORE), match.end() + _AFTER))


def _passwords(plain: str) -> Iterator[Found]:
    done = 0
    for word in _PASSWORD_WORDS.finditer(plain):
        if word.start() < done:
            continue
        span = _signed(plain, word.end()) or _unsigned(plain, word.end())
        if span is not None:
            done = span[1]
            yield Found(Kind.PASSWORD, *span)


def _signed(plain: str, start: int) -> tuple[int, int] | None:
    """What stands behind a colon, an equals sign or คือ."""
    match = _SIGNED.match(plain, start)
    if match is None or _OUR_CODE.fullmatch(match["value"]) or _ABOUT_ELSE.search(plain, start, match.start("value")):
        return None
    return match.span("value")


def _unsigned(plain: str, start: int) -> tuple[int, int] | None:
    """The first word that looks like a password, near enough and not said to be something else."""
    for token in _TOKEN.finditer(plain, start, start + _REACH + 64):
        between = plain[start : token.start()]
        if len(between) > _REACH or "\n" in between.strip() or _ABOUT_ELSE.search(between):
            return None
        beside = not between.strip()
        if _OUR_CODE.fullmatch(token[0]) or (
            _NO_PASSWORD.fullmatch(token[0]) and not (beside and token[0][0].isdigit())
        ):
            continue
        return token.span()
    return None


def _phones(plain: str) -> Iterator[Found]:
    for match in _PHONE.finditer(plain):
        yield Found(Kind.PHONE, match.start(), match.end())


_FINDERS: Final = MappingProxyType({Kind.NATIONAL_ID: _ids, Kind.PASSWORD: _passwords, Kind.PHONE: _phones})
_ANNOUNCED: Final = re.compile(
    rf"(?:(?:{_ID_WORD}|{_KEY_WORD})[^\[\n]{{0,40}})?(?:{'|'.join(re.escape(MASKS[kind]) for kind in Kind)})",
    re.IGNORECASE,
)
