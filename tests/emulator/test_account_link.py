from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
import urllib3
from linebot.v3 import WebhookParser
from linebot.v3.messaging import MessagingApi, ReplyMessageRequest, TextMessage
from linebot.v3.webhooks import AccountLinkEvent

from bot.emulator.server import LocalLine
from tests.emulator.calls import raw
from tests.emulator.conftest import MALEE, SECRET, SOMCHAI, STRANGER, Bot

NONCE = "c2VjcmV0LW9mLXRoZS1sb2dpbg=="


def opened(line: LocalLine, token: str, nonce: str = NONCE, **more: str) -> int:
    query = urlencode({"linkToken": token, "nonce": nonce, **more})
    answer = urllib3.request("GET", f"{line.base_url}/dialog/bot/accountLink?{query}", retries=False, timeout=5)
    assert nonce not in answer.data.decode() or not nonce
    return answer.status


def test_the_right_person_is_linked_and_can_be_answered(line: LocalLine, api: MessagingApi, bot: Bot) -> None:
    assert opened(line, api.issue_link_token(MALEE).link_token) == 200
    event = bot.last()
    assert event["link"] == {"result": "ok", "nonce": NONCE}
    assert event["source"] == {"type": "user", "userId": MALEE}
    headers, body = bot.got[-1]
    (parsed,) = WebhookParser(SECRET).parse(body.decode(), headers["x-line-signature"])
    assert isinstance(parsed, AccountLinkEvent)
    api.reply_message(ReplyMessageRequest(replyToken=event["replyToken"], messages=[TextMessage(text="เชื่อมแล้ว")]))


def test_another_person_is_not_linked_and_not_named(line: LocalLine, api: MessagingApi, bot: Bot) -> None:
    assert opened(line, api.issue_link_token(MALEE).link_token, **{"as": SOMCHAI}) == 200
    event = bot.last()
    assert event["link"] == {"result": "failed", "nonce": NONCE}
    assert not {"source", "replyToken"} & set(event)


def test_a_link_works_once_and_for_ten_minutes(line: LocalLine, api: MessagingApi, bot: Bot) -> None:
    token = api.issue_link_token(MALEE).link_token
    assert (len(token), opened(line, token), opened(line, token)) == (32, 200, 400)
    late = api.issue_link_token(MALEE).link_token
    line.advance(timedelta(minutes=11))
    assert opened(line, late) == opened(line, "never-issued") == 400
    assert line.wait_idle()
    assert len(bot.got) == 1


@pytest.mark.parametrize("nonce", ["", "123456789", "x" * 256])
def test_a_nonce_has_a_length(line: LocalLine, api: MessagingApi, nonce: str) -> None:
    token = api.issue_link_token(MALEE).link_token
    assert opened(line, token, nonce) == 400
    assert opened(line, token) == 200


def test_only_friends_can_be_linked(line: LocalLine) -> None:
    assert raw(line, "POST", f"/v2/bot/user/{STRANGER}/linkToken")[0] == 404
    assert raw(line, "POST", "/v2/bot/user/x/linkToken") == (
        400,
        {"message": "The value for the 'userId' parameter is invalid"},
    )
