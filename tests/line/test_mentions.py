"""Texts that mention people: drawn within LINE's rules, and the same words when nobody may be mentioned."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.emulator.rules import check_messages
from bot.line import limits, validity
from bot.line.mentions import without_mentions
from bot.line.outbound import render
from domain.discreet import for_all
from domain.messages import Card, Mention, Say, Text

EK, PO = f"U{1:032x}", f"U{2:032x}"
lines = st.lists(
    st.text(st.sampled_from("กข{} @😀a๑"), max_size=12).map(lambda words: f"-{words}"), min_size=1, max_size=8
)


@st.composite
def texts(draw: st.DrawFn) -> Text:
    said = draw(lines)
    at = draw(st.lists(st.integers(0, len(said) - 1), min_size=1, max_size=30))
    return Text("\n".join(said), mentions=tuple(Mention(line, f"U{n:032x}") for n, line in enumerate(at)))


def drawn(message: Text) -> dict[str, Any]:
    (only,) = render([message]).objects
    return only


@given(texts())
def test_line_takes_them_and_without_mentions_they_say_the_same(message: Text) -> None:
    objects = render([message]).objects

    assert check_messages(objects) is None
    assert validity.problems(objects) == []
    assert without_mentions(objects) == [{"type": "text", "text": message.text}]
    assert without_mentions(without_mentions(objects)) == without_mentions(objects)


@given(texts())
def test_each_is_mentioned_behind_their_line_and_no_more_than_line_takes(message: Text) -> None:
    only = drawn(message)
    shown = only["text"].split("\n")

    assert len(only["substitution"]) == min(len(message.mentions), limits.MENTIONS)
    for key, mention in zip(only["substitution"], message.mentions, strict=False):
        assert only["substitution"][key]["mentionee"] == {"type": "user", "userId": mention.user}
        assert f" {{{key}}}" in shown[mention.line]


def test_a_text_without_mentions_is_drawn_as_ever_and_one_too_long_for_them_too() -> None:
    assert drawn(Text("{ก}")) == {"type": "text", "text": "{ก}"}
    most = "ก" * limits.TEXT_UNITS
    assert drawn(Text(most, mentions=(Mention(0, EK),))) == {"type": "text", "text": most}


def test_next_taps_stay_with_it() -> None:
    only = drawn(Text("ก", (Say("ช่วยเหลือ", "ช่วยเหลือ"),), mentions=(Mention(0, EK),)))

    assert only["quickReply"] == without_mentions([only])[0]["quickReply"]
    assert validity.problems([only]) == []


def test_what_is_masked_for_all_keeps_its_mentions_where_they_stand() -> None:
    told = for_all(Text("โทร 081-234-5678\n- ก", mentions=(Mention(1, EK),)))

    assert isinstance(told, Text)
    assert "081" not in told.text
    assert drawn(told)["text"].endswith("\n- ก {person0}")


def test_a_mention_is_no_part_of_a_card() -> None:
    card = Card(alt="แจ้ง", title="แจ้ง", parts=())
    assert without_mentions(render([card]).objects) == render([card]).objects


@pytest.mark.parametrize(
    ("text", "put_in"),
    [
        ("{person0} {person1}", {"person0": EK}),
        ("ก", {"person0": EK}),
        ("{person0} {", {"person0": EK}),
        ("{person-0}", {"person-0": EK}),
        ("{person0}", {"person0": "C1"}),
        ("{person0}", {"person0": None}),
        ("".join(f"{{p{n}}}" for n in range(21)), {f"p{n}": PO for n in range(21)}),
    ],
)
def test_what_line_would_refuse_is_seen_before_it_is_stored(text: str, put_in: dict[str, Any]) -> None:
    values = {key: {"type": "mention", "mentionee": {"type": "user", "userId": user}} for key, user in put_in.items()}
    assert validity.problems([{"type": "textV2", "text": text, "substitution": values}])


@pytest.mark.parametrize("put_in", [None, [], {"p": None}, {"p": {"type": "emoji"}}, {"p": {"type": "mention"}}])
def test_odd_substitutions_are_problems(put_in: Any) -> None:
    assert validity.problems([{"type": "textV2", "text": "{p}", "substitution": put_in}])
