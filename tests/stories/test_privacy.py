"""Personal data: secrets are never kept, everybody can see and erase what is theirs, the office keeps its records."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import openpyxl
import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from storage.files import FileGoneError
from storage.schema import Attachment, Inbox, Outbox, Person, Upload
from tests.national_ids import ID, grouped
from tests.privacy_scan import kept_secrets, logged_secrets
from tests.stories.stage import (
    ARUNEE,
    DIRECTOR,
    EK,
    GROUP,
    NITI,
    OFFICER,
    PHOTO,
    STRANGER,
    USERS,
    Stage,
    filled,
)
from tests.stories.test_strategy_round import blank

PASSWORD = "Srithara@2569"


def rows(stage: Stage, table: type[Any]) -> list[Any]:
    with Session(stage.store.engine) as session:
        return list(session.scalars(select(table).order_by(table.id)).unique())


def person(stage: Stage, code: str) -> Person | None:
    with stage.store.reading() as tx:
        return tx.people.by_line(USERS[code])


def everything_about(stage: Stage, user: str) -> list[str]:
    """Tables in which a LINE account still stands."""
    with stage.store.engine.connect() as connection:
        tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        return [
            name
            for name in tables
            if any(user in str(row) for row in connection.execute(text(f"SELECT * FROM {name}")))  # noqa: S608
        ]


def test_a_password_is_not_kept_and_the_question_beside_it_is_answered(stage: Stage) -> None:
    answer = stage.says(EK, f"งานของฉัน รหัสผ่าน {PASSWORD}")

    assert "อย่าส่งรหัสผ่านในไลน์" in answer
    assert "ต้องส่ง 1 รายการ" in answer
    assert kept_secrets(stage.store) == []


def test_a_national_id_alone_is_answered_with_a_kind_word_only(stage: Stage) -> None:
    answer = stage.says(EK, f"เลขบัตรประชาชน {grouped(ID)}")

    assert answer.startswith("ไม่ต้องส่งเลขประจำตัวประชาชน")
    assert "ยังไม่เข้าใจ" not in answer
    assert kept_secrets(stage.store) == []


def test_in_a_group_the_warning_repeats_nothing_and_only_who_calls_the_bot_hears_it(stage: Stage) -> None:
    quiet = stage.says(EK, "พี่คะ emes เข้าไม่ได้ รหัสผ่านอะไรนะ 12345678", group=True)
    answer = stage.says(EK, f"บอท ใครยังไม่ส่ง รหัสผ่าน emes {PASSWORD}", group=True)

    assert quiet == ""
    assert "กรุณาไม่ส่งรหัสผ่าน" in answer
    assert "นายเอก" not in answer
    assert "ยังไม่ส่ง" not in answer.split(" / ")[0]
    assert kept_secrets(stage.store) == []


def test_a_file_is_taken_under_its_masked_name(stage: Stage) -> None:
    answer = stage.sends(EK, f"แบบของ {ID}.xlsx", filled(blank(stage, EK)))

    assert "ไม่ต้องส่งเลขประจำตัวประชาชน" in answer
    assert "ST-2570-R6/0001" in answer
    assert "[เลขประจำตัวประชาชน].xlsx" in answer
    assert kept_secrets(stage.store) == []


def test_an_id_in_a_cell_is_told_and_not_kept_while_the_file_stays_as_sent(stage: Stage) -> None:
    form = filled(blank(stage, EK), evidence=f"คำสั่ง ผู้ลงนาม {ID}")
    answer = stage.sends(EK, "a.xlsx", form)

    assert "ได้รับแล้ว" in answer
    assert "ไม่ต้องใส่เลขประจำตัวประชาชน" in answer
    assert kept_secrets(stage.store) == []
    with stage.store.reading() as tx:
        (submission,) = tx.submissions.of_obligation(1)
        assert tx.files.read(submission.upload.sha256) == form


def test_who_asks_for_a_password_is_told_that_there_is_none(stage: Stage) -> None:
    assert "ไม่เก็บรหัสผ่าน" in stage.says(EK, "ขอรหัสผ่าน emes หน่อยค่ะ")


def test_the_notice_promises_what_the_configuration_says(stage: Stage) -> None:
    notice = stage.says(EK, "นโยบายความเป็นส่วนตัว")

    assert f"{stage.config.keep.words} วัน" in notice
    assert f"{stage.config.keep.unplaced} วัน" in notice
    assert "กลุ่มนโยบายและแผน" in notice


def my_data(stage: Stage, code: str) -> dict[str, list[list[str]]]:
    """The sheets of the file somebody gets of themselves, below their headings."""
    stage.says(code, "ขอดูข้อมูลของฉัน")
    with urlopen(stage.link(code)) as answer:  # noqa: S310 - our own local server
        book = openpyxl.load_workbook(io.BytesIO(answer.read()))
    return {
        sheet.title: [
            ["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(min_row=5, values_only=True)
        ]
        for sheet in book
    }


def test_everybody_can_see_what_is_held_about_them_and_nobody_else(stage: Stage) -> None:
    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))
    stage.sends(EK, "อื่น.xlsx", b"no table at all")
    stage.line.send_photos(USERS[EK], [PHOTO])
    stage.says(ARUNEE, "คำของอรุณี")
    stage.says(DIRECTOR, "สรุป")

    sheets = my_data(stage, EK)
    about = dict(row[:2] for row in sheets["ข้อมูลส่วนตัว"])
    files = [(row[2], row[4]) for row in sheets["ไฟล์ที่ส่ง"]]

    assert (about["ชื่อ"], about["ตำแหน่ง"], about["กลุ่มอำนวยการ"]) == ("นายเอก สมมติชน", "เจ้าพนักงาน", "ผู้รายงานของกลุ่ม")
    assert about["บัญชีไลน์ (รหัสที่ไลน์ให้ไว้)"] == USERS[EK]
    assert files == [("a.xlsx", "ST-2570-R6/0001"), ("อื่น.xlsx", "")]
    assert [row[2:4] for row in sheets["รูปและหลักฐาน"]] == [["รูป", "เก็บไว้"]]
    assert ["ท่าน", "ขอดูข้อมูลของฉัน"] in [row[2:4] for row in sheets["ข้อความ"]]
    assert any("ได้รับแล้ว" in row[3] for row in sheets["ข้อความ"] if row[2] == "ติดตาม")
    traces = [row[2:4] for row in sheets["การใช้และการเข้าถึง"]]
    assert ["นายสมมติ ศรีธารา", "ขอสรุปของ ST-2570-R6"] in traces
    assert ["นายเอก สมมติชน", "ลงทะเบียนใช้งาน"] in traces
    assert ["นายเอก สมมติชน", "ขอดูข้อมูลส่วนตัวของตนเอง"] in [row[2:4] for row in my_data(stage, EK)["การใช้และการเข้าถึง"]]
    assert "อรุณี" not in str(sheets)


def test_reminders_are_among_what_is_held(stage: Stage) -> None:
    stage.tick()
    assert [row[1] for row in my_data(stage, EK)["การแจ้งเตือน"]] == ["แบบติดตามกลยุทธ์ รอบ ๖ เดือน ปี ๒๕๗๐"]


def test_my_data_is_for_no_group(stage: Stage) -> None:
    assert "แชตส่วนตัว" in stage.says(EK, "บอท ขอดูข้อมูลของฉัน", group=True)
    assert "แชตส่วนตัว" in stage.says(EK, "บอท ลบข้อมูลของฉัน", group=True)
    assert "/f/" not in str([bubble.message for bubble in stage.line.messages(GROUP)])


@pytest.mark.parametrize("words", ["ออกจากระบบ ลบข้อมูลผม", "ขอลบข้อมูล", "ลบข้อมูลของฉัน"])
def test_nothing_is_erased_before_the_person_says_yes(stage: Stage, words: str) -> None:
    question = stage.says(EK, words)

    assert "ยืนยันการลบข้อมูลของท่านหรือไม่คะ" in question
    assert "เลขรับ" in question
    assert "ยังอยู่ตามเดิม" in stage.presses(EK, "ยังไม่ลบ")
    assert person(stage, EK) is not None


def test_who_is_forgotten_leaves_the_units_record_and_nothing_of_themselves(stage: Stage) -> None:
    form = filled(blank(stage, EK))
    stage.sends(EK, "a.xlsx", form)
    stage.sends(EK, "ส่วนตัว.xlsx", b"no table at all")
    stage.line.send_photos(USERS[EK], [PHOTO])
    stage.settle()
    old_link = stage.link(EK)
    private = [u.sha256 for u in rows(stage, Upload) if u.name == "ส่วนตัว.xlsx"]
    private += [a.sha256 for a in rows(stage, Attachment)]
    stage.says(EK, "ขอดูข้อมูลของฉัน")
    own_link = stage.link(EK)

    stage.says(EK, "ลบข้อมูลของฉัน")
    paid = len([row for row in rows(stage, Outbox) if row.way == "push"])
    answer = stage.presses(EK, "ลบข้อมูลของฉัน")

    assert "เรียบร้อยแล้ว" in answer
    assert len([row for row in rows(stage, Outbox) if row.way == "push"]) == paid, "the last word is free"
    former = rows(stage, Person)[0]
    assert (former.name, former.position, former.line_user_id, former.joined_at) == ("ผู้ใช้เดิม #1", "", None, None)
    assert former.memberships == []
    with stage.store.reading() as tx:
        (submission,) = tx.submissions.of_obligation(1)
        assert (submission.receipt_no, submission.upload.person.name) == ("ST-2570-R6/0001", "ผู้ใช้เดิม #1")
        assert tx.files.read(submission.upload.sha256) == form
        for sha256 in private:
            with pytest.raises(FileGoneError):
                tx.files.read(sha256)
    assert stage.states()["ST1"] == "submitted"
    assert [row.payload for row in rows(stage, Inbox) if row.user_id == USERS[EK] and row.kind == "message"] == []
    assert "นายเอก" not in str([row.messages for row in rows(stage, Outbox) if row.chat == "-"])
    for link in (old_link, own_link):
        with pytest.raises(HTTPError):
            urlopen(link)  # noqa: S310 - our own local server


def test_access_ends_at_once_and_the_code_works_no_more(stage: Stage) -> None:
    stage.says(EK, "ลบข้อมูลของฉัน")
    stage.presses(EK, "ลบข้อมูลของฉัน")

    assert "ก่อนเริ่มใช้งาน" in stage.says(EK, "งานของฉัน")
    assert "ยังไม่ได้ลงทะเบียน" in stage.presses(EK, "ยินยอมและเริ่มใช้งาน")
    assert "ไม่พบรหัส" in stage.says(EK, f"ลงทะเบียน {EK}")
    assert "ผู้ใช้เดิม" not in stage.says(EK, "ลงทะเบียน -ABCD")


def test_reminders_on_their_way_are_taken_back(stage: Stage) -> None:
    stage.app.worker.dispatcher.run_timer("nag", stage.clock.now)
    stage.says(EK, "ลบข้อมูลของฉัน")
    heard = len(stage.heard(EK))
    stage.presses(EK, "ลบข้อมูลของฉัน")
    stage.travel(stage.clock.now() + timedelta(days=120))

    assert len(stage.heard(EK)) == heard + 1
    assert stage.heard(EK)[-1].startswith("ลบข้อมูลส่วนตัว")


def test_the_account_stands_nowhere_once_the_terms_are_over(stage: Stage) -> None:
    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))
    stage.says(EK, "ลบข้อมูลของฉัน")
    stage.presses(EK, "ลบข้อมูลของฉัน")
    stage.app.worker.eraser.erase(stage.clock.now() + timedelta(days=stage.config.keep.words + 1))

    assert everything_about(stage, USERS[EK]) == []


def test_officers_hear_of_a_unit_that_has_nobody_left(stage: Stage) -> None:
    stage.says(EK, "ลบข้อมูลของฉัน")
    stage.presses(EK, "ลบข้อมูลของฉัน")
    assert stage.heard(OFFICER) == [], "the head of the group is still there"

    stage.says(NITI, "ลบข้อมูลของฉัน")
    stage.presses(NITI, "ลบข้อมูลของฉัน")
    assert "กลุ่มกฎหมายและคดี" in stage.heard(OFFICER)[-1]
    assert "นายนิติ" not in stage.heard(OFFICER)[-1]


def test_the_only_officer_is_asked_to_find_another_first(stage: Stage) -> None:
    assert "เพียงคนเดียว" in stage.says(OFFICER, "ลบข้อมูลของฉัน")
    stage.line.press(USERS[OFFICER], f"forget:5:{int(stage.clock.now().timestamp())}", "x")
    stage.settle()
    assert person(stage, OFFICER) is not None


def test_an_old_button_and_the_button_of_another_erase_nobody(stage: Stage) -> None:
    stage.says(EK, "ลบข้อมูลของฉัน")
    stage.clock.travel_to(stage.clock.now() + timedelta(hours=1))
    assert "หมดเวลา" in stage.presses(EK, "ลบข้อมูลของฉัน")

    for data in ("forget", "forget:2", f"forget:1:{int(stage.clock.now().timestamp())}", "forget:2:99999999999999"):
        stage.line.press(USERS[ARUNEE], data, "x")
        stage.settle()
    assert person(stage, EK) is not None
    assert person(stage, ARUNEE) is not None
    with stage.store.reading() as tx:
        assert set(tx.inbox.counts()) == {"done"}  # a moment that no calendar has is no accident either


def test_a_stranger_has_their_words_erased_too(stage: Stage) -> None:
    stage.line.say(STRANGER, "คำที่พิมพ์ไว้ก่อน")
    stage.settle()
    stage.line.say(STRANGER, "ขอลบข้อมูลค่ะ")
    stage.settle()

    assert "ถูกลบแล้ว" in stage.heard_since(STRANGER, 0)
    assert "คำที่พิมพ์ไว้ก่อน" not in str([row.payload for row in rows(stage, Inbox)])


def test_what_looks_for_secrets_finds_them(stage: Stage) -> None:
    with stage.store.begin() as tx:
        office = tx.people.offices()[0]
        office.district, office.short_names = f"x {grouped(ID)}", [f"รหัส {PASSWORD}"]
        tx.commit()
    found = kept_secrets(stage.store)
    with stage.store.begin() as tx:
        office = tx.people.offices()[0]
        office.district, office.short_names = "", []
        tx.commit()

    assert sorted(found) == [f"unit.district: {grouped(ID)}", f"unit.short_names: {PASSWORD}"]
    assert logged_secrets(f"of {USERS[EK]}: {ID}") == [ID, USERS[EK]]
