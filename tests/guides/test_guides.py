"""The guides say what is so: what they say to type does what they say, their buttons and pictures are there.

A guide names the deed of a phrase in a comment behind it, which readers do not see: `สรุป`<!-- summarise -->.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from domain.menus import MenuKind
from domain.phrases.understanding import understand
from domain.plan import Role
from domain.rights import may
from handlers.table import DEEDS
from handlers.wording.menu import menu
from tests.handlers.test_menus import typed
from tests.handlers.test_wording import SNAPSHOT

GUIDES: Final = Path(__file__).parents[2] / "docs" / "th"
PICTURES: Final = GUIDES / "pictures"
READERS: Final = {
    "README": (Role.SCHOOL_STAFF, Role.GROUP_STAFF),
    "school": (Role.SCHOOL_DIRECTOR,),
    "group": (Role.GROUP_HEAD,),
    "officer": (Role.OFFICER,),
    "director": (Role.DIRECTOR,),
}
SCENES: Final = Path(__file__).with_name("scenes.py").read_text(encoding="utf-8")
ANSWER: Final = "answer"  # words that mean something only where the bot has asked
TO_TYPE: Final = re.compile(r"`(?P<words>[^`]+)`(?:<!-- (?P<deed>[^>]+) -->)?")
BUTTON: Final = re.compile(r"\*\*([^*]+)\*\*")
PICTURE: Final = re.compile(r'<img src="pictures/([\w-]+)\.png" width="\d+" alt="([^"]+)">')
_COLOUR_TYPE, _PALETTE = 25, 3  # in the head of a PNG
LARGEST, TOGETHER, A_GUIDE = 120 * 1024, 4 * 1024 * 1024, 12


def read(name: str) -> str:
    return (GUIDES / f"{name}.md").read_text(encoding="utf-8")


PHRASES: Final = [(name, found["words"], found["deed"]) for name in READERS for found in TO_TYPE.finditer(read(name))]


def test_there_is_a_guide_for_each_reader_and_the_index_names_it() -> None:
    assert {path.stem for path in GUIDES.glob("*.md")} == set(READERS)
    assert all(f"({name}.md)" in read("README") for name in READERS if name != "README")
    assert "docs/th/README.md" in (GUIDES.parents[1] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("guide", "words", "deed"), PHRASES)
def test_what_a_guide_says_to_type_does_what_it_says_and_its_reader_may(guide: str, words: str, deed: str) -> None:
    if deed == ANSWER:
        assert f'"{words}"' in SCENES, "an answer is shown where it was asked for"
        return
    said = understand(words)
    found = DEEDS.find(typed(words), said)

    assert (found.name, said.sure) == (deed, True)
    if not words.startswith("บอท "):  # in a group of LINE what is told follows the group, not the speaker
        assert found.right is None or all(may([role], found.right) for role in READERS[guide])


@pytest.mark.parametrize("guide", READERS)
def test_every_button_of_a_guide_is_one_of_the_bots(guide: str) -> None:
    tiles = {button.label for kind in MenuKind for button in menu(kind).buttons}
    offered = set(re.findall(r"^\[(.+)\]$", SNAPSHOT.read_text(encoding="utf-8"), re.MULTILINE)) | tiles

    assert set(BUTTON.findall(read(guide))) <= offered


@pytest.mark.parametrize("guide", READERS)
def test_a_guide_has_few_pictures_each_with_words_for_who_cannot_see_it(guide: str) -> None:
    text = read(guide)
    found = PICTURE.findall(text)

    assert len(found) == text.count("<img ")
    assert len({name for name, _ in found}) == len(found) <= A_GUIDE
    assert all(len(alt) > 5 for _, alt in found)


def test_every_picture_named_is_there_every_one_made_is_named_and_all_are_small() -> None:
    named = {name for guide in READERS for name, _ in PICTURE.findall(read(guide))}
    kept = {path.stem: path for path in PICTURES.iterdir()}

    assert set(kept) == named
    assert all(f'"{name}"' in SCENES for name in kept), "the command makes it"
    assert all(path.stat().st_size <= LARGEST for path in kept.values())
    assert sum(path.stat().st_size for path in kept.values()) <= TOGETHER
    assert {path.read_bytes()[_COLOUR_TYPE] for path in kept.values()} == {_PALETTE}
