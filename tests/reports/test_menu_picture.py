"""The picture of a menu: LINE takes it, the same twice, every word whole and readable."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from domain.menus import WIDTH, Area, MenuKind
from handlers.wording.menu import menu
from reports.menu_picture import FIRST, OTHER, PAPER, Look, MenuWordsError, draw_menu
from tests.reports.pixels import CHANNELS, rows_of, size_of

ROOT = Path(__file__).parents[2]
LARGEST = 1024 * 1024  # bytes LINE takes
GAP, MARGIN, ROUND = 14, 34, 56  # pixels: half the space between cards, the bare edge of a card, its round corner


@pytest.mark.parametrize("kind", MenuKind)
def test_line_takes_the_picture(kind: MenuKind) -> None:
    png = draw_menu(menu(kind))

    assert size_of(png) == (WIDTH, menu(kind).height)
    assert len(png) <= LARGEST


def test_another_process_draws_the_same_bytes() -> None:
    look = (
        "from hashlib import sha256; from handlers.wording.menu import menu; from domain.menus import MenuKind;"
        "from reports.menu_picture import draw_menu;"
        "print(*(sha256(draw_menu(menu(kind))).hexdigest() for kind in MenuKind))"
    )
    there = subprocess.run([sys.executable, "-c", look], cwd=ROOT, check=True, capture_output=True, text=True)

    assert there.stdout.split() == [sha256(draw_menu(menu(kind))).hexdigest() for kind in MenuKind]


@pytest.mark.parametrize(("label", "hint"), [("คำที่ยาวเกินกว่าจะวางลงบนปุ่มเดียว", "สั้น"), ("สั้น", "คำอธิบาย" * 9)])
def test_words_that_do_not_fit_are_refused_and_named(label: str, hint: str) -> None:
    whole = menu(MenuKind.MEMBER)
    wrong = replace(whole, buttons=(*whole.buttons[:-1], replace(whole.buttons[-1], label=label, hint=hint)))

    with pytest.raises(MenuWordsError, match=f"{label} / {hint}"):
        draw_menu(wrong)


def test_cards_lie_inside_the_areas_and_their_edges_are_bare() -> None:
    """The narrow space between cards is where areas meet; no letter comes near the edge of its card."""
    whole = menu(MenuKind.STRANGER)
    rows = rows_of(draw_menu(whole))

    for index, (_, area) in enumerate(whole.placed()):
        fill = (FIRST if index == 0 else OTHER).fill
        for inset, wide, colour in ((0, GAP, PAPER), (GAP, MARGIN, fill)):
            for seen in _edges(rows, area, inset, wide):
                assert seen == {_rgba(colour)}, (area, inset)
    inked = {row[x * CHANNELS : (x + 1) * CHANNELS] for row in rows[100:700] for x in range(100, WIDTH - 100, 7)}
    assert {_rgba(FIRST.label), _rgba(OTHER.label), _rgba(OTHER.icon)} <= inked


def _edges(rows: list[bytes], area: Area, inset: int, wide: int) -> list[set[bytes]]:
    """The colours of the four bands `wide` pixels broad, `inset` pixels inside the area, without the round corners."""
    left, right, top, bottom = area.x + inset, area.x + area.width - inset, area.y + inset, area.y + area.height - inset
    spared = ROUND if inset else 0
    xs, ys = (left + spared, right - spared), (top + spared, bottom - spared)
    boxes = [(*xs, top, top + wide), (*xs, bottom - wide, bottom), (left, left + wide, *ys), (right - wide, right, *ys)]
    return [
        {rows[y][x * CHANNELS : (x + 1) * CHANNELS] for y in range(y0, y1) for x in range(x0, x1)}
        for x0, x1, y0, y1 in boxes
    ]


def _rgba(colour: str) -> bytes:
    return bytes.fromhex(colour[1:]) + b"\xff"


@pytest.mark.parametrize("look", [FIRST, OTHER])
def test_words_and_icons_stand_out(look: Look) -> None:
    """WCAG 2.2, 1.4.3 (4.5 for text) and 1.4.11 (3 for icons)."""
    assert _contrast(look.label, look.fill) >= 4.5
    assert _contrast(look.hint, look.fill) >= 4.5
    assert _contrast(look.icon, look.disc) >= 3


def _contrast(one: str, other: str) -> float:
    dark, light = sorted(_luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [byte / 255 for byte in bytes.fromhex(colour[1:])]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
