"""What people do, as the bot's webhook and the real SDK see it."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from linebot.v3 import WebhookParser
from linebot.v3.messaging import (
    ApiException,
    CreateRichMenuAliasRequest,
    MessagingApi,
    MessagingApiBlob,
    ReplyMessageRequest,
)
from linebot.v3.models.events import UnknownEvent
from linebot.v3.webhooks import (
    AccountLinkEvent,
    ActivatedEvent,
    AudioMessageContent,
    BeaconEvent,
    BotResumedEvent,
    BotSuspendedEvent,
    DeactivatedEvent,
    LocationMessageContent,
    MemberJoinedEvent,
    MembershipEvent,
    MessageEditedEvent,
    MessageEvent,
    ModuleEvent,
    PnpDeliveryCompletionEvent,
    PostbackEvent,
    RoomSource,
    StickerMessageContent,
    VideoMessageContent,
    VideoPlayCompleteEvent,
)

from bot.emulator.deeds import DeedRefusedError
from bot.emulator.server import LocalLine
from bot.emulator.world import GroupSeed
from tests.emulator.calls import made
from tests.emulator.conftest import CLUSTER, MALEE, OTHER_GROUP, SECRET, SOMCHAI, STRANGER, Bot, text

ROOM = "R" + "1" * 32
JPEG = b"\xff\xd8\xff\xd9"


def parsed(bot: Bot, count: int = 1) -> list[Any]:
    bot.events(count)
    parser = WebhookParser(SECRET)
    return [event for headers, body in bot.got for event in parser.parse(body.decode(), headers["x-line-signature"])]


def film(milliseconds: int, version: int = 0) -> bytes:
    """The first boxes of an MPEG-4 file that tell its length."""
    times = (
        struct.pack(">QQIQ", 0, 0, 1000, milliseconds) if version else struct.pack(">IIII", 0, 0, 1000, milliseconds)
    )
    return b"\x00\x00\x00\x18ftypM4A " + b"\x00\x00\x00\x6cmvhd" + bytes([version, 0, 0, 0]) + times


def test_an_edit_comes_with_the_same_id_and_tokens_of_its_own(line: LocalLine, bot: Bot, api: MessagingApi) -> None:
    message_id = line.say(MALEE, "ส่งวันศุกร์", CLUSTER)
    line.edit(MALEE, message_id, "ส่งวันจันทร์")
    before, after = bot.events(2)
    assert after["type"] == "messageEdited"
    assert after["message"] == {
        "type": "text",
        "id": message_id,
        "quoteToken": after["message"]["quoteToken"],
        "text": "ส่งวันจันทร์",
    }
    assert after["message"]["quoteToken"] != before["message"]["quoteToken"]
    assert isinstance(parsed(bot, 2)[1], MessageEditedEvent)
    (bubble,) = line.messages(CLUSTER)
    assert (bubble.message["text"], bubble.edited) == ("ส่งวันจันทร์", True)
    for event in (before, after):
        api.reply_message(ReplyMessageRequest.from_dict({"replyToken": event["replyToken"], "messages": [text()]}))


def test_an_edit_may_name_the_bot(line: LocalLine, bot: Bot) -> None:
    message_id = line.say(MALEE, "งานค้าง", CLUSTER)
    line.edit(MALEE, message_id, "งานค้าง", mention_bot=True)
    assert bot.last(2)["message"]["mention"]["mentionees"][0]["isSelf"]


def test_only_ones_own_text_in_a_group_can_be_edited(line: LocalLine) -> None:
    alone = line.say(MALEE, "สวัสดี")
    hers = line.say(MALEE, "สวัสดี", CLUSTER)
    file = line.send_file(MALEE, "a.pdf", b"x", CLUSTER)
    gone = line.say(MALEE, "พลาด", CLUSTER)
    line.unsend(MALEE, gone)
    for user, message_id in ((MALEE, alone), (SOMCHAI, hers), (MALEE, file), (MALEE, gone), (MALEE, "1")):
        with pytest.raises(DeedRefusedError):
            line.edit(user, message_id, "แก้")


def test_taking_back_twice_tells_the_bot_once(line: LocalLine, bot: Bot) -> None:
    message_id = line.say(MALEE, "พลาด")
    line.unsend(MALEE, message_id)
    line.unsend(MALEE, message_id)
    line.say(MALEE, "ต่อ")
    assert [event["type"] for event in bot.events(3)] == ["message", "unsend", "message"]


def test_stickers_places_and_recordings_are_known_to_the_sdk(line: LocalLine, bot: Bot) -> None:
    line.send_sticker(MALEE, "446", "1988")
    line.send_location(MALEE, (13.75, 100.5), "สพป.", "ถนนราชดำเนิน")
    line.send_location(MALEE, (13.75, 100.5))
    line.send_video(MALEE, film(61_000))
    line.send_audio(MALEE, film(1500, version=1))
    line.send_audio(MALEE, b"ID3")
    sticker, place, bare, video, voice, song = (event.message for event in parsed(bot, 6))
    assert isinstance(sticker, StickerMessageContent)
    assert (sticker.package_id, sticker.sticker_id) == ("446", "1988")
    assert isinstance(place, LocationMessageContent)
    assert (place.title, place.latitude, place.longitude) == ("สพป.", 13.75, 100.5)
    assert (bare.title, bare.address) == (None, None)
    assert isinstance(video, VideoMessageContent)
    assert isinstance(voice, AudioMessageContent)
    assert (video.duration, voice.duration, song.duration) == (61_000, 1500, None)
    raw = [event["message"] for event in bot.events(6)]
    assert ["quoteToken" in message for message in raw] == [True, False, False, True, False, False]
    assert [stored.mime for stored in line.channel.world.stored.values()] == ["video/mp4", "audio/x-m4a", "audio/mpeg"]


def test_several_join_and_leave_at_once(line: LocalLine, bot: Bot) -> None:
    line.invite_bot(OTHER_GROUP)
    line.join_together([MALEE, SOMCHAI, MALEE], OTHER_GROUP)
    line.join_together([MALEE], OTHER_GROUP)
    line.leave_together([SOMCHAI, STRANGER], OTHER_GROUP)
    _, joined, left = bot.events(3)
    assert isinstance(parsed(bot, 3)[1], MemberJoinedEvent)
    assert [who["userId"] for who in joined["joined"]["members"]] == [MALEE, SOMCHAI]
    assert [who["userId"] for who in left["left"]["members"]] == [SOMCHAI]
    assert "replyToken" in joined
    assert "replyToken" not in left
    assert line.channel.world.members[OTHER_GROUP] == [MALEE]
    assert len(bot.got) == 3


def test_an_old_room_speaks_as_a_room(line: LocalLine, bot: Bot) -> None:
    world = line.channel.world
    world.groups[ROOM], world.members[ROOM] = GroupSeed(ROOM, "ห้องเก่า"), [MALEE]
    world.bot_in.add(ROOM)
    message_id = line.say(MALEE, "สวัสดี", ROOM)
    assert bot.last()["source"] == {"type": "room", "roomId": ROOM, "userId": MALEE}
    assert isinstance(parsed(bot)[0].source, RoomSource)
    with pytest.raises(DeedRefusedError):
        line.edit(MALEE, message_id, "แก้")


@pytest.mark.parametrize("count", [2, 3, 5])
def test_a_photo_set_may_come_shuffled_and_uncounted(line: LocalLine, bot: Bot, count: int) -> None:
    made = line.send_photos(MALEE, [JPEG] * count, shuffled=True)
    messages = [event["message"] for event in bot.events(count)]
    assert [message["id"] for message in messages] != made
    assert sorted(message["id"] for message in messages) == made
    assert {made[message["imageSet"]["index"] - 1] == message["id"] for message in messages} == {True}
    bot.forget()
    line.send_photos(MALEE, [JPEG] * count, counted=False)
    sets = [event["message"]["imageSet"] for event in bot.events(count)]
    assert [list(one) for one in sets] == [["id"]] * count
    assert len({one["id"] for one in sets}) == 1


PICKER = {
    "type": "datetimepicker",
    "data": "due",
    "mode": "datetime",
    "min": "2026-11-24t08:30",
    "max": "2026-11-30T16:30",
}


def test_a_picked_moment_is_told_without_zone(line: LocalLine, bot: Bot) -> None:
    line.pick(MALEE, PICKER, "2026-11-24T08:30")
    line.pick(MALEE, {"data": "d", "mode": "date"}, "2026-11-30", CLUSTER)
    line.pick(MALEE, {"data": "t", "mode": "time"}, "08:30")
    assert [event["postback"] for event in bot.events(3)] == [
        {"data": "due", "params": {"datetime": "2026-11-24T08:30"}},
        {"data": "d", "params": {"date": "2026-11-30"}},
        {"data": "t", "params": {"time": "08:30"}},
    ]
    assert {type(event) for event in parsed(bot, 3)} == {PostbackEvent}


@pytest.mark.parametrize("value", ["2026-11-24T08:29", "2026-12-01T00:00", "2026-11-25", "พรุ่งนี้"])
def test_a_moment_outside_the_picker_cannot_be_chosen(line: LocalLine, value: str) -> None:
    with pytest.raises(DeedRefusedError):
        line.pick(MALEE, PICKER, value)


def test_rarer_events_are_known_to_the_sdk(line: LocalLine, bot: Bot, api: MessagingApi) -> None:
    line.account_link(MALEE, "n" * 16, ok=True)
    line.account_link(MALEE, "n" * 16, ok=False)
    line.watch_to_the_end(MALEE, "track-1")
    line.beacon(MALEE, "d41d8cd98f", device_message="00ff")
    line.membership(MALEE, 3189, "renewed")
    line.emit_raw("module", {"module": {"type": "attached", "botId": "U" + "9" * 32, "scopes": ["message:send"]}})
    line.emit_raw("activated", {"chatControl": {"expireAt": 1462629479859}}, MALEE)
    line.emit_raw("deactivated", {}, MALEE)
    line.emit_raw("botSuspended", {})
    line.emit_raw("botResumed", {})
    line.emit_raw("delivery", {"delivery": {"data": "hash"}})
    assert [type(event) for event in parsed(bot, 11)] == [
        AccountLinkEvent, AccountLinkEvent, VideoPlayCompleteEvent, BeaconEvent, MembershipEvent, ModuleEvent,
        ActivatedEvent, DeactivatedEvent, BotSuspendedEvent, BotResumedEvent, PnpDeliveryCompletionEvent,
    ]  # fmt: skip
    events = bot.events(11)
    assert ["replyToken" in event for event in events] == [True, False, True, True, True] + [False] * 6
    assert [event.get("source") is not None for event in events] == [True, False] + [True] * 3 + [False, True, True] + [
        False
    ] * 3
    api.reply_message(ReplyMessageRequest.from_dict({"replyToken": events[0]["replyToken"], "messages": [text()]}))


def test_what_nobody_knows_comes_too(line: LocalLine, bot: Bot) -> None:
    line.emit_raw("hologram", {"hologram": {"size": 3}}, MALEE, replyable=True)
    line.send_raw(MALEE, {"type": "scent", "note": "ใบเตย"})
    event, message = parsed(bot, 2)
    assert isinstance(event, UnknownEvent)
    assert isinstance(message, UnknownEvent | MessageEvent)
    raw = bot.events(2)
    assert (raw[0]["hologram"], raw[1]["message"]["note"]) == ({"size": 3}, "ใบเตย")


def test_a_reply_to_a_standby_chat_is_impossible(line: LocalLine, bot: Bot, api: MessagingApi) -> None:
    line.faults.standby(MALEE)
    line.say(MALEE, "สวัสดี")
    line.say(SOMCHAI, "สวัสดี")
    line.faults.standby(MALEE, on=False)
    line.say(MALEE, "สวัสดี")
    held, other, back = bot.events(3)
    assert (held["mode"], other["mode"], back["mode"]) == ("standby", "active", "active")
    assert "replyToken" not in held
    with pytest.raises(ApiException):
        api.reply_message(ReplyMessageRequest.from_dict({"replyToken": "0" * 32, "messages": [text()]}))
    api.reply_message(ReplyMessageRequest.from_dict({"replyToken": back["replyToken"], "messages": [text()]}))


def test_a_menu_switched_by_hand_tells_the_bot_how_it_went(
    line: LocalLine, bot: Bot, api: MessagingApi, blob: MessagingApiBlob
) -> None:
    menu_id = made(api, blob)
    api.create_rich_menu_alias(CreateRichMenuAliasRequest(richMenuAliasId="work", richMenuId=menu_id))
    line.switch_menu(MALEE, "work", "tab=work")
    line.switch_menu(MALEE, "nowhere", "tab=nowhere")
    assert [event["postback"] for event in bot.events(2)] == [
        {"data": "tab=work", "params": {"newRichMenuAliasId": "work", "status": "SUCCESS"}},
        {"data": "tab=nowhere", "params": {"status": "RICHMENU_ALIAS_ID_NOTFOUND"}},
    ]
    shown = line.channel.rich_menus.shown_to(MALEE)
    assert shown is not None
    assert shown.menu_id == menu_id
