"""LINE's rich menus over the SDK: a menu as LINE's JSON, and the calls that make, show and remove menus.

Source: reference "Rich menu", "Per-user rich menu"; what may be wrong is told by status, except where one status
stands for two things.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, TypeVar

import urllib3
from linebot.v3.messaging import (
    MessagingApi,
    MessagingApiBlob,
    RichMenuBulkLinkRequest,
    RichMenuBulkUnlinkRequest,
    RichMenuRequest,
)
from linebot.v3.messaging.exceptions import ApiException

from bot.line.asking import Asker, TooOftenError
from bot.line.rates import Endpoint
from bot.line.tokens import TokenError
from domain.errors import TidtamError
from domain.menus import WIDTH, Menu

PEOPLE_A_CALL: Final = 500
_TIMEOUT: Final = (3.05, 10)  # seconds to connect, to read
_UPLOAD_TIMEOUT: Final = (3.05, 60)
_HAS_PICTURE: Final = "already been uploaded"
_WRONG_USER: Final = re.compile(r"'userIds\[(\d+)\]'|'userId' parameter")

Json = dict[str, Any]
T = TypeVar("T")


class MenuCallError(TidtamError):
    """LINE did not do what was asked.

    `status` is None when no answer came: it may have been done all the same.
    """

    def __init__(self, what: str, status: int | None, words: str) -> None:
        super().__init__(f"{what}: {status or 'no answer'} {words}".strip())
        self.status, self.words = status, words


class NoSuchMenuError(MenuCallError):
    """The menu is not at LINE any more."""


class NoSuchUserError(MenuCallError):
    """LINE does not know a user id.

    Nothing was done for the others either; `index` is its place in the list.
    """

    def __init__(self, what: str, status: int | None, words: str, index: int) -> None:
        super().__init__(what, status, words)
        self.index = index


@dataclass(frozen=True, slots=True)
class Listed:
    """A menu that stands at LINE, with or without a picture."""

    menu_id: str
    name: str


def menu_body(menu: Menu) -> Json:
    """LINE's rich menu object but for its name. Opened when the chat is, as who is new does not look for it."""
    return {
        "size": {"width": WIDTH, "height": menu.height},
        "selected": True,
        "chatBarText": menu.bar,
        "areas": [
            {
                "bounds": {"x": area.x, "y": area.y, "width": area.width, "height": area.height},
                "action": {"type": "message", "label": button.label, "text": button.says},
            }
            for button, area in menu.placed()
        ],
    }


class RichMenus:
    """Calls about rich menus. Each raises MenuCallError, or one of its kinds where it matters which."""

    def __init__(self, api: MessagingApi, blob: MessagingApiBlob, asker: Asker) -> None:
        self._api, self._blob, self._asker = api, blob, asker

    def create(self, name: str, body: Json) -> str:
        """Make a menu that has no picture yet; its id. At most 100 an hour."""
        request = RichMenuRequest.from_dict({"name": name, **body})
        made = self._asked(
            "create a menu",
            Endpoint.MENU_CREATE,
            lambda: self._api.create_rich_menu(request, _request_timeout=_TIMEOUT),
        )
        return str(made.rich_menu_id)

    def upload(self, menu_id: str, png: bytes) -> None:
        """Give a menu its picture. LINE takes one only: a menu that has one keeps it."""
        headers = {"Content-Type": "image/png"}
        try:
            self._asked(
                "take a menu's picture",
                Endpoint.MENU_IMAGE,
                lambda: self._blob.set_rich_menu_image(
                    menu_id, body=png, _headers=headers, _request_timeout=_UPLOAD_TIMEOUT
                ),
            )
        except MenuCallError as refused:
            if _HAS_PICTURE not in refused.words:
                raise

    def listed(self) -> list[Listed]:
        """Every menu that was made over the API; those of LINE's Official Account Manager are not told."""
        found = self._asked(
            "list the menus", Endpoint.MENU_LIST, lambda: self._api.get_rich_menu_list(_request_timeout=_TIMEOUT)
        )
        return [Listed(str(menu.rich_menu_id), str(menu.name)) for menu in found.richmenus]

    def delete(self, menu_id: str) -> None:
        """Remove a menu; one that is gone already is no error. At most 100 an hour."""
        try:
            self._asked(
                "delete a menu",
                Endpoint.MENU_DELETE,
                lambda: self._api.delete_rich_menu(menu_id, _request_timeout=_TIMEOUT),
            )
        except NoSuchMenuError:
            return

    def default(self) -> str | None:
        """The menu of everybody who has none of their own; None when there is none, or the Manager's."""
        try:
            found = self._asked(
                "tell the default menu",
                Endpoint.MENU_DEFAULT,
                lambda: self._api.get_default_rich_menu_id(_request_timeout=_TIMEOUT),
            )
        except MenuCallError as refused:
            if refused.status in (HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN):
                return None
            raise
        return str(found.rich_menu_id)

    def set_default(self, menu_id: str) -> None:
        """Show a menu to everybody who has none of their own."""
        self._asked(
            "set the default menu",
            Endpoint.MENU_DEFAULT,
            lambda: self._api.set_default_rich_menu(menu_id, _request_timeout=_TIMEOUT),
        )

    def clear_default(self) -> None:
        """Show nothing to who has no menu of their own, or what was set in the Manager."""
        self._asked(
            "clear the default menu",
            Endpoint.MENU_DEFAULT,
            lambda: self._api.cancel_default_rich_menu(_request_timeout=_TIMEOUT),
        )

    def link(self, menu_id: str, users: Sequence[str]) -> None:
        """Give at most 500 people their menu; at once for one, within seconds for several.

        LINE passes over who has blocked the bot or is no friend of it, without a word. NoSuchMenuError,
        NoSuchUserError.
        """
        if len(users) == 1:
            self._asked(
                "link a menu",
                Endpoint.MENU_LINK,
                lambda: self._api.link_rich_menu_id_to_user(users[0], menu_id, _request_timeout=_TIMEOUT),
            )
            return
        request = RichMenuBulkLinkRequest(richMenuId=menu_id, userIds=list(users))
        self._asked(
            "link a menu",
            Endpoint.MENU_LINK,
            lambda: self._api.link_rich_menu_id_to_users(request, _request_timeout=_TIMEOUT),
        )

    def unlink(self, users: Sequence[str]) -> None:
        """Take their own menu from at most 500 people, as `link` gives it. NoSuchUserError."""
        if len(users) == 1:
            self._asked(
                "unlink a menu",
                Endpoint.MENU_LINK,
                lambda: self._api.unlink_rich_menu_id_from_user(users[0], _request_timeout=_TIMEOUT),
            )
            return
        request = RichMenuBulkUnlinkRequest(userIds=list(users))
        self._asked(
            "unlink a menu",
            Endpoint.MENU_LINK,
            lambda: self._api.unlink_rich_menu_id_from_users(request, _request_timeout=_TIMEOUT),
        )

    def _asked(self, what: str, endpoint: Endpoint, call: Callable[[], T]) -> T:
        try:
            return self._asker.ask(endpoint, call)
        except ApiException as failed:
            raise _failure(what, failed.status or 0, failed.body or "") from failed
        except (urllib3.exceptions.HTTPError, TokenError, TooOftenError) as unreachable:
            raise MenuCallError(what, None, type(unreachable).__name__) from unreachable


def _failure(what: str, status: int, body: str) -> MenuCallError:
    words = _words(body)
    if status == HTTPStatus.NOT_FOUND:
        return NoSuchMenuError(what, status, words)
    if status == HTTPStatus.BAD_REQUEST and (found := _WRONG_USER.search(words)):
        return NoSuchUserError(what, status, words, int(found[1] or 0))
    return MenuCallError(what, status, words)


def _words(body: str) -> str:
    """LINE's sentence, with the details that name the property."""
    try:
        answer = json.loads(body)
    except ValueError:
        return body[:200]
    if not isinstance(answer, dict):
        return body[:200]
    details = [f"{d.get('property', '')}: {d.get('message', '')}" for d in answer.get("details") or ()]
    return "; ".join([str(answer.get("message", "")), *details])
