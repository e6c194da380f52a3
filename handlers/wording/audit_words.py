"""What the audit trail's lines call files, fields of a requirement, and what is done to the control register."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from domain.audit import Noted

FILES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "blank": "แบบฟอร์ม",
        "summary": "ไฟล์สรุป",
        "invitations": "รายการรหัสลงทะเบียน",
        "full_text": "คำตอบฉบับเต็ม",
        "audit": "ไฟล์ประวัติ",
        "my_data": "ไฟล์ข้อมูลส่วนตัว",
        "posters": "ใบเชิญลงทะเบียน",
        "register": "ทะเบียนคุม",
    }
)
FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "title": "ชื่อเรื่อง",
        "opens_at": "วันเปิดรับ",
        "external_due_at": "กำหนดส่งหน่วยงานภายนอก",
        "agency": "หน่วยงานที่รับ",
        "urgency": "ความเร่งด่วน",
        "work": "ประเภทงาน",
        "form": "แบบฟอร์ม",
        "fiscal_year_be": "ปีงบประมาณ",
        "round": "รอบ",
        "round_name": "ชื่อรอบ",
        "period_start": "ช่วงข้อมูล",
        "period_end": "ช่วงข้อมูล",
    }
)
# Behind the name of who did it; `about` and the line's details are put in.
OF_REGISTERS: Final[Mapping[Noted, str]] = MappingProxyType(
    {
        Noted.TAKE_REQUEST: "รับคำขอข้อมูลเลขที่ {about}",
        Noted.ADD_AGENCY: "เพิ่มหน่วยงาน {about} ในทะเบียนคุม",
        Noted.RECORD_SENDING: "บันทึกการส่ง {about} หนังสือที่ {letter} {debts} รายการ",
        Noted.STRIKE_ROW: "ขีดฆ่าทะเบียนคุม {about} เหตุผล {reason}",
        Noted.SHOW_REGISTER: "ดูทะเบียนคุมปี {about}",
    }
)
