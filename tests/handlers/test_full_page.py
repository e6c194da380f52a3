"""The page of a long answer says all of it, in order, and nothing in it can act."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given

from domain.messages import Card, Line, Message, Picture, Text
from handlers.wording.full_page import full_page
from tests.line.drawings import conversations, letters, words_of


def read(page: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", page.partition("<body>")[2]))


@given(conversations)
def test_everything_is_on_the_page_in_order(messages: list[Message]) -> None:
    assert letters(read(full_page(messages))) == letters("".join(words_of(message) for message in messages))


def test_what_people_write_is_shown_and_never_obeyed() -> None:
    evil = "<script>alert(1)</script>\" onclick='x' & น้ำ"
    page = full_page([Text(evil), Card(alt=evil, title=evil, subtitle=evil, parts=(Line(evil, label=evil),))])

    assert read(page).count(evil) == 5
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 6, "five times in the body, once as the title of the window"


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = full_page([Text("สวัสดี")])

    assert page.startswith('<!doctype html><html lang="th">')
    assert not re.search(r"https?:|src=|url\(|@import", page)


def test_a_picture_is_told_in_words() -> None:
    assert "หน้าปก" in full_page([Picture("https://bot.example/f/1", "หน้าปก")])
