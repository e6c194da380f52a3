"""What could not be sent: the officer learns of it, sees whom it was for, and can send it after all."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.line.outbound import render
from domain.messages import Text
from domain.thai import BANGKOK
from storage.outbox import Letter
from tests.stories.stage import DIRECTOR, EK, OFFICER, PO, STRANGER, USERS, Stage, actions

NOTICE = "มีข้อความส่งไม่ออก"
LIST = "ข้อความที่ส่งไม่ออก"
FAILED = {"message": "Failed to send messages"}


def push(stage: Stage, code: str, words: str) -> None:
    """The bot has something to tell somebody."""
    letter = Letter(way="push", chat=USERS.get(code, code), messages=render([Text(words)]).objects)
    with stage.store.begin() as tx:
        tx.outbox.add(letter, stage.clock.now())
        tx.commit()


def refused(stage: Stage, code: str, words: str) -> None:
    """The bot told somebody something, and LINE would not take it."""
    stage.line.faults.refuse_next(400, FAILED, path="/push")
    push(stage, code, words)
    stage.settle()


def used_up(stage: Stage, *, leaving: int = 0) -> None:
    """The month's messages are spent, and the bot has asked."""
    stage.line.channel.quota.use_up(leaving)
    stage.app.worker.ask_quota()


def labels(stage: Stage, code: str) -> list[str]:
    return [str(a["label"]) for a in actions(stage.line.messages(USERS[code])[-1].message)]


def test_the_officer_sees_whom_what_did_not_reach_and_sends_it_again(stage: Stage) -> None:
    refused(stage, EK, "เรื่องที่หนึ่ง")
    refused(stage, PO, "เรื่องที่สอง")

    answer = stage.says(OFFICER, LIST)
    assert answer.index("นายปอ ทดสอบธรรม · ส่งเสริมฯ / เรื่องที่สอง") < answer.index("นายเอก สมมติชน · อำนวยการ / เรื่องที่หนึ่ง")
    assert "ไลน์ไม่รับข้อความนี้" in answer
    assert "กำลังส่งอีกครั้ง 2 ข้อความ" in stage.presses(OFFICER, "ส่งอีกครั้ง")
    assert (stage.heard(EK)[-1], stage.heard(PO)[-1]) == ("เรื่องที่หนึ่ง", "เรื่องที่สอง")
    assert "ไม่มีข้อความค้างส่ง" in stage.says(OFFICER, LIST)


def test_only_an_officer_may_send_again_and_only_overseers_may_look(stage: Stage) -> None:
    refused(stage, EK, "เรื่องที่หนึ่ง")

    assert "เฉพาะเจ้าหน้าที่" in stage.says(PO, LIST)
    assert "เรื่องที่หนึ่ง" in stage.says(DIRECTOR, LIST)
    assert "ส่งอีกครั้ง" not in labels(stage, DIRECTOR)
    stage.line.press(USERS[DIRECTOR], "resend:all")
    stage.settle()
    assert "เฉพาะเจ้าหน้าที่" in stage.heard(DIRECTOR)[-1]
    assert stage.statuses()["refused"] == 1


def test_more_than_ten_are_counted(stage: Stage) -> None:
    for n in range(12):
        refused(stage, EK, f"เรื่อง {n}.")

    answer = stage.says(OFFICER, LIST)
    assert "ส่งไม่ออก 12 ข้อความ" in answer
    assert "และอีก 2 ข้อความ" in answer
    assert "เรื่อง 11." in answer
    assert "เรื่อง 1." not in answer


def test_an_officer_is_told_once_a_day_by_a_push_while_there_is_quota(stage: Stage) -> None:
    stage.tick()
    refused(stage, EK, "เรื่องที่หนึ่ง")
    stage.tick()
    assert NOTICE in stage.heard(OFFICER)[-1]
    told = len(stage.heard(OFFICER))

    refused(stage, PO, "เรื่องที่สอง")
    stage.tick()
    assert NOTICE not in stage.says(OFFICER, "สรุป")
    assert len(stage.heard(OFFICER)) == told + 1

    stage.travel(stage.clock.now() + timedelta(days=1))
    assert sum(NOTICE in words for words in stage.heard(OFFICER)) == 2


def test_what_an_officer_has_been_told_is_not_told_every_day(stage: Stage) -> None:
    stage.tick()
    refused(stage, EK, "เรื่องที่หนึ่ง")
    for _ in range(4):
        stage.travel(stage.clock.now() + timedelta(days=1))
        stage.says(OFFICER, "สรุป")

    assert sum(NOTICE in words for words in stage.heard(OFFICER)) == 1


def test_without_quota_an_officer_is_told_behind_the_next_answer(stage: Stage) -> None:
    used_up(stage)
    push(stage, EK, "เรื่องที่หนึ่ง")
    stage.settle()
    stage.tick()
    assert not any(NOTICE in words for words in stage.heard(OFFICER))

    answer = stage.says(OFFICER, "สรุป")
    assert "สรุป ส่งแล้ว" in answer
    assert NOTICE in answer
    assert "ใครยังไม่ส่ง" in labels(stage, OFFICER)
    assert NOTICE not in stage.says(OFFICER, "สรุป")
    assert NOTICE not in stage.says(DIRECTOR, "สรุป")


def test_a_list_without_quota_offers_no_button_that_would_do_nothing(stage: Stage) -> None:
    used_up(stage)
    push(stage, EK, "เรื่องที่หนึ่ง")
    stage.settle()

    assert "โควตาข้อความของเดือนนี้หมดแล้ว" in stage.says(OFFICER, LIST)
    assert "ส่งอีกครั้ง" not in labels(stage, OFFICER)
    stage.line.press(USERS[OFFICER], "resend:all")
    stage.settle()
    assert "ยังส่งไม่ได้" in stage.heard(OFFICER)[-1]


def test_a_notice_that_line_will_not_take_is_taken_back_and_comes_free_instead(stage: Stage) -> None:
    stage.tick()
    refused(stage, EK, "เรื่องที่หนึ่ง")
    stage.line.channel.quota.use_up()  # by somebody else: the bot does not know yet
    stage.tick()

    assert (stage.statuses().get("held"), stage.statuses()["withdrawn"]) == (None, 1)
    assert f"{NOTICE} 1 ข้อความ" in stage.says(OFFICER, "สรุป")
    assert "ส่งไม่ออก 1 ข้อความ" in stage.says(OFFICER, LIST)


def test_held_messages_go_out_by_themselves_when_the_plan_is_raised(stage: Stage) -> None:
    used_up(stage)
    push(stage, EK, "เรื่องที่หนึ่ง")
    stage.settle()
    assert stage.statuses()["held"] == 1

    stage.line.channel.quota.limit = 1000
    stage.app.worker.ask_quota()
    stage.settle()
    assert stage.heard(EK)[-1] == "เรื่องที่หนึ่ง"


@pytest.mark.parametrize(("written", "arrives"), [(30, True), (26, False)])
def test_when_the_month_turns_what_is_young_goes_out_and_what_is_old_waits_for_the_officer(
    stage: Stage, written: int, arrives: bool
) -> None:
    stage.clock.travel_to(datetime(2026, 11, written, 18, 0, tzinfo=BANGKOK))
    used_up(stage)
    push(stage, EK, "เรื่องที่หนึ่ง")
    stage.settle()
    stage.clock.travel_to(datetime(2026, 12, 1, 9, 0, tzinfo=BANGKOK))
    stage.app.worker.ask_quota()
    stage.settle()

    assert ("เรื่องที่หนึ่ง" in stage.heard(EK)) is arrives
    assert stage.statuses().get("held", 0) == (not arrives)
    if not arrives:
        stage.says(OFFICER, LIST)
        stage.presses(OFFICER, "ส่งอีกครั้ง")
        assert stage.heard(EK)[-1] == "เรื่องที่หนึ่ง"


def test_reminders_that_were_held_are_asked_anew_the_next_day_in_that_days_words(stage: Stage) -> None:
    stage.line.channel.quota.use_up()  # by somebody else: the bot does not know yet
    stage.tick()
    held = stage.statuses()["held"]
    stage.line.channel.quota.limit = 1000
    stage.clock.travel_to(stage.clock.now() + timedelta(days=1))
    stage.app.worker.ask_quota()
    stage.tick()

    assert stage.statuses()["withdrawn"] == held
    for code in (EK, PO):
        assert sum("ขอความอนุเคราะห์จัดทำรายงาน" in words for words in stage.heard(code)) == 1


def test_messages_to_people_of_no_office_are_nobodys_to_read(stage: Stage) -> None:
    refused(stage, STRANGER, "ถึงคนแปลกหน้า")

    assert "ไม่มีข้อความค้างส่ง" in stage.says(OFFICER, LIST)


def test_the_quota_is_told_as_line_counts_it(stage: Stage) -> None:
    used_up(stage, leaving=20)
    push(stage, EK, "เรื่องที่หนึ่ง")
    stage.settle()

    answer = stage.says(OFFICER, "โควต้าเหลือเท่าไหร่คะ")
    assert "เดือนนี้เหลือ 19 ข้อความ" in answer
    assert "ส่งโดยบอท / 1 ข้อความ / ส่งจากที่อื่น / 280 ข้อความ" in answer
    assert "กันไว้ / 19 ข้อความ" in answer
    assert "เฉพาะเจ้าหน้าที่" in stage.says(PO, "โควตา")
