"""Who has agreed to the notice, and to which version of it. Keyed by LINE account: most who agree are no person yet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from storage.schema import Consent


class Consents:
    """Rows about agreement."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def version(self, line_user_id: str) -> str | None:
        """The version of the notice that this account last agreed to; None if it never did."""
        consent = self._session.get(Consent, line_user_id)
        return consent.version if consent else None

    def agree(self, line_user_id: str, version: str, now: datetime) -> None:
        """This account agrees to that version."""
        self._session.merge(Consent(line_user_id=line_user_id, version=version, agreed_at=now))

    def withdraw(self, line_user_id: str) -> None:
        """This account does not agree any more."""
        consent = self._session.get(Consent, line_user_id)
        if consent is not None:
            self._session.delete(consent)
            self._session.flush()
