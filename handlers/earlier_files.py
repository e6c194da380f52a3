"""What a debt's file stands beside: earlier versions of the same debt, the round before, and sister forms."""

from __future__ import annotations

from collections.abc import Sequence
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
    previous = ctx.tx.submissions.previous_of(obligation)
    of_year = obligation.requirement.fiscal_year_be
    return Beside(
        was=rows_from_json(previous.rows) if previous else (),
        year=of_year,
        same_year=previous is not None and _year_of(previous, ctx) == of_year,
        sisters=tuple(rows_from_json(sister.rows) for sister in ctx.tx.submissions.sisters_of(obligation)),
    )


def _year_of(submission: Submission, ctx: Context) -> int | None:
    obligation = ctx.tx.work.obligation(submission.obligation_id)
    return obligation.requirement.fiscal_year_be if obligation else None


def taken_over(found: Completed, before: Sequence[Submission], form: str, ctx: Context) -> tuple[TakenOver, ...]:
    """Which rows come from which earlier version, for the receipt."""
    definition = ctx.forms[form]
    version_of = {version.receipt_no: version.version for version in before}
    by_source: dict[str, list[str]] = {}
    for row in found.taken:
        cell = row.cells.get(definition.key) or row.cells.get(definition.name)
        by_source.setdefault(row.source, []).append(cell.text if cell else "")
    return tuple(TakenOver(tuple(rows), source, version_of.get(source, 0)) for source, rows in by_source.items())
