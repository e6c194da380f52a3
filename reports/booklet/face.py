"""The words of a booklet in their places, which Typst and Word both draw, and the figures that stand among them."""

from __future__ import annotations

from dataclasses import dataclass

from reports.booklet.annex import annex
from reports.booklet.blocks import Face
from reports.booklet.closing import budget, conclusion
from reports.booklet.drafting import Draft, Known
from reports.booklet.front import basics, contents, cover, foreword, summary, title_of
from reports.booklet.model import Booklet
from reports.booklet.results import direction, results
from reports.official.writing import Writing
from reports.tracing import Traced


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
    foreword(booklet, draft)
    summary(booklet, draft)
    contents(draft)
    before = len(draft.blocks)
    for part in (basics, direction, results, budget, conclusion, annex):
        part(booklet, draft)
    face = Face(
        title=writing.line(title_of(booklet)),
        cover=cover(booklet, writing),
        front=tuple(draft.blocks[:before]),
        body=tuple(draft.blocks[before:]),
    )
    return Written(face, tuple(draft.figures), tuple(draft.known))
