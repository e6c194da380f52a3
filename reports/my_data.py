"""All that is held about one person as a workbook they can read and print: a sheet for each kind of thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final, NamedTuple

from domain.thai import clock_time, local, long_date, short_date, thai_digits
from reports import styles
from reports.plan_words import ROLES, word_of
from reports.sheet import Cell, Paper, Row, Sheet, Value, spread
from reports.workbook import to_xlsx


class FileLine(NamedTuple):
    """A file that was sent; without `receipt_no` it was taken for no work. Times are aware."""

    at: datetime
    name: str
    outcome: str
    receipt_no: str | None
    title: str | None
    version: int | None


class PhotoLine(NamedTuple):
    """A photo (image), video, voice message (audio), document or link. `name`: of a document, or the address.

    `title`: of the work it belongs to. `kept`: not erased.
    """

    at: datetime
    kind: str
    name: str
    title: str | None
    kept: bool


class WordsLine(NamedTuple):
    """Words that are kept. `to_person`: the bot said them; empty words: already erased, or a thing without words."""

    at: datetime
    to_person: bool
    words: str


class ReminderLine(NamedTuple):
    """A reminder."""

    day: date
    title: str
    due: date


class ExtensionLine(NamedTuple):
    """A request for a later due date; `answer`: why it was refused, "" for all others."""

    at: datetime
    title: str
    wanted: datetime
    reason: str
    status: str
    answer: str


class OpinionLine(NamedTuple):
    """What somebody thinks of a form that they screen. `words`: what is to be mended, "" where it passes."""

    at: datetime
    receipt_no: str
    title: str
    passes: bool
    words: str


class TraceLine(NamedTuple):
    """A line of the audit trail: who, and what they did, in words."""

    at: datetime
    by: str
    did: str


class ApplicationLine(NamedTuple):
    """A request to serve a unit."""

    at: datetime
    name: str
    position: str
    unit: str | None
    status: str


class AppointmentLine(NamedTuple):
    """A seat in a committee that an order appoints; its number, year and day once it is signed."""

    number: int | None
    year_be: int | None
    day: date | None
    subject: str
    committee: str
    duty: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MyData:
    """What is held. `roles`: unit and role, one each; `consent`: the version of the notice agreed to, and when.

    `mentions_since`: when they agreed to be mentioned in groups; `groups`: where they are known to be members.
    """

    office_name: str
    made_at: datetime
    name: str
    position: str
    code: str
    line_account: str
    joined_at: datetime | None
    consent: tuple[str, datetime] | None
    mentions_since: datetime | None
    groups: Sequence[str]
    applications: Sequence[ApplicationLine]
    roles: Sequence[tuple[str, str]]
    files: Sequence[FileLine]
    photos: Sequence[PhotoLine]
    words: Sequence[WordsLine]
    reminders: Sequence[ReminderLine]
    extensions: Sequence[ExtensionLine]
    opinions: Sequence[OpinionLine]
    appointments: Sequence[AppointmentLine]
    traces: Sequence[TraceLine]


_TITLE: Final = "ข้อมูลที่ระบบเก็บเกี่ยวกับท่าน"
_HEADING_ROW: Final = 4
_OUTCOMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "settled": "รับไว้แล้ว",
        "asked": "รอระบุงาน",
        "unreadable": "อ่านไม่ได้",
        "unknown_form": "ไม่ใช่แบบฟอร์มที่รู้จัก",
        "taught": "ใช้เป็นแบบฟอร์ม",
        "tracked": "ใช้เป็นแบบฟอร์มที่ติดตาม",
        "listed": "ใช้เป็นบัญชีจากระบบที่หน่วยงานรายงาน",
        "order": "ใช้แก้ไขร่างคำสั่ง",
        "not_taken": "ไม่ตรงกับงานที่เปิดอยู่",
        "refused": "ไม่ได้นำมาใช้",
        "dropped": "ผู้ส่งไม่ใช้",
        "taken_back": "ผู้ส่งยกเลิก",
        "out_of_time": "ลบแล้ว",
    }
)
_APPLIED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "filling": "ยังกรอกไม่ครบ",
        "waiting": "รออนุมัติ",
        "approved": "อนุมัติแล้ว",
        "refused": "ไม่อนุมัติ",
        "withdrawn": "ยกเลิกแล้ว",
    }
)
_EXTENDED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "draft": "ยังไม่ได้ส่งคำขอ",
        "asked": "รอพิจารณา",
        "approved": "อนุมัติแล้ว",
        "refused": "ไม่อนุมัติ",
        "offered": "เสนอวันอื่น",
        "withdrawn": "ถอนหรือสิ้นสุดแล้ว",
    }
)
_ORDERS: Final[Mapping[str, str]] = MappingProxyType({"draft": "ร่าง", "signed": "มีผล", "revoked": "ยกเลิกแล้ว"})
_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {"image": "รูป", "video": "วิดีโอ", "audio": "เสียง", "document": "เอกสาร", "link": "ลิงก์"}
)
_NONE: Final = "ไม่มีข้อมูล"


def make_my_data(data: MyData) -> bytes:
    """An xlsx file; the same data gives the same bytes."""
    return to_xlsx(list(_sheets(data)), title=_TITLE, made_at=data.made_at)


def _sheets(data: MyData) -> Iterable[Sheet]:
    yield _sheet(data, "ข้อมูลส่วนตัว", (("รายการ", 30), ("ข้อมูล", 70)), _about(data))
    yield _sheet(
        data,
        "ไฟล์ที่ส่ง",
        (("วันที่", 14), ("เวลา", 12), ("ชื่อไฟล์", 46), ("ผล", 22), ("เลขรับ", 20), ("ฉบับที่", 10), ("งาน", 46)),
        (
            (*_when(f.at), f.name, _OUTCOMES.get(f.outcome, f.outcome), f.receipt_no or "", f.version, f.title or "")
            for f in data.files
        ),
    )
    yield _sheet(
        data,
        "รูปและหลักฐาน",
        (("วันที่", 14), ("เวลา", 12), ("ชนิด", 14), ("สถานะ", 14), ("ชื่อไฟล์หรือลิงก์", 50), ("งาน", 46)),
        (
            (*_when(p.at), _KINDS.get(p.kind, p.kind), "เก็บไว้" if p.kept else "ลบแล้ว", p.name, p.title or "")
            for p in data.photos
        ),
    )
    yield _sheet(
        data,
        "ข้อความ",
        (("วันที่", 14), ("เวลา", 12), ("จาก", 12), ("ข้อความ", 90)),
        ((*_when(w.at), "ติดตาม" if w.to_person else "ท่าน", w.words) for w in data.words),
    )
    yield _sheet(
        data,
        "การแจ้งเตือน",
        (("วันที่เตือน", 16), ("งาน", 60), ("กำหนดส่ง", 16)),
        ((short_date(r.day), r.title, short_date(r.due)) for r in data.reminders),
    )
    yield _sheet(
        data,
        "คำขอเลื่อน",
        (("วันที่", 14), ("เวลา", 12), ("งาน", 46), ("ขอเลื่อนถึง", 16), ("เหตุผล", 40), ("ผล", 20), ("เหตุผลที่ตอบ", 40)),
        (
            (
                *(*_when(e.at), e.title, short_date(local(e.wanted).date()), e.reason),
                *(_EXTENDED.get(e.status, e.status), e.answer),
            )
            for e in data.extensions
        ),
    )
    yield _sheet(
        data,
        "ความเห็นกลั่นกรอง",
        (("วันที่", 14), ("เวลา", 12), ("เลขรับ", 22), ("งาน", 46), ("เห็นว่า", 14), ("ควรแก้ไข", 60)),
        ((*_when(o.at), o.receipt_no, o.title, "ผ่าน" if o.passes else "ควรแก้ไข", o.words) for o in data.opinions),
    )
    yield _sheet(
        data,
        "คำสั่งแต่งตั้ง",
        (("เลขที่", 14), ("ลงวันที่", 14), ("เรื่อง", 60), ("คณะ", 46), ("หน้าที่", 26), ("สถานะ", 14)),
        (
            (
                *(f"{a.number}/{a.year_be}" if a.number else "", short_date(a.day) if a.day else "", a.subject),
                *(a.committee, a.duty, _ORDERS.get(a.status, a.status)),
            )
            for a in data.appointments
        ),
    )
    yield _sheet(
        data,
        "การใช้และการเข้าถึง",
        (("วันที่", 14), ("เวลา", 12), ("ผู้กระทำ", 36), ("สิ่งที่ทำ", 78)),
        ((*_when(t.at), t.by, t.did) for t in data.traces),
    )


def _about(data: MyData) -> Iterable[tuple[Value, ...]]:
    yield "ชื่อ", data.name
    yield "ตำแหน่ง", data.position
    yield "รหัสลงทะเบียน", data.code
    yield "บัญชีไลน์ (รหัสที่ไลน์ให้ไว้)", data.line_account
    yield "ลงทะเบียนเมื่อ", " ".join(_when(data.joined_at)) if data.joined_at else ""
    for unit, role in data.roles:
        yield unit, word_of(ROLES, role)
    if data.consent is not None:
        yield "ยินยอมตามประกาศความเป็นส่วนตัว", f"ฉบับ {data.consent[0]} เมื่อ {' '.join(_when(data.consent[1]))}"
    if data.mentions_since is not None:
        yield "ยินยอมให้แท็กในกลุ่มไลน์", f"เมื่อ {' '.join(_when(data.mentions_since))}"
    for group in data.groups:
        yield "เป็นสมาชิกกลุ่มไลน์", group
    for a in data.applications:
        asked = (a.name, a.position, a.unit or "", _APPLIED.get(a.status, a.status))
        yield f"ขอใช้งานเมื่อ {' '.join(_when(a.at))}", " ".join(word for word in asked if word)


def _when(at: datetime) -> tuple[str, str]:
    return short_date(local(at).date()), clock_time(at)


def _sheet(data: MyData, name: str, headings: Sequence[tuple[str, int]], lines: Iterable[tuple[Value, ...]]) -> Sheet:
    wide = len(headings)
    moment = f"ข้อมูล ณ วันที่ {long_date(local(data.made_at).date())} เวลา {thai_digits(clock_time(data.made_at))}"
    body = [Row(tuple(Cell(value, styles.TEXT) for value in line)) for line in lines]
    return Sheet(
        name=name,
        widths=tuple(width for _, width in headings),
        rows=(
            Row(spread(f"{_TITLE}: {name}", styles.TITLE, wide), height=34),
            Row(spread(f"{data.name} {data.office_name}", styles.SUBTITLE, wide), height=28),
            Row(spread(moment, styles.NOTE, wide)),
            Row(tuple(Cell(heading, styles.HEADING) for heading, _ in headings), height=30),
            *(body or [Row(spread(_NONE, styles.TEXT, wide))]),
        ),
        paper=Paper(landscape=wide > 2, repeat=(_HEADING_ROW, _HEADING_ROW), footer=data.office_name),  # noqa: PLR2004
        freeze=f"A{_HEADING_ROW + 1}",
    )
