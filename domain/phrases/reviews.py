"""Rules for looking at what came in (ตรวจงาน, ตรวจรับ), and what is said when something is sent back (ส่งกลับ)."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from domain.calendar import WorkCalendar
from domain.phrases.asking import reason_in, tidy
from domain.phrases.dates import find_day
from domain.phrases.rules import Intent, Rule, rule
from domain.thai import normalise, without_particles

_NOT_A_DEED: Final = "<HOW>|<YET>|<NOT>|<WHO>|<ME>|<WHEN>|อย่า|ห้าม|ยกเลิก|เมื่อกี้|ขอให้|ช่วย"

REVIEWS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.TELL_ACCEPTED,
        r"^แจ้งผล(?:การ)?(?:ตรวจ(?:รับ)?)?(?:ทัน(?:ที)?|เดี๋ยวนี้)$",
        "แจ้งผลทันที",
        "แจ้งผลการตรวจทันที",
    ),
    rule(
        Intent.ACCEPT_CLEAN,
        r"^(?:ขอ)?(?:ตรวจรับ|รับงาน|ให้ผ่าน)(?:งาน)?(?:ให้)?(?:ทั้งหมด|ทุก(?:งาน|ฉบับ|แบบ|กลุ่ม|โรง|หน่วย|ราย|อัน)|หมด(?:เลย)?$)",
        "ตรวจรับทั้งหมด",
        "ตรวจรับทุกฉบับ",
        lacks=_NOT_A_DEED,
    ),
    rule(
        Intent.REVIEWS,
        r"^(?:ขอ|ดู|เปิด|มี)*(?:งาน|แบบ|รายการ|ไฟล์)*(?:ที่)?รอ(?:การ|ผล)?ตรวจ(?:รับ|งาน|สอบ)*(?:มี|เหลือ|อยู่|อะไร|บ้าง|กี่(?:งาน|รายการ|ฉบับ)|ทั้งหมด|ไหม|มั้ย)*$|"
        r"^(?:ขอ|เริ่ม)*ตรวจ(?:รับ)?(?:งาน|แบบ)?(?:ต่อ|ที่ส่งมา|ที่ส่ง|ที่รอ|ถัดไป)*$",
        "ตรวจงาน",
        "งานรอตรวจ",
        "ตรวจรับ",
        lacks=r"<HOW>|^<NOT>|อย่า",
    ),
    rule(
        Intent.ACCEPT,
        r"^ตรวจรับ",
        "ตรวจรับ กลยุทธ์ที่ 1 กลุ่มอำนวยการ",
        "ตรวจรับ ST-2570-R6/0007",
        lacks=_NOT_A_DEED,
    ),
)

# What may be said of anything: these stand behind the other deeds.
DECISIONS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.ACCEPT,
        r"^รับ(?:งาน|แบบ|ไฟล์|กลยุท).*(?:ได้|แล้ว|นี้)",
        "รับงานกลยุทธ์ 3 แล้ว",
        lacks="<YET>|<ME>",
    ),
    rule(
        Intent.PASSED,
        r"^(?:ให้)?ผ่าน(?!<YET>|มา|ไป)|(?:ตรวจ|ดู)แล้ว.*(?:ผ่าน|ถูกต้อง|ใช้ได้|โอเค|เรียบร้อย)|กลยุท\w*?\d?ผ่าน(?:แล้ว|ได้|$)",
        "ผ่านแล้ว กลยุทธ์ 3",
        lacks="<YET>|<ME>",
    ),
)

_BY_WHEN: Final = re.compile(
    r"\s*(?:ขอ|ให้)?(?:แก้(?:ไข)?|ส่ง)?(?:ใหม่|มา)?\s*(?:ภายใน|ไม่เกิน|ก่อน(?!หน้า))(?P<when>.+?)"
    r"(?=\s*(?:เพราะ|เนื่อง|เหตุ|ให้(?:ไป)?แก้|,)|$)",
    re.DOTALL,
)
_TO_MEND: Final = re.compile(r"(?:ขอ)?ให้(?:ไป)?\s*(?P<why>แก้.+)", re.DOTALL)
_RESOLVED: Final = re.compile(
    r"(?:(?:บันทึก|ลง)?\s*มติ|(?:คณะ)?กรรมการ|กลั่นกรอง(?:แล้ว)?)\s*(?:ที่ประชุม|กลั่นกรอง|แล้ว)*\s*(?:ให้|ต้อง|ว่า)?\s*(?:ไป)?(?:แก้(?:ไข)?|ปรับ(?:ปรุง)?)"
)  # of a committee, what is to be mended stands behind the form's name
_WHAT: Final = re.compile(
    r"(?:บันทึก|ลง)?มติ(?:ให้|เป็น|ว่า)?|เห็นชอบ|กลั่นกรอง(?:แล้ว)?|(?:ตรวจรับ|ตีกลับ|ส่งกลับ|ส่งคืน|ไม่ผ่าน|ผ่าน)(?:ให้)?(?:แก้ไข|แก้)?(?:งาน|แล้ว)?"
)


class SentBack(NamedTuple):
    """What is said of something that is sent back: why ("" where that is not said), and by when it is wanted."""

    why: str
    day: date | None


def read_return(text: str, today: date, calendar: WorkCalendar, *, answers: bool = False) -> SentBack:
    """Why, and by which Bangkok day: ส่งกลับ ภายในศุกร์นี้ เพราะตัวเลขไม่ตรง.

    `answers`: the words answer the question why, and are the reason even where no word says so.
    """
    plain, day = _plain(text), None
    by_when = _BY_WHEN.search(plain)
    if by_when is not None and (day := find_day(by_when["when"], today, calendar)) is not None:
        plain = f"{plain[: by_when.start()]} {plain[by_when.end() :]}"
    mend = _TO_MEND.search(plain)
    why = tidy(mend["why"]) if mend else reason_in(plain)
    return SentBack(why or (tidy(plain) if answers else ""), day)


def what_is_reviewed(text: str) -> str:
    """What is left of a decision when the verb and the reason are taken away: which form it is about."""
    plain = _plain(text)
    for pattern in (_BY_WHEN, _TO_MEND):
        plain = pattern.sub(" ", plain)
    return " ".join(_WHAT.sub(" ", plain.split("เพราะ", maxsplit=1)[0]).split())


def _plain(text: str) -> str:
    return _RESOLVED.sub(" ส่งกลับ ", without_particles(normalise(text)))
