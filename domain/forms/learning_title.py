"""The title of a blank, without the year and the round: those change, the form stays the same."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from domain.forms.grid import Sheet
from domain.forms.keys import heading_key
from domain.forms.layers import shown
from domain.forms.usual_labels import has_room, is_usual
from domain.thai import arabic, normalise

_SHORTEST: Final = 8
_LONGEST: Final = 200
_TITLED: Final = re.compile(r"แบบ|รายงาน|สรุป|สำรวจ|ตาราง|บัญชี|ทะเบียน|ข้อมูล|ติดตาม|ประเมิน|ตรวจ")
_OFFICE: Final = re.compile(r"^(?:สำนักงาน|สพป|สพม|กระทรวง|โรงเรียน|กลุ่ม|นโยบาย|ประเด็น|เรื่อง|หน่วยงาน)")
_TAIL: Final = re.compile(
    r"\s*(?:[(\[]?\s*(?:(?:ประจำ)?ปี\s*(?:งบ\S*|การศึกษา)?|ปีการศึกษา|ภาคเรียน|พ\.?\s?ศ\.?|ไตรมาส|(?<![\u0e01-\u0e4e])(?:รอบ|ครั้ง|งวด|ระยะ))"
    r"\s*(?:ที่|งบประมาณ|พ\.?\s?ศ\.?|\s)*[0-9]).*$",
    re.DOTALL,
)
_ENDING: Final = re.compile(r"\.[A-Za-z]{2,5}$")
_VERSION: Final = re.compile(r"[\s_(-]*(?:\(?[0-9]{1,2}\)|final|ล่าสุด|แก้ไข|ใหม่|copy|สำเนา)+\)?$", re.IGNORECASE)


class Named(NamedTuple):
    """A title. `stated`: the blank says it itself."""

    text: str
    stated: bool


def title_of(sheet: Sheet, first: int, file_name: str) -> Named:
    """The title above row `first` (from 0), wherever it stands; else the file's name."""
    texts = [
        text
        for row in sheet.rows[:first]
        for raw in row
        if isinstance(raw, str) and _SHORTEST <= len(text := shown(raw)) <= _LONGEST
        and not has_room(text) and not is_usual(text)
    ]  # fmt: skip
    if not texts:
        return Named(_of_file(file_name), stated=False)
    best = max(
        texts, key=lambda text: (_TITLED.search(text) is not None and not _OFFICE.match(text), -texts.index(text))
    )
    return Named(without_year(best), stated=True)


def without_year(title: str) -> str:
    """The title up to its year or round; whole where nothing would be left."""
    title = normalise(title)
    plain = arabic(title)  # as long as the title: digits only change their looks
    found = _TAIL.search(plain)
    short = title[: found.start()].strip(" -–—:/(") if found else title
    return short if len(heading_key(short)) >= _SHORTEST else title


def _of_file(name: str) -> str:
    stem = _VERSION.sub("", _ENDING.sub("", normalise(name))).replace("_", " ").strip()
    return stem or "แบบฟอร์ม"
