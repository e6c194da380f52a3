"""Whose the group is in which something happened, and what it hears: one query for each event of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.disclosure import GroupSays
from domain.events import Incoming, Place

if TYPE_CHECKING:
    from storage.schema import Chat, Person
    from storage.store import Transaction


def group_at_hand(
    tx: Transaction, event: Incoming, person: Person | None, usual: GroupSays
) -> tuple[GroupSays, Chat | None]:
    """What may be said there, and the group if it is bound to a unit.

    Nobody has vouched for who reads along in an unbound group: no names. To somebody of another office a group is
    like an unbound one.
    """
    chat = tx.chats.get(event.chat) if event.place is Place.GROUP else None
    unit = chat.bound_to if chat is not None else None
    if chat is None or unit is None or (person is not None and person.office_id != unit.office_id):
        return usual.without_names, None
    return GroupSays(chat.says) if chat.says else usual, chat
