"""The Thai words of the plan workbook for our own keys: first the one we write, then others we understand."""

from __future__ import annotations

from typing import Final

from domain.plan import EVERY_GROUP, EVERY_SCHOOL, THE_OFFICE, Role, UnitKind

UNIT_KINDS: Final[dict[str, tuple[str, ...]]] = {
    UnitKind.OFFICE: ("สำนักงานเขต", "สำนักงานเขตพื้นที่การศึกษา", "สพป.", "สพท.", "เขต"),
    UnitKind.GROUP: ("กลุ่ม", "กลุ่มภารกิจ", "หน่วย"),
    UnitKind.CLUSTER: ("กลุ่มโรงเรียน", "เครือข่าย", "กลุ่มเครือข่าย", "ศูนย์เครือข่าย", "คลัสเตอร์"),
    UnitKind.SCHOOL: ("โรงเรียน", "สถานศึกษา", "รร."),
}
ROLES: Final[dict[str, tuple[str, ...]]] = {
    Role.OFFICER: ("เจ้าหน้าที่ติดตามประเมินผล", "เจ้าหน้าที่ติดตาม"),
    Role.ADMIN: ("ผู้ดูแลระบบ", "แอดมิน"),
    Role.DIRECTOR: ("ผู้อำนวยการเขต", "ผอ.เขต", "ผอ.สพป.", "ผอ.สพท."),
    Role.DEPUTY: ("รองผู้อำนวยการเขต", "รองผอ.เขต", "รองผอ.สพป.", "รองผอ.สพท."),
    Role.GROUP_HEAD: ("ผู้อำนวยการกลุ่ม", "ผอ.กลุ่ม", "หัวหน้ากลุ่ม"),
    Role.GROUP_STAFF: ("ผู้รายงานของกลุ่ม", "เจ้าหน้าที่กลุ่ม", "บุคลากรในกลุ่ม"),
    Role.SCHOOL_DIRECTOR: ("ผู้อำนวยการโรงเรียน", "ผอ.รร.", "ผอ.โรงเรียน", "รักษาการผู้อำนวยการโรงเรียน"),
    Role.SCHOOL_STAFF: ("เจ้าหน้าที่โรงเรียน", "ธุรการโรงเรียน", "ครูผู้รับผิดชอบ", "ครู"),
    Role.CLUSTER_CHAIR: ("ประธานกลุ่มโรงเรียน", "ประธานกลุ่มเครือข่าย", "ประธานเครือข่าย", "ประธานศูนย์เครือข่าย"),
}
SUBJECT_KINDS: Final[dict[str, tuple[str, ...]]] = {
    "strategy": ("กลยุทธ์", "กลยุทธ"),
    "topic": ("ประเด็น", "เรื่อง"),
    "project": ("โครงการ",),
    "item": ("รายการ",),
}
DEBTORS: Final[dict[str, tuple[str, ...]]] = {
    EVERY_SCHOOL: ("ทุกโรงเรียน", "โรงเรียนทุกแห่ง", "ทุก รร."),
    EVERY_GROUP: ("ทุกกลุ่ม", "ทุกกลุ่มภารกิจ", "กลุ่มทุกกลุ่ม"),
    THE_OFFICE: ("สำนักงานเขต", "สพป.", "สพท.", "เขต"),
}
WORKS: Final[dict[str, tuple[str, ...]]] = {
    "strategy": ("กลยุทธ์", "ติดตามกลยุทธ์"),
    "inspection": ("ตรวจราชการ",),
    "emes": ("E-MES", "อีเมส"),
    "project": ("โครงการ",),
}
FORMS: Final[dict[str, tuple[str, ...]]] = {
    "strategy": ("แบบ กย.๑", "กย.๑"),
    "inspection": ("แบบ ตร.๑", "ตร.๑"),
    "emes": ("แบบ มส.๑", "มส.๑"),
    "project": ("แบบ คก.๑", "คก.๑"),
}
DAY_KINDS: Final[dict[str, tuple[str, ...]]] = {"off": ("วันหยุด", "หยุด"), "working": ("วันทำการ", "ทำงาน", "วันทำงาน")}
ROUNDS: Final[dict[str, str]] = {
    "6m": "รอบ ๖ เดือน",
    "9m": "รอบ ๙ เดือน",
    "12m": "รอบ ๑๒ เดือน",
    "q1": "ไตรมาสที่ ๑",
    "q2": "ไตรมาสที่ ๒",
    "q3": "ไตรมาสที่ ๓",
    "q4": "ไตรมาสที่ ๔",
    "1": "รอบที่ ๑",
    "2": "รอบที่ ๒",
    "3": "รอบที่ ๓",
    "ye": "สิ้นปีงบประมาณ",
}


def word_of(words: dict[str, tuple[str, ...]], key: str) -> str:
    """The Thai word we write for a key, or the key when there is none."""
    return words[key][0] if key in words else key
