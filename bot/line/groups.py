"""What LINE tells about a group. Source: reference "Get group chat summary", "Get group chat member profile"."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import urllib3
from linebot.v3.messaging import MessagingApi
from linebot.v3.messaging.exceptions import ApiException

from bot.line.asking import Asker, TooOftenError
from bot.line.rates import Endpoint
from bot.line.tokens import TokenError

_TIMEOUT: Final = (3.05, 10)  # seconds to connect, to read


@dataclass(frozen=True, slots=True)
class NotInGroup:
    """The bot is not a member of the group."""


class Groups:
    """Calls about groups."""

    def __init__(self, api: MessagingApi, asker: Asker) -> None:
        self._api, self._asker = api, asker

    def members(self, group_id: str) -> int | NotInGroup | None:
        """How many people are in it, without the bot; None when LINE cannot be asked now."""
        try:
            told = self._asker.ask(
                Endpoint.GROUP, lambda: self._api.get_group_member_count(group_id, _request_timeout=_TIMEOUT)
            )
        except ApiException as refused:
            return NotInGroup() if refused.status == HTTPStatus.NOT_FOUND else None
        except (urllib3.exceptions.HTTPError, TokenError, TooOftenError):
            return None
        return int(told.count)

    def has(self, group_id: str, user_id: str) -> bool | None:
        """Whether that person is in it, as far as the bot can see; None when LINE cannot be asked now."""
        ask = self._api.get_group_member_profile
        try:
            self._asker.ask(Endpoint.GROUP, lambda: ask(group_id, user_id, _request_timeout=_TIMEOUT))
        except ApiException as refused:
            return False if refused.status == HTTPStatus.NOT_FOUND else None
        except (urllib3.exceptions.HTTPError, TokenError, TooOftenError):
            return None
        return True

    def name(self, group_id: str) -> str | NotInGroup | None:
        """What its members call the group; None when LINE cannot be asked now."""
        try:
            told = self._asker.ask(
                Endpoint.GROUP, lambda: self._api.get_group_summary(group_id, _request_timeout=_TIMEOUT)
            )
        except ApiException as refused:
            return NotInGroup() if refused.status == HTTPStatus.NOT_FOUND else None
        except (urllib3.exceptions.HTTPError, TokenError, TooOftenError):
            return None
        return str(told.group_name)
