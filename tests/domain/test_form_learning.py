"""Learning a form from a blank nobody defined, and reading what units send back in it."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import load_config
from domain.forms.checks import Expectation, check_form, problems_of
from domain.forms.definition import Column, FormDefinition, Kind, Per
from domain.forms.grid import Grid, Merge, Raw, Sheet
from domain.forms.learning import learn
from domain.forms.learnt import Doubt, Learnt, NotAForm
from domain.forms.reading import read_form
from domain.forms.reading_result import Cell, Reading
from tests.domain.unknown_blanks import BLANKS, NO_TABLES, Blank, Rows, merges

FORMS = load_config().forms
KNOWN = tuple(FORMS.values())
FILE = "แบบแผนพัฒนา (1).xlsx"
ANSWERS: dict[Kind, Raw] = {
    Kind.TEXT: "ครบถ้วน",
    Kind.LONG_TEXT: "ดำเนินการแล้วตามแผน",
    Kind.INTEGER: 12,
    Kind.NUMBER: 3.5,
    Kind.PERCENT: 88.5,
    Kind.MONEY: 1500,
    Kind.SCORE: 4,
    Kind.TARGET: "ร้อยละ 80",
    Kind.DATE: "๑๕ ธ.ค. ๖๙",
    Kind.CODE: "99010001",
    Kind.CHOICE: "ครบ",
}
MESSY: dict[Kind, Raw] = {
    Kind.TEXT: " ครบถ้วน ",
    Kind.LONG_TEXT: "ดําเนินการแล้ว\nตามแผน",
    Kind.INTEGER: "๑๒ คน",
    Kind.NUMBER: "๓.๕",
    Kind.PERCENT: "ร้อยละ 88.50",
    Kind.MONEY: "1,500.- บาท",
    Kind.SCORE: "ระดับ ๔",
    Kind.TARGET: "80 ขึ้นไป",
    Kind.DATE: "15/12/2569",
    Kind.CODE: 99010001,
    Kind.CHOICE: "ครบ",
}


def learnt(blank: Blank) -> Learnt:
    found = learn(blank.grid(), name=FILE, known=KNOWN)
    assert isinstance(found, Learnt), found
    return found


def place(letters: str) -> int:
    return ord(letters) - ord("A")


def filled(blank: Blank, what: Learnt, answers: dict[Kind, Raw]) -> Rows:
    """The blank with every answer cell of its printed rows (or of two new ones) filled in."""
    rows = deepcopy(blank.rows)
    kinds = {column.field: column for column in what.definition.columns}
    first = what.header_rows[-1]
    name = place(what.columns[what.definition.name])
    asked = {row.name for row in what.definition.printed}
    lines = [i for i in range(first, len(rows)) if len(rows[i]) > name and rows[i][name] in asked]
    lines = lines or [i for i in range(first, len(rows)) if rows[i] and isinstance(rows[i][0], int)][:2]
    for line in lines:
        rows[line] += [""] * (max(map(place, what.columns.values())) + 1 - len(rows[line]))
        for field, letter in what.columns.items():
            if not kinds[field].prefilled:
                rows[line][place(letter)] = answers[kinds[field].kind]
    return rows


def read(blank: Blank, what: Learnt, rows: Rows) -> Reading:
    forms = {**FORMS, "own:1": what.definition}
    reading = read_form(blank.grid(rows), forms)
    assert reading is not None
    assert reading.form == "own:1"
    return reading


blanks = pytest.mark.parametrize("blank", BLANKS, ids=[blank.name for blank in BLANKS])


@blanks
def test_a_blank_is_understood(blank: Blank) -> None:
    found = learnt(blank)
    definition = found.definition

    assert definition.title == blank.title
    assert found.header_rows == blank.header
    assert {c.heading: c.kind for c in definition.columns} == {
        c.heading: kind for c, kind in zip(definition.columns, blank.kinds, strict=True)
    }
    assert tuple(row.name for row in definition.printed) == blank.asks
    assert sum(not column.prefilled for column in definition.columns) == blank.answers
    assert {doubt.code for doubt in found.doubts} == blank.doubts


@blanks
def test_what_was_learnt_is_a_definition_like_any_other(blank: Blank) -> None:
    definition = learnt(blank).definition

    again = FormDefinition.model_validate(json.loads(json.dumps(definition.model_dump(mode="json"))))

    assert again == definition
    assert problems_of(definition) == []


@blanks
@pytest.mark.parametrize("answers", [ANSWERS, MESSY], ids=["neat", "messy"])
def test_a_filled_copy_is_read(blank: Blank, answers: dict[Kind, Raw]) -> None:
    what = learnt(blank)

    reading = read(blank, what, filled(blank, what, answers))

    full = [
        row for row in reading.rows if any(row.cells[c.field].text for c in what.definition.columns if not c.prefilled)
    ]
    assert len(full) == (len(blank.asks) or (2 if blank.answers else 0)) or what.definition.unit_field
    for row in full:
        for column in what.definition.columns:
            if not column.prefilled and column.kind in {Kind.INTEGER, Kind.MONEY, Kind.PERCENT, Kind.SCORE, Kind.DATE}:
                assert row.value(column.field) == read_as(column.kind)
    assert [f for f in check_form(reading, what.definition) if f.severity == "error"] == []


def read_as(kind: Kind) -> object:
    return {Kind.INTEGER: 12, Kind.MONEY: 1500, Kind.PERCENT: 88.5, Kind.SCORE: 4, Kind.DATE: date(2026, 12, 15)}[kind]


@blanks
def test_a_copy_with_rows_put_above_and_a_column_put_in_is_read(blank: Blank) -> None:
    what = learnt(blank)
    rows = filled(blank, what, ANSWERS)
    moved: Rows = [["ฉบับแก้ไข"], *[["", *row] for row in rows]]
    shifted = "".join(
        f"{chr(ord(a) + 1)}{int(t) + 1}:{chr(ord(b) + 1)}{int(u) + 1} "
        for a, t, b, u in re.findall(r"([A-Z])(\d+):([A-Z])(\d+)", blank.merged)
    )

    reading = read_form(Grid((Sheet(name="x", rows=moved, merges=merges(shifted)),)), {"own:1": what.definition})

    assert reading is not None
    assert len(reading.first.columns) == len(what.definition.columns)


@pytest.mark.parametrize("name", NO_TABLES)
def test_what_has_no_table_is_refused(name: str) -> None:
    rows, merged = NO_TABLES[name]

    assert learn(Grid((Sheet(name="x", rows=rows, merges=merges(merged)),)), name=FILE) == NotAForm("no_table")


def printed_in(definition: FormDefinition, column: Column, number: int, name: str) -> Raw:
    """What the office prints in a cell of a row."""
    if column.field == definition.key:
        return f"{number}"
    if column.field == definition.name:
        return name
    if not column.prefilled:
        return ""
    return "ร้อยละ 80" if column.kind is Kind.TARGET else f"ค่า {name}"


def drawn(definition: FormDefinition, names: tuple[str, ...]) -> Grid:
    """A blank as the office draws it, with nothing in it that says whose it is."""
    forms = definition.columns
    groups = [column.group for column in forms]
    upper: list[Raw] = [
        c.heading if not c.group else c.group * (groups.index(c.group) == at) for at, c in enumerate(forms)
    ]
    lower: list[Raw] = [column.heading if column.group else "" for column in forms]
    down = [((3, at), (4, at)) for at, group in enumerate(groups) if not group]
    across = [((3, groups.index(g)), (3, groups.index(g) + groups.count(g) - 1)) for g in set(groups) - {""}]
    lines: Rows = [[printed_in(definition, c, n, name) for c in forms] for n, name in enumerate(names, start=1)]
    top: Rows = [
        [f"{definition.title} ประจำปีงบประมาณ พ.ศ. ๒๕๗๐"],
        ["สพป.ศรีธารา เขต ๑ รอบ ๖ เดือน"],
        ["กลุ่มภารกิจ", "", "", "ผู้รายงาน", ""],
    ]
    rows: Rows = [*top, upper, lower, *lines, ["รวม"], [], ["ลงชื่อ........................ผู้รายงาน"]]
    return Grid((Sheet(name="ก", rows=rows, merges=[((0, 0), (0, len(upper) - 1)), *down, *across]),))


def by_words(kind: Kind) -> Kind:
    """Kinds apart from what no heading tells: which words or how many digits a text must have, how long it may be."""
    return Kind.TEXT if kind in {Kind.CHOICE, Kind.CODE, Kind.LONG_TEXT} else kind


@pytest.mark.parametrize("name", FORMS)
def test_a_blank_of_our_own_is_learnt_as_it_is_configured(name: str) -> None:
    """Once without knowing any form, which is what the words alone give."""
    definition = FORMS[name]
    found = learn(drawn(definition, ("เรื่องที่หนึ่งของแบบ", "เรื่องที่สองของแบบ", "เรื่องที่สามของแบบ")), name=FILE)

    assert isinstance(found, Learnt)
    assert found.header_rows == (4, 5)
    assert list(found.columns.values()) == [chr(ord("A") + n) for n in range(len(definition.columns))]
    agree = [
        by_words(mine.kind) is by_words(theirs.kind) or theirs.field == definition.key
        for mine, theirs in zip(found.definition.columns, definition.columns, strict=True)
    ]
    assert [c.heading for c in found.definition.columns] == [c.heading for c in definition.columns]
    assert sum(agree) >= 0.9 * len(agree), [
        (theirs.heading, mine.kind.value, theirs.kind.value)
        for mine, theirs, same in zip(found.definition.columns, definition.columns, agree, strict=True)
        if not same
    ]


@pytest.mark.parametrize("name", FORMS)
def test_columns_the_office_has_already_keep_their_fields_and_kinds(name: str) -> None:
    definition = FORMS[name]
    found = learn(drawn(definition, ("เรื่องที่หนึ่งของแบบ", "เรื่องที่สองของแบบ")), name=FILE, known=KNOWN)

    assert isinstance(found, Learnt)
    pairs = list(zip(found.definition.columns, definition.columns, strict=True))
    agree = [
        mine.field == theirs.field and (mine.kind is theirs.kind or theirs.field == definition.key)
        for mine, theirs in pairs
    ]
    assert sum(agree) >= 0.95 * len(agree), [(m.field, t.field, m.kind, t.kind) for m, t in pairs]


def small(*headings: str, rows: Rows | None = None) -> Learnt:
    """What is learnt of a little table with these headings, beside the office's own forms."""
    lines: Rows = rows or [["1", "การส่งเสริมการอ่าน"], ["2", "การส่งเสริมการเขียน"]]
    top: Rows = [["แบบเก็บข้อมูลการขับเคลื่อน"], list(headings)]
    found = learn(Grid((Sheet(name="ก", rows=[*top, *lines]),)), name=FILE, known=KNOWN)
    assert isinstance(found, Learnt), found
    return found


def at(found: Learnt, number: int) -> Column:
    return found.definition.columns[number]


def test_another_word_for_a_choice_does_not_make_a_choice_of_it() -> None:
    """ผลการดำเนินงาน is what some call a project's state; an inspector wants it told in sentences."""
    column = at(small("ที่", "ชื่อโครงการ", "รหัสโครงการ", "ผลการดำเนินงาน", "จำนวนภาพ"), 3)

    assert (column.field, column.kind, column.choices) == ("c_d", Kind.LONG_TEXT, {})


def test_a_lone_heading_of_a_choice_does_not_make_a_choice_of_it() -> None:
    column = at(small("ที่", "รายการ", "สถานะการรายงาน", "หมายเหตุ"), 2)

    assert (column.field, column.kind, column.choices) == ("c_c", Kind.TEXT, {})


SCHOOLS: Rows = [["1", "วัดธารทอง", "ดงพญา"], ["2", "บ้านดงพญา", "ดงพญา"]]


@pytest.mark.parametrize(("example", "kind"), [("ส่งแล้ว", Kind.CHOICE), ("เขียว", Kind.TEXT)])
def test_a_choice_is_taken_over_where_headings_and_example_agree(example: str, kind: Kind) -> None:
    rows: Rows = [["ตัวอย่าง", "อนุบาลศรีธารา", "เมือง", example], *SCHOOLS]

    column = at(small("ที่", "โรงเรียน", "อำเภอ", "สถานะการรายงาน", rows=rows), 3)

    assert column.kind is kind
    assert bool(column.choices) is (kind is Kind.CHOICE)


def test_another_word_whose_words_say_something_else_is_not_taken_over() -> None:
    """ภาพกิจกรรม is what some call the number of pictures; here it may hold the pictures' names."""
    column = at(small("ที่", "ชื่อโครงการ", "รหัสโครงการ", "ภาพกิจกรรม"), 3)

    assert (column.field, column.kind) == ("c_d", Kind.LONG_TEXT)


def test_what_two_forms_share_is_named_as_in_the_liker() -> None:
    of_inspection = small("ที่", "ตัวชี้วัด/ประเด็น", "ปัจจัยความสำเร็จ", "แนวทางแก้ไข", "ปัญหา อุปสรรค")
    of_schools = small("ที่", "โรงเรียน", "อำเภอ", "กลุ่มโรงเรียน", "วันที่รายงาน", rows=SCHOOLS)

    assert [c.field for c in of_inspection.definition.columns] == [
        "seq", "issue", "success_factors", "solutions", "problems",
    ]  # fmt: skip
    assert [c.field for c in of_schools.definition.columns] == [
        "seq",
        "school_name",
        "district",
        "cluster",
        "reported_on",
    ]
    assert at(of_inspection, 0).kind is at(of_schools, 0).kind is Kind.TEXT


def test_a_row_left_empty_is_named_and_a_dash_is_an_answer() -> None:
    blank = BLANKS[0]
    what = learnt(blank)
    rows = filled(blank, what, ANSWERS)
    rows[3][3:] = ["", "", "", ""]
    rows[4][3:] = ["-", "-", "-", "-"]

    found = check_form(read(blank, what, rows), what.definition)

    assert [(f.code, f.cell) for f in found] == [("unanswered", "B4")]


def test_a_row_taken_out_is_missed() -> None:
    blank = BLANKS[0]
    what = learnt(blank)
    rows = filled(blank, what, ANSWERS)
    del rows[4]
    expected = Expectation(indicators=tuple((row.no, row.name) for row in what.definition.printed))

    found = check_form(read(blank, what, rows), what.definition, expected)

    assert [(f.code, f.seen) for f in found] == [("missing", "2 การเขียนได้ของนักเรียนชั้น ป.๑")]


def test_a_column_somebody_added_is_kept_and_told() -> None:
    blank = BLANKS[0]
    what = learnt(blank)
    rows = filled(blank, what, ANSWERS)
    rows[2].append("โรงเรียนต้นแบบ")
    rows[3].append("วัดธารทอง")
    rows[4] += ["", "ฝากดูด้วย"]

    reading = read(blank, what, rows)

    assert reading.first.extra == {"โรงเรียนต้นแบบ": "H", "คอลัมน์ I": "I"}
    assert reading.rows[0].extra["โรงเรียนต้นแบบ"].text == "วัดธารทอง"
    assert reading.rows[1].extra["คอลัมน์ I"] == Cell("ฝากดูด้วย", "ฝากดูด้วย", "I5")
    assert [f.heading for f in reading.findings if f.code == "extra_column"] == ["โรงเรียนต้นแบบ", "คอลัมน์ I"]


def test_a_column_far_off_without_a_heading_is_kept() -> None:
    blank = BLANKS[0]
    what = learnt(blank)
    rows = filled(blank, what, ANSWERS)
    rows[3] += [""] * 60 + ["ฝากดูด้วย"]
    rows[0] += [""] * 80 + ["เอกสารแนบ ๑"]  # above the table: no column of it

    reading = read(blank, what, rows)

    assert reading.first.extra == {"คอลัมน์ BP": "BP"}
    assert [f.seen for f in reading.findings if f.code == "extra_column"] == ["BP"]


@pytest.mark.parametrize("name", FORMS)
def test_a_form_of_the_office_is_not_told_of_what_stands_beside_it(name: str) -> None:
    grid = drawn(FORMS[name], ("เรื่องที่หนึ่งของแบบ", "เรื่องที่สองของแบบ"))
    wide = len(FORMS[name].columns)
    rows = [[*row, *[""] * (wide - len(row))] for row in grid.sheets[0].rows]
    rows[3] += ["ความเห็น"]
    rows[5] += ["ดี", "ฝากดูด้วย"]

    reading = read_form(Grid((Sheet(name="ก", rows=rows, merges=grid.sheets[0].merges),)), FORMS)

    assert reading is not None
    assert [f for f in reading.findings if f.code == "extra_column"] == []
    assert list(reading.first.extra) == ["ความเห็น"]
    assert reading.rows[0].extra["ความเห็น"].text == "ดี"


def test_a_column_lost_is_told_and_the_rest_is_read() -> None:
    blank = BLANKS[0]
    what = learnt(blank)
    rows = [row[:4] + row[5:] for row in filled(blank, what, ANSWERS)]

    reading = read_form(Grid((Sheet(name="x", rows=rows),)), {"own:1": what.definition})

    assert reading is not None
    assert [f.heading for f in reading.findings] == ["ร้อยละ"]
    assert reading.rows[0].value("suggestions") == "ดำเนินการแล้วตามแผน"


@blanks
def test_worn_headings_are_read(blank: Blank) -> None:
    """ำ lost as in copies from PDF, and a doubled vowel."""
    what = learnt(blank)
    rows = filled(blank, what, ANSWERS)
    for row in what.header_rows:
        rows[row - 1] = [v.replace("ำ", "า").replace("ที่", "ทีี่") if isinstance(v, str) else v for v in rows[row - 1]]

    reading = read_form(blank.grid(rows), {"own:1": what.definition})

    assert reading is not None
    assert set(reading.first.columns) == set(what.columns)


@blanks
def test_no_learnt_form_takes_a_configured_form_or_another_blank_for_its_own(blank: Blank) -> None:
    """All fourteen and the configured ones compete for every file."""
    forms = {f"own:{n}": learnt(other).definition for n, other in enumerate(BLANKS)} | FORMS
    what = learnt(blank)

    reading = read_form(blank.grid(filled(blank, what, ANSWERS)), forms)

    assert reading is not None
    assert reading.form == f"own:{BLANKS.index(blank)}"


@pytest.mark.parametrize("name", FORMS)
def test_a_configured_form_stays_itself_beside_learnt_ones(name: str) -> None:
    forms = FORMS | {f"own:{n}": learnt(other).definition for n, other in enumerate(BLANKS)}

    reading = read_form(drawn(forms[name], ("เรื่องที่หนึ่งของแบบ", "เรื่องที่สองของแบบ")), forms)

    assert reading is not None
    assert reading.form == name


def test_of_several_sheets_one_is_learnt_and_the_others_are_told() -> None:
    main, other = BLANKS[0], BLANKS[3]
    same = Sheet(name="เรื่อง ๒", rows=main.rows, merges=merges(main.merged))
    else_ = Sheet(name="แบบสอบถาม", rows=other.rows, merges=merges(other.merged))
    hidden = Sheet(name="ซ่อน", rows=other.rows, visible=False)

    found = learn(Grid((else_, *main.grid().sheets, same, hidden)), name=FILE, known=KNOWN)

    assert isinstance(found, Learnt)
    assert found.sheet == "แผ่น1"
    assert found.definition.per is Per.SHEET
    assert found.doubts == (Doubt("same_sheets", "2"), Doubt("other_sheet", "แบบสอบถาม"))


def test_year_and_round_are_read_and_are_no_part_of_the_title() -> None:
    found = learnt(BLANKS[1])

    assert (found.fiscal_year_be, found.round) == (2570, "2")


def test_a_filled_copy_taught_as_a_blank_still_asks_for_answers() -> None:
    blank = BLANKS[0]
    rows = filled(blank, learnt(blank), ANSWERS)

    found = learn(blank.grid(rows), name=FILE, known=KNOWN)

    assert isinstance(found, Learnt)
    assert sum(not c.prefilled for c in found.definition.columns) == blank.answers
    assert {d.code for d in found.doubts} == {"filled"}


CELLS = st.one_of(
    st.sampled_from(
        ["", "", "ที่", "รายการ", "จำนวน (คน)", "ร้อยละ", "รวม", "ลงชื่อ......", "หน่วยงาน", "(1)", "(2)", "1", "๒.๑"]
    ),
    st.text(max_size=12),
    st.integers(-5, 3000),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.none(),
)
MERGES = st.tuples(
    st.tuples(st.integers(0, 8), st.integers(0, 6)), st.tuples(st.integers(0, 3), st.integers(0, 4))
).map(lambda m: (m[0], (m[0][0] + m[1][0], m[0][1] + m[1][1])))


@given(st.lists(st.lists(CELLS, max_size=7), max_size=9), st.lists(MERGES, max_size=5))
def test_whatever_a_table_holds_is_learnt_and_read_or_refused(rows: Rows, ranges: list[Merge]) -> None:
    grid = Grid((Sheet(name="x", rows=rows, merges=ranges),))

    found = learn(grid, name="", known=KNOWN)

    if isinstance(found, Learnt):
        definition = FormDefinition.model_validate(found.definition.model_dump(mode="json"))
        reading = read_form(grid, {"own:1": definition})
        assert reading is None or check_form(reading, definition) is not None
    else:
        assert found.reason in {"no_table", "nothing_to_fill", "too_wide"}
