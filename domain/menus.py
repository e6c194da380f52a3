"""The menus below the chat: which there are, whose each is, and where its tiles lie. Their words stand in wording."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from domain.plan import Role
from domain.rights import Right, roles_with


class MenuKind(StrEnum):
    """A menu. STRANGER is what everybody sees who has none of their own."""

    STRANGER = "stranger"
    MEMBER = "member"
    OVERSEER = "overseer"


class Tile(StrEnum):
    """What a tile asks for."""

    REGISTER = "register"
    MY_TASKS = "my_tasks"
    GET_FORM = "get_form"
    SUBMIT = "submit"
    WHO_MISSING = "who_missing"
    SUMMARY = "summary"
    DASHBOARD = "dashboard"
    HELP = "help"


Rows = tuple[tuple[Tile, ...], ...]

ROWS: Final[Mapping[MenuKind, Rows]] = MappingProxyType(
    {
        MenuKind.STRANGER: ((Tile.REGISTER, Tile.HELP),),
        MenuKind.MEMBER: ((Tile.MY_TASKS, Tile.GET_FORM), (Tile.SUBMIT, Tile.DASHBOARD, Tile.HELP)),
        MenuKind.OVERSEER: (
            (Tile.WHO_MISSING, Tile.SUMMARY, Tile.DASHBOARD),
            (Tile.MY_TASKS, Tile.GET_FORM, Tile.HELP),
        ),
    }
)
# The first that fits is a person's menu; who fits none has the stranger's.
KIND_OF_ROLES: Final[tuple[tuple[MenuKind, frozenset[Role]], ...]] = (
    (MenuKind.OVERSEER, roles_with(Right.SEE_ALL)),
    (MenuKind.MEMBER, frozenset(Role)),
)
WIDTH: Final = 2500  # pixels, the widest LINE takes; height by the number of rows
HEIGHTS: Final = MappingProxyType({1: 843, 2: 1686})


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the picture in pixels, from its upper left corner."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Button:
    """A tile with its words: what stands on it, smaller below that, and what pressing it types for the person."""

    tile: Tile
    label: str
    hint: str
    says: str


@dataclass(frozen=True, slots=True)
class Menu:
    """A whole menu: `bar` is the word on the bar that opens it, `buttons` go row by row."""

    kind: MenuKind
    bar: str
    buttons: tuple[Button, ...]

    @property
    def height(self) -> int:
        """The picture's height in pixels."""
        return HEIGHTS[len(ROWS[self.kind])]

    def placed(self) -> Iterator[tuple[Button, Area]]:
        """Each button with its place; together they cover the picture without a gap."""
        return zip(self.buttons, areas(ROWS[self.kind]), strict=True)


def menu_for(roles: Collection[Role]) -> MenuKind:
    """The menu of somebody with these roles."""
    return next((kind for kind, having in KIND_OF_ROLES if having.intersection(roles)), MenuKind.STRANGER)


def areas(rows: Rows) -> Iterator[Area]:
    """Where each tile lies, row by row."""
    edges = _edges(HEIGHTS[len(rows)], len(rows))
    for row, (top, bottom) in zip(rows, edges, strict=True):
        for left, right in _edges(WIDTH, len(row)):
            yield Area(left, top, right - left, bottom - top)


def _edges(length: int, parts: int) -> Iterable[tuple[int, int]]:
    cuts = [round(length * part / parts) for part in range(parts + 1)]
    return pairwise(cuts)
