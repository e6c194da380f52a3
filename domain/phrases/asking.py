"""Rules about later due dates, promises and exemptions, and what such sentences give as reasons."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from domain.calendar import WorkCalendar
from domain.phrases.dates import find_day
from domain.phrases.rules import Intent, Rule, rule
from domain.thai import arabic, normalise, without_particles

LONGEST_REASON: Final = 120  # characters; what is kept of a reason

REQUESTS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.DROP_EXTENSION,
        r"(?:ยกเลิก|ถอน|ไม่)(?:การ|คำ)?(?:ขอ)(?:เลื่อน|ขยาย)|ไม่ต้องเลื่อนแล้ว|ไม่เลื่อนแล้ว",
        "ยกเลิกคำขอเลื่อน",
        "ถอนคำขอเลื่อน",
        lacks="<HOW>|<YET>",
    ),
    rule(
        Intent.EXTENSION_REQUESTS,
        r"คำขอ(?:เลื่อน|ขยาย)|<WHO>.*ขอ(?:เลื่อน|ขยาย)|(?:มี)?(?:คน|ใคร|ราย)(?:ที่)?ขอ(?:เลื่อน|ขยาย)",
        "คำขอเลื่อน",
        "ใครขอเลื่อนบ้าง",
        lacks="<HOW>|ยกเลิก|ถอน|อนุมัติ|อนุญาต|<ME>",
    ),
)
EXEMPTIONS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.EXEMPT,
        r"^(?:ขอ)?(?:ให้)?ยกเว้น|<NAMED>.*(?:ไม่ต้อง(?:<SEND>|ทำ)|ยกเว้น)|"
        r"^(?:กลุ่ม|โรงเรียน|<RR>)(?!<ME>|ไหน|ใด|นี้|ของ|ทุก).{2,40}?ไม่ต้อง(?:<SEND>|ทำ)|^(?:ไม่ต้องให้|ไม่ให้)<NAMED>.*<SEND>",
        "รร.บ้านหนองน้ำใส ไม่ต้องส่ง",
        "ยกเว้น รร.บ้านใหม่",
        "กลุ่มส่งเสริม ไม่ต้องส่ง",
        lacks="<YET>|<HOW>|<WHO>|<WHAT>|เตือน|ทวง|ใหม่แล้ว|งาน(?:นี้)?ไม่ต้อง",
    ),
)
PROMISES: Final[tuple[Rule, ...]] = (
    rule(
        Intent.PROMISE,
        r"(?:เดี๋ยว|เด๋ว).*(?:<SEND>|ทำ|เสร็จ)|กำลัง(?:ทำ|กรอก|รวบรวม|รวม|จัด|เร่ง|เก็บ|แก้|ดำเนิน|ตรวจ|จะ(?!<SEND>งาน))|"
        r"(?:ยังไม่|ยังมิ)(?:ได้)?(?:<SEND>|เสร็จ|ทำ|เรียบร้อย|ครบ|พร้อม)|ลืม(?!ใส่|เพิ่ม|รหัส)|จะ(?:รีบ|พยายาม|เร่ง)|"
        r"(?:<TIME>.{0,8}(?:จะ|ค่อย|ถึง)?<SEND>|(?:จะ|ค่อย)<SEND>.*<TIME>)|เกือบ(?:เสร็จ|ครบ)|ใกล้เสร็จ|รอ(?:ผอ|ลายเซ็น|ลงนาม)|เหลือแค่|^ทำ$",
        "เดี๋ยวส่งค่ะ",
        "กำลังทำค่ะ จะส่งวันศุกร์",
        "ยังไม่ส่งค่ะ",
        lacks=r"<WHO>|<WHAT>|<WHEN>|<YET>|<FORM>|บ้าง",
    ),
)

_MORE: Final = re.compile(r"(?:อีก|เพิ่ม|ต่อ|ออกไป)\s*(?:\d+|[ก-๙]{2,5})\s*(?:วัน|สัปดาห์|อาทิตย์)")
_SOME_DAYS: Final = re.compile(r"(?:อีก|เพิ่ม|ต่อ|ออกไป)\s*(\d{1,2})\s*วัน(?!ที่|ทำ)")
_BECAUSE: Final = re.compile(
    r"(?:เพราะ(?:ว่า)?|เนื่องจาก|เนื่องด้วย|ด้วยเหตุ(?:ที่|ว่า)?|เหตุผล(?:คือ)?|เหตุ)\s*:?\s*(?P<why>.+)", re.DOTALL
)
_CIRCUMSTANCE: Final = re.compile(
    r"(?:^|[\s,])(?P<why>(?:ติด|ป่วย|ไม่สบาย|ลา(?:ป่วย|คลอด|กิจ|พัก)|รอ(?!บ|ง)|ข้อมูล(?:ยัง|ไม่)|ยังไม่ครบ|งาน(?:เยอะ|มาก|ล้น)|น้ำท่วม|ไฟดับ|เน็ต|"
    r"อบรม|ไปราชการ|สอบ|สพฐ\.?\s*(?:ขยาย|เลื่อน|ปิด|ยกเลิก)|ยุบ|ควบรวม|ปิดซ่อม|ไม่มี(?:นักเรียน|กลุ่มเป้าหมาย|ครู)).*)",
    re.DOTALL,
)
_REFUSED: Final = re.compile(
    r"(?:ไม่(?:ให้)?(?:อนุมัติ|อนุญาต)|ปฏิเสธ|ไม่ให้)(?:คำขอ)?(?:เลื่อน|ขยาย)?(?:นี้)?(?P<why>.*)", re.DOTALL
)
_FROM_ABOVE: Final = re.compile(
    r"(?:สพฐ|ศธจ|ศธภ|กระทรวง|ผู้ตรวจ(?:ราชการ)?|สตผ|สำนักนายก|จังหวัด)\.?\s*.{0,6}?(?:ขยาย|เลื่อน|ยืด|ขยับ)"
)
_LETTER: Final = re.compile(r"[ก-๙A-Za-z]")
_EDGES: Final = " \n,.:;-–—"
_ARTICLE: Final = re.compile(r"^(?:ค่ะ|คะ|ครับ|คับ|นะคะ|นะครับ|จ้า)\s*")
_EXEMPTED_AROUND: Final = re.compile(
    r"ไม่ต้อง(?:ส่ง|รายงาน|ทำ|กรอก)?|ได้รับ(?:การ)?ยกเว้น|(?:ขอ)?(?:ให้)?ยกเว้น|ไม่ต้องให้|ไม่ให้|(?:งาน|แบบ|รอบ)นี้"
)


def moved_day(text: str, due: date, today: date, calendar: WorkCalendar) -> date | None:
    """The new due day a sentence names; อีก 3 วัน counts working days from the due day if that is still to come."""
    if not _MORE.search(arabic(normalise(text))):
        return find_day(text, today, calendar)
    start = max(due, today)
    some = _SOME_DAYS.search(arabic(normalise(text)))
    if some is not None:
        return calendar.add_working_days(start, max(1, int(some[1])))
    return find_day(text, start, calendar)


def reason_in(text: str) -> str:
    """Why, as somebody who asks for something says it: behind เพราะ, or from ติดประชุม on; "" where it is not said."""
    plain = without_particles(normalise(text))
    found = _BECAUSE.search(plain) or _CIRCUMSTANCE.search(plain)
    return tidy(found["why"]) if found else ""


def refusal_in(text: str) -> str:
    """Why not, as somebody who refuses says it: whatever stands behind ไม่อนุมัติ; "" where nothing does."""
    found = _REFUSED.search(normalise(text))
    why = _ARTICLE.sub("", found["why"].strip(_EDGES)) if found else ""
    because = _BECAUSE.search(why)
    return tidy(because["why"] if because else why)


def tidy(why: str) -> str:
    """A reason as it is kept: one line, without the polite words at its end, not too long; "" if it has no letters."""
    line = " ".join(without_particles(why).split()).strip(_EDGES)
    return line[:LONGEST_REASON].rstrip() if _LETTER.search(line) else ""


def unit_in(text: str) -> str:
    """What is left of an exemption when the reason and the words around the unit's name are taken away."""
    plain = _BECAUSE.split(without_particles(normalise(text)))[0]
    circumstance = _CIRCUMSTANCE.search(plain)
    if circumstance:
        plain = plain[: circumstance.start()]
    return " ".join(_EXEMPTED_AROUND.sub(" ", plain).split())


def extended_from_above(text: str) -> bool:
    """Whether it is สพฐ. or another authority that gives more time: then the day named is the office's own."""
    return bool(_FROM_ABOVE.search(normalise(text)))


def speaks_of_later(text: str) -> bool:
    """Whether a yes or no says that it is about a later date, and not about somebody who wants to be let in."""
    return "เลื่อน" in text or "ขยาย" in text
