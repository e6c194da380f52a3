"""The labels that stand above or below a table, whatever the form: whose it is, who filled it in, when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from domain.forms.keys import heading_key

USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "unit": (
        "หน่วยงาน", "โรงเรียน", "ชื่อโรงเรียน", "กลุ่ม", "กลุ่มงาน", "กลุ่มภารกิจ", "ชื่อหน่วยงาน", "หน่วยงานผู้รายงาน",
        "หน่วยงานที่รายงาน", "สถานศึกษา", "ชื่อสถานศึกษา", "กลุ่ม/หน่วย", "กลุ่ม/โรงเรียน", "หน่วยงาน/โรงเรียน",
        "โรงเรียน/หน่วยงาน", "หน่วยงานผู้ให้ข้อมูล",
    ),
    "reporter": ("ผู้รายงาน", "ผู้ให้ข้อมูล", "ชื่อผู้รายงาน", "ชื่อผู้ให้ข้อมูล", "ผู้กรอกข้อมูล", "ผู้ประสานงาน", "ชื่อ-สกุลผู้รายงาน"),
    "position": ("ตำแหน่ง",),
    "phone": ("โทรศัพท์", "โทร.", "โทร", "เบอร์โทร", "เบอร์โทรศัพท์", "หมายเลขโทรศัพท์"),
    "report_date": ("วันที่รายงาน", "วันที่", "วัน/เดือน/ปี", "วันเดือนปี", "ข้อมูล ณ วันที่"),
    "district": ("อำเภอ",),
    "area": ("สังกัด", "สำนักงานเขตพื้นที่", "สพป.", "จังหวัด"),
}  # fmt: skip
_KNOWN: Final = {heading_key(name) for names in USUAL.values() for name in names}
_LEADER: Final = re.compile(r"[.…_]{3,}|[:：]\s*$")
_INLINE: Final = re.compile(r"([^:：.…_]{2,40}?)\s*[:：.…_]")
_STARTS: Final = re.compile(r"(?:หน่วยงาน|โรงเรียน|ผู้รายงาน|ผู้ให้ข้อมูล|โทรศัพท์|ตำแหน่ง|สังกัด|กลุ่ม)")


def is_usual(text: str) -> bool:
    """Whether a text is one of the usual labels, and nothing else."""
    return heading_key(text) in _KNOWN


def has_room(text: str) -> bool:
    """Whether a text is a label with dots or a colon to write behind."""
    return _LEADER.search(text) is not None or bool(_of_inline(text))


def _of_inline(text: str) -> str:
    found = _INLINE.match(text)
    name = found[1].strip() if found else ""
    return name if name and (heading_key(name) in _KNOWN or _STARTS.match(name)) else ""
