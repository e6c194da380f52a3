"""Who is to hear that a form came back, and the marked copy of it that each of them gets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.forms.record import findings_from_json
from domain.nagging import Audience, recipients_of
from handlers.marked_files import marked_copies
from handlers.routing import Context
from storage.files import MARKED, OVER

if TYPE_CHECKING:
    from storage.people import Member
    from storage.schema import Obligation, Review, Submission


def hearers(review: Review, debt: Obligation, members: Sequence[Member]) -> list[int]:
    """The ids of whoever sent it, and of those of the unit who are asked for it; only of people who can be reached."""
    everybody = {member.person_id for member in members}
    asked = recipients_of(members, [debt.unit_id], everybody).get(debt.unit_id, ())
    owners = [one.person_id for one in asked if one.audience is Audience.OWNER]
    sender = [review.sender_id] if review.sender_id in everybody and review.sender_id is not None else []
    return list(dict.fromkeys((*sender, *owners)))


def mark(review: Review, debt: Obligation, ctx: Context) -> None:
    """Make the copy with what the checks found marked in it, for each of them, where there is anything to mark."""
    version = _version(review, ctx)
    if version is not None and version.findings and version.upload.outcome not in OVER:
        people = hearers(review, debt, ctx.tx.people.reachable(review.office_id))
        marked_copies(version.upload, findings_from_json(version.findings), people, ctx, review=review.id)


def marked_link(review: Review, person_id: int, ctx: Context) -> str:
    """The link of one of them; "" where there is no copy, or not any more."""
    version = _version(review, ctx)
    about = {"upload": version.upload_id, "review": review.id} if version else {}
    document = ctx.tx.files.shown_to(person_id, MARKED, about) if about else None
    return ctx.links.file(document.id, person_id, ctx.now) if document else ""


def receipt_no(review: Review, ctx: Context) -> str:
    """The receipt number of what was decided about; "" of a claim."""
    version = _version(review, ctx)
    return version.receipt_no if version else ""


def _version(review: Review, ctx: Context) -> Submission | None:
    return ctx.tx.submissions.submission(review.submission_id) if review.submission_id else None
