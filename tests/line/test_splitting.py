"""Lengths are LINE's, and nothing is cut inside a letter."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.line import limits
from bot.line.splitting import pieces
from tests.line.drawings import LETTERS, letters

some_text = st.lists(st.sampled_from(LETTERS), max_size=300).map("".join)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ส่งแบบฟอร์มที่นี่", 11),  # LINE, "Character counting in a text": marks do not count
        ("น้ำ", 1),
        ("กำลัง", 3),
        ("ลຳ", 1),  # the Lao one
        ("👩‍👩‍👧‍👦", 1),
        ("🇹🇭🇱🇦", 2),
        ("👍🏽", 1),
        ("❤️", 1),
        ("1️⃣", 1),
        ("เก้า", 3),
    ],
)
def test_letters_are_counted_as_people_see_them(text: str, count: int) -> None:
    assert limits.graphemes(text) == count


@pytest.mark.parametrize(("text", "units"), [("ที่", 3), ("🍎", 2), ("\ud800", 1), ("👩‍👩‍👧‍👦", 11)])
def test_other_lengths_are_counted_in_utf16_units(text: str, units: int) -> None:
    assert limits.utf16_units(text) == units


@given(some_text, st.integers(2, 60))
def test_a_cut_text_is_short_enough_and_starts_like_the_whole(text: str, most: int) -> None:
    cut = limits.cut_units(text, most)

    assert limits.utf16_units(cut) <= most
    assert text.startswith(cut.removesuffix("…").rstrip()) or cut == text


@given(some_text, st.integers(1, 30))
def test_cutting_leaves_whole_letters(text: str, most: int) -> None:
    whole = list(limits.clusters(text))
    cut = limits.cut_clusters(text, most).removesuffix("…")

    assert any(cut == "".join(whole[:n]) or cut == "".join(whole[:n]).rstrip() for n in range(len(whole) + 1))


@given(some_text, st.integers(12, 80))
@example("ก\n่ข" * 40, 12)
@example("ก \u200dข" * 40, 12)
def test_splitting_loses_blanks_only_and_breaks_between_letters(text: str, most: int) -> None:
    assume(all(limits.utf16_units(cluster) <= most for cluster in limits.clusters(text)))  # a longer one must be cut
    found = pieces(text, most)

    assert all(piece.strip() and limits.utf16_units(piece) <= most for piece in found)
    assert letters("".join(found)) == letters(text)
    assert all(unicodedata.category(piece[0])[0] != "M" and piece[0] != "ำ" for piece in found[1:])
    assert [c for piece in found for c in limits.clusters(piece) if c.strip()] == [
        c for c in limits.clusters(text) if c.strip()
    ]


def test_a_text_that_fits_is_left_as_it_is() -> None:
    assert pieces("  สวัสดี\n\nค่ะ ", 50) == ["  สวัสดี\n\nค่ะ "]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("หนึ่ง สอง\n\nสาม สี่\nห้า หก", "หนึ่ง สอง"),
        ("หนึ่งสอง สาม\nสี่ ห้า หก", "หนึ่งสอง สาม"),
        ("หนึ่งสองสาม สี่ห้าหก", "หนึ่งสองสาม"),
        ("ทดสอบการตัดแบบยาว", "ทดสอบการตัด"),
    ],
)
def test_a_text_is_broken_where_a_reader_would_pause(text: str, first: str) -> None:
    assert pieces(text, 15)[0] == first


@pytest.mark.parametrize("text", ["x" + " " * 200 + "y", " " * 90, "ก" + "่" * 200, "\n" * 200, "😀" * 99])
def test_blanks_and_marks_without_end_are_split_too(text: str) -> None:
    found = pieces(text, 50)

    assert all(limits.utf16_units(piece) <= 50 for piece in found)
    assert letters("".join(found)) == letters(text)
