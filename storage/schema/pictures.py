"""Pictures in the albums of projects: what was seen of each, its copy for print, its number and caption."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema.base import Base


class Picture(Base):
    """What was seen of a photo that is kept as evidence, and its place in the album of a debt.

    `print_sha256`: of its copy for print, None where `fault` says why there is none; `wide`, `tall`: of that copy.
    `no`: in the album of `obligation_id`, never given again; None: in no album. It stands there as long as the photo
    belongs to that debt. `out_at`: taken out by somebody. `upload_id`: the workbook it lay in, at `place`.
    """

    __tablename__ = "picture"
    __table_args__ = (UniqueConstraint("obligation_id", "no"),)

    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"), primary_key=True, autoincrement=False)
    print_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"), index=True)
    wide: Mapped[int]
    tall: Mapped[int]
    sent_wide: Mapped[int]
    sent_tall: Mapped[int]
    sharpness: Mapped[int]
    fingerprint: Mapped[str]
    fault: Mapped[str] = mapped_column(default="")
    obligation_id: Mapped[int | None] = mapped_column(ForeignKey("obligation.id"))
    no: Mapped[int | None]
    caption: Mapped[str] = mapped_column(default="")
    out_at: Mapped[datetime | None]
    out_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    upload_id: Mapped[int | None] = mapped_column(ForeignKey("upload.id"), index=True)
    place: Mapped[str] = mapped_column(default="")


class Album(Base):
    """What is known of a debt's pictures together: when somebody was first told of the faces of pupils.

    `confirmed_at`: somebody (`confirmed_by`) said that whoever is to be seen may be shown to the public; taken back by
    every picture that comes later.
    """

    __tablename__ = "album"

    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"), primary_key=True, autoincrement=False)
    warned_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
