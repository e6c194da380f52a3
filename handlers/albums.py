"""The album of a project: photos that are evidence of a debt whose form asks for pictures, in the order they came.

Shared by the deeds that take photos and files, show albums and bind them into a booklet. A picture's number is never
given again, so that words about picture 3 mean the same one tomorrow. What a photo belongs to is said by its evidence:
one that goes to another debt leaves the album by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from domain.albums import MOST, Fault, Looked, doubles, flaws_of, printed_captions
from domain.events import Place
from domain.lifecycle import State
from domain.phrases.albums import speaks_of_pictures
from domain.rights import Right
from domain.subjects import named_in, subject_mark
from handlers.routing import Context
from handlers.wording import albums as words
from storage.pictures import Shown

if TYPE_CHECKING:
    from reports.seen import BookPicture, PrintCopy
    from storage.schema import Attachment, Obligation, Picture, Upload

IMAGE: Final = "image"
ALBUM: Final = "album"  # a draft: which project's pictures somebody is sending
PATIENCE: Final = timedelta(minutes=30)  # with what follows: later photos and words may be about something else
JPEG: Final = "image/jpeg"
_CHANGED_BY_OWNERS: Final = frozenset({State.PENDING, State.RETURNED, State.SUBMITTED})


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of photos that came for an album: the new numbers; how many were there already, or too many."""

    numbers: tuple[int, ...] = ()
    same: int = 0
    over: int = 0
    faults: tuple[Fault, ...] = ()
    first: bool = False  # nobody was told of the faces of pupils before


def keeps_album(debt: Obligation, ctx: Context) -> bool:
    """Whether the form of the debt asks for pictures."""
    form = ctx.forms.get(debt.requirement.form)
    return form is not None and bool(form.captions)


def may_see(debt: Obligation, ctx: Context) -> bool:
    """Whether the speaker may see the album: whoever may hand in for it, and whoever sees all of the own office."""
    if debt.requirement.office_id != ctx.me.office_id or debt.requirement.opens_at > ctx.now:
        return False
    return _is_theirs(debt, ctx) or ctx.may(Right.SEE_ALL)


def may_change(debt: Obligation, ctx: Context) -> bool:
    """Whether the speaker may change it: its owners as long as nobody has accepted the report, an officer always."""
    if debt.requirement.office_id != ctx.me.office_id or debt.state == State.CANCELLED:
        return False
    open_to_owners = State(debt.state) in _CHANGED_BY_OWNERS and _is_theirs(debt, ctx)
    return open_to_owners or ctx.may(Right.SEND_FOR_ALL)


def may_confirm(debt: Obligation, ctx: Context) -> bool:
    """Whether the speaker may say that whoever is to be seen may be shown: its owners, also of what was accepted."""
    here = debt.requirement.office_id == ctx.me.office_id and debt.state != State.CANCELLED
    return here and (_is_theirs(debt, ctx) or ctx.may(Right.SEND_FOR_ALL))


def _is_theirs(debt: Obligation, ctx: Context) -> bool:
    return bool({unit.id for unit in debt.answering} & set(ctx.my_units))


def note_seen(kept: Attachment, copy: PrintCopy | None, ctx: Context) -> None:
    """Keep what was seen of a photo that has just been kept, with its copy for print."""
    if copy is None:
        return
    sha256 = ctx.tx.files.keep(copy.data, JPEG, ctx.now) if copy.data else None
    ctx.tx.pictures.add(
        kept, looked=copy.looked, fault=copy.fault, print_sha256=sha256, size=(copy.wide, copy.tall)
    )  # fmt: skip


def enter(debt: Obligation, kept: Iterable[Attachment], ctx: Context) -> Entered:
    """Give the photos among these their places in the album of their debt, which is locked meanwhile."""
    album = ctx.tx.pictures.album(debt.id)
    there = [(picture, photo) for picture, photo in ctx.tx.pictures.all_of(debt.id) if picture.out_at is None]
    known = {picture.attachment_id: picture.no or 0 for picture, _ in there}
    photos = [photo for photo in kept if photo.kind == IMAGE]
    again = [known[photo.id] for photo in photos if photo.id in known]  # the same tap twice
    fresh, same, faults = _fresh(photos, there, ctx)
    room = MOST - len(there)
    numbers = ctx.tx.pictures.number(debt.id, fresh[:room])
    told = bool(numbers) and ctx.place is Place.PRIVATE  # a group hears nothing of albums
    first = told and album.warned_at is None
    if numbers:
        album.confirmed_at = album.confirmed_by = None
    if first:
        album.warned_at = ctx.now
    return Entered(tuple(numbers or again), same, len(fresh[room:]), faults, first)


def _fresh(
    photos: Iterable[Attachment], there: Sequence[tuple[Picture, Attachment]], ctx: Context
) -> tuple[list[Picture], int, tuple[Fault, ...]]:
    """The pictures that are not there yet; of how many others the very bytes are; why there is no copy of the rest."""
    known = {photo.id for _, photo in there}
    hashes = {photo.sha256 for _, photo in there}
    fresh: list[Picture] = []
    faults: list[Fault] = []
    same = 0
    for photo in photos:
        picture = ctx.tx.pictures.get(photo.id)
        if photo.id in known:
            continue
        if picture is None or picture.print_sha256 is None:
            faults.append(Fault(picture.fault) if picture and picture.fault else Fault.DAMAGED)
        elif photo.sha256 in hashes:
            same += 1
        else:
            hashes.add(photo.sha256)
            fresh.append(picture)
    return fresh, same, tuple(faults)


def take_from_book(
    debt: Obligation, upload: Upload, pictures: Sequence[tuple[BookPicture, PrintCopy]], ctx: Context
) -> Entered:
    """The pictures on the sheets of a report that was taken: in place of those of the files before it.

    The same picture keeps its number; one that the new file has no more is taken out.
    """
    before = [one for one in ctx.tx.pictures.in_books(debt.id) if one.obligation_id == debt.id]
    known = {one.print_sha256: one for one in before}
    kept: list[Attachment] = []
    stays: set[int] = set()
    for number, (lying, copy) in enumerate(pictures):
        if not copy.data:
            continue
        sha256 = ctx.tx.files.keep(copy.data, JPEG, ctx.now)
        caption = next(iter(printed_captions([lying.caption]).values()), "")
        if (old := known.get(sha256)) is not None:
            old.caption = old.caption or caption
            stays.add(old.attachment_id)
            continue
        photo = ctx.tx.attachments.add(
            sender=upload.person, message_id=f"book:{upload.id}:{debt.id}:{number}", set_id=None, kind=IMAGE,
            sha256=sha256, now=ctx.now, name=f"{lying.sheet} {lying.cell}",
        )  # fmt: skip
        photo.obligation_id, photo.because = debt.id, [["book", upload.name]]
        row = ctx.tx.pictures.add(
            photo, looked=copy.looked, fault=copy.fault, print_sha256=sha256, size=(copy.wide, copy.tall),
            upload_id=upload.id, place=f"{lying.sheet} {lying.cell}",
        )  # fmt: skip
        row.caption = caption
        kept.append(photo)
    ctx.tx.flush()
    if pictures:
        for one in before:
            if one.attachment_id not in stays and one.out_at is None:
                one.out_at = ctx.now
    ctx.tx.flush()
    return enter(debt, kept, ctx)


def view_of(debt: Obligation, ctx: Context) -> words.AlbumView:
    """The album as its card tells it."""
    shown = [(picture, photo) for picture, photo in ctx.tx.pictures.all_of(debt.id) if picture.out_at is None]
    alike = doubles([(picture.no or 0, picture.fingerprint) for picture, _ in shown])
    captions = captions_of([(picture.no or 0, picture.caption) for picture, _ in shown], debt)
    faces = next((one for one in ctx.tx.pictures.faces(debt.requirement_id) if one.obligation_id == debt.id), None)
    return words.AlbumView(
        id=debt.id,
        project=debt.subject.title,
        code=subject_mark(debt.subject.kind, debt.subject.no, debt.subject.code),
        unit=debt.unit.name,
        pictures=tuple(
            words.PictureView(
                no=picture.no or 0,
                caption=captions.get(picture.no or 0, ""),
                flaws=flaws_of(looked_of(picture)),
                like=alike.get(picture.no or 0),
            )
            for picture, _ in shown
        ),
        confirmed=faces is not None and faces.confirmed,
        may_change=may_change(debt, ctx),
        may_confirm=may_confirm(debt, ctx),
        owed=State(debt.state) in {State.PENDING, State.RETURNED},
    )


def looked_of(picture: Picture) -> Looked:
    """What was seen of a picture."""
    return Looked(picture.sent_wide, picture.sent_tall, picture.sharpness, picture.fingerprint)


def captions_of(numbered: Sequence[tuple[int, str]], debt: Obligation) -> Mapping[int, str]:
    """Captions by the pictures' numbers: what was said of each, else what stands at its place in the report."""
    standing = debt.standing
    printed = printed_captions(standing.beside.get("captions", ())) if standing is not None else {}
    found = {no: caption or printed.get(place, "") for place, (no, caption) in enumerate(numbered, start=1)}
    return {no: caption for no, caption in found.items() if caption}


def to_print(debts: Sequence[Obligation], ctx: Context) -> Mapping[int, list[Shown]]:
    """The pictures of these debts as a booklet has them, by debt, with their captions."""
    by_debt: dict[int, list[Shown]] = {}
    for one in ctx.tx.pictures.shown([debt.id for debt in debts]):
        by_debt.setdefault(one.obligation_id, []).append(one)
    known = {debt.id: debt for debt in debts}
    for debt_id, shown in by_debt.items():
        captions = captions_of([(one.no, one.caption) for one in shown], known[debt_id])
        by_debt[debt_id] = [one._replace(caption=captions.get(one.no, "")) for one in shown]
    return by_debt


def meant(text: str, debts: Sequence[Obligation]) -> list[Obligation]:
    """Those of the debts whose project the words name, by its code or its name."""
    marks = [(subject_mark(d.subject.kind, d.subject.no, d.subject.code), d.subject.title) for d in debts]
    return [debts[place] for place in named_in(text, marks)]


def announced(text: str, ctx: Context) -> Obligation | None:
    """The project whose pictures somebody says they send or have sent; None where none or several may be meant."""
    if not speaks_of_pictures(text):
        return None
    own = [
        debt for debt in ctx.tx.work.of_units(ctx.my_units, ctx.now) if keeps_album(debt, ctx) and may_change(debt, ctx)
    ]
    named = meant(text, own)
    if len(named) == 1:
        return named[0]
    here = at_hand(ctx)
    if here is not None and not named:
        return here[0]
    return own[0] if len(own) == 1 else None


def of_speaker(ctx: Context) -> list[Obligation]:
    """The debts with albums that the speaker's units answer for, soonest due first; an officer's are all."""
    work = ctx.tx.work
    found = (
        work.of_office(ctx.me.office_id, ctx.now) if ctx.may(Right.SEE_ALL) else work.of_units(ctx.my_units, ctx.now)
    )
    return [debt for debt in found if keeps_album(debt, ctx)]


def at_hand(ctx: Context) -> tuple[Obligation, tuple[int, ...]] | None:
    """The project whose pictures the speaker has just spoken of or sent, and those whose captions were asked for."""
    draft = ctx.tx.registers.draft(ctx.me.id, ALBUM, ctx.now)
    if draft is None or draft.at <= ctx.now - PATIENCE:
        return None
    debt = ctx.tx.work.obligation(int(draft.said.get("debt", 0)))
    if debt is None or not may_see(debt, ctx) or not keeps_album(debt, ctx):
        return None
    return debt, tuple(int(no) for no in draft.said.get("nos", ()))


def remember(debt: Obligation, ctx: Context, *, asked: Sequence[int] = ()) -> None:
    """Photos and words that come in the next while are for this project; `asked`: whose captions were asked for.

    What somebody has begun to say about something else is not forgotten over it.
    """
    if not ctx.tx.registers.is_busy(ctx.me.id, ALBUM, ctx.now):
        ctx.tx.registers.keep_draft(ctx.me.id, ALBUM, {"debt": debt.id, "nos": list(asked)}, ctx.now)


def forget(ctx: Context) -> None:
    """What comes next is not for the project at hand after all."""
    if ctx.tx.registers.draft(ctx.me.id, ALBUM, ctx.now) is not None:
        ctx.tx.registers.drop_draft(ctx.me.id)
