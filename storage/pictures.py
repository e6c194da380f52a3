"""The albums of projects: photos with their copies for print, their numbers and captions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, delete, func, select, update
from sqlalchemy.orm import Session

from domain.albums import Fault, Looked
from storage.inserting import insert_new
from storage.schema import Album, Attachment, Obligation, Person, Picture


class Shown(NamedTuple):
    """A picture of an album that can be printed, and who sent it when."""

    obligation_id: int
    no: int
    caption: str
    print_sha256: str
    wide: int
    tall: int
    sender: str
    at: datetime


class Faces(NamedTuple):
    """Of a debt with pictures: whether somebody was told of the faces of pupils, and whether they may be shown."""

    obligation_id: int
    warned: bool
    confirmed: bool


def _belongs() -> ColumnElement[bool]:
    """The photo is still there and still that debt's."""
    there = Attachment.sha256.is_not(None) & Picture.no.is_not(None)
    return there & (Attachment.obligation_id == Picture.obligation_id)


def _in(debts: Collection[int] | Select[int]) -> tuple[ColumnElement[bool], ...]:
    """What stands in the albums of these debts; for queries that join the photos."""
    chosen = Picture.obligation_id.in_(debts if isinstance(debts, Select) else list(debts))
    return (chosen, _belongs(), Picture.out_at.is_(None), Picture.print_sha256.is_not(None))


_PHOTO = Attachment.id == Picture.attachment_id


def drop(session: Session, attachment_ids: Collection[int]) -> set[str]:
    """Erase what was seen of photos that are erased; the hashes of their copies."""
    theirs = Picture.attachment_id.in_(list(attachment_ids))
    copies = session.scalars(select(Picture.print_sha256).where(theirs)).all()
    session.execute(delete(Picture).where(theirs))
    return {sha256 for sha256 in copies if sha256}


class Pictures:
    """Rows about pictures."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(  # noqa: PLR0913 - what was seen of one picture
        self,
        attachment: Attachment,
        *,
        looked: Looked | None,
        fault: Fault | None,
        print_sha256: str | None,
        size: tuple[int, int],
        upload_id: int | None = None,
        place: str = "",
    ) -> Picture:
        """Note what was seen of a photo; what is known already stays."""
        known = self._session.get(Picture, attachment.id)
        if known is not None:
            return known
        looked = looked or Looked(0, 0, 0, "")
        row = Picture(
            attachment_id=attachment.id, print_sha256=print_sha256, wide=size[0], tall=size[1],
            sent_wide=looked.wide, sent_tall=looked.tall, sharpness=looked.sharpness, fingerprint=looked.fingerprint,
            fault=fault or "", upload_id=upload_id, place=place,
        )  # fmt: skip
        self._session.add(row)
        self._session.flush()
        return row

    def get(self, attachment_id: int) -> Picture | None:
        """What was seen of a photo; None where nobody looked."""
        return self._session.get(Picture, attachment_id)

    def album(self, obligation_id: int) -> Album:
        """The album of a debt, made when it is first asked for."""
        insert_new(self._session, Album, {"obligation_id": obligation_id})
        return self._session.get_one(Album, obligation_id, with_for_update=True)

    def all_of(self, obligation_id: int) -> list[tuple[Picture, Attachment]]:
        """Every picture of a debt's album by its number, those taken out too."""
        query = (
            select(Picture, Attachment)
            .join(Attachment, _PHOTO)
            .where(Picture.obligation_id == obligation_id, _belongs())
            .order_by(Picture.no)
        )
        return [(picture, attachment) for picture, attachment in self._session.execute(query)]

    def number(self, obligation_id: int, pictures: Iterable[Picture]) -> list[int]:
        """Give pictures the next numbers of the debt's album, which is locked."""
        last = self._session.scalar(select(func.max(Picture.no)).where(Picture.obligation_id == obligation_id)) or 0
        given = []
        for no, picture in enumerate(pictures, start=last + 1):
            picture.obligation_id, picture.no, picture.out_at, picture.out_by = obligation_id, no, None, None
            given.append(no)
        self._session.flush()
        return given

    def shown(self, obligation_ids: Collection[int]) -> list[Shown]:
        """The pictures in the albums of debts, by debt and number."""
        columns = (Picture.obligation_id, Picture.no, Picture.caption, Picture.print_sha256, Picture.wide, Picture.tall)
        query = (
            select(*columns, Person.name, Attachment.received_at)
            .join(Attachment, _PHOTO)
            .join(Person, Person.id == Attachment.person_id)
            .where(*_in(obligation_ids))
            .order_by(Picture.obligation_id, Picture.no)
        )
        return [Shown._make(row) for row in self._session.execute(query)]

    def counts(self, obligation_ids: Collection[int]) -> dict[int, int]:
        """How many pictures stand in the albums of these debts; those with none are missing."""
        query = (
            select(Picture.obligation_id, func.count())
            .join(Attachment, _PHOTO)
            .where(*_in(obligation_ids))
            .group_by(Picture.obligation_id)
        )
        return {debt: count for debt, count in self._session.execute(query) if debt is not None}

    def latest_of(self, person_id: int) -> int | None:
        """The debt into whose album somebody has last sent a picture."""
        query = (
            select(Picture.obligation_id)
            .join(Attachment, _PHOTO)
            .where(Attachment.person_id == person_id, _belongs())
            .order_by(Attachment.id.desc())
        )
        return self._session.scalar(query.limit(1))

    def in_books(self, obligation_id: int) -> Sequence[Picture]:
        """The pictures of a debt that lay in any workbook."""
        query = select(Picture).where(Picture.upload_id.is_not(None), Picture.obligation_id == obligation_id)
        return self._session.scalars(query.order_by(Picture.no)).all()

    def drop(self, attachment_ids: Collection[int]) -> set[str]:
        """Erase what was seen of photos that are erased; the hashes of their copies."""
        return drop(self._session, attachment_ids)

    def put_back_of_upload(self, upload_id: int, obligation_id: int) -> None:
        """Let the pictures of a workbook count again that only a later one had taken out."""
        theirs = (Picture.upload_id == upload_id, Picture.obligation_id == obligation_id, Picture.out_by.is_(None))
        self._session.execute(update(Picture).where(*theirs).values(out_at=None))

    def erase_of_upload(self, upload_id: int) -> set[str]:
        """Erase the pictures that lay in a workbook which is erased; the hashes of what they were."""
        ids = self._session.scalars(select(Picture.attachment_id).where(Picture.upload_id == upload_id)).all()
        theirs = Attachment.id.in_(ids)
        originals = {one for one in self._session.scalars(select(Attachment.sha256).where(theirs)) if one}
        copies = self.drop(ids)
        self._session.execute(update(Attachment).where(theirs).values(sha256=None, name=""))
        return originals | copies

    def faces(self, requirement_id: int) -> list[Faces]:
        """Of every debt of a requirement with pictures: whether its people were told of faces, and agreed."""
        all_debts = select(Obligation.id).where(Obligation.requirement_id == requirement_id)
        with_pictures = select(Picture.obligation_id).join(Attachment, _PHOTO).where(*_in(all_debts))
        query = (
            select(Obligation.id, Album.warned_at, Album.confirmed_at)
            .outerjoin(Album, Album.obligation_id == Obligation.id)
            .where(Obligation.id.in_(with_pictures))
            .order_by(Obligation.id)
        )
        return [Faces(debt, warned is not None, yes is not None) for debt, warned, yes in self._session.execute(query)]
