"""`python -m tests.cards.sheets FOLDER [WORD]` draws every card on the local platform's page, to be looked at.

Narrow (a small phone) and wide (LINE on a computer), light and dark, twelve columns of cards a sheet; with WORD only
those whose name has it.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

import urllib3
from PIL import Image

from bot.emulator.server import LocalLine
from bot.emulator.world import PersonSeed
from bot.line.outbound import render
from domain.messages import Card, Message
from handlers.wording.voice import Voice
from tests.chromium import opened
from tests.guides.camera import fonts
from tests.handlers.test_wording import everything

USER, TOKEN = f"U{1:032x}", "cards"
WIDTHS: Final = {"narrow": 320, "wide": 470}
THEMES: Final = ("light", "dark")
A_PICTURE, COLUMNS = 12, 6
T = TypeVar("T")
_BARE: Final = (
    ".top, .composer, .chips, .phone-top, .banner, .rich { display: none !important }"
    " .line { animation: none !important }"
)


def cards(word: str = "") -> Iterator[tuple[str, Message]]:
    """All that the bot says, by name."""
    return ((name, message) for name, message in everything(Voice()) if isinstance(message, Card) and word in name)


def _batched(some: Iterable[T], count: int) -> Iterator[tuple[T, ...]]:
    rest = iter(some)
    while few := tuple(islice(rest, count)):
        yield few


def draw(folder: Path, word: str = "") -> None:
    """Draw the sheets into a folder."""
    line = LocalLine(
        channel_secret="cards", access_token=TOKEN, webhook_url="", people=[PersonSeed(USER, "การ์ด", "")], quota=None
    )
    line.start()
    try:
        line.follow(USER)
        for number, few in enumerate(_batched(cards(word), A_PICTURE * COLUMNS), start=1):
            columns = [_sent(line, column) for column in _batched(few, A_PICTURE)]
            for size, width in WIDTHS.items():
                for theme in THEMES:
                    path = folder / f"{number:02}-{size}-{theme}.png"
                    _sheet([_picture(line.base_url, ids, width, theme) for ids in columns]).save(path, optimize=True)
    finally:
        line.stop()


def _sent(line: LocalLine, few: Sequence[tuple[str, Message]]) -> list[str]:
    """Push these cards, each under its name; the ids of the bubbles."""
    before = len(line.messages(USER))
    for name, message in few:
        for obj in ({"type": "text", "text": name}, *render([message]).objects):
            urllib3.request(
                "POST", f"{line.base_url}/v2/bot/message/push", json={"to": USER, "messages": [obj]},
                headers={"Authorization": f"Bearer {TOKEN}"}, timeout=10,
            )  # fmt: skip
    return [bubble.message_id for bubble in line.messages(USER)[before:]]


def _picture(address: str, ids: Sequence[str], width: int, theme: str) -> Image.Image:
    with opened(width, 20_000, 30, bypass_csp=True, color_scheme=theme, locale="th-TH") as page:
        page.goto(address)
        page.get_by_test_id(f"person-{USER}").click()
        page.add_style_tag(content=fonts() + _BARE)
        page.get_by_test_id("bubble").last.wait_for()
        page.evaluate(
            "ids => document.querySelectorAll('#bubbles > *').forEach(one => {"
            " if (!ids.includes(one.dataset.id)) one.remove(); else one.querySelector('.foot')?.remove() })",
            list(ids),
        )
        page.evaluate("document.fonts.ready.then(() => true)")
        box: Any = page.locator("#bubbles > *").last.bounding_box()
        shot = page.screenshot(clip={"x": 0, "y": 0, "width": width, "height": box["y"] + box["height"] + 8})
        return Image.open(io.BytesIO(shot)).convert("RGB")


def _sheet(columns: Sequence[Image.Image]) -> Image.Image:
    sheet = Image.new("RGB", (sum(c.width + 4 for c in columns), max(c.height for c in columns)), "#888888")
    at = 0
    for column in columns:
        sheet.paste(column, (at, 0))
        at += column.width + 4
    return sheet


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    draw(target, *sys.argv[2:3])
