"""What an office's own documents say: a memo, an order that appoints committees, the minutes of a meeting.

The forms are those of the Prime Minister's Office regulation on correspondence (พ.ศ. 2526 and its amendments).
Text is as people typed it; `reports.official.faces` decides how it stands on paper. Where a text may have several
paragraphs, each stands in a line of its own. None is what nobody knows yet: a dotted place to be filled in by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs. A position may have lines, as for somebody who acts for another."""

    name: str
    position: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """A บันทึกข้อความ. `number` is the whole of it or its beginning (ศธ 04999/), the rest of the line stays dotted."""

    office: str
    section: str
    subject: str
    to: str
    cause: str
    purpose: str
    closing: str
    signer: Signer | None
    phone: str = ""
    number: str | None = None
    day: date | None = None
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody by name and position, and what they are in the committee (ประธานกรรมการ)."""

    name: str
    position: str
    duty: str = ""


@dataclass(frozen=True, slots=True)
class Committee:
    """Members in the order of their standing, and what they are to do."""

    title: str
    members: tuple[Member, ...]
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeOrder:
    """A คำสั่ง that appoints committees. `year`: Buddhist, the calendar year in which orders are numbered."""

    office: str
    year: int
    subject: str
    preamble: str
    committees: tuple[Committee, ...]
    signer: Signer | None
    closing: str = "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป"
    number: int | None = None
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody who should have come, and why they did not."""

    name: str
    position: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """What was said about one thing, and what the meeting resolved."""

    title: str = ""
    text: str = ""
    resolution: str = ""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A ระเบียบวาระ; without topics nothing was said."""

    title: str
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """A รายงานการประชุม. `year`: Buddhist, in which the committee counts its meetings. Times are Bangkok's."""

    committee: str
    year: int
    place: str
    present: tuple[Member, ...]
    agenda: tuple[AgendaItem, ...]
    no: int | None = None
    held_on: date | None = None
    absent: tuple[Absent, ...] = ()
    attending: tuple[Member, ...] = ()
    began: time | None = None
    ended: time | None = None
    recorder: Signer | None = None
    checker: Signer | None = None


Official = Memo | CommitteeOrder | Minutes
