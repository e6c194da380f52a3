"""The rich menus of one channel: which there are, whose chat shows which, and their aliases."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from bot.emulator import answers
from bot.emulator.answers import RefusedError, bad_request, not_found
from bot.emulator.rich_menu_rules import check_menu, fits
from bot.emulator.rules import errors
from bot.emulator.world import World

MENUS = 1000
ALIASES = 1000

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ShownMenu:
    """A menu as a phone shows it: `body` is LINE's rich menu object, `image` its bytes in type `mime`."""

    menu_id: str
    body: Json
    image: bytes
    mime: str


class RichMenus:
    """Menus, links and aliases; every change raises the world's version. Refusals are RefusedError in LINE's words.

    `of_manager` is a default made in LINE Official Account Manager: shown last, and invisible to the API.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._menus: dict[str, ShownMenu] = {}
        self._links: dict[str, str] = {}
        self._aliases: dict[str, str] = {}
        self._default: str | None = None
        self.of_manager: ShownMenu | None = None

    def create(self, body: Json) -> str:
        """Add a menu without an image and return its id; at most 1,000."""
        if wrong := check_menu(body):
            raise bad_request(errors(wrong))
        with self._world.changing():
            if len(self._menus) >= MENUS:
                raise bad_request(answers.bare(answers.MENUS_FULL))
            menu_id = f"richmenu-{secrets.token_hex(16)}"
            kept = {key: body[key] for key in ("size", "selected", "name", "chatBarText", "areas")}
            self._menus[menu_id] = ShownMenu(menu_id, kept, b"", "")
        return menu_id

    def get(self, menu_id: str) -> ShownMenu:
        """Return a menu, shown or not."""
        with self._world.lock:
            if menu_id not in self._menus:
                raise not_found()
            return self._menus[menu_id]

    def all(self) -> list[ShownMenu]:
        """Return every menu, oldest first."""
        with self._world.lock:
            return list(self._menus.values())

    def delete(self, menu_id: str) -> None:
        """Remove a menu from every chat. An alias of it stays and leads nowhere."""
        with self._world.changing():
            self.get(menu_id)
            del self._menus[menu_id]
            self._links = {user: linked for user, linked in self._links.items() if linked != menu_id}
            if self._default == menu_id:
                self._default = None

    def set_image(self, menu_id: str, mime: str, data: bytes) -> None:
        """Give a menu its image, once: it cannot be replaced."""
        with self._world.changing():
            menu = self.get(menu_id)
            if menu.image:
                raise bad_request(answers.IMAGE_UPLOADED)
            if not fits(data, mime, menu.body["size"]):
                raise bad_request(answers.IMAGE_SIZE)
            self._menus[menu_id] = ShownMenu(menu_id, menu.body, data, mime)

    def set_default(self, menu_id: str) -> None:
        """Show a menu to everybody who has none of their own."""
        with self._world.changing():
            self._usable(menu_id)
            self._default = menu_id

    def default(self) -> str:
        """Return the id of the menu that everybody is shown."""
        with self._world.lock:
            if self._default is not None:
                return self._default
            if self.of_manager is not None:
                raise RefusedError(HTTPStatus.FORBIDDEN, answers.bare(answers.MENU_OF_ANOTHER))
            raise not_found(answers.bare(answers.NO_DEFAULT_MENU))

    def clear_default(self) -> None:
        """Show nothing to those who have no menu of their own."""
        with self._world.changing():
            self._default = None

    def link(self, menu_id: str, user_ids: Iterable[str]) -> None:
        """Give people their own menu. Only friends get it; for others nothing happens, as with LINE."""
        with self._world.changing():
            self._usable(menu_id)
            self._links |= {user_id: menu_id for user_id in user_ids if user_id in self._world.friends}

    def unlink(self, user_ids: Iterable[str]) -> None:
        """Take friends' own menu away."""
        with self._world.changing():
            for user_id in user_ids:
                if user_id in self._world.friends:
                    self._links.pop(user_id, None)

    def linked(self, user_id: str) -> str:
        """Return the id of the person's own menu."""
        with self._world.lock:
            if user_id not in self._links or user_id not in self._world.friends:
                raise not_found(answers.bare(answers.NO_MENU_OF_USER))
            return self._links[user_id]

    def relink(self, new: dict[str, str | None]) -> None:
        """For every menu id in `new`, give its people the menu it leads to (None: none); all at once."""
        with self._world.changing():
            links = {user: new.get(menu_id, menu_id) for user, menu_id in self._links.items()}
            self._links = {user: menu_id for user, menu_id in links.items() if menu_id is not None}

    def shown_to(self, user_id: str) -> ShownMenu | None:
        """Return what the person's chat shows: their own menu, else the default, else the manager's, else nothing."""
        with self._world.lock:
            own = self._links.get(user_id) if user_id in self._world.friends else None
            menu_id = own or self._default
            return self.of_manager if menu_id is None else self._menus[menu_id]

    def switch(self, user_id: str, alias: str) -> Json:
        """Change the person's menu by a tap and return the postback's `params` (reference "Postback event")."""
        with self._world.changing():
            if alias not in self._aliases:
                return {"status": "RICHMENU_ALIAS_ID_NOTFOUND"}
            menu_id = self._aliases[alias]
            if menu_id not in self._menus:
                return {"status": "RICHMENU_NOTFOUND"}
            if user_id not in self._world.friends:
                return {"status": "FAILED"}
            self._links[user_id] = menu_id
            return {"newRichMenuAliasId": alias, "status": "SUCCESS"}

    def create_alias(self, alias: str, menu_id: str) -> None:
        """Name a menu that has an image; at most 1,000 names."""
        with self._world.changing():
            if alias in self._aliases:
                raise bad_request(answers.bare(answers.ALIAS_TAKEN))
            if len(self._aliases) >= ALIASES:
                raise bad_request(answers.bare(answers.ALIASES_FULL))
            self._point(alias, menu_id)

    def update_alias(self, alias: str, menu_id: str) -> None:
        """Lead a name to another menu."""
        with self._world.changing():
            self.alias(alias)
            self._point(alias, menu_id)

    def alias(self, alias: str) -> str:
        """Return the id of the menu with this name."""
        with self._world.lock:
            if alias not in self._aliases:
                raise not_found(answers.bare(answers.NO_ALIAS))
            return self._aliases[alias]

    def delete_alias(self, alias: str) -> None:
        """Forget a name."""
        with self._world.changing():
            self.alias(alias)
            del self._aliases[alias]

    def aliases(self) -> dict[str, str]:
        """Return every name with the id of its menu."""
        with self._world.lock:
            return dict(self._aliases)

    def _point(self, alias: str, menu_id: str) -> None:
        if menu_id not in self._menus or not self._menus[menu_id].image:
            raise bad_request(answers.bare(answers.NO_MENU))
        self._aliases[alias] = menu_id

    def _usable(self, menu_id: str) -> None:
        if not self.get(menu_id).image:
            raise bad_request(answers.bare(answers.IMAGE_FIRST))
