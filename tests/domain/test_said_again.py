"""Buttons that say what words mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.phrases.rules import Intent
from domain.said_again import SaidAgain, said_again


@given(meant=st.sampled_from(Intent), message_id=st.text("0123456789", max_size=30))
def test_what_a_button_carries_is_read_back_and_short(meant: Intent, message_id: str) -> None:
    said = SaidAgain(message_id, meant)
    assert said_again(said.data) == said
    assert len(said.data) <= 300  # LINE, postback action, data


@pytest.mark.parametrize("data", ["", "meant", "meant:remind", "meant:remind:1:2", "remind:1:2", "meanmore:1:2"])
def test_other_buttons_carry_none(data: str) -> None:
    assert said_again(data) is None
