"""Photos, videos and voice messages people sent, kept as evidence."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.schema import Attachment, Person


class Attachments:
    """Rows about what was kept."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self, *, sender: Person, message_id: str, set_id: str | None, kind: str, sha256: str, now: datetime
    ) -> None:
        """Keep one for its sender's office. Those sent at once share `set_id`."""
        self._session.add(
            Attachment(
                office_id=sender.office_id,
                person_id=sender.id,
                message_id=message_id,
                set_id=set_id,
                kind=kind,
                sha256=sha256,
                received_at=now,
            )
        )

    def of_message(self, message_id: str) -> Attachment | None:
        """What was kept of that message."""
        return self._session.scalars(select(Attachment).where(Attachment.message_id == message_id)).first()

    def of_person(self, person_id: int) -> list[Attachment]:
        """All that somebody sent and did not take back, the oldest first."""
        query = select(Attachment).where(Attachment.person_id == person_id, Attachment.sha256.is_not(None))
        return list(self._session.scalars(query.order_by(Attachment.id)))
