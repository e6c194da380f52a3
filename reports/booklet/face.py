"""The words of a booklet in their places, which Typst and Word both draw, and the figures that stand among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from reports.booklet import projects
from reports.booklet.annex import annex
from reports.booklet.blocks import Face
from reports.booklet.closing import budget, conclusion
from reports.booklet.drafting import Draft, Known
from reports.booklet.front import basics, contents, cover, foreword, summary, title_of
from reports.booklet.model import Booklet
from reports.booklet.results import direction, results
from reports.official.writing import Writing
from reports.tracing import Traced

Part = Callable[[Booklet, Draft], None]
_FRONT: Final[tuple[Part, ...]] = (foreword, summary)
_BODY: Final[tuple[Part, ...]] = (basics, direction, results, budget, conclusion, annex)
_PROJECTS_FRONT: Final[tuple[Part, ...]] = (projects.foreword, projects.summary)
_PROJECTS: Final[tuple[Part, ...]] = (
    basics, projects.listed, projects.chapters, projects.money, projects.conclusion, annex,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """A booklet as it is written: its face, the figures of units' files in it, and those that come of no file."""

    face: Face
    figures: tuple[Traced, ...]
    known: tuple[Known, ...]


def write_booklet(booklet: Booklet, *, thai_digits: bool = True) -> Written:
    """Write all of a booklet; the same data gives the same words."""
    writing = Writing(thai_digits)
    draft = Draft(writing)
    front, body = (_PROJECTS_FRONT, _PROJECTS) if booklet.of_projects else (_FRONT, _BODY)
    for part in front:
        part(booklet, draft)
    contents(draft)
    before = len(draft.blocks)
    for part in body:
        part(booklet, draft)
    face = Face(
        title=writing.line(title_of(booklet)),
        cover=cover(booklet, writing),
        front=tuple(draft.blocks[:before]),
        body=tuple(draft.blocks[before:]),
    )
    return Written(face, tuple(draft.figures), tuple(draft.known))
