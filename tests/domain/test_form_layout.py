"""The lines of a blank are made of facts, and say clearly what nobody knows."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from domain.forms.layout import Layout, fill, items_of, lacks, rows_to_fill, with_short_forms
from domain.plan import PlanIndicator

FACTS = {"year": "2570", "subject_no": "3", "office": "สพป.ทดสอบ เขต 1", "agency": "ผู้ตรวจราชการกระทรวงศึกษาธิการ"}


def test_facts_are_written_in_thai_digits_and_with_noughts_where_asked() -> None:
    assert fill("EMES-{year}-{subject_no:2}", FACTS) == "EMES-2570-03"
    assert fill("รายการที่ {subject_no:th}", FACTS) == "รายการที่ ๓"


def test_what_is_in_brackets_is_left_out_where_it_is_not_known() -> None:
    assert fill("{office}[ (ปิดระบบ {closes})]", FACTS) == "สพป.ทดสอบ เขต 1"
    assert fill("{office}[ ({closes})]", {**FACTS, "closes": "๑ ม.ค."}) == "สพป.ทดสอบ เขต 1 (๑ ม.ค.)"


def test_an_unknown_fact_outside_brackets_leaves_dots_to_write_on() -> None:
    assert lacks("นโยบายที่ {policy}", FACTS)
    assert fill("นโยบายที่ {policy}", FACTS, dots="......") == "นโยบายที่ ......"
    assert not lacks("{office}[ {closes}]", FACTS)


def test_short_forms_follow_from_words_of_the_fact() -> None:
    layout = Layout(short={"agency": {"ศธ": ("กระทรวงศึกษาธิการ",), "สปน": ("สำนักนายกรัฐมนตรี",)}})

    assert fill("ตร.[{agency_short}.]", with_short_forms(layout, FACTS)) == "ตร.ศธ."
    assert fill("ตร.[{agency_short}.]", with_short_forms(layout, {**FACTS, "agency": "จังหวัด"})) == "ตร."


def test_a_row_is_filled_for_each_indicator_and_one_where_there_are_none() -> None:
    layout = Layout(row={"seq": "{row}", "issue": "{name}", "place": "{district}"})
    indicators = [PlanIndicator(no="1", name=name, unit="", target="") for name in ("ก", "ข")]

    assert rows_to_fill(layout, FACTS, items_of(indicators)) == (
        {"seq": "1", "issue": "ก"}, {"seq": "2", "issue": "ข"},
    )  # fmt: skip
    assert rows_to_fill(layout, {"district": "ทุ่งตะวัน"}) == ({"seq": "1", "place": "ทุ่งตะวัน"},)


@pytest.mark.parametrize("template", ["{nonsense}", "{year", "[{year}", "{year:99}", "a]b"])
def test_a_line_that_cannot_be_filled_is_refused_when_the_configuration_is_read(template: str) -> None:
    with pytest.raises(ValidationError):
        Layout(titles=(template,))
