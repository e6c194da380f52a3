"""Events of a country through the real parts: the webhook, the dispatcher, the clock, the pages."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, text, update

from bot.app import build_worker
from bot.config import Settings, load_config
from bot.emulator.events import new_event, source_of
from domain.forms.identity import Identity
from domain.forms.layout import items_of, rows_to_fill
from handlers.table import TIMERS
from reports.blank_form import make_blank
from reports.blank_issue import BlankIssue
from reports.reading_room import ReadingRoom
from storage.claiming import WAYS
from storage.inbox import Arrival
from storage.schema import Inbox, Outbox, Person, QuotaMonth, Submission, Upload
from storage.store import Store
from tests.bot.web_client import Web
from tests.country.history import Samples
from tests.country.plans import YEAR, office_plan, schools_of
from tests.country.pouring import moment
from tests.stories.stage import filled

NOW = moment(220)  # Thursday 10 June 2027, 9.30: the first round is over, the second is due in seven working days
MONTHLY = 2_000_000


@dataclass
class Life:
    """One country and the moment at which it stands. What is done here stays done."""

    store: Store
    settings: Settings
    room: ReadingRoom
    now: datetime = field(default_factory=lambda: NOW)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.worker = build_worker(load_config(), self.settings, self.store, lambda: self.now, room=self.room)
        self.web = Web(self.store)
        self._users: dict[str, str] = {}

    def start_the_month(self) -> None:
        """LINE has said how many messages the month has."""
        with self.store.begin() as tx:
            month = f"{self.now:%Y-%m}"
            tx._session.merge(QuotaMonth(month=month, allowed=MONTHLY, used=0, asked_at=self.now))
            tx.commit()

    def user(self, code: str) -> str:
        """The LINE account of somebody, by their registration code."""
        if code not in self._users:
            with self.store.reading() as tx:
                self._users[code] = tx._session.scalar(select(Person.line_user_id).where(Person.code == code)) or ""
        return self._users[code]

    def webhook(self, code: str, words: str) -> None:
        """An event comes in: signature, inbox, 200."""
        self.web.now = self.now
        assert self.web.deliver(self._event(code, {"type": "text", "text": words})).status_code == 200

    def does(self) -> None:
        """The oldest event that waits is done."""
        assert self.worker.dispatcher.dispatch_one(self.now)

    def brings(self, code: str, name: str, data: bytes) -> None:
        """A file has come and was fetched."""
        said = self._event(code, {"type": "file", "fileName": name, "fileSize": len(data)})
        message, user = said["message"]["id"], self.user(code)
        with self.store.begin() as tx:
            sha256 = tx.files.keep(data, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", self.now)
            arrival = Arrival(
                event_id=said["webhookEventId"], conversation=user, user_id=user, kind="message", payload=said,
                happened_ms=said["timestamp"], message_id=message,
            )  # fmt: skip
            tx.inbox.add([arrival], self.now)
            change = update(Inbox).where(Inbox.message_id == message).values(content="fetched", sha256=sha256)
            tx._session.execute(change)
            tx.commit()

    def sends(self) -> bool:
        """The next message is claimed, and LINE has taken it; False if there is none."""
        with self.store.begin() as tx:
            claimed = tx.outbox.claim(self.now, allowance=MONTHLY, reserve=30, ways=WAYS)
            tx.commit()
        if claimed is None:
            return False
        with self.store.begin() as tx:
            tx.outbox.sent(claimed.id, [f"6{next(self._numbers):018}"], self.now)
            tx.commit()
        return True

    def ticks(self) -> None:
        """Every periodic deed of the clock."""
        for name in TIMERS:
            self.worker.dispatcher.run_timer(name, lambda: self.now)

    def page(self, code: str, asked: str = "") -> str:
        """Somebody's dashboard; the path is made beforehand by `link`."""
        self.web.now = self.now
        answer = self.web.client.get(f"{code}{asked}")
        assert answer.status_code == 200, answer.status_code
        return answer.text

    def link(self, code: str) -> str:
        """The path of somebody's dashboard."""
        with self.store.reading() as tx:
            person = tx.people.by_line(self.user(code))
            assert person is not None
            return self.web.links.dashboard(person.id, self.now).removeprefix("https://bot.example").split("?")[0]

    def passes(self, seconds: float = 1) -> None:
        """Time goes on."""
        self.now += timedelta(seconds=seconds)

    def _event(self, code: str, message: dict[str, Any]) -> dict[str, Any]:
        number = next(self._numbers)
        detail = {"message": {**message, "id": f"7{number:017}", "quoteToken": "q" * 150}}
        return new_event("message", detail, self.now, source_of(self.user(code), None), f"{number:032x}")


def form_of(office: int, group: int, number: int, *, requirement: str = "ST-2570-R12") -> tuple[str, bytes]:
    """Whose form of a strategy it is (a registration code), and its bytes, which differ by `number` alone."""
    plan = office_plan(office, schools_of(office))
    subject = plan.subjects[group]
    asked = next(one for one in plan.requirements if one.code == requirement)
    definition = load_config().forms["strategy"]
    unit = next(one for one in plan.units if one.code == subject.owners[0])
    issue = BlankIssue(
        identity=Identity(asked.code, subject.code, unit.code, 1), office_name=plan.office.name, fiscal_year_be=YEAR,
        round_name=asked.round_name, period_start=asked.period_start, period_end=asked.period_end,
        subject_no=subject.no, subject_title=subject.title, unit_name=unit.name,
        rows=rows_to_fill(definition.layout, {}, items_of(subject.indicators)),
    )  # fmt: skip
    book = io.BytesIO(filled(make_blank(definition, issue)))
    with zipfile.ZipFile(book, "a") as archive:
        archive.comment = str(number).encode()
    return f"{office:03}-{unit.code}-S", book.getvalue()


def draw_samples(life: Life) -> Samples:
    """One event of each kind through a country of one office, and the rows that it left."""
    code, form = form_of(0, 0, 0)
    life.webhook("000-S001-S", "งานของฉัน")
    life.does()
    answer = _newest(life)
    life.passes()
    life.brings(code, "แบบ กย.๑.xlsx", form)
    life.does()
    receipt = _newest(life)
    life.ticks()
    with life.store.reading() as tx:
        session = tx._session
        digest = session.scalars(select(Outbox.messages).where(Outbox.nags).order_by(Outbox.id).limit(1)).one()
        words, file = session.scalars(select(Inbox.payload).order_by(Inbox.id)).all()
        rows = session.scalars(select(Submission.rows)).one()
        because = session.scalars(select(Upload.because)).one()
    return Samples(file, words, rows, because, receipt, answer, digest)


def _newest(life: Life) -> Any:
    with life.store.reading() as tx:
        return tx._session.scalars(select(Outbox.messages).order_by(Outbox.id.desc()).limit(1)).one()


def forget_the_morning(life: Life) -> None:
    """The reminders of a morning are sent, as if LINE had taken them all. PostgreSQL alone."""
    with life.store.begin() as tx:
        sent = "UPDATE outbox SET status = 'sent', sent_at = :now, paid = 1 WHERE status = 'waiting'"
        tx._session.execute(text(sent), {"now": life.now})
        tx.commit()
