"""A booklet says what was accepted, names what is missing, and is the same twice as PDF and as Word file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest

from reports.booklet.blocks import Chart, Face, Heading, Table, Words
from reports.booklet.face import Written, write_booklet
from reports.booklet.model import Booklet, compile_booklet
from reports.booklet.pages import page_count, page_pictures, to_pdf
from reports.booklet.places import places_in
from reports.booklet.word_book import to_docx
from reports.summary_data import Blank
from tests.reports.booklet_samples import (
    AROUND,
    AS_OF,
    complete,
    district_data,
    many_indicators,
    nothing_in,
    of_units,
    two_missing,
)
from tests.reports.office import convert
from tests.reports.official_samples import edges_of, pages_of

MAKE = (complete, two_missing, nothing_in, many_indicators)
PARTS = (
    "คำนำ", "บทสรุปผู้บริหาร", "ส่วนที่ ๑ ข้อมูลพื้นฐาน", "ส่วนที่ ๒ ทิศทางการดำเนินงานกลยุทธ์", "ส่วนที่ ๓ ผลการดำเนินงานตามกลยุทธ์",
    "ส่วนที่ ๔ การใช้จ่ายงบประมาณ", "ส่วนที่ ๕ สรุปผล ปัญหา อุปสรรค และข้อเสนอแนะ", "ภาคผนวก", "คณะผู้จัดทำ",
)  # fmt: skip


def face_of(booklet: Booklet) -> Face:
    return write_booklet(booklet).face


def tables(face: Face, caption: str) -> list[Table]:
    return [block for block in face.blocks if isinstance(block, Table) and caption in block.caption]


def said(face: Face) -> str:
    """All words of it."""
    words = []
    for block in face.blocks:
        match block:
            case Heading():
                words.append(block.text)
            case Words():
                words += [block.label, *block.lines]
            case Table():
                words += [block.caption, *(cell for row in block.rows for cell in row.cells)]
            case Chart():
                words += [bar.text for _, bars in block.groups for bar in bars]
    return "\n".join(words)


@pytest.mark.parametrize("make", MAKE)
def test_the_parts_stand_in_their_order(make: Callable[[], Booklet]) -> None:
    face = face_of(make())

    assert tuple(block.text for block in face.blocks if isinstance(block, Heading) and block.level == 1) == PARTS


def test_a_complete_booklet_is_no_draft_and_bears_its_number() -> None:
    cover = face_of(complete()).cover

    assert (cover.series, cover.draft) == ("เอกสารลำดับที่ ๕/๒๕๗๐", "")


def test_one_that_is_not_complete_says_so_on_its_cover_and_its_number_is_a_dotted_place() -> None:
    cover = face_of(two_missing()).cover

    assert cover.draft == "ฉบับร่าง ข้อมูล ณ วันที่ ๘ เมษายน ๒๕๗๐ เวลา ๑๐.๒๔ น."
    assert cover.series == "เอกสารลำดับที่ ............/๒๕๗๐"


def test_what_is_missing_is_named_with_why() -> None:
    words = said(face_of(two_missing()))

    assert "กลยุทธ์ที่ ๒ กลุ่มส่งเสริมการจัดการศึกษา ส่งกลับแก้ไข" in words
    assert "กลยุทธ์ที่ ๔ กลุ่มบริหารงานการเงินและสินทรัพย์ ยังไม่ได้รับ กำหนดส่งวันที่ ๒ เมษายน ๒๕๗๐" in words


def test_what_is_missing_counts_neither_as_nought_nor_in_the_sums() -> None:
    (table,) = tables(face_of(two_missing()), "สรุปผลการดำเนินงานและการใช้จ่ายงบประมาณ")
    second, last = table.rows[1].cells, table.rows[-1].cells

    assert second[2:] == ("ส่งกลับแก้ไข",)
    assert last[1] == "รวม ๒ จาก ๔ กลยุทธ์"
    assert last[2] == "๕"


def test_with_nothing_in_no_figure_of_any_form_is_shown() -> None:
    written = write_booklet(nothing_in())

    assert written.figures == ()
    assert "จึงยังไม่มีตัวเลขที่นำมาสรุปได้" in said(written.face)


def test_a_dash_an_empty_place_and_a_nought_are_three_things() -> None:
    (table,) = tables(face_of(two_missing()), "ผลการดำเนินงานตามตัวชี้วัด กลยุทธ์ที่ ๓")
    (money,) = tables(face_of(two_missing()), "งบประมาณตามตัวชี้วัด กลยุทธ์ที่ ๓")

    assert table.rows[1].cells[-1] == Blank.NOT_FILLED.value
    assert money.rows[1].cells[-3:-1] == (Blank.NO_DATA.value,) * 2


@pytest.mark.parametrize("make", [complete, two_missing, lambda: of_units(9)])
def test_every_figure_in_a_table_of_results_is_traced_to_its_cells(make: Callable[[], Booklet]) -> None:
    written = write_booklet(make())
    traced = {(one.where.split(" ")[1], told(written, one.value)) for one in written.figures if one.where[0] == "ต"}
    known = {(one.where.split(" ")[1], one.value) for one in written.known if one.where[0] == "ต"}
    shown = {
        (table.number, cell)
        for table in tables(written.face, "ตามตัวชี้วัด")
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=False)
        if column.align == "right" and cell and cell[0] in "๐๑๒๓๔๕๖๗๘๙"
    }

    assert shown
    assert {(number, bare(cell)) for number, cell in shown} <= {(number, bare(cell)) for number, cell in traced | known}


def told(written: Written, value: float | Blank) -> str:
    del written
    return (
        value.value
        if isinstance(value, Blank)
        else f"{value:,.2f}".translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    )


def bare(cell: str) -> str:
    return cell.removesuffix(".๐๐")


def test_the_annex_has_each_file_and_each_cell() -> None:
    face = face_of(complete())
    (files,), (cells,) = tables(face, "ไฟล์ต้นทาง"), tables(face, "ตัวเลขจากไฟล์ของแต่ละหน่วยงาน")

    assert files.rows[0].cells[3] == "ST-2570-R6/0001 ฉบับที่ ๑"
    assert "จำนวนทั้งหมด ๒๐๐ (E8)" in cells.rows[0].cells[2]
    assert "คะแนนเฉลี่ย" in cells.rows[2].cells[2]
    assert "(H8:H9)" in cells.rows[2].cells[2]


@pytest.mark.parametrize("make", MAKE)
def test_the_same_data_and_moment_are_the_same_bytes(make: Callable[[], Booklet]) -> None:
    first, second = face_of(make()), face_of(make())

    assert to_pdf(first, made_at=AS_OF) == to_pdf(second, made_at=AS_OF)
    assert to_docx(first, made_at=AS_OF) == to_docx(second, made_at=AS_OF)


@pytest.mark.parametrize("make", [two_missing, many_indicators])
def test_nothing_runs_over_the_edges_of_a_page(make: Callable[[], Booklet]) -> None:
    left, right = edges_of(to_pdf(face_of(make()), made_at=AS_OF))

    assert left >= 3 / 2.54 * 72 - 3
    assert right <= (21 - 2) / 2.54 * 72 + 3


def test_pages_are_numbered_in_letters_and_then_in_digits() -> None:
    pages = pages_of(to_pdf(face_of(two_missing()), made_at=AS_OF))

    assert pages[1].startswith("-ก-")
    assert pages[2].startswith("-ข-")
    body = next(number for number, page in enumerate(pages) if page.startswith("-๑-"))
    assert pages[body + 1].startswith("-๒-")


def test_the_contents_name_the_page_on_which_a_part_stands() -> None:
    pdf = pypdfium2.PdfDocument(to_pdf(face_of(complete()), made_at=AS_OF))
    parts = {mark.get_title(): mark.get_dest().get_index() for mark in pdf.get_toc()}
    pages = pages_of(to_pdf(face_of(complete()), made_at=AS_OF))
    contents = pages[parts["สารบัญ"]]
    first = parts["ส่วนที่ ๑ ข้อมูลพื้นฐาน"]
    number = parts["ส่วนที่ ๔ การใช้จ่ายงบประมาณ"] - first + 1

    written = str(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert f"-{written}-" == pages[parts["ส่วนที่ ๔ การใช้จ่ายงบประมาณ"]][: len(written) + 2]
    assert "การใช้จ่ายงบประมาณ" in contents


def test_the_pictures_are_the_cover_the_contents_and_a_page_of_results() -> None:
    face = face_of(two_missing())
    pictures = page_pictures(to_pdf(face, made_at=AS_OF), face.to_show)

    assert len(pictures) == 3
    assert all(len(picture) < 500_000 for picture in pictures)


def test_the_word_file_has_real_headings_fields_and_pictures() -> None:
    data = to_docx(face_of(complete()), made_at=AS_OF)
    opened = docx.Document(io.BytesIO(data))
    headings = [one.text for one in opened.paragraphs if one.style is not None and one.style.name == "Heading 1"]

    assert [one for one in headings if one != "สารบัญ"] == list(PARTS)
    assert len(opened.inline_shapes) == 2
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read("word/document.xml").decode()
    assert 'TOC \\o "1-3"' in xml.replace("&quot;", '"')
    assert xml.count(' w:dirty="true"') == 3
    assert 'TOC \\h \\z \\t "Table Caption,1"' in xml.replace("&quot;", '"')
    assert 'w:fmt="thaiLetters"' in xml
    assert "TH SarabunPSK" in zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml").decode()


def test_the_word_files_lists_show_the_pages_of_the_pdf() -> None:
    face = face_of(complete())
    pdf = to_pdf(face, made_at=AS_OF)
    places = places_in(pdf, face)
    pages = pages_of(pdf)
    numbered = [block for block in face.blocks if isinstance(block, Heading | Table | Chart)]

    assert places.keys() == {block.key for block in numbered}
    for block in numbered:
        page = next(page for page in pages if page.startswith(f"-{places[block.key]}-"))
        word = "ภาพที่" if isinstance(block, Chart) else "ตารางที่"
        name = block.text if isinstance(block, Heading) else f"{word} {block.number}"
        assert bare_of_marks(name)[:7] in bare_of_marks(page), name
    xml = part(to_docx(face, made_at=AS_OF, pages=places), "word/document.xml")
    assert xml.count("PAGEREF ") == len(numbered)


def test_lists_that_are_not_of_this_booklet_give_no_pages() -> None:
    assert places_in(to_pdf(face_of(nothing_in()), made_at=AS_OF), face_of(complete())) == {}


def bare_of_marks(text: str) -> str:
    """Without spaces and the marks above and below letters, which a PDF has twice or not at all."""
    return re.sub("[ั-ฺ็-๎ำ\\s]", "", text)


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


@pytest.mark.parametrize("units", [9, 40])
def test_a_row_that_names_others_is_never_the_last_of_a_page(units: int) -> None:
    face = face_of(of_units(units))
    names = {
        "".join(row.cells[0].split())
        for block in face.blocks
        if isinstance(block, Table)
        for row in block.rows
        if row.names
    }
    assert names
    for page in pages_of(to_pdf(face, made_at=AS_OF)):
        assert not any(page.endswith(name) for name in names), page[-80:]
    keeps = part(to_docx(face, made_at=AS_OF), "word/document.xml").split("<w:tr>")
    for name in names:
        naming = [row for row in keeps if f">{name}</w:t>" in row.replace(" ", "") and "<w:gridSpan" in row]
        assert naming
        assert all("<w:keepNext/>" in row for row in naming)


def test_the_annex_has_the_orders_with_whom_they_appoint() -> None:
    face = face_of(complete())
    (order,) = tables(face, "คณะกรรมการตามคำสั่งที่")

    assert order.caption == "คณะกรรมการตามคำสั่งที่ ๑๐๑/๒๕๖๙"
    assert order.rows[0].cells == ("คณะกรรมการผู้รับผิดชอบกลยุทธ์ที่ ๑",)
    assert order.rows[1].cells[1:] == (
        "นางเดือนเพ็ญ ตัวอย่างวงศ์", "รองผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา", "ประธานกรรมการ",
    )  # fmt: skip
    assert "๒. คำสั่ง เรื่อง แต่งตั้งคณะกรรมการกลั่นกรองการจัดทำรายงานผลการดำเนินงานตามกลยุทธ์ ที่ ................" in said(face)


def test_the_annex_has_who_came_to_a_meeting_and_what_was_resolved() -> None:
    written = write_booklet(complete())
    (people,), (resolved,) = tables(written.face, "ผู้เข้าประชุม"), tables(written.face, "มติที่ประชุม")

    assert [row.cells[-1] for row in people.rows] == ["มา", "ไม่มา ติดราชการ", "ไม่ได้บันทึก"]
    assert resolved.rows[0].cells[-1] == "เห็นชอบ"
    assert "ผู้มาประชุม ๑ คน จากที่เชิญ ๓ คน" in said(written.face)
    assert {one.value for one in written.known if "ครั้งที่ 1/2570" in one.what} == {"๑", "๓"}
    assert "ยังไม่ได้บันทึกผู้มาประชุม" in said(written.face)


def test_the_annex_tells_of_the_visit_where_there_is_one() -> None:
    (visit,) = tables(face_of(complete()), "ลำดับการนำเสนอ")

    assert visit.rows[0].cells[1:] == (
        "๐๙.๓๐–๑๐.๐๐ น.", "กลยุทธ์ที่ ๑ เสริมสร้างความปลอดภัย", "นายเอก สมมติชน ผู้อำนวยการกลุ่มอำนวยการ",
    )  # fmt: skip
    assert "ภาคผนวก ง ที่มาของข้อมูล" in said(face_of(complete()))
    assert "ภาคผนวก ค ที่มาของข้อมูล" in said(face_of(nothing_in()))


def test_the_word_file_has_every_table_of_the_face() -> None:
    face = face_of(two_missing())
    opened = docx.Document(io.BytesIO(to_docx(face, made_at=AS_OF)))

    assert len(opened.tables) == sum(isinstance(block, Table) for block in face.blocks)
    assert [len(table.rows) for table in opened.tables] == [
        len(block.rows) + 1 for block in face.blocks if isinstance(block, Table)
    ]


def test_libreoffice_opens_the_word_file(tmp_path: Path) -> None:
    (tmp_path / "booklet.docx").write_bytes(to_docx(face_of(two_missing()), made_at=AS_OF))
    seen = convert(tmp_path, "booklet.docx", "pdf").read_bytes()

    assert page_count(seen) > 10
    assert any("คณะผู้จัดทำ" in page for page in pages_of(seen))


def test_many_units_stand_in_one_table() -> None:
    face = face_of(of_units(40))

    (table,) = tables(face, "กลยุทธ์ที่ ๑ รายหน่วยงาน")[-1:]
    assert len(table.rows) == 10 + 20
    assert not [block for block in face.body if isinstance(block, Heading) and block.level == 3]


def test_a_file_that_settled_two_strategies_has_both_receipts() -> None:
    data = district_data()
    first, second = data.lines[:2]
    assert first.received is not None
    assert second.received is not None
    same = replace(second.received, sha256=first.received.sha256, file_name=first.received.file_name)
    booklet = compile_booklet(replace(data, lines=(first, replace(second, received=same))), AROUND)

    (files,) = tables(face_of(booklet), "ไฟล์ต้นทาง")
    assert [row.cells[3] for row in files.rows] == ["ST-2570-R6/0001 ฉบับที่ ๑, ST-2570-R6/0002 ฉบับที่ ๑"]
