"""The picture of a menu below the chat: a card for each tile with a line icon and words that old eyes can read.

Typst draws it; the same menu gives the same bytes. Typst, about 30 MB, is loaded when the first picture is drawn: what
only asks whether a menu has changed does without it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from domain.errors import TidtamError
from domain.menus import WIDTH, Menu

MENU_PNG_MIME: Final = "image/png"
PAPER: Final = "#E6EBF1"
_PIXELS_PER_INCH: Final = 72.0  # a point of the template is a pixel
_TEMPLATE: Final = Path(__file__).with_suffix(".typ")


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a card: `hint` and `label` stand on `fill`, `icon` on `disc`."""

    fill: str
    label: str
    hint: str
    icon: str
    disc: str


FIRST: Final = Look(fill="#1F5288", label="#FFFFFF", hint="#E3EDF7", icon="#1F5288", disc="#FFFFFF")
OTHER: Final = Look(fill="#FFFFFF", label="#14263A", hint="#44566A", icon="#1F5288", disc="#E4EEF8")


class MenuWordsError(TidtamError):
    """Words of a menu do not fit on their tile."""


def draw_menu(menu: Menu) -> bytes:
    """A PNG of 2500 pixels width whose cards lie inside the menu's areas; MenuWordsError when words do not fit."""
    import fontpkg_sarabun  # noqa: PLC0415 - Typst loads with the first picture
    import typst  # noqa: PLC0415

    try:
        drawn = typst.compile(
            _TEMPLATE.read_bytes(),
            format="png",
            ppi=_PIXELS_PER_INCH,
            font_paths=[fontpkg_sarabun.ROOT / "files"],
            ignore_system_fonts=True,
            sys_inputs={"menu": json.dumps(_face(menu))},
        )
    except typst.TypstError as unfit:
        raise MenuWordsError(f"menu {menu.kind}: {unfit.message}") from unfit
    return drawn


def drawn_from(menu: Menu) -> bytes:
    """All of ours that the picture depends on; when it changes, the picture is drawn anew."""
    return json.dumps(_face(menu), sort_keys=True).encode() + _TEMPLATE.read_bytes()


def _face(menu: Menu) -> dict[str, Any]:
    return {
        "width": WIDTH,
        "height": menu.height,
        "paper": PAPER,
        "looks": {"first": asdict(FIRST), "other": asdict(OTHER)},
        "tiles": [
            {"icon": button.tile, "label": button.label, "hint": button.hint, **asdict(area)}
            for button, area in menu.placed()
        ],
    }
