"""The part of the composition root that reaches LINE. Apart from `app`, for commands that do nothing else."""

from __future__ import annotations

from bot.clock import Clock
from bot.config import Settings
from bot.line.client import LineClient
from bot.line.rates import Rates
from bot.line.tokens import LongLivedToken, StatelessTokens, Tokens


def make_tokens(settings: Settings, clock: Clock) -> Tokens:
    """The access token that was given, or tokens issued for the channel's id and secret."""
    if settings.access_token is not None:
        return LongLivedToken(settings.access_token)
    channel_id, secret = settings.channel_id or "", settings.channel_secret
    return StatelessTokens(channel_id, secret, clock, api_base_url=settings.api_base_url)


def make_line(settings: Settings, rates: Rates, clock: Clock) -> LineClient:
    """The client that a process's threads share."""
    return LineClient(
        make_tokens(settings, clock),
        rates,
        clock,
        api_base_url=settings.api_base_url,
        data_base_url=settings.data_api_base_url,
    )
