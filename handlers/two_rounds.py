"""A round beside the one before it: which that is, what both have, and what cannot be compared and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.forms.progress import progress
from domain.forms.record import rows_from_json
from domain.lifecycle import State
from domain.thai import for_matching
from domain.years import of_year
from handlers.context import Context
from handlers.facts import subject_of
from handlers.wording import comparisons as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.forms.reading_result import Row
    from storage.schema import Obligation, Requirement

_SHOWN_SUBJECTS: Final = 8


def before(asked: Requirement, year: int, ctx: Context) -> Requirement | None:
    """The round before of the same work and form, or the latest of that fiscal year; None where there is none.

    Of several that end on one day the one that asks about the same.
    """
    others = [
        one
        for one in ctx.tx.work.of_kinds(asked.office_id, [asked.work])
        if one.id != asked.id and one.period_end < asked.period_end and one.agency == asked.agency
        and _same_form(one, asked, ctx) and year in {0, one.fiscal_year_be}
    ]  # fmt: skip
    latest = [one for one in others if one.period_end == max(other.period_end for other in others)]
    if len(latest) < 2:  # noqa: PLR2004 - one is no question
        return latest[0] if latest else None
    mine = {_key(debt, asked.fiscal_year_be) for debt in ctx.tx.work.of_requirement(asked.id)}
    alike = [(len(mine & {_key(d, asked.fiscal_year_be) for d in ctx.tx.work.of_requirement(o.id)}), o) for o in latest]
    return max(alike, key=lambda pair: (pair[0], pair[1].id))[1]


def _same_form(one: Requirement, other: Requirement, ctx: Context) -> bool:
    if one.form == other.form:
        return True
    forms = ctx.forms.get(one.form), ctx.forms.get(other.form)
    return forms[0] is not None and forms[1] is not None and forms[0].title == forms[1].title


def view_of(asked: Requirement, was: Requirement, no: int, ctx: Context) -> words.Comparison:
    """The two beside each other; `no`: only the subject of that number, 0 for all."""
    definition = ctx.forms[asked.form]
    now_debts = [one for one in ctx.tx.work.of_requirement(asked.id) if no in {0, one.subject.no}]
    was_debts = ctx.tx.work.of_requirement(was.id)
    shared = len({debt.subject_id for debt in now_debts}) == len(now_debts)
    year = asked.fiscal_year_be
    earlier = {_key(debt, year, unit=not shared): debt for debt in was_debts}
    pairs = [(earlier.get(_key(debt, year, unit=not shared)), debt) for debt in now_debts]
    both = [(one, debt) for one, debt in pairs if one is not None and _rows(one) and _rows(debt)]
    found = progress([(_rows(one), _rows(debt)) for one, debt in both], definition)
    by_subject = []
    if shared and len(both) > 1:
        for one, debt in both[:_SHOWN_SUBJECTS]:
            first = progress([(_rows(one), _rows(debt))], definition).together[:1]
            by_subject += [(_called(debt, ctx), pair) for pair in first]
    return words.Comparison(
        id=asked.id,
        before_id=was.id,
        title=asked.title,
        before_title=was.title,
        subject=_called(now_debts[0], ctx) if no and now_debts else "",
        now_in=sum(bool(_rows(debt)) for debt in now_debts),
        now_of=len(now_debts),
        was_in=sum(bool(_rows(one)) for one, _ in pairs if one is not None),
        both=len(both),
        progress=found,
        by_subject=tuple(by_subject),
        new=tuple(_short(debt, ctx, shared=shared) for one, debt in pairs if one is None),
        not_in=tuple(_short(d, ctx, shared=shared) for one, d in pairs if one is not None and not _rows(d)),
        not_before=tuple(
            _short(d, ctx, shared=shared) for one, d in pairs if one is not None and _rows(d) and not _rows(one)
        ),
        other_span=_months(asked) != _months(was),
    )


def _rows(debt: Obligation) -> Sequence[Row]:
    """What came in and counts."""
    version = debt.standing
    return rows_from_json(version.rows) if version is not None and debt.state != State.RETURNED else ()


def _key(debt: Obligation, year: int, *, unit: bool = False) -> tuple[str, int]:
    """What a debt is about, its year apart, and whose it is where every unit owes the same."""
    about = debt.subject
    code = of_year(about.code, about.fiscal_year_be, year)
    return (for_matching(about.title) or code, debt.unit_id if unit else 0)


def _called(debt: Obligation, ctx: Context) -> str:
    mark, title = ctx.tx.work.subjects(ctx.me.office_id)[debt.subject_id]
    return subject_of(ctx.forms[debt.requirement.form], mark, title)[0]


def _short(debt: Obligation, ctx: Context, *, shared: bool) -> str:
    return _called(debt, ctx) if shared else debt.unit.called


def _months(one: Requirement) -> int:
    return round((one.period_end - one.period_start).days / 30)
