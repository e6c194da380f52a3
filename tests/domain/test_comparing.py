"""What people say of two years."""

from __future__ import annotations

import pytest

from domain.phrases.comparing import years_said
from domain.phrases.understanding import Intent, understand


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("ปี 68 กับ 69 ต่างกันแค่ไหน", (2568, 2569)),
        ("เทียบปีงบ ๒๕๗๐ กับปี 69", (2569, 2570)),
        ("เทียบปี 70 และ 2569", (2569, 2570)),
        ("เทียบกลยุทธ์ 3 ปี 70", (2570,)),
        ("เทียบรอบที่แล้ว", ()),
    ],
)
def test_years_are_read_as_they_are_said(text: str, years: tuple[int, ...]) -> None:
    assert years_said(text) == years


@pytest.mark.parametrize(
    "text", ["กลยุทธ์ 3 ดีขึ้นจากรอบก่อนไหม", "ปี 68 กับ 69 ต่างกันแค่ไหน", "เทียบรอบที่แล้วด้วย", "งบเพิ่มขึ้นจากปีก่อนไหม"]
)
def test_all_of_these_ask_to_compare(text: str) -> None:
    assert understand(text).intent is Intent.COMPARE
