"""What is told about the other three forms: one thing wrong is one thing told, and of good ones nothing is told."""

from __future__ import annotations

from typing import Any

import pytest

from domain.forms.checks import Expectation, check_form, problems_of
from domain.forms.definition import Check, FormDefinition
from domain.forms.grid import Grid
from domain.forms.reading import read_form
from tests.domain.named_units import units_of_district
from tests.samples.drawn_forms import drawn
from tests.samples.making import definitions

UNITS = Expectation(units=units_of_district())
MONEY = ("budget_allocated", "budget_spent", "budget_left")
BLANK = ("n_read", "n_write", "lv4", "lv3", "lv2", "lv1", "reported_on", "reporter")


def told(form: str, *rows: dict[str, Any], expected: Expectation | None = None) -> list[tuple[str, str | None, str]]:
    reading = read_form(Grid((drawn(form, *rows).sheet(),)), definitions())
    assert reading is not None
    found = check_form(reading, definitions()[form], expected or Expectation())
    return [(one.code, one.field, one.severity.value) for one in found]


@pytest.mark.parametrize(
    ("form", "row", "finding"),
    [
        ("inspection", {"result_pct": 50}, ("inconsistent", "result_pct", "error")),
        ("inspection", {"result_n": ""}, ("missing", "result_n", "error")),
        ("inspection", {"result_n": "l8"}, ("unreadable_number", "result_n", "error")),
        ("inspection", {"result_n": -36, "result_pct": -90}, ("not_in_range", "result_n", "error")),
        ("emes", {"n_write": 9}, ("inconsistent", "n_write", "error")),
        ("emes", {"lv1": 3}, ("inconsistent", "n_read", "error")),
        ("emes", {"lv1": "-"}, ("inconsistent", "n_read", "error")),
        ("emes", {"n_read": "1O"}, ("unreadable_number", "n_read", "error")),
        ("emes", {"n_read": ""}, ("missing", "n_read", "error")),
        ("emes", {"emes_status": ""}, ("missing", "emes_status", "error")),
        ("emes", {"reported_on": ""}, ("missing", "reported_on", "error")),
        ("emes", {"reported_on": "๑๐ ธ.ค. ๖๘"}, ("wrong_year", "reported_on", "warning")),
        ("project", {"budget_spent": 1100, "budget_left": -100, "spent_pct": 110},
         ("over_budget", "budget_spent", "error")),
        ("project", {"budget_left": 70}, ("inconsistent", "budget_left", "error")),
        ("project", {"spent_pct": 50}, ("inconsistent", "spent_pct", "error")),
        ("project", {"date_start": "20 ม.ค. 70", "date_end": "1 ธ.ค. 69"}, ("date_order", "date_end", "error")),
        ("project", {"date_start": "1 ธ.ค. 68"}, ("wrong_year", "date_start", "warning")),
        ("project", {"photo_count": 3}, ("missing", "photo_count", "error")),
        ("project", {"photo_count": ""}, ("missing", "photo_count", "error")),
        ("project", {"budget_left": ""}, ("missing", "budget_left", "warning")),
        ("project", {"status": ""}, ("missing", "status", "error")),
    ],
)  # fmt: skip
def test_one_thing_wrong_is_one_thing_told(form: str, row: dict[str, Any], finding: tuple[str, str, str]) -> None:
    assert told(form, row) == [finding]


@pytest.mark.parametrize(
    ("form", "row"),
    [
        ("inspection", {"target_n": "-", "result_n": "-", "result_pct": "-"}),
        ("inspection", {"target_n": 30, "result_n": 36, "result_pct": 120}),
        ("inspection", {"result_pct": "0.9"}),
        ("emes", {"lv1": "-", "lv4": 5}),
        ("emes", {**dict.fromkeys(BLANK, ""), "emes_status": "ยังไม่รายงาน"}),
        ("emes", {**dict.fromkeys(BLANK, "-"), "emes_status": "ยังไม่ได้รายงาน"}),
        ("emes", {"n_write": "", "lv1": "", "emes_status": "รายงานไม่ครบ"}),
        ("project", {"status": "ยังไม่ดำเนินการ", "budget_spent": "", "budget_left": "", "spent_pct": "", "date_start": "",
                     "date_end": "", "photo_count": "", "output_qty": ""}),
        ("project", {"budget_type": "ไม่มีงบประมาณ", **dict.fromkeys(MONEY, "-"), "spent_pct": "-"}),
        ("project", {"budget_type": "ไม่ใช้งบ", **dict.fromkeys(MONEY, 0), "spent_pct": "–"}),
        ("project", {"status": "กำลังดำเนินการ", "photo_count": 2}),
        ("project", {"outcome_qual": "", "problems": "", "owner": ""}),
    ],
)  # fmt: skip
def test_what_may_be_so_is_not_told(form: str, row: dict[str, Any]) -> None:
    assert told(form, row) == []


NEW = {"district": "", "cluster": ""}


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"smis_code": "", "school_name": "รร.บ้านใหม่", **NEW}, "school_name"),
        ({"smis_code": "", "school_name": "โรงเรียนไม่มีจริงวิทยา"}, "school_name"),
        ({"smis_code": "99019999"}, "smis_code"),
        ({"smis_code": "99010003"}, "smis_code"),
        ({"smis_code": "99O10002"}, "smis_code"),
        ({"smis_code": "99010012", "school_name": "บ้านใหม่ (ประชานุเคราะห์)", **NEW}, "smis_code"),
        ({"smis_code": "", "school_name": "รร.บ้านใหม่", **NEW, "district": "ทุ่งตะวัน"}, None),
        ({"smis_code": "", "school_name": "บ้านใหม่", **NEW, "cluster": "กลุ่มโรงเรียนเขาหินแก้ว"}, None),
        ({"smis_code": "99010012", "school_name": "บ้านใหม่", **NEW}, None),
        ({"smis_code": "990102", "school_name": "บ้านหนองบัวงาม"}, None),
        ({"smis_code": "1099990102", "school_name": "ร.ร. บ้านหนองบัวงาม "}, None),
        ({"smis_code": "", "school_name": "ร.ร.บ้านใหม่ ประชานุเคราะห์", **NEW}, None),
        ({"smis_code": "99010013", "school_name": "ไทยรัฐวิทยา 999", **NEW}, None),
        ({"smis_code": "99010002", "school_name": ""}, None),
    ],
)  # fmt: skip
def test_a_school_is_known_by_code_name_and_place_and_never_guessed(row: dict[str, Any], field: str | None) -> None:
    found = [one for one in told("emes", row, expected=UNITS) if one[0] == "unknown_school"]
    assert found == ([("unknown_school", field, "error")] if field else [])


def test_a_school_that_stands_twice_is_told_also_under_another_of_its_codes() -> None:
    again = [("duplicate", "smis_code", "error")]
    assert told("emes", {}, {"seq": 2}) == again
    assert told("emes", {}, {"seq": 2}, expected=UNITS) == again
    assert told("emes", {}, {"seq": 2, "smis_code": "990102"}, expected=UNITS) == again
    assert told("project", {}, {"seq": 2, "project_code": "70 pro-01"}) == [("duplicate", "project_code", "error")]


def test_form_agency_topic_round_and_year_are_compared_with_what_was_asked_for() -> None:
    other = Expectation(form="emes", said={"agency": "OPM"}, subjects=("1.1", "1.2"), round="2", fiscal_year_be=2569)
    assert [(code, field) for code, field, _ in told("inspection", {}, expected=other)] == [
        ("wrong_form", "form"),
        ("wrong_round", "round"),
        ("wrong_year", "fiscal_year_be"),
        ("wrong_subject", "agency"),
        ("wrong_subject", "subject"),
    ]
    same = Expectation(
        form="inspection", said={"agency": "MOE"}, subjects=("1.1", "2.1"), round="1", fiscal_year_be=2570
    )
    assert told("inspection", {}, expected=same) == []


def test_a_project_that_nobody_asked_for_is_told_at_its_code() -> None:
    assert told("project", {}, expected=Expectation(subjects=("70-AAA-01",))) == [
        ("wrong_subject", "project_code", "error")
    ]
    assert told("project", {}, expected=Expectation(subjects=("70-pro-01", "70-AAA-01"))) == []


def test_days_are_held_against_the_year_asked_for_not_the_one_in_a_wrong_title() -> None:
    form = drawn("project", {"date_start": "1 ธ.ค. 68", "date_end": "2 ธ.ค. 68"})
    reading = read_form(Grid((form.sheet(),)), definitions())
    assert reading is not None
    found = check_form(reading, form.definition, Expectation(fiscal_year_be=2569))
    assert [(one.code, one.cell) for one in found] == [("wrong_year", "A1")]


def changed(**told: Any) -> FormDefinition:
    raw = definitions()["project"].model_dump()
    return FormDefinition.model_validate(raw | told)


def test_a_definition_names_every_mistake_in_itself_at_once() -> None:
    columns = [column.model_dump() for column in definitions()["project"].columns]
    columns[0] |= {"kind": "choice"}
    columns[1] |= {"digits": 4}
    columns[6] |= {"choices": {"ก": ["ข"], "ค": ["ข"]}}
    columns[11] |= {"range_to": "nowhere"}
    with pytest.raises(ValueError, match="value_error") as caught:
        changed(columns=columns, unique=["gone"], unit_field="lost", rounds={"a": ["x"], "b": ["x"]},
                says={"policy": {"label": "none"}})  # fmt: skip
    for part in ("unique: no column gone", "unit_field: no column lost", "column seq: choices",
                 "column project_code: digits", "ข means ก and ค", "range_to: no column nowhere",
                 "x means a and b", "says policy: label none"):  # fmt: skip
        assert part in str(caught.value)


def test_expressions_with_mistakes_are_all_named() -> None:
    columns = [column.model_dump() for column in definitions()["project"].columns]
    columns[7] |= {"required_when": "status == 'เสร็จ'"}
    columns[8] |= {"required_when": "budget_spent"}
    columns[9] |= {"required_when": "nobody > 1.0"}
    compared = [
        Check(
            rule="was_budget_spent <= sister_budget_spent",
            needs=("budget_spent",),
            cell="budget_spent",
            says="{was_status}",
        ),
        Check(rule="was_nothing > 0.0", needs=("sister_status",), cell="budget_spent", says=""),
    ]
    found = "\n".join(problems_of(changed(columns=columns, compared=[one.model_dump() for one in compared])))
    for part in ("เสร็จ is no choice of status", "'budget_spent': gives float, not bool", "no column nobody",
                 "no column was_status", "no column was_nothing", "no column sister_status"):  # fmt: skip
        assert part in found


def test_the_offices_own_definitions_have_no_mistake() -> None:
    assert [problem for form in definitions().values() for problem in problems_of(form)] == []
