"""A backup as a file: a gzipped tar of rows and files, a head first and a manifest last, read and written once through.

`head.json` says by which schema the rows are to be read; `rows/TABLE/NNNNNN.jsonl` and `files/SHA256` follow;
`manifest.json` has the counts and a digest over every member in its order, so that nothing can be missing, doubled or
changed; a backup that was cut off has no manifest.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import re
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from storage.backups.errors import BackupKeyError, DamagedBackupError, NotABackupError, PlaceTakenError
from storage.backups.sealing import HEADER, Key, is_sealed

FORMAT: Final = 1
LARGEST: Final = 1024**3  # bytes of a member; nothing of ours comes near it
_HEAD, _MANIFEST = "head.json", "manifest.json"
_ROWS, _FILE = re.compile(r"rows/([a-z_]+)/\d{6}\.jsonl"), re.compile(r"files/([0-9a-f]{64})")
_GZIP: Final = b"\x1f\x8b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """`schema`: the revision; `tables`: in an order in which they can be filled, each with its columns' kinds."""

    format: int = FORMAT
    schema: str
    made_at: str
    tables: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table as lines."""

    table: str
    lines: bytes


@dataclass(frozen=True, slots=True)
class File:
    """A file's bytes under their hash."""

    sha256: str
    data: bytes


@dataclass(slots=True, kw_only=True)
class Manifest:
    """What a backup holds. `absent`: files that the database names and the backup lacks, each with why.

    `digest`: over every member but the manifest.
    """

    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    file_bytes: int = 0
    absent: dict[str, str] = field(default_factory=dict)
    digest: str = ""


class Writer:
    """Puts members into a backup, one after another."""

    def __init__(self, out: BinaryIO, head: Head) -> None:
        self._tar: Any = tarfile.open(fileobj=out, mode="w")  # noqa: SIM115 - closed with the manifest
        self._digest = hashlib.sha256()
        self._numbers: dict[str, int] = {}
        self.manifest = Manifest(rows=dict.fromkeys(head.tables, 0))
        self._add(_HEAD, json.dumps(asdict(head)).encode())

    def rows(self, table: str, count: int, lines: bytes) -> None:
        """Add a part of a table."""
        self._numbers[table] = number = self._numbers.get(table, 0) + 1
        self._add(f"rows/{table}/{number:06}.jsonl", lines)
        self.manifest.rows[table] += count

    def file(self, sha256: str, data: bytes) -> None:
        """Add a file."""
        self._add(f"files/{sha256}", data)
        self.manifest.files += 1
        self.manifest.file_bytes += len(data)

    def finish(self) -> Manifest:
        """Write the manifest: the backup is whole."""
        self.manifest.digest = self._digest.hexdigest()
        self._add(_MANIFEST, json.dumps(asdict(self.manifest)).encode())
        self._tar.close()
        return self.manifest

    def _add(self, name: str, data: bytes) -> None:
        _note(self._digest, name, data)
        member = tarfile.TarInfo(name)
        member.size = len(data)
        self._tar.addfile(member, io.BytesIO(data))
        self._tar.members.clear()  # it would remember every one


@contextmanager
def writing(path: Path, head: Head, key: Key | None) -> Iterator[Writer]:
    """A backup that is written to `path`, which has it only once it is whole and on the disk; PlaceTakenError."""
    if path.exists():
        raise PlaceTakenError(path)
    scratch = path.with_name(f"{path.name}.part")
    handle = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            with ExitStack() as stack:
                sealed = stack.enter_context(key.sealing(out)) if key else out
                packed = stack.enter_context(gzip.GzipFile("", "wb", compresslevel=6, fileobj=sealed, mtime=0))
                yield Writer(cast("BinaryIO", packed), head)
            out.flush()
            os.fsync(out.fileno())
        scratch.rename(path)
    finally:
        scratch.unlink(missing_ok=True)


class Reader:
    """A backup's head, and its members in their order, each held against its checksum.

    `manifest` is there when the members were read to their end. DamagedBackupError as soon as something is wrong.
    """

    def __init__(self, packed: BinaryIO) -> None:
        self._digest = hashlib.sha256()
        self._members = self._read(packed)
        self.manifest: Manifest | None = None
        first = next(self._members, None)
        if first is None or first[0] != _HEAD:
            raise NotABackupError("it has no head")
        self.head = _head(first[1])

    def members(self) -> Iterator[Rows | File]:
        """Everything between the head and the manifest."""
        counted = Manifest(rows=dict.fromkeys(self.head.tables, 0))
        for name, data in self._members:
            if name == _MANIFEST:
                self.manifest = self._checked(data, counted)
            elif (found := _ROWS.fullmatch(name)) and found[1] in counted.rows:
                counted.rows[found[1]] += data.count(b"\n")
                yield Rows(found[1], data)
            elif found := _FILE.fullmatch(name):
                if hashlib.sha256(data).hexdigest() != found[1]:
                    raise DamagedBackupError(f"the file {found[1][:12]} is not what it was")
                counted.files += 1
                counted.file_bytes += len(data)
                yield File(found[1], data)
            else:
                raise DamagedBackupError(f"a part that does not belong in it: {name[:80]!r}")
        if self.manifest is None:
            raise DamagedBackupError("its end is missing")

    def _read(self, packed: BinaryIO) -> Iterator[tuple[str, bytes]]:
        try:
            tar: Any
            with tarfile.open(fileobj=packed, mode="r|") as tar:
                for member in tar:
                    if not member.isreg() or member.size > LARGEST or self.manifest is not None:
                        raise DamagedBackupError(f"a part that does not belong in it: {member.name[:80]!r}")
                    data = cast("BinaryIO", tar.extractfile(member)).read()
                    if member.name != _MANIFEST:
                        _note(self._digest, member.name, data)
                    yield member.name, data
                    tar.members.clear()  # as above
            while packed.read(LARGEST // 1024):  # to its very end: what encrypts and what packs check theirs there
                pass
        except (tarfile.TarError, EOFError, zlib.error, OSError) as broken:
            raise DamagedBackupError(str(broken)[:200]) from broken

    def _checked(self, data: bytes, counted: Manifest) -> Manifest:
        try:
            found = Manifest(**json.loads(data))
        except (ValueError, TypeError) as unreadable:
            raise DamagedBackupError("its manifest cannot be read") from unreadable
        counted.absent, counted.digest = found.absent, self._digest.hexdigest()
        if found != counted:
            raise DamagedBackupError("it does not hold what its manifest says")
        return found


@contextmanager
def reading(path: Path, key: Key | None) -> Iterator[Reader]:
    """A backup to be read once through. NotABackupError, BackupKeyError, DamagedBackupError."""
    try:
        source = path.open("rb")
    except OSError as unreadable:
        raise NotABackupError(f"{path}: {type(unreadable).__name__}") from unreadable
    with ExitStack() as stack:
        stack.enter_context(source)
        beginning = source.peek(len(HEADER))
        if is_sealed(beginning):
            if key is None:
                raise BackupKeyError("it is encrypted: give its key file with --key")
            opened = stack.enter_context(key.opening(source))
        elif beginning.startswith(_GZIP):
            opened = source
        else:
            raise NotABackupError(path)
        packed = stack.enter_context(gzip.GzipFile(fileobj=opened, mode="rb"))
        yield Reader(cast("BinaryIO", packed))


def _note(digest: Any, name: str, data: bytes) -> None:
    digest.update(f"{name} {len(data)} {hashlib.sha256(data).hexdigest()}\n".encode())


def _head(data: bytes) -> Head:
    try:
        head = Head(**json.loads(data))
    except (ValueError, TypeError) as unreadable:
        raise NotABackupError("its head cannot be read") from unreadable
    if head.format != FORMAT:
        raise NotABackupError(f"format {head.format} is not known here")
    return head
