"""แจ้ง E-MES รายการที่ 1: everybody who is to report elsewhere is told what, where and by when (the manual, 3, step 1).

The words are put together from the requirement; what it costs is said first, and which schools have to be telephoned.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from domain.circulars import Kind, NewCircular
from domain.events import ButtonPressed, Incoming
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.plan import UnitKind
from domain.rights import Right
from domain.standing import NOT_EXPECTED
from domain.subjects import subject_called, subject_mark
from domain.works import ANNOUNCED_BY
from handlers import circulating, rounds, steps_done
from handlers.routing import Context, Deed, reply
from handlers.wording import announcements as words

if TYPE_CHECKING:
    from storage.schema import Obligation, Requirement

KIND: Final = "announce work"
_TAP: Final = "announceworkgo"


def begin(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Show what would be told to whom, and its cost: announcework:<requirement>, or what typed words name."""
    found = [one for one in rounds.named(event, ctx, ANNOUNCED_BY.keys()) if ctx.forms[one.form].elsewhere]
    if not found:
        return reply(words.no_work(ctx.voice))
    if len(found) > 1:
        return reply(words.which_work(ctx.voice, [(one.id, one.title) for one in found]))
    return _shown(found[0], ctx)


def confirm(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Have them told, once: announceworkgo:<people or groups>:<mark of what the card showed>."""
    draft = ctx.tx.registers.draft(ctx.me.id, KIND, ctx.now)
    way, _, mark = event.data.partition(":")[2].partition(":")
    requirement = ctx.tx.work.requirement(draft.said["requirement"], ctx.me.office_id) if draft else None
    if requirement is None:
        return reply(words.nothing_begun(ctx.voice))
    view, debts = _view(requirement, ctx)
    if mark != str(view.mark):
        return _shown(requirement, ctx)
    new = NewCircular(
        kind=Kind.NEWS,
        title=view.title,
        lines=view.lines,
        parts=dict.fromkeys(_people(debts, ctx), ""),
        requirement_id=requirement.id,
        until=requirement.external_due_at or requirement.due_at,
        in_groups=way == "groups",
    )
    circulating.circulate(new, ctx)
    ctx.tx.registers.drop_draft(ctx.me.id)
    code = ANNOUNCED_BY[requirement.work]
    steps_done.record(requirement, code, view.title, ctx)
    return reply(words.told(ctx.voice, view, code))


def _shown(requirement: Requirement, ctx: Context) -> list[Outgoing]:
    view, debts = _view(requirement, ctx)
    if not _people(debts, ctx):
        return reply(words.nobody_serves(ctx.voice, view.silent))
    ctx.tx.registers.keep_draft(ctx.me.id, KIND, {"requirement": requirement.id}, ctx.now)
    return reply(words.really(ctx.voice, view))


def _view(requirement: Requirement, ctx: Context) -> tuple[words.AnnouncementView, list[Obligation]]:
    form = ctx.forms[requirement.form]
    if form.elsewhere is None:
        raise LookupError(f"{requirement.code} is not reported elsewhere")
    debts = [debt for debt in ctx.tx.work.of_requirement(requirement.id) if debt.state not in NOT_EXPECTED]
    subjects = {debt.subject_id: debt.subject for debt in debts}.values()
    items = [
        f"{subject_called(form.subject_word, subject_mark(one.kind, one.no, one.code))} {one.title}".strip()
        for one in sorted(subjects, key=lambda one: (one.no, one.id))
    ]
    title = words.REPORT.format(title=requirement.title)
    lines = words.work_lines(items, form.elsewhere, requirement.external_due_at, requirement.due_at)
    people = _people(debts, ctx)
    ways = circulating.ways(people, ctx)
    units = {debt.unit_id: debt.unit for debt in debts}
    schools = sum(unit.kind == UnitKind.SCHOOL for unit in units.values())
    return words.AnnouncementView(
        mark=zlib.crc32(repr((requirement.id, title, lines, sorted(people))).encode()),
        whom=words.schools_and_office(schools, office=len(units) > schools),
        title=title,
        words="",
        file="",
        people=ways.cost.people,
        reached=ways.cost.messages,
        by_phone=(),
        groups=ways.groups,
        in_groups=ways.in_groups,
        left=ways.cost.left,
        at_once=ways.cost.at_once,
        tap=_TAP,
        lines=lines,
        silent=_silent({unit.id: unit.called for unit in units.values()}, ctx),
    ), debts


def _people(debts: Sequence[Obligation], ctx: Context) -> list[int]:
    """Who serves the units that are to report, but for the speaker."""
    serving = ctx.tx.people.of_units(list({debt.unit_id for debt in debts}))
    return [one for one in dict.fromkeys(member.person_id for member in serving) if one != ctx.me.id]


def _silent(units: Mapping[int, str], ctx: Context) -> tuple[str, ...]:
    """The units that nobody who can be written to serves: they are telephoned."""
    served = {member.unit_id for member in ctx.tx.people.reachable(ctx.me.office_id)}
    return tuple(name for unit, name in units.items() if unit not in served)


BEGIN = Deed(
    name="announce a work", do=begin, intents=frozenset({Intent.ANNOUNCE_WORK}), tap="announcework",
    right=Right.REMIND, private=True,
)  # fmt: skip
CONFIRM = Deed(name="confirm that a work is announced", do=confirm, tap=_TAP, right=Right.REMIND, private=True)
DEEDS = (BEGIN, CONFIRM)
