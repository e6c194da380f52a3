"""Rules and reading of what is said about orders that appoint committees: drafting, changing, numbering, asking."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from domain.calendar import WorkCalendar
from domain.committees import duty_in
from domain.orders import OrderKind
from domain.phrases.dates import find_day
from domain.phrases.rules import Intent, Rule, rule
from domain.thai import BUDDHIST_OFFSET, arabic, normalise, without_particles

ORDERS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.USE_AS_ORDER,
        r"(?:ใช้|เอา|ให้|นำ)(?:ไฟล์|อัน|ตัว|ฉบับ)?(?:นี้|ล่าสุด|ที่ส่ง(?:ไป|มา)?|ที่แก้(?:ไข)?|เมื่อกี้)+(?:มา)?(?:เป็น|ทำ(?:เป็น)?|แทน)(?:ร่าง)?คำสั่ง(?:แต่งตั้ง|เดิม|นี้)*$",
        "ใช้ไฟล์นี้เป็นคำสั่ง",
        "เอาฉบับที่แก้เป็นคำสั่ง",
        lacks="<HOW>|<YET>|<NOT>|อย่า",
    ),
    rule(
        Intent.REVOKE_ORDER,
        r"^(?:ขอ|ช่วย|ให้)*(?:ยกเลิก|เพิกถอน)(?:คำสั่งแต่งตั้ง|คำสั่ง(?:เลข)?ที่\d)|^(?:ขอ|ช่วย)*เพิกถอนคำสั่ง",
        "ยกเลิกคำสั่งที่ 35/2570",
        "เพิกถอนคำสั่งแต่งตั้ง",
        lacks="<HOW>|<YET>|<NOT>|อย่า",
    ),
    rule(
        Intent.NUMBER_ORDER,
        r"^(?:ขอ|ช่วย|ลง|บันทึก|กรอก|ใส่|ออก)*(?:เลข(?:ที่)?)?คำสั่ง(?:แต่งตั้ง)?(?:เลข)?(?:ที่)?\d"
        r"|^(?:ขอ|ช่วย)*(?:ลง|บันทึก|กรอก|ใส่)(?:วันที่และ)?เลข(?:ที่)?คำสั่ง",
        "คำสั่งที่ 35/2570 ลงวันที่ 5 ก.พ. 70",
        "ลงเลขคำสั่ง",
        lacks="<HOW>|<YET>|<WHO>|<NOT>|รับทราบ|อะไร",
    ),
    rule(
        Intent.DRAFT_ORDER,
        r"^(?:ขอ|ช่วย|ทำ|จัด|ออก|เขียน)*ร่าง(?:เป็น)?คำสั่ง|^(?:ขอ|ช่วย|จัด)*(?:ทำ|ออก|เขียน)คำสั่ง|^(?:ขอ|ช่วย|ให้)*แต่งตั้ง(?:คณะ)?กรรมการ"
        r"|^ขอคำสั่ง(?:แต่งตั้ง)?(?:คณะ|ผู้รับ|กรรมการ|กลั่น|วัน|รับ|ปฏิบัติ)",
        "ร่างคำสั่งกลั่นกรอง",
        "ร่างคำสั่งผู้รับผิดชอบกลยุทธ์",
        "ทำคำสั่งรับการตรวจติดตาม",
        "แต่งตั้งคณะกรรมการกลั่นกรอง",
        lacks="<HOW>|<YET>|<NOT>|อย่า|แล้ว|เมื่อไ|ใคร",
    ),
    rule(
        Intent.MY_ORDERS,
        r"^(?:ขอ|ดู|เปิด|มี)*คำสั่ง(?:แต่งตั้ง)?(?:ที่)?(?:มี|แต่งตั้ง)*(?:ชื่อ)?<ME>|<ME>(?:อยู่|มีชื่อ|ได้รับ(?:การ)?แต่งตั้ง|เป็นกรรมการ).*(?:คำสั่ง|คณะ|<YET>|บ้าง)",
        "คำสั่งของฉัน",
        "ฉันอยู่ในคำสั่งไหนบ้าง",
        lacks="<HOW>",
    ),
    rule(
        Intent.ORDERS,
        r"^(?:ขอ|ดู|เปิด|มี|รายการ|ทะเบียน)*คำสั่งแต่งตั้ง(?:คณะกรรมการ|กรรมการ|ทั้งหมด|อะไร|ฉบับ|ไหน|บ้าง|กี่)*(?:<YET>)?$|^(?:ดู|รายการ|ทะเบียน|เปิด)คำสั่ง(?:ทั้งหมด)?$",
        "คำสั่งแต่งตั้ง",
        "ดูคำสั่งแต่งตั้งทั้งหมด",
        lacks="<HOW>",
    ),
)

_KINDS: Final = (
    (OrderKind.SCREENING, re.compile(r"กลั่นกรอง")),
    (OrderKind.DUTY, re.compile(r"ตรวจ|เยี่ยม|ปฏิบัติหน้าที่|ต้อนรับ|นิเทศ|สพฐ")),
    (OrderKind.OWNERS, re.compile(r"ผู้รับผิดชอบ|กลยุทธ์")),
)


class Change(NamedTuple):
    """A change of who sits in a committee: `name` as typed. `duty` None: not said; `instead`: whose seat they take.

    `panel`: which committee, as a number from 1 or a word of its title; "": not said.
    """

    panel: str
    name: str
    duty: str | None
    is_in: bool
    instead: str = ""


class Numbered(NamedTuple):
    """What words say of an order's number and day; None for what they do not. `year_be`: Buddhist."""

    number: int | None
    year_be: int | None
    day: date | None


_WHICH: Final = r"(?:ใน)?(?:คณะ(?:กรรมการ)?(?:ฝ่าย)?(?:ชุด)?(?:ที่)?|ฝ่าย|ชุด(?:ที่)?|กลยุทธ์(?:ที่)?)"
_PANEL_FIRST: Final = re.compile(
    rf"^{_WHICH}\s*(?P<panel>\d{{1,2}}|[^\s\d]+)\s*[:,]?\s*(?=เพิ่ม|ใส่|แต่งตั้ง|ให้|ตั้ง|ตัด|เอา|ลบ|ถอด|เปลี่ยน|ประธาน|เลขา)"
)
_PANEL_LAST: Final = re.compile(rf"\s*(?:ใน|ออกจาก|ของ|เข้า)\s*{_WHICH}\s*(?P<panel>\d{{1,2}}|[^\s\d]+)\s*$")
_DUTY: Final = r"(?:ที่ปรึกษา|(?:รอง)?ประธาน(?:กรรมการ)?|(?:กรรมการ)?(?:และ)?(?:ผู้ช่วย)?เลขา(?:นุการ|ฯ)?|กรรมการ)"
_AS: Final = re.compile(
    rf"^(?:เพิ่ม|ใส่|แต่งตั้ง|ให้|ตั้ง|เปลี่ยน)\s*(?P<who>.+?)\s*(?:เข้า)?(?:เป็น|ทำหน้าที่|ในตำแหน่ง)\s*(?P<duty>{_DUTY})(?:ด้วย)?$"
)
_TO: Final = re.compile(rf"^(?:เปลี่ยน(?:ตัว)?\s*)?(?P<duty>{_DUTY})\s*(?:มา)?(?:เป็น|คือ|:|ให้เป็น)\s*(?P<who>.+)$")
_SWAP: Final = re.compile(
    r"^เปลี่ยน(?:ตัว)?\s*(?P<out>.+?)\s*(?:มา)?(?:เป็น|แทนด้วย|ออก\s*(?:ให้|ใส่|เอา))\s*(?P<who>.+?)(?:\s*แทน)?$"
)
_IN: Final = re.compile(r"^(?:เพิ่ม|ใส่)\s*(?:ชื่อ)?\s*(?P<who>.+?)(?:\s*(?:ด้วย|เข้าไป|เข้า))*$")
_OUT: Final = re.compile(r"^(?:ตัด|เอา|ลบ|ถอด|ไม่(?:ต้อง)?(?:เอา|มี|ใส่))\s*(?:ชื่อ)?\s*(?P<who>.+?)(?:\s*ออก)?$")
_SUBJECT: Final = re.compile(r"^(?:แก้|เปลี่ยน)?\s*(?:ชื่อ)?เรื่อง(?:เป็น)?\s*:?\s*(?P<subject>.{10,})$")

_SLASHED: Final = re.compile(r"(?:เลข)?(?:ที่)?\s*(?P<number>\d{1,5})\s*/\s*(?P<year>\d{4}|\d{2})(?!\d|/)")
_PLAIN: Final = re.compile(r"(?:คำสั่ง\s*(?:เลข)?(?:ที่)?|เลข(?:ที่)?|^ที่)\s*(?P<number>\d{1,5})(?!\d|\s*/)")
_WITH_YEAR: Final = re.compile(r"\d{4}|[ก-๙.]\s*\d{2}\s*$|[-/]\d{2}\s*$")
_CENTURY: Final = 2500
_EARLIEST_BE: Final = 2400


def kind_of(text: str) -> OrderKind | None:
    """Which of the orders words are about; None where they do not say."""
    plain = normalise(text)
    return next((kind for kind, words in _KINDS if words.search(plain)), None)


def read_change(text: str) -> Change | None:
    """Who is to sit in a committee, or not: เพิ่ม นางกัลยา เป็นกรรมการ, เอานายวิทยาออก, เปลี่ยนประธานเป็นนางเดือนเพ็ญ."""
    plain = " ".join(without_particles(arabic(normalise(text))).split())
    panel = ""
    if found := _PANEL_FIRST.match(plain):
        panel, plain = found["panel"], plain[found.end() :]
    elif found := _PANEL_LAST.search(plain):
        panel, plain = found["panel"], plain[: found.start()]
    return _read(panel, plain)


def _read(panel: str, plain: str) -> Change | None:
    if found := (_AS.match(plain) or _TO.match(plain)):
        return Change(panel, found["who"].strip(), duty_in(found["duty"]), is_in=True)
    if found := _SWAP.match(plain):
        return Change(panel, found["who"].strip(), None, is_in=True, instead=found["out"].strip())
    if found := _OUT.match(plain):
        return Change(panel, found["who"].strip(), None, is_in=False)
    if found := _IN.match(plain):
        return _in(panel, found["who"].strip())
    return None


def _in(panel: str, who: str) -> Change:
    """เพิ่ม นายเอก กรรมการ: the duty may stand behind the name."""
    *name, last = who.split()
    if name and re.fullmatch(_DUTY, last):
        return Change(panel, " ".join(name), duty_in(last), is_in=True)
    return Change(panel, who, None, is_in=True)


def read_subject(text: str) -> str | None:
    """What an order is to be about, in other words: เรื่อง แต่งตั้ง…; None where nothing is said of that."""
    found = _SUBJECT.match(without_particles(normalise(text)).strip())
    return " ".join(found["subject"].split()) if found else None


def read_number(text: str, today: date, calendar: WorkCalendar) -> Numbered:
    """คำสั่งที่ 35/2570 ลงวันที่ 5 ก.พ. 70: a day without a year is the last such day."""
    plain = without_particles(arabic(normalise(text)))
    found = _SLASHED.search(plain) or _PLAIN.search(plain)
    rest = plain[: found.start()] + " " + plain[found.end() :] if found else plain
    rest = re.sub(r"คำสั่ง|ลงวันที่|ลว\.?|สั่ง\s*ณ|เมื่อ", " วันที่ ", rest)
    day = find_day(rest, today, calendar)
    if day is not None and day > today and not _WITH_YEAR.search(rest.strip()):
        day = _a_year_before(day)
    number = int(found["number"]) if found else None
    year = found.groupdict().get("year") if found else None
    return Numbered(number or None, _buddhist(int(year)) if year else None, day)


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def _buddhist(year: int) -> int:
    if year < 100:  # noqa: PLR2004 - two digits
        return _CENTURY + year
    return year if year >= _EARLIEST_BE else year + BUDDHIST_OFFSET
