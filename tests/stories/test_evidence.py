"""Photos, scans, documents and links belong to a debt: by the blank's code, or by one question to their sender."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from domain.forms.identity import Identity
from domain.lifecycle import State
from storage.files import FileGoneError
from storage.schema import Attachment
from tests.plans import small_plan
from tests.reports.paper import Shot, as_jpeg, as_pdf, page, photo
from tests.reports.test_evidence import locked_pdf, word_file, zipped
from tests.stories.stage import EK, GROUP, NITI, OFFICER, PO, USERS, Stage, filled, staged
from tests.stories.test_strategy_round import blank
from tests.stories.test_taken_back import messages

MINE = Identity("ST-2570-R6", "ST1", "GENERAL", 1)
OTHERS = Identity("ST-2570-R6", "ST2", "PROMOTION", 1)
FORM = photo(page(MINE.encode()), Shot(turn=4, slant=0.05, quality=60))
DRIVE = "https://drive.google.com/file/d/1AbC/view?usp=sharing"


def scene(number: int) -> bytes:
    """A photo of something that happened; each is another."""
    return as_jpeg(page().rotate(number).resize((300, 400)))


def shows(stage: Stage, *photos: bytes, who: str = EK, group: bool = False) -> str:
    """Somebody sends photos at once; what the bot answers."""
    chat = GROUP if group else USERS[who]
    before = len(stage.line.messages(chat))
    stage.line.send_photos(USERS[who], list(photos), GROUP if group else None)
    stage.settle()
    pass_time(stage, seconds=1)  # until all of the set have been fetched
    return stage.heard_since(chat, before + len(photos))


def kept(stage: Stage, who: str = EK) -> list[Attachment]:
    with stage.store.reading() as tx:
        person = tx.people.by_line(USERS[who])
        assert person is not None
        return tx.attachments.of_person(person.id)


def debts(stage: Stage, who: str = EK) -> list[str | None]:
    """The subject of the debt that each thing somebody sent belongs to."""
    with stage.store.reading() as tx:
        found = [tx.work.obligation(one.obligation_id or 0) for one in kept(stage, who)]
        return [debt.subject.code if debt else None for debt in found]


def pass_time(stage: Stage, **more: int) -> None:
    stage.clock.travel_to(stage.clock.now() + timedelta(**more))
    stage.settle()


def accept(stage: Stage) -> None:
    with stage.store.begin() as tx:
        debt = tx.work.obligation_to_settle(1)
        assert debt is not None
        debt.state = State.ACCEPTED.value
        tx.commit()


def test_a_photo_of_a_printed_blank_finds_its_debt_which_stays_owed(stage: Stage) -> None:
    answer = shows(stage, FORM)

    assert "เก็บเป็นหลักฐานแล้ว" in answer
    assert "กลยุทธ์ที่ 1" in answer
    assert "ยังรอไฟล์ Excel" in answer
    assert debts(stage) == ["ST1"]
    assert stage.states()["ST1"] == "pending"
    assert "แบบ กย.๑" in stage.presses(EK, "ขอแบบฟอร์ม")


def test_photos_sent_with_one_that_shows_the_code_belong_to_the_same_debt(stage: Stage) -> None:
    assert "3 รูป" in shows(stage, scene(1), FORM, scene(2))
    assert debts(stage) == ["ST1"] * 3


def test_what_a_code_has_said_can_be_gainsaid(stage: Stage) -> None:
    shows(stage, FORM)

    assert "ยังไม่ได้นำเข้ากับงานใด" in stage.presses(EK, "ไม่ใช่งานนี้")
    assert debts(stage) == [None]


def test_a_code_of_another_unit_ties_nothing(stage: Stage) -> None:
    answer = shows(stage, photo(page(OTHERS.encode()), Shot()))

    assert "แบบฟอร์มของหน่วยงานอื่น" in answer
    assert "ใช่ไหม" in answer
    assert debts(stage) == [None]


def test_two_photos_without_a_code_are_one_question_whose_answer_ties_both(stage: Stage) -> None:
    answer = shows(stage, scene(1), scene(2))
    assert "เก็บรูปไว้แล้ว 2 รูป" in answer
    assert "ใช่ไหม" in answer
    assert debts(stage) == [None, None]

    assert "เก็บเป็นหลักฐานแล้ว" in stage.presses(EK, "ใช่")
    assert debts(stage) == ["ST1", "ST1"]
    assert "มี 2 รายการ" in stage.says(EK, "งานของฉัน")
    assert "มี 2 รายการ" in stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))


def test_a_no_keeps_them_without_a_debt_and_a_second_thought_counts(stage: Stage) -> None:
    shows(stage, scene(1), scene(2))
    assert "ยังไม่ได้นำเข้ากับงานใด" in stage.presses(EK, "ไม่ใช่งานนี้")
    assert debts(stage) == [None, None]

    stage.presses(EK, "ใช่")

    assert debts(stage) == ["ST1", "ST1"]


def test_photos_sent_one_by_one_are_asked_about_together(stage: Stage) -> None:
    shows(stage, scene(1))
    assert "2 รูป" in shows(stage, scene(2))
    assert "3 รายการ" in stage.sends(EK, "a.docx", word_file("<w:t>x</w:t>"))

    stage.presses(EK, "ใช่")

    assert debts(stage) == ["ST1"] * 3


@pytest.fixture
def busy(tmp_path: Path, template: Path) -> Iterator[Stage]:
    """The group that answers for the first strategy owes five."""
    plan = small_plan()
    more = tuple(replace(plan.subjects[0], code=f"ST{no}", no=no, indicators=()) for no in (1, 3, 4, 5, 6))
    asked = replace(plan.requirements[0], subjects=tuple(subject.code for subject in more))
    with staged(tmp_path, template, plan=replace(plan, subjects=more, requirements=(asked,))) as stage:
        yield stage


def test_of_many_debts_three_are_offered_and_then_the_next(busy: Stage) -> None:
    assert [f"กลยุทธ์ที่ {no}" in shows(busy, scene(no)) for no in (1, 5)] == [True, False]
    assert "กลยุทธ์ที่ 5" in busy.presses(EK, "ไม่ใช่งานเหล่านี้")

    busy.presses(EK, "กลยุทธ์ที่ 6 (อำนวยการ)")

    assert debts(busy) == ["ST6", "ST6"]


def test_after_the_last_of_many_debts_it_belongs_to_none(busy: Stage) -> None:
    shows(busy, scene(1))
    busy.presses(EK, "ไม่ใช่งานเหล่านี้")

    assert "ยังไม่ได้นำเข้ากับงานใด" in busy.presses(EK, "ไม่ใช่งานเหล่านี้")
    assert debts(busy) == [None]


def test_what_was_just_spoken_of_is_offered_first(busy: Stage) -> None:
    assert "กลยุทธ์ที่ 6" in busy.says(EK, f"ส่งกลยุทธ์ที่ 6 ค่ะ {DRIVE}")
    busy.presses(EK, "กลยุทธ์ที่ 6 (อำนวยการ)")
    assert "กลยุทธ์ที่ 6" in shows(busy, scene(1)), "evidence was given for it"

    pass_time(busy, minutes=11)
    assert "กลยุทธ์ที่ 6" not in shows(busy, scene(2))
    busy.says(EK, "ขอแบบฟอร์มกลยุทธ์ที่ 5")
    assert "กลยุทธ์ที่ 5" in shows(busy, scene(3)), "its blank was asked for"


def test_codes_of_two_debts_tie_each_photo_to_its_own_and_the_rest_is_asked_about(busy: Stage) -> None:
    other = replace(MINE, subject="ST5")
    answer = shows(busy, FORM, photo(page(other.encode()), Shot()), scene(1))

    assert answer.count("เก็บเป็นหลักฐานแล้ว") == 2
    assert "รูปนี้เป็นของงานไหน" in answer
    assert debts(busy) == ["ST1", "ST5", None]


def test_what_came_long_ago_is_not_asked_about_again(stage: Stage) -> None:
    shows(stage, scene(1))
    pass_time(stage, minutes=11)

    assert "เก็บรูปไว้แล้ว 1 รูป" in shows(stage, scene(2))
    stage.presses(EK, "ใช่")

    assert debts(stage) == [None, "ST1"]


def test_who_has_handed_in_gives_evidence_for_that(stage: Stage) -> None:
    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))

    assert "กลยุทธ์ที่ 1" in shows(stage, scene(1))
    answer = stage.presses(EK, "ใช่")

    assert "Excel" not in answer
    assert stage.states()["ST1"] == "submitted"


def test_whose_units_owe_nothing_is_told_kindly(stage: Stage) -> None:
    assert "ไม่มีงานค้างส่ง" in shows(stage, scene(1), who=OFFICER)
    assert len(kept(stage, OFFICER)) == 1


def test_a_unit_that_shares_in_the_work_gives_evidence_too(stage: Stage) -> None:
    shows(stage, FORM, who=NITI)
    assert debts(stage, NITI) == ["ST1"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("สแกน.pdf", as_pdf(page(MINE.encode()))),
        ("แบบ.docx", word_file(f"<w:t>{MINE.encode()}</w:t>")),
        ("IMG.jpg", FORM),
    ],
)
def test_a_scan_a_document_or_a_picture_as_a_file_finds_its_debt_by_its_code(
    stage: Stage, name: str, data: bytes
) -> None:
    assert "เก็บเป็นหลักฐานแล้ว" in stage.sends(EK, name, data)
    assert debts(stage) == ["ST1"]
    assert kept(stage)[0].name == name


def test_a_document_that_says_nothing_is_asked_about(stage: Stage) -> None:
    assert "เอกสารนี้เป็นของงานนี้ใช่ไหม" in stage.sends(EK, "บันทึก.docx", word_file("<w:t>บันทึก</w:t>"))
    stage.presses(EK, "ใช่")
    assert debts(stage) == ["ST1"]


def test_a_locked_scan_is_kept_all_the_same(stage: Stage) -> None:
    assert "แต่เก็บไว้ให้แล้ว" in stage.sends(EK, "ลับ.pdf", locked_pdf())
    assert [one.kind for one in kept(stage)] == ["document"]


def test_files_put_together_are_asked_for_one_by_one(stage: Stage) -> None:
    assert "แตกไฟล์" in stage.sends(EK, "ทั้งหมด.zip", zipped({"a.xlsx": b"x"}))
    assert kept(stage) == []


@pytest.mark.parametrize("words", ["", "ส่งตามลิงก์นี้ค่ะ ", "ส่งงานทางลิงก์", "ส่งแล้วค่ะ"])
def test_a_link_is_noted_and_the_file_itself_asked_for(stage: Stage, words: str) -> None:
    answer = stage.says(EK, words + DRIVE + "ค่ะ")

    assert "เปิดลิงก์แทนท่านไม่ได้" in answer
    assert "Google ไดรฟ์" in answer
    assert [(one.kind, one.link) for one in kept(stage)] == [("link", DRIVE)]
    stage.presses(EK, "ใช่")
    assert debts(stage) == ["ST1"]
    assert stage.states()["ST1"] == "pending"


def test_a_command_with_a_link_in_it_stays_that_command(stage: Stage) -> None:
    assert "ต้องส่ง 1 รายการ" in stage.says(EK, f"งานของฉัน {DRIVE}")
    assert kept(stage) == []


def test_a_link_in_a_group_is_asked_for_in_private_and_unaddressed_is_not_heard(stage: Stage) -> None:
    assert stage.says(EK, f"ส่งค่ะ {DRIVE}", group=True) == ""
    assert "แชตส่วนตัว" in stage.says(EK, f"บอท ส่งตามลิงก์ {DRIVE}", group=True)
    assert kept(stage) == []


def test_a_group_hears_nothing_of_photos_and_documents_and_nothing_is_fetched(stage: Stage) -> None:
    assert shows(stage, FORM, group=True) == ""
    assert stage.sends(EK, "สแกน.pdf", as_pdf(page(MINE.encode())), group=True) == ""
    pass_time(stage, seconds=4)

    assert [call for call in stage.line.calls if call.path.endswith("/content")] == []
    assert kept(stage) == []


@pytest.mark.parametrize("kind", ["image", "file", "text"])
def test_what_is_taken_back_is_no_evidence_any_more(stage: Stage, kind: str) -> None:
    match kind:
        case "image":
            shows(stage, FORM)
        case "file":
            stage.sends(EK, "สแกน.pdf", as_pdf(page(MINE.encode())))
        case _:
            stage.says(EK, DRIVE)
            stage.presses(EK, "ใช่")
    (one,) = kept(stage)
    assert debts(stage) == ["ST1"]

    stage.line.unsend(USERS[EK], one.message_id)
    stage.settle()

    assert kept(stage) == []
    assert "หลักฐานแนบ" not in stage.says(EK, "งานของฉัน")
    if one.sha256:
        with stage.store.reading() as tx, pytest.raises(FileGoneError):
            tx.files.read(one.sha256)


def test_buttons_about_what_was_taken_back_say_so(stage: Stage) -> None:
    shows(stage, scene(1))
    stage.line.unsend(USERS[EK], messages(stage, "image")[-1])
    stage.settle()

    assert "ไม่พบหลักฐานนี้แล้ว" in stage.presses(EK, "ใช่")


def test_evidence_of_accepted_work_is_a_record(stage: Stage) -> None:
    shows(stage, FORM)
    accept(stage)

    assert "ยังเก็บไว้กับงานนี้" in stage.presses(EK, "ไม่ใช่งานนี้")
    stage.line.unsend(USERS[EK], messages(stage, "image")[-1])
    stage.settle()

    assert "ยังเก็บไว้กับงานนี้" in stage.heard(EK)[-1]
    assert debts(stage) == ["ST1"]


def test_nobody_ties_what_others_have_sent_nor_to_what_is_not_theirs(stage: Stage) -> None:
    shows(stage, scene(1))
    (one,) = kept(stage)
    for who, data in ((PO, f"evidence:{one.id}:1"), (EK, f"evidence:{one.id}:2"), (EK, "evidence:9:" + "9" * 30)):
        stage.line.press(USERS[who], data, "x")
        stage.settle()

    assert debts(stage) == [None]
    assert "ไม่พบหลักฐานนี้แล้ว" in stage.heard(PO)[-1]


def test_the_officer_finds_evidence_among_the_sources_of_the_summary(stage: Stage) -> None:
    stage.sends(EK, "สแกน.pdf", as_pdf(page(MINE.encode())))
    stage.says(OFFICER, "สรุป")
    with stage.store.reading() as tx:
        documents = [d for n in range(1, 9) if (d := tx.files.document(n)) is not None and d.kind == "summary"]
        data = tx.files.read(documents[-1].sha256)

    rows = list(openpyxl.load_workbook(io.BytesIO(data))["ที่มาของข้อมูล"].iter_rows(values_only=True))
    (row,) = [row for row in rows if row[0] == "หลักฐานแนบ"]
    assert (row[3], row[6]) == ("เอกสาร สแกน.pdf", "นายเอก สมมติชน")


def test_everybody_sees_their_own_evidence_among_what_is_held(stage: Stage) -> None:
    stage.sends(EK, "สแกน.pdf", as_pdf(page(MINE.encode())))
    stage.says(EK, DRIVE)
    with stage.store.reading() as tx:
        person = tx.people.by_line(USERS[EK])
        assert person is not None
        held = tx.holdings.photos(person)

    assert [(one.kind, one.name, bool(one.title), one.there) for one in held] == [
        ("document", "สแกน.pdf", True, True),
        ("link", DRIVE, False, True),
    ]
