"""Works 3 and 4 in a district of 150 schools and 60 projects: every card fits, every total is what was sent."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.plan import UnitKind
from storage.schema import Obligation
from tests.big_district import DIRECTOR, OFFICER, PROJECTS, SCHOOLS, BigDistrict, big_district
from tests.emes_office import Line, exported
from tests.stories.stage import Stage, actions, staged
from tests.stories.test_albums import fetched
from tests.stories.test_projects import links
from tests.stories.test_publications import read
from tests.stories.test_strategy_round import at

BIG = big_district()
PHONES = {
    code: f"U{number:032x}"
    for number, code in enumerate((OFFICER, DIRECTOR, *BIG.reporters.values(), *BIG.principals), start=1)
}
RIN = PHONES[OFFICER]


@pytest.fixture
def district() -> BigDistrict:
    return BIG


@pytest.fixture
def stage(tmp_path: Path, template: Path, request: pytest.FixtureRequest) -> Iterator[Stage]:
    schools = getattr(request, "param", 2)
    phones = {code: PHONES[code] for code in (OFFICER, DIRECTOR, *BIG.reporters.values(), *BIG.principals[:schools])}
    with staged(tmp_path, template, plan=BIG.plan, phones=phones, start=at(2026, 11, 30)) as stage:
        stage.line.channel.quota.limit = 3_000  # as an office of that size pays for
        stage.app.worker.ask_quota()
        stage.tick()
        yield stage
        assert set(stage.statuses()) == {"sent"}, "LINE refused nothing: every card keeps within its limits"


def says(stage: Stage, *sentences: str) -> None:
    """All of this is understood and answered."""
    for words in sentences:
        assert "ยังไม่เข้าใจ" not in stage.says(RIN, words), words


def recount(data: bytes, verified: set[str]) -> dict[str, Counter[str]]:
    """Pupils and levels of the file as it was sent, of those rows alone, by district, by size, and all together."""
    sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
    found: dict[str, Counter[str]] = {}
    for row in sheet.iter_rows(min_row=5, values_only=True):
        if str(row[1]) not in verified:
            continue
        pupils = int(str(row[5]))
        limits = ((120, "ขนาดเล็ก"), (600, "ขนาดกลาง"), (1500, "ขนาดใหญ่"))
        size = next((name for most, name in limits if pupils <= most), "ขนาดใหญ่พิเศษ")
        cluster = next(one.parent for one in BIG.plan.units if one.code == row[1])
        named = next(one.name for one in BIG.plan.units if one.code == cluster)
        for group in (str(row[3]), named, size, "รวม"):
            mine = found.setdefault(group, Counter())
            mine["schools"] += 1
            for place, key in enumerate(("whole", "", "lv4", "lv3", "lv2", "lv1"), start=5):
                mine[key] += int(str(row[place])) if key else 0
    return found


def summed(book: openpyxl.Workbook, sheet: str) -> dict[str, Counter[str]]:
    """What a sheet of the summary says of each group: how many were verified, pupils, levels."""
    rows = list(book[sheet].iter_rows(values_only=True))
    head = next(n for n, row in enumerate(rows) if "ตรวจสอบแล้ว" in row)
    keys = ("schools", "whole", "lv4", "lv3", "lv2", "lv1")
    return {
        str(row[0]): Counter(dict(zip(keys, (int(str(row[n])) for n in (2, 4, 5, 6, 7, 8)), strict=True)))
        for row in rows[head + 1 :]
        if row[0] and isinstance(row[4], int)
    }


def verified(stage: Stage) -> set[str]:
    """The codes of the schools whose figures the office has found right, as the database has it."""
    with Session(stage.store.engine) as session:
        debts = session.scalars(select(Obligation).where(Obligation.state == "verified")).unique()
        return {one.unit.code for one in debts if one.unit.kind == UnitKind.SCHOOL}


def files(stage: Stage) -> Mapping[str, str]:
    bubbles = reversed(stage.line.messages(RIN))
    found = ({a["label"]: str(a["uri"]) for a in actions(b.message) if a["type"] == "uri"} for b in bubbles)
    return next(one for one in found if "เปิดไฟล์สรุป Excel" in one)


def told_and_checked(stage: Stage, district: BigDistrict, *, reached: int) -> bytes:
    """Work 3 up to the check; returns the list as it was sent."""
    card = stage.says(RIN, "แจ้ง E-MES รายการที่ 1")
    assert f"{SCHOOLS} โรงเรียน" in card
    stage.presses(RIN, f"แจ้งรายคน ({reached} ข้อความ)")
    stage.tick()
    for code in district.principals[:2]:
        stage.says(PHONES[code], "รายงาน E-MES แล้ว")
    says(stage, "ใครยังไม่รับทราบ", "ขั้นตอน emes", "งานเช้านี้")
    stage.says(RIN, "ใครยังไม่ส่ง")
    assert f"จาก {SCHOOLS + 1} รายการ" in stage.presses(RIN, "E-MES รายการที่ ๑ ครั้งที่ ๒")
    data = exported(district.lines, schools=district.schools)
    stage.sends(RIN, "emes.xlsx", data)
    stage.presses(RIN, "ยืนยันตามนี้")
    right = {line.school for line in district.lines if is_right(line)}
    assert verified(stage) == right
    assert 100 < len(right) < SCHOOLS
    return data


def is_right(line: Line) -> bool:
    return line.reads is not None and line.reads == line.writes == sum(one or 0 for one in line.levels)


def handed_in(stage: Stage, district: BigDistrict) -> None:
    """Work 4: each group sends one table with all its projects, all are accepted at once."""
    for group, code in district.reporters.items():
        assert "ได้รับแล้ว" in stage.sends(PHONES[code], f"{group}.xlsx", district.report(group))
    says(stage, "ตรวจงาน")
    stage.says(RIN, "ตรวจรับทั้งหมด")
    stage.presses(RIN, "ยืนยันตรวจรับ")
    with Session(stage.store.engine) as session:
        debts = session.scalars(select(Obligation)).unique()
        states = Counter(one.state for one in debts if one.subject.kind == "project")
    assert states == {"accepted": PROJECTS}


def test_every_total_is_what_was_sent_and_every_card_fits(stage: Stage, district: BigDistrict) -> None:
    data = told_and_checked(stage, district, reached=3)
    says(stage, "สรุป E-MES")
    book = openpyxl.load_workbook(io.BytesIO(fetched(files(stage)["เปิดไฟล์สรุป Excel"])), read_only=True)
    expected = recount(data, verified(stage))
    shown = [summed(book, sheet) for sheet in ("รายอำเภอ", "รายกลุ่มโรงเรียน", "ตามขนาด")]
    assert {name: of for sheet in shown for name, of in sheet.items()} == expected
    assert all(sheet["รวม"] == expected["รวม"] for sheet in shown)
    levels = {str(row[0]): row[1] for row in book["ภาพรวม"].iter_rows(values_only=True) if len(row) > 1}
    total = expected["รวม"]
    named = ("ดีมาก", "ดี", "พอใช้", "ปรับปรุง", "รวม")
    assert [levels[name] for name in named] == [total[key] for key in ("lv4", "lv3", "lv2", "lv1", "whole")]

    handed_in(stage, district)
    stage.says(RIN, "เผยแพร่โครงการ")
    stage.presses(RIN, "เผยแพร่เฉพาะตัวเลข")
    _, page = read(next(words for words in stage.heard(RIN)[-1].split() if "/p/" in words))
    assert f"{sum(spent for _, spent in district.money.values()):,}" in page


@pytest.mark.soak
@pytest.mark.parametrize("stage", [SCHOOLS], indirect=True)
def test_with_everybody_on_line_the_booklet_of_sixty_projects_goes_out(stage: Stage, district: BigDistrict) -> None:
    told_and_checked(stage, district, reached=SCHOOLS + 1)
    handed_in(stage, district)
    answer = stage.says(RIN, "ทำรูปเล่มโครงการ")
    assert f"{PROJECTS} จาก {PROJECTS} โครงการ" in answer
    assert len(pypdfium2.PdfDocument(fetched(links(stage, RIN, "เปิดรูปเล่ม PDF")[0]))) > PROJECTS
    stage.says(RIN, "เสนอรูปเล่มโครงการให้ ผอ.")
    stage.presses(RIN, "เสนอ")
    stage.presses(PHONES[DIRECTOR], "ทราบ")
    stage.says(RIN, "เผยแพร่โครงการ")
    stage.presses(RIN, "เผยแพร่พร้อมรูปเล่ม")
    assert "เผยแพร่แล้ว" in stage.heard(RIN)[-1]
