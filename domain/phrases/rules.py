"""The grammar of typed Thai: an ordered table of keyword rules. The first rule that fits wins.

Order carries the border cases of negation and questions: what must not act (remind, extend, approve, cancel, plans
and excuses) stands before what acts, "how" before the deed it asks about. Patterns are written as people spell;
`<WORD>` stands for a group of VOCABULARY; tone marks are dropped from patterns and texts alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.phrases.text import folded


class Intent(StrEnum):
    """What a typed sentence asks of the bot."""

    ACCEPT = "accept"
    ACCEPT_CLEAN = "accept_clean"
    ACKNOWLEDGE = "acknowledge"
    ANNOUNCE_WORK = "announce_work"
    ALBUM = "album"
    APPROVE = "approve"
    APPROVE_USERS = "approve_users"
    ASSIGN = "assign"
    ASSIGN_TOPIC = "assign_topic"
    AUDIT = "audit"
    AUDIT_DUE = "audit_due"
    BIND_GROUP = "bind_group"
    BOOKLET = "booklet"
    BOUND_GROUPS = "bound_groups"
    BROADCAST = "broadcast"
    CANCEL_DIALOG = "cancel_dialog"
    CANCEL_REQUIREMENT = "cancel_requirement"
    CAPTION = "caption"
    CARRY_OVER = "carry_over"
    CHECKED_ABOVE = "checked_above"
    CLAIM_ONLY = "claim_only"
    COMPARE = "compare"
    CONTROL_REGISTER = "control_register"
    CREATE_REQUIREMENT = "create_requirement"
    DASHBOARD = "dashboard"
    DECLINE = "decline"
    DISPATCH_RECORD = "dispatch_record"
    DRAFT_MEMO = "draft_memo"
    DRAFT_ORDER = "draft_order"
    DROP_EXTENSION = "drop_extension"
    EXEMPT = "exempt"
    EXPORT = "export"
    EXTEND_REQUEST = "extend_request"
    EXTENSION_REQUESTS = "extension_requests"
    FORGET_ME = "forget_me"
    GET_FORM = "get_form"
    GROUP_DIGEST = "group_digest"
    GROUP_SAYS = "group_says"
    HAND_OVER = "hand_over"
    HELP = "help"
    IGNORE = "ignore"
    INVITE = "invite"
    MEETING = "meeting"
    MENTION_ME = "mention_me"
    MINUTES = "minutes"
    MORNING = "morning"
    MY_DATA = "my_data"
    MOVE_OUT = "move_out"
    MY_ORDERS = "my_orders"
    MY_TASKS = "my_tasks"
    NIL_REPORT = "nil_report"
    NO_CAPTIONS = "no_captions"
    PASSED = "passed"
    NOT_UNDERSTOOD = "not_understood"
    NUMBER_ORDER = "number_order"
    ORDERS = "orders"
    PASSWORD_WARNING = "password_warning"  # noqa: S105 - the name of an intent
    PROPOSALS = "proposals"
    PUBLISH = "publish"
    PUBLICATIONS = "publications"
    PROPOSE = "propose"
    RECORD_ORDER = "record_order"
    PICTURE_BACK = "picture_back"
    PICTURE_OUT = "picture_out"
    PLAN_FILE = "plan_file"
    POLICIES = "policies"
    PRIVACY_NOTICE = "privacy_notice"
    PROMISE = "promise"
    QUOTA = "quota"
    REGISTER_ROW = "register_row"
    REGISTER_USER = "register_user"
    REHEARSE = "rehearse"
    REJECT = "reject"
    REJECT_GUESS = "reject_guess"
    REMIND = "remind"
    REQUEST_IN = "request_in"
    RESOLUTIONS = "resolutions"
    RESOLVE_ALL = "resolve_all"
    RESOLVE_FIX = "resolve_fix"
    RESOLVE_PASS = "resolve_pass"  # noqa: S105 - the name of an intent
    RESTORE_REQUIREMENT = "restore_requirement"
    RETURN_FOR_FIX = "return_for_fix"
    REVIEWS = "reviews"
    SCREEN = "screen"
    SCREENED = "screened"
    REVOKE_ORDER = "revoke_order"
    SET_DEADLINE = "set_deadline"
    SHIFT_DEADLINE = "shift_deadline"
    SMALLTALK = "smalltalk"
    SNOOZE = "snooze"
    STATUS_ONE = "status_one"
    STEPS = "steps"
    STRIKE_ROW = "strike_row"
    SUBMIT = "submit"
    SUMMARY = "summary"
    TAUGHT = "taught"
    TELL_ACCEPTED = "tell_accepted"
    TO_ACKNOWLEDGE = "to_acknowledge"
    TRANSFER = "transfer"
    UNACKNOWLEDGED = "unacknowledged"
    UNDELIVERED = "undelivered"
    UNBIND_GROUP = "unbind_group"
    UNDO = "undo"
    USE_AS_FORM = "use_as_form"
    USE_AS_ORDER = "use_as_order"
    UNKNOWN = "unknown"
    UPLOAD_TROUBLE = "upload_trouble"
    VISIT = "visit"
    WAKE = "wake"
    WHO_MISSING = "who_missing"
    WHO_SENT = "who_sent"
    WHY = "why"
    WITHDRAW = "withdraw"


VOCABULARY: Final = {
    "RR": r"(?<![กธบสวพ])รร(?![มคย])",  # โรงเรียน, not the รร of กรรมการ
    "UNIT": r"(?:โรงเรียน|โรง|<RR>|กลุ่มงาน|กลุ่ม|หน่วยงาน|หน่วย|เขต|อำเภอ|ฝ่าย|แผนก|แห่ง|คน|ราย|เจ้า|ที่|ท่าน|ผู้|พวก)",
    "WHO": r"(?:ใคร|ไคร|คัย|ครัย|<UNIT>(?:ไหน|ใด)|(?:โรงเรียน|โรง|<RR>|กลุ่ม|หน่วย)อะไรบ้าง|"
    r"(?:ราย|ขอ)ชื่อ|ลิสต์|ลิส|list|กี่<UNIT>|พวกที่|ผู้ที่|"
    r"<UNIT>ที่(?=.*(?:ส่ง|ค้าง|กำหนด|รายงาน|ขาด|เหลือ)))",
    "NOT": r"(?:ไม่|(?<!ห)ม่าย)(?:ได้|เคย|ค่อย|ยอม|เห็น|ทัน|มี)*",
    "SEND": r"(?:นำส่ง|จัดส่ง|ส่ง|รายงาน|กรอก|คีย์|อัพโหลด|อัปโหลด|upload|แนบ)",
    "LACK": r"(?:<NOT>(?:มา|ทำ|เข้าไป|เข้า)*(?:<SEND>|เสร็จ|เรียบร้อย|ครบ|คืน|มา$|เข้า(?:emes|ระบบ))|"
    r"ค้าง|ขาด|เหลือ|ไม่มีวี่แวว|(?:เลย|เกิน|พ้น)(?:กำหนด|เวลา)|ล่าช้า|ส่งช้า)",
    "ME": r"(?:ของ)?(?:ดิฉัน|ฉัน|ชั้น|กระผม|ผม|หนู|พวกเรา|เรา|ตัวเอง|ตนเอง|(?:โรงเรียน|<RR>)นี้)",
    "WHAT": r"(?:อะไร|อะไ(?!ร)|อาราย|ไร|กี่(?:งาน|อย่าง|ชิ้น|เรื่อง|รายการ|แบบ))",
    "WHEN": r"(?:วันไหน|เมื่อไ|เมื่อใด|ตอนไหน|วันที่เท่าไ|วันที่ไหน|กี่โมง|วันอะไร|เดือนไหน|ถึงไหน)",
    "YET": r"(?:(?:แล้ว)?(?:หรือ|รึ|ลึ|ร)?ยัง|(?:แล้ว)?(?:ใช่)?(?:ไหม|มั้ย|มัย|ไม๊|ป่าว|ปะ|หรือเปล่า|รึเปล่า))(?:อ่ะ|เอ่ย|บ้าง)?$",
    "HOW": r"(?:(?<!เป็น)(?:ยังไง|อย่างไร|ยังงัย|ยังงาย|ไงดี)|(?<!เป็น)(?<!ยัง)ไง(?:$|บ้าง)|วิธี|ขั้นตอน|ทำไง|"
    r"เป็นไฟล์(?:อะไร|ไหน|แบบไหน))",
    "TIME": r"(?:พรุ่งนี้|มะรืน|วันนี้|เย็นนี้|บ่าย|ตอนเย็น|ตอนเช้า|คืนนี้|อาทิตย์|สัปดาห์|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|"
    r"สิ้น|ต้น|กลาง|หลัง|ภายใน|วันที่|วันหลัง|เดือนหน้า|ทีหลัง|เร็วๆ?นี้|อีก(?:สักครู่|แป๊บ|นิด|เดี๋ยว|\d)|\d+(?:วัน|โมง)|"
    r"(?<!เ)ช้า|สาย|เลท|ล่าช้า)",
    "NAMED": r"(?:(?:โรงเรียน|<RR>|กลุ่ม)(?!<ME>|ไหน|ใด|ที่|ภารกิจ|นี้|ของ|ต่าง|ทั้ง|ทุก|ยัง|<SEND>(?!เสริม)|มี|ค้าง|เหลือ|ขาด|"
    r"แล้ว|อะไร|ไม่|$)[ก-๙]|บ้าน(?=[ก-๙])|(?<!ชี้)วัด(?=[ก-๙])(?!ผล)|อนุบาล|ชุมชน|ไทยรัฐ|การเงิน|บุคคล(?!ากร)|นิเทศ|อำนวยการ|กฎหมาย|dlict|"
    r"พัฒนาครู|\d{8})",
    "UPSTAIRS": r"(?:สพฐ|ผู้ตรวจ|ศธจ|ศธภ|สตผ|สปน|สำนักนายก|กระทรวง|จังหวัด|ศธ)",
    "FORM": r"(?:แบบฟอร์?ม|ฟอร์?ม|form|แบบ(?:กลยุท|ติดตาม|รายงาน|ตรวจ|โครงการ|เปล่า|สรุป|กย|ใหม่|emes)|"
    r"เทมเพลต|template|"
    r"ไฟล์(?:เปล่า|ต้นแบบ|ตัวอย่าง)|แบบ(?!นี้|นั้น|ไหน(?!.*เวอร์)|ว่า))",
    "FILE": r"(?:แนบ|ไฟล์นี้|ตามนี้|อันนี้|ตัวนี้|ฉบับนี้|ลิงก์|ลิ้งค?|รูป|ภาพ|หน้าจอ|แคป|สกรีน)",
    "SHEET": r"(?:excel|exel|เอ็กเซล|เอกเซล|xlsx?|csv|pdf|ไฟล์)",
    "DONE": r"(?:แล้ว|เรียบร้อย|ครบ|เสร็จ)",
    "OFF": r"(?:ก่อน|แล้ว|ดีกว่า|เลย|ไปก่อน|การสนทนา|ได้เลย|ทั้งหมด|จ้า|ละ|แระ|เถอะ|ยกเลิก)*$",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """An intent, the pattern its sentences have, and a pattern they must not have; with sentences it is for."""

    intent: Intent
    has: re.Pattern[str]
    lacks: re.Pattern[str] | None
    examples: tuple[str, ...]


def pattern(source: str) -> re.Pattern[str]:
    """A rule's pattern: vocabulary put in, tone marks taken out."""
    while "<" in (spread := re.sub(r"<([A-Z]+)>", lambda found: VOCABULARY[found[1]], source)) and spread != source:
        source = spread
    return re.compile(folded(spread))


def rule(intent: Intent, has: str, *examples: str, lacks: str = "") -> Rule:
    """One line of a table."""
    return Rule(intent, pattern(has), pattern(lacks) if lacks else None, examples)
