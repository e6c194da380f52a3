"""เพิ่มงาน: an officer asks for something new in words; what belongs to other deeds is handed on to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from domain.events import ButtonPressed, Incoming, TextSaid
from domain.messages import Outgoing
from domain.phrases.dates import find_day
from domain.phrases.new_works import read_new_work, title_in
from domain.phrases.own_forms import all_of_a_kind
from domain.phrases.sendings import is_yes
from domain.phrases.understanding import Intent
from domain.plan import SERVED, UnitKind
from domain.rights import Right
from domain.thai import local
from handlers import new_works, registers
from handlers.new_works import Wanted
from handlers.routing import Context, Deed, argument, reply
from handlers.units_said import units_said
from handlers.wording import new_works as words

_LATELY: Final = timedelta(hours=1)
_MAY_BE_FORM: Final = ("unknown_form", "not_taken", "dropped")
_PARTS: Final = 2  # newwork:<field>:<value>
_INSPECTION, _EMES = "inspection", "emes"
# While a title is awaited these are commands all the same.
_COMMANDS: Final = frozenset(
    {Intent.MY_TASKS, Intent.HELP, Intent.WHO_MISSING, Intent.WHO_SENT, Intent.SUMMARY, Intent.DASHBOARD,
     Intent.MORNING, Intent.REVIEWS, Intent.CREATE_REQUIREMENT, Intent.GET_FORM, Intent.USE_AS_FORM, Intent.STATUS_ONE}
)  # fmt: skip


def begin(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Read the sentence, hand on what other deeds do, and ask for what it does not say."""
    if not isinstance(event, TextSaid):
        return reply(words.nothing_begun(ctx.voice))
    agency = registers.agency_said(event.text, registers.agencies_of(ctx))
    work = ctx.said.slots.requirement if ctx.said else None
    if work == _INSPECTION or (agency is not None and work is None):
        return ctx.go_on(words.from_agency(agency.called if agency else ""))
    if work == _EMES and any(one.work == _EMES for one in ctx.tx.work.open_requirements(ctx.me.office_id, ctx.now)):
        return ctx.go_on(words.ANNOUNCE)
    if work is not None:
        return reply(words.in_the_plan(ctx.voice))
    said = read_new_work(event.text, _today(ctx), ctx.calendar(ctx.me.office_id))
    wanted = new_works.keep(Wanted(said.title, due=said.due if said.due and said.due >= _today(ctx) else None), ctx)
    if said.units:
        named = _who(wanted, said.units, ctx)
        wanted = named if isinstance(named, Wanted) else wanted
    file = ctx.tx.submissions.latest_upload(ctx.me.id, _MAY_BE_FORM, ctx.now - _LATELY)
    if file is not None and wanted.title:
        new_works.keep(wanted, ctx)
        return reply(words.use_file(ctx.voice, wanted.title, file.id, file.name))
    return _go_on(wanted, ctx)


def choose(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """What a button says: newwork:<begin, plain, who, due or drop>:<value>."""
    field, value = [*event.data.split(":", _PARTS)[1:], "", ""][:_PARTS]
    wanted = Wanted() if field == "begin" else new_works.draft(ctx)
    if wanted is None:
        return reply(words.nothing_begun(ctx.voice))
    if field == "drop":
        return _drop(ctx)
    if field == "who" and value in {UnitKind.GROUP, UnitKind.SCHOOL}:
        wanted = new_works.of_kind(wanted, UnitKind(value))
    if field == "due":
        return _due(wanted, event.picked if type(event.picked) is date else None, ctx)
    return _go_on(wanted, ctx)


def typed(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """What was asked for last, typed."""
    wanted = new_works.draft(ctx)
    if wanted is None:
        return []
    if registers.gives_up(event.text, ctx, shown=not wanted.lacks):
        return _drop(ctx)
    if wanted.lacks == "title":
        return _go_on(replace(wanted, title=title_in(event.text)), ctx)
    if wanted.lacks == "who":
        named = _who(wanted, event.text, ctx)
        return _go_on(named, ctx) if isinstance(named, Wanted) else named
    if not wanted.lacks and is_yes(event.text):
        return _ask(wanted, ctx)
    return _due(wanted, find_day(event.text, _today(ctx), ctx.calendar(ctx.me.office_id)), ctx)


def takes(event: TextSaid, ctx: Context, unclaimed: bool) -> bool:  # noqa: FBT001 - called by the table
    """Whether words answer what was asked: a title, names of units, a day, a yes or a no."""
    wanted = new_works.draft(ctx)
    if wanted is None or ctx.said is None:
        return False
    if ctx.said.intent is Intent.CANCEL_DIALOG:
        return True
    if wanted.lacks == "title":
        return ctx.said.intent not in _COMMANDS
    if wanted.lacks == "who":
        return unclaimed or all_of_a_kind(event.text) is not None
    if not wanted.lacks and (is_yes(event.text) or registers.gives_up(event.text, ctx, shown=True)):
        return True
    day = find_day(event.text, _today(ctx), ctx.calendar(ctx.me.office_id))
    return day is not None and (unclaimed or ctx.said.intent in {Intent.PROMISE, Intent.IGNORE, Intent.EXTEND_REQUEST})


def _who(wanted: Wanted, text: str, ctx: Context) -> Wanted | list[Outgoing]:
    everybody = all_of_a_kind(text)
    if everybody is not None:
        return new_works.of_kind(wanted, everybody)
    said = units_said(text, ctx)
    units = tuple(unit.id for unit in said.units if unit.kind in SERVED)
    if units:
        return replace(wanted, kind="", units=units)
    return reply(words.names_unclear(ctx.voice, said.unknown or text, [one.name for one in said.perhaps]))


def _due(wanted: Wanted, day: date | None, ctx: Context) -> list[Outgoing]:
    if day is None or day < _today(ctx):
        return reply(words.day_does_not_do(ctx.voice, ctx.now))
    return _go_on(replace(wanted, due=day), ctx)


def _go_on(wanted: Wanted, ctx: Context) -> list[Outgoing]:
    """Keep what is known and ask for the next thing, or show what is to be confirmed."""
    new_works.keep(wanted, ctx)
    if wanted.lacks == "title":
        return reply(words.which_title(ctx.voice))
    if wanted.lacks == "who":
        kinds = [unit.kind for unit in ctx.tx.people.units(ctx.me.office_id)]
        counts = kinds.count(UnitKind.GROUP), kinds.count(UnitKind.SCHOOL)
        return reply(words.who_sends(ctx.voice, wanted.title, *counts))
    if wanted.due is None:
        return reply(words.by_when(ctx.voice, wanted.title, len(new_works.units_of(wanted, ctx)), ctx.now))
    return reply(words.really(ctx.voice, _view(wanted, wanted.due, ctx), ctx.now))


def _view(wanted: Wanted, due: date, ctx: Context) -> words.NewWorkView:
    units = new_works.units_of(wanted, ctx)
    members = ctx.tx.people.reachable(ctx.me.office_id)
    theirs = {one.unit_id for one in members}
    ids = {unit.id for unit in units}
    return words.NewWorkView(
        title=wanted.title,
        units=tuple(unit.called for unit in units),
        due=due,
        day_off=ctx.calendar(ctx.me.office_id).name_of_day_off(due) or "",
        people=len({one.person_id for one in members if one.unit_id in ids}),
        silent=tuple(unit.called for unit in units if unit.id not in theirs),
        mark=wanted.mark,
        left=ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly).left,
    )


def confirm(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Ask for it: newworkgo:<mark of what the card showed>. A second tap finds that it was done."""
    wanted = new_works.draft(ctx)
    if wanted is None:
        return reply(words.nothing_begun(ctx.voice))
    return _go_on(wanted, ctx) if wanted.lacks or argument(event) != wanted.mark else _ask(wanted, ctx)


def _ask(wanted: Wanted, ctx: Context) -> list[Outgoing]:
    count = len(new_works.units_of(wanted, ctx))
    made = new_works.ask(wanted, ctx)
    if made is None or wanted.due is None:
        return _go_on(replace(wanted, kind="", units=()) if not count else replace(wanted, title=""), ctx)
    return reply(words.asked(ctx.voice, made.title, count, wanted.due, made.id), worth_push=True)


def _drop(ctx: Context) -> list[Outgoing]:
    ctx.tx.registers.drop_draft(ctx.me.id)
    return reply(words.dropped(ctx.voice))


def _today(ctx: Context) -> date:
    return local(ctx.now).date()


ANSWER = Deed(name="answer about a new work", do=typed, right=Right.LOAD_PLAN, private=True)
DEEDS = (
    Deed(
        name="set up a work", do=begin, intents=frozenset({Intent.CREATE_REQUIREMENT}), right=Right.LOAD_PLAN,
        private=True,
    ),
    Deed(name="say more of a new work", do=choose, tap="newwork", right=Right.LOAD_PLAN, private=True),
    Deed(name="ask for a new work", do=confirm, tap="newworkgo", right=Right.LOAD_PLAN, private=True, slow=True),
)  # fmt: skip
