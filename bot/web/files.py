"""GET /f/<token>: a file or a page for the person the link was made for, while the link lives."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

from flask import Blueprint, Response, request

from bot.web.safe import SAFE
from bot.web.services import Services
from domain.file_names import harmless
from handlers.wording import pages
from storage.files import FULL_TEXT, FileGoneError

LOOK_AGAIN = timedelta(hours=1)  # previews and scanners fetch a link again and again: one line an hour is enough


def blueprint(services: Services) -> Blueprint:
    """The files' route."""
    routes = Blueprint("files", __name__)

    @routes.get("/f/<token>")
    def file(token: str) -> Response:
        ticket = services.links.read(token)
        if ticket is None:
            return _page(404, pages.no_such_link())
        if ticket.until < services.clock():
            return _page(410, pages.link_is_over())
        with services.store.reading() as tx:
            document, person = tx.files.document(ticket.document_id), tx.people.get(ticket.person_id)
            may = document is not None and person is not None and person.line_user_id is not None
            if not may or document is None or person is None or person.office_id != document.office_id:
                return _page(404, pages.no_such_link())
            try:
                data = tx.files.read(document.sha256)
            except FileGoneError:
                return _page(404, pages.no_such_link())
            way = disposition(document.name, inline=document.kind == FULL_TEXT)
            headers, mime = {**SAFE, "Content-Disposition": way}, document.file.mime
            about = f"{document.kind}:{document.id}"
            noted = tx.audit.looked(about, person_id=person.id, since=services.clock() - LOOK_AGAIN)
        if request.method == "GET" and not noted:
            with services.store.begin() as tx:  # before a byte is handed out: no look without its line
                tx.audit.note_look(
                    services.clock(), about, office_id=document.office_id, person_id=person.id, again=LOOK_AGAIN
                )
                tx.commit()
        return Response(data, 200, headers, mimetype=mime)

    return routes


def disposition(name: str, *, inline: bool) -> str:
    """The header that names a file: the Thai name in UTF-8, and an ASCII one for old clients.

    Only a page of our own making is shown in the browser (`inline`); anything else is saved, whatever it claims to be.
    """
    way, plain = "inline" if inline else "attachment", harmless(name)
    ending = plain.rpartition(".")[2] if "." in plain else "bin"
    ascii_ending = ending if ending.isascii() and ending.isalnum() else "bin"
    return f"{way}; filename=\"tidtam.{ascii_ending}\"; filename*=UTF-8''{quote(plain, safe='')}"


def _page(status: int, html: str) -> Response:
    return Response(html, status, SAFE, mimetype="text/html")
