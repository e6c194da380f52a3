"""What the deeds about the control register share: agencies as words name them, rows as cards and books print them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from domain import agencies
from domain.lifecycle import FINAL, SIDE_STATES, Deed, State, deeds_open
from domain.phrases.sendings import is_no, without_letters
from domain.phrases.understanding import Intent
from domain.sendings import Way, days_late
from domain.thai import local
from handlers.routing import Context
from handlers.wording.registers import Entered

if TYPE_CHECKING:
    from storage.schema import Agency, AgencyRequest, Dispatch, Obligation, Requirement

_AWAITED: Final = tuple(state for state in State if state not in FINAL | SIDE_STATES)
_LISTED: Final = 2  # numbers of receipts in one cell; of more the first and the last are named


def entered(row: Dispatch) -> Entered:
    """The facts of a row."""
    return Entered(
        id=row.id,
        agency=row.agency.called,
        no=row.no,
        fiscal_year_be=row.fiscal_year_be,
        topic=row.topic,
        letter_no=row.letter_no,
        sent_on=row.sent_on,
        way=Way(row.way),
        late=days_late(row.sent_on, row.due_on),
        struck=row.struck_reason if row.is_struck else "",
    )


def gives_up(text: str, ctx: Context, *, shown: bool) -> bool:
    """Whether somebody leaves such a dialogue: by ยกเลิก at any time, by a no once the whole of it is shown."""
    cancels = ctx.said is not None and ctx.said.intent is Intent.CANCEL_DIALOG
    return cancels or (shown and is_no(text))


def agencies_of(ctx: Context) -> list[Agency]:
    """The agencies of the speaker's office."""
    return ctx.tx.registers.agencies(ctx.me.office_id, ctx.agencies)


def agency_said(text: str, known: Sequence[Agency]) -> Agency | None:
    """The agency that words name, letters' numbers apart."""
    return by_code(agencies.agency_in(without_letters(text), _names(known)), known)


def agency_of_letter(number: str, known: Sequence[Agency]) -> Agency | None:
    """The agency whose letters' numbers begin so."""
    return by_code(agencies.agency_of_letter(number, _names(known)), known)


def by_code(code: str | None, known: Sequence[Agency]) -> Agency | None:
    """The agency with that code."""
    return next((agency for agency in known if agency.code == code), None)


def _names(known: Sequence[Agency]) -> list[agencies.Agency]:
    return [
        agencies.Agency(code=one.code, name=one.name, aliases=tuple(one.aliases), letters=tuple(one.letters))
        for one in known
    ]


def to_send(ctx: Context) -> list[Requirement]:
    """What the office has asked for, is sent up when it is in, and has not gone out altogether."""
    asked = ctx.tx.work.open_requirements(ctx.me.office_id, ctx.now)
    asked = [one for one in asked if State.DISPATCHED in ctx.works.get(one.work, ())]
    over = ctx.tx.registers.all_sent([one.id for one in asked], _AWAITED)
    return [one for one in asked if one.id not in over]


def may_go(debt: Obligation, ctx: Context) -> bool:
    """Whether the debt goes out with a sending: it was accepted, and has not gone out."""
    return Deed.DISPATCH in deeds_open(State(debt.state), ctx.works.get(debt.requirement.work, ()))


def stays(debt: Obligation) -> bool:
    """Whether the debt should have gone out, and cannot yet: it is not in, or nobody has accepted it."""
    return State(debt.state) in _AWAITED


def due_of(request: AgencyRequest | None, requirement: Requirement | None) -> date | None:
    """The agency's own day: that of its letter, else that of the plan."""
    if request is not None and request.due_at is not None:
        return local(request.due_at).date()
    if requirement is not None and requirement.external_due_at is not None:
        return local(requirement.external_due_at).date()
    return None


def kept_at(row: Dispatch) -> str:
    """Where its papers are, what is remarked, and which receipts went out with it."""
    receipts = [str(one) for one in row.enclosures]
    if len(receipts) > _LISTED:
        receipts = [f"{receipts[0]} – {receipts[-1]} ({len(receipts)})"]
    return "\n".join(part for part in (row.kept, row.note, " ".join(receipts)) if part)


def about(row: Dispatch) -> str:
    """How the audit trail names a row."""
    return f"{row.agency.code} {row.no}/{row.fiscal_year_be}"
