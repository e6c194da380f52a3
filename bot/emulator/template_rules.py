"""What a template message may hold (reference "Template messages"; titles and texts are counted as graphemes)."""

from __future__ import annotations

from typing import Any

from bot.emulator.action_rules import IMAGE_COLUMN, TAP_AREA, TEMPLATE, check_action
from bot.emulator.lengths import graphemes
from bot.emulator.problems import Problems

TITLE_LIMIT = 40
BUTTONS_TEXT = 160
COLUMN_TEXT = 120
TEXT_BESIDE_TITLE = 60
CONFIRM_TEXT = 240
_KINDS = frozenset({"buttons", "confirm", "carousel", "image_carousel"})


def check_template(raw: Any, where: str, problems: Problems) -> None:
    """Check the `template` of a template message."""
    template = problems.thing(raw, where)
    if not isinstance(raw, dict):
        return
    kind = template.get("type")
    problems.word(kind, f"{where}.type", _KINDS, required=True)
    if kind == "buttons":
        _panel(template, where, problems, plain=BUTTONS_TEXT, buttons=(1, 4))
    elif kind == "confirm":
        problems.text(template.get("text"), f"{where}.text", CONFIRM_TEXT, measure=graphemes)
        _actions(template, where, problems, 2, 2)
    elif kind == "carousel":
        _carousel(template, where, problems)
    elif kind == "image_carousel":
        for index, raw_column in enumerate(problems.items(template.get("columns"), f"{where}.columns", 1, 10)):
            at = f"{where}.columns[{index}]"
            column = problems.thing(raw_column, at)
            problems.media(column.get("imageUrl"), f"{at}.imageUrl")
            check_action(column.get("action"), f"{at}.action", IMAGE_COLUMN, problems)


def _carousel(template: dict[str, Any], where: str, problems: Problems) -> None:
    columns = problems.items(template.get("columns"), f"{where}.columns", 1, 10)
    counts = set()
    for index, raw in enumerate(columns):
        at = f"{where}.columns[{index}]"
        column = problems.thing(raw, at)
        counts.add(_panel(column, at, problems, plain=COLUMN_TEXT, buttons=(1, 3)))
    if len(counts) > 1:
        problems.add("the number of actions must be the same in every column", f"{where}.columns")


def _panel(panel: dict[str, Any], where: str, problems: Problems, *, plain: int, buttons: tuple[int, int]) -> int:
    crowded = bool(panel.get("title") or panel.get("thumbnailImageUrl"))
    most = TEXT_BESIDE_TITLE if crowded else plain
    problems.text(panel.get("text"), f"{where}.text", most, measure=graphemes)
    problems.text(panel.get("title"), f"{where}.title", TITLE_LIMIT, measure=graphemes, required=False)
    problems.media(panel.get("thumbnailImageUrl"), f"{where}.thumbnailImageUrl", required=False)
    if panel.get("defaultAction") is not None:
        check_action(panel["defaultAction"], f"{where}.defaultAction", TAP_AREA, problems)
    return _actions(panel, where, problems, *buttons)


def _actions(panel: dict[str, Any], where: str, problems: Problems, least: int, most: int) -> int:
    actions = problems.items(panel.get("actions"), f"{where}.actions", least, most)
    for index, action in enumerate(actions):
        check_action(action, f"{where}.actions[{index}]", TEMPLATE, problems)
    return len(actions)
