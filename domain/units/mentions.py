"""What people write around a unit's name: the kind of unit, the office, who they are, where it lies, ordinary talk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final

from rapidfuzz.distance import OSA

from domain.plan import UnitKind
from domain.thai import arabic, normalise
from domain.units.spelling import letters

AT: Final = "@"  # stands for อำเภอ before a place
_CUT_OFF: Final = "ฯ"

_OFFICE: Final = re.compile(
    r"(?:สังกัด\s*)?(?:สพ[ปมท](?:\.|(?=\s|$))|ส[ำา]?นักงานเขต)\s*(?!รร|โรงเรียน|บ้าน|วัด|ชุมชน|กลุ่ม|หน่วย)[^\s()]*"
    r"(?:\s*เขต(?![ก-ฮ]))?(?:\s*\d{1,2}(?!\d))?"
)
_ELSEWHERE: Final = re.compile(r"(?:(?<!\S)(?:ต|จ)\.\s*|ตำบล\s*|จังหวัด\s*)[ก-ฮเ-ไ][^\s()]*")  # no record tells these
_DISTRICT: Final = re.compile(r"(?:อำเภอ|(?<![ผพ])อ\.|(?<!\S)อ(?=\s))\s*(?=[ก-ฮเ-ไ])")
_START: Final = r"(?:(?<![ก-๎])|(?<=ผอ)|(?<=ธุรการ)|(?<=ครู)|(?<=ของ))"
_MARKS: Final = (
    (frozenset({UnitKind.CLUSTER}), r"กลุ่มโรงเรียน|กลุ่มเครือข่าย|ศูนย์เครือข่าย|เครือข่าย(?:โรงเรียน)?|คลัสเตอร์"),
    (frozenset({UnitKind.SCHOOL}), rf"โรงเรียน|{_START}(?:รร|ร\.\s?ร|ร\sร)(?:\.|(?=[\sก-ฮเ-ไ]))"),
    (frozenset({UnitKind.GROUP, UnitKind.CLUSTER}), rf"กลุ่มงาน|กลุ่ม|{_START}(?:หน่วย(?:งาน)?|ฝ่าย)"),
)
_MARK: Final = re.compile("|".join(f"({pattern})" for _, pattern in _MARKS))
_WORD: Final = re.compile(r"[\s.()\[\]\uff08\uff09{},;:/\"“”'‘’|+]+")
_MISSPELT: Final = (("โรงเรียน", 2), ("กลุ่ม", 1), ("หน่วย", 1))  # and how many of its letters may be wrong

_BEFORE: Final = (
    "สวัสดี", "เรียน", "แจ้ง", "ถาม", "สอบถาม", "ทวง", "เตือน", "ส่ง", "ขอ", "ดู", "เพิ่ม", "ให้", "จาก", "ของ", "ที่", "เป็น",
    "คือ", "อยู่", "ทำงาน", "ชื่อ", "สมัคร", "ใช้งาน", "ลงทะเบียน", "ไฟล์", "งาน", "แบบ", "รายงาน", "รหัส", "ผม", "หนู",
    "ดิฉัน", "พี่", "น้อง", "ครู", "คุณครู", "คุณ", "ธุรการ", "เจ้าหน้าที่", "หัวหน้า", "ผู้อำนวยการ", "ผอ", "รองผอ", "รอง", "รักษาการ",
    "รก", "ใน", "ครับ", "คับ", "ค่ะ", "คะ", "จ้า", "นะ",
)  # fmt: skip
_AFTER: Final = (
    "ส่ง", "ยัง", "แล้ว", "ด้วย", "หรือ", "รึ", "ไหม", "มั้ย", "บ้าง", "เมื่อ", "ไม่", "ได้", "ขอ", "ไฟล์", "งาน", "แบบ", "รายงาน",
    "เรื่อง", "โครงการ", "กลยุทธ์", "ดูแล", "ให้", "นี้", "ของ", "อยู่", "เป็น", "รหัส", "ครับ", "คับ", "ค้าบ", "ค่ะ", "คะ", "ค่า",
    "จ้า", "จ้ะ", "ฮะ", "นะ", "น้า", "หน่อย", "เรียบร้อย", "ครบ", "ค้าง", "กี่", "ติดต่อ", "โทร", "เบอร์", "emes",
)  # fmt: skip
# No name begins so: after these the talk goes on, whatever it is about.
_OPENING: Final = (
    "ส่งงาน", "ส่งยัง", "ส่งแล้ว", "ส่งแบบ", "ยังไม่", "แล้ว", "ด้วย", "หรือ", "ไหม", "มั้ย", "บ้าง", "ไม่", "ครับ", "ค่ะ", "เรื่อง",
    "ขอไฟล์", "โครงการ", "กลยุทธ์", "ดูแล", "รายงาน", "ติดต่อ", "เบอร์", "emes",
)  # fmt: skip
_POLITE: Final = ("ครับผม", "ครับ", "ค้าบ", "คับ", "ค่ะ", "นะคะ", "จ้า", "จ้ะ")
_SLIP: Final = 2  # letters that a slip of the finger can turn into a word


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted({re.escape(letters(word)) for word in words}, key=len, reverse=True))


_LEADING: Final = re.compile(_any_of(_BEFORE))
_TALK: Final = re.compile(_any_of(_OPENING))
_ONLY_POLITE: Final = re.compile(rf"(?:{_any_of(_POLITE)})+")
_ONLY_TALK: Final = re.compile(rf"(?:{_any_of((*_AFTER, *_BEFORE))})*")
_TRAILING_TALK: Final = re.compile(rf"(?:{_any_of(_AFTER)})+$")
_LIST_NUMBER: Final = re.compile(r"\d{1,2}(?=\D)")  # 01 กลุ่มอำนวยการ


@dataclass(frozen=True, slots=True)
class Start:
    """Where a name may begin.

    `slips`: letters of the name that may have been read as a word before it; `strange`: letters before it that nothing
    explains; `place`: a place named before it.
    """

    at: int
    slips: int = 0
    strange: int = 0
    place: str = ""


@dataclass(frozen=True)
class Mention:
    """A stretch of text that may name a unit: `kinds` it is said to be of (None: not said), its words as keys."""

    kinds: frozenset[UnitKind] | None
    words: tuple[str, ...]
    cut_off: frozenset[int] = frozenset()  # ends of words written with ฯ

    @cached_property
    def text(self) -> str:
        """The words as one key: spaces in Thai are where the typist took a breath."""
        return "".join(self.words)

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where the words end in `text`."""
        return tuple(accumulate(map(len, self.words)))

    @cached_property
    def bounds(self) -> frozenset[int]:
        """Where a word begins or ends."""
        return frozenset((0, *self.ends))

    def word_end(self, at: int) -> int:
        """The end of the word that goes on at a position."""
        return next(end for end in self.ends if end > at)

    def talk(self, at: int) -> int | None:
        """None where the rest of a word is no ordinary talk; else how many letters of a name may have been read so."""
        end = self.word_end(at)
        if _ONLY_POLITE.fullmatch(self.text, at, end):
            return 0
        if _ONLY_TALK.fullmatch(self.text, at, end) is None:
            return None
        return 0 if at in self.bounds else 1

    def talk_begins(self, at: int) -> bool:
        """Whether a new word begins here that is ordinary talk: what follows is no part of a name."""
        return at in self.bounds and (self.talk(at) == 0 or _TALK.match(self.text, at) is not None)

    def says_something(self) -> bool:
        """Whether it is more than ordinary talk."""
        return _ONLY_TALK.fullmatch(self.text) is None

    def starts(self, places: frozenset[str]) -> list[Start]:
        """Where the name may begin, the likeliest first."""
        free = [Start(at, slips=self._slips(at)) for at in self._free()]
        free += [
            Start(end, slips=start.slips, place=place)
            for start in tuple(free)
            for end in self.ends
            if end > start.at and (place := self.text[start.at : end].removeprefix(AT)) in places
        ]
        last = max(start.at for start in free)
        later = [Start(at, strange=at - last) for at in self.ends[:-1] if at > last and not self._no_name(at, places)]
        return [start for start in (*free, *later) if start.at < len(self.text)]

    def _no_name(self, at: int, places: frozenset[str]) -> bool:
        return self.talk_begins(at) or self.text[at : self.word_end(at)].removeprefix(AT) in places

    def _free(self) -> list[int]:
        """Where ordinary words before a name end. Right after the word for a kind of unit there are none."""
        at = [0]
        while self.kinds is None and (found := _LEADING.match(self.text, at[-1])):
            at.append(found.end())
        if number := _LIST_NUMBER.match(self.text):
            at.append(number.end())
        if self.kinds is None:
            at += [end for word, most in _MISSPELT for end in self._misspelt(at[-1], word, most)]
        return sorted(set(at), reverse=True)

    def _slips(self, at: int) -> int:
        return 1 if at not in self.bounds and at <= _SLIP else 0

    def _misspelt(self, at: int, word: str, most: int) -> Iterator[int]:
        """Where a misspelt word ends that begins here."""
        wrong = {
            end: OSA.distance(self.text[at:end], word)
            for end in range(at + len(word) - most, at + len(word) + most + 1)
        }
        nearest = min(wrong.values())
        yield from (end for end, distance in wrong.items() if distance == nearest <= most)

    def stops(self, start: int) -> list[int]:
        """Where a name that began may end, if it is spelt as no known one: at words' ends and before talk."""
        ends = set()
        for end in (end for end in self.ends if end > start):
            ends.add(end)
            if end == len(self.text) or self.text.startswith(AT, end) or self.talk_begins(end):
                break
        if talk := _TRAILING_TALK.search(self.text, start + 1):
            ends.add(talk.start())
        return sorted(ends, reverse=True)


def plain(text: str) -> str:
    """The text mended, in one line, with Arabic digits and without the office it was written in."""
    return _OFFICE.sub(" ", arabic(normalise(" ".join(text.split()))).lower())


def mentions(text: str) -> list[Mention]:
    """The stretches of a plain text that may name a unit, each from one word for a kind of unit to the next."""
    text = _DISTRICT.sub(f" {AT}", _ELSEWHERE.sub(" ", text))
    found, kinds, at = [], None, 0
    for mark in _MARK.finditer(text):
        found.append(_mention(kinds, text[at : mark.start()]))
        kinds, at = _MARKS[(mark.lastindex or 1) - 1][0], mark.end()
    found.append(_mention(kinds, text[at:]))
    return [mention for mention in found if mention.words]


def _mention(kinds: frozenset[UnitKind] | None, text: str) -> Mention:
    words, cut_off, size = [], set(), 0
    for word in _WORD.split(text):
        key = letters(word)
        if not key:
            continue
        key = AT + key if word.startswith(AT) else key
        words.append(key)
        size += len(key)
        if word.endswith(_CUT_OFF):
            cut_off.add(size)
    return Mention(kinds, tuple(words), frozenset(cut_off))


def with_places_shared(said: list[Mention]) -> list[Mention]:
    """The same mentions, an อำเภอ that was named before โรงเรียน moved behind the school's name."""
    if all(mention.kinds is None for mention in said):
        return said
    told = [word for mention in said if mention.kinds is None for word in mention.words if word.startswith(AT)]
    if not told:
        return said
    return [
        Mention(mention.kinds, (*mention.words, *told), mention.cut_off)
        if mention.kinds is not None
        else Mention(None, tuple(word for word in mention.words if word not in told))
        for mention in said
        if mention.kinds is not None or set(mention.words) - set(told)
    ]
