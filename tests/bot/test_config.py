"""The configuration: forms may stand in files of their own, and every mistake is named at once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.config import DEFAULT_FILE, ConfigError, load_config


def copied(folder: Path, **forms: object) -> Path:
    """The product's configuration with its forms changed."""
    raw = yaml.safe_load(DEFAULT_FILE.read_text("utf-8"))
    raw["forms"] |= forms
    path = folder / "config.yaml"
    path.write_text(yaml.safe_dump(raw, allow_unicode=True), "utf-8")
    return path


def test_a_form_may_stand_in_a_file_beside_the_configuration(tmp_path: Path) -> None:
    raw = yaml.safe_load(DEFAULT_FILE.read_text("utf-8"))
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "emes.yaml").write_text(yaml.safe_dump(raw["forms"]["emes"], allow_unicode=True), "utf-8")
    assert load_config(copied(tmp_path, emes="forms/emes.yaml")) == load_config()


def test_every_forms_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text("a: [", "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(copied(tmp_path, emes="gone.yaml", project="odd.yaml"))
    assert [problem.partition(":")[0] for problem in caught.value.problems] == ["gone.yaml", "odd.yaml"]


def test_mistakes_in_two_forms_are_named_together(tmp_path: Path) -> None:
    raw = yaml.safe_load(DEFAULT_FILE.read_text("utf-8"))["forms"]
    raw["emes"]["key"] = "nobody"
    raw["project"]["unique"] = ["nothing"]
    with pytest.raises(ConfigError) as caught:
        load_config(copied(tmp_path, **raw))
    told = str(caught.value)
    assert "forms.emes" in told
    assert "key: no column nobody" in told
    assert "forms.project" in told
    assert "unique: no column nothing" in told
