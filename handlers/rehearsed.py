"""What the messages of a rehearsal are about and whom they are for, in names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from domain.group_digests import GroupNagKey
from domain.nagging import NagKey, capacity
from domain.rehearsal import Asking, Kind, Told
from storage.asked_reminders import RULE as ASKED

if TYPE_CHECKING:
    from storage.people import Member
    from storage.rehearsed import Written
    from storage.store import Transaction

Keys = Sequence[NagKey | GroupNagKey]
_MORNING: Final = "morning:"  # what `once` of the officers' and directors' lists starts with


class Known:
    """Names of people, groups, units and works of every office, read once for many messages."""

    def __init__(self, tx: Transaction, keys: Keys) -> None:
        self._members: dict[str, tuple[int, Member]] = {}
        self._units: dict[int, str] = {}
        self._titles: dict[int, str] = {}
        for office in tx.people.offices():
            for member in tx.people.reachable(office.id):
                self._members.setdefault(member.line_user_id, (office.id, member))
            self._units |= {unit_id: short for unit_id, (_, short) in tx.people.unit_names(office.id).items()}
            self._titles |= tx.work.titles(office.id)
        self._groups = {chat.line_id: chat for chat in tx.chats.bound()}
        self._asked_for = tx.rehearsed.asked_for({key.obligation_id for key in keys if isinstance(key, NagKey)})

    def told(self, row: Written, at: datetime, keys: Keys, *, held: bool) -> Told:
        """A message with its names."""
        asks = sorted({self._asking(key) for key in keys}, key=lambda one: (one.due, one.title, one.step))
        words = str(row.message.get("altText") or row.message.get("text") or "")
        kind = _kind(row, keys)
        told = Told(at=at, to=row.chat, words=words, kind=kind, cost=row.recipients, held=held, asks=tuple(asks))
        group = self._groups.get(row.chat)
        if group is not None and group.unit is not None:
            return replace(
                told, name=group.name, unit=group.unit.called, office_id=group.unit.office_id or group.unit.id
            )
        if row.chat not in self._members:
            return told
        office_id, member = self._members[row.chat]
        unit = self._units[member.unit_id]
        return replace(told, name=member.name, unit=unit, office_id=office_id, audience=capacity(member.role))

    def _asking(self, key: NagKey | GroupNagKey) -> Asking:
        which = key.requirement_id if isinstance(key, GroupNagKey) else self._asked_for[key.obligation_id]
        return Asking(self._titles[which], key.step, key.due)


def _kind(row: Written, keys: Iterable[NagKey | GroupNagKey]) -> Kind:
    """What sort of message it is, by what it leaves in a ledger or by the key that allows it once."""
    for key in keys:
        if isinstance(key, GroupNagKey):
            return Kind.GROUP
        return Kind.ASKED if key.rule.startswith(ASKED) else Kind.REMINDER
    return Kind.MORNING if row.once.startswith(_MORNING) else Kind.NOTICE
