"""ทำรูปเล่ม: the booklet of a round from what was accepted, and every figure in it walked back to the files."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import urllib3

from bot.demo.district import district
from domain.phrases.meetings import THE_SCREENING_COMMITTEE
from domain.thai import BANGKOK
from handlers import rounds, tasks_of
from handlers.booklets import around
from handlers.compiling import summary_data
from handlers.deeds import make_booklet
from reports.booklet.face import write_booklet
from reports.booklet.model import compile_booklet
from reports.sheet import Sheet, address
from reports.summary_data import SummaryData
from reports.summary_overview import overview
from reports.summary_rows import indicator_rows
from reports.summary_sources import Sources
from reports.tracing import Originals, Traced, Walked, walk
from storage.store import Transaction
from tests.stories.stage import (
    ARUNEE,
    DIRECTOR,
    EK,
    GROUP,
    NITI,
    OFFICER,
    PO,
    Stage,
    actions,
    filled,
    phone_of,
    staged,
)

# The phones of the stage in the hands of people of the district: who holds it, by which code they register.
_CAST = {
    OFFICER: "PLN-6W2E", DIRECTOR: "DIR-2M8H", EK: "GEN-7Q4K", PO: "PRO-9W6C", NITI: "SUP-5M3J", ARUNEE: "FIN-2Y6P",
}  # fmt: skip
_OWNERS = (EK, PO, NITI, ARUNEE)


def fetch(url: str) -> bytes:
    answer = urllib3.request("GET", url, timeout=10)
    assert answer.status == 200
    return bytes(answer.data)


def files(stage: Stage, code: str) -> dict[str, bytes]:
    """What is behind the links of somebody's newest card that has any, by their labels."""
    cards = (list(actions(bubble.message)) for bubble in reversed(stage.line.messages(phone_of(code))))
    links = next(found for card in cards if (found := [one for one in card if one["type"] == "uri"]))
    return {one["label"]: fetch(one["uri"]) for one in links}


def pictures(stage: Stage, code: str) -> list[dict[str, Any]]:
    return [b.message for b in stage.line.messages(phone_of(code)) if b.message.get("type") == "image"]


def words_of(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read("word/document.xml").decode()


def hand_in(stage: Stage, code: str, achieved: int = 180) -> None:
    stage.says(code, "ขอแบบฟอร์ม")
    assert "ได้รับแล้ว" in stage.sends(code, "ส่งงาน.xlsx", filled(fetch(stage.link(code)), achieved=achieved))


def accept_first(stage: Stage) -> None:
    stage.says(OFFICER, "ตรวจงาน")
    assert "ตรวจรับ" in stage.presses(OFFICER, "ตรวจรับ")


def test_before_anything_is_accepted_the_booklet_names_everything_as_missing(stage: Stage) -> None:
    hand_in(stage, EK)
    answer = stage.says(OFFICER, "ทำรูปเล่ม")

    assert "รูปเล่มฉบับร่าง" in answer
    assert "0 จาก 2 กลยุทธ์" in answer
    assert "กลุ่มอำนวยการ · รอตรวจรับ" in answer
    assert "กลุ่มส่งเสริมการจัดการศึกษา · ยังไม่ได้รับ" in answer


def test_what_is_accepted_stands_in_it_as_pdf_and_as_word_file(stage: Stage) -> None:
    hand_in(stage, EK)
    accept_first(stage)
    answer = stage.says(OFFICER, "ทำรูปเล่มกลยุทธ์ รอบ 6 เดือน เอกสารลำดับที่ ๕/๒๕๗๐")
    assert "1 จาก 2 กลยุทธ์" in answer
    made = files(stage, OFFICER)

    words = words_of(made["แก้ไขใน Word"])
    for told in (
        "เอกสารลำดับที่ ๕/๒๕๗๐",
        "ฉบับร่าง ข้อมูล ณ วันที่ ๒๓ พฤศจิกายน ๒๕๖๙",
        "๑๘๐",
        "ST-2570-R6/0001",
        "นายสมมติ ศรีธารา",
    ):
        assert told in words, told
    assert len(pypdfium2.PdfDocument(made["เปิดรูปเล่ม PDF"])) > 10
    assert "ยังไม่ได้รับ กำหนดส่งวันที่ ๒ เมษายน ๒๕๗๐" in words


def test_pages_of_it_are_pictures_that_line_can_fetch(stage: Stage) -> None:
    hand_in(stage, EK)
    stage.says(DIRECTOR, "ขอรูปเล่ม")
    shown = pictures(stage, DIRECTOR)

    assert len(shown) == 3
    for one in shown:
        picture = fetch(one["originalContentUrl"])
        assert picture.startswith(b"\x89PNG")
        assert len(picture) <= 1_000_000


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("ทำรูปเล่มตรวจราชการ", "รูปเล่มทำได้กับงานกลยุทธ์และงานโครงการ"),
        ("ทำรูปเล่มโครงการปี 69", "ยังไม่มีงานกลยุทธ์หรืองานโครงการ"),
        ("ทำรูปเล่มกลยุทธ์ รอบ 12 เดือน", "ต้องการดูงานไหน"),
    ],
)
def test_what_has_no_booklet_is_said_kindly(stage: Stage, words: str, answer: str) -> None:
    assert answer in stage.says(OFFICER, words)


def test_a_round_chosen_by_a_button_is_made(stage: Stage) -> None:
    stage.says(OFFICER, "ทำรูปเล่มกลยุทธ์ รอบ 12 เดือน")
    assert "รูปเล่มฉบับร่าง" in stage.presses(OFFICER, "แบบติดตามกลยุทธ์ รอบ ๖ เดือน ปี ๒๕๗๐")


def test_a_stale_or_foreign_button_says_that_there_is_none(stage: Stage) -> None:
    stage.line.press(phone_of(OFFICER), "booklet:999", "")
    stage.settle()
    assert "ยังไม่มีงานกลยุทธ์" in stage.heard(OFFICER)[-1]


def test_a_group_and_staff_get_no_booklet(stage: Stage) -> None:
    assert "รูปเล่ม" not in stage.says(EK, "ทำรูปเล่ม")
    assert not pictures(stage, EK)
    stage.says(OFFICER, "บอท ทำรูปเล่ม", group=True)
    assert not [b for b in stage.line.messages(GROUP) if b.message.get("type") == "image"]


def test_minutes_of_a_meeting_about_the_round_stand_in_the_annex(stage: Stage) -> None:
    stage.says(OFFICER, "นัดประชุมกรรมการกลั่นกรอง 8 เมย 70 เก้าโมงครึ่ง ห้องประชุม 1")
    stage.presses(OFFICER, "ส่งคำเชิญ")
    stage.says(OFFICER, "ทำรูปเล่ม")
    assert "ยังไม่มีรายงานการประชุม" in words_of(files(stage, OFFICER)["แก้ไขใน Word"])

    stage.clock.travel_to(datetime(2027, 4, 9, 9, 0, tzinfo=BANGKOK))
    stage.says(OFFICER, "ทำรูปเล่ม")
    words = words_of(files(stage, OFFICER)["แก้ไขใน Word"])
    assert "๑. รายงานการประชุมคณะกรรมการกลั่นกรอง" in words
    assert "ครั้งที่ ๑/๒๕๗๐ เมื่อวันที่ ๘ เมษายน ๒๕๗๐" in words
    assert "ยังไม่ได้บันทึกผู้มาประชุม" in words


def test_who_came_and_what_was_resolved_stand_in_the_annex(stage: Stage) -> None:
    hand_in(stage, EK)
    accept_first(stage)
    stage.clock.travel_to(datetime(2027, 4, 5, 9, 0, tzinfo=BANGKOK))
    stage.says(OFFICER, "นัดประชุมกรรมการกลั่นกรอง 8 เมย 70 เก้าโมงครึ่ง ห้องประชุม 1")
    stage.presses(OFFICER, "ส่งคำเชิญ")
    stage.clock.travel_to(datetime(2027, 4, 8, 13, 0, tzinfo=BANGKOK))
    stage.says(OFFICER, "รายงานการประชุม")
    stage.presses(OFFICER, "มาครบทุกคน")
    stage.says(OFFICER, "บันทึกมติ")
    stage.presses(OFFICER, "มติ: ผ่าน")
    stage.says(OFFICER, "ทำรูปเล่ม")

    words = words_of(files(stage, OFFICER)["แก้ไขใน Word"])
    assert f"มติที่ประชุม{THE_SCREENING_COMMITTEE} ครั้งที่ ๑/๒๕๗๐" in words
    assert "เห็นชอบ" in words
    assert f"ผู้เข้าประชุม{THE_SCREENING_COMMITTEE} ครั้งที่ ๑/๒๕๗๐" in words


def test_a_signed_order_stands_in_the_annex_with_its_number_and_its_members(stage: Stage) -> None:
    stage.says(OFFICER, "ร่างคำสั่งแต่งตั้งคณะกรรมการผู้รับผิดชอบกลยุทธ์")
    stage.presses(OFFICER, "ทำเอกสารคำสั่ง")
    stage.says(OFFICER, "คำสั่งที่ 35/2569 ลงวันที่ 20 พย 69")
    stage.presses(OFFICER, "บันทึก")
    stage.says(OFFICER, "ทำรูปเล่ม")

    words = words_of(files(stage, OFFICER)["แก้ไขใน Word"])
    assert "ที่ ๓๕/๒๕๖๙ ลงวันที่ ๒๐ พฤศจิกายน ๒๕๖๙" in words
    assert "คณะกรรมการตามคำสั่งที่ ๓๕/๒๕๖๙" in words


def test_a_planned_visit_stands_in_the_annex(stage: Stage) -> None:
    stage.says(OFFICER, "สพฐ. จะมาตรวจวันที่ 20 เมย 70 ห้องประชุม 1")
    stage.presses(OFFICER, "แจ้งผู้นำเสนอ")
    stage.says(OFFICER, "ทำรูปเล่ม")

    words = words_of(files(stage, OFFICER)["แก้ไขใน Word"])
    assert "กำหนดรับการตรวจติดตาม วันที่ ๒๐ เมษายน ๒๕๗๐" in words


def test_nothing_is_paid_for_while_it_is_made(stage: Stage) -> None:
    stage.says(OFFICER, "ทำรูปเล่ม")

    assert not [call for call in stage.line.calls if call.path.endswith("/push")]
    assert make_booklet.DEED.slow  # LINE's own sign is shown meanwhile


def district_round(stage: Stage) -> None:
    """The demo district's six months as it goes: everybody sends, the officer takes three of four."""
    for code, own in _CAST.items():
        stage.says(code, f"ลงทะเบียน {own}")
        stage.presses(code, "ยินยอมและเริ่มใช้งาน")
    for number, code in enumerate(_OWNERS):
        hand_in(stage, code, achieved=150 + 7 * number)
    with stage.store.begin() as tx:
        for obligation in tx.work.of_requirement(1):
            if obligation.subject.no < 4:
                obligation.state = "accepted"
        tx.commit()


def drawn_from(stage: Stage, tx: Transaction) -> tuple[SummaryData, Any]:
    context = stage.app.worker.dispatcher.make_context(tx, stage.clock.now())
    person = tx.people.by_line(phone_of(OFFICER))
    assert person is not None
    context = context.as_person(person)
    requirement = tx.work.requirement(1, person.office_id)
    assert requirement is not None
    asked = rounds.Asked(requirement, tx.work.of_requirement(1), None)
    data = summary_data(asked, tasks_of.tasks(context, asked.obligations), context)
    return data, around(asked, None, context)


def walked(figures: list[Traced], data: SummaryData, tx: Transaction) -> Walked:
    return walk(figures, Originals(tx.files.read, data.definition, data.fiscal_year_be))


def numbers_of(sheet: Sheet, first_column: int, first_row: int) -> dict[str, float]:
    return {
        f"{sheet.name} {address(row, column)}": cell.value
        for row, line in enumerate(sheet.rows, start=1)
        for column, cell in enumerate(line.cells, start=1)
        if row >= first_row and column >= first_column and cell is not None
        and isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    }  # fmt: skip


def test_every_figure_of_booklet_and_summary_leads_back_to_the_cell_it_came_from(
    tmp_path: Path, template: Path
) -> None:
    with staged(tmp_path, template, plan=district(), join=False) as stage:
        district_round(stage)
        with stage.store.reading() as tx:
            data, stands_around = drawn_from(stage, tx)
            written = write_booklet(compile_booklet(data, stands_around))
            book = walked(list(written.figures), data, tx)
            sources = Sources()
            sheets = [overview(data, sources), indicator_rows(data, sources)]
            workbook = walked(sources.figures, data, tx)

        assert book.wrong == ()
        assert workbook.wrong == ()
        assert (book.figures, workbook.figures) > (100, 80)
        traced = {one.where: one.value for one in sources.figures}
        shown = numbers_of(sheets[0], 7, 10) | numbers_of(sheets[1], 5, 5)
        untraced = {where for where in shown if where not in traced}
        assert {where.split(" ")[1][0] for where in untraced} <= {"H", "N"}  # asked by the plan; found by the checks
        assert all(shown[where] == round(float(traced[where]), 2) for where in shown.keys() - untraced)
