"""What a year's indicators came to, as the office accepted it: each figure with the file and row it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from domain.forms.definition import FormDefinition
from domain.forms.key_figures import key_figures
from domain.forms.reading_result import Row
from domain.forms.record import rows_from_json
from domain.lifecycle import State
from domain.policies import ANALYSED_BY
from domain.reviewing import OFFICE
from domain.thai import arabic
from handlers.routing import Context
from handlers.wording import policies as words

if TYPE_CHECKING:
    from storage.schema import Obligation


class Result(NamedTuple):
    """What an indicator came to, and where it stands: round, receipt, sheet and row of the unit's file."""

    value: str
    source: str


def last_results(year: int, ctx: Context) -> dict[tuple[str, str], Result]:
    """By the subject's code and the indicator's number in Arabic digits; of several rounds the last accepted one."""
    found: dict[tuple[str, str], Result] = {}
    for requirement in ctx.tx.work.of_year(ctx.me.office_id, year, ANALYSED_BY):
        form = ctx.forms.get(requirement.form)
        if form is None:
            continue
        for debt in ctx.tx.work.of_requirement(requirement.id):
            if State(debt.state) in OFFICE.passed:
                found |= {(debt.subject.code, no): result for no, result in _results(debt, form)}
    return found


def _results(debt: Obligation, form: FormDefinition) -> Iterator[tuple[str, Result]]:
    version = debt.standing
    for row in rows_from_json(version.rows) if version else ():
        key = row.cells.get(form.key)
        value = _value(row, form)
        if version and key is not None and row.main and value:
            sheet = row.sheet or version.sheet
            receipt = row.source or version.receipt_no
            source = words.where_it_stands(debt.requirement.round_name, receipt, sheet, row.number)
            yield arabic(key.text).strip(), Result(value, source)


def _value(row: Row, form: FormDefinition) -> str:
    amounts = [amount for _, of_row in key_figures([row], form).rows for amount in of_row]
    return ", ".join(f"{amount.heading} {amount.value:,.2f}".removesuffix("0").removesuffix(".0") for amount in amounts)
