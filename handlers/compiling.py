"""A round as the rows of a report: who owes what, what came in and counts, and what is kept as evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from domain.forms.beside import tables_in
from domain.forms.definition import Severity
from domain.forms.record import findings_from_json, rows_from_json
from domain.lifecycle import ACCEPTED, STATE_WORDS, State
from domain.plan import PlanIndicator, UnitKind
from handlers import albums
from handlers.facts import Task
from handlers.rounds import Asked
from handlers.routing import Context
from reports.summary_data import Attached, Pictured, Received, SummaryData, SummaryLine
from storage.pictures import Shown

if TYPE_CHECKING:
    from storage.schema import Obligation, Submission


def summary_data(asked: Asked, tasks: Sequence[Task], ctx: Context) -> SummaryData:
    """Everything that a summary or a booklet of the round shows, at this moment; `tasks`: of its obligations."""
    requirement, obligations = asked.requirement, asked.obligations
    kept: dict[int, list[Attached]] = {}
    for one in ctx.tx.attachments.of_debts([o.id for o in obligations]):
        attached = Attached(kind=one.kind, name=one.name, sender=one.sender, at=one.at, sha256=one.sha256 or "")
        kept.setdefault(one.obligation_id, []).append(attached)
    units = ctx.tx.people.units(requirement.office_id)
    where = {unit.id: unit.name for unit in units if unit.kind == UnitKind.CLUSTER}
    pictures, before = albums.to_print(obligations, ctx), _before(obligations, ctx)
    return SummaryData(
        office_name=ctx.tx.people.office(requirement.office_id).name,
        code=requirement.code,
        title=requirement.title,
        fiscal_year_be=requirement.fiscal_year_be,
        round_name=requirement.round_name,
        due_at=requirement.due_at,
        as_of=ctx.now,
        definition=ctx.forms[requirement.form],
        lines=tuple(
            _line(o, task, (kept.get(o.id, ()), pictures.get(o.id, ()), before.get(o.id)), where, ctx)
            for o, task in zip(obligations, tasks, strict=True)
        ),
    )


def _line(
    obligation: Obligation,
    task: Task,
    beside: tuple[Sequence[Attached], Sequence[Shown], Received | None],
    clusters: Mapping[int, str],
    ctx: Context,
) -> SummaryLine:
    subject, standing = obligation.subject, obligation.standing
    evidence, pictures, before = beside
    return SummaryLine(
        subject_no=subject.no,
        subject_title=subject.title,
        unit=obligation.unit.name,
        state_text=STATE_WORDS[task.state],
        standing="fix" if task.to_mend else "missing" if task.owed else "in",
        joint_units=tuple(unit.name for unit in obligation.answering if unit.id != obligation.unit_id),
        indicators=tuple(PlanIndicator(no=i.no, name=i.name, unit=i.unit, target=i.target) for i in subject.indicators),
        received=_received(standing, ctx) if standing else None,
        due_at=obligation.due_at,
        evidence=tuple(evidence),
        accepted=task.state in ACCEPTED,
        smis_code=obligation.unit.smis_code or "",
        district=obligation.unit.district,
        cluster=clusters.get(obligation.unit.parent_id or 0, ""),
        before=before,
        subject_code=subject.code,
        unit_code=obligation.unit.code,
        unit_short=obligation.unit.called,
        told=standing.beside.get("told", {}) if standing else {},
        tables=tables_in(standing.beside) if standing else (),
        pictures=tuple(Pictured(one.print_sha256, one.wide, one.tall, one.caption) for one in pictures),
    )


def _before(obligations: Sequence[Obligation], ctx: Context) -> Mapping[int, Received]:
    """What units reported in the round before, by debt, where that was accepted; only where figures are compared.

    One query for each subject, however many units owe it.
    """
    compared = [one for one in obligations if ctx.forms[one.requirement.form].information is not None]
    found: dict[int, Received] = {}
    for like in {one.subject_id: one for one in compared}.values():
        earlier = ctx.tx.submissions.previous_of_all(like)
        for debt in compared:
            was = earlier.get(debt.unit_id) if debt.subject_id == like.subject_id else None
            if was is not None and State(was.state) in ACCEPTED:
                found[debt.id] = _received(was.version, ctx)
    return found


def _received(version: Submission, ctx: Context) -> Received:
    """A version with its rows, and the earlier files that some of them were taken over from."""
    findings, rows = findings_from_json(version.findings), rows_from_json(version.rows)
    sources = {row.source for row in rows if row.source}
    earlier = ctx.tx.submissions.of_obligation(version.obligation_id) if sources else []
    return Received(
        submitted_at=version.received_at,
        sender=version.upload.person.name,
        receipt_no=version.receipt_no,
        version=version.version,
        file_name=version.upload.name,
        sha256=version.upload.sha256,
        sheet=version.sheet,
        rows=rows,
        warnings=sum(finding.severity is Severity.WARNING for finding in findings),
        earlier={one.receipt_no: _received(one, ctx) for one in earlier if one.receipt_no in sources},
    )
