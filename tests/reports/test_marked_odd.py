"""Workbooks as odd programs write them, and still by the book: what may be left out is left out."""

from __future__ import annotations

import re

import pytest

from reports.marked_copy import mark
from reports.marked_styles import ERROR
from reports.marks import Mark
from tests.reports.marked_samples import MAIN
from tests.samples.making import part_of, zipped

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts><font/></fonts><fills><fill><patternFill/></fill></fills>'
    "<borders><border/></borders>"
    '<cellXfs><xf/><xf numFmtId="10"/></cellXfs></styleSheet>'
)
TEACHER = "<authors><author>ครู</author></authors>"
READING = '<rPh sb="0" eb="1"><t>x</t></rPh>'


def relations(*kinds: tuple[str, str]) -> str:
    lines = "".join(f'<Relationship Id="r{n}" Type="{OFFICE}/{k}" Target="{t}"/>' for n, (k, t) in enumerate(kinds))
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def book(sheet: str, styles: str = STYLES, **more: str) -> bytes:
    """The smallest workbook, its parts in folders of its own, with one sheet of that content."""
    overrides = (
        ("main", "a/b.xml", "sheet.main"),
        ("sheet", "a/tab/One.xml", "worksheet"),
        ("s", "a/look.xml", "styles"),
    )
    told_types = "".join(
        f'<Override PartName="/{part}" ContentType="{TYPES}.{kind}+xml"/>' for _, part, kind in overrides
    )
    xml = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    named = '<sheet name="งาน" sheetId="1" r:id="r0"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{xml}{told_types}</Types>',
        "_rels/.rels": relations(("officeDocument", "a/b.xml")),
        "a/b.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{named}</sheets></workbook>',
        "a/_rels/b.xml.rels": relations(("worksheet", "/a/tab/one.xml"), ("styles", "look.xml")),
        "a/tab/One.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
        "a/look.xml": styles,
        "xl/workbook.xml": "<not/>",
        **more,
    }
    return zipped({name: body.encode() for name, body in parts.items()})


def marked(data: bytes, *cells: str | None) -> bytes:
    return mark(data, [Mark("งาน", cell, "ดู", error=True) for cell in cells])


@pytest.mark.parametrize(
    "rows",
    [
        "<sheetData/>",
        "<sheetData></sheetData>",
        "<sheetData><row/></sheetData>",
        '<sheetData><row r="2" spans="1:1"/><row r="9"/></sheetData>',
        '<sheetData><row r="2" spans="1:1"><c/><c><v>5</v></c></row></sheetData>',
        '<sheetData><row/><row><c s="1"/><c s="1" t="str"><v>x</v></c><c/></row><row/></sheetData>',
        '<sheetData><!-- <row r="2"><c r="B2"/></row> --><row r="7"/></sheetData>',
    ],
)
def test_rows_and_cells_need_not_say_where_they_are(rows: str) -> None:
    done = marked(book(f'<cols><col min="1" max="3" style="1"/></cols>{rows}<pageMargins left="1"/>'), "B2", "C5", "A1")
    xml = part_of(done, "a/tab/One.xml").decode()
    assert len(re.findall(r"<c\b[^>]* s=\"2\"|<c\b[^>]* s=\"3\"", xml)) == 3
    assert 'spans="1:1"' not in xml or 'spans="1:1"><c/><c s="2">' in xml  # a hint that a new cell may break
    assert xml.index("<pageMargins") < xml.index("<legacyDrawing")


def test_a_style_keeps_all_but_its_background() -> None:
    done = marked(book('<sheetData><row r="1"><c r="A1" s="1"><v>0.5</v></c></row></sheetData>'), "A1")
    styles = part_of(done, "a/look.xml").decode()
    assert '<xf/><xf numFmtId="10"/><xf numFmtId="10" fillId="2" applyFill="1"/></cellXfs>' in styles
    assert '<fill><patternFill/></fill><fill><patternFill patternType="gray125"/></fill>' in styles
    assert ERROR.bare in styles


@pytest.mark.parametrize(
    "styles", [f'<styleSheet xmlns="{MAIN}"><fonts/></styleSheet>', STYLES.replace("<xf/>", "", 1)]
)
def test_missing_styles_are_put_where_they_belong(styles: str) -> None:
    done = part_of(marked(book("<sheetData/>", styles), "A1"), "a/look.xml").decode()
    assert done.index("<fonts") < done.index("<fills") < done.index("<cellXfs")


def test_styles_in_one_tag_are_opened() -> None:
    styles = f'<styleSheet xmlns="{MAIN}"><fills count="0"/><cellXfs count="0"/></styleSheet>'
    done = part_of(marked(book("<sheetData/>", styles), "A1"), "a/look.xml").decode()
    assert re.search(
        r'<fills count="3">(<fill>.*?</fill>){3}</fills><cellXfs count="2">(<xf [^>]*/>){2}</cellXfs>', done
    )


def test_the_title_is_not_looked_for_where_nothing_is_seen() -> None:
    rows = (
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"/></row>'
        '<row r="3"><c r="B3"/><c r="C3"><f>1</f></c></row>'
    )
    sheet = f'<cols><col min="1" max="1" hidden="1" width="3"/></cols><sheetData>{rows}</sheetData>'
    notes = part_of(marked(book(sheet), None), "xl/comments1.xml").decode()
    assert re.findall(r'ref="(\w+)"', notes) == ["C3"]


@pytest.mark.parametrize(
    ("authors", "comments"),
    [
        ("", ""),
        ("<authors/>", ""),
        ("<authors/>", "<commentList/>"),
        ("", "<commentList></commentList>"),
        (TEACHER, '<commentList><comment ref="A1" authorId="0"/></commentList>'),
        (TEACHER, '<commentList><comment ref="A1" authorId="0"><text/></comment></commentList>'),
        (TEACHER, f'<commentList><comment ref="A1" authorId="7"><text>{READING}</text></comment></commentList>'),
        (TEACHER, f'<commentList><comment ref="A1"><text><t>x</t>{READING}</text></comment></commentList>'),
    ],
)
def test_notes_are_put_among_whatever_notes_there_are(authors: str, comments: str) -> None:
    more = {
        "a/tab/_rels/One.xml.rels": relations(
            ("comments", "../n.xml"), ("hyperlink", "x"), ("vmlDrawing", "../lost.vml")
        ),
        "a/n.xml": f'<comments xmlns="{MAIN}">{authors}{comments}</comments>',
    }
    data = book('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><legacyDrawing id="r2"/>', **more)
    done = part_of(marked(data, "A1", "B1"), "a/n.xml").decode()
    assert done.count('<t xml:space="preserve">\nดู</t>') + done.count("ติดตาม\nดู</t>") == 2
    assert done.index("<authors>") < done.index("<commentList>")
    assert len(set(re.findall(r'ref="(\w+)"', done))) == 2
    assert part_of(mark(marked(data, "A1", "B1"), []), "a/n.xml").decode().count("ดู") == 0
