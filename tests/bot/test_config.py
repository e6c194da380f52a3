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


def with_reminders(folder: Path, **reminders: object) -> Path:
    """The product's configuration with its reminders changed."""
    raw = yaml.safe_load(DEFAULT_FILE.read_text("utf-8"))
    raw["reminders"] |= reminders
    path = folder / "config.yaml"
    path.write_text(yaml.safe_dump(raw, allow_unicode=True), "utf-8")
    return path


def ladder(*steps: dict[str, object], **more: object) -> dict[str, object]:
    return {"steps": [{"to": ["owner"], **step} for step in steps], **more}


def told_of(path: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    return str(caught.value)


def test_the_urgency_of_the_plan_chooses_the_ladder() -> None:
    rules = load_config().rules()
    chosen = [rules.profile_of(word) for word in ("ด่วนที่สุด", " ด่วน ที่สุด ", "ด่วน", "")]
    assert chosen == ["urgent", "urgent", "usual", "usual"]
    assert [name for name, one in rules.ladders.items() if one.breaks_through] == ["urgent"]


def test_mistakes_in_steps_are_named_together_and_where_they_stand(tmp_path: Path) -> None:
    steps: list[dict[str, object]] = [
        {"at": "soon"}, {"at": -3, "to": []}, {"at": 0, "to": ["director"]}, {"at": -1, "every": 5},
        {"at": 1, "to": ["chair"]}, {"at": 2, "to": ["owner", "owner"]}, {"at": "-0h"},
    ]  # fmt: skip
    told = told_of(with_reminders(tmp_path, ladders={"usual": ladder(*steps)}, apart=0))
    for number in range(len(steps)):
        assert f"reminders.ladders.usual.steps.{number}" in told
    assert "reminders.apart" in told
    assert "the director hears only of what is late" in told
    assert "only after the due day" in told
    assert "somebody stands there twice" in told


def test_steps_that_fall_together_are_named(tmp_path: Path) -> None:
    steps: list[dict[str, object]] = [{"at": 5, "every": 5}, {"at": 10}, {"at": 11}, {"at": -1}, {"at": -1}]
    told = told_of(with_reminders(tmp_path, ladders={"usual": ladder(*steps)}))
    assert "-1 stands there twice" in told
    assert "10 falls on a turn of 5" in told
    assert "11 falls" not in told


def test_ladders_nothing_chooses_and_words_that_choose_two_are_named(tmp_path: Path) -> None:
    one, two = ladder({"at": 0}, urgency=["ด่วน"]), ladder({"at": 1}, urgency=["ด่วน"])
    told = told_of(with_reminders(tmp_path, ladders={"quick": one, "quicker": two, "forgotten": ladder({"at": 1})}))
    assert "usual is missing" in told
    assert "ด่วน chooses two" in told
    assert "ladders.forgotten: no urgency" in told


def test_an_hour_of_reminders_at_which_the_office_is_closed_is_named(tmp_path: Path) -> None:
    raw = yaml.safe_load(DEFAULT_FILE.read_text("utf-8"))
    raw["hours"]["digest"] = "12:15"
    path = tmp_path / "config.yaml"
    path.write_text(yaml.safe_dump(raw, allow_unicode=True), "utf-8")
    assert "hours.digest: the office is closed then" in told_of(path)


def test_two_agencies_of_one_name_are_a_mistake(tmp_path: Path) -> None:
    raw = yaml.safe_load(DEFAULT_FILE.read_text("utf-8"))
    raw["agencies"].append({"code": "OTHER", "name": raw["agencies"][0]["name"]})
    (tmp_path / "config.yaml").write_text(yaml.safe_dump(raw, allow_unicode=True), "utf-8")
    with pytest.raises(ConfigError, match="same code or name"):
        load_config(tmp_path / "config.yaml")


def with_documents(folder: Path, name: object) -> Path:
    """The product's configuration with a folder of the office's own documents."""
    raw = yaml.safe_load(DEFAULT_FILE.read_text("utf-8"))
    raw["documents"] = {"folder": name}
    path = folder / "config.yaml"
    path.write_text(yaml.safe_dump(raw, allow_unicode=True), "utf-8")
    return path


def test_the_folder_of_documents_is_named_from_the_configuration_on(tmp_path: Path) -> None:
    (tmp_path / "เอกสาร").mkdir()

    assert load_config(with_documents(tmp_path, "เอกสาร")).documents.folder == tmp_path / "เอกสาร"
    assert load_config(with_documents(tmp_path, None)).documents.folder is None
    assert load_config(with_documents(tmp_path, "")).documents.folder is None


def test_a_folder_of_documents_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"documents\.folder: .*no such folder"):
        load_config(with_documents(tmp_path, "gone"))
