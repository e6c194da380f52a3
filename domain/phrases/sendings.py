"""Rules and reading of what is said about letters: what was sent up, what an agency asks for, which row is struck out.

A day of a letter looks back: without a year it is the last such day that is not after next week. A due day looks ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from domain.calendar import WorkCalendar
from domain.forms.dates import full_year, month_of
from domain.letters import Found, find_letters
from domain.phrases.asking import tidy
from domain.phrases.dates import DAY_AND_MONTH, SLASHED, find_day
from domain.phrases.rules import Intent, Rule, rule
from domain.phrases.times import read_time
from domain.sendings import Asked, Sending, Way
from domain.thai import BUDDHIST_OFFSET, arabic, normalise, without_particles

SENDINGS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.STRIKE_ROW,
        r"ขีด(?:ฆ่า|ทิ้ง|ออก)|ยกเลิก(?:ทะเบียนคุม)?(?:แถว|ลำดับ)(?:ที่)?\d",
        "ขีดฆ่าแถวที่ 3 ของ สพฐ. เพราะพิมพ์เลขหนังสือผิด",
        "ยกเลิกแถวที่ 2 ของ ผู้ตรวจ ศธ.",
        lacks="<HOW>|<YET>|<WHO>",
    ),
    rule(
        Intent.REQUEST_IN,
        r"^(?:มี|ได้รับ|รับ|ลงรับ|บันทึก|เพิ่ม)(?:หนังสือ|คำขอข้อมูล)(?:ด่วน|ราชการ|เข้า|รับ|จาก|ขอ|ของ|<UPSTAIRS>|$)|^หนังสือ(?:เข้า|ขอข้อมูล)|"
        r"เรื่อง.*เรียน(?:ท่าน)?(?:ผู้อำนวยการ|ผอ)(?:สำนักงานเขต|เขต|สพป|สพท|สพม)",
        "มีหนังสือจาก ผู้ตรวจราชการ ศธ. ขอข้อมูลเรื่องเด็กตกหล่น ภายใน 30 มี.ค.",
        "ลงรับหนังสือ",
        "ได้รับหนังสือจาก สพฐ. ที่ ศธ 04007/ว 55 ขอข้อมูลการอ่านออกเขียนได้",
        lacks="<HOW>|<YET>|<WHO>|หนังสือส่ง",
    ),
    rule(
        Intent.DISPATCH_RECORD,
        r"^(?:ขอ)?(?:บันทึก|ลง)(?:ทะเบียน)?(?:การ)?(?:จัดส่ง|นำส่ง|ส่ง)(?!งาน|ไฟล์|แบบฟอ|ใหม่|ช้า)",
        "บันทึกการส่ง",
        "บันทึกการส่งหนังสือถึง สพฐ.",
        lacks="<HOW>|<YET>|<WHO>",
    ),
)
LONGEST: Final = 5000  # characters of a forwarded letter that are read: what LINE takes
_LONGEST_WORDS: Final = 200
_WEEK: Final = timedelta(days=7)
_CUT: Final = "\N{UNIT SEPARATOR}"  # stands where a letter's number was: nothing is read across it
_AGO: Final = (("เมื่อวานซืน", 2), ("เมื่อวาน", 1), ("วันนี้", 0))
_AGO_SAID: Final = re.compile("|".join(word for word, _ in _AGO))
_WAYS: Final = (
    (Way.EMAIL, re.compile(r"(?:อี\s*-?\s*)?เมล์?|e-?mail|ไปรษณีย์อิเล็ก", re.IGNORECASE)),
    (Way.POST, re.compile(r"ไปรษณีย์(?!อิเล็ก)|ไปรสณี|\bems\b", re.IGNORECASE)),
    (Way.HAND, re.compile(r"นำส่ง|ด้วยตนเอง|ด้วยมือ|ถือไป|ส่งมือ")),
    (
        Way.SYSTEM,
        re.compile(r"(?:ทาง|ผ่าน|ใน|บน|^)\s*(?:เว็บ)?ระบบ|smart\s?-?(?:obec|area)|my\s?office|amss", re.IGNORECASE),
    ),
)
_END: Final = (
    rf"(?=\s*(?:[\n{_CUT}]|(?:เลข)?ที่\s*{_CUT}|ลงวันที่|ลว\.?\s*\d|วันที่\s*\d|วันนี้|เมื่อวาน|พรุ่งนี้|มะรืน|ทาง(?:ระบบ|อี|ไปร)|ภายใน|"
    r"กำหนด(?:ส่ง)?|ด่วน|รอบ(?:ที่)?\s*\d|เลข(?:ทะเบียน)?รับ|เก็บ(?:ไว้)?(?:ที่|ใน)|หมายเหตุ|เรียน\s|ส่งภายใน)|$)"
)
_TOPIC: Final = re.compile(rf"(?:ประเด็น(?:การตรวจ(?:ราชการ)?)?|เรื่อง|หัวข้อ)\s*:?\s*(?P<what>[^\n{_CUT}]{{2,200}}?){_END}")
# A booklet of projects answers no work's debts: it is the topic itself.
_BOOKLET: Final = re.compile(
    r"(?P<what>(?:รูปเล่ม|เล่มรายงาน)[ก-๙ ]{0,40}?โครงการ[ก-๙ ]{0,30}?)(?=\s*(?:ให้|ถึง|ต่อ|ไป|แล้ว|$))"
)
_DATA: Final = re.compile(rf"ขอ(?:ให้)?(?:รายงาน)?ข้อมูล(?:เกี่ยวกับ)?\s*(?P<what>[^\n{_CUT}]{{2,200}}?){_END}")
_LISTED: Final = re.compile(r"\s*(?:\d{1,2}\s*[.)]|[,;،、]|\sและ(?:เรื่อง|ประเด็น)|\sกับ(?:เรื่อง|ประเด็น))\s*")
_KEPT: Final = re.compile(rf"เก็บ(?:ไว้)?(?:ที่|ใน)\s*(?P<what>[^\n{_CUT}]{{2,80}}?)(?=\s*หมายเหตุ|[\n{_CUT}]|$)")
_NOTE: Final = re.compile(rf"หมายเหตุ\s*:?\s*(?P<what>[^\n{_CUT}]{{2,120}})")
_ENCLOSED: Final = re.compile(
    rf"(?:แนบ|สิ่งที่ส่งมาด้วย|พร้อม(?:ด้วย)?(?=รูปเล่ม|เล่ม|เอกสาร|ไฟล์|แบบ))\s*:?\s*(?P<what>[^\n{_CUT}]{{2,120}}?){_END}"
)
_REGISTRY: Final = re.compile(r"เลข(?:ที่)?(?:ทะเบียน)?(?:หนังสือ)?รับ(?:ที่)?\s*:?\s*(\d{1,6}(?:/\d{2,4})?)")
_URGENCY: Final = re.compile(r"ด่วน(?:ที่สุด|มาก)?")
_ROUND: Final = re.compile(r"รอบ(?:ที่)?\s*(\d{1,2}(?:\s*เดือน)?)(?!\d)")
_SENDER: Final = re.compile(
    rf"(?:หนังสือ(?:ด่วน(?:ที่สุด|มาก)?|ราชการ)?\s*)?จาก\s*(?P<who>[^\n{_CUT}]{{2,120}}?)\s*(?=ขอ|แจ้ง|เรื่อง|ประเด็น|(?:เลข)?ที่\s*{_CUT}|{_CUT}|ลว|ลงวันที่|ภายใน|ให้|$)"
)
_DUE: Final = re.compile(
    r"(?:ภายใน|กำหนดส่ง|กำหนด|ไม่เกิน|ไม่ช้ากว่า|ก่อน|ถึง)\s*(?:ภายใน)?\s*(?=วัน|\d|พรุ่งนี้|มะรืน|สิ้น|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|บ่าย|เที่ยง)"
)
_AFTER_DUE: Final = re.compile(rf"[\n{_CUT}]|เลข|(?:ได้|ลง)?รับ|ลว|ลงวัน|เรื่อง|ประเด็น|หัวข้อ|ด่วน|ขอ|รอบ|เพื่อ")
_LONGEST_DUE: Final = 60
_FORWARDED: Final = re.compile(r"เรียน\s*(?:ท่าน)?\s*(?:ผู้อำนวยการ|ผอ)")
_NO_DUE: Final = re.compile(r"ไม่(?:ได้)?(?:มี|ระบุ|กำหนด)(?:กำหนด|วัน)")
_YES: Final = re.compile(r"ใช่(?:แล้ว|เลย)?|ยืนยัน(?:บันทึก)?|ถูกต้อง(?:แล้ว)?|ตกลง|โอเค|ok|บันทึก(?:เลย)?", re.IGNORECASE)
_NO: Final = re.compile(r"ไม่(?:ใช่|บันทึก|ถูก(?:ต้อง)?|เอา)|ผิด")
_ROW: Final = re.compile(r"(?:แถว|ลำดับ|รายการ)(?:ที่)?\s*(\d{1,5})")
_BECAUSE: Final = re.compile(r"(?:เพราะ(?:ว่า)?|เนื่องจาก|เหตุ(?:ผล)?(?:คือ)?)\s*:?\s*(.+)", re.DOTALL)
# What stands before a day says what day it is.
_LABELS: Final = (
    ("letter_on", re.compile(r"(?:ลง\s?วันที่|ลว\.?|ลงวัน)\s*$")),
    ("signed_on", re.compile(r"(?:ลงนาม|เซ็น|ลายเซ็น)\s*(?:แล้ว)?\s*(?:เมื่อ)?\s*(?:วันที่)?\s*$")),
    ("came_on", re.compile(r"(?:รับ|ได้)ข้อมูล[^\d]{0,30}$")),
    ("received_on", re.compile(r"(?:ลง|ได้)?รับ(?:หนังสือ|เรื่อง)?\s*(?:เมื่อ)?\s*(?:วันที่)?\s*$")),
    ("due_on", re.compile(r"(?:ภายใน|กำหนด(?:ส่ง)?|ไม่เกิน|ก่อน|ถึง)\s*(?:ภายใน)?\s*(?:วันที่)?\s*$")),
    ("sent_on", re.compile(r"(?:นำส่ง|จัดส่ง|ส่ง)(?:ออก)?\s*(?:แล้ว)?\s*(?:เมื่อ)?\s*(?:วันที่)?\s*$")),
)


class Struck(NamedTuple):
    """A row to be struck out: its number, and why; None and "" where that is not said."""

    no: int | None
    reason: str


def read_sending(text: str, own: str, today: date) -> Sending:
    """What a sentence says about a sending, the agency apart. `own`: the office in the beginning of its own letters."""
    plain, letters = _without_letters(text)
    mine = next((found.number for found in letters if found.number.office == own), None)
    letter = mine or (letters[0].number if letters else None)
    days = dict(_days(plain, today))
    letter_on = days.get("letter_on") or days.get("")
    return Sending(
        topic=_words(_TOPIC, plain) or _words(_BOOKLET, plain),
        letter_no=str(letter) if letter else "",
        letter_on=letter_on,
        sent_on=days.get("sent_on") or days.get("") or letter_on,
        signed_on=days.get("signed_on"),
        came_on=days.get("came_on"),
        way=way_in(text),
        kept=_words(_KEPT, plain),
        note=_words(_NOTE, plain) or (f"แนบ{enclosed}" if (enclosed := _words(_ENCLOSED, plain)) else ""),
    )


def read_request(text: str, today: date, calendar: WorkCalendar) -> Asked:
    """What a sentence, or the text of a letter, says about a request, the agency apart."""
    plain, letters = _without_letters(text)
    days = dict(_days(plain, today))
    letter_on = days.get("letter_on") or (days.get("") if _FORWARDED.search(plain) else None)
    due = _due(plain)
    due_on = find_day(due, letter_on if letter_on and DAY_AND_MONTH.search(due) else today, calendar)
    urgency, round_, registry = _URGENCY.search(plain), _ROUND.search(plain), _REGISTRY.search(plain)
    return Asked(
        registry_no=registry[1] if registry else "",
        received_on=days.get("received_on"),
        letter_no=str(letters[0].number) if letters else "",
        letter_on=letter_on,
        topics=tuple(_topics(plain)),
        round=round_[1] if round_ else "",
        due_on=due_on,
        due_at=read_time(due)[0] if due_on else None,
        no_due=bool(_NO_DUE.search(plain)),
        urgency=urgency[0] if urgency else "",
    )


def sender_in(text: str) -> str:
    """Who wrote, as a sentence says behind จาก; "" where it does not."""
    return _words(_SENDER, _without_letters(text)[0])


def without_letters(text: str) -> str:
    """A text without letters' numbers, which begin like the names of agencies."""
    return _without_letters(text)[0].replace(_CUT, " ")


def read_strike(text: str) -> Struck:
    """Which row a sentence strikes out, and why."""
    plain = arabic(without_particles(text))
    row, why = _ROW.search(plain), _BECAUSE.search(plain)
    return Struck(int(row[1]) if row else None, tidy(why[1]) if why else "")


def way_in(text: str) -> Way | None:
    """How something was sent, as a sentence says; None where it does not."""
    plain = normalise(text)
    return next((way for way, words in _WAYS if words.search(plain)), None)


def topics_in(listed: str) -> tuple[str, ...]:
    """The topics of a list, numbered or with commas."""
    return tuple(topic for part in _LISTED.split(arabic(normalise(listed))) if (topic := tidy(part)))


def past_day(text: str, today: date) -> date | None:
    """The one day that an answer names; None where it names none or several."""
    days = {day for _, day in _days(arabic(without_particles(text)), today)}
    return days.pop() if len(days) == 1 else None


def _without_letters(text: str) -> tuple[str, list[Found]]:
    plain = arabic(normalise(text[:LONGEST]))
    letters = find_letters(plain)
    for found in reversed(letters):
        plain = f"{plain[: found.start]}{_CUT}{plain[found.end :]}"
    return plain, letters


def _due(plain: str) -> str:
    """The few words that say by when; "" where none do."""
    found = _DUE.search(plain)
    return _AFTER_DUE.split(plain[found.end() : found.end() + _LONGEST_DUE])[0] if found else ""


def _words(said: re.Pattern[str], plain: str) -> str:
    found = said.search(plain)
    return tidy(found["what" if "what" in found.groupdict() else "who"])[:_LONGEST_WORDS] if found else ""


def _topics(plain: str) -> Iterator[str]:
    """Each topic; several behind one another, numbered or with commas, are several."""
    found = _TOPIC.search(plain) or _DATA.search(plain)
    yield from topics_in(found["what"]) if found else ()


def _days(plain: str, today: date) -> Iterator[tuple[str, date]]:
    """The days of a text with what they are days of ("" where it does not say), the first of each kind last."""
    found = [(at.start(), _ago(at[0], today)) for at in _AGO_SAID.finditer(plain)]
    for said in (DAY_AND_MONTH, SLASHED):
        read = [(at.start(), _past(at, today)) for at in said.finditer(plain)]
        found += [(start, day) for start, day in read if day is not None]
    for start, day in sorted(found, reverse=True):
        before = re.sub(r"(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัส(?:บดี)?|ศุกร์|เสาร์|อาทิตย์)\s*(?:ที่)?\s*$", "", plain[:start])
        yield next((name for name, words in _LABELS if words.search(before[-40:])), ""), day


def _ago(word: str, today: date) -> date:
    return today - timedelta(days=dict(_AGO)[word])


def _past(found: re.Match[str], today: date) -> date | None:
    month = int(found[2]) if found[2].isdigit() else month_of(found[2])
    year = full_year(found[3]) if found[3] else None
    if month is None or (found[3] and year is None):
        return None
    if year is not None:
        return _date(year - BUDDHIST_OFFSET, month, int(found[1]))
    this = _date(today.year, month, int(found[1]))
    if this is None or this <= today + _WEEK:
        return this
    return _date(today.year - 1, month, int(found[1]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_yes(text: str) -> bool:
    """Whether an answer says that what is shown is right."""
    return bool(_YES.fullmatch(without_particles(text)))


def is_no(text: str) -> bool:
    """Whether an answer says that it is not to be done."""
    return bool(_NO.fullmatch(without_particles(text)))
