"""Numbers about what was sent and who follows (reference "Insights", "Get number of sent … messages")."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from flask import Blueprint, Response, request

from bot.emulator import answers
from bot.emulator.answers import Json, bad_request, not_found
from bot.emulator.channel import Channel
from bot.emulator.paging import BadStartError
from bot.emulator.sent_log import STATISTICS_ZONE, statistics_day
from bot.emulator.wire import json_answer

UNITS_PAGE = 100
PERIOD = timedelta(days=30)
SENDS_SINCE, MESSAGES_SINCE, FOLLOWERS_SINCE = date(2018, 3, 31), date(2017, 3, 1), date(2016, 11, 1)
_KINDS = ("broadcast", "push", "multicast", "narrowcast", "reply")
_NO_FOLLOWERS: Json = {"followers": None, "targetedReaches": None, "blocks": None}
_UNSEEN: Json = dict.fromkeys(("uniqueImpression", "uniqueClick", "uniqueMediaPlayed", "uniqueMediaPlayed100Percent"))
_DIGITS = 8


def add_routes(blueprint: Blueprint, channel: Channel) -> None:
    """Add the endpoints that count."""
    _sent(blueprint, channel)
    _insight(blueprint, channel)
    _events(blueprint, channel)
    _units(blueprint, channel)


def _sent(blueprint: Blueprint, channel: Channel) -> None:
    @blueprint.get("/message/delivery/<any(reply,push,multicast,broadcast):kind>")
    def _sent_on(kind: str) -> Response:
        day = _day(request.args.get("date"))
        if day is None:
            raise bad_request(answers.bad_parameter("date"))
        with channel.world.lock:
            status = _status(channel, day, SENDS_SINCE)
            counted: Json = {"success": channel.sent.people_on(day, kind)} if status == "ready" else {}
        return json_answer({"status": status, **counted})


def _insight(blueprint: Blueprint, channel: Channel) -> None:
    @blueprint.get("/insight/message/delivery")
    def _deliveries() -> Response:
        day = _insight_day()
        with channel.world.lock:
            status = _status(channel, day, MESSAGES_SINCE)
            if status != "ready":
                return json_answer({"status": status})
            counted = {f"api{kind.capitalize()}": channel.sent.people_on(day, kind) for kind in _KINDS}
        return json_answer({"status": status, **counted})

    @blueprint.get("/insight/followers")
    def _follower_number() -> Response:
        day = _insight_day()
        with channel.world.lock:
            status = _status(channel, day, FOLLOWERS_SINCE)
            if status != "ready":
                return json_answer({"status": status, **_NO_FOLLOWERS})
            known = channel.world.friend_counts.before(_end_of(day))
        # people here have no age, gender or region: none can be reached by them
        return json_answer(
            {"status": status, "followers": known.followers, "targetedReaches": 0, "blocks": known.blocks}
        )

    @blueprint.get("/insight/demographic")
    def _demographic() -> Response:
        return json_answer({"available": False})  # LINE needs a target reach of 20


def _events(blueprint: Blueprint, channel: Channel) -> None:
    """Add what people did with messages; fewer than 20 people are never told, and nobody's eyes are watched here."""

    @blueprint.get("/insight/message/event")
    def _event() -> Response:
        request_id = request.args.get("requestId", "")
        with channel.world.lock:
            sent = channel.sent.find(request_id)
        if sent is None or sent.via not in {"broadcast", "narrowcast"}:
            raise not_found()
        told = {"requestId": request_id, "timestamp": int(sent.at.timestamp()), "delivered": sent.people}
        return json_answer({"overview": {**told, **_UNSEEN}, "messages": [], "clicks": []})

    @blueprint.get("/insight/message/event/aggregation")
    def _event_of_unit() -> Response:
        begin, end = _day(request.args.get("from")), _day(request.args.get("to"))
        unit = request.args.get("customAggregationUnit")
        if not unit or begin is None or end is None or not begin <= end <= begin + PERIOD:
            raise bad_request(dict.fromkeys(("message", "key", "stacktrace", "code")))
        return json_answer({"overview": _UNSEEN, "messages": [], "clicks": []})


def _units(blueprint: Blueprint, channel: Channel) -> None:
    @blueprint.get("/message/aggregation/info")
    def _unit_number() -> Response:
        with channel.world.lock:
            return json_answer({"numOfCustomAggregationUnits": len(channel.sent.units())})

    @blueprint.get("/message/aggregation/list")
    def _unit_names() -> Response:
        limit = request.args.get("limit", str(UNITS_PAGE))
        if not limit.isdecimal() or not 1 <= int(limit) <= UNITS_PAGE:
            raise bad_request(answers.bad_parameter("limit"))
        with channel.world.lock:
            names = channel.sent.units()
        try:
            page, following = channel.pages.page("units", names, request.args.get("start"), int(limit))
        except BadStartError as error:
            raise bad_request(answers.BAD_START) from error
        body: Json = {"customAggregationUnits": page}
        return json_answer(body if following is None else {**body, "next": following})


def _status(channel: Channel, day: date, since: date) -> str:
    """Tell whether a day is counted: LINE does it within the next day, by days in UTC+9."""
    if day < since:
        return "out_of_service"
    return "ready" if day < statistics_day(channel.clock.now()) else "unready"


def _day(text: str | None) -> date | None:
    if text is None or len(text) != _DIGITS or not text.isdecimal():
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _insight_day() -> date:
    text = request.args.get("date")
    if text is None:
        raise bad_request("date is required")
    day = _day(text)
    if day is None:
        raise bad_request("Bad Request")
    return day


def _end_of(day: date) -> datetime:
    following = day + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=UTC) - STATISTICS_ZONE
