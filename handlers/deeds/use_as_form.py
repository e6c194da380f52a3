"""ใช้ไฟล์นี้เป็นแบบ: learn a form from the blank an officer sent, and show what was understood before anything is asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.errors import UnreadableFileError
from domain.events import ButtonPressed, TextSaid
from domain.forms.keys import heading_key
from domain.forms.learnt import Learnt, NotAForm
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.rights import Right
from handlers import tracking, uploads
from handlers.routing import Context, Deed, argument, reply
from handlers.wording import files as file_words
from handlers.wording import learnt_forms as words

if TYPE_CHECKING:
    from storage.schema import LearntForm, Upload

_LATELY: Final = timedelta(days=30)
_TEACHING: Final = ("unknown_form", "not_taken", "dropped", uploads.ASKED, tracking.TAUGHT)
_PLACED: Final = ("taken_back", "out_of_time")


def teach(event: TextSaid | ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Learn from the file that is meant, keep the form, and show it: teach:<upload>, or typed."""
    upload = _meant(event, ctx)
    if upload is None:
        return reply(words.which_file(ctx.voice))
    try:
        found = ctx.files.learn(ctx.tx.files.read(upload.sha256), upload.name, ctx.own_forms)
    except UnreadableFileError as refused:
        return reply(file_words.unreadable(ctx.voice, refused.reason, upload.name, ctx.largest_megabytes))
    if isinstance(found, NotAForm):
        return reply(words.no_form(ctx.voice, found.reason, upload.name))
    form, known_before = _kept(found, upload, ctx)
    tracking.keep(upload, tracking.Told(form.id))
    return reply(
        words.understood(ctx.voice, found, form.version, upload.id, known_before=known_before), worth_push=True
    )


def _meant(event: TextSaid | ButtonPressed, ctx: Context) -> Upload | None:
    """The file of the button, the one that is quoted, or the newest that belongs to no work."""
    if isinstance(event, ButtonPressed):
        number = argument(event)
        upload = ctx.tx.submissions.upload(number) if number is not None else None
    elif event.quotes:
        upload = ctx.tx.submissions.upload_of_message(event.quotes, event.chat)
    else:
        return ctx.tx.submissions.latest_upload(ctx.me.id, _TEACHING, ctx.now - _LATELY)
    usable = upload is not None and upload.person_id == ctx.me.id and upload.outcome not in _PLACED
    return upload if usable else None


def _kept(found: Learnt, upload: Upload, ctx: Context) -> tuple[LearntForm, bool]:
    """The form of this very file, or the next version of the form of this title."""
    office_id, title = ctx.me.office_id, found.definition.title
    latest = ctx.tx.forms.latest(office_id, heading_key(title))
    if latest is not None and latest.sha256 == upload.sha256:
        return latest, True
    form = ctx.tx.forms.add(
        office_id=office_id,
        name=heading_key(title),
        title=title,
        definition=found.definition.model_dump(mode="json"),
        sha256=upload.sha256,
        file_name=upload.name,
        made_by_id=ctx.me.id,
        now=ctx.now,
    )
    _note(Noted.TEACH_FORM, form, ctx)
    return form, False


def forget(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """It is no form after all: unteach:<upload>. A version that is asked for already stays."""
    upload = tracking.mine(argument(event), ctx)
    told = tracking.of(upload) if upload is not None else None
    form = tracking.form_of(told, ctx) if told is not None else None
    if upload is None or form is None:
        return reply(file_words.asked_before(ctx.voice))
    upload.outcome = "dropped"
    if not ctx.tx.forms.is_asked(form) and form.retired_at is None:
        form.retired_at = ctx.now
        _note(Noted.RETIRE_FORM, form, ctx)
    return reply(words.forgotten(ctx.voice))


def _note(noted: Noted, form: LearntForm, ctx: Context) -> None:
    detail = {"title": form.title, "version": form.version}
    ctx.tx.audit.note(ctx.now, noted, str(form.id), office_id=form.office_id, person_id=ctx.me.id, detail=detail)


DEEDS = (
    Deed(
        name="use as form",
        do=teach,
        intents=frozenset({Intent.USE_AS_FORM}),
        tap="teach",
        right=Right.LOAD_PLAN,
        private=True,
        slow=True,
    ),
    Deed(name="no form", do=forget, tap="unteach", right=Right.LOAD_PLAN, private=True),
)
