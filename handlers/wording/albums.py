"""The pictures of a project: what came, what is still needed, what may be better, and the words below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from domain.albums import LEAST, MOST, Fault, Flaw, still_needed
from domain.messages import Action, Card, Line, Message, Part, Picture, Rule, Say, Tap, Text, Tone
from handlers.wording import menu
from handlers.wording.voice import Voice

LISTED: Final = 12  # captions on a card
_SHORT: Final = 40  # characters of one there
_OFFERED: Final = 8  # projects in a question
_FLAWS: Final[Mapping[Flaw, str]] = MappingProxyType({Flaw.BLURRED: "อาจไม่ชัด", Flaw.SMALL: "ขนาดเล็ก พิมพ์แล้วอาจไม่คม"})
_FAULTS: Final[Mapping[Fault, str]] = MappingProxyType(
    {
        Fault.HEIC: "เป็นไฟล์ HEIC ของ iPhone ที่ใช้พิมพ์ไม่ได้ กรุณาส่งเป็นรูปในแชต (กดไอคอนรูปภาพ) ระบบจะแปลงเป็น JPEG ให้เอง",
        Fault.TOO_LARGE: "ใหญ่เกินไป กรุณาส่งเป็นรูปในแชต (กดไอคอนรูปภาพ) ขนาดจะเล็กลงเอง",
        Fault.DAMAGED: "เปิดไม่ได้ ไฟล์อาจเสียหาย กรุณาส่งใหม่เป็น JPEG หรือ PNG",
    }
)
SKIP: Final = Say("ไม่ใส่คำบรรยาย", "ไม่ใส่คำบรรยาย")


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture by its number. `like`: the earlier one that shows the same."""

    no: int
    caption: str
    flaws: tuple[Flaw, ...] = ()
    like: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlbumView:
    """The album of a project. `id`: of its debt; `confirmed`: its faces may be shown to the public."""

    id: int
    project: str
    code: str
    unit: str
    pictures: tuple[PictureView, ...]
    confirmed: bool = False
    may_change: bool = True
    may_confirm: bool = True
    owed: bool = False

    @property
    def count(self) -> int:
        """How many pictures stand in it."""
        return len(self.pictures)


@dataclass(frozen=True, slots=True, kw_only=True)
class CameView:
    """What became of photos that came. `new`: their numbers; `undo`: of what the button not_evidence names, 0 for none.

    `first`: they are the album's first; `ask`: their captions are asked for.
    """

    new: tuple[int, ...] = ()
    same: int = 0
    over: int = 0
    faults: tuple[Fault, ...] = ()
    first: bool = False
    ask: bool = False
    undo: int = 0


def came(v: Voice, view: AlbumView, what: CameView) -> Message:
    """One answer to photos that came for a project: what was taken, what is still needed, what may be better."""
    title = f"เก็บภาพโครงการแล้ว {len(what.new)} ภาพ" if what.new else "ยังไม่มีภาพที่เก็บเข้าอัลบั้มได้"
    flawed = [one for one in view.pictures if one.no in what.new and (one.flaws or one.like is not None)]
    parts: list[Part] = [
        Line(view.project, strong=True),
        counted(view),
        *_not_taken(what),
        *(_flaw(one) for one in flawed),
        *_faces(v, what),
        *_captions_asked(v, what),
    ]
    if view.owed:
        parts += [Rule(), Line(f"โครงการนี้ยังรอไฟล์แบบรายงาน กรอกแล้วแนบในแชตนี้ได้เลย{v.end}")]
    return Card(
        alt=f"{title} {view.project}",
        title=title,
        subtitle=f"{view.code} {view.unit}".strip(),
        parts=tuple(parts),
        tone=Tone.CARE if still_needed(view.count) or flawed or what.faults or what.over else Tone.GOOD,
        buttons=(Tap("ดูอัลบั้ม", f"album:{view.id}", "ดูอัลบั้ม"), *_take_out(view, flawed), *_not_this(what)),
        suggestions=(SKIP, *menu.STAFF) if what.ask else menu.STAFF,
    )


def counted(view: AlbumView) -> Line:
    """How many there are, how many are still needed, how many more may come."""
    if needed := still_needed(view.count):
        return Line(f"มี {view.count} ภาพ ขาดอีก {needed} ภาพจึงครบขั้นต่ำ {LEAST} ภาพ", label="ในอัลบั้ม", tone=Tone.CARE)
    room = "เต็มอัลบั้มแล้ว" if view.count >= MOST else f"ครบขั้นต่ำแล้ว ส่งเพิ่มได้อีก {MOST - view.count} ภาพ"
    return Line(f"มี {view.count} ภาพ {room}", label="ในอัลบั้ม", tone=Tone.GOOD)


def _not_taken(what: CameView) -> list[Part]:
    said: list[Part] = []
    if what.same:
        said.append(Line(f"อีก {what.same} ภาพเป็นภาพเดียวกับที่มีอยู่แล้ว จึงไม่นับซ้ำ"))
    if what.over:
        said.append(Line(f"อีก {what.over} ภาพไม่ได้ใส่ในอัลบั้ม เพราะมีได้ไม่เกิน {MOST} ภาพ", tone=Tone.CARE))
    faults = dict.fromkeys(what.faults)
    return said + [Line(f"อีก {what.faults.count(one)} ภาพ{_FAULTS[one]}", tone=Tone.CARE) for one in faults]


def _flaw(one: PictureView) -> Line:
    found = [_FLAWS[flaw] for flaw in one.flaws]
    found += [f"เหมือนกับภาพที่ {one.like}"] if one.like is not None else []
    return Line(" ".join(found), label=f"ภาพที่ {one.no}", tone=Tone.CARE)


def _faces(v: Voice, what: CameView) -> list[Part]:
    if not what.first:
        return []
    return [Rule(), Line(f"หากเห็นใบหน้านักเรียน โปรดมั่นใจว่าผู้ปกครองยินยอมให้เผยแพร่ หรือเลือกภาพที่ไม่เห็นหน้าชัด{v.end}")]


def _captions_asked(v: Voice, what: CameView) -> list[Part]:
    if not what.ask:
        return []
    return [
        Rule(),
        Line(f"พิมพ์คำบรรยายในข้อความเดียว บรรทัดละภาพ ตามลำดับ หรือระบุเลข เช่น 2. พิธีเปิด ไม่ใส่ก็ได้{v.end}"),
    ]


def _take_out(view: AlbumView, flawed: Sequence[PictureView]) -> tuple[Action, ...]:
    """One tap for those that are doubled or blurred, where enough others are left or not: it can be undone."""
    if not flawed or not view.may_change:
        return ()
    numbers = ":".join(str(one.no) for one in flawed)
    label = f"เอาภาพที่ {flawed[0].no} ออก" if len(flawed) == 1 else f"เอา {len(flawed)} ภาพนี้ออก"
    return (Tap(label, f"pictureout:{view.id}:{numbers}", label),)


def _not_this(what: CameView) -> tuple[Action, ...]:
    return (Tap("ไม่ใช่โครงการนี้", f"not_evidence:{what.undo}:0", "ไม่ใช่โครงการนี้"),) if what.undo else ()


def shown(v: Voice, view: AlbumView) -> Message:
    """The album as a card: its numbers with their captions, and what can be done."""
    if not view.pictures:
        return empty(v, view)
    first = view.pictures[:LISTED]
    more = view.count - len(first)
    parts: list[Part] = [Line(view.project, strong=True), counted(view), Rule()]
    parts += [listed(one) for one in first]
    if more > 0:
        parts.append(Line(f"และอีก {more} ภาพ"))
    faces = "ยืนยันแล้วว่าเผยแพร่ได้" if view.confirmed else "ยังไม่ได้ยืนยันว่าเผยแพร่ได้"
    parts += [Rule(), Line(faces, label="ภาพบุคคล", tone=Tone.GOOD if view.confirmed else Tone.CARE)]
    if view.may_change:
        parts.append(Line(f"พิมพ์ เอาภาพที่ 3 ออก หรือ คำบรรยายภาพที่ 3 พิธีเปิด เพื่อแก้ไข{v.end}"))
    flawed = [one for one in view.pictures if one.like is not None]
    confirm = (
        () if view.confirmed or not view.may_confirm else (Tap("เผยแพร่ภาพได้", f"faces:{view.id}", "ยืนยันว่าเผยแพร่ภาพได้"),)
    )
    return Card(
        alt=f"อัลบั้ม {view.project} {view.count} ภาพ",
        title=f"อัลบั้มภาพ {view.count} ภาพ",
        subtitle=f"{view.code} {view.unit}".strip(),
        parts=tuple(parts),
        tone=Tone.CARE if still_needed(view.count) else Tone.CALM,
        buttons=(*confirm, *_take_out(view, flawed)),
        suggestions=menu.STAFF,
    )


def listed(one: PictureView) -> Line:
    """A picture in a line: its number, its caption, what may be wrong with it."""
    caption = one.caption if len(one.caption) <= _SHORT else f"{one.caption[: _SHORT - 1]}…"
    flaws = " ".join(_FLAWS[flaw] for flaw in one.flaws)
    like = f"เหมือนกับภาพที่ {one.like}" if one.like is not None else ""
    doubt = " ".join(part for part in (flaws, like) if part)
    text = caption or "ไม่มีคำบรรยาย"
    return Line(f"{text} ({doubt})" if doubt else text, label=f"ภาพที่ {one.no}", tone=Tone.CARE if doubt else Tone.CALM)


def sheet(v: Voice, url: str, view: AlbumView) -> Message:
    """All pictures on one, with their numbers."""
    return Picture(url, f"ภาพย่อทั้งหมดในอัลบั้ม {view.project} พร้อมเลขลำดับ{v.end}", menu.STAFF)


def empty(v: Voice, view: AlbumView) -> Message:
    """No picture stands in it yet; those that come now will."""
    return Card(
        alt=f"ยังไม่มีภาพของ {view.project}",
        title="ยังไม่มีภาพ",
        subtitle=f"{view.code} {view.unit}".strip(),
        parts=(
            Line(view.project, strong=True),
            Line(f"ส่งภาพกิจกรรม {LEAST} ถึง {MOST} ภาพในแชตนี้ได้เลย ส่งพร้อมกันหลายภาพได้{v.end}"),
        ),
        tone=Tone.CARE,
        suggestions=menu.STAFF,
    )


def awaited(v: Voice, view: AlbumView) -> Message:
    """The report is in, its pictures are not, or not enough of them."""
    more = f"ยังขาดภาพกิจกรรมอีก {still_needed(view.count)} ภาพ"
    asked = more if view.count else f"ขอภาพกิจกรรม {LEAST} ถึง {MOST} ภาพด้วย{v.end}"
    return Text(f"{asked} ส่งเป็นรูปในแชตนี้ได้เลย ส่งพร้อมกันหลายภาพได้{v.end}", menu.STAFF)


def which_project(v: Voice, projects: Sequence[tuple[int, str, str]], tap: str) -> Message:
    """Several projects may be meant: debt, name, unit."""
    offered = projects[:_OFFERED]
    more = len(projects) - len(offered)
    rest = [Line(f"และอีก {more} โครงการ พิมพ์ชื่อหรือรหัสโครงการต่อท้ายได้{v.end}")] if more > 0 else []
    return Card(
        alt="โครงการไหน",
        title=f"โครงการไหน{v.ask}",
        parts=(*(Line(name, label=unit) for _, name, unit in offered), *rest),
        tone=Tone.CALM,
        buttons=tuple(Tap(name, f"{tap}:{debt}", name) for debt, name, _ in offered),
    )


def no_projects(v: Voice) -> Message:
    """No project that asks for pictures is open to the speaker."""
    return Text(f"ตอนนี้ยังไม่มีโครงการที่เปิดรับภาพจากหน่วยงานของท่าน{v.end}", menu.STAFF)
