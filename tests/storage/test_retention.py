"""What is too old is erased in batches, on both databases; what still waits, and what is a record, is not touched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import event, select

from bot.erasing import NAME, Eraser
from domain.audit import Noted
from domain.keeping import Terms
from storage import retention
from storage.files import FULL_TEXT, MY_DATA, FileGoneError
from storage.outbox import Letter
from storage.schema import Attachment, Audit, Document, Inbox, Outbox, Person, StoredFile, Submission, Upload
from storage.store import Store, Transaction
from tests.plans import small_plan
from tests.storage.test_queues import arrival

NOW = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)
OLD, OLDER = NOW - timedelta(days=100), NOW - timedelta(days=400)
TERMS = Terms(words=90, answers=90, unplaced=365, parked=365)
_numbers = count(1)


@pytest.fixture
def office(store: Store) -> Store:
    """A store with the small office in it."""
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        tx.commit()
    return store


def came(tx: Transaction, at: datetime, status: str = "done", sha256: str | None = None) -> Inbox:
    """An event with words in it."""
    name = f"e{next(_numbers)}"
    tx.inbox.add([arrival(name)], at)
    row = tx._session.scalars(select(Inbox).where(Inbox.event_id == name)).one()
    row.status, row.sha256, row.error = status, sha256, "why"
    tx.flush()
    return row


def sent(tx: Transaction, at: datetime, status: str) -> int:
    """A message with words in it."""
    row_id = tx.outbox.add(Letter(way="push", chat="Ua", messages=[{"type": "text", "text": "คำ"}]), at)
    tx._session.get_one(Outbox, row_id).status = status
    tx.flush()
    return row_id


def uploaded(tx: Transaction, at: datetime, data: bytes, outcome: str = "unknown_form") -> Upload:
    """A file that came."""
    sha256, inbox = tx.files.keep(data, "x/y", at), came(tx, at)
    inbox.sha256 = sha256
    person = tx._session.get_one(Person, 1)
    return tx.submissions.add_upload(
        Upload(
            inbox_id=inbox.id, office_id=person.office_id, person_id=1, person=person, chat="Ua", message_id="m",
            name="ชื่อไฟล์.xlsx", sha256=sha256, arrived_at=at, outcome=outcome, because=[],
        )
    )  # fmt: skip


def settled(tx: Transaction, at: datetime, data: bytes) -> Submission:
    """A file that was taken for a work."""
    debt, upload = tx.work.obligation_to_settle(1), uploaded(tx, at, data, "settled")
    assert debt is not None
    return tx.submissions.receive(
        obligation=debt, upload=upload, at=at, clean=True, stands=True, sheet="s", rows=[], findings=[]
    )


def erase(store: Store, now: datetime = NOW) -> dict[str, int]:
    return Eraser(store, TERMS, lambda: now).erase(now)


def is_kept(store: Store, sha256: str) -> bool:
    with store.reading() as tx:
        try:
            return bool(tx.files.read(sha256))
        except FileGoneError:
            return False


def test_words_of_finished_events_go_and_the_fact_stays(office: Store) -> None:
    with office.begin() as tx:
        old, new = came(tx, OLD).id, came(tx, NOW).id
        waiting, parked = came(tx, OLD, "waiting").id, came(tx, OLD, "dead").id
        long_parked = came(tx, OLDER, "dead").id
        tx.commit()

    assert erase(office) == {"events": 1, "parked events": 1}
    with office.reading() as tx:
        rows = {row_id: tx.inbox.get(row_id) for row_id in (old, new, waiting, parked, long_parked)}
    assert [bool(rows[row_id].payload) for row_id in rows] == [False, True, True, True, False]
    assert (rows[old].user_id, rows[old].conversation, rows[old].error) == (None, "-", "")
    assert (rows[old].status, rows[old].kind, rows[old].received_at) == ("done", "message", OLD)
    assert rows[long_parked].status == "dead", "still seen, and requeued it does nothing"


def test_what_may_still_be_sent_is_never_touched(office: Store) -> None:
    gone, stays = ("sent", "withdrawn", "expired", "uncertain", "refused"), ("waiting", "sending", "held")
    with office.begin() as tx:
        ids = {status: sent(tx, OLDER, status) for status in (*gone, *stays)}
        fresh = sent(tx, NOW, "sent")
        tx.commit()

    assert erase(office) == {"messages": 4, "refused messages": 1}
    with office.reading() as tx:
        kept = {row.id: row for row in tx._session.scalars(select(Outbox))}
    assert [status for status in (*gone, *stays) if kept[ids[status]].messages] == list(stays)
    assert kept[fresh].messages
    assert [kept[ids[status]].status for status in stays] == list(stays)
    assert kept[ids["refused"]].status == "expired", "nobody can have an empty message sent again"


def test_files_of_no_work_go_and_those_of_a_work_are_records(office: Store) -> None:
    with office.begin() as tx:
        loose, record = uploaded(tx, OLDER, b"loose"), settled(tx, OLDER, b"record")
        fresh, shared = uploaded(tx, OLD, b"fresh"), uploaded(tx, OLDER, b"record")
        ids = [upload.id for upload in (loose, record.upload, fresh, shared)]
        hashes = [upload.sha256 for upload in (loose, record.upload, fresh)]
        tx.commit()

    assert erase(office)["uploads"] == 2
    assert [is_kept(office, sha256) for sha256 in hashes] == [False, True, True]
    with office.reading() as tx:
        uploads = [tx.submissions.upload(upload_id) for upload_id in ids]
        assert [(u.outcome, bool(u.name)) for u in uploads if u] == [
            *(("out_of_time", False), ("settled", True)),
            *(("unknown_form", True), ("out_of_time", False)),
        ]
        assert tx._session.get_one(StoredFile, hashes[0]).erased_at == NOW
        assert tx.submissions.of_obligation(1)[0].receipt_no == "ST-2570-R6/0001"


def test_photos_and_what_was_fetched_for_nothing_go(office: Store) -> None:
    with office.begin() as tx:
        photo, lost = tx.files.keep(b"photo", "image/png", OLDER), tx.files.keep(b"lost", "x/y", OLDER)
        came(tx, OLDER, sha256=photo)
        came(tx, OLDER, "dead", sha256=lost)
        person = tx._session.get_one(Person, 1)
        tx.attachments.add(sender=person, message_id="m1", set_id=None, kind="image", sha256=photo, now=OLDER)
        tx.commit()

    done = erase(office)
    assert (done["attachments"], done["fetched"]) == (1, 2)
    assert not is_kept(office, photo)
    assert not is_kept(office, lost)
    with office.reading() as tx:
        assert tx._session.scalars(select(Attachment)).one().kind == "image"


def test_evidence_of_a_debt_is_a_record_and_what_belongs_to_none_goes(office: Store) -> None:
    with office.begin() as tx:
        person, hashes = tx._session.get_one(Person, 1), dict[str, str]()
        for name in ("record", "loose"):
            hashes[name] = tx.files.keep(name.encode(), "application/pdf", OLDER)
            kept: dict[str, Any] = {"sender": person, "set_id": None, "now": OLDER}
            document = tx.attachments.add(
                **kept, message_id=name, kind="document", sha256=hashes[name], name=f"{name}.pdf"
            )
            link = tx.attachments.add(
                **kept, message_id=f"{name} link", kind="link", sha256=None, link=f"https://{name}.th/a"
            )
            document.obligation_id = link.obligation_id = 1 if name == "record" else None
        tx.commit()

    assert erase(office)["attachments"] == 2
    assert {name: is_kept(office, sha256) for name, sha256 in hashes.items()} == {"record": True, "loose": False}
    with office.reading() as tx:
        rows = tx._session.scalars(select(Attachment).order_by(Attachment.id)).all()
        assert [row.name or row.link for row in rows] == ["record.pdf", "https://record.th/a", "", ""]
    assert "attachments" not in erase(office), "what is erased is not looked at again"


def test_files_made_for_one_person_go_and_blanks_and_summaries_stay(office: Store) -> None:
    with office.begin() as tx:
        for kind in (FULL_TEXT, MY_DATA, "blank", "summary"):
            sha256 = tx.files.keep(kind.encode(), "x/y", OLD)
            person = tx._session.get_one(Person, 1)
            tx.files.make_document(
                office_id=person.office_id, kind=kind, name="x", sha256=sha256, made_for_id=1, now=OLD, about={}
            )
        tx.commit()

    assert erase(office) == {"documents": 2}
    with office.reading() as tx:
        assert list(tx._session.scalars(select(Document.kind).order_by(Document.id))) == ["blank", "summary"]


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []

    def note(*call: object) -> None:
        asked.append(str(call[2]))

    event.listen(store.engine, "before_cursor_execute", note)
    yield asked
    event.remove(store.engine, "before_cursor_execute", note)


def test_a_batch_takes_as_many_statements_whatever_its_size(office: Store) -> None:
    counts: list[int] = []
    for size in (1, 1, 40):  # the first of all begins the audit trail
        with office.begin() as tx:
            for number in range(size):
                uploaded(tx, OLDER, f"{len(counts)} {number}".encode())
                sent(tx, OLDER, "sent")
            tx.commit()
        with statements(office) as asked:
            erase(office)
        counts.append(len(asked))

    assert counts[1] == counts[2]


def test_more_than_a_batch_is_erased_batch_by_batch(office: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 3)
    with office.begin() as tx:
        for _ in range(8):
            came(tx, OLD)
        tx.commit()

    assert erase(office) == {"events": 8}
    assert erase(office) == {}


def test_the_audit_trail_counts_what_was_erased_and_is_silent_about_nothing(office: Store) -> None:
    with office.begin() as tx:
        came(tx, OLD)
        tx.commit()
    erase(office)
    erase(office)

    with office.reading() as tx:
        (line,) = tx._session.scalars(select(Audit).where(Audit.deed == Noted.ERASE_OLD.value))
    assert (line.detail, line.person_id) == ({"events": 1}, None)


def test_it_is_done_once_a_night_and_caught_up_in_the_morning(office: Store) -> None:
    moment = [datetime(2027, 3, 1, 18, 0, tzinfo=UTC)]  # one in the morning of the 2nd, in Bangkok
    eraser = Eraser(office, TERMS, lambda: moment[0])
    beats = []
    for hours in (0, 0.5, 1.5, 2, 20, 24.5, 60):  # the last after a night switched off
        moment[0] = datetime(2027, 3, 1, 18, 0, tzinfo=UTC) + timedelta(hours=hours)
        eraser.beat()
        with office.reading() as tx:
            beats.append(tx.audit.last_beat(NAME) == moment[0])

    assert beats == [True, False, True, False, False, False, True]
