"""A bound group that was chosen for it hears how much is in of what falls due, and pays for each member."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.post import post
from domain.disclosure import Tells
from domain.group_digests import GroupNagKey
from domain.messages import GroupPush, Text
from domain.thai import BANGKOK
from storage.schema import Chat, GroupNag, Obligation, Outbox
from tests.stories.stage import EK, GROUP, OFFICER, USERS, Stage, filled
from tests.stories.test_strategy_round import blank
from tests.stories.test_undelivered import used_up

MEMBERS = len(USERS) + 1
DUE = "พรุ่งนี้ครบกำหนด แบบติดตามกลยุทธ์ รอบ ๖ เดือน ปี ๒๕๗๐"


def at(day: int, hour: int = 13, minute: int = 30) -> datetime:
    return datetime(2027, 4, day, hour, minute, tzinfo=BANGKOK)


def heard(stage: Stage) -> list[str]:
    """What the group was told without asking."""
    bubbles = [b for b in stage.line.messages(GROUP) if b.direction == "out" and b.via == "push"]
    return [str(bubble.message["text"]) for bubble in bubbles]


def bind(stage: Stage, unit: str = "สพป.ทดสอบ เขต ๑", *, wants: bool = True) -> None:
    """The group belongs to the unit, its members are counted, and perhaps it is to be told."""
    with stage.store.begin() as tx:
        office = tx.people.offices()[0]
        officer = tx.people.by_line(USERS[OFFICER])
        assert officer is not None
        found = next(one for one in tx.people.units(office.id) if one.name == unit)
        tx.chats.bind(GROUP, found, officer, stage.clock.now())
        tx.commit()
    if wants:
        assert "จะสรุปจำนวนที่ส่งแล้วในกลุ่มนี้" in stage.says(OFFICER, "บอท ให้บอทสรุปในกลุ่ม", group=True)
    stage.app.worker.group_names.beat()


def test_a_group_that_was_not_chosen_hears_nothing(stage: Stage) -> None:
    bind(stage, wants=False)
    stage.travel(at(1))
    stage.travel(at(2))

    assert heard(stage) == []


def test_a_chosen_group_hears_the_day_before_and_on_the_due_day_once(stage: Stage) -> None:
    bind(stage)
    stage.travel(at(1, 13, 29))
    assert heard(stage) == []
    stage.travel(at(1))
    stage.tick()
    (said,) = heard(stage)
    assert f"{DUE} (ศ. 2 เม.ย. 70)\nส่งแล้ว 0 จาก 2 รายการ" in said
    assert "กลุ่มอำนวยการ" not in said  # counts are the usual setting

    stage.travel(at(2))
    stage.tick()
    assert [words.split()[0] for words in heard(stage)] == ["พรุ่งนี้ครบกำหนด", "วันนี้ครบกำหนด"]


def test_it_is_paid_for_each_member(stage: Stage) -> None:
    bind(stage)
    before = stage.line.paid_used()
    stage.travel(at(1))

    with Session(stage.store.engine) as session:
        (paid,) = session.scalars(select(Outbox.paid).where(Outbox.chat == GROUP, Outbox.way == "push"))
        assert session.scalars(select(GroupNag.step)).all() == ["-1"]
    others = sum(b.paid for user in USERS.values() for b in stage.line.messages(user) if b.via == "push")
    assert paid == MEMBERS
    assert stage.line.paid_used() - before <= others + MEMBERS


def test_names_are_told_where_the_group_may_hear_them(stage: Stage) -> None:
    bind(stage)
    stage.says(OFFICER, "บอท ในกลุ่มนี้บอกชื่อได้", group=True)
    stage.travel(at(1))

    assert "ยังไม่ได้รับจาก\n- กลุ่มอำนวยการ\n- กลุ่มส่งเสริมการจัดการศึกษา" in heard(stage)[-1]


def test_a_group_that_is_to_hear_nothing_or_has_had_enough_is_not_told(stage: Stage) -> None:
    bind(stage)
    stage.says(OFFICER, "บอท ในกลุ่มนี้ไม่ต้องบอก", group=True)
    stage.travel(at(1))
    assert heard(stage) == []

    stage.says(OFFICER, "บอท ในกลุ่มนี้บอกได้เฉพาะจำนวน", group=True)
    assert "จะไม่สรุปในกลุ่มนี้" in stage.says(OFFICER, "บอท ไม่ต้องสรุปในกลุ่ม", group=True)
    stage.travel(at(2))
    assert heard(stage) == []


def test_the_card_of_a_group_says_what_it_costs_and_switches_it(stage: Stage) -> None:
    bind(stage, wants=False)
    card = stage.says(OFFICER, "กลุ่มที่ผูกไว้")
    assert "ปิดอยู่" in card
    assert f"โควตา {MEMBERS:,} ข้อความ" in card
    assert "เปิดอยู่" in stage.presses(OFFICER, "เปิดสรุปในกลุ่ม")
    stage.travel(at(1))
    assert len(heard(stage)) == 1

    assert "ปิดอยู่" in stage.presses(OFFICER, "ปิดสรุปในกลุ่ม")
    stage.travel(at(2))
    assert len(heard(stage)) == 1


@pytest.mark.parametrize("data", ["digest", "digest:1", "digest:99:1", "digest:1:1:1", "digest:x:1"])
def test_a_button_that_is_not_of_a_group_changes_nothing(stage: Stage, data: str) -> None:
    bind(stage, wants=False)
    stage.line.press(USERS[OFFICER], data, "เปิด")
    stage.settle()

    with stage.store.reading() as tx:
        chat = tx.chats.get(GROUP)
        assert chat is not None
        assert chat.digest is None


def test_what_was_written_under_another_setting_is_written_anew(stage: Stage) -> None:
    bind(stage)
    stage.says(OFFICER, "บอท ในกลุ่มนี้บอกชื่อได้", group=True)
    stage.clock.travel_to(at(1))
    stage.app.worker.dispatcher.run_timer("group digests", stage.clock.now)
    stage.line.say(USERS[OFFICER], "บอท ในกลุ่มนี้บอกได้เฉพาะจำนวน", GROUP)
    assert stage.line.wait_idle(5)
    assert stage.app.worker.dispatcher.dispatch_one(stage.clock.now())
    stage.tick()

    (said,) = heard(stage)
    assert "กลุ่มอำนวยการ" not in said


def test_a_units_group_hears_of_its_own_work_and_not_of_what_is_in(stage: Stage) -> None:
    bind(stage, "กลุ่มอำนวยการ")
    stage.travel(at(1))
    assert "ส่งแล้ว 0 จาก 1 รายการ" in heard(stage)[-1]

    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))
    stage.travel(at(2))
    assert len(heard(stage)) == 1


def test_what_has_come_in_since_it_was_written_is_not_told(stage: Stage) -> None:
    bind(stage)
    stage.clock.travel_to(at(1))
    stage.app.worker.dispatcher.run_timer("group digests", stage.clock.now)
    with Session(stage.store.engine) as session:
        for debt in session.scalars(select(Obligation)).unique():
            debt.state = "submitted"
        session.commit()
    stage.settle()

    assert heard(stage) == []
    with Session(stage.store.engine) as session:
        assert session.scalars(select(GroupNag)).all() == []
        assert session.scalars(select(Outbox.status).where(Outbox.chat == GROUP, Outbox.way == "push")).all() == [
            "withdrawn"
        ]


def test_a_group_that_costs_more_than_reminders_may_use_is_not_told(stage: Stage) -> None:
    bind(stage)
    stage.clock.travel_to(at(1))
    used_up(stage, leaving=stage.config.quota.reserve + MEMBERS - 1)
    stage.app.worker.dispatcher.run_timer("group digests", stage.clock.now)
    stage.settle()

    with Session(stage.store.engine) as session:
        assert session.scalars(select(Outbox.id).where(Outbox.chat == GROUP, Outbox.way == "push")).all() == []


def test_a_group_whose_members_were_never_counted_is_not_told(stage: Stage) -> None:
    bind(stage)
    with Session(stage.store.engine) as session:
        session.scalars(select(Chat)).unique().one().members = None
        session.commit()
    stage.travel(at(1))

    assert heard(stage) == []


def test_what_tells_more_than_the_group_may_hear_cannot_be_posted(stage: Stage) -> None:
    key = GroupNagKey("r", 1, "0", at(1).date(), GROUP)
    push = GroupPush(GROUP, 3, (Text("ชื่อ", tells=Tells.NAMES),), hears=Tells.FIGURES, asks=(key,))
    with stage.store.begin() as tx:
        context = stage.app.worker.dispatcher.make_context(tx, stage.clock.now())
        with pytest.raises(ValueError, match="may not hear"):
            post(context, [push], None)
