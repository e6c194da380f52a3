"""People who agreed are mentioned behind their unit's name, where a group may hear it and they are in the group."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import openpyxl
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.audit import Noted
from domain.thai import BANGKOK
from storage.schema import Audit, Document, GroupMember, GroupNag, Outbox, Person
from tests.stories.stage import ARUNEE, EK, GROUP, OFFICER, PO, USERS, Stage
from tests.stories.test_group_digests import at, bind

AGREE, STOP = "แท็กฉันในกลุ่มได้", "ไม่ต้องแท็กฉันในกลุ่ม"


def mentioned(stage: Stage) -> list[list[str]]:
    """Whom each digest of the group mentions, by LINE's ids."""
    told = [
        b.message for b in stage.line.messages(GROUP) if b.direction == "out" and "รายการ" in b.message.get("text", "")
    ]
    return [[one["mentionee"]["userId"] for one in m.get("substitution", {}).values()] for m in told]


def named(stage: Stage) -> None:
    """The day before the work is told of, the whole office's group is to hear names."""
    stage.clock.travel_to(datetime(2027, 3, 31, 11, 0, tzinfo=BANGKOK))
    bind(stage)
    stage.says(OFFICER, "บอท ในกลุ่มนี้บอกชื่อได้", group=True)


def agreed(stage: Stage, *who: str) -> None:
    """They have agreed, and LINE was asked where they are."""
    for code in who:
        assert "จะแท็กชื่อท่าน" in stage.says(code, AGREE)
    stage.app.worker.group_members.beat()


def known(stage: Stage) -> list[tuple[int, bool]]:
    with Session(stage.store.engine) as session:
        rows = session.execute(select(GroupMember.person_id, GroupMember.is_in).order_by(GroupMember.person_id))
        return [(person, is_in) for person, is_in in rows]


def deeds(stage: Stage) -> list[str]:
    with Session(stage.store.engine) as session:
        deed = Audit.deed.in_([Noted.AGREE_TO_MENTIONS, Noted.TAKE_BACK_MENTIONS, Noted.OFFER_MENTIONS])
        return list(session.scalars(select(Audit.deed).where(deed).order_by(Audit.no)))


def test_who_agreed_and_owes_is_mentioned_and_nobody_else(stage: Stage) -> None:
    named(stage)
    agreed(stage, EK, OFFICER)  # the officer's unit owes nothing
    stage.travel(at(1))

    assert mentioned(stage) == [[USERS[EK]]]
    assert "- กลุ่มอำนวยการ {person0}\n- กลุ่มส่งเสริมการจัดการศึกษา\n" in stage.heard_since(GROUP, 0)
    assert deeds(stage) == [Noted.AGREE_TO_MENTIONS] * 2
    with Session(stage.store.engine) as session:
        assert session.scalars(select(GroupNag.step)).all() == ["-1"]


@pytest.mark.parametrize("setting", ["บอท ในกลุ่มนี้บอกได้เฉพาะจำนวน", "บอท ในกลุ่มนี้ไม่ต้องบอก"])
def test_nobody_is_mentioned_or_looked_for_where_names_are_not_told(stage: Stage, setting: str) -> None:
    named(stage)
    stage.says(OFFICER, setting, group=True)
    agreed(stage, EK)
    stage.travel(at(1))

    assert known(stage) == []
    assert [who for who in mentioned(stage) if who] == []


def test_who_takes_it_back_is_not_mentioned_not_even_by_what_is_on_its_way(stage: Stage) -> None:
    named(stage)
    agreed(stage, EK, PO)
    stage.clock.travel_to(at(1))
    stage.app.worker.dispatcher.run_timer("group digests", stage.clock.now)
    stage.line.say(USERS[EK], STOP)
    assert stage.line.wait_idle(5)
    assert stage.app.worker.dispatcher.dispatch_one(stage.clock.now())
    stage.tick()

    assert mentioned(stage) == [[USERS[PO]]]
    assert len(known(stage)) == 1
    assert deeds(stage)[-1] == Noted.TAKE_BACK_MENTIONS


def test_who_leaves_the_group_is_not_mentioned_and_who_comes_back_is(stage: Stage) -> None:
    named(stage)
    agreed(stage, EK, PO)
    stage.clock.travel_to(stage.clock.now() + timedelta(minutes=1))
    stage.line.leave_group(USERS[EK], GROUP)
    stage.settle()
    stage.travel(at(1))
    stage.line.join_group(USERS[EK], GROUP)
    stage.settle()
    stage.app.worker.group_members.beat()
    stage.travel(at(2))

    assert [set(who) for who in mentioned(stage)] == [{USERS[PO]}, {USERS[PO], USERS[EK]}]


def test_who_leaves_while_the_digest_is_on_its_way_is_not_mentioned(stage: Stage) -> None:
    named(stage)
    agreed(stage, EK)
    stage.clock.travel_to(at(1))
    stage.app.worker.dispatcher.run_timer("group digests", stage.clock.now)
    stage.line.leave_group(USERS[EK], GROUP)
    assert stage.line.wait_idle(5)
    assert stage.app.worker.dispatcher.dispatch_one(stage.clock.now())
    stage.tick()

    assert mentioned(stage) == [[]]


def test_who_was_not_asked_about_for_days_is_not_mentioned_and_is_asked_about_again(stage: Stage) -> None:
    named(stage)
    agreed(stage, EK)
    stage.travel(at(1))
    stage.travel(at(2))
    assert mentioned(stage) == [[USERS[EK]], []]

    stage.line.leave_group(USERS[EK], GROUP)
    stage.line.channel.world.members[GROUP].append(USERS[EK])  # LINE has not told of it
    stage.settle()
    stage.app.worker.group_members.beat()
    assert [is_in for _, is_in in known(stage)] == [False]  # an event stands for a day
    stage.clock.travel_to(stage.clock.now() + timedelta(days=1))
    stage.app.worker.group_members.beat()
    assert [is_in for _, is_in in known(stage)] == [True]


def test_while_line_cannot_be_asked_nobody_is_mentioned_and_it_is_let_be(stage: Stage) -> None:
    named(stage)
    stage.says(EK, AGREE)
    stage.line.faults.refuse_next(500, {"message": "Internal server error"}, path="/member/")
    stage.app.worker.group_members.beat()
    stage.clock.travel_to(stage.clock.now() + timedelta(minutes=5))
    stage.app.worker.group_members.beat()
    assert known(stage) == []  # it rests
    stage.clock.travel_to(at(1))
    stage.app.worker.group_members.beat()
    stage.tick()

    assert (len(known(stage)), mentioned(stage)) == (1, [[USERS[EK]]])


def test_a_message_that_line_refuses_for_its_mentions_is_said_once_without_them(stage: Stage) -> None:
    named(stage)
    agreed(stage, EK)
    stage.clock.travel_to(at(1))
    stage.line.channel.world.members[GROUP].remove(USERS[EK])  # which LINE has not told yet
    paid = stage.line.paid_used()
    stage.app.worker.dispatcher.run_timer("group digests", stage.clock.now)
    keys = retry_keys(stage)
    stage.settle()
    stage.tick()

    assert mentioned(stage) == [[]]
    assert "- กลุ่มอำนวยการ\n" in stage.heard_since(GROUP, 0)
    assert known(stage) == []  # LINE is asked anew
    assert retry_keys(stage) != keys
    assert stage.line.paid_used() >= paid + len(USERS)  # once: the group without the one who left
    with Session(stage.store.engine) as session:
        assert session.scalars(select(Outbox.status).where(Outbox.chat == GROUP, Outbox.way == "push")).all() == [
            "sent"
        ]
        assert session.scalars(select(GroupNag.step)).all() == ["-1"]


def retry_keys(stage: Stage) -> list[str]:
    with Session(stage.store.engine) as session:
        return list(session.scalars(select(Outbox.retry_key).where(Outbox.chat == GROUP, Outbox.way == "push")))


def test_it_is_offered_once_to_whom_it_would_mean_something(stage: Stage) -> None:
    question = "ให้แท็กชื่อท่านในกลุ่มได้หรือไม่"
    assert question not in stage.says(EK, "ช่วยเหลือ")  # no group is told names yet
    named(stage)

    assert question not in stage.says(EK, "บอท ช่วยเหลือ", group=True)
    assert question in stage.says(EK, "ช่วยเหลือ")
    assert question not in stage.says(EK, "ช่วยเหลือ")
    assert "จะแท็กชื่อท่าน" in stage.presses(EK, "แท็กได้")
    stage.says(PO, STOP)
    assert question in stage.says(PO, "ช่วยเหลือ")  # who never agreed has taken nothing back
    assert deeds(stage) == [Noted.OFFER_MENTIONS, Noted.AGREE_TO_MENTIONS, Noted.OFFER_MENTIONS]


def test_it_is_said_in_private(stage: Stage) -> None:
    named(stage)
    assert "แชตส่วนตัว" in stage.says(EK, f"บอท {AGREE}", group=True)
    assert deeds(stage) == []


def test_it_is_among_ones_data_and_goes_when_one_is_forgotten(stage: Stage) -> None:
    named(stage)
    stage.app.worker.group_names.beat()
    agreed(stage, ARUNEE, EK)
    stage.travel(at(1))
    stage.app.worker.group_members.beat()
    stage.travel(at(2))
    stage.says(EK, "ขอดูข้อมูลของฉัน")
    with stage.store.reading() as tx:
        person = tx.people.by_line(USERS[EK])
        assert person is not None
        held = tx.holdings.groups(person)
    assert held == ["กลุ่มงาน"]
    assert "ยินยอมให้แท็กในกลุ่มไลน์" in about_me(stage)

    stage.says(EK, "ลบข้อมูลของฉัน")
    stage.presses(EK, "ลบข้อมูลของฉัน")

    with Session(stage.store.engine) as session:
        assert all(USERS[EK] not in str(m) for m in session.scalars(select(Outbox.messages)))
        left = session.scalars(select(Person.mentions_since).where(Person.id == person.id)).unique().one()
    assert left is None
    assert person.id not in [who for who, _ in known(stage)]


def about_me(stage: Stage) -> str:
    with stage.store.reading() as tx:
        document = tx._session.scalars(select(Document).order_by(Document.id.desc())).first()
        assert document is not None
        book = openpyxl.load_workbook(io.BytesIO(tx.files.read(document.sha256)))
    return "\n".join(str(cell) for row in book.worksheets[0].values for cell in row)


def test_the_moment_of_the_agreement_is_kept_and_said_twice_it_stays(stage: Stage) -> None:
    stage.says(EK, AGREE)
    first = since(stage)
    stage.clock.travel_to(stage.clock.now() + timedelta(days=1))
    stage.says(EK, AGREE)

    assert first is not None
    assert since(stage) == first
    assert deeds(stage) == [Noted.AGREE_TO_MENTIONS]


def since(stage: Stage) -> datetime | None:
    with stage.store.reading() as tx:
        person = tx.people.by_line(USERS[EK])
        return person.mentions_since if person is not None else None
