"""ทำรูปเล่ม: the booklet of a round from what was accepted, as PDF and as a Word file, with a few of its pages to see.

The manual's step for it shows itself in work 1 (2.4: the form is out and has its due day); of projects (work 4, 2) it
is recorded when a booklet is made in which nothing is missing. While it is drawn the person sees LINE's own sign that
an answer is coming, which costs nothing; a message of ours would use up the answer, and the booklet itself would have
to be paid for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.events import Incoming, TextSaid
from domain.messages import Outgoing
from domain.phrases.booklets import names_round, series_in
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.works import BOUND, BOUND_BY
from handlers import rounds, tasks_of
from handlers.booklets import around
from handlers.compiling import summary_data
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import booklets as words
from handlers.wording import overview
from reports.booklet.model import Booklet, compile_booklet, why_missing
from storage.files import BOOKLET

if TYPE_CHECKING:
    from storage.schema import Requirement

_PDF: Final = "application/pdf"
_PNG: Final = "image/png"
_TAP: Final = "booklet"


@dataclass(frozen=True, slots=True)
class _Made:
    """What was drawn beforehand: what the card says, the files as (kind, name, bytes, type), the pages to see.

    `step`: of the manual, "" where it shows itself.
    """

    code: str
    view: words.BookletView
    files: tuple[tuple[str, str, bytes, str], ...]
    pages: tuple[bytes, ...]
    step: str


def make(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Keep the files and answer with the card and the pages."""
    made = ctx.prepared if isinstance(ctx.prepared, _Made | list) else beforehand(event, ctx)
    if isinstance(made, list):
        return made
    urls = {kind: _kept(BOOKLET, name, (data, mime), made.code, ctx) for kind, name, data, mime in made.files}
    pages = [
        _kept("booklet page", words.file_name(made.view.title, ctx.now, f"{n}.png"), (data, _PNG), made.code, ctx)
        for n, data in enumerate(made.pages, start=1)
    ]
    missing = len(made.view.missing)
    if made.step and not missing:
        ctx.tx.steps.take_back(made.view.id, made.step)
        ctx.tx.steps.record(made.view.id, made.step, at=ctx.now, by=ctx.me.id, about=made.view.title)
    ctx.tx.audit.note(
        ctx.now,
        Noted.MAKE_BOOKLET,
        made.code,
        office_id=ctx.me.office_id,
        person_id=ctx.me.id,
        detail={"reports": made.view.reports, "of": made.view.reports + missing},
    )
    shown = [words.page(ctx.voice, url, n) for n, url in enumerate(pages, start=1)]
    return reply(words.ready(ctx.voice, made.view, urls, ctx.link_hours), *shown)


def beforehand(event: Incoming, ctx: Context) -> _Made | list[Outgoing]:
    """Read the round and draw its booklet, which takes seconds; or the answer where there is none to draw."""
    requirement = _meant(event, ctx)
    if isinstance(requirement, list):
        return requirement
    asked = rounds.Asked(requirement, ctx.tx.work.of_requirement(requirement.id), None)
    if not asked.obligations:
        return reply(words.nothing_asked(ctx.voice, requirement.title))
    data = summary_data(asked, tasks_of.tasks(ctx, asked.obligations), ctx)
    series = series_in(event.text) if isinstance(event, TextSaid) else None
    return _drawn(requirement, compile_booklet(data, around(asked, series, ctx)), ctx)


def _meant(event: Incoming, ctx: Context) -> Requirement | list[Outgoing]:
    """The round whose booklet is meant: the one its button or its words name, or the only one; else a question."""
    named, office_id = numbers(event), ctx.me.office_id
    if named:
        found = ctx.tx.work.requirement(named[0], office_id)
        return found if found and found.work in BOUND else reply(words.not_bound(ctx.voice))
    slots = ctx.said.slots if ctx.said else None
    kinds = {slots.requirement} if slots and slots.requirement else BOUND
    if not kinds & BOUND:
        return reply(words.only_some(ctx.voice))
    bound = [one for one in ctx.tx.work.open_requirements(office_id, ctx.now) if one.work in kinds]
    fitting = [one for one in bound if slots is None or names_round(slots, one.round, one.fiscal_year_be)]
    if len(fitting) == 1:
        return fitting[0]
    if not bound:
        return reply(words.not_bound(ctx.voice))
    return reply(overview.which_round(ctx.voice, [(one.id, one.title) for one in fitting or bound], _TAP))


def _drawn(requirement: Requirement, booklet: Booklet, ctx: Context) -> _Made:
    from reports.booklet.face import write_booklet  # noqa: PLC0415 - what draws is loaded by whoever draws
    from reports.booklet.pages import page_count, page_pictures, to_pdf  # noqa: PLC0415
    from reports.booklet.places import places_in  # noqa: PLC0415
    from reports.booklet.word_book import to_docx  # noqa: PLC0415
    from reports.official.word import DOCX_MIME  # noqa: PLC0415

    step = BOUND_BY.get(requirement.work, "")
    face = write_booklet(booklet).face
    read = ctx.tx.files.read
    pdf = to_pdf(face, made_at=ctx.now, read=read)
    docx = to_docx(face, made_at=ctx.now, read=read, pages=places_in(pdf, face))
    view = words.BookletView(
        id=requirement.id,
        title=requirement.title,
        word=booklet.data.subject_word,
        pages=page_count(pdf),
        filled=len(booklet.filled),
        chapters=len(booklet.chapters),
        reports=len(booklet.reports),
        missing=tuple((booklet.data.subject_name(line), line.unit, why_missing(line)) for line in booklet.missing),
        as_of=ctx.now,
        photos=len(face.photos),
        unconfirmed=sum(not one.confirmed for one in ctx.tx.pictures.faces(requirement.id)),
    )
    files = (
        ("pdf", words.file_name(requirement.title, ctx.now, "pdf"), pdf, _PDF),
        ("docx", words.file_name(requirement.title, ctx.now, "docx"), docx, DOCX_MIME),
    )
    return _Made(requirement.code, view, files, tuple(page_pictures(pdf, face.to_show)), step)


def _kept(kind: str, name: str, content: tuple[bytes, str], code: str, ctx: Context) -> str:
    """The link to a file."""
    document = ctx.tx.files.make_document(
        office_id=ctx.me.office_id,
        kind=kind,
        name=name,
        sha256=ctx.tx.files.keep(*content, ctx.now),
        made_for_id=ctx.me.id,
        now=ctx.now,
        about={"requirement": code},
    )
    return ctx.links.file(document.id, ctx.me.id, ctx.now)


DEED = Deed(
    name="make a booklet",
    do=make,
    beforehand=beforehand,
    intents=frozenset({Intent.BOOKLET}),
    tap=_TAP,
    right=Right.SEE_ALL,
    private=True,
    slow=True,
)
