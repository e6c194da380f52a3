"""The little WordprocessingML that templates are made of (ECMA-376, part 1, 17), and the file that holds it.

Lengths are twentieths of a point, sizes of letters half points. What Thai needs beside Latin letters: the font and size
named for complex scripts too, and paragraphs spread as Thai is (thaiDistribute).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

DOCX_MIME: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CREATOR: Final = "ติดตาม"
FONT: Final = "TH SarabunPSK"
CM: Final = 567
LEFT, RIGHT, TOP, BOTTOM = 3 * CM, 2 * CM, round(2.5 * CM), 2 * CM  # the regulation's margins
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838  # A4
WIDTH: Final = PAGE_WIDTH - LEFT - RIGHT
BODY: Final = 16  # points
EMU: Final = 360_000  # in a centimetre, for drawings
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip member can bear
NAMES: Final = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{path}"'
    for prefix, path in (
        ("w", "wordprocessingml/2006/main"),
        ("r", "officeDocument/2006/relationships"),
        ("wp", "drawingml/2006/wordprocessingDrawing"),
        ("a", "drawingml/2006/main"),
        ("pic", "drawingml/2006/picture"),
    )
)
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PICTURE: Final = "word/media/garuda.png"
_CELL_MARGINS: Final = '<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
FRAME_NAME: Final = "Garuda"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a paragraph stands: `indent` of its first line, `left` of all; `keep` it on the page of the next one."""

    align: str = "left"
    indent: int = 0
    left: int = 0
    before: int = 0
    exactly: int = 0
    tabs: tuple[tuple[str, int], ...] = ()
    keep: bool = False


def run(text: str, *, size: int = BODY, bold: bool = False, dotted: bool = False) -> str:
    """Letters alike; a tab in the text is one. `dotted`: on a line of dots, on which one can write by hand."""
    look = "<w:b/><w:bCs/>" if bold else ""
    look += f'<w:sz w:val="{2 * size}"/><w:szCs w:val="{2 * size}"/>' if size != BODY else ""
    look += '<w:u w:val="dotted"/>' if dotted else ""
    inside = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in text.split("\t")
    )
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{inside}</w:r>"


def paragraph(*runs: str, shape: Shape = Shape()) -> str:
    """Runs, or text for a single one."""
    inside = "".join(one if one.startswith("<w:") else run(one) for one in runs)
    tabs = "".join(f'<w:tab w:val="{kind}" w:pos="{at}"/>' for kind, at in shape.tabs)
    rule = f' w:line="{shape.exactly}" w:lineRule="exact"' if shape.exactly else ""
    look = (
        f"{'<w:keepNext/>' if shape.keep else ''}"
        f"{f'<w:tabs>{tabs}</w:tabs>' if tabs else ''}"
        f'<w:spacing w:before="{shape.before}" w:after="0"{rule}/>'
        f'<w:ind w:left="{shape.left}" w:firstLine="{shape.indent}"/>'
        f'<w:jc w:val="{shape.align}"/>'
    )
    return f"<w:p><w:pPr>{look}</w:pPr>{inside}</w:p>"


def table(widths: Sequence[int], heads: Sequence[str], row: Sequence[str], loop: str) -> str:
    """A ruled table: its heads stand on every page, a row for each of `loop` ("member in members") is never split.

    The first column, numbers, is centred.
    """
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(
        widths,
        [paragraph(run(text, bold=True), shape=Shape(align="center", keep=True)) for text in heads],
        "<w:tblHeader/>",
    )
    cells = [paragraph(text, shape=Shape(align="left" if n else "center")) for n, text in enumerate(row)]
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{_CELL_MARGINS}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}'
        f"{_code_row(widths, f'{{%tr for {loop} %}}')}{_row(widths, cells)}{_code_row(widths, '{%tr endfor %}')}"
        "</w:tbl>"
    )


def columns(widths: Sequence[int], cells: Sequence[str]) -> str:
    """Blocks beside each other, without rules, never parted by a page's end."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{_row(widths, cells)}</w:tbl>"
    )


def _row(widths: Sequence[int], cells: Sequence[str], look: str = "") -> str:
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{look}</w:trPr>{inside}</w:tr>"


def _code_row(widths: Sequence[int], code: str) -> str:
    return _row(widths, [paragraph(code if n == 0 else "") for n in range(len(widths))])


def garuda(height_cm: float, *, floating: bool) -> str:
    """A run with the frame for the Garuda: a picture that Word's "change picture" replaces at the same height.

    `floating`: at the left margin, so that a title can stand beside it.
    """
    side = round(height_cm * EMU)
    name = f"ที่สำหรับตราครุฑ สูง {height_cm:g} เซนติเมตร"
    size = f'<wp:extent cx="{side}" cy="{side}"/>'
    named = f'<wp:docPr id="1" name="{FRAME_NAME}" descr={quoteattr(name)}/>'
    picture = (
        f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="1" name="garuda.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="rIdGaruda"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{side}" cy="{side}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )
    if not floating:
        return f"<w:r><w:drawing><wp:inline>{size}{named}{picture}</wp:inline></w:drawing></w:r>"
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f"{size}<wp:wrapNone/>{named}{picture}</wp:anchor></w:drawing></w:r>"
    )


def document(body: Sequence[str], frame: bytes | None) -> bytes:
    """The docx file. From the second page on each has its number, - ๒ -, at its top. `frame`: the Garuda's PNG."""
    head = (
        f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run("- ")}<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("๒")}<w:r><w:fldChar w:fldCharType="end"/></w:r>{run(" -")}</w:p>'
    )
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdHead"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}" '
        f'w:header="{round(1.25 * CM)}" w:footer="{CM}" w:gutter="0"/>'
        '<w:pgNumType w:fmt="thaiNumbers"/><w:titlePg/></w:sectPr>'
    )
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(
            ("rId1", f"{RELATION}/officeDocument", "word/document.xml"),
            (
                "rId2",
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
        ),
        "docProps/core.xml": (
            f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
        ),
        "word/document.xml": f"{HEAD}<w:document {NAMES}><w:body>{''.join(body)}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(
            ("rIdStyles", f"{RELATION}/styles", "styles.xml"),
            ("rIdSettings", f"{RELATION}/settings", "settings.xml"),
            ("rIdHead", f"{RELATION}/header", "header1.xml"),
            *((("rIdGaruda", f"{RELATION}/image", "media/garuda.png"),) if frame else ()),
        ),
        "word/styles.xml": styles(),
        "word/settings.xml": settings(),
        "word/header1.xml": f"{HEAD}<w:hdr {NAMES}>{head}</w:hdr>",
    }
    files = {name: text.encode() for name, text in parts.items()} | ({PICTURE: frame} if frame else {})
    return pack(files)


def pack(files: Mapping[str, bytes | Callable[[], bytes]]) -> bytes:
    """The files in a zip archive that bears no trace of the present moment.

    What is large may be given by a function, which is called for one after the other: it is packed already.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            packed_already = not isinstance(content, bytes)
            info.compress_type = zipfile.ZIP_STORED if packed_already else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            target.writestr(info, content if isinstance(content, bytes) else content())
    return packed.getvalue()


def content_types(*more: str, photos: bool = False) -> str:
    """What the parts of the file are; `more`: further headers; `photos`: whether it holds JPEGs."""
    jpeg = '<Default Extension="jpg" ContentType="image/jpeg"/>' if photos else ""
    overrides = (
        ("/word/document.xml", f"{_MAIN_TYPE}.document.main+xml"),
        ("/word/styles.xml", f"{_MAIN_TYPE}.styles+xml"),
        ("/word/settings.xml", f"{_MAIN_TYPE}.settings+xml"),
        ("/word/header1.xml", f"{_MAIN_TYPE}.header+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        *((f"/word/{name}.xml", f"{_MAIN_TYPE}.header+xml") for name in more),
    )
    inside = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides)
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f"{jpeg}{inside}</Types>"
    )


def relations(*each: tuple[str, str, str]) -> str:
    """Relations by their names, each with its kind and the part it leads to."""
    inside = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{target}"/>' for i, kind, target in each)
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def styles(more: str = "") -> str:
    """The font and size of everything that says nothing else; `more`: further styles."""
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f"{HEAD}<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        f'<w:sz w:val="{2 * BODY}"/><w:szCs w:val="{2 * BODY}"/>'
        '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="th-TH"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        '</w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        f'<w:name w:val="Normal"/><w:qFormat/></w:style>{more}</w:styles>'
    )


def settings() -> str:
    """In Word's present mode, not that of 2007; Thai dictionaries for Thai words."""
    return (
        f'{HEAD}<w:settings {NAMES}><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:bidi="th-TH"/></w:settings>'
    )
