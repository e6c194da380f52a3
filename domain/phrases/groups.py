"""Rules and words about LINE groups: binding one to a unit, what may be said there, and whose figures are asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from domain.disclosure import GroupSays
from domain.phrases.rules import Intent, Rule, pattern, rule
from domain.phrases.text import core_of, key_of
from domain.thai import arabic, normalise

_TELL: Final = r"(?:บอก|แจ้ง|แสดง|ตอบ|พูด)"
_NUMBERS: Final = rf"{_TELL}(?:ได้)?(?:เฉพาะ|แค่|แต่)?(?:จำนวน|ตัวเลข|ยอด)|(?:ไม่(?:ต้อง)?|ห้าม|อย่า){_TELL}(?:ราย)?ชื่อ"
_NOTHING: Final = rf"(?:ไม่ต้อง|ไม่ให้|ห้าม|อย่า|งด|หยุด){_TELL}(?:อะไร|ข้อมูล)?"
_NAMES: Final = rf"{_TELL}(?:ได้)?(?:ราย)?ชื่อ(?:ได้|หน่วยงาน|โรงเรียน)?"
_NO_DIGEST: Final = r"(?:ไม่(?:ต้อง|ให้)|ห้าม|อย่า|งด|หยุด|เลิก)(?:ให้)?(?:บอท)?สรุป(?:ให้)?(?:ใน|ที่)กลุ่ม"
_DIGEST: Final = r"(?:ให้|ช่วย|ขอให้)(?:บอท)?สรุป(?:ให้)?(?:ใน|ที่)กลุ่ม"
_SETTINGS: Final = f"(?:{_NUMBERS}|{_NOTHING}|{_NAMES})"

_MENTION: Final = r"(?:แท[็]?ก|แท็ค|tag|เมนชั?่?น|mention)"
_NO_MENTION: Final = rf"(?:ไม่(?:ต้อง|ให้|อยากให้|ยอมให้|ยินยอมให้)?|ห้าม|อย่า|งด|หยุด|เลิก|ยกเลิก)(?:การ)?(?:บอท)?{_MENTION}"
_MENTIONED: Final = rf"(?:ให้|ยินยอมให้|ยอมให้)?(?:บอท)?{_MENTION}(?:ชื่อ)?"
GROUPS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.MENTION_ME,
        rf"^(?:{_NO_MENTION}(?:ชื่อ)?|{_MENTIONED})(?:<ME>|ได้|(?:ใน|ที่)กลุ่ม)",
        "แท็กฉันในกลุ่มได้",
        "ไม่ต้องแท็กฉันในกลุ่ม",
        "ให้แท็กผมในกลุ่มได้ครับ",
        lacks="<HOW>",
    ),
    rule(
        Intent.UNBIND_GROUP,
        r"(?:เลิก|ถอน|หยุด)(?:การ)?(?:ผูก|เชื่อม)|ปลด(?:การ)?(?:ผูก)?(?:ไลน์)?กลุ่ม|unbind",
        "เลิกผูกกลุ่ม",
        "ยกเลิกการผูกกลุ่มนี้",
    ),
    rule(
        Intent.BOUND_GROUPS,
        r"กลุ่ม(?:ไลน์)?(?:ไหน|อะไร|ที่)*(?:ผูก|เชื่อม)(?:ไว้|อยู่|แล้ว|กับ|บ้าง|$)|(?:ผูก|เชื่อม)กลุ่ม(?:ไหน|อะไร)",
        "กลุ่มที่ผูกไว้",
        "ผูกกลุ่มไหนไว้บ้าง",
    ),
    rule(
        Intent.GROUP_SAYS,
        rf"^(?:ใน|ที่)?กลุ่มนี้(?:ให้|ขอให้)?{_SETTINGS}|^{_SETTINGS}$",
        "ในกลุ่มนี้บอกได้เฉพาะจำนวน",
        "ในกลุ่มนี้บอกชื่อได้",
        "ในกลุ่มนี้ไม่ต้องบอก",
    ),
    rule(
        Intent.GROUP_DIGEST,
        rf"^(?:{_NO_DIGEST}|{_DIGEST})",
        "ให้บอทสรุปในกลุ่ม",
        "ไม่ต้องสรุปในกลุ่ม",
        "ให้สรุปในกลุ่มนี้",
    ),
    rule(
        Intent.BIND_GROUP,
        r"(?:ผูก|เชื่อม|bind)(?:ไลน์|แชท|แชต)?กลุ่ม|(?:เชื่อม|ตั้ง).{0,6}กลุ่ม(?:นี้|ไลน์)|^กลุ่มนี้.*ผูก(?:ให้|$)",
        "ผูกกลุ่มนี้กับกลุ่มนิเทศ",
        "ผูกกลุ่ม กลุ่มนิเทศ",
    ),
)
_IN_ORDER: Final = (
    (GroupSays.COUNTS, pattern(_NUMBERS)),  # "need not tell names" is no order to say nothing
    (GroupSays.NOTHING, pattern(_NOTHING)),
    (GroupSays.NAMES, pattern(_NAMES)),
)
_STOP: Final = pattern(_NO_DIGEST)
_AGREES: Final = pattern(rf"^{_MENTIONED}<ME>?(?:(?:ใน|ที่)กลุ่ม(?:ไลน์)?(?:นี้)?)?(?:ได้)?(?:เลย)?$")
_DISAGREES: Final = pattern(r"ไม่|ห้าม|อย่า|งด|หยุด|เลิก")
_BINDING: Final = re.compile(
    r"(?:ผูก|เชื่อม|ตั้ง|bind)\s*(?:ไลน์|แชท|แชต)?\s*กลุ่ม(?:\s*ไลน์)?(?:\s*นี้)?\s*(?:เข้า)?(?:กับ|ของ|ให้|เป็น|:)?\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_POLITE: Final = re.compile(r"(?:\s*(?:ค่ะ|คะ|ครับ|คับ|นะ|หน่อย|ด้วย|ที|จ้า))+$")
_CODE: Final = re.compile(r"(?<!\d)\d{6}(?!\d)")
_OFFICE: Final = re.compile(r"^(?:ทั้ง)?\s*(?:เขต(?:พื้นที่.*)?|สำนักงาน(?:เขต.*)?)$")
_WHOLE: Final = re.compile(r"ทั้ง\s*(?:เขต|สำนักงาน|สพ|จังหวัด)|ทุก\s*(?:กลุ่ม|โรงเรียน|โรง|รร|หน่วย)|(?:ของ|ใน|ภาพรวม)\s*เขต")


@dataclass(frozen=True, slots=True)
class BindingWords:
    """What a sentence about binding names: the code of six digits, or the words for a unit; empty for none."""

    code: str
    unit: str


def binding_words(text: str) -> BindingWords:
    """Read the code or the unit in a sentence about binding; Thai digits are understood."""
    plain = normalise(text)
    code = _CODE.search(arabic(plain))
    if code:
        return BindingWords(code[0], "")
    found = _BINDING.search(plain)
    return BindingWords("", _POLITE.sub("", found["rest"].strip()) if found else "")


def says_in(text: str) -> GroupSays | None:
    """Which setting a sentence asks for; None when it names none."""
    key = key_of(text)
    return next((says for says, words in _IN_ORDER if words.search(key)), None)


def wants_digest(text: str) -> bool:
    """Whether a sentence about telling the group what falls due asks for it, or asks to stop."""
    return _STOP.search(key_of(text)) is None


def may_be_mentioned(text: str) -> bool | None:
    """Whether a sentence about mentioning the speaker in groups allows it, or forbids it; None when it asks, say.

    Nobody agrees by words that are not quite an agreement.
    """
    key = core_of(key_of(text))
    if _DISAGREES.search(key):
        return False
    return True if _AGREES.search(key) else None


def names_the_office(words: str) -> bool:
    """Whether words for a unit mean the speaker's whole office."""
    return _OFFICE.search(words) is not None


def asks_for_whole_office(text: str) -> bool:
    """Whether a question in a unit's group is about the whole office all the same."""
    return _WHOLE.search(normalise(text)) is not None
