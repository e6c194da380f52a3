"""ยกเว้น: an officer says that a unit need not send something, with a reason; a button takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.events import ButtonPressed, TextSaid
from domain.lifecycle import Deed as Move
from domain.lifecycle import State, is_owed, move
from domain.messages import Outgoing
from domain.phrases.asking import reason_in, tidy, unit_in
from domain.phrases.understanding import Intent
from domain.plan import SERVED
from domain.rights import Right
from domain.units.known import Found, Unsure
from domain.units.names import find_unit
from handlers import extending, news, tasks_of, unit_choice
from handlers.candidates import known_units
from handlers.routing import Context, Deed, argument, reply
from handlers.wording import deadlines as words
from handlers.works_said import About

if TYPE_CHECKING:
    from storage.schema import Obligation

_PARTS = 3  # exempt:<debt>:<answer>:<reason>
_YES, _NO = "1", "2"

_ANYTHING: Final = About()


def exempt(event: TextSaid | ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Ask what is missing, then whether, then do it: exempt:<debt>:<0 not asked yet, 1 yes, 2 no>:<reason>."""
    if isinstance(event, TextSaid):
        return _named(event.text, ctx)
    parts = [*event.data.split(":", _PARTS)[1:], "", "", ""][:_PARTS]
    debt = _debt(parts[0], ctx)
    if debt is None:
        return reply(words.no_such_work(ctx.voice))
    task, reason = extending.task_of(debt, ctx), tidy(parts[2])
    if parts[1] == _NO:
        return reply(words.left_open(ctx.voice, f"{task.unit_short} {task.subject}"))
    if not is_owed(task.state):
        return reply(words.cannot_exempt(ctx.voice, task))
    if not reason:
        return reply(words.why_exempt(ctx.voice, task))
    return _exempt(debt, reason, ctx) if parts[1] == _YES else reply(words.really_exempt(ctx.voice, task, reason))


def of_unit(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Which of the units a name fits: exemptunit:<unit>."""
    number = argument(event)
    known = {unit.id for unit in known_units(ctx)}
    return _of(number, "", ctx) if number in known and number is not None else reply(words.which_unit(ctx.voice))


def undo(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """The unit must send it after all: unexempt:<debt>. What came before counts again."""
    debt = _debt(str(argument(event) or ""), ctx)
    if debt is None:
        return reply(words.no_such_work(ctx.voice))
    if debt.state != State.EXEMPTED:
        return reply(words.cannot_exempt(ctx.voice, extending.task_of(debt, ctx)))
    before = news.Before.of(debt)
    states, standing = ctx.works[debt.requirement.work], debt.standing
    state = move(State.EXEMPTED, Move.REOPEN, states)
    if standing is not None:
        state = move(state, Move.RECEIVE_CLEAN if standing.clean else Move.RECEIVE_FAULTY, states)
    debt.state = state.value
    news.keep([before], ctx)
    extending.note(Noted.TAKE_BACK_EXEMPTION, debt, ctx)
    return reply(words.asked_again(extending.task_of(debt, ctx)), worth_push=True)


def _named(text: str, ctx: Context) -> list[Outgoing]:
    known = [unit for unit in known_units(ctx) if unit.kind in SERVED]
    naming = find_unit(unit_in(text), known)
    if isinstance(naming, Found):
        return _of(naming.unit.id, reason_in(text), ctx, About.of(text, ctx.said.slots if ctx.said else None))
    if isinstance(naming, Unsure):
        return reply(unit_choice.ask(ctx.voice, naming.units, "exemptunit"))
    return reply(words.which_unit(ctx.voice))


def _of(unit_id: int, reason: str, ctx: Context, about: About = _ANYTHING) -> list[Outgoing]:
    """The only thing the unit owes, or that the words name; else a question, also where it does not owe that."""
    debts = [debt for debt in ctx.tx.work.of_units([unit_id], ctx.now) if debt.unit_id == unit_id]
    owed = [debt for debt in debts if is_owed(State(debt.state))]
    named = about.among(owed)
    tasks = tasks_of.tasks(ctx, named or owed)
    if not tasks:
        unit = ctx.tx.people.unit(unit_id)
        return reply(words.unit_owes_nothing(ctx.voice, unit.name if unit else ""))
    if len(tasks) > 1 or not named:
        return reply(words.which_work(ctx.voice, tasks[0].unit, tasks, reason))
    asked = words.really_exempt(ctx.voice, tasks[0], reason) if reason else words.why_exempt(ctx.voice, tasks[0])
    return reply(asked)


def _debt(number: str, ctx: Context) -> Obligation | None:
    if not (number.isascii() and number.isdigit() and len(number) < 19):  # noqa: PLR2004 - 64 bits
        return None
    debt = ctx.tx.work.obligation_to_settle(int(number))
    return debt if debt is not None and debt.requirement.office_id == ctx.me.office_id else None


def _exempt(debt: Obligation, reason: str, ctx: Context) -> list[Outgoing]:
    before = news.Before.of(debt)
    debt.state = move(State(debt.state), Move.EXEMPT, ctx.works[debt.requirement.work]).value
    ctx.tx.extensions.close(debt.id, ctx.now)
    ctx.tx.outbox.withdraw_about(debt.id, ctx.now)
    news.keep([before], ctx)
    extending.note(Noted.EXEMPT, debt, ctx, reason=reason)
    return reply(words.exempted(extending.task_of(debt, ctx)), worth_push=True)


DEEDS = (
    Deed(
        name="exempt a unit", do=exempt, intents=frozenset({Intent.EXEMPT}), tap="exempt", right=Right.LOAD_PLAN,
        private=True,
    ),
    Deed(name="choose whom to exempt", do=of_unit, tap="exemptunit", right=Right.LOAD_PLAN, private=True),
    Deed(name="take back an exemption", do=undo, tap="unexempt", right=Right.LOAD_PLAN, private=True),
)  # fmt: skip
