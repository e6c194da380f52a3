"""How the product opens a database; tests alone wait for no disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

import storage.engine
from storage.engine import make_engine
from tests.shared_statements import PRAGMAS


def test_what_was_committed_to_a_file_survives_a_power_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage.engine, "_PRAGMAS", PRAGMAS)
    engine = make_engine(f"sqlite:///{tmp_path / 'tidtam.db'}")

    with engine.connect() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        answers = [connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in asked]
    engine.dispose()

    assert answers == ["wal", 2, 1, 1], "2 is FULL: the log is on the disk before a commit returns"
