"""The judge of requests itself: what LINE's description allows passes, what it does not is named."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from bot.line import outbound
from domain.messages import Card, Line, Mention, Message, Open, Progress, Rule, Say, Tap, Text
from tests.openapi import FOLDER, line_description

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="LINE's description is not on this machine")

PUSH = "/v2/bot/message/push"
Json = dict[str, Any]


def push() -> Json:
    """A push with every kind of part that the bot draws."""
    card = Card(
        title="งาน",
        alt="งาน",
        parts=(Line("ก"), Rule(), Line("ข", label="ค"), Progress("ง", 1, 2, 3)),
        buttons=(Open("เปิด", "https://bot.example/f/1"), Tap("ยืนยัน", "settle:1:1", "ยืนยัน")),
        suggestions=(Say("งานของฉัน", "งานของฉัน"),),
    )
    messages: list[Message] = [Text("สวัสดี"), card]
    return {"to": "U" + "0" * 32, "messages": outbound.render(messages).objects}


def problems(body: Any, path: str = PUSH, method: str = "POST") -> list[str]:
    return line_description().problems(method, path, body)


def test_what_the_bot_draws_fits() -> None:
    assert problems(push()) == []


def test_a_text_that_mentions_people_fits() -> None:
    told = Text("- ก", mentions=(Mention(0, f"U{1:032x}"),))
    body = {"to": f"C{1:032x}", "messages": outbound.render([told]).objects}
    assert problems(body) == []

    del body["messages"][0]["substitution"]["person0"]["mentionee"]["userId"]  # type: ignore[index]
    assert problems(body) != []


def no_recipient(body: Json) -> None:
    del body["to"]


def nothing_said(body: Json) -> None:
    body["messages"] = []


def too_many(body: Json) -> None:
    body["messages"] *= 3


def unknown_message(body: Json) -> None:
    body["messages"][0]["type"] = "file"


def text_that_is_none(body: Json) -> None:
    body["messages"][0]["text"] = 5


def misspelt_property(body: Json) -> None:
    body["messages"][1]["contents"]["body"]["paddingall"] = "14px"


def unknown_weight(body: Json) -> None:
    body["messages"][1]["contents"]["header"]["contents"][0]["weight"] = "heavy"


def unknown_component(body: Json) -> None:
    body["messages"][1]["contents"]["body"]["contents"][1] = {"type": "rule"}


def box_without_contents(body: Json) -> None:
    del body["messages"][1]["contents"]["footer"]["contents"]


def data_too_long(body: Json) -> None:
    body["messages"][1]["contents"]["footer"]["contents"][1]["action"]["data"] = "x" * 301


def action_of_no_kind(body: Json) -> None:
    del body["messages"][1]["contents"]["footer"]["contents"][0]["action"]["type"]


def address_with_blanks(body: Json) -> None:
    body["messages"][1]["contents"]["footer"]["contents"][0]["action"]["uri"] = "not an address"


def fraction_of_a_stretch(body: Json) -> None:
    body["messages"][1]["contents"]["body"]["contents"][0]["flex"] = 1.5


def number_beyond_32_bits(body: Json) -> None:
    body["messages"][1]["contents"]["body"]["contents"][0]["flex"] = 2**31


@pytest.mark.parametrize(
    "damage",
    [
        no_recipient,
        nothing_said,
        too_many,
        unknown_message,
        text_that_is_none,
        misspelt_property,
        unknown_weight,
        unknown_component,
        box_without_contents,
        data_too_long,
        action_of_no_kind,
        address_with_blanks,
        fraction_of_a_stretch,
        number_beyond_32_bits,
    ],
)
def test_a_broken_body_is_caught(damage: Callable[[Json], None]) -> None:
    body = copy.deepcopy(push())
    damage(body)

    assert len(problems(body)) == 1


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", PUSH, None),
        ("POST", "/v2/bot/message/shout", {}),
        ("GET", "/v2/bot/message/quota", {}),
        ("POST", "/v2/bot/richmenu/list", None),
        ("POST", PUSH, None),
    ],
)
def test_a_request_nobody_takes_is_caught(method: str, path: str, body: Any) -> None:
    assert problems(body, path, method) != []


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/v2/bot/message/500000000000000001/content", None),
        ("GET", "/v2/bot/richmenu/list", None),
        ("POST", "/oauth2/v3/token", None),
        ("POST", "/v2/bot/chat/loading/start", {"chatId": "U1", "loadingSeconds": 10}),
    ],
)
def test_other_requests_of_the_bot_fit(method: str, path: str, body: Any) -> None:
    assert problems(body, path, method) == []
