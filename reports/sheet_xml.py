"""Cells written into the XML of a sheet, everything around them left as it stands."""

from __future__ import annotations

import re
from typing import Final

from domain.errors import UnreadableFileError
from reports.package import attribute, before_end, prefix_of, xml_text

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LETTERS: Final = 26
_LAST_ROW: Final = 1_048_576


def used_rows(xml: str) -> int:
    """The number of the last row that holds a value or is covered by a merged range; 0 for none."""
    last = 0
    for row, body in _rows(xml):
        if re.search(r"<(?:\w+:)?(?:v|t|f)\b[^>]*>", body):
            last = max(last, row)
    merges = re.findall(r"<(?:\w+:)?mergeCell\b[^>]*>", xml)
    ends = [_REFERENCE.fullmatch(attribute(tag, "ref").rpartition(":")[2]) for tag in merges]
    return max([last, *(int(end[2]) for end in ends if end)])


def with_cell(xml: str, address: str, value: str | float, style: int | None = None) -> str:
    """The sheet with a value in a cell, in place of whatever it held; it keeps its look unless `style` is given.

    ValueError for what is no address; UnreadableFileError for a sheet that cannot be understood.
    """
    found = _REFERENCE.fullmatch(address)
    if found is None or int(found[2]) > _LAST_ROW:
        raise ValueError(f"no cell {address}")
    prefix, number = prefix_of(xml, "sheetData"), int(found[2])
    row = re.search(rf"<{prefix}row\b[^>]*?(?<![\w:])r\s*=\s*[\"']{number}[\"'][^>]*>", xml)
    if row is None:
        new = f'<{prefix}row r="{number}">{_cell(prefix, address, value, style)}</{prefix}row>'
        return _with_row(xml, prefix, number, new)
    if row[0].endswith("/>"):
        opening = row[0][:-2].rstrip() + ">"
        new = f"{opening}{_cell(prefix, address, value, style)}</{prefix}row>"
        return xml[: row.start()] + new + xml[row.end() :]
    end = xml.find(f"</{prefix}row>", row.end())
    if end < 0:
        raise UnreadableFileError("damaged", "a row without an end")
    return xml[: row.end()] + _in_row(xml[row.end() : end], prefix, address, value, style) + xml[end:]


def is_empty(xml: str, address: str) -> bool:
    """Whether a cell holds no value and no formula."""
    cell = re.search(_cell_pattern(prefix_of(xml, "sheetData"), address), xml, re.DOTALL)
    return cell is None or not re.search(r"<(?:\w+:)?(?:v|t|f)\b", cell[0])


def _rows(xml: str) -> list[tuple[int, str]]:
    prefix, number, found = prefix_of(xml, "sheetData"), 0, []
    for row in re.finditer(rf"<{prefix}row\b([^>]*?)(?:/>|>(.*?)</{prefix}row>)", xml, re.DOTALL):
        said = attribute(row[1], "r")
        number = int(said) if said.isdecimal() else number + 1
        found.append((number, row[2] or ""))
    return found


def _with_row(xml: str, prefix: str, number: int, new: str) -> str:
    for row in re.finditer(rf"<{prefix}row\b[^>]*>", xml):
        said = attribute(row[0], "r")
        if said.isdecimal() and int(said) > number:
            return xml[: row.start()] + new + xml[row.start() :]
    return before_end(xml, "sheetData", new)


def _in_row(body: str, prefix: str, address: str, value: str | float, style: int | None) -> str:
    old = re.search(_cell_pattern(prefix, address), body, re.DOTALL)
    if old is not None:
        kept = attribute(old[0].partition(">")[0], "s")
        look = style if style is not None else int(kept) if kept.isdecimal() else None
        return body[: old.start()] + _cell(prefix, address, value, look) + body[old.end() :]
    new = _cell(prefix, address, value, style)
    for cell in re.finditer(rf"<{prefix}c\b[^>]*>", body):
        place = _REFERENCE.fullmatch(attribute(cell[0], "r"))
        if place and _column(place[1]) > _column(address.rstrip("0123456789")):
            return body[: cell.start()] + new + body[cell.start() :]
    return body + new


def _cell_pattern(prefix: str, address: str) -> str:
    return rf"<{prefix}c\b[^>]*?(?<![\w:])r\s*=\s*[\"']{address}[\"'][^>]*?(?:/>|(?<!/)>.*?</{prefix}c>)"


def _cell(prefix: str, address: str, value: str | float, style: int | None) -> str:
    look = f' s="{style}"' if style is not None else ""
    if isinstance(value, str):
        text = f'<{prefix}is><{prefix}t xml:space="preserve">{xml_text(value)}</{prefix}t></{prefix}is>'
        return f'<{prefix}c r="{address}"{look} t="inlineStr">{text}</{prefix}c>'
    return f'<{prefix}c r="{address}"{look}><{prefix}v>{value!r}</{prefix}v></{prefix}c>'


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
