"""A person is taken out of the rows on both databases; two last officers are never forgotten at once."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import select

from domain.plan import Role
from storage.files import FileGoneError
from storage.outbox import Letter
from storage.schema import Attachment, Inbox, Outbox, Person, Unit, Upload
from storage.store import Store, Transaction
from tests.plans import small_plan
from tests.storage.test_queues import arrival

NOW = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)
UA, UB = "Ua", "Ub"


@pytest.fixture
def office(store: Store) -> Store:
    """The small office, in which นายเอก and the officer have joined."""
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        for code, user in (("ONE-1111", UA), ("OFF-5555", UB)):
            person = tx.people.by_code(code)
            assert person is not None
            tx.people.join(person, user, NOW)
        tx.commit()
    return store


def known(tx: Transaction, user: str) -> Person:
    person = tx.people.by_line(user)
    assert person is not None
    return person


def forget(store: Store, user: str) -> None:
    with store.begin() as tx:
        tx.forgetting.person(known(tx, user), "nobody", NOW)
        tx.commit()


def test_the_account_and_the_words_of_it_go_and_those_of_others_stay(office: Store) -> None:
    with office.begin() as tx:
        group = arrival("e3", conversation="Cg")
        tx.inbox.add([arrival("e1"), arrival("e2", user=UB, conversation=UB), group, arrival("e4")], NOW)
        for row in tx._session.scalars(select(Inbox).where(Inbox.event_id != "e4")):
            row.status = "done"
        tx.commit()
    forget(office, UA)

    with office.reading() as tx:
        rows = tx._session.scalars(select(Inbox).order_by(Inbox.id)).all()
        assert [(r.event_id, r.user_id, r.conversation, bool(r.payload)) for r in rows] == [
            ("e1", None, "-", False),
            ("e2", UB, UB, True),
            ("e3", None, "Cg", False),
            ("e4", UA, UA, True),  # not looked at yet: it will be answered like a stranger's
        ]
        assert tx.people.by_line(UA) is None
        assert tx.people.by_code("ONE-1111") is None


def test_what_was_not_sent_yet_is_taken_back_and_what_is_being_sent_is_left_alone(office: Store) -> None:
    statuses = ("sent", "waiting", "held", "sending")
    with office.begin() as tx:
        letters = [Letter(way="push", chat=UA, messages=[{"n": status}]) for status in statuses]
        for row_id, status in zip(tx.outbox.add_all(letters, NOW), statuses, strict=True):
            tx._session.get_one(Outbox, row_id).status = status
        tx.commit()
    forget(office, UA)

    with office.reading() as tx:
        rows = tx._session.scalars(select(Outbox).order_by(Outbox.id)).all()
        assert [(r.status, r.chat, bool(r.messages)) for r in rows] == [
            ("sent", "-", False),
            ("withdrawn", "-", False),
            ("withdrawn", "-", False),
            ("sending", UA, True),
        ]


def test_own_files_go_unless_somebody_else_sent_the_same(office: Store) -> None:
    with office.begin() as tx:
        tx.inbox.add([arrival("e1"), arrival("e2", user=UB)], NOW)
        own, shared = (tx.files.keep(data, "x/y", NOW) for data in (b"own", b"shared"))
        for inbox_id, user, sha256 in ((1, UA, shared), (2, UB, shared)):
            person = known(tx, user)
            tx.submissions.add_upload(
                Upload(
                    inbox_id=inbox_id, office_id=person.office_id, person_id=person.id, person=person, chat=user,
                    message_id="m", name="n", sha256=sha256, arrived_at=NOW, outcome="unknown_form", because=[],
                )
            )  # fmt: skip
        tx.attachments.add(sender=known(tx, UA), message_id="p", set_id=None, kind="image", sha256=own, now=NOW)
        tx.commit()
    forget(office, UA)

    with office.reading() as tx:
        assert tx.files.read(shared) == b"shared"
        with pytest.raises(FileGoneError):
            tx.files.read(own)
        uploads = tx._session.scalars(select(Upload).order_by(Upload.id)).all()
        assert [(u.outcome, u.name, u.chat) for u in uploads] == [("out_of_time", "", "-"), ("unknown_form", "n", UB)]
        assert tx._session.scalars(select(Attachment)).one().sha256 is None


def test_evidence_of_a_debt_stays_and_what_belongs_to_none_goes(office: Store) -> None:
    with office.begin() as tx:
        record, loose = (tx.files.keep(data, "x/y", NOW) for data in (b"record", b"loose"))
        kept: dict[str, Any] = {"sender": known(tx, UA), "set_id": None, "now": NOW}
        tied = tx.attachments.add(**kept, message_id="1", kind="document", sha256=record, name="record.pdf")
        tx.attachments.add(**kept, message_id="2", kind="document", sha256=loose, name="loose.pdf")
        tx.attachments.add(**kept, message_id="3", kind="link", sha256=None, link="https://example.com/a")
        tied.obligation_id = 1
        tx.commit()
    forget(office, UA)

    with office.reading() as tx:
        assert tx.files.read(record) == b"record"
        with pytest.raises(FileGoneError):
            tx.files.read(loose)
        rows = tx._session.scalars(select(Attachment).order_by(Attachment.id)).all()
        assert [(row.name, row.link, row.sha256) for row in rows] == [
            ("record.pdf", "", record),
            ("", "", None),
            ("", "", None),
        ]


def test_of_two_last_officers_one_stays_however_fast_they_are(office: Store) -> None:
    with office.begin() as tx:
        second = known(tx, UA)
        unit = tx._session.scalars(select(Unit).where(Unit.code == "PLAN")).one()
        second.memberships[0].role, second.memberships[0].unit = Role.OFFICER.value, unit
        tx.commit()
    at_once = Barrier(2)

    def go(user: str) -> None:
        with office.reading() as look:
            known(look, user)
            at_once.wait(10)
        with office.begin() as tx:
            person = known(tx, user)
            tx.forgetting.lock_office(person.office_id)
            if tx.forgetting.others_with(person, Role.OFFICER):
                tx.forgetting.person(person, "nobody", NOW)
            tx.commit()

    threads = [Thread(target=go, args=(user,)) for user in (UA, UB)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with office.reading() as tx:
        assert len([user for user in (UA, UB) if tx.people.by_line(user)]) == 1


def test_a_unit_is_alone_when_nobody_else_of_it_has_joined(office: Store) -> None:
    with office.begin() as tx:
        assert tx.forgetting.left_alone(known(tx, UA)) == ["กลุ่มอำนวยการ"]
        head = tx.people.by_code("TWO-2222")
        assert head is not None
        tx.people.join(head, "Uc", NOW)
        tx.flush()
        assert tx.forgetting.left_alone(known(tx, UA)) == []


def test_a_plan_that_is_loaded_again_does_not_speak_of_who_was_forgotten(office: Store) -> None:
    forget(office, UA)
    with office.begin() as tx:
        changes = tx.plans.load(small_plan(), {"strategy": 1})
        tx.commit()

    assert "nobody" not in changes.left
    assert changes.added == ["นายเอก สมมติชน"], "the plan names them still: they may be invited anew"
