"""What somebody can do here, by their rights: a first card, and a card for each topic."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from domain.disclosure import Tells
from domain.messages import Action, Card, Line, Message, Part, Rule, Say, Tap
from domain.rights import Right
from handlers.wording import menu, unclear
from handlers.wording.voice import Voice

_HINTED: Final = 3  # words of a topic that the first card names


@dataclass(frozen=True, slots=True)
class Entry:
    """Words that do something, and what they do. `right`: whom they are for; None: everybody registered."""

    says: str
    what: str
    right: Right | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """What belongs together."""

    title: str
    entries: tuple[Entry, ...]


TOPICS: Final = (
    Topic(
        "วันนี้",
        (
            Entry("งานเช้านี้", "สิ่งที่ต้องดำเนินการวันนี้", Right.SEE_ALL),
            Entry("ใครยังไม่ส่ง", "รายชื่อหน่วยงานที่ยังไม่ส่ง", Right.SEE_ALL),
            Entry("สรุป", "ความคืบหน้าและไฟล์สรุป", Right.SEE_ALL),
            Entry("แดชบอร์ด", "ดูงานทั้งหมดบนหน้าเว็บ"),
            Entry("ตรวจงาน", "ดูงานที่ส่งมา ตรวจรับหรือส่งกลับแก้ไข", Right.REVIEW),
            Entry("เรื่องรอสั่งการ", "เรื่องที่เสนอ ผอ. และผลการสั่งการ", Right.SEE_ALL),
        ),
    ),
    Topic(
        "ส่งงาน",
        (
            Entry("งานของฉัน", "ดูสิ่งที่ต้องส่ง และกำหนดส่ง"),
            Entry("ขอแบบฟอร์ม", "รับไฟล์แบบที่กรอกข้อมูลตั้งต้นไว้แล้ว"),
            Entry("ส่งงาน", "แนบไฟล์ Excel ในแชตนี้ได้เลย"),
            Entry("ส่งไฟล์ไม่ได้", "วิธีแก้เมื่อแนบไฟล์หรือเปิดไฟล์ไม่ได้"),
            Entry("ขอเลื่อน", "ขอส่งช้ากว่ากำหนด พร้อมเหตุผล"),
            Entry("ไม่มีข้อมูล", "แจ้งว่ารอบนี้ไม่มีผลที่ต้องรายงาน"),
            Entry("อัลบั้ม", "ภาพของโครงการ ส่งภาพในแชตนี้ได้เลย"),
        ),
    ),
    Topic(
        "เรื่องของท่าน",
        (
            Entry("เรื่องที่ต้องรับทราบ", "คำสั่ง หนังสือ และนัดหมายที่รอท่านรับทราบ"),
            Entry("คำสั่งของฉัน", "คำสั่งแต่งตั้งที่มีชื่อท่าน"),
            Entry("มีประชุมเมื่อไร", "นัดประชุมที่เชิญท่าน"),
            Entry("กลั่นกรอง", "ให้ความเห็นต่อแบบ สำหรับกรรมการกลั่นกรอง"),
            Entry("ผลการกลั่นกรอง", "มติต่อแบบของท่าน"),
            Entry("สพฐ. มาตรวจวันไหน", "วัน เวลา และลำดับการนำเสนอ"),
            Entry("ข้อมูลของฉัน", "ข้อมูลที่ระบบเก็บเกี่ยวกับท่าน"),
        ),
    ),
    Topic(
        "ตรวจ ทวง กำหนดส่ง",
        (
            Entry("ใครยังไม่ส่ง", "รายชื่อหน่วยงานที่ยังไม่ส่ง", Right.SEE_MISSING),
            Entry("กลุ่มนิเทศส่งยัง", "งานของหน่วยงานหนึ่ง พิมพ์ชื่อกลุ่มหรือโรงเรียน", Right.SEE_MISSING),
            Entry("ตรวจงาน", "ตรวจรับหรือส่งกลับแก้ไข", Right.REVIEW),
            Entry("ทวง", "ส่งข้อความทวงผู้ที่ยังค้าง ดูจำนวนก่อนส่ง", Right.REMIND),
            Entry("คำขอเลื่อน", "อนุมัติหรือไม่อนุมัติการขอส่งช้า", Right.LOAD_PLAN),
            Entry("ช่วงงดเตือน", "ดูและยกเลิกช่วงที่งดเตือน", Right.REMIND),
            Entry("ซ้อมเตือน", "ดูล่วงหน้าว่าใครจะได้รับอะไรเมื่อไร", Right.SEE_ALL),
        ),
    ),
    Topic(
        "คำสั่งและประชุม",
        (
            Entry("ร่างคำสั่ง", "แต่งตั้งคณะกรรมการ เป็น Word และ PDF", Right.LOAD_PLAN),
            Entry("คำสั่งแต่งตั้ง", "คำสั่งทั้งหมด และใครรับทราบแล้ว", Right.SEE_ALL),
            Entry("นัดประชุม", "เชิญกรรมการ พร้อมวาระและปฏิทิน", Right.REMIND),
            Entry("รายงานการประชุม", "ผู้มาประชุม และร่างรายงาน", Right.SEE_ALL),
            Entry("บันทึกมติ", "มติของคณะกรรมการกลั่นกรอง", Right.REVIEW),
            Entry("สพฐ. จะมาตรวจ", "วันตรวจ ผู้นำเสนอ และรายการเตรียมการ", Right.REMIND),
        ),
    ),
    Topic(
        "แผนและรูปเล่ม",
        (
            Entry("ขั้นตอน", "งานถึงขั้นตอนไหนของคู่มือ", Right.SEE_ALL),
            Entry("นโยบาย", "กลยุทธ์และตัวชี้วัด เทียบปีก่อน", Right.SEE_ALL),
            Entry("เทียบรอบที่แล้ว", "ตัวเลขของรอบนี้กับรอบก่อน", Right.SEE_ALL),
            Entry("ทำรูปเล่ม", "รูปเล่มรายงานผล เป็น PDF และ Word", Right.SEE_ALL),
            Entry("มอบกลยุทธ์ 4 ให้กลุ่มการเงิน", "เพิ่มกลุ่มหรือโรงเรียนที่ต้องส่งงาน", Right.LOAD_PLAN),
            Entry("ขอไฟล์แผน", "แผนทั้งหมดเป็น Excel แก้แล้วส่งกลับได้", Right.LOAD_PLAN),
            Entry("เพิ่มงาน", "ตั้งงานใหม่ บอกชื่อ ผู้ส่ง และกำหนดส่ง", Right.LOAD_PLAN),
            Entry("ใช้ไฟล์นี้เป็นแบบ", "สอนแบบใหม่จากไฟล์ที่ท่านส่งมา", Right.LOAD_PLAN),
        ),
    ),
    Topic(
        "เสนอ ผอ. และส่งออก",
        (
            Entry("เสนอ ผอ.", "เสนองานพร้อมบันทึกข้อความ", Right.LOAD_PLAN),
            Entry("ร่างบันทึกข้อความ", "บันทึกเป็น Word และ PDF", Right.LOAD_PLAN),
            Entry("ลงรับหนังสือ", "หนังสือขอข้อมูลจากหน่วยงาน", Right.LOAD_PLAN),
            Entry("มอบหัวข้อ", "แบ่งหัวข้อที่หน่วยงานขอให้แต่ละกลุ่ม", Right.ASSIGN),
            Entry("บันทึกการส่ง", "ลงทะเบียนคุมเมื่อส่งเอกสารแล้ว", Right.LOAD_PLAN),
            Entry("ทะเบียนคุม", "เอกสารที่ส่งแต่ละหน่วยงาน", Right.SEE_ALL),
        ),
    ),
    Topic(
        "แจ้งให้ทราบ",
        (
            Entry("แจ้งทุกโรงเรียน", "แจ้งเรื่องและขอให้รับทราบ", Right.REMIND),
            Entry("แจ้ง E-MES ให้ทุกโรงเรียนทราบ", "รายการ ที่อยู่ของระบบ และวันปิด", Right.REMIND),
            Entry("แจ้งผลประเมินให้ทุกกลุ่มทราบ", "ผลประเมินถึงเจ้าหน้าที่ทุกกลุ่ม", Right.REMIND),
            Entry("หน้าเผยแพร่", "ตัวเลขสำหรับภายนอก เปิดและปิดได้", Right.REMIND),
            Entry("ใครยังไม่รับทราบ", "รายชื่อผู้ที่ยังไม่กดรับทราบ", Right.SEE_ALL),
        ),
    ),
    Topic(
        "คนและกลุ่มไลน์",
        (
            Entry("อนุมัติคนที่รอ", "ตรวจและอนุมัติผู้ลงทะเบียน", Right.APPROVE_PEOPLE),
            Entry("ขอคิวอาร์ลงทะเบียน", "ใบเชิญพร้อมคิวอาร์ของทุกหน่วยงาน", Right.APPROVE_PEOPLE),
            Entry("กลุ่มที่ผูกไว้", "กลุ่มไลน์ของหน่วยงาน และสิ่งที่แจ้งในกลุ่ม", Right.BIND_GROUPS),
            Entry("โควตา", "ข้อความที่เหลือในเดือนนี้", Right.SEE_ALL),
            Entry("ข้อความที่ส่งไม่ออก", "ข้อความที่ยังไม่ถึงผู้รับ", Right.SEE_ALL),
            Entry("ข้อความที่บอทไม่เข้าใจ", "สอนบอทว่าแต่ละข้อความหมายถึงอะไร", Right.TEACH),
            Entry("ประวัติ", "ใครทำอะไร เมื่อไร", Right.READ_AUDIT),
        ),
    ),
)
_ALL: Final = "ติดตามช่วยอะไรได้บ้าง"
_TO_REGISTER: Final = Entry("ลงทะเบียน", "มีรหัสให้พิมพ์ต่อท้าย ไม่มีรหัส บอกชื่อและหน่วยงานได้")


def topics_of(rights: Collection[Right]) -> list[tuple[int, Topic]]:
    """The topics of somebody with these rights, each with its place in TOPICS; nothing is told twice."""
    found = []
    told: set[str] = set()
    for place, topic in enumerate(TOPICS):
        theirs = tuple(
            one for one in topic.entries if (one.right is None or one.right in rights) and one.says not in told
        )
        if theirs:
            found.append((place, replace(topic, entries=theirs)))
            told |= {one.says for one in theirs}
    return found


def for_strangers(v: Voice) -> Message:
    """What somebody can do who has not registered."""
    return _card(v, Topic(_ALL, (_TO_REGISTER,)), (), ())


def first(v: Voice, rights: Collection[Right], officers: Sequence[str] = ()) -> Message:
    """The first topic, and the others by name. `officers`: who of the office helps, by name."""
    (_, now), *others = topics_of(rights)
    more: list[Part] = [
        Line(" · ".join(one.says for one in topic.entries[:_HINTED]), label=topic.title) for _, topic in others
    ]
    taps = tuple(Tap(f"หมวด {topic.title}", f"help:{place}", f"ช่วยเหลือ หมวด {topic.title}") for place, topic in others)
    return _card(v, Topic(_ALL, now.entries), (Rule(), *more, *_rule(more)), officers, others=taps)


def one_topic(v: Voice, rights: Collection[Right], place: int, officers: Sequence[str] = ()) -> Message:
    """A topic; the first card where there is none of that place for these rights."""
    topic = dict(topics_of(rights)).get(place)
    if topic is None:
        return first(v, rights, officers)
    return _card(v, topic, (Rule(),), officers, suggestions=(menu.HELP, menu.MY_TASKS))


def _rule(parts: Sequence[Part]) -> tuple[Part, ...]:
    return (Rule(),) if parts else ()


def _card(v: Voice, topic: Topic, more: Sequence[Part], officers: Sequence[str], **taps: tuple[Action, ...]) -> Message:
    return Card(
        alt=f"วิธีใช้ติดตาม {topic.title}",
        title=topic.title,
        subtitle="พิมพ์คำเหล่านี้ หรือกดปุ่มด้านล่าง",
        parts=(
            *(Line(one.what, label=one.says) for one in topic.entries),
            *(more or (Rule(),)),
            Line(f"ติดขัดเรื่องใด {unclear.who_helps(v, officers)}"),
        ),
        buttons=(*(Say(one.says, one.says) for one in topic.entries), *taps.get("others", ())),
        suggestions=taps.get("suggestions", ()),
        tells=Tells.MANNERS,
    )
