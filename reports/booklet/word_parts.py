"""The WordprocessingML that only a booklet needs: headings, fields, pictures, sections, and the file that holds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from reports.official.word import (
    BOTTOM,
    CM,
    CREATOR,
    EMU,
    HEAD,
    LEFT,
    NAMES,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RELATION,
    RIGHT,
    TOP,
    WIDTH,
    content_types,
    pack,
    relations,
    run,
    settings,
    styles,
)

_DRAWN: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_PROPERTIES: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
FIELD_END: Final = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_HEADINGS: Final = ((1, 20, "center"), (2, 18, "left"), (3, 16, "left"), (4, 16, "left"))
_PAGE: Final = (
    f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/><w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" '
    f'w:left="{LEFT}" w:header="{round(1.25 * CM)}" w:footer="{CM}" w:gutter="0"/>'
)


def field_begun(code: str, *, dirty: bool = False) -> str:
    """The runs before what a field shows. `dirty`: Word works it out when the file is opened."""
    begin = '<w:fldChar w:fldCharType="begin" w:dirty="true"/>' if dirty else '<w:fldChar w:fldCharType="begin"/>'
    return (
        f'<w:r>{begin}</w:r><w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field(code: str, shown: str) -> str:
    """A field with what it shows until Word works it out."""
    return f"{field_begun(code)}{shown}{FIELD_END}"


def marked(key: str, number: int, inside: str) -> str:
    """Runs that a link can lead to."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{key}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def link(key: str, inside: str) -> str:
    """Runs that lead to a mark in the same file."""
    return f'<w:hyperlink w:anchor="{key}" w:history="1">{inside}</w:hyperlink>'


def styled(style: str, *runs: str, look: str = "") -> str:
    """A paragraph in one of the file's styles."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>{"".join(runs)}</w:p>'


def picture(relation: str, number: int, name: str, size: tuple[int, int], centimetres: float) -> str:
    """A run with a picture of that width; `size`: its pixels."""
    across = round(centimetres * EMU)
    down = round(across * size[1] / size[0])
    named = f'id="{number}" name={quoteattr(relation)} descr={quoteattr(name)}'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr {named}/><a:graphic><a:graphicData uri="{_DRAWN}"><pic:pic><pic:nvPicPr><pic:cNvPr {named}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def section(numbers: str | None, *, last: bool = False) -> str:
    """The end of a section, whose pages are numbered from one in that format of Word; None: they bear no number."""
    head = f'<w:headerReference w:type="default" r:id="{"rIdHead" if numbers else "rIdNoHead"}"/>'
    number = f'<w:pgNumType w:fmt="{numbers}" w:start="1"/>' if numbers else ""
    inside = f'<w:sectPr>{head}<w:type w:val="nextPage"/>{_PAGE}{number}</w:sectPr>'
    return inside if last else f"<w:p><w:pPr>{inside}</w:pPr></w:p>"


def file_of(
    body: Sequence[str], pictures: Mapping[str, bytes], title: str, made_at: datetime,
    photos: Mapping[str, Callable[[], bytes]],
) -> bytes:  # fmt: skip
    """The docx file. `pictures`: PNGs by the relation that the body names; `photos`: JPEGs, read one by one."""
    moment = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    page = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run("- ")}{field("PAGE", run("๑"))}{run(" -")}</w:p>'
    parts = {
        "[Content_Types].xml": content_types("header2", photos=bool(photos)),
        "_rels/.rels": relations(
            ("rId1", f"{RELATION}/officeDocument", "word/document.xml"), ("rId2", _PROPERTIES, "docProps/core.xml")
        ),
        "docProps/core.xml": (
            f'{HEAD}<cp:coreProperties xmlns:cp="{_PROPERTIES}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(title)}</dc:title><dc:creator>{CREATOR}</dc:creator>"
            f"<cp:lastModifiedBy>{CREATOR}</cp:lastModifiedBy>"
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>'
        ),
        "word/document.xml": f"{HEAD}<w:document {NAMES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(
            ("rIdStyles", f"{RELATION}/styles", "styles.xml"),
            ("rIdSettings", f"{RELATION}/settings", "settings.xml"),
            ("rIdHead", f"{RELATION}/header", "header1.xml"),
            ("rIdNoHead", f"{RELATION}/header", "header2.xml"),
            *((name, f"{RELATION}/image", f"media/{name}.png") for name in pictures),
            *((name, f"{RELATION}/image", f"media/{name}.jpg") for name in photos),
        ),
        "word/styles.xml": styles(_styles()),
        "word/settings.xml": settings(),
        "word/header1.xml": f"{HEAD}<w:hdr {NAMES}>{page}</w:hdr>",
        "word/header2.xml": f"{HEAD}<w:hdr {NAMES}><w:p/></w:hdr>",
    }
    files: dict[str, bytes | Callable[[], bytes]] = {name: text.encode() for name, text in parts.items()}
    files |= {f"word/media/{name}.png": data for name, data in pictures.items()}
    return pack(files | {f"word/media/{name}.jpg": read for name, read in photos.items()})


def _styles() -> str:
    """Headings, what the lists of contents are written in, captions."""
    contents = [_contents(f"TOC{level}", f"toc {level}", (level - 1) * 450) for level, _, _ in _HEADINGS]
    return "".join(
        (
            *(_heading(level, points, align) for level, points, align in _HEADINGS),
            *contents,
            _caption("TableCaption", "Table Caption", "<w:keepNext/>"),
            _caption("PictureCaption", "Picture Caption", ""),
        )
    )


def _heading(level: int, points: int, align: str) -> str:
    own = "<w:pageBreakBefore/>" if level == 1 else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:keepNext/>{own}<w:spacing w:before="{240 if level > 1 else 0}" w:after="80"/>'
        f'<w:jc w:val="{align}"/>'
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:bCs/><w:sz w:val="{2 * points}"/><w:szCs w:val="{2 * points}"/></w:rPr></w:style>'
    )


def _caption(style: str, name: str, keep: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}<w:spacing w:before="160" w:after="60"/></w:pPr>'
        "</w:style>"
    )


def _contents(style: str, name: str, left: int) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{WIDTH}"/></w:tabs><w:ind w:left="{left}"/></w:pPr>'
        "</w:style>"
    )
