"""After the storm: what LINE saw against what the database says, with nothing left over on either side."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.emulator.faults import Call
from bot.emulator.server import LocalLine
from bot.emulator.world import Bubble
from storage.inbox import ATTEMPTS
from storage.schema import Attachment, Inbox, Nag, Outbox, Submission, Upload
from storage.store import Store
from tests.storm.crowd import Crowd, Due

OK = 200
BLOCKED = "the person has blocked the account"


@dataclass
class Reckoning:
    """The books. `wrong`: every promise that was broken, in words. `counts`: what there was of everything."""

    wrong: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def check(self, holds: object, words: str) -> None:
        """Note a broken promise unless `holds`."""
        if not holds:
            self.wrong.append(words)


@dataclass(frozen=True, slots=True)
class Books:
    """Everything that was written down, on both sides."""

    inbox: dict[str, Inbox]  # by event id
    outbox: list[Outbox]
    uploads: dict[int, Upload]  # by inbox row
    submissions: list[Submission]
    evidence: set[str]  # ids of the events whose file was kept as evidence
    nags: list[Nag]
    calls: list[Call]
    bubbles: dict[str, list[Bubble]]  # by request id
    taken: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # by token or retry key: which calls

    def __post_init__(self) -> None:
        for number, call in enumerate(self.calls):
            if call.status == OK and call.path.endswith("/reply"):
                self.taken[call.body["replyToken"]].append(number)
            elif call.status == OK and call.path.endswith("/push"):
                self.taken[call.retry_key or ""].append(number)

    def accepted(self, row: Outbox) -> list[Call]:
        """The calls by which LINE took this row, as a reply or as a push, in their order."""
        ways = (row.retry_key, row.reply_token) if row.reply_token else (row.retry_key,)
        return [self.calls[number] for number in sorted(n for way in ways for n in self.taken.get(way, ()))]


def _message_id(row: Inbox) -> str:
    return str((row.payload.get("message") or {}).get("id", ""))


def open_books(store: Store, line: LocalLine) -> Books:
    """Read both sides."""
    with Session(store.engine.execution_options(read_only=True), expire_on_commit=False) as session:
        inbox = list(session.scalars(select(Inbox)))
        uploads = list(session.scalars(select(Upload)).unique())
        submissions = list(session.scalars(select(Submission)).unique())
        documents = set(session.scalars(select(Attachment.message_id).where(Attachment.kind == "document")))
        outbox, nags = list(session.scalars(select(Outbox))), list(session.scalars(select(Nag)))
    bubbles: dict[str, list[Bubble]] = defaultdict(list)
    with line.channel.world.lock:
        for bubble in (b for chat in line.channel.world.chats.values() for b in chat if b.direction == "out"):
            bubbles[bubble.request_id].append(bubble)
    return Books(
        {row.event_id: row for row in inbox},
        outbox,
        {upload.inbox_id: upload for upload in uploads},
        submissions,
        {row.event_id for row in inbox if _message_id(row) in documents},
        nags,
        list(line.calls),
        bubbles,
    )


def reckon(store: Store, line: LocalLine, crowd: Crowd) -> Reckoning:
    """Hold every event, row, call and bubble against what must have become of it."""
    books, made = open_books(store, line), Reckoning()
    _events(books, line, crowd, made)
    _answers(books, crowd, made)
    _files(books, crowd, made)
    _messages(books, made)
    _money(books, line, made)
    return made


def _events(books: Books, line: LocalLine, crowd: Crowd, made: Reckoning) -> None:
    """Every acknowledged event has one row, and that is done or parked; what may not be kept has none."""
    made.check(not line.sender.abandoned, "LINE gave an event up")
    for event_id, due in crowd.due.items():
        row = books.inbox.get(event_id)
        made.check((row is not None) == due.kept, f"{due.deed} {event_id}: kept is {row is not None}")
        made.check(row is None or row.status in ("done", "dead"), f"{due.deed} {event_id}: {row and row.status}")
        due.parked |= row is not None and row.attempts > ATTEMPTS  # a photo of its set may have taken it along since
    made.check(books.inbox.keys() <= crowd.due.keys(), "an event nobody made")
    made.counts["events"] = len(crowd.due)
    made.counts["events that met a death"] = sum(row.attempts > 1 for row in books.inbox.values())
    made.counts["events parked"] = sum(row.status == "dead" for row in books.inbox.values())


def _answers(books: Books, crowd: Crowd, made: Reckoning) -> None:
    """Every deed has as many answers as are due: taken back, perhaps none; parked, a word of regret for each event."""
    answers = Counter(row.reply_token for row in books.outbox if row.reply_token)
    for events in crowd.said().values():
        due = crowd.due[events[0]["webhookEventId"]]
        found = sum(answers[event["replyToken"]] for event in events if "replyToken" in event)
        fewest = 0 if due.taken_back else due.answers
        most = len(events) if due.parked else due.answers
        made.check(fewest <= found <= most, f"{due.deed} {events}: {found} answers, not {due.answers}")
    tokens = {event.get("replyToken") for event in crowd.events}
    made.check(all(row.reply_token in tokens for row in books.outbox if row.way == "reply"), "an answer to nothing")


def _files(books: Books, crowd: Crowd, made: Reckoning) -> None:
    """Every file became one upload or evidence, every form one submission; receipts have no gaps."""
    forms: dict[str, list[Due]] = defaultdict(list)
    for event_id, due in crowd.due.items():
        row = books.inbox.get(event_id)
        if due.file and row is not None:
            upload = books.uploads.get(row.id)
            kept = upload or row.event_id in books.evidence
            wanted = row.content == "fetched" and not (due.taken_back or due.parked)
            made.check(kept or not wanted, f"nothing was kept of {due.file}")
            made.check(upload is None or due.taken_back or upload.name == due.file, f"another name than {due.file}")
        if due.form:
            forms[hashlib.sha256(due.form).hexdigest()].append(due)
    versions = Counter(submission.upload.sha256 for submission in books.submissions)
    for sha256, dues in forms.items():
        fewest = 0 if all(due.taken_back or due.parked for due in dues) else 1
        made.check(fewest <= versions[sha256] <= 1, f"{versions[sha256]} submissions of {[due.file for due in dues]}")
    made.check(versions.keys() <= forms.keys(), "a submission of no form")
    numbers = sorted(submission.receipt_seq for submission in books.submissions)
    made.check(numbers == list(range(1, len(numbers) + 1)), "receipt numbers with gaps")
    standing = Counter(s.obligation_id for s in books.submissions if s.stands)
    made.check(set(standing.values()) <= {1}, "two standing versions of one debt")
    made.counts.update(forms=len(forms), submissions=len(numbers), uploads=len(books.uploads))


def _messages(books: Books, made: Reckoning) -> None:
    """Every row was taken by LINE as often as its status says, never twice, and stands in the chat as it was written.

    Decision 2 leaves the cases in which we do not know or let go: once its token is stale a reply is `uncertain` if it
    was tried, which LINE then took or did not, and `expired` if it was not accepted and is not worth a paid message.
    """
    known: set[str] = set()
    for row in books.outbox:
        taken = books.accepted(row)
        known.update(call.request_id for call in taken)
        what = f"outbox {row.id} ({row.way}, {row.status}, {len(taken)} times taken)"
        made.counts[f"outbox {row.status}"] += 1
        match row.status:
            case "sent":
                made.check(len(taken) == 1, what)
            case "uncertain":
                made.check(len(taken) <= 1, what)
                made.counts["uncertain, and seen"] += len(taken)
            case "expired" | "withdrawn":
                made.check(not taken, what)
            case "refused" if row.error == BLOCKED:  # the answer came too late to be free, and its person had gone
                made.check(not taken, what)
            case _:
                made.check(holds=False, words=what)  # waiting, sending, held, refused
        for call in taken:
            shown = [bubble.message for bubble in books.bubbles[call.request_id]]
            made.check(shown in (row.messages, []), f"{what}: other words than were written")
            made.check(shown or row.way == "push", f"{what}: accepted and not shown")
    made.check(books.bubbles.keys() <= known, "a bubble of no row")
    made.counts.update(_by_status(books.calls))
    made.counts.update(_waited(books))


def _waited(books: Books) -> dict[str, int]:
    """How many milliseconds passed from an event's keeping to LINE's taking of its answer."""
    came = {token: row.received_at for row in books.inbox.values() if (token := row.payload.get("replyToken"))}
    answers = [row for row in books.outbox if row.status == "sent" and row.sent_at and row.reply_token in came]
    times = sorted((row.sent_at - came[row.reply_token or ""]).total_seconds() for row in answers if row.sent_at)
    return {f"answer p{part} ms": round(1000 * times[len(times) * part // 100]) for part in (50, 95, 99) if times}


def _by_status(calls: Iterable[Call]) -> dict[str, int]:
    sending = [call for call in calls if call.path.endswith(("/reply", "/push"))]
    statuses = Counter(f"answered {call.status}" for call in sending)
    return {**statuses, "answers lost": sum(call.dropped for call in sending)}


def _money(books: Books, line: LocalLine, made: Reckoning) -> None:
    """LINE counted no message that the ledger does not know; one digest a person and day."""
    ledger = sum(row.paid for row in books.outbox)
    made.check(line.paid_used() <= ledger, f"LINE counted {line.paid_used()} paid messages, the ledger {ledger}")
    digests: dict[tuple[int, Any], set[int]] = defaultdict(set)
    for nag in books.nags:
        digests[nag.person_id, nag.planned_for].add(nag.outbox_id)
    made.check(all(len(rows) == 1 for rows in digests.values()), "two digests on one day")
    made.counts.update(paid=line.paid_used(), ledger=ledger, digests=len(digests))
