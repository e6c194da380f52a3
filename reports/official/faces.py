"""The words in the places of a document, for Word templates and for Typst alike: both print one and the same face.

Every field of a face is a place a template must have; nothing else may be asked for in a template.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Final, get_args, get_type_hints

from reports.official.model import (
    Absent,
    AgendaItem,
    Committee,
    CommitteeOrder,
    Member,
    Memo,
    Minutes,
    Official,
    Signer,
    Topic,
)
from reports.official.writing import Writing

_SHORT: Final = "." * 12
_LONG: Final = "." * 40
_NO_DAY: Final = f"{_SHORT} เดือน {'.' * 24} พ.ศ. {_SHORT}"


@dataclass(frozen=True, slots=True)
class SignerFace:
    """A name for between brackets, a position in lines."""

    name: str
    position: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberFace:
    """A row of a table of people."""

    no: str
    name: str
    position: str
    duty: str


@dataclass(frozen=True, slots=True)
class AbsentFace:
    """A row of the table of those who did not come."""

    no: str
    name: str
    position: str
    reason: str


@dataclass(frozen=True, slots=True)
class MemoFace:
    """`number` and `day` are empty where they are to be filled in: the line they stand on is dotted."""

    agency: str
    number: str
    day: str
    subject: str
    to: str
    attachments: tuple[str, ...]
    cause: tuple[str, ...]
    purpose: tuple[str, ...]
    closing: tuple[str, ...]
    signer: SignerFace


@dataclass(frozen=True, slots=True)
class CommitteeFace:
    """Duties bear their numbers."""

    heading: str
    members: tuple[MemberFace, ...]
    duties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderFace:
    """`number` has its year, `signed_on` its พ.ศ."""

    office: str
    number: str
    subject: str
    preamble: tuple[str, ...]
    committees: tuple[CommitteeFace, ...]
    closing: tuple[str, ...]
    signed_on: str
    signer: SignerFace


@dataclass(frozen=True, slots=True)
class TopicFace:
    """Any of the three may be empty."""

    heading: str
    text: tuple[str, ...]
    resolution: str


@dataclass(frozen=True, slots=True)
class AgendaFace:
    """`heading` says which one it is."""

    heading: str
    topics: tuple[TopicFace, ...]


@dataclass(frozen=True, slots=True)
class MinutesFace:
    """Times stand without their น."""

    committee: str
    number: str
    day: str
    place: str
    present: tuple[MemberFace, ...]
    absent: tuple[AbsentFace, ...]
    attending: tuple[MemberFace, ...]
    began: str
    agenda: tuple[AgendaFace, ...]
    ended: str
    recorder: SignerFace
    checker: SignerFace


Face = MemoFace | OrderFace | MinutesFace


def face_of(document: Official, writing: Writing) -> Face:
    """The document's words, each in its place."""
    if isinstance(document, Memo):
        return _memo(document, writing)
    if isinstance(document, CommitteeOrder):
        return _order(document, writing)
    return _minutes(document, writing)


def places_of(face: type) -> frozenset[str]:
    """The names of a face's fields and of those inside them."""
    hints = get_type_hints(face)
    names = {field.name for field in fields(face)}
    for hint in hints.values():
        for inner in get_args(hint) or (hint,):
            if is_dataclass(inner) and isinstance(inner, type):
                names |= places_of(inner)
    return frozenset(names)


def _memo(memo: Memo, w: Writing) -> MemoFace:
    phone = f"โทร. {memo.phone}" if memo.phone else ""
    return MemoFace(
        agency=w.line(f"{memo.office} {memo.section} {phone}"),
        number=w.line(memo.number or ""),
        day=w.day(memo.day) if memo.day else "",
        subject=w.line(memo.subject),
        to=w.line(memo.to),
        attachments=w.numbered(memo.attachments, "."),
        cause=w.paragraphs(memo.cause),
        purpose=w.paragraphs(memo.purpose),
        closing=w.paragraphs(memo.closing),
        signer=_signer(memo.signer, w),
    )


def _order(order: CommitteeOrder, w: Writing) -> OrderFace:
    several = len(order.committees) > 1
    return OrderFace(
        office=w.line(order.office),
        number=f"{_numeral(order.number, w)}/{w.number(order.year)}",
        subject=w.line(order.subject),
        preamble=w.paragraphs(order.preamble),
        committees=tuple(
            _committee(committee, f"{w.number(n)}. " if several else "", w)
            for n, committee in enumerate(order.committees, start=1)
        ),
        closing=w.paragraphs(order.closing),
        signed_on=w.day(order.signed_on, era="พ.ศ.") if order.signed_on else _NO_DAY,
        signer=_signer(order.signer, w),
    )


def _committee(committee: Committee, label: str, w: Writing) -> CommitteeFace:
    return CommitteeFace(
        heading=f"{label}{w.line(committee.title)}",
        members=_members(committee.members, w),
        duties=w.numbered(committee.duties, ")"),
    )


def _minutes(minutes: Minutes, w: Writing) -> MinutesFace:
    return MinutesFace(
        committee=w.line(minutes.committee),
        number=f"{_numeral(minutes.no, w)}/{w.number(minutes.year)}",
        day=w.day(minutes.held_on) if minutes.held_on else _NO_DAY,
        place=w.line(minutes.place) or _LONG,
        present=_members(minutes.present, w),
        absent=_absent(minutes.absent, w),
        attending=_members(minutes.attending, w),
        began=w.clock(minutes.began) if minutes.began else _SHORT,
        agenda=tuple(_agenda_item(item, n, w) for n, item in enumerate(minutes.agenda, start=1)),
        ended=w.clock(minutes.ended) if minutes.ended else _SHORT,
        recorder=_signer(minutes.recorder, w),
        checker=_signer(minutes.checker, w),
    )


def _agenda_item(item: AgendaItem, number: int, w: Writing) -> AgendaFace:
    return AgendaFace(
        heading=f"ระเบียบวาระที่ {w.number(number)} {w.line(item.title)}",
        topics=tuple(
            _topic(topic, f"{w.number(number)}.{w.number(n)}", w) for n, topic in enumerate(item.topics, start=1)
        ),
    )


def _topic(topic: Topic, label: str, w: Writing) -> TopicFace:
    title = w.line(topic.title)
    return TopicFace(
        heading=f"{label} {title}" if title else "",
        text=w.paragraphs(topic.text),
        resolution=w.line(topic.resolution),
    )


def _members(members: Sequence[Member], w: Writing) -> tuple[MemberFace, ...]:
    return tuple(
        MemberFace(w.number(n), w.line(m.name), w.line(m.position), w.line(m.duty))
        for n, m in enumerate(members, start=1)
    )


def _absent(people: Sequence[Absent], w: Writing) -> tuple[AbsentFace, ...]:
    return tuple(
        AbsentFace(w.number(n), w.line(p.name), w.line(p.position), w.line(p.reason))
        for n, p in enumerate(people, start=1)
    )


def _signer(signer: Signer | None, w: Writing) -> SignerFace:
    if signer is None:
        return SignerFace(_LONG, (f"ตำแหน่ง {_LONG}",))
    return SignerFace(w.line(signer.name) or _LONG, w.paragraphs(signer.position))


def _numeral(number: int | None, w: Writing) -> str:
    return _SHORT if number is None else w.number(number)
