"""The words of an order in a Word file: its paragraphs and tables in their order, and the mark that we gave it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

from domain.order_papers import MARK, OrderPaper, Rows, read_paper
from reports.evidence_documents import parts_of

_MARKED: Final = re.compile(MARK.format(r"(\d{1,9})\b"))
_BODY: Final = "word/document.xml"
_FACTS: Final = "docProps/core.xml"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def order_in(data: bytes) -> OrderPaper | None:
    """The order that a docx file is; None if it is none, or cannot be read."""
    parts = parts_of(data, (_BODY, _FACTS))
    try:
        body = ET.fromstring(parts.get(_BODY, b"")).find(f"{_W}body")  # noqa: S314 - in a process of its own
    except ET.ParseError:
        return None
    if body is None:
        return None
    mark = _MARKED.search(parts.get(_FACTS, b"").decode("utf-8", "replace"))
    return read_paper(_blocks(body), int(mark[1]) if mark else 0)


def _blocks(body: ET.Element) -> Iterator[str | Rows]:
    for one in body:
        if one.tag == f"{_W}p":
            yield _text(one)
        elif one.tag == f"{_W}tbl":
            yield tuple(
                tuple(" ".join(_text(line) for line in cell.iter(f"{_W}p")) for cell in row.iter(f"{_W}tc"))
                for row in one.iter(f"{_W}tr")
            )


def _text(paragraph: ET.Element) -> str:
    """Its letters as they are read: what was struck out while changes were tracked is not among them."""
    said = []
    for one in paragraph.iter():
        if one.tag == f"{_W}t":
            said.append(one.text or "")
        elif one.tag in {f"{_W}tab", f"{_W}br"}:
            said.append(" ")
    return "".join(said)
