"""The panel of faults, the rich menu, pickers and the computer's view, in Chromium."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from linebot.v3.messaging import MessagingApi, PushMessageRequest

from bot.emulator.server import LocalLine
from tests.chromium import NARROW, NEEDS_CHROMIUM, WIDE
from tests.emulator.calls import menu, png
from tests.emulator.conftest import CLUSTER, MALEE, SOMCHAI, STRANGER, Bot, text

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = NEEDS_CHROMIUM
DUE = {
    "type": "datetimepicker",
    "label": "เลือกวันส่ง",
    "data": "due",
    "mode": "datetime",
    "min": "2026-11-24t08:30",
    "max": "2026-11-30T16:30",
}
HELP = {"type": "postback", "label": "ปิดเมนู", "data": "help=1", "displayText": "ช่วยด้วย", "inputOption": "closeRichMenu"}
NEXT = {"type": "richmenuswitch", "label": "ถัดไป", "richMenuAliasId": "second", "data": "tab=2"}

TOO_WIDE = """[document.documentElement, ...document.querySelectorAll('.pane, .top, .rich, .composer')]
    .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className)"""


@pytest.fixture
def visit(line: LocalLine, page: Any) -> Iterator[Any]:
    """The page, opened; whatever goes wrong in it or asks another host fails the test."""
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: troubles.append(asked.url) if outside(line, asked.url) else None)
    page.goto(line.base_url)
    page.get_by_test_id("quota").get_by_text("โควตา 0 / 300").wait_for()
    yield page
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]
    assert troubles == []


def outside(line: LocalLine, url: str) -> bool:
    return urlsplit(url).netloc not in {urlsplit(line.base_url).netloc, ""}


def take(page: Any, test_id: str) -> Any:
    page.get_by_test_id(test_id).click()
    return page


def say(page: Any, words: str) -> None:
    page.get_by_test_id("composer").fill(words)
    page.get_by_test_id("composer").press("Enter")


def new_menu(line: LocalLine, *actions: dict[str, Any], **more: Any) -> str:
    """Put a menu with these actions side by side on the channel."""
    areas = [
        {"bounds": {"x": 200 * at, "y": 0, "width": 200, "height": 540}, "action": action}
        for at, action in enumerate(actions)
    ]
    menus = line.channel.rich_menus
    menu_id = menus.create(menu(areas=areas, **more))
    menus.set_image(menu_id, "image/png", png())
    return menu_id


def test_armed_faults_are_told_happen_and_can_be_cleared(line: LocalLine, bot: Bot, visit: Any) -> None:
    expect = playwright.expect
    take(take(visit, f"person-{MALEE}"), "bench")
    visit.get_by_test_id("knob-duplicate").click()
    visit.get_by_test_id("fault-path").select_option("/message/push")
    visit.get_by_test_id("knob-drop_after").click()
    visit.get_by_test_id("knob-slow-number").fill("7")
    visit.get_by_test_id("knob-slow").click()
    expect(visit.get_by_test_id("armed-one")).to_have_text(
        ["ส่งซ้ำสองครั้ง", "สายหลุดหลังรับคำขอแล้ว · ส่งเอง (push)", "ตอบช้า · 7 วินาที · ส่งเอง (push)"]
    )
    expect(visit.locator("#armed-count")).to_have_text("3")
    visit.locator("#side-close").click()
    say(visit, "สวัสดี")
    assert len(bot.events(2)) == 2
    take(take(visit, "bench"), "tab-log")
    expect(visit.get_by_test_id("log-entry")).to_have_count(2)
    expect(visit.get_by_test_id("log-entry").first).to_contain_text("message text")
    take(take(visit, "tab-bench"), "knob-clear")
    expect(visit.get_by_test_id("armed")).to_have_text("ทุกอย่างปกติ")
    assert line.faults.armed() == []


@pytest.mark.parametrize("number", ["0", "21", ""])
def test_a_knob_takes_only_what_makes_sense(line: LocalLine, visit: Any, number: str) -> None:
    take(visit, "bench")
    visit.get_by_test_id("knob-reorder-number").fill(number)
    visit.get_by_test_id("knob-reorder").click()
    assert visit.get_by_test_id("knob-reorder-number").evaluate("(box) => !box.validity.valid")
    assert line.faults.armed() == []


def test_the_tools_can_be_reached_by_keyboard(line: LocalLine, visit: Any) -> None:
    expect = playwright.expect
    visit.get_by_test_id("bench").focus()
    visit.keyboard.press("Enter")
    expect(visit.get_by_test_id("tab-bench")).to_be_focused()
    visit.keyboard.press("ArrowRight")
    expect(visit.get_by_test_id("tab-log")).to_be_focused()
    expect(visit.get_by_test_id("log")).to_be_visible()
    visit.keyboard.press("ArrowLeft")
    visit.get_by_test_id("knob-forge_bad").focus()
    visit.keyboard.press("Space")
    expect(visit.get_by_test_id("armed-one")).to_have_text("ลายเซ็นผิด")
    visit.keyboard.press("Escape")
    expect(visit.get_by_test_id("armed")).to_be_hidden()
    assert [fault.kind for fault in line.faults.armed()] == ["forge_bad"]


def test_a_refused_call_stands_in_the_log(line: LocalLine, api: MessagingApi, visit: Any) -> None:
    visit.set_viewport_size(WIDE)
    take(visit, "tab-log")
    line.faults.slow_next(0.01)
    api.get_profile(MALEE)
    entry = visit.get_by_test_id("log-entry").first
    playwright.expect(entry).to_contain_text("GET /profile/")
    playwright.expect(entry).to_contain_text("ตอบช้า")


def test_rarer_events_and_a_chat_in_standby(bot: Bot, visit: Any) -> None:
    take(take(visit, f"person-{MALEE}"), "bench")
    visit.get_by_test_id("event-kind").select_option("beacon")
    visit.get_by_test_id("event-send").click()
    assert bot.last()["type"] == "beacon"
    visit.get_by_test_id("standby-chat").check()
    visit.get_by_test_id("armed").get_by_text("standby 1 แชต").wait_for()
    visit.locator("#side-close").click()
    say(visit, "สวัสดี")
    assert bot.last(2)["mode"] == "standby"


def test_a_rich_menu_folds_switches_and_is_tapped(line: LocalLine, bot: Bot, visit: Any) -> None:
    expect = playwright.expect
    first = new_menu(line, HELP, NEXT)
    line.channel.rich_menus.set_default(first)
    line.channel.rich_menus.create_alias("second", new_menu(line, DUE, chatBarText="หน้าสอง", selected=False))
    take(visit, f"person-{MALEE}")
    areas = visit.get_by_test_id("rich-area")
    expect(areas).to_have_count(2)
    box, whole = areas.nth(1).bounding_box(), visit.locator("#rich-body").bounding_box()
    assert box["x"] - whole["x"] == pytest.approx(whole["width"] / 4, abs=1)
    assert box["width"] == pytest.approx(whole["width"] / 4, abs=1)
    areas.nth(1).click()
    expect(visit.get_by_test_id("rich-bar")).to_have_text("หน้าสอง")
    expect(visit.get_by_role("button", name="เลือกวันส่ง")).to_be_visible()
    assert bot.last()["postback"]["params"] == {"newRichMenuAliasId": "second", "status": "SUCCESS"}
    line.channel.rich_menus.unlink([MALEE])
    visit.get_by_role("button", name="ปิดเมนู").click()
    expect(areas.first).to_be_hidden()
    expect(visit.get_by_test_id("bubble")).to_contain_text("ช่วยด้วย")
    visit.get_by_test_id("rich-bar").click()
    expect(areas.first).to_be_visible()
    assert bot.last(2)["postback"] == {"data": "help=1"}


def test_a_stranger_and_a_group_have_no_rich_menu(line: LocalLine, visit: Any) -> None:
    line.channel.rich_menus.set_default(new_menu(line, HELP))
    visit.set_viewport_size(WIDE)
    for test_id, shown in ((f"person-{STRANGER}", False), (f"group-{CLUSTER}", False), (f"person-{SOMCHAI}", True)):
        take(visit, test_id)
        playwright.expect(visit.get_by_test_id("rich-menu")).to_be_visible(visible=shown)


def test_a_moment_is_picked_within_its_bounds(line: LocalLine, bot: Bot, visit: Any) -> None:
    expect = playwright.expect
    line.channel.rich_menus.set_default(new_menu(line, DUE))
    take(visit, f"person-{MALEE}")
    area = visit.get_by_role("button", name="เลือกวันส่ง")
    area.click()
    box = visit.get_by_test_id("moment")
    expect(box).to_have_value("2026-11-24T08:30")
    expect(visit.get_by_text("เลือกได้ตั้งแต่ 24 พ.ย. 2569 08.30 น. ถึง 30 พ.ย. 2569 16.30 น.")).to_be_visible()
    box.fill("2026-12-01T09:00")
    visit.get_by_test_id("sheet-ok").click()
    expect(box).to_be_visible()
    visit.get_by_role("button", name="ปิด", exact=True).click()
    expect(box).to_be_hidden()
    area.click()
    box.fill("2026-11-30T16:00")
    visit.get_by_test_id("sheet-ok").click()
    assert bot.last()["postback"] == {"data": "due", "params": {"datetime": "2026-11-30T16:00"}}
    assert len(bot.got) == 1


def test_a_computer_shows_neither_menu_nor_quick_replies(line: LocalLine, api: MessagingApi, visit: Any) -> None:
    expect = playwright.expect
    line.channel.rich_menus.set_default(new_menu(line, HELP))
    quick = {"items": [{"type": "action", "action": {"type": "location", "label": "ส่งที่อยู่"}}]}
    api.push_message(PushMessageRequest.from_dict({"to": MALEE, "messages": [{**text(), "quickReply": quick}]}))
    take(visit, f"person-{MALEE}")
    reply, menus = visit.get_by_test_id("quick-reply"), visit.get_by_test_id("rich-menu")
    for shown in (True, False, True):
        expect(reply).to_be_visible(visible=shown)
        expect(menus).to_be_visible(visible=shown)
        take(visit, "desktop")
    take(visit, "desktop")
    reply.click()
    visit.get_by_test_id("place-title").fill("โรงเรียนบ้านปิ่นโต")
    visit.get_by_test_id("sheet-ok").click()
    expect(visit.get_by_test_id("bubble").last).to_contain_text("โรงเรียนบ้านปิ่นโต")
    assert line.messages(MALEE)[-1].message["latitude"] == pytest.approx(13.7563)


def test_words_in_a_group_are_changed_and_taken_back(bot: Bot, visit: Any) -> None:
    expect = playwright.expect
    take(visit, f"group-{CLUSTER}")
    say(visit, "ส่งวันศุกร์")
    for words in ("แก้ไขข้อความ", "ยกเลิกข้อความ"):
        visit.get_by_label("เมนูของข้อความ").click()
        visit.get_by_role("menuitem", name=words).click()
        if words == "แก้ไขข้อความ":
            visit.get_by_test_id("edit-words").fill("ส่งวันจันทร์")
            visit.get_by_test_id("sheet-ok").click()
            expect(visit.get_by_test_id("bubble")).to_contain_text("ส่งวันจันทร์")
            expect(visit.get_by_test_id("bubble")).to_contain_text("แก้ไขแล้ว")
    expect(visit.get_by_test_id("bubble")).to_contain_text("ยกเลิกข้อความแล้ว")
    assert [event["type"] for event in bot.events(3)] == ["message", "messageEdited", "unsend"]


def test_members_come_and_go_in_one_event_each(bot: Bot, visit: Any) -> None:
    take(visit, f"group-{CLUSTER}")
    visit.get_by_label("เมนูของแชต").click()
    visit.get_by_role("menuitem", name="สมาชิกกลุ่ม").click()
    for user_id, inside in ((MALEE, False), (SOMCHAI, False), (STRANGER, True)):
        visit.get_by_test_id(f"member-{user_id}").set_checked(inside)
    visit.get_by_test_id("sheet-ok").click()
    joined, left = bot.events(2)
    assert [who["userId"] for who in joined["joined"]["members"]] == [STRANGER]
    assert [who["userId"] for who in left["left"]["members"]] == [MALEE, SOMCHAI]


def test_stickers_and_recordings_are_sent_and_shown(line: LocalLine, bot: Bot, visit: Any) -> None:
    expect = playwright.expect
    take(take(visit, f"person-{MALEE}"), "plus")
    visit.get_by_role("menuitem", name="สติกเกอร์").click()
    visit.get_by_test_id("sticker-1990").click()
    expect(visit.get_by_test_id("bubble")).to_contain_text("446 · 1990")
    voice = {"name": "v.m4a", "mimeType": "audio/mp4", "buffer": bytes(9)}
    visit.get_by_test_id("recording-input").set_input_files(voice)
    expect(visit.locator("audio")).to_be_visible()
    kinds = [event["message"]["type"] for event in bot.events(2)]
    assert kinds == ["sticker", "audio"]
    assert line.messages(MALEE)[0].message["stickerId"] == "1990"


def test_a_link_says_whether_it_leaves_line(api: MessagingApi, visit: Any) -> None:
    expect = playwright.expect
    urls = ("https://example.org/f/1?openExternalBrowser=1", "https://example.org/f/1")
    for url in urls:
        api.push_message(PushMessageRequest.from_dict({"to": MALEE, "messages": [text(f"ดาวน์โหลด {url}")]}))
    take(visit, f"person-{MALEE}")
    expect(visit.get_by_test_id("link-way")).to_have_text(["ลิงก์เปิดนอก LINE", "ลิงก์เปิดใน LINE"])


def test_nothing_overflows_at_any_width(line: LocalLine, visit: Any) -> None:
    line.channel.free = 12_345
    line.channel.quota.use_up()
    line.channel.rich_menus.set_default(new_menu(line, HELP, NEXT))
    take(visit, f"person-{MALEE}")
    take(visit, "bench")
    for width, tab in itertools.product((320, NARROW["width"], 800, 1200), ("tab-bench", "tab-log")):
        visit.set_viewport_size({"width": width, "height": 740})
        visit.get_by_test_id(tab).click()
        wide = visit.evaluate(TOO_WIDE)
        assert (width, wide) == (width, [])
