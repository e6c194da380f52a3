"""Reading a file's bytes: slow, pure, and therefore done before any transaction is opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from domain.errors import UnreadableFileError
from domain.forms.definition import FormDefinition
from domain.forms.identity import Identity
from domain.forms.reading import read_form
from domain.forms.reading_result import Reading
from domain.forms.unneeded import without_national_ids
from reports.evidence import Kind, Seen, look
from reports.filled_form import open_grid
from reports.plan_book import looks_like_plan


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file turned out to be: a form as read, a plan, another table, or unreadable as a table for a reason.

    `seen`: what it is instead where it is a picture or a document, which is evidence.
    """

    reading: Reading | None = None
    is_plan: bool = False
    unreadable: str = ""
    seen: Seen | None = None


def read_file(data: bytes, name: str, forms: Mapping[str, FormDefinition]) -> FileRead:
    """Open the bytes as a table and read the form in it, without national IDs; the name is shown, never trusted."""
    try:
        grid = open_grid(data, name)
    except UnreadableFileError as refused:
        return _no_table(data, refused.reason)
    reading = read_form(grid, forms)
    if reading is None:
        return FileRead(is_plan=looks_like_plan(grid))
    return FileRead(reading=without_national_ids(reading))


def look_at(data: bytes) -> tuple[Identity, ...]:
    """The identities of our blanks that a picture shows."""
    return look(data).identities


def _no_table(data: bytes, reason: str) -> FileRead:
    seen = look(data)
    if seen.kind is Kind.ARCHIVE:
        return FileRead(unreadable="archive")
    return FileRead(unreadable=reason, seen=None if seen.kind is Kind.OTHER else seen)
