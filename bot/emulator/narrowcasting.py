"""Narrowcasts: to friends by condition, carried out when accepted (reference "Send narrowcast message").

Nobody here has attributes such as an age, and there are no audiences: conditions on those are refused, as for an
account with too few friends.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from bot.emulator import answers
from bot.emulator.answers import Answer, Json, RefusedError, bad_request, not_found
from bot.emulator.channel import Channel
from bot.emulator.delivering import Request, accepted, count, deliver, messages_of, repeated
from bot.emulator.ids import is_uuid, iso_milliseconds
from bot.emulator.narrowcast_log import Narrowcast
from bot.emulator.problems import Problems
from bot.emulator.rules import body_error, errors

CANCELLED = 5  # error code: it would have reached only a part of the people


def narrowcast(channel: Channel, request: Request) -> Answer:
    """Accept and carry out a narrowcast."""
    with channel.world.changing():
        if (again := repeated(channel, request)) is not None:
            raise again
        messages_of(channel, request)
        limit = _limit(request.body)
        if request.body.get("filter"):
            raise RefusedError(HTTPStatus.FORBIDDEN, answers.FEW_FRIENDS)
        recipient = request.body.get("recipient")
        target = set(channel.world.friends) if recipient is None else _people(channel, recipient, "recipient")
        _carry_out(channel, request, target, limit)
        return accepted(channel, request, {}, HTTPStatus.ACCEPTED)


def progress(channel: Channel, request_id: str) -> Json:
    """Tell how a narrowcast went."""
    if not is_uuid(request_id):
        raise bad_request(answers.bad_parameter("requestId"))
    with channel.world.lock:
        done = channel.narrowcasts.find(request_id)
    if done is None:
        raise not_found()
    at = iso_milliseconds(done.at)
    counts = {"successCount": len(done.people), "failureCount": 0, "targetCount": done.target}
    times = {"acceptedTime": at, "completedTime": at}
    if done.cancelled:
        why = {"failedDescription": "delivery was cancelled", "errorCode": CANCELLED}
        return {"phase": "failed", **counts, **why, **times}
    return {"phase": "succeeded", **counts, **times}


def _carry_out(channel: Channel, request: Request, target: set[str], limit: Json) -> None:
    most = min(len(target), limit.get("max", len(target)))
    if limit.get("upToRemainingQuota") and channel.quota.limit is not None:
        most = min(most, channel.quota.limit - channel.quota.used())
    cancelled = bool(limit.get("forbidPartialDelivery")) and most < len(target)
    people = [] if cancelled else _some(target, most, request.request_id)
    count(channel, len(people))
    deliver(channel, request, people, "narrowcast", 1)
    meant = len(target) if cancelled else len(people)
    done = Narrowcast(request.request_id, channel.clock.now(), frozenset(people), meant, cancelled)
    channel.narrowcasts.keep(done)


def _people(channel: Channel, raw: Any, where: str) -> set[str]:
    """Return the friends that a recipient object means: those of an earlier narrowcast, or a combination."""
    kind = raw.get("type") if isinstance(raw, dict) else None
    if kind == "audience":
        raise bad_request(f"Invalid audience group id: {raw.get('audienceGroupId')}")
    if kind == "redelivery":
        done = channel.narrowcasts.find(str(raw.get("requestId")))
        if done is None or done.cancelled:
            raise bad_request(f"Invalid request id: {raw.get('requestId')}")
        return set(done.people & channel.world.friends)
    parts = [name for name in ("and", "or", "not") if kind == "operator" and raw.get(name)]
    if len(parts) != 1:
        raise bad_request(body_error("invalid recipient", where))
    return _combined(channel, parts[0], raw[parts[0]], f"{where}.{parts[0]}")


def _combined(channel: Channel, operator: str, raw: Any, where: str) -> set[str]:
    if operator == "not":
        return set(channel.world.friends) - _people(channel, raw, where)
    if not isinstance(raw, list):
        raise bad_request(body_error("must be an array", where))
    sets = [_people(channel, part, f"{where}[{index}]") for index, part in enumerate(raw)]
    return set.intersection(*sets) if operator == "and" else set.union(*sets)


def _limit(body: Json) -> Json:
    raw, problems = body.get("limit"), Problems()
    limit = {} if raw is None else problems.thing(raw, "limit")
    most = limit.get("max", 1)
    if isinstance(most, bool) or not isinstance(most, int) or most < 1:
        problems.add("must be greater than or equal to 1", "limit.max")
    if problems.found:
        raise bad_request(errors(problems.found))
    if limit.get("forbidPartialDelivery") and not limit.get("upToRemainingQuota"):
        raise bad_request(answers.PARTIAL_ALONE)
    return limit


def _some(people: Iterable[str], most: int, seed: str) -> list[str]:
    """Choose at random, but the same for the same request."""
    return random.Random(seed).sample(sorted(people), most)  # noqa: S311 - a choice, not a secret
