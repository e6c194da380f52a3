"""ขอเลื่อน: somebody of the unit that owes asks for a later day with a reason; officers are told, nothing else changes.

What is still missing (the day, the reason) is asked for one at a time; the draft's row is the dialogue's only state.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.events import ButtonPressed, Incoming, TextSaid
from domain.extensions import Standing, due_on, judge
from domain.messages import Outgoing
from domain.phrases.asking import moved_day, reason_in, tidy
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.thai import local
from handlers import extending, tasks_of
from handlers.routing import Context, Deed, argument, numbers, reply
from handlers.wording import extensions as words
from handlers.wording import extensions_told as told

if TYPE_CHECKING:
    from storage.schema import Extension, Obligation

_OTHER_WORDS_FOR_A_DAY: Final = (Intent.EXTEND_REQUEST, Intent.PROMISE, Intent.IGNORE, Intent.SUBMIT)
_OTHER_WORDS_FOR_A_REASON: Final = (
    *(Intent.EXTEND_REQUEST, Intent.PROMISE, Intent.IGNORE, Intent.DECLINE, Intent.MEETING, Intent.VISIT),
    *(Intent.TRANSFER, Intent.UPLOAD_TROUBLE),
)
_PARTS: Final = 4  # extend:<debt>:<day>:<how many were shown>:<reason>


def ask(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Ask which, then until when, then why: extend:<debt, 0 for a list>:<day or 0>:<how many were shown>:<reason>."""
    if isinstance(event, TextSaid):
        return _which(event.text, None, reason_in(event.text), 0, ctx)
    parts = [*event.data.split(":", _PARTS)[1:], *["0"] * _PARTS][:_PARTS] if isinstance(event, ButtonPressed) else []
    if not all(part.isascii() and part.isdigit() and len(part) < 19 for part in (parts[0], parts[2])):  # noqa: PLR2004
        return reply(words.not_yours(ctx.voice))
    reason = "" if parts[3] == "0" else tidy(parts[3])
    if parts[0] == "0":
        return _which("", extending.day_of(parts[1]), reason, int(parts[2]), ctx)
    return _begin(int(parts[0]), extending.day_of(parts[1]), reason, ctx)


def pick_day(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """The day of a button or of the picker: extday:<debt>[:<day>]."""
    said = numbers(event)
    day = event.picked if type(event.picked) is date else extending.day_of(str(said[1])) if len(said) > 1 else None
    if not said:
        return reply(words.not_yours(ctx.voice))
    draft = ctx.tx.extensions.draft_of(ctx.me.id, ctx.now)
    if draft is None or draft.obligation_id != said[0]:
        return _begin(said[0], day, "", ctx)
    return _go_on(draft, day, ctx)


def say_why(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """One of the common reasons: extwhy:<debt>:<which>."""
    said = numbers(event)
    draft = ctx.tx.extensions.draft_of(ctx.me.id, ctx.now)
    known = len(said) > 1 and 0 < said[1] <= len(words.REASONS)
    if draft is None or not known or draft.obligation_id != said[0]:
        return reply(words.none_waits(ctx.voice))
    draft.reason = words.REASONS[said[1] - 1]
    return _go_on(draft, None, ctx)


def typed(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """A day, or a reason, typed as the answer to what was asked last."""
    draft = ctx.tx.extensions.draft_of(ctx.me.id, ctx.now)
    if draft is None:
        return []
    if ctx.said is not None and ctx.said.intent is Intent.CANCEL_DIALOG:
        ctx.tx.extensions.drop_draft(draft)
        return reply(words.forgotten(ctx.voice))
    if _needs_day(draft):
        draft.reason = draft.reason or reason_in(event.text)
        day = _day(event.text, draft, ctx)
        debt = ctx.tx.work.obligation(draft.obligation_id)
        if day is None and debt is not None:
            return reply(words.no_day_read(ctx.voice, extending.task_of(debt, ctx), extending.within(debt, ctx)))
        return _go_on(draft, day, ctx)
    draft.reason = reason_in(event.text) or tidy(event.text)
    return _go_on(draft, None, ctx)


def takes(event: TextSaid, ctx: Context, unclaimed: bool) -> bool:  # noqa: FBT001 - called by the table
    """Whether words answer what was asked: nobody else claims them, or they are a day or a reason in other words."""
    draft = ctx.tx.extensions.draft_of(ctx.me.id, ctx.now) if ctx.person is not None else None
    if draft is None or ctx.said is None:
        return False
    if unclaimed or not ctx.said.sure or ctx.said.intent is Intent.CANCEL_DIALOG:
        return True
    if ctx.said.slots.strategy_no is not None:  # another work is named: that is asked anew
        return False
    if _needs_day(draft):
        return ctx.said.intent in _OTHER_WORDS_FOR_A_DAY and _day(event.text, draft, ctx) is not None
    return ctx.said.intent in _OTHER_WORDS_FOR_A_REASON


def take(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Take the day that was offered: exttake:<request>."""
    found = _mine(argument(event), ctx)
    if found is None:
        return reply(words.not_yours(ctx.voice))
    request, debt = found
    offered = request.granted
    if request.status != Standing.OFFERED or offered is None or not extending.owed(debt):
        return reply(words.over(ctx.voice, extending.request_of(request, debt, ctx)))
    within = extending.within(debt, ctx)
    judged = judge(local(offered).date(), within, ctx.calendar(request.office_id))
    if judged.doubt is not None:
        ctx.tx.extensions.close(debt.id, ctx.now)
        return reply(words.over(ctx.voice, extending.request_of(request, debt, ctx)))
    extending.extend(request, debt, offered, ctx)
    return reply(told.approved(ctx.voice, extending.request_of(request, debt, ctx)), worth_push=True)


def drop(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Take a request back, or an offer down: extdrop:<request>."""
    number = argument(event)
    if number is None:
        waiting = ctx.tx.extensions.waiting_for(ctx.my_units)
        if len(waiting) != 1:
            found = [extending.to_decide(request.id, ctx) for request in waiting]
            requests = [extending.request_of(*pair, ctx) for pair in found if pair is not None]
            return reply(words.which_to_drop(ctx.voice, requests) if requests else words.none_waits(ctx.voice))
        number = waiting[0].id
    mine = _mine(number, ctx)
    if mine is None:
        return reply(words.not_yours(ctx.voice))
    request, debt = mine
    if request.status not in (Standing.ASKED, Standing.OFFERED):
        return reply(words.over(ctx.voice, extending.request_of(request, debt, ctx)))
    request.status = Standing.WITHDRAWN.value
    extending.note(Noted.DROP_EXTENSION, debt, ctx)
    return reply(words.dropped(ctx.voice, extending.request_of(request, debt, ctx)))


def _mine(number: int | None, ctx: Context) -> tuple[Extension, Obligation] | None:
    found = extending.to_decide(number, ctx) if number is not None else None
    return found if found is not None and extending.may_ask(found[1], ctx) else None


def _which(text: str, day: date | None, reason: str, start: int, ctx: Context) -> list[Outgoing]:
    """The only work that is owed, or that the words name; else a question."""
    meant = tasks_of.meant(ctx)
    tasks = meant.owed
    if not tasks:
        return tasks_of.nothing_of(meant, words.nothing_owed(ctx.voice, officer=ctx.may(Right.LOAD_PLAN)), ctx)
    calendar, today = ctx.calendar(ctx.me.office_id), local(ctx.now).date()
    choices = [words.Choice(t, moved_day(text, t.due, today, calendar) if text else day) for t in tasks]
    if len(choices) == 1:
        return _begin(choices[0].task.id, choices[0].day, reason, ctx)
    return reply(words.which(ctx.voice, choices, start if start < len(choices) else 0, reason))


def _begin(debt_id: int, day: date | None, reason: str, ctx: Context) -> list[Outgoing]:
    debt = ctx.tx.work.obligation_to_settle(debt_id)
    if debt is None or not extending.may_ask(debt, ctx):
        return reply(words.not_yours(ctx.voice))
    if not extending.owed(debt):
        return reply(words.not_owed(ctx.voice, extending.task_of(debt, ctx)))
    external = debt.requirement.external_due_at
    if external is not None and not extending.within(debt, ctx).any_left:
        return reply(words.no_day_left(ctx.voice, extending.task_of(debt, ctx), local(external).date()))
    draft = ctx.tx.extensions.draft(debt, ctx.me.id, ctx.now)
    draft.reason = reason
    return _go_on(draft, day, ctx)


def _go_on(draft: Extension, day: date | None, ctx: Context) -> list[Outgoing]:
    """Ask what is missing; when nothing is, hand it in."""
    debt = ctx.tx.work.obligation_to_settle(draft.obligation_id)
    if debt is None or not extending.owed(debt):
        ctx.tx.extensions.drop_draft(draft)
        return reply(words.not_owed(ctx.voice, extending.task_of(debt, ctx)) if debt else words.not_yours(ctx.voice))
    task, within, calendar = extending.task_of(debt, ctx), extending.within(debt, ctx), ctx.calendar(draft.office_id)
    if day is not None:
        judged = judge(day, within, calendar)
        if judged.doubt is not None:
            off = calendar.name_of_day_off(day) or ""
            return reply(words.not_that_day(ctx.voice, task, day, judged, within, off))
        draft.wanted = due_on(day, debt.due_at)
    if _needs_day(draft):
        some = [calendar.add_working_days(within.first, more) for more in (2, 4)]
        likely = [one for one in some if within.last is None or one <= within.last]
        return reply(words.until_when(ctx.voice, task, within, likely))
    if not draft.reason:
        return reply(words.why(ctx.voice, task, local(draft.wanted).date()))
    return _hand_in(draft, debt, ctx)


def _hand_in(draft: Extension, debt: Obligation, ctx: Context) -> list[Outgoing]:
    """From now on it waits for an officer; an earlier request about the debt is replaced by it."""
    replaced = ctx.tx.extensions.waiting_of(debt.id) is not None
    ctx.tx.extensions.close(debt.id, ctx.now)
    draft.status, draft.asked_at, draft.due_before = Standing.ASKED.value, ctx.now, debt.due_at
    draft.decided_at = None
    ctx.tx.flush()
    wanted = local(draft.wanted).date().isoformat()
    extending.note(
        Noted.ASK_EXTENSION, debt, ctx, wanted=wanted
    )  # why is theirs: it can be forgotten, the trail cannot
    request = extending.request_of(draft, debt, ctx)
    said = reply(words.asked(ctx.voice, request, replaced=replaced), worth_push=True)
    return [*said, *extending.tell_officers(draft, debt, ctx)]


def _needs_day(draft: Extension) -> bool:
    return draft.wanted <= draft.due_before


def _day(text: str, draft: Extension, ctx: Context) -> date | None:
    due, today = local(draft.due_before).date(), local(ctx.now).date()
    return moved_day(text, due, today, ctx.calendar(draft.office_id))


ANSWER = Deed(name="answer about a later date", do=typed, private=True)
DEEDS = (
    Deed(name="ask for a later date", do=ask, intents=frozenset({Intent.EXTEND_REQUEST}), tap="extend", private=True),
    Deed(name="pick a later date", do=pick_day, tap="extday", private=True),
    Deed(name="say why later", do=say_why, tap="extwhy", private=True),
    Deed(name="take an offered date", do=take, tap="exttake", private=True),
    Deed(name="take back a request", do=drop, intents=frozenset({Intent.DROP_EXTENSION}), tap="extdrop", private=True),
)
