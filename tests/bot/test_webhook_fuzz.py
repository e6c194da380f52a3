"""Whatever comes to the webhook: never an accident, never a yes to a wrong signature, never a trace of group talk."""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.line import inbound
from bot.logs import set_up_logs
from bot.serve import Server
from storage.schema import Inbox
from storage.store import Store
from tests.bot.odd_events import ODD, anything, body_of, changed, nested, odd_events, places, real_events
from tests.bot.web_client import SECRET, Web, said

ON_ONE_STORE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
FEW = settings(ON_ONE_STORE, max_examples=60)
MARKER = "zq7marker"


@pytest.fixture
def web(store: Store) -> Web:
    return Web(store)


def rows(store: Store) -> list[Inbox]:
    with Session(store.engine.execution_options(read_only=True)) as session:
        return list(session.scalars(select(Inbox)))


def signature(body: bytes) -> str:
    return base64.b64encode(hmac.new(SECRET.encode(), body, hashlib.sha256).digest()).decode()


@FEW
@given(anything)
@example({"events": nested(5)})
@example({"events": {"type": "message"}})
@example({"events": [None, 1, "x", [], {}, {"type": None}]})
def test_json_of_any_shape_is_no_accident(web: Web, body: Any) -> None:
    assert web.post(json.dumps(body).encode()).status_code in (200, 400)


@pytest.mark.parametrize("depth", [60, 100, 900, 970, 990, 5_000, 200_000])
def test_events_of_any_depth_are_no_accident(web: Web, store: Store, depth: int) -> None:
    body = b'{"events":[{"a":' + b"[" * depth + b"]" * depth + b"}]}"

    assert web.post(body).status_code == (200 if depth == 60 else 400)
    assert len(rows(store)) == (depth == 60)


@FEW
@given(st.binary(max_size=300))
@example(b"\xff\xfe{}")
@example(b"\xef\xbb\xbf{}")
@example(b'{"events":[{"type":"\xed\xa0\x80"}]}')
@example(b'{"events":[{"timestamp":1e999,"a":NaN,"b":-Infinity}]}')
@example(b'{"events":[{"timestamp":' + b"9" * 5000 + b"}]}")
def test_signed_bytes_of_any_kind_are_no_accident(web: Web, body: bytes) -> None:
    assert web.post(body).status_code in (200, 400)


@settings(ON_ONE_STORE, max_examples=250)
@given(st.lists(odd_events(), min_size=1, max_size=4))
def test_real_events_with_one_thing_changed_are_acknowledged_and_can_be_read(
    web: Web, store: Store, events: list[dict[str, Any]]
) -> None:
    assert web.post(body_of(*events)).status_code == 200
    for row in rows(store):
        inbound.parse(row.payload, ("บอท",))
    clear(store)


@pytest.mark.parametrize("event", real_events(), ids=lambda event: f"{event['type']}-{event['source']['type']}")
def test_no_field_of_a_real_event_can_stop_the_webhook(web: Web, store: Store, event: dict[str, Any]) -> None:
    paths = [path for path in places(event) if path]
    odd = [changed(event, path, value, "set") for path in paths for value in ODD]
    odd += [changed(event, path, None, "left out") for path in paths]
    for number, made in enumerate(odd):
        if made.get("webhookEventId") == event["webhookEventId"]:
            made["webhookEventId"] = f"{number}"

    for start in range(0, len(odd), 100):
        assert web.post(body_of(*odd[start : start + 100])).status_code == 200
    for row in rows(store):
        inbound.parse(row.payload, ("บอท",))


def clear(store: Store) -> None:
    with Session(store.engine) as session:
        session.execute(Inbox.__table__.delete())  # type: ignore[attr-defined]  # a table has it
        session.commit()


_SIGNATURES = st.text(st.characters(max_codepoint=255), max_size=60) | st.text(max_size=60).map(
    lambda text: text.encode().decode("latin-1")
)


@FEW
@given(st.binary(max_size=80), _SIGNATURES)
@example(b"{}", "")
@example(b"{}", "A" * 100_000)
@example(b"{}", signature(b"{} "))
@example(b"{}", signature(b"{}")[:-1])
@example(b"{}", f"{signature(b'{}')} ")
@example(b"{}", signature(b"{}").lower())
@example(b"{}", "\xff\xfe")
def test_a_wrong_signature_is_never_taken(sqlite_store: Store, body: bytes, mark: str) -> None:
    environ = {"HTTP_X_LINE_SIGNATURE": mark, "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}

    assert ask(Web(sqlite_store), environ) == "400 Bad Request" or mark == signature(body)


@pytest.mark.parametrize("length", ["", "-1", "abc", "1e3", "\xb2", "0x10", " 5", "9" * 30, "5.0", "1048577", "\u0e51"])
def test_an_odd_length_is_no_accident(sqlite_store: Store, length: str) -> None:
    body = body_of(said("งานของฉัน"))
    environ = {"HTTP_X_LINE_SIGNATURE": signature(body), "CONTENT_LENGTH": length, "wsgi.input": io.BytesIO(body)}

    assert ask(Web(sqlite_store), environ).startswith("4")
    assert rows(sqlite_store) == []


@pytest.mark.parametrize("short", [0, 1, 50])
def test_a_body_that_breaks_off_is_not_taken(sqlite_store: Store, short: int) -> None:
    body = body_of(said("งานของฉัน"))
    environ = {"CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body[:short])}

    assert ask(Web(sqlite_store), environ | {"HTTP_X_LINE_SIGNATURE": signature(body)}) == "400 Bad Request"


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW", "post", ""])
def test_only_post_is_taken(sqlite_store: Store, method: str) -> None:
    body = body_of(said("งานของฉัน"))
    environ = {"CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}
    environ |= {"HTTP_X_LINE_SIGNATURE": signature(body), "REQUEST_METHOD": method}

    assert ask(Web(sqlite_store), environ) == "405 Method Not Allowed"
    assert rows(sqlite_store) == []


def ask(web: Web, environ: dict[str, Any]) -> str:
    """The status of a bare WSGI request."""
    heard: list[str] = []
    app = web.client.application.wsgi_app

    def start_response(status: str, _headers: object, _failed: object = None) -> Callable[[bytes], object]:
        heard.append(status)
        return lambda _: None

    list(app({"PATH_INFO": "/webhook", "REQUEST_METHOD": "POST", **environ}, start_response))
    return heard[0]


@contextmanager
def served(web: Web) -> Iterator[Callable[[bytes], bytes]]:
    """The webhook behind the real server: send raw bytes, get the first line of the answer."""
    server = Server(web.client.application.wsgi_app, "127.0.0.1", 0)
    server.start()

    def talk(request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            return connection.makefile("rb").readline()

    yield talk
    server.stop()


def request(body: bytes, *headers: str, mark: str = "") -> bytes:
    lines = ["POST /webhook HTTP/1.1", "Host: x", f"X-Line-Signature: {mark or signature(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode()


def test_raw_requests_end_as_they_should(sqlite_store: Store) -> None:
    body = body_of(said("งานของฉัน"))
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    with served(Web(sqlite_store)) as talk:
        assert b" 400 " in talk(request(body))  # no length: no body
        assert talk(request(body, f"Content-Length: {len(body)}") + body[:20]) == b""  # broken off
        assert b" 400 " in talk(request(body, "Content-Length: -5") + body)
        assert b" 400 " in talk(request(body, "Content-Length: ten") + body)
        assert b" 400 " in talk(request(body, "Transfer-Encoding: chunked") + b"zz\r\n" + body)
        assert rows(sqlite_store) == []
        assert b" 200 " in talk(request(body, "Transfer-Encoding: chunked") + chunked)
        assert b" 200 " in talk(request(body, f"Content-Length: {len(body)}") + body)
    assert len(rows(sqlite_store)) == 1


def test_many_at_once_are_told_apart(store: Store) -> None:
    web = Web(store)
    answers: dict[int, bytes] = {}
    with served(web) as talk:

        def post(number: int) -> None:
            body = body_of(said(f"งาน {number}", f"e{number // 2}"))
            mark = "" if number % 5 else "forged"
            answers[number] = talk(request(body, f"Content-Length: {len(body)}", mark=mark) + body)

        threads = [Thread(target=post, args=(number,)) for number in range(60)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert all((b" 200 " in answer) == bool(number % 5) for number, answer in answers.items()), answers
    assert {row.event_id for row in rows(store)} == {f"e{number // 2}" for number in range(60) if number % 5}


@st.composite
def group_talk(draw: st.DrawFn) -> dict[str, Any]:
    """A group's text that does not call the bot, with one thing around it changed."""
    words = draw(st.sampled_from(["{}", "ก {}", "ไปไหน {} บอท", "{}\nบอท", "@ใคร {}", "{} /สรุป"])).format(MARKER)
    event = said(words, draw(st.uuids()).hex, group=True)
    event["type"] = draw(st.sampled_from(["message", "messageEdited"]))
    others = [path for path in places(event) if path and path[:1] not in (("type",), ("source",))]
    path = draw(st.sampled_from([path for path in others if path not in (("message",), ("message", "text"))]))
    if path == ("message", "type"):
        return event
    return changed(event, path, draw(anything), draw(st.sampled_from(["set", "left out"])))


@FEW
@given(group_talk())
def test_group_talk_that_calls_nobody_leaves_no_trace(
    sqlite_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], event: dict[str, Any]
) -> None:
    assert Web(sqlite_store).post(body_of(event, said("งานของฉัน", "kept"))).status_code == 200

    assert [row.event_id for row in rows(sqlite_store)] == ["kept"]
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and MARKER.encode() in path.read_bytes()]
    assert MARKER not in "".join(capsys.readouterr())


def test_words_stay_out_of_the_log_when_they_cannot_be_kept(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    with Session(store.engine) as session:
        session.execute(Inbox.__table__.delete())  # type: ignore[attr-defined]  # a table has it
        session.connection().exec_driver_sql("ALTER TABLE inbox RENAME TO away")
        session.commit()
    set_up_logs()
    try:
        assert Web(store).post(body_of(said(f"งานของฉัน {MARKER}"))).status_code == 500
    finally:
        structlog.reset_defaults()
        set_up_logs()  # as the other tests have it
        with Session(store.engine) as session:
            session.connection().exec_driver_sql("ALTER TABLE away RENAME TO inbox")
            session.commit()

    log = "".join(capsys.readouterr())
    assert "events were not kept" in log
    assert MARKER not in log
