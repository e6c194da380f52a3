"""How people introduce themselves: "ชื่อสมหญิง ธุรการ รร.วัดธารทอง" tells a name, a position and a unit.

A sentence is cut at its marks (ชื่อ, a title, ตำแหน่ง, a position, โรงเรียน or กลุ่ม); what stands between two marks
belongs to the first. What no mark claims is left over: a name, or a unit by its bare name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from domain.plan import Role, UnitKind
from domain.thai import arabic, normalise

_LONGEST_NAME: Final = 60
_SHORTEST_NAME: Final = 3
_POLITE: Final = re.compile(r"(?:นะ)?(?:คะ|ค่ะ|ครับผม|ครับ|คับ|จ้า|จ้ะ)(?=\s|$)")
_COMMAND: Final = re.compile(
    r"สวัสดี|(?:ยัง)?(?:ไม่ได้|ขอ|อยาก|ต้องการ|มา)*\s*(?:ลงทะเบียน|สมัคร(?:เข้า)?(?:สมาชิก|ใช้งาน|ใช้)?|(?:เข้า|ขอ)ใช้(?:งาน|ระบบ)|"
    r"ยืนยันตัวตน)(?:ใช้งาน)?(?:ใหม่|หน่อย|ด้วย)*|^\s*(?:ผม|หนู|ดิฉัน|ฉัน|กระผม)(?:เป็น|คือ)?"
)
_ANOTHER: Final = re.compile(r"อีก|เพิ่ม|ด้วย|สองโรง|2\s*โรง|สองแห่ง")
_ANOTHER_WORDS: Final = re.compile(
    r"(?:ขอ)?(?:เพิ่ม|ดูแล|รับผิดชอบ)(?:หน่วยงาน|(?:โรงเรียน|รร\.?)(?=\s|ที่|อีก|$))?(?:ที่ดูแล)?|อีก\s*(?:แห่ง|โรง|หน่วยงาน|ที่)?(?:หนึ่ง|เดียว)?|ด้วย"
)
_MOVED: Final = re.compile(
    r"ย้าย(?:มา|ไป|โรงเรียน|รร\.?|กลุ่ม|หน่วยงาน|แล้ว|อยู่|จาก)*(?:ใหม่)?(?:แล้ว)?|โรงเรียนใหม่|กลุ่มใหม่|หน่วยงานใหม่|(?<![ก-๙])(?:มา|ไป)?อยู่(?:ที่)?|แล้ว(?=\s|$)"
)
_HAND_OVER: Final = re.compile(
    r"(?:ขอ)?เปลี่ยน(?:ตัว)?(?:ผู้รับผิดชอบ|ผู้รายงาน|ชื่อผู้รับผิดชอบ|คน)?(?:ของ)?|(?:มี)?(?:ผู้รับผิดชอบ|ผู้รายงาน)(?:คน)?ใหม่|แทน$"
)
_MOVE_OUT: Final = re.compile(
    r"^\s*(?:ขอ|ช่วย|ให้)?\s*(?:ย้ายออก|ลบชื่อ|ลบ|เอาชื่อ|เอา)|(?:เกษียณ(?:อายุ)?(?:ราชการ)?|ลาออก|ย้าย(?:ไป|ออก)?|ออก)(?:จากระบบ|ไป|ที่อื่น)*(?:แล้ว)?\s*$|แล้ว\s*$"
)
_FOR_GOOD: Final = re.compile(r"เกษียณ|ลาออก|พ้นหน้าที่")
_CODE: Final = re.compile(r"(?<!\d)\d{6}(?:\d{2}){0,2}(?!\d)")
_TITLE_WORDS: Final = r"นางสาว|น\.\s?ส\.|นาง|นาย|ดร\.|ว่าที่\s?(?:ร้อยตรี|ร\.\s?ต\.)(?:\s?หญิง)?"
_UNIT: Final = r"โรงเรียน|ร\.\s?ร\.|รร\.?(?=[\sก-๙])|กลุ่ม|หน่วยตรวจ|หน่วย(?=\s?[ก-๙])"
_POSITION: Final = (
    r"(?:รักษาการ(?:ใน)?(?:ตำแหน่ง)?|รก\.?)?\s?(?:รอง\s?)?(?:ผู้อำนวยการ|ผอ\.?)(?=\s|$|โรงเรียน|สถานศึกษา|รร|ร\.\s?ร|กลุ่ม|หน่วย)"
    r"|หัวหน้า(?:กลุ่ม(?:งาน)?|งาน|หน่วย)?(?=\s|$|[ก-๙])|(?:เจ้าพนักงาน|เจ้าหน้าที่)?ธุรการ|เจ้าหน้าที่|เจ้าพนักงาน|นักวิชาการ|นักวิเคราะห์|นักจัดการ|"
    r"นักทรัพยากร|นักประชาสัมพันธ์|ศึกษานิเทศก์|ศน\.|นวผ\.|นิติกร|พนักงานราชการ|ลูกจ้าง|อัตราจ้าง|วิชาการ(?=\s|$)|"
    r"(?<![ก-๙])ครู(?=ชำนาญการ|ผู้ช่วย|ผู้สอน|ผู้รับผิดชอบ|อัตราจ้าง|ประจำ|พี่เลี้ยง|ธุรการ|เชี่ยวชาญ|วิชาการ|ใหม่|\s|$|รร|โรงเรียน)"
)
_CALLED: Final = r"ครู|ผอ\.?"  # of a colleague by first name: ครูมานพ
_MARK: Final = re.compile(
    rf"(?P<said>ชื่อ(?:ว่า)?|ตำแหน่ง(?:เป็น)?)|(?P<position>(?<![ก-๙])(?:{_POSITION})|{_POSITION})|"
    rf"(?P<title>(?<![ก-๙])(?:{_TITLE_WORDS})(?=\s?[ก-๙]{{2}}))|(?P<unit>{_UNIT})|(?P<called>(?<![ก-๙])(?:{_CALLED})(?=[ก-๙]{{2}}))"
)
_BETWEEN: Final = re.compile(r"^[\s,/:.·-]+|[\s,/:·-]+$")
_JOIN: Final = re.compile(r"(?<![ก-๙])(?:เป็น|จาก|อยู่|สังกัด|ของ|ที่|และ)(?=[\sก-๙])|(?:จาก|อยู่|สังกัด|เป็น)\s*$")
_NAME: Final = re.compile(r"[ก-๙.]+(?: [ก-๙.]+){0,3}")
_TITLE: Final = re.compile(rf"^(?:(?:{_TITLE_WORDS}|{_CALLED})\s?)+")
_LEADS: Final = re.compile(r"ผู้อำนวยการ|ผอ\.?|หัวหน้า(?!งาน)")
_DEPUTY: Final = re.compile(r"รอง")


@dataclass(frozen=True, slots=True)
class Introduction:
    """What somebody has said of themselves; "" for what was not said.

    `unit`: the unit as it was written, with its kind (รร.วัดธารทอง). `code`: six, eight or ten digits, one of a unit's
    codes. `left_over`: words that may be a name, or a unit's name without its kind.
    """

    name: str = ""
    position: str = ""
    unit: str = ""
    code: str = ""
    left_over: str = ""


def introduction(text: str) -> Introduction:
    """What a typed sentence tells of a person, its own command ("ลงทะเบียน", "ย้ายมา") left out."""
    plain = _ANOTHER_WORDS.sub(" ", _MOVED.sub(" ", _COMMAND.sub(" ", _POLITE.sub(" ", normalise(text)))))
    code = _CODE.search(arabic(plain))
    if code:
        plain = f"{plain[: code.start()]} {plain[code.end() :]}"
    found = _Cut.of(plain)
    name = found.name or (found.left_over if found.position and _is_name(found.left_over) else "")
    left_over = "" if name and name == found.left_over else found.left_over
    return Introduction(name, found.position, found.unit, code[0] if code else "", left_over)


def name_in(text: str) -> str:
    """The text as a name, when it can be one: Thai words, at most four; else ""."""
    plain = _tidy(text)
    return plain if _is_name(plain) else ""


def successor_in(text: str) -> Introduction:
    """Who takes over and in which unit: เปลี่ยนผู้รับผิดชอบ รร.บ้านใหม่ เป็นครูมานพ."""
    plain = _HAND_OVER.sub(" ", _POLITE.sub(" ", normalise(text)))
    before, found, behind = plain.rpartition("เป็น")
    told = introduction(before if found else plain)
    named = introduction(behind) if found else told
    return Introduction(named.name or name_in(named.left_over), named.position, told.unit or named.unit, told.code)


def leaver_in(text: str) -> str:
    """Who has left, as they are called: ย้ายออก นายมานพ ตัวอย่าง; ครูมานพเกษียณแล้ว."""
    return _tidy(_MOVE_OUT.sub(" ", _POLITE.sub(" ", normalise(text))))


def leaves_for_good(text: str) -> bool:
    """Whether somebody stops working, and does not only go elsewhere."""
    return bool(_FOR_GOOD.search(text)) and "ย้าย" not in text


def names_a_unit(text: str) -> bool:
    """Whether somebody says which unit they are of: by its kind and name, or by a code."""
    told = introduction(text)
    return bool(told.unit or told.code)


def asks_for_another(text: str) -> bool:
    """Whether somebody who serves a unit already asks to serve one more."""
    return bool(_ANOTHER.search(text))


def same_name(one: str, other: str) -> bool:
    """Whether two names are of one person: titles and spaces say nothing."""
    return bool(_bare(one)) and _bare(one) == _bare(other)


def is_called(called: str, name: str) -> bool:
    """Whether somebody of that full name may be meant by what they were called: a whole name, or a first name."""
    wanted, full = _bare(called), _bare(name)
    return bool(wanted) and (wanted == full or wanted == _bare(name.split(maxsplit=1)[0] if " " in name else name))


def position_in(position: str, kind: UnitKind) -> str:
    """The position in full, where a bare ผอ. was written."""
    if not re.fullmatch(r"ผอ\.?|ผู้อำนวยการ", position):
        return position
    return "ผู้อำนวยการโรงเรียน" if kind is UnitKind.SCHOOL else "ผู้อำนวยการกลุ่ม"


def role_for(position: str, kind: UnitKind) -> Role:
    """The role that a position in a unit of that kind has. Nobody comes to oversee others by introducing themselves."""
    leads = bool(_LEADS.search(position)) and not _DEPUTY.search(position)
    if kind in (UnitKind.SCHOOL, UnitKind.CLUSTER):
        return Role.SCHOOL_DIRECTOR if leads else Role.SCHOOL_STAFF
    return Role.GROUP_HEAD if leads else Role.GROUP_STAFF


@dataclass(slots=True)
class _Cut:
    """A sentence cut at its marks."""

    name: str = ""
    position: str = ""
    unit: str = ""
    left_over: str = ""

    @classmethod
    def of(cls, text: str) -> _Cut:
        marks = [found for found in _MARK.finditer(text) if found[0].strip()]
        edges = [*(found.start() for found in marks), len(text)]
        cut, saying = cls(), ""
        cut._leave(text[: edges[0]])
        for found, end in zip(marks, edges[1:], strict=True):
            saying = cut._take(found, text[found.end() : end], saying)
        return cut

    def _take(self, found: re.Match[str], behind: str, saying: str) -> str:
        """What one mark says; returns the word (ชื่อ, ตำแหน่ง) whose value has not come yet."""
        words = _tidy(behind)
        match found.lastgroup:
            case "said":
                return self._said(found[0], words)
            case "title":
                self._name(f"{found[0].strip()}{words}")
            case "called":
                self._name(words)
                self.position = self.position or ("ครู" if found[0] == "ครู" else "ผอ.")
            case "unit":
                self._unit(found[0].strip(), words)
            case _ if saying == "name":
                self._name(f"{found[0]}{words}")
            case _:
                self._position(found[0].strip(), behind)
        return ""

    def _said(self, word: str, words: str) -> str:
        if word.startswith("ชื่อ"):
            self._name(words)
            return "" if words else "name"
        if words:
            self._position(*_first_word(words))
        return ""

    def _position(self, mark: str, behind: str) -> None:
        """A position goes on to the next space; what follows is left over."""
        rest, _, more = behind.partition(" ")
        if not self.position:
            self.position = _tidy(f"{mark}{rest}")
        self._leave(more)

    def _unit(self, mark: str, words: str) -> None:
        """A unit; without a name it is the end of a position: ผู้อำนวยการโรงเรียน."""
        if words:
            self.unit = self.unit or f"{mark}{words}"
        elif self.position:
            self.position += mark

    def _name(self, words: str) -> None:
        if not self.name and _is_name(_tidy(words)):
            self.name = _tidy(words)

    def _leave(self, words: str) -> None:
        self.left_over = _tidy(f"{self.left_over} {_tidy(words)}")


def _first_word(words: str) -> tuple[str, str]:
    first, _, more = words.partition(" ")
    return first, f" {more}"


def _tidy(words: str) -> str:
    words = _JOIN.sub(" ", words)
    return " ".join(_BETWEEN.sub("", words).split())


def _is_name(words: str) -> bool:
    return _SHORTEST_NAME <= len(words) <= _LONGEST_NAME and bool(_NAME.fullmatch(words))


def _bare(name: str) -> str:
    return re.sub(r"[\s.]", "", _TITLE.sub("", normalise(name)))
