"""What LINE tells of how a channel is set up, and its test of the webhook.

Source: reference "Get bot info", "Get webhook endpoint information", "Test webhook endpoint".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, Final, TypeVar

import urllib3
from linebot.v3.messaging import MessagingApi, TestWebhookEndpointRequest
from linebot.v3.messaging.exceptions import ApiException

from bot.line.asking import Asker, TooOftenError
from bot.line.rates import Endpoint
from bot.line.tokens import TokenError
from domain.errors import TidtamError

_TIMEOUT: Final = (3.05, 15)  # seconds to connect, to read: LINE waits for our own answer in between
T = TypeVar("T")


class SetupCallError(TidtamError):
    """LINE did not tell.

    `status` is None when no answer came at all, 401 also when no token was issued for the channel's id and secret.
    """

    def __init__(self, status: int | None, words: str) -> None:
        super().__init__(f"{status or 'no answer'} {words}".strip())
        self.status = status


@dataclass(frozen=True, slots=True)
class BotInfo:
    """The account. `answers_by_hand`: chats are open to people at the office too. `line_says`: LINE's own clock."""

    basic_id: str
    name: str
    answers_by_hand: bool
    line_says: datetime | None


@dataclass(frozen=True, slots=True)
class WebhookSet:
    """A webhook's address, and whether LINE uses it."""

    url: str
    active: bool


@dataclass(frozen=True, slots=True)
class Tested:
    """What came of LINE's own call: `status` is what we answered, 0 if nothing; `why` in LINE's words."""

    works: bool
    status: int
    why: str


class ChannelSetup:
    """Questions about the channel. Each raises SetupCallError."""

    def __init__(self, api: MessagingApi, asker: Asker) -> None:
        self._api, self._asker = api, asker

    def info(self) -> BotInfo:
        """Who the access token stands for."""
        answer = self._asked(Endpoint.INFO, lambda: self._api.get_bot_info_with_http_info(_request_timeout=_TIMEOUT))
        found = answer.data
        by_hand = str(getattr(found.chat_mode, "value", found.chat_mode)) == "chat"
        return BotInfo(str(found.basic_id), str(found.display_name), by_hand, _date(answer.headers or {}))

    def webhook(self) -> WebhookSet | None:
        """Where events go; None when nothing is set."""
        try:
            found = self._asked(Endpoint.WEBHOOK_GET, lambda: self._api.get_webhook_endpoint(_request_timeout=_TIMEOUT))
        except SetupCallError as refused:
            if refused.status == HTTPStatus.NOT_FOUND:
                return None
            raise
        return WebhookSet(str(found.endpoint), bool(found.active)) if found.endpoint else None

    def test_webhook(self) -> Tested:
        """Have LINE call the address that is set, signed as always, with no event in it. At most 60 an hour."""
        request = TestWebhookEndpointRequest()
        found = self._asked(
            Endpoint.WEBHOOK_TEST, lambda: self._api.test_webhook_endpoint(request, _request_timeout=_TIMEOUT)
        )
        return Tested(bool(found.success), int(found.status_code or 0), f"{found.reason}: {found.detail}")

    def _asked(self, endpoint: Endpoint, call: Callable[[], T]) -> T:
        try:
            return self._asker.ask(endpoint, call)
        except ApiException as failed:
            raise SetupCallError(failed.status or None, str(failed.reason or "")) from failed
        except TokenError as none:  # asked for with the channel's id and secret
            cause = none.__cause__
            is_away = isinstance(cause, urllib3.exceptions.HTTPError)
            raise SetupCallError(None if is_away else HTTPStatus.UNAUTHORIZED, type(cause).__name__) from none
        except (urllib3.exceptions.HTTPError, TooOftenError) as unreachable:
            raise SetupCallError(None, type(unreachable).__name__) from unreachable


def _date(headers: Any) -> datetime | None:
    value = next((str(value) for name, value in headers.items() if name.lower() == "date"), "")
    try:
        return parsedate_to_datetime(value)
    except ValueError:
        return None
