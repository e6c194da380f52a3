from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from linebot.v3 import SignatureValidator
from linebot.v3.messaging import ApiClient, MessagingApi, PushMessageRequest, TextMessage

from bot.emulator.account import Account
from bot.emulator.channel import ChannelSeed
from bot.emulator.deeds import DeedRefusedError
from bot.emulator.server import BOT_USER_ID, LocalLine
from tests.emulator.calls import menu, raw
from tests.emulator.conftest import CLUSTER, MALEE, OTHER_GROUP, SECRET, SOMCHAI, TOKEN, Bot, sdk_client, text

OTHER_BOT, OTHER_TOKEN, OTHER_SECRET = "U" + "0b" * 16, "token-of-the-other", "f" * 32


def seed(**changes: Any) -> ChannelSeed:
    return ChannelSeed(
        **{
            "channel_id": "2222222222",
            "secret": OTHER_SECRET,
            "access_token": OTHER_TOKEN,
            "bot_user_id": OTHER_BOT,
            "bot_name": "ประชาสัมพันธ์",
            "quota": 5,
            **changes,
        }
    )


@pytest.fixture
def other(line: LocalLine, bot: Bot) -> Account:
    """A second account, of the same people, with the same listener as webhook."""
    return line.add_channel(seed(webhook_url=bot.url))


@pytest.fixture
def others_client(line: LocalLine, other: Account) -> Iterator[ApiClient]:
    assert other.channel.channel_id == "2222222222"
    yield from sdk_client(line, OTHER_TOKEN)


def pushed(line: LocalLine, token: str, to: str) -> int:
    return raw(line, "POST", "/v2/bot/message/push", {"to": to, "messages": [text()]}, token=token)[0]


def test_the_token_decides_who_speaks(line: LocalLine, other: Account, others_client: ApiClient) -> None:
    assert MessagingApi(others_client).get_bot_info().user_id == OTHER_BOT
    other.follow(MALEE)
    MessagingApi(others_client).push_message(PushMessageRequest(to=MALEE, messages=[TextMessage(text="ข่าว")]))
    assert [bubble.sender for bubble in other.messages(MALEE)] == [OTHER_BOT]
    assert line.messages(MALEE) == []
    assert (other.paid_used(), line.paid_used()) == (1, 0)
    assert [call.path for call in line.calls] == []
    assert raw(line, "GET", "/v2/bot/info", token="token-of-nobody")[0] == 401


def test_friends_are_each_accounts_own(line: LocalLine, other: Account) -> None:
    assert pushed(line, OTHER_TOKEN, MALEE) == 200
    assert other.messages(MALEE) == []  # มาลี is the first account's friend only
    other.follow(MALEE)
    line.block(MALEE)
    assert pushed(line, OTHER_TOKEN, MALEE) == 200
    assert len(other.messages(MALEE)) == 1


def test_quota_and_menus_are_each_accounts_own(line: LocalLine, other: Account) -> None:
    other.follow(SOMCHAI)
    assert [pushed(line, OTHER_TOKEN, SOMCHAI) for _ in range(6)] == [200] * 5 + [429]
    assert pushed(line, TOKEN, SOMCHAI) == 200
    menu_id = raw(line, "POST", "/v2/bot/richmenu", menu(), token=OTHER_TOKEN)[1]["richMenuId"]
    assert raw(line, "GET", f"/v2/bot/richmenu/{menu_id}")[0] == 404
    assert raw(line, "GET", f"/v2/bot/richmenu/{menu_id}", token=OTHER_TOKEN)[0] == 200


def test_events_are_signed_by_each_account(other: Account, bot: Bot, line: LocalLine) -> None:
    other.say(MALEE, "ถึงประชาสัมพันธ์")
    bot.events(1)
    line.say(MALEE, "ถึงติดตาม")
    bot.events(2)
    for (headers, body), secret, destination in zip(
        bot.got, (OTHER_SECRET, SECRET), (OTHER_BOT, BOT_USER_ID), strict=True
    ):
        assert SignatureValidator(secret).validate(body.decode(), headers["x-line-signature"])
        assert json.loads(body)["destination"] == destination


def test_a_reply_token_works_for_its_own_account_only(line: LocalLine, other: Account, bot: Bot) -> None:
    other.say(MALEE, "สวัสดี")
    body = {"replyToken": bot.last()["replyToken"], "messages": [text()]}
    assert raw(line, "POST", "/v2/bot/message/reply", body) == (400, {"message": "Invalid reply token"})
    assert raw(line, "POST", "/v2/bot/message/reply", body, token=OTHER_TOKEN)[0] == 200


def test_a_group_has_room_for_one_account(line: LocalLine, other: Account) -> None:
    with pytest.raises(DeedRefusedError, match="another official account"):
        other.invite_bot(CLUSTER)
    other.invite_bot(OTHER_GROUP)
    with pytest.raises(DeedRefusedError):
        line.invite_bot(OTHER_GROUP)
    line.remove_bot(CLUSTER)
    other.invite_bot(CLUSTER)
    other.say(MALEE, "สวัสดี", CLUSTER)
    assert raw(line, "GET", f"/v2/bot/group/{CLUSTER}/summary")[0] == 404
    assert raw(line, "GET", f"/v2/bot/group/{CLUSTER}/summary", token=OTHER_TOKEN)[0] == 200


def test_members_are_the_groups_whoever_listens(line: LocalLine, other: Account) -> None:
    other.join_group(MALEE, OTHER_GROUP)
    line.invite_bot(OTHER_GROUP)
    assert raw(line, "GET", f"/v2/bot/group/{OTHER_GROUP}/members/count")[1] == {"count": 1}


def test_a_channel_added_before_the_start_works_too(bot: Bot) -> None:
    line = LocalLine(channel_secret=SECRET, access_token=TOKEN, webhook_url="", people=[])
    other = line.add_channel(seed(webhook_url=bot.url))
    line.start()
    try:
        other.faults.empty_next()
        assert raw(line, "GET", "/v2/bot/info", token=OTHER_TOKEN)[0] == 200
        assert other.wait_idle()
    finally:
        line.stop()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"channel_id": "12"}, "not a LINE channel id"),
        ({"channel_id": "1234567890"}, "there is a channel"),
        ({"bot_user_id": BOT_USER_ID}, "there is a channel"),
    ],
)
def test_an_impossible_channel_is_refused(line: LocalLine, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        line.add_channel(seed(**changes))


def test_an_account_that_may_not_join_goes_at_once(line: LocalLine, bot: Bot) -> None:
    line.channel.joins_groups = False
    line.invite_bot(OTHER_GROUP)
    assert [event["type"] for event in bot.events(2)] == ["join", "leave"]
    assert pushed(line, TOKEN, OTHER_GROUP) == 400


@pytest.mark.parametrize("path", ["/v2/bot/message/reply", "/v2/bot/message/validate/push", "/v2/bot/richmenu"])
def test_a_retry_key_is_for_four_endpoints_only(line: LocalLine, path: str) -> None:
    status, body = raw(line, "POST", path, {}, more={"X-Line-Retry-Key": "123e4567-e89b-12d3-a456-426614174000"})
    assert (status, list(body)) == (400, ["message"])


@pytest.mark.parametrize("path", ["/v2/bot/nothing", "/v2/nothing", "/oauth2/v9/token"])
def test_an_unknown_path_is_not_found(line: LocalLine, path: str) -> None:
    assert raw(line, "GET", path) == (404, {"message": "Not found"})
