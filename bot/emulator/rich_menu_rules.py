"""What a rich menu may be (reference "Rich menu object", "Requirements for rich menu image")."""

from __future__ import annotations

import re
from typing import Any, TypeGuard

from bot.emulator.action_rules import RICH_MENU, check_action
from bot.emulator.lengths import graphemes
from bot.emulator.picture_size import picture_size
from bot.emulator.problems import MISSING, Problems

WIDTHS = (800, 2500)
LEAST_HEIGHT = 250
LEAST_RATIO = 1.45
NAME_LIMIT = 300
CHAT_BAR_LIMIT = 14
AREAS = 20
IMAGE_LIMIT = 1024 * 1024
ALIAS = re.compile(r"[a-z0-9_-]{1,32}")
MENU_ID = re.compile(r"richmenu-[0-9a-f]{32}")

Json = dict[str, Any]


def check_menu(body: Json) -> list[dict[str, str]]:
    """Check a rich menu object and return what is wrong with it, as `details` of LINE's error."""
    problems = Problems()
    _size(body.get("size"), problems)
    if not isinstance(body.get("selected"), bool):
        problems.add(MISSING if body.get("selected") is None else "must be a boolean", "selected")
    problems.text(body.get("name"), "name", NAME_LIMIT, measure=graphemes, absent=MISSING)
    problems.text(body.get("chatBarText"), "chatBarText", CHAT_BAR_LIMIT, measure=graphemes, absent=MISSING)
    if body.get("areas") is None:
        problems.add(MISSING, "areas")
        return problems.found
    for index, area in enumerate(problems.items(body["areas"], "areas", 0, AREAS)):
        _area(area, f"areas[{index}]", problems)
    return problems.found


def fits(data: bytes, mime: str, size: Json) -> bool:
    """Tell whether an image sent as `mime` is what it says, weighs at most 1 MB, and has the menu's size in pixels."""
    return len(data) <= IMAGE_LIMIT and picture_size(data) == (mime, size["width"], size["height"])


def _size(raw: Any, problems: Problems) -> None:
    size = problems.thing(raw, "size")
    if not isinstance(raw, dict):
        return
    low, high = WIDTHS
    _number(size.get("width"), "size.width", low, problems, high)
    _number(size.get("height"), "size.height", LEAST_HEIGHT, problems)
    width, height = size.get("width"), size.get("height")
    if not problems.found and _whole(width) and _whole(height) and width / height < LEAST_RATIO:
        problems.add(f"aspect ratio must be {LEAST_RATIO} or more", "size")


def _area(raw: Any, where: str, problems: Problems) -> None:
    area = problems.thing(raw, where)
    if not isinstance(raw, dict):
        return
    bounds = problems.thing(area.get("bounds"), f"{where}.bounds")
    if isinstance(area.get("bounds"), dict):
        for name, least in (("x", 0), ("y", 0), ("width", 1), ("height", 1)):
            _number(bounds.get(name), f"{where}.bounds.{name}", least, problems)
    check_action(area.get("action"), f"{where}.action", RICH_MENU, problems)


def _number(value: Any, where: str, least: int, problems: Problems, most: int | None = None) -> None:
    if value is None:
        problems.add(MISSING, where)
    elif not _whole(value):
        problems.add("must be an integer", where)
    elif value < least:
        problems.add(f"must be greater than or equal to {least}", where)
    elif most is not None and value > most:
        problems.add(f"must be less than or equal to {most}", where)


def _whole(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
