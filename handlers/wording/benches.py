"""What looking at forms is called where the office does it, and where a committee does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from domain.messages import Say
from domain.reviewing import OFFICE, SCREENING, Bench
from handlers.wording import menu


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchWords:
    """The words of a bench.

    `waits`, `seen`: what stands on it and behind it; `yes`, `no`, `all`: buttons; `deed`, `back`: in sentences. `done`:
    what stands above an answer; `good`: what its sender reads; `undone`, `unsent`, `again`: the yes or the no that is
    taken back, and what it waits for then; `start`: leads to the queue; `foot`: stands below a card; `clean`,
    `doubtful`: what nothing stands against, and all else; `why`: asks for a reason, `goes`: whether it is to go,
    `went`: that it has.
    """

    waits: str
    seen: str
    yes: str
    no: str
    all: str
    deed: str
    back: str
    done: str
    good: str
    undone: str
    unsent: str
    again: str
    start: Say
    foot: str
    clean: str
    doubtful: str
    why: str
    goes: str
    went: str


SCREEN: Final = Say("กลั่นกรอง", "กลั่นกรอง")
RESOLVE: Final = Say("บันทึกมติ", "บันทึกมติ")
RESULTS: Final = Say("ผลการกลั่นกรอง", "ผลการกลั่นกรอง")
_OFFICE: Final = BenchWords(
    waits="รอตรวจ",
    seen="ตรวจแล้ว",
    yes="ตรวจรับ",
    no="ส่งกลับแก้ไข",
    all="ตรวจรับทั้งหมด",
    deed="ตรวจรับ",
    back="ส่งกลับ",
    done="ตรวจรับแล้ว",
    good="ตรวจรับเรียบร้อยแล้ว",
    undone="การตรวจรับ",
    unsent="การส่งกลับ",
    again="รอตรวจ",
    start=menu.REVIEWS,
    foot="ยังไม่ตรวจรับ ผู้ส่งยังแก้หรือส่งฉบับใหม่ได้",
    clean="ไม่พบจุดต้องแก้",
    doubtful="มีจุดที่ควรดู",
    why="ส่งกลับแก้ไขเพราะเหตุใด",
    goes="ส่งกลับแก้ไขใช่ไหม",
    went="ส่งกลับ",
)
_COMMITTEE: Final = BenchWords(
    waits="รอมติกลั่นกรอง",
    seen="มีมติแล้ว",
    yes="มติ: ผ่าน",
    no="มติ: ให้แก้ไข",
    all="มติผ่านทั้งหมด",
    deed="บันทึกมติผ่าน",
    back="บันทึกมติให้แก้ไข",
    done="บันทึกมติ ผ่าน แล้ว",
    good="ผ่านการกลั่นกรองแล้ว",
    undone="มติผ่าน",
    unsent="มติให้แก้ไข",
    again="รอมติกลั่นกรอง",
    start=RESOLVE,
    foot="มติเป็นของคณะกรรมการ ระบบบันทึกตามที่ท่านกด",
    clean="กรรมการเห็นว่าผ่าน",
    doubtful="มีผู้เห็นควรแก้ไข หรือยังไม่มีความเห็น",
    why="คณะกรรมการมีมติให้แก้ไขเรื่องใด",
    goes="บันทึกมติให้แก้ไขใช่ไหม",
    went="บันทึกมติให้แก้ไข และส่งกลับ",
)
_OF: Final[Mapping[str, BenchWords]] = MappingProxyType({OFFICE.key: _OFFICE, SCREENING.key: _COMMITTEE})


def words_of(bench: Bench) -> BenchWords:
    """How looking at forms is spoken of on that bench."""
    return _OF[bench.key]


def next_taps(bench: Bench) -> tuple[Say, ...]:
    """What an answer to whoever decides there offers next."""
    results = (RESULTS,) if bench.is_committee else ()
    return (words_of(bench).start, *results, *menu.OVERSEER)
