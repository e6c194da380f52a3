"""What a form is, as data: headings with their aliases, kinds, checks. Read from `config.yaml`, never from code.

One rejected definition names every problem at once (pydantic collects them).
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, model_validator


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
    CODE = "code"  # text of `digits` digits, also where Excel made a number of it
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
    digits: int = Field(default=0, ge=0, le=20)  # of a code: shorter numbers are padded with zeros
    choices: dict[str, tuple[str, ...]] = {}  # of a choice: the form's own words, each with what people write for it
    hinted: bool = False  # the blank shows the figure of the round before in grey


class Check(_Frozen):
    """A CEL expression that must hold for a row, and the Thai sentence when it does not.

    Evaluated only when every field in `needs` was read. All numbers are CEL doubles. `says` may name fields in
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


class Printed(_Frozen):
    """A row that a blank prints: its number ("" where rows have none) and what it asks."""

    no: str = ""
    name: str


class FormDefinition(_Frozen):
    """A form: how it is titled, laid out, recognised, read and checked."""

    code: str  # กย.๑
    version: int = 1
    title: str
    title_aliases: tuple[str, ...] = ()
    subject_word: str = ""  # the word before the subject's number: กลยุทธ์ที่
    labels: dict[str, tuple[str, ...]] = {}  # what stands beside a label above the table: unit, reporter, ...
    stop_words: tuple[str, ...] = ("รวม", "ลงชื่อ", "หมายเหตุ")
    foot_labels: bool = False  # labels also stand below the table
    per: Per = Per.FORM
    subject_field: str = ""  # of forms per row: the column that says which subject a row is about
    unit_field: str = ""  # the column that names the unit, where no label does
    unit_code_field: str = ""  # the column with the unit's code
    unique: tuple[str, ...] = ()  # fields whose value may stand once only
    key: str  # the field that tells a main row from a sub-row
    name: str  # the field that names the row
    columns: tuple[Column, ...]
    checks: tuple[Check, ...] = ()
    compared: tuple[Check, ...] = ()  # against the round before and sister forms
    scoring: tuple[Band, ...] = ()
    score_words: dict[str, int] = {}
    signatures: tuple[str, ...] = ("ผู้รายงาน", "ผอ.กลุ่ม")
    header_depth: int = Field(default=0, ge=0, le=4)  # of a form learnt from a blank: how many rows of headings it has
    printed: tuple[Printed, ...] = ()  # the rows such a blank has already, each of which is to be answered

    @model_validator(mode="after")
    def _fields_exist(self) -> FormDefinition:
        fields = [column.field for column in self.columns]
        problems = [f"column {name} stands twice" for name in sorted({f for f in fields if fields.count(f) > 1})]
        for role, name in (("key", self.key), ("name", self.name)):
            if name not in fields:
                problems.append(f"{role}: no column {name}")
        for check in self.checks:
            problems += [f"check {check.rule!r}: no column {n}" for n in (*check.needs, check.cell) if n not in fields]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def column(self, field: str) -> Column:
        """The column of that field; KeyError if there is none."""
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)
