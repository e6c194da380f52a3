"""What all sends share: the checks before, the bubbles, and what is counted and remembered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from bot.emulator import answers, ids
from bot.emulator.answers import Answer, Json, RefusedError, bad_request
from bot.emulator.channel import Channel
from bot.emulator.problems import Problems
from bot.emulator.rules import check_messages, errors
from bot.emulator.sent_log import Sent
from bot.emulator.world import Bubble

UNITS = 1
_UNIT = re.compile(r"[A-Za-z0-9_]{1,30}")
_QUOTABLE = frozenset({"text", "textV2", "sticker", "image", "video", "template", "flex", "imagemap"})


@dataclass(frozen=True, slots=True)
class Request:
    """One call that sends: its JSON, its own id, and the retry key it came with."""

    body: Json
    request_id: str
    retry_key: str | None


def messages_of(channel: Channel, request: Request) -> list[Json]:
    """Return the messages of a request, or refuse them with every reason."""
    messages = request.body.get("messages")
    error = check_messages(messages, allow_http=channel.allow_http)
    if error is not None:
        raise bad_request(error)
    return list(messages or ())


def unit_of(request: Request) -> str | None:
    """Return the name under which LINE adds up how messages are received (at most one); None without one."""
    units: Any = request.body.get("customAggregationUnits")
    if units is None:
        return None
    problems = Problems()
    for index, unit in enumerate(problems.items(units, "customAggregationUnits", 0, UNITS)):
        if not isinstance(unit, str) or not _UNIT.fullmatch(unit):
            problems.add("invalid aggregation unit", f"customAggregationUnits[{index}]")
    if problems.found:
        raise bad_request(errors(problems.found))
    return units[0] if units else None


def repeated(channel: Channel, request: Request) -> RefusedError | None:
    """Return the refusal of a retry key that is malformed or was accepted before; None for a new one or none."""
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


def accepted(channel: Channel, request: Request, body: Json, status: int = HTTPStatus.OK) -> Answer:
    """Return the answer to an accepted send, and keep it under the retry key."""
    if request.retry_key is not None:
        channel.retry_keys.remember(request.retry_key, request.request_id, body)
    return Answer(body, status)


def count(channel: Channel, recipients: int) -> None:
    """Count paid recipients, or refuse the whole send."""
    if not channel.quota.take(recipients):
        raise RefusedError(HTTPStatus.TOO_MANY_REQUESTS, answers.OVER_QUOTA)


def people_in(channel: Channel, chats: Sequence[str]) -> int:
    """Return how many people these chats reach: groups their members."""
    members = channel.world.members
    return sum(len(members[chat_id]) if chat_id in members else 1 for chat_id in chats)


def deliver(channel: Channel, request: Request, chats: Sequence[str], via: str, paid: int) -> list[Json]:
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
    unit = unit_of(request) if via in {"push", "multicast"} else None
    people = people_in(channel, chats)
    channel.sent.add(Sent(channel.clock.now(), via, request.request_id, people, unit))
    return sent
