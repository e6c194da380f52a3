"""เมื่อกี้ผิด: what somebody did last that can be taken back by one tap, found in the audit trail.

Only what they did themselves, within the hour, and while nothing has come of it: the tap leads to the deed that takes
it back anyhow, which decides again whether it still may be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.lifecycle import State
from domain.reviewing import MAY_UNDO_FOR
from domain.thai import local
from handlers import tasks_of
from handlers.context import Context
from handlers.wording import just_done as words
from handlers.wording.just_done import Done

if TYPE_CHECKING:
    from domain.audit_chain import Line
    from storage.schema import Obligation

_SNOOZE_ENDED: Final = "over"


def last(ctx: Context) -> Done | None:
    """The last such deed of the speaker; None where there is none, or it is taken back or overtaken."""
    kinds = [*_WAYS, *_ENDED_BY]
    lines = ctx.tx.audit.last_together(ctx.me.office_id, ctx.me.id, kinds, since=ctx.now - MAY_UNDO_FOR)
    if not lines:
        return None
    way = _WAYS.get(Noted(lines[0].deed))
    return way(lines, ctx) if way else None


def _file(lines: list[Line], ctx: Context) -> Done | None:
    version = ctx.tx.submissions.with_receipts(ctx.me.office_id, [lines[0].about]).get(lines[0].about)
    if version is None or version.withdrawn_at is not None:
        return None
    data = f"withdraw:{version.obligation_id}:{version.version}:1"
    return Done(lines[0].at, words.Way.FILE, data, lines[0].about)


def _debt(lines: list[Line], ctx: Context) -> Obligation | None:
    codes = lines[0].about.split(" ")
    return ctx.tx.work.by_codes(ctx.me.office_id, *codes) if len(codes) == len(("work", "unit", "subject")) else None


def _of_debt(way: words.Way, tap: Callable[[Obligation, Context], str]) -> Callable[[list[Line], Context], Done | None]:
    """What was done about a debt; `tap` gives the button's data, "" where it can no longer be taken back."""

    def found(lines: list[Line], ctx: Context) -> Done | None:
        debt = _debt(lines, ctx)
        data = tap(debt, ctx) if debt is not None else ""
        if debt is None or not data:
            return None
        (task,) = tasks_of.tasks(ctx, [debt])
        return Done(lines[0].at, way, data, words.named(task, more=len(lines) - 1))

    return found


def _claim(lines: list[Line], ctx: Context) -> Done | None:
    """Claimed together is taken back together."""

    def data(debt: Obligation, _ctx: Context) -> str:
        if debt.state != State.CLAIMED:
            return ""
        return f"unclaim:0:{debt.requirement_id}" if len(lines) > 1 else f"unclaim:{debt.id}"

    return _of_debt(words.Way.CLAIM, data)(lines, ctx)


def _asked(debt: Obligation, ctx: Context) -> str:
    request = ctx.tx.extensions.waiting_of(debt.id)
    return f"extdrop:{request.id}" if request is not None else ""


def _promised(lines: list[Line], ctx: Context) -> Done | None:
    """Promised together is taken back together."""

    def data(debt: Obligation, ctx: Context) -> str:
        if ctx.tx.promises.of(debt.id, ctx.me.id) is None:
            return ""
        return f"unpromise:{0 if len(lines) > 1 else debt.id}"

    return _of_debt(words.Way.PROMISE, data)(lines, ctx)


def _snooze(lines: list[Line], ctx: Context) -> Done | None:
    if lines[0].about == _SNOOZE_ENDED or ctx.tx.rests.snoozed_until(ctx.me.id, local(ctx.now).date()) is None:
        return None
    return Done(lines[0].at, words.Way.SNOOZE, "wake")


def _rest(lines: list[Line], ctx: Context) -> Done | None:
    """Days of rest for all, or those of one unit."""
    code = lines[0].detail.get("unit")
    if code is None:
        return Done(lines[0].at, words.Way.REST, "wake")
    unit = next((one for one in ctx.tx.people.units(ctx.me.office_id) if one.code == code), None)
    return Done(lines[0].at, words.Way.UNIT_REST, f"wakeunit:{unit.id}", unit.name) if unit is not None else None


def _work(way: words.Way, tap: Callable[[int, Line], str]) -> Callable[[list[Line], Context], Done | None]:
    """What was done to a whole work, which the line names by its code."""

    def found(lines: list[Line], ctx: Context) -> Done | None:
        work = ctx.tx.work.requirement_of_code(ctx.me.office_id, lines[0].about)
        data = tap(work.id, lines[0]) if work is not None else ""
        return Done(lines[0].at, way, data, work.title) if work is not None and data else None

    return found


def _to_before(requirement_id: int, line: Line) -> str:
    before = line.detail.get("before")
    return f"shift:{requirement_id}:{local(datetime.fromisoformat(before)):%Y%m%d%H%M}:0" if before else ""


_WAYS: Final[Mapping[Noted, Callable[[list[Line], Context], Done | None]]] = {
    Noted.RECEIVE_CLEAN: _file,
    Noted.RECEIVE_FAULTY: _file,
    Noted.CLAIM: _claim,
    Noted.DECLARE_NIL: _of_debt(
        words.Way.NIL, lambda debt, _: f"withdraw:{debt.id}:0:1" if debt.state == State.NIL else ""
    ),
    Noted.ASK_EXTENSION: _of_debt(words.Way.EXTENSION, _asked),
    Noted.PROMISE: _promised,
    Noted.SNOOZE: _snooze,
    Noted.SET_REST: _rest,
    Noted.EXEMPT: _of_debt(
        words.Way.EXEMPT, lambda debt, _: f"unexempt:{debt.id}" if debt.state == State.EXEMPTED else ""
    ),
    Noted.CANCEL_WORK: _work(words.Way.CANCEL, lambda work, _: f"restorework:{work}"),
    Noted.CHANGE_DUE: _work(words.Way.SHIFT, _to_before),
}
# After one of these there is nothing left of the deed before it.
_ENDED_BY: Final = (
    Noted.TAKE_BACK, Noted.TAKE_BACK_CLAIM, Noted.TAKE_BACK_NIL, Noted.DROP_EXTENSION, Noted.TAKE_BACK_PROMISE,
    Noted.END_REST, Noted.TAKE_BACK_EXEMPTION, Noted.RESTORE_WORK,
)  # fmt: skip
