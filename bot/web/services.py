"""What the pages need from the rest of the machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Histogram

from bot.clock import Clock
from bot.links import Links
from domain.works import Work
from handlers.office_calendar import CalendarWith
from storage.intake import Intake
from storage.store import Store


class Meters:
    """Counters of the web half; their registry is the process's own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.events = Counter("tidtam_webhook_events", "Events kept", registry=self.registry)
        self.received = Counter("tidtam_webhook_received", "Events kept or there already", registry=self.registry)
        self.forged = Counter("tidtam_webhook_forged", "Bodies with a wrong signature", registry=self.registry)
        self.seconds = Histogram("tidtam_webhook_seconds", "Time to keep a body", registry=self.registry)


@dataclass(slots=True)
class Services:
    """The store, the clock, the links, the channel's secret, and a bell that wakes the worker.

    `calendar_with`, `works`, `subject_words` (by form): what the dashboard reads debts with.
    """

    store: Store
    clock: Clock
    links: Links
    channel_secret: str
    bot_names: tuple[str, ...]
    calendar_with: CalendarWith
    works: Mapping[str, Work]
    subject_words: Mapping[str, str]
    monthly: int | None = None  # paid messages, where LINE's own figure is not known; None: not known either
    ring: Callable[[], None] = lambda: None
    meters: Meters = field(default_factory=Meters)
    beside: list[CollectorRegistry] = field(default_factory=list)  # figures of a worker in the same process
    intake: Intake = field(init=False)

    def __post_init__(self) -> None:
        self.intake = Intake(self.store)

    def belongs_to(self, ring: Callable[[], None], figures: CollectorRegistry) -> None:
        """A worker lives in the same process: it is woken at once, and its figures are shown with ours."""
        self.ring = ring
        self.beside.append(figures)
