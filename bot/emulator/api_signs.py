"""Signs in a chat: the loading animation, and read marks."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response

from bot.emulator import answers, ids
from bot.emulator.answers import RefusedError, bad_request
from bot.emulator.channel import Channel
from bot.emulator.rules import body_error
from bot.emulator.wire import json_answer, json_body

LOADING = (5, 60)
LOADING_STEP = 5


def add_routes(blueprint: Blueprint, channel: Channel) -> None:
    """Add the endpoints that change nothing but how a chat looks."""
    _waiting(blueprint, channel)
    _reading(blueprint, channel)


def _waiting(blueprint: Blueprint, channel: Channel) -> None:
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
        return json_answer({}, HTTPStatus.ACCEPTED)


def _reading(blueprint: Blueprint, channel: Channel) -> None:
    world = channel.world

    @blueprint.post("/chat/markAsRead")
    def _read_by_token() -> Response:
        message_id = world.read_tokens.get(str(json_body().get("markAsReadToken")))
        if message_id is None:
            raise bad_request(answers.BAD_READ_TOKEN)
        with world.changing():
            for known in world.find(message_id):
                _mark_read(channel, known.chat_id)
        return json_answer({})

    @blueprint.post("/message/markAsRead")
    def _read_by_user() -> Response:
        if not channel.partner:
            raise RefusedError(HTTPStatus.FORBIDDEN, answers.FORBIDDEN)
        chat: Any = json_body().get("chat")
        user_id = chat.get("userId") if isinstance(chat, dict) else None
        if user_id not in world.people:
            raise bad_request(body_error("must be specified", "chat.userId"))
        with world.changing():
            _mark_read(channel, user_id)
        return json_answer({})


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
