"""Signed links: what they open, for whom, until when."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a file link stands for."""

    document_id: int
    person_id: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Pass:
    """What a link to the dashboard stands for: whose it is. What they see is looked up whenever it is opened."""

    person_id: int
    until: datetime


class Links:
    """Makes and reads links. The key is derived from the channel secret: changing that ends all links."""

    def __init__(self, *, channel_secret: str, public_base_url: str, life: timedelta) -> None:
        key = hashlib.sha256(b"tidtam links " + channel_secret.encode()).hexdigest()
        self._files = URLSafeSerializer(key, salt="file")
        self._boards = URLSafeSerializer(key, salt="dashboard")
        self._base = public_base_url.rstrip("/")
        self._life = life

    def file(self, document_id: int, person_id: int, now: datetime) -> str:
        """A link that opens the document for that person until its time is over.

        `openExternalBrowser=1` makes LINE open the phone's own browser, where files can be saved. Opening does
        not use it up: previews and scanners fetch links too.
        """
        until = int((now + self._life).timestamp())
        token = self._files.dumps([document_id, person_id, until])
        return f"{self._base}/f/{token}?openExternalBrowser=1"

    def public(self, token: str) -> str:
        """A link to what an office made public: anybody may open it, as long as the office leaves it open."""
        return f"{self._base}/p/{token}"

    def read(self, token: str) -> Ticket | None:
        """What a token stands for; None if it was not made by us. Whether it is over is for the caller to see."""
        try:
            document_id, person_id, until = self._files.loads(token)
        except (BadData, ValueError, TypeError):
            return None
        return Ticket(int(document_id), int(person_id), datetime.fromtimestamp(int(until), UTC))

    def dashboard(self, person_id: int, now: datetime) -> str:
        """A link that opens the dashboard for that person until its time is over."""
        token = self._boards.dumps([person_id, int((now + self._life).timestamp())])
        return f"{self._base}/d/{token}?openExternalBrowser=1"

    def read_dashboard(self, token: str) -> Pass | None:
        """What a dashboard's token stands for; None if it was not made by us. See `read`."""
        try:
            person_id, until = self._boards.loads(token)
        except (BadData, ValueError, TypeError):
            return None
        return Pass(int(person_id), datetime.fromtimestamp(int(until), UTC))
