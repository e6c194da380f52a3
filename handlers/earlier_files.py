"""What a debt's file stands beside: earlier versions of the same debt, the round before, and sister forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from domain.forms.carried import Completed, Earlier, complete
from domain.forms.changes import Change, changes
from domain.forms.compared import Beside
from domain.forms.portions import Portion
from domain.forms.reading_result import Row
from domain.forms.record import findings_from_json, rows_from_json
from handlers.routing import Context
from handlers.wording.receipts import TakenOver

if TYPE_CHECKING:
    from storage.schema import Obligation, Submission
    from storage.submissions import Previous


def versions(obligation: Obligation, ctx: Context) -> list[Submission]:
    """The versions of a debt that have not been withdrawn, the newest first."""
    return [s for s in reversed(ctx.tx.submissions.of_obligation(obligation.id)) if s.withdrawn_at is None]


def completed(portion: Portion, obligation: Obligation, before: Sequence[Submission], ctx: Context) -> Completed:
    """The portion with the rows it does not bring, taken over from the versions before."""
    printed = ctx.forms[portion.form].printed or obligation.subject.indicators
    indicators = [(one.no, one.name) for one in printed]
    earlier = [
        Earlier(
            receipt_no=version.receipt_no,
            rows=rows_from_json(version.rows),
            findings=findings_from_json(version.findings),
        )
        for version in before
    ]
    return complete(portion.reading, earlier, ctx.forms[portion.form], indicators)


def changed(rows: Sequence[Row], before: Sequence[Submission], form: str, ctx: Context) -> tuple[Change, ...] | None:
    """What is new since the version before; None for the first one."""
    return changes(rows_from_json(before[0].rows), rows, ctx.forms[form]) if before else None


def beside(form: str, obligation: Obligation, ctx: Context) -> Beside:
    """What the figures are compared with; nothing is looked up for a form that compares nothing."""
    if not ctx.forms[form].compared:
        return Beside()
    submissions = ctx.tx.submissions
    return _beside(submissions.previous_of(obligation), submissions.sisters_of(obligation), obligation)


def beside_all(form: str, debts: Sequence[Obligation], ctx: Context) -> Mapping[int, Beside]:
    """The same, by debt, of debts that are about one subject of one requirement: two queries for any number."""
    if not debts or not ctx.forms[form].compared:
        return {}
    previous = ctx.tx.submissions.previous_of_all(debts[0])
    sisters = ctx.tx.submissions.sisters_of_all(debts[0])
    return {one.id: _beside(previous.get(one.unit_id), sisters.get(one.unit_id, ()), one) for one in debts}


def _beside(previous: Previous | None, sisters: Sequence[Submission], obligation: Obligation) -> Beside:
    of_year = obligation.requirement.fiscal_year_be
    return Beside(
        was=rows_from_json(previous.version.rows) if previous else (),
        year=of_year,
        same_year=previous is not None and previous.year_be == of_year,
        sisters=tuple(rows_from_json(sister.rows) for sister in sisters),
    )


def taken_over(found: Completed, before: Sequence[Submission], form: str, ctx: Context) -> tuple[TakenOver, ...]:
    """Which rows come from which earlier version, for the receipt."""
    definition = ctx.forms[form]
    version_of = {version.receipt_no: version.version for version in before}
    by_source: dict[str, list[str]] = {}
    for row in found.taken:
        cell = row.cells.get(definition.key) or row.cells.get(definition.name)
        by_source.setdefault(row.source, []).append(cell.text if cell else "")
    return tuple(TakenOver(tuple(rows), source, version_of.get(source, 0)) for source, rows in by_source.items())
