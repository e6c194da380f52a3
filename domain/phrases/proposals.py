"""Rules and reading of what is said about proposals to the director and the orders given."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from domain.phrases.rules import Intent, Rule, rule
from domain.proposals import Order
from domain.thai import normalise, without_particles

_DIRECTOR: Final = r"(?:ท่าน)?(?:ผอ|ผู้อำนวยการ)(?:สพท|สพป|สพม|เขต|พท)*"

PROPOSALS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.RECORD_ORDER,
        rf"^(?:ลง|จด)?บันทึก(?:คำ|ข้อ)?สั่ง(?:การ)?(?:ของ)?{_DIRECTOR}|^{_DIRECTOR}(?:ได้)?(?:สั่งการ|สั่ง|เห็นชอบ|ทราบ|อนุมัติ|ลงนาม)แล้ว",
        "บันทึกคำสั่ง ผอ. เห็นชอบ",
        "ผอ. เห็นชอบแล้ว",
        lacks="<HOW>|<YET>|ว่า",
    ),
    rule(
        Intent.PROPOSALS,
        rf"(?:เรื่อง|งาน|มีอะไร|รายการ)(?:ที่)?(?:ได้)?(?:เสนอ{_DIRECTOR}|รอ(?:ท่าน|{_DIRECTOR})?(?:พิจารณา)?สั่งการ|รอพิจารณา)|"
        rf"{_DIRECTOR}(?:ว่า|สั่ง(?:การ)?|พิจารณา)(?:ว่า)?(?:<HOW>|อะไร|<YET>)|เสนอ{_DIRECTOR}.*<YET>|^รอ(?:พิจารณา)?สั่งการ",
        "เรื่องที่เสนอ ผอ.",
        "เรื่องรอสั่งการ",
        "ผอ. สั่งว่าอย่างไร",
    ),
    rule(
        Intent.PROPOSE,
        rf"^(?:ขอ|ช่วย|ส่ง)*(?:นำ)?เสนอ(?:เรื่อง|งาน|บันทึก|(?:รูป)?เล่ม.{{0,30}}?)?(?:นี้)?(?:ให้|ต่อ|ถึง)?{_DIRECTOR}",
        "เสนอ ผอ.",
        "เสนอรูปเล่มโครงการให้ ผอ.",
        "ช่วยเสนอท่าน ผอ. เขตหน่อยค่ะ",
        lacks="<HOW>|<YET>|แล้ว|<NOT>|อย่า",
    ),
)
_ORDERS: Final = (
    (Order.SENT_BACK, re.compile(r"ส่งคืน|ตีกลับ|ให้(?:ไป)?ทำใหม่|ไม่เห็นชอบ|ไม่อนุมัติ")),
    (Order.AGREED, re.compile(r"เห็นชอบ|อนุมัติ|เห็นด้วย|ตามเสนอ")),
    (Order.NOTED, re.compile(r"(?<!ให้)(?<!โปรด)ทราบ")),
)
_RECORD: Final = re.compile(
    r"^\s*(?:(?:ลง|จด)?บันทึก(?:คำ|ข้อ)?สั่ง(?:การ)?\s*(?:ของ)?)?\s*(?:ท่าน)?\s*"
    r"(?:ผอ\.?|ผู้อำนวยการ)\s*(?:เขต|สพท\.?|สพป\.?|สพม\.?)?\s*(?:ได้)?\s*"
)
_BARE: Final = re.compile(r"^(?:ทราบ|เห็นชอบ|อนุมัติ|เห็นด้วย|ตามเสนอ|ส่งคืน|แล้ว|\s)+")


class Given(NamedTuple):
    """An order as words say it; `words` is "" where it is nothing but ทราบ or เห็นชอบ."""

    order: Order
    words: str


def read_order(text: str) -> Given:
    """The order that words say: เห็นชอบ, ทราบ, ส่งคืน; anything else is one in words."""
    said = _RECORD.sub("", without_particles(normalise(text)).strip()).strip()
    order = next((order for order, words in _ORDERS if words.search(said)), Order.ORDERED)
    rest = " ".join(_BARE.sub("", said).split())
    if order is not Order.ORDERED and not rest:
        return Given(order, "")
    return Given(order, rest if order is not Order.ORDERED else " ".join(said.split()))
