"""The manual's work 4 from its first step to its last: told, reported with pictures, bound, proposed, sent out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from domain.plan import Plan
from domain.thai import BANGKOK
from handlers import rounds, tasks_of
from handlers.booklets import around
from handlers.compiling import summary_data
from reports.booklet.face import Written, write_booklet
from reports.booklet.model import compile_booklet
from reports.booklet.pages import to_pdf
from reports.booklet.word_book import to_docx
from reports.tracing import Originals, Walked, walk
from tests.projects import BACK, LAW, NAMES, OPENS, REFRESH, WELCOME, plan_of_projects, report
from tests.reports.photos import photo
from tests.stories.stage import EK, NITI, OFFICER, PO, Stage, actions, phone_of, staged
from tests.stories.test_albums import debt_of, fetched, press, press_project, sends_photos


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=BANGKOK)


@pytest.fixture
def stage(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template, plan=plan_of_projects()) as stage:
        yield stage


def links(stage: Stage, who: str, label: str = "") -> list[str]:
    """The links of somebody's newest card that has any."""
    cards = (list(actions(bubble.message)) for bubble in reversed(stage.line.messages(phone_of(who))))
    found = next(links for card in cards if (links := [one for one in card if one["type"] == "uri"]))
    return [str(one["uri"]) for one in found if label in one["label"]]


def pushes(stage: Stage, who: str) -> int:
    return len([c for c in stage.line.calls if c.path.endswith("/push") and phone_of(who) in str(c.body)])


def blank_of(stage: Stage, who: str, code: str) -> bytes:
    press(stage, who, f"form:{debt_of(stage, code)}")
    return fetched(stage.link(who))


def hand_in(stage: Stage, who: str, code: str, *, allocated: float, spent: float) -> None:
    told = {"วัตถุประสงค์": f"เพื่อพัฒนางานของ {code}", "ผลการดำเนินงาน": "บรรลุวัตถุประสงค์"}
    tables: dict[str, list[tuple[str | float, ...]]] = {
        "รายการ": [("จัดอบรม", 12_000, spent - 20_000, 8_000, spent)],
        "กิจกรรม": [("วางแผน", "พ.ย. 69", "สมมติ"), ("อบรม 3 รุ่น", "ธ.ค. 69 – ส.ค. 70", "จำลอง 1101700230708")],
        "ตัวชี้วัด": [("ผู้ผ่านการอบรม (ร้อยละ)", 90, 96.5)],
    }
    filled = report(blank_of(stage, who, code), allocated=allocated, spent=spent, more=told, tables=tables)
    assert "ได้รับแล้ว" in stage.sends(who, f"{code}.xlsx", filled)


def accept_all(stage: Stage, count: int) -> None:
    stage.says(OFFICER, "ตรวจงาน")
    for _ in range(count):
        assert "ตรวจรับ" in stage.presses(OFFICER, "ตรวจรับ")


def drawn(stage: Stage, now: datetime) -> tuple[Written, Walked, tuple[bytes, bytes]]:
    """The booklet of the round as it stands at this moment: its words, its figures walked, its bytes."""
    with stage.store.reading() as tx:
        context = stage.app.worker.dispatcher.make_context(tx, now)
        person = tx.people.by_line(phone_of(OFFICER))
        assert person is not None
        context = context.as_person(person)
        requirement = tx.work.requirement(1, person.office_id)
        assert requirement is not None
        asked = rounds.Asked(requirement, tx.work.of_requirement(1), None)
        data = summary_data(asked, tasks_of.tasks(context, asked.obligations), context)
        written = write_booklet(compile_booklet(data, around(asked, None, context)))
        found = walk(written.figures, Originals(tx.files.read, data.definition, data.fiscal_year_be))
        read = tx.files.read
        made = to_pdf(written.face, made_at=now, read=read), to_docx(written.face, made_at=now, read=read)
    return written, found, made


def test_each_group_is_told_once_of_all_its_projects_and_gets_a_blank_of_each(tmp_path: Path, template: Path) -> None:
    with staged(tmp_path, template, plan=plan_of_projects(), start=at(10, 30), join=False) as stage:
        for code in (EK, PO, NITI):
            stage.says(code, f"ลงทะเบียน {code}")
            stage.presses(code, "ยินยอมและเริ่มใช้งาน")
        before = pushes(stage, EK)
        stage.travel(OPENS)
        stage.travel(at(11, 2, 10))

        told = stage.heard(EK)[-1]
        assert "ขอความอนุเคราะห์จัดทำรายงาน" in told
        assert NAMES[WELCOME] in told
        assert NAMES[REFRESH] in told
        assert NAMES[BACK] not in told
        assert NAMES[BACK] in stage.heard(PO)[-1]
        assert pushes(stage, EK) == before + 1

        assert "แบบฟอร์ม 2 ไฟล์" in stage.presses(EK, "ขอแบบฟอร์มทั้งหมด")
        blanks = [openpyxl.load_workbook(io.BytesIO(fetched(url))) for url in links(stage, EK)]
        named = [(one.worksheets[0]["B5"].value, one.worksheets[0]["C5"].value) for one in blanks]
        assert named == [(WELCOME, NAMES[WELCOME]), (REFRESH, NAMES[REFRESH])]
        assert {one.worksheets[0]["D5"].value for one in blanks} == {"กลุ่มอำนวยการ"}
        assert all("ภาพกิจกรรม" in one.sheetnames for one in blanks)
        assert "ขอแบบฟอร์มทั้ง" not in str(stage.line.messages(phone_of(PO))[-1].message)


def two_rounds() -> Plan:
    """The year's report, and the progress of a quarter besides, by the same form about the same projects."""
    plan = plan_of_projects()
    quarter = replace(
        plan.requirements[0], code="PJ-2570-Q1", title="ความก้าวหน้าโครงการ ไตรมาส ๑ ปี ๒๕๗๐", round="q1",
        round_name="ไตรมาส ๑", period_end=date(2026, 12, 31), due_at=datetime(2027, 1, 8, 16, 30, tzinfo=BANGKOK),
    )  # fmt: skip
    return replace(plan, requirements=(*plan.requirements, quarter))


def test_a_quarter_and_the_year_are_two_things_and_each_blank_knows_its_own(tmp_path: Path, template: Path) -> None:
    with staged(tmp_path, template, plan=two_rounds()) as stage:
        with stage.store.reading() as tx:
            office = tx.people.offices()[0].id
            debts = {
                o.requirement.code: o.id
                for o in tx.work.of_office(office, stage.clock.now())
                if o.subject.code == BACK
            }  # fmt: skip
        press(stage, PO, f"form:{debts['PJ-2570-Q1']}")
        said = stage.sends(PO, "ไตรมาส 1.xlsx", report(fetched(stage.link(PO)), pictures=[photo(1)]))
        assert "PJ-2570-Q1/0001" in said
        with stage.store.reading() as tx:
            assert tx.pictures.counts(debts.values()) == {debts["PJ-2570-Q1"]: 1}
            assert {o.requirement.code: o.state for o in map(tx.work.obligation, debts.values()) if o} == {
                "PJ-2570-YE": "pending",
                "PJ-2570-Q1": "submitted",
            }


def test_the_booklet_names_what_is_missing_and_is_whole_when_all_is_in(stage: Stage) -> None:
    hand_in(stage, EK, WELCOME, allocated=80_000, spent=78_450)
    hand_in(stage, EK, REFRESH, allocated=30_000, spent=30_000)
    hand_in(stage, PO, BACK, allocated=55_000, spent=52_340)
    sends_photos(stage, EK, [photo(n) for n in range(1, 6)])
    press_project(stage, EK, WELCOME)
    stage.says(EK, "พิธีเปิด\nแบ่งกลุ่มปฏิบัติ\nนำเสนอผลงาน\nศึกษาดูงาน\nสรุปผล")
    assert "ครบขั้นต่ำแล้ว" in stage.says(EK, "อัลบั้ม")
    sends_photos(stage, PO, [photo(n) for n in range(11, 15)])
    accept_all(stage, 3)

    answer = stage.says(OFFICER, "ทำรูปเล่มโครงการ เอกสารลำดับที่ 12/2569")
    assert "รูปเล่มฉบับร่าง" in answer
    assert "3 จาก 4 โครงการ" in answer
    assert f"โครงการ {LAW}" in answer
    assert "กลุ่มกฎหมายและคดี · ยังไม่ได้รับ" in answer
    assert "9 ภาพ" in answer
    assert "ยืนยันในอัลบั้ม" in answer
    assert "✓ 2 " not in stage.says(OFFICER, "ขั้นตอนงานโครงการ")
    (pdf,) = (fetched(url) for url in booklet_links(stage, "เปิดรูปเล่ม PDF"))
    (word,) = (fetched(url) for url in booklet_links(stage, "แก้ไขใน Word"))
    assert len(pypdfium2.PdfDocument(pdf)) > 15
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        said = package.read("word/document.xml").decode()
        assert len([name for name in package.namelist() if name.endswith(".jpg")]) == 9
    for words in (
        "แบ่งกลุ่มปฏิบัติ",
        "๗๘,๔๕๐.๐๐",
        "เอกสารลำดับที่ ๑๒/๒๕๖๙",
        f"เพื่อพัฒนางานของ {BACK}",
        NAMES[BACK],
        f"วิธีดำเนินงาน {BACK}",
        "ผู้ผ่านการอบรม (ร้อยละ)",
        "อบรม ๓ รุ่น",
        "๕๘,๔๕๐",
        "๙๖.๕๐",
    ):
        assert words in said, words
    assert "(ตามวัตถุประสงค์" not in said, "what stands beside the label is told, not the rest of the label"
    assert said.count("บรรลุวัตถุประสงค์") == 3, "the row below a small table is none of its rows"
    assert "๑๑๐๑๗" not in said, "nobody's national ID, wherever it was written"

    # The last one comes in; the booklet is whole, its figures lead back, the same moment gives the same bytes.
    hand_in(stage, NITI, LAW, allocated=25_000, spent=24_100)
    sends_photos(stage, NITI, [photo(n) for n in range(21, 25)])
    accept_all(stage, 1)
    assert "ยังไม่ได้ทำรูปเล่ม" not in stage.says(OFFICER, "เสนอรูปเล่มโครงการให้ ผอ.")  # the draft may be proposed
    answer = stage.says(OFFICER, "ทำรูปเล่มโครงการ")
    assert "รูปเล่มพร้อมแล้ว" in answer
    now = stage.clock.now()
    written, walked, made = drawn(stage, now)
    assert walked.wrong == ()
    assert walked.figures > 40
    assert {190_000, 184_890} <= {one.value for one in written.figures}
    assert drawn(stage, now)[2] == made
    assert "✓ 2 " in stage.says(OFFICER, "ขั้นตอนงานโครงการ")

    # Before it is published the faces are confirmed.
    for who, code in ((EK, WELCOME), (PO, BACK), (NITI, LAW)):
        assert "บันทึกแล้ว เผยแพร่ภาพได้" in press(stage, who, f"faces:{debt_of(stage, code)}")
    with stage.store.reading() as tx:
        assert all(one.confirmed for one in tx.pictures.faces(1))
    assert "ยืนยันในอัลบั้ม" not in stage.says(OFFICER, "ทำรูปเล่มโครงการ")

    with stage.store.reading() as tx:
        noted = {line.deed for line, _ in tx.audit.trail(tx.people.offices()[0].id)}
    assert {
        "tie evidence",
        "caption picture",
        "make booklet",
        "confirm faces",
    } <= noted
    assert stage.statuses().keys() <= {"sent"}


def booklet_links(stage: Stage, label: str) -> list[str]:
    cards = (list(actions(bubble.message)) for bubble in reversed(stage.line.messages(phone_of(OFFICER))))
    card = next(card for card in cards if any(one["label"] == label for one in card))
    return [str(one["uri"]) for one in card if one["label"] == label]


def test_a_booklet_is_made_before_it_is_proposed(stage: Stage) -> None:
    assert "ยังไม่ได้ทำรูปเล่ม" in stage.says(OFFICER, "เสนอ ผอ.")
