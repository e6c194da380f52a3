"""The real line-bot-sdk behind a typed façade: one client per process, a time-out on every call, outcomes as types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import structlog
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

from bot.clock import Clock
from bot.line.asking import Asker
from bot.line.content import Content, ContentDoor, Gone, NotYet, Preparing, TokenRefused, TooLarge
from bot.line.groups import Groups
from bot.line.outcomes import Later, Outcome, Refused, Trouble, outcome_of
from bot.line.rates import Endpoint, Rates
from bot.line.rich_menus import RichMenus
from bot.line.setup import ChannelSetup
from bot.line.tokens import TokenError, Tokens
from domain.errors import TidtamError

log = structlog.get_logger()

TIMEOUT = (3.05, 10)  # seconds to connect, to read
MENU_PATIENCE = 3.0  # seconds; nobody waits for a menu, and a few calls a second are all that LINE allows
COURTESY_TIMEOUT = (1, 2)  # what a courtesy may cost at most

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Quota:
    """Paid messages of this month: allowed (None: no limit) and used."""

    allowed: int | None
    used: int


class LineClient:
    """Calls to LINE. Safe to share between threads; never inside a transaction, for permits have their own.

    Sending asks for no permit here: whoever sends takes it before choosing what to send.
    """

    def __init__(
        self, tokens: Tokens, rates: Rates, clock: Clock,
        *, api_base_url: str | None = None, data_base_url: str | None = None,
    ) -> None:  # fmt: skip
        self._api = MessagingApi(_api_client(api_base_url, tokens))
        self._blob = MessagingApiBlob(_api_client(data_base_url, tokens))
        self._door = ContentDoor(data_base_url)
        self._tokens, self._rates, self._clock = tokens, rates, clock
        self._asker = Asker(tokens, rates, clock)

    def reply(self, reply_token: str, messages: Sequence[dict[str, Any]]) -> Outcome:
        """Answer an event: free, once, within a minute. Carries no retry key: LINE refuses one here."""
        try:
            request = ReplyMessageRequest.from_dict({"replyToken": reply_token, "messages": list(messages)})
        except ValueError as malformed:  # the SDK's own checks, before anything is sent
            return Refused(str(malformed))
        call = self._api.reply_message_with_http_info
        return self._send(lambda: call(request, _request_timeout=TIMEOUT), reply=True)

    def push(self, to: str, messages: Sequence[dict[str, Any]], retry_key: str) -> Outcome:
        """Send on our own: paid per person reached. The same key and body may be sent again for 24 hours."""
        try:
            request = PushMessageRequest.from_dict({"to": to, "messages": list(messages)})
        except ValueError as malformed:
            return Refused(str(malformed))
        call = self._api.push_message_with_http_info
        return self._send(
            lambda: call(request, x_line_retry_key=retry_key, _request_timeout=TIMEOUT),
            reply=False,
        )

    def content(self, message_id: str, largest: int) -> Content | NotYet | Gone | TooLarge:
        """The bytes of a file or photo that somebody sent, at most `largest` of them."""
        if not self._rates.take(Endpoint.CONTENT, self._clock()):
            return NotYet("called too often")
        try:
            got = self._door.get(message_id, token := self._tokens.current(), largest)
            if isinstance(got, TokenRefused) and self._tokens.renew(token):
                got = self._door.get(message_id, self._tokens.current(), largest)
        except TokenError as none:
            return NotYet(str(none))
        if isinstance(got, TokenRefused):
            return NotYet("the access token is refused")
        return self._prepared(message_id) if isinstance(got, Preparing) else got

    def _prepared(self, message_id: str) -> NotYet | Gone:
        """How far LINE is with a large video or audio."""
        ask = self._blob.get_message_content_transcoding_by_message_id
        answer = self._ask(Endpoint.TRANSCODING, lambda: ask(message_id, _request_timeout=TIMEOUT))
        if answer is not None and answer.status == "failed":
            return Gone("failed")
        return NotYet(answer.status if answer is not None else "still being prepared")

    def rich_menus(self) -> RichMenus:
        """Calls about rich menus, over the same connections."""
        return RichMenus(self._api, self._blob, replace(self._asker, patience=MENU_PATIENCE))

    def groups(self) -> Groups:
        """Calls about groups, over the same connections."""
        return Groups(self._api, self._asker)

    def setup(self) -> ChannelSetup:
        """Questions about how the channel is set up, over the same connections."""
        return ChannelSetup(self._api, replace(self._asker, patience=MENU_PATIENCE))

    def quota(self) -> Quota | None:
        """LINE's own figures for the month; None when it cannot be asked now."""
        limit = self._ask(Endpoint.QUOTA, lambda: self._api.get_message_quota(_request_timeout=TIMEOUT))
        used = self._ask(
            Endpoint.CONSUMPTION,
            lambda: self._api.get_message_quota_consumption(_request_timeout=TIMEOUT),
        )
        if limit is None or used is None:
            return None
        return Quota(limit.value if limit.type == "limited" else None, int(used.total_usage))

    def basic_id(self) -> str | None:
        """What our account is called (@123abcde), for links to it; None when LINE cannot be asked now."""
        info = self._ask(Endpoint.INFO, lambda: self._api.get_bot_info(_request_timeout=TIMEOUT))
        return None if info is None else str(info.basic_id)

    def show_loading(self, user_id: str) -> None:
        """Show a person that an answer is being prepared. A courtesy: failing does not matter, nor does it wait."""
        request = ShowLoadingAnimationRequest(chatId=user_id, loadingSeconds=10)
        show = self._api.show_loading_animation
        self._ask(Endpoint.LOADING, lambda: show(request, _request_timeout=COURTESY_TIMEOUT))

    def _send(self, call: Callable[[], Any], *, reply: bool) -> Outcome:
        """Call with the token there is; if LINE refuses it and there is another, once more with that."""
        try:
            token = self._tokens.current()
            outcome = outcome_of(call, self._clock(), reply=reply)
            if isinstance(outcome, Later) and outcome.trouble is Trouble.TOKEN and self._tokens.renew(token):
                outcome = outcome_of(call, self._clock(), reply=reply)
        except TokenError as none:
            return Later(str(none), maybe_accepted=False, trouble=Trouble.TOKEN)
        return outcome

    def _ask(self, endpoint: Endpoint, call: Callable[[], T]) -> T | None:
        """Make a call that does not send; None when it may not be made now, or fails."""
        try:
            return self._asker.ask(endpoint, call)
        except ApiException as failed:
            log.info("line did not answer", endpoint=endpoint.value, status=failed.status)
        except (urllib3.exceptions.HTTPError, TidtamError) as failed:
            log.info("line did not answer", endpoint=endpoint.value, why=type(failed).__name__)
        return None


class _Authorised(Configuration):  # type: ignore[misc]  # the SDK has no types
    """The SDK's settings with a token that may change: it is asked for at every call, so threads share one client."""

    def __init__(self, host: str | None, tokens: Tokens) -> None:
        super().__init__(access_token="", host=host)
        self.retries = urllib3.Retry(total=0)  # the outbox owns the policy
        self._tokens = tokens

    def auth_settings(self) -> dict[str, dict[str, str]]:
        """How a call is authorised; TokenError when there is no token."""
        value = f"Bearer {self._tokens.current()}"
        return {"Bearer": {"type": "bearer", "in": "header", "key": "Authorization", "value": value}}


def _api_client(host: str | None, tokens: Tokens) -> ApiClient:
    return ApiClient(_Authorised(host, tokens))
