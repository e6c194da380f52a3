"""The file store: bytes under their SHA-256, in a folder or any place fsspec knows (s3://...)."""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, cast

import fsspec
from sqlalchemy import CompoundSelect, select, union
from sqlalchemy.orm import Session

from domain.errors import TidtamError
from storage.inserting import insert_new
from storage.schema import Attachment, Circular, Document, Inbox, LearntForm, Picture, StoredFile, Upload

TAKEN_BACK = "taken_back"  # the outcome of an upload whose sender unsent it
OUT_OF_TIME = "out_of_time"  # of one that belonged to no work and was erased: too old, or its sender asked for it
OVER = (TAKEN_BACK, OUT_OF_TIME)

FULL_TEXT = "full_text"  # the kind of document that is a page to read: our own words, escaped; all else is a file
MARKED = "marked"  # somebody's own file with what is to be mended marked in it; `about` has the upload's id
SENT = "sent"  # a file as a unit sent it, for somebody who reviews it; `about` as of a marked copy
EVIDENCE = "evidence"  # a photo or document likewise; `about` has the attachment's id
MADE_OF_FILES = (MARKED, SENT, EVIDENCE)
MY_DATA = "my_data"  # all that is held about a person
BOOKLET = "booklet"  # of a requirement, whose code `about` has; or of a proposal, for its director
FOR_ONE_PERSON = (FULL_TEXT, MY_DATA)


class FileGoneError(TidtamError):
    """These bytes are not in the file store."""


class _FileSystem(Protocol):
    """The part of fsspec used here, typed."""

    def exists(self, path: str) -> bool: ...
    def pipe_file(self, path: str, value: bytes) -> None: ...
    def cat_file(self, path: str) -> bytes: ...
    def rm_file(self, path: str) -> None: ...
    def makedirs(self, path: str, *, exist_ok: bool) -> None: ...
    def mv(self, path1: str, path2: str) -> None: ...


class FileStore:
    """Keeps bytes once, whoever sends them. Keeping the same bytes again is harmless."""

    def __init__(self, url: str) -> None:
        system, root = fsspec.core.url_to_fs(url)
        self._system = cast("_FileSystem", system)
        self._root = str(root).rstrip("/")
        self._local = "file" in (system.protocol if isinstance(system.protocol, tuple) else (system.protocol,))

    def keep(self, data: bytes) -> str:
        """Write the bytes where a crash cannot leave half of them, and return their SHA-256."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path(sha256)
        if self._system.exists(path):
            return sha256
        self._system.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
        if self._local:
            _write_durably(Path(path), data)
        else:  # object stores write whole objects or nothing
            self._system.pipe_file(path, data)
        return sha256

    def read(self, sha256: str) -> bytes:
        """The bytes with that hash; FileGoneError if they are not there."""
        try:
            return self._system.cat_file(self._path(sha256))
        except FileNotFoundError as missing:
            raise FileGoneError(sha256) from missing

    def try_out(self) -> None:
        """Keep something, read it and erase it again; OSError or FileGoneError where that cannot be done."""
        sha256 = self.keep(f"tried out {uuid.uuid4()}".encode())
        self.read(sha256)
        self.erase(sha256)

    def is_of(self, sha256: str, data: bytes) -> bool:
        """Whether these are the bytes with that hash."""
        return hashlib.sha256(data).hexdigest() == sha256

    def erase(self, sha256: str) -> None:
        """Remove the bytes with that hash; nothing happens if they are not there."""
        with suppress(FileNotFoundError):
            self._system.rm_file(self._path(sha256))

    def _path(self, sha256: str) -> str:
        return f"{self._root}/{sha256[:2]}/{sha256}"


def _write_durably(path: Path, data: bytes) -> None:
    """Write beside the place and move in: a name of its own for each writer, and the folder made durable too."""
    scratch = path.with_name(f"{path.name}.{uuid.uuid4().hex}.part")
    with scratch.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    scratch.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _uses(sha256s: list[str]) -> CompoundSelect[Any]:
    """Those of the hashes that something still stands on."""
    return union(
        select(Upload.sha256).where(Upload.sha256.in_(sha256s), Upload.outcome.not_in(OVER)),
        select(Attachment.sha256).where(Attachment.sha256.in_(sha256s)),
        select(Picture.print_sha256).where(Picture.print_sha256.in_(sha256s)),
        select(Document.sha256).where(Document.sha256.in_(sha256s)),
        select(LearntForm.sha256).where(LearntForm.sha256.in_(sha256s)),
        select(Circular.sha256).where(Circular.sha256.in_(sha256s)),
        select(Inbox.sha256).where(Inbox.sha256.in_(sha256s)),
    )


class Files:
    """Rows about kept bytes and the documents made from our data."""

    def __init__(self, session: Session, store: FileStore) -> None:
        self._session = session
        self._store = store

    def keep(self, data: bytes, mime: str, now: datetime) -> str:
        """Keep the bytes, note them, and return their SHA-256.

        The row comes first: somebody who is just erasing the same bytes is waited for, and they are written again.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        insert_new(self._session, StoredFile, {"sha256": sha256, "size": len(data), "mime": mime, "kept_at": now})
        row = self._session.get_one(StoredFile, sha256, with_for_update=True)
        row.erased_at = None
        return self._store.keep(data)

    def erase_unused(self, sha256s: Collection[str], now: datetime) -> None:
        """Remove all of these bytes that nothing needs any more, with three statements. That they were there stays."""
        self._session.flush()
        known = select(StoredFile).where(StoredFile.sha256.in_(list(sha256s)))
        # Locked first and looked at then: somebody who is just keeping the same bytes has noted what for.
        locked = self._session.scalars(known.order_by(StoredFile.sha256).with_for_update()).all()
        used = {sha256 for (sha256,) in self._session.execute(_uses([row.sha256 for row in locked]))}
        for row in locked:
            if row.sha256 not in used:
                row.erased_at = now
                self._store.erase(row.sha256)

    def read(self, sha256: str) -> bytes:
        """The bytes with that hash."""
        return self._store.read(sha256)

    def make_document(  # noqa: PLR0913 - a document is these seven things
        self,
        *,
        office_id: int,
        kind: str,
        name: str,
        sha256: str,
        made_for_id: int,
        now: datetime,
        about: dict[str, Any],
    ) -> Document:
        """Note a document made from our data and return it with its id."""
        document = Document(
            office_id=office_id, kind=kind, name=name, sha256=sha256, made_for_id=made_for_id, made_at=now, about=about
        )
        self._session.add(document)
        self._session.flush()
        return document

    def latest(self, office_id: int, kind: str, requirement: str, ending: str) -> Document | None:
        """The newest document of that kind that was made of a requirement (by its code), with a name that ends so."""
        query = (
            select(Document)
            .where(Document.office_id == office_id, Document.kind == kind, Document.name.endswith(ending))
            .where(Document.about["requirement"].as_string() == requirement)
        )
        return self._session.scalars(query.order_by(Document.id.desc()).limit(1)).first()

    def blanks_of(self, person_id: int, since: datetime) -> list[str]:
        """The identities of the blanks made for somebody since then, the latest first."""
        query = (
            select(Document.about)
            .where(Document.made_for_id == person_id, Document.kind == "blank", Document.made_at >= since)
            .order_by(Document.id.desc())
        )
        return [str(about.get("identity", "")) for about in self._session.scalars(query)]

    def shown_to(self, person_id: int, kind: str, about: Mapping[str, int]) -> Document | None:
        """The document of that kind that was made for somebody before; `about`: where it comes from, by ids."""
        of_origin = [Document.about[what].as_integer() == origin_id for what, origin_id in about.items()]
        query = select(Document).where(Document.made_for_id == person_id, Document.kind == kind, *of_origin)
        return self._session.scalars(query.limit(1)).first()

    def latest_booklet(self, office_id: int, requirement_code: str, mime: str) -> Document | None:
        """The booklet of a requirement that was made last, in that format."""
        query = (
            select(Document)
            .join(StoredFile, StoredFile.sha256 == Document.sha256)
            .where(Document.office_id == office_id, Document.kind == BOOKLET, StoredFile.mime == mime)
            .where(Document.about["requirement"].as_string() == requirement_code)
            .order_by(Document.id.desc())
        )
        return self._session.scalars(query.limit(1)).first()

    def drop_made_of(self, origin_id: int, office_id: int, *, origin: str = "upload") -> set[str]:
        """Forget the documents made of somebody's file, which is taken back; the hashes of what they were.

        `origin`: what `about` calls it: upload or attachment.
        """
        query = select(Document).where(Document.office_id == office_id, Document.kind.in_(MADE_OF_FILES))
        found = [one for one in self._session.scalars(query) if one.about.get(origin) == origin_id]
        for document in found:
            self._session.delete(document)
        self._session.flush()
        return {document.sha256 for document in found}

    def document(self, document_id: int) -> Document | None:
        """The document with that id."""
        return self._session.get(Document, document_id)
