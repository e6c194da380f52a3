from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from linebot.v3 import SignatureValidator, WebhookParser
from linebot.v3.messaging import MessagingApi, ReplyMessageRequest
from linebot.v3.webhooks import (
    Event,
    FileMessageContent,
    FollowEvent,
    ImageMessageContent,
    JoinEvent,
    LeaveEvent,
    MemberJoinedEvent,
    MemberLeftEvent,
    MessageEvent,
    PostbackEvent,
    TextMessageContent,
    UnfollowEvent,
    UnsendEvent,
)

from bot.emulator.deeds import DeedRefusedError
from bot.emulator.events import envelope, signature
from bot.emulator.server import BOT_USER_ID, LocalLine
from tests.emulator.conftest import CLUSTER, MALEE, OTHER_GROUP, SECRET, STRANGER, Bot, text


def parsed(bot: Bot, count: int = 1) -> list[Event]:
    bot.events(count)
    parser = WebhookParser(SECRET)
    return [event for headers, body in bot.got for event in parser.parse(body.decode(), headers["x-line-signature"])]


def test_the_signature_is_that_of_lines_own_sample() -> None:
    body = envelope("U8e742f61d673b39c7fff3cecb7536ef0", [])
    assert body == b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
    assert signature(SECRET, body) == "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="


def test_a_delivery_looks_like_lines(line: LocalLine, bot: Bot) -> None:
    message_id = line.say(MALEE, "สวัสดี 😀")
    event = bot.last()
    headers, body = bot.got[0]
    assert SignatureValidator(SECRET).validate(body.decode(), headers["x-line-signature"])
    assert headers["user-agent"] == "LineBotWebhook/2.0"
    assert headers["content-type"] == "application/json; charset=utf-8"
    assert json.dumps(json.loads(body), ensure_ascii=False, separators=(",", ":")).encode() == body
    assert list(event) == [
        "type", "message", "webhookEventId", "deliveryContext", "timestamp", "source", "replyToken", "mode",
    ]  # fmt: skip
    assert event["message"]["id"] == message_id
    assert (len(message_id), len(event["replyToken"]), len(event["webhookEventId"])) == (18, 32, 26)
    assert json.loads(body)["destination"] == BOT_USER_ID


def test_the_sdk_knows_every_event(line: LocalLine, bot: Bot) -> None:
    line.follow(STRANGER)
    message_id = line.say(STRANGER, "สวัสดี")
    line.send_file(STRANGER, "แบบ.xlsx", b"PK..")
    line.send_photos(STRANGER, [b"\xff\xd8\xff\xd9", b"\xff\xd8\xff\xd9"])
    line.press(STRANGER, "a=1", "ส่งแล้ว")
    line.unsend(STRANGER, message_id)
    line.block(STRANGER)
    line.invite_bot(OTHER_GROUP)
    line.join_group(MALEE, OTHER_GROUP)
    line.leave_group(MALEE, OTHER_GROUP)
    line.remove_bot(OTHER_GROUP)
    events = parsed(bot, 12)
    assert [type(event) for event in events] == [
        FollowEvent, MessageEvent, MessageEvent, MessageEvent, MessageEvent, PostbackEvent, UnsendEvent,
        UnfollowEvent, JoinEvent, MemberJoinedEvent, MemberLeftEvent, LeaveEvent,
    ]  # fmt: skip
    contents = [event.message for event in events if isinstance(event, MessageEvent)]
    assert [type(content) for content in contents] == [
        TextMessageContent, FileMessageContent, ImageMessageContent, ImageMessageContent,
    ]  # fmt: skip
    assert contents[2].image_set.id == contents[3].image_set.id
    assert line.wait_idle()


def test_a_mention_counts_in_utf_16_and_is_the_bot_itself(line: LocalLine, bot: Bot) -> None:
    line.say(MALEE, "😀 @ติดตาม งานค้าง", CLUSTER, mention_bot=True)
    event = bot.last()
    assert event["source"] == {"type": "group", "groupId": CLUSTER, "userId": MALEE}
    assert event["message"]["mention"]["mentionees"] == [
        {"index": 3, "length": 7, "type": "user", "userId": BOT_USER_ID, "isSelf": True}
    ]


def test_a_button_press_shows_words_but_sends_only_the_postback(line: LocalLine, bot: Bot) -> None:
    line.press(MALEE, "deed=form", "ขอแบบฟอร์ม")
    assert bot.last()["postback"] == {"data": "deed=form"}
    assert [b.message["text"] for b in line.messages(MALEE)] == ["ขอแบบฟอร์ม"]
    assert len(bot.got) == 1


def test_a_refused_event_comes_again_unchanged_but_marked(line: LocalLine, bot: Bot, api: MessagingApi) -> None:
    bot.answers = [500, 503]
    line.say(MALEE, "สวัสดี")
    first, second, third = bot.events(3)
    assert line.wait_idle()
    assert [e["deliveryContext"]["isRedelivery"] for e in (first, second, third)] == [False, True, True]
    plain: list[dict[str, Any]] = [{k: v for k, v in e.items() if k != "deliveryContext"} for e in (first, third)]
    assert plain[0] == plain[1]
    assert [d.status for d in line.sender.deliveries] == [500, 503, 200]
    api.reply_message(ReplyMessageRequest.from_dict({"replyToken": third["replyToken"], "messages": [text()]}))


def test_without_redelivery_a_refused_event_is_lost(line: LocalLine, bot: Bot) -> None:
    line.sender.redelivery = False
    bot.answers = [500]
    line.say(MALEE, "สวัสดี")
    assert not line.wait_idle()
    assert len(line.sender.abandoned) == len(bot.got) == 1


def test_an_event_can_arrive_twice(line: LocalLine, bot: Bot) -> None:
    line.faults.duplicate_next_delivery()
    line.say(MALEE, "สวัสดี")
    first, second = bot.events(2)
    assert first == second


def test_events_arrive_in_the_order_of_the_deeds(line: LocalLine, bot: Bot) -> None:
    for number in range(20):
        line.say(MALEE, str(number))
    assert [event["message"]["text"] for event in bot.events(20)] == [str(n) for n in range(20)]


def test_an_unreachable_bot_is_recorded(line: LocalLine) -> None:
    line.webhook_url = "http://127.0.0.1:9/webhook"
    line.say(MALEE, "สวัสดี")
    assert not line.wait_idle()
    assert line.sender.deliveries[0].status is None
    assert "Refused" in line.sender.deliveries[0].error


def test_the_bot_hears_nothing_from_a_group_it_is_not_in(line: LocalLine, bot: Bot) -> None:
    line.join_group(MALEE, OTHER_GROUP)
    line.say(MALEE, "ลับ", OTHER_GROUP)
    line.say(MALEE, "เปิดเผย")
    assert bot.last()["message"]["text"] == "เปิดเผย"
    assert len(bot.got) == 1


def test_a_blocker_cannot_write_and_unblocking_says_so(line: LocalLine, bot: Bot) -> None:
    line.block(MALEE)
    with pytest.raises(DeedRefusedError):
        line.say(MALEE, "สวัสดี")
    line.follow(MALEE)
    assert bot.last(2)["follow"] == {"isUnblocked": True}


def test_only_members_speak_in_a_group(line: LocalLine) -> None:
    with pytest.raises(DeedRefusedError):
        line.say(STRANGER, "สวัสดี", CLUSTER)


def test_events_carry_virtual_time(line: LocalLine, bot: Bot) -> None:
    line.advance(timedelta(days=30))
    line.say(MALEE, "สวัสดี")
    assert bot.last()["timestamp"] == pytest.approx(line.clock.now().timestamp() * 1000, abs=10_000)
