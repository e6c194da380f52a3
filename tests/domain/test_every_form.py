"""All four forms, drawn from their definitions and mangled: every column is found, none slips into another."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.forms.checks import check_form
from domain.forms.grid import Grid, Sheet, letters
from domain.forms.headings import find_header
from domain.forms.reading import read_form
from domain.forms.reading_result import Reading
from tests.samples.drawn_forms import FORMS, Drawn, drawn
from tests.samples.making import definitions

every_form = pytest.mark.parametrize("form", FORMS)
EXTRA = ("ผู้ประสานงาน", "เลขที่หนังสือ", "ลิงก์", "ปีการศึกษา")


def read(form: Drawn) -> Reading:
    reading = read_form(Grid((form.sheet(),)), definitions())
    assert reading is not None
    return reading


def places(form: Drawn) -> dict[str, str]:
    return {name: letters(at) for at, name in enumerate(form.letters()) if name in form.fields}


def found(form: Drawn) -> dict[str, str]:
    header = find_header(form.sheet(), form.definition)
    return {name: letters(at) for name, at in header.columns.items()} if header else {}


@every_form
@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("flat", [True, False])
def test_a_good_form_is_known_read_and_has_nothing_told(form: str, flat: bool, merged: bool) -> None:
    told = drawn(form)
    told.flat, told.merged = flat, merged
    reading = read(told)
    assert reading.form == form
    assert dict(reading.first.columns) == places(told)
    assert check_form(reading, told.definition) == ()


@every_form
@pytest.mark.parametrize("flat", [True, False])
def test_every_other_word_for_a_heading_is_that_heading(form: str, flat: bool) -> None:
    wrong = []
    for column in definitions()[form].columns:
        for word in column.aliases:
            told = drawn(form)
            told.flat, told.headings[column.field] = flat, word
            if found(told) != places(told):
                wrong.append(word)
    assert wrong == []


@every_form
def test_every_other_title_is_that_forms_title(form: str) -> None:
    definition = definitions()[form]
    for title in (definition.title, *definition.title_aliases):
        for worn in (title, title.replace("ำ", "า"), title.replace("ง", "", 1)):
            told = drawn(form)
            told.above[0] = [f"{worn} ปีงบประมาณ 2570"]
            reading = read(told)
            assert (reading.form, reading.first.fiscal_year_be, reading.first.titles["title"]) == (form, 2570, "A1")


@every_form
@pytest.mark.parametrize(
    "year",
    ["ประจำปีงบประมาณ พ.ศ. ๒๕๗๐", "ปีงบ 70", "ประจำปี 2570", "ปีงบประมาณ (2570)", "ปีงบประมาน 2570", "พ.ศ.2570", "2570",
     "\nปีงบประมาณ พ.ศ.๒๕๗๐", "ปี ๒๕๗๐", "ปีงบประมาณ ค.ศ. 2027"],
)  # fmt: skip
def test_the_year_is_read_however_the_title_puts_it(form: str, year: str) -> None:
    told = drawn(form)
    told.above = [[f"{told.definition.title} {year}"]]
    assert read(told).first.fiscal_year_be == 2570


@every_form
def test_a_lost_column_is_told_and_nothing_slips_into_it(form: str) -> None:
    for column in definitions()[form].columns:
        told = drawn(form)
        told.fields.remove(column.field)
        reading = read(told)
        assert dict(reading.first.columns) == places(told)
        assert [one.field for one in reading.findings if one.code == "missing" and one.cell is None] == [column.field]


@every_form
def test_a_column_the_form_does_not_know_is_kept_with_its_heading_and_place(form: str) -> None:
    for at, column in enumerate(definitions()[form].columns):
        heading = EXTRA[at % len(EXTRA)]
        told = drawn(form)
        told.added[column.field] = (heading, "ทราบ")
        reading = read(told)
        assert dict(reading.first.columns) == places(told)
        assert dict(reading.first.extra) == {heading: letters(at)}
        cell = reading.rows[0].extra[heading]
        assert (cell.value, cell.address) == ("ทราบ", f"{letters(at)}{reading.rows[0].number}")


WEARS: list[Callable[[str], str]] = [
    lambda text: text.replace("ำ", "า"),
    lambda text: text.replace("ำ", " ำ"),
    lambda text: text.replace("า", ""),
    lambda text: text.replace("์", ""),
    lambda text: text.replace("แ", "เเ"),
    lambda text: text.replace("ณ", "น"),
    lambda text: text.replace("/", "\n"),
    " ".join,
]


@every_form
@pytest.mark.parametrize("wear", WEARS)
def test_headings_worn_by_copying_are_still_known(form: str, wear: Callable[[str], str]) -> None:
    told = drawn(form)
    told.headings = {name: wear(text) for name, text in told.headings.items()}
    assert found(told) == places(told)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(FORMS), st.integers(0, 2**32), st.booleans())
def test_a_slip_in_every_long_heading_loses_no_column(form: str, seed: int, flat: bool) -> None:
    dice = Random(seed)  # noqa: S311  (no secret)

    def slip(text: str) -> str:
        if len(text) < 6:
            return text
        kind, at = dice.randrange(3), dice.randrange(len(text) - 1)
        if kind == 0:
            return text[:at] + text[at + 1 :]
        return text[:at] + text[at] + text[at:] if kind == 1 else text[:at] + text[at + 1] + text[at] + text[at + 2 :]

    told = drawn(form)
    told.flat, told.headings = flat, {name: slip(text) for name, text in told.headings.items()}
    assert found(told) == places(told)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(FORMS), st.integers(0, 2**32))
def test_columns_of_a_group_in_another_order_are_read_by_their_headings(form: str, seed: int) -> None:
    dice = Random(seed)  # noqa: S311  (no secret)
    told = drawn(form)
    groups = {column.field: column.group for column in told.definition.columns}
    order = {name: dice.random() for name in told.fields}
    first = {group: at for at, group in reversed(list(enumerate(groups.values())))}
    told.fields.sort(key=lambda name: (first[groups[name]], order[name]))
    assert found(told) == places(told)


@every_form
@pytest.mark.parametrize(("down", "right"), [(1, 0), (4, 1), (12, 2)])
def test_rows_and_columns_put_before_the_form_change_nothing(form: str, down: int, right: int) -> None:
    told = drawn(form)
    plain = read(told)
    sheet = told.sheet()
    moved = Sheet(
        name="x",
        rows=[[], *[["(ด่วนที่สุด) ส่งคืนกลุ่มนโยบายและแผน"]] * (down - 1), *([*[""] * right, *row] for row in sheet.rows)],
        merges=[((t + down, x + right), (b + down, r + right)) for (t, x), (b, r) in sheet.merges],
    )
    reading = read_form(Grid((moved,)), definitions())
    assert reading is not None
    first, was = reading.first, plain.first
    assert (first.title, first.round, first.subject, first.said) == (was.title, was.round, was.subject, was.said)
    fields = [column.field for column in told.definition.columns]
    assert [reading.rows[0].value(name) for name in fields] == [plain.rows[0].value(name) for name in fields]


def test_a_group_may_stand_alone_in_the_row_of_the_offices_name() -> None:
    told = drawn("project")
    upper, lower, *rest = told.sheet().rows[len(told.above) :]
    office = [told.above[1][0], *("" if low == "" else up for up, low in zip(upper[1:], lower[1:], strict=True))]
    headings = [low or up for up, low in zip(upper, lower, strict=True)]
    sheet = Sheet(name="สรุป", rows=[told.above[0], office, headings, *rest])
    reading = read_form(Grid((sheet,)), definitions())
    assert reading is not None
    assert (reading.first.header_rows, reading.first.round, reading.first.titles["round"]) == ((2, 3), "ye", "A2")
    assert dict(reading.first.columns) == places(told)


def test_last_years_sheet_is_told_once_for_its_sheet() -> None:
    for form in FORMS:
        old, new = drawn(form), drawn(form)
        old.above[0] = [f"{old.definition.title} ปีงบประมาณ 2569"]
        sheets = (old.sheet("ปี 2569", visible=False), new.sheet("ใหม่"))
        reading = read_form(Grid(sheets), definitions())
        assert reading is not None
        assert [part.sheet for part in reading.parts] == ["ใหม่"]
        told = check_form(reading, new.definition)
        assert [(one.code, one.sheet, one.cell) for one in told] == [("wrong_year", "ปี 2569", None)]
