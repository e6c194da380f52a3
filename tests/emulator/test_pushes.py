from __future__ import annotations

import time
import uuid
from datetime import timedelta

import pytest
from linebot.v3.messaging import (
    ApiException,
    BroadcastRequest,
    MessagingApi,
    MulticastRequest,
    PushMessageRequest,
    TextMessage,
    ValidateMessageRequest,
)

from bot.emulator.server import BOT_USER_ID, LocalLine
from tests.emulator.conftest import CLUSTER, MALEE, OTHER_GROUP, SOMCHAI, STRANGER, error_of

LIMIT = (2, 5)
KEY = str(uuid.UUID(int=7))


def request_to(to: str, words: str = "สวัสดี", count: int = 1) -> PushMessageRequest:
    return PushMessageRequest(to=to, messages=[TextMessage(text=words)] * count)


def push(api: MessagingApi, to: str, key: str | None = None) -> str:
    answer = api.push_message_with_http_info(request_to(to), x_line_retry_key=key, _request_timeout=LIMIT)
    return str(answer.headers["X-Line-Request-Id"])


def refusal(api: MessagingApi, to: str, key: str | None = None) -> ApiException:
    with pytest.raises(ApiException) as caught:
        push(api, to, key)
    return caught.value


def test_a_push_counts_people_not_bubbles(line: LocalLine, api: MessagingApi) -> None:
    api.push_message(request_to(MALEE, count=3), _request_timeout=LIMIT)
    assert [b.paid for b in line.messages(MALEE)] == [1, 0, 0]
    push(api, CLUSTER)
    assert [b.paid for b in line.messages(CLUSTER)] == [2]
    assert line.paid_used() == 3
    assert api.get_message_quota_consumption(_request_timeout=LIMIT).total_usage == 3


def test_a_repeated_retry_key_answers_409_and_sends_nothing(line: LocalLine, api: MessagingApi) -> None:
    first = push(api, MALEE, KEY)
    again = refusal(api, MALEE, KEY)
    assert again.status == 409
    assert again.headers["x-line-accepted-request-id"] == first
    body = error_of(again)
    assert body["message"] == "The retry key is already accepted"
    assert body["sentMessages"][0]["id"] == line.messages(MALEE)[0].message_id
    assert len(line.messages(MALEE)) == line.paid_used() == 1


def test_a_retry_key_is_forgotten_after_a_day(line: LocalLine, api: MessagingApi) -> None:
    push(api, MALEE, KEY)
    line.advance(timedelta(hours=23))
    assert refusal(api, MALEE, KEY).status == 409
    line.advance(timedelta(hours=2))
    push(api, MALEE, KEY)
    assert len(line.messages(MALEE)) == 2


def test_a_refused_push_does_not_use_its_key(line: LocalLine, api: MessagingApi) -> None:
    line.faults.refuse_next(500, {"message": "oops"})
    assert refusal(api, MALEE, KEY).status == 500
    push(api, MALEE, KEY)


def test_a_malformed_retry_key_is_refused(line: LocalLine, api: MessagingApi) -> None:
    assert refusal(api, MALEE, "not-a-uuid").status == 400
    assert line.messages(MALEE) == []


@pytest.mark.parametrize(
    ("to", "message"),
    [
        ("มาลี", "The property, 'to', in the request body is invalid (line: -, column: -)"),
        ("U123", "The property, 'to', in the request body is invalid (line: -, column: -)"),
        ("U" + "9" * 32, "Failed to send messages"),
        (OTHER_GROUP, "Failed to send messages"),
        (BOT_USER_ID, "You can't send messages to yourself"),
    ],
)
def test_an_impossible_recipient_is_refused(line: LocalLine, api: MessagingApi, to: str, message: str) -> None:
    caught = refusal(api, to)
    assert (caught.status, error_of(caught)) == (400, {"message": message})
    assert line.paid_used() == 0


def test_blockers_and_strangers_are_neither_reached_nor_counted(line: LocalLine, api: MessagingApi) -> None:
    line.block(MALEE)
    push(api, MALEE)
    push(api, STRANGER)
    assert line.messages(MALEE) == line.messages(STRANGER) == []
    assert line.paid_used() == 0


def test_a_stranger_who_wrote_can_be_reached_for_a_week(line: LocalLine, api: MessagingApi) -> None:
    line.say(STRANGER, "สวัสดี")
    line.advance(timedelta(days=6))
    push(api, STRANGER)
    line.advance(timedelta(days=2))
    push(api, STRANGER)
    assert [b.direction for b in line.messages(STRANGER)] == ["in", "out"]


def test_the_month_ends_with_429_and_begins_anew(line: LocalLine, api: MessagingApi) -> None:
    line.channel.quota.use_up(leaving=1)
    full = refusal(api, CLUSTER)
    assert (full.status, error_of(full)) == (429, {"message": "You have reached your monthly limit."})
    push(api, MALEE)
    assert refusal(api, MALEE).status == 429
    quota = api.get_message_quota(_request_timeout=LIMIT)
    assert (quota.type, quota.value) == ("limited", 300)
    line.advance(timedelta(days=8))
    push(api, CLUSTER)
    assert line.paid_used() == 2


def test_a_multicast_reaches_friends_once_each(line: LocalLine, api: MessagingApi) -> None:
    many = MulticastRequest(to=[MALEE, SOMCHAI, MALEE, STRANGER], messages=[TextMessage(text="ประกาศ")])
    api.multicast(many, _request_timeout=LIMIT)
    assert [len(line.messages(u)) for u in (MALEE, SOMCHAI, STRANGER)] == [1, 1, 0]
    assert line.paid_used() == 2


def test_one_wrong_id_stops_a_whole_multicast(line: LocalLine, api: MessagingApi) -> None:
    with pytest.raises(ApiException) as caught:
        api.multicast(MulticastRequest(to=[MALEE, CLUSTER], messages=[TextMessage(text="ก")]), _request_timeout=LIMIT)
    assert error_of(caught.value)["message"] == (
        "The property, to[1], in the request body is invalid (line: -, column: -)"
    )
    assert line.messages(MALEE) == []


def test_a_broadcast_reaches_every_friend_once(line: LocalLine, api: MessagingApi) -> None:
    request = BroadcastRequest(messages=[TextMessage(text="ประกาศ")])
    api.broadcast(request, x_line_retry_key=KEY, _request_timeout=LIMIT)
    with pytest.raises(ApiException):
        api.broadcast(request, x_line_retry_key=KEY, _request_timeout=LIMIT)
    assert [len(line.messages(u)) for u in (MALEE, SOMCHAI, STRANGER)] == [1, 1, 0]
    assert line.paid_used() == 2


def test_validating_sends_nothing(line: LocalLine, api: MessagingApi) -> None:
    api.validate_push(ValidateMessageRequest(messages=[TextMessage(text="ก")]), _request_timeout=LIMIT)
    assert line.calls[-1].path == "/v2/bot/message/validate/push"
    assert line.paid_used() == 0


def test_a_call_takes_less_than_ten_milliseconds(api: MessagingApi) -> None:
    push(api, MALEE)
    took = []
    for _ in range(20):
        began = time.perf_counter()
        push(api, MALEE)
        took.append(time.perf_counter() - began)
    assert min(took) < 0.010  # a split answer would cost every call 40 ms
