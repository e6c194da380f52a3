"""Learning a form from a blank that nobody has defined: its title, headings, kinds, and the rows it asks about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from domain.forms.definition import Column, FormDefinition, Per, Printed
from domain.forms.grid import Grid, Sheet, letters
from domain.forms.headings import Header
from domain.forms.keys import heading_key
from domain.forms.learning_columns import Columns, columns_of
from domain.forms.learning_header import Block, find_block
from domain.forms.learning_title import Named, title_of
from domain.forms.learnt import Doubt, Learnt, NotAForm
from domain.forms.titles import read_heading
from domain.forms.usual_labels import USUAL

_WIDEST: Final = 60
_MOST_PRINTED: Final = 500
_STOPS: Final = ("รวม", "ลงชื่อ", "หมายเหตุ")


@dataclass(frozen=True, slots=True)
class _Found:
    """A sheet with a table, and what its headings come to."""

    sheet: Sheet
    block: Block
    columns: Columns

    @property
    def mark(self) -> tuple[str, ...]:
        """What tells one table from another."""
        return tuple(heading_key("".join(path)) for path in self.block.paths.values())


def learn(grid: Grid, *, name: str, known: Iterable[FormDefinition] = ()) -> Learnt | NotAForm:
    """The form that a blank is. `name`: the file's, for a blank without a title; `known`: the office's other forms.

    Of several sheets the one with most columns is the form; sheets with the same headings belong to it, others are
    told in the doubts. The definition reads filled copies of the blank with `domain.forms.reading.read_form`.
    """
    known = tuple(known)
    found = [
        _Found(sheet, block, columns_of(sheet, block, known))
        for sheet in grid.sheets
        if sheet.visible and (block := find_block(sheet)) is not None
    ]
    if not found:
        return NotAForm("no_table")
    best = max(found, key=lambda one: len(one.block.paths))
    if len(best.block.paths) > _WIDEST:
        return NotAForm("too_wide")
    if not best.columns.answers:
        return NotAForm("nothing_to_fill")
    return _learnt(best, [one for one in found if one is not best], name)


def _learnt(best: _Found, others: Sequence[_Found], name: str) -> Learnt:
    columns, sheet = best.columns, best.sheet
    same = [one for one in others if one.mark == best.mark]
    title = title_of(sheet, best.block.rows.start, name)
    definition = _definition(best, title, Per.ROW if columns.lists_units else Per.SHEET if same else Per.FORM)
    places = {columns.fields[at]: at for at in best.block.paths}
    names = {place: definition.column(field).heading for field, place in places.items()}
    heading = read_heading(sheet, definition, Header(tuple(best.block.rows), places, names, 1.0))
    return Learnt(
        definition=definition,
        sheet=sheet.name,
        header_rows=tuple(row + 1 for row in best.block.rows),
        columns={columns.fields[at]: letters(at) for at in best.block.paths},
        fiscal_year_be=heading.fiscal_year_be,
        round=heading.round,
        doubts=(*_doubts(best, title), *_about_sheets(others, same)),
    )


def _definition(best: _Found, title: Named, per: Per) -> FormDefinition:
    columns = best.columns
    printed = () if columns.lists_units else _printed(columns)
    begun = [row.name for row in printed] + [row.no for row in printed if row.no]
    return FormDefinition(
        code="",
        title=title.text,
        labels=dict(USUAL),
        foot_labels=True,
        stop_words=tuple(word for word in _STOPS if not any(text.startswith(word) for text in begun)),
        per=per,
        unit_field=columns.unit_field,
        unit_code_field=columns.unit_code_field,
        key=columns.fields[columns.key],
        name=columns.fields[columns.name],
        columns=tuple(columns.made),
        header_depth=len(best.block.rows),
        printed=printed[:_MOST_PRINTED],
    )


def _printed(columns: Columns) -> tuple[Printed, ...]:
    """The rows that ask for an answer. Numbers that begin anew in each section tell no rows apart and are left out."""
    lines = [line for line in columns.body.lines if columns.name in line.texts]
    numbered = columns.key != columns.name
    rows = [
        Printed(no=line.texts.get(columns.key, "") if numbered else "", name=line.texts[columns.name]) for line in lines
    ]
    return tuple({(row.no, heading_key(row.name)): row for row in rows}.values())


def _doubts(best: _Found, title: Named) -> list[Doubt]:
    columns, body = best.columns, best.columns.body
    found = [] if title.stated else [Doubt("no_title", title.text)]
    found += [] if columns.numbers is not None else [Doubt("no_number")]
    found += [Doubt("twice", heading) for heading in _twice(columns.made)]
    found += [Doubt("filled", heading) for heading in columns.filled_already]
    found += [Doubt("example", next(iter(line.texts.values()))) for line in body.examples[:1]]
    if columns.lists_units:
        found.append(Doubt("units_listed", str(len(body.lines))))
    elif not any(columns.name in line.texts for line in body.lines):
        found.append(Doubt("no_rows"))
    return found


def _twice(columns: Sequence[Column]) -> list[str]:
    wholes = [heading_key(column.group + column.heading) for column in columns]
    return list(dict.fromkeys(c.heading for c, key in zip(columns, wholes, strict=True) if wholes.count(key) > 1))


def _about_sheets(others: Sequence[_Found], same: Sequence[_Found]) -> list[Doubt]:
    rest = [one.sheet.name for one in others if one not in same]
    found = [Doubt("same_sheets", str(len(same) + 1))] if same else []
    return found + [Doubt("other_sheet", sheet) for sheet in rest]
