"""เผยแพร่: the figures of a work on a public page behind links of three audiences, which an officer opens and closes.

The manual, work 3, step 4 and work 4, step 3. The page shows sums, never whose they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.errors import IllegalMoveError
from domain.events import Incoming
from domain.lifecycle import Deed as Move
from domain.lifecycle import State, move
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.publishing import Audience, Change, Page
from domain.rights import Right
from domain.thai import local
from domain.works import PUBLISHED_BY
from handlers import publishing, rounds
from handlers.routing import Context, Deed, argument, numbers, reply
from handlers.wording import publications as words
from reports.public_book import public_book
from reports.workbook import XLSX_MIME, to_xlsx

if TYPE_CHECKING:
    from storage.schema import Publication, Requirement

_GO: Final = 3  # requirement, with the booklet or not, mark


def publish(event: Incoming, ctx: Context) -> list[Outgoing]:
    """What would be seen: publish:<requirement>, or by words."""
    asked = _meant(event, ctx)
    return asked if isinstance(asked, list) else _shown(publishing.prepared(asked, ctx), ctx)


def _meant(event: Incoming, ctx: Context) -> rounds.Asked | list[Outgoing]:
    named = numbers(event)
    found = publishing.publishable(ctx)
    kind = ctx.said.slots.requirement if ctx.said else None
    meant = [one for one in found if (one.id == named[0] if named else kind in {None, one.work})]
    if not meant:
        return reply(words.not_published(ctx.voice))
    if len(meant) > 1:
        return reply(words.listed(ctx.voice, [], [(one.id, one.title) for one in meant]))
    return rounds.Asked(meant[0], ctx.tx.work.of_requirement(meant[0].id), None)


def _shown(ready: publishing.Prepared, ctx: Context) -> list[Outgoing]:
    requirement, page = ready.requirement, ready.page
    if not page.tables:
        return reply(words.nothing_accepted(ctx.voice, requirement.title))
    if named := publishing.people_named(page, requirement.office_id, ctx):
        return reply(words.names_people(ctx.voice, named))
    view = words.PageView(
        id=requirement.id,
        mark=ready.mark,
        title=page.title,
        facts=page.facts,
        tables=tuple(one.title for one in page.tables),
        note=page.note,
        booklet=ready.booklet.name if ready.booklet else "",
        ordered=PUBLISHED_BY[requirement.work] in ctx.tx.steps.of(requirement.id)
        or ctx.tx.proposals.ordered(requirement.id),
        out=ctx.tx.publications.of(requirement.id) is not None,
    )
    return reply(words.really(ctx.voice, view))


def go(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Put it out: publishgo:<requirement>:<1 with the booklet>:<mark of what the card showed>."""
    said = numbers(event)
    asked = _meant(event, ctx)
    if isinstance(asked, list) or len(said) != _GO:
        return asked if isinstance(asked, list) else reply(words.no_such_page(ctx.voice))
    ready = publishing.prepared(asked, ctx)
    if said[2] != ready.mark or publishing.people_named(ready.page, asked.requirement.office_id, ctx):
        return _shown(ready, ctx)
    requirement, page = ready.requirement, ready.page
    name = words.file_name(requirement.title, local(ctx.now).date())
    book = to_xlsx(public_book(page), title=page.title, made_at=ctx.now)
    files = [(name, ctx.tx.files.keep(book, XLSX_MIME, ctx.now))]
    if said[1] and ready.booklet is not None:
        files.append((ready.booklet.name, ready.booklet.sha256))
    made = ctx.tx.publications.publish(
        requirement.id, requirement.office_id, page, files, by=ctx.me.id, now=ctx.now
    )  # fmt: skip
    _note(Noted.PUBLISH, requirement, ctx)
    _moved(asked, ctx)
    return reply(words.published(ctx.voice, _view(made, ctx)))


def _moved(asked: rounds.Asked, ctx: Context) -> None:
    """What stands on the page has left the house; the step is recorded."""
    requirement = asked.requirement
    for debt in asked.obligations:
        try:
            debt.state = move(State(debt.state), Move.PUBLISH, ctx.works[requirement.work]).value
        except IllegalMoveError:
            continue  # not accepted yet, or published before
    ctx.tx.steps.record(
        requirement.id, PUBLISHED_BY[requirement.work], at=ctx.now, by=ctx.me.id, about=words.PAGES.label
    )  # fmt: skip


def pages(_event: Incoming, ctx: Context) -> list[Outgoing]:
    """The pages of the office, and what could be made public."""
    found = ctx.tx.publications.of_office(ctx.me.office_id)
    titles = {one.id: Page.from_json(one.page).title for one in found}
    out = {one.requirement_id for one in found}
    rest = [(one.id, one.title) for one in publishing.publishable(ctx) if one.id not in out]
    if not found and not rest:
        return reply(words.not_published(ctx.voice))
    if len(found) == 1 and not rest:
        return reply(words.how_often(_view(found[0], ctx)))
    return reply(words.listed(ctx.voice, [(one.id, titles[one.id], one.closed_at is None) for one in found], rest))


def one_page(event: Incoming, ctx: Context) -> list[Outgoing]:
    """How often it was opened, and its log: publication:<id>."""
    found = _found(event, ctx)
    return reply(words.how_often(_view(found, ctx)) if found else words.no_such_page(ctx.voice))


def links(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Its links once more: publishlinks:<id>."""
    found = _found(event, ctx)
    return reply(words.published(ctx.voice, _view(found, ctx)) if found else words.no_such_page(ctx.voice))


def close(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Take it away: publishoff:<id>."""
    found = _found(event, ctx)
    if found is None:
        return reply(words.no_such_page(ctx.voice))
    if not ctx.tx.publications.close(found, by=ctx.me.id, now=ctx.now):
        return reply(words.stands_so(ctx.voice, _title(found), is_open=False))
    _note(Noted.CLOSE_PUBLICATION, _requirement(found, ctx), ctx)
    return reply(words.switched(ctx.voice, _title(found), is_open=False))


def reopen(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Show it again as it was: publishon:<id>."""
    found = _found(event, ctx)
    if found is None:
        return reply(words.no_such_page(ctx.voice))
    if not ctx.tx.publications.open(found, by=ctx.me.id, now=ctx.now):
        return reply(words.stands_so(ctx.voice, _title(found), is_open=True))
    _note(Noted.OPEN_PUBLICATION, _requirement(found, ctx), ctx)
    return reply(words.switched(ctx.voice, _title(found), is_open=True))


def tell(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Have groups or schools told of it, as if that had been typed: publishtell:<id>:<0 groups, 1 schools>."""
    said = numbers(event)
    found = ctx.tx.publications.get(said[0], ctx.me.office_id) if said[1:] in ([0], [1]) else None
    if found is None:
        return reply(words.no_such_page(ctx.voice))
    audience = (Audience.OFFICE, Audience.SCHOOLS)[said[1]]
    return ctx.go_on(words.telling(said[1], _title(found), _view(found, ctx).links[audience]))


def _found(event: Incoming, ctx: Context) -> Publication | None:
    number = argument(event)
    return ctx.tx.publications.get(number, ctx.me.office_id) if number is not None else None


def _title(found: Publication) -> str:
    return Page.from_json(found.page).title


def _requirement(found: Publication, ctx: Context) -> Requirement:
    requirement = ctx.tx.work.requirement(found.requirement_id, found.office_id)
    assert requirement is not None  # a page is of one
    return requirement


def _note(noted: Noted, requirement: Requirement, ctx: Context) -> None:
    ctx.tx.audit.note(ctx.now, noted, requirement.code, office_id=requirement.office_id, person_id=ctx.me.id)


def _view(found: Publication, ctx: Context) -> words.PublicationView:
    names = ctx.tx.people.names(found.office_id)
    return words.PublicationView(
        id=found.id,
        title=_title(found),
        published_at=found.published_at,
        is_open=found.closed_at is None,
        links={Audience(one.audience): ctx.links.public(one.token) for one in found.links},
        files=len(found.files),
        openings=ctx.tx.publications.openings(found.id),
        log=tuple((Change(one.change), one.at, names.get(one.by_id, "")) for one in found.log),
    )


DEEDS = (
    Deed(
        name="publish", do=publish, intents=frozenset({Intent.PUBLISH}), tap="publish", right=Right.REMIND,
        private=True,
    ),
    Deed(name="publish it", do=go, tap="publishgo", right=Right.REMIND, private=True),
    Deed(name="public pages", do=pages, intents=frozenset({Intent.PUBLICATIONS}), right=Right.REMIND, private=True),
    Deed(name="public page", do=one_page, tap="publication", right=Right.REMIND, private=True),
    Deed(name="links of a public page", do=links, tap="publishlinks", right=Right.REMIND, private=True),
    Deed(name="close a public page", do=close, tap="publishoff", right=Right.REMIND, private=True),
    Deed(name="open a public page again", do=reopen, tap="publishon", right=Right.REMIND, private=True),
    Deed(name="tell of a public page", do=tell, tap="publishtell", right=Right.REMIND, private=True),
)  # fmt: skip
