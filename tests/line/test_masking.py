"""Secrets are out of an event before it is kept, and what points into its text still points to the same words."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.line.inbound import parse
from bot.line.masking import masked, masked_kinds
from domain.events import FileSent, TextSaid
from domain.privacy import Kind
from tests.line.test_inbound import GROUP, NAMES, USER, event, text
from tests.national_ids import ID, grouped


def said(raw: dict[str, Any]) -> TextSaid:
    got = parse(masked(raw), NAMES)
    assert isinstance(got, TextSaid)
    return got


def named(words: str, name: str = "@บอท") -> dict[str, Any]:
    index = len(words[: words.index(name)].encode("utf-16-le")) // 2
    mention = {"mentionees": [{"index": index, "length": len(name), "type": "user", "isSelf": True}]}
    return text(words, GROUP, mention=mention)


def test_an_event_without_secrets_is_the_same_event() -> None:
    raw = text("ใครยังไม่ส่งบ้าง", USER)

    assert masked(raw) is raw
    assert said(raw).masked == frozenset()


def test_what_was_there_is_noted_and_the_rest_is_untouched() -> None:
    raw = text(f"รหัสผ่าน abc123 เลข {ID}", USER)
    before = copy.deepcopy(raw)
    kept = masked(raw)

    assert raw == before, "the caller's own event"
    assert kept["message"]["text"] == "รหัสผ่าน [รหัสผ่าน] เลข [เลขประจำตัวประชาชน]"
    assert kept["tidtam"] == {"masked": ["national_id", "password"]}
    assert {**kept, "message": None, "tidtam": None} == {**raw, "message": None, "tidtam": None}
    assert said(raw).masked == {Kind.PASSWORD, Kind.NATIONAL_ID}


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (f"😀 เลข {ID} @บอท สรุป", "😀 เลข [เลขประจำตัวประชาชน]  สรุป"),
        (f"@บอท สรุป เลข {grouped(ID)}", "สรุป เลข [เลขประจำตัวประชาชน]"),
        ("รหัสผ่าน @บอท abc12345", "รหัสผ่าน  [รหัสผ่าน]"),
        (f"😀{ID}😀รหัสผ่าน a1234 😀@บอท สรุป", "😀[เลขประจำตัวประชาชน]😀รหัสผ่าน [รหัสผ่าน] 😀 สรุป"),
    ],
)
def test_a_mention_is_still_cut_out_where_it_stands(words: str, meant: str) -> None:
    got = said(named(words))

    assert (got.addressed, got.text) == (True, meant)


def test_emoji_move_with_the_text_and_one_inside_a_secret_goes() -> None:
    emojis = [{"index": 0, "length": 1, "emojiId": "a"}, {"index": 14, "length": 2}, {"index": 19, "length": 1}]
    kept = masked(text("$ รหัสผ่าน: ab$$12 $", USER, emojis=emojis))

    assert kept["message"]["text"] == "$ รหัสผ่าน: [รหัสผ่าน] $"
    assert kept["message"]["emojis"] == [{"index": 0, "length": 1, "emojiId": "a"}, {"index": 23, "length": 1}]
    assert kept["message"]["text"][23] == "$"


def test_a_file_name_is_masked_and_keeps_its_ending() -> None:
    raw = event("message", message={"id": "7", "type": "file", "fileName": f"บัตร {ID}.xlsx", "fileSize": 1})
    got = parse(masked(raw))

    assert isinstance(got, FileSent)
    assert (got.name, got.masked) == ("บัตร [เลขประจำตัวประชาชน].xlsx", frozenset({Kind.NATIONAL_ID}))


def test_an_edited_text_is_masked_like_a_new_one() -> None:
    assert said(text("/สรุป pw=abc") | {"type": "messageEdited"}).text == "สรุป pw=[รหัสผ่าน]"


@pytest.mark.parametrize(
    "note", [None, "x", {"masked": None}, {"masked": ["odd", 3, ["password"]]}, {"masked": "password"}]
)
def test_an_odd_note_says_nothing(note: object) -> None:
    assert masked_kinds({"tidtam": note}) == frozenset()


@given(st.recursive(st.none() | st.integers() | st.text(), lambda one: st.lists(one) | st.dictionaries(st.text(), one)))
def test_odd_places_are_passed_over(odd: object) -> None:
    raw = text("รหัสผ่าน 12345", USER, emojis=odd, mention={"mentionees": odd})

    assert masked(raw)["message"]["text"] == "รหัสผ่าน [รหัสผ่าน]"
