"""The channel access token: one that never ends, or one that LINE issues for 15 minutes at a time.

Source: reference "Issue stateless channel access token"; docs "Channel access token".
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Protocol

import structlog
import urllib3
from linebot.v3.oauth import ApiClient, ChannelAccessToken, Configuration
from linebot.v3.oauth.exceptions import ApiException

from bot.clock import Clock
from domain.errors import TidtamError

log = structlog.get_logger()

TIMEOUT = (3.05, 10)  # seconds to connect, to read
RENEW_BEFORE = timedelta(minutes=2)  # a call that began with the old one ends before it does
NOT_AGAIN_BEFORE = timedelta(seconds=10)  # after LINE gave none


class TokenError(TidtamError):
    """LINE gives no access token now."""


class Tokens(Protocol):
    """Where a call takes its access token from. Safe to share between threads."""

    def current(self) -> str:
        """The token to call with; TokenError when there is none."""
        ...

    def renew(self, refused: str) -> bool:
        """LINE has refused that token (401): whether there is another one to try with."""
        ...


class LongLivedToken:
    """A token from LINE's console."""

    def __init__(self, token: str) -> None:
        self._token = token

    def current(self) -> str:
        """The token."""
        return self._token

    def renew(self, refused: str) -> bool:
        """There is no other: the operator must put one in."""
        return refused != self._token


class StatelessTokens:
    """Tokens issued for the channel's id and secret, renewed before they end; one issue at a time in a process."""

    def __init__(self, channel_id: str, channel_secret: str, clock: Clock, *, api_base_url: str | None = None) -> None:
        configuration = Configuration(host=api_base_url)
        configuration.retries = urllib3.Retry(total=0)
        self._api = ChannelAccessToken(ApiClient(configuration))
        self._channel_id, self._channel_secret = channel_id, channel_secret
        self._clock = clock
        self._lock = threading.Lock()
        self._token = ""
        self._issued: datetime | None = None
        self._ends: datetime | None = None
        self._refused_until: datetime | None = None

    def current(self) -> str:
        """The token, renewed when its time is nearly over. While it still lives, a failed renewal changes nothing."""
        with self._lock:
            now = self._clock()
            if self._ends is None or now >= self._ends - RENEW_BEFORE:
                try:
                    self._issue(now)
                except TokenError:
                    if self._ends is None or now >= self._ends:
                        raise
            return self._token

    def renew(self, refused: str) -> bool:
        """Get another token, unless another thread has done so; False when LINE gives none or has just given this."""
        with self._lock:
            if refused != self._token:
                return True
            now = self._clock()
            if self._issued is not None and now - self._issued < NOT_AGAIN_BEFORE:
                return False
            self._ends = None
            try:
                self._issue(now)
            except TokenError:
                return False
            return True

    def _issue(self, now: datetime) -> None:
        if self._refused_until is not None and now < self._refused_until:
            raise TokenError("LINE gave no access token a moment ago")
        try:
            issued = self._api.issue_stateless_channel_token_by_client_secret(
                self._channel_id, self._channel_secret, _request_timeout=TIMEOUT
            )
        except (ApiException, urllib3.exceptions.HTTPError) as failed:
            self._refused_until = now + NOT_AGAIN_BEFORE
            why = f"{failed.status} {failed.body}" if isinstance(failed, ApiException) else type(failed).__name__
            log.error("line gave no access token", why=why)  # noqa: TRY400 - the sentence says it all
            raise TokenError(f"LINE gave no access token: {why}"[:300]) from failed
        self._token, self._refused_until = str(issued.access_token), None
        self._issued, self._ends = now, now + timedelta(seconds=int(issued.expires_in))
