"""What is drawn keeps every limit of LINE's, and nothing that was said is lost."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given

from bot.emulator.rules import check_messages
from bot.line import limits, validity
from bot.line.outbound import UndrawableError, closed, render
from domain.messages import (
    Action,
    Card,
    Line,
    Message,
    Open,
    Pick,
    PickMode,
    Picture,
    Progress,
    Rule,
    Say,
    Tap,
    Text,
    Tone,
)
from tests.line.drawings import actions_in, conversations, letters, texts_in, words_of


def card_of(*actions: Action) -> Card:
    return Card(alt="แจ้ง", title="แจ้ง", parts=(Line("อ่าน"),), buttons=actions)


@given(conversations)
def test_line_takes_whatever_is_drawn(messages: list[Message]) -> None:
    drawn = render(messages)
    objects = closed(drawn, Text("ยังมีอีก")) if drawn.overflow else drawn.objects

    assert not objects or check_messages(objects, allow_http=False) is None
    assert not objects or validity.problems(objects) == []
    assert all(limits.json_bytes(obj.get("contents", "")) <= limits.BUBBLE_BYTES for obj in objects)


@given(conversations)
def test_all_that_was_said_is_drawn_or_left_over_in_order(messages: list[Message]) -> None:
    drawn = render(messages)
    said = [letters(words_of(message)) for message in messages]
    shown = letters("".join(texts_in(drawn.objects)))
    whole = len(messages) - len(drawn.overflow)

    assert tuple(messages[whole:]) == drawn.overflow
    assert shown.startswith("".join(said[:whole]))
    assert "".join(said).startswith(shown)
    assert bool(drawn.overflow) or shown == "".join(said)


@given(conversations)
def test_every_button_is_there(messages: list[Message]) -> None:
    drawn = render(messages)
    if drawn.overflow:
        return
    buttons = [button for message in messages if isinstance(message, Card) for button in message.buttons]
    offered = next((message.suggestions for message in reversed(messages) if message.suggestions), ())
    on_cards = [a for obj in drawn.objects for a in actions_in(obj.get("contents"))]

    assert len(on_cards) == len(buttons)
    assert not drawn.objects or len(list(actions_in(drawn.objects))) == len(buttons) + len(offered)


def test_suggestions_stand_on_the_last_object_only() -> None:
    drawn = render([Text("หนึ่ง", (Say("ช่วยเหลือ", "ช่วยเหลือ"),)), Text("สอง", (Say("งานของฉัน", "งานของฉัน"),))]).objects

    assert "quickReply" not in drawn[0]
    assert [a["text"] for a in actions_in(drawn[1])] == ["งานของฉัน"]


def test_the_next_taps_are_not_lost_when_the_last_message_offers_none() -> None:
    drawn = render([Text("หนึ่ง", (Say("ช่วยเหลือ", "ช่วยเหลือ"),)), Text("สอง")]).objects

    assert [a["text"] for a in actions_in(drawn[1])] == ["ช่วยเหลือ"]


def test_a_picture_is_fetched_from_its_link_and_carries_the_next_taps() -> None:
    picture = Picture("https://x.example/f/1", "ปก", (Say("ช่วยเหลือ", "ช่วยเหลือ"),))
    (drawn,) = render([picture]).objects

    assert drawn["type"] == "image"
    assert drawn["originalContentUrl"] == drawn["previewImageUrl"] == "https://x.example/f/1"
    assert check_messages([drawn], allow_http=False) is None
    assert [a["text"] for a in actions_in(drawn["quickReply"])] == ["ช่วยเหลือ"]


def test_a_picture_behind_no_web_link_is_a_mistake_of_ours() -> None:
    with pytest.raises(UndrawableError):
        render([Picture("tel:1", "ปก")])


def test_a_card_has_its_title_bar_and_buttons() -> None:
    card = Card(
        alt="แจ้ง",
        title="ยังไม่ส่ง 3 จาก 4",
        parts=(Progress("ส่งแล้ว", 1, 4), Rule(), Line("กลุ่มอำนวยการ", strong=True), Line("ยังไม่ส่ง", label="สถานะ")),
        tone=Tone.LATE,
        buttons=(Open("เปิดไฟล์", "https://x.example/f/1"), Tap("ดู", "missing:1", "ดู")),
    )
    (drawn,) = render([card]).objects

    assert drawn["type"] == "flex"
    assert drawn["altText"] == "แจ้ง"
    bubble = drawn["contents"]
    assert bubble["header"]["contents"][0]["text"] == "⚠ ยังไม่ส่ง 3 จาก 4"
    bar = bubble["body"]["contents"][0]["contents"][1]["contents"]
    assert [stretch["flex"] for stretch in bar] == [1, 3]
    assert [b["action"]["type"] for b in bubble["footer"]["contents"]] == ["uri", "postback"]


def test_a_long_text_goes_on_in_the_next_message() -> None:
    first, second = (f"ย่อหน้าที่ {n} " + "คำ " * 1200 for n in (1, 2))
    drawn = render([Text(f"{first}\n\n{second}")]).objects

    assert [obj["text"][:12] for obj in drawn] == ["ย่อหน้าที่ 1", "ย่อหน้าที่ 2"]


def test_a_card_too_big_for_one_bubble_goes_on_in_a_second_of_the_same_title() -> None:
    block = (Line("กลุ่มอำนวยการ", strong=True), Line("ยังไม่ส่ง", label="สถานะ"), Rule())
    drawn = render([Card(alt="แจ้ง", title="ยังไม่ส่ง", parts=block * 60, buttons=(Say("สรุป", "สรุป"),))]).objects
    first, second = (obj["contents"] for obj in drawn)

    assert [b["header"]["contents"][0]["text"] for b in (first, second)] == ["❏ ยังไม่ส่ง", "❏ ยังไม่ส่ง (ต่อ)"]
    assert drawn[1]["altText"] == "ยังไม่ส่ง (ต่อ)"
    assert "footer" not in first
    assert second["footer"]["contents"][0]["action"]["label"] == "สรุป"
    ends = (first["body"]["contents"][-1], second["body"]["contents"][0])
    assert [end["type"] for end in ends] == ["box", "text"], "broken at a rule, which is not drawn there"


def test_a_long_sentence_in_a_card_is_told_in_full() -> None:
    sentence = "ขอความอนุเคราะห์จัดทำรายงาน " * 90
    (drawn,) = render([Card(alt="x", title="x", parts=(Line(sentence, label="หมายเหตุ"),))]).objects

    assert letters("".join(texts_in(drawn))) == "xหมายเหตุ" + letters(sentence)


def test_what_is_too_long_for_half_a_width_stands_below_its_label() -> None:
    (drawn,) = render([Card(alt="x", title="x", parts=(Line("สั้น", label="ก"), Line("ยาว " * 60, label="ข")))]).objects

    assert [part["type"] for part in drawn["contents"]["body"]["contents"]] == ["box", "text", "text"]


def test_a_title_without_end_is_told_in_full_too() -> None:
    card = Card(alt="ยาว" * 20_000, title="ยาว" * 900, subtitle="กว่า" * 900, parts=(Line("จบ"),))
    drawn = render([card]).objects

    assert letters("".join(texts_in(drawn))) == "ยาว" * 900 + "กว่า" * 900 + "จบ"
    assert limits.utf16_units(drawn[0]["altText"]) <= limits.ALT_UNITS


def test_labels_are_shortened_and_have_no_line_breaks() -> None:
    (drawn,) = render([card_of(Tap("ยาว\n" + "มาก" * 50, "missing:1", "ยาว" * 500))]).objects
    (action,) = actions_in(drawn)

    assert "\n" not in action["label"]
    assert action["label"].endswith("…")
    assert limits.graphemes(action["label"]) == limits.BUTTON_LABEL
    assert limits.graphemes(action["displayText"]) == limits.SAID


def test_what_does_not_fit_into_five_objects_is_left_over() -> None:
    messages = [Text(f"ข้อ {n}", (Say("ช่วยเหลือ", "ช่วยเหลือ"),)) for n in range(7)]
    drawn = render(messages)

    assert [obj["text"] for obj in drawn.objects] == ["ข้อ 0", "ข้อ 1", "ข้อ 2", "ข้อ 3"]
    assert drawn.overflow == tuple(messages[4:])
    assert list(actions_in(drawn.objects)) == []
    assert [obj["text"] for obj in closed(drawn, Text("ยังมีอีก"))][3:] == ["ข้อ 3", "ยังมีอีก"]


def test_five_objects_are_no_overflow() -> None:
    assert render([Text("ข้อ")] * 5).overflow == ()


@pytest.mark.parametrize("blank", ["", " \n"])
def test_a_message_without_a_letter_is_left_out(blank: str) -> None:
    assert [obj["text"] for obj in render([Text("ก"), Text(blank)]).objects] == ["ก"]


def test_no_text_of_a_card_is_ever_empty() -> None:
    (drawn,) = render([Card(alt="", title="x", parts=(Line(""), Line("", label="ว่าง")))]).objects

    assert all(texts_in(drawn["contents"]["body"]))
    assert drawn["altText"] == "x"


@pytest.mark.parametrize(
    "action",
    [
        Tap("x", "d" * 301, "x"),
        Pick("x", "d" * 301, PickMode.DATE),
        Open("x", "https://x/" + "y" * 1000),
        Say("x", "ก" * 301),
    ],
)
def test_what_may_not_be_shortened_is_refused_here(action: Action) -> None:
    with pytest.raises(ValueError, match="too long"):
        render([card_of(action)])


@pytest.mark.parametrize(
    "action", [Tap("  ", "x:1", "x"), Open("x", "ftp://x"), Open("x", "https://x/ก"), Say("x", "")]
)
def test_a_button_that_line_would_refuse_is_refused_here(action: Action) -> None:
    with pytest.raises(UndrawableError):
        render([card_of(action)])


def test_more_than_thirteen_suggestions_are_refused_here() -> None:
    with pytest.raises(UndrawableError, match="13"):
        render([Text("x", (Say("x", "x"),) * 14)])


@pytest.mark.parametrize(
    ("pick", "wire"),
    [
        (
            Pick("วันประชุม", "when:7", PickMode.DATE, date(2027, 4, 2), date(2027, 4, 1), date(2027, 4, 30)),
            {"mode": "date", "initial": "2027-04-02", "min": "2027-04-01", "max": "2027-04-30"},
        ),
        (
            Pick("เวลา", "when:7", PickMode.TIME, time(8, 30), latest=time(16, 30)),
            {"mode": "time", "initial": "08:30", "max": "16:30"},
        ),
        (
            Pick("วันและเวลา", "when:7", PickMode.DATETIME, datetime(2027, 4, 1, 18, 30, tzinfo=UTC)),
            {"mode": "datetime", "initial": "2027-04-02T01:30"},  # Bangkok's
        ),
    ],
)
def test_a_picker_is_drawn_on_cards_and_as_a_suggestion(pick: Pick, wire: dict[str, Any]) -> None:
    whole = {"type": "datetimepicker", "label": pick.label, "data": "when:7", **wire}
    (drawn,) = render([Card(alt="x", title="x", parts=(), buttons=(pick,), suggestions=(pick,))]).objects

    assert list(actions_in(drawn)) == [whole, whole]


def test_a_day_that_line_does_not_know_is_refused_here() -> None:
    with pytest.raises(UndrawableError, match="initial"):
        render([card_of(Pick("x", "x:1", PickMode.DATE, date(2570, 4, 2)))])
