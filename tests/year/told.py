"""Reminders as they stood on phones: which lines of the ledger were told to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from domain.nagging import NagKey
from tests.year.phones import Phones, Received
from tests.year.truth import Truth

ASKED = "asked:"  # what the rule of a reminder begins with that an officer wanted


class Told(NamedTuple):
    """A reminder on a phone: to this person, of these lines of the ledger, each with the capacity it speaks to."""

    message: Received
    person: int
    lines: Mapping[NagKey, str]

    @property
    def keys(self) -> frozenset[NagKey]:
        """The lines alone."""
        return frozenset(self.lines)

    @property
    def at(self) -> datetime:
        """When it was taken for sending."""
        return self.message.claimed.at

    @property
    def is_asked(self) -> bool:
        """Whether an officer wanted it."""
        return any(key.rule.startswith(ASKED) for key in self.keys)


def told_by_phones(truth: Truth, phones: Phones) -> Iterator[Told]:
    """The messages that remind; behind an answer only if the reminder was not left out of it."""
    persons = {phone: person for person, phone in truth.office.persons.items()}
    for message in phones.received:
        lines = truth.history.asks.get(message.letter.outbox_id)
        whole = message.way == "push" or len(message.messages) == message.letter.parts
        if lines and whole and (message.way == "reply" or message.letter.nags):
            yield Told(message, persons[message.phone], lines)
