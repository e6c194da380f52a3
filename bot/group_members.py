"""In which groups those are who agreed to be mentioned there: LINE is asked before, because it refuses to be wrong.

Asked soon after somebody has agreed, and once a day whether it is still so; events of coming and going tell of it too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.line.groups import Groups
from bot.rest import Rest
from storage.group_members import Usual
from storage.store import Store

log = structlog.get_logger()

REST = timedelta(minutes=10)  # after LINE could not be asked


@dataclass
class GroupMembers:
    """Keeps who may be mentioned in which group."""

    store: Store
    line: Groups
    usual: Usual
    clock: Clock
    _rest: Rest = field(default_factory=lambda: Rest(REST), init=False)

    def beat(self) -> None:
        """What the metronome calls: one query when there is nothing to ask. What was learnt is kept one by one."""
        if self._rest.lasts(self.clock()):
            return
        with self.store.reading() as tx:
            to_ask = tx.group_members.to_ask(self.clock(), self.usual)
        for asked in to_ask:
            at = self.clock()  # before LINE is asked: what happens meanwhile is newer than its answer
            is_in = self.line.has(asked.group, asked.user)
            if is_in is None:
                self._rest.begin(at)
                log.warning("line does not tell who is in a group now")
                return
            with self.store.begin() as tx:
                tx.group_members.noted(asked, at, is_in=is_in)
                tx.commit()
