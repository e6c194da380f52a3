"""Official documents of the fictional district: a memo, an order, minutes; and how to read what was made of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

import docx
import pypdfium2
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from domain.meetings import AGENDA
from reports.official.folder import SHIPPED
from reports.official.model import (
    Absent,
    AgendaItem,
    Committee,
    CommitteeOrder,
    Member,
    Memo,
    Minutes,
    Signer,
    Topic,
)

NOW: Final = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
OFFICE: Final = "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาศรีธารา เขต 1"
OFFICER: Final = Signer("นางสาวรินรดา ทดสอบวัฒนา", "นักวิเคราะห์นโยบายและแผนชำนาญการ")
DIRECTOR: Final = Signer("นายสมมติ ศรีธารา", f"ผู้อำนวยการ{OFFICE}")
CHAIR: Final = Member("นางเดือนเพ็ญ ตัวอย่างวงศ์", f"รองผู้อำนวยการ{OFFICE}", "ประธานกรรมการ")
SECRETARY: Final = Member(OFFICER.name, OFFICER.position, "กรรมการและเลขานุการ")

MEMO: Final = Memo(
    office="สพป.ศรีธารา เขต 1",
    section="กลุ่มนโยบายและแผน",
    phone="0 0000 0012",
    number="ศธ 04999/57",
    day=date(2026, 11, 23),
    subject="ขอความเห็นชอบแต่งตั้งคณะกรรมการกลั่นกรอง",
    to=f"ผู้อำนวยการ{OFFICE}",
    attachments=("(ร่าง) คำสั่ง จำนวน 1 ฉบับ", "แบบ ST-2570-R6 จำนวน 4 ชุด"),
    cause="ตามที่ สพฐ. ให้รายงานผลรอบ 6 เดือน ทาง https://emes.example/r6/2570 นั้น",
    purpose="กลุ่มนโยบายและแผนเห็นควรแต่งตั้งคณะกรรมการ\nและกำหนดประชุมวันที่ 6 เมษายน 2570 เวลา 09.30 น.",
    closing="จึงเรียนมาเพื่อโปรดพิจารณา",
    signer=OFFICER,
)
ORDER: Final = CommitteeOrder(
    office=OFFICE,
    year=2570,
    number=35,
    subject="แต่งตั้งคณะกรรมการกลั่นกรอง",
    preamble="เพื่อให้การรายงานผลเป็นไปด้วยความเรียบร้อย จึงแต่งตั้งคณะกรรมการ ดังนี้",
    committees=(
        Committee("คณะกรรมการอำนวยการ", (CHAIR,), ("ให้คำปรึกษา",)),
        Committee("คณะกรรมการกลั่นกรอง", (CHAIR, SECRETARY), ("ตรวจสอบข้อมูล", "สรุปผลภายใน 7 วัน")),
    ),
    signed_on=date(2027, 3, 1),
    signer=DIRECTOR,
)
MINUTES: Final = Minutes(
    committee="คณะกรรมการกลั่นกรอง",
    no=1,
    year=2570,
    held_on=date(2027, 4, 6),
    place="ห้องประชุมธารทอง",
    present=(CHAIR, SECRETARY),
    absent=(Absent("นายนิติ ตัวอย่างกฎ", "ผู้อำนวยการกลุ่มกฎหมายและคดี", "ติดราชการ"),),
    attending=(Member("นายเอก สมมติชน", "นักจัดการงานทั่วไป"),),
    began=time(9, 30),
    ended=time(12, 0),
    agenda=tuple(
        AgendaItem(title, (Topic("ผลรอบ 6 เดือน", "ครบ 4 กลยุทธ์\nแก้ไข 2 รายการ", "รับทราบ"),) if n == 3 else ())
        for n, title in enumerate(AGENDA)
    ),
    recorder=OFFICER,
    checker=Signer(CHAIR.name, CHAIR.position),
)
DOCUMENTS: Final = (MEMO, ORDER, MINUTES)


def members(count: int) -> tuple[Member, ...]:
    """So many people, the longest positions among them."""
    position = "ผู้อำนวยการกลุ่มส่งเสริมการศึกษาทางไกล เทคโนโลยีสารสนเทศและการสื่อสาร"
    return tuple(Member(f"นายสมชาย จำลองพันธ์ที่ {n}", position, "กรรมการ") for n in range(1, count + 1))


def opened(data: bytes) -> Document:
    """The Word file as Word would see it."""
    return docx.Document(io.BytesIO(data))


def lines_of(document: Document) -> list[str]:
    """Every paragraph and every cell in the order they are read, without the empty ones."""
    return [text for text in _texts(document.iter_inner_content()) if text.strip()]


def _texts(blocks: Iterator[Paragraph | Table]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _texts(cell.iter_inner_content())


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, without spaces and line ends, which a PDF has where they please it."""
    with pypdfium2.PdfDocument(pdf) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def edges_of(pdf: bytes) -> tuple[float, float]:
    """How far from the left of the paper letters begin and end, in points: the first of all and the last."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage() for page in document]
        boxes = [text.get_charbox(n) for text in texts for n in range(text.count_chars())]
    drawn = [(left, right) for left, _, right, _ in boxes if right > left]
    return min(left for left, _ in drawn), max(right for _, right in drawn)


def edited(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    """A folder with an office's own copy of a template, in which texts were changed."""
    with zipfile.ZipFile(SHIPPED / name) as source, zipfile.ZipFile(folder / name, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            if part == "word/document.xml":
                text = content.decode()
                for old, new in changes:
                    assert old in text, old
                    text = text.replace(old, new)
                content = text.encode()
            target.writestr(part, content)
    return folder
