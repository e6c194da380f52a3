"""What can be learnt of a blank nobody has defined: the form it is, and what somebody should look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from domain.forms.definition import FormDefinition


class Doubt(NamedTuple):
    """Something to show to whoever taught the form.

    Codes: no_title (named after the file), other_sheet (a table that is not taken in, by its sheet), same_sheets
    (several sheets of this form), no_number, filled (cells that a unit fills are filled already), example (a row that
    only shows how), no_rows (nothing is printed: a unit adds its own), twice (a heading that stands twice),
    units_listed (the rows are units: each answers its own).
    """

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """A blank as understood. `columns`: field -> letter; `header_rows`: from 1; rows and title are in `definition`."""

    definition: FormDefinition
    sheet: str
    header_rows: tuple[int, ...]
    columns: Mapping[str, str]
    fiscal_year_be: int | None = None
    round: str | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class NotAForm:
    """No form can be learnt. Reasons: no_table, nothing_to_fill, too_wide."""

    reason: str
