"""A booklet as PDF, a few of its pages as pictures for the chat, its charts as pictures for Word.

The same data and moment give the same bytes. Whoever imports this module loads Typst, about 30 MB.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, Final

import pypdfium2
import typst

from reports.booklet.blocks import Block, Chart, Face, Heading, Listing, Photos, Table, Words
from reports.booklet.pdf_pictures import FIRST_WIDTH, with_pictures
from reports.official.pictures import FONTS, PAGE, PREVIEW_WIDTH

_TEMPLATE: Final = Path(__file__).with_name("booklet.typ")
_CHART_PIXELS: Final = 200.0  # an inch, as printers show them
_A4_WIDTH: Final = 595.276  # points
_KINDS: Final[dict[type[Block], str]] = {
    Heading: "heading", Words: "words", Table: "table", Chart: "chart", Photos: "photos", Listing: "listing",
}  # fmt: skip


def to_pdf(
    face: Face, *, made_at: datetime, read: Callable[[str], bytes] | None = None, thai_digits: bool = True
) -> bytes:
    """The booklet as a PDF on A4. `read`: a picture's JPEG by its hash, asked for one by one."""
    numbers = count(FIRST_WIDTH)
    told = {
        "title": face.title,
        "cover": asdict(face.cover),
        "front": [_numbered(block, numbers) for block in face.front],
        "body": [_numbered(block, numbers) for block in face.body],
    }
    drawn = typst.compile(
        PAGE.read_bytes() + _TEMPLATE.read_bytes(),
        format="pdf",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"thai": "yes" if thai_digits else "no", "face": json.dumps(told)},
        timestamp=int(made_at.timestamp()),
    )
    return with_pictures(bytes(drawn), face.photos, read) if read is not None else bytes(drawn)


def chart_pictures(face: Face, *, thai_digits: bool = True) -> dict[str, bytes]:
    """A PNG of each chart, by its key."""
    charts = [block for block in face.blocks if isinstance(block, Chart)]
    face_told = json.dumps({"blocks": [_plain(chart) for chart in charts]})
    return {
        chart.key: bytes(
            typst.compile(
                PAGE.read_bytes() + _TEMPLATE.read_bytes(),
                format="png",
                ppi=_CHART_PIXELS,
                font_paths=[FONTS],
                ignore_system_fonts=True,
                sys_inputs={"thai": "yes" if thai_digits else "no", "face": face_told, "only": chart.key},
            )
        )
        for chart in charts
    }


def page_count(pdf: bytes) -> int:
    """How many pages it has, the cover among them."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def page_pictures(pdf: bytes, titles: Sequence[str]) -> list[bytes]:
    """PNGs of the cover and of the pages on which the headings with these titles stand, each page once."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = {mark.get_title(): _place(mark) for mark in document.get_toc()}
        pages = dict.fromkeys((0, *(found.get(title) for title in titles)))
        return [_picture(document, page) for page in pages if page is not None]
    finally:
        document.close()


def _place(mark: Any) -> int | None:
    goal = mark.get_dest()
    return None if goal is None else goal.get_index()


def _picture(document: Any, number: int) -> bytes:
    """A page as wide as a phone shows it sharp, in greys: a tenth of what a preview may weigh."""
    drawn = document[number].render(scale=PREVIEW_WIDTH / _A4_WIDTH).to_pil().convert("L")
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()


def _numbered(block: Block, numbers: Iterator[int]) -> dict[str, Any]:
    """The block; its pictures bear the number by which each is found in the PDF."""
    plain = _plain(block)
    if isinstance(block, Photos):
        plain["each"] = [{**one, "number": next(numbers)} for one in plain["each"]]
    return plain


def _plain(block: Block) -> dict[str, Any]:
    return {"kind": _KINDS.get(type(block), "page")} | asdict(block)
