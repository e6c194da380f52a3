"""A form as whoever looks at it sees it: the facts of its card, with links to what was sent made for them alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from domain.forms.key_figures import key_figures
from domain.forms.record import findings_from_json, rows_from_json
from domain.reviewing import OFFICE, SCREENING, Bench
from domain.thai import local
from handlers import earlier_files, screening, tasks_of
from handlers.routing import Context
from handlers.wording import reviewed_form as words
from handlers.wording.reviewed_form import FileView, FormView
from handlers.wording.reviews import ReviewView, RoundView
from storage.files import EVIDENCE, OVER, SENT

if TYPE_CHECKING:
    from storage.schema import Attachment, Obligation, Submission

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)  # moments are microseconds since then on buttons
BACK: Final = {OFFICE.key: "sendback", SCREENING.key: "screenback"}  # how the buttons of a no begin
_MOST_LINKS: Final = 6  # to pieces of evidence, on one card
_ENDINGS: Final = {"image": ".jpg", "video": ".mp4", "audio": ".m4a"}


class Queue(NamedTuple):
    """A queue somebody goes through: a bench, and the requirement whose forms they look at, 0 for whatever waits."""

    bench: Bench
    scope: int


class Stand(NamedTuple):
    """Since when a debt waits, and which version or evidence is there to be seen."""

    since: datetime
    seen: int


def view_of(debt: Obligation, stand: Stand, round_: RoundView, queue: Queue, ctx: Context) -> ReviewView:
    """The card's facts of what waits there on a bench."""
    bench, form = queue.bench, form_of(debt, ctx)
    key = f"{debt.id}:{stand.seen}:{queue.scope}"
    return ReviewView(
        task=form.task,
        file=form.file,
        evidence=form.evidence,
        links=form.links,
        bench=bench,
        round=round_,
        seen=stand.seen,
        yes=f"{bench.key}yes:{key}",
        no=f"{BACK[bench.key]}:{key}",
        skip=f"{bench.key}:{queue.scope}:{micros(stand.since)}:{debt.id}",
        opinions=tuple(ctx.tx.opinions.of([debt.id])[debt.id]) if bench.is_committee else (),
        members=len(screening.screeners(debt.requirement.office_id, debt.requirement_id, ctx))
        if bench.is_committee
        else 0,
    )


def form_of(debt: Obligation, ctx: Context) -> FormView:
    """What was sent, and what is known of it. Documents are made for the speaker, and once only."""
    (task,) = tasks_of.tasks(ctx, [debt])
    files, links = _evidence(debt, ctx) if task.evidence else ((), ())
    file = _file(debt, debt.standing, ctx) if debt.standing else None
    return FormView(task=task, file=file, evidence=files, links=links)


def micros(since: datetime) -> int:
    """A moment as buttons carry it: microseconds since 1970."""
    return (since - EPOCH) // timedelta(microseconds=1)


def _file(debt: Obligation, version: Submission, ctx: Context) -> FileView:
    upload, requirement = version.upload, debt.requirement
    all_of_it = earlier_files.versions(debt, ctx)
    before = [one for one in all_of_it if one.version < version.version]
    rows, calendar = rows_from_json(version.rows), ctx.calendar(requirement.office_id)
    came_late = version.received_at > debt.due_at
    due, came = local(debt.due_at).date(), local(version.received_at).date()
    url = "" if upload.outcome in OVER else _link(SENT, {"upload": upload.id}, upload.sha256, upload.name, ctx)
    return FileView(
        receipt_no=version.receipt_no,
        version=version.version,
        at=version.received_at,
        who=upload.person.name,
        name=upload.name,
        late=calendar.working_days_between(due, came) if came_late else 0,
        findings=findings_from_json(version.findings),
        changes=earlier_files.changed(rows, before, requirement.form, ctx),
        figures=key_figures(rows, ctx.forms[requirement.form]),
        later=max((one.version for one in all_of_it if one.version > version.version), default=0),
        url=url,
    )


def _evidence(debt: Obligation, ctx: Context) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Links to photos and documents, the newest first; and the addresses that people sent, as they sent them."""
    kept = ctx.tx.attachments.of_debt(debt.id)
    files = [one for one in kept if one.sha256][:_MOST_LINKS]
    shown = tuple((words.open_evidence(one.kind, n), _kept(one, ctx)) for n, one in enumerate(files, start=1))
    return shown, tuple(one.link for one in kept if one.link)[:_MOST_LINKS]


def _kept(one: Attachment, ctx: Context) -> str:
    name = one.name or words.evidence_name(one.id)
    ending = "" if PurePath(name).suffix else _ENDINGS.get(one.kind, "")
    return _link(EVIDENCE, {"attachment": one.id}, one.sha256 or "", name + ending, ctx)


def _link(kind: str, about: dict[str, int], sha256: str, name: str, ctx: Context) -> str:
    document = ctx.tx.files.shown_to(ctx.me.id, kind, about) or ctx.tx.files.make_document(
        office_id=ctx.me.office_id, kind=kind, name=name, sha256=sha256, made_for_id=ctx.me.id, now=ctx.now, about=about
    )
    return ctx.links.file(document.id, ctx.me.id, ctx.now)
