"""The page's own API, without a browser."""

from __future__ import annotations

import json
import threading
from datetime import datetime, timedelta
from http.client import HTTPConnection
from typing import Any

import pytest

from bot.emulator.server import LocalLine
from tests.emulator.calls import menu, png
from tests.emulator.conftest import CLUSTER, MALEE, START, Bot


def ask(line: LocalLine, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    connection = HTTPConnection(line.base_url.removeprefix("http://"), timeout=5)
    try:
        data = None if body is None else json.dumps(body).encode()
        connection.request(method, path, data, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        return answer.status, answer.read(), dict(answer.headers)
    finally:
        connection.close()


def state(line: LocalLine, since: int = 0) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(ask(line, "GET", f"/_/state?since={since}")[1])
    return answer


def tell(line: LocalLine, deed: str, **body: Any) -> int:
    return ask(line, "POST", f"/_/{deed}", body)[0]


def test_the_page_is_thai_and_loads_nothing_from_elsewhere(line: LocalLine) -> None:
    status, page, headers = ask(line, "GET", "/")
    assert status == 200
    assert "โทรศัพท์ของเขตตัวอย่าง" in page.decode()
    assert b"http://" not in page
    assert b"https://" not in page
    assert "script-src 'self'" in headers["Content-Security-Policy"]


def test_the_page_may_do_what_people_do(line: LocalLine, bot: Bot) -> None:
    assert tell(line, "say", user=MALEE, text="@ติดตาม สวัสดี", group=CLUSTER) == 200
    assert tell(line, "press", user=MALEE, data="a=1", shown="ตกลง", params={"date": "2026-11-30"}) == 200
    assert tell(line, "block", user=MALEE) == 200
    assert tell(line, "follow", user=MALEE) == 200
    assert tell(line, "remove", group=CLUSTER) == 200
    assert tell(line, "invite", group=CLUSTER) == 200
    kinds = [event["type"] for event in bot.events(6)]
    assert kinds == ["message", "postback", "unfollow", "follow", "leave", "join"]
    assert bot.events()[0]["message"]["mention"]
    assert bot.events()[1]["postback"]["params"] == {"date": "2026-11-30"}


def test_an_impossible_deed_is_refused_in_words(line: LocalLine) -> None:
    assert tell(line, "say", user="U0", text="x") == 400
    assert tell(line, "travel", to=(START - timedelta(days=1)).isoformat()) == 400
    assert tell(line, "say", text="x") == 400


def test_another_site_cannot_reach_the_page_s_api(line: LocalLine) -> None:
    body = {"user": MALEE, "text": "x"}
    assert ask(line, "POST", "/_/say", body, Origin="http://evil.example")[0] == 403
    assert ask(line, "POST", "/_/say", body, Origin=line.base_url)[0] == 200
    assert len(line.messages(MALEE)) == 1


def test_travelling_moves_the_clock_and_tells_the_bot(line: LocalLine) -> None:
    arrived: list[datetime] = []
    line.channel.on_travel = lambda: arrived.append(line.clock.now())
    assert tell(line, "travel", seconds=3600) == 200
    assert tell(line, "travel", to="2026-11-30T08:30:00+07:00") == 200
    assert [moment.strftime("%d %H.%M") for moment in arrived] == ["23 03.00", "30 01.30"]
    assert state(line)["now"].startswith("2026-11-30T01:30")


def test_news_holds_only_what_changed(line: LocalLine) -> None:
    line.say(MALEE, "หนึ่ง")
    before = state(line)
    assert [b["message"]["text"] for b in before["bubbles"]] == ["หนึ่ง"]
    message_id = line.say(MALEE, "สอง")
    after = state(line, before["version"])
    assert [b["id"] for b in after["bubbles"]] == [message_id]
    line.unsend(MALEE, message_id)
    assert [b["message"] for b in state(line, after["version"])["bubbles"]] == [{"type": "unsent"}]


def test_many_waiting_tabs_leave_hands_for_the_bot(line: LocalLine) -> None:
    version = state(line)["version"]
    got: list[dict[str, Any]] = []
    tabs = [threading.Thread(target=lambda: got.append(state(line, version))) for _ in range(20)]
    for tab in tabs:
        tab.start()
    status, _, _ = ask(line, "GET", "/v2/bot/info", Authorization="Bearer token-of-the-channel")
    assert status == 200
    line.say(MALEE, "ข่าว")
    for tab in tabs:
        tab.join(5)
    assert len(got) == 20


def test_files_and_photos_arrive_by_form(line: LocalLine, bot: Bot) -> None:
    for kind in ("file", "photo"):
        part = 'Content-Disposition: form-data; name="'
        fields = [f'{part}user"\r\n\r\n{MALEE}', f'{part}group"\r\n\r\n', f'{part}kind"\r\n\r\n{kind}']
        parts = [*fields, f'{part}files"; filename="a.txt"\r\n\r\nx']
        body = "".join(f"--b\r\n{one}\r\n" for one in parts) + "--b--\r\n"
        connection = HTTPConnection(line.base_url.removeprefix("http://"), timeout=5)
        connection.request("POST", "/_/files", body.encode(), {"Content-Type": "multipart/form-data; boundary=b"})
        assert connection.getresponse().status == 200
        connection.close()
    assert [event["message"]["type"] for event in bot.events(2)] == ["file", "image"]


def test_a_document_is_handed_out_as_a_download_only(line: LocalLine) -> None:
    message_id = line.send_file(MALEE, "ก.html", b"<script>")
    _, data, headers = ask(line, "GET", f"/_/content/{message_id}")
    assert data == b"<script>"
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"].startswith("attachment")
    assert ask(line, "GET", "/_/content/1")[0] == 404


@pytest.mark.parametrize("quota", [None, 300])
def test_the_counters_are_told(line: LocalLine, quota: int | None) -> None:
    line.channel.quota.limit = quota
    assert state(line)["quota"] == {"limit": quota, "used": 0, "free": 0}


def test_the_page_arms_faults_and_reads_the_log(line: LocalLine, bot: Bot) -> None:
    for name in ("duplicate", "hide_user", "refuse", "reorder", "not_ready", "storm_heavy"):
        assert tell(line, "fault", name=name, value=2, path="/push") == 200
    assert tell(line, "fault", name="standby_chat", chat=MALEE, on=True) == 200
    panel = json.loads(ask(line, "GET", "/_/panel")[1])
    assert [(one["kind"], one["path"], one["count"]) for one in panel["armed"]] == [
        ("duplicate", "", 0), ("hide_user", "", 0), ("refuse", "/push", 0), ("reorder", "", 2), ("not_ready", "", 2),
    ]  # fmt: skip
    assert (panel["storming"], panel["standby"]) == (True, [MALEE])
    assert state(line)["armed"] == 7
    assert tell(line, "fault", name="clear") == 200
    assert tell(line, "fault", name="forge_missing") == 200
    assert tell(line, "fault", name="redelivery", on=False) == 200
    line.say(MALEE, "สวัสดี")
    bot.last()
    assert line.wait_idle()
    panel = json.loads(ask(line, "GET", "/_/panel")[1])
    (entry,) = panel["log"]
    assert (entry["what"], entry["status"], entry["fault"]) == ("message text", 200, "forge_missing")
    assert (panel["armed"], panel["redelivery"], panel["waiting"]) == ([], False, 0)


@pytest.mark.parametrize(("name", "value"), [("hail", 1), ("reorder", 0), ("huge", 1001), ("quota", -1)])
def test_a_fault_that_cannot_be_is_refused(line: LocalLine, name: str, value: int) -> None:
    assert tell(line, "fault", name=name, value=value) == 400
    assert line.faults.armed() == []


def test_the_quota_can_be_brought_to_its_end(line: LocalLine) -> None:
    assert tell(line, "fault", name="quota", value=2) == 200
    assert state(line)["quota"]["used"] == 298


def test_the_page_sends_every_rarer_event(line: LocalLine, bot: Bot) -> None:
    kinds = ["beacon", "membership", "link_ok", "link_failed", "module", "activated", "deactivated", "suspended"]
    kinds += ["resumed", "delivery", "unknown", "unknown_message"]
    for kind in kinds:
        assert tell(line, f"event_{kind}", user=MALEE, group=None) == 200
    assert [event["type"] for event in bot.events(12)] == [
        "beacon", "membership", "accountLink", "accountLink", "module", "activated", "deactivated", "botSuspended",
        "botResumed", "delivery", "emulatorNovelty", "message",
    ]  # fmt: skip


def test_a_menu_s_image_is_the_persons_own(line: LocalLine) -> None:
    assert ask(line, "GET", f"/_/menu/{MALEE}")[0] == 404
    assert state(line)["people"][0]["menu"] is None
    menus = line.channel.rich_menus
    menu_id = menus.create(menu())
    menus.set_image(menu_id, "image/png", png())
    menus.link(menu_id, [MALEE])
    status, image, headers = ask(line, "GET", f"/_/menu/{MALEE}")
    assert (status, image, headers["Content-Type"]) == (200, png(), "image/png")
    assert state(line)["people"][0]["menu"]["chatBarText"] == "เมนู"
