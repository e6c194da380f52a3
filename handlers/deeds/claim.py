"""รายงาน E-MES แล้ว: a unit says that it has reported in another office's system, which the bot cannot see into.

Of such a work that is a claim: nobody is reminded any more, and the office holds it against a list from that system. Of
all other work words change nothing: what has not been seen is said kindly. A group's talk is no claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.errors import IllegalMoveError
from domain.events import Incoming, Place, TextSaid
from domain.lifecycle import Deed as Move
from domain.lifecycle import State, is_claimed, is_owed, move
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.units.known import Found, Unsure
from domain.units.names import find_unit
from handlers import evidence, own_debts, tasks_of
from handlers.candidates import as_known
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import claims as words
from handlers.wording import tasks as task_words

if TYPE_CHECKING:
    from storage.schema import Obligation

_ALL = 0  # in place of a debt, before a requirement


def claim(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Take the claim, ask which where several may be meant, or say what has not been seen.

    claim:<debt>, or claim:0:<requirement> for all that the speaker's units owe of it.
    """
    if isinstance(event, TextSaid):
        return _in_group(ctx) if event.place is Place.GROUP else _typed(event, ctx)
    if event.place is Place.GROUP:
        return _in_group(ctx)
    debts = _named(event, ctx, [State.PENDING, State.RETURNED])
    return _claimed(debts, ctx) if debts else reply(words.not_yours(ctx.voice))


def take_back(event: Incoming, ctx: Context) -> list[Outgoing]:
    """It is not reported after all: unclaim:<debt>, or unclaim:0:<requirement>. Not once the office has seen it."""
    debts = _named(event, ctx, [State.CLAIMED])
    if not debts:
        return reply(words.not_yours(ctx.voice))
    for debt in debts:
        borne_out = debt.standing is not None and debt.standing.clean  # by a file, which is withdrawn by itself
        if debt.state != State.CLAIMED or borne_out:
            continue
        states = ctx.works[debt.requirement.work]
        after = move(State.CLAIMED, Move.TAKE_BACK, states)
        debt.state = (move(after, Move.RECEIVE_FAULTY, states) if debt.standing is not None else after).value
        ctx.tx.claims.take_back(debt.id, ctx.now)
        _note(Noted.TAKE_BACK_CLAIM, debt, ctx)
    tasks = tasks_of.tasks(ctx, debts)
    say = words.taken_back if any(one.owed for one in tasks) else words.stands
    return reply(say(ctx.voice, tasks))


def _in_group(ctx: Context) -> list[Outgoing]:
    """One line to whoever could claim something in private; no answer to all others."""
    return reply(words.in_private(ctx.voice)) if any(_owed(debt) for debt in _own(ctx)) else []


def _typed(event: TextSaid, ctx: Context) -> list[Outgoing]:
    meant = tasks_of.meant(ctx, event)
    work, named = meant.about.work, {task.id for task in meant.tasks}
    own = [debt for debt in _meant(event.text, ctx) if debt.id in named]
    owed = [debt for debt in own if _owed(debt)]
    other = [] if work else [task for task in meant.owed if task.mine and not task.elsewhere]
    if not owed and own and not other:
        return reply(words.stands(ctx.voice, tasks_of.tasks(ctx, own)))
    if not owed:
        return _nothing_seen(meant, ctx)
    if len(owed) == 1 and not other:
        return _claimed(owed, ctx)
    requirements = {debt.requirement_id for debt in owed}
    all_of = next(iter(requirements)) if len(requirements) == 1 and len(owed) > 1 else None
    return reply(words.which(ctx.voice, tasks_of.tasks(ctx, owed), other, all_of))


def _nothing_seen(meant: tasks_of.Meant, ctx: Context) -> list[Outgoing]:
    """Of what is meant nothing can be claimed: what has not come, that all is in, or that nothing was asked."""
    owed = [task for task in meant.owed if task.mine]
    if owed:
        return reply(task_words.no_file_seen(ctx.voice, owed))
    said = task_words.all_in(ctx.voice) if meant.own else task_words.my_tasks(ctx.voice, ())
    return tasks_of.nothing_of(meant, said, ctx)


def _claimed(debts: Sequence[Obligation], ctx: Context) -> list[Outgoing]:
    taken = [debt for debt in debts if _take(debt, ctx)]
    if not taken:
        return reply(words.stands(ctx.voice, tasks_of.tasks(ctx, debts)))
    tied = evidence.tie_just_sent(taken[0], ctx) if len(taken) == 1 else 0
    said = words.claimed(ctx.voice, tasks_of.tasks(ctx, taken), taken[0].requirement_id, tied)
    return reply(said, worth_push=True)


def _take(debt: Obligation, ctx: Context) -> bool:
    """The debt, which is locked, is claimed; False where there is nothing to claim any more."""
    if not _owed(debt):
        return False
    try:
        debt.state = move(State(debt.state), Move.CLAIM, ctx.works[debt.requirement.work]).value
    except IllegalMoveError:
        return False
    ctx.tx.claims.add(debt.id, ctx.me.id, ctx.now)
    ctx.tx.outbox.withdraw_about(debt.id, ctx.now)
    ctx.tx.extensions.close(debt.id, ctx.now)
    _note(Noted.CLAIM, debt, ctx)
    return True


def _named(event: Incoming, ctx: Context, states: Sequence[State]) -> list[Obligation]:
    """The debts of a button, locked, that the speaker may speak for; of all that are owed those in these states."""
    first, *rest = [*numbers(event), 0]
    ids = [first]
    if first == _ALL:
        own = [debt for debt in _own(ctx) if debt.requirement_id == rest[0]] if rest else []
        ids = [debt.id for debt in own if State(debt.state) in states]
    found = [ctx.tx.work.obligation_to_settle(one) for one in ids]
    return [debt for debt in found if debt is not None and _is_claimable(debt, ctx) and own_debts.may_change(debt, ctx)]


def _own(ctx: Context) -> list[Obligation]:
    """What the speaker's units report elsewhere."""
    found = ctx.tx.work.of_units(ctx.my_units, ctx.now)
    return [debt for debt in found if debt.unit_id in ctx.my_units and _is_claimable(debt, ctx)]


def _meant(text: str, ctx: Context) -> list[Obligation]:
    """Of these what the words name: an item by its number, a unit by its name; all where they name none."""
    own, number = _own(ctx), ctx.said.slots.item_no if ctx.said else None
    if number is not None:
        own = [debt for debt in own if debt.subject.no == number]
    named = find_unit(text, as_known([debt.unit for debt in own]))
    if isinstance(named, Found | Unsure):
        meant = {named.unit.id} if isinstance(named, Found) else {unit.id for unit in named.units}
        own = [debt for debt in own if debt.unit_id in meant]
    return own


def _is_claimable(debt: Obligation, ctx: Context) -> bool:
    return is_claimed(ctx.works[debt.requirement.work])


def _owed(debt: Obligation) -> bool:
    return is_owed(State(debt.state))


def _note(noted: Noted, debt: Obligation, ctx: Context) -> None:
    ctx.tx.audit.note(
        ctx.now, noted, f"{debt.requirement.code} {debt.unit.code} {debt.subject.code}",
        office_id=debt.requirement.office_id, person_id=ctx.me.id,
    )  # fmt: skip


DEEDS = (
    Deed(name="claim", do=claim, intents=frozenset({Intent.CLAIM_ONLY}), tap="claim"),
    Deed(name="take back a claim", do=take_back, tap="unclaim", private=True),
)
