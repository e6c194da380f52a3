"""Rules of what is said about making figures public."""

from __future__ import annotations

from typing import Final

from domain.phrases.rules import Intent, Rule, rule

PUBLICATIONS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.PUBLICATIONS,
        r"(?:ปิด|เปิด|หยุด|ยกเลิก|เลิก|ดู|ขอ|ลิงก์|ลิ้งค์?|สถิติ|ประวัติ|ทะเบียน)(?:หน้า|การ|ลิงก์|ลิ้งค์?|สถิติ|ประวัติ)*เผยแพร่|"
        r"^หน้าเผยแพร่|เผยแพร่(?:อะไร|เรื่องไหน|ที่ไหน|ไปแล้ว|แล้วกี่|แล้วหรือ)|(?:ใคร|กี่คน|กี่ครั้ง).{0,6}เปิด(?:ดู|อ่าน).{0,6}เผยแพร่|"
        r"เผยแพร่.{0,12}(?:เปิดดู|กี่ครั้ง|กี่คน)",
        "หน้าเผยแพร่",
        "ปิดหน้าเผยแพร่",
        "สถิติการเผยแพร่",
        lacks="<HOW>",
    ),
    rule(
        Intent.PUBLISH,
        r"^(?:ขอ|ช่วย|อยาก|จะ|ให้)*(?:เผยแพร่|เผยเเพร่|ทำหน้าเผยแพร่)(?!ไม่)",
        "เผยแพร่ข้อมูล E-MES",
        "เผยแพร่รายงานโครงการ ปี 69",
        lacks="<HOW>|<WHO>|<YET>|<NOT>",
    ),
)
