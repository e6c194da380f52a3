"""Replying and pushing: recipients, tokens, retry keys and quota (reference "Message")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from bot.emulator import answers, ids
from bot.emulator.answers import Answer, Json, RefusedError, bad_request
from bot.emulator.channel import Channel
from bot.emulator.rules import body_error, check_messages
from bot.emulator.world import Bubble

MULTICAST_LIMIT = 500
_QUOTABLE = frozenset({"text", "textV2", "sticker", "image", "video", "template", "flex", "imagemap"})


@dataclass(frozen=True, slots=True)
class Request:
    """One call that sends: its JSON, its own id, and the retry key it came with."""

    body: Json
    request_id: str
    retry_key: str | None


def reply(channel: Channel, request: Request) -> Answer:
    """Answer an event for free: the token works once, for a minute; a retry key is refused."""
    if request.retry_key is not None:
        raise bad_request(answers.KEY_NOT_HERE)
    messages = _messages(channel, request)
    token = request.body.get("replyToken")
    if not isinstance(token, str) or not token:
        raise bad_request(body_error("May not be empty", "replyToken"))
    with channel.world.changing():
        chat_id = channel.tokens.use(token)
        if chat_id is None:
            raise bad_request(answers.BAD_REPLY_TOKEN)
        _check_mentions(channel, messages, chat_id)
        channel.free += 1
        return Answer({"sentMessages": _deliver(channel, request, [chat_id], "reply", 0)})


def push(channel: Channel, request: Request) -> Answer:
    """Send to one person or group; counted per person reached, groups per member."""
    with channel.world.changing():
        if (again := _repeated(channel, request)) is not None:
            raise again
        messages = _messages(channel, request)
        to = request.body.get("to")
        if not isinstance(to, str) or not ids.CHAT.fullmatch(to):
            raise bad_request(answers.bad_property("to"))
        if to == channel.world.bot_user_id:
            raise bad_request(answers.TO_ONESELF)
        _check_mentions(channel, messages, to)
        reached = _reached(channel, to)
        paid = len(channel.world.members[to]) if to in channel.world.groups else len(reached)
        _count(channel, paid)
        body = {"sentMessages": _deliver(channel, request, reached, "push", paid)}
        return _accepted(channel, request, body)


def multicast(channel: Channel, request: Request) -> Answer:
    """Send to at most 500 people by user id; one wrong id and nothing is sent to anyone."""
    with channel.world.changing():
        if (again := _repeated(channel, request)) is not None:
            raise again
        _messages(channel, request)
        to = request.body.get("to")
        if not isinstance(to, list) or not 1 <= len(to) <= MULTICAST_LIMIT:
            raise bad_request(body_error(f"Size must be between 1 and {MULTICAST_LIMIT}", "to"))
        for index, user_id in enumerate(to):
            known = user_id in channel.world.people or not channel.refuse_foreign_in_multicast
            if not isinstance(user_id, str) or not ids.USER.fullmatch(user_id) or not known:
                raise bad_request(answers.bad_property(f"to[{index}]"))
        return _to_many(channel, request, list(dict.fromkeys(to)), "multicast")


def broadcast(channel: Channel, request: Request) -> Answer:
    """Send to every friend."""
    with channel.world.changing():
        if (again := _repeated(channel, request)) is not None:
            raise again
        _messages(channel, request)
        return _to_many(channel, request, sorted(channel.world.friends), "broadcast")


def validate(channel: Channel, request: Request) -> Answer:
    """Check messages and send nothing."""
    _messages(channel, request)
    return Answer()


def _to_many(channel: Channel, request: Request, people: list[str], via: str) -> Answer:
    reached = [user_id for user_id in people if channel.world.reaches(user_id)]
    _count(channel, len(reached))
    _deliver(channel, request, reached, via, 1)
    return _accepted(channel, request, {})


def _messages(channel: Channel, request: Request) -> list[Json]:
    messages = request.body.get("messages")
    error = check_messages(messages, allow_http=channel.allow_http)
    if error is not None:
        raise bad_request(error)
    return list(messages or ())


def _repeated(channel: Channel, request: Request) -> RefusedError | None:
    if request.retry_key is None:
        return None
    if not ids.is_uuid(request.retry_key):
        return bad_request(answers.KEY_MALFORMED)
    before = channel.retry_keys.find(request.retry_key)
    if before is None:
        return None
    return RefusedError(
        HTTPStatus.CONFLICT,
        {"message": answers.KEY_USED, **before.answer},
        {"x-line-accepted-request-id": before.request_id},
    )


def _accepted(channel: Channel, request: Request, body: Json) -> Answer:
    if request.retry_key is not None:
        channel.retry_keys.remember(request.retry_key, request.request_id, body)
    return Answer(body)


def _reached(channel: Channel, to: str) -> list[str]:
    world = channel.world
    if to not in world.people and to not in world.bot_in:
        raise bad_request(answers.NOT_DELIVERABLE)
    return [to] if to in world.bot_in or world.reaches(to) else []


def _count(channel: Channel, recipients: int) -> None:
    if not channel.quota.take(recipients):
        raise RefusedError(HTTPStatus.TOO_MANY_REQUESTS, answers.OVER_QUOTA)


def _deliver(channel: Channel, request: Request, chats: Sequence[str], via: str, paid: int) -> list[Json]:
    """Put the messages into each chat; `paid` recipients are written on the first bubble of each."""
    sent: list[Json] = []
    for index, message in enumerate(request.body["messages"]):
        message_id = channel.next_message_id()
        quote = ids.opaque_token() if message["type"] in _QUOTABLE else ""
        sent.append({"id": message_id, **({"quoteToken": quote} if quote else {})})
        for chat_id in chats:
            channel.world.add(
                Bubble(
                    message_id,
                    chat_id,
                    "out",
                    channel.world.bot_user_id,
                    message,
                    channel.clock.now(),
                    via=via,
                    paid=paid if index == 0 else 0,
                    request_id=request.request_id,
                    silent=bool(request.body.get("notificationDisabled")),
                    quote_token=quote,
                )
            )
    return sent


def _check_mentions(channel: Channel, messages: list[Json], chat_id: str) -> None:
    for index, message in enumerate(messages):
        values: dict[str, Any] = message.get("substitution") or {} if message["type"] == "textV2" else {}
        for key, value in values.items():
            if value["type"] == "mention" and not _may_mention(channel, value.get("mentionee") or {}, chat_id):
                raise bad_request(body_error("invalid mentionee", f"messages[{index}].substitution.{key}.mentionee"))


def _may_mention(channel: Channel, mentionee: Json, chat_id: str) -> bool:
    if chat_id not in channel.world.groups:
        return False
    return mentionee.get("type") == "all" or mentionee.get("userId") in channel.world.members[chat_id]
