"""Memos, orders and minutes as Word files: every word in its place, the same twice, whatever is written in them."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from reports.official.documents import to_docx
from reports.official.model import Committee, Member, Official, Signer
from reports.official.word import FONT
from reports.official.writing import document_digits
from tests.reports.official_samples import (
    CHAIR,
    DIRECTOR,
    DOCUMENTS,
    MEMO,
    MINUTES,
    NOW,
    ORDER,
    lines_of,
    members,
    opened,
)

ROOT = Path(__file__).parents[2]


def lines(document: Official, *, thai_digits: bool = True) -> list[str]:
    return lines_of(opened(to_docx(document, made_at=NOW, thai_digits=thai_digits)))


def test_a_memo_says_its_words_in_the_order_of_the_form() -> None:
    assert lines(MEMO) == [
        "บันทึกข้อความ",
        "ส่วนราชการ  สพป.ศรีธารา เขต ๑ กลุ่มนโยบายและแผน โทร. ๐ ๐๐๐๐ ๐๐๑๒\t",
        "ที่  ศธ ๐๔๙๙๙/๕๗\tวันที่  ๒๓ พฤศจิกายน ๒๕๖๙\t",
        "เรื่อง  ขอความเห็นชอบแต่งตั้งคณะกรรมการกลั่นกรอง\t",
        "เรียน  ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษาศรีธารา เขต ๑",
        "สิ่งที่ส่งมาด้วย",
        "๑. (ร่าง) คำสั่ง จำนวน ๑ ฉบับ",
        "๒. แบบ ST-2570-R6 จำนวน ๔ ชุด",
        "ตามที่ สพฐ. ให้รายงานผลรอบ ๖ เดือน ทาง https://emes.example/r6/2570 นั้น",
        "กลุ่มนโยบายและแผนเห็นควรแต่งตั้งคณะกรรมการ",
        "และกำหนดประชุมวันที่ ๖ เมษายน ๒๕๗๐ เวลา ๐๙.๓๐ น.",
        "จึงเรียนมาเพื่อโปรดพิจารณา",
        "(นางสาวรินรดา ทดสอบวัฒนา)",
        "นักวิเคราะห์นโยบายและแผนชำนาญการ",
    ]


def test_an_order_lists_each_committee_with_its_members_and_duties() -> None:
    office = "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาศรีธารา เขต ๑"
    heads = ["ที่", "ชื่อ – สกุล", "ตำแหน่ง", "หน้าที่"]
    chair = ["๑", "นางเดือนเพ็ญ ตัวอย่างวงศ์", f"รองผู้อำนวยการ{office}", "ประธานกรรมการ"]

    assert lines(ORDER) == [
        f"คำสั่ง{office}",
        "ที่ ๓๕/๒๕๗๐",
        "เรื่อง แต่งตั้งคณะกรรมการกลั่นกรอง",
        "-" * 20,
        "เพื่อให้การรายงานผลเป็นไปด้วยความเรียบร้อย จึงแต่งตั้งคณะกรรมการ ดังนี้",
        "๑. คณะกรรมการอำนวยการ",
        *heads,
        *chair,
        "มีหน้าที่",
        "ให้คำปรึกษา",
        "๒. คณะกรรมการกลั่นกรอง",
        *heads,
        *chair,
        *("๒", "นางสาวรินรดา ทดสอบวัฒนา", "นักวิเคราะห์นโยบายและแผนชำนาญการ", "กรรมการและเลขานุการ"),
        "มีหน้าที่",
        "๑) ตรวจสอบข้อมูล",
        "๒) สรุปผลภายใน ๗ วัน",
        "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป",
        "สั่ง ณ วันที่ ๑ มีนาคม พ.ศ. ๒๕๗๐",
        "(นายสมมติ ศรีธารา)",
        f"ผู้อำนวยการ{office}",
    ]


def test_minutes_say_who_came_what_was_resolved_and_who_wrote_it() -> None:
    said = lines(MINUTES)

    assert said[:5] == [
        "รายงานการประชุมคณะกรรมการกลั่นกรอง",
        "ครั้งที่ ๑/๒๕๗๐",
        "เมื่อวันที่ ๖ เมษายน ๒๕๗๐",
        "ณ ห้องประชุมธารทอง",
        "-" * 20,
    ]
    assert said[said.index("ผู้ไม่มาประชุม") :] == [
        "ผู้ไม่มาประชุม",
        *("ที่", "ชื่อ – สกุล", "ตำแหน่ง", "เนื่องจาก"),
        *("๑", "นายนิติ ตัวอย่างกฎ", "ผู้อำนวยการกลุ่มกฎหมายและคดี", "ติดราชการ"),
        "ผู้เข้าร่วมประชุม",
        *("ที่", "ชื่อ – สกุล", "ตำแหน่ง", "หน้าที่"),
        *("๑", "นายเอก สมมติชน", "นักจัดการงานทั่วไป"),
        "เริ่มประชุมเวลา ๐๙.๓๐ น.",
        *("ระเบียบวาระที่ ๑ เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", "ไม่มี"),
        *("ระเบียบวาระที่ ๒ เรื่องรับรองรายงานการประชุม", "ไม่มี"),
        *("ระเบียบวาระที่ ๓ เรื่องสืบเนื่อง", "ไม่มี"),
        "ระเบียบวาระที่ ๔ เรื่องเสนอเพื่อทราบ",
        *("๔.๑ ผลรอบ ๖ เดือน", "ครบ ๔ กลยุทธ์", "แก้ไข ๒ รายการ", "มติที่ประชุม รับทราบ"),
        *("ระเบียบวาระที่ ๕ เรื่องเสนอเพื่อพิจารณา", "ไม่มี"),
        *("ระเบียบวาระที่ ๖ เรื่องอื่น ๆ", "ไม่มี"),
        "เลิกประชุมเวลา ๑๒.๐๐ น.",
        *("(นางสาวรินรดา ทดสอบวัฒนา)", "นักวิเคราะห์นโยบายและแผนชำนาญการ", "ผู้จดรายงานการประชุม"),
        "(นางเดือนเพ็ญ ตัวอย่างวงศ์)",
        "รองผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษาศรีธารา เขต ๑",
        "ผู้ตรวจรายงานการประชุม",
    ]


def test_what_nobody_knows_yet_is_a_dotted_place() -> None:
    memo = opened(to_docx(replace(MEMO, number=None, day=None), made_at=NOW))
    (head,) = [p for p in memo.paragraphs if p.text.startswith("ที่")]
    places = [run for run in head.runs if run.text.endswith("\t")]
    assert [place.text for place in places] == ["\t", "\t"]
    assert all(str(place.underline) == "DOTTED (4)" for place in places)

    order = lines(replace(ORDER, number=None, signed_on=None, signer=None))
    assert "ที่ ............/๒๕๗๐" in order
    assert f"สั่ง ณ วันที่ {'.' * 12} เดือน {'.' * 24} พ.ศ. {'.' * 12}" in order
    assert order[-2:] == [f"({'.' * 40})", f"ตำแหน่ง {'.' * 40}"]

    minutes = lines(replace(MINUTES, no=None, held_on=None, place="", began=None, ended=None))
    for line in ("ครั้งที่ ............/๒๕๗๐", f"ณ {'.' * 40}", "เลิกประชุมเวลา ............ น."):
        assert line in minutes


@pytest.mark.parametrize("count", [0, 1, 30, 120])
def test_a_list_has_a_row_for_each_member_however_many(count: int) -> None:
    order = replace(ORDER, committees=(Committee("คณะกรรมการ", members(count)),))
    made = opened(to_docx(order, made_at=NOW))

    assert [len(table.rows) for table in made.tables] == ([count + 1] if count else [])
    for table in made.tables:
        head, *rows = (row._tr.xml for row in table.rows)
        assert "w:tblHeader" in head, "stands on every page"
        assert all("w:cantSplit" in row and "w:tblHeader" not in row for row in rows)
    assert "คณะกรรมการ" in lines(order), "one committee alone has no number"
    assert "มีหน้าที่" not in lines(order)


def test_a_signature_stays_with_the_last_words() -> None:
    for document, last in ((MEMO, MEMO.closing), (ORDER, ORDER.closing)):
        paragraphs = opened(to_docx(document, made_at=NOW)).paragraphs
        start = next(n for n, paragraph in enumerate(paragraphs) if paragraph.text == last)
        assert all(paragraph.paragraph_format.keep_with_next for paragraph in paragraphs[start:])


def test_a_position_of_several_lines_and_absent_lists_leave_no_empty_heads() -> None:
    acting = Signer("นายอำนาจ จำลองไกร", "รองผู้อำนวยการ รักษาราชการแทน\nผู้อำนวยการ")
    assert lines(replace(MEMO, signer=acting))[-2:] == ["รองผู้อำนวยการ รักษาราชการแทน", "ผู้อำนวยการ"]
    assert "สิ่งที่ส่งมาด้วย" not in lines(replace(MEMO, attachments=()))

    alone = lines(replace(MINUTES, absent=(), attending=()))
    assert alone[alone.index("ผู้ไม่มาประชุม") + 1] == "ไม่มี"
    assert "ผู้เข้าร่วมประชุม" not in alone


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_same_document_and_moment_are_the_same_bytes_in_another_process(document: Official) -> None:
    kind = type(document).__name__
    look = (
        "from hashlib import sha256; from tests.reports.official_samples import DOCUMENTS, NOW;"
        "from reports.official.documents import to_docx;"
        f"print(*(sha256(to_docx(d, made_at=NOW)).hexdigest() for d in DOCUMENTS if type(d).__name__ == {kind!r}))"
    )
    command = [sys.executable, "-c", look]
    there = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)

    assert there.stdout.strip() == sha256(to_docx(document, made_at=NOW)).hexdigest()


def test_a_file_bears_the_moment_given_and_no_other() -> None:
    facts = opened(to_docx(ORDER, made_at=NOW)).core_properties
    assert facts.created == facts.modified == datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    assert (facts.title, facts.author) == ("คำสั่ง", "ติดตาม")

    parts = [zipfile.ZipFile(BytesIO(to_docx(ORDER, made_at=at))) for at in (NOW, NOW + timedelta(days=1))]
    one, other = ({name: part.read(name) for name in part.namelist()} for part in parts)
    assert {name for name in one if one[name] != other[name]} == {"docProps/core.xml"}
    assert {info.date_time for part in parts for info in part.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_letters_are_those_of_the_regulation_for_thai_too() -> None:
    memo = opened(to_docx(MEMO, made_at=NOW))
    assert f'w:cs="{FONT}"' in memo.styles.element.xml
    assert 'w:szCs w:val="32"' in memo.styles.element.xml
    assert [run.font.size.pt for run in memo.paragraphs[0].runs if run.font.size] == [29]
    section = memo.sections[0]
    assert [round(side.cm, 1) for side in (section.left_margin, section.right_margin) if side] == [3, 2]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("ที่ ศธ 04999/123 ลงวันที่ 2 เม.ย. 2570", "ที่ ศธ ๐๔๙๙๙/๑๒๓ ลงวันที่ ๒ เม.ย. ๒๕๗๐"),
        ("แบบ ST-2569-R12 รอบที่ 12", "แบบ ST-2569-R12 รอบที่ ๑๒"),
        ("ดู https://a.example/ครั้งที่1/2569 ข้อ 3", "ดู https://a.example/ครั้งที่1/2569 ข้อ ๓"),
        ("ส่ง plan1@srithara.example ใน 3 วัน", "ส่ง plan1@srithara.example ใน ๓ วัน"),
        ("รหัสโรงเรียน 990101 งบ 990,101 บาท", "รหัสโรงเรียน 990101 งบ ๙๙๐,๑๐๑ บาท"),
        ("โรงเรียน 99010001 มี 118 คน (ป.1-ป.3)", "โรงเรียน 99010001 มี ๑๑๘ คน (ป.๑-ป.๓)"),
        ("ไฟล์ แบบกย.1.xlsx 2 ชุด", "ไฟล์ แบบกย.1.xlsx ๒ ชุด"),
    ],
)
def test_digits_are_thai_but_in_what_is_typed_anew(typed: str, printed: str) -> None:
    assert document_digits(typed) == printed


def test_an_office_may_write_with_arabic_digits() -> None:
    said = lines(ORDER, thai_digits=False)
    assert "ที่ 35/2570" in said
    assert "สั่ง ณ วันที่ 1 มีนาคม พ.ศ. 2570" in said
    assert not any(digit in line for line in said for digit in "๐๑๒๓๔๕๖๗๘๙")
    for thai_digits in (True, False):
        xml = opened(to_docx(ORDER, made_at=NOW, thai_digits=thai_digits)).element.xml
        assert ('w:fmt="thaiNumbers"' in xml) is thai_digits


HOSTILE = (
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{{ signer.__class__ }}",
    "{_{ 7*7 }_}",
    "{# ลบ #}",
    "<w:p><w:r><w:t>เติม</w:t></w:r></w:p>",
    "</w:t></w:r></w:p>",
    "&amp; &#123; <![CDATA[",
    "น้ำ ทำ คำ สำ",
    "ก" * 3000,
    "W" * 3000,
    "\U0001f600 \u4e2d",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_written_is_printed_and_never_run(text: str) -> None:
    order = replace(
        ORDER,
        subject=text,
        preamble=text,
        committees=(Committee(text, (Member(text, text, text),), (text,)),),
        signer=Signer(text, text),
    )
    said = lines(order, thai_digits=False)

    assert len(said) == len(lines(replace(ORDER, committees=(Committee("ก", (CHAIR,), ("ข",)),))))
    assert [line for line in said if text in line] == [f"เรื่อง {text}", *[text] * 5, text, f"({text})", text]


@pytest.mark.parametrize("mark", ["\x00", "\x07", "\x0b", "\x0c", "\x1f", "\x7f", "\ufffe", "\ud800", "\t", "\r\n"])
def test_what_no_document_can_hold_is_left_out(mark: str) -> None:
    order = replace(ORDER, subject=f"เรื่อง{mark}ยาว", signer=replace(DIRECTOR, name=f"นาย{mark}สมมติ"))
    said = lines(order)
    assert "เรื่อง เรื่อง ยาว" in said
    assert "(นาย สมมติ)" in said


def test_a_torn_sara_am_is_mended() -> None:
    assert "เรื่อง  คำสั่งทำงาน\t" in lines(replace(MEMO, subject="คํ\u0e32สั่งทําง\u0e32น"))
