"""Every public route, asked for in every odd way: never an accident, never without the headers of a safe page.

Requests are bare WSGI, because a client would tidy them up; a few go as raw bytes through the real server.
"""

from __future__ import annotations

import io
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder

from bot.serve import LARGEST_REQUEST, Server
from bot.web.safe import SAFE
from storage.store import Store
from tests.bot.test_web import document, path
from tests.bot.web_client import NOW, SECRET, Web
from tests.public_pages import PAGE

MARKER = "zq7<script>marker"
ROUTES = ("/webhook", "/healthz", "/metrics", "/f/{f}", "/d/{d}", "/p/{p}", "/p/{p}/0", "/p/{p}/{n}", "/{n}", "")
_ODD = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=40)
_BITS = st.sampled_from(
    ["/", "//", "/../", "%2e%2e", "\0", ";", "?", "#", "\xff", "é", ".", "-1", "0", "9" * 400, MARKER]
)
_METHODS = st.sampled_from(
    ["GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get", "X" * 99, ""]
)
_FIELDS = st.sampled_from(
    ["debt", "unit", "find", "work", "round", "year", "page", "district", "cluster", "file", "x", MARKER, ""]
)  # fmt: skip
_HEADERS = st.sampled_from(
    ["HTTP_HOST", "HTTP_RANGE", "HTTP_COOKIE", "HTTP_ACCEPT", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_NONE_MATCH",
     "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_TRANSFER_ENCODING",
     "HTTP_CONTENT_ENCODING", "HTTP_X_LINE_SIGNATURE", "HTTP_AUTHORIZATION", "HTTP_USER_AGENT", "CONTENT_TYPE",
     "CONTENT_LENGTH", "HTTP_EXPECT", "HTTP_UPGRADE"]
)  # fmt: skip


@dataclass(frozen=True)
class Site:
    """A web half with something behind every kind of link."""

    web: Web
    parts: dict[str, str]

    def asks(self, environ: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        """The status, headers and body of a bare request."""
        heard: list[Any] = []

        def start_response(status: str, headers: Any, _failed: object = None) -> Callable[[bytes], object]:
            heard[:] = [status, headers]
            return lambda _: None

        usual = EnvironBuilder().get_environ()
        app = self.web.client.application.wsgi_app
        answer = app({**usual, "wsgi.input": io.BytesIO(), **environ}, start_response)
        body = b"".join(answer)
        return int(heard[0].split()[0]), dict(heard[1]), body


@pytest.fixture
def site(sqlite_store: Store) -> Site:
    web = Web(sqlite_store)
    document_id, person_id = document(sqlite_store)
    with sqlite_store.begin() as tx:
        sha = tx.files.keep(b"PK figures", "application/zip", NOW)
        page = tx.publications.publish(1, 1, PAGE, [("ตัวเลข ๑.xlsx", sha)], by=5, now=NOW).links[0].token
        tx.commit()
    board = web.links.dashboard(person_id, NOW).rpartition("/d/")[2].split("?")[0]
    return Site(
        web,
        {
            "f": path(web.links.file(document_id, person_id, NOW)).removeprefix("/f/").split("?")[0],
            "d": board,
            "p": page,
        },
    )


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, dict[str, Any], dict[str, str]]:
    """A route, the rest of a request, and what is put into or behind its tokens."""
    route = draw(st.sampled_from(ROUTES))
    odd = st.one_of(_ODD, _BITS, st.just(""), st.just(""))
    spoilt = {name: draw(odd) for name in "fdp"} | {"n": draw(odd), "end": draw(odd)}
    fields = draw(st.lists(st.tuples(_FIELDS, st.one_of(_ODD, _BITS)), max_size=4))
    body = draw(st.binary(max_size=60))
    headers = dict(draw(st.lists(st.tuples(_HEADERS, st.one_of(_ODD, _BITS)), max_size=4)))
    length = {"CONTENT_LENGTH": str(len(body))} if body else {}
    query = "&".join(f"{name}={value}" for name, value in fields)
    given_ = {"REQUEST_METHOD": draw(_METHODS), "QUERY_STRING": query, "wsgi.input": io.BytesIO(body)}
    return route, {**given_, **length, **headers}, spoilt


def check(site: Site, route: str, environ: dict[str, Any], spoilt: dict[str, str]) -> None:
    parts = {name: site.parts[name] + spoilt[name] for name in "fdp"}
    asked = route.format(n=spoilt["n"], **parts) + spoilt["end"]
    status, headers, body = site.asks({"PATH_INFO": asked, **environ})
    assert status < 500, (asked, environ)
    missing = SAFE.keys() - headers.keys()
    assert not missing, (asked, missing)
    assert not [1 for name, value in headers.items() if {"\r", "\n"} & set(name + value)], headers
    assert b"<script" not in body, (asked, body)
    assert SECRET.encode() not in body
    assert b"Traceback" not in body
    environ["wsgi.input"].seek(0)


_HERE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)


@settings(_HERE, max_examples=150)
@given(requests())
def test_no_request_is_an_accident_and_each_answer_keeps_browsers_safe(site: Site, asked: Any) -> None:
    check(site, *asked)


@pytest.mark.soak
@settings(_HERE, max_examples=20_000)
@given(requests())
def test_none_of_many_requests_is_an_accident(site: Site, asked: Any) -> None:
    check(site, *asked)


def test_every_route_of_the_application_is_tried(site: Site) -> None:
    rules = {rule.rule for rule in site.web.client.application.url_map.iter_rules() if rule.endpoint != "static"}
    tried = {"/f/<token>", "/d/<token>", "/p/<token>", "/p/<token>/<int:place>", "/healthz", "/metrics"}
    assert rules == tried
    for route in ROUTES[:-2]:
        status, headers, _ = site.asks({"PATH_INFO": route.format(n="0", **site.parts)})
        assert status == (405 if route == "/webhook" else 200), route
        assert headers.keys() >= SAFE.keys(), route


def test_nothing_lies_beside_the_routes(site: Site) -> None:
    for asked in ("/static/x", "/static/../config.yaml", "/", "/robots.txt", "/.env", "/f/", "/webhook/"):
        assert site.asks({"PATH_INFO": asked})[0] == 404, asked


@pytest.fixture
def talk(site: Site) -> Iterator[Callable[[bytes], bytes]]:
    """Raw bytes to the real server, and the first line of its answer."""
    server = Server(site.web.client.application.wsgi_app, "127.0.0.1", 0)
    server.start()

    def said(request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            return connection.makefile("rb").readline()

    yield said
    server.stop()


@pytest.mark.parametrize("route", ["/webhook", "/healthz", "/d/x"])
def test_no_route_takes_in_more_than_the_largest_webhook(talk: Callable[[bytes], bytes], route: str) -> None:
    head = f"POST {route} HTTP/1.1\r\nHost: x\r\nContent-Length: {LARGEST_REQUEST + 1}\r\n\r\n"
    assert b" 413 " in talk(head.encode())
    chunk = b"%x\r\n" % (LARGEST_REQUEST + 1) + b"x" * (LARGEST_REQUEST + 1)
    chunked = f"POST {route} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert b" 413 " in talk(chunked.encode() + chunk + b"\r\n0\r\n\r\n")


def test_no_request_line_or_header_is_an_accident(talk: Callable[[bytes], bytes]) -> None:
    for line in (
        b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 300_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 300_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET http://elsewhere/healthz HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /healthz HTTP/9.9\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"\0\1\2\r\n\r\n",
        b"CONNECT x:1 HTTP/1.1\r\n\r\n",
    ):
        answer = talk(line)
        assert answer == b"" or answer.split()[1] < b"500", (line[:60], answer)
