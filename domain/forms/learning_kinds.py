"""What a column of an unknown form holds, by the words of its heading and by what is printed in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from domain.forms.dates import read_date
from domain.forms.definition import Kind
from domain.forms.grid import Raw
from domain.forms.numbers import read_number
from domain.forms.values import UNREADABLE, Shown, as_text, read_value
from domain.thai import normalise

_LONG_SAMPLE: Final = 40
_PLAIN_LOOK: Final = Shown(bool, {})
# The first that fits wins; what stands right over the cells says more than the group's heading.
_WORDS: Final = tuple(
    (kind, re.compile("|".join(words)))
    for kind, words in (
        (
            Kind.LONG_TEXT,
            (
                "ปัญหา|อุปสรรค|ข้อเสนอ|ข้อคิดเห็น|ข้อค้นพบ|แนวทาง|วิธีดำเนิน|วิธีการ|กิจกรรม|รายละเอียด|เชิงคุณภาพ|บรรยาย",
                "สรุปผล|อธิบาย|ปัจจัย|ความสำเร็จ(?!.*ร้อยละ)|สภาพ|ความต้องการ|ระดับพื้นที่|เชิงนโยบาย|ตัวชี้วัด|ประเด็น",
                "คำถาม|คำตอบ|รายการ(?!.*จำนวน)|มาตรการ|สาเหตุ|ผลลัพธ์|เหตุผล",
            ),
        ),
        (
            Kind.DATE,
            (
                r"วันที่|วัน\s*เดือน\s*ปี|วัน/เดือน/ปี|ว\.?ด\.?ป\.?|กำหนด(?:ส่ง|แล้วเสร็จ)",
                r"ระยะเวลา.*\((?:เริ่ม|สิ้นสุด)|^\(?(?:เริ่ม|สิ้นสุด)",
            ),
        ),
        (Kind.CODE, ("^รหัส|เลขประจำตัว|smis",)),
        (
            Kind.TEXT,
            (
                "^ชื่อ|โทร|เบอร์|ผู้รับผิดชอบ|ผู้รายงาน|ผู้ประสาน|ตำแหน่ง|หลักฐาน|เอกสาร|ร่องรอย|ลิงก์|link|หมายเหตุ|หน่วยนับ",
                "^ภาพ|ภาพถ่าย|ภาพกิจกรรม|รูปภาพ|สถานะ|ประเภท|นวัตกรรม",
            ),
        ),
        (Kind.PERCENT, ("ร้อยละ|%|เปอร์เซ็น",)),
        (Kind.SCORE, ("ระดับคะแนน|ระดับคุณภาพ|ระดับความสำเร็จ|ค่าคะแนน|^คะแนน(?!เฉลี่ย|เต็ม|สอบ)",)),
        (Kind.TARGET, ("^(?:ค่า)?เป้าหมาย",)),
        (Kind.MONEY, ("งบ(?:ประมาณ|ฯ)?|บาท|เงิน|ค่าใช้จ่าย|เบิกจ่าย|จัดสรร|ค่าตอบแทน|ค่าใช้สอย|ค่าวัสดุ",)),
        (Kind.NUMBER, ("เฉลี่ย|คะแนน|ค่า(?:ร้อย)?|น้ำหนัก|ส่วนสูง|ไร่",)),
        (
            Kind.INTEGER,
            (
                r"จำนวน|\(?คน\)?$|\(คน\)|\(แห่ง\)|\(โรง(?:เรียน)?\)|\(ครั้ง\)|\(ห้อง\)|\(หลัง\)|\(เรื่อง\)|แห่ง$",
                "ชาย$|หญิง$|^รวม|ทั้งหมด|ทั้งสิ้น|ห้อง(?:เรียน)?$|^ครั้งที่",
            ),
        ),
        (Kind.LONG_TEXT, ("ผลการดำเนิน|การดำเนินการ|ผลการปฏิบัติ|ผลที่เกิด",)),
    )
)
# Beside each other under the results they are figures; เป้าหมาย alone may be "ร้อยละ 80 ขึ้นไป", ผล alone a sentence.
_FIGURES: Final = re.compile("(?:ค่า|จำนวน)?เป้าหมาย|ผล")
_RESULTS: Final = re.compile("^ผล(?:การ)?(?:ดำเนิน|ปฏิบัติ)")
_GROUP_WORDS: Final = frozenset({Kind.MONEY, Kind.INTEGER, Kind.PERCENT, Kind.DATE, Kind.SCORE, Kind.NUMBER})


def kind_of(
    heading: str, group: str, samples: Sequence[Raw], *, percent: bool = False, known: Kind | None = None
) -> Kind:
    """The kind of a column. `samples`: what a blank has in it; `percent`: its cells are drawn as per cents.

    `known`: the kind of the office's own column with this heading, which only what is printed can contradict.
    """
    if known is not None:
        return _by_samples(known, samples)
    told = kind_told(heading, group, printed=bool(samples))
    if percent and told in {None, Kind.NUMBER, Kind.INTEGER}:
        told = Kind.PERCENT
    return _by_samples(told, samples)


def kind_told(heading: str, group: str, *, printed: bool = False) -> Kind | None:
    """What the words of a heading say, None where they say nothing. `printed`: the blank has the cells already."""
    own, above = _plain(heading), _plain(group)
    if not printed and _FIGURES.fullmatch(own) and _RESULTS.search(above):
        return Kind.NUMBER
    told = _by_words(own)
    if told is None and above:
        from_above = _by_words(above)
        return from_above if from_above in _GROUP_WORDS else None
    return Kind.MONEY if told is Kind.NUMBER and _by_words(above) is Kind.MONEY else told


def _plain(text: str) -> str:
    return normalise(text).replace(" ", "").lower()


def _by_words(text: str) -> Kind | None:
    return next((kind for kind, words in _WORDS if words.search(text)), None)


def _by_samples(told: Kind | None, samples: Sequence[Raw]) -> Kind:
    """What is printed can contradict the words: a column of numbers that holds sentences is none."""
    texts = [text for raw in samples if (text := as_text(raw))]
    if not texts:
        return told or Kind.TEXT
    long = max(map(len, texts)) > _LONG_SAMPLE
    if told in {Kind.INTEGER, Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.SCORE}:
        numbers = sum(read_number(text) is not None for text in texts)
        return told if numbers * 2 >= len(texts) else Kind.LONG_TEXT if long else Kind.TEXT
    if told is Kind.TARGET and any(read_value(told, raw, _PLAIN_LOOK).code == UNREADABLE for raw in samples):
        return Kind.TEXT  # เป้าหมาย: ทุกโรงเรียน
    if told is None and all(isinstance(raw, int | float) for raw in samples if as_text(raw)):
        return Kind.NUMBER
    if told is Kind.DATE and not any(read_date(raw) for raw in samples):
        return Kind.TEXT
    return Kind.LONG_TEXT if told in {None, Kind.TEXT} and long else told or Kind.TEXT
