"""A meeting as a calendar file (RFC 5545) that phones and computers put into their calendars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

ICS_MIME: Final = "text/calendar"
_PRODUCT: Final = "-//Tidtam//TH"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """What stands in the calendar. `uid`: the same for the same meeting; times are aware."""

    uid: str
    title: str
    begins: datetime
    lasts: timedelta
    place: str
    notes: str


def to_ics(appointment: Appointment, *, made_at: datetime) -> bytes:
    """The file's bytes; the same appointment made at the same moment gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    event = Event()
    event.add("uid", appointment.uid)
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("dtstart", appointment.begins.astimezone(UTC))
    event.add("dtend", (appointment.begins + appointment.lasts).astimezone(UTC))
    event.add("summary", appointment.title)
    event.add("location", appointment.place)
    event.add("description", appointment.notes)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
