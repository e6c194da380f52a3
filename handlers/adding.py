"""Units added to those who owe a work: what that would come to, doing it, and taking it back.

Where every unit owes its own form, the unit owes one more. Where one form is owed by the lead of several owners, the
unit joins them, or becomes the lead.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.lifecycle import Deed as Move
from domain.lifecycle import State, asked_again, is_claimed, move
from handlers import news
from handlers.context import Context
from handlers.wording import additions as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.audit_chain import Line
    from domain.messages import Message
    from storage.schema import Obligation, Requirement, Subject, Unit

MOST: Final = 8  # units in one sentence: a button carries them


class Becomes(Enum):
    """What adding a unit comes to."""

    NEW = auto()
    BACK = auto()  # it was exempted, or taken out
    JOINS = auto()  # those who answer for the one form
    ALREADY = auto()
    OFF = auto()  # the work was called off


@dataclass(frozen=True, slots=True)
class Target:
    """What units are added to."""

    requirement: Requirement
    subject: Subject
    debts: tuple[Obligation, ...]  # of the subject, called off ones too

    @property
    def is_shared(self) -> bool:
        """Whether one form is owed by the lead of its owners, and not one by each unit."""
        if (self.requirement.planned or {}).get("debtors"):
            return False
        lead = self.subject.owners[0].unit_id if self.subject.owners else None
        standing = [debt for debt in self.debts if debt.state != State.CANCELLED]
        return lead is not None and all(debt.unit_id == lead for debt in standing)

    def debt_of(self, unit: Unit) -> Obligation | None:
        """What the unit owes of it, whatever became of that."""
        return next((debt for debt in self.debts if debt.unit_id == unit.id), None)

    def becomes(self, unit: Unit) -> Becomes:
        """What adding the unit comes to."""
        debt = self.debt_of(unit)
        if debt is not None and debt.called_off_from is not None:
            return Becomes.OFF
        if debt is not None and debt.state in {State.EXEMPTED, State.CANCELLED}:
            return Becomes.BACK
        if debt is not None or (self.is_shared and unit.id in {owner.unit_id for owner in self.subject.owners}):
            return Becomes.ALREADY
        return Becomes.JOINS if self.is_shared else Becomes.NEW


def target(requirement_id: int, subject_id: int, ctx: Context) -> Target | None:
    """A subject of a requirement of the speaker's office, its debts locked."""
    requirement = ctx.tx.work.requirement(requirement_id, ctx.me.office_id)
    subject = ctx.tx.plans.debtors.subject(subject_id, ctx.me.office_id)
    if requirement is None or subject is None:
        return None
    debts = [one for one in ctx.tx.plans.debtors.of_requirement(requirement.id) if one.subject_id == subject.id]
    return Target(requirement, subject, tuple(debts)) if debts else None


def add(into: Target, units: Sequence[Unit], ctx: Context, *, leads: bool = False) -> list[Obligation]:
    """Add the units, keep what people are to hear of it, and note it; the debts that are owed by them now.

    `leads`: the first of them owes the shared form from now on.
    """
    debtors, made, back, before = ctx.tx.plans.debtors, [], [], []
    owners = [owner.unit for owner in into.subject.owners]
    shared = into.is_shared
    joining = [unit for unit in units if into.becomes(unit) is Becomes.JOINS]
    for unit in units:
        debt, becomes = into.debt_of(unit), into.becomes(unit)
        if becomes is Becomes.NEW:
            made.append(debtors.owe(into.requirement, into.subject, unit))
        elif becomes is Becomes.BACK and debt is not None:
            before.append(news.Before.of(debt))
            back.append([debt.id, debt.state])
            _bring_back(debt, ctx)
            if back[-1][1] != State.EXEMPTED and not shared:
                debtors.keep(into.requirement, into.subject, unit)
            made.append(debt)
    handed: list[Obligation] = []
    if joining or (leads and units):
        first = [units[0]] if leads else []
        others = [unit for unit in (*owners, *joining) if unit not in first]
        handed = debtors.own(into.requirement, into.subject, list(dict.fromkeys((*first, *others))))
    for debt in handed:
        ctx.tx.outbox.withdraw_about(debt.id, ctx.now)
    news.keep(before, ctx)
    ctx.tx.audit.note(
        ctx.now, Noted.ADD_UNITS, f"{into.requirement.code} {into.subject.code}", office_id=ctx.me.office_id,
        person_id=ctx.me.id,
        detail={
            "units": " ".join(unit.code for unit in units), "requirement": into.requirement.id,
            "subject": into.subject.id, "new": [one.id for one in made if one.id not in {debt for debt, _ in back}],
            "back": back, "owners": [unit.id for unit in owners] if joining or leads else [],
        },
    )  # fmt: skip
    return [*made, *handed]


def _bring_back(debt: Obligation, ctx: Context) -> None:
    """It is asked for again, and what came before counts again."""
    states, standing = ctx.works[debt.requirement.work], debt.standing
    if debt.state == State.CANCELLED:
        clean = standing.clean if standing else None
        debt.state = asked_again(None, clean=clean, claimed=is_claimed(states)).value
        return
    state = move(State(debt.state), Move.REOPEN, states)
    if standing is not None:
        state = move(state, Move.RECEIVE_CLEAN if standing.clean else Move.RECEIVE_FAULTY, states)
    debt.state = state.value


def undo(line: Line, ctx: Context) -> Target | None:
    """Take back what that line of the trail says was added, as far as nothing has come of it.

    None where nothing is left to take back.
    """
    detail = line.detail
    into = target(int(detail["requirement"]), int(detail["subject"]), ctx)
    if into is None:
        return None
    debts, before, back = {debt.id: debt for debt in into.debts}, [], 0
    for debt_id, was in [*((one, State.CANCELLED.value) for one in detail["new"]), *detail["back"]]:
        debt = debts.get(debt_id)
        if debt is None or debt.state != State.PENDING or debt.standing is not None:
            continue
        before.append(news.Before.of(debt))
        if was == State.EXEMPTED:
            debt.state = was
        else:
            ctx.tx.plans.debtors.drop(debt)
        ctx.tx.extensions.close(debt.id, ctx.now)
        ctx.tx.outbox.withdraw_about(debt.id, ctx.now)
        back += 1
    back += _owners_back(into, [int(one) for one in detail["owners"]], ctx)
    if not back:
        return None
    news.keep(before, ctx)
    ctx.tx.audit.note(
        ctx.now, Noted.TAKE_OUT_UNITS, line.about, office_id=ctx.me.office_id, person_id=ctx.me.id,
        detail={"units": str(detail["units"]), "of": line.no},
    )  # fmt: skip
    return into


def _owners_back(into: Target, ids: Sequence[int], ctx: Context) -> int:
    if not ids or ids == [owner.unit_id for owner in into.subject.owners]:
        return 0
    units = {unit.id: unit for unit in ctx.tx.people.units(ctx.me.office_id)}
    for debt in ctx.tx.plans.debtors.own(into.requirement, into.subject, [units[one] for one in ids if one in units]):
        ctx.tx.outbox.withdraw_about(debt.id, ctx.now)
    return 1


def undone(line: Line, ctx: Context) -> Message:
    """Take it back, and what is said of that."""
    found = undo(line, ctx)
    if found is None:
        return words.cannot_undo(ctx.voice)
    names = ctx.tx.people.names_of_units(ctx.me.office_id)
    units = ", ".join(names.get(code, code) for code in str(line.detail["units"]).split())
    return words.undone(ctx.voice, found.requirement.title, units)


def last(ctx: Context) -> Line | None:
    """What the speaker added last, if they have not taken it back."""
    found = ctx.tx.audit.last_by(ctx.me.office_id, ctx.me.id, Noted.ADD_UNITS)
    out = ctx.tx.audit.last_by(ctx.me.office_id, ctx.me.id, Noted.TAKE_OUT_UNITS)
    return None if found is None or (out is not None and out.detail.get("of") == found.no) else found
