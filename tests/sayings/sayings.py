"""The sayings the second reader learns from: `domain/phrases/sayings/<intent>.txt`, one sentence a line.

Names, days and figures stand there as {school}, {date} and so on; each sentence is learnt with a few of them put in.
The rules' own examples, and the phrases they are tested with, are learnt too.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import domain.phrases
from domain.phrases.text import core_of, key_of
from domain.phrases.understanding import RULES
from tests.domain.test_phrases import PHRASES

FOLDER: Final = Path(domain.phrases.__file__).with_name("sayings")
TIMES: Final = 3  # a sentence with names is learnt with as many different ones
_NAMED: Final = re.compile(r"\{(\w+)\}")
NAMES: Final = {
    "school": "โรงเรียนบ้านหนองไผ่|บ้านห้วยทราย|วัดโพธิ์ทอง|อนุบาลเมืองใหม่|รร.ชุมชนบ้านดอน|บ้านโคกสูง|วัดใหม่สามัคคี|ไทยรัฐวิทยา 99|"
    "หนองบัวพิทยา|บ้านนาดี|โรงเรียนวัดป่าแดง|รร.บ้านสันทราย|ชุมชนวัดกลาง|บ้านน้ำใส|อนุบาลบ้านทุ่ง|99010003|ศรีสว่าง|รร.บ้านใหม่|โรงเรียนบ้านใหม่",
    "group": "กลุ่มอำนวยการ|กลุ่มนโยบายและแผน|กลุ่มการเงิน|กลุ่มบริหารงานบุคคล|กลุ่มบุคคล|กลุ่มนิเทศ|กลุ่มส่งเสริมการจัดการศึกษา|กลุ่มส่งเสริม|"
    "กลุ่มพัฒนาครู|หน่วยตรวจสอบภายใน|กลุ่มกฎหมาย|กลุ่มกฎหมายและคดี|DLICT|นิเทศ|การเงิน|ตสน.|กลุ่มแผน",
    "district": "อำเภอเมือง|อ.ดอนงาม|อ.เมืองใหม่|อำเภอหนองแสง|อ.นาคำ|อำเภอศรีธารา|ทุ่งทอง",
    "person": "มานพ|สมศรี|วันดี|แนน|สุชาติ|อ้อม|ประสิทธิ์|เจ|มาลี ใจดี|ก้อย|วิชัย|สมชาย ดีพร้อม",
    "work": "กลยุทธ์ที่ 3|กลยุทธ์ 1|กลยุทธ์ที่ ๒|แบบกลยุทธ์|emes|emes รายการที่ 2|อีเมส|E-MES|ตรวจราชการ|ตรวจราชการ ศธ.|แบบตรวจราชการ|"
    "รายงานโครงการ|โครงการ|โครงการไตรมาส 2|คก.1|ติดตามกลยุทธ์|รายงานโครงการปี 69|งาน|แบบรายงาน",
    "date": "วันศุกร์นี้|พรุ่งนี้|15 ธ.ค.|วันที่ 20|สิ้นเดือน|จันทร์หน้า|5/12/69|30 พ.ย.|มะรืน|12 มกราคม 2570|วันพุธ|ศุกร์หน้า|๒๐ ธ.ค. ๖๙",
    "days": "3|5|2|สอง|7|๓|10", "n": "3|5|1|12|2|๔|7", "year": "2569|69|2570|70|๒๕๖๙|68",
    "agency": "ศธ.|สำนักนายก|สพฐ.|ศธจ.|ศธภ.|สตผ.|ผู้ตรวจราชการกระทรวง|จังหวัด",
    "reason": "ข้อมูลยังไม่ครบ|ติดประชุม|รอโรงเรียน|ครูลาป่วย|ตัวเลขไม่ตรง|ระบบล่ม|ยังเบิกจ่ายไม่เสร็จ|ติดงานกีฬา|รูปไม่ชัด|เอกสารหาย",
    "topic": "อาหารกลางวัน|เด็กตกหล่น|การอ่านออกเขียนได้|ความปลอดภัยในสถานศึกษา|PM2.5|นมโรงเรียน|ยาเสพติด|ทุนการศึกษา",
    "time": "9 โมง|บ่ายสอง|13.30 น.|สิบโมง|09.00|เที่ยง|บ่ายโมง",
    "round": "รอบ 6 เดือน|รอบ 2|ไตรมาส 3|รอบที่ 1|รอบ 12 เดือน|ไตรมาสแรก",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence and the intent it is for."""

    intent: str
    text: str


def sayings() -> list[Saying]:
    """All sentences as they are written."""
    written = [
        Saying(file.stem, line)
        for file in sorted(FOLDER.glob("*.txt"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    labelled = [Saying(label, text) for text, label, _ in PHRASES if label not in {"other", "unknown"}]
    return [*written, *labelled, *(Saying(str(rule.intent), one) for rule in RULES for one in rule.examples)]


def digest(said: list[Saying]) -> str:
    """By which it is known whether what was learnt is of these."""
    return hashlib.sha256("\n".join(f"{one.intent}\t{one.text}" for one in said).encode()).hexdigest()


def cores(said: list[Saying]) -> Iterator[tuple[str, str]]:
    """Intent and core of each sentence, with names put in."""
    chance = random.Random(1)  # noqa: S311 - the same names each time
    for one in said:
        for _ in range(TIMES if _NAMED.search(one.text) else 1):
            yield one.intent, core_of(key_of(_NAMED.sub(lambda found: _a(found[1], chance), one.text)))


def _a(kind: str, chance: random.Random) -> str:
    return chance.choice(NAMES[kind].split("|"))
