"""People, and the chats of several (reference "Users", "Group chats", "Multi-person chats")."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from flask import Blueprint, Response, request

from bot.emulator import answers, ids
from bot.emulator.answers import Json, RefusedError, bad_request, not_found
from bot.emulator.channel import Channel
from bot.emulator.paging import BadStartError
from bot.emulator.wire import json_answer, well_formed_user

FOLLOWERS = (1, 1000)
FOLLOWERS_USUAL = 300
MEMBERS = 100
_TOGETHER = {"group": ids.GROUP, "room": ids.ROOM}
_PATH = "/<any(group,room):kind>/<chat_id>"


def add_routes(blueprint: Blueprint, channel: Channel) -> None:
    """Add the endpoints about friends, and about groups and rooms, which differ in little."""
    _friends(blueprint, channel)
    _together(blueprint, channel)
    _members(blueprint, channel)


def _friends(blueprint: Blueprint, channel: Channel) -> None:
    @blueprint.get("/profile/<user_id>")
    def _profile(user_id: str) -> Response:
        well_formed_user(user_id)
        with channel.world.lock:
            if not channel.world.may_profile(user_id):
                raise not_found()
            name = channel.world.people[user_id].name
        return json_answer({"userId": user_id, "displayName": name, "language": "th"})

    @blueprint.post("/user/<user_id>/linkToken")
    def _link_token(user_id: str) -> Response:
        well_formed_user(user_id)
        with channel.world.lock:
            if user_id not in channel.world.friends:
                raise not_found()  # LINE documents that only friends can be linked, not what it answers for others
            return json_answer({"linkToken": channel.link_tokens.issue(user_id)})

    @blueprint.get("/followers/ids")
    def _followers() -> Response:
        _only_verified(channel)
        limit = request.args.get("limit", str(FOLLOWERS_USUAL))
        low, high = FOLLOWERS
        if not limit.isdecimal() or not low <= int(limit) <= high:
            raise bad_request(answers.bad_parameter("limit"))
        with channel.world.lock:
            friends = sorted(channel.world.friends)
        return _page(channel, "followers", friends, int(limit), "userIds")


def _together(blueprint: Blueprint, channel: Channel) -> None:
    world = channel.world

    @blueprint.get("/group/<chat_id>/summary")
    def _summary(chat_id: str) -> Response:
        with world.lock:
            _inside(channel, "group", chat_id)
            return json_answer({"groupId": chat_id, "groupName": world.groups[chat_id].name})

    @blueprint.post(f"{_PATH}/leave")
    def _leave(kind: str, chat_id: str) -> Response:
        _well_formed(kind, chat_id)
        with world.changing():
            if kind == "group":
                _inside(channel, kind, chat_id)
            elif chat_id not in world.groups:
                raise not_found()  # a room that exists may be left without being in it
            world.bot_in.discard(chat_id)
        return json_answer()


def _members(blueprint: Blueprint, channel: Channel) -> None:
    world = channel.world

    @blueprint.get(f"{_PATH}/members/count")
    def _count(kind: str, chat_id: str) -> Response:
        with world.lock:
            _inside(channel, kind, chat_id)
            return json_answer({"count": len(world.members[chat_id])})

    @blueprint.get(f"{_PATH}/members/ids")
    def _ids(kind: str, chat_id: str) -> Response:
        _only_verified(channel)
        with world.lock:
            _inside(channel, kind, chat_id)
            members = list(world.members[chat_id])
        return _page(channel, chat_id, members, MEMBERS, "memberIds")

    @blueprint.get(f"{_PATH}/member/<user_id>")
    def _member(kind: str, chat_id: str, user_id: str) -> Response:
        _well_formed(kind, chat_id)
        well_formed_user(user_id)
        with world.lock:
            _inside(channel, kind, chat_id)
            if user_id not in world.members[chat_id] or user_id not in world.people:
                raise not_found()
            return json_answer({"userId": user_id, "displayName": world.people[user_id].name})


def _only_verified(channel: Channel) -> None:
    if channel.account_type == "unverified":
        raise RefusedError(HTTPStatus.FORBIDDEN, answers.FORBIDDEN)


def _well_formed(kind: str, chat_id: str) -> None:
    if not _TOGETHER[kind].fullmatch(chat_id):
        raise bad_request(answers.bad_parameter(f"{kind}Id"))


def _inside(channel: Channel, kind: str, chat_id: str) -> None:
    _well_formed(kind, chat_id)
    if chat_id not in channel.world.bot_in:
        raise not_found()


def _page(channel: Channel, of: str, everything: Sequence[str], size: int, name: str) -> Response:
    try:
        page, following = channel.pages.page(of, everything, request.args.get("start"), size)
    except BadStartError as error:
        raise bad_request(answers.BAD_START) from error
    body: Json = {name: page}
    return json_answer(body if following is None else {**body, "next": following})
