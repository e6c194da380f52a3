"""What kinds of files and fields are called where the audit trail is read."""

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
# What an office does around its works, with the number of what it is about.
OFFICE: Final[Mapping[Noted, str]] = MappingProxyType(
    {
        Noted.CALL_MEETING: "นัดประชุมเลขที่ {about}",
        Noted.CALL_OFF_MEETING: "ยกเลิกการประชุมเลขที่ {about}",
        Noted.PROPOSE: "เสนอเรื่องเลขที่ {about} ต่อ ผอ.สพท.",
        Noted.ORDER: "สั่งการในเรื่องเลขที่ {about}",
        Noted.RECORD_ORDER: "บันทึกคำสั่ง ผอ.สพท. ที่สั่งในเอกสาร เรื่องเลขที่ {about}",
        Noted.PUBLISH: "เผยแพร่ข้อมูล {about}",
        Noted.CLOSE_PUBLICATION: "ปิดหน้าเผยแพร่ {about}",
        Noted.OPEN_PUBLICATION: "เปิดหน้าเผยแพร่ {about} อีกครั้ง",
        Noted.PLAN_VISIT: "บันทึกการรับตรวจติดตามเลขที่ {about}",
        Noted.PREPARE_VISIT: "ปรับรายการเตรียมรับตรวจเลขที่ {about}",
        Noted.CALL_OFF_VISIT: "ยกเลิกการรับตรวจติดตามเลขที่ {about}",
        Noted.DRAFT_COMMITTEES: "ร่างคำสั่งแต่งตั้งคณะกรรมการ เลขที่ร่าง {about}",
        Noted.SIGN_COMMITTEES: "ลงเลขที่และวันที่คำสั่งแต่งตั้ง เลขที่ร่าง {about}",
        Noted.REVOKE_COMMITTEES: "ยกเลิกคำสั่งแต่งตั้ง เลขที่ร่าง {about}",
        Noted.RECORD_ATTENDANCE: "บันทึกผู้เข้าประชุมเลขที่ {about}",
        Noted.DRAFT_MINUTES: "ขอร่างรายงานการประชุมเลขที่ {about}",
        Noted.DECLINE: "แจ้งว่าไม่สะดวกหรือส่งผู้แทน เรื่องเลขที่ {about}",
        Noted.TAKE_REQUEST: "รับคำขอข้อมูลเลขที่ {about}",
        Noted.ADD_AGENCY: "เพิ่มหน่วยงาน {about} ในทะเบียนคุม",
        Noted.COMPARE: "ดูผลเปรียบเทียบของ {about}",
        Noted.ADD_UNITS: "เพิ่มหน่วยงานที่รับผิดชอบ {about}",
        Noted.TAKE_OUT_UNITS: "ย้อนการเพิ่มหน่วยงานที่รับผิดชอบ {about}",
    }
)
