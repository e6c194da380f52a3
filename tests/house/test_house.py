"""Tests about the code itself: what a new room or a new deed must not forget."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import bot
import domain
import handlers
import reports
import storage
from bot.cli import main
from bot.config import ConfigError, load_config
from handlers import deeds
from handlers.one_message import Together
from handlers.routing import Deed
from handlers.table import DEEDS, TIMERS

ROOT = Path(__file__).parents[2]
ROOMS = (bot, domain, handlers, reports, storage)
LONGEST_FILE = 300


def sources(*folders: str) -> list[Path]:
    return sorted(p for folder in folders for p in (ROOT / folder).rglob("*.py"))


def test_the_rooms_are_ours() -> None:
    for room in ROOMS:
        assert Path(room.__file__ or "").is_relative_to(ROOT), room


def test_every_deed_stands_in_the_table() -> None:
    listed = {id(deed) for deed in (*DEEDS.deeds, DEEDS.otherwise, DEEDS.filling, DEEDS.notice)}
    listed |= {id(dialogue.deed) for dialogue in DEEDS.dialogues}
    for module_info in pkgutil.iter_modules(deeds.__path__):
        module = importlib.import_module(f"handlers.deeds.{module_info.name}")
        own = [v for v in vars(module).values() if isinstance(v, Deed)]
        own += [d for v in vars(module).values() if isinstance(v, tuple) for d in v if isinstance(d, Deed)]
        parts = [part for v in TIMERS.values() for part in (v.parts if isinstance(v, Together) else (v,))]
        timers = [part for part in parts if part.__module__ == module.__name__]
        assert own or timers, f"{module_info.name} makes nothing happen"
        assert all(id(deed) in listed for deed in own), module_info.name


def test_every_folder_of_tests_is_a_package() -> None:
    for folder in {p.parent for p in sources("tests")}:
        assert (folder / "__init__.py").exists(), folder


def test_no_file_has_a_second_room_inside() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources("bot", "domain", "handlers", "reports", "storage")
        if "versions" not in path.parts and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_every_module_says_what_it_is_for() -> None:
    for path in sources("bot", "domain", "handlers", "reports", "storage"):
        text = path.read_text(encoding="utf-8")
        assert not text.strip() or text.startswith('"""'), path


def test_thai_sentences_stand_in_wording_only() -> None:
    """Deeds, routing and the machine hold no Thai; what the machine's own terminal says is an exception."""
    allowed = {"bot/cli.py", "bot/cli_upkeep.py"}
    for path in sources("bot", "handlers", "storage"):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(("handlers/wording/", "bot/emulator/", "bot/demo/")) or name in allowed:
            continue
        code = re.sub(r'"""[\s\S]*?"""|#.*', "", path.read_text(encoding="utf-8"))
        code = re.sub(r'(name|code) = f?"[^"]*"|Literal\[[^\]]*\]|= "(ค่ะ|ครับ)"', "", code)
        assert not re.search("[ก-๛]{3,}", code), name


def test_only_the_clock_reads_the_clock() -> None:
    pattern = re.compile(r"\b(datetime\.now|date\.today|utcnow|time\.time)\(")
    for path in sources("bot", "domain", "handlers", "reports", "storage"):
        if path.relative_to(ROOT).as_posix() not in ("bot/clock.py", "bot/emulator/clock.py"):
            assert not pattern.search(path.read_text(encoding="utf-8")), path


def test_broad_excepts_stand_where_the_design_allows_them_only() -> None:
    """Dispatch, the timer and the worker's loop; and around what strangers' files do to the processes that read them.

    A parser written in another language panics; whatever happens there is answered; and an answer may be anything.
    """
    found = {
        path.relative_to(ROOT).as_posix()
        for path in sources("bot", "domain", "handlers", "reports", "storage")
        if re.search(r"except (Base)?Exception\b", path.read_text(encoding="utf-8"))
    }
    assert found <= {"bot/dispatch.py", "bot/worker.py", "reports/filled_parse.py"} | {
        "reports/reading_child.py",
        "reports/reading_wire.py",
    }


def test_a_web_process_loads_neither_the_sdk_nor_spreadsheets() -> None:
    """It keeps events and hands out files; what only the worker needs would double its memory and its start."""
    heavy = ("linebot", "openpyxl", "python_calamine", "typst", "alembic", "apscheduler")
    look = f"import sys, bot.cli; print([name for name in {heavy} if name in sys.modules])"
    seen = subprocess.run([sys.executable, "-c", look], cwd=ROOT, check=True, capture_output=True, text=True)
    assert seen.stdout.strip() == "[]"


def test_nothing_is_drawn_where_the_worker_starts() -> None:
    """Typst is for the commands and deeds that draw: it would add to the memory of every worker that never does."""
    look = "import sys, bot.app; print('typst' in sys.modules)"
    seen = subprocess.run([sys.executable, "-c", look], cwd=ROOT, check=True, capture_output=True, text=True)
    assert seen.stdout.strip() == "False"


def test_the_configuration_that_ships_has_no_mistake() -> None:
    assert "strategy" in load_config().forms


def test_a_wrong_configuration_names_every_mistake_at_once(tmp_path: Path) -> None:
    text = (ROOT / "config.yaml").read_text(encoding="utf-8")
    text = text.replace("  words: 90", "  words: 3").replace("  parked: 365", "  audit: 365\n  parked: 365")
    text = text.replace("particle: ค่ะ", "particle: จ้ะ").replace("stale_after: 1", "stale_after: -1")
    text = text.replace(
        "needs: [achieved_n, population]\n        cell: achieved_n", "needs: [achieved]\n        cell: nope"
    )
    path = tmp_path / "config.yaml"
    path.write_text(text + "\nextra: 1\n", encoding="utf-8")

    with pytest.raises(ConfigError) as refused:
        load_config(path)

    assert len(refused.value.problems) == 6
    assert "no column nope" in str(refused.value)


def test_a_link_that_outlives_its_file_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    text = (ROOT / "config.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("hours: 72 ", "hours: 5000 "), encoding="utf-8")

    with pytest.raises(ConfigError, match=r"links\.hours"):
        load_config(path)


def test_the_commands_of_the_readme_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for command in re.findall(r"^make (\w+)", readme, re.MULTILINE):
        assert command in targets
    table = readme.partition("| Command |")[2].partition("\n\n")[0]
    for command in re.findall(r"`(\w+)(?: PLAN\.xlsx| NAME)?`", table):
        assert command in main.commands, command
    for command in main.commands:
        assert f"`{command}" in table, command
