"""บัญชีจากระบบ: a list exported from the system where units report, beside what they owe and say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from domain.file_names import shown
from domain.forms.reading_result import Finding
from domain.forms.schools import Unplaced
from domain.messages import Action, Card, Line, Message, Part, Rule, Say, Tap, Text, Tone
from domain.report_lists import VERIFIES, Stranger, Verdict
from domain.thai import clock_time, local, short_date
from handlers.wording import menu
from handlers.wording.findings import sentence
from handlers.wording.voice import Voice

STEPS: Final = Say("ขั้นตอน", "ขั้นตอน")
_NAMED: Final = 40  # units in a line; no screen shows more
_WRONG: Final = 12  # units whose figures are told one by one
_CHOICES: Final = 8
_CHANGES: Final = (*VERIFIES, Verdict.WRONG, Verdict.DENIED, Verdict.ABSENT)
_HEADS: Final[Mapping[Verdict, tuple[str, Tone]]] = MappingProxyType(
    {
        Verdict.AGREES: ("รายงานแล้ว ตรงกับที่แจ้ง", Tone.GOOD),
        Verdict.UNCLAIMED: ("รายงานแล้ว แต่ยังไม่ได้แจ้งในไลน์", Tone.GOOD),
        Verdict.SETTLED: ("ตรวจสอบไว้ก่อนแล้ว ยังตรงกัน", Tone.GOOD),
        Verdict.WRONG: ("ตัวเลขต้องแก้ไข", Tone.CARE),
        Verdict.DENIED: ("แจ้งว่ารายงานแล้ว แต่บัญชีว่ายังไม่รายงาน", Tone.CARE),
        Verdict.ABSENT: ("แจ้งว่ารายงานแล้ว แต่ไม่มีชื่อในบัญชี", Tone.CARE),
        Verdict.GAINSAID: ("ตรวจสอบหรือรายงานเป็นศูนย์ไว้แล้ว แต่บัญชีต่างไป", Tone.CARE),
        Verdict.UNCLEAR: ("อ่านสถานะในบัญชีไม่ได้", Tone.CARE),
        Verdict.OPEN: ("ยังไม่รายงาน", Tone.CALM),
    }
)
_WHY: Final[Mapping[Unplaced, str]] = MappingProxyType(
    {
        Unplaced.NOBODY: "ไม่พบในแผน",
        Unplaced.UNSURE: "ชื่อซ้ำกันหลายแห่ง ไม่มีรหัสหรืออำเภอ",
        Unplaced.CONTRADICTS: "รหัสเป็นของอีกโรงเรียน",
    }
)


@dataclass(frozen=True, slots=True)
class Named:
    """A unit, its district, and what is wrong with its figures."""

    unit: str
    district: str
    problems: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A list beside its debts. `mark`: of what is shown; `others`: units that it names and that owe nothing of it."""

    id: int
    mark: int
    title: str
    system: str
    file: str
    groups: Mapping[Verdict, tuple[Named, ...]]
    strangers: tuple[Stranger, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a list has changed of a requirement (its id). `told`: people who are written to.

    `above`: where the check of สพฐ. stands among the steps, to record it; None when it is recorded.
    """

    id: int
    title: str
    requirement: int
    verified: int
    returned: int
    doubted: int
    told: int
    above: int | None


def compared(v: Voice, view: ListView) -> Message:
    """One card: what agrees, each kind of conflict with names, and what one tap does."""
    parts: list[Part] = [Line(f"เลขที่ {view.id} · {shown(view.file)}", label="บัญชี")]
    for verdict, (head, tone) in _HEADS.items():
        if named := view.groups.get(verdict, ()):
            parts += _group(head, tone, named, verdict)
    if view.strangers:
        parts += [Rule(), Line(f"แถวที่ไม่ทราบว่าเป็นโรงเรียนใด {len(view.strangers)} แถว", strong=True, tone=Tone.CARE)]
        parts += [Line(f"• {s.name or 'ไม่มีชื่อ'} (ช่อง {s.cell}) {_WHY[s.why]}") for s in view.strangers[:_WRONG]]
        parts += _more(len(view.strangers) - _WRONG, "แถว")
    if view.others:
        parts += [Rule(), Line(f"ไม่ได้อยู่ในงานนี้ {len(view.others)} แห่ง", strong=True), Line(_names(view.others))]
    parts += [Rule(), *(Line(line) for line in _what_happens(v, view))]
    changes = sum(len(view.groups.get(one, ())) for one in _CHANGES)
    return Card(
        alt=f"ตรวจสอบ {view.title} กับบัญชีจาก {view.system}",
        title=f"ตรวจกับบัญชีจาก {view.system}",
        subtitle=view.title,
        parts=tuple(parts),
        tone=Tone.CARE,
        buttons=_buttons(view, changes=bool(changes)),
        suggestions=menu.OVERSEER,
    )


def _group(head: str, tone: Tone, named: Sequence[Named], verdict: Verdict) -> list[Part]:
    parts: list[Part] = [Rule(), Line(f"{head} {len(named)} แห่ง", strong=True, tone=tone)]
    if verdict is not Verdict.WRONG:
        return [*parts, Line(_names([_called(one, named) for one in named]))]
    parts += [Line(f"• {_called(one, named)}: {told(one.problems)}") for one in named[:_WRONG]]
    return [*parts, *_more(len(named) - _WRONG, "แห่ง")]


def _called(one: Named, among: Sequence[Named]) -> str:
    """Its name; with its district where another of the same name is near."""
    twice = sum(one.unit == other.unit for other in among) > 1
    return f"{one.unit} อ.{one.district}" if twice and one.district else one.unit


def _names(names: Sequence[str]) -> str:
    more = f" และอีก {len(names) - _NAMED} แห่ง" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def _more(count: int, what: str) -> list[Part]:
    return [Line(f"และอีก {count} {what}")] if count > 0 else []


def told(problems: Sequence[Finding]) -> str:
    """What is to be mended, in a line; of a status that says so without more, that it is to be looked at."""
    said = dict.fromkeys(sentence(one) for one in problems)
    return "; ".join(said) or "สถานะในระบบระบุว่าข้อมูลไม่ครบหรือไม่ถูกต้อง ขอให้ตรวจสอบและแก้ไข"


def doubted(verdict: Verdict) -> str:
    """Why its unit is asked to look again."""
    if verdict is Verdict.DENIED:
        return "บัญชีจากระบบระบุว่ายังไม่รายงาน ขอให้ตรวจว่ากดบันทึกหรือส่งครบแล้ว"
    return "ไม่พบชื่อโรงเรียนในบัญชีจากระบบ ขอให้ตรวจว่ากดบันทึกหรือส่งครบแล้ว"


def _what_happens(v: Voice, view: ListView) -> list[str]:
    verified = sum(len(view.groups.get(one, ())) for one in VERIFIES)
    wrong = len(view.groups.get(Verdict.WRONG, ()))
    doubted = sum(len(view.groups.get(one, ())) for one in (Verdict.DENIED, Verdict.ABSENT))
    lines = []
    if verified:
        lines.append(f"✓ บันทึกว่าตรวจสอบแล้ว {verified} แห่ง")
    if wrong:
        lines.append(f"✎ ส่งกลับให้แก้ไขพร้อมบอกจุด {wrong} แห่ง")
    if doubted:
        lines.append(f"? คงสถานะรอตรวจ และแจ้งให้ตรวจอีกครั้ง {doubted} แห่ง")
    if not lines:
        return [f"บัญชีนี้ไม่เปลี่ยนสถานะของโรงเรียนใด{v.end}"]
    return ["เมื่อยืนยัน จะ", *lines, f"ก่อนยืนยันยังไม่มีอะไรเปลี่ยน{v.end}"]


def _buttons(view: ListView, *, changes: bool) -> tuple[Action, ...]:
    no = Tap("ไม่ใช้บัญชีนี้", f"listno:{view.id}", "ไม่ใช้บัญชีนี้")
    if not changes:
        return (no,)
    return (Tap("ยืนยันตามนี้", f"listgo:{view.id}:{view.mark}", f"ยืนยันบัญชีเลขที่ {view.id}"), no)


def which(v: Voice, upload: int, choices: Sequence[tuple[int, int, str]], *, fits: bool) -> Message:
    """What the list is about: `choices` as requirement, item, and what that is called. `fits`: it says so itself."""
    title = f"บัญชีนี้เป็นของงานไหน{v.ask}"
    why = "" if fits else "รายการ ครั้ง หรือปีที่ระบุในไฟล์ไม่ตรงกับงานที่เปิดอยู่"
    return Card(
        alt=title,
        title=title,
        subtitle=why,
        parts=tuple(Line(called) for _, _, called in choices[:_CHOICES]),
        tone=Tone.CARE,
        buttons=(
            *(Tap(called, f"listof:{upload}:{work}:{item}", called) for work, item, called in choices[:_CHOICES]),
            Tap("ไม่ใช่งานเหล่านี้", f"drop:{upload}", "ไม่ใช่งานเหล่านี้"),
        ),
        suggestions=menu.OVERSEER,
    )


def nothing_asked(v: Voice, file: str) -> Message:
    """There is no work that such a list could be about."""
    return Text(f"อ่านบัญชี “{shown(file)}” ได้ แต่ยังไม่มีงานที่เปิดรับซึ่งใช้แบบนี้ จึงยังไม่ได้ทำอะไร{v.end}", menu.OVERSEER)


def confirmed(v: Voice, done: Done) -> Message:
    """What has been changed, whom it is told, and how it is undone."""
    parts: list[Part] = [
        Line(f"เลขที่ {done.id}", label="บัญชี"),
        Line(f"{done.verified} แห่ง", label="ตรวจสอบแล้ว", tone=Tone.GOOD, strong=True),
    ]
    if done.returned:
        parts.append(Line(f"{done.returned} แห่ง", label="ส่งกลับแก้ไข", tone=Tone.CARE))
    if done.doubted:
        parts.append(Line(f"{done.doubted} แห่ง", label="แจ้งให้ตรวจอีกครั้ง", tone=Tone.CARE))
    if done.told:
        parts += [Rule(), Line(f"อีกสักครู่จะแจ้งผู้รับผิดชอบ {done.told} คน คนละ 1 ข้อความ{v.end}")]
    if done.verified:
        parts.append(Line(f"โรงเรียนที่ตรวจสอบแล้วจะทราบเองเมื่อใช้งานครั้งถัดไป{v.end}"))
    above = (Tap("สพฐ. ตรวจแล้ว", f"step:{done.requirement}:{done.above}", "สพฐ. ตรวจแล้ว"),) if done.above else ()
    return Card(
        alt=f"ตรวจสอบแล้ว {done.verified} แห่ง",
        title=f"ตรวจสอบแล้ว {done.verified} แห่ง",
        subtitle=done.title,
        parts=tuple(parts),
        tone=Tone.GOOD,
        buttons=(Tap("ดูขั้นตอน", f"steps:{done.requirement}", "ขั้นตอน"), *above, Tap("เมื่อกี้ผิด", "reviewundo", "เมื่อกี้ผิด")),
        suggestions=menu.OVERSEER,
    )


def already(v: Voice, who: str, at: datetime) -> Message:
    """Somebody has confirmed it."""
    return Text(f"บัญชีนี้ {who} ยืนยันไปแล้วเมื่อ {_moment(at)} จึงไม่ทำซ้ำ{v.end}", (STEPS, *menu.OVERSEER))


def changed(v: Voice) -> Message:
    """Something has happened since the card was shown: what the list means now follows."""
    return Text(f"มีการเปลี่ยนแปลงหลังจากแสดงบัญชีนี้ จึงยังไม่ได้ทำอะไร ขอให้ดูอีกครั้ง{v.end}")


def newer(v: Voice, number: int, at: datetime) -> Message:
    """A newer list has come since."""
    return Card(
        alt="มีบัญชีใหม่กว่านี้แล้ว",
        title="มีบัญชีใหม่กว่านี้แล้ว",
        parts=(Line(f"เลขที่ {number} เมื่อ {_moment(at)}"), Line(f"จึงไม่ได้ใช้บัญชีเดิม{v.end}")),
        tone=Tone.CARE,
        buttons=(Tap("ดูบัญชีใหม่", f"listsee:{number}", "ดูบัญชีใหม่"),),
        suggestions=menu.OVERSEER,
    )


def dropped(v: Voice) -> Message:
    """The officer would rather not."""
    return Text(f"ไม่ใช้บัญชีนี้ ไม่มีสถานะใดเปลี่ยน{v.end}", menu.OVERSEER)


def over(v: Voice) -> Message:
    """An old button, or of another office."""
    return Text(f"บัญชีนี้ใช้ไม่ได้แล้ว หากต้องการตรวจอีกครั้ง ส่งไฟล์ล่าสุดจากระบบได้เลย{v.end}", menu.OVERSEER)


def undone(v: Voice, back: int, kept: int) -> Message:
    """What the list changed is as it was; what people have been told of stays."""
    stays = f" ส่วนที่แจ้งโรงเรียนไปแล้วหรือเปลี่ยนไปแล้ว {kept} แห่งคงไว้" if kept else ""
    return Text(f"ย้อนผลของบัญชีแล้ว {back} แห่ง กลับไปเหมือนก่อนยืนยัน{stays}{v.end}", menu.OVERSEER)


def stays_confirmed(v: Voice, number: int) -> Message:
    """Its message was unsent, but it has been confirmed: the file stays with what it proves."""
    return Text(f"บัญชีเลขที่ {number} ยืนยันไปแล้ว จึงเก็บไว้เป็นหลักฐาน หากผิด พิมพ์ เมื่อกี้ผิด{v.end}", menu.OVERSEER)


def _moment(at: datetime) -> str:
    return f"{short_date(local(at).date())} เวลา {clock_time(at)}"
