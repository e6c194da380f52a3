"""The manual's fourth work in the sample district: a quarter, the year, albums, booklet, ทราบ, the public page."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.demo.cast import IDS
from domain.plan import Plan
from storage.schema import Dispatch, Document, Obligation, Outbox, Publication
from tests.projects import report
from tests.reports.photos import packed, scene
from tests.stories.stage import Stage, staged
from tests.stories.test_albums import fetched, press, press_project, sends_photos
from tests.stories.test_emes_whole import DIRECTOR, OFFICER, plan_of
from tests.stories.test_projects import links
from tests.stories.test_publications import read
from tests.stories.test_strategy_round import at
from tests.stories.test_strategy_whole import on, opened

GEN, SUP, PRO, LAW = (IDS[code] for code in ("GEN-7Q4K", "SUP-5M3J", "PRO-9W6C", "LAW-3T9N"))
PHONES = {code: user for code, user in IDS.items() if user in {GEN, SUP, PRO, LAW, OFFICER, DIRECTOR}}
OWNERS = {"69-GEN-01": GEN, "69-SUP-01": SUP, "69-SUP-02": SUP, "69-PRO-01": PRO, "69-LAW-01": LAW}
QUARTER, YEAR = "PJ-2569-Q3", "PJ-2569-YE"
MONEY = {
    "69-GEN-01": (80_000, 78_450), "69-SUP-01": (150_000, 149_300), "69-SUP-02": (70_000, 66_000),
    "69-PRO-01": (55_000, 52_340), "69-LAW-01": (25_000, 24_100),
}  # fmt: skip


def plan() -> Plan:
    """Five projects of the district's year, asked for in the third quarter and when the year was over."""
    usual = plan_of("project")
    (year,) = usual.requirements
    year = replace(year, subjects=tuple(OWNERS), opens_at=at(2026, 10, 1, 8, 30), due_at=at(2026, 10, 16, 16, 30))
    quarter = replace(
        year, code=QUARTER, title="ความก้าวหน้าโครงการ ไตรมาส ๓ ปี ๒๕๖๙", round="q3", round_name="ไตรมาส ๓",
        period_end=date(2026, 6, 30), opens_at=at(2026, 7, 1, 8, 30), due_at=at(2026, 7, 10, 16, 30),
        subjects=("69-GEN-01", "69-PRO-01", "69-LAW-01"),
    )  # fmt: skip
    return replace(usual, requirements=(quarter, year))


@pytest.fixture
def district(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template, plan=plan(), phones=PHONES, start=at(2026, 6, 30)) as stage:
        yield stage


def photo(number: int) -> bytes:
    """A picture just large enough to be printed."""
    return packed(scene(number, (1000, 750)), quality=60)


def debt(stage: Stage, work: str, project: str) -> int:
    with stage.store.reading() as tx:
        found = tx.work.of_office(tx.people.offices()[0].id, stage.clock.now())
        return next(one.id for one in found if (one.requirement.code, one.subject.code) == (work, project))


def blank(stage: Stage, work: str, project: str) -> bytes:
    press(stage, OWNERS[project], f"form:{debt(stage, work, project)}")
    return fetched(stage.link(OWNERS[project]))


def hand_in(stage: Stage, project: str, *pictures: bytes) -> str:
    """The year's report of a project, with pictures on its sheet or without."""
    allocated, spent = MONEY[project]
    form = report(
        blank(stage, YEAR, project), allocated=allocated, spent=spent, pictures=pictures, captions={1: "พิธีเปิดงาน"}
    )
    return stage.sends(OWNERS[project], f"{project}.xlsx", form)


def accept(stage: Stage, count: int) -> None:
    stage.says(OFFICER, "ตรวจงาน")
    for _ in range(count):
        assert "ตรวจรับแล้ว" in stage.presses(OFFICER, "ตรวจรับ")


def a_quarter(stage: Stage) -> None:
    """Step 1 of the third quarter: three groups are told of it, and how far they have come is taken in."""
    with on(stage, at(2026, 7, 1, 10)):
        for who in (GEN, PRO, LAW):
            assert "ความก้าวหน้าโครงการ ไตรมาส ๓" in stage.heard(who)[-1]
        assert not any("ไตรมาส" in said for said in stage.heard(SUP))
        for project in ("69-GEN-01", "69-PRO-01"):
            form = report(blank(stage, QUARTER, project), allocated=MONEY[project][0], spent=20_000)
            assert f"{QUARTER}/000" in stage.sends(OWNERS[project], "ไตรมาส 3.xlsx", form)
    heard = {who: len(stage.heard(who)) for who in (GEN, PRO, LAW)}
    with on(stage, at(2026, 7, 10, 10)):
        assert {who: len(stage.heard(who)) - heard[who] for who in heard} == {GEN: 0, PRO: 0, LAW: 3}
        form = report(blank(stage, QUARTER, "69-LAW-01"), allocated=25_000, spent=0)
        assert "ได้รับแล้ว" in stage.sends(LAW, "ไตรมาส 3.xlsx", form)
        accept(stage, 3)


def the_year(stage: Stage) -> None:
    """Step 1 of the year: each group is told once of all its projects; reports and albums come in many ways."""
    stage.travel(at(2026, 9, 30, 10))
    with on(stage, at(2026, 10, 1, 10)):
        told = stage.heard(SUP)[-1]
        assert "ยกระดับการอ่านออกเขียนได้" in told
        assert "นิเทศ ติดตาม ประกันคุณภาพภายใน" in told
        assert "ครบขั้นต่ำแล้ว" in sends_photos(stage, GEN, [photo(n) for n in range(1, 5)], shuffled=True)
        stage.says(GEN, "พิธีเปิด\nแบ่งกลุ่มปฏิบัติ\nนำเสนอผลงาน\nสรุปผล")
        assert "ได้รับแล้ว" in hand_in(stage, "69-GEN-01")
    with on(stage, at(2026, 10, 13, 10)):
        assert "เก็บภาพโครงการแล้ว 4 ภาพ" in hand_in(stage, "69-PRO-01", *(photo(n) for n in range(11, 15)))
        sends_photos(stage, SUP, [photo(21), photo(22)])
        press_project(stage, SUP, "69-SUP-01")
        assert "ได้รับแล้ว" in hand_in(stage, "69-SUP-01")
        accept(stage, 2)
        stage.presses(OFFICER, "ส่งกลับแก้ไข")
        stage.says(OFFICER, "ภาพกิจกรรมยังไม่ครบ 4 ภาพ")
        stage.presses(OFFICER, "ส่งกลับแก้ไข")
    with on(stage, at(2026, 10, 14, 10)):
        assert "ภาพกิจกรรมยังไม่ครบ 4 ภาพ" in "".join(stage.heard(SUP)[-3:])
        stage.says(SUP, "ส่งรูปโครงการยกระดับการอ่านออกเขียนได้ค่ะ")
        assert "ครบขั้นต่ำแล้ว" in sends_photos(stage, SUP, [photo(23), photo(24)])
        assert "ฉบับที่ 2" in hand_in(stage, "69-SUP-01")
        assert "ได้รับแล้ว" in hand_in(stage, "69-SUP-02", *(photo(n) for n in range(31, 35)))
    with on(stage, at(2026, 10, 16, 10)):
        assert "วันนี้ครบกำหนดส่ง" in stage.heard(LAW)[-1]
        assert "ได้รับแล้ว" in hand_in(stage, "69-LAW-01", *(photo(n) for n in range(41, 45)))
        accept(stage, 3)


def bind(stage: Stage) -> bytes:
    """Step 2: faces are confirmed by whoever took the pictures; the booklet is whole."""
    with on(stage, at(2026, 10, 19, 10)):
        for project, who in OWNERS.items():
            assert "เผยแพร่ภาพได้" in press(stage, who, f"faces:{debt(stage, YEAR, project)}")
        assert "ทำแล้ว 1 จาก 3 ขั้นตอน" in steps(stage)
        answer = stage.presses(OFFICER, "2 ทำรูปเล่ม")
        assert "รูปเล่มพร้อมแล้ว" in answer
        assert "5 จาก 5 โครงการ" in answer
        return fetched(links(stage, OFFICER, "เปิดรูปเล่ม PDF")[0])


def steps(stage: Stage) -> str:
    assert "งานไหน" in stage.says(OFFICER, "ขั้นตอนงานโครงการ"), "the quarter's, or the year's"
    return stage.presses(OFFICER, "รายงานผลโครงการ ปีงบประมาณ ๒๕๖๙").split(" / ")[0]


def propose_and_publish(stage: Stage, booklet: bytes) -> None:
    """Step 3: ทราบ, the public page with the booklet, and two agencies with their rows in the register."""
    with on(stage, at(2026, 10, 20, 10)):
        steps(stage)
        assert "5 จาก 5 โครงการ" in stage.presses(OFFICER, "3 เสนอ ผอ.")
        stage.presses(OFFICER, "เสนอ")
        assert fetched(links(stage, DIRECTOR, "เปิดรูปเล่ม")[0]) == booklet
        stage.presses(DIRECTOR, "ทราบ")
        assert "ผอ. ทราบ" in stage.heard(OFFICER)[-1]
    with on(stage, at(2026, 10, 21, 10)):
        steps(stage)
        card = stage.presses(OFFICER, "3 เผยแพร่")
        assert "ยังไม่มีคำสั่ง ผอ." not in card
        stage.presses(OFFICER, "เผยแพร่พร้อมรูปเล่ม")
        links_out = [words for words in stage.heard(OFFICER)[-1].split() if "/p/" in words]
        assert len(links_out) == 3
        spent = sum(one for _, one in MONEY.values())
        for link in links_out:
            status, page = read(link)
            assert (status, f"{spent:,}" in page) == (200, True)
            assert "สมมติ" not in page, "nobody's name"
            assert fetched(f"{link}/1") == booklet
        for number, agency in ((501, "สพฐ."), (502, "ผู้ตรวจ ศธ.")):
            stage.says(
                OFFICER,
                f"ส่งรูปเล่มรายงานผลโครงการให้ {agency} แล้ว ที่ ศธ 04999/{number} ลงวันที่ 21 ต.ค. 69 ทางไปรษณีย์",
            )
            assert "ลำดับที่ 1 ปี 2570" in stage.presses(OFFICER, "ยืนยันบันทึก")
        stage.says(OFFICER, "ขอทะเบียนคุม")
        assert openpyxl.load_workbook(io.BytesIO(fetched(stage.link(OFFICER)))).worksheets


def test_the_work_is_done_from_its_first_step_to_its_last(district: Stage) -> None:
    a_quarter(district)
    the_year(district)
    booklet = bind(district)
    assert len(pypdfium2.PdfDocument(booklet)) > 20
    propose_and_publish(district, booklet)
    assert "ทำแล้ว 3 จาก 3 ขั้นตอน" in steps(district)

    with Session(district.store.engine) as session, district.store.reading() as tx:
        states = Counter((one.requirement.code, one.state) for one in session.scalars(select(Obligation)).unique())
        assert states == {(QUARTER, "accepted"): 3, (YEAR, "published"): 5}
        rows = session.scalars(select(Dispatch).order_by(Dispatch.id)).unique().all()
        assert [(one.agency.code, one.no, one.topic) for one in rows] == [
            ("OBEC", 1, "รูปเล่มรายงานผลโครงการ"),
            ("MOE", 1, "รูปเล่มรายงานผลโครงการ"),
        ]
        (page,) = session.scalars(select(Publication)).unique().all()
        assert len(page.files) == 2
        made = Counter(
            (one.kind, opened(one.name, tx.files.read(one.sha256)))
            for one in session.scalars(select(Document).order_by(Document.id))
            if one.kind not in {"sent", "booklet page"}
        )
        assert made == {
            ("blank", ".xlsx"): 9, ("marked", ".xlsx"): 10, ("evidence", ".jpg"): 20, ("booklet", ".pdf"): 2,
            ("booklet", ".docx"): 1, ("memo", ".pdf"): 1, ("register", ".xlsx"): 1,
        }  # fmt: skip

    heard = {who: len(district.heard(who)) for who in PHONES.values()}
    for day in (22, 23, 26, 30):
        district.travel(at(2026, 10, day, 10))
    assert {who: len(district.heard(who)) for who in heard} == heard, "nobody hears any more of it"
    with Session(district.store.engine) as session:
        pushed = session.execute(select(Outbox.chat, Outbox.status).where(Outbox.way == "push")).all()
    assert {status for _, status in pushed} == {"sent"}
    names = {user: code for code, user in PHONES.items()}
    assert Counter(names[chat] for chat, _ in pushed) == {
        "PLN-6W2E": 17, "DIR-2M8H": 1, "GEN-7Q4K": 2, "SUP-5M3J": 4, "PRO-9W6C": 4, "LAW-3T9N": 9,
    }  # fmt: skip
