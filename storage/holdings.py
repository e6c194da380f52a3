"""All that is held about one person, as plain rows: what they may ask to see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.schema import (
    Application,
    Attachment,
    Chat,
    CommitteeOrder,
    Consent,
    Extension,
    GroupMember,
    Inbox,
    Nag,
    Obligation,
    Opinion,
    OrderCommittee,
    OrderMember,
    Outbox,
    Person,
    Requirement,
    Submission,
    UnclearPhrase,
    Unit,
    Upload,
)


class Sent(NamedTuple):
    """A file somebody sent; `receipt_no` and `title` are None where it was taken for no work."""

    at: datetime
    name: str
    outcome: str
    receipt_no: str | None
    title: str | None
    version: int | None


class Kept(NamedTuple):
    """A photo, video, voice message, document or link. `name`: of a document, or the address; `title`: of its work.

    `there`: not erased.
    """

    at: datetime
    kind: str
    name: str
    title: str | None
    there: bool


class Said(NamedTuple):
    """Words from the person (`kind`: of the event), or to the person (`kind`: what became of the message)."""

    at: datetime
    kind: str
    words: str


class Asked(NamedTuple):
    """A reminder the person was given."""

    day: date
    title: str
    due: date


class Wished(NamedTuple):
    """A request for a later due date; `answer`: why it was refused, "" for all others."""

    at: datetime
    title: str
    wanted: datetime
    reason: str
    status: str
    answer: str


class Opined(NamedTuple):
    """What the person thinks of a form that they screen. `words`: what is to be mended, "" where it passes."""

    at: datetime
    receipt_no: str
    title: str
    passes: bool
    words: str


class Applied(NamedTuple):
    """A request to serve a unit."""

    at: datetime
    name: str
    position: str
    unit: str | None
    status: str


class Appointed(NamedTuple):
    """A seat in a committee. `number`, `year_be` and `day` are None while the order is a draft."""

    number: int | None
    year_be: int | None
    day: date | None
    subject: str
    committee: str
    duty: str
    status: str


_SAID = ("text", "fileName")
_NOT_READ = ("action", "quickReply", "footer")  # buttons


def _words(kept: Any) -> Iterator[str]:
    """The words in what is kept of a message, without its buttons."""
    if isinstance(kept, list):
        for one in kept:
            yield from _words(one)
    elif isinstance(kept, dict):
        for name, value in kept.items():
            if name in _SAID and isinstance(value, str):
                yield value
            elif name not in _NOT_READ:
                yield from _words(value)


class Holdings:
    """Queries about one person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def files(self, person: Person) -> list[Sent]:
        """Every file, the oldest first."""
        columns = (Upload.arrived_at, Upload.name, Upload.outcome)
        query = (
            select(*columns, Submission.receipt_no, Requirement.title, Submission.version)
            .outerjoin(Submission, Submission.upload_id == Upload.id)
            .outerjoin(Requirement, Requirement.id == Submission.requirement_id)
            .where(Upload.person_id == person.id)
            .order_by(Upload.id)
        )
        return [Sent._make(row) for row in self._session.execute(query)]

    def photos(self, person: Person) -> list[Kept]:
        """All evidence, the oldest first."""
        columns = (Attachment.received_at, Attachment.kind, Attachment.name, Attachment.link, Attachment.sha256)
        query = (
            select(*columns, Requirement.title)
            .outerjoin(Obligation, Obligation.id == Attachment.obligation_id)
            .outerjoin(Requirement, Requirement.id == Obligation.requirement_id)
            .where(Attachment.person_id == person.id)
            .order_by(Attachment.id)
        )
        return [
            Kept(at, kind, name or link, title, there=bool(sha256 or link))
            for at, kind, name, link, sha256, title in self._session.execute(query)
        ]

    def events(self, person: Person) -> list[Said]:
        """What came from the account, the oldest first."""
        query = select(Inbox.received_at, Inbox.kind, Inbox.payload).where(Inbox.user_id == person.line_user_id)
        rows = self._session.execute(query.order_by(Inbox.id))
        return [Said(at, kind, "\n".join(_words(payload))) for at, kind, payload in rows]

    def messages(self, person: Person) -> list[Said]:
        """What was said to the account in private, the oldest first."""
        query = select(Outbox.created_at, Outbox.status, Outbox.messages).where(Outbox.chat == person.line_user_id)
        rows = self._session.execute(query.order_by(Outbox.id))
        return [Said(at, status, "\n".join(_words(messages))) for at, status, messages in rows]

    def unclear(self, person: Person) -> list[Said]:
        """What of the person's words was not understood and is kept to be taught, the oldest first."""
        query = select(UnclearPhrase.said_at, UnclearPhrase.words).where(UnclearPhrase.person_id == person.id)
        return [Said(at, "unclear", words) for at, words in self._session.execute(query.order_by(UnclearPhrase.id))]

    def reminders(self, person: Person) -> list[Asked]:
        """What the person was reminded of, the oldest first."""
        query = (
            select(Nag.planned_for, Requirement.title, Nag.due)
            .join(Obligation, Obligation.id == Nag.obligation_id)
            .join(Requirement, Requirement.id == Obligation.requirement_id)
            .where(Nag.person_id == person.id)
            .order_by(Nag.id)
        )
        return [Asked._make(row) for row in self._session.execute(query)]

    def consent(self, person: Person) -> tuple[str, datetime] | None:
        """The version of the notice that the account has agreed to, and when."""
        query = select(Consent.version, Consent.agreed_at).where(Consent.line_user_id == person.line_user_id)
        row = self._session.execute(query).first()
        return None if row is None else (row.version, row.agreed_at)

    def groups(self, person: Person) -> list[str]:
        """The names of the groups in which the person is known to be."""
        query = select(Chat.name).join(GroupMember, GroupMember.chat_id == Chat.id)
        mine = (GroupMember.person_id == person.id, GroupMember.is_in)
        return list(self._session.scalars(query.where(*mine).order_by(Chat.id)))

    def applications(self, person: Person) -> list[Applied]:
        """What the account has asked for, the oldest first."""
        columns = (Application.asked_at, Application.name, Application.position, Unit.name, Application.status)
        query = select(*columns).outerjoin(Unit, Unit.id == Application.unit_id)
        mine = Application.line_user_id == person.line_user_id
        return [Applied._make(row) for row in self._session.execute(query.where(mine).order_by(Application.id))]

    def extensions(self, person: Person) -> list[Wished]:
        """What the person has asked to be due later, the oldest first."""
        columns = (Extension.asked_at, Requirement.title, Extension.wanted)
        query = (
            select(*columns, Extension.reason, Extension.status, Extension.answer)
            .join(Obligation, Obligation.id == Extension.obligation_id)
            .join(Requirement, Requirement.id == Obligation.requirement_id)
            .where(Extension.person_id == person.id)
            .order_by(Extension.id)
        )
        return [Wished._make(row) for row in self._session.execute(query)]

    def opinions(self, person: Person) -> list[Opined]:
        """What the person thinks of forms that they screen, the oldest first."""
        query = (
            select(Opinion.at, Submission.receipt_no, Requirement.title, Opinion.passes, Opinion.words)
            .join(Submission, Submission.id == Opinion.submission_id)
            .join(Requirement, Requirement.id == Submission.requirement_id)
            .where(Opinion.person_id == person.id, Opinion.passes.is_not(None))
            .order_by(Opinion.at, Opinion.submission_id)
        )
        return [Opined._make(row) for row in self._session.execute(query)]

    def appointments(self, person: Person) -> list[Appointed]:
        """Which orders name the person as what, drafts too, the oldest first."""
        columns = (CommitteeOrder.number, CommitteeOrder.year_be, CommitteeOrder.signed_on, CommitteeOrder.subject)
        query = (
            select(*columns, OrderCommittee.title, OrderMember.duty, CommitteeOrder.status)
            .join(OrderCommittee, OrderCommittee.order_id == CommitteeOrder.id)
            .join(OrderMember, OrderMember.committee_id == OrderCommittee.id)
            .where(OrderMember.person_id == person.id)
            .order_by(CommitteeOrder.id, OrderCommittee.place)
        )
        return [Appointed._make(row) for row in self._session.execute(query)]

    def rounds(self, person: Person) -> list[str]:
        """The codes of what the person has sent a file for: whoever compiles such a round sees the person's name."""
        query = (
            select(Requirement.code)
            .join(Submission, Submission.requirement_id == Requirement.id)
            .join(Upload, Upload.id == Submission.upload_id)
            .where(Upload.person_id == person.id)
        )
        return sorted(set(self._session.scalars(query)))
