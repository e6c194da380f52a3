"""A call of LINE that is not a message: with a permit, with a token that lives, and once more when LINE refused it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

from linebot.v3.messaging.exceptions import ApiException

from bot.clock import Clock, stopwatch
from bot.line.rates import Endpoint, Rates
from bot.line.tokens import Tokens
from domain.errors import TidtamError

T = TypeVar("T")

_LOOK_AGAIN = 0.05  # seconds


class TooOftenError(TidtamError):
    """The endpoint must not be called now: its limit, shared by all processes, is used up."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Makes calls. Never inside a transaction, for permits have their own. `patience`: seconds to wait for a permit."""

    tokens: Tokens
    rates: Rates
    clock: Clock
    patience: float = 0.0

    def ask(self, endpoint: Endpoint, call: Callable[[], T]) -> T:
        """What the call gives. TooOftenError, TokenError, the SDK's ApiException, or urllib3's HTTPError."""
        until = stopwatch() + self.patience
        while not self.rates.take(endpoint, self.clock()):
            if stopwatch() >= until:
                raise TooOftenError(endpoint.value)
            threading.Event().wait(_LOOK_AGAIN)
        try:
            return self._with_a_token(call)
        except ApiException as failed:
            if failed.status == HTTPStatus.TOO_MANY_REQUESTS:
                self.rates.slow_down(endpoint, self.clock())
            raise

    def _with_a_token(self, call: Callable[[], T]) -> T:
        token = self.tokens.current()
        try:
            return call()
        except ApiException as failed:
            if failed.status != HTTPStatus.UNAUTHORIZED or not self.tokens.renew(token):
                raise
        return call()
