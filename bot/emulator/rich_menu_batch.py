"""Many people's rich menus at once (reference "Replace or unlink the linked rich menus in batches")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from bot.emulator import answers
from bot.emulator.answers import RefusedError, bad_request, not_found
from bot.emulator.clock import VirtualClock
from bot.emulator.ids import iso_milliseconds
from bot.emulator.problems import MISSING, Problems
from bot.emulator.rich_menu_rules import MENU_ID
from bot.emulator.rich_menus import RichMenus
from bot.emulator.rules import body_error, errors

OPERATIONS = 1000
KEPT = timedelta(days=14)
_KEY = re.compile(r"[0-9a-zA-Z\-_]{1,100}")
_TYPES = frozenset({"link", "unlink", "unlinkAll"})

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Done:
    request_id: str
    key: str | None
    at: datetime


class RichMenuBatches:
    """Batches: carried out when they are accepted, so their phase is always `succeeded`; remembered for 14 days."""

    def __init__(self, menus: RichMenus, clock: VirtualClock) -> None:
        self._menus, self._clock = menus, clock
        self._done: list[_Done] = []

    def check(self, body: Json) -> None:
        """Refuse a batch that LINE would refuse."""
        operations, problems = body.get("operations"), Problems()
        listed = problems.items(operations, "operations", 1, OPERATIONS)
        _types(listed, problems)
        key = body.get("resumeRequestKey")
        if key is not None and not (isinstance(key, str) and _KEY.fullmatch(key)):
            problems.add("invalid resumeRequestKey", "resumeRequestKey")
        if problems.found:
            raise bad_request(errors(problems.found))
        for index, operation in enumerate(listed):
            if operation["type"] != "unlinkAll":
                self._menu(operation.get("from"), f"operations[{index}].from")
            if operation["type"] == "link":
                self._menu(operation.get("to"), f"operations[{index}].to", imaged=True)

    def run(self, body: Json, request_id: str) -> None:
        """Carry a batch out; the same `resumeRequestKey` within 14 days finds nothing left to do."""
        self.check(body)
        key = body.get("resumeRequestKey")
        known = key is not None and any(done.key == key for done in self._fresh())
        if not known:
            self._menus.relink(self._moves(body["operations"]))
        self._done.append(_Done(request_id, key, self._clock.now()))

    def progress(self, request_id: str) -> Json:
        """Tell how a batch went."""
        for done in self._fresh():
            if done.request_id == request_id:
                at = iso_milliseconds(done.at)
                return {"phase": "succeeded", "acceptedTime": at, "completedTime": at}
        raise not_found()

    def _fresh(self) -> list[_Done]:
        return [done for done in self._done if self._clock.now() - done.at <= KEPT]

    def _moves(self, operations: Iterable[Json]) -> dict[str, str | None]:
        if any(operation["type"] == "unlinkAll" for operation in operations):
            return {menu.menu_id: None for menu in self._menus.all()}
        return {operation["from"]: operation.get("to") for operation in operations}

    def _menu(self, menu_id: Any, where: str, *, imaged: bool = False) -> None:
        if menu_id is None:
            raise bad_request(body_error(MISSING, where))
        if not isinstance(menu_id, str) or not MENU_ID.fullmatch(menu_id):
            raise bad_request(body_error(answers.BAD_MENU_ID, where))
        try:
            menu = self._menus.get(menu_id)
        except RefusedError as error:
            body = body_error(f"Richmenu ({menu_id}) is not found", where)
            raise RefusedError(HTTPStatus.NOT_FOUND, body) from error
        if imaged and not menu.image:
            raise bad_request(body_error(f"'to' richmenu ({menu_id}) must have image but it doesn't", where))


def _types(operations: list[Any], problems: Problems) -> None:
    things = [problems.thing(operation, f"operations[{i}]") for i, operation in enumerate(operations)]
    for index, operation in enumerate(things):
        problems.word(operation.get("type"), f"operations[{index}].type", _TYPES, required=True)
    kinds = {str(operation.get("type")) for operation in things}
    if "unlinkAll" in kinds and len(kinds) > 1:
        problems.add("'unlinkAll' type can't be combined with other type", "operations[].type")
    seen: set[str] = set()
    for operation in things:
        menu_id = str(operation.get("from"))
        if operation.get("from") is not None and menu_id in seen:
            problems.add(f"from richmenu ({menu_id}) is duplicated", "operations[].from")
        seen.add(menu_id)
