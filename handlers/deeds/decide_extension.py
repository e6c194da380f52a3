"""คำขอเลื่อน: officers see who asks for a later day, and approve, refuse or offer another day by one tap."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.events import ButtonPressed, Incoming, TextSaid
from domain.extensions import Doubt, Standing, due_on, judge
from domain.messages import Message, Outgoing, Push
from domain.phrases.asking import refusal_in, speaks_of_later, tidy
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.thai import local
from domain.units.known import Found, Unsure
from domain.units.names import find_unit
from handlers import extending
from handlers.candidates import known_units
from handlers.routing import Context, Deed, argument, numbers, reply
from handlers.wording import extensions_decided as words
from handlers.wording import extensions_told as asker_words
from handlers.wording.extensions import Request

if TYPE_CHECKING:
    from storage.schema import Extension, Obligation

_MANY: Final = 50  # who words may mean


def who_asks(_event: Incoming, ctx: Context) -> list[Outgoing]:
    """Cards of the requests that wait longest."""
    office_id = ctx.me.office_id
    waiting = ctx.tx.extensions.waiting(office_id, words.SHOWN)
    if not waiting:
        return reply(words.none_wait(ctx.voice, ctx.tx.applications.count_waiting(office_id)))
    about = f"{waiting[0].id}-{waiting[-1].id}"
    ctx.tx.audit.note(ctx.now, Noted.SHOW_EXTENSIONS, about, office_id=office_id, person_id=ctx.me.id)
    cards = [words.to_decide(ctx.voice, request) for request in _facts(waiting, ctx)]
    more = ctx.tx.extensions.count_waiting(office_id) - len(waiting)
    return reply(*cards, *([words.more_wait(ctx.voice, more)] if more > 0 else []))


def approve(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Let the work be due on the day asked for: extyes:<request>; or อนุมัติ, when it is clear which."""
    number = argument(event)
    if number is None:
        meant = _meant(event, None, ctx)
        if not isinstance(meant, int):
            return meant
        number = meant
    found = _open(number, ctx)
    if isinstance(found, list):
        return found
    request, debt = found
    doubt = _doubt(local(request.wanted).date(), request, debt, ctx)
    if doubt is not None:
        return reply(doubt)
    _decide(request, ctx)
    extending.extend(request, debt, due_on(local(request.wanted).date(), debt.due_at), ctx)
    facts = extending.request_of(request, debt, ctx)
    said = reply(words.approved(ctx.voice, facts, _left(ctx)), worth_push=True)
    return [*said, *_told(request, asker_words.approved(ctx.voice, facts), ctx)]


def refuse(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Ask for the reason, or with one tell the asker: extno:<request>[:<which reason, 0 for words>[:<words>]]."""
    if isinstance(event, TextSaid):
        why = refusal_in(event.text)
        meant = _meant(event, why, ctx)
        return meant if isinstance(meant, list) else _refused(meant, why, ctx)
    parts = event.data.split(":", 3)[1:] if isinstance(event, ButtonPressed) else []
    if not parts or not (parts[0].isascii() and parts[0].isdigit() and len(parts[0]) < 19):  # noqa: PLR2004 - 64 bits
        return reply(words.no_such(ctx.voice))
    typed = tidy(parts[2]) if len(parts) > 2 else ""  # noqa: PLR2004 - the words
    usual = dict(zip(("1", "2", "3"), words.REASONS, strict=True))
    return _refused(int(parts[0]), typed or usual.get(parts[1] if len(parts) > 1 else "", ""), ctx)


def offer(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Offer another day, which the unit may take: extoffer:<request>[:<day>]."""
    said = numbers(event)
    day = event.picked if type(event.picked) is date else extending.day_of(str(said[1])) if len(said) > 1 else None
    found = _open(said[0], ctx) if said else reply(words.no_such(ctx.voice))
    if isinstance(found, list):
        return found
    request, debt = found
    if day is None:
        return reply(words.to_decide(ctx.voice, extending.request_of(request, debt, ctx)))
    doubt = _doubt(day, request, debt, ctx)
    if doubt is not None:
        return reply(doubt)
    _decide(request, ctx)
    request.status, request.granted = Standing.OFFERED.value, due_on(day, debt.due_at)
    extending.note(Noted.OFFER_EXTENSION, debt, ctx, offered=day.isoformat())
    ctx.tx.flush()
    facts = extending.request_of(request, debt, ctx)
    said_so = reply(words.offered(ctx.voice, facts, _left(ctx)), worth_push=True)
    return [*said_so, *_told(request, asker_words.offered(ctx.voice, facts), ctx)]


def _refused(number: int, why: str, ctx: Context) -> list[Outgoing]:
    found = _open(number, ctx)
    if isinstance(found, list):
        return found
    request, debt = found
    if not why:
        return reply(words.why_not(ctx.voice, extending.request_of(request, debt, ctx)))
    _decide(request, ctx)
    request.status, request.answer = Standing.REFUSED.value, why
    extending.note(Noted.REFUSE_EXTENSION, debt, ctx, reason=why)
    ctx.tx.flush()
    facts = extending.request_of(request, debt, ctx)
    said = reply(words.refused(ctx.voice, facts, _left(ctx)), worth_push=True)
    return [*said, *_told(request, asker_words.refused(ctx.voice, facts), ctx)]


def _meant(event: Incoming, refusal: str | None, ctx: Context) -> int | list[Outgoing]:
    """The one request that words can mean, of the unit they name if they do; else a question."""
    office_id, text = ctx.me.office_id, event.text if isinstance(event, TextSaid) else ""
    waiting = ctx.tx.extensions.waiting(office_id, _MANY)
    applicants = ctx.tx.applications.count_waiting(office_id)
    if not waiting:
        return reply(words.none_wait(ctx.voice, applicants))
    named = find_unit(text, known_units(ctx))
    ids = {
        u.id for u in ((named.unit,) if isinstance(named, Found) else named.units if isinstance(named, Unsure) else ())
    }
    of_unit = [request for request in waiting if _unit_of(request, ctx) in ids]
    clear = bool(of_unit) or bool(refusal) or speaks_of_later(text) or not applicants
    waiting = of_unit or waiting
    if len(waiting) == 1 and clear:
        return waiting[0].id
    return reply(words.which(ctx.voice, _facts(waiting, ctx), refusal, applicants))


def _unit_of(request: Extension, ctx: Context) -> int | None:
    debt = ctx.tx.work.obligation(request.obligation_id)
    return debt.unit_id if debt else None


def _facts(requests: list[Extension], ctx: Context) -> list[Request]:
    debts = [(request, ctx.tx.work.obligation(request.obligation_id)) for request in requests]
    return [extending.request_of(request, debt, ctx) for request, debt in debts if debt is not None]


def _open(number: int, ctx: Context) -> tuple[Extension, Obligation] | list[Outgoing]:
    """The request and its debt, locked, while it can be decided; else what to say instead."""
    found = extending.to_decide(number, ctx)
    if found is None or found[0].status == Standing.DRAFT:
        return reply(words.no_such(ctx.voice))
    request, debt = found
    facts = extending.request_of(request, debt, ctx)
    if not extending.owed(debt) and request.status not in (Standing.APPROVED, Standing.REFUSED):
        ctx.tx.extensions.close(debt.id, ctx.now)
        return reply(words.is_in(ctx.voice, facts))
    if request.status != Standing.ASKED:
        return reply(words.decided_already(ctx.voice, facts, how=request.status))
    return request, debt


def _doubt(day: date, request: Extension, debt: Obligation, ctx: Context) -> Message | None:
    """Why the day cannot be it; a day that has become one off since it was asked for is the officer's to give."""
    judged = judge(day, extending.within(debt, ctx), ctx.calendar(request.office_id))
    asked_for = day == local(request.wanted).date()
    if judged.doubt is None or (judged.doubt is Doubt.DAY_OFF and asked_for):
        return None
    return words.cannot(ctx.voice, extending.request_of(request, debt, ctx), judged)


def _decide(request: Extension, ctx: Context) -> None:
    at: datetime = ctx.now
    request.decided_by, request.decided_at = ctx.me.id, at


def _told(request: Extension, message: Message, ctx: Context) -> list[Outgoing]:
    asker = ctx.tx.people.get(request.person_id)
    if asker is None or asker.line_user_id is None or asker.id == ctx.me.id:
        return []
    return [Push(asker.line_user_id, (message,), once=f"extension:{request.id}:{request.status}")]


def _left(ctx: Context) -> int:
    return ctx.tx.extensions.count_waiting(ctx.me.office_id)


DEEDS = (
    Deed(
        name="who asks for later dates", do=who_asks, intents=frozenset({Intent.EXTENSION_REQUESTS}), tap="extlist",
        right=Right.LOAD_PLAN, private=True,
    ),
    Deed(
        name="approve a later date", do=approve, intents=frozenset({Intent.APPROVE}), tap="extyes",
        right=Right.LOAD_PLAN, private=True,
    ),
    Deed(
        name="refuse a later date", do=refuse, intents=frozenset({Intent.REJECT}), tap="extno",
        right=Right.LOAD_PLAN, private=True,
    ),
    Deed(name="offer another date", do=offer, tap="extoffer", right=Right.LOAD_PLAN, private=True),
)  # fmt: skip
