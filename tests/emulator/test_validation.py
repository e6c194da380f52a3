"""A table of payloads LINE refuses, and of the closest ones it takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any

import pytest

from bot.emulator.problems import one_of
from bot.emulator.rules import check_messages
from bot.emulator.server import LocalLine
from tests.emulator.conftest import TOKEN, new_line

Json = dict[str, Any]
URL = "https://example.org/a.png"


def words(text: Any, **more: Any) -> Json:
    return {"type": "text", "text": text, **more}


def picture(url: str) -> Json:
    return {"type": "image", "originalContentUrl": url, "previewImageUrl": URL}


def quick(*actions: Json) -> Json:
    return words("เลือก", quickReply={"items": [{"type": "action", "action": action} for action in actions]})


def say(label: str = "ตกลง", text: str = "ตกลง") -> Json:
    return {"type": "message", "label": label, "text": text}


def link(uri: str) -> Json:
    return {"type": "uri", "label": "เปิด", "uri": uri}


def postback(**more: Any) -> Json:
    return {"type": "postback", "label": "ส่ง", "data": "a", **more}


def day(**more: Any) -> Json:
    return {"type": "datetimepicker", "label": "วัน", "data": "a", "mode": "date", **more}


def buttons(text: str, *actions: Json, **more: Any) -> Json:
    return {
        "type": "template",
        "altText": "ก",
        "template": {"type": "buttons", "text": text, "actions": list(actions), **more},
    }


def confirm(*actions: Json) -> Json:
    return {
        "type": "template",
        "altText": "ก",
        "template": {"type": "confirm", "text": "ไหม", "actions": list(actions)},
    }


def columns(*counts: int) -> Json:
    made = [{"text": "ก", "actions": [say()] * count} for count in counts]
    return {"type": "template", "altText": "ก", "template": {"type": "carousel", "columns": made}}


def image_columns(action: Json) -> Json:
    made = [{"imageUrl": URL, "action": action}]
    return {"type": "template", "altText": "ก", "template": {"type": "image_carousel", "columns": made}}


def bubble(*contents: Json, **more: Any) -> Json:
    return {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": list(contents)}, **more}


def baseline(*contents: Json) -> Json:
    return {"type": "box", "layout": "baseline", "contents": list(contents)}


def carousel(*bubbles: Json) -> Json:
    return {"type": "carousel", "contents": list(bubbles)}


def card(contents: Json, alt: str = "การ์ด") -> Json:
    return {"type": "flex", "altText": alt, "contents": contents}


def up_to(most: int) -> str:
    return f"Length must be between 0 and {most}"


EVERYBODY = {"type": "mention", "mentionee": {"type": "all"}}
UNEQUAL = "the number of actions must be the same in every column"
SAME_WIDTH = "bubbles in a carousel must have the same width"
TAPPED = "messages[0].quickReply.items[0].action"
LETTER = {"type": "text", "text": "ก"}
MARKED = "ที่"  # one letter to the eye, three code points
ACTIONS = ["postback", "message", "uri", "datetimepicker", "clipboard"]
KINDS = ["audio", "flex", "image", "imagemap", "location", "sticker", "template", "text", "textV2", "video"]

REFUSED: list[tuple[Any, str, str]] = [
    ([], "messages", "Size must be between 1 and 5"),
    ([words("ก")] * 6, "messages", "Size must be between 1 and 5"),
    (None, "messages", "May not be empty"),
    ([words("")], "messages[0].text", "May not be empty"),
    ([{"type": "text"}], "messages[0].text", "May not be empty"),
    ([words("ก" * 5001)], "messages[0].text", up_to(5000)),
    ([words("😀" * 2501)], "messages[0].text", up_to(5000)),
    ([words("ก"), words("")], "messages[1].text", "May not be empty"),
    ([{"type": "file"}], "messages[0]", "This message type is not available for your account"),
    ([{"type": "pigeon"}], "messages[0].type", one_of(KINDS)),
    ([{}], "messages[0].type", "May not be empty"),
    ([words("x", emojis=[{"index": 0}])], "messages[0].emojis[0].index", "invalid index"),
    ([words("ก", sender={"name": "ก" * 21})], "messages[0].sender.name", up_to(20)),
    ([{"type": "textV2", "text": "{who}"}], "messages[0].substitution.who", "must be specified"),
    ([{"type": "textV2", "text": "a } b"}], "messages[0].text", "invalid placeholder"),
    ([picture("ftp://a/b")], "messages[0].originalContentUrl", "invalid uri"),
    ([{"type": "location", "title": "ก", "address": "ข", "latitude": 1}], "messages[0].longitude", "must be specified"),
    ([quick(*[say()] * 14)], "messages[0].quickReply.items", "Size must be between 1 and 13"),
    ([quick(say("ก" * 21))], f"{TAPPED}.label", up_to(20)),
    ([quick(say(""))], f"{TAPPED}.label", "May not be empty"),
    ([quick(say("ก", ""))], f"{TAPPED}.text", "May not be empty"),
    ([quick(postback(data="a" * 301))], f"{TAPPED}.data", up_to(300)),
    ([quick(postback(displayText="ก" * 301))], f"{TAPPED}.displayText", up_to(300)),
    ([quick(postback(fillInText="ก"))], f"{TAPPED}.fillInText", "inputOption must be openKeyboard"),
    ([quick(link("javascript:alert(1)"))], f"{TAPPED}.uri", "invalid uri"),
    ([quick(link("https://example.org/ก"))], f"{TAPPED}.uri", "invalid uri"),
    ([quick(link("https://example.org/" + "a" * 981))], f"{TAPPED}.uri", up_to(1000)),
    ([quick(day(min="23/11/2569"))], f"{TAPPED}.min", "invalid date time"),
    ([quick(day(mode="century"))], f"{TAPPED}.mode", one_of(["date", "time", "datetime"])),
    ([buttons("ก" * 161, say())], "messages[0].template.text", up_to(160)),
    ([buttons("ก" * 61, say(), title="ข")], "messages[0].template.text", up_to(60)),
    ([buttons("ก", *[say()] * 5)], "messages[0].template.actions", "Size must be between 1 and 4"),
    ([buttons("ก", {"type": "cameraRoll", "label": "ก"})], "messages[0].template.actions[0].type", one_of(ACTIONS)),
    ([confirm(say())], "messages[0].template.actions", "Size must be between 2 and 2"),
    ([image_columns(say("ก" * 13))], "messages[0].template.columns[0].action.label", up_to(12)),
    ([{"type": "audio", "originalContentUrl": URL}], "messages[0].duration", "must be specified"),
    ([quick({"type": "clipboard", "label": "ก"})], f"{TAPPED}.clipboardText", "May not be empty"),
    ([{"type": "textV2", "text": "ก", "substitution": 1}], "messages[0].substitution", "must be an object"),
    ([columns(1, 2)], "messages[0].template.columns", UNEQUAL),
    ([columns(*[1] * 11)], "messages[0].template.columns", "Size must be between 1 and 10"),
    ([card(bubble(LETTER), "ก" * 1501)], "messages[0].altText", up_to(1500)),
    ([card(bubble(LETTER), "")], "messages[0].altText", "May not be empty"),
    ([{"type": "flex", "altText": "ก"}], "messages[0].contents", "must be specified"),
]  # fmt: skip

REFUSED_FLEX: list[tuple[Any, str, str]] = [
    (bubble({"type": "text", "text": ""}), "/body/contents/0/text", "must be non-empty text"),
    (bubble({"type": "text", "text": "ก", "colour": "#000000"}), "/body/contents/0/colour", "unknown field"),
    (bubble({**LETTER, "color": "red"}), "/body/contents/0/color", "invalid property"),
    (bubble({**LETTER, "size": "huge"}), "/body/contents/0/size", "invalid property"),
    (bubble({"type": "icon", "url": URL}), "/body/contents/0/type", "invalid property"),
    (bubble({"type": "button", "action": link("ftp://a/b")}), "/body/contents/0/action/uri", "invalid uri"),
    (bubble({"type": "button", "action": say("ก" * 41)}), "/body/contents/0/action/label", up_to(40)),
    (bubble({"type": "button"}), "/body/contents/0/action", "must be specified"),
    (bubble({"type": "image", "url": "x"}), "/body/contents/0/url", "invalid uri"),
    (bubble(baseline({"type": "button"})), "/body/contents/0/contents/0/type", "invalid property"),
    (bubble({"type": "box", "contents": []}), "/body/contents/0/layout", "must be specified"),
    (bubble(LETTER, size="enormous"), "/size", "invalid property"),
    (bubble(LETTER, hero={"type": "text", "text": "ก"}), "/hero/type", "invalid property"),
    ({"type": "bubble"}, "/", "At least one block must be specified"),
    (bubble({"type": "text", "text": "ก" * 11_000, "wrap": True}), "/", "The size of a bubble must be 30 KB or less"),
    (carousel(*[bubble(LETTER)] * 13), "/contents", "Size must be between 1 and 12"),
    ({"type": "carousel", "contents": []}, "/contents", "Size must be between 1 and 12"),
    (carousel(bubble(LETTER), bubble(LETTER, size="kilo")), "/contents", SAME_WIDTH),
    (carousel(*[bubble({**LETTER, "text": "ก" * 9_000})] * 2), "/", "The size of a carousel must be 50 KB or less"),
    ({"type": "balloon"}, "/type", "invalid property"),
]  # fmt: skip

TAKEN = [
    [words("ก" * 5000)],
    [words("😀" * 2500)],
    [words("ก")] * 5,
    [quick(*[say()] * 13)],
    [quick(say(MARKED * 20))],
    [quick(link("tel:0812345678"), link("line://ti/p/x"), link("http://localhost:8000/f/1"))],
    [quick({"type": "cameraRoll", "label": "รูป"}, {"type": "location", "label": "ที่ตั้ง"})],
    [quick(day(mode="datetime", min="2026-11-23t09:00"))],
    [words("$", emojis=[{"index": 0, "productId": "a", "emojiId": "1"}])],
    [{"type": "textV2", "text": "{who} {{}}", "substitution": {"who": EVERYBODY}}],
    [picture("http://127.0.0.1:8000/a.png")],
    [{"type": "sticker", "packageId": "1", "stickerId": "2"}],
    [{**picture(URL), "type": "video", "trackingId": "a"}, {"type": "audio", "originalContentUrl": URL, "duration": 9}],
    [{"type": "location", "title": "เขต", "address": "ถนน", "latitude": 13.7, "longitude": 100.5}],
    [{"type": "imagemap", "baseUrl": URL, "altText": "ก", "baseSize": {"width": 1040, "height": 9}, "actions": []}],
    [image_columns(say("ก" * 12))],
    [buttons("ก" * 160, say()), confirm(say(), say()), columns(2, 2)],
    [card(bubble(LETTER, {"type": "separator"}, {"type": "filler"}), "ก" * 1500)],
    [card(carousel(*[bubble(LETTER)] * 12))],
    [card(bubble({"type": "text", "contents": [{"type": "span", "text": "ก", "weight": "bold"}]}))],
    [card(bubble({"type": "button", "action": say("ก" * 40)}))],
]  # fmt: skip


@pytest.mark.parametrize(("messages", "where", "why"), REFUSED)
def test_a_wrong_message_is_named_as_line_names_it(messages: Any, where: str, why: str) -> None:
    error = check_messages(messages)
    assert error == {"message": "The request body has 1 error(s)", "details": [{"message": why, "property": where}]}


@pytest.mark.parametrize(("contents", "where", "why"), REFUSED_FLEX)
def test_a_wrong_flex_is_named_by_its_path(contents: Any, where: str, why: str) -> None:
    error = check_messages([words("ก"), card(contents)])
    assert error == {
        "message": "A message (messages[1]) in the request body is invalid",
        "details": [{"message": why, "property": where}],
    }


@pytest.mark.parametrize("messages", TAKEN)
def test_what_is_within_the_limits_passes(messages: Any) -> None:
    assert check_messages(messages) is None


def test_every_error_is_reported_at_once() -> None:
    error = check_messages([words(""), words(""), quick(say("", ""))])
    assert error is not None
    assert error["message"] == "The request body has 4 error(s)"


@pytest.mark.parametrize(
    "odd", [1, "x", [1], {"type": []}, {"type": {}}, {"type": "flex", "altText": 1, "contents": []}]
)
def test_nonsense_is_refused_not_crashed_on(odd: Any) -> None:
    assert check_messages([odd])
    assert check_messages(odd)
    assert check_messages([card(bubble(odd))])
    assert check_messages([quick(odd)])


def test_lines_own_https_rule_can_be_switched_on() -> None:
    assert check_messages([picture("http://a/b.png")]) is None
    assert check_messages([picture("http://a/b.png")], allow_http=False)


@pytest.fixture(scope="module")
def quiet_line() -> Iterator[LocalLine]:
    line = new_line("")
    line.start()
    yield line
    line.stop()


Answer = tuple[int, Json, str | None]


def raw(line: LocalLine, path: str, body: bytes, token: str = TOKEN, kind: str = "application/json") -> Answer:
    connection = HTTPConnection(line.base_url.removeprefix("http://"), timeout=5)
    try:
        connection.request("POST", path, body, {"Authorization": f"Bearer {token}", "Content-Type": kind})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read()), answer.headers["X-Line-Request-Id"]
    finally:
        connection.close()


PUSH = "/v2/bot/message/push"
JSON = "application/json"
UNAUTHORISED = "Authentication failed. Confirm that the access token in the authorization header is valid."
BROKEN = "The request body could not be parsed as JSON (line: 1, column: {})"


@pytest.mark.parametrize(
    ("call", "status", "message"),
    [
        ((PUSH, b"{}", "wrong", JSON), 401, UNAUTHORISED),
        ((PUSH, b"{}", TOKEN, "text/plain"), 415, "The content type, text/plain, is not supported"),
        ((PUSH, b"{,", TOKEN, JSON), 400, BROKEN.format(2)),
        ((PUSH, b"[]", TOKEN, JSON), 400, BROKEN.format(1)),
        ((PUSH, b'"' + b"a" * (2 * 1024 * 1024) + b'"', TOKEN, JSON), 413, "Request body too large"),
        (("/v2/bot/no/such/thing", b"{}", TOKEN, JSON), 404, "Not found"),
    ],
)
def test_a_bad_call_is_refused_with_a_request_id(
    quiet_line: LocalLine, call: tuple[str, bytes, str, str], status: int, message: str
) -> None:
    path, body, token, kind = call
    got, answer, request_id = raw(quiet_line, path, body, token, kind)
    assert (got, answer["message"]) == (status, message)
    assert request_id
