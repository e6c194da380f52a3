"""What the bot does not understand: a question, the likeliest, somebody to ask; and an officer who teaches it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.audit import Noted
from domain.phrases.meanings import TEACHABLE
from domain.phrases.rules import Intent
from domain.said_again import SaidAgain, said_again
from handlers.wording.commands import SAID_AS
from storage.schema import (
    Audit,
    Extension,
    Inbox,
    Membership,
    Obligation,
    Outbox,
    Promise,
    Snooze,
    TaughtPhrase,
    UnclearPhrase,
)
from tests.stories.stage import ARUNEE, DIRECTOR, EK, OFFICER, STRANGER, USERS, Stage, actions

ODD = "ขอจิ้มดูกองนั้นแป๊บ"
LIST = "ข้อความที่บอทไม่เข้าใจ"


def kept(stage: Stage) -> list[str]:
    with Session(stage.store.engine) as session:
        return list(session.scalars(select(UnclearPhrase.words).order_by(UnclearPhrase.id)))


def standing(stage: Stage) -> list[str]:
    with Session(stage.store.engine) as session:
        return list(session.scalars(select(TaughtPhrase.intent).where(TaughtPhrase.taken_back_at.is_(None))))


def noted(stage: Stage, deed: Noted) -> int:
    with Session(stage.store.engine) as session:
        return len(session.scalars(select(Audit.deed).where(Audit.deed == deed.value)).all())


def test_who_is_not_understood_is_offered_three_things_and_an_officer_by_name(stage: Stage) -> None:
    answer = stage.says(EK, ODD)

    with stage.store.reading() as tx:
        officer = tx.people.by_code(OFFICER)
    assert "ยังไม่เข้าใจ" in answer
    assert officer is not None
    assert officer.name in answer
    assert "กำหนดส่ง" in stage.presses(EK, "งานของฉัน") or "งาน" in stage.heard(EK)[-1]


def test_a_stranger_and_a_group_are_told_no_name_and_nothing_of_theirs_is_kept(stage: Stage) -> None:
    with stage.store.reading() as tx:
        officer = tx.people.by_code(OFFICER)
    assert officer is not None
    for answer in (stage.says(STRANGER, ODD), stage.says(EK, f"บอท {ODD}", group=True)):
        assert officer.name not in answer
    assert kept(stage) == []


def test_a_guess_that_would_act_is_asked_about_and_no_is_no(stage: Stage) -> None:
    assert "หมายถึง “ยกเลิก” ใช่ไหม" in stage.says(EK, "ยกเบิก")
    assert "เข้าใจผิด" in stage.presses(EK, "ไม่ใช่")
    assert kept(stage) == []


def test_yes_answers_the_very_words_and_nobody_types_them_again(stage: Stage) -> None:
    assert "หมายถึง “ใครยังไม่ส่ง” ใช่ไหม" in stage.says(OFFICER, "กลยุทธ์ 2 กลุ่มไหนติดหนี้เราอยู่ฮะ")
    assert "ยังไม่ส่ง 2 จาก 2" in stage.presses(OFFICER, "ใช่")
    assert kept(stage) == []


def pressed(stage: Stage, who: str, meant: str, words: str) -> str:
    stage.says(who, words)
    with Session(stage.store.engine) as session:
        message_id = session.scalars(select(Inbox.message_id).order_by(Inbox.id.desc())).first()
    before = len(stage.heard(who))
    stage.line.press(USERS[who], SaidAgain(message_id or "", meant).data, "ใช่")
    stage.settle()
    return "\n".join(stage.heard(who)[before:])


def test_words_bring_their_day_and_reason_into_what_they_are_said_to_mean(stage: Stage) -> None:
    answer = pressed(stage, EK, "extend_request", "ถึง 9 เม.ย. 70 นะคะ ติดประชุม")
    assert "9 เม.ย. 70" in answer
    assert "เลื่อน" in answer


def test_a_button_that_says_what_words_mean_opens_no_other_door_than_the_words(stage: Stage) -> None:
    assert pressed(stage, EK, "remind", "ทวงทุกกลุ่ม") == stage.says(EK, "ทวงทุกกลุ่ม")
    assert pressed(stage, EK, "no such thing", "งานของฉัน") == stage.says(EK, "งานของฉัน")


def test_what_somebody_may_not_do_is_not_offered_to_them(stage: Stage) -> None:
    words = "เวลาใกล้หมดแล้วเร่งพวกนั้นให้ที"
    assert Intent.REMIND not in offered(stage, EK, words)
    assert len(offered(stage, EK, words)) == 3


def offered(stage: Stage, who: str, words: str) -> set[str]:
    stage.says(who, words)
    buttons = actions(stage.line.messages(USERS[who])[-1].message)
    return {said.meant for one in buttons if (said := said_again(one.get("data", ""))) is not None}


def test_a_guess_that_only_shows_something_is_answered_at_once(stage: Stage) -> None:
    assert "ใช่ไหม" not in stage.says(EK, "ขอแบบฟอรม์หน่อยค่ะ")


def test_who_says_that_there_is_nothing_to_do_is_not_told_that_they_were_not_understood(stage: Stage) -> None:
    assert stage.says(EK, "รอสักครู่ค่ะ").startswith("รับทราบ")
    assert kept(stage) == []


def test_what_is_kept_names_nobody_and_holds_no_numbers(stage: Stage) -> None:
    with stage.store.reading() as tx:
        person = tx.people.by_code(ARUNEE)
    assert person is not None
    first = person.name.split()[0]
    stage.says(EK, f"กุ๊กกิ๊กของ{person.name} โทร 081-234-5678")

    (words,) = kept(stage)
    assert person.name.split()[-1] not in words
    assert first not in words
    assert "5678" not in words
    assert "[ชื่อบุคคล]" in words


def test_one_tap_teaches_a_phrase_and_it_can_be_taken_back(stage: Stage) -> None:
    stage.says(EK, ODD)
    stage.says(EK, "หมุนดูของเก่าทีดิ")
    stage.says(ARUNEE, f"{ODD}ค่ะ")
    shown = stage.says(OFFICER, LIST)
    assert shown.index(ODD) < shown.index("หมุนดูของเก่า"), "the most frequent stands first"
    assert "2 ครั้ง" in shown

    stage.presses(OFFICER, "คำสั่งอื่น")
    assert "จำแล้ว" in stage.presses(OFFICER, "งานของฉัน")
    assert standing(stage) == ["my_tasks"]
    assert len(kept(stage)) in {1, 2}
    assert noted(stage, Noted.SHOW_UNCLEAR) == noted(stage, Noted.TEACH) == 1

    taught = ODD if ODD not in "".join(kept(stage)) else "หมุนดูของเก่าทีดิ"
    for said in (taught, f"{taught}ครับ", f"{taught} นะคะ"):
        answer = stage.says(EK, said)
        assert "ยังไม่เข้าใจ" not in answer
        assert answer == stage.says(EK, "งานของฉัน")

    assert taught in stage.says(OFFICER, "คำที่สอนบอทไว้")
    assert "ยกเลิกแล้ว" in stage.presses(OFFICER, "ยกเลิกข้อ 1")
    assert "ยกเลิกไปแล้ว" in stage.presses(OFFICER, "ยกเลิกข้อ 1")
    assert standing(stage) == []
    assert "ยังไม่เข้าใจ" in stage.says(EK, taught)


def test_a_phrase_that_is_no_command_is_answered_kindly_and_not_asked_about_again(stage: Stage) -> None:
    stage.says(EK, ODD)
    stage.says(OFFICER, LIST)
    assert "ไม่ใช่คำสั่ง" in stage.presses(OFFICER, "ไม่ใช่คำสั่ง")

    assert "ยังไม่เข้าใจ" not in stage.says(EK, ODD)
    assert "ไม่มีข้อความที่บอทไม่เข้าใจ" in stage.says(OFFICER, LIST)


def test_an_old_button_says_what_stands_now(stage: Stage) -> None:
    stage.says(EK, ODD)
    stage.says(OFFICER, LIST)
    stage.presses(OFFICER, "ไม่ใช่คำสั่ง")

    assert "สอนไว้แล้ว" in stage.presses(OFFICER, "คำสั่งอื่น")
    assert "สอนไว้แล้ว" in stage.presses(OFFICER, "ไม่ใช่คำสั่ง")
    assert standing(stage) == ["smalltalk"]


def test_only_an_officer_sees_what_others_typed(stage: Stage) -> None:
    stage.says(EK, ODD)
    for other in (EK, DIRECTOR):
        assert ODD not in stage.says(other, LIST)


def test_what_was_taken_back_or_is_too_old_is_not_kept(stage: Stage) -> None:
    stage.says(EK, ODD)
    assert kept(stage) == [ODD]
    stage.app.worker.eraser.erase(stage.clock.now() + timedelta(days=stage.config.keep.words + 1))
    assert kept(stage) == []


def test_what_its_sender_takes_back_is_not_kept(stage: Stage) -> None:
    stage.says(EK, ODD)
    sent = [b.message_id for b in stage.line.messages(USERS[EK]) if b.direction == "in"][-1]
    stage.line.unsend(USERS[EK], sent)
    stage.settle()
    assert kept(stage) == []


def doings(stage: Stage) -> list[object]:
    """All that a command could have done to others or to what is owed."""
    with Session(stage.store.engine) as session:
        return [
            *session.execute(select(Obligation.state, Obligation.due_at).order_by(Obligation.id)),
            *session.execute(select(Membership.person_id, Membership.unit_id).order_by(Membership.id)),
            *session.execute(select(Extension.status).where(Extension.status != "draft")),
            *session.execute(select(Snooze.until)),
            *session.execute(select(Promise.until)),
            *session.execute(select(Outbox.id).where(Outbox.way != "reply")),
        ]


@pytest.mark.parametrize("who", [EK, OFFICER])
def test_whatever_may_be_taught_does_nothing_by_being_said(stage: Stage, who: str) -> None:
    before = doings(stage)
    for intent in TEACHABLE:
        stage.says(who, SAID_AS[intent].text)
        stage.says(who, "ยกเลิก")
    assert doings(stage) == before
