"""What kinds of files and fields are called where the audit trail is read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

FILES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "blank": "แบบฟอร์ม",
        "summary": "ไฟล์สรุป",
        "invitations": "รายการรหัสลงทะเบียน",
        "full_text": "คำตอบฉบับเต็ม",
        "audit": "ไฟล์ประวัติ",
        "my_data": "ไฟล์ข้อมูลส่วนตัว",
        "posters": "ใบเชิญลงทะเบียน",
        "marked": "ไฟล์ที่ทำเครื่องหมายไว้",
        "sent": "ไฟล์ที่หน่วยงานส่ง",
        "album": "ภาพย่อของอัลบั้ม",
        "memo": "ร่างบันทึกข้อความ",
        "order": "คำสั่งแต่งตั้ง",
        "minutes": "ร่างรายงานการประชุม",
        "appointment": "ไฟล์ปฏิทิน",
        "announced": "ไฟล์ที่แจ้งเวียน",
        "booklet": "รูปเล่ม",
        "booklet page": "ภาพหน้าของรูปเล่ม",
        "register": "ทะเบียนคุม",
        "policies": "ตารางวิเคราะห์นโยบาย",
        "plan": "ไฟล์แผน",
        "evidence": "หลักฐานที่หน่วยงานส่ง",
    }
)
PAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "board": "หน้าภาพรวม",
        "own": "หน้างานของหน่วยงาน",
        "unit": "หน้าของ",
        "requirement": "หน้างาน",
        "debt": "หน้ารายการเลขที่",
        "search": "หน้าค้นหา",
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
