"""The queue of a committee's member: which forms wait to be screened, and which of them they have not spoken of yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.lifecycle import State
from domain.messages import Message
from domain.reviewing import SCREENING
from handlers import review_views, reviewing, screening
from handlers.routing import Context
from handlers.wording import screenings as words
from storage.reviews import Place

if TYPE_CHECKING:
    from storage.reviews import Waiting
    from storage.schema import Obligation


class Own:
    """What waits to be screened by the speaker, and of which versions they have said what they think."""

    def __init__(self, ctx: Context) -> None:
        which = reviewing.which(ctx, SCREENING)
        waiting = ctx.tx.reviews.rounds(which, [state.value for state in SCREENING.passed])
        theirs = {one.id: one.title for one in waiting if screening.may_screen(one.id, ctx)}
        self._waiting: list[Waiting] = ctx.tx.reviews.waiting(which, of=list(theirs)) if theirs else []
        self._given = ctx.tx.opinions.given_by(ctx.me.id, [row.seen for row in self._waiting])
        self.rounds = [self._round(number, title) for number, title in theirs.items()]

    def _round(self, number: int, title: str) -> words.OwnRound:
        rows = [row for row in self._waiting if row.requirement_id == number]
        return words.OwnRound(number, title, len(rows), sum(row.seen in self._given for row in rows))

    def round(self, number: int) -> words.OwnRound | None:
        """How far they are with a requirement; None where nothing of it waits for them."""
        return next((one for one in self.rounds if one.id == number), None)

    @property
    def open(self) -> list[words.OwnRound]:
        """The requirements of which they have not spoken of everything yet."""
        return [one for one in self.rounds if one.given < one.waiting]

    def after(self, number: int, place: Place | None) -> Waiting | None:
        """What has waited longest of a requirement, behind a place, that they have not spoken of."""
        for row in self._waiting:
            behind = place is None or (row.place.since, row.place.debt) > (place.since, place.debt)
            if row.requirement_id == number and behind and row.seen not in self._given:
                return row
        return None


def begun(own: Own, ctx: Context) -> Message:
    """Which requirement, where several have something; else the first form."""
    if len(own.open) > 1:
        return words.which_round(ctx.voice, own.open)
    return coming(own, own.open[0].id if own.open else 0, None, ctx)


def coming(own: Own, number: int, after: Place | None, ctx: Context) -> Message:
    """The next form of a requirement that they have not spoken of; a word of thanks when there is none left."""
    found, round_ = own.after(number, after), own.round(number)
    debt = ctx.tx.work.obligation(found.place.debt) if found else None
    if found is not None and debt is not None and round_ is not None:
        return card(debt, found.place, found.seen, round_, ctx)
    if round_ is not None and round_.given < round_.waiting:
        return words.seen_to_the_end(ctx.voice, round_)
    if own.open:
        return words.which_round(ctx.voice, own.open)
    if not own.rounds:
        return words.nothing_waits(ctx.voice)
    return words.thanks(ctx.voice, sum(one.given for one in own.rounds), records=bool(reviewing.rounds(ctx, SCREENING)))


def card(debt: Obligation, there: Place, seen: int, round_: words.OwnRound, ctx: Context) -> Message:
    """The card of a form that waits to be screened."""
    form, said = review_views.form_of(debt, ctx), ctx.tx.opinions.of([debt.id])[debt.id]
    view = words.OpinionView(
        task=form.task,
        file=form.file,
        evidence=form.evidence,
        links=form.links,
        round=round_,
        key=f"{debt.id}:{seen}",
        skip=f"opinion:{round_.id}:{review_views.micros(there.since)}:{debt.id}",
        own=next((one for one in said if one.person_id == ctx.me.id and one.version_id == seen), None),
        earlier=tuple(one for one in said if one.version_id != seen and not one.passes),
    )
    reviewing.note(Noted.SHOW_REVIEW, debt, ctx)
    return words.to_screen(ctx.voice, view)


def at_hand(debt_id: int, ctx: Context) -> tuple[Obligation, Place, int] | None:
    """A debt that the speaker screens, locked as it stands now, its place, and which version is there to be seen."""
    found = reviewing.at_hand(debt_id, ctx)
    if found is None or not screening.is_screened(found[0].requirement.work, ctx):
        return None
    return found if screening.may_screen(found[0].requirement_id, ctx) else None


def waits(debt: Obligation) -> bool:
    """Whether it waits to be screened."""
    return State(debt.state) in SCREENING.waiting
