"""A file that waits for its sender's answer: shared by the deeds that settle, drop and load it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.events import ButtonPressed
from handlers.routing import Context, argument

if TYPE_CHECKING:
    from storage.schema import Upload

ASKED = "asked"


def waiting(upload_id: int | None, ctx: Context) -> Upload | None:
    """The speaker's own upload with that id, if its question has not been answered yet."""
    upload = ctx.tx.submissions.upload(upload_id) if upload_id is not None else None
    return upload if upload and upload.person_id == ctx.me.id and upload.outcome == ASKED else None


def named(event: ButtonPressed, ctx: Context) -> Upload | None:
    """The upload that a button of its question names."""
    return waiting(argument(event), ctx)


def note(noted: Noted, upload: Upload, ctx: Context) -> None:
    """What became of a file that has no receipt, for the audit trail."""
    ctx.tx.audit.note(
        ctx.now, noted, str(upload.id), office_id=ctx.me.office_id, person_id=ctx.me.id,
        detail={"outcome": upload.outcome},
    )  # fmt: skip
