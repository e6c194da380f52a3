"""ตรวจกับบัญชีจากระบบ: an officer has a list exported from E-MES held against what schools owe (the manual, 3, step 2).

The card shows everything before anything changes; one tap does it, once. What has changed meanwhile is shown anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from domain.events import ButtonPressed
from domain.forms.reading_result import Reading
from domain.messages import Message, Outgoing
from domain.report_lists import mark
from domain.rights import Right
from handlers import list_decisions, report_lists, uploads
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import report_lists as words
from storage.report_lists import CONFIRMED, DROPPED, SHOWN

if TYPE_CHECKING:
    from storage.schema import ReportList, Upload


class _Found(NamedTuple):
    """The file of a list that may still be confirmed, as read, and what it is about."""

    upload: Upload
    reading: Reading
    what: report_lists.About


_OF_CHOICE = 3  # an upload, a requirement, an item
_OF_CARD = 2  # a list, the mark of what was shown


def choose(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """The officer has said what the list is about: listof:<upload>:<requirement>:<item>."""
    said, reading = numbers(event), _prepared(ctx)
    upload = uploads.waiting(said[0], ctx) if len(said) == _OF_CHOICE else None
    if upload is None or reading is None:
        return reply(words.over(ctx.voice))
    known = report_lists.open_items(reading.form, ctx)
    what = next((one for one in known if [one.requirement.id, one.subject.id] == said[1:]), None)
    if what is None:
        return reply(words.over(ctx.voice))
    return reply(report_lists.show(upload, reading, what, ctx), worth_push=True)


def confirm(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Do what the card showed, once: listgo:<list>:<mark of what it showed>."""
    said = numbers(event)
    row = ctx.tx.report_lists.to_decide(said[0], ctx.me.office_id) if len(said) == _OF_CARD else None
    if row is None:
        return reply(words.over(ctx.voice))
    found = _standing(row, ctx)
    if isinstance(found, list):
        return found
    upload, reading, what = found
    compared = report_lists.compared(reading, report_lists.debts_to_change(what, ctx), ctx)
    if mark(row.id, compared.found) != said[1]:
        shown = report_lists.card(row, compared, what, upload.name, ctx)
        return reply(words.changed(ctx.voice), shown, worth_push=True)
    return reply(words.confirmed(ctx.voice, list_decisions.decide(row, upload, compared, what, ctx)), worth_push=True)


def see(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Show a list again, as it stands now: listsee:<list>."""
    row = _row(event, ctx)
    if row is None:
        return reply(words.over(ctx.voice))
    found = _standing(row, ctx)
    if isinstance(found, list):
        return found
    upload, reading, what = found
    compared = report_lists.compared(reading, report_lists.debts_of(what, ctx), ctx)
    return reply(report_lists.card(row, compared, what, upload.name, ctx), worth_push=True)


def leave(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Rather not: listno:<list>."""
    row = ctx.tx.report_lists.to_decide([*numbers(event), 0][0], ctx.me.office_id)
    if row is None:
        return reply(words.over(ctx.voice))
    if row.status == CONFIRMED:
        return reply(_already(row, ctx))
    row.status = DROPPED
    return reply(words.dropped(ctx.voice))


def _standing(row: ReportList, ctx: Context) -> _Found | list[Outgoing]:
    """The file of a list that may still be confirmed, and what it is about; else what to say instead."""
    if row.status == CONFIRMED:
        return reply(_already(row, ctx))
    upload, what, reading = ctx.tx.submissions.upload(row.upload_id), report_lists.subject_of(row, ctx), _prepared(ctx)
    if row.status != SHOWN or upload is None or what is None or reading is None:
        return reply(words.over(ctx.voice))
    newer = ctx.tx.report_lists.newer(row)
    if newer is not None:
        return reply(words.newer(ctx.voice, newer.id, newer.confirmed_at or newer.shown_at))
    return _Found(upload, reading, what)


def _already(row: ReportList, ctx: Context) -> Message:
    by = ctx.tx.people.get(row.confirmed_by_id) if row.confirmed_by_id is not None else None
    return words.already(ctx.voice, by.name if by else "", row.confirmed_at or row.shown_at)


def _row(event: ButtonPressed, ctx: Context) -> ReportList | None:
    return ctx.tx.report_lists.get([*numbers(event), 0][0], ctx.me.office_id)


def _read_again(event: ButtonPressed, ctx: Context) -> Reading | None:
    """The list of a button, read from the file that was kept: before others have to wait."""
    if event.data.startswith(f"{CHOOSE.tap}:"):
        upload = uploads.waiting([*numbers(event), 0][0], ctx)
    else:
        row = _row(event, ctx)
        upload = ctx.tx.submissions.upload(row.upload_id) if row is not None and row.status == SHOWN else None
    if upload is None:
        return None
    return ctx.files.read_file(ctx.tx.files.read(upload.sha256), upload.name, ctx.own_forms).reading


def _prepared(ctx: Context) -> Reading | None:
    return ctx.prepared if isinstance(ctx.prepared, Reading) else None


CHOOSE = Deed(
    name="say what a list is about", do=choose, tap="listof", right=Right.REVIEW, private=True, slow=True,
    beforehand=_read_again,
)  # fmt: skip
CONFIRM = Deed(
    name="confirm a list", do=confirm, tap="listgo", right=Right.REVIEW, private=True, slow=True,
    beforehand=_read_again,
)  # fmt: skip
SEE = Deed(
    name="see a list again", do=see, tap="listsee", right=Right.REVIEW, private=True, slow=True, beforehand=_read_again,
)  # fmt: skip
LEAVE = Deed(name="leave a list", do=leave, tap="listno", right=Right.REVIEW, private=True)
DEEDS = (CHOOSE, CONFIRM, SEE, LEAVE)
