"""The audit trail is only ever added to, and whatever else is done to it is found."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, make_url, text
from sqlalchemy.exc import DBAPIError

from domain.audit import Noted
from domain.audit_chain import FIRST, Line, link
from storage.audit import Entry, Wanted
from storage.audit_chain import Break, Damage
from storage.engine import make_engine
from storage.files import FileStore
from storage.schema_version import alembic_config, migrate
from storage.store import Store
from tests.plans import small_plan
from tests.storage.test_races import together

NOW = datetime(2026, 12, 2, 7, 5, 0, 250, tzinfo=UTC)
OFFICE, OTHER = 1, 2
LENGTH = 8


def write(store: Store, count: int = LENGTH, office_id: int | None = OFFICE) -> None:
    """Lines one after another, two to a commit, with details of every shape."""
    for n in range(0, count, 2):
        with store.begin() as tx:
            for m in (n, n + 1):
                detail: dict[str, Any] = {"ครั้งที่": m, "before": None, "units": ["ก", {"b": True, "a": m}]}
                tx.audit.note(NOW + timedelta(hours=m), Noted.CHANGE_DUE, f"R{m}", office_id=office_id, detail=detail)
            tx.commit()


def verify(store: Store, office_id: int | None = OFFICE) -> Break | None:
    with store.reading() as tx:
        return tx.audit.verify(office_id)


def tamper(store: Store, *statements: str, **values: object) -> None:
    """What somebody does who owns the database: past the triggers and past the constraints."""
    if store.is_sqlite:
        with closing(sqlite3.connect(str(store.engine.url.database))) as file:  # foreign keys are not looked at
            for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                file.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                file.execute(statement, values)
            file.commit()
        return
    with store.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement), values)


def test_what_is_noted_stands_in_a_chain(store: Store) -> None:
    write(store)

    with store.reading() as tx:
        trail, head = list(tx.audit.trail(OFFICE)), tx.audit.head(OFFICE)
    assert [line.no for line, _ in trail] == list(range(1, LENGTH + 1))
    assert trail[0][1] == link(FIRST, trail[0][0])
    assert (head.no, head.hash) == (LENGTH, trail[-1][1])
    assert verify(store) is None


def test_the_hash_is_what_its_description_says() -> None:
    line = Line(office_id=1, no=2, at=NOW, person_id=None, deed="change due", about="R/1", detail={"b": 1, "a": "ก"})

    written = '["x",1,2,"2026-12-02T07:05:00.000250Z",null,"change due","R/1",{"a":"ก","b":1}]'
    assert link("x", line) == hashlib.sha256(written.encode()).hexdigest()


def test_a_fraction_cannot_be_noted() -> None:
    with pytest.raises(TypeError, match="fraction"):
        link(FIRST, Line(office_id=1, no=1, at=NOW, person_id=None, deed="d", about="a", detail={"n": [{"x": 0.1}]}))


def test_each_office_has_its_own_chain_and_so_has_what_belongs_to_none(store: Store) -> None:
    write(store)
    write(store, 2, OTHER)
    write(store, 2, None)

    with store.reading() as tx:
        assert [(head.office_id, head.no) for head in tx.audit.heads()] == [(0, 2), (OFFICE, LENGTH), (OTHER, 2)]
    tamper(store, "UPDATE audit SET about = 'x' WHERE office_id = 2 AND no = 1")
    assert [verify(store, office) for office in (None, OFFICE, OTHER)] == [None, None, Break(1, Damage.CHANGED)]


def test_what_is_not_committed_leaves_no_line(store: Store) -> None:
    write(store)
    with store.begin() as tx:
        tx.audit.note(NOW, Noted.REGISTER, "x", office_id=OFFICE)

    with store.reading() as tx:
        assert tx.audit.head(OFFICE).no == LENGTH


def test_characters_no_database_keeps_do_not_break_the_chain(store: Store) -> None:
    with store.begin() as tx:
        tx.audit.note(NOW, Noted.REGISTER, "a\0b", office_id=OFFICE, detail={"x": ["\ud800"], "n": 10**18})
        tx.commit()

    assert verify(store) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET about = 'x' WHERE no = 3",
        "DELETE FROM audit WHERE no = 3",
        "DELETE FROM audit_head",
        "UPDATE audit_head SET no = no - 1",
        "UPDATE audit_head SET hash = 'x'",
        "INSERT INTO audit SELECT * FROM audit WHERE no = 3",
    ],
)
def test_the_database_itself_refuses_anything_but_adding(store: Store, statement: str) -> None:
    write(store)
    with pytest.raises(DBAPIError), store.engine.begin() as connection:
        connection.execute(text(statement))

    assert verify(store) is None


@pytest.mark.parametrize("table", ["audit", "audit_head"])
def test_replacing_a_row_is_refused_too(sqlite_store: Store, table: str) -> None:
    write(sqlite_store)
    with pytest.raises(DBAPIError, match="only ever added to"), sqlite_store.engine.begin() as connection:
        connection.execute(text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1"))  # noqa: S608 - ours


@pytest.mark.parametrize("table", ["audit", "audit_head"])
def test_emptying_is_refused_too(postgres_store: Store, table: str) -> None:
    write(postgres_store)
    with pytest.raises(DBAPIError, match="only ever added to"), postgres_store.engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {table}"))


CHANGES: dict[str, Callable[[Any], Any]] = {
    "office_id": lambda office_id: office_id + 1,
    "no": lambda no: no + LENGTH,
    "at": lambda at: at,
    "person_id": lambda person_id: 7 if person_id is None else None,
    "deed": lambda deed: deed + "s",
    "about": lambda about: "R" + about,
    "detail": lambda detail: detail,
    "hash": lambda own: own[:-1] + ("0" if own[-1] != "0" else "1"),
}


def changed(store: Store, field: str, no: int) -> None:
    if field == "at":
        later = "datetime(at, '+1 second')" if store.is_sqlite else "at + interval '1 microsecond'"
        tamper(store, f"UPDATE audit SET at = {later} WHERE no = :no", no=no)  # noqa: S608 - ours
        return
    if field == "detail":
        tamper(store, "UPDATE audit SET detail = :new WHERE no = :no", new=json.dumps({"ครั้งที่": no}), no=no)
        return
    with store.engine.connect() as connection:
        old = connection.execute(text(f"SELECT {field} FROM audit WHERE no = :no"), {"no": no}).scalar_one()  # noqa: S608
    tamper(store, f"UPDATE audit SET {field} = :new WHERE no = :no", new=CHANGES[field](old), no=no)  # noqa: S608


def emptied(store: Store) -> None:
    tamper(store, "DELETE FROM audit", "DELETE FROM audit_head")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(field=st.sampled_from(sorted(CHANGES)), no=st.integers(1, LENGTH))
def test_a_change_of_any_field_of_any_row_is_found(store: Store, field: str, no: int) -> None:
    emptied(store)
    write(store)
    assert verify(store) is None
    changed(store, field, no)

    moved = field in ("office_id", "no")
    assert verify(store) == Break(no, Damage.MISSING if moved else Damage.CHANGED)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(no=st.integers(1, LENGTH))
def test_a_row_that_was_taken_away_is_missed_the_last_one_too(store: Store, no: int) -> None:
    emptied(store)
    write(store)
    tamper(store, "DELETE FROM audit WHERE no = :no", no=no)

    assert verify(store) == Break(no, Damage.MISSING)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pair=st.lists(st.integers(1, LENGTH), min_size=2, max_size=2, unique=True))
def test_two_rows_that_changed_places_are_found(store: Store, pair: list[int]) -> None:
    emptied(store)
    write(store)
    first, second = sorted(pair)
    swap = "UPDATE audit SET no = :to WHERE no = :no"
    tamper(store, swap.replace(":to", "99").replace(":no", str(first)))
    tamper(store, swap, to=first, no=second)
    tamper(store, swap, to=second, no=99)

    assert verify(store) == Break(first, Damage.CHANGED)


def test_a_row_that_was_put_behind_the_last_one_is_found_although_its_hash_is_right(store: Store) -> None:
    write(store)
    with store.reading() as tx:
        last, before = list(tx.audit.trail(OFFICE))[-1]
    forged = Line(
        office_id=OFFICE, no=LENGTH + 1, at=last.at, person_id=None, deed=last.deed, about="x", detail={}
    )  # fmt: skip
    tamper(
        store,
        "INSERT INTO audit (office_id, no, at, deed, about, detail, hash) "
        "SELECT office_id, no + 1, at, deed, 'x', :detail, :hash FROM audit WHERE no = :last",
        hash=link(before, forged),
        last=LENGTH,
        detail="{}",
    )

    assert verify(store) == Break(LENGTH + 1, Damage.ADDED)


def test_a_chain_without_its_head_is_found(store: Store) -> None:
    write(store)
    tamper(store, "DELETE FROM audit_head")

    assert verify(store) == Break(1, Damage.ADDED)
    with store.reading() as tx:
        assert [head.office_id for head in tx.audit.heads()] == [OFFICE]


@pytest.mark.parametrize("column", ["at", "detail"])
def test_what_is_neither_a_moment_nor_json_is_a_change_too(sqlite_store: Store, column: str) -> None:
    write(sqlite_store)
    tamper(sqlite_store, f"UPDATE audit SET {column} = 'x' WHERE no = 2")  # noqa: S608 - ours

    assert verify(sqlite_store) == Break(2, Damage.CHANGED)


def test_a_hash_that_was_written_down_tells_a_whole_new_chain_from_the_old_one(store: Store) -> None:
    write(store)
    with store.reading() as tx:
        known = tx.audit.head(OFFICE).hash
    write(store, 2)
    with store.reading() as tx:
        assert tx.audit.has_hash(known)
    emptied(store)
    with store.begin() as tx:
        tx.audit.note(NOW, Noted.CHANGE_DUE, "another past", office_id=OFFICE)
        tx.commit()

    assert verify(store) is None
    with store.reading() as tx:
        assert not tx.audit.has_hash(known)


def test_many_who_add_at_once_never_fork_a_chain(store: Store) -> None:
    each = 10

    def add(n: int) -> None:
        offices: tuple[int | None, ...] = (OFFICE, OTHER, None)
        for m in range(each):
            with store.begin() as tx:
                for office_id in offices if n % 2 else reversed(offices):
                    tx.audit.note(NOW, Noted.REGISTER, f"{n}/{m}", office_id=office_id)
                tx.commit()

    assert together(6, add) == []

    for office_id in (OFFICE, OTHER, None):
        assert verify(store, office_id) is None
    with store.reading() as tx:
        assert [head.no for head in tx.audit.heads()] == [6 * each] * 3


def test_lines_added_while_it_is_verified_are_no_damage(store: Store) -> None:
    write(store)
    with store.reading() as tx:
        before = tx.audit.verify(OFFICE)
        write(store, 2)
        after = tx.audit.verify(OFFICE)

    assert (before, after) == (None, None)


def test_a_file_opened_by_many_requests_at_once_is_noted_once_an_hour(store: Store) -> None:
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        tx.commit()

    def opened(at: datetime) -> Callable[[int], None]:
        def look(_: int) -> None:
            with store.begin() as tx:
                tx.audit.note_look(at, "summary:1", office_id=OFFICE, person_id=1, again=timedelta(hours=1))
                tx.commit()

        return look

    assert together(6, opened(NOW)) == []
    assert together(2, opened(NOW + timedelta(minutes=59))) == []
    with store.reading() as tx:
        assert tx.audit.head(OFFICE).no == 1
    assert together(2, opened(NOW + timedelta(minutes=61))) == []
    with store.reading() as tx:
        assert tx.audit.head(OFFICE).no == 2


def test_lines_are_read_by_deed_by_subject_and_by_day(store: Store) -> None:
    write(store)
    with store.begin() as tx:
        tx.audit.note_all(NOW, [Entry(Noted.LOAD_PLAN, "OFFICE", {"added": 1})], office_id=OFFICE)
        tx.commit()

    def read(at_most: int = 10, **wanted: Any) -> list[str]:
        with store.reading() as tx:
            return [line.about for line in tx.audit.latest(OFFICE, Wanted(**wanted), at_most)]

    assert read(2) == ["OFFICE", "R7"]
    assert read(deeds={Noted.LOAD_PLAN}) == ["OFFICE"]
    assert read(2, but={Noted.LOAD_PLAN}) == ["R7", "R6"]
    assert read(about=["R3"]) == ["R3"]
    assert read(since=NOW + timedelta(hours=2), until=NOW + timedelta(hours=4)) == ["R3", "R2"]


def old_rows(connection: Connection) -> None:
    connection.execute(
        text("INSERT INTO unit (id, office_id, kind, code, name, short_names, district, smis_code, obec_code6, "
             "moe_code10, letter_prefix) VALUES (1, 1, 'office', 'OFFICE', 'O', '[]', '', '', '', '', '')")
    )  # fmt: skip
    row = "INSERT INTO audit (id, office_id, at, deed, about, detail) VALUES (:n, :office, :at, 'd', 'a', :d)"
    for n in range(5):
        at, detail = f"2026-11-{10 + n} 01:02:03.000400", json.dumps({"n": n})
        connection.execute(text(row), {"n": 10 + n, "office": None if n == 2 else 1, "at": at, "d": detail})


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """A database in which nothing is yet."""
    if request.param == "sqlite":
        return make_engine(f"sqlite:///{tmp_path / 'old.db'}")
    url = make_url(request.getfixturevalue("postgres_url"))
    server = make_engine(url.render_as_string(hide_password=False))
    with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("DROP DATABASE IF EXISTS old"))
        connection.execute(text("CREATE DATABASE old"))
    server.dispose()
    return make_engine(url.set(database="old").render_as_string(hide_password=False))


def test_rows_from_before_are_chained_in_their_order(empty: Engine, tmp_path: Path) -> None:
    command.upgrade(alembic_config(empty), "0002")
    with empty.begin() as connection:
        old_rows(connection)

    migrate(empty)

    store = Store(empty, FileStore(str(tmp_path / "files")))
    with store.reading() as tx:
        trail = [(line.no, line.at.day, line.detail) for line, _ in tx.audit.trail(1)]
        assert trail == [(1, 10, {"n": 0}), (2, 11, {"n": 1}), (3, 13, {"n": 3}), (4, 14, {"n": 4})]
        assert [(head.office_id, head.no) for head in tx.audit.heads()] == [(0, 1), (1, 4)]
    assert (verify(store, 1), verify(store, None)) == (None, None)
    write(store, 2, 1)
    assert verify(store, 1) is None
    store.close()
