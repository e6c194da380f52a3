"""Killing the bot between any two commits and starting it again loses nothing and doubles nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.config import load_config
from bot.emulator.clock import VirtualClock
from bot.emulator.server import LocalLine
from bot.serve import free_port
from domain.forms.identity import Identity
from domain.forms.layout import items_of, rows_to_fill
from reports.blank_form import make_blank
from reports.blank_issue import BlankIssue
from storage.store import Store
from tests.plans import START, small_plan
from tests.stories.stage import EK, PO, USERS, filled, local_line, store_at, text_of

ROOT = Path(__file__).parents[2]
KILLED = -9
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Crash:
    """The bot is killed at this commit, before or after it."""

    at: int
    side: str


def once_at_each(commits: int) -> list[Crash]:
    """A crash at every commit, on either side in turn."""
    return [Crash(at, ("before", "after")[at % 2]) for at in range(1, commits + 1)]


def twice_at_each(commits: int) -> list[Crash]:
    """A crash on both sides of every commit."""
    return [Crash(at, side) for at in range(1, commits + 1) for side in ("before", "after")]


Crashes = Callable[[int], list[Crash]]
CRASHES = pytest.mark.parametrize(
    "crashes", [once_at_each, pytest.param(twice_at_each, marks=pytest.mark.soak)], ids=lambda crashes: crashes.__name__
)


@pytest.fixture(scope="module")
def zygote() -> Iterator[subprocess.Popen[str]]:
    """The process that forks bots."""
    command = [sys.executable, "-m", "tests.stories.crash_child"]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    yield process
    process.stdin.close()
    process.wait(10)
    process.stdout.close()


@dataclass
class Bench:
    """A database with registered people, a local LINE, and bots that come and go on one port."""

    folder: Path
    zygote: subprocess.Popen[str]
    line: LocalLine
    reads_alone: bool
    port: int = field(default_factory=free_port)

    def order(self, crash: Crash | None = None, *, tick: bool = False) -> None:
        """Start a bot."""
        order = {
            "folder": str(self.folder),
            "line_url": self.line.base_url,
            "port": self.port,
            "now": self.line.clock.now().isoformat(),  # the bot and LINE read one clock
            "kill_at": crash.at if crash else None,
            "side": crash.side if crash else "",
            "alone": self.reads_alone,
            "tick": tick,
        }
        assert self.zygote.stdin is not None
        self.zygote.stdin.write(json.dumps(order) + "\n")
        self.zygote.stdin.flush()

    def ended(self) -> int:
        """How the bot ended: its exit status, or minus the signal."""
        assert self.zygote.stdout is not None
        return int(self.zygote.stdout.readline())

    def stop_when(self, done: Callable[[], bool]) -> int:
        """Let the bot live until something is so; returns how many commits it made."""
        until = time.monotonic() + PATIENCE
        while not done() and time.monotonic() < until:
            time.sleep(0.01)
        (self.folder / "stop").touch()
        assert self.ended() == 0
        (self.folder / "stop").unlink()
        return int((self.folder / "commits").read_text())

    def heard(self, code: str, words: str) -> int:
        """How many messages with these words somebody has got."""
        return sum(words in text_of(b) for b in self.line.messages(USERS[code]) if b.direction == "out")

    def quiet(self, store: Store) -> bool:
        """Whether nothing waits anywhere."""
        with store.reading() as tx:
            idle = tx.inbox.oldest_waiting() is None and tx.outbox.oldest_waiting() is None
        return idle and self.line.wait_idle(0.01)


@pytest.fixture
def prepared(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Path:
    """A folder with a database whose people have registered."""
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "tidtam.db").write_bytes(template.read_bytes())
    store = store_at(folder)
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        for code in (EK, PO):
            person = tx.people.by_code(code)
            assert person is not None
            tx.people.join(person, USERS[code], START)
        tx.commit()
    store.close()
    return folder


def bench_in(prepared: Path, folder: Path, zygote: subprocess.Popen[str], *, reads_alone: bool) -> Bench:
    shutil.copytree(prepared, folder)
    line = local_line(VirtualClock(START))
    line.sender.gaps = (0.02,) * 500
    line.start()
    bench = Bench(folder, zygote, line, reads_alone)
    line.webhook_url = f"http://127.0.0.1:{bench.port}/webhook"
    return bench


def blank_form(prepared: Path) -> bytes:
    """The blank of the first strategy, as the bot issues it."""
    subject, (requirement,) = small_plan().subjects[0], small_plan().requirements
    issue = BlankIssue(
        identity=Identity(requirement.code, subject.code, "GENERAL", 1),
        office_name=prepared.name,
        fiscal_year_be=2570,
        round_name=requirement.round_name,
        period_start=requirement.period_start,
        period_end=requirement.period_end,
        subject_no=1,
        subject_title=subject.title,
        unit_name="กลุ่มอำนวยการ",
        rows=rows_to_fill(load_config().forms["strategy"].layout, {}, items_of(subject.indicators)),
    )
    return make_blank(load_config().forms["strategy"], issue)


def send_form(bench: Bench, form: bytes) -> None:
    bench.line.follow(USERS[EK])
    bench.line.send_file(USERS[EK], "ส่งงานค่ะ.xlsx", form)


def check_form_arrived_once(bench: Bench, store: Store) -> None:
    assert bench.heard(EK, "ได้รับแล้ว") == 1
    assert bench.heard(EK, "ยินดีที่ได้พบกันอีกครั้ง") == 1
    with store.reading() as tx:
        assert [s.receipt_no for s in tx.submissions.of_obligation(1)] == ["ST-2570-R6/0001"]
        assert tx.work.of_requirement(1)[0].state == "submitted"
        assert set(tx.inbox.counts()) == {"done"}
        assert tx.outbox.counts() == {"sent": 2}


@CRASHES
def test_a_form_survives_a_crash_at_every_commit(
    prepared: Path, tmp_path: Path, zygote: subprocess.Popen[str], crashes: Crashes
) -> None:
    form = filled(blank_form(prepared))

    def run(crash: Crash | None = None) -> int:
        folder = tmp_path / (f"{crash.side}-{crash.at}" if crash else "whole")
        bench = bench_in(prepared, folder, zygote, reads_alone=crashes is once_at_each)
        store = store_at(bench.folder)
        bench.order(crash)
        send_form(bench, form)
        if crash is not None:
            assert bench.ended() == KILLED
            bench.order()
        commits = bench.stop_when(lambda: bench.heard(EK, "ได้รับแล้ว") > 0 and bench.quiet(store))
        check_form_arrived_once(bench, store)
        store.close()
        bench.line.stop()
        return commits

    commits = run()
    assert commits >= 11  # start, two webhooks, two claims, content, two deeds, two sendings with their outcomes
    for crash in crashes(commits):
        run(crash)


@CRASHES
def test_reminders_survive_a_crash_at_every_commit(
    prepared: Path, tmp_path: Path, zygote: subprocess.Popen[str], crashes: Crashes
) -> None:
    def run(crash: Crash | None = None) -> int:
        folder = tmp_path / (f"{crash.side}-{crash.at}" if crash else "whole")
        bench = bench_in(prepared, folder, zygote, reads_alone=crashes is once_at_each)
        store = store_at(bench.folder)
        for code in (EK, PO):
            bench.line.follow(USERS[code])
        bench.order(crash, tick=True)
        if crash is not None:
            assert bench.ended() == KILLED
            bench.order(tick=True)

        def reminded() -> bool:
            return all(bench.heard(code, "ขอความอนุเคราะห์จัดทำรายงาน") for code in (EK, PO)) and bench.quiet(store)

        commits = bench.stop_when(reminded)
        assert [bench.heard(code, "ขอความอนุเคราะห์จัดทำรายงาน") for code in (EK, PO)] == [1, 1]
        assert bench.line.paid_used() == 2
        store.close()
        bench.line.stop()
        return commits

    commits = run()
    for crash in crashes(commits):
        run(crash)
