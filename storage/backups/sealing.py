"""Encrypting a backup on its way to the disk, in the age format (age-encryption.org), and back; never whole in memory.

A key file holds what `age-keygen` writes: either secret keys (AGE-SECRET-KEY-1...), or only their public halves
(age1...), with which a server can take backups that it cannot read itself.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Final

from storage.backups.errors import BackupKeyError, DamagedBackupError, PlaceTakenError

HEADER: Final = b"age-encryption.org/"
SECRET, PUBLIC = "AGE-SECRET-KEY-1", "age1"


def make_key(path: Path) -> str:
    """Write a new secret key, readable by its owner alone, and return the public half; PlaceTakenError."""
    made = _age().x25519.Identity.generate()
    public = str(made.to_public())
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as taken:
        raise PlaceTakenError(path) from taken
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(f"# public key: {public}\n{made}\n")
    return public


@dataclass(frozen=True, slots=True)
class Key:
    """A key file's keys: `recipients` to encrypt for, `identities` to decrypt with (none in a public key file)."""

    recipients: tuple[Any, ...]
    identities: tuple[Any, ...] = field(repr=False)

    @contextmanager
    def sealing(self, out: BinaryIO) -> Iterator[BinaryIO]:
        """A file whose bytes arrive in `out` encrypted."""
        age = _age()
        with _pumped(lambda reader: age.encrypt_io(reader, out, list(self.recipients))) as writer:
            yield writer

    @contextmanager
    def opening(self, sealed: BinaryIO) -> Iterator[BinaryIO]:
        """The bytes that `sealed` holds encrypted. BackupKeyError, DamagedBackupError."""
        if not self.identities:
            raise BackupKeyError("the key file holds public keys only; putting back needs the secret key")
        age = _age()
        with _drawn(lambda writer: age.decrypt_io(sealed, writer, list(self.identities)), age.DecryptError) as reader:
            yield reader


def read_key(path: Path) -> Key:
    """The keys in a file. BackupKeyError, in words that show nothing of it."""
    age = _age()
    try:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as unreadable:
        raise BackupKeyError(f"{path} cannot be read: {type(unreadable).__name__}") from unreadable
    try:
        secret = [age.x25519.Identity.from_str(line) for line in lines if line.upper().startswith(SECRET)]
        public = [age.x25519.Recipient.from_str(line) for line in lines if line.startswith(PUBLIC)]
    except (age.IdentityError, age.RecipientError):
        raise BackupKeyError(f"{path} holds a key that is mistyped or cut off") from None
    if not secret and not public:
        raise BackupKeyError(f"{path} holds no key; `backup-key {path}` makes one where no file is yet")
    return Key((*(one.to_public() for one in secret), *public), tuple(secret))


def is_sealed(beginning: bytes) -> bool:
    """Whether a file that begins so is encrypted."""
    return beginning.startswith(HEADER)


def _age() -> Any:
    """The library that knows the format, loaded by whoever has a key."""
    try:
        return import_module("pyrage")
    except ModuleNotFoundError as missing:
        raise BackupKeyError("encrypted backups need the package pyrage: pip install pyrage") from missing


@contextmanager
def _pumped(work: Callable[[BinaryIO], None]) -> Iterator[BinaryIO]:
    """A file to write to, which a thread reads with `work` until it is closed."""
    ours, theirs = os.pipe()
    failed: list[OSError] = []

    def run() -> None:
        try:
            with os.fdopen(ours, "rb") as reader:
                work(reader)
        except OSError as broken:
            failed.append(broken)

    thread = threading.Thread(target=run, name="seal")
    thread.start()
    try:
        with os.fdopen(theirs, "wb") as writer:
            yield writer
    except BrokenPipeError:
        if not failed:
            raise
    finally:
        thread.join()
    if failed:
        raise failed[0]


@contextmanager
def _drawn(work: Callable[[BinaryIO], None], wrong_key: type[Exception]) -> Iterator[BinaryIO]:
    """A file to read from, which a thread fills with `work`. What went wrong there is told when reading ends."""
    ours, theirs = os.pipe()
    failed: list[Exception] = []

    def run() -> None:
        try:
            with os.fdopen(theirs, "wb") as writer:
                work(writer)
        except BrokenPipeError:  # nobody reads on
            return
        except (OSError, wrong_key) as broken:
            failed.append(broken)

    thread = threading.Thread(target=run, name="open")
    thread.start()
    try:
        with os.fdopen(ours, "rb") as reader:
            yield reader
    except DamagedBackupError:
        thread.join()
        if failed and isinstance(failed[0], wrong_key):
            raise BackupKeyError("it was encrypted for another key") from failed[0]
        raise
    finally:
        thread.join()
    if failed:
        raise DamagedBackupError("it does not decrypt to its end") from failed[0]
