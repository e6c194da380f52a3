"""The columns of an unknown form: which number and name the rows, which are printed, which are to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from domain.forms.definition import Column, FormDefinition, Kind
from domain.forms.grid import Raw, Sheet
from domain.forms.learning_fields import Alike, KnownColumns, Title, field_names, titles_of
from domain.forms.learning_header import Block
from domain.forms.learning_kinds import kind_of
from domain.forms.learning_rows import NUMBERED, Body, read_body
from domain.thai import arabic, normalise

_MOSTLY: Final = 0.6  # of the printed rows: then a column is printed
_FILLED: Final = 0.5  # of the columns that a unit may fill: then it has been filled in, and is no blank
_NUMBERS: Final = re.compile(r"(?:ที่|ลำดับ(?:ที่)?|ข้อ(?:ที่)?|เลขที่|no\.?|#)", re.IGNORECASE)
_NAMES: Final = re.compile(
    r"ตัวชี้วัด|ประเด็น|รายการ|คำถาม|ชื่อ|โครงการ|เรื่อง|กิจกรรม|หัวข้อ|ด้าน|นโยบาย|มาตรฐาน|โรงเรียน|หน่วยงาน|สถานศึกษา"
)
_UNIT: Final = re.compile(
    r"(?:ชื่อ)?(?:โรงเรียน|สถานศึกษา|หน่วยงาน|กลุ่มภารกิจ|โรงเรียน/หน่วยงาน|หน่วยงาน/โรงเรียน)(?:ผู้รายงาน|ที่รายงาน)?"
)
_UNIT_CODE: Final = re.compile(r"รหัส(?:สถานศึกษา|โรงเรียน|หน่วยงาน|smis)", re.IGNORECASE)
_GIVEN: Final = re.compile(r"หน่วยนับ|เป้าหมาย|รหัส|อำเภอ|กลุ่มโรงเรียน|ตำบล|น้ำหนัก|เกณฑ์|สังกัด")
_WIDTHS: Final = {Kind.LONG_TEXT: 28.0, Kind.TEXT: 16.0, Kind.MONEY: 13.0, Kind.DATE: 13.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns by their place (from 0). `key` and `name` tell rows apart; `numbers`: the column of row numbers."""

    made: tuple[Column, ...]
    fields: dict[int, str]
    key: int
    name: int
    numbers: int | None
    answers: tuple[str, ...]  # fields that a unit fills in
    filled_already: tuple[str, ...]  # headings of columns that seem to have been filled in
    unit_field: str
    unit_code_field: str
    lists_units: bool
    body: Body


@dataclass(slots=True)
class _Draft:
    """What is known of the columns while they are being worked out."""

    sheet: Sheet
    block: Block
    titles: dict[int, Title]
    body: Body
    numbers: int | None

    def printed(self, column: int) -> bool:
        """Whether most rows that print anything print something there."""
        named = [line for line in self.body.lines if set(line.texts) - {self.numbers}] or self.body.lines
        return bool(named) and sum(column in line.texts for line in named) >= _MOSTLY * len(named)

    def samples(self, column: int) -> list[Raw]:
        """What stands in the cells of a column."""
        return [self.sheet.value(line.number, column) for line in self.body.lines if column in line.texts]

    def shown(self, column: int) -> list[Raw]:
        """What stands in the cells of a column and in the rows that show how to fill it in."""
        return [self.sheet.value(line.number, column) for line in (*self.body.lines, *self.body.examples)
                if column in line.texts]  # fmt: skip

    def texts(self, column: int) -> list[str]:
        """The same as texts."""
        return [line.texts[column] for line in self.body.lines if column in line.texts]


def columns_of(sheet: Sheet, block: Block, known: Iterable[FormDefinition]) -> Columns:
    """Work out the columns under a heading."""
    titles = titles_of(block.paths)
    numbers = next((c for c, title in titles.items() if _NUMBERS.fullmatch(title.heading.replace(" ", ""))), None)
    body = read_body(sheet, block.first, titles, numbers)
    if numbers is None:
        numbers = _numbers_by_look(titles, body)
    draft = _Draft(sheet, block, titles, body, numbers)
    unit, name = _unit_column(draft), _name_column(draft)
    lists_units = unit is not None and draft.printed(unit)
    if lists_units and unit is not None:
        name = unit
    key = numbers if numbers is not None and _tells_rows_apart(draft, numbers) else name
    given, filled = _given(draft, name, unit)
    fields, made = _make(draft, known, given)
    code = next((c for c, title in titles.items() if _UNIT_CODE.match(title.heading.replace(" ", ""))), None)
    return Columns(
        made=made,
        fields=fields,
        key=key,
        name=name,
        numbers=numbers,
        answers=tuple(fields[at] for at in titles if at not in given),
        filled_already=tuple(titles[at].heading for at in filled),
        unit_field=fields[unit] if unit is not None else "",
        unit_code_field=fields[code] if code is not None and unit is not None else "",
        lists_units=lists_units,
        body=body,
    )


def _numbers_by_look(titles: dict[int, Title], body: Body) -> int | None:
    """The first column, where what is printed in it are numbers of rows."""
    first = min(titles)
    texts = [line.texts[first] for line in body.lines if first in line.texts]
    numbered = sum(NUMBERED.fullmatch(arabic(text)) is not None for text in texts)
    return first if len(titles) > 1 and texts and numbered >= _MOSTLY * len(texts) else None


def _tells_rows_apart(draft: _Draft, numbers: int) -> bool:
    texts = draft.texts(numbers)
    return len(set(texts)) == len(texts)


def _name_column(draft: _Draft) -> int:
    """The column that says what a row is about: printed and different in each row; else by its heading."""
    others = [column for column in draft.titles if column != draft.numbers]
    printed = [column for column in others if draft.printed(column) and not _is_figures(draft, column)]
    if printed:
        return max(printed, key=lambda c: (len(set(draft.texts(c))), bool(_NAMES.search(draft.titles[c].heading)), -c))
    if not others:
        return min(draft.titles)
    named = [c for c in others if _NAMES.search(draft.titles[c].heading) and "จำนวน" not in draft.titles[c].heading]
    return named[0] if named else others[0]


def _is_figures(draft: _Draft, column: int) -> bool:
    texts = draft.texts(column)
    return sum(NUMBERED.fullmatch(arabic(text.replace(",", ""))) is not None for text in texts) * 2 > len(texts)


def _unit_column(draft: _Draft) -> int | None:
    """The column that names the unit whose row it is."""
    return next((c for c, t in draft.titles.items() if _UNIT.fullmatch(normalise(t.heading).replace(" ", ""))), None)


def _given(draft: _Draft, name: int, unit: int | None) -> tuple[set[int], list[int]]:
    """The columns that are printed; and those that seem to have been filled in, which are answers all the same."""
    printed = {column for column in draft.titles if draft.printed(column)}
    if draft.numbers is not None:
        printed.add(draft.numbers)
    sure = {column for column in printed if column in {draft.numbers, name, unit}
            or _GIVEN.search(draft.titles[column].heading)}  # fmt: skip
    if len(printed - sure) >= _FILLED * len(draft.titles.keys() - sure) > 0:
        return sure, sorted(printed - sure)
    figures = [column for column in sorted(printed - sure) if _is_figures(draft, column)]
    return printed, figures


def _make(draft: _Draft, known: Iterable[FormDefinition], given: set[int]) -> tuple[dict[int, str], tuple[Column, ...]]:
    names = field_names(draft.titles, KnownColumns(draft.titles, known), draft.shown)
    made = []
    for at, title in draft.titles.items():
        field, alike = names[at]
        kind = _kind(draft, at, alike, draft.samples(at) if at in given else [])
        plain = Column(field=field, heading=title.heading, group=title.group, kind=kind, prefilled=at in given,
                       width=_WIDTHS.get(kind, 11.0))  # fmt: skip
        if alike is not None and alike.column.kind is kind:
            plain = _as_known(plain, alike.column)
        made.append(plain)
    return {at: names[at][0] for at in draft.titles}, tuple(made)


def _as_known(plain: Column, known: Column) -> Column:
    """A column with what the office's own column of the same heading says of codes and choices."""
    return plain.model_copy(update={"digits": known.digits, "choices": known.choices, "width": known.width})


def _kind(draft: _Draft, at: int, alike: Alike | None, samples: list[Raw]) -> Kind:
    if at == draft.numbers:
        return Kind.TEXT  # also where the office's own form has whole numbers there: an inspector's may be 1.1
    title, percent = draft.titles[at], draft.sheet.details.is_percent(draft.block.first, at)
    known = alike.column.kind if alike is not None else None
    return kind_of(title.heading, title.group, samples, percent=percent, known=known)
