"""เริ่มติดตามแบบนี้: who fills in a learnt form, by when, and after one more look it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.events import ButtonPressed, TextSaid
from domain.forms.reading import read_form
from domain.messages import Outgoing
from domain.own_forms import key_of
from domain.periods import period_of
from domain.phrases.own_forms import all_of_a_kind, due_day, names_apart
from domain.phrases.understanding import Intent
from domain.plan import SERVED, UnitKind
from domain.rights import Right
from domain.thai import BANGKOK, fiscal_year_be, local
from domain.units.known import Found, Unsure
from domain.units.names import find_unit
from handlers import tracking
from handlers.candidates import known_units
from handlers.routing import Context, Deed, numbers, reply
from handlers.tracking import Told, Who
from handlers.wording import files as file_words
from handlers.wording import learnt_forms as words
from reports.filled_form import open_grid
from storage.forms import Asking

if TYPE_CHECKING:
    from storage.schema import LearntForm, Requirement, Upload

WORK: Final = "custom"
_ENOUGH: Final = 4  # behind the file in a button's data: the units found are all
_ALL: Final = {UnitKind.GROUP: Who.GROUPS, UnitKind.SCHOOL: Who.SCHOOLS}


def track(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Ask who fills it in, or take the answer: track:<upload>[:<who>]."""
    upload, told = _meant(event, ctx)
    if upload is None or told is None:
        return reply(file_words.asked_before(ctx.voice))
    answer = numbers(event)[1:]
    if not answer:
        told = tracking.start_over(upload, told)
        counts = {who: len(tracking.units_of(replace(told, who=who), ctx)) for who in (Who.GROUPS, Who.SCHOOLS)}
        return reply(words.who_fills(ctx.voice, upload.id, counts[Who.GROUPS], counts[Who.SCHOOLS]))
    if answer[0] == _ENOUGH and told.who is Who.NAMED and told.unit_ids:
        return _go_on(upload, tracking.keep(upload, replace(told, naming=False)), ctx)
    if str(answer[0]) not in set(Who):
        return []
    return _chosen(upload, told, Who(str(answer[0])), ctx)


def _chosen(upload: Upload, told: Told, who: Who, ctx: Context) -> list[Outgoing]:
    if who is Who.NAMED:
        tracking.keep(upload, replace(told, who=who, unit_ids=(), naming=True))
        return reply(words.name_them(ctx.voice))
    told = replace(told, who=who, unit_ids=(), naming=False)
    if not tracking.units_of(told, ctx):
        return reply(words.no_such_units(ctx.voice))
    return _go_on(upload, tracking.keep(upload, told), ctx)


def pick_due(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """The day of the picker: trackdue:<upload>."""
    upload, told = _meant(event, ctx)
    if upload is None or told is None or not isinstance(event.picked, date):
        return reply(file_words.asked_before(ctx.voice))
    return _due(upload, told, event.picked, ctx)


def typed(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """Names of units, or a date, typed as the answer to what was asked last."""
    upload = tracking.waiting(ctx)
    told = tracking.of(upload) if upload is not None else None
    if upload is None or told is None:
        return []
    if ctx.said is not None and ctx.said.intent is Intent.CANCEL_DIALOG:
        tracking.start_over(upload, told)
        return reply(words.cancelled(ctx.voice))
    everybody = all_of_a_kind(event.text)
    if told.naming and everybody is not None:
        return _chosen(upload, told, _ALL[everybody], ctx)
    if told.naming:
        return _named(upload, told, _names_in(event.text, ctx), ctx)
    day = due_day(event.text, local(ctx.now).date())
    return reply(words.which_day(ctx.voice, upload.id, ctx.now)) if day is None else _due(upload, told, day, ctx)


@dataclass(frozen=True, slots=True)
class _Names:
    """What a list of names comes to: the units meant, those that may be meant, the words that name none."""

    unit_ids: tuple[int, ...]
    unsure: tuple[tuple[str, tuple[str, ...]], ...]
    unknown: tuple[str, ...]


def _names_in(text: str, ctx: Context) -> _Names:
    known, found, unsure, unknown = known_units(ctx), [], [], []
    known = [unit for unit in known if unit.kind in SERVED]
    for part in names_apart(text):
        naming = find_unit(part, known)
        if isinstance(naming, Found):
            found.append(naming.unit.id)
        elif isinstance(naming, Unsure):
            unsure.append((part, tuple(unit.name for unit in naming.units[:3])))
        else:
            unknown.append(part)
    return _Names(tuple(dict.fromkeys(found)), tuple(unsure), tuple(unknown))


def _named(upload: Upload, told: Told, names: _Names, ctx: Context) -> list[Outgoing]:
    ids = tuple(dict.fromkeys((*told.unit_ids, *names.unit_ids)))
    told = tracking.keep(upload, replace(told, unit_ids=ids, naming=bool(names.unsure or names.unknown)))
    if not told.naming and ids:
        return _go_on(upload, told, ctx)
    found = [unit.name for unit in tracking.units_of(told, ctx)]
    return reply(words.names_unclear(ctx.voice, upload.id, found, names.unsure, names.unknown))


def _due(upload: Upload, told: Told, day: date, ctx: Context) -> list[Outgoing]:
    if day < local(ctx.now).date():
        return reply(words.day_is_past(ctx.voice, upload.id, ctx.now))
    return _go_on(upload, tracking.keep(upload, replace(told, due=day)), ctx)


def _go_on(upload: Upload, told: Told, ctx: Context) -> list[Outgoing]:
    """Ask what is missing; when nothing is, show all of it and ask for the last word."""
    form = tracking.form_of(told, ctx)
    if form is None:
        return reply(file_words.asked_before(ctx.voice))
    units = [unit.name for unit in tracking.units_of(told, ctx)]
    if told.due is None:
        return reply(words.by_when(ctx.voice, upload.id, len(units), ctx.now))
    off = ctx.calendar(ctx.me.office_id).name_of_day_off(told.due)
    return reply(
        words.really(
            ctx.voice, upload.id, words.Ahead(form.title, form.version, tuple(units), told.due, off or ""), ctx.now
        )
    )


def confirm(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Ask for it: trackgo:<upload>. A second tap finds that it was done."""
    upload, told = _meant(event, ctx)
    if upload is None or told is None or told.due is None:
        return reply(file_words.asked_before(ctx.voice))
    form, units = tracking.form_of(told, ctx), tracking.units_of(told, ctx)
    if form is None or not units:
        return reply(file_words.asked_before(ctx.voice))
    requirement = _ask(form, told, [unit.id for unit in units], ctx)
    upload.outcome = tracking.TRACKED
    detail = {"due": requirement.due_at.isoformat(), "units": len(units)}
    ctx.tx.audit.note(
        ctx.now, Noted.ASK, requirement.code, office_id=form.office_id, person_id=ctx.me.id, detail=detail
    )
    return reply(words.asked(ctx.voice, requirement.title, len(units), told.due, requirement.id), worth_push=True)


def _ask(form: LearntForm, told: Told, unit_ids: list[int], ctx: Context) -> Requirement:
    year, round_ = _stated(form, ctx)
    due = told.due or local(ctx.now).date()
    year = year or fiscal_year_be(due)
    closes = ctx.calendar(form.office_id).hours.closes
    return ctx.tx.forms.ask(
        Asking(
            form=form,
            work=WORK,
            fiscal_year_be=year,
            round=round_,
            round_name=words.round_name(round_),
            period=period_of(year, round_),
            opens_at=ctx.now,
            due_at=datetime.combine(due, closes, BANGKOK),
            unit_ids=unit_ids,
        )
    )


def _stated(form: LearntForm, ctx: Context) -> tuple[int | None, str]:
    """The fiscal year and the round that the blank states; None and "" where it does not."""
    key = key_of(form.id)
    if key not in ctx.forms:
        return None, ""
    reading = read_form(open_grid(ctx.tx.files.read(form.sha256), form.file_name), {key: ctx.forms[key]})
    return (reading.first.fiscal_year_be, reading.first.round or "") if reading is not None else (None, "")


def _meant(event: ButtonPressed, ctx: Context) -> tuple[Upload | None, Told | None]:
    named = numbers(event)
    upload = tracking.mine(named[0] if named else None, ctx)
    return upload, tracking.of(upload) if upload is not None else None


def takes(event: TextSaid, ctx: Context, unclaimed: bool) -> bool:  # noqa: FBT001 - called by the table
    """Whether words answer what was asked: nobody else claims them, or they are plainly names or a date."""
    upload = tracking.waiting(ctx)
    told = tracking.of(upload) if upload is not None else None
    if told is None:
        return False
    if unclaimed or (ctx.said is not None and ctx.said.intent is Intent.CANCEL_DIALOG):
        return True
    if not told.naming:
        return due_day(event.text, local(ctx.now).date()) is not None
    names = _names_in(event.text, ctx)
    return bool(names.unit_ids) and not names.unknown


ANSWER = Deed(name="answer about a form", do=typed, right=Right.LOAD_PLAN, private=True)
DEEDS = (
    Deed(name="track form", do=track, tap="track", right=Right.LOAD_PLAN, private=True),
    Deed(name="when the form is due", do=pick_due, tap="trackdue", right=Right.LOAD_PLAN, private=True),
    Deed(name="ask for the form", do=confirm, tap="trackgo", right=Right.LOAD_PLAN, private=True, slow=True),
)
