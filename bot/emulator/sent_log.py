"""What was sent when, and what LINE tells of it afterwards: counts by day, names of units by month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.emulator.clock import VirtualClock

UNIT_NAMES = 1000
STATISTICS_ZONE = timedelta(hours=9)  # LINE counts days in UTC+9, wherever the account is


@dataclass(frozen=True, slots=True)
class Sent:
    """One accepted send: reply, push, multicast, narrowcast or broadcast, and the people it reached."""

    at: datetime
    via: str
    request_id: str
    people: int
    unit: str | None = None


class SentLog:
    """Every accepted send of a channel. The month of unit names turns `zone` hours east of UTC, as the quota's."""

    def __init__(self, clock: VirtualClock, zone: int) -> None:
        self._clock, self._zone = clock, timedelta(hours=zone)
        self._all: list[Sent] = []
        self._units: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def add(self, sent: Sent) -> None:
        """Keep one send. The month's 1,001st name is not assigned, but the messages are sent."""
        self._all.append(sent)
        names = self._units[self._month()]
        if sent.unit is not None and len(names) < UNIT_NAMES:
            names[sent.unit] = None

    def units(self) -> list[str]:
        """Return the names assigned this month, each once, in the order of their first use."""
        return list(self._units[self._month()])

    def people_on(self, day: date, via: str) -> int:
        """Return how many people were reached on a day (UTC+9) by sends of one kind."""
        return sum(sent.people for sent in self._all if sent.via == via and statistics_day(sent.at) == day)

    def find(self, request_id: str) -> Sent | None:
        """Return the send with this request id."""
        return next((sent for sent in self._all if sent.request_id == request_id), None)

    def _month(self) -> str:
        return (self._clock.now() + self._zone).strftime("%Y-%m")


def statistics_day(at: datetime) -> date:
    """Return the day in UTC+9."""
    return (at + STATISTICS_ZONE).date()
