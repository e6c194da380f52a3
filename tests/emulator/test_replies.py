from __future__ import annotations

from datetime import timedelta

import pytest
from linebot.v3.messaging import ApiException, MessagingApi, ReplyMessageRequest

from bot.emulator.server import LocalLine
from tests.emulator.conftest import CLUSTER, MALEE, Bot, error_of, text

LIMIT = (2, 5)


def reply(api: MessagingApi, token: str, *messages: dict[str, object], **headers: str) -> object:
    request = ReplyMessageRequest.from_dict({"replyToken": token, "messages": list(messages) or [text()]})
    return api.reply_message(request, _request_timeout=LIMIT, _headers=headers)


def refusal(api: MessagingApi, token: str) -> dict[str, object]:
    with pytest.raises(ApiException) as caught:
        reply(api, token)
    assert caught.value.status == 400
    return error_of(caught.value)


def test_a_token_answers_once_and_for_free(line: LocalLine, api: MessagingApi, bot: Bot) -> None:
    line.say(MALEE, "งานค้าง")
    token = bot.last()["replyToken"]
    reply(api, token, text("มีสองงาน"), text("งานแรก"))
    said, first, second = line.messages(MALEE)
    assert (said.direction, first.direction, first.via, first.paid) == ("in", "out", "reply", 0)
    assert second.message["text"] == "งานแรก"
    assert line.paid_used() == 0
    assert refusal(api, token) == {"message": "Invalid reply token"}


def test_a_token_lives_sixty_seconds_of_virtual_time(line: LocalLine, api: MessagingApi, bot: Bot) -> None:
    line.say(MALEE, "หนึ่ง")
    early = bot.last()["replyToken"]
    line.advance(timedelta(seconds=50))
    reply(api, early)
    line.say(MALEE, "สอง")
    late = bot.last(2)["replyToken"]
    assert line.wait_idle()
    line.advance(timedelta(seconds=61))
    assert refusal(api, late) == {"message": "Invalid reply token"}


def test_an_unknown_token_is_refused(line: LocalLine, api: MessagingApi) -> None:
    assert refusal(api, "0" * 32) == {"message": "Invalid reply token"}
    assert line.messages(MALEE) == []


def test_a_wrong_message_does_not_use_the_token_up(line: LocalLine, api: MessagingApi, bot: Bot) -> None:
    line.say(MALEE, "สวัสดี")
    token = bot.last()["replyToken"]
    with pytest.raises(ApiException):
        reply(api, token, text(""))
    reply(api, token)


def test_a_reply_refuses_a_retry_key(line: LocalLine, api: MessagingApi, bot: Bot) -> None:
    line.say(MALEE, "สวัสดี")
    with pytest.raises(ApiException) as caught:
        reply(api, bot.last()["replyToken"], **{"X-Line-Retry-Key": "123e4567-e89b-12d3-a456-426614174000"})
    assert caught.value.status == 400


def test_a_reply_to_a_group_goes_to_the_group(line: LocalLine, api: MessagingApi, bot: Bot) -> None:
    line.say(MALEE, "ใครยังไม่ส่ง", CLUSTER, mention_bot=True)
    reply(api, bot.last()["replyToken"])
    assert [b.direction for b in line.messages(CLUSTER)] == ["in", "out"]
    assert line.messages(MALEE) == []
