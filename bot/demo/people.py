"""The people of the fictional district, each with an invented registration code."""

from __future__ import annotations

from typing import Final

from domain.plan import PlanPerson, Role

_HEAD: Final = "ผู้อำนวยการกลุ่ม"
_STAFF: Final = "นักวิชาการศึกษาชำนาญการ"
_SCHOOL_HEAD: Final = "ผู้อำนวยการโรงเรียน"
_LINES: Final = (
    ("DIR-2M8H", "นายสมมติ ศรีธารา", "ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา", "SRT1", Role.DIRECTOR),
    ("DEP-4K7R", "นางเดือนเพ็ญ ตัวอย่างวงศ์", "รองผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา", "SRT1", Role.DEPUTY),
    ("DEP-9T3C", "นายอำนาจ จำลองไกร", "รองผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา", "SRT1", Role.DEPUTY),
    ("PLN-6W2E", "นางสาวรินรดา ทดสอบวัฒนา", "นักวิเคราะห์นโยบายและแผนชำนาญการ", "PLAN", Role.OFFICER),
    ("GEN-3H9D", "นางอรุณี ตัวอย่างมาก", _HEAD, "GENERAL", Role.GROUP_HEAD),
    ("GEN-7Q4K", "นายเอก สมมติชน", "นักจัดการงานทั่วไปชำนาญการ", "GENERAL", Role.GROUP_STAFF),
    ("PLN-8J5F", "นางพิมพ์ใจ สมมติวรรณ", _HEAD, "PLAN", Role.GROUP_HEAD),
    ("DLI-5V2X", "นายภาคิน จำลองเทพ", _HEAD, "DLICT", Role.GROUP_HEAD),
    ("DLI-4N8B", "นายต้น ตัวอย่างไพร", "นักวิชาการคอมพิวเตอร์ปฏิบัติการ", "DLICT", Role.GROUP_STAFF),
    ("FIN-7C3M", "นางเพ็ญศรี สมมติทรัพย์", _HEAD, "FINANCE", Role.GROUP_HEAD),
    ("FIN-2Y6P", "นางสาวแพรว ทดสอบเงิน", "นักวิชาการเงินและบัญชีชำนาญการ", "FINANCE", Role.GROUP_STAFF),
    ("HRM-9D4T", "นายสุเทพ จำลองชาติ", _HEAD, "HR", Role.GROUP_HEAD),
    ("HRM-3X7W", "นางสาวมินตรา ตัวอย่างคำ", "นักทรัพยากรบุคคลปฏิบัติการ", "HR", Role.GROUP_STAFF),
    ("TDV-6B9K", "นางนงนุช ทดสอบใจ", _HEAD, "TEACHER_DEV", Role.GROUP_HEAD),
    ("TDV-8F2Q", "นายบอย สมมติเลิศ", "นักทรัพยากรบุคคลชำนาญการ", "TEACHER_DEV", Role.GROUP_STAFF),
    ("SUP-4R7H", "นายวิทยา จำลองปัญญา", "ศึกษานิเทศก์ ผู้อำนวยการกลุ่ม", "SUPERVISION", Role.GROUP_HEAD),
    ("SUP-5M3J", "นางสาวฝน ตัวอย่างรัตน์", "ศึกษานิเทศก์ชำนาญการ", "SUPERVISION", Role.GROUP_STAFF),
    ("PRO-2K8V", "นางกัลยา สมมติบุญ", _HEAD, "PROMOTION", Role.GROUP_HEAD),
    ("PRO-9W6C", "นายปอ ทดสอบธรรม", _STAFF, "PROMOTION", Role.GROUP_STAFF),
    ("AUD-7P4X", "นางสาวจารุณี จำลองวัด", "ผู้อำนวยการหน่วยตรวจสอบภายใน", "AUDIT", Role.GROUP_HEAD),
    ("LAW-3T9N", "นายนิติ ตัวอย่างกฎ", "ผู้อำนวยการกลุ่มกฎหมายและคดี", "LEGAL", Role.GROUP_HEAD),
    ("SCH-2A7K", "นายก้องภพ ตัวอย่างศรี", _SCHOOL_HEAD, "99010001", Role.SCHOOL_DIRECTOR),
    ("SCH-4D9M", "นางสาวดวงใจ สมมติวงศ์", _SCHOOL_HEAD, "99010002", Role.SCHOOL_DIRECTOR),
    ("SCH-6F3P", "นายอนุชา จำลองสุข", _SCHOOL_HEAD, "99010003", Role.SCHOOL_DIRECTOR),
    ("SCH-8H5R", "นางมาลี ทดสอบดี", "รักษาการในตำแหน่งผู้อำนวยการโรงเรียน", "99010007", Role.SCHOOL_DIRECTOR),
    ("SCH-3J7T", "นายปกรณ์ ตัวอย่างชัย", _SCHOOL_HEAD, "99010011", Role.SCHOOL_DIRECTOR),
    ("SCH-5K9V", "นางรัชนี สมมติผล", _SCHOOL_HEAD, "99010012", Role.SCHOOL_DIRECTOR),
    ("SCH-7M4X", "นายวีระ จำลองศักดิ์", _SCHOOL_HEAD, "99010013", Role.SCHOOL_DIRECTOR),
    ("SCH-9P6B", "นางสุนทรี ทดสอบสกุล", _SCHOOL_HEAD, "99010021", Role.SCHOOL_DIRECTOR),
    ("SCH-2R8D", "นายชาติชาย สมมติกุล", _SCHOOL_HEAD, "99010022", Role.SCHOOL_DIRECTOR),
    ("SCH-4T3F", "นางสาวกนกวรรณ ตัวอย่างพงษ์", _SCHOOL_HEAD, "99010031", Role.SCHOOL_DIRECTOR),
    ("SCH-6V5H", "นายสมชัย จำลองพันธ์", _SCHOOL_HEAD, "99010032", Role.SCHOOL_DIRECTOR),
    *(
        (code, name, _SCHOOL_HEAD, cluster, Role.CLUSTER_CHAIR)
        for code, name, cluster in (
            ("SCH-4D9M", "นางสาวดวงใจ สมมติวงศ์", "CL-MUEANG"),
            ("SCH-3J7T", "นายปกรณ์ ตัวอย่างชัย", "CL-THUNG"),
            ("SCH-9P6B", "นางสุนทรี ทดสอบสกุล", "CL-BUENG"),
            ("SCH-6V5H", "นายสมชัย จำลองพันธ์", "CL-KHAO"),
        )
    ),
    ("SCH-8X7J", "นายธนา ทดสอบการ", "ผู้อำนวยการโรงเรียนแม่ข่าย", "99010033", Role.SCHOOL_DIRECTOR),
)

PEOPLE: Final = tuple(
    PlanPerson(code=code, name=name, position=position, unit=unit, role=role)
    for code, name, position, unit, role in _LINES
)
