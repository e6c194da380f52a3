"""What stands in deploy/ fits the program: its commands, its settings, its figures; units are sound."""

from __future__ import annotations

import configparser
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from bot.cli import main
from bot.config import read_settings
from bot.work_meters import WorkMeters
from storage.store import Store
from tests.bot.web_client import Web

DEPLOY = Path(__file__).parents[2] / "deploy"
OTHERS = {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD", "DOMAIN"}
SETTINGS = re.compile(r"\b(?:LINE_[A-Z_]+|DATABASE_URL|FILES_URL|PUBLIC_BASE_URL|METRICS_PORT|HOST|PORT)\b")


def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return loaded


def ours() -> Iterator[tuple[str, dict[str, Any]]]:
    return ((name, one) for name, one in compose()["services"].items() if one.get("image") == "tidtam")


def exported(store: Store) -> set[str]:
    """The names of every figure, as Prometheus keeps them."""
    web, work = Web(store), WorkMeters()
    work.answers.labels("push", "sent").inc()
    web.services.belongs_to(lambda: None, work.registry)
    families = text_string_to_metric_families(web.client.get("/metrics").text)
    declared = {(family.name, family.type) for family in families if not family.name.endswith("_created")}
    ends = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "gauge": ("",)}
    return {name + end for name, kind in declared for end in ends[kind]}


def named(text: str) -> set[str]:
    return set(re.findall(r"\btidtam_[a-z_]+", text))


def test_every_figure_of_the_alerts_and_the_board_is_exported(sqlite_store: Store) -> None:
    there = exported(sqlite_store)
    alerts = yaml.safe_load((DEPLOY / "alerts.yaml").read_text(encoding="utf-8"))
    rules = [rule for group in alerts["groups"] for rule in group["rules"]]
    board = json.loads((DEPLOY / "board.json").read_text(encoding="utf-8"))
    shown = [target["expr"] for panel in board["panels"] for target in panel["targets"]]

    assert rules
    for expr in [*(rule["expr"] for rule in rules), *shown]:
        assert named(expr) <= there, expr
        assert named(expr)
        assert expr.count("(") == expr.count(")")
    assert {name for expr in shown for name in named(expr)} >= {n for n in there if not n.endswith(("_sum", "_count"))}


def test_every_command_of_the_files_is_one_of_ours() -> None:
    for name, service in ours():
        assert service["command"][0] in main.commands, name
    for unit in DEPLOY.glob("*.service"):
        for command in re.findall(r"-m bot ([\w-]+)", unit.read_text(encoding="utf-8")):
            assert command in main.commands, unit


def test_every_setting_of_the_files_is_one_of_ours() -> None:
    known = set(
        SETTINGS.findall(Path(sys.modules[read_settings.__module__].__file__ or "").read_text(encoding="utf-8"))
    )
    known |= {f"LINE_CHANNEL_{name}{end}" for name in ("SECRET", "ACCESS_TOKEN") for end in ("", "_FILE")}
    for name, service in ours():
        assert set(service["environment"]) <= known, name
    for path in (*DEPLOY.glob("*.service"), DEPLOY / "Dockerfile"):
        assert set(SETTINGS.findall(path.read_text(encoding="utf-8"))) <= known, path


def test_containers_run_as_nobody_in_particular_and_write_where_they_must_only() -> None:
    docker = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert re.search(r"^USER tidtam$", docker, re.MULTILINE)
    assert "HEALTHCHECK" in docker
    for name, service in ours():
        assert service["read_only"], name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert "ports" not in service, f"{name}: only the proxy is reached from outside"
    services = compose()["services"]
    assert "ports" not in services["db"]
    assert (services["web"]["deploy"]["replicas"], services["work"]["deploy"]["replicas"]) == (2, 2)


def test_no_secret_stands_in_the_files() -> None:
    for name, service in ours():
        shown = {key for key in service["environment"] if "SECRET" in key or "TOKEN" in key}
        assert all(key.endswith("_FILE") for key in shown), name
    assert re.search(r"^POSTGRES_PASSWORD=$", (DEPLOY / "env.example").read_text(encoding="utf-8"), re.MULTILINE)


def unit(name: str) -> configparser.SectionProxy:
    """The section that says how it runs. Of lines with the same key the last one counts."""
    read = configparser.RawConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read(DEPLOY / name, encoding="utf-8")
    return read["Service"]


UNITS = ("tidtam.service", "tidtam-backup.service")


@pytest.mark.parametrize("name", UNITS)
def test_the_units_are_hardened(name: str) -> None:
    service = unit(name)
    assert service["User"] == "tidtam"
    assert (service["NoNewPrivileges"], service["ProtectSystem"]) == ("yes", "strict")
    assert "WatchdogSec" not in service, "the program sends no keep-alive"


@pytest.mark.parametrize("name", UNITS)
def test_systemd_finds_little_that_the_units_could_still_do(name: str) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd-analyze here")
    words = [analyze, "security", "--offline=true", "--threshold=20", str(DEPLOY / name)]  # 2.0 of 10
    said = subprocess.run(words, check=False, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout


def test_the_service_the_backup_and_the_command_mean_the_same_database_and_files() -> None:
    texts = [(DEPLOY / name).read_text(encoding="utf-8") for name in (*UNITS, "tidtam")]
    for setting in ("DATABASE_URL", "FILES_URL"):
        found = {re.findall(rf"\b{setting}=([^$\s]+)", text)[0] for text in texts}
        assert len(found) == 1, setting
    assert all("/etc/tidtam/environment" in text for text in texts)


def test_who_only_keeps_data_is_given_no_secret_of_the_channel() -> None:
    assert "LINE_" not in (DEPLOY / "tidtam-backup.service").read_text(encoding="utf-8")
    backup = compose()["services"]["backup"]
    assert backup["secrets"] == ["backup_key"]
    assert backup["command"][-2:] == ["--key", "/run/secrets/backup_key"], "the server can read none of them"


def test_the_proxy_of_one_machine_is_made_of_that_of_the_containers() -> None:
    sed = re.search(r"sed '(.+)' deploy/Caddyfile", (DEPLOY.parent / "docs/operations.md").read_text(encoding="utf-8"))
    assert sed is not None
    text = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    for old, new in re.findall(r"s/([^/]+)/([^/]+)/", sed[1]):
        assert old in text
        text = text.replace(old, new)
    assert "bot.example.go.th {" in text
    assert "to 127.0.0.1:8000" in text


def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd-analyze here")
    for path in DEPLOY.glob("tidtam*.*"):
        text = path.read_text(encoding="utf-8")
        text = text.replace("/opt/tidtam/.venv/bin/python", sys.executable).replace("/usr/bin/find", sys.executable)
        (tmp_path / path.name).write_text(text, encoding="utf-8")

    units = sorted(str(path) for path in tmp_path.iterdir() if path.suffix in (".service", ".timer"))
    said = subprocess.run([analyze, "verify", "--man=no", *units], check=False, capture_output=True, text=True)
    about = [line for line in said.stderr.splitlines() if "tidtam" in line]
    assert (said.returncode, about) == (0, []), said.stderr
