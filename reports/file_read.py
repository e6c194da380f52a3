"""What a file turns out to be: the bytes somebody sent -> a form as read, a plan, another table, or why it is none.

Slow and pure; done in a process apart (`reading_room`), where it can be stopped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from domain.errors import UnreadableFileError
from domain.forms.definition import FormDefinition
from domain.forms.learning import learn
from domain.forms.learnt import Learnt, NotAForm
from domain.forms.reading import read_form
from domain.forms.reading_result import Reading
from domain.forms.unneeded import without_national_ids
from reports.filled_form import open_grid
from reports.plan_columns import looks_like_plan
from reports.seen import BookPicture, PrintCopy, Seen


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file turned out to be: a form as read, a plan, another table, or unreadable as a table for a reason.

    `detail`: of an unreadable one, a word more; of one that is no table, what it is (`filled_kind`). `seen`: what it is
    instead where it is a picture or a document, which is evidence; `copy`: of a picture. `pictures`: those that lie on
    the sheets of a form which asks for some, each with its copy.
    """

    reading: Reading | None = None
    is_plan: bool = False
    unreadable: str = ""
    detail: str = ""
    seen: Seen | None = None
    copy: PrintCopy | None = None
    pictures: tuple[tuple[BookPicture, PrintCopy], ...] = ()


def read_file(data: bytes, name: str, forms: Mapping[str, FormDefinition]) -> FileRead:
    """Open the bytes as a table and read the form in it, without national IDs; the name is shown, never trusted."""
    try:
        grid = open_grid(data, name)
    except UnreadableFileError as refused:
        return FileRead(unreadable=refused.reason, detail=refused.detail)
    reading = read_form(grid, forms)
    if reading is None:
        return FileRead(is_plan=looks_like_plan(grid))
    return FileRead(reading=without_national_ids(reading))


@dataclass(frozen=True, slots=True)
class FormRead:
    """A form as a blank shows it, in plain values: the definition as JSON, everything else by name."""

    definition: dict[str, Any]
    rest: dict[str, Any]

    def learnt(self) -> Learnt:
        """The same as it is used."""
        return Learnt(definition=FormDefinition.model_validate(self.definition), **self.rest)


def learn_file(data: bytes, name: str, forms: Mapping[str, FormDefinition]) -> FormRead | NotAForm:
    """The form that a blank shows, or why it shows none. Raises UnreadableFileError."""
    found = learn(open_grid(data, name), name=name, known=forms.values())
    if isinstance(found, NotAForm):
        return found
    rest = {one.name: getattr(found, one.name) for one in fields(found) if one.name != "definition"}
    return FormRead(found.definition.model_dump(mode="json"), rest)
