from __future__ import annotations

from typing import Any

import pytest
from linebot.v3.messaging import ApiException, MessagingApi, PushMessageRequest, ReplyMessageRequest

from bot.emulator.server import LocalLine
from tests.emulator.conftest import CLUSTER, MALEE, STRANGER


def calling(to: str, mentionee: dict[str, Any]) -> PushMessageRequest:
    who = {"type": "mention", "mentionee": mentionee}
    message = {"type": "textV2", "text": "{who} ขอบคุณค่ะ", "substitution": {"who": who}}
    return PushMessageRequest.from_dict({"to": to, "messages": [message]})


def test_members_of_a_group_can_be_mentioned(line: LocalLine, api: MessagingApi) -> None:
    api.push_message(calling(CLUSTER, {"type": "user", "userId": MALEE}))
    api.push_message(calling(CLUSTER, {"type": "all"}))
    assert len(line.messages(CLUSTER)) == 2


def test_a_reply_that_mentions_a_stranger_is_refused_and_may_be_given_once_more_without(
    line: LocalLine, api: MessagingApi
) -> None:
    line.say(MALEE, "สวัสดี", CLUSTER)
    line.wait_idle(5)
    token = next(token for token in line.channel.tokens._issued)
    whole = calling(CLUSTER, {"type": "user", "userId": STRANGER}).to_dict()["messages"]
    for messages, taken in (
        (whole, False),
        ([{"type": "text", "text": "ก"}], True),
        ([{"type": "text", "text": "ก"}], False),
    ):
        request = ReplyMessageRequest.from_dict({"replyToken": token, "messages": messages})
        if taken:
            api.reply_message(request)
            continue
        with pytest.raises(ApiException) as caught:
            api.reply_message(request)
        assert caught.value.status == 400


@pytest.mark.parametrize("key", ["per-son", "k" * 21, ""])
def test_what_is_put_into_a_text_has_a_plain_name(api: MessagingApi, key: str) -> None:
    who = {"type": "mention", "mentionee": {"type": "user", "userId": MALEE}}
    message = {"type": "textV2", "text": "ก", "substitution": {key: who}}
    with pytest.raises(ApiException) as caught:
        api.push_message(PushMessageRequest.from_dict({"to": CLUSTER, "messages": [message]}))
    assert caught.value.status == 400


@pytest.mark.parametrize(("to", "whom"), [(CLUSTER, STRANGER), (MALEE, MALEE)])
def test_nobody_else_can_be_mentioned_anywhere_else(line: LocalLine, api: MessagingApi, to: str, whom: str) -> None:
    with pytest.raises(ApiException) as caught:
        api.push_message(calling(to, {"type": "user", "userId": whom}))
    assert caught.value.status == 400
    assert line.paid_used() == 0
