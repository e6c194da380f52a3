from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from linebot.v3.insight import ApiClient, Configuration, Insight
from linebot.v3.messaging import (
    BroadcastRequest,
    MessagingApi,
    MulticastRequest,
    NarrowcastRequest,
    PushMessageRequest,
    ReplyMessageRequest,
    TextMessage,
)

from bot.emulator import api as line_api
from bot.emulator.clock import VirtualClock
from bot.emulator.quota import Quota
from bot.emulator.rates import LIMITS
from bot.emulator.sent_log import UNIT_NAMES, Sent
from bot.emulator.server import LocalLine
from tests.emulator.calls import raw
from tests.emulator.conftest import CLUSTER, MALEE, SOMCHAI, STRANGER, TOKEN, Bot, text
from tests.emulator.test_rich_menus import errors

WORDS = [TextMessage(text="ประกาศ")]
TODAY, TOMORROW = "20261123", "20261124"  # the emulator starts on 23 November, 11:00 in UTC+9


@pytest.fixture
def insight(line: LocalLine) -> Iterator[Insight]:
    client = ApiClient(Configuration(host=line.base_url, access_token=TOKEN))
    yield Insight(client)
    client.rest_client.pool_manager.clear()


def counted(line: LocalLine, day: str) -> list[object]:
    paths = [f"/v2/bot/message/delivery/{kind}?date={day}" for kind in ("reply", "push", "multicast", "broadcast")]
    return [raw(line, "GET", path)[1].get("success") for path in paths]


def test_a_day_is_counted_when_it_is_over_in_japan(line: LocalLine, api: MessagingApi, bot: Bot) -> None:
    line.say(MALEE, "สวัสดี")
    api.reply_message(ReplyMessageRequest(replyToken=bot.last()["replyToken"], messages=WORDS))
    api.push_message(PushMessageRequest(to=CLUSTER, messages=WORDS))
    api.multicast(MulticastRequest(to=[MALEE, STRANGER], messages=WORDS))
    api.broadcast(BroadcastRequest(messages=WORDS * 5))
    assert api.get_number_of_sent_push_messages(TODAY).status == "unready"
    assert counted(line, TODAY) == [None] * 4
    line.travel_to(datetime(2026, 11, 23, 14, 59, tzinfo=UTC))
    assert api.get_number_of_sent_push_messages(TODAY).status == "unready"
    line.travel_to(datetime(2026, 11, 23, 15, 1, tzinfo=UTC))
    api.push_message(PushMessageRequest(to=MALEE, messages=WORDS))
    assert api.get_number_of_sent_reply_messages(TODAY).status == "ready"
    assert counted(line, TODAY) == [1, 2, 1, 2]
    line.advance(timedelta(days=1))
    assert counted(line, TOMORROW) == [0, 1, 0, 0]


def test_what_was_refused_is_not_counted(line: LocalLine, api: MessagingApi) -> None:
    line.channel.quota.use_up()
    assert raw(line, "POST", "/v2/bot/message/push", {"to": MALEE, "messages": [text()]})[0] == 429
    line.advance(timedelta(days=1))
    assert api.get_number_of_sent_push_messages(TODAY).success == 0


@pytest.mark.parametrize("day", ["2026-11-23", "20261323", "", "ประกาศ"])
def test_an_impossible_day_is_refused(line: LocalLine, day: str) -> None:
    assert raw(line, "GET", f"/v2/bot/message/delivery/push?date={day}") == (
        400,
        {"message": "The value for the 'date' parameter is invalid"},
    )
    assert raw(line, "GET", f"/v2/bot/insight/followers?date={day}") == (400, {"message": "Bad Request"})


def test_before_line_counted_there_is_nothing(line: LocalLine, insight: Insight) -> None:
    assert raw(line, "GET", "/v2/bot/message/delivery/push?date=20180330") == (200, {"status": "out_of_service"})
    assert insight.get_number_of_message_deliveries(var_date="20170228").status == "out_of_service"
    assert insight.get_number_of_followers(var_date="20161031").status == "out_of_service"
    assert raw(line, "GET", "/v2/bot/insight/followers") == (400, {"message": "date is required"})


def test_followers_are_told_as_they_were_that_day(line: LocalLine, insight: Insight) -> None:
    assert raw(line, "GET", f"/v2/bot/insight/followers?date={TODAY}") == (
        200,
        {"status": "unready", "followers": None, "targetedReaches": None, "blocks": None},
    )
    line.advance(timedelta(days=1))
    line.follow(STRANGER)
    line.block(MALEE)
    line.advance(timedelta(days=1))
    line.unblock(MALEE)
    line.advance(timedelta(days=1))
    got = [insight.get_number_of_followers(var_date=day) for day in (TODAY, TOMORROW, "20261125")]
    assert [(day.followers, day.blocks) for day in got] == [(2, 0), (3, 1), (3, 0)]
    assert insight.get_friends_demographics().available is False


def test_all_kinds_of_sends_are_told_of_a_day(line: LocalLine, api: MessagingApi, insight: Insight) -> None:
    api.narrowcast(NarrowcastRequest(messages=WORDS))
    api.broadcast(BroadcastRequest(messages=WORDS))
    api.push_message(PushMessageRequest(to=SOMCHAI, messages=WORDS))
    line.advance(timedelta(days=1))
    told = insight.get_number_of_message_deliveries(var_date=TODAY)
    assert (told.api_narrowcast, told.api_broadcast, told.api_push, told.api_reply) == (2, 2, 1, 0)


def test_of_a_broadcast_only_its_delivery_is_known(line: LocalLine, api: MessagingApi, insight: Insight) -> None:
    answer = api.broadcast_with_http_info(BroadcastRequest(messages=WORDS))
    told = insight.get_message_event(request_id=answer.headers["X-Line-Request-Id"])
    assert (told.overview.delivered, told.overview.unique_impression, told.messages) == (2, None, [])
    pushed = api.push_message_with_http_info(PushMessageRequest(to=MALEE, messages=WORDS))
    push_id = pushed.headers["X-Line-Request-Id"]
    assert raw(line, "GET", f"/v2/bot/insight/message/event?requestId={push_id}")[0] == 404


def test_names_of_units_are_kept_for_the_month(line: LocalLine, api: MessagingApi, insight: Insight) -> None:
    for unit in ("plan_a", "plan_b", "plan_a"):
        api.push_message(PushMessageRequest(to=MALEE, messages=WORDS, customAggregationUnits=[unit]))
    api.multicast(MulticastRequest(to=[MALEE], messages=WORDS, customAggregationUnits=["plan_c"]))
    assert api.get_aggregation_unit_usage().num_of_custom_aggregation_units == 3
    first = api.get_aggregation_unit_name_list(limit="2")
    assert first.custom_aggregation_units == ["plan_a", "plan_b"]
    assert api.get_aggregation_unit_name_list(limit="2", start=first.next).custom_aggregation_units == ["plan_c"]
    told = insight.get_statistics_per_unit("plan_a", var_from=TODAY, to="20261223")
    assert told.overview.unique_click is None
    line.advance(timedelta(days=8))
    assert api.get_aggregation_unit_usage().num_of_custom_aggregation_units == 0


@pytest.mark.parametrize(
    ("units", "answer"),
    [
        (["a", "b"], errors(("Size must be between 0 and 1", "customAggregationUnits"))),
        (["with space"], errors(("invalid aggregation unit", "customAggregationUnits[0]"))),
        (["a" * 31], errors(("invalid aggregation unit", "customAggregationUnits[0]"))),
    ],
)
def test_a_wrong_name_of_a_unit_is_refused(line: LocalLine, units: list[str], answer: object) -> None:
    for path, to in (("push", MALEE), ("multicast", [MALEE])):
        body = {"to": to, "messages": [text()], "customAggregationUnits": units}
        assert raw(line, "POST", f"/v2/bot/message/{path}", body) == (400, answer)
    assert line.messages(MALEE) == []


def test_the_thousand_and_first_name_is_sent_but_not_kept(line: LocalLine, api: MessagingApi) -> None:
    for number in range(UNIT_NAMES):
        line.channel.sent.add(Sent(line.clock.now(), "push", "", 1, f"unit_{number}"))
    api.push_message(PushMessageRequest(to=MALEE, messages=WORDS, customAggregationUnits=["one_more"]))
    assert len(line.messages(MALEE)) == 1
    assert api.get_aggregation_unit_usage().num_of_custom_aggregation_units == UNIT_NAMES
    assert "one_more" not in line.channel.sent.units()


@pytest.mark.parametrize(
    "query", ["", "from=20261101&to=20261201", "customAggregationUnit=a&from=20261101&to=20261202"]
)
def test_statistics_of_a_unit_need_a_name_and_a_month_at_most(line: LocalLine, query: str) -> None:
    status, body = raw(line, "GET", f"/v2/bot/insight/message/event/aggregation?{query}")
    assert (status, body["message"]) == (400, None)


@pytest.mark.parametrize("limit", ["0", "101", "x"])
def test_an_impossible_number_of_names_is_refused(line: LocalLine, limit: str) -> None:
    assert raw(line, "GET", f"/v2/bot/message/aggregation/list?limit={limit}")[0] == 400


def test_a_silent_message_is_kept_as_silent(line: LocalLine, api: MessagingApi) -> None:
    api.push_message(PushMessageRequest(to=MALEE, messages=WORDS, notificationDisabled=True))
    assert line.messages(MALEE)[0].silent


@pytest.mark.parametrize(("zone", "used"), [(7, 5), (9, 0)])
def test_the_month_turns_where_it_is_told_to(zone: int, used: int) -> None:
    clock = VirtualClock(datetime(2026, 11, 30, 14, 59, tzinfo=UTC))  # 21:59 in Thailand, 23:59 in Japan
    quota = Quota(clock, 300, zone)
    assert quota.take(5)
    clock.advance(timedelta(minutes=2))
    assert quota.used() == used


def test_every_limited_endpoint_is_there(line: LocalLine) -> None:
    app = Flask("rates")
    line_api.install(app, line.channel, threading.Event())
    served = set()
    for rule in app.url_map.iter_rules():
        kinds = re.search(r"<any\(([^)]*)\):\w+>", rule.rule)
        for kind in kinds[1].split(",") if kinds else [""]:
            path = re.sub(r"<(\w+)>", r"{\1}", re.sub(r"<any\([^)]*\):\w+>", kind, rule.rule))
            served |= {f"{method} {path}" for method in rule.methods or ()}
    assert {endpoint for endpoint in LIMITS if "oauth" not in endpoint} <= served
