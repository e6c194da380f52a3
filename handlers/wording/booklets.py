"""The booklet of a round: the card it comes with, and what its pages in the chat show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.messages import Card, Line, Message, Open, Part, Picture, Rule, Say, Tap, Text, Tone
from domain.thai import clock_time, local, short_date
from handlers.wording import menu
from handlers.wording.memos import BookletMemo
from handlers.wording.voice import Voice

CLUSTERS = "กลุ่มโรงเรียน"
DISTRICTS = "อำเภอ"
NOWHERE = "ไม่ระบุ"  # of a school whose cluster or district nobody has said
_NAMED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletView:
    """A booklet as its card tells it. `word`: what its chapters are about (กลยุทธ์); `missing`: what, whose, why."""

    id: int
    title: str
    word: str
    pages: int
    filled: int
    chapters: int
    reports: int
    missing: tuple[tuple[str, str, str], ...]
    as_of: datetime
    photos: int = 0
    unconfirmed: int = 0  # albums of which nobody said yet that whoever is to be seen may be shown


def ready(v: Voice, view: BookletView, urls: Mapping[str, str], hours: int) -> Message:
    """The booklet behind its links; what is missing in it stands here by name."""
    title = "รูปเล่มฉบับร่าง" if view.missing else "รูปเล่มพร้อมแล้ว"
    at = local(view.as_of)
    return Card(
        alt=f"{title} {view.title}",
        title=title,
        subtitle=view.title,
        parts=(
            Line(f"{view.pages:,} หน้า", label="จำนวนหน้า"),
            Line(f"{view.filled} จาก {view.chapters} {view.word}", label="มีผลตรวจรับแล้ว"),
            *_photos(v, view),
            *_missing(v, view),
            Rule(),
            Line(f"ข้อมูล ณ {short_date(at.date())} เวลา {clock_time(at)} ทุกตัวเลขมีที่มาในภาคผนวก{v.end}"),
            Line(f"แก้ไขต่อใน Word ได้ ลิงก์ใช้ได้ {hours} ชั่วโมง เฉพาะของท่าน{v.end}"),
        ),
        tone=Tone.CARE if view.missing else Tone.GOOD,
        buttons=(
            Open("เปิดรูปเล่ม PDF", urls["pdf"]),
            Open("แก้ไขใน Word", urls["docx"]),
            *((Tap("ใครยังไม่ส่ง", f"missing:{view.id}", "ใครยังไม่ส่ง"),) if view.missing else ()),
        ),
        suggestions=menu.OVERSEER,
    )


def _photos(v: Voice, view: BookletView) -> Sequence[Part]:
    """How many pictures, and a word before they go to the public."""
    if not view.photos:
        return ()
    counted = Line(f"{view.photos:,} ภาพ", label="ภาพกิจกรรม")
    if not view.unconfirmed:
        return (counted,)
    words = f"ก่อนเผยแพร่ ขอให้ผู้รับผิดชอบ {view.unconfirmed} {view.word} ยืนยันในอัลบั้มว่าเผยแพร่ภาพนักเรียนได้{v.end}"
    return (counted, Line(words, tone=Tone.CARE))


def _missing(v: Voice, view: BookletView) -> Sequence[Part]:
    if not view.missing:
        return ()
    shown = view.missing[:_NAMED]
    more = len(view.missing) - len(shown)
    return (
        Rule(),
        Line(f"ยังไม่มีในเล่ม {len(view.missing)} รายการ", strong=True, tone=Tone.CARE),
        *(Line(f"{unit} · {why}", label=what, tone=Tone.CARE) for what, unit, why in shown),
        *([Line(f"และอีก {more} รายการ ดูครบในบทสรุปผู้บริหาร")] if more > 0 else []),
        Line(f"ในเล่มระบุไว้ว่ายังไม่มีผล ไม่ได้นับเป็นศูนย์{v.end}"),
    )


def page(v: Voice, url: str, number: int) -> Message:
    """A page of it as a picture; `number`: among those that are shown."""
    return Picture(url, f"ภาพหน้าตัวอย่างของรูปเล่ม หน้าที่ {number}{v.end}", menu.OVERSEER)


def file_name(title: str, at: datetime, ending: str) -> str:
    """What the file is called."""
    return f"รูปเล่ม {title} ณ {local(at):%Y%m%d-%H%M}.{ending}".replace("/", "-")


def order_about(title: str) -> str:
    """An order in the list of the annex."""
    return f"คำสั่ง เรื่อง {title}"


def minutes_about(title: str) -> str:
    """What minutes in the annex are about, of a meeting that nobody called here."""
    return f" เรื่อง {title}"


def not_bound(v: Voice) -> Message:
    """No work is open whose forms are bound into a booklet."""
    return Text(
        f"ตอนนี้ยังไม่มีงานกลยุทธ์หรืองานโครงการที่เปิดรับ จึงยังทำรูปเล่มไม่ได้ พิมพ์ สรุป เพื่อดูภาพรวมของงานอื่นได้{v.end}", menu.OVERSEER
    )


def only_some(v: Voice) -> Message:
    """The work that was named has no booklet."""
    return Text(
        f"รูปเล่มทำได้กับงานกลยุทธ์และงานโครงการ เช่น พิมพ์ ทำรูปเล่มโครงการ สำหรับงานอื่นพิมพ์ สรุป เพื่อรับไฟล์สรุปได้{v.end}",
        menu.OVERSEER,
    )


def nothing_asked(v: Voice, title: str) -> Message:
    """Nobody owes anything in the round."""
    return Text(f"งาน “{title}” ยังไม่มีรายการที่ต้องรายงาน จึงยังไม่มีอะไรให้ทำรูปเล่ม{v.end}", menu.OVERSEER)


def proposed_lines(booklet: BookletMemo) -> tuple[str, ...]:
    """What a director reads of a booklet."""
    missing = booklet.chapters - booklet.filled
    left = (f"ยังไม่มีผล {missing} {booklet.word} ระบุไว้ในเล่มแล้ว",) if missing else ()
    return (
        f"รูปเล่มรายงานผล{booklet.word} {booklet.filled} จาก {booklet.chapters} {booklet.word}",
        f"ภาพกิจกรรม {booklet.photos} ภาพ",
        *left,
        "เพื่อโปรดทราบ และให้ประชาสัมพันธ์เผยแพร่ให้หน่วยงานต่าง ๆ ทราบ",
    )


def make_first(v: Voice, title: str) -> Message:
    """What is put before the director is the booklet, and none was made yet."""
    make = Say("ทำรูปเล่มโครงการ", "ทำรูปเล่มโครงการ")
    return Text(f"ยังไม่ได้ทำรูปเล่มของ {title} กรุณาทำรูปเล่มก่อน แล้วพิมพ์ เสนอรูปเล่มให้ ผอ. อีกครั้ง{v.end}", (make, *menu.OVERSEER))
