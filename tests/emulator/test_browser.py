"""One visit to the page in Chromium, with a bot that answers everything with a card."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from linebot.v3.messaging import ApiClient, Configuration, MessagingApi, ReplyMessageRequest

from bot.emulator.server import LocalLine
from tests.chromium import NARROW, NEEDS_CHROMIUM
from tests.emulator.conftest import CLUSTER, MALEE, PATIENCE, TOKEN, Bot

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = NEEDS_CHROMIUM
TRICKY = "<img src=x onerror=alert(1)> น้ำปิ่นโต"


def card(heard: str) -> dict[str, Any]:
    button = {"type": "postback", "label": "รับทราบ", "data": "seen=1", "displayText": "รับทราบแล้วค่ะ"}
    return {
        "type": "flex",
        "altText": "การ์ด",
        "contents": {
            "type": "bubble",
            "body": {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": heard, "wrap": True}]},
            "footer": {
                "type": "box",
                "layout": "vertical",
                "contents": [{"type": "button", "style": "primary", "action": button}],
            },
        },
        "quickReply": {
            "items": [{"type": "action", "action": {"type": "message", "label": "งานของฉัน", "text": "งานของฉัน"}}]
        },
    }


class Echo:
    """Answers every event the listener hears, on its own thread, until closed."""

    def __init__(self, line: LocalLine, bot: Bot) -> None:
        self._line, self._bot, self._stop = line, bot, threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        client = ApiClient(Configuration(host=self._line.base_url, access_token=TOKEN))
        api, done = MessagingApi(client), 0
        while not self._stop.wait(0.02):
            for event in self._bot.events(0)[done:]:
                done += 1
                if "replyToken" in event:
                    heard = event.get("message", {}).get("text") or event.get("message", {}).get("fileName") or "ปุ่ม"
                    body = {"replyToken": event["replyToken"], "messages": [card(f"ได้รับ {heard}")]}
                    api.reply_message(ReplyMessageRequest.from_dict(body), _request_timeout=PATIENCE)
        client.rest_client.pool_manager.clear()


@pytest.fixture
def echo(line: LocalLine, bot: Bot) -> Iterator[Echo]:
    echo = Echo(line, bot)
    yield echo
    echo.close()


@pytest.mark.usefixtures("echo")
def test_a_visitor_writes_sends_a_file_and_presses_a_button(line: LocalLine, page: Any, tmp_path: Path) -> None:
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("dialog", lambda dialog: troubles.append(dialog.message))
    expect = playwright.expect
    page.goto(line.base_url)
    page.get_by_test_id(f"person-{MALEE}").click()

    page.get_by_test_id("composer").fill(TRICKY)
    page.get_by_test_id("send").click()
    expect(page.get_by_test_id("bubble").first).to_contain_text(TRICKY)
    expect(page.get_by_test_id("bubble").nth(1)).to_contain_text(f"ได้รับ {TRICKY}")
    expect(page.get_by_test_id("bubble").nth(1)).to_contain_text("ตอบกลับฟรี")

    page.get_by_test_id("quick-reply").click()
    expect(page.get_by_test_id("bubble")).to_have_count(4)

    form = tmp_path / "แบบรายงานนักเรียน ฉบับยาวมาก.xlsx"
    form.write_bytes(b"PK")
    page.get_by_test_id("attach-input").set_input_files(form)
    expect(page.get_by_test_id("bubble").nth(5)).to_contain_text(form.name)

    page.get_by_role("button", name="รับทราบ").last.click()
    expect(page.get_by_test_id("bubble").nth(6)).to_contain_text("รับทราบแล้วค่ะ")
    expect(page.get_by_test_id("bubble")).to_have_count(8)
    expect(page.get_by_test_id("quota")).to_contain_text("นับโควตา 0 / 300")
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    assert troubles == []


def test_a_visitor_travels_and_speaks_in_a_group(line: LocalLine, page: Any) -> None:
    expect = playwright.expect
    page.goto(line.base_url)
    expect(page.get_by_test_id("clock")).to_contain_text("23 พ.ย. 2569")
    page.get_by_test_id("clock").click()
    page.get_by_test_id("bookmark-0").click()
    expect(page.get_by_test_id("clock")).to_contain_text("30 พ.ย. 2569")
    page.get_by_test_id(f"group-{CLUSTER}").click()
    page.get_by_test_id("mention").click()
    page.get_by_test_id("composer").press_sequentially("ใครยังไม่ส่ง")
    page.get_by_test_id("composer").press("Enter")
    expect(page.get_by_test_id("bubble")).to_contain_text("@ติดตาม ใครยังไม่ส่ง")
    assert line.messages(CLUSTER)[0].message["mention"]
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
