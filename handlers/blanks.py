"""What is printed into the blank of an obligation: all that the office knows, and the figures of the round before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from domain.forms.definition import FormDefinition
from domain.forms.hints import hints_for
from domain.forms.identity import Identity
from domain.forms.layout import fill, items_of, rows_to_fill
from domain.forms.reading_result import Value
from domain.forms.record import rows_from_json
from domain.plan import PlanIndicator, UnitKind, cluster_called
from domain.thai import local, long_date
from handlers.routing import Context
from reports.blank_issue import BlankIssue, facts_of

if TYPE_CHECKING:
    from storage.schema import Obligation, Subject, Unit

_TOPIC: Final = re.compile(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)+$")
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys('/\\:*?"<>|\n\t', "-"))
_NAME_LIMIT: Final = 120
_SPACES: Final = re.compile(" +")


def identity_of(obligation: Obligation) -> Identity:
    """What the blank of an obligation carries inside."""
    requirement = obligation.requirement
    return Identity(requirement.code, obligation.subject.code, obligation.unit.code, requirement.form_version)


def issue_of(obligation: Obligation, form: FormDefinition, ctx: Context) -> BlankIssue:
    """Everything the blank of an obligation says. The speaker's name is in it where it is their unit's."""
    requirement, subject = obligation.requirement, obligation.subject
    items = items_of(PlanIndicator(no=i.no, name=i.name, unit=i.unit, target=i.target) for i in subject.indicators)
    known = {
        **_facts_of_unit(obligation.unit, ctx),
        "agency": requirement.agency,
        "round_code": requirement.round,
        "subject_code": subject.code,
        "closes": long_date(local(requirement.external_due_at).date()) if requirement.external_due_at else "",
    }
    issue = BlankIssue(
        identity=identity_of(obligation),
        office_name=ctx.tx.people.office(requirement.office_id).name,
        fiscal_year_be=requirement.fiscal_year_be,
        round_name=requirement.round_name,
        period_start=requirement.period_start,
        period_end=requirement.period_end,
        subject_no=_number(subject),
        subject_title=subject.title,
        unit_name=obligation.unit.name,
        reporter_name=ctx.me.name if obligation.unit_id in ctx.my_units else "",
        due_text=long_date(local(obligation.due_at).date()),
        facts=known,
    )
    rows = rows_to_fill(form.layout, facts_of(form, issue), items)
    return issue.with_rows(rows, _previous(obligation, form, rows, ctx))


def file_name(form: FormDefinition, issue: BlankIssue) -> str:
    """What the file is called: short, and fit for every file system."""
    name = fill(form.layout.file_name, facts_of(form, issue)).translate(_NOT_IN_NAMES)
    return f"{_SPACES.sub(' ', name).strip()[:_NAME_LIMIT]}.xlsx"


def _facts_of_unit(unit: Unit, ctx: Context) -> dict[str, str]:
    above = ctx.tx.people.unit(unit.parent_id) if unit.parent_id else None
    cluster = cluster_called(above.name) if above and above.kind == UnitKind.CLUSTER else ""
    return {
        "unit_short": unit.called,
        "unit_code": unit.code,
        "district": unit.district,
        "cluster": cluster,
        "smis_code": unit.smis_code,
        "obec_code6": unit.obec_code6,
        "moe_code10": unit.moe_code10,
    }


def _number(subject: Subject) -> int | str:
    """The subject's number; a topic's is said by its code: 2.1 of MOE-2.1."""
    found = _TOPIC.search(subject.code)
    return found[0] if found else subject.no


def _previous(
    obligation: Obligation, form: FormDefinition, rows: tuple[dict[str, str], ...], ctx: Context
) -> dict[str, dict[str, Value]]:
    hinted = [column.field for column in form.columns if column.hinted]
    earlier = ctx.tx.submissions.previous_of(obligation) if hinted else None
    if earlier is None:
        return {}
    return hints_for((form.key, form.name), hinted, rows, rows_from_json(earlier.version.rows))
