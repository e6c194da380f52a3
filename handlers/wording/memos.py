"""The memo that proposes a work to the director, in the words of official letters, and the card it comes with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.messages import Action, Card, Line, Message, Open, Rule, Tap, Text, Tone
from domain.thai import clock_time, local, long_date
from handlers.wording import menu
from handlers.wording.voice import Voice

_LISTED = 30  # subjects in a memo; more are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a work asks for. `asked`: each subject with the units that answer for it; days are Bangkok's.

    `booklet`: what was made of it, where that is what is put before the director.
    """

    title: str
    agency: str
    first: date
    last: date
    due: date
    external_due: date | None
    asked: tuple[tuple[str, tuple[str, ...]], ...]
    booklet: BookletMemo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletMemo:
    """A booklet that is put before the director: of how many subjects, how many of them with a result, its pictures."""

    word: str
    year: int
    round_name: str
    chapters: int
    filled: int
    photos: int


def booklet_subject(memo: BookletMemo) -> str:
    """เรื่อง."""
    return f"รูปเล่มรายงานผลการดำเนินงานตาม{memo.word} ประจำปีงบประมาณ พ.ศ. {memo.year}"


def booklet_cause(memo: BookletMemo, section: str) -> str:
    """ภาคเหตุ: who has reported what."""
    return (
        f"ตามที่{section}แจ้งให้แต่ละกลุ่มภารกิจสรุปผลการดำเนินงานตาม{memo.word} ประจำปีงบประมาณ พ.ศ. {memo.year} "
        f"{memo.round_name} พร้อมรูปภาพ เพื่อจัดทำรูปเล่มรายงาน นั้น"
    )


def booklet_purpose(memo: BookletMemo, section: str) -> str:
    """ภาคความประสงค์: what stands in it, what does not, and what is to become of it."""
    missing = memo.chapters - memo.filled
    left = f" ยังไม่มีผล {missing} {memo.word} ซึ่งระบุไว้ในเล่ม" if missing else ""
    return (
        f"{section}ได้จัดทำรูปเล่มรายงานผลการดำเนินงานตาม{memo.word}แล้ว จำนวน {memo.chapters} {memo.word} มีผลการดำเนินงาน "
        f"{memo.filled} {memo.word}{left} ภาพกิจกรรม {memo.photos} ภาพ รายละเอียดตามรูปเล่มที่แนบ\n"
        "เห็นควรประชาสัมพันธ์เผยแพร่ให้หน่วยงานต่าง ๆ ทราบ"
    )


BOOKLET_CLOSING = "จึงเรียนมาเพื่อโปรดทราบ และพิจารณาให้ประชาสัมพันธ์เผยแพร่"


def subject(proposal: Proposal) -> str:
    """เรื่อง."""
    return f"รายงานเพื่อทราบและพิจารณาสั่งการ {proposal.title}"


def addressee(office: str) -> str:
    """เรียน."""
    return f"ผู้อำนวยการ{office}"


def cause(proposal: Proposal) -> str:
    """ภาคเหตุ: who asks for what by when."""
    by = f" และจัดส่งภายในวันที่ {long_date(proposal.external_due)}" if proposal.external_due else ""
    return (
        f"ด้วย{proposal.agency or 'สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน'} กำหนดให้สำนักงานเขตพื้นที่การศึกษาดำเนินการ"
        f" {proposal.title} โดยใช้ข้อมูลระหว่างวันที่ {long_date(proposal.first)} ถึงวันที่ {long_date(proposal.last)}{by} นั้น"
    )


def purpose(proposal: Proposal, section: str) -> str:
    """ภาคความประสงค์: what was found, who answers for what, and by when it is to come."""
    listed = [_line(number, *one) for number, one in enumerate(proposal.asked[:_LISTED], start=1)]
    more = len(proposal.asked) - _LISTED
    rest = [f"และเรื่องอื่นอีก {more} เรื่อง"] if more > 0 else []
    return "\n".join(
        (
            f"{section}ได้ศึกษาวิเคราะห์รายละเอียดแล้ว มีเรื่องที่ต้องรายงาน {len(proposal.asked)} เรื่อง ดังนี้",
            *listed,
            *rest,
            f"เห็นควรแจ้งผู้รับผิดชอบจัดทำข้อมูลตามแบบ และส่งคืน{section}ภายในวันที่ {long_date(proposal.due)}",
        )
    )


def _line(number: int, what: str, units: Sequence[str]) -> str:
    if len(units) > 3:  # noqa: PLR2004 - more names than a line holds
        return f"{number}. {what} ผู้รับผิดชอบ {len(units)} หน่วยงาน"
    return f"{number}. {what} ผู้รับผิดชอบ {' '.join(units)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMemo:
    """What an agency asks for. `letter`: the number of its letter, "" where not known; days are Bangkok's."""

    agency: str
    letter: str
    letter_on: date | None
    topics: tuple[str, ...]
    due: datetime | None
    inside_due: date | None


def request_subject(memo: RequestMemo) -> str:
    """เรื่อง."""
    return f"การรายงานข้อมูลตามที่{memo.agency}ขอ"


def request_cause(memo: RequestMemo) -> str:
    """ภาคเหตุ: who asks, in which letter, by when."""
    letter = f" ตามหนังสือที่ {memo.letter}" if memo.letter else ""
    day = f" ลงวันที่ {long_date(memo.letter_on)}" if memo.letter and memo.letter_on else ""
    by = f" ภายในวันที่ {long_date(local(memo.due).date())} เวลา {clock_time(memo.due)}" if memo.due else ""
    return f"ด้วย{memo.agency}{letter}{day} ขอให้สำนักงานเขตพื้นที่การศึกษารายงานข้อมูล{by} นั้น"


def request_purpose(memo: RequestMemo, section: str) -> str:
    """ภาคความประสงค์: what is asked for, and that the director may say who prepares which."""
    listed = [f"{number}. {topic}" for number, topic in enumerate(memo.topics[:_LISTED], start=1)]
    by = f" และส่งคืน{section}ภายในวันที่ {long_date(memo.inside_due)}" if memo.inside_due else ""
    return "\n".join(
        (
            f"{section}ได้ตรวจสอบแล้ว มีเรื่องที่ต้องรายงาน {len(memo.topics)} เรื่อง ดังนี้",
            *listed,
            f"เห็นควรมอบหมายผู้รับผิดชอบจัดทำข้อมูลแต่ละเรื่อง{by}",
        )
    )


REQUEST_CLOSING = "จึงเรียนมาเพื่อโปรดทราบ และพิจารณาสั่งการมอบหมายผู้รับผิดชอบ"
CLOSING = "จึงเรียนมาเพื่อโปรดทราบ และพิจารณาสั่งการ"


def file_name(title: str, ending: str) -> str:
    """What the file is called."""
    return f"ร่างบันทึกข้อความ {title}.{ending}".replace("/", "-")


def ready(
    v: Voice, proposal: Proposal, urls: tuple[str, str], hours: int, proposed: tuple[int, int, str] | None
) -> Message:
    """The draft behind its links (Word, PDF). `proposed`: the requirement, the place and the number of its step."""
    record: tuple[Action, ...] = ()
    if proposed is not None:
        requirement, place, code = proposed
        record = (
            Tap("เสนอ ผอ. ทางไลน์", f"propose:{requirement}", "เสนอ ผอ. ทางไลน์"),
            Tap("เสนอ ผอ. แล้ว", f"step:{requirement}:{place}", f"ทำขั้นตอน {code} แล้ว"),
        )
    return Card(
        alt=f"ร่างบันทึกข้อความ {proposal.title}",
        title="ร่างบันทึกข้อความ",
        subtitle=proposal.title,
        parts=(
            Line(f"{len(proposal.asked)} เรื่อง พร้อมผู้รับผิดชอบและกำหนดส่ง"),
            Line(f"เลขที่หนังสือและวันที่เว้นไว้ให้เติม แก้ไขใน Word ได้ก่อนเสนอ{v.end}"),
            Rule(),
            Line(f"ลิงก์ใช้ได้ {hours} ชั่วโมง เฉพาะของท่าน{v.end}"),
        ),
        tone=Tone.GOOD,
        buttons=(Open("เปิดใน Word", urls[0]), Open("ดูเป็น PDF", urls[1]), *record),
        suggestions=menu.OVERSEER,
    )


def nothing_to_propose(v: Voice, title: str) -> Message:
    """Nobody owes anything of it."""
    return Text(f"งาน “{title}” ยังไม่มีเรื่องที่ต้องรายงาน จึงยังไม่มีอะไรให้เสนอ{v.end}", menu.OVERSEER)
