"""Backing up and the drill of putting it back, as an operator types them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.demo.district import WORKBOOK
from tests.bot.test_cli import Operator, counts
from tests.plans import START


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    return Operator(tmp_path)


def elsewhere(operator: Operator) -> Operator:
    """The same operator at another, empty machine."""
    (operator.folder / "other").mkdir()
    return Operator(operator.folder / "other")


def test_a_drill_on_a_machine_without_the_channels_secrets_ends_with_the_same_office(operator: Operator) -> None:
    operator.types("load", str(WORKBOOK))
    folder = operator.folder / "backups"
    folder.mkdir()

    taken = operator.types("backup", str(folder))
    assert taken.exit_code == 0, taken.output
    (path,) = folder.iterdir()
    assert path.name.startswith("tidtam-20")
    assert path.name.endswith(".tar.gz")

    other = elsewhere(operator)
    other.env = {name: value for name, value in other.env.items() if not name.startswith("LINE_")}
    looked = other.types("restore", str(path), "--look")
    assert "the backup is whole" in looked.output
    assert not (other.folder / "tidtam.db").exists()
    back = other.types("restore", str(path))
    assert (back.exit_code, "every checksum is right" in back.output) == (0, True), back.output
    assert counts(other) == counts(operator) == (27, 4)
    assert other.types("audit", "--verify").exit_code == 0


def test_a_database_with_content_goes_only_when_it_is_said(operator: Operator) -> None:
    operator.types("load", str(WORKBOOK))
    path = str(operator.folder / "backup.tar.gz")
    operator.types("backup", path)

    refused = operator.types("restore", path)
    assert (refused.exit_code, "--replace" in refused.output) == (1, True)
    assert operator.types("restore", path, "--replace").exit_code == 0


def test_a_damaged_backup_and_a_place_that_is_taken_end_in_a_sentence(operator: Operator) -> None:
    operator.types("load", str(WORKBOOK))
    path = operator.folder / "backup.tar.gz"
    operator.types("backup", str(path))
    again = operator.types("backup", str(path))
    assert (again.exit_code, "not touched" in again.output) == (1, True)

    path.write_bytes(path.read_bytes()[:-400])
    for words in (("--look",), ("--replace",)):
        damaged = operator.types("restore", str(path), *words)
        assert (damaged.exit_code, "cut off" in damaged.output) == (1, True)
        assert "Traceback" not in damaged.output
    assert counts(operator) == (27, 4)


def test_a_file_that_is_missing_makes_the_command_fail_after_the_rest_is_safe(operator: Operator) -> None:
    operator.types("load", str(WORKBOOK))
    store = operator.store()
    with store.begin() as tx:
        sha256 = tx.files.keep(b"a form", "x/y", START)
        tx.commit()
    store.files.erase(sha256)
    store.close()

    path = operator.folder / "backup.tar.gz"
    result = operator.types("backup", str(path))
    assert (result.exit_code, f"{sha256} (missing)" in result.output) == (1, True)
    assert "the backup is whole" in operator.types("restore", str(path), "--look").output


def test_a_key_is_made_once_and_never_shown(operator: Operator) -> None:
    pytest.importorskip("pyrage", reason="encrypted backups need pyrage")
    operator.types("load", str(WORKBOOK))
    key = operator.folder / "backup.key"

    made = operator.types("backup-key", str(key))
    assert made.exit_code == 0
    assert "AGE-SECRET-KEY" not in made.output
    assert operator.types("backup-key", str(key)).exit_code == 1
    path = operator.folder / "backup.tar.gz.age"
    assert operator.types("backup", str(path), "--key", str(key)).exit_code == 0
    assert "encrypted" in operator.types("restore", str(path), "--look").output
    assert operator.types("restore", str(path), "--look", "--key", str(key)).exit_code == 0
