"""Orders as directors type them, and as officers write them down."""

from __future__ import annotations

import pytest

from domain.phrases.proposals import Given, read_order
from domain.plan import Role
from domain.proposals import Order
from domain.rights import Right, may


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("บันทึกคำสั่ง ผอ. เห็นชอบ", Given(Order.AGREED, "")),
        ("ผอ. เห็นชอบแล้วค่ะ", Given(Order.AGREED, "")),
        ("ทราบ", Given(Order.NOTED, "")),
        ("เห็นชอบตามเสนอ ให้กลุ่มนิเทศเป็นเจ้าภาพ", Given(Order.AGREED, "ให้กลุ่มนิเทศเป็นเจ้าภาพ")),
        ("มอบกลุ่มนโยบายฯ รายงานภายใน 15 เม.ย.", Given(Order.ORDERED, "มอบกลุ่มนโยบายฯ รายงานภายใน 15 เม.ย.")),
        ("แจ้งทุกกลุ่มให้ทราบ", Given(Order.ORDERED, "แจ้งทุกกลุ่มให้ทราบ")),
        ("ส่งคืน แก้กำหนดส่ง", Given(Order.SENT_BACK, "แก้กำหนดส่ง")),
    ],
)
def test_words_say_which_order_it_is(typed: str, given: Given) -> None:
    assert read_order(typed) == given


def test_nobody_but_the_director_decides() -> None:
    assert [role for role in Role if may([role], Right.DECIDE)] == [Role.DIRECTOR]
