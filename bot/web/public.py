"""GET /p/<token>: what an office made public, for whoever has the link, while it is open. Openings are counted."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Response, request

from bot.web.files import disposition
from bot.web.safe import SAFE
from bot.web.services import Services
from domain.publishing import Audience, Page
from domain.thai import local
from handlers.wording import pages
from reports.public_page import PublicFile, render
from storage.files import FileGoneError
from storage.publications import PAGE
from storage.schema import Publication


def blueprint(services: Services) -> Blueprint:
    """The public routes. Nobody signs in, nothing is kept of who looks, and nothing can be sent to them."""
    routes = Blueprint("public", __name__)

    @routes.get("/p/<token>")
    def page(token: str) -> Response:
        found = _open(token, services)
        if isinstance(found, Response):
            return found
        publication, audience = found
        _count(publication, audience, PAGE, services)
        files = [
            PublicFile(one.name, one.file.size, f"{quote(token, safe='')}/{one.place}") for one in publication.files
        ]
        return _html(200, render(Page.from_json(publication.page), files))

    @routes.get("/p/<token>/<int:place>")
    def file(token: str, place: int) -> Response:
        found = _open(token, services)
        if isinstance(found, Response):
            return found
        publication, audience = found
        one = next((one for one in publication.files if one.place == place), None)
        if one is None:
            return _html(404, pages.nothing_public())
        try:
            with services.store.reading() as tx:
                data = tx.files.read(one.sha256)
        except FileGoneError:
            return _html(404, pages.nothing_public())
        _count(publication, audience, place, services)
        headers = {**SAFE, "Content-Disposition": disposition(one.name, inline=False)}
        return Response(data, 200, headers, mimetype=one.file.mime)

    return routes


def _open(token: str, services: Services) -> tuple[Publication, Audience] | Response:
    """The page behind a link, or the page that says that there is none (any more)."""
    with services.store.reading() as tx:
        found = tx.publications.behind(token)
    if found is None:
        return _html(404, pages.nothing_public())
    if found[0].closed_at is not None:
        return _html(410, pages.public_no_more())
    return found


def _count(publication: Publication, audience: Audience, place: int, services: Services) -> None:
    """A look that only asks for the headers is none."""
    if request.method != "GET":
        return
    with services.store.begin() as tx:
        tx.publications.opened(publication.id, audience, local(services.clock()).date(), place)
        tx.commit()


def _html(status: int, text: str) -> Response:
    return Response(text, status, SAFE, mimetype="text/html")
