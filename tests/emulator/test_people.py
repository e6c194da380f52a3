from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from linebot.v3.messaging import MessagingApi, PushMessageRequest, ReplyMessageRequest, TextMessage

from bot.emulator.clock import VirtualClock
from bot.emulator.server import LocalLine
from bot.emulator.world import GroupSeed, PersonSeed
from tests.emulator.calls import raw
from tests.emulator.conftest import CLUSTER, MALEE, SECRET, SOMCHAI, START, TOKEN, Bot, sdk_client

CROWD = [f"U{number:032x}" for number in range(250)]
ROOM, EMPTY_ROOM = "R" + "1" * 32, "R" + "2" * 32
BAD_START = (400, {"message": "Invalid start param"})
NOT_FOUND = (404, {"message": "Not found"})


@pytest.fixture
def crowded(bot: Bot) -> Iterator[LocalLine]:
    """A verified account with 250 friends, all in one group and one room."""
    crowd = tuple(CROWD)
    line = LocalLine(
        channel_secret=SECRET,
        access_token=TOKEN,
        webhook_url=bot.url,
        people=[PersonSeed(user_id, f"คนที่ {number}") for number, user_id in enumerate(crowd)],
        groups=[
            GroupSeed(CLUSTER, "กลุ่มใหญ่", crowd, bot_in=True),
            GroupSeed(ROOM, "", crowd, bot_in=True),
            GroupSeed(EMPTY_ROOM, "", ()),
        ],
        clock=VirtualClock(START),
    )
    line.channel.world.friends |= set(crowd)
    line.channel.account_type = "verified"
    line.start()
    yield line
    line.stop()


def pages(line: LocalLine, path: str, name: str) -> list[list[str]]:
    """Read a long list as a bot does: until there is no `next`."""
    got: list[list[str]] = []
    start = ""
    while True:
        status, body = raw(line, "GET", path + start)
        assert status == 200
        got.append(body[name])
        if "next" not in body:
            return got
        start = f"{'&' if '?' in path else '?'}start={body['next']}"


@pytest.mark.parametrize(
    ("path", "name", "sizes"),
    [
        ("/v2/bot/followers/ids", "userIds", [250]),
        ("/v2/bot/followers/ids?limit=100", "userIds", [100, 100, 50]),
        (f"/v2/bot/group/{CLUSTER}/members/ids", "memberIds", [100, 100, 50]),
        (f"/v2/bot/room/{ROOM}/members/ids", "memberIds", [100, 100, 50]),
    ],
)
def test_a_long_list_comes_in_pages(crowded: LocalLine, path: str, name: str, sizes: list[int]) -> None:
    got = pages(crowded, path, name)
    assert [len(page) for page in got] == sizes
    assert [user_id for page in got for user_id in page] == CROWD


def test_a_page_token_ends_after_a_day_and_fits_one_list(crowded: LocalLine) -> None:
    token = raw(crowded, "GET", "/v2/bot/followers/ids?limit=100")[1]["next"]
    assert raw(crowded, "GET", f"/v2/bot/group/{CLUSTER}/members/ids?start={token}") == BAD_START
    assert raw(crowded, "GET", "/v2/bot/followers/ids?start=never-given") == BAD_START
    crowded.advance(timedelta(hours=25))
    assert raw(crowded, "GET", f"/v2/bot/followers/ids?limit=100&start={token}") == BAD_START


@pytest.mark.parametrize("limit", ["0", "1001", "ten", "-1"])
def test_an_impossible_limit_is_refused(crowded: LocalLine, limit: str) -> None:
    assert raw(crowded, "GET", f"/v2/bot/followers/ids?limit={limit}")[0] == 400


@pytest.mark.parametrize("path", [f"group/{CLUSTER}/members/ids", f"room/{ROOM}/members/ids", "followers/ids"])
@pytest.mark.parametrize(("account", "status"), [("unverified", 403), ("verified", 200), ("premium", 200)])
def test_the_type_of_account_decides_who_may_list_people(
    crowded: LocalLine, account: Any, status: int, path: str
) -> None:
    crowded.channel.account_type = account
    answered, body = raw(crowded, "GET", f"/v2/bot/{path}")
    assert answered == status
    assert status == 200 or body == {"message": "Access to this API is not available for your account"}


def test_a_room_is_asked_and_left_like_a_group(crowded: LocalLine) -> None:
    (client,) = sdk_client(crowded)
    api = MessagingApi(client)
    assert api.get_room_member_count(ROOM).count == 250
    assert api.get_room_members_ids(ROOM).member_ids == CROWD[:100]
    assert api.get_room_member_profile(ROOM, CROWD[7]).display_name == "คนที่ 7"
    assert raw(crowded, "GET", f"/v2/bot/room/{ROOM}/summary") == NOT_FOUND
    api.leave_room(ROOM)
    assert raw(crowded, "GET", f"/v2/bot/room/{ROOM}/members/count") == NOT_FOUND
    api.leave_room(EMPTY_ROOM)  # LINE answers 200 for a room the bot is not in
    assert raw(crowded, "POST", f"/v2/bot/room/R{'9' * 32}/leave") == NOT_FOUND


@pytest.mark.parametrize(("kind", "other"), [("group", ROOM), ("room", CLUSTER), ("group", "x")])
def test_groups_and_rooms_are_not_mixed_up(crowded: LocalLine, kind: str, other: str) -> None:
    wrong = (400, {"message": f"The value for the '{kind}Id' parameter is invalid"})
    for path in ("members/count", "members/ids", f"member/{CROWD[0]}"):
        assert raw(crowded, "GET", f"/v2/bot/{kind}/{other}/{path}") == wrong
    assert raw(crowded, "POST", f"/v2/bot/{kind}/{other}/leave") == wrong


def test_a_room_can_be_written_to(crowded: LocalLine, bot: Bot) -> None:
    (client,) = sdk_client(crowded)
    api = MessagingApi(client)
    crowded.channel.quota.limit = None
    api.push_message(PushMessageRequest(to=ROOM, messages=[TextMessage(text="ประกาศ")]))
    crowded.say(CROWD[0], "รับทราบ", ROOM)
    event = bot.last()
    assert event["source"] == {"type": "room", "roomId": ROOM, "userId": CROWD[0]}
    api.reply_message(ReplyMessageRequest(replyToken=event["replyToken"], messages=[TextMessage(text="ขอบคุณ")]))
    assert [bubble.via for bubble in crowded.messages(ROOM)] == ["push", "", "reply"]
    assert crowded.paid_used() == 250


def test_chat_mode_decides_who_reads(line: LocalLine, api: MessagingApi) -> None:
    info = api.get_bot_info()
    assert (info.chat_mode, info.mark_as_read_mode) == ("chat", "manual")
    line.channel.chat_on = False
    info = api.get_bot_info()
    assert (info.chat_mode, info.mark_as_read_mode) == ("bot", "auto")
    line.say(MALEE, "สวัสดี")
    assert line.messages(MALEE)[0].read


def test_reading_needs_a_token_of_this_bot(line: LocalLine) -> None:
    assert raw(line, "POST", "/v2/bot/chat/markAsRead", {"markAsReadToken": "x"}) == (
        400,
        {"message": "Invalid markAsReadToken. Tokens must be used by the bot that received them via Webhook."},
    )


def test_reading_by_person_is_for_partners(line: LocalLine) -> None:
    line.say(SOMCHAI, "สวัสดี")
    assert raw(line, "POST", "/v2/bot/message/markAsRead", {"chat": {"userId": SOMCHAI}})[0] == 403
    line.channel.partner = True
    assert raw(line, "POST", "/v2/bot/message/markAsRead", {"chat": {"userId": SOMCHAI}}) == (200, {})
    assert line.messages(SOMCHAI)[0].read


def test_another_address_can_be_tried_as_webhook(line: LocalLine, bot: Bot) -> None:
    line.webhook_url = ""
    none = (404, {"message": "Webhook endpoint not found"})
    assert raw(line, "POST", "/v2/bot/channel/webhook/test", {}) == none
    status, body = raw(line, "POST", "/v2/bot/channel/webhook/test", {"endpoint": bot.url})
    assert (status, body["success"], body["detail"]) == (200, True, "200")
    assert raw(line, "POST", "/v2/bot/channel/webhook/test", {"endpoint": "ftp://x"})[0] == 400
