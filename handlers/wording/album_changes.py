"""What is said when pictures of a project are taken out, put back, given words below them, or may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.albums import MOST, still_needed
from domain.messages import Card, Line, Message, Part, Tap, Text, Tone
from domain.thai import local
from handlers.wording import menu
from handlers.wording.albums import LISTED, SKIP, AlbumView, counted, listed
from handlers.wording.voice import Voice


def file_name(view: AlbumView, at: datetime) -> str:
    """What the picture of all pictures is called."""
    return f"อัลบั้ม {view.code} {local(at):%Y%m%d-%H%M}.jpg".replace("/", "-")


def taken_out(v: Voice, view: AlbumView, numbers: Sequence[int]) -> Message:
    """Pictures were taken out; one tap puts them back."""
    told = " ".join(str(no) for no in numbers)
    return Card(
        alt=f"เอาภาพที่ {told} ออกแล้ว",
        title=f"เอาภาพที่ {told} ออกแล้ว",
        subtitle=view.project,
        parts=(counted(view), Line(f"ไฟล์ที่ส่งมายังเก็บไว้เป็นหลักฐาน และใส่กลับได้{v.end}")),
        tone=Tone.CARE if still_needed(view.count) else Tone.GOOD,
        buttons=(
            Tap("ใส่กลับ", f"pictureback:{view.id}:{':'.join(map(str, numbers))}", f"ใส่ภาพที่ {told} กลับ"),
            Tap("ดูอัลบั้ม", f"album:{view.id}", "ดูอัลบั้ม"),
        ),
        suggestions=menu.STAFF,
    )


def put_back(v: Voice, view: AlbumView, numbers: Sequence[int]) -> Message:
    """Pictures that were taken out stand in the album again."""
    told = " ".join(str(no) for no in numbers)
    return Card(
        alt=f"ใส่ภาพที่ {told} กลับแล้ว",
        title=f"ใส่ภาพที่ {told} กลับแล้ว",
        subtitle=view.project,
        parts=(counted(view), Line(f"เปลี่ยนใจได้เสมอ{v.end}")),
        tone=Tone.GOOD,
        buttons=(Tap("ดูอัลบั้ม", f"album:{view.id}", "ดูอัลบั้ม"),),
        suggestions=menu.STAFF,
    )


def no_such_picture(v: Voice, view: AlbumView, numbers: Sequence[int]) -> Message:
    """The album has no pictures of these numbers at the moment."""
    told = " ".join(str(no) for no in numbers)
    there = " ".join(str(one.no) for one in view.pictures)
    known = f"ตอนนี้มีภาพที่ {there}" if there else "ตอนนี้ยังไม่มีภาพ"
    return Text(v.close(f"ไม่พบภาพที่ {told} ในอัลบั้ม {view.project} {known}"), menu.STAFF)


def is_full(v: Voice, view: AlbumView) -> Message:
    """No picture can be put back: the album is full."""
    return Text(f"อัลบั้ม {view.project} มีครบ {MOST} ภาพแล้ว เอาภาพอื่นออกก่อนจึงใส่กลับได้{v.end}", menu.STAFF)


def captioned(v: Voice, view: AlbumView, changed: Sequence[int], unknown: Sequence[int]) -> Message:
    """Captions were taken; what named no picture is said too."""
    new = [one for one in view.pictures if one.no in changed]
    shown_here = new[:LISTED]
    parts: list[Part] = [Line(view.project, strong=True), *(listed(one) for one in shown_here)]
    if len(new) > len(shown_here):
        parts.append(Line(f"และอีก {len(new) - len(shown_here)} ภาพ"))
    if unknown:
        parts.append(Line(f"ไม่พบภาพที่ {' '.join(map(str, unknown))} ในอัลบั้ม", tone=Tone.CARE))
    bare = [one.no for one in view.pictures if not one.caption]
    if bare:
        parts.append(Line(f"ภาพที่ {' '.join(map(str, bare))} ยังไม่มีคำบรรยาย ไม่ใส่ก็ได้{v.end}"))
    return Card(
        alt=f"ใส่คำบรรยายแล้ว {len(new)} ภาพ",
        title=f"ใส่คำบรรยายแล้ว {len(new)} ภาพ",
        parts=tuple(parts),
        tone=Tone.CARE if unknown else Tone.GOOD,
        buttons=(Tap("ดูอัลบั้ม", f"album:{view.id}", "ดูอัลบั้ม"),),
        suggestions=menu.STAFF,
    )


def say_captions(v: Voice, view: AlbumView) -> Message:
    """Captions are to be typed."""
    there = " ".join(str(one.no) for one in view.pictures)
    return Text(
        f"พิมพ์คำบรรยายของ {view.project} ในข้อความเดียว บรรทัดละภาพ เช่น\n1. พิธีเปิดโครงการ\n2. อบรมเชิงปฏิบัติการ\n"
        f"{v.close(f'ในอัลบั้มมีภาพที่ {there}')}",
        (SKIP, *menu.STAFF),
    )


def captions_left_out(v: Voice) -> Message:
    """The pictures go without captions."""
    return Text(f"รับทราบ{v.end} จะใช้คำบรรยายในแบบรายงาน ถ้าไม่มีจะพิมพ์ชื่อโครงการใต้ภาพแทน{v.end}", menu.STAFF)


def faces_confirmed(v: Voice, view: AlbumView) -> Message:
    """Somebody has said that the faces may be shown to the public."""
    return Card(
        alt=f"บันทึกแล้วว่าเผยแพร่ภาพของ {view.project} ได้",
        title="บันทึกแล้ว เผยแพร่ภาพได้",
        subtitle=view.project,
        parts=(Line(f"หากส่งภาพเพิ่ม จะขอให้ยืนยันอีกครั้งก่อนเผยแพร่{v.end}"),),
        tone=Tone.GOOD,
        buttons=(Tap("ดูอัลบั้ม", f"album:{view.id}", "ดูอัลบั้ม"),),
        suggestions=menu.STAFF,
    )


def not_yours(v: Voice) -> Message:
    """An album that is not the speaker's to see or to change, or not any more."""
    return Text(f"อัลบั้มนี้ไม่ได้เปิดให้ท่านแก้ไขในตอนนี้ หากต้องการเปลี่ยนภาพ กรุณาแจ้งกลุ่มนโยบายและแผน{v.end}", menu.STAFF)
