"""The real line-bot-sdk behind a typed façade: one client per process, a time-out on every call, outcomes as types."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import urllib3
from linebot.v3.messaging import (
    ApiClient,
    Configuration,
    MessagingApi,
    MessagingApiBlob,
    PushMessageRequest,
    ReplyMessageRequest,
    ShowLoadingAnimationRequest,
)
from linebot.v3.messaging.exceptions import ApiException

from bot.line.rich_menus import RichMenus

TIMEOUT = (3.05, 10)  # seconds to connect, to read
CONTENT_TIMEOUT = (3.05, 60)
_BAD_REQUEST, _UNAUTHORISED, _CONFLICT, _TOO_MANY, _SERVER = 400, 401, 409, 429, 500
_NOT_READY, _NOT_FOUND, _GONE = 202, 404, 410


@dataclass(frozen=True, slots=True)
class Sent:
    """LINE accepted it, now or on an earlier try (409)."""

    line_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: try again. `maybe_accepted`: LINE may have taken it although no answer came."""

    why: str
    maybe_accepted: bool


@dataclass(frozen=True, slots=True)
class ReplyExpired:
    """The reply token was used or is too old; LINE does not say which."""


@dataclass(frozen=True, slots=True)
class LimitReached:
    """The month's paid messages are used up."""


@dataclass(frozen=True, slots=True)
class Refused:
    """LINE will never take this message."""

    why: str


Outcome = Sent | Later | ReplyExpired | LimitReached | Refused


@dataclass(frozen=True, slots=True)
class Content:
    """A file's bytes with the kind LINE gives them."""

    data: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class NotYet:
    """LINE is still preparing the file, or did not answer: ask again."""

    why: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The file was taken back by its sender or has expired."""


@dataclass(frozen=True, slots=True)
class TooLarge:
    """The file has more bytes than we take."""


@dataclass(frozen=True, slots=True)
class Quota:
    """Paid messages of this month: allowed (None: no limit) and used."""

    allowed: int | None
    used: int


class LineClient:
    """Calls to LINE. Safe to share between threads."""

    def __init__(self, access_token: str, *, api_base_url: str | None = None, data_base_url: str | None = None) -> None:
        self._api = MessagingApi(_api_client(access_token, api_base_url))
        self._blob = MessagingApiBlob(_api_client(access_token, data_base_url))

    def reply(self, reply_token: str, messages: Sequence[dict[str, Any]]) -> Outcome:
        """Answer an event: free, once, within a minute. Carries no retry key: LINE refuses one here."""
        try:
            request = ReplyMessageRequest.from_dict({"replyToken": reply_token, "messages": list(messages)})
        except ValueError as malformed:  # the SDK's own checks, before anything is sent
            return Refused(str(malformed))
        return _outcome(lambda: self._api.reply_message(request, _request_timeout=TIMEOUT), reply=True)

    def push(self, to: str, messages: Sequence[dict[str, Any]], retry_key: str) -> Outcome:
        """Send on our own: paid per person reached. The same key and body may be sent again for 24 hours."""
        try:
            request = PushMessageRequest.from_dict({"to": to, "messages": list(messages)})
        except ValueError as malformed:
            return Refused(str(malformed))
        return _outcome(
            lambda: self._api.push_message(request, x_line_retry_key=retry_key, _request_timeout=TIMEOUT), reply=False
        )

    def content(self, message_id: str, largest: int) -> Content | NotYet | Gone | TooLarge:
        """The bytes of a file or photo that somebody sent, if they are no more than `largest`."""
        try:
            answer = self._blob.get_message_content_with_http_info(message_id, _request_timeout=CONTENT_TIMEOUT)
        except ApiException as failed:
            return Gone() if failed.status in (_NOT_FOUND, _GONE) else NotYet(f"{failed.status}")
        except urllib3.exceptions.HTTPError as unreachable:
            return NotYet(type(unreachable).__name__)
        if answer.status_code == _NOT_READY or answer.data is None:
            return NotYet("still being prepared")
        if len(answer.data) > largest:
            return TooLarge()
        headers = {name.lower(): value for name, value in (answer.headers or {}).items()}
        return Content(bytes(answer.data), headers.get("content-type", "application/octet-stream"))

    def rich_menus(self) -> RichMenus:
        """Calls about rich menus, over the same connections."""
        return RichMenus(self._api, self._blob)

    def quota(self) -> Quota | None:
        """LINE's own figures for the month; None when it cannot be asked now."""
        try:
            limit = self._api.get_message_quota(_request_timeout=TIMEOUT)
            used = self._api.get_message_quota_consumption(_request_timeout=TIMEOUT)
        except (ApiException, urllib3.exceptions.HTTPError):
            return None
        return Quota(limit.value if limit.type == "limited" else None, int(used.total_usage))

    def basic_id(self) -> str | None:
        """What our account is called (@123abcde), for links to it; None when LINE cannot be asked now."""
        try:
            return str(self._api.get_bot_info(_request_timeout=TIMEOUT).basic_id)
        except (ApiException, urllib3.exceptions.HTTPError):
            return None

    def show_loading(self, user_id: str) -> None:
        """Show a person that an answer is being prepared. A courtesy: failing does not matter."""
        request = ShowLoadingAnimationRequest(chatId=user_id, loadingSeconds=10)
        try:
            self._api.show_loading_animation(request, _request_timeout=TIMEOUT)
        except (ApiException, urllib3.exceptions.HTTPError):
            return


def _api_client(access_token: str, host: str | None) -> ApiClient:
    configuration = Configuration(access_token=access_token, host=host)
    configuration.retries = urllib3.Retry(total=0)  # the outbox owns the policy
    return ApiClient(configuration)


def _outcome(call: Callable[[], Any], *, reply: bool) -> Outcome:
    try:
        answer = call()
    except ApiException as failed:
        return _failure(failed.status or 0, failed.body or "", reply=reply)
    except urllib3.exceptions.MaxRetryError as unreachable:
        refused = isinstance(unreachable.reason, urllib3.exceptions.NewConnectionError)
        return Later(type(unreachable.reason).__name__, maybe_accepted=not refused)
    except urllib3.exceptions.HTTPError as broken:
        return Later(type(broken).__name__, maybe_accepted=True)
    return Sent(tuple(str(m.id) for m in answer.sent_messages or ()))


def _failure(status: int, body: str, *, reply: bool) -> Outcome:
    message = _message_of(body)
    if status == _CONFLICT:
        return Sent()
    if status == _TOO_MANY:
        limit = "monthly limit" in message
        return LimitReached() if limit else Later(message, maybe_accepted=False)
    if status == _UNAUTHORISED:  # our token, not this message: the operator mends it and nothing is lost
        return Later(f"{status} {message}", maybe_accepted=False)
    if status >= _SERVER or status == 0:
        return Later(f"{status} {message}", maybe_accepted=True)
    if reply and status == _BAD_REQUEST and "Invalid reply token" in message:
        return ReplyExpired()
    return Refused(f"{status} {body[:400]}")


def _message_of(body: str) -> str:
    try:
        parsed = json.loads(body)
    except ValueError:
        return body[:200]
    return str(parsed.get("message", "")) if isinstance(parsed, dict) else ""
