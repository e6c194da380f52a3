from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from linebot.v3.messaging import Limit, MessagingApi, MulticastRequest, NarrowcastRequest, TextMessage

from bot.emulator.server import LocalLine
from tests.emulator.calls import raw
from tests.emulator.conftest import MALEE, SOMCHAI, STRANGER, text
from tests.emulator.test_rich_menus import errors

PATH = "/v2/bot/message/narrowcast"
KEY = "123e4567-e89b-12d3-a456-426614174000"
NOBODYS = "00000000-0000-0000-0000-000000000000"


def narrowcast(api: MessagingApi, **more: Any) -> str:
    request = NarrowcastRequest(messages=[TextMessage(text="ประกาศ")], **more)
    answer = api.narrowcast_with_http_info(request)
    assert answer.status_code == 202
    return str(answer.headers["X-Line-Request-Id"])


def reached(line: LocalLine) -> list[int]:
    return [len(line.messages(user_id)) for user_id in (MALEE, SOMCHAI, STRANGER)]


def to(recipient: Any) -> dict[str, Any]:
    return {"messages": [text()], "recipient": recipient}


def again(request_id: str) -> dict[str, Any]:
    return {"type": "redelivery", "requestId": request_id}


def test_without_conditions_every_friend_is_reached(line: LocalLine, api: MessagingApi) -> None:
    progress = api.get_narrowcast_progress(narrowcast(api))
    assert (progress.phase, progress.success_count, progress.target_count) == ("succeeded", 2, 2)
    assert reached(line) == [1, 1, 0]
    assert line.paid_used() == 2


def test_a_limit_is_kept(line: LocalLine, api: MessagingApi) -> None:
    narrowcast(api, limit=Limit(max=1))
    assert sum(reached(line)) == line.paid_used() == 1
    line.channel.quota.use_up(leaving=1)
    assert raw(line, "POST", PATH, {"messages": [text()]})[0] == 429
    narrowcast(api, limit=Limit(upToRemainingQuota=True))
    assert sum(reached(line)) == 2


def test_rather_nobody_than_a_part(line: LocalLine, api: MessagingApi) -> None:
    line.channel.quota.use_up(leaving=1)
    request_id = narrowcast(api, limit=Limit(upToRemainingQuota=True, forbidPartialDelivery=True))
    progress = api.get_narrowcast_progress(request_id)
    assert (progress.phase, progress.error_code, progress.success_count) == ("failed", 5, 0)
    assert reached(line) == [0, 0, 0]
    assert raw(line, "POST", PATH, to(again(request_id)))[0] == 400


def test_an_earlier_narrowcast_names_its_people(line: LocalLine, api: MessagingApi) -> None:
    line.follow(STRANGER)
    first = narrowcast(api, limit=Limit(max=1))
    chosen = reached(line).index(1)
    assert raw(line, "POST", PATH, to(again(first)))[0] == 202
    assert reached(line)[chosen] == 2
    assert raw(line, "POST", PATH, to({"type": "operator", "not": again(first)}))[0] == 202
    assert sum(reached(line)) == 4
    both = {"type": "operator", "and": [again(first), {"type": "operator", "or": [again(first)]}]}
    assert raw(line, "POST", PATH, to(both))[0] == 202
    assert reached(line)[chosen] == 3


@pytest.mark.parametrize(
    ("more", "status", "answer"),
    [
        ({"filter": {"demographic": {"type": "gender", "oneOf": ["male"]}}}, 403,
         {"message": "Your account does not have enough friends"}),
        ({"recipient": {"type": "audience", "audienceGroupId": 7}}, 400, {"message": "Invalid audience group id: 7"}),
        ({"recipient": again(NOBODYS)}, 400, {"message": f"Invalid request id: {NOBODYS}"}),
        ({"recipient": {"type": "operator"}}, 400, errors(("invalid recipient", "recipient"))),
        ({"recipient": {"type": "operator", "and": 1}}, 400, errors(("must be an array", "recipient.and"))),
        ({"limit": {"max": 0}}, 400, errors(("must be greater than or equal to 1", "limit.max"))),
        ({"limit": {"forbidPartialDelivery": True}}, 400,
         {"message": "The option forbidPartialDelivery must be used with upToRemainingQuota."}),
        ({"messages": []}, 400, errors(("Size must be between 1 and 5", "messages"))),
    ],
)  # fmt: skip
def test_a_wrong_narrowcast_is_refused(line: LocalLine, more: dict[str, Any], status: int, answer: Any) -> None:
    assert raw(line, "POST", PATH, {"messages": [text()]} | more) == (status, answer)
    assert reached(line) == [0, 0, 0]


def test_a_narrowcast_is_remembered_for_two_weeks(line: LocalLine, api: MessagingApi) -> None:
    request_id = narrowcast(api)
    path = "/v2/bot/message/progress/narrowcast?requestId="
    line.advance(timedelta(days=13))
    assert raw(line, "GET", path + request_id)[0] == 200
    line.advance(timedelta(days=2))
    assert raw(line, "GET", path + request_id) == (404, {"message": "Not found"})
    assert raw(line, "GET", path + "x") == (400, {"message": "The value for the 'requestId' parameter is invalid"})


def test_a_retry_key_keeps_a_narrowcast_single(line: LocalLine, api: MessagingApi) -> None:
    request = NarrowcastRequest(messages=[TextMessage(text="ประกาศ")])
    first = api.narrowcast_with_http_info(request, x_line_retry_key=KEY).headers["X-Line-Request-Id"]
    with pytest.raises(Exception, match="already accepted") as caught:
        api.narrowcast(request, x_line_retry_key=KEY)
    assert getattr(caught.value, "headers", {})["x-line-accepted-request-id"] == first
    assert reached(line) == [1, 1, 0]


def test_a_multicast_does_not_reach_who_only_wrote(line: LocalLine, api: MessagingApi) -> None:
    line.say(STRANGER, "สวัสดี")
    api.multicast(MulticastRequest(to=[MALEE, STRANGER], messages=[TextMessage(text="ประกาศ")]))
    assert [bubble.direction for bubble in line.messages(STRANGER)] == ["in"]
    assert line.paid_used() == 1
