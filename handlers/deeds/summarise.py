"""สรุป: the figures of a round as a card, and a workbook behind a link that a director can print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.events import Incoming, Place
from domain.forms.definition import Severity
from domain.forms.record import findings_from_json, rows_from_json
from domain.lifecycle import STATE_WORDS
from domain.messages import Outgoing
from domain.own_forms import id_in
from domain.phrases.understanding import Intent
from domain.plan import PlanIndicator
from domain.rights import Right
from domain.thai import local
from handlers import rounds
from handlers.facts import Task
from handlers.routing import Context, Deed, reply
from handlers.wording import overview as words
from reports.learnt_summary import compile_learnt
from reports.strategy_summary import Attached, Received, SummaryData, SummaryLine, compile_summary
from reports.workbook import XLSX_MIME, to_xlsx

if TYPE_CHECKING:
    from storage.schema import Document, Obligation, Requirement, Submission


def summarise(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Compile the round and answer with its card; in a group with counts only, and no file."""
    asked = rounds.meant(event, ctx, "summary")
    if isinstance(asked, list):
        return asked
    view = rounds.view(ctx, asked)
    if event.place is Place.GROUP:
        return reply(words.counts_only(ctx.voice, view))
    document = _workbook(asked.requirement, asked.obligations, view, ctx)
    url = ctx.links.file(document.id, ctx.me.id, ctx.now)
    return reply(words.summary(ctx.voice, view, url, ctx.link_hours))


def _workbook(requirement: Requirement, obligations: list[Obligation], view: words.RoundView, ctx: Context) -> Document:
    kept: dict[int, list[Attached]] = {}
    for one in ctx.tx.attachments.of_debts([o.id for o in obligations]):
        attached = Attached(kind=one.kind, name=one.name, sender=one.sender, at=one.at, sha256=one.sha256 or "")
        kept.setdefault(one.obligation_id, []).append(attached)
    data = SummaryData(
        office_name=ctx.tx.people.office(requirement.office_id).name,
        code=requirement.code,
        title=requirement.title,
        fiscal_year_be=requirement.fiscal_year_be,
        round_name=requirement.round_name,
        due_at=requirement.due_at,
        as_of=ctx.now,
        definition=ctx.forms[requirement.form],
        lines=tuple(_line(o, task, kept.get(o.id, ()), ctx) for o, task in zip(obligations, view.tasks, strict=True)),
    )
    sheets = compile_summary(data) if id_in(requirement.form) is None else compile_learnt(data)
    made = to_xlsx(sheets, title=requirement.title, made_at=ctx.now)
    name = f"สรุป {requirement.title} ณ {local(ctx.now):%Y%m%d-%H%M}.xlsx".replace("/", "-")
    ctx.tx.audit.note(ctx.now, Noted.SUMMARISE, requirement.code, office_id=requirement.office_id, person_id=ctx.me.id)
    return ctx.tx.files.make_document(
        office_id=requirement.office_id,
        kind="summary",
        name=name,
        sha256=ctx.tx.files.keep(made, XLSX_MIME, ctx.now),
        made_for_id=ctx.me.id,
        now=ctx.now,
        about={"requirement": requirement.code},
    )


def _line(obligation: Obligation, task: Task, evidence: Sequence[Attached], ctx: Context) -> SummaryLine:
    subject = obligation.subject
    return SummaryLine(
        subject_no=subject.no,
        subject_title=subject.title,
        unit=obligation.unit.name,
        state_text=STATE_WORDS[task.state],
        standing="fix" if task.to_mend else "missing" if task.owed else "in",
        joint_units=tuple(unit.name for unit in obligation.answering if unit.id != obligation.unit_id),
        indicators=tuple(PlanIndicator(no=i.no, name=i.name, unit=i.unit, target=i.target) for i in subject.indicators),
        received=_received(obligation.standing, ctx) if obligation.standing else None,
        due_at=obligation.due_at,
        evidence=tuple(evidence),
    )


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


DEED = Deed(
    name="summarise",
    do=summarise,
    intents=frozenset({Intent.SUMMARY, Intent.EXPORT}),
    slow=True,
    tap="summary",
    right=Right.SEE_ALL,
    of_group=True,
)
