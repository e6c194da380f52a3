"""The pictures of a project: how many there must be, which are no good for print, and the words below them.

Source: the form คก.๑, whose sheet ภาพกิจกรรม has places for four to twenty-four.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.thai import arabic, normalise

LEAST: Final = 4
MOST: Final = 24
LONGEST_CAPTION: Final = 160  # characters: two lines below a picture of half a page
_SMALL: Final = 640  # pixels of the longer edge: less is coarse even four to a page
_BLURRED: Final = 60  # of `Looked.sharpness`; photos of people, sheets and rooms in focus have several hundred
_ALIKE: Final = 8  # of 128 bits: the same picture packed anew differs in fewer, the next shot of a burst in more
_FLAT: Final = 12  # bits set: a picture with hardly anything on it is like any other such picture


class Flaw(StrEnum):
    """What a picture has that its sender may want to know before it is printed."""

    BLURRED = "blurred"
    SMALL = "small"
    DOUBLE = "double"


class Fault(StrEnum):
    """Why there is no copy of a picture for print."""

    HEIC = "heic"
    TOO_LARGE = "too_large"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Looked:
    """A picture as it was looked at. `wide`, `tall`: pixels as sent; `sharpness`: how much its sharpest parts change.

    `fingerprint`: 32 hexadecimal digits that the same picture has in any size and packing.
    """

    wide: int
    tall: int
    sharpness: int
    fingerprint: str


def flaws_of(looked: Looked) -> tuple[Flaw, ...]:
    """What is wrong with one picture by itself."""
    found = []
    if max(looked.wide, looked.tall) < _SMALL:
        found.append(Flaw.SMALL)
    if looked.sharpness < _BLURRED:
        found.append(Flaw.BLURRED)
    return tuple(found)


def is_alike(one: str, other: str) -> bool:
    """Whether two fingerprints are of the same picture."""
    first, second = int(one or "0", 16), int(other or "0", 16)
    if min(first.bit_count(), second.bit_count()) < _FLAT:
        return False
    return (first ^ second).bit_count() <= _ALIKE


def doubles(fingerprints: Sequence[tuple[int, str]]) -> dict[int, int]:
    """Of pictures with their numbers, in their order: those that show what an earlier one shows, with the earlier's."""
    found: dict[int, int] = {}
    for place, (number, print_) in enumerate(fingerprints):
        like = next((no for no, other in fingerprints[:place] if no not in found and is_alike(print_, other)), None)
        if like is not None:
            found[number] = like
    return found


def still_needed(count: int) -> int:
    """How many more there must be."""
    return max(LEAST - count, 0)


_NUMBERED: Final = re.compile(
    r"^\s*(?:(?:คำบรรยาย)?(?:ภาพ|รูป)(?:ที่)?\s*)?(?P<no>\d{1,2})(?!\d)\s*(?:[.):\-–]+|คือ|เป็น|=|(?=\s))\s*(?P<text>.*)$"
)
_HEAD: Final = re.compile(
    r"^\s*(?:ใส่|แก้|เปลี่ยน|เพิ่ม|ขอ)*(?:ไข)?\s*คำ(?:บรรยาย|อธิบาย)(?:ใต้)?(?:(?:ภาพ|รูป)(?!\s*(?:ที่)?\s*[0-9๐-๙]))?\s*(?=\S|$)[:：]?\s*"
)


def captions_in(text: str, numbers: Sequence[int]) -> Mapping[int, str]:
    """The captions that a message says, by the pictures' numbers; `numbers`: of those that are asked about, in order.

    A line begins with its picture's number (1. ภาพที่ ๒ ...), or all stand line by line in the pictures' order. A
    number that no picture has is kept: whoever asked says so.
    """
    lines = [line for raw in normalise(text).splitlines() if (line := raw.strip())]
    if lines:
        first = _HEAD.sub("", lines[0], count=1)
        lines = ([first] if first.strip() else []) + lines[1:]
    numbered = [_NUMBERED.match(arabic(line[:24]) + line[24:]) for line in lines]
    if lines and all(numbered):
        told = {int(found["no"]): _shortened(line, found) for line, found in zip(lines, numbered, strict=True) if found}
        return {no: words for no, words in told.items() if words}
    return {no: line[:LONGEST_CAPTION] for no, line in zip(numbers, lines, strict=False)}


def _shortened(line: str, found: re.Match[str]) -> str:
    return line[found.start("text") :].strip()[:LONGEST_CAPTION]


_OF_FORM: Final = re.compile(r"^(?:ภาพ|รูป)ที่\s*(?P<no>\d{1,2})\s*[:.]?\s*(?P<text>.*)$", re.DOTALL)


def printed_captions(captions: Iterable[str]) -> Mapping[int, str]:
    """The captions in a form (ภาพที่ ๑ พิธีเปิด), by their numbers; those left empty are none."""
    told: dict[int, str] = {}
    for caption in captions:
        found = _OF_FORM.match(arabic(caption))
        if found and (words := caption[found.start("text") :].strip(" .…_")):
            told[int(found["no"])] = words[:LONGEST_CAPTION]
    return told
