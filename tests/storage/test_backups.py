"""A backup can be put back, from either database into either; one that is cut off or changed never is."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import random
import tarfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, MetaData, func, select, table, text, update

from domain.errors import TidtamError
from storage.backups import restoring, rows, taking
from storage.backups.archive import Head, Manifest, writing
from storage.backups.errors import (
    BackupKeyError,
    DamagedBackupError,
    HasContentError,
    InUseError,
    NewerBackupError,
    NotABackupError,
    PlaceTakenError,
)
from storage.backups.sealing import make_key, read_key
from storage.engine import make_engine
from storage.files import FileStore
from storage.outbox import Letter
from storage.presence import Presence
from storage.schema import Base, Inbox, Outbox, StoredFile
from storage.schema_version import alembic_config, current, head
from storage.store import Store
from tests.plans import small_plan
from tests.storage.conftest import NewEngine
from tests.storage.representative import fill

NOW = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)
FORM, PHOTO = b"a form", b"\xff\xd8 a photo" * 1000
NewStore = Callable[[str], Store]


@pytest.fixture
def new_store(new_engine: NewEngine, tmp_path: Path) -> NewStore:
    """Makes a store without any table and without any file. A source of backups is furnished by `furnish`."""
    return lambda kind: Store(new_engine(kind), FileStore(str(tmp_path / f"files of {kind.split()[-1]}")))


def furnish(store: Store) -> Store:
    """The store with rows in every table, an office with its people, and two files."""
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        for data in (FORM, PHOTO):
            tx.files.keep(data, "x/y", NOW)
        tx.commit()
    with store.engine.begin() as connection:
        fill(connection, 1_000)
        connection.execute(text("UPDATE stored_file SET erased_at = kept_at WHERE size = 1000"))
    return store


def contents(engine: Engine) -> dict[str, list[Any]]:
    """Every row of every table but the trail, the heartbeats and the clock's memory, which a restore changes."""
    tables = [t for t in Base.metadata.sorted_tables if not t.name.startswith(("audit", "heartbeat", "clock"))]
    with engine.connect() as connection:
        return {t.name: sorted(plainly(row) for row in connection.execute(select(t))) for t in tables}


def plainly(row: Any) -> str:
    """PostgreSQL keeps the names of a JSON object in an order of its own."""
    return json.dumps([str(value) if isinstance(value, date) else value for value in row], sort_keys=True)


def silent(_: str) -> None:
    """Nobody looks on."""


def take(store: Store, path: Path, **more: Any) -> Manifest:
    return taking.take(store, path, NOW, progress=silent, **more)


def restore(store: Store, path: Path, **more: Any) -> restoring.Looked:
    return restoring.restore(store, path, NOW, progress=silent, **more)


def sha(store: Store, data: bytes) -> str:
    return store.files.keep(data)


@pytest.mark.parametrize("source", ["sqlite", "postgres"])
@pytest.mark.parametrize("target", ["sqlite", "postgres"])
def test_everything_comes_back_in_either_database(
    new_store: NewStore, tmp_path: Path, source: str, target: str
) -> None:
    office, other = furnish(new_store(f"migrated {source}")), new_store(target)
    other.files = FileStore(str(tmp_path / "other files"))
    manifest = take(office, tmp_path / "backup")

    looked = restore(other, tmp_path / "backup")

    assert (looked.manifest, manifest.files, manifest.absent) == (manifest, 2, {})
    assert contents(other.engine) == contents(office.engine)
    assert current(other.engine) == head()
    with other.begin() as tx:  # numbering goes on where it was
        assert [tx.files.read(sha(office, data)) for data in (FORM, PHOTO)] == [FORM, PHOTO]
        assert tx.outbox.add(Letter(way="push", chat="Ua", messages=[]), NOW) == 1001
        assert tx.audit.verify(0) is None
        tx.commit()


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_backup_of_an_older_version_is_brought_up_to_date(new_store: NewStore, tmp_path: Path, kind: str) -> None:
    """As the program of that time wrote it, with the columns and kinds of its own tables."""
    old, other = new_store("sqlite"), new_store(kind)
    command.upgrade(alembic_config(old.engine), "0012")
    with make_engine(str(old.engine.url)).begin() as connection:  # the program of that time kept no marks for the clock
        names = fill(connection, 7)
        written = as_of_then(connection, names, tmp_path / "backup")

    restore(other, tmp_path / "backup")

    assert current(other.engine) == head()
    with other.engine.connect() as connection:
        counted = {name: select(func.count()).select_from(table(name)) for name in names - {"audit_head"}}
        found = {name: connection.scalar(query) for name, query in counted.items()}
    assert found == {name: written[name] + (name == "audit") for name in found}, "the restore itself is noted"


def as_of_then(connection: Connection, names: set[str], path: Path) -> dict[str, int]:
    metadata = MetaData()
    metadata.reflect(connection)
    order = [old for old in metadata.sorted_tables if old.name in names]

    tables = {old.name: {c.name: rows.kind_of(c) for c in old.columns} for old in order}
    with writing(path, Head(schema="0012", made_at=NOW.isoformat(), tables=tables), None) as writer:
        for old in order:
            found = connection.execute(select(rows.as_written(old.name, tables[old.name]))).all()
            lines = [json.dumps([v.isoformat() if hasattr(v, "isoformat") else v for v in row]) for row in found]
            writer.rows(old.name, len(lines), ("\n".join(lines) + "\n").encode())
        return dict(writer.finish().rows)


def test_a_file_that_was_erased_while_the_backup_ran_stays_erased(
    new_store: NewStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, other = furnish(new_store("migrated sqlite")), new_store("postgres")
    gone = sha(office, FORM)
    read = FileStore.read

    def erased_first(store: FileStore, sha256: str) -> bytes:
        if store is office.files and sha256 == gone:
            with office.engine.begin() as connection:
                connection.execute(update(StoredFile).where(StoredFile.sha256 == gone).values(erased_at=NOW))
            store.erase(gone)
        return read(store, sha256)

    monkeypatch.setattr(FileStore, "read", erased_first)
    manifest = take(office, tmp_path / "backup")
    restore(other, tmp_path / "backup")

    assert manifest.absent == {gone: taking.ERASED}
    with other.reading() as tx:
        assert tx._session.get_one(StoredFile, gone).erased_at == NOW


def test_files_that_are_missing_or_changed_are_named_and_the_rest_is_backed_up(
    new_store: NewStore, tmp_path: Path
) -> None:
    office = furnish(new_store("migrated sqlite"))
    form, photo = sha(office, FORM), sha(office, PHOTO)
    office.files.erase(form)
    next((tmp_path / "files of sqlite").rglob(photo)).write_bytes(b"rotten")

    manifest = take(office, tmp_path / "backup")

    assert manifest.absent == {form: taking.MISSING, photo: taking.CHANGED}
    assert manifest.files == 0


def test_what_waited_to_be_sent_counts_as_tried(new_store: NewStore, tmp_path: Path) -> None:
    office = furnish(new_store("migrated sqlite"))
    with office.begin() as tx:
        number = tx.outbox.add(Letter(way="push", chat="Ua", messages=[]), NOW)
        tx.commit()
    take(office, tmp_path / "backup")
    other = new_store("postgres")
    restore(other, tmp_path / "backup")

    with other.reading() as tx:
        row = tx._session.get_one(Outbox, number)
        assert (row.status, row.tried) == ("waiting", True)


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_database_with_content_is_left_alone_unless_it_may_go(new_store: NewStore, tmp_path: Path, kind: str) -> None:
    office = furnish(new_store(f"migrated {kind}"))
    take(office, tmp_path / "backup")
    with office.begin() as tx:
        later = tx.outbox.add(Letter(way="push", chat="later", messages=[]), NOW)
        tx.files.keep(b"came later", "x/y", NOW)
        tx.commit()

    with pytest.raises(HasContentError, match="--replace"):
        restore(office, tmp_path / "backup")
    with office.reading() as tx:
        assert tx._session.get(Outbox, later) is not None

    restore(office, tmp_path / "backup", replace=True)
    with office.reading() as tx:
        assert tx._session.get(Outbox, later) is None
        assert tx._session.get(Inbox, 1000) is not None
    assert office.files.read(hashlib.sha256(b"came later").hexdigest()) == b"came later", (
        "its bytes are all that is left"
    )
    if kind == "sqlite":
        assert (tmp_path / f"new0.db{restoring.BEFORE}").exists(), "the old one stays beside it"


def test_a_restore_that_fails_halfway_leaves_everything_as_it_was(
    new_store: NewStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    for kind in ("sqlite", "postgres"):
        office = furnish(new_store(f"migrated {kind}"))
        take(office, tmp_path / kind)
        before = contents(office.engine)
        with monkeypatch.context() as patch:
            patch.setattr(FileStore, "keep", full)
            with pytest.raises(OSError, match="No space"):
                restore(office, tmp_path / kind, replace=True)
        assert contents(office.engine) == before
    assert not list(tmp_path.glob("*.restoring*"))


def test_nothing_is_put_back_under_a_bot_that_is_at_work(new_store: NewStore, tmp_path: Path) -> None:
    small, large = furnish(new_store("migrated sqlite")), furnish(new_store("migrated postgres"))
    take(small, tmp_path / "backup")

    worker = Presence(large.engine)
    worker.start()
    with pytest.raises(InUseError):
        restore(large, tmp_path / "backup", replace=True)
    worker.stop()
    beside = Store(small.engine.execution_options(), small.files)
    other = small.engine.connect()
    other.execute(text("SELECT 1"))
    other.detach()
    with pytest.raises(InUseError):
        restore(beside, tmp_path / "backup", replace=True)
    other.close()


def test_a_file_that_is_there_is_not_overwritten_and_a_backup_that_fails_leaves_none(
    new_store: NewStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = furnish(new_store("migrated sqlite"))
    (tmp_path / "backup").write_bytes(b"the one of yesterday")
    with pytest.raises(PlaceTakenError):
        take(office, tmp_path / "backup")
    assert (tmp_path / "backup").read_bytes() == b"the one of yesterday"

    def broken(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(FileStore, "read", broken)
    with pytest.raises(OSError, match="Input/output"):
        take(office, tmp_path / "other")
    assert not list(tmp_path.glob("other*"))


def test_a_backup_is_for_its_owners_eyes(new_store: NewStore, tmp_path: Path) -> None:
    take(furnish(new_store("migrated sqlite")), tmp_path / "backup")

    assert (tmp_path / "backup").stat().st_mode & 0o077 == 0


def test_a_backup_that_was_cut_off_anywhere_is_refused(new_store: NewStore, tmp_path: Path) -> None:
    office, other = furnish(new_store("migrated sqlite")), new_store("sqlite")
    take(office, tmp_path / "backup")
    whole = (tmp_path / "backup").read_bytes()
    drawn = random.Random(1)  # noqa: S311 - not a secret

    for length in [0, 1, 20, len(whole) - 1, len(whole) - 9, *(drawn.randrange(len(whole)) for _ in range(20))]:
        (tmp_path / "cut").write_bytes(whole[:length])
        with pytest.raises((DamagedBackupError, NotABackupError)):
            restore(other, tmp_path / "cut")
    assert current(other.engine) is None


def test_a_backup_of_which_any_byte_was_changed_is_refused(new_store: NewStore, tmp_path: Path) -> None:
    office = furnish(new_store("migrated sqlite"))
    take(office, tmp_path / "backup")
    whole = (tmp_path / "backup").read_bytes()
    drawn = random.Random(2)  # noqa: S311 - not a secret

    for place in [drawn.randrange(10, len(whole)) for _ in range(30)]:
        changed = bytearray(whole)
        changed[place] ^= 0x10
        (tmp_path / "changed").write_bytes(changed)
        with pytest.raises((DamagedBackupError, NotABackupError)):
            restoring.look_at(tmp_path / "changed")


def repacked(path: Path, change: Callable[[str, bytes], list[tuple[str, bytes]]]) -> None:
    """The backup taken apart and packed anew by somebody who knows how, with what they made of its members."""
    packed = io.BytesIO()
    with tarfile.open(path) as old, tarfile.open(fileobj=packed, mode="w") as new:
        for member in old:
            inside = old.extractfile(member)
            assert inside is not None
            for name, data in change(member.name, inside.read()):
                info = tarfile.TarInfo(name)
                info.size = len(data)
                new.addfile(info, io.BytesIO(data))
    path.write_bytes(gzip.compress(packed.getvalue()))


@pytest.mark.parametrize(
    "change",
    [
        lambda name, data: [] if name.startswith("rows/outbox") else [(name, data)],
        lambda name, data: [(name, data)] * (2 if name.startswith("rows/outbox") else 1),
        lambda name, data: [(name, data.replace(b"OFF-5555", b"OFF-6666"))],
        lambda name, data: [] if name.startswith("files/") else [(name, data)],
        lambda name, data: [(name, data + b"." if name.startswith("files/") else data)],
        lambda name, data: [] if name == "manifest.json" else [(name, data)],
        lambda name, data: [(name, data), *([("rows/unit/000009.jsonl", b"[]\n")] if name == "manifest.json" else [])],
        lambda name, data: [*([("../../etc/passwd", b"x")] if name == "manifest.json" else []), (name, data)],
    ],
    ids=["no outbox", "twice", "a word", "no files", "longer files", "no manifest", "after the end", "a strange name"],
)
def test_a_backup_that_was_packed_anew_with_something_changed_is_refused(
    new_store: NewStore, tmp_path: Path, change: Callable[[str, bytes], list[tuple[str, bytes]]]
) -> None:
    take(furnish(new_store("migrated sqlite")), tmp_path / "backup")
    repacked(tmp_path / "backup", change)

    with pytest.raises(DamagedBackupError) as refused:
        restore(new_store("sqlite"), tmp_path / "backup")
    assert "take an earlier one" in str(refused.value)


def test_a_backup_of_a_newer_program_and_other_files_are_refused(new_store: NewStore, tmp_path: Path) -> None:
    with writing(tmp_path / "newer", Head(schema="9999", made_at=NOW.isoformat(), tables={}), None) as writer:
        writer.finish()
    with pytest.raises(NewerBackupError, match="9999"):
        restore(new_store("sqlite"), tmp_path / "newer")

    (tmp_path / "other").write_bytes(b"PK\x03\x04 a workbook")
    for path in (tmp_path / "other", tmp_path / "nowhere", tmp_path):
        with pytest.raises(NotABackupError):
            restoring.look_at(path)


class TestEncrypted:
    """With a key file. Whoever has only the public half can take backups and read none."""

    @pytest.fixture(autouse=True)
    def _library(self) -> None:
        pytest.importorskip("pyrage", reason="encrypted backups need pyrage")

    def test_it_comes_back_with_the_key_alone(self, new_store: NewStore, tmp_path: Path) -> None:
        office, other = furnish(new_store("migrated sqlite")), new_store("sqlite")
        public = make_key(tmp_path / "key")
        (tmp_path / "public").write_text(public, encoding="utf-8")
        assert (tmp_path / "key").stat().st_mode & 0o077 == 0
        take(office, tmp_path / "backup", key=read_key(tmp_path / "public"))

        assert b"OFF-5555" not in (tmp_path / "backup").read_bytes()
        make_key(tmp_path / "another")
        for key in (None, read_key(tmp_path / "public"), read_key(tmp_path / "another")):
            with pytest.raises(BackupKeyError):
                restore(other, tmp_path / "backup", key=key)
        restore(other, tmp_path / "backup", key=read_key(tmp_path / "key"))
        assert contents(other.engine) == contents(office.engine)

    def test_one_that_was_cut_off_or_changed_is_refused(self, new_store: NewStore, tmp_path: Path) -> None:
        make_key(tmp_path / "key")
        key = read_key(tmp_path / "key")
        take(furnish(new_store("migrated sqlite")), tmp_path / "backup", key=key)
        whole = (tmp_path / "backup").read_bytes()
        drawn = random.Random(3)  # noqa: S311 - not a secret

        for place in [len(whole) - 1, *(drawn.randrange(300, len(whole)) for _ in range(15))]:
            changed = bytearray(whole)
            changed[place] ^= 0x10
            for bad in (bytes(changed), whole[:place]):
                (tmp_path / "bad").write_bytes(bad)
                with pytest.raises(DamagedBackupError):
                    restoring.look_at(tmp_path / "bad", key=key)

    def test_a_key_file_that_is_none_is_said_to_be(self, tmp_path: Path) -> None:
        for words in ("", "hello", "AGE-SECRET-KEY-1ABC"):
            (tmp_path / "key").write_text(words, encoding="utf-8")
            with pytest.raises(BackupKeyError) as refused:
                read_key(tmp_path / "key")
            assert "ABC" not in str(refused.value)
        with pytest.raises(PlaceTakenError):
            make_key(tmp_path / "key")


def test_every_refusal_is_a_sentence() -> None:
    refusals = (BackupKeyError, DamagedBackupError, HasContentError, InUseError, NewerBackupError, NotABackupError)
    assert all(issubclass(refusal, TidtamError) and " " in str(refusal()) for refusal in refusals)
