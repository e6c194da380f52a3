"""GET /d/<token>: the dashboard, for the person the link was made for, as far as their roles of this moment reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as Answer

from bot.links import Pass
from bot.web.files import LOOK_AGAIN
from bot.web.safe import SAFE
from bot.web.services import Services
from domain.audit import Noted
from domain.plan import Role
from domain.sight import Sight, sight_of
from handlers.board_desk import Desk
from handlers.board_pages import Wanted
from handlers.boards import Shown, open_page
from handlers.office_calendar import calendar_of
from handlers.wording import pages
from storage.store import Transaction

# The same as of files, but for forms that ask this very address.
_HEADERS: Final = {
    **SAFE,
    "Content-Security-Policy": SAFE["Content-Security-Policy"].replace("form-action 'none'", "form-action 'self'"),
}


def blueprint(services: Services) -> Blueprint:
    """The dashboard's route. Which page is asked for stands behind the address: see `handlers.boards`."""
    routes = Blueprint("dashboard", __name__)

    @routes.get("/d/<token>")
    def dashboard(token: str) -> Answer:
        ticket = services.links.read_dashboard(token)
        if ticket is None:
            return _page(404, pages.no_such_link())
        if ticket.until < services.clock():
            return _page(410, pages.link_is_over())
        with services.store.reading() as tx:
            found = _find(services, tx, ticket)
            noted = isinstance(found, _Seen) and _noted(services, tx, found, ticket)
        if isinstance(found, _Seen):
            if request.method == "GET" and not noted:
                _note(services, found, ticket)
            return Response(found.page.html, 200, _HEADERS, mimetype="text/html")
        return _hand_out(services, found, ticket) if isinstance(found, _File) else found

    return routes


@dataclass(frozen=True, slots=True)
class _Seen:
    page: Shown
    office_id: int


@dataclass(frozen=True, slots=True)
class _File:
    wanted: Wanted
    office_id: int


def _find(services: Services, tx: Transaction, ticket: Pass) -> _Seen | _File | Response:
    """What the address asks for, or why not."""
    sight = _sight(tx, ticket.person_id)
    if sight is None:
        return _page(404, pages.no_such_link())
    if sight.is_blind:
        return _page(403, pages.nothing_to_see())
    found = open_page(_desk(services, tx, sight, ticket), request.args)
    if found is None:
        return _page(404, pages.nothing_here())
    return _File(found, sight.office_id) if isinstance(found, Wanted) else _Seen(found, sight.office_id)


def _sight(tx: Transaction, person_id: int) -> Sight | None:
    """What the person may see at this moment; None for somebody who has left."""
    person = tx.people.get(person_id)
    if person is None or person.line_user_id is None:
        return None
    return sight_of(person.office_id, [(one.unit_id, Role(one.role)) for one in person.memberships])


def _desk(services: Services, tx: Transaction, sight: Sight, ticket: Pass) -> Desk:
    return Desk(
        tx=tx,
        now=services.clock(),
        sight=sight,
        until=ticket.until,
        calendar=calendar_of(sight.office_id, tx, services.calendar_with),
        works=services.works,
        subject_words=services.subject_words,
    )


def _noted(services: Services, tx: Transaction, seen: _Seen, ticket: Pass) -> bool:
    since = services.clock() - LOOK_AGAIN
    return tx.audit.looked(seen.page.about, person_id=ticket.person_id, since=since, at=Noted.OPEN_PAGE)


def _note(services: Services, seen: _Seen, ticket: Pass) -> None:
    """Before a byte is handed out: no look without its line."""
    with services.store.begin() as tx:
        tx.audit.note_look(
            services.clock(), seen.page.about, office_id=seen.office_id, person_id=ticket.person_id,
            again=LOOK_AGAIN, at=Noted.OPEN_PAGE,
        )  # fmt: skip
        tx.commit()


def _hand_out(services: Services, file: _File, ticket: Pass) -> Answer:
    """Send the browser to a link made for this person, which notes that the file was opened."""
    if request.method != "GET":
        return Response(status=204, headers=_HEADERS)
    wanted, now = file.wanted, services.clock()
    with services.store.begin() as tx:
        document = tx.files.shown_to(ticket.person_id, wanted.kind, wanted.origin) or tx.files.make_document(
            office_id=file.office_id, kind=wanted.kind, name=wanted.name, sha256=wanted.sha256,
            made_for_id=ticket.person_id, now=now, about=dict(wanted.origin),
        )  # fmt: skip
        tx.commit()
    answer = redirect(services.links.file(document.id, ticket.person_id, now), 303)
    answer.headers.update(_HEADERS)
    return answer


def _page(status: int, html: str) -> Response:
    return Response(html, status, SAFE, mimetype="text/html")
