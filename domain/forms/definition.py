"""What a form is, as data: headings with their aliases, kinds, checks. Read from `config.yaml`, never from code.

One rejected definition names every problem at once (pydantic collects them).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.forms.layout import Layout

FORM_YEAR: Final = "form_year"  # in checks: the Buddhist fiscal year asked for, else the one the form states


class Kind(StrEnum):
    """What a column holds, and so how its cells are read and drawn."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    NUMBER = "number"
    PERCENT = "percent"  # 85.5 means 85.5 per cent
    MONEY = "money"  # baht
    SCORE = "score"  # a level, 1-5, also as a word
    TARGET = "target"  # an operator and a number: >= 85
    DATE = "date"  # a day, Buddhist or Christian year
    CODE = "code"  # text of `digits` digits, also where Excel made a number of it and dropped its first zero
    CHOICE = "choice"  # one of the form's own words


class Severity(StrEnum):
    """`error` sends the form back; `warning` is told and recorded."""

    ERROR = "error"
    WARNING = "warning"


class Per(StrEnum):
    """What of a file settles one debt: all of it, each sheet (a topic of the inspector), or each row (a school)."""

    FORM = "form"
    SHEET = "sheet"
    ROW = "row"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Column(_Frozen):
    """One column: the heading we print, the headings people use instead, and what stands below."""

    field: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    heading: str
    group: str = ""  # the upper heading that spans several columns
    aliases: tuple[str, ...] = ()
    group_aliases: tuple[str, ...] = ()
    kind: Kind = Kind.TEXT
    width: float = 12
    prefilled: bool = False  # we print it; the person does not
    required: bool = False  # of a main row (one that has its number)
    formula: str = ""  # Excel formula of the blank, {row} for the row number
    derived: str = ""  # the same as a CEL expression of other fields: for formulas no program has calculated
    required_when: str = ""  # a CEL expression: required only in rows where it holds
    digits: int = Field(default=0, ge=0, le=20)  # of a code: a number that lacks one digit gets its zero back
    choices: dict[str, tuple[str, ...]] = {}  # of a choice: the form's own words, each with what people write for it
    hinted: bool = False  # the blank shows the figure of the round before in grey
    range_to: str = ""  # the field of the last day, where a span of time stands in this one (ต.ค. 69 – มี.ค. 70)
    dash_is_zero: bool = False  # in checks a dash counts as 0; the value stays nothing


class Check(_Frozen):
    """A CEL expression that must hold for a row, and the Thai sentence when it does not.

    Evaluated only when every field in `needs` was read. All numbers are CEL doubles; a day is the number of days since
    the year 1, whose fiscal year fiscal_year_of() tells, to be compared with form_year. `says` may name fields in
    braces: {population}. Among `compared`, was_population is the figure of the same row in the unit's round before,
    sister_population that of the same unit's form in another work of the same fiscal year.
    """

    rule: str
    needs: tuple[str, ...]
    cell: str
    code: str = "inconsistent"
    severity: Severity = Severity.ERROR
    says: str


class Band(_Frozen):
    """`level` is right from `at_least` upwards."""

    at_least: float
    level: int


class Saying(_Frozen):
    """Something a form says of itself above its table besides its year, round and subject.

    Either the number behind one of the words `before`, or one of the codes of `words`, each with what people write for
    it. Words are looked for beside the `label` first, then in the title, in the other cells, in the sheet's name.
    """

    before: tuple[str, ...] = ()
    words: dict[str, tuple[str, ...]] = {}
    label: str = ""


class Printed(_Frozen):
    """A row that a blank prints: its number ("" where rows have none) and what it asks."""

    no: str = ""
    name: str


class Elsewhere(_Frozen):
    """Units report in another office's system, which the bot cannot see into; a list from it says who has.

    `news`, `enter`: addresses where it is told what is asked, and where it is filled in. `status`: the column of such a
    list that says where a unit stands, and its words: it has reported, it has not, its report is to be mended.
    """

    system: str
    news: str = ""
    enter: str = ""
    status: str
    reported: tuple[str, ...] = Field(min_length=1)
    missing: tuple[str, ...] = ()
    faulty: tuple[str, ...] = ()


class Size(_Frozen):
    """Units of so many at most are of that size; `most` None: of any number more."""

    name: str
    most: int | None = None


class Levels(_Frozen):
    """What a form is summed up by as information: of how many (`whole`) so many are on each level, the best first.

    `sizes`: classes of units by their whole, the smallest first.
    """

    whole: str
    levels: tuple[str, ...] = Field(min_length=1)
    sizes: tuple[Size, ...] = ()


class FormDefinition(_Frozen):
    """A form: how it is titled, laid out, recognised, read and checked."""

    code: str  # กย.๑
    version: int = 1
    title: str
    title_aliases: tuple[str, ...] = ()
    title_words: tuple[str, ...] = ()  # a title holds one of these, whatever else it is like; empty: the subject's word
    subject_word: str = ""  # the word before the subject's number: กลยุทธ์ที่
    subject_aliases: tuple[str, ...] = ()  # what stands there instead
    subject_dots: int = Field(default=0, ge=0, le=4)  # in the subject's number: 1 where it may be 2.1
    rounds: dict[str, tuple[str, ...]] = {}  # the form's rounds, each with what says so; empty: by number. See periods
    says: dict[str, Saying] = {}  # what else it says of itself: policy, agency
    labels: dict[str, tuple[str, ...]] = {}  # what stands beside a label above the table: unit, reporter, ...
    stop_words: tuple[str, ...] = ("รวม", "ลงชื่อ", "หมายเหตุ")
    foot_labels: bool = False  # labels also stand below the table
    sub_rows: bool = True  # a row without a number of its own belongs to the row above
    page_labels: dict[str, tuple[str, ...]] = {}  # of a further sheet that is no table: labels with values beside them
    captions: tuple[str, ...] = ()  # how the caption under a picture begins, on a further sheet
    per: Per = Per.FORM
    subject_field: str = ""  # of forms per row: the column that says which subject a row is about
    unit_field: str = ""  # the column that names the unit, where no label does
    unit_code_field: str = ""  # the column with the unit's code
    key_holds_subject: bool = False  # a row's number begins with its subject's: ๓.๑ is of strategy 3
    unit_beside: tuple[str, ...] = ()  # columns that tell units of one name apart: district, cluster
    unique: tuple[str, ...] = ()  # fields whose value may stand once only
    key: str  # the field that tells a main row from a sub-row
    name: str  # the field that names the row
    columns: tuple[Column, ...]
    checks: tuple[Check, ...] = ()
    compared: tuple[Check, ...] = ()  # against the round before and sister forms
    scoring: tuple[Band, ...] = ()
    score_words: dict[str, int] = {}
    signatures: tuple[str, ...] = ("ผู้รายงาน", "ผอ.กลุ่ม")
    layout: Layout = Layout()  # of the blank, around the table
    header_depth: int = Field(default=0, ge=0, le=4)  # of a form learnt from a blank: how many rows of headings it has
    elsewhere: Elsewhere | None = None  # where units report, if not by this form
    information: Levels | None = None  # how its figures are summed up
    printed: tuple[Printed, ...] = ()  # the rows such a blank has already, each of which is to be answered

    @model_validator(mode="after")
    def _fits_together(self) -> FormDefinition:
        problems = [*_field_problems(self), *_column_problems(self)]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def column(self, field: str) -> Column:
        """The column of that field; KeyError if there is none."""
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)


def _field_problems(form: FormDefinition) -> Iterator[str]:
    """Fields that stand twice, and names of fields there are not."""
    fields = [column.field for column in form.columns]
    yield from (f"column {name} stands twice" for name in sorted({f for f in fields if fields.count(f) > 1}))
    roles = [("key", form.key), ("name", form.name), *(("unique", name) for name in form.unique)]
    roles += [("unit_beside", name) for name in form.unit_beside]
    roles += [(role, getattr(form, role)) for role in ("subject_field", "unit_field", "unit_code_field")]
    yield from (f"{role}: no column {name}" for role, name in roles if name and name not in fields)
    for column in form.columns:
        if column.range_to and column.range_to not in fields:
            yield f"column {column.field}: range_to: no column {column.range_to}"
    for name in (*([form.elsewhere.status] if form.elsewhere else []), *_of_levels(form.information)):
        if name not in fields:
            yield f"no column {name}"
    for check in form.checks:
        yield from (f"check {check.rule!r}: no column {n}" for n in check.needs if n not in {*fields, FORM_YEAR})
    for check in (*form.checks, *form.compared):
        yield from [f"check {check.rule!r}: no column {check.cell}"] if check.cell not in fields else []


def _of_levels(levels: Levels | None) -> tuple[str, ...]:
    return (levels.whole, *levels.levels) if levels else ()


def _column_problems(form: FormDefinition) -> Iterator[str]:
    """What columns of a kind must have, and words that would mean two things."""
    for column in form.columns:
        if (column.kind is Kind.CHOICE) is not bool(column.choices):
            yield f"column {column.field}: choices and kind choice go together"
        if column.digits and column.kind is not Kind.CODE:
            yield f"column {column.field}: digits are of the kind code"
        yield from (f"column {column.field}: choices: {twice}" for twice in _twice(column.choices))
    yield from (f"rounds: {twice}" for twice in _twice(form.rounds))
    yield from (f"says {name}: label {said.label} is none" for name, said in form.says.items()
                if said.label and said.label not in form.labels)  # fmt: skip


def _twice(words: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    meant: dict[str, str] = {}
    for code, said in words.items():
        for word in (code, *said):
            if meant.setdefault(word, code) != code:
                yield f"{word} means {meant[word]} and {code}"
