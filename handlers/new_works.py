"""A work that an officer sets up in words: what has been said of it so far, and asking for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from domain.audit import Noted
from domain.forms.keys import heading_key
from domain.forms.learnt import NotAForm
from domain.periods import period_of
from domain.plan import SERVED, UnitKind
from domain.sendings import mark_of
from domain.thai import BANGKOK, fiscal_year_be
from handlers.context import Context
from reports.simple_blank import make_simple_blank
from reports.workbook import XLSX_MIME
from storage.forms import Asking

if TYPE_CHECKING:
    from storage.schema import Requirement, Unit

KIND: Final = "new work"
WORK: Final = "custom"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known: the title, all units of which kind or which by id, by when."""

    title: str = ""
    kind: str = ""  # group or school, all of them
    units: tuple[int, ...] = ()
    due: date | None = None

    @property
    def lacks(self) -> str:
        """What is asked for next: title, who, due; "" where nothing is."""
        if not self.title:
            return "title"
        if not self.kind and not self.units:
            return "who"
        return "" if self.due else "due"

    @property
    def mark(self) -> int:
        """Which words a card spoke of."""
        return mark_of(_kept(self))


def draft(ctx: Context) -> Wanted | None:
    """What the speaker has begun to say; None where nothing is open."""
    found = ctx.tx.registers.draft(ctx.me.id, KIND, ctx.now) if ctx.person is not None else None
    return None if found is None else _wanted(found.said)


def keep(wanted: Wanted, ctx: Context) -> Wanted:
    """Keep what is known."""
    ctx.tx.registers.keep_draft(ctx.me.id, KIND, _kept(wanted), ctx.now)
    return wanted


def _kept(wanted: Wanted) -> dict[str, Any]:
    due = wanted.due.isoformat() if wanted.due else ""
    return {"title": wanted.title, "kind": wanted.kind, "units": list(wanted.units), "due": due}


def _wanted(said: Mapping[str, Any]) -> Wanted:
    due = date.fromisoformat(said["due"]) if said["due"] else None
    return Wanted(str(said["title"]), str(said["kind"]), tuple(int(one) for one in said["units"]), due)


def units_of(wanted: Wanted, ctx: Context) -> list[Unit]:
    """Who is to send it, as the units are now."""
    units = [unit for unit in ctx.tx.people.units(ctx.me.office_id) if unit.kind in SERVED]
    return [unit for unit in units if unit.id in wanted.units or (wanted.kind and unit.kind == UnitKind(wanted.kind))]


def of_kind(wanted: Wanted, kind: UnitKind) -> Wanted:
    """The same for all groups, or all schools."""
    return replace(wanted, kind=kind.value, units=())


def ask(wanted: Wanted, ctx: Context) -> Requirement | None:
    """Ask for it with a simple form that is made for it, and note it.

    None where nobody is to send it, or where no form comes of its title.
    """
    units, due = units_of(wanted, ctx), wanted.due
    if not units or due is None:
        return None
    data, name = make_simple_blank(wanted.title, made_at=ctx.now), f"{wanted.title.replace('/', '-')}.xlsx"
    found = ctx.files.learn(data, name, ctx.own_forms)
    if isinstance(found, NotAForm):
        return None
    form = ctx.tx.forms.add(
        office_id=ctx.me.office_id, name=heading_key(wanted.title), title=wanted.title,
        definition=found.definition.model_dump(mode="json"), sha256=ctx.tx.files.keep(data, XLSX_MIME, ctx.now),
        file_name=name, made_by_id=ctx.me.id, now=ctx.now,
    )  # fmt: skip
    closes, year = ctx.calendar(form.office_id).hours.closes, fiscal_year_be(due)
    requirement = ctx.tx.forms.ask(
        Asking(
            form=form, work=WORK, fiscal_year_be=year, round="", round_name="", period=period_of(year, ""),
            opens_at=ctx.now, due_at=datetime.combine(due, closes, BANGKOK), unit_ids=[unit.id for unit in units],
        )
    )  # fmt: skip
    ctx.tx.registers.drop_draft(ctx.me.id)
    ctx.tx.audit.note(
        ctx.now, Noted.ASK, requirement.code, office_id=form.office_id, person_id=ctx.me.id,
        detail={"due": requirement.due_at.isoformat(), "units": len(units)},
    )  # fmt: skip
    return requirement
