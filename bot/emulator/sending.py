"""Replying, pushing, multicasting, broadcasting (reference "Message")."""

from __future__ import annotations

from bot.emulator import answers, ids
from bot.emulator.answers import Answer, Json, bad_request
from bot.emulator.channel import Channel
from bot.emulator.delivering import Request, accepted, count, deliver, messages_of, people_in, repeated, unit_of
from bot.emulator.rules import body_error

MULTICAST_LIMIT = 500


def reply(channel: Channel, request: Request) -> Answer:
    """Answer an event for free: the token works once, for a minute."""
    messages = messages_of(channel, request)
    token = request.body.get("replyToken")
    if not isinstance(token, str) or not token:
        raise bad_request(body_error("May not be empty", "replyToken"))
    with channel.world.changing():
        chat_id = channel.tokens.chat_of(token)
        if chat_id is None:
            raise bad_request(answers.BAD_REPLY_TOKEN)
        _check_mentions(channel, messages, chat_id)
        channel.tokens.use(token)  # LINE does not say whether a refused call uses it up; here a wrong message does not
        channel.free += 1
        return Answer({"sentMessages": deliver(channel, request, [chat_id], "reply", 0)})


def push(channel: Channel, request: Request) -> Answer:
    """Send to one person or group; counted per person reached, groups per member."""
    with channel.world.changing():
        if (again := repeated(channel, request)) is not None:
            raise again
        messages = messages_of(channel, request)
        unit_of(request)
        to = request.body.get("to")
        if not isinstance(to, str) or not ids.CHAT.fullmatch(to):
            raise bad_request(answers.bad_property("to"))
        if to == channel.world.bot_user_id:
            raise bad_request(answers.TO_ONESELF)
        _check_mentions(channel, messages, to)
        reached = _reached(channel, to)
        paid = people_in(channel, reached)
        count(channel, paid)
        body = {"sentMessages": deliver(channel, request, reached, "push", paid)}
        return accepted(channel, request, body)


def multicast(channel: Channel, request: Request) -> Answer:
    """Send to at most 500 people by user id; one wrong id and nothing is sent to anyone."""
    with channel.world.changing():
        if (again := repeated(channel, request)) is not None:
            raise again
        messages_of(channel, request)
        unit_of(request)
        to = request.body.get("to")
        if not isinstance(to, list) or not 1 <= len(to) <= MULTICAST_LIMIT:
            raise bad_request(body_error(f"Size must be between 1 and {MULTICAST_LIMIT}", "to"))
        for index, user_id in enumerate(to):
            known = user_id in channel.world.people or not channel.refuse_foreign_in_multicast
            if not isinstance(user_id, str) or not ids.USER.fullmatch(user_id) or not known:
                raise bad_request(answers.bad_property(f"to[{index}]"))
        friends = [user_id for user_id in dict.fromkeys(to) if user_id in channel.world.friends]
        return _to_friends(channel, request, friends, "multicast")


def broadcast(channel: Channel, request: Request) -> Answer:
    """Send to every friend."""
    with channel.world.changing():
        if (again := repeated(channel, request)) is not None:
            raise again
        messages_of(channel, request)
        return _to_friends(channel, request, sorted(channel.world.friends), "broadcast")


def validate(channel: Channel, request: Request) -> Answer:
    """Check messages and send nothing."""
    messages_of(channel, request)
    return Answer()


def _to_friends(channel: Channel, request: Request, friends: list[str], via: str) -> Answer:
    count(channel, len(friends))
    deliver(channel, request, friends, via, 1)
    return accepted(channel, request, {})


def _reached(channel: Channel, to: str) -> list[str]:
    world = channel.world
    if to not in world.people and to not in world.bot_in:
        raise bad_request(answers.NOT_DELIVERABLE)
    return [to] if to in world.bot_in or world.reaches(to) else []


def _check_mentions(channel: Channel, messages: list[Json], chat_id: str) -> None:
    for index, message in enumerate(messages):
        values: Json = message.get("substitution") or {} if message["type"] == "textV2" else {}
        for key, value in values.items():
            if value["type"] == "mention" and not _may_mention(channel, value.get("mentionee") or {}, chat_id):
                raise bad_request(body_error("invalid mentionee", f"messages[{index}].substitution.{key}.mentionee"))


def _may_mention(channel: Channel, mentionee: Json, chat_id: str) -> bool:
    if chat_id not in channel.world.groups:
        return False
    return mentionee.get("type") == "all" or mentionee.get("userId") in channel.world.members[chat_id]
