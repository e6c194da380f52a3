"""What is sent up and what was asked for: the fields of a row of the control register, filled in bit by bit.

Both are the state of a dialogue: what is known of them is kept as JSON, what is missing is asked for in order.
Days are Bangkok days. A row is late by plain days, as the register prints it: the agency names a day, and no
regulation makes it a number of working days.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, time
from enum import StrEnum
from typing import Any, Final

from domain.lifecycle import State


class Way(StrEnum):
    """How something went out."""

    SYSTEM = "system"
    EMAIL = "email"
    POST = "post"
    HAND = "hand"


WAY_WORDS: Final[Mapping[Way, str]] = {
    Way.SYSTEM: "ระบบ",
    Way.EMAIL: "ไปรษณีย์อิเล็กทรอนิกส์",
    Way.POST: "ไปรษณีย์",
    Way.HAND: "นำส่ง",
}


class Lacks(StrEnum):
    """What must still be said, in the order in which it is asked."""

    WHAT = "what"  # which request or which work it answers
    AGENCY = "agency"
    TOPIC = "topic"
    LETTER = "letter"
    DAY = "day"
    WAY = "way"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What is known of a sending. `open`: it answers nothing that was asked through the bot. `agency`: a code."""

    requirement_id: int | None = None
    request_id: int | None = None
    open: bool = False
    agency: str = ""
    topic: str = ""
    letter_no: str = ""
    letter_on: date | None = None
    sent_on: date | None = None
    signed_on: date | None = None
    came_on: date | None = None
    way: Way | None = None
    kept: str = ""
    note: str = ""

    @property
    def lacks(self) -> Lacks | None:
        """What must be asked for next; None when the row can be written."""
        answers = self.requirement_id is not None or self.request_id is not None
        missing = {
            Lacks.WHAT: not answers and not self.open,
            Lacks.AGENCY: not self.agency,
            Lacks.TOPIC: not answers and not self.topic,
            Lacks.LETTER: not self.letter_no,
            Lacks.DAY: self.sent_on is None or self.letter_on is None,
            Lacks.WAY: self.way is None,
        }
        return next((what for what, is_missing in missing.items() if is_missing), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is known of an agency's request. `agency`: a code; `new_agency`: the name of one that is not known yet.

    `due_at`: a time of the due day, where the letter names one.
    `no_due`: the letter names no day. `requirement_id`: the office's work that answers it, if there is one.
    """

    agency: str = ""
    new_agency: str = ""
    registry_no: str = ""
    received_on: date | None = None
    letter_no: str = ""
    letter_on: date | None = None
    topics: tuple[str, ...] = ()
    round: str = ""
    due_on: date | None = None
    due_at: time | None = None
    no_due: bool = False
    urgency: str = ""
    requirement_id: int | None = None

    @property
    def lacks(self) -> Lacks | None:
        """What must be asked for next; None when it can be kept."""
        missing = {
            Lacks.AGENCY: not self.agency and not self.new_agency,
            Lacks.TOPIC: not self.topics,
            Lacks.DAY: self.due_on is None and not self.no_due,
        }
        return next((what for what, is_missing in missing.items() if is_missing), None)


def to_json(said: Sending | Asked) -> dict[str, Any]:
    """What is known, as it is kept; what is not known is left out."""
    known = {field.name: getattr(said, field.name) for field in fields(said)}
    return {name: _plain(value) for name, value in known.items() if value}


def sending_from(kept: Mapping[str, Any]) -> Sending:
    """A sending as it was kept."""
    days = {name: date.fromisoformat(kept[name]) for name in _SENDING_DAYS if name in kept}
    way = {"way": Way(kept["way"])} if "way" in kept else {}
    return Sending(**{**kept, **days, **way})


def asked_from(kept: Mapping[str, Any]) -> Asked:
    """A request as it was kept."""
    days = {name: date.fromisoformat(kept[name]) for name in _ASKED_DAYS if name in kept}
    clock = {"due_at": time.fromisoformat(kept["due_at"])} if "due_at" in kept else {}
    return Asked(**{**kept, **days, **clock, "topics": tuple(kept.get("topics", ()))})


_SENDING_DAYS: Final = ("letter_on", "sent_on", "signed_on", "came_on")
_ASKED_DAYS: Final = ("received_on", "letter_on", "due_on")


def _plain(value: Any) -> Any:
    if isinstance(value, date | time):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else str(value) if isinstance(value, Way) else value


def mark_of(kept: Mapping[str, Any]) -> int:
    """A number that a card carries to say of which words it speaks: a yes under an older card is none."""
    return zlib.crc32(json.dumps(dict(kept), ensure_ascii=False, sort_keys=True).encode())


def days_late(sent_on: date, due_on: date | None) -> int | None:
    """By how many plain days it went out late, 0 for on time; None where no day was named."""
    return None if due_on is None else max(0, (sent_on - due_on).days)


def called_back(state: State, before: State) -> State:
    """Where a debt stands whose sending was struck out: where it was before; what has gone on since stays."""
    return before if state is State.DISPATCHED else state
