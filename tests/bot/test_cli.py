"""The commands, as an operator types them."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from shutil import copy

import openpyxl
import pytest
import urllib3
from click.testing import CliRunner, Result
from sqlalchemy import text

from bot.cli import main
from bot.config import ROOT, ConfigError, read_settings
from bot.demo.district import WORKBOOK
from bot.serve import free_port
from domain.audit import Noted
from reports.official.folder import SHIPPED
from storage.outbox import Letter
from storage.store import Store
from tests.bot.test_config import with_documents
from tests.plans import START
from tests.stories.stage import store_at

TOKENS = {"LINE_CHANNEL_SECRET": "s", "LINE_CHANNEL_ACCESS_TOKEN": "t"}


class Operator:
    """Somebody at a terminal, with an environment of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {
            **TOKENS,
            "DATABASE_URL": f"sqlite:///{folder / 'tidtam.db'}",
            "FILES_URL": str(folder / "files"),
            "COLUMNS": "200",
        }

    def types(self, *words: str) -> Result:
        """Run a command."""
        return CliRunner().invoke(main, words, env=self.env)

    def store(self) -> Store:
        """What the commands have made."""
        return store_at(self.folder)


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    return Operator(tmp_path)


def counts(operator: Operator) -> tuple[int, int]:
    store = operator.store()
    with store.reading() as tx:
        offices = tx.people.offices()
        found = (len(tx.people.units(offices[0].id)), len(tx.work.of_requirement(1))) if offices else (0, 0)
    store.close()
    return found


def test_the_district_is_loaded_and_its_codes_are_shown(operator: Operator) -> None:
    result = operator.types("load", str(WORKBOOK))

    assert result.exit_code == 0, result.output
    assert "GEN-7Q4K" in result.output
    assert counts(operator) == (27, 4)


def test_loading_twice_changes_nothing(operator: Operator) -> None:
    operator.types("load", str(WORKBOOK))

    assert "added 0, changed 0, not in the plan 0" in operator.types("load", str(WORKBOOK)).output


def test_a_plan_with_mistakes_names_them_all_and_loads_nothing(operator: Operator) -> None:
    book = openpyxl.load_workbook(WORKBOOK)
    people, strategies = book["บุคลากร"], book["กลยุทธ์"]
    cells = [cell for row in people.iter_rows() for cell in row if cell.value in {"กลุ่มอำนวยการ", "GENERAL"}]
    cells[0].value = "NOWHERE"
    owners = next(cell for row in strategies.iter_rows() for cell in row if cell.value == "ST1")
    owners.value = None
    broken = operator.folder / "broken.xlsx"
    book.save(broken)

    result = operator.types("load", str(broken))

    assert result.exit_code == 1
    assert f"ชีต บุคลากร ช่อง {cells[0].coordinate}" in result.output
    assert f"ชีต กลยุทธ์ ช่อง {owners.coordinate}" in result.output
    assert counts(operator) == (0, 0)


def test_a_file_that_is_no_workbook_is_refused_in_words(operator: Operator) -> None:
    path = operator.folder / "plan.xlsx"
    path.write_bytes(b"not a workbook")

    result = operator.types("load", str(path))
    assert result.exit_code == 1
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", ["web", "work", "check"])
def test_the_halves_refuse_to_start_on_another_schema(operator: Operator, command: str) -> None:
    result = operator.types(command)

    assert result.exit_code == 1
    assert "migrate" in result.output


def test_check_names_every_template_of_the_office_that_cannot_be_used(operator: Operator, tmp_path: Path) -> None:
    own = tmp_path / "documents"
    own.mkdir()
    (own / "memo.docx").write_bytes(b"no Word file")
    (own / "garuda.png").write_bytes(b"no picture")
    path = with_documents(tmp_path, "documents")
    operator.types("--config", str(path), "migrate")
    result = operator.types("--config", str(path), "check")

    assert result.exit_code == 1
    assert "memo.docx" in result.output
    assert "garuda.png" in result.output
    (own / "memo.docx").write_bytes((SHIPPED / "memo.docx").read_bytes())
    (own / "garuda.png").unlink()
    assert "All well" in operator.types("--config", str(path), "check").output


def test_check_finds_a_migrated_database_in_order(operator: Operator) -> None:
    assert operator.types("migrate").exit_code == 0

    result = operator.types("check")
    assert result.exit_code == 0, result.output
    assert "All well" in result.output


def test_parked_events_are_given_another_chance(operator: Operator) -> None:
    operator.types("migrate")

    assert "0 events" in operator.types("requeue").output


def test_the_first_officer_needs_an_office(operator: Operator) -> None:
    result = operator.types("officer", "นางสาวรินรดา ทดสอบวัฒนา")

    assert result.exit_code == 1
    assert "load a plan first" in result.output


def test_an_officer_may_found_the_office(operator: Operator) -> None:
    result = operator.types("officer", "นายสมคิด ตัวอย่าง", "--office", "สพป.ใหม่ เขต 1", "--code", "NEW1")

    assert result.exit_code == 0, result.output
    assert "นายสมคิด ตัวอย่าง is an officer in สพป.ใหม่ เขต 1" in result.output
    code = result.output.split("ลงทะเบียน ")[1].split()[0]
    assert code in operator.types("officer", "สมคิด ตัวอย่าง").output, "the same person, the same code"


def test_an_officer_of_the_plan_serves_the_unit_that_is_named(operator: Operator) -> None:
    operator.types("load", str(WORKBOOK))

    assert "has no unit NOWHERE" in operator.types("officer", "นายเอก สมมติชน", "--unit", "NOWHERE").output
    result = operator.types("officer", "นายเอก สมมติชน", "--unit", "PLAN")
    assert "in กลุ่มนโยบายและแผน" in result.output
    assert "GEN-7Q4K" in result.output


def test_a_year_is_carried_over_once_by_command(operator: Operator) -> None:
    assert "no office yet" in operator.types("carry-over", "2571").output
    operator.types("load", str(WORKBOOK))

    result = operator.types("carry-over", "2571")
    assert result.exit_code == 0, result.output
    assert "made: ST1" in result.output
    assert "made: ST-2571-R6" in result.output
    again = operator.types("carry-over", "2571").output
    assert "made:" not in again
    assert "there already: ST-2571-R6" in again
    assert "the fiscal year 2572 has no strategies" in operator.types("carry-over", "2573").output


def test_a_load_and_a_requeue_by_command_are_noted(operator: Operator) -> None:
    operator.types("load", str(WORKBOOK))
    store = operator.store()
    with store.begin() as tx:
        tx.outbox.stopped(tx.outbox.add(Letter(way="push", chat="Ua", messages=[]), START), "held", "no quota")
        tx.commit()
    operator.types("requeue")

    with store.reading() as tx:
        office = [(line.deed, line.person_id) for line, _ in tx.audit.trail(tx.people.offices()[0].id)]
        nobody = [(line.deed, line.detail) for line, _ in tx.audit.trail(0)]
    store.close()
    assert office[0] == (Noted.LOAD_PLAN, None)
    assert nobody == [(Noted.REQUEUE, {"events": 0, "messages": 1})]


def test_an_audit_trail_that_is_whole_is_said_to_be(operator: Operator) -> None:
    operator.types("load", str(WORKBOOK))
    store = operator.store()
    with store.reading() as tx:
        head = tx.audit.head(tx.people.offices()[0].id)
    store.close()

    result = operator.types("audit", "--verify", "--known", head.hash)
    assert result.exit_code == 0, result.output
    assert head.hash in result.output
    assert "every line is as it was written" in result.output


def test_a_changed_line_and_a_hash_that_is_gone_end_in_an_error(operator: Operator) -> None:
    operator.types("load", str(WORKBOOK))
    store = operator.store()
    with store.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_is_not_changed"))
        connection.execute(text("UPDATE audit SET at = '2020-01-01 00:00:00' WHERE no = 2"))
        code = connection.scalar(text("SELECT code FROM unit WHERE parent_id IS NULL"))
    store.close()

    result = operator.types("audit", "--verify")
    assert (result.exit_code, f"{code}: line 2 is changed" in result.output) == (1, True)
    assert operator.types("audit").exit_code == 0
    gone = operator.types("audit", "--known", "f" * 64)
    assert (gone.exit_code, "no line has the hash" in gone.output) == (1, True)


def test_missing_secrets_are_all_named_and_may_come_from_files(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as refused:
        read_settings({"PORT": "http"})
    assert len(refused.value.problems) == 3

    secret = tmp_path / "secret"
    secret.write_text("from a file\n", encoding="utf-8")
    env = {"LINE_CHANNEL_SECRET_FILE": str(secret), "LINE_CHANNEL_ACCESS_TOKEN": "t"}
    settings = read_settings(env)
    assert settings.channel_secret == "from a file"
    assert "from a file" not in repr(settings)


def test_an_access_token_or_a_channel_id_is_needed_and_the_mistake_names_both() -> None:
    with pytest.raises(ConfigError) as refused:
        read_settings({"LINE_CHANNEL_SECRET": "s"})
    (problem,) = refused.value.problems
    assert "LINE_CHANNEL_ACCESS_TOKEN" in problem
    assert "LINE_CHANNEL_ID" in problem

    settings = read_settings({"LINE_CHANNEL_SECRET": "s", "LINE_CHANNEL_ID": "1234567890"})
    assert (settings.access_token, settings.channel_id) == (None, "1234567890")


def test_whoever_only_keeps_data_needs_no_secret_of_the_channel(operator: Operator, template: Path) -> None:
    for name in TOKENS:
        del operator.env[name]
    operator.env["LINE_CHANNEL_SECRET_FILE"] = "/nowhere"
    copy(template, operator.folder / "tidtam.db")
    office = ["--office", "สำนักงานตัวอย่าง", "--code", "OFF"]
    officer, backup = ["officer", "นางสาวมีนา ทดลองใช้", *office], ["backup", str(operator.folder / "backup")]

    for words in (["migrate"], officer, ["requeue"], backup, ["audit", "--verify"]):
        result = operator.types(*words)
        assert result.exit_code == 0, result.output
    assert operator.types("check").exit_code == 1, "who speaks with LINE does"


def test_a_secret_file_that_cannot_be_read_is_one_mistake(tmp_path: Path) -> None:
    missing = str(tmp_path / "nowhere")
    with pytest.raises(ConfigError) as refused:
        read_settings({"LINE_CHANNEL_SECRET_FILE": missing, "LINE_CHANNEL_ACCESS_TOKEN": "t"})

    assert len(refused.value.problems) == 1


def test_run_answers_needs_no_home_and_ends_in_good_order_on_sigterm(operator: Operator) -> None:
    port, home = free_port(), operator.folder / "home"
    env = {**os.environ, **operator.env, "PORT": str(port), "LINE_API_BASE_URL": "http://127.0.0.1:9"}
    env |= {"HOME": str(home), "PYTHAINLP_READ_ONLY": ""}
    log = io.BytesIO()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "run"], cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout is not None
        until = time.monotonic() + 30
        status = 0
        while status != 200 and time.monotonic() < until:
            try:
                status = urllib3.request("GET", f"http://127.0.0.1:{port}/healthz", timeout=2, retries=False).status
            except urllib3.exceptions.HTTPError:
                time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        log.write(process.stdout.read())
        assert process.wait(20) == 0, log.getvalue().decode()
    assert status == 200, log.getvalue().decode()
    assert not home.exists(), "a service's home may not be writable"


def test_a_rehearsal_counts_what_would_be_paid_and_keeps_nothing(operator: Operator) -> None:
    operator.types("load", str(WORKBOOK))

    result = operator.types("rehearse", "--days", "10")

    assert result.exit_code == 0, result.output
    assert "reserve 30" in result.output
    (month,) = [line for line in result.output.splitlines() if "│ 300" in line][:1]
    assert [cell.strip() for cell in month.split("│")[2:-1]] == ["300", "0", "0", "0", "300"]
