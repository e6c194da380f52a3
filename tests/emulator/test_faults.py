"""Deliveries and calls that go wrong, as the bot meets them."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import urllib3.exceptions
from linebot.v3 import SignatureValidator
from linebot.v3.messaging import ApiException, MessagingApi, PushMessageRequest, TextMessage

from bot.emulator.server import LocalLine
from bot.emulator.storm import Storm
from tests.emulator.conftest import CLUSTER, MALEE, SECRET, SOMCHAI, Bot, error_of

KEY = "123e4567-e89b-12d3-a456-426614174000"


def hello() -> PushMessageRequest:
    return PushMessageRequest(to=MALEE, messages=[TextMessage(text="สวัสดี")])


def words(bot: Bot, count: int) -> list[str]:
    return [event["message"]["text"] for event in bot.events(count)]


def same_but_marked(first: dict[str, Any], second: dict[str, Any]) -> bool:
    marks = (first["deliveryContext"].pop("isRedelivery"), second["deliveryContext"].pop("isRedelivery"))
    return marks == (False, True) and first == second


def test_an_acknowledged_event_may_come_again_marked(line: LocalLine, bot: Bot) -> None:
    line.sender.redelivery = False
    line.faults.redeliver_next()
    line.say(MALEE, "สวัสดี")
    first, second = bot.events(2)
    assert same_but_marked(first, second)
    assert line.wait_idle()
    assert len(bot.got) == 2


def test_events_held_back_come_in_another_order(line: LocalLine, bot: Bot) -> None:
    line.faults.reorder_next(3)
    for word in ("หนึ่ง", "สอง"):
        line.say(MALEE, word)
    assert not line.wait_idle(0.05)
    assert (bot.got, line.sender.waiting()) == ([], 2)
    line.say(MALEE, "สาม")
    line.say(MALEE, "สี่")
    assert words(bot, 4) == ["สอง", "สาม", "หนึ่ง", "สี่"]


def test_clearing_lets_go_of_what_was_held_back(line: LocalLine, bot: Bot) -> None:
    line.faults.batch_next(5)
    line.say(MALEE, "หนึ่ง")
    line.say(MALEE, "สอง")
    line.faults.clear()
    assert words(bot, 2) == ["หนึ่ง", "สอง"]
    assert line.wait_idle()


def test_events_of_several_people_come_in_one_post(line: LocalLine, bot: Bot) -> None:
    bot.answers = [500]
    line.faults.batch_next(3)
    line.say(MALEE, "หนึ่ง")
    line.say(SOMCHAI, "สอง")
    line.say(MALEE, "สาม", CLUSTER)
    events = bot.events(2)
    assert line.wait_idle()
    assert len(bot.got) == 2
    assert [event["message"]["text"] for event in events] == ["หนึ่ง", "สอง", "สาม"] * 2
    assert all(same_but_marked(*pair) for pair in zip(events[:3], events[3:], strict=True))


@pytest.mark.parametrize("how", ["bad", "missing"])
def test_a_forged_delivery_is_followed_by_the_true_one(line: LocalLine, bot: Bot, how: str) -> None:
    bot.answers = [400]
    line.faults.forge_next(how)
    line.say(MALEE, "สวัสดี")
    bot.events(2)
    marks = [headers.get("x-line-signature") for headers, _ in bot.got]
    checked = [mark is not None and SignatureValidator(SECRET).validate(body.decode(), mark)
               for mark, (_, body) in zip(marks, bot.got, strict=True)]  # fmt: skip
    assert checked == [False, True]
    assert (marks[0] is None) == (how == "missing")


def test_a_signature_is_forged_in_known_ways_only(line: LocalLine) -> None:
    with pytest.raises(ValueError, match="bad or missing"):
        line.faults.forge_next("rot13")


def test_an_empty_post_and_an_unknown_event_come_before_the_next_event(line: LocalLine, bot: Bot) -> None:
    line.faults.empty_next()
    line.faults.unknown_event_next()
    line.say(MALEE, "สวัสดี")
    bot.events(3)
    assert bot.got[0][1].endswith(b'"events":[]}')
    assert [event["type"] for event in bot.events(3)] == ["emulatorNovelty", "message"]


def test_an_event_may_lack_its_person_or_hold_more_than_is_known(line: LocalLine, bot: Bot) -> None:
    line.faults.hide_user_next()
    line.say(MALEE, "ใคร", CLUSTER)
    line.faults.unknown_fields_next()
    line.say(MALEE, "อะไร", CLUSTER)
    nobody, novel = bot.events(2)
    assert nobody["source"] == {"type": "group", "groupId": CLUSTER}
    assert novel["source"]["userId"] == MALEE
    assert novel["message"]["emulatorExtra"]
    assert novel["emulatorAddition"]


def test_the_next_event_may_come_in_standby(line: LocalLine, bot: Bot) -> None:
    line.faults.standby_next()
    line.say(MALEE, "หนึ่ง")
    line.say(MALEE, "สอง")
    first, second = bot.events(2)
    assert (first["mode"], "replyToken" in first) == ("standby", False)
    assert (second["mode"], "replyToken" in second) == ("active", True)


def test_a_call_that_failed_after_being_accepted_meets_409(line: LocalLine, api: MessagingApi) -> None:
    line.faults.fail_after_accepting_next(path="/message/push")
    with pytest.raises(ApiException) as failed:
        api.push_message(hello(), x_line_retry_key=KEY)
    assert failed.value.status == 500
    with pytest.raises(ApiException) as again:
        api.push_message(hello(), x_line_retry_key=KEY)
    assert again.value.status == 409
    assert again.value.headers["x-line-accepted-request-id"] == line.calls[0].request_id
    assert error_of(again.value)["sentMessages"][0]["id"] == line.messages(MALEE)[0].message_id
    assert len(line.messages(MALEE)) == 1
    assert [(call.status, call.fault) for call in line.calls] == [(200, "fail_after"), (409, "")]


def test_a_connection_may_close_before_anything_was_done(line: LocalLine, api: MessagingApi) -> None:
    line.faults.drop_before_accepting_next()
    with pytest.raises(urllib3.exceptions.ProtocolError):
        api.push_message(hello(), x_line_retry_key=KEY)
    assert line.messages(MALEE) == []
    assert (line.calls[0].status, line.calls[0].dropped) == (0, True)
    api.push_message(hello(), x_line_retry_key=KEY)
    assert len(line.messages(MALEE)) == 1


def test_calls_may_come_too_fast(line: LocalLine, api: MessagingApi) -> None:
    line.faults.limit_rate_next()
    with pytest.raises(ApiException) as caught:
        api.push_message(hello())
    assert caught.value.status == 429
    assert error_of(caught.value)["message"] == "The API rate limit has been exceeded. Try again later."
    assert line.paid_used() == 0


def test_a_token_may_be_denied_for_one_call(line: LocalLine, api: MessagingApi) -> None:
    line.faults.deny_token_next()
    with pytest.raises(ApiException) as caught:
        api.push_message(hello())
    assert caught.value.status == 401
    assert error_of(caught.value)["message"].startswith("Authentication failed")
    api.push_message(hello())


def test_what_is_armed_can_be_seen_until_it_happens(line: LocalLine, api: MessagingApi) -> None:
    line.faults.duplicate_next_delivery()
    line.faults.refuse_next(500, path="/push")
    api.get_bot_info()
    assert [fault.kind for fault in line.faults.armed()] == ["duplicate", "refuse"]
    line.say(MALEE, "สวัสดี")
    with pytest.raises(ApiException):
        api.push_message(hello())
    assert line.faults.armed() == []


CALLS = {"refuse": 0.2, "fail_after": 0.1, "rate_limit": 0.1, "drop_before": 0.05, "drop_after": 0.05}


def weather(line: LocalLine, api: MessagingApi, seed: int, calls: int) -> list[str]:
    line.faults.storm(seed, CALLS)
    for _ in range(calls):
        try:
            api.get_bot_info()
        except (ApiException, urllib3.exceptions.HTTPError):
            continue
    line.faults.calm()
    return [f"{call.fault}{call.status}" for call in line.calls[-calls:]]


def test_a_storm_is_the_same_for_the_same_seed(line: LocalLine, api: MessagingApi) -> None:
    first, again, other = (weather(line, api, seed, 60) for seed in (7, 7, 8))
    assert first == again != other
    assert {"200", "refuse500", "refuse429", "fail_after200"} <= set(first)
    assert not line.faults.storming()
    api.get_bot_info()


def test_a_storm_strikes_the_share_it_was_given() -> None:
    storm = Storm("x", {"refuse": 0.2, "slow": 0.1})
    struck = Counter(storm.strike() for _ in range(4000))
    assert struck["refuse"] == pytest.approx(800, rel=0.15)
    assert struck["slow"] == pytest.approx(400, rel=0.2)


def test_a_storm_loses_no_event(line: LocalLine, bot: Bot) -> None:
    line.faults.storm(3, {"duplicate": 0.2, "redeliver": 0.2, "late": 0.3})
    for number in range(40):
        line.say(MALEE, str(number))
    assert line.wait_idle()
    heard = words(bot, 40)
    assert set(heard) == {str(number) for number in range(40)}
    assert len(heard) > 40
    assert list(dict.fromkeys(heard)) != [str(number) for number in range(40)]


@pytest.mark.parametrize("rates", [{"hail": 0.1}, {"slow": 0.6, "refuse": 0.6}, {"slow": -0.1}])
def test_a_storm_of_nonsense_is_refused(line: LocalLine, rates: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="rates"):
        line.faults.storm(1, rates)
    assert not line.faults.storming()
