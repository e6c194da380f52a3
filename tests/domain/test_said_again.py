"""Words in a button: carried whole, whatever stands in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.said_again import LONGEST, SaidAgain, said_again

NAMES = st.sampled_from(["remind", "extend_request"])


@given(words=st.text(max_size=LONGEST), meant=NAMES, quotes=st.sampled_from(["", "5678901234567890"]))
def test_words_come_back_as_they_were(words: str, meant: str, quotes: str) -> None:
    said = SaidAgain(words=words, meant=meant, quotes=quotes)
    assert said_again(said.data) == said


def test_the_longest_words_fit_into_a_button() -> None:
    assert len(SaidAgain("ก" * LONGEST, "restore_requirement", "5" * 20).data) <= 300


@pytest.mark.parametrize("data", ["", "meant", "meant:remind", "meant:remind:1", "remind:1:2:3", "meanmore:1:2:3"])
def test_other_buttons_carry_no_words(data: str) -> None:
    assert said_again(data) is None
