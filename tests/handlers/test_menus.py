"""Every tile of every menu says words the bot is sure of, for a deed that is open to whoever sees the tile."""

from __future__ import annotations

import pytest

from domain.events import Place, TextSaid
from domain.menus import Button, MenuKind, Tile, menu_for
from domain.phrases.understanding import Intent, understand
from domain.plan import Role
from domain.rights import may
from handlers.routing import Who
from handlers.table import DEEDS
from handlers.wording.menu import menu
from tests.plans import START

ASKED = {
    Tile.REGISTER: Intent.REGISTER_USER,
    Tile.MY_TASKS: Intent.MY_TASKS,
    Tile.GET_FORM: Intent.GET_FORM,
    Tile.SUBMIT: Intent.SUBMIT,
    Tile.WHO_MISSING: Intent.WHO_MISSING,
    Tile.SUMMARY: Intent.SUMMARY,
    Tile.DASHBOARD: Intent.DASHBOARD,
    Tile.HELP: Intent.HELP,
}
BUTTONS = [(kind, button) for kind in MenuKind for button in menu(kind).buttons]


@pytest.mark.parametrize(("kind", "button"), BUTTONS)
def test_a_tile_is_understood_for_sure_and_its_deed_is_open_to_whoever_sees_it(kind: MenuKind, button: Button) -> None:
    said = understand(button.says)
    deed = DEEDS.find(typed(button.says), said)

    assert (said.intent, said.sure) == (ASKED[button.tile], True)
    assert deed is not DEEDS.otherwise
    if kind is MenuKind.STRANGER:
        assert deed.who is Who.ANYONE
    for role in (role for role in Role if menu_for([role]) is kind):
        assert deed.right is None or may([role], deed.right)


@pytest.mark.parametrize("kind", MenuKind)
def test_the_words_keep_within_lines_limits(kind: MenuKind) -> None:
    """The bar as the SDK counts (code points), labels as LINE's accessibility label (20), typed words (300)."""
    assert 0 < len(menu(kind).bar) <= 14
    for button in menu(kind).buttons:
        assert 0 < len(button.label) <= 20
        assert 0 < len(button.says) <= 300


def typed(words: str) -> TextSaid:
    user = "U" + "1" * 32
    return TextSaid(
        event_id="e",
        at=START,
        place=Place.PRIVATE,
        chat=user,
        user=user,
        reply_token="t",
        text=words,
        addressed=True,
        message_id="1",
    )
