"""อัลบั้ม: the pictures of a project, shown with their numbers; taken out and put back; the words below them.

Numbers are said by people and kept: picture 3 stays picture 3, whatever else is taken out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from domain.albums import MOST, captions_in
from domain.audit import Noted
from domain.events import Incoming, TextSaid
from domain.messages import Outgoing
from domain.phrases.albums import pictures_in
from domain.phrases.understanding import Intent
from domain.rights import Right
from handlers import albums
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import album_changes as changes
from handlers.wording import albums as words

if TYPE_CHECKING:
    from storage.schema import Obligation, Picture

_KIND: Final = "album"
_ONE: Final = 1  # line
_TYPED: Final = frozenset({Intent.NO_CAPTIONS, Intent.CANCEL_DIALOG})


def show(event: Incoming, ctx: Context) -> list[Outgoing]:
    """The album as a card and a picture: album:<debt>, or by words that name the project."""
    debt = _meant(event, ctx)
    if isinstance(debt, list):
        return debt
    before = albums.at_hand(ctx)
    albums.remember(debt, ctx, asked=before[1] if before is not None and before[0].id == debt.id else ())
    view = albums.view_of(debt, ctx)
    sheet = ctx.prepared if isinstance(ctx.prepared, bytes) else beforehand(event, ctx)
    if not view.pictures or sheet is None:
        return reply(words.shown(ctx.voice, view))
    _note(Noted.SHOW_ALBUM, debt, ctx, [])
    document = ctx.tx.files.make_document(
        office_id=ctx.me.office_id, kind=_KIND, name=changes.file_name(view, ctx.now),
        sha256=ctx.tx.files.keep(sheet, albums.JPEG, ctx.now), made_for_id=ctx.me.id, now=ctx.now,
        about={"obligation": debt.id},
    )  # fmt: skip
    url = ctx.links.file(document.id, ctx.me.id, ctx.now)
    return reply(words.sheet(ctx.voice, url, view), words.shown(ctx.voice, view))


def beforehand(event: Incoming, ctx: Context) -> bytes | None:
    """The pictures drawn on one; None where there is no one album to show."""
    debt = _meant(event, ctx)
    if isinstance(debt, list):
        return None
    shown = ctx.tx.pictures.shown([debt.id])
    if not shown:
        return None
    return ctx.files.many_on_one([(one.no, ctx.tx.files.read(one.print_sha256)) for one in shown])


def take_out(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Take pictures out: pictureout:<debt>:<numbers>, or by words."""
    debt = _to_change(event, ctx)
    if isinstance(debt, list):
        return debt
    wanted = _numbers(event)
    there = {one.no: one for one in _pictures(debt, ctx) if one.out_at is None and one.no in wanted}
    if not there:
        return reply(changes.no_such_picture(ctx.voice, albums.view_of(debt, ctx), wanted))
    for one in there.values():
        one.out_at, one.out_by = ctx.now, ctx.me.id
    told = sorted(there)
    _note(Noted.TAKE_OUT_PICTURE, debt, ctx, told)
    ctx.tx.flush()
    return reply(changes.taken_out(ctx.voice, albums.view_of(debt, ctx), told))


def put_back(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Put pictures back that were taken out: pictureback:<debt>:<numbers>, or by words."""
    debt = _to_change(event, ctx)
    if isinstance(debt, list):
        return debt
    wanted, pictures = _numbers(event), _pictures(debt, ctx)
    there = {one.no: one for one in pictures if one.out_at is not None and one.no in wanted}
    view = albums.view_of(debt, ctx)
    if not there:
        return reply(changes.no_such_picture(ctx.voice, view, wanted))
    if view.count + len(there) > MOST:
        return reply(changes.is_full(ctx.voice, view))
    for one in there.values():
        one.out_at = one.out_by = None
    told = sorted(there)
    _note(Noted.PUT_BACK_PICTURE, debt, ctx, told)
    ctx.tx.flush()
    return reply(changes.put_back(ctx.voice, albums.view_of(debt, ctx), told))


def caption(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Take the words below pictures: those that were asked for, or those that a sentence gives."""
    debt = _to_change(event, ctx, by_name=False)
    if isinstance(debt, list):
        return debt
    view = albums.view_of(debt, ctx)
    asked = albums.at_hand(ctx)
    bare = [one.no for one in view.pictures if not one.caption]
    order = asked[1] if asked is not None and asked[1] else bare or [one.no for one in view.pictures]
    said = captions_in(event.text, order) if isinstance(event, TextSaid) else {}
    if not said:
        albums.remember(debt, ctx, asked=order)
        return reply(changes.say_captions(ctx.voice, view))
    known = {one.no: one for one in _pictures(debt, ctx) if one.out_at is None}
    changed = sorted(set(said) & set(known))
    if not changed:
        return reply(changes.no_such_picture(ctx.voice, view, sorted(said)))
    for no in changed:
        known[no].caption = said[no]
    _note(Noted.CAPTION_PICTURE, debt, ctx, changed)
    ctx.tx.flush()
    albums.remember(debt, ctx)
    return reply(
        changes.captioned(ctx.voice, albums.view_of(debt, ctx), changed, sorted(set(said) - set(known)))
    )  # fmt: skip


def answer(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """The captions that were asked for, or that there are none."""
    if ctx.said is not None and ctx.said.intent in _TYPED:
        return no_captions(event, ctx)
    return caption(event, ctx)


def no_captions(_event: Incoming, ctx: Context) -> list[Outgoing]:
    """The pictures go without captions."""
    at_hand = albums.at_hand(ctx)
    if at_hand is not None:
        albums.remember(at_hand[0], ctx)
    return reply(changes.captions_left_out(ctx.voice))


def takes(event: TextSaid, ctx: Context, unclaimed: bool) -> bool:  # noqa: FBT001 - called by the table
    """Words while captions are asked for: those that nobody else claims, and whatever stands line by line.

    An officer has much else to say line by line: a letter that was forwarded.
    """
    if ctx.person is None or ctx.said is None:
        return False
    at_hand = albums.at_hand(ctx)
    if at_hand is None or not at_hand[1]:
        return False
    lines = [line for line in event.text.splitlines() if line.strip()]
    by_line = len(lines) > _ONE and not ctx.may(Right.LOAD_PLAN)
    return unclaimed or by_line or ctx.said.intent in _TYPED


def confirm_faces(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Somebody who answers for the project says that whoever is to be seen may be shown: faces:<debt>."""
    debt = _meant(event, ctx)
    if isinstance(debt, list):
        return debt
    if not albums.may_confirm(debt, ctx):
        return reply(changes.not_yours(ctx.voice))
    album = ctx.tx.pictures.album(debt.id)
    if album.confirmed_at is None:
        album.confirmed_at, album.confirmed_by = ctx.now, ctx.me.id
        _note(Noted.CONFIRM_FACES, debt, ctx, [])
    return reply(changes.faces_confirmed(ctx.voice, albums.view_of(debt, ctx)))


def _numbers(event: Incoming) -> tuple[int, ...]:
    if isinstance(event, TextSaid):
        return pictures_in(event.text)
    return tuple(numbers(event)[1:])


def _pictures(debt: Obligation, ctx: Context) -> list[Picture]:
    """All of the album, those taken out too; it is locked meanwhile."""
    ctx.tx.pictures.album(debt.id)
    return [picture for picture, _ in ctx.tx.pictures.all_of(debt.id)]


def _to_change(event: Incoming, ctx: Context, *, by_name: bool = True) -> Obligation | list[Outgoing]:
    debt = _meant(event, ctx, by_name=by_name)
    if isinstance(debt, list):
        return debt
    return debt if albums.may_change(debt, ctx) else reply(changes.not_yours(ctx.voice))


def _meant(event: Incoming, ctx: Context, *, by_name: bool = True) -> Obligation | list[Outgoing]:
    """The project that a button or words name, or that was spoken of just now, or the only one; else a question.

    `by_name`: False where the words are captions, which may name anything.
    """
    named = numbers(event)
    if named or not isinstance(event, TextSaid):
        debt = ctx.tx.work.obligation(named[0]) if named else None
        there = debt is not None and albums.may_see(debt, ctx) and albums.keeps_album(debt, ctx)
        return debt if debt is not None and there else reply(changes.not_yours(ctx.voice))
    found = albums.of_speaker(ctx)
    if by_name and (meant := albums.meant(event.text, found)):
        return _one_of(meant, ctx)
    at_hand = albums.at_hand(ctx)
    if at_hand is not None:
        return at_hand[0]
    latest = ctx.tx.pictures.latest_of(ctx.me.id)
    return _one_of([debt for debt in found if debt.id == latest] or found, ctx)


def _one_of(debts: Sequence[Obligation], ctx: Context) -> Obligation | list[Outgoing]:
    if not debts:
        return reply(words.no_projects(ctx.voice))
    if len(debts) == 1:
        return debts[0]
    projects = [(debt.id, debt.subject.title, debt.unit.called) for debt in debts]
    return reply(words.which_project(ctx.voice, projects, "album"))


def _note(noted: Noted, debt: Obligation, ctx: Context, pictures: Sequence[int]) -> None:
    ctx.tx.audit.note(
        ctx.now, noted, str(debt.id), office_id=debt.requirement.office_id, person_id=ctx.me.id,
        detail={
            "requirement": debt.requirement.code, "subject": debt.subject.code,
            "pictures": " ".join(map(str, pictures)),
        },
    )  # fmt: skip


SHOW = Deed(
    name="show album", do=show, beforehand=beforehand, intents=frozenset({Intent.ALBUM}), tap="album", private=True,
    slow=True,
)  # fmt: skip
OUT = Deed(
    name="take a picture out", do=take_out, intents=frozenset({Intent.PICTURE_OUT}), tap="pictureout", private=True
)
BACK = Deed(
    name="put a picture back", do=put_back, intents=frozenset({Intent.PICTURE_BACK}), tap="pictureback", private=True
)
ANSWER = Deed(name="caption pictures", do=answer, intents=frozenset({Intent.CAPTION}), private=True)
NONE = Deed(name="leave captions out", do=no_captions, intents=frozenset({Intent.NO_CAPTIONS}), private=True)
FACES = Deed(name="confirm faces", do=confirm_faces, tap="faces", private=True)
DEEDS = (SHOW, OUT, BACK, ANSWER, NONE, FACES)
