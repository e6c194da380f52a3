"""The names of bound groups are LINE's, and so is how many people are in them.

Asked soon after a group is bound, and once a day whether something has changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.line.groups import Groups, NotInGroup
from bot.rest import Rest
from domain.audit import Noted
from storage.schema import Chat
from storage.store import Store, Transaction

log = structlog.get_logger()

BEAT = "group names"
EVERY = timedelta(days=1)
REST = timedelta(minutes=10)  # after LINE could not be asked


@dataclass
class GroupNames:
    """Keeps the names of bound groups, and notices groups that the bot is not in any more."""

    store: Store
    line: Groups
    clock: Clock
    _rest: Rest = field(default_factory=lambda: Rest(REST), init=False)

    def beat(self) -> None:
        """What the metronome calls: one query when no group is new and the day's round is done."""
        now = self.clock()
        if self._rest.lasts(now):
            return
        with self.store.reading() as tx:
            bound, last = tx.chats.bound(), tx.audit.last_beat(BEAT)
        whole_round = last is None or now - last >= EVERY
        if not self._ask(
            bound if whole_round else [chat for chat in bound if not chat.name or chat.members is None], now
        ):
            self._rest.begin(now)
            log.warning("line does not tell the names of groups now")
        elif whole_round:
            with self.store.begin() as tx:
                tx.audit.beat([BEAT], now)
                tx.commit()

    def _ask(self, chats: Sequence[Chat], now: datetime) -> bool:
        """Ask for each; False as soon as LINE does not answer: what was learnt until then is kept."""
        for chat in chats:
            name, members = self.line.name(chat.line_id), self.line.members(chat.line_id)
            if name is None or members is None:
                return False
            with self.store.begin() as tx:
                if isinstance(members, int):
                    tx.chats.counted(chat.line_id, members)
                if isinstance(name, NotInGroup):
                    tx.chats.left(chat.line_id, now)
                elif (renamed := tx.chats.named(chat.line_id, name)) is not None:
                    _note_renamed(tx, renamed, now)
                tx.commit()
        return True


def _note_renamed(tx: Transaction, chat: Chat, now: datetime) -> None:
    if chat.unit is not None:
        detail = {"chat": chat.id}  # its names may name people
        tx.audit.note(now, Noted.RENAMED_GROUP, chat.unit.code, office_id=chat.unit.office_id, detail=detail)
