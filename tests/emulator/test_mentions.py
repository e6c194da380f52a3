from __future__ import annotations

from typing import Any

import pytest
from linebot.v3.messaging import ApiException, MessagingApi, PushMessageRequest

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


@pytest.mark.parametrize(("to", "whom"), [(CLUSTER, STRANGER), (MALEE, MALEE)])
def test_nobody_else_can_be_mentioned_anywhere_else(line: LocalLine, api: MessagingApi, to: str, whom: str) -> None:
    with pytest.raises(ApiException) as caught:
        api.push_message(calling(to, {"type": "user", "userId": whom}))
    assert caught.value.status == 400
    assert line.paid_used() == 0
