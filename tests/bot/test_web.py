"""The web half keeps what it acknowledges, and shows files only to those they are for."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from bot.heartbeats import TOKEN_REFUSED
from domain.audit import Noted
from storage.files import FULL_TEXT
from storage.outbox import Letter
from storage.store import Store
from tests.bot.web_client import NOW, Web, said
from tests.national_ids import ID
from tests.plans import small_plan


@pytest.fixture
def web(sqlite_store: Store) -> Web:
    return Web(sqlite_store)


def kept(store: Store) -> dict[str, int]:
    with store.reading() as tx:
        return tx.inbox.counts()


def test_a_signed_event_is_kept_and_the_worker_is_woken(web: Web, sqlite_store: Store) -> None:
    answer = web.deliver(said("งานของฉัน"))

    assert (answer.status_code, kept(sqlite_store), web.rung) == (200, {"waiting": 1}, 1)


def test_a_forged_body_is_refused_and_leaves_no_trace(web: Web, sqlite_store: Store) -> None:
    assert web.post(b'{"events":[]}', "forged").status_code == 400
    assert web.post(b'{"events":[]}', "").status_code == 400
    assert kept(sqlite_store) == {}


@pytest.mark.parametrize("body", [b'{"destination":"U0","events":[]}', b"{}", b"[]", b'{"events":null}'])
def test_a_body_without_events_is_fine(web: Web, body: bytes) -> None:
    assert web.post(body).status_code == 200


def test_a_signed_body_that_is_not_json_is_refused(web: Web) -> None:
    assert web.post(b"not json").status_code == 400


def test_a_body_too_deep_to_read_is_refused(web: Web) -> None:
    assert web.post(b"[" * 100_000 + b"]" * 100_000).status_code == 400


@pytest.mark.parametrize("timestamp", [10**30, -5, None, "soon"])
def test_an_event_from_no_time_at_all_is_kept(web: Web, sqlite_store: Store, timestamp: object) -> None:
    assert web.deliver(said("งานของฉัน") | {"timestamp": timestamp}).status_code == 200
    assert kept(sqlite_store) == {"waiting": 1}


def test_half_a_surrogate_in_a_mention_is_kept(web: Web, sqlite_store: Store) -> None:
    event = said("บอท \ud800", group=True)
    event["message"]["mention"] = {"mentionees": [{"index": 0, "length": 3, "isSelf": True}]}
    body = json.dumps({"destination": "U0", "events": [event]}).encode()

    assert web.post(body).status_code == 200
    assert kept(sqlite_store) == {"waiting": 1}


def test_a_repeated_event_is_acknowledged_and_kept_once(web: Web, sqlite_store: Store) -> None:
    again = said("งานของฉัน") | {"deliveryContext": {"isRedelivery": True}}

    assert web.deliver(said("งานของฉัน"), said("งานของฉัน")).status_code == 200
    assert web.deliver(again).status_code == 200
    assert kept(sqlite_store) == {"waiting": 1}


def test_talk_in_a_group_never_reaches_the_disk(web: Web, sqlite_store: Store) -> None:
    assert web.deliver(said("เย็นนี้กินอะไรดี", group=True)).status_code == 200
    assert kept(sqlite_store) == {}
    assert web.rung == 0


def test_words_to_the_bot_in_a_group_are_kept(web: Web, sqlite_store: Store) -> None:
    web.deliver(said("บอท สรุป", group=True))

    assert kept(sqlite_store) == {"waiting": 1}


def test_a_password_never_reaches_the_disk(web: Web, sqlite_store: Store, tmp_path: Path) -> None:
    web.deliver(said(f"บอท สรุป รหัสผ่าน Srithara@2569 เลข {ID}", group=True))

    with sqlite_store.reading() as tx:
        kept_event = tx.inbox.get(1).payload
    assert kept_event["message"]["text"] == "บอท สรุป รหัสผ่าน [รหัสผ่าน] เลข [เลขประจำตัวประชาชน]"
    on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"Srithara@2569" not in on_disk
    assert ID.encode() not in on_disk


def test_nothing_is_acknowledged_when_the_database_is_away(
    web: Web, sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise OperationalError("insert", {}, Exception("disk full"))

    monkeypatch.setattr(type(sqlite_store), "begin", away)
    web.client.application.config["PROPAGATE_EXCEPTIONS"] = False

    assert web.deliver(said("งานของฉัน")).status_code == 500


def document(
    store: Store, *, joined: bool = True, kind: str = "blank", mime: str = "application/x-test"
) -> tuple[int, int]:
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        person = tx.people.by_code("ONE-1111")
        assert person is not None
        if joined:
            tx.people.join(person, "Ua", NOW)
        made = tx.files.make_document(
            office_id=person.office_id,
            kind=kind,
            name='แบบ "กย.๑"\r\nX-Evil: 1\u202e.xlsx',
            sha256=tx.files.keep(b"bytes", mime, NOW),
            made_for_id=person.id,
            now=NOW,
            about={},
        )
        tx.commit()
        return made.id, person.id


def path(link: str) -> str:
    return link.removeprefix("https://bot.example")


def test_a_link_opens_the_file_again_and_again_while_it_lives(web: Web, sqlite_store: Store) -> None:
    link = path(web.links.file(*document(sqlite_store), NOW))

    first, second = web.client.get(link), web.client.get(link)
    for got in (first, second):
        assert (got.status_code, got.data, got.mimetype) == (200, b"bytes", "application/x-test")
    assert first.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_name_cannot_smuggle_a_header(web: Web, sqlite_store: Store) -> None:
    got = web.client.get(path(web.links.file(*document(sqlite_store), NOW)))

    assert "X-Evil" not in got.headers
    named = got.headers["Content-Disposition"]
    assert "filename*=UTF-8''%E0%B9%81" in named
    assert named.endswith("%20X-Evil%3A%201.xlsx")


def test_a_page_of_ours_is_shown_and_can_do_nothing(web: Web, sqlite_store: Store) -> None:
    got = web.client.get(path(web.links.file(*document(sqlite_store, kind=FULL_TEXT, mime="text/html"), NOW)))

    assert got.headers["Content-Disposition"].startswith("inline;")
    assert got.headers["Content-Type"] == "text/html; charset=utf-8"
    policy = got.headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(policy)


def test_a_page_that_is_not_ours_is_saved_and_never_shown(web: Web, sqlite_store: Store) -> None:
    got = web.client.get(path(web.links.file(*document(sqlite_store, mime="text/html"), NOW)))

    assert got.headers["Content-Disposition"].startswith("attachment;")


def test_a_link_ends(web: Web, sqlite_store: Store) -> None:
    link = path(web.links.file(*document(sqlite_store), NOW))
    web.now = NOW + timedelta(hours=73)

    got = web.client.get(link)
    assert got.status_code == 410
    assert "ลิงก์หมดอายุ" in got.text


def test_a_changed_link_opens_nothing(web: Web, sqlite_store: Store) -> None:
    link = path(web.links.file(*document(sqlite_store), NOW)).split("?")[0]

    assert web.client.get(link[:-3] + "abc").status_code == 404
    assert web.client.get("/f/nonsense").status_code == 404


def test_a_link_of_somebody_who_lost_access_opens_nothing(web: Web, sqlite_store: Store) -> None:
    link = path(web.links.file(*document(sqlite_store, joined=False), NOW))

    assert web.client.get(link).status_code == 404


def opened(store: Store) -> list[tuple[str, int | None]]:
    with store.reading() as tx:
        lines = [line for line, _ in tx.audit.trail(tx.people.offices()[0].id)]
    return [(line.about, line.person_id) for line in lines if line.deed == Noted.OPEN_FILE]


def test_who_opened_which_file_is_noted_once_an_hour(web: Web, sqlite_store: Store) -> None:
    document_id, person_id = document(sqlite_store)
    link = path(web.links.file(document_id, person_id, NOW))

    for minutes in (0, 1, 59):
        web.now = NOW + timedelta(minutes=minutes)
        web.client.get(link)
    assert opened(sqlite_store) == [(f"blank:{document_id}", person_id)]

    web.now = NOW + timedelta(minutes=61)
    web.client.get(link)
    assert opened(sqlite_store) == [(f"blank:{document_id}", person_id)] * 2


def test_a_look_at_the_head_alone_is_no_look_at_the_file(web: Web, sqlite_store: Store) -> None:
    assert web.client.head(path(web.links.file(*document(sqlite_store), NOW))).status_code == 200
    assert opened(sqlite_store) == []


def test_no_file_is_handed_out_that_could_not_be_noted(
    web: Web, sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = path(web.links.file(*document(sqlite_store), NOW))

    def away(*_: object) -> None:
        raise OperationalError("insert", {}, Exception("disk full"))

    monkeypatch.setattr(type(sqlite_store), "begin", away)
    web.client.application.config["PROPAGATE_EXCEPTIONS"] = False

    got = web.client.get(link)
    assert (got.status_code, b"bytes" in got.data) == (500, False)


def test_health_is_green_at_rest_and_red_for_the_right_reason(web: Web) -> None:
    assert web.client.get("/healthz").status_code == 200

    web.deliver(said("งานของฉัน"))
    web.now = NOW + timedelta(minutes=10)
    got = web.client.get("/healthz")

    assert got.status_code == 503
    assert got.get_json()["red"] == ["inbox"]


def test_health_shows_what_is_parked(web: Web, sqlite_store: Store) -> None:
    with sqlite_store.begin() as tx:
        row_id = tx.outbox.add(Letter(way="push", chat="Ua", messages=[]), NOW)
        tx.outbox.stopped(row_id, "held", "no quota")
        tx.commit()

    got = web.client.get("/healthz")
    assert (got.status_code, got.get_json()["parked"]) == (200, {"inbox": 0, "held": 1, "refused": 0, "uncertain": 0})


def test_health_and_metrics_tell_the_months_messages_as_line_and_we_count_them(web: Web, sqlite_store: Store) -> None:
    web.now = NOW + timedelta(minutes=1)
    with sqlite_store.begin() as tx:
        tx.quota.note(allowed=300, used=120, asked_at=NOW)
        for _ in range(2):
            tx.outbox.sent(tx.outbox.add(Letter(way="push", chat="Ua", messages=[]), NOW), [], web.now)
        tx.commit()

    assert web.client.get("/healthz").get_json()["quota"] == {
        "allowed": 300,
        "line_used": 120,
        "our_paid": 2,
        "others": 120,
        "left": 178,
        "asked_at": NOW.isoformat(),
    }
    text = web.client.get("/metrics").text
    for count, value in {"allowed": 300, "line_used": 120, "our_paid": 2, "others": 120, "left": 178}.items():
        assert f'tidtam_quota_messages{{count="{count}"}} {value}.0' in text


def test_a_refused_access_token_turns_the_light_red_for_a_while(web: Web, sqlite_store: Store) -> None:
    with sqlite_store.begin() as tx:
        tx.audit.beat([TOKEN_REFUSED], NOW)
        tx.audit.beat([TOKEN_REFUSED], NOW)
        tx.commit()

    assert web.client.get("/healthz").get_json()["red"] == ["token"]
    assert "tidtam_token_refused 1.0" in web.client.get("/metrics").text
    web.now = NOW + timedelta(minutes=6)
    assert web.client.get("/healthz").status_code == 200


def test_metrics_count_without_naming_anybody(web: Web) -> None:
    web.deliver(said("งานของฉัน"))
    text = web.client.get("/metrics").text

    assert 'tidtam_rows{queue="inbox",status="waiting"} 1.0' in text
    assert "tidtam_webhook_events_total 1.0" in text
    assert "Ua" not in text
