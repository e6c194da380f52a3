"""Two units of one name are asked about, with what tells them apart, and never more than a phone can show."""

from __future__ import annotations

from bot.line.outbound import render
from domain.messages import Card, Line, Tap
from domain.units.known import Unsure
from domain.units.names import find_unit
from handlers.unit_choice import MOST_BUTTONS, ask
from handlers.wording.voice import Voice
from tests.domain.named_units import neighbours, units_of_district

DISTRICT = units_of_district()


def asked(text: str) -> Card:
    said = find_unit(text, DISTRICT)
    assert isinstance(said, Unsure)
    question = ask(Voice(), said.units, "send_for:7")
    assert isinstance(question, Card)
    return question


def test_namesakes_are_told_apart_by_district_and_code() -> None:
    question = asked("รร.บ้านใหม่")
    ids = [unit.id for unit in DISTRICT if unit.code in {"99010012", "99010032"}]

    assert question.title == "หมายถึงโรงเรียนใดคะ"
    assert [button.label for button in question.buttons] == [
        "1. บ้านใหม่ อ.ทุ่งตะวัน",
        "2. บ้านใหม่ (ประชานุเคราะห์) อ.เขาหินแก้ว",
    ]
    assert [button.data for button in question.buttons if isinstance(button, Tap)] == [f"send_for:7:{i}" for i in ids]
    assert [part.text for part in question.parts if isinstance(part, Line) and part.label] == [
        "รหัส 99010012",
        "รหัส 99010032",
    ]


def test_groups_are_asked_about_as_units_by_their_whole_names() -> None:
    question = asked("กลุ่มบริหารงาน")

    assert question.title == "หมายถึงหน่วยงานใดคะ"
    assert [button.label for button in question.buttons] == [
        "1. กลุ่มบริหารงานการเงินและสินทรัพย์",
        "2. กลุ่มบริหารงานบุคคล",
    ]


def test_with_more_than_ten_the_code_is_asked_for() -> None:
    question = ask(Voice(), neighbours(), "x")

    assert isinstance(question, Card)
    assert len(question.buttons) == MOST_BUTTONS
    last = question.parts[-1]
    assert isinstance(last, Line)
    assert last.text == "ยังมีอีก 54 แห่งที่ชื่อคล้ายกัน พิมพ์รหัสโรงเรียนได้ค่ะ"


def test_the_question_fits_one_message_on_line() -> None:
    assert len(render([ask(Voice(), neighbours(), "x")]).objects) == 1
