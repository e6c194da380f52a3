"""LINE's other endpoints: quota, profiles, groups, content, webhook settings."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response

from bot.emulator import answers, ids
from bot.emulator.answers import Answer, Json, RefusedError, bad_request, not_found
from bot.emulator.channel import Channel
from bot.emulator.rules import body_error
from bot.emulator.wire import json_body, respond

URL_LIMIT = 500
LOADING = (5, 60)
LOADING_STEP = 5


def add_routes(blueprint: Blueprint, channel: Channel) -> None:
    """Add every endpoint that does not send messages."""
    _account(blueprint, channel)
    _people(blueprint, channel)
    _groups(blueprint, channel)
    _signs(blueprint, channel)
    _webhook(blueprint, channel)


def _json(body: Json, status: int = HTTPStatus.OK) -> Response:
    return respond(Answer(body, status))


def _account(blueprint: Blueprint, channel: Channel) -> None:
    @blueprint.get("/message/quota")
    def _quota() -> Response:
        limit = channel.quota.limit
        return _json({"type": "none"} if limit is None else {"type": "limited", "value": limit})

    @blueprint.get("/message/quota/consumption")
    def _consumption() -> Response:
        with channel.world.lock:
            return _json({"totalUsage": channel.quota.used()})

    @blueprint.get("/info")
    def _info() -> Response:
        return _json(
            {
                "userId": channel.world.bot_user_id,
                "basicId": "@000emulator",
                "displayName": channel.world.bot_name,
                "chatMode": "bot",
                "markAsReadMode": "manual",
            }
        )


def _people(blueprint: Blueprint, channel: Channel) -> None:
    @blueprint.get("/profile/<user_id>")
    def _profile(user_id: str) -> Response:
        _well_formed(user_id, "userId")
        with channel.world.lock:
            if not channel.world.may_profile(user_id):
                raise not_found()
            name = channel.world.people[user_id].name
        return _json({"userId": user_id, "displayName": name, "language": "th"})

    @blueprint.get("/followers/ids")
    def _followers() -> Response:
        if not channel.verified:
            raise RefusedError(HTTPStatus.FORBIDDEN, answers.FORBIDDEN)
        with channel.world.lock:
            return _json({"userIds": sorted(channel.world.friends)})


def _well_formed(value: str, name: str) -> None:
    if not (ids.USER if name == "userId" else ids.GROUP).fullmatch(value):
        raise bad_request(answers.bad_parameter(name))


def _inside(channel: Channel, group_id: str) -> None:
    _well_formed(group_id, "groupId")
    if group_id not in channel.world.bot_in:
        raise not_found()


def _groups(blueprint: Blueprint, channel: Channel) -> None:
    world = channel.world

    @blueprint.get("/group/<group_id>/summary")
    def _summary(group_id: str) -> Response:
        with world.lock:
            _inside(channel, group_id)
            return _json({"groupId": group_id, "groupName": world.groups[group_id].name})

    @blueprint.get("/group/<group_id>/members/count")
    def _count(group_id: str) -> Response:
        with world.lock:
            _inside(channel, group_id)
            return _json({"count": len(world.members[group_id])})

    @blueprint.get("/group/<group_id>/members/ids")
    def _members(group_id: str) -> Response:
        if not channel.verified:
            raise RefusedError(HTTPStatus.FORBIDDEN, answers.FORBIDDEN)
        with world.lock:
            _inside(channel, group_id)
            return _json({"memberIds": list(world.members[group_id])})

    @blueprint.get("/group/<group_id>/member/<user_id>")
    def _member(group_id: str, user_id: str) -> Response:
        _well_formed(user_id, "userId")
        with world.lock:
            _inside(channel, group_id)
            if user_id not in world.members[group_id] or user_id not in world.people:
                raise not_found()
            return _json({"userId": user_id, "displayName": world.people[user_id].name})

    @blueprint.post("/group/<group_id>/leave")
    def _leave(group_id: str) -> Response:
        with world.changing():
            _inside(channel, group_id)
            world.bot_in.discard(group_id)
        return _json({})


def _signs(blueprint: Blueprint, channel: Channel) -> None:
    world = channel.world

    @blueprint.post("/chat/loading/start")
    def _loading() -> Response:
        body = json_body()
        chat_id, seconds = body.get("chatId"), body.get("loadingSeconds", 20)
        if not isinstance(chat_id, str) or not ids.USER.fullmatch(chat_id):
            raise bad_request(body_error(answers.ONLY_USERS, "chatId"))
        _check_loading(seconds)
        with world.changing():
            world.loading[chat_id] = channel.clock.now() + timedelta(seconds=seconds)
        return _json({}, HTTPStatus.ACCEPTED)

    @blueprint.post("/chat/markAsRead")
    def _read_by_token() -> Response:
        message_id = world.read_tokens.get(str(json_body().get("markAsReadToken")))
        if message_id is None:
            raise bad_request(body_error("invalid token", "markAsReadToken"))
        with world.changing():
            for known in world.find(message_id):
                _mark_read(channel, known.chat_id)
        return _json({})

    @blueprint.post("/message/markAsRead")
    def _read_by_user() -> Response:
        chat: Any = json_body().get("chat")
        user_id = chat.get("userId") if isinstance(chat, dict) else None
        if user_id not in world.people:
            raise bad_request(body_error("must be specified", "chat.userId"))
        with world.changing():
            _mark_read(channel, user_id)
        return _json({})


def _check_loading(seconds: Any) -> None:
    low, high = LOADING
    wrong = []
    if not isinstance(seconds, int) or not low <= seconds <= high:
        wrong.append({"message": f"Must be between {low} and {high}", "property": "loadingSeconds"})
    if not isinstance(seconds, int) or seconds % LOADING_STEP:
        wrong.append({"message": "must be a multiple of five", "property": "loadingSeconds"})
    if wrong:
        raise bad_request({"message": f"The request body has {len(wrong)} error(s)", "details": wrong})


def _mark_read(channel: Channel, chat_id: str) -> None:
    for bubble in channel.world.chats[chat_id]:
        if bubble.direction == "in" and not bubble.read:
            bubble.read = True
            channel.world.touch(bubble)


def _webhook(blueprint: Blueprint, channel: Channel) -> None:
    sender = channel.sender

    @blueprint.get("/channel/webhook/endpoint")
    def _get() -> Response:
        if not sender.url:
            raise not_found("Webhook endpoint not found")
        return _json({"endpoint": sender.url, "active": sender.active})

    @blueprint.put("/channel/webhook/endpoint")
    def _put() -> Response:
        endpoint = json_body().get("endpoint")
        schemes = {"https", "http"} if channel.allow_http else {"https"}
        ok = isinstance(endpoint, str) and len(endpoint) <= URL_LIMIT and urlsplit(endpoint).scheme in schemes
        if not ok:
            raise bad_request("Invalid webhook endpoint URL")
        sender.url = str(endpoint)
        return _json({})

    @blueprint.post("/channel/webhook/test")
    def _test() -> Response:
        delivery = sender.post([])
        status = delivery.status
        ok = status == HTTPStatus.OK
        timed_out = "timeout" in delivery.error.lower()
        failed = "REQUEST_TIMEOUT" if timed_out else "COULD_NOT_CONNECT" if status is None else "ERROR_STATUS_CODE"
        return _json(
            {
                "success": ok,
                "timestamp": channel.clock.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
                "statusCode": status or 0,
                "reason": "OK" if ok else failed,
                "detail": str(status or delivery.error),
            }
        )
