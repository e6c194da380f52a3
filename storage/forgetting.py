"""A person who asks to be forgotten: who they were goes, what their unit handed in stays.

Rows of the audit trail and of the ledger of reminders stay too: they name a person by a number that leads to nobody.
An order (คำสั่ง) that was signed is an official record and keeps the names that it bears; nothing leads from there to
the rest. Drafts of orders let go of the person.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import String, case, cast, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from domain.plan import Role
from storage import orders, pictures
from storage.claiming import withdraw
from storage.files import OUT_OF_TIME, OVER, Files
from storage.retention import NOBODY
from storage.schema import (
    Application,
    Attachment,
    CircularRecipient,
    Consent,
    Document,
    Extension,
    GroupMember,
    GroupNag,
    Inbox,
    Membership,
    Opinion,
    Outbox,
    Person,
    Promise,
    RegisterDraft,
    SentMessage,
    Snooze,
    Submission,
    UnclearPhrase,
    Unit,
    Upload,
)

_NO_CODE = "-"  # how a code begins that nobody can type
_OVER = ("done", "dead")
_NOT_SENT = ("waiting", "held", "refused")


def is_forgotten(person: Person) -> bool:
    """Whether this row is what is left of somebody: it names nobody and no plan can name it."""
    return person.code.startswith(_NO_CODE)


class Forgetting:
    """Takes people out of the rows."""

    def __init__(self, session: Session, files: Files) -> None:
        self._session = session
        self._files = files

    def lock_office(self, office_id: int) -> None:
        """Let two officers of one office be forgotten one after the other, so that one of them is seen as the last."""
        self._session.execute(select(Unit.id).where(Unit.id == office_id).with_for_update())

    def others_with(self, person: Person, role: Role) -> bool:
        """Whether somebody else of the office holds that role and has joined."""
        query = (
            select(Membership.id)
            .join(Person, Person.id == Membership.person_id)
            .where(Person.office_id == person.office_id, Person.id != person.id, Person.line_user_id.is_not(None))
            .where(Membership.role == role.value)
        )
        return self._session.scalar(query.limit(1)) is not None

    def left_alone(self, person: Person) -> list[str]:
        """The names of the person's units in which nobody else has joined."""
        names = []
        for unit in {m.unit_id: m.unit for m in person.memberships}.values():
            query = (
                select(Membership.id)
                .join(Person, Person.id == Membership.person_id)
                .where(Membership.unit_id == unit.id, Person.id != person.id, Person.line_user_id.is_not(None))
            )
            if self._session.scalar(query.limit(1)) is None:
                names.append(unit.name)
        return names

    def account(self, user_id: str) -> None:
        """Erase what was said from and to a LINE account, and take the account out of these rows.

        What is not done yet is left alone: it is answered like a stranger's. What was not sent yet is taken back.
        """
        withdrawn = update(Outbox).where(Outbox.chat == user_id, Outbox.status.in_(_NOT_SENT))
        self._session.execute(withdrawn.values(status="withdrawn"))
        self._session.execute(delete(Consent).where(Consent.line_user_id == user_id))
        asked = update(Application).where(Application.line_user_id == user_id)
        ended = case((Application.status.in_(("filling", "waiting")), "withdrawn"), else_=Application.status)
        nothing = {"line_user_id": NOBODY, "name": "", "position": "", "reason": "", "status": ended}
        self._session.execute(asked.values(nothing))
        self._session.execute(delete(SentMessage).where(SentMessage.chat == user_id))
        said = update(Outbox).where(Outbox.chat == user_id, Outbox.status != "sending")
        self._session.execute(said.values(chat=NOBODY, messages=[], reply_token=None, error=""))
        done = (Inbox.user_id == user_id, Inbox.status.in_(_OVER))
        self._session.execute(update(Inbox).where(*done, Inbox.conversation == user_id).values(conversation=NOBODY))
        self._session.execute(update(Inbox).where(*done).values(user_id=None, payload={}, error=""))

    def person(self, person: Person, called: str, now: datetime) -> None:
        """Make the person nobody: no account, no roles, no code that works, `called` so; their own files are erased."""
        user_id = person.line_user_id
        gone = self._own_files(person)
        self._session.execute(delete(Document).where(Document.made_for_id == person.id))
        self._session.execute(delete(Promise).where(Promise.person_id == person.id))
        self._session.execute(delete(Snooze).where(Snooze.person_id == person.id))
        self._session.execute(delete(UnclearPhrase).where(UnclearPhrase.person_id == person.id))
        self._session.execute(delete(RegisterDraft).where(RegisterDraft.person_id == person.id))
        # What they thought of a form they screened is the committee's; what they had only begun to say goes.
        begun = (Opinion.person_id == person.id, Opinion.passes.is_(None))
        self._session.execute(delete(Opinion).where(*begun))
        self._session.execute(delete(GroupMember).where(GroupMember.person_id == person.id))
        self._session.execute(update(Extension).where(Extension.person_id == person.id).values(reason=""))
        orders.forget(self._session, person.id)
        theirs = update(CircularRecipient).where(CircularRecipient.person_id == person.id)
        self._session.execute(theirs.values(remark=""))  # whom they sent instead
        person.name, person.position = called, ""
        person.code, person.line_user_id = f"{_NO_CODE}{uuid.uuid4().hex}", None
        person.joined_at = person.blocked_at = person.menu_id = person.mentions_since = None
        person.memberships.clear()
        self._session.flush()
        if user_id is not None:
            self._session.execute(update(Upload).where(Upload.chat == user_id).values(chat=NOBODY))
            self._mentions_of(user_id, now)
            self.account(user_id)
        self._files.erase_unused(gone, now)

    def _mentions_of(self, user_id: str, now: datetime) -> None:
        """Erase what mentions the account in groups; what was not sent yet is taken back, and written anew without."""
        told = (Outbox.id.in_(select(GroupNag.outbox_id)), cast(Outbox.messages, String).contains(user_id))
        for row in self._session.scalars(select(Outbox).where(*told, Outbox.status != "sending")).all():
            if row.status == "waiting":
                withdraw(self._session, row, now)  # an answer that it rides along with goes without it
            elif row.status in _NOT_SENT:
                row.status = "withdrawn"
            if row.status != "waiting":
                row.messages = []

    def _own_files(self, person: Person) -> set[str]:
        """Let go of the person's files and evidence that belong to no work; returns the hashes of their bytes."""
        placed = exists().where(Submission.upload_id == Upload.id)
        own = (Upload.person_id == person.id, Upload.outcome.not_in(OVER), ~placed)
        uploads = self._session.execute(select(Upload.id, Upload.inbox_id, Upload.sha256).where(*own)).all()
        loose = (Attachment.person_id == person.id, Attachment.obligation_id.is_(None))
        columns = (Attachment.id, Attachment.sha256, Attachment.message_id)
        photos = self._session.execute(select(*columns).where(*loose)).all()
        copies = pictures.drop(self._session, [row.id for row in photos])
        made = self._session.scalars(select(Document.sha256).where(Document.made_for_id == person.id)).all()
        ids, events = [row.id for row in uploads], [row.inbox_id for row in uploads]
        self._session.execute(update(Upload).where(Upload.id.in_(ids)).values(outcome=OUT_OF_TIME, name=""))
        self._session.execute(update(Attachment).where(*loose).values(sha256=None, name="", link=""))
        brought = or_(Inbox.id.in_(events), Inbox.message_id.in_([row.message_id for row in photos]))
        self._session.execute(update(Inbox).where(brought).values(sha256=None))
        return copies | {
            sha256 for sha256 in (*made, *(r.sha256 for r in uploads), *(r.sha256 for r in photos)) if sha256
        }
