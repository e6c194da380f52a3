"""The marked copy of a file somebody sent: what is to be mended or looked at, in the cells themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from domain.forms.definition import Severity
from domain.forms.reading_result import Finding
from handlers.routing import Context
from handlers.wording.findings import sentence
from handlers.wording.receipts import Outcome, Receipt, marked_name
from reports.marks import Mark, marked_suffix
from reports.workbook import XLSX_MIME
from storage.files import MARKED

if TYPE_CHECKING:
    from storage.schema import Upload


def with_marked_copy(upload: Upload, outcomes: Sequence[Outcome], ctx: Context) -> list[Outcome]:
    """The outcomes with a link to one marked copy of the file, where anything in it is to be mended or looked at.

    Nothing is made of a file that cannot be marked, or that is so large that its sender would wait for it.
    """
    found = [finding for outcome in outcomes if isinstance(outcome, Receipt) for finding in outcome.findings]
    copy = marked_copies(upload, found, [ctx.me.id], ctx).get(ctx.me.id, "")
    return [
        replace(outcome, marked_url=copy) if isinstance(outcome, Receipt) and outcome.findings else outcome
        for outcome in outcomes
    ]


def marked_copies(
    upload: Upload, findings: Sequence[Finding], people: Sequence[int], ctx: Context, **about: int
) -> dict[int, str]:
    """A link to one marked copy of the file for each of these people, by their ids; none where nothing is marked.

    `about`: what else the documents say of where they come from.
    """
    marks = [Mark(f.sheet, f.cell, sentence(f), f.severity is Severity.ERROR) for f in findings]
    data = ctx.files.marked(ctx.tx.files.read(upload.sha256), marks) if marks else None
    if data is None:
        return {}
    name = marked_name(PurePath(upload.name).stem, marked_suffix(data))
    sha256 = ctx.tx.files.keep(data, XLSX_MIME, ctx.now)
    made = {
        person_id: ctx.tx.files.make_document(
            office_id=upload.office_id,
            kind=MARKED,
            name=name,
            sha256=sha256,
            made_for_id=person_id,
            now=ctx.now,
            about={"upload": upload.id, **about},
        )
        for person_id in people
    }
    return {person_id: ctx.links.file(document.id, person_id, ctx.now) for person_id, document in made.items()}
