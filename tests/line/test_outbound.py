"""What is drawn keeps every limit of LINE's and never cuts a Thai cluster."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.line import limits
from bot.line.outbound import render
from domain.messages import Card, Line, Open, Progress, Rule, Say, Tap, Text, Tone

thai = st.text(alphabet="กขคงจสนรมยวอปผ่้๊๋์ิีึืุูัำเแโใไๆฯ๐๑๒ \n😀a", max_size=400)


@given(thai, st.integers(2, 60))
def test_a_cut_text_is_short_enough_and_starts_like_the_whole(text: str, most: int) -> None:
    cut = limits.cut_units(text, most)

    assert limits.utf16_units(cut) <= most
    assert text.startswith(cut.removesuffix("…").rstrip()) or cut == text


@given(thai, st.integers(1, 30))
def test_cutting_leaves_whole_clusters(text: str, most: int) -> None:
    whole = list(limits.clusters(text))
    cut = limits.cut_clusters(text, most).removesuffix("…")

    assert any(cut == "".join(whole[:n]) or cut == "".join(whole[:n]).rstrip() for n in range(len(whole) + 1))


@given(thai, st.integers(10, 80))
def test_splitting_loses_nothing_but_line_ends(text: str, most: int) -> None:
    pieces = limits.split_units(text, most)

    assert all(limits.utf16_units(piece) <= most for piece in pieces)
    assert "".join(pieces).replace("\n", "") == text.replace("\n", "")


@pytest.mark.parametrize("text", ["x" + " " * 200 + "y", " " * 90, "ก" + "่" * 200, "\n" * 200])
def test_blanks_and_marks_without_end_are_split_too(text: str) -> None:
    assert all(limits.utf16_units(piece) <= 50 for piece in limits.split_units(text, 50))


def test_a_title_without_end_still_fits_the_bubble() -> None:
    card = Card(
        alt="x",
        title="ยาว" * 20_000,
        subtitle="ยาว" * 20_000,
        parts=(Line("ยาว" * 20_000, label="ยาว" * 20_000),),
        buttons=tuple(Tap("ยาว\nมาก" * 50, f"missing:{n}", "ยาว" * 500) for n in range(10)),
    )
    (drawn,) = render([card])

    assert len(json.dumps(drawn["contents"], ensure_ascii=False).encode()) <= limits.BUBBLE_BYTES
    assert "\n" not in drawn["contents"]["footer"]["contents"][0]["action"]["label"]


def test_thai_marks_do_not_count_as_characters() -> None:
    assert len(list(limits.clusters("ส่งแบบฟอร์มที่นี่"))) == 11


def test_suggestions_stand_on_the_last_message_only() -> None:
    drawn = render([Text("หนึ่ง"), Text("สอง", (Say("งานของฉัน", "งานของฉัน"),))])

    assert "quickReply" not in drawn[0]
    assert drawn[1]["quickReply"]["items"][0]["action"]["type"] == "message"


def test_a_card_has_its_title_bar_and_buttons() -> None:
    card = Card(
        alt="แจ้ง",
        title="ยังไม่ส่ง 3 จาก 4",
        parts=(Progress("ส่งแล้ว", 1, 4), Rule(), Line("กลุ่มอำนวยการ", strong=True), Line("ยังไม่ส่ง", label="สถานะ")),
        tone=Tone.LATE,
        buttons=(Open("เปิดไฟล์", "https://x.example/f/1"), Tap("ดู", "missing:1", "ดู")),
    )
    (drawn,) = render([card])

    assert drawn["type"] == "flex"
    assert drawn["altText"] == "แจ้ง"
    bubble = drawn["contents"]
    assert bubble["header"]["contents"][0]["text"] == "⚠ ยังไม่ส่ง 3 จาก 4"
    bar = bubble["body"]["contents"][0]["contents"][1]["contents"]
    assert [stretch["flex"] for stretch in bar] == [1, 3]
    assert [b["action"]["type"] for b in bubble["footer"]["contents"]] == ["uri", "postback"]


def test_an_endless_card_is_cut_to_what_a_bubble_may_hold() -> None:
    card = Card(alt="x", title="ยาว", parts=tuple(Line("ยาวมาก " * 40) for _ in range(400)))
    (drawn,) = render([card])

    assert len(json.dumps(drawn["contents"], ensure_ascii=False).encode()) <= limits.BUBBLE_BYTES


def test_at_most_five_messages_go_in_one_call() -> None:
    assert len(render([Text("x")] * 9)) == limits.MESSAGES_A_CALL


@pytest.mark.parametrize("action", [Tap("x", "d" * 301, "x"), Open("x", "https://x/" + "y" * 1000)])
def test_what_line_would_refuse_is_refused_here(action: Tap | Open) -> None:
    with pytest.raises(ValueError, match="too long"):
        render([Card(alt="x", title="x", parts=(), buttons=(action,))])


def texts_of(drawn: Any) -> list[str]:
    if isinstance(drawn, dict):
        found = [drawn["text"]] if drawn.get("type") == "text" else []
        return found + [t for value in drawn.values() for t in texts_of(value)]
    return [t for value in drawn for t in texts_of(value)] if isinstance(drawn, list) else []


def test_no_text_is_ever_empty() -> None:
    (drawn,) = render([Card(alt="x", title="x", parts=(Line(""), Line("", label="ว่าง")))])

    assert all(texts_of(drawn))
