"""The marked copy: somebody's own workbook with the faulty cells coloured and a note at each, nothing else changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from domain.errors import UnreadableFileError
from reports.filled_guard import guard
from reports.filled_kind import FileKind, kind_of_archive, opened
from reports.marked_book import MarkedBook, Remarks, Said, SheetOfBook
from reports.marked_grid import redrawn
from reports.marked_package import Package
from reports.marked_sheet import Place, parsed_place
from reports.marks import BROKEN, Mark
from reports.workbook import CREATOR

MAX_PLACES: Final = 5_000


def mark(data: bytes, marks: Sequence[Mark], *, title: str = CREATOR) -> bytes:
    """The marked workbook. `title` heads each note; notes are plain text, whatever they begin with.

    A workbook of the new kind (.xlsx, .xlsm) keeps every part, every cell and every look; any other table becomes a new
    workbook of its values, marked alike. Marks of ours from before are taken out first: without marks, a marked copy
    becomes what it was. A mark on a cell that is no cell, or of a sheet that is not there, is shown at the title.

    Raises UnreadableFileError, and nothing else, for what cannot be marked.
    """
    try:
        return _marked(data, marks, title)
    except UnreadableFileError:
        raise
    except MemoryError as error:
        raise UnreadableFileError("too_large", "marked") from error
    except BROKEN as error:
        raise UnreadableFileError("damaged", f"marked: {error}") from error


def _marked(data: bytes, marks: Sequence[Mark], title: str) -> bytes:
    archive = opened(data)
    if archive is not None:
        with archive:
            if kind_of_archive(archive) is FileKind.XLSX:
                guard(archive, len(data))
                return _marked_package(Package(archive, data), marks, title)
    data, names = redrawn(data)
    archive = opened(data)
    assert archive is not None
    with archive:
        renamed = [Mark(names.get(one.sheet, one.sheet), one.cell, one.note, one.error) for one in marks]
        return _marked_package(Package(archive, data), renamed, title)


def _marked_package(package: Package, marks: Sequence[Mark], title: str) -> bytes:
    book = MarkedBook(package, CREATOR)
    if not book.sheets:
        raise UnreadableFileError("damaged", "no sheets")
    said = _gathered(book.sheets, marks)
    if sum(map(len, said.values())) > MAX_PLACES:
        raise UnreadableFileError("too_large", "marks")
    for sheet in book.sheets:
        book.mark(sheet, Said(said.get(sheet.part, {}), title))
    book.finish()
    return package.result()


def _gathered(sheets: Sequence[SheetOfBook], marks: Iterable[Mark]) -> dict[str, dict[Place | None, Remarks]]:
    """What is said, by the part of the sheet and by the cell."""
    named = {_plain(sheet.name): sheet.part for sheet in reversed(sheets)}
    front = next((sheet for sheet in sheets if sheet.shown), sheets[0])
    said: dict[str, dict[Place | None, Remarks]] = {}
    for one in marks:
        part = named.get(_plain(one.sheet))
        place = parsed_place(one.cell) if one.cell and part else None
        remarks = said.setdefault(part or front.part, {}).setdefault(place, Remarks())
        remarks.add(one.note, error=one.error)
    return said


def _plain(name: str) -> str:
    return name.strip().casefold()
