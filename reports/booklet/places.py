"""On which page of a drawn booklet what stands: read from the links of its own lists of contents."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from reports.booklet.blocks import Chart, Face, Heading, Listing, Table

_LISTED: Final[dict[str, type[Heading | Table | Chart]]] = {"headings": Heading, "tables": Table, "charts": Chart}
_NUMBER: Final = re.compile(r"\s*-\s*(\S+)\s*-")  # at the head of a page


def places_in(pdf: bytes, face: Face) -> dict[str, str]:
    """By their keys, the page on which each heading, table and picture begins, as numbered there.

    Nothing where the lists are not those of this face: no page number is better than a wrong one.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        goals = [goal for goal, _ in groupby(goal for page in document for goal in _goals(document, page))]
        keys = list(_listed(face))
        if len(goals) != len(keys):
            return {}
        shown = {page: _number(document[page]) for page, _ in goals}
        return {key: shown[page] for key, (page, _) in zip(keys, goals, strict=True) if key}
    finally:
        document.close()


def _listed(face: Face) -> Iterator[str]:
    """The keys of what the lists name, in their order; "" for the first list itself."""
    for listing in face.front:
        if not isinstance(listing, Listing):
            continue
        for block in face.blocks:
            if isinstance(block, _LISTED[listing.of]):
                yield block.key
            elif listing.of == "headings" and block == listing:
                yield ""


def _goals(document: Any, page: Any) -> Iterator[tuple[int, float]]:
    """Where the links of a page lead, in its order: to which page, and how high on it. A long entry has several."""
    place, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, place, link):
        goal = pdfium.FPDFLink_GetDest(document, link)
        has = [ctypes.c_int() for _ in range(3)]
        at = [ctypes.c_float() for _ in range(3)]
        pdfium.FPDFDest_GetLocationInPage(goal, *has, *at)
        yield pdfium.FPDFDest_GetDestPageIndex(document, goal), at[1].value


def _number(page: Any) -> str:
    found = _NUMBER.match(page.get_textpage().get_text_bounded())
    return found[1] if found else ""
