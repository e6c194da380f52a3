"""แจ้งให้ทราบ: what an officer hears before many are told of something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from domain.forms.definition import Elsewhere
from domain.messages import Action, Card, Line, Message, Part, Rule, Say, Tap, Text, Tone
from domain.phrases.announcements import Audience
from domain.thai import WEEKDAYS, clock_time, local, long_date, thai_digits
from handlers.wording import menu
from handlers.wording.circulars import UNANSWERED
from handlers.wording.voice import Voice

LONGEST: Final = 1000  # characters
_NAMED: Final = 6  # people
_WHO: Final[Mapping[Audience, str]] = MappingProxyType(
    {
        Audience.GROUPS: "เจ้าหน้าที่ทุกกลุ่ม",
        Audience.SCHOOLS: "ผู้รับผิดชอบทุกโรงเรียน",
        Audience.ALL: "เจ้าหน้าที่ทุกกลุ่มและผู้รับผิดชอบทุกโรงเรียน",
    }
)
CANCEL: Final = Say("ยกเลิก", "ยกเลิก")
REPORT: Final = "ขอให้รายงาน {title}"
RESULT_OF: Final = "ผลการประเมินจาก สพฐ. {title}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementView:
    """What is about to be told to `whom`. `mark`: of the words shown; `file`: what goes with it, "" for nothing.

    `tap`: how the buttons begin; `lines`: what stands below the words; `silent`: units that nobody on LINE serves.
    `people` in all, `reached` of them on LINE, the others named in `by_phone`; told in groups it would be `groups`
    groups, for `in_groups` messages with those outside them. `left` in the month, None for as many as one likes.
    """

    mark: int
    whom: str
    title: str
    words: str
    file: str
    people: int
    reached: int
    by_phone: tuple[str, ...]
    groups: int
    in_groups: int
    left: int | None
    at_once: bool
    tap: str = "announcego"
    lines: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


def whom(audience: Audience) -> str:
    """Whose people are told."""
    return _WHO[audience]


def which_words(v: Voice, *, is_result: bool) -> Message:
    """What is to be told."""
    if is_result:
        asked = f"ขอข้อความสรุปผลที่จะแจ้ง{v.end} เช่น ผลการประเมินระดับดีเยี่ยม คะแนน 4.62"
    else:
        asked = f"ขอข้อความที่จะแจ้ง พิมพ์มาได้เลย{v.end}"
    return Text(f"{asked}\nถ้ามีไฟล์แนบ ขอให้ส่งไฟล์มาก่อนแล้วพิมพ์คำสั่งแจ้งอีกครั้ง", (CANCEL,))


def which_round(v: Voice, found: Sequence[tuple[int, str]]) -> Message:
    """The result is of which round."""
    return Card(
        alt="เป็นผลการประเมินของรอบใด",
        title=f"เป็นผลการประเมินของรอบใด{v.ask}",
        parts=tuple(Line(title, label=f"{place}.") for place, (_, title) in enumerate(found, 1)),
        buttons=tuple(
            Tap(f"รอบที่ {place}", f"announceof:{number}", f"เลือกรอบที่ {place}")
            for place, (number, _) in enumerate(found, 1)
        ),
        suggestions=(CANCEL,),
    )


def too_long(v: Voice) -> Message:
    """More than anybody reads in a chat."""
    return Text(f"ข้อความยาวเกิน {LONGEST:,} ตัวอักษร ขอให้สรุปสั้นลง หรือแนบเป็นไฟล์{v.end}", (CANCEL,))


def really(v: Voice, view: AnnouncementView) -> Message:
    """What is to be told to whom, and what each way costs, before anybody is."""
    parts: list[Part] = [Line(view.title, strong=True)]
    if view.words and view.words != view.title:
        parts.append(Line(view.words))
    parts += [Line(line) for line in view.lines]
    if view.file:
        parts.append(Line(view.file, label="ไฟล์แนบ"))
    parts += [Rule(), Line(f"{view.whom} {view.people:,} คน", label="แจ้งถึง")]
    if view.by_phone:
        named = ", ".join(view.by_phone[:_NAMED])
        more = f" และอีก {len(view.by_phone) - _NAMED:,} คน" if len(view.by_phone) > _NAMED else ""
        parts.append(Line(f"{len(view.by_phone):,} คน: {named}{more}", label="ไม่อยู่ในไลน์ ควรโทรศัพท์", tone=Tone.CARE))
    if view.silent:
        named = ", ".join(view.silent[:_NAMED])
        more = f" และอีก {len(view.silent) - _NAMED:,} แห่ง" if len(view.silent) > _NAMED else ""
        said = f"{len(view.silent):,} แห่ง: {named}{more}"
        parts.append(Line(said, label="ไม่มีผู้ใช้ไลน์ ควรโทรศัพท์", tone=Tone.CARE))
    if view.left is not None:
        parts.append(Line(f"{view.left:,} ข้อความ", label="เดือนนี้ยังใช้ได้"))
    parts.append(Line(_when(v, view)))
    return Card(
        alt=f"จะแจ้ง {view.title} ถึง {view.people:,} คน ใช่ไหม",
        title=f"แจ้งตามนี้ใช่ไหม{v.ask}",
        parts=tuple(parts),
        tone=Tone.CARE,
        buttons=_buttons(view),
        suggestions=(CANCEL,),
    )


def _when(v: Voice, view: AnnouncementView) -> str:
    if not view.reached and not view.groups:
        return f"ยังไม่มีผู้ที่แจ้งทางไลน์ได้{v.end}"
    return f"{'แจ้งทันที' if view.at_once else 'แจ้งเมื่อเปิดทำการ'} และจะเห็นว่าใครรับทราบแล้ว{v.end}"


def _buttons(view: AnnouncementView) -> tuple[Action, ...]:
    found: list[Action] = []
    if view.reached:
        label = f"แจ้งรายคน ({view.reached:,} ข้อความ)"
        found.append(Tap(label, f"{view.tap}:people:{view.mark}", "แจ้งรายคน"))
    if view.groups:
        label = f"แจ้งในกลุ่มไลน์ ({view.in_groups:,} ข้อความ)"
        found.append(Tap(label, f"{view.tap}:groups:{view.mark}", "แจ้งในกลุ่มไลน์"))
    return tuple(found)


def told(v: Voice, view: AnnouncementView, step: str) -> Message:
    """It is on its way."""
    recorded = f" บันทึกขั้นตอนที่ {step} แล้ว" if step else ""
    when = "กำลังแจ้ง" if view.at_once else "จะแจ้งเมื่อเปิดทำการ"
    return Text(f"{when} {view.title} ถึง {view.people:,} คน{v.end}{recorded}", (UNANSWERED, *menu.OVERSEER))


def dropped(v: Voice) -> Message:
    """Given up."""
    return Text(f"ไม่แจ้งแล้ว{v.end}", menu.OVERSEER)


def nothing_begun(v: Voice) -> Message:
    """An old button."""
    return Text(f"ไม่มีเรื่องที่รอแจ้ง{v.end} พิมพ์ เช่น แจ้งทุกกลุ่มว่า … เพื่อเริ่มใหม่", menu.OVERSEER)


def work_lines(
    items: Sequence[str], elsewhere: Elsewhere, closes: datetime | None, due: datetime
) -> tuple[str, ...]:  # fmt: skip
    """What is reported, where, and until when: sentences for everybody, with Thai digits where the office writes so."""
    lines = [thai_digits(item) for item in items]
    if elsewhere.news:
        lines.append(f"รายละเอียดที่หน้าหลัก {elsewhere.news}")
    if elsewhere.enter:
        lines.append(f"เข้ารายงานที่ {elsewhere.enter} ด้วยชื่อผู้ใช้ของโรงเรียน")
    if closes is not None:
        lines.append(f"ระบบปิด{_closing(closes)}")
    lines.append(f"ขอให้รายงานภายใน{_closing(due)}")
    lines.append(f"รายงานเสร็จแล้ว พิมพ์ รายงาน {elsewhere.system} แล้ว ในแชตส่วนตัวกับบัญชีนี้ ไม่ต้องส่งรหัสผ่านให้ใคร")
    return tuple(lines)


def _closing(at: datetime) -> str:
    """วันอังคารที่ ๑๕ ธันวาคม ๒๕๖๙ เวลา ๑๖.๓๐ น."""
    there = local(at)
    day = thai_digits(f"{WEEKDAYS[there.weekday()]}ที่ {long_date(there.date())} เวลา {clock_time(at)}")
    return f"วัน{day}"


def schools_and_office(schools: int, *, office: bool) -> str:
    """Whose people are told."""
    return f"ผู้รับผิดชอบ {schools:,} โรงเรียน{' และ สพท.' if office else ''}"


def which_work(v: Voice, found: Sequence[tuple[int, str]]) -> Message:
    """Several are asked for."""
    return Card(
        alt="แจ้งงานไหน",
        title=f"แจ้งงานไหน{v.ask}",
        parts=tuple(Line(title) for _, title in found[:_NAMED]),
        buttons=tuple(Tap(title, f"announcework:{number}", f"แจ้ง {title}") for number, title in found[:_NAMED]),
        suggestions=(CANCEL,),
    )


def no_work(v: Voice) -> Message:
    """Nothing of the kind is asked for."""
    return Text(f"ยังไม่มีงานที่เปิดรับให้โรงเรียนรายงานในระบบ{v.end}", menu.OVERSEER)


def nobody_serves(v: Voice, silent: Sequence[str]) -> Message:
    """Of none of the units anybody is known."""
    named = ", ".join(silent[:_NAMED])
    return Text(f"ยังไม่มีผู้รับผิดชอบของโรงเรียนในบัญชีนี้ ควรโทรศัพท์แจ้ง {named}{v.end}", menu.OVERSEER)


def nobody(v: Voice, audience: Audience) -> Message:
    """There is nobody to be told."""
    return Text(f"ในแผนยังไม่มีรายชื่อ{_WHO[audience]}{v.end}", menu.OVERSEER)
