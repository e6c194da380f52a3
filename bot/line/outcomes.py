"""What LINE's answer to a message means, as a type: whether it was taken, may be tried again, or never will be.

LINE promises the statuses but not the words; only where one status stands for several things are the words read.
Source: reference "Status codes", "Error messages"; docs "Retry failed API requests".
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import Enum, auto
from http import HTTPStatus
from typing import Any

import urllib3
from linebot.v3.messaging.exceptions import ApiException

LONGEST_DETAIL = 400  # characters of a refusal that are kept


class Trouble(Enum):
    """Why a message has to wait, as far as that changes what is done about it."""

    NETWORK = auto()  # no answer, or LINE's own fault
    RATE = auto()  # too many calls of this endpoint
    PERSON = auto()  # too many messages to this one person
    TOKEN = auto()  # our own access token is not accepted: every other call will fail too


@dataclass(frozen=True, slots=True)
class Sent:
    """LINE accepted it, now or on an earlier try (409)."""

    line_ids: tuple[str, ...] = ()
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: try again. `maybe_accepted`: LINE may have taken it although no answer came.

    `retry_after`: what LINE asks for, where it does.
    """

    why: str
    maybe_accepted: bool
    trouble: Trouble = Trouble.NETWORK
    retry_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class ReplyExpired:
    """The reply token was used or is too old; LINE does not say which."""

    why: str = ""


@dataclass(frozen=True, slots=True)
class LimitReached:
    """The month's paid messages are used up."""

    why: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """LINE will never take this message."""

    why: str


Outcome = Sent | Later | ReplyExpired | LimitReached | Refused

_NEVER_LEFT = (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError)


def outcome_of(call: Callable[[], Any], now: datetime, *, reply: bool) -> Outcome:
    """Make a call of the SDK that sends (its `_with_http_info` form) and say what came of it."""
    try:
        answer = call()
    except ApiException as failed:
        return failure(failed.status or 0, failed.body or "", dict(failed.headers or {}), now, reply=reply)
    except urllib3.exceptions.MaxRetryError as unreachable:
        never_left = isinstance(unreachable.reason, _NEVER_LEFT)
        return Later(type(unreachable.reason).__name__, maybe_accepted=not never_left)
    except urllib3.exceptions.HTTPError as broken:
        return Later(type(broken).__name__, maybe_accepted=not isinstance(broken, _NEVER_LEFT))
    ids = tuple(str(message.id) for message in answer.data.sent_messages or ())
    return Sent(ids, _header(answer.headers or {}, "x-line-request-id"))


def failure(status: int, body: str, headers: Mapping[str, str], now: datetime, *, reply: bool) -> Outcome:
    """What an error answer means for the message. Status 0: the SDK could not make a secure connection."""
    answer = _parsed(body)
    words = str(answer.get("message", "")) or body[:LONGEST_DETAIL]
    request_id = _header(headers, "x-line-request-id")
    why = f"{status} {words}".strip() + (f" (request {request_id})" if request_id else "")
    if status == HTTPStatus.CONFLICT and not reply:
        return Sent(_sent_ids(answer), request_id)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return _too_many(words, why, _retry_after(headers, now))
    if status == HTTPStatus.UNAUTHORIZED:
        return Later(why, maybe_accepted=False, trouble=Trouble.TOKEN)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in (0, HTTPStatus.REQUEST_TIMEOUT):
        return Later(why, maybe_accepted=True, retry_after=_retry_after(headers, now))
    if reply and status == HTTPStatus.BAD_REQUEST and "reply token" in words.lower():
        return ReplyExpired(why)
    details = "; ".join(f"{d.get('property', '')}: {d.get('message', '')}" for d in _dicts(answer.get("details")))
    return Refused(f"{why} {details}".strip()[:LONGEST_DETAIL])


def _too_many(words: str, why: str, retry_after: timedelta | None) -> Outcome:
    """429 stands for three things. Which one is told by words only; the third has none that LINE publishes."""
    if "monthly limit" in words:
        return LimitReached(why)
    trouble = Trouble.RATE if "rate limit" in words else Trouble.PERSON
    return Later(why, maybe_accepted=False, trouble=trouble, retry_after=retry_after)


def _retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """The header as RFC 9110 has it: seconds, or a date. LINE promises none, proxies in between may add one."""
    value = _header(headers, "retry-after").strip()
    if value.isascii() and value.isdigit():
        return timedelta(seconds=min(int(value), timedelta(days=1).total_seconds()))
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(moment.replace(tzinfo=moment.tzinfo or UTC) - now, timedelta(0))


def _header(headers: Mapping[str, str], name: str) -> str:
    return next((str(value) for key, value in headers.items() if key.lower() == name), "")


def _parsed(body: str) -> dict[str, Any]:
    try:
        parsed = json.loads(body)
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _sent_ids(answer: dict[str, Any]) -> tuple[str, ...]:
    """A push that was accepted before tells the ids it was given then (reference "Response if … already accepted")."""
    return tuple(str(message["id"]) for message in _dicts(answer.get("sentMessages")) if "id" in message)


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
