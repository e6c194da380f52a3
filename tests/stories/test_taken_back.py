"""What somebody takes back is erased; that it was there, and its receipt number, stay."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from domain.said_again import SaidAgain
from storage.files import FileGoneError
from storage.schema import Inbox
from tests.stories.stage import EK, GROUP, NITI, PHOTO, USERS, Stage, filled
from tests.stories.test_strategy_round import blank

MARKER = "คำที่ไม่อยากให้ใครเห็น"


def messages(stage: Stage, kind: str) -> list[str]:
    chat = stage.line.messages(USERS[EK])
    return [b.message_id for b in chat if b.direction == "in" and b.message["type"] == kind]


def take_back(stage: Stage, message_id: str) -> None:
    stage.line.unsend(USERS[EK], message_id)
    stage.settle()


def last_inbox(stage: Stage, message_id: str) -> Inbox:
    with stage.store.reading() as tx:
        rows = [tx.inbox.get(n) for n in range(1, sum(tx.inbox.counts().values()) + 1)]
    return next(row for row in rows if row.message_id == message_id and row.kind == "message")


def bytes_on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_words_taken_back_are_on_no_disk_any_more(stage: Stage, tmp_path: Path) -> None:
    stage.says(EK, MARKER)
    message_id = messages(stage, "text")[-1]
    assert MARKER.encode() in bytes_on_disk(tmp_path)

    take_back(stage, message_id)
    with closing(sqlite3.connect(tmp_path / "tidtam.db")) as connection:  # what SQLite does by itself in time
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    assert MARKER.encode() not in bytes_on_disk(tmp_path)
    row = last_inbox(stage, message_id)
    assert (row.status, row.payload["message"]) == ("done", {"id": message_id, "type": "text", "unsent": True})


def test_a_button_finds_a_message_for_its_sender_alone_and_not_once_it_is_taken_back(stage: Stage) -> None:
    stage.says(EK, "งานของฉัน")
    message_id = messages(stage, "text")[-1]
    button = SaidAgain(message_id, "my_tasks").data

    assert "กลยุทธ์ที่ 1" in pressed(stage, EK, button)
    assert "กลยุทธ์ที่" not in pressed(stage, NITI, button)
    take_back(stage, message_id)
    assert "กลยุทธ์ที่" not in pressed(stage, EK, button)


def pressed(stage: Stage, who: str, data: str) -> str:
    before = len(stage.heard(who))
    stage.line.press(USERS[who], data, "ใช่")
    stage.settle()
    return "\n".join(stage.heard(who)[before:])


def test_a_file_taken_back_is_owed_again_and_its_receipt_number_is_never_given_twice(stage: Stage) -> None:
    form = filled(blank(stage, EK))
    assert "ST-2570-R6/0001" in stage.sends(EK, "a.xlsx", form)
    (message_id,) = messages(stage, "file")
    sha256 = last_inbox(stage, message_id).sha256
    assert sha256 is not None

    take_back(stage, message_id)

    assert stage.states()["ST1"] == "pending"
    assert "ยกเลิกไฟล์ของเลขรับ ST-2570-R6/0001" in stage.heard(EK)[-1]
    assert "ยังรอไฟล์ใหม่" in stage.heard(EK)[-1]
    with stage.store.reading() as tx, pytest.raises(FileGoneError):
        tx.files.read(sha256)
    assert "ST-2570-R6/0002" in stage.sends(EK, "a.xlsx", form)
    assert stage.states()["ST1"] == "submitted"


def test_an_earlier_file_counts_again_when_the_later_one_is_taken_back(stage: Stage) -> None:
    empty = blank(stage, EK)
    stage.sends(EK, "a.xlsx", filled(empty))
    stage.sends(EK, "b.xlsx", filled(empty, achieved=150))

    take_back(stage, messages(stage, "file")[1])

    assert stage.states()["ST1"] == "submitted"
    assert "ฉบับก่อนหน้ายังใช้อยู่" in stage.heard(EK)[-1]
    with stage.store.reading() as tx:
        assert [(s.receipt_no, s.stands) for s in tx.submissions.of_obligation(1)] == [
            ("ST-2570-R6/0001", True),
            ("ST-2570-R6/0002", False),
        ]


def test_an_older_file_is_taken_back_without_a_word(stage: Stage) -> None:
    empty = blank(stage, EK)
    stage.sends(EK, "a.xlsx", filled(empty))
    stage.sends(EK, "b.xlsx", filled(empty, achieved=150))
    before = len(stage.heard(EK))

    take_back(stage, messages(stage, "file")[0])

    assert stage.states()["ST1"] == "submitted"
    assert len(stage.heard(EK)) == before


def test_accepted_work_is_not_undone_by_unsending_a_message(stage: Stage) -> None:
    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))
    with stage.store.begin() as tx:
        debt = tx.work.obligation(1)
        assert debt is not None
        debt.state = "accepted"
        tx.commit()

    take_back(stage, messages(stage, "file")[0])

    assert stage.states()["ST1"] == "accepted"
    assert "ตรวจรับแล้ว" in stage.heard(EK)[-1]
    with stage.store.reading() as tx:
        (submission,) = tx.submissions.of_obligation(1)
        assert tx.files.read(submission.upload.sha256)
        assert submission.rows


def test_the_same_bytes_sent_by_another_message_stay(stage: Stage) -> None:
    form = filled(blank(stage, EK))
    stage.sends(EK, "a.xlsx", form)
    stage.sends(EK, "a.xlsx", form)

    take_back(stage, messages(stage, "file")[1])

    assert stage.states()["ST1"] == "submitted"
    with stage.store.reading() as tx:
        (submission,) = tx.submissions.of_obligation(1)
        assert tx.files.read(submission.upload.sha256) == form


def test_a_photo_taken_back_is_gone(stage: Stage) -> None:
    stage.line.send_photos(USERS[EK], [PHOTO])
    stage.settle()
    (message_id,) = messages(stage, "image")
    sha256 = last_inbox(stage, message_id).sha256
    assert sha256 is not None

    take_back(stage, message_id)

    with stage.store.reading() as tx:
        photo = tx.attachments.of_message(message_id)
        assert photo is not None
        assert photo.sha256 is None
        with pytest.raises(FileGoneError):
            tx.files.read(sha256)


def test_words_taken_back_before_they_were_read_are_not_answered(stage: Stage) -> None:
    before = len(stage.heard(EK))
    stage.line.say(USERS[EK], "ช่วยเหลือ")
    stage.line.unsend(USERS[EK], messages(stage, "text")[-1])
    stage.settle()

    assert len(stage.heard(EK)) == before


def test_words_that_come_after_they_were_taken_back_are_neither_answered_nor_kept(stage: Stage) -> None:
    held: list[dict[str, Any]] = []
    sender, enqueue = stage.line.sender, stage.line.sender.enqueue
    sender.enqueue = lambda event, *_more: held.append(event)  # type: ignore[method-assign]  # LINE loses it for a while
    message_id = stage.line.say(USERS[EK], MARKER)
    sender.enqueue = enqueue  # type: ignore[method-assign]
    before = len(stage.heard(EK))
    take_back(stage, message_id)

    enqueue(held[0])
    stage.settle()

    assert len(stage.heard(EK)) == before
    row = last_inbox(stage, message_id)
    assert (row.status, row.payload["message"]) == ("done", {"id": message_id, "type": "text", "unsent": True})


def test_an_edited_question_is_answered_in_its_last_words(stage: Stage) -> None:
    message_id = stage.line.say(USERS[EK], "บอท ใครยังไม่ส่ง", GROUP)
    stage.line.edit(USERS[EK], message_id, "บอท ช่วยเหลือ")
    stage.settle()

    said = stage.heard_since(GROUP, 0)
    assert "ติดตามช่วยอะไรได้บ้าง" in said
    assert "รายการ" not in said
    stage.line.edit(USERS[EK], message_id, "บอท งานของฉัน")
    stage.settle()
    assert "แชตส่วนตัว" in stage.heard_since(GROUP, 0)
