"""Official documents to look at: a PDF, and its first page as a picture for a card in the chat.

What staff edit is the Word file (`reports.official.documents`); this is the same face, drawn with the shipped layout.
The same document and moment give the same bytes. Whoever imports this module loads Typst, about 30 MB.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Final, cast

import fontpkg_sarabun
import typst

from reports.official.faces import MemoFace, OrderFace, face_of
from reports.official.folder import garuda_of
from reports.official.model import Official
from reports.official.writing import Writing

PREVIEW_WIDTH: Final = 1024  # pixels: the widest picture a card shows
_A4_WIDTH: Final = 210 / 25.4  # inches
PAGE: Final = Path(__file__).with_name("thai_page.typ")
FONTS: Final = fontpkg_sarabun.ROOT / "files"
_TEMPLATE: Final = Path(__file__).with_name("official.typ")


def to_pdf(document: Official, *, made_at: datetime, thai_digits: bool = True, folder: Path | None = None) -> bytes:
    """The document as a PDF. `folder`: where an office keeps its Garuda."""
    drawn = typst.compile(
        PAGE.read_bytes() + _TEMPLATE.read_bytes(),
        format="pdf",
        root=folder,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs=_inputs(document, folder, thai_digits=thai_digits),
        timestamp=int(made_at.timestamp()),
    )
    return bytes(drawn)


def to_preview(document: Official, *, thai_digits: bool = True, folder: Path | None = None) -> bytes:
    """A PNG of the first page, as wide as a phone shows it sharp."""
    drawn = typst.compile(
        PAGE.read_bytes() + _TEMPLATE.read_bytes(),
        format="png",
        ppi=PREVIEW_WIDTH / _A4_WIDTH,
        root=folder,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs=_inputs(document, folder, thai_digits=thai_digits),
    )
    pages = cast("bytes | list[bytes]", drawn)  # a list where there are several, which the library's stubs do not say
    return pages if isinstance(pages, bytes) else pages[0]


def _inputs(document: Official, folder: Path | None, *, thai_digits: bool) -> dict[str, str]:
    face = face_of(document, Writing(thai_digits))
    kind, title = "minutes", "รายงานการประชุม"
    if isinstance(face, MemoFace):
        kind, title = "memo", f"บันทึกข้อความ {face.subject}"
    elif isinstance(face, OrderFace):
        kind, title = "order", f"คำสั่ง {face.subject}"
    return {
        "kind": kind,
        "title": title,
        "thai": "yes" if thai_digits else "no",
        "garuda": "yes" if garuda_of(folder) else "no",
        "face": json.dumps(asdict(face)),
    }
