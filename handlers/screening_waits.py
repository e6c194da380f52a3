"""What waits for a committee's members, whoever asks: which forms, since when, and who has not spoken of them yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.reviewing import SCREENING
from handlers import reviewing, screening
from handlers.routing import Context

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """A requirement of which forms wait to be screened. `members`: of how many each has not spoken, by their ids."""

    id: int
    title: str
    forms: int
    since: datetime
    members: Mapping[int, int]


def of_office(office_id: int, ctx: Context) -> list[Waits]:
    """What waits in an office that somebody of its committee has not spoken of, the longest first."""
    which = reviewing.which_of(office_id, SCREENING, ctx)
    if not which.works:
        return []
    titles = {one.id: one.title for one in ctx.tx.reviews.rounds(which, [state.value for state in SCREENING.passed])}
    rows = ctx.tx.reviews.waiting(which, of=list(titles)) if titles else []
    given = ctx.tx.opinions.given([row.seen for row in rows])
    found = []
    for number, title in titles.items():
        theirs = [row for row in rows if row.requirement_id == number]
        left = {
            member: sum((member, row.seen) not in given for row in theirs)
            for member in screening.screeners(office_id, number, ctx)
        }
        members = {member: count for member, count in left.items() if count}
        if members:
            since = min(row.place.since for row in theirs)
            found.append(Waits(id=number, title=title, forms=len(theirs), since=since, members=members))
    return found
