from __future__ import annotations

from typing import Any

import pytest
from linebot.v3.messaging import ApiException, MessagingApi, MessagingApiBlob, PushMessageRequest, TextMessage

from bot.emulator.rates import Rate, Rates
from bot.emulator.server import LocalLine
from tests.emulator.calls import formed, made, raw
from tests.emulator.conftest import MALEE, SECRET, error_of, text

PUSH = "POST /v2/bot/message/push"
OVER = (429, {"message": "The API rate limit has been exceeded. Try again later."})


class Seconds:
    """A time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def taken(rates: Rates, endpoint: str, calls: int) -> int:
    return sum(rates.take(endpoint) for _ in range(calls))


@pytest.mark.parametrize(
    ("endpoint", "calls", "seconds"),
    [
        (PUSH, 2000, 1),
        ("POST /v2/bot/message/multicast", 200, 1),
        ("POST /v2/bot/message/broadcast", 60, 3600),
        ("POST /v2/bot/richmenu", 100, 3600),
        ("POST /v2/bot/richmenu/batch", 3, 3600),
        ("GET /v2/bot/richmenu/list", 10, 1),
        ("GET /v2/bot/channel/webhook/endpoint", 1000, 60),
    ],
)
def test_a_bucket_empties_and_fills_again(endpoint: str, calls: int, seconds: float) -> None:
    time = Seconds()
    rates = Rates(time)
    rates.switch()
    assert taken(rates, endpoint, calls + 5) == calls
    time.now += 1.01 * seconds / calls
    assert taken(rates, endpoint, 2) == 1
    time.now += 100 * seconds
    assert taken(rates, endpoint, calls + 5) == calls


def test_endpoints_do_not_share_and_a_scale_narrows_them() -> None:
    rates = Rates(Seconds())
    assert taken(rates, "POST /v2/bot/richmenu/batch", 50) == 50  # off
    rates.switch(scale=0.1, own={"GET /v2/bot/info": Rate(1, 60)})
    assert taken(rates, PUSH, 300) == 200
    assert taken(rates, "POST /v2/bot/message/reply", 300) == 200
    assert taken(rates, "POST /v2/bot/richmenu/batch", 3) == 1
    assert taken(rates, "GET /v2/bot/info", 3) == 1
    rates.switch(on=False)
    assert taken(rates, PUSH, 300) == 300
    with pytest.raises(ValueError, match="above 0"):
        rates.switch(scale=0)


def test_too_many_pushes_are_refused_and_not_sent(line: LocalLine, api: MessagingApi) -> None:
    line.rate_limits(own={PUSH: Rate(2, 3600)})
    body: dict[str, Any] = {"to": MALEE, "messages": [text()]}
    assert [raw(line, "POST", "/v2/bot/message/push", body)[0] for _ in range(2)] == [200, 200]
    assert raw(line, "POST", "/v2/bot/message/push", body) == OVER
    assert raw(line, "POST", "/v2/bot/message/validate/push", {"messages": [text()]})[0] == 200
    push = PushMessageRequest(to=MALEE, messages=[TextMessage(text="สวัสดี")])
    with pytest.raises(ApiException) as caught:
        api.push_message(push)
    assert (caught.value.status, error_of(caught.value)) == OVER
    assert len(line.messages(MALEE)) == 2
    line.rate_limits(on=False)
    api.push_message(push)


def test_what_stands_in_the_path_makes_no_other_endpoint(
    line: LocalLine, api: MessagingApi, blob: MessagingApiBlob
) -> None:
    first, second = made(api, blob), made(api, blob)
    line.rate_limits(own={"DELETE /v2/bot/richmenu/{menu_id}": Rate(1, 3600)})
    assert raw(line, "DELETE", f"/v2/bot/richmenu/{first}")[0] == 200
    assert raw(line, "DELETE", f"/v2/bot/richmenu/{second}") == OVER
    assert raw(line, "GET", f"/v2/bot/richmenu/{second}")[0] == 200


def test_short_lived_tokens_have_a_limit_too(line: LocalLine) -> None:
    line.rate_limits(own={"POST /v2/oauth/accessToken": Rate(1, 3600)})
    fields = {"grant_type": "client_credentials", "client_id": "1234567890", "client_secret": SECRET}
    assert [formed(line, "/v2/oauth/accessToken", fields)[0] for _ in range(2)] == [200, 429]
