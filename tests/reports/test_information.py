"""What units reported on levels, as information: each sum recounted from the files, each figure walked to its cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from openpyxl import Workbook, load_workbook

from domain.thai import arabic
from reports.booklet.pages import to_pdf
from reports.information.book import written
from reports.information.model import UNKNOWN_SIZE, inform
from reports.information.paper import write_report
from reports.summary_data import SummaryData
from reports.tracing import Originals, walk
from reports.workbook import to_xlsx
from tests.emes_office import SCHOOLS
from tests.reports.information_samples import AS_OF, CONTENT, FILES, a_round, emes_form

SECTION = "กลุ่มนโยบายและแผน"
VERIFIED = ("S1", "S2", "S3", "S5")
DISTRICT = {code: district for code, _, district, _ in SCHOOLS}


def recounted(name: str, schools: tuple[str, ...]) -> tuple[int, list[int]]:
    """Pupils and each level of some schools, counted in the file itself by nothing of the program."""
    smis = {smis for code, _, _, smis in SCHOOLS if code in schools}
    page = load_workbook(BytesIO(FILES[name])).active
    assert page is not None
    rows = [row for row in page.iter_rows(min_row=5, values_only=True) if row[1] in smis]

    def of(column: int) -> int:
        return sum(value for row in rows if isinstance(value := row[column], int))

    return of(5), [of(7 + n) for n in range(4)]


def drawn(data: SummaryData) -> Workbook:
    return load_workbook(BytesIO(to_xlsx(written(data)[0], title="สรุป", made_at=AS_OF)))


def row_of(book: Workbook, sheet: str, label: str, column: int = 1) -> list[object]:
    return next(
        [cell.value for cell in row] for row in book[sheet].iter_rows() if row[column - 1].value == label
    )  # fmt: skip


def test_the_sheets() -> None:
    assert drawn(a_round()).sheetnames == [
        "ภาพรวม", "รายโรงเรียน", "รายอำเภอ", "รายกลุ่มโรงเรียน", "ตามขนาด", "เทียบครั้งก่อน", "ยังไม่ส่ง", "ที่มาของข้อมูล",
    ]  # fmt: skip
    alone = replace(a_round(), lines=tuple(replace(line, before=None) for line in a_round().lines))
    assert "เทียบครั้งก่อน" not in drawn(alone).sheetnames


def test_all_schools_stand_there_the_missing_ones_marked() -> None:
    book = drawn(a_round())
    names = [row[2].value for row in book["รายโรงเรียน"].iter_rows(min_row=5, max_row=11)]
    assert sorted(map(str, names)) == sorted(name for _, name, _, _ in SCHOOLS)
    assert row_of(book, "รายโรงเรียน", "โรงเรียนบ้านคลองสำราญ", 3)[7] == "ยังไม่ตรวจสอบ"
    assert row_of(book, "รายโรงเรียน", "โรงเรียนบ้านดอยหมอก", 3)[7] == "ยังไม่ได้รับ"


@pytest.mark.parametrize(
    ("sheet", "label", "schools"),
    [
        ("รายอำเภอ", "เมืองศรีธารา", ("S1", "S2")),
        ("รายอำเภอ", "ทุ่งตะวัน", ("S3", "S5")),
        ("รายกลุ่มโรงเรียน", "กลุ่มโรงเรียนทุ่งตะวัน", ("S3", "S5")),
        ("ตามขนาด", "ขนาดเล็ก", ("S1", "S3")),
        ("ตามขนาด", "ขนาดกลาง", ("S2",)),
        ("ตามขนาด", "ขนาดใหญ่", ("S5",)),
        ("รายอำเภอ", "รวม", VERIFIED),
        ("ตามขนาด", "รวม", VERIFIED),
    ],
)
def test_each_sum_is_what_the_files_say(sheet: str, label: str, schools: tuple[str, ...]) -> None:
    row = row_of(drawn(a_round()), sheet, label)
    pupils, levels = recounted("ครั้งที่ 2.xlsx", schools)
    assert row[2] == len(schools)
    assert row[4] == pupils
    assert row[5:9] == levels
    assert row[9:13] == [round(one / pupils * 100, 2) for one in levels]


def test_the_overview_and_the_round_before_are_recounted_too() -> None:
    book = drawn(a_round())
    pupils, levels = recounted("ครั้งที่ 2.xlsx", VERIFIED)
    both = ("S1", "S2", "S5")
    was, was_levels = recounted("ครั้งที่ 1.xlsx", both)
    now, now_levels = recounted("ครั้งที่ 2.xlsx", both)
    for n, name in enumerate(("ดีมาก", "ดี", "พอใช้", "ปรับปรุง")):
        before, after = was_levels[n] / was * 100, now_levels[n] / now * 100
        assert row_of(book, "ภาพรวม", name)[1:7] == [
            levels[n], round(levels[n] / pupils * 100, 2), was_levels[n], round(before, 2), round(after, 2),
            round(after - before, 2),
        ]  # fmt: skip
    assert row_of(book, "รายโรงเรียน", "รวม")[7] == pupils
    assert row_of(book, "เทียบครั้งก่อน", "โรงเรียนวัดธารทอง", 2)[2:5] == [148, 150, 2]


def test_every_figure_is_walked_to_its_cells_in_the_files() -> None:
    originals = Originals(CONTENT.__getitem__, emes_form(), 2570)
    in_book = walk(written(a_round())[1].figures, originals)
    on_paper = walk(write_report(inform(a_round()), SECTION).figures, originals)
    assert (in_book.wrong, on_paper.wrong) == ((), ())
    assert in_book.figures > 120
    assert on_paper.figures > 60


def test_a_school_of_unknown_size_is_not_hidden() -> None:
    groups = {group.name: group for group in inform(a_round()).by_size()}
    assert groups[UNKNOWN_SIZE].asked == 3
    assert groups[UNKNOWN_SIZE].kept == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data,
        lambda data: replace(data, lines=()),
        lambda data: replace(data, lines=tuple(replace(line, accepted=False) for line in data.lines)),
        lambda data: replace(data, lines=tuple(replace(line, district="", cluster="") for line in data.lines)),
    ],
)
def test_the_same_data_gives_the_same_bytes(change: Callable[[SummaryData], SummaryData]) -> None:
    data = change(a_round())

    def made() -> tuple[bytes, bytes]:
        face = write_report(inform(data), SECTION).face
        return to_xlsx(written(data)[0], title="สรุป", made_at=AS_OF), to_pdf(face, made_at=AS_OF)

    assert made() == made()


def test_the_report_has_its_parts_and_the_offices_digits() -> None:
    pdf = to_pdf(write_report(inform(a_round()), SECTION).face, made_at=AS_OF)
    pages = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    for part in ("ภาพรวม", "จำแนกตามอำเภอ", "จำแนกตามกลุ่มโรงเรียน", "จำแนกตามขนาดโรงเรียน", "ผลรายโรงเรียน"):
        assert part in text
    pupils, _ = recounted("ครั้งที่ 2.xlsx", VERIFIED)
    assert f"{pupils:,}" in arabic(text)
    assert f"{pupils:,}" not in text
