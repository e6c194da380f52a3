"""มอบกลยุทธ์ 4 ให้กลุ่มการเงิน, เพิ่ม รร.บ้านใหม่ ด้วย: an officer adds units to those who owe a work; a button undoes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.events import Incoming, TextSaid
from domain.lifecycle import OWED, State
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.phrases.unit_lists import names_said, takes_out
from domain.plan import SERVED
from domain.reviewing import MAY_UNDO_FOR
from domain.rights import Right
from handlers import adding, unit_choice
from handlers.adding import Becomes, Target
from handlers.facts import subject_of
from handlers.routing import Context, Deed, numbers, reply
from handlers.units_said import units_said
from handlers.wording import additions as words
from handlers.works_said import About

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.schema import Requirement, Unit

_OPEN: Final = [state.value for state in State if state not in {State.CANCELLED, State.DISPATCHED, State.PUBLISHED}]
_OF_CHOICE: Final = 3
_NO, _OWE, _LEAD = 0, 1, 2


def add_units(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Which units and which work words name; or the unit that was chosen: addunit:<work>:<number>:<unit>."""
    if not isinstance(event, TextSaid):
        chosen = numbers(event)
        units = _units(chosen[-1:], ctx) if len(chosen) == _OF_CHOICE else []
        return _where(units, About.carried(chosen[:-1]), ctx) if units else reply(words.which_unit(ctx.voice))
    if takes_out(event.text):  # the opposite
        return ctx.go_on(words.instead(names_said(event.text)))
    about, said = About.of(event.text, ctx.said.slots if ctx.said else None), units_said(event.text, ctx)
    served = [one for one in said.perhaps if one.kind in SERVED]
    if served:
        return reply(unit_choice.ask(ctx.voice, served, f"addunit:{about.data}"))
    units = [unit for unit in said.units if unit.kind in SERVED]
    if not units:
        return reply(words.which_unit(ctx.voice, said.unknown))
    return reply(words.too_many(ctx.voice, adding.MOST)) if len(units) > adding.MOST else _where(units, about, ctx)


def _where(units: Sequence[Unit], about: About, ctx: Context) -> list[Outgoing]:
    """The only work that is open and that the words name; else a question."""
    office_id = ctx.me.office_id
    rows = ctx.tx.work.owed(office_id, _OPEN, ctx.now)
    owed = {row.requirement_id for row in rows if row.state in OWED}
    opened = [
        one for one in ctx.tx.work.open_requirements(office_id, ctx.now) if one.id in owed or one.due_at > ctx.now
    ]
    asked = {one.id: one for one in opened if about.work in {"", one.work} and about.year in {0, one.fiscal_year_be}}
    marks = ctx.tx.work.subjects(office_id)
    found = sorted({
        (row.requirement_id, row.subject_id)
        for row in rows
        if row.requirement_id in asked and (not about.no or marks[row.subject_id][0] == str(about.no))
    })  # fmt: skip
    if not found:
        return reply(words.nothing_open(ctx.voice, [unit.called for unit in units]))
    if len(found) == 1:
        return _whether(found[0], units, ctx)
    chosen = ":".join(str(unit.id) for unit in units)
    choices = [
        (_subject(asked[work], *marks[subject], ctx), asked[work].title, f"addto:{work}:{subject}:{chosen}")
        for work, subject in found[: words.SHOWN]
    ]
    return reply(words.which_work(ctx.voice, [u.called for u in units], choices, len(found) - len(choices)))


def _subject(requirement: Requirement, mark: str, title: str, ctx: Context) -> str:
    subject, _ = subject_of(ctx.forms[requirement.form], mark, title)
    return subject or requirement.title


def choose(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Which work is meant: addto:<requirement>:<subject>:<unit>[:<unit>…]."""
    work, subject, *units = [*numbers(event), 0, 0][: max(2, len(numbers(event)))]
    return _whether((work, subject), _units(units, ctx), ctx)


def _whether(where: tuple[int, int], units: Sequence[Unit], ctx: Context) -> list[Outgoing]:
    into = adding.target(*where, ctx)
    if into is None or not units:
        return reply(words.nothing_open(ctx.voice, [unit.called for unit in units]))
    if any(into.becomes(unit) is Becomes.OFF for unit in units):
        return reply(words.is_off(ctx.voice, into.requirement.title))
    view = _view(into, units, ctx)
    if not (view.new or view.back or view.joining or view.may_lead):
        return reply(words.nothing_to_add(ctx.voice, view))
    return reply(words.really_add(ctx.voice, view))


def _view(into: Target, units: Sequence[Unit], ctx: Context) -> words.Addition:
    requirement, subject = into.requirement, into.subject
    of = {how: tuple(unit.called for unit in units if into.becomes(unit) is how) for how in Becomes}
    lead = subject.owners[0].unit if into.is_shared else None
    alone = units[0] if lead is not None and len(units) == 1 and units[0].id != lead.id else None
    mark, title = ctx.tx.work.subjects(ctx.me.office_id)[subject.id]
    served = {one.unit_id for one in ctx.tx.people.reachable(ctx.me.office_id, [unit.id for unit in units])}
    return words.Addition(
        title=requirement.title,
        subject=_subject(requirement, mark, title, ctx),
        due=requirement.due_at,
        is_past=requirement.due_at < ctx.now,
        data=":".join(str(one) for one in (requirement.id, subject.id, *(unit.id for unit in units))),
        new=of[Becomes.NEW],
        back=of[Becomes.BACK],
        joining=of[Becomes.JOINS],
        already=() if alone else of[Becomes.ALREADY],
        silent=tuple(u.called for u in units if u.id not in served and into.becomes(u) is not Becomes.ALREADY),
        lead=lead.called if lead else "",
        may_lead=alone.called if alone and into.becomes(alone) in {Becomes.JOINS, Becomes.ALREADY} else "",
    )


def confirm(event: Incoming, ctx: Context) -> list[Outgoing]:
    """The yes, or the no: addgo:<0 no, 1 yes, 2 and the unit leads>:<requirement>:<subject>:<unit>[:<unit>…]."""
    how, work, subject, *ids = [*numbers(event), 0, 0, 0][: max(3, len(numbers(event)))]
    into, units = adding.target(work, subject, ctx), _units(ids, ctx)
    if into is None or not units:
        return reply(words.nothing_open(ctx.voice, []))
    view = _view(into, units, ctx)
    if how == _NO:
        return reply(words.left(ctx.voice, view.heading))
    leads = how == _LEAD and bool(view.may_lead)
    if how not in {_OWE, _LEAD} or not (view.new or view.back or view.joining or leads):
        return reply(words.nothing_to_add(ctx.voice, view) if view.already else words.left(ctx.voice, view.heading))
    debts = adding.add(into, units, ctx, leads=leads)
    owing = {debt.unit_id for debt in debts if debt.state in OWED}
    told = (owing.pop(), into.requirement.id) if len(owing) == 1 else None
    return reply(
        words.added(view, into.requirement.id, told, view.may_lead if leads else ""), worth_push=True
    )  # fmt: skip


def undo(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Take back what was added last: addundo:<requirement>."""
    last = adding.last(ctx)
    if last is None or [last.detail["requirement"]] != numbers(event) or ctx.now - last.at > MAY_UNDO_FOR:
        return reply(words.cannot_undo(ctx.voice))
    return reply(adding.undone(last, ctx))


def _units(ids: Sequence[int], ctx: Context) -> list[Unit]:
    found = {unit.id: unit for unit in ctx.tx.people.units(ctx.me.office_id) if unit.kind in SERVED}
    return [found[one] for one in dict.fromkeys(ids) if one in found][: adding.MOST]


DEEDS = (
    Deed(
        name="add units", do=add_units, intents=frozenset({Intent.ASSIGN}), tap="addunit", right=Right.LOAD_PLAN,
        private=True,
    ),
    Deed(name="add units to what", do=choose, tap="addto", right=Right.LOAD_PLAN, private=True),
    Deed(name="confirm adding units", do=confirm, tap="addgo", right=Right.LOAD_PLAN, private=True),
    Deed(name="take added units out", do=undo, tap="addundo", right=Right.LOAD_PLAN, private=True),
)  # fmt: skip
